// A quiz: one question at a time, feedback at once, a summary at the end. Each question is an ordinary exercise.

import { button, enable, isOff } from "../../kit/button.js";
import { add, fill, focusOn, h, uid } from "../../kit/dom.js";
import { mountExercise } from "../../kit/exercise.js";
import { blocks } from "../../kit/markup.js";
import { makeAnnouncer } from "../../kit/status.js";
import { count } from "../../kit/words.js";
import { firstOpen, isAnswered, makeStepper } from "./stepper.js";
import { summaryOf } from "./summary.js";

/** @type {ViewUi} */
const quizUi = {
  mount(root, first, { model, link, signal }) {
    const id = uid();
    let view = first;
    let questions = [...first.questions];
    let at = firstOpen(questions);
    /** @type {any} */
    let current = null; // { ending, exercise } of the question on the screen
    const { node: announcer, announce } = makeAnnouncer();
    const stepper = makeStepper(go);
    const title = h("h3.mo-title", { id: `${id}-title`, tabindex: "-1", dir: "auto" }, view.title);
    const intro = h("div.mo-prompt", {}, blocks(view.intro));
    const kicker = h("p.mo-kicker");
    const everything = h("p.mo-small.mo-quiz-pool");
    const stage = h("div.mo-quiz-stage");
    const back = button(
      "Previous",
      { id: `${id}-back`, onclick: () => !isOff(back) && go(at - 1) },
      { icon: "left" },
    );
    const next = button("Next question", { id: `${id}-next`, onclick: () => go(at + 1), "data-act": "next" });
    root.append(
      h(
        "section.mo-quiz",
        { "aria-labelledby": `${id}-title`, "data-slug": view.slug },
        h("header.mo-head", {}, kicker, title),
        intro,
        everything,
        stepper.node,
        stage,
        h("div.mo-quiz-nav", {}, back, next),
        announcer,
      ),
    );

    /** @param {number} index */
    function go(index) {
      at = Math.max(0, Math.min(questions.length, index));
      draw();
      const ended = at === questions.length;
      announce(ended ? "Summary of this round" : `Question ${at + 1} of ${questions.length}`);
      // Growth is worked out by Python, from the first tries.
      if (ended && view.growth.length) link.send({ type: "hello", slug: view.slug });
      if (ended) focusOn(stage.querySelector(".mo-title"));
      else current.exercise.focus();
    }

    function draw() {
      current?.ending.abort();
      current = null;
      fill(stage);
      if (at === questions.length) add(stage, summaryOf(id, view, questions, { go, round, pool }));
      else current = ask(at);
      drawFrame();
    }

    /** @param {number} index */
    function ask(index) {
      const ending = new AbortController();
      const exercise = mountExercise(stage, questions[index], {
        link,
        signal: ending.signal,
        level: 4,
        prefix: `Question ${index + 1} of ${questions.length}`,
      });
      return { ending, exercise };
    }

    function drawFrame() {
      stepper.draw(questions, at);
      intro.hidden = at > 0;
      everything.hidden = at > 0;
      kicker.textContent = `${view.whole ? "Whole pool" : view.fixed ? "Check" : "Drill"} · ${count(questions.length, "question")}`;
      enable(back, at > 0);
      next.hidden = at === questions.length;
      const last = at === questions.length - 1;
      next.lastChild.textContent = last ? "See how it went" : "Next question";
      next.classList.toggle("mo-btn-main", at < questions.length && isAnswered(questions[at]));
    }

    const drawPool = () => fill(everything, poolWords(id, view, questions.length, { round, pool }));

    function pool() {
      link.send({ type: "pool", slug: view.slug });
      announce("Fetching all questions.");
    }

    function round() {
      link.send({ type: "round", slug: view.slug });
      announce("Fetching another round.");
    }

    /** A view of one question: keep the newest, also of a question that is not on the screen any more.
     *  @param {any} message */
    function took(message) {
      if (message.type !== "view" || !message.view) return;
      questions = questions.map((q) => (q.slug === message.slug ? { ...q, ...message.view } : q));
      model.set("view", { ...view, questions });
      drawFrame();
    }

    let listening = new AbortController();
    function listen() {
      listening.abort();
      listening = new AbortController();
      for (const q of questions) link.on(q.slug, took, listening.signal);
    }

    link.on(
      view.slug,
      (message) => {
        if (message.type !== "view" || !message.view?.questions) return;
        const again = message.view.round !== view.round || message.view.whole !== view.whole;
        const other = message.view.questions.map((/** @type {any} */ q) => q.slug).join() !== questions.map((q) => q.slug).join();
        view = message.view;
        questions = [...view.questions];
        model.set("view", view);
        listen();
        drawPool();
        if (!again && !other) return current ? drawFrame() : draw();
        at = firstOpen(questions);
        draw();
        announce(`${view.whole ? "The whole pool" : again ? "Another round" : "Your track's questions"}: ${count(questions.length, "question")}.`);
        current?.exercise.focus();
      },
      signal,
    );
    signal.addEventListener("abort", () => (current?.ending.abort(), listening.abort()));
    listen();
    drawPool();
    draw();
    link.send({ type: "hello", slug: view.slug }); // a page loaded again may hold old views of its questions
  },
};

export default quizUi;

/** Above the first question: from a draw to all questions of its pool, and back. Only the draw earns points.
 *  @param {string} id @param {QuizView} view @param {number} asked @param {{ round: () => void, pool: () => void }} to */
function poolWords(id, view, asked, { round, pool }) {
  if (!view.whole && view.pool <= asked) return [];
  const words = view.whole ? `Back to the drill of ${view.size}` : `Ask me all ${view.pool} questions`;
  const link = h("button.mo-link", { type: "button", id: `${id}-all`, onclick: view.whole ? round : pool }, words);
  return [view.whole && "All questions, without points. ", link];
}
