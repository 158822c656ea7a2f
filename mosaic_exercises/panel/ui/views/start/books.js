// All notebooks, as a list.

import { h, unseen } from "../../kit/dom.js";
import { plain, say } from "../../kit/markup.js";
import { notebookLink } from "../../kit/place.js";
import { numberOf } from "./mosaic.js";

/** Whether any tile is laid: who has just come meets an exercise first, and the way on afterwards.
 *  @param {{ mosaic: MosaicView }} given */
export const begun = ({ mosaic }) => mosaic.modules.some((m) => m.tiles.some((tile) => tile.state !== "empty"));

/** @param {StartView} view */
export function bookList(view) {
  return h(
    "ol.mo-books",
    {},
    view.notebooks.map((book, i) => h("li.mo-book", { "data-here": Boolean(book.here) }, bookRow(book, i))),
  );
}

/** @param {any} book @param {number} i */
function bookRow(book, i) {
  const title = plain("span.mo-book-title", book.title);
  const progress = book.total > 0 && h("span.mo-book-done", {}, `${book.done} of ${book.total}`, unseen(" tiles laid"));
  return [
    h("span.mo-book-number", { "aria-hidden": "true" }, numberOf(book.file, i)),
    h(
      "div.mo-book-words",
      {},
      book.here
        ? h("span", { "aria-current": "page" }, title, h("span.mo-tag", {}, "You are here"))
        : book.exists
          ? notebookLink(book, {}, title)
          : h("span.mo-soft", {}, title, " (in preparation)"),
      book.summary && say("p.mo-small", book.summary),
    ),
    h(
      "span.mo-book-end",
      {},
      book.exists && book.minutes ? h("span.mo-soft", {}, `${book.minutes} min`) : null,
      book.exists && progress,
    ),
  ];
}
