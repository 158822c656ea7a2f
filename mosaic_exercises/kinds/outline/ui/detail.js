// What belongs to the branch at hand: its note, its link and its picture with words for those who do not see it.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { filePicker } from "../../../panel/ui/kit/files.js";
import { setValue } from "../../../panel/ui/kit/keep.js";
import { MOST_PICTURES, SORTS, shrunk } from "./picture.js";
import { linkOf } from "./tree.js";

/** put(part, id): changes the branch at hand, or the one with this id; pictures(): how many the map has. { node, draw(branch), take(file) }.
 *  @param {{ api: Api, put: (part: any, id?: string) => any, at: () => any, pictures: () => number }} given */
export function makeDetail({ api, put, at, pictures }) {
  const fault = h("div", { role: "alert" });
  /** @param {string} words */
  const say = (words) => fill(fault, words && h("p.mo-notice", { "data-tone": "part" }, words));
  const note = h("textarea.mo-input", { id: api.id("note"), rows: 2, maxlength: 4000, dir: "auto", oninput: () => put({ note: note.value }) });
  const link = h("input.mo-input", { id: api.id("link"), type: "url", maxlength: 1000, placeholder: "https://", oninput: () => lead(linkOf(link.value.trim())), onchange: linked });
  const follow = h("a.mo-small", { target: "_blank", rel: "noopener noreferrer" }, "Open the link in a new tab");
  const alt = h("input.mo-input", { id: api.id("alt"), maxlength: 300, dir: "auto", oninput: () => put({ alt: alt.value }) });
  const shown = h("img.mo-outline-picture", { alt: "" });
  const picker = filePicker("Add a picture", { id: api.id("picture"), accept: SORTS, took: take });
  const away = button("Remove the picture", { "data-act": "picture-away", onclick: removed }, { icon: "cross", tone: "quiet" });
  const some = h("div.mo-outline-pictured", {}, shown, h("label.mo-label", { for: api.id("alt") }, "What the picture shows, in words"), alt, away);
  const none = h("div", {}, picker, h("p.mo-small", {}, `PNG, JPEG, GIF or WebP. A small copy is kept in your answer, without the place where it was taken; up to ${MOST_PICTURES} on a map.`));
  const node = h(
    "div.mo-outline-detail",
    { role: "group", "aria-label": "The branch at hand: note, link, picture" },
    h("label.mo-label", { for: api.id("note") }, "Note on this branch"),
    note,
    h("label.mo-label", { for: api.id("link") }, "Link"),
    link,
    follow,
    h("p.mo-label", {}, "Picture"),
    some,
    none,
    fault,
  );

  /** The way to where the link leads, there as soon as it is one.
   *  @param {string} to */
  function lead(to) {
    follow.hidden = !to;
    if (to) follow.href = to;
  }

  function linked() {
    const value = link.value.trim();
    const bad = value && !linkOf(value);
    say(bad ? "A link begins with https://, http:// or mailto:. It was not kept." : "");
    if (!bad) put({ link: value });
  }

  /** @param {any} file */
  async function take(file) {
    const branch = at();
    say("");
    if (!branch.picture && pictures() >= MOST_PICTURES) return say(`A map has up to ${MOST_PICTURES} pictures. Remove one first.`);
    try {
      const picture = await shrunk(file);
      put({ picture, alt: "" }, branch.id);
      api.announce("Picture added. Say in words what it shows.");
      if (at()?.id === branch.id) focusOn(alt);
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    }
  }

  function removed() {
    put({ picture: "", alt: "" });
    api.announce("Picture removed. Undo brings it back.");
    focusOn(picker.querySelector("input"));
  }

  return {
    node,
    take,
    /** @param {any} branch */
    draw(branch) {
      node.hidden = !branch;
      if (!branch) return;
      setValue(note, branch.note);
      if (document.activeElement !== link) link.value = branch.link;
      if (document.activeElement !== link) lead(branch.link);
      some.hidden = !branch.picture;
      none.hidden = Boolean(branch.picture);
      setValue(alt, branch.alt);
      shown.alt = branch.alt;
      if (branch.picture && shown.getAttribute("src") !== branch.picture) shown.src = branch.picture;
    },
    forget: () => say(""),
  };
}
