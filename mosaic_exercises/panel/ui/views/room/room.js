// The wall of a workshop: which exercise, names on or off, and what hangs there; it looks for new files while it is seen.

import { fill, h, keepFocus, uid } from "../../kit/dom.js";
import { button } from "../../kit/button.js";
import { makeAnnouncer } from "../../kit/status.js";
import { count } from "../../kit/words.js";
import { rowsOf, sidesOf } from "./boards.js";
import { makeCards } from "./cards.js";
import { curvesOf } from "./curves.js";

const EVERY_MS = 1200;

export default {
  /**
   * @param {HTMLElement} root
   * @param {RoomView} first
   * @param {{ model: any, link: Link, signal: AbortSignal }} panel
   */
  mount(root, first, { model, link, signal }) {
    const id = uid();
    let view = first;
    const cardsOf = makeCards(signal);
    const { node: announcer, announce } = makeAnnouncer();
    const folder = h("input.mo-input", { id: `${id}-folder`, value: view.folder, spellcheck: "false", autocomplete: "off" });
    const which = h("select.mo-input", { id: `${id}-which`, onchange: () => ask({ slug: which.value }) });
    const names = h("input", { id: `${id}-names`, type: "checkbox", checked: view.names, onchange: () => ask({ names: names.checked }) });
    const state = h("p.mo-small", { "data-part": "room-state" });
    const trouble = h("div", { role: "alert" });
    const wall = h("div.mo-room-wall", { "data-part": "wall", role: "region", "aria-label": "The wall", tabindex: "0" });
    const choose = h("div.mo-room-bar", {}, h("label", { for: `${id}-which` }, "On the wall "), which, h("label.mo-room-names", {}, names, " Names"));
    root.append(
      h(
        "section.mo-room",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "For the room"), h("h3.mo-title", { id: `${id}-title` }, "Everyone's answers, side by side")),
        h(
          "form.mo-room-bar",
          { /** @param {Event} event */ onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), ask({ folder: folder.value })) },
          h("label", { for: `${id}-folder` }, "Folder of hand-in files "),
          folder,
          button("Open", { type: "submit", "data-act": "open" }, { tone: "small" }),
        ),
        trouble,
        choose,
        state,
        wall,
        announcer,
      ),
    );

    /** @param {{ slug?: string, names?: boolean, folder?: string }} [wish] */
    function ask(wish = {}) {
      const wanted = { slug: view.slug, names: names.checked, folder: view.folder, ...wish };
      const asked = Object.keys(wish).length > 0;
      link.send({ type: "wall", ...wanted, seen: asked ? -1 : view.version });
    }

    /** @param {RoomView} before */
    function draw(before = view) {
      keepFocus(root, () => {
        fill(trouble, view.problem && h("p.mo-notice", { "data-tone": "part" }, view.problem));
        choose.hidden = !view.items.length;
        fill(
          which,
          view.items.map((item) => h("option", { value: item.slug, selected: item.slug === view.slug }, `${item.title} (${item.people})`)),
        );
        names.checked = view.names;
        fill(state, view.version > 0 ? stateWords(view) : "", unreadOf(view));
        const scrolled = wall.scrollTop;
        fill(wall, view.sort === "cards" ? cardsOf(view.cards) : boardOf(view, id));
        wall.scrollTop = scrolled;
      });
      if (view.people > before.people) announce(`${count(view.people, "hand-in file")} now.`);
    }

    link.on(
      "",
      (message) => {
        if (message.type !== "view" || message.view?.kind !== "room") return;
        const before = view;
        view = message.view;
        model.set("view", view);
        draw(before);
      },
      signal,
    );
    const timer = setInterval(() => root.isConnected && !document.hidden && ask(), EVERY_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
    draw();
    ask();
  },
};

/** @param {RoomView} view @param {string} id */
function boardOf(view, id) {
  if (view.sort === "curves") return curvesOf(view.curves, id);
  if (view.sort === "rows") return rowsOf(view.rows);
  if (view.sort === "sides") return sidesOf(view.sides);
  return view.problem ? [] : h("p", {}, "Nothing hangs here yet. It appears as soon as a file arrives that has something for the wall.");
}

/** @param {RoomView} view */
function stateWords(view) {
  const answered = view.items.find((item) => item.slug === view.slug)?.people ?? 0;
  const empty = answered > view.hung ? ` ${view.hung} of ${count(answered, "answer")} hang here; the others have nothing to show yet.` : "";
  return `${count(view.people, "hand-in file")} in ${view.folder}.${empty}${view.names ? "" : " Names are hidden: each person has a number."}`;
}

/** @param {RoomView} view */
const unreadOf = (view) =>
  view.unread.length > 0 &&
  h(
    "details",
    {},
    h("summary", {}, `${count(view.unread.length, "file")} cannot be read`),
    h("ul", {}, view.unread.map((one) => h("li", { dir: "auto" }, `${one.head}: ${one.text}`))),
  );
