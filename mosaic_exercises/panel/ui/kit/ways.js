// The way on: the previous and the next notebook.

import { add, h } from "./dom.js";
import { iconOf } from "./icons.js";
import { plain } from "./markup.js";
import { notebookLink } from "./place.js";

/** `where` tells the two apart that a notebook has, at its head and at its end.
 *  @param {{ prev?: any, next?: any, notebooks?: any[] }} given @param {string} where */
export function bookWays({ prev, next, notebooks = [] }, where) {
  /** @param {any} book @param {any} word @param {any} icon */
  const way = (book, word, icon) => {
    if (!book) return null;
    const known = notebooks.find((b) => b.file === book.file);
    const words = h("span.mo-way-words", {}, h("span.mo-way-word", {}, word), plain("span.mo-way-title", book.title));
    if (known && !known.exists)
      return h(
        "span.mo-way",
        { "data-way": icon, "data-off": "" },
        add(words, h("span.mo-small", {}, "in preparation")),
      );
    return notebookLink(
      book,
      { class: "mo-way", "data-way": icon },
      icon === "left" && iconOf("left"),
      words,
      icon === "right" && iconOf("right"),
    );
  };
  if (!prev && !next) return null;
  return h(
    "nav.mo-ways",
    { "aria-label": `Previous and next notebook, ${where}` },
    way(prev, "Previous", "left"),
    way(next, "Next", "right"),
  );
}
