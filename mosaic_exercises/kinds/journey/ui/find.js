// The reverse exercise: a finished map with planted faults. A fault is marked at a cell, a stage, or the whole map.

import { fill, focusOn, h, keepFocus } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { count } from "../../../panel/ui/kit/words.js";
import { makeCurve } from "./curve.js";
import { hasMark, markPlace, readMarks, toggled, verdictOn, whereWords, writeMarks } from "./faults.js";
import { makeGrid } from "./grid.js";
import { closeByEscape, makeKeys } from "./keys.js";
import { makeMarkForm, makeMarkRow, makePalette, told } from "./marks.js";
import { nameOf, read } from "./model.js";
import { readerOf } from "./reader.js";

/** @param {Made} host @param {View<"journey">} view @param {Api} api */
export function findFaults(host, view, api) {
  const { task } = view;
  const map = read(task.map, /** @type {any} */ ({ stages: [], lanes: [] }));
  const most = task.faults_at_most;
  /** @type {FaultMark[]} */
  let marks = [];
  /** @type {any} */
  let place = null; // what the panel speaks of: { stage, lane }
  /** @type {Result | null} */
  let result = null;
  /** @type {any} */
  let checked = null;
  /** @param {string} id */
  const ruleText = (id) => task.rules.find((r) => r.id === id)?.text ?? id;
  const persona = map.personas[0]?.id ?? "";
  /** @param {{ stage?: any, lane?: any }} at */
  const placeName = (at) => whereWords(map, at, desk.typeName);

  /** @type {MapEditor} */
  const desk = {
    ...readerOf(task, () => map),
    api,
    id: api.id,
    editable: false,
    finding: true,
    commit: () => {},
    curves: map.emotions.some((e) => e.to_be !== null) ? ["as_is", "to_be"] : ["as_is"],
    /** @param {string} id */
    nameOf: (id) => nameOf(map.personas, id),
    found: (where) => marks.filter((m) => markPlace(m) === where).map((m) => /** @type {any} */ ({ met: verdict(m) })),
    findings: () => marks,
    /** @param {any} m */
    peek: (m) => m.notes,
    /** @param {any} stage */
    show: (stage) => grid.show(stage),
    /** @param {any} stage */
    seen: (stage) => grid.show(stage),
    /** @param {any} sel */
    open: (sel) => choose({ stage: sel.id, lane: "" }),
    /** @param {any} stage @param {any} lane */
    add: (stage, lane) => choose({ stage, lane }),
  };
  /** @param {FaultMark} mark */
  const verdict = (mark) => verdictOn(mark, checked, result);

  const curve = makeCurve(desk);
  desk.stepped = curve.now;
  const grid = makeGrid(desk, { label: "Journey map to look through", curve: curve.node });
  const palette = makePalette(desk, { toggle: (mark) => toggle(mark), done: () => close() });
  const list = h("ol.mo-jm-marks");
  const tally = h("p.mo-label");
  const form = makeMarkForm(desk, (mark) => toggle(mark, true));
  const root = h(
    "div.mo-jm",
    {},
    told(map),
    howTo(),
    grid.node,
    h("div.mo-jm-marked", {}, tally, list),
    h("details.mo-more", {}, h("summary", {}, "Mark from a list, or mark the whole map"), form),
  );
  host.append(root);
  makeKeys(desk, grid.grid);
  closeByEscape(root, () => Boolean(place), close);
  curve.draw(map, persona);

  /** @param {any} next */
  function choose(next) {
    place = next;
    draw();
    palette.focus();
  }
  function close() {
    const { stage, lane } = place;
    place = null;
    draw();
    focusOn(document.getElementById(api.id(lane ? `add-${stage}-${lane}` : `stage-${stage}`)));
  }
  /** @param {any} mark @param {boolean} [onlyAdd] */
  function toggle(mark, onlyAdd = false) {
    const has = hasMark(marks, mark);
    if (has && onlyAdd) return api.announce("This mark stands already.");
    if (!has && marks.length >= most) return api.announce(`At most ${most} marks. Take one away first.`);
    marks = toggled(marks, mark);
    draw();
    api.change(answer());
    api.announce(`${has ? "Mark taken away" : "Marked"}: ${placeName(mark)}. ${count(marks.length, "mark")}.`);
  }
  function draw() {
    keepFocus(root, () => {
      grid.draw(map);
      fill(
        list,
        marks.map((mark, i) =>
          makeMarkRow({ id: api.id(`unmark-${i}`), number: i + 1, where: placeName(mark), words: `breaks “${ruleText(mark.rule)}”` }, verdict(mark), () =>
            toggle(mark),
          ),
        ),
      );
      setText(tally, marks.length ? `Your marks: ${marks.length} of at most ${most}` : "No place marked yet");
      if (!place) return palette.node.remove();
      palette.draw(place, placeName(place), marks);
      const home = grid.place({ kind: "stage", id: place.stage, lane: place.lane || undefined });
      if (palette.node.parentNode !== home) home.append(palette.node);
    });
  }
  const answer = () => writeMarks(marks);
  draw();
  return {
    answer,
    /** @param {Raw} raw */
    set(raw) {
      place = null;
      marks = readMarks(raw, task.rules);
      draw();
    },
    /** @param {any} nextResult @param {any} nextChecked */
    mark(nextResult, nextChecked) {
      [result, checked] = [nextResult, nextChecked];
      draw();
    },
  };
}

const howTo = () =>
  h(
    "p.mo-how",
    {},
    "Press ",
    h("b", {}, "Mark"),
    " in a cell, or a stage's name, and choose the rule that is broken there. Arrow keys walk over the map.",
  );
