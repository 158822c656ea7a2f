// A class on one page: what stands is always on the disk; this draws it and carries the acts to Python.

import { fill, focusOn, h, reveal, uid } from "../../kit/dom.js";
import { saveFile } from "../../kit/files.js";
import { showInert } from "../../kit/inert.js";
import { makeWatch } from "../../kit/link.js";
import { makeAnnouncer, makeStatus } from "../../kit/status.js";
import { whenWords } from "../../kit/words.js";
import { makeActions } from "./actions.js";
import { makeEmbedded } from "./embedded.js";
import { makeIntake, takenBox } from "./intake.js";
import { endWords, makeJob } from "./job.js";
import { makeList } from "./list.js";
import { makePlaces } from "./places.js";
import { makeQuestions } from "./questions.js";
import { makeSettings } from "./settings.js";
import { makeTabs } from "./tabs.js";
import { makeTyped } from "./typed.js";
import { makeSender } from "./upload.js";

const POLL_MS = 400;
const PATIENCE_MS = 20_000;
const SILENT = "Python is not answering. What was done is in the class's folder; run the notebook's cell again.";

/** @type {ViewUi} */
const classUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    let view = first;
    /** @type {any} */
    let open = null; // the tab on the screen: { tab, parts, ending }
    const { node: announcer, announce } = makeAnnouncer();
    const status = makeStatus(announce);
    const notice = h("div", { role: "status", "data-part": "notice" });
    const places = makePlaces(notice);
    const watch = makeWatch(() => link.asleep() || (status.trouble(SILENT), places.silent(SILENT)), signal);
    /** Sends, and gives the message's number. `place`: where its answer is told, if not where most is.
     *  @param {any} message @param {any} [place] */
    const send = (message, place) => {
      const n = places.asked(place);
      link.send({ ...message, n });
      watch.asked(PATIENCE_MS);
      return n;
    };
    const sender = makeSender(send);
    const typed = makeTyped(first.typed, (form, text) => send({ type: "typed", form, text }), signal);
    /** @type {any} */
    let begun = {}; // the action of the newest job: { action, number }
    const tabs = makeTabs(id, first.tabs, (tab) => (job.putAway(view.job), send({ type: "tab", tab })));
    const job = makeJob(id, { stop: () => send({ type: "stop" }), fetch: (name) => send({ type: "fetch", name }) });
    const state = h("div", { "data-part": "state" });
    const body = h("div.mo-class-body", { role: "tabpanel", id: `${id}-panel`, tabindex: "0" });
    root.append(
      h(
        "section.mo-class",
        { "aria-labelledby": `${id}-title` },
        h("header.mo-head", {}, h("p.mo-kicker", {}, "For the instructor"), h("h2.mo-title", { id: `${id}-title`, dir: "auto" }, first.title), h("p.mo-small", {}, "Everything is kept in ", h("code", {}, first.folder), "; closing or reloading this page loses nothing, not even what you have typed and not sent.")),
        state,
        tabs.node,
        job.node,
        notice,
        body,
        h("footer.mo-foot", {}, status.node),
        announcer,
      ),
    );

    /** What a tab shows: parts with a node each, drawn with every view.
     *  @param {string} tab @param {AbortSignal} ending */
    function partsOf(tab, ending) {
      const run = (/** @type {string} */ action, /** @type {any} */ place, /** @type {any} */ filled = {}, then = false) => (begun = { action, n: send({ type: "run", action, filled, then }, place) });
      const upload = (/** @type {any[]} */ files, /** @type {any} */ told) => sender.put(files, "upload", told);
      const actions = makeActions(id, { run, upload, typed });
      const acts = { node: actions.node, draw: () => actions.draw(view.actions) };
      const ask = (/** @type {any} */ wish) => send({ type: "tab", tab, ...wish });
      if (tab === "hand-ins") {
        const intake = makeIntake(id, {
          put: (files, where) => sender.put(files, where, (rows) => (intake.told(takenBox(rows)), ask({})), intake.told),
          folder: (folder, on, place) => send({ type: "folder", folder, on }, place),
          grade: (place) => run("grade", place),
          typed,
        });
        const files = makeList(`${id}-files`, "files", { ask, signal: ending });
        return [intake, acts, listed(files, "The files of the last grading")];
      }
      if (tab === "learners") {
        const write = (/** @type {string} */ learner) => focusOn(actions.open("comment", { learner })?.querySelector("textarea"));
        return [listed(makeList(`${id}-learners`, "learners", { ask, signal: ending, page: (name) => send({ type: "page", name }), write }), ""), acts];
      }
      if (tab === "questions") return [makeQuestions(id, { read: () => run("figures", null) })];
      if (tab === "marking") return [makeEmbedded(link, model, () => view.marking, ending), acts];
      if (tab === "settings") {
        const settings = makeSettings(id, { send: (mine, before, save, place) => send({ type: "settings", mine, before, save }, place), again: (place) => send({ type: "tab", tab }, place), typed });
        return [{ node: settings.node, draw: () => view.settings && settings.draw(view.settings) }, acts];
      }
      return [acts];
    }

    /** @param {any} list @param {string} title */
    const listed = (list, title) => ({ node: h("section", {}, title && h("h3", {}, title), list.node), draw: () => list.draw(view.listed) });

    function draw() {
      tabs.show(view.tab);
      job.draw(view.job);
      body.setAttribute("aria-labelledby", `${id}-tab-${view.tab}`);
      fill(state, stateLine(view.state), view.problem && h("p.mo-notice", { "data-tone": "bad" }, view.problem));
      if (open?.tab !== view.tab) {
        open?.ending.abort();
        const ending = new AbortController();
        signal.addEventListener("abort", () => ending.abort());
        open = { tab: view.tab, ending, parts: partsOf(view.tab, ending.signal) };
        fill(body, open.parts.map((/** @type {any} */ part) => part.node));
      }
      for (const part of open.parts) part.draw(view);
    }

    /** @param {JobView | null} now */
    function jobIs(now) {
      const before = view.job;
      view = { ...view, job: now };
      const ended = now && now.state !== "running" && before?.number === now.number && before.state === "running";
      if (ended) announce(endWords(now));
      if (now?.state === "done" && now.number === begun.number) typed.put(begun.action, null);
      if (now && now.number !== before?.number && now.state === "running") announce(`${now.title} has begun.`);
      if (ended || (now && now.number !== before?.number && now.state !== "running")) send({ type: "refresh" });
      draw();
      if (now && now.number !== before?.number) reveal(job.node);
    }

    link.on(
      "",
      (message) => {
        watch.heard();
        status.quiet();
        const place = message.view?.kind === "marking" ? null : places.answered(message.n);
        const waited = sender.heard(message);
        if (message.type === "view" && message.view?.kind === "classpage") {
          const before = view.job;
          view = message.view;
          model.set("view", { ...view, typed: typed.all() });
          draw();
          if (!waited && (message.notice || place === notice)) places.tell(place, message.notice);
          if (before?.state === "running" && view.job?.state !== "running") announce(endWords(view.job));
        } else if (message.type === "job") (message.n && fill(notice), message.n === begun.n && (begun.number = message.job.number), jobIs(message.job));
        else if (message.type === "settings") {
          // What is saved is newer than the last grading: the page's head says so at once.
          const state = message.settings.saved ? { ...view.state, settings: true, stale: view.state.graded > 0 } : view.state;
          view = { ...view, state, settings: message.settings };
          draw(); // what is said of them stands where a screen reader hears it
        } else if (message.type === "file") saveFile(message);
        else if (message.type === "page") showInert(root, { title: message.name, html: message.html, name: `${message.name}.html` });
      },
      signal,
    );
    const timer = setInterval(() => root.isConnected && view.job?.state === "running" && !document.hidden && (link.send({ type: "poll" }), watch.asked(PATIENCE_MS)), POLL_MS);
    signal.addEventListener("abort", () => (clearInterval(timer), open?.ending.abort()));
    draw();
    send({ type: "hello" });
  },
};

export default classUi;

/** @type {[string, string, string][]} */
const STATES = [
  ["graded", "graded", "good"],
  ["needs-review", "need review", "part"],
  ["corrupt", "cannot be read", "bad"],
  ["missing", "nothing handed in", "plain"],
  ["late", "late", "plain"],
  ["look", "to look at", "part"],
];

/** @param {ClassStateView} state */
function stateLine(state) {
  if (!state.graded) return h("p.mo-small", {}, "Not graded yet.");
  const shown = STATES.filter(([name]) => state.statuses[name]);
  return [
    h("ul.mo-class-state", {}, shown.map(([name, words, tone]) => h("li.mo-pill", { "data-tone": tone }, `${state.statuses[name].toLocaleString()} ${words}`)), h("li.mo-small", {}, `Graded on ${whenWords(state.graded)}.`)),
    state.stale && h("p.mo-notice", { "data-tone": "part" }, "Something came or changed since: grade again, so that all below is as it stands."),
  ];
}
