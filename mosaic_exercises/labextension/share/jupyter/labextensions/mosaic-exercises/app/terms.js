// Terms of the glossary in the course's text. They are Markdown links to glossary.ipynb#SLUG that say in their title what
// the term means: readable in every viewer. Here the title becomes a tip that a mouse, the keyboard or a finger shows, that
// stays while it is pointed at, and that Escape takes away; a click opens the term's entry.
import { openBeside, plain } from "./links.js";

const PAGE = "glossary.ipynb";
const TERM = /^#([a-z0-9]+(?:-[a-z0-9]+)*)$/;
const CASE_PAGE = "00_start.ipynb";
const SAID = /^#(?:int|read)-\d+$|^#CP\d+$/; // an interview, an account or a complaint of the case
const CASE_CELL = "#cell-id=case-at-hand-text";
const SHOW = 200; // ms that a mouse rests on a term before its tip is shown
const HIDE = 300; // ms in which a mouse may cross from the term to its tip
const GAP = 6; // px between the two, and to the window's edge

// The term that a link of the text, or of an exercise's prompt, leads to; "" for any other link.
export function termOf(link) {
  if (!(link instanceof HTMLAnchorElement) || !link.closest(".jp-RenderedMarkdown, .mo-prompt")) return "";
  return link.pathname.endsWith(`/${PAGE}`) ? (TERM.exec(link.hash)?.[1] ?? "") : "";
}

// Whether a link of the text is a quotation that leads to where it stands in the case.
const isQuote = (link) =>
  Boolean(link?.closest(".jp-RenderedMarkdown")) && link.pathname.endsWith(`/${CASE_PAGE}`) && SAID.test(link.hash);

// One tip for the page.
let tip = null;

function makeTip() {
  const text = document.createElement("p");
  const more = document.createElement("p");
  const node = document.createElement("div");
  Object.assign(node, { className: "mosaic-tip", id: "mosaic-tip", popover: "manual" });
  node.setAttribute("role", "tooltip");
  more.className = "mosaic-tip-more";
  node.append(text, more);
  document.body.append(node);
  let shown = null;
  let timer = 0;

  const place = () => {
    const link = shown.getBoundingClientRect(); // of all its lines
    if (!shown.isConnected || !link.height) return hide();
    const { offsetWidth: width, offsetHeight: height } = node;
    const below = link.bottom + GAP + height <= window.innerHeight || link.top < height + 2 * GAP;
    node.style.top = `${below ? link.bottom + GAP : link.top - GAP - height}px`;
    node.style.left = `${Math.max(GAP, Math.min(link.left, document.documentElement.clientWidth - width - GAP))}px`;
  };
  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    if (node.matches(":popover-open")) node.hidePopover();
    shown.removeAttribute("aria-describedby");
    shown = null;
  };
  const show = (link, hint = "") => {
    clearTimeout(timer);
    const meaning = meaningOf(link);
    if (!meaning || (link === shown && text.textContent === meaning && more.textContent === hint)) return;
    hide();
    shown = link;
    text.textContent = meaning;
    more.textContent = hint;
    link.setAttribute("aria-describedby", node.id);
    node.showPopover();
    place();
  };
  const soon = (act, ms) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", () => shown !== document.activeElement && soon(hide, HIDE));
  document.addEventListener("scroll", () => shown && place(), { capture: true, passive: true });
  window.addEventListener("resize", () => shown && place());
  window.addEventListener("pointerdown", (event) => shown && !node.contains(event.target) && !shown.contains(event.target) && hide(), true);
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !shown) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      hide();
    },
    true,
  );
  return { show, hide, soon, shows: (link) => link === shown };
}

// What the link's title says: taken from it, or the browser would show a tip of its own above ours.
function meaningOf(link) {
  if (link.title) {
    link.dataset.mosaicMeaning = link.title;
    link.removeAttribute("title");
  }
  return link.dataset.mosaicMeaning ?? "";
}

export function showTerms(tools, panel, context, signal) {
  const { node } = panel.content;
  const at = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    return termOf(link) || isQuote(link) ? link : null;
  };
  let finger = false;
  const on = (name, act) => node.addEventListener(name, act, { capture: true, signal });

  on("pointerover", (event) => {
    const link = at(event);
    if (!link) return;
    meaningOf(link);
    tip ??= makeTip();
    if (event.pointerType !== "touch") tip.soon(() => tip.show(link), SHOW);
  });
  on("pointerout", (event) => {
    const link = at(event);
    if (!link || event.pointerType === "touch" || link.contains(event.relatedTarget)) return;
    tip?.soon(() => link !== document.activeElement && tip.hide(), HIDE);
  });
  on("focusin", (event) => {
    const link = at(event);
    if (!link?.matches(":focus-visible")) return;
    tip ??= makeTip();
    tip.show(link);
  });
  on("focusout", (event) => at(event) && tip?.hide());
  on("pointerdown", (event) => (finger = event.pointerType === "touch"));
  on("click", (event) => {
    const link = at(event);
    if (!link || !plain(event)) return;
    event.preventDefault();
    event.stopPropagation();
    tip ??= makeTip();
    // A finger cannot rest on a word: the first tap shows what it means, the second opens its entry.
    if (finger && !tip.shows(link)) return tip.show(link, isQuote(link) ? "Tap again to open the case." : "Tap the word again to open the glossary.");
    tip.hide();
    const going = isQuote(link) ? openCase(tools, context, link) : openTerm(tools, context, termOf(link));
    going?.catch((error) => console.error("mosaic-exercises:", error));
  });
  signal.addEventListener("abort", () => tip?.hide());
}

// Which term the page of the glossary shows first: a word in the window, which in a page of its own is its address's.
export function askFor(hash) {
  globalThis.mosaicTerm = TERM.exec(hash)?.[1] ?? "";
}

// An exercise of the page opens its drawer at these words; where there is none, the case's own page opens.
function openCase(tools, context, by) {
  const detail = { by, words: by.textContent };
  const event = new CustomEvent("mosaic:case", { detail, cancelable: true });
  if (!document.dispatchEvent(event)) return null;
  return openBeside(tools, context, CASE_PAGE, { hash: CASE_CELL, apart: true });
}

async function openTerm(tools, context, term) {
  const hash = `#${term}`;
  askFor(hash);
  const page = await openBeside(tools, context, PAGE, { hash, apart: true });
  if (page) page.mosaicTerm = term;
  page?.document.dispatchEvent(new CustomEvent("mosaic:term"));
}
