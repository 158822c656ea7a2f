// Dialogue: a conversation to lead, line by line. Answer: the ids of what was said, in order.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, unseen } from "../../../panel/ui/kit/dom.js";
import { judgedOf, setItemMark, verdictOf } from "../../../panel/ui/kit/marks.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { follow, goBack, lineOf } from "./way.js";

/** @type {KindUi<"dialogue">} */
const dialogueUi = {
  noun: "Lead the conversation",
  undo: true,

  mount(host, view, api) {
    const { them, you } = view.task;
    /** @type {any[]} */
    let way = []; // the ids of what was said
    /** @type {Result | null} */
    let result = null;
    /** @type {any[]} */
    let checked = [];

    const lines = h("ol.mo-dialogue-lines", { "aria-label": `Conversation with ${them}` });
    const ask = h("p.mo-label", { id: api.id("ask") });
    const moves = h("div.mo-dialogue-moves", { role: "group", "aria-labelledby": api.id("ask") });
    host.append(lines, ask, moves);

    /** @param {any} who @param {any} mine @param {string} text @param {...any} more */
    const line = (who, mine, text, ...more) =>
      h(
        `li.mo-dialogue-line${mine ? ".mo-dialogue-mine" : ""}`,
        {},
        h("p.mo-dialogue-who", {}, who),
        say("p.mo-dialogue-said", text),
        ...more,
      );

    function draw() {
      const { said, turn } = follow(view.task, way);
      fill(lines);
      said.forEach(({ turn: heard, move }, place) => {
        lines.append(line(them, false, heard.text), mine(move, place));
      });
      lines.append(line(them, false, turn.text));
      const over = !turn.moves.length;
      ask.textContent = over ? "The conversation ends here." : `What ${you === "You" ? "do you" : `does ${you}`} say?`;
      fill(moves, over ? [restart()] : turn.moves.map(offer));
    }

    /** What the learner said, with its mark, and the way back to it.
     *  @param {any} move @param {any} place */
    function mine(move, place) {
      const mark = h("span.mo-item-mark");
      const back = button("Say something else", { onclick: () => rewind(place) }, { icon: "undo", tone: "quiet" });
      back.append(unseen(` than: ${move.text}`));
      const node = line(you, true, move.text, mark, back);
      node.dataset.item = move.id;
      const stands = way.slice(0, place + 1).every((id, i) => id === checked[i]);
      const [found] = stands ? judgedOf(result, move.id) : [];
      setItemMark(node, mark, found ? verdictOf(found) : null, "Not this");
      return node;
    }

    /** @param {any} move */
    const offer = (move) =>
      h("button.mo-dialogue-move", { type: "button", "data-move": move.id, onclick: () => step(move) }, say("span", move.text));

    const restart = () => button("Start again", { onclick: () => rewind(0) }, { icon: "reset" });

    /** Each turn is said once: what comes back. The focus goes on to what can be said next.
     *  @param {any} move */
    function step(move) {
      way = [...way, move.id];
      draw();
      focusOn(moves.firstElementChild);
      api.change(way);
      const { turn } = follow(view.task, way);
      api.announce(`${them}: ${lineOf(turn.text)}${turn.moves.length ? "" : " The conversation ends here."}`);
    }

    /** @param {any} place */
    function rewind(place) {
      way = goBack(way, place);
      draw();
      focusOn(moves.firstElementChild);
      api.change(way);
      const { turn } = follow(view.task, way);
      api.announce(`Back to: ${lineOf(turn.text)}`);
    }

    draw();
    return {
      answer: () => way,
      set(raw) {
        way = follow(view.task, Array.isArray(raw) ? raw : []).said.map(({ move }) => move.id);
        draw();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = Array.isArray(nextChecked) ? nextChecked : [];
        draw();
      },
    };
  },

  itemText(view, id) {
    const move = view.task.turns.flatMap((/** @type {any} */ turn) => turn.moves).find((/** @type {any} */ m) => m.id === id);
    return move && `“${move.text}”`;
  },

  summary(view, answer, reasonOf) {
    const { said, turn } = follow(view.task, Array.isArray(answer) ? answer : []);
    const { them, you } = view.task;
    /** @param {any} who @param {string} text @param {any} [why] */
    const row = (who, text, why) =>
      h("li.mo-solution-item", {}, h("div", {}, h("p.mo-dialogue-who", {}, who), say("p.mo-seen", text), why && say("p.mo-why", why)));
    return h(
      "ol.mo-solution-list",
      {},
      said.flatMap(({ turn: heard, move }) => [row(them, heard.text), row(you, move.text, reasonOf(move.id))]),
      row(them, turn.text),
    );
  },
};

export default dialogueUi;
