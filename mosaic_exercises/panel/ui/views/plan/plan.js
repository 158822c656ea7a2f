// The plan: the mosaic as its cover, what each chapter has and lacks, and the files of it.

import { button } from "../../kit/button.js";
import { h, keepFocus, uid } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { renew } from "../../kit/keep.js";
import { plain } from "../../kit/markup.js";
import { makePage } from "../../kit/page.js";
import { notebookLink, savedWhere } from "../../kit/place.js";

/** @type {Record<string, any>} */
const STATES = {
  made: { word: "Made", tone: "good", icon: "check" },
  open: { word: "Begun", tone: "part", icon: "half" },
  missing: { word: "Not made yet", tone: "", icon: "dot" },
};
const FILES = [
  ["html", "Web page, to read and print"],
  ["pptx", "Slides (PowerPoint)"],
  ["md", "Text (Markdown)"],
  ["pitch-pptx", "Pitch: five slides (PowerPoint)"],
  ["pitch-html", "Pitch as a web page"],
];

/** @type {ViewUi} */
const planUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    const page = makePage(first, { model, link, signal, draw, filed });
    const picture = h("img.mo-plan-picture", { alt: "" });
    const [count, chapters, broken, board] = ["count", "chapters", "broken", "board"].map((n) => h("div", { "data-part": n }));
    const saves = FILES.map(([ending, label], i) =>
      button(
        label,
        { id: `${id}-${ending}`, "data-act": ending, onclick: () => page.send({ type: "plan", as: ending }) },
        { tone: i ? "" : "main", icon: "download" },
      ),
    );
    root.append(
      h(
        "section.mo-plan",
        { "aria-labelledby": `${id}-title` },
        h(
          "header.mo-head",
          {},
          h("p.mo-kicker", {}, "Your plan"),
          h("h3.mo-title", { id: `${id}-title` }, first.title ?? "Customer Development Plan"),
        ),
        h("figure.mo-plan-cover", {}, picture),
        count,
        broken,
        chapters,
        board,
        h("div.mo-actions", { role: "group", "aria-label": "Save the plan" }, saves),
        page.notice,
        h("footer.mo-foot", {}, page.status.node),
        page.announcer,
      ),
    );

    /** @param {any} file */
    function filed(file) {
      page.tell(`${file.name}${savedWhere()}`, "good");
    }

    /** @param {PlanView} view */
    function draw(view) {
      keepFocus(root, () => {
        if (view.picture && picture.alt !== view.picture.alt) {
          picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(view.picture.svg)}`;
          picture.alt = view.picture.alt;
        }
        renew(
          count,
          h("p.mo-total", {}, h("strong", {}, view.made), ` of ${view.all} parts of the plan are made `),
          view.track && h("p.mo-small", {}, `Track: ${view.track}. You can change it at the top of any notebook.`),
        );
        renew(broken, view.broken.length > 0 && lost(view.broken));
        renew(chapters, view.chapters.map(chapter));
        renew(board, view.asked.length > 0 && asked(view));
      });
    }

    document.addEventListener("mosaic:changed", () => page.send({ type: "refresh" }), { signal });
    draw(first);
    page.send({ type: "hello" });
  },
};

export default planUi;

/** @param {any} lines */
function lost(lines) {
  return h(
    "div.mo-notice",
    { "data-tone": "part" },
    h("p", {}, h("strong", {}, "Links that lead nowhere")),
    h(
      "ul",
      {},
      lines.map((/** @type {string} */ text) => plain("li", text)),
    ),
  );
}

/** What a board would ask, the gravest gap first. @param {PlanView} view */
function asked(view) {
  return h(
    "section.mo-plan-board",
    {},
    h("h4.mo-plan-heading", {}, "What the board may ask"),
    plain("p.mo-small", view.asked_about),
    h(
      "ol",
      {},
      view.asked.map((one) =>
        h("li", {}, h("span", { dir: "auto" }, one.text), one.about && h("span.mo-small", {}, ` (${one.about})`)),
      ),
    ),
  );
}

/** @param {{ title: string, parts: any[] }} given */
function chapter({ title, parts }) {
  return h(
    "section.mo-plan-chapter",
    {},
    h("h4.mo-plan-heading", {}, title),
    h("ul.mo-plan-parts", {}, parts.map(part)),
  );
}

/** @param {any} one */
function part(one) {
  const state = STATES[one.state] ?? STATES.missing;
  const pill = h("span.mo-pill", { "data-tone": state.tone }, iconOf(state.icon), state.word);
  const name = one.file ? notebookLink(one, {}, one.title) : one.title;
  return h(
    "li.mo-plan-part",
    { "data-slug": one.slug, "data-state": one.state },
    h("div.mo-plan-line", {}, h("span.mo-plan-name", { dir: "auto" }, name), pill),
    one.state === "open" && plain("p.mo-small", one.todo),
    one.state === "missing" && one.notebook && h("p.mo-small", {}, `Make it in “${one.notebook}”.`),
  );
}
