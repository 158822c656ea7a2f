// One page to keep for each model of a notebook: to read here, to print, and with it the empty form where there is one.

import { button } from "../../kit/button.js";
import { h, uid } from "../../kit/dom.js";
import { saveFile } from "../../kit/files.js";
import { printPages } from "../../kit/printing.js";
import { makeAnnouncer } from "../../kit/status.js";

export default {
  /**
   * @param {HTMLElement} root
   * @param {KeepView} view
   */
  mount(root, { pages, forms }) {
    const id = uid();
    const { node: announcer, announce } = makeAnnouncer();
    const notice = h("div", { role: "alert" });

    /** @param {SheetView} sheet */
    async function print(sheet) {
      try {
        await printPages(sheet.title, [sheet.svg]);
        announce("Sent to the printer.");
      } catch (error) {
        notice.textContent = /** @type {Error} */ (error).message;
      }
    }
    /** @param {SheetView} sheet */
    function save(sheet) {
      saveFile({ name: `${sheet.id}.svg`, mime: "image/svg+xml", text: sheet.svg });
      announce("SVG saved.");
    }
    /** @param {SheetView} sheet @param {string} what */
    const acts = (sheet, what) =>
      h(
        "div.mo-actions",
        { role: "group", "aria-label": `${what}: ${sheet.title}` },
        button(`Print ${what}`, { "data-act": "print", "data-id": sheet.id, onclick: () => print(sheet) }, { icon: "print" }),
        button("Save as a picture (SVG)", { "data-act": "svg", "data-id": sheet.id, onclick: () => save(sheet) }, { icon: "download" }),
      );

    root.append(
      h(
        "section.mo-keep",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "To keep"), h("h3.mo-title", { id: `${id}-title` }, titles(pages, forms))),
        pages.map((page) =>
          h(
            "details.mo-keep-page",
            { "data-id": page.id },
            h("summary", {}, h("strong", {}, page.title), ` ${page.use}`),
            h(
              "dl.mo-keep-rows",
              {},
              page.rows.map(({ head, text }) => [h("dt", {}, head), h("dd", {}, text.split("\n").map((line) => h("p", {}, line)))]),
            ),
            acts(page, "this page"),
          ),
        ),
        forms.map((form) => h("div.mo-keep-form", { "data-id": form.id }, h("p", {}, h("strong", {}, `An empty form: ${form.title}.`), ` ${form.use}`), acts(form, "the form"))),
        notice,
        announcer,
      ),
    );
  },
};

/** @param {SheetView[]} pages @param {SheetView[]} forms */
const titles = (pages, forms) => {
  const parts = [pages.length > 1 ? "pages to keep" : pages.length && "one page to keep", forms.length > 1 ? "forms to print" : forms.length && "a form to print"];
  const words = parts.filter(Boolean).join(", and ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
