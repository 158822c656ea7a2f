// Who is working here: one line, and a form to say or change it. The form never stands there unasked: who has just come
// meets an exercise first. The head of a notebook offers it, the foot says what a file without a name means.

import { button } from "./button.js";
import { fill, focusOn, h, keepFocus, same } from "./dom.js";
import { plain } from "./markup.js";

/** @param {string} id @param {any} first @param {{ send: (...args: any[]) => any }} given */
export function learnerCard(id, first, { send }) {
  const node = h("div.mo-learner", { "data-part": "learner" });
  let view = first;
  let open = false;

  /** @param {any} learner */
  function known(learner) {
    return Boolean(learner?.name || learner?.id);
  }

  /** @param {any} is */
  const show = (is) => {
    open = is;
    draw();
    focusOn(node.querySelector(is ? "input:not([readonly])" : "button"));
  };

  function draw() {
    fill(node, open ? form() : line());
  }

  function line() {
    const { name, id: number } = view.learner;
    if (!known(view.learner))
      return h(
        "p.mo-learner-line",
        {},
        first.kind === "submit" && h("span", {}, "Nobody yet: the file will carry no name."),
        button(first.kind === "submit" ? "Say who you are" : "Add your name", { id: `${id}-who-change`, onclick: () => show(true) }, { tone: "link" }),
      );
    const track = view.tracks?.find((/** @type {any} */ t) => t.id === view.learner.track);
    return h(
      "p.mo-learner-line",
      {},
      h(
        "span",
        {},
        "Working as ",
        h("strong", { dir: "auto" }, name || number),
        name && number && name !== number && h("span.mo-soft", { dir: "auto" }, ` (${number})`),
      ),
      track && track.id !== "any" && h("span.mo-soft", {}, h("span.mo-sep", { "aria-hidden": "true" }, "·"), track.name),
      button("Change", { id: `${id}-who-change`, onclick: () => show(true) }, { tone: "link" }),
    );
  }

  function form() {
    const fixed = new Set(view.fixed ?? []);
    /** @param {string} name @param {any} label @param {any} note @param {any} more */
    const field = (name, label, note, more) => {
      const at = `${id}-who-${name}`;
      const said = fixed.has(name) ? "Taken from your login." : note;
      return h(
        "div.mo-field",
        {},
        h("label.mo-label", { for: at }, label),
        h("input.mo-input", {
          id: at,
          name,
          value: view.learner[name] ?? "",
          readonly: fixed.has(name),
          "aria-describedby": `${at}-note`,
          maxlength: 200,
          ...more,
        }),
        h("p.mo-small", { id: `${at}-note` }, said),
      );
    };
    const tracks = view.tracks ?? [];
    const chosen = view.learner.track;
    return h(
      "form.mo-form",
      { onsubmit: save, "aria-label": view.kind === "submit" ? "Who hands this in" : "Who is working here", autocomplete: "on" },
      h(
        "div.mo-form-grid",
        {},
        field("name", "Your name", "As it stands in your course.", { type: "text", autocomplete: "name" }),
        field("id", "Learner id", "Your student number or login. Alone? Leave it empty.", {
          type: "text",
          autocomplete: "username",
        }),
        field("email", "E-mail (optional)", "Only for your instructor's grade list.", {
          type: "email",
          autocomplete: "email",
        }),
      ),
      tracks.length > 0 &&
        h(
          "fieldset.mo-tracks",
          {},
          h("legend.mo-label", {}, "Your track"),
          tracks.map((/** @type {any} */ t) =>
            h(
              "label.mo-option",
              {},
              h("input", { type: "radio", name: `${id}-track`, value: t.id, checked: t.id === chosen }),
              h("span.mo-option-text", {}, plain("strong", t.name), t.text && plain("span.mo-track-text", t.text)),
            ),
          ),
        ),
      h(
        "div.mo-row",
        {},
        button("Save", { type: "submit", id: `${id}-who-save` }, { tone: "main" }),
        button("Cancel", { id: `${id}-who-cancel`, onclick: () => show(false) }),
      ),
    );
  }

  /** @param {any} event */
  function save(event) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    /** @param {string} name */
    const text = (name) => String(data.get(name) ?? "").trim();
    const track = String(data.get(`${id}-track`) ?? view.learner.track ?? "");
    const learner = { name: text("name"), id: text("id"), email: text("email"), track };
    const was = view.learner;
    view = { ...view, learner };
    send({ type: "learner", learner });
    if (known(learner)) show(false);
    else view = { ...view, learner: was };
  }

  draw();
  return {
    node,
    /** A new view from Python; what is being typed is not touched.
     *  @param {any} next */
    update(next) {
      const changed = !same([view.learner, view.tracks, view.fixed], [next.learner, next.tracks, next.fixed]);
      view = next;
      if (open && known(next.learner) && !node.contains(document.activeElement)) open = false;
      if (changed && !(open && node.contains(document.activeElement))) keepFocus(node, draw);
    },
  };
}
