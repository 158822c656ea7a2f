// A review: what is due, one question or card at a time, ten minutes a sitting, with a forecast and what keeps failing.

import { button } from "../../kit/button.js";
import { add, fill, focusOn, h, uid } from "../../kit/dom.js";
import { mountExercise } from "../../kit/exercise.js";
import { inline } from "../../kit/markup.js";
import { makePage } from "../../kit/page.js";
import { newId, notebookLink } from "../../kit/place.js";
import { count } from "../../kit/words.js";
import { makeCard } from "./card.js";
import { dayEnds, forecast } from "./forecast.js";

/** @type {ViewUi} */
const reviewUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    let view = first;
    let items = [...first.items];
    let at = 0;
    /** @type {any} */
    let ending = null; // of the question on the screen
    let waits = false; // for more
    const page = makePage(first, { model, link: onPage(link), signal, draw });
    const kicker = h("p.mo-kicker");
    const title = h("h3.mo-title", { id: `${id}-title`, tabindex: "-1" }, "What comes back today");
    const told = h("div.mo-review-told");
    const stage = h("div.mo-review-stage");
    const next = button("Next", { id: `${id}-next`, "data-act": "next", onclick: () => go(at + 1) });
    const nav = h("div.mo-actions", {}, next);
    const more = h("div.mo-review-more");
    root.append(
      h(
        "section.mo-review",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, kicker, title),
        told,
        stage,
        nav,
        more,
        page.notice,
        h("footer.mo-foot", {}, page.status.node),
        page.announcer,
      ),
    );

    /** @param {number} index */
    function go(index) {
      at = index;
      ask();
      if (at >= items.length) page.send({ type: "due", slug: "review", days: dayEnds() }); // how much is left
      page.announce(at < items.length ? `${at + 1} of ${items.length}` : "That was all for now");
      const target = stage.querySelector(".mo-title, .mo-flash-front");
      if (target) focusOn(target);
    }

    function ask() {
      ending?.abort();
      ending = new AbortController();
      fill(stage);
      const item = items[at];
      nav.hidden = !item;
      kicker.textContent = item ? `Review · ${at + 1} of ${items.length}` : "Review";
      next.classList.toggle("mo-btn-main", false);
      if (!item) return add(stage, closing(id, view, items.length, fetchMore));
      if (item.card) {
        next.lastChild.textContent = "Leave it for now";
        return add(stage, makeCard(item.card, { id, rate: (rating) => rated(item, rating) }));
      }
      next.lastChild.textContent = "Next";
      mountExercise(stage, item.question, {
        link,
        signal: ending.signal,
        level: 4,
        prefix: `${at + 1} of ${items.length}`,
        onView: (shown) => {
          items = items.map((one) => (one.id === item.id ? { ...one, question: shown } : one));
          next.classList.toggle("mo-btn-main", Boolean(shown.result));
        },
      });
    }

    /** @param {any} item @param {any} rating */
    function rated(item, rating) {
      page.send({ type: "rate", slug: "review", card: item.id, rating, id: newId() });
      items = items.map((one) => (one.id === item.id ? { ...one, done: true } : one));
      go(at + 1);
    }

    function fetchMore() {
      waits = true;
      page.announce("Looking for more.");
      page.send({ type: "due", slug: "review", more: true, days: dayEnds() });
    }

    /** A new view never takes a question from the screen; only what was asked for as more is drawn.
     *  @param {any} shown */
    function draw(shown) {
      view = shown;
      if (waits) {
        waits = false;
        items = [...view.items];
        go(0);
      }
      drawTold();
    }

    function drawTold() {
      fill(told, view.absent ? insteadOf(view) : dueWords(view));
      fill(more, view.known > 0 && forecast(view.days, id), view.leeches.length > 0 && leeches(view.leeches));
    }

    if (view.absent) nav.hidden = true;
    else {
      ask();
      page.send({ type: "due", slug: "review", days: dayEnds() }); // Python may be where it is another day
    }
    drawTold();
  },
};

export default reviewUi;

/** What is said when nothing is left to ask.
 *  @param {string} id @param {any} view @param {number} asked @param {() => void} fetchMore */
function closing(id, view, asked, fetchMore) {
  const words = asked
    ? "That was this sitting. What you found hard comes back soon, what you knew comes back late."
    : view.known
      ? "Nothing is due today. Come back when the forecast says so, or do a drill."
      : "There is nothing to review yet. Do a few exercises in any notebook; what you answer there comes back here.";
  return h(
    "div",
    {},
    h("p.mo-title.mo-review-end", { tabindex: "-1" }, asked ? "Done for now" : "All done"),
    h("p", {}, words),
    asked > 0 &&
      button(
        "Ask me more",
        { id: `${id}-more`, "data-act": "more", onclick: fetchMore },
        { tone: "main", icon: "reset" },
      ),
  );
}

/** Where the scheduler is not installed: why, and the drills.
 *  @param {any} view */
const insteadOf = (view) => [
  h("p.mo-notice", { "data-tone": "part" }, view.absent),
  h("p", {}, "A drill stands at the end of each of these notebooks:"),
  h("ul", {}, view.drills.map((/** @type {any} */ d) => h("li", {}, notebookLink(d, {}, d.title)))),
];

/** @param {any} view */
const dueWords = (view) =>
  h(
    "p",
    {},
    h("strong", {}, count(view.due, "memory is due", "memories are due")),
    ` today, ${view.week} within a week. A sitting takes about ${view.minutes} minutes.`,
  );

/** What keeps failing, and where it is taught.
 *  @param {any[]} all */
const leeches = (all) =>
  h(
    "details.mo-review-leeches",
    {},
    h("summary", {}, `${count(all.length, "thing")} you forgot again and again`),
    h("p.mo-small", {}, "Asking more often will not help here. Read where it is taught, and say it in your own words."),
    h("ul", {}, all.map(leech)),
  );

/** @param {{ title: string, file?: any, lapses?: any }} given */
function leech({ title, file, lapses }) {
  const name = h("span", { dir: "auto" }, inline(title));
  return h("li", {}, file ? notebookLink({ file }, {}, name) : name, h("span.mo-small", {}, ` (${lapses} times)`));
}

/** The page's own messages go by the review's name.
 *  @param {Link} link */
function onPage(link) {
  return { ...link, on: (/** @type {string} */ _, /** @type {any} */ hear, /** @type {AbortSignal} */ signal) => link.on("review", hear, signal) };
}

