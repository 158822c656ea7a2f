// A list of any length: a search, a filter, an order; fifty rows at a time come from Python.

import { button, enable, isOff } from "../../kit/button.js";
import { fill, h, keepFocus } from "../../kit/dom.js";
import { whenWords } from "../../kit/words.js";

const QUIET_MS = 250; // after a key, before the search is sent

/** @type {Record<string, [string, string]>} */
const STATES = {
  graded: ["good", "Graded"],
  "needs-review": ["part", "Needs review"],
  corrupt: ["bad", "Cannot be read"],
  missing: ["plain", "Nothing handed in"],
  superseded: ["plain", "A newer one counts"],
  ignored: ["plain", "Passed over"],
};
const FILTERS = {
  learners: [["", "everybody"], ["needs-review", "needs review"], ["corrupt", "cannot be read"], ["missing", "nothing handed in"], ["late", "late"], ["look", "to look at"], ["duplicate", "several files"], ["unknown-learner", "not on the class list"]],
  files: [["", "all, odd ones first"], ["graded", "graded"], ["needs-review", "needs review"], ["corrupt", "cannot be read"], ["superseded", "not the one that counts"], ["ignored", "passed over"], ["look", "to look at"]],
};
const ORDERS = [["class", "as on the class list"], ["name", "by name"], ["score", "lowest score first"], ["last", "newest first"], ["status", "by status"]];

/** @type {Record<string, string>} */
const FLAGS = { late: "late", "in-grace": "late, within the grace", duplicate: "several files", "unknown-learner": "not on the class list", group: "handed in by the group" };

/** @param {string} id @param {"learners" | "files"} sort
 *  @param {{ ask: (wish: any) => void, signal: AbortSignal, page?: (key: string) => void, write?: (learner: string) => void }} acts */
export function makeList(id, sort, { ask, signal, page, write }) {
  let wish = { search: "", filter: "", order: "class", page: 0 };
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));
  /** @param {any} more */
  const want = (more) => ask((wish = { ...wish, page: 0, ...more }));
  const search = h("input.mo-input", {
    id: `${id}-search`,
    type: "search",
    maxlength: 200,
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => (clearTimeout(timer), (timer = setTimeout(() => want({ search: search.value }), QUIET_MS))),
  });
  /** @param {string} name @param {string} label @param {string[][]} options */
  const menu = (name, label, options) => {
    const select = h("select.mo-input", { id: `${id}-${name}`, onchange: () => want({ [name]: select.value }) }, options.map(([value, words]) => h("option", { value }, words)));
    return h("div.mo-class-pick", {}, h("label.mo-small", { for: select.id }, label), select);
  };
  const table = h("div.mo-class-table", { role: "region", tabindex: "0", "aria-label": sort === "learners" ? "Learners" : "Files" });
  const back = button("Before", { id: `${id}-back`, onclick: () => !isOff(back) && want({ page: wish.page - 1 }) }, { icon: "left" });
  const next = button("Next", { id: `${id}-next`, onclick: () => !isOff(next) && want({ page: wish.page + 1 }) }, { icon: "right" });
  const where = h("span.mo-small", { role: "status" });
  const node = h(
    "div.mo-class-list",
    {},
    h(
      "div.mo-class-bar",
      {},
      h("div.mo-class-pick.mo-class-search", {}, h("label.mo-small", { for: search.id }, sort === "learners" ? "Search a name, id, address or section" : "Search a file, learner or reason"), search),
      menu("filter", "Show", FILTERS[sort]),
      sort === "learners" && menu("order", "Order", ORDERS),
    ),
    table,
    h("div.mo-row.mo-class-pager", {}, back, next, where),
  );
  return {
    node,
    /** @param {ClassListView | null} list */
    draw(list) {
      if (!list) return void (table.children.length || fill(table, h("p.mo-small", {}, "The list is here as soon as the work is done.")));
      wish = { ...wish, page: list.page };
      const rows = sort === "learners" ? list.learners.map((one, i) => learnerRow(one, `${id}-row-${i}`, { page, write })) : list.files.map(fileRow);
      const heads = sort === "learners" ? ["Learner", "Status", "Score", "Newest answer", "To do"] : ["File", "Learner", "Status", "Why"];
      keepFocus(table, () =>
        fill(table, rows.length ? h("table.mo-table", {}, h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col", "data-number": head === "Score" }, head === "To do" ? h("span.mo-unseen", {}, head) : head)))), h("tbody", {}, rows)) : h("p.mo-small", {}, list.search || list.filter ? "Nobody and nothing fits." : "Nothing is here yet.")),
      );
      enable(back, list.page > 0);
      enable(next, list.page < list.pages - 1);
      fill(where, `${many(list.total, sort === "learners" ? "learner" : "file")}${list.pages > 1 ? `, page ${list.page + 1} of ${list.pages}` : ""}`);
    },
  };
}

/** @param {number} n @param {string} what */
export const many = (n, what) => `${n.toLocaleString()} ${what}${n === 1 ? "" : "s"}`;

/** A text of a stranger with every sign of it to be seen: a control character as its picture.
 *  @param {string} text */
const visible = (text) => [...text].map((sign) => (sign < " " ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : sign)).join("");

/** @param {string} status */
function pill(status) {
  const [tone, words] = STATES[status] ?? ["plain", status];
  return h("span.mo-pill", { "data-tone": tone }, words);
}

/** @param {ClassLearnerView} one @param {string} id @param {any} acts */
function learnerRow(one, id, { page, write }) {
  const flags = one.flags.map((flag) => h("span.mo-pill", { "data-tone": "plain" }, FLAGS[flag] ?? flag));
  const who = visible(one.name || one.id);
  return h(
    "tr",
    {},
    h("th", { scope: "row", dir: "auto" }, visible(one.name) || "–", h("span.mo-small.mo-class-under", {}, `${visible(one.id)}${one.section ? `, ${one.section}` : ""}`)),
    h("td", {}, h("span.mo-class-flags", {}, pill(one.status), flags), one.look.map((said) => h("p.mo-small", { dir: "auto" }, `Look at: ${said}`))),
    h("td", { "data-number": true }, one.score),
    h("td", {}, one.last ? whenWords(one.last) : "–"),
    h(
      "td",
      {},
      h("div.mo-row", {}, button("Page", { id: `${id}-page`, "data-act": "page", "aria-label": `Page of ${who}`, onclick: () => page(one.key) }, { tone: "small" }), button("Write", { id: `${id}-write`, "data-act": "write", "aria-label": `Write to ${who}`, onclick: () => write(one.id) }, { tone: "small" })),
    ),
  );
}

/** @param {ClassFileView} one */
const fileRow = (one) =>
  h("tr", {}, h("th", { scope: "row", dir: "auto" }, visible(one.file)), h("td", { dir: "auto" }, visible(one.learner) || "–"), h("td", {}, pill(one.status)), h("td.mo-small", { dir: "auto" }, one.reason));
