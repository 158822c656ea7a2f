// Pages that the instructor returned: the newest in one line, the others behind a fold. Each opens where it can do nothing.

import { h } from "../../kit/dom.js";
import { showInert } from "../../kit/inert.js";
import { plain } from "../../kit/markup.js";

/** @param {any} at */
const dayOf = (at) => new Date(at).toLocaleDateString(undefined, { dateStyle: "long" });

/** @param {any} one @param {string} id @param {(name: string) => void} open */
const line = (one, id, open) =>
  h(
    "span",
    {},
    one.by ? plain("strong", one.by) : "Your instructor",
    " returned ",
    h("button.mo-link", { type: "button", id, dir: "auto", "data-act": "open-page", "data-page": one.name, onclick: () => open(one.name) }, one.title),
    one.at ? ` on ${dayOf(one.at)}.` : ".",
  );

/** @param {any[]} pages @param {string} id @param {(name: string) => void} open */
export function returnedBox(pages, id, open) {
  if (!pages.length) return null;
  const [first, ...older] = pages;
  return h(
    "div.mo-notice.mo-returned",
    { "data-tone": "done" },
    h("p", {}, line(first, `${id}-page-0`, open)),
    older.length > 0 &&
      h(
        "details.mo-fold",
        {},
        h("summary", {}, `Returned before (${older.length})`),
        h("ul", {}, older.map((one, i) => h("li", {}, line(one, `${id}-page-${i + 1}`, open)))),
      ),
  );
}

/** A page has come from Python, or why there is none.
 *  @param {Made} root @param {any} message @param {any} page */
export function openReturned(root, { name, html, problem }, page) {
  if (problem) return page.tell(problem, "bad");
  const title = page.view.returned.find((/** @type {any} */ one) => one.name === name)?.title ?? name;
  showInert(root, { title, html, name });
}
