// The marking queue: draws the card that Python gives, and carries the marker's acts back.

import { add, fill, focusOn, h, keepFocus, uid } from "../../kit/dom.js";
import { plain } from "../../kit/markup.js";
import { makeAnnouncer, makeStatus } from "../../kit/status.js";
import { count, pointsWords } from "../../kit/words.js";
import { keysOf, makeMarkerActs } from "./acts.js";
import { answer, help, twins } from "./card.js";
import { makeDraft } from "./draft.js";
import { keysHelp, makeActions, makeBar, none, nothing, piles, who, worth } from "./frame.js";
import { firstTurn, judgedPart, judgedWords, nextTurn } from "./progress.js";
import { makeMarkingActs } from "./queue.js";
import { makeComments, makeRubric } from "./rubric.js";

/** @type {ViewUi} */
const markingUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    const { node: announcer, announce } = makeAnnouncer();
    const status = makeStatus(announce);
    const silent = "Python is not answering: the last act may not be written. Run the notebook's cell again.";
    const acts = makeMarkingActs({ send: link.send, silent: () => status.trouble(silent), signal });
    /** @param {any} name */
    const place = (name) => h("div", { "data-part": name });
    const [top, work, notice] = ["top", "work", "notice"].map(place);
    notice.setAttribute("role", "status");
    let view = first;
    const draft = makeDraft(() => `${view.source}/${view.card?.ref ?? ""}`, { source: first.source, leave: () => focusOn(work.querySelector(".mo-mark-answer")) });
    const hand = { turn: 0, together: false, choosing: false };
    let moving = false; // the act that is under way leads to another answer
    const section = h("section.mo-marking", { "aria-label": "Marking", onkeydown: key });
    root.append(add(section, top, work, notice, h("footer.mo-foot", {}, status.node), announcer));

    /** A new state of the queue.
     *  @param {any} message */
    function take(message) {
      if (message.type !== "view" || !message.view) return;
      status.quiet(); // also where the answer comes after the warning
      const before = view.card;
      view = message.view;
      model.set("view", view);
      if (view.card?.ref !== before?.ref) begin();
      const mine = acts.heard(message.n);
      if (mine && view.card?.ref === before?.ref) judged(before);
      draw();
      fill(notice, message.notice && plain("p.mo-notice", message.notice));
      if (mine && moving) draft.leave();
      acts.goOn();
    }

    function begin() {
      Object.assign(hand, { turn: firstTurn(view.card), together: false, choosing: false });
      draft.sending = "";
    }

    /** A criterion has been judged: the next one that is open is in turn.
     *  @param {any} before */
    function judged(before) {
      const { parts = [], comments = [] } = view.card ?? {};
      const changed = judgedPart(before?.parts ?? [], parts);
      if (changed < 0) {
        if (comments.length > (before?.comments.length ?? 0)) draft.written();
        if (comments.length !== before?.comments.length) announce(`${count(comments.length, "comment")} now.`);
        return;
      }
      hand.turn = nextTurn(parts, changed);
      announce(judgedWords(parts, changed, worth(view.card)));
    }

    /** @param {any} message @param {boolean} [leads] */
    function ask(message, leads = false) {
      moving = leads;
      fill(notice);
      status.quiet();
      acts.ask(message);
    }

    const act = makeMarkerActs(hand, {
      view: () => view,
      ...{ draft, ask, draw, announce },
      toText: () => focusOn(work.querySelector("textarea")),
    });
    const keys = keysOf(act, hand);

    /** For buttons and fields: the same act, in its turn.
     *  @param {(...args: any[]) => any} fn */
    function later(fn) {
      return (/** @type {any[]} */ ...args) => acts.whenFree(() => fn(...args));
    }

    /** @param {any} event */
    function key(event) {
      const typing = event.target.closest("textarea, select, input:not([type=checkbox])");
      if (typing || event.altKey || event.ctrlKey || event.metaKey || !view.card) return;
      const digit = /^[1-9]$/.test(event.key);
      if (!digit && !keys[event.key]) return;
      event.preventDefault();
      acts.whenFree(() => view.card && (digit ? act.digit(event.key - 1) : keys[event.key]()));
    }

    function draw() {
      const inside = section.contains(document.activeElement);
      const unfolded = new Set([...work.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
      keepFocus(root, () => {
        fill(
          top,
          h("p.mo-kicker", {}, "Marking"),
          h("h3.mo-title", { dir: "auto" }, view.card?.title ?? "Answers that wait for a person"),
          view.piles.length > 0 && piles(view, { id, choose: later((item) => ask({ type: "item", item })) }),
          makeBar(view),
        );
        const open = later((source) => ask({ type: "open", source }));
        fill(work, view.problem ? none(view, { id, draft, open }) : view.card ? card() : nothing());
        for (const s of work.querySelectorAll("details > summary")) s.parentNode.open ||= unfolded.has(s.textContent);
      });
      if (inside && !section.contains(document.activeElement)) draft.leave();
    }

    function card() {
      const one = view.card;
      /** @param {any} type */
      const to = (type) => later((value) => ask({ type, ...value }));
      return [
        h("article.mo-mark-answer", { tabindex: "0", id: `${id}-answer`, "aria-labelledby": `${id}-which` }, answer(one, id)),
        twins(one, { id, together: hand.together, toggle: later(act.together) }),
        makeRubric(one, { id, turn: hand.turn, judge: later(act.judge), take: later(act.turnTo) }),
        h("p.mo-small", {}, one.waiting ? one.points > 0 && `${pointsWords(one.points)} at most` : worth(one)),
        makeComments(one, { id, choosing: hand.choosing, draft, comment: later(act.comment), remove: to("uncomment") }),
        makeActions(view, { id, next: later(act.next), before: later(act.before), undo: later(act.undo) }),
        h("div.mo-mark-folds", {}, help(one), who(view, { id, rename: to("marker"), names: to("names") }), keysHelp()),
      ];
    }

    link.on("", take, signal);
    begin();
    draw();
    ask({ type: "hello" });
  },
};

export default markingUi;
