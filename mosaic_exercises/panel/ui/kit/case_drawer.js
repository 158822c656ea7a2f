// The case at hand beside an exercise: a drawer at the right edge of the window. It is no modal: the exercise can be read
// and answered while it is open. There is one on a page for each case; it stands outside the notebook, which takes cells
// that are scrolled away out of the page.

import { button } from "./button.js";
import { askCase } from "./case_data.js";
import { caseFile } from "./case_file.js";
import { namedIn, quotedIn } from "./case_named.js";
import { fill, focusOn, h, uid } from "./dom.js";
import { iconOf } from "./icons.js";
import { keepKeys, keepMouse } from "./keys.js";
import { makeAnnouncer } from "./status.js";

/** @type {Map<string, ReturnType<typeof makeDrawer>>} */
const drawers = new Map();

/** A button in an exercise's head that opens the case, null where there is none.
 *  @param {View} view @param {{ link: Link, signal: AbortSignal }} given */
export function caseButton(view, { link, signal }) {
  const key = view.case;
  if (!key) return null;
  /** @param {Made} by @param {string} [words] */
  const open = (by, words = "") => {
    const home = node.getRootNode() instanceof ShadowRoot ? node.getRootNode() : document.body;
    if (!drawers.get(key)?.node.isConnected) drawers.set(key, makeDrawer(key, home));
    drawers.get(key)?.open(by, view, { link, slug: view.slug, signal }, words);
  };
  const node = button("The case", { "data-act": "case", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => open(node) }, { tone: "small", icon: "solution" });
  // A quotation in the notebook's text was followed: the first exercise that hears of it opens the case there.
  document.addEventListener(
    "mosaic:case",
    (/** @type {any} */ event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      open(event.detail.by, event.detail.words);
    },
    { signal },
  );
  return node;
}

/** @param {string} key @param {any} home */
function makeDrawer(key, home) {
  const id = uid();
  const { signal } = new AbortController(); // it lives as long as the page
  const { node: announcer, announce } = makeAnnouncer();
  const title = h("h3.mo-title", { id: `${id}-title`, tabindex: "-1" }, "The case at hand");
  const close = h("button.mo-icon-btn", { type: "button", "aria-label": "Close the case", "data-act": "close-case", onclick: shut }, iconOf("cross"));
  const named = h("p.mo-case-named");
  const trouble = h("div", { role: "alert" });
  const body = h("div.mo-case-drawer-body", {}, named, trouble);
  const node = h(
    "div.mo-panel.mo-case-drawer",
    { role: "dialog", "aria-labelledby": `${id}-title`, popover: "manual", onkeydown: (e) => e.key === "Escape" && (e.stopPropagation(), e.preventDefault(), shut()) },
    h("div.mo-case-bar", {}, title, close),
    body,
    announcer,
  );
  keepKeys(node, signal);
  keepMouse(node, signal);
  home.append(node);
  let file = /** @type {ReturnType<typeof caseFile> | null} */ (null);
  let sections = /** @type {CaseSectionView[]} */ ([]);
  let from = /** @type {Made | null} */ (null);

  function shut() {
    file?.quiet();
    node.hidePopover();
    from?.setAttribute("aria-expanded", "false");
    if (from?.isConnected) focusOn(from);
  }

  /** Whom the exercise names and whom it quotes comes first; whose words its answers are is told when it was tried.
   *  @param {View} view */
  function name(view) {
    const quoted = quotedIn([view.title, view.prompt, view.attempts > 0 && view.task], sections);
    const there = namedIn([view.title, view.prompt, view.task], file?.people ?? []);
    fill(
      named,
      there.size + quoted.length > 0 && h("span", {}, "In this exercise:"),
      [...there].map(([person, who]) => h("button.mo-link", { type: "button", dir: "auto", "data-who": who, onclick: () => file?.show(who) }, person)),
      quoted.map((words) => h("button.mo-link", { type: "button", dir: "auto", "data-words": "", onclick: () => file?.showWords(words) }, `“${words}”`)),
    );
  }

  /** `words`: a quotation to show.
   *  @param {Made} by @param {View} view @param {{ link: Link, slug: string, signal: AbortSignal }} of @param {string} words */
  function open(by, view, of, words) {
    from?.setAttribute("aria-expanded", "false");
    from = by;
    by.setAttribute("aria-expanded", "true");
    if (!node.matches(":popover-open")) node.showPopover();
    focusOn(title);
    fill(trouble);
    if (!file) announce("Fetching the case ...");
    askCase(key, of, (found, problem) => {
      if (!found) return fill(trouble, h("p.mo-notice", { "data-tone": "part" }, problem, " ", h("button.mo-btn-link", { type: "button", onclick: () => open(by, view, of, words) }, "Try again")));
      if (!file) {
        sections = found;
        file = caseFile(id, sections, { box: body, announce, signal });
        body.append(file.node);
        announce("The case is here.");
      }
      if (words) fill(named); // it is not the exercise that speaks
      else name(view);
      if (words) file.showWords(words);
    });
  }
  return { node, open };
}
