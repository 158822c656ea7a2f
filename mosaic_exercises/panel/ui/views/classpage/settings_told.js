// What is said of the settings: what they come to, or why they cannot be used, with the fields by their labels.

import { h } from "../../kit/dom.js";

export const KEYED = /^((?:[\w-]+|"[^"]*")(?:\.(?:[\w-]+|"[^"]*"))*): /; // a problem begins with its setting, if it has one

/** @type {Record<string, string>} */
const HEADS = { save: "Not saved.", check: "These settings cannot be used." };

/** @param {SettingsView} view @param {(key: string) => string} label */
export function told(view, label) {
  if (view.clashes.length) return clash(view, label);
  const kept = view.changed.length > 0 && h("div", {}, h("p", {}, "class.toml was changed meanwhile, by hand or in another window. That stands:"), listed(view.changed.map(([key, there]) => [label(key), saysWords(there)])));
  return view.problem ? wrong(view, label, kept) : right(view, kept);
}

/** @param {SettingsView} view @param {(key: string) => string} label @param {any} kept */
function wrong({ problem, asked }, label, kept) {
  const [begin, key] = problem.match(KEYED) ?? [""];
  const what = problem.slice(begin.length);
  return h("div.mo-notice", { "data-tone": "bad" }, h("p", {}, h("strong", {}, HEADS[asked] ?? "The settings as they are cannot be used."), " ", h("bdi", {}, key ? `${label(key)}: ${what}` : what)), kept);
}

/** @param {SettingsView} view @param {(key: string) => string} label */
const clash = ({ clashes, asked }, label) =>
  h(
    "div.mo-notice",
    { "data-tone": "bad" },
    h("p", {}, h("strong", {}, asked === "save" ? "Not saved." : "Look first."), " class.toml was changed meanwhile, by hand or in another window, where you changed it, too:"),
    listed(clashes.map(([key, there, here]) => [label(key), `${saysWords(there)} there; here ${saysWords(here)}`])),
    h("p", {}, "Press Save to put yours in its place, or write here what shall stand."),
  );

/** @param {SettingsView} view @param {any} kept */
const right = ({ saved, told }, kept) =>
  h(
    "div.mo-notice",
    { "data-tone": saved ? "good" : "plain" },
    saved && h("p", {}, h("strong", {}, "Saved in class.toml; the comments in it stay."), " Grade again to use them: below you see first what changes."),
    kept,
    h("details.mo-fold", { open: saved }, h("summary", {}, "What these settings come to, line by line"), h("pre.mo-class-said", { tabindex: "0", role: "region", "aria-label": "The settings, line by line" }, told.join("\n"))),
  );

/** @param {string} value */
const saysWords = (value) => (value ? `it says “${value}”` : "nothing is said");

/** @param {string[][]} rows */
const listed = (rows) => h("ul", {}, rows.map(([name, said]) => h("li", {}, h("bdi", {}, `${name}: ${said}`))));
