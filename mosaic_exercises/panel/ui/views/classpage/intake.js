// Hand-ins: drop files, a zip or a folder, name a folder on this computer, give the class list, and grade.

import { button, enable, isOff } from "../../kit/button.js";
import { fill, h } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { count } from "../../kit/words.js";
import { many } from "./list.js";
import { droppedFiles } from "./upload.js";

/** @param {string} id
 *  @param {{ put: (files: any[], where: string) => void, folder: (folder: string, on: boolean, place: any) => void, grade: (place: any) => void, typed: any }} acts */
export function makeIntake(id, { put, folder, grade, typed }) {
  /** @param {string} name @param {any} more @param {string} label @param {string} where */
  const picker = (name, more, label, where) => {
    const input = h("input.mo-file", { type: "file", id: `${id}-${name}`, ...more, onchange: () => (put([...input.files], where), (input.value = "")) });
    return h("span.mo-file-box", {}, input, h("label.mo-btn", { for: input.id }, iconOf("upload"), h("span.mo-btn-label", {}, label)));
  };
  let over = 0; // how deep inside the dragged thing is
  const area = h(
    "div.mo-class-drop",
    {
      ondragenter: (/** @type {any} */ event) => (event.preventDefault(), over++, area.toggleAttribute("data-over", true)),
      ondragleave: () => (over--, over || area.toggleAttribute("data-over", false)),
      ondragover: (/** @type {any} */ event) => (event.preventDefault(), event.stopPropagation()),
      ondrop: async (/** @type {any} */ event) => {
        event.preventDefault();
        event.stopPropagation(); // JupyterLab would put the files into its own folder
        over = 0;
        area.toggleAttribute("data-over", false);
        put(await droppedFiles(event.dataTransfer), "hand-ins");
      },
    },
    h("p", {}, h("strong", {}, "Drop the hand-ins here"), ": the learners' files, a folder of them, or the zip that your learning system gives you. A class list (CSV) can be dropped, too."),
    h("div.mo-row", {}, picker("files", { multiple: true, accept: ".json,.zip,.csv" }, "Choose files", "hand-ins"), picker("folder", { webkitdirectory: true }, "Choose a folder", "hand-ins"), picker("roster", { accept: ".csv,text/csv" }, "Choose the class list", "roster")),
  );
  const named = h("input.mo-input", { id: `${id}-named`, value: typed.of("folder") ?? "", maxlength: 4000, oninput: () => typed.put("folder", named.value || null), spellcheck: "false", autocomplete: "off", "aria-describedby": `${id}-named-hint` });
  const folders = h("ul.mo-class-folders");
  const [ofFolder, ofGrade] = ["folder-said", "grade-said"].map((part) => h("div", { role: "status", "data-part": part }));
  const taken = h("div", { role: "status", "data-part": "taken" });
  const go = button("Grade", { id: `${id}-grade`, "data-act": "grade", onclick: () => !isOff(go) && grade(ofGrade) }, { tone: "main" });
  const ready = h("p.mo-small", { "data-part": "ready" });
  const node = h(
    "div.mo-class-intake",
    {},
    area,
    taken,
    h(
      "form.mo-field",
      { onsubmit: (/** @type {any} */ event) => (event.preventDefault(), folder(named.value, true, ofFolder), typed.put("folder", null)) },
      h("label.mo-label", { for: named.id }, "Or read a folder on this computer as it is"),
      h("div.mo-row", {}, named, h("button.mo-btn", { type: "submit", id: `${id}-name` }, h("span.mo-btn-label", {}, "Read this folder"))),
      h("span.mo-small", { id: `${id}-named-hint` }, "Its files stay where they are."),
    ),
    ofFolder,
    folders,
    h("div.mo-row", {}, go, ready),
    ofGrade,
  );
  return {
    node,
    /** @param {ClassPageView} view */
    draw({ state, job }) {
      const some = state.files + state.folders.length > 0;
      enable(go, some && job?.state !== "running");
      fill(ready, some ? readyWords(state) : "Nothing is here to grade yet.");
      fill(
        folders,
        state.folders.map((path, i) => h("li", {}, h("code", {}, path), " ", button("Read no more", { id: `${id}-drop-${i}`, "aria-label": `Read no more: ${path}`, onclick: () => folder(path, false, ofFolder) }, { tone: "small" }))),
      );
    },
    /** How far sending is, or what became of the files.
     *  @param {any} said */
    told: (said) => fill(taken, said),
  };
}

/** @param {ClassStateView} state */
function readyWords(state) {
  const parts = [state.files && many(state.files, "file"), state.folders.length && many(state.folders.length, "folder")].filter(Boolean);
  const list = state.roster ? `a class list of ${state.roster.toLocaleString()}` : "no class list: who handed in nothing is not known";
  return `${parts.join(" and ")}; ${list}; ${state.settings ? "graded by your settings" : "graded by the course's points"}.`;
}

/** What became of dropped files: those that were not taken first.
 *  @param {any[]} rows */
export function takenBox(rows) {
  const bad = rows.filter(([, good]) => !good);
  const odd = rows.filter(([, good, said]) => good && said !== "Taken.");
  /** @param {any[]} some */
  const listed = (some) => h("ul", {}, some.map(([name, , said]) => h("li", {}, h("bdi", {}, h("strong", {}, name)), `: ${said}`)));
  return [
    bad.length > 0 && h("div.mo-notice", { "data-tone": "bad" }, h("p", {}, `${count(bad.length, "file")} not taken:`), listed(bad.slice(0, 50)), bad.length > 50 && h("p", {}, `and ${bad.length - 50} more`)),
    rows.length > bad.length &&
      h("div.mo-notice", { "data-tone": "good" }, h("p", {}, `${count(rows.length - bad.length, "file")} taken.`), odd.length > 0 && h("details.mo-fold", { open: odd.length <= 6 }, h("summary", {}, `What there is to say (${odd.length})`), listed(odd.slice(0, 200)))),
  ];
}
