// The editor of a journey map: the parts put together over one map and its history.

import { h, keepFocus, same } from "../../../panel/ui/kit/dom.js";
import { rulesList } from "../../../panel/ui/kit/found.js";
import { historyKeys, makeHistory } from "../../../panel/ui/kit/history.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { makeBar, makeStory } from "./bar.js";
import { makeCurve } from "./curve.js";
import { figureTable } from "./figures.js";
import { makeFindings } from "./findings.js";
import { makeGrid } from "./grid.js";
import { closeByEscape, makeKeys, makeMapDrag } from "./keys.js";
import { makeList } from "./list.js";
import { calledAnew, read, write, writeBegun } from "./model.js";
import { makeMoves } from "./moves.js";
import { makeOpening } from "./opening.js";
import { layPanel, makePanel } from "./panel.js";
import { makePeople } from "./people.js";
import { readerOf } from "./reader.js";

/** @param {Made} host @param {View<"journey">} view @param {Api} api */
export function buildMap(host, view, api) {
  const { task } = view;
  const start = read(null, task);
  const blank = write(start);
  const findings = makeFindings();
  let persona = "";
  let onlyOne = false;
  let listed = false;
  /** @type {Map<any, any>} */
  let found = new Map();

  const history = makeHistory((words) => {
    draw();
    api.change(answer());
    if (words) api.announce(words);
  });
  history.start(start);
  const map = history.now;
  const answer = () => writeBegun(map(), blank);

  /** @type {MapEditor} */
  const desk = {
    ...readerOf(task, map),
    api,
    id: api.id,
    editable: true,
    finding: false,
    curves: task.curves === "both" ? ["as_is", "to_be"] : ["as_is"],
    person: () => persona,
    found: (place) => found.get(place) ?? [],
    findings: () => found,
    /** @param {any} m */
    peek: (m) => (onlyOne && persona ? m.notes.filter((/** @type {any} */ n) => !n.persona || n.persona === persona) : m.notes),
    commit: (change, merge) => history.commit(change(map()), merge),
    draw: () => draw(),
    only: (/** @type {boolean} */ on) => ((onlyOne = on), draw()),
    /** @param {any} stage */
    show: (stage) => grid.show(stage),
    /** @param {any} stage */
    seen: (stage) => grid.show(stage),
    /** @param {string} id */
    who(id) {
      persona = id;
      draw();
      api.announce(`The curve of ${desk.nameOf(id)}.`);
    },
  };

  const story = makeStory(desk);
  const people = makePeople(desk);
  const curve = makeCurve(desk);
  desk.stepped = curve.now;
  const grid = makeGrid(desk, { label: "Journey map", curve: curve.node });
  const panel = makePanel(desk);
  const list = makeList(desk);
  const figures = figureTable("Figures of the curve");
  const bar = makeBar(desk, history, (on) => {
    desk.tidy(null);
    panel.show(null);
    listed = on;
    draw();
  });
  const rules = rulesList(task);
  const root = h("div.mo-jm", {}, story.node, people.nodes, bar.nodes, grid.node, list.node, figures.node, rules);
  host.append(root);
  const ui = { grid, panel, undo: bar.undo, listed: () => listed, only: () => (onlyOne ? persona : "") };
  Object.assign(desk, makeMoves(desk, ui), makeOpening(desk, { grid, panel, list, listed: () => listed }));
  makeKeys(desk, grid.grid);
  makeMapDrag(desk, grid.grid, api.signal);
  historyKeys(root, history, { announce: api.announce });
  closeByEscape(root, (event) => panel.selected() && grid.grid.contains(event.target), () => desk.close());

  /** Follows the map; what has not changed is left alone.
   *  @type {any[]} */
  let drawn = [];
  function draw() {
    const m = map();
    if (!byId(m.personas, persona)) persona = m.personas[0]?.id ?? "";
    keepFocus(root, () => {
      found = findings.of(m);
      bar.draw(listed);
      grid.node.hidden = listed;
      list.node.hidden = !listed;
      story.draw();
      people.draw(m, persona);
      if (listed) list.draw(m);
      else drawMap(m);
      figures.draw(m, persona, desk.curves);
    });
  }
  /** @param {any} m */
  function drawMap(m) {
    const now = [m.stages, m.emotions, m.personas, persona];
    if (now.some((x, i) => x !== drawn[i])) {
      drawn = now;
      curve.draw(m, persona);
    }
    grid.draw(m);
    layPanel(panel, grid, m, api);
  }

  draw();
  let set = false;
  return {
    answer,
    /** @param {Raw} raw */
    set(raw) {
      panel.show(null);
      const next = read(raw, task);
      if (set) history.replace(next);
      else history.start(next);
      set = true;
      draw();
    },
    /** @param {Result | null} result @param {any} checked */
    mark(result, checked) {
      findings.mark(result, checked && read(checked, task));
      draw();
    },
    /** What was made elsewhere has another name, is gone, or is new: the view has the names ready.
     *  @param {View<"journey">} next */
    follow(next) {
      if (same(next.task.offers, task.offers)) return;
      task.offers = next.task.offers;
      history.refresh(calledAnew(map(), next.answer)); // drawn anew wherever it is named
      draw();
    },
  };
}
