// The editor of a board: the parts put together over one board and its history.

import { focusOn, h, keepFocus, reveal, same } from "../../../panel/ui/kit/dom.js";
import { rulesList } from "../../../panel/ui/kit/found.js";
import { historyKeys, makeHistory } from "../../../panel/ui/kit/history.js";
import { edits } from "./edit.js";
import { findings } from "./findings.js";
import { closeByKeys, makeBoardDrag, makeKeys } from "./keys.js";
import { makeLinkList } from "./links.js";
import { makeList } from "./list.js";
import { noteOf, read, write } from "./model.js";
import { makeMoves } from "./moves.js";
import { readerOf } from "./reader.js";
import { makeGrid } from "./section.js";
import { makeShell } from "./shell.js";
import { makeTrayPlace } from "./tray.js";

/** @param {Made} host @param {View<"board">} view @param {Api} api */
export function buildBoard(host, view, api) {
  const { task } = view;
  let opened = "";
  let listed = false;
  /** @type {Result | null} */
  let result = null;
  /** @type {any} */
  let checked = null;
  /** @type {Map<any, any>} */
  let found = new Map();
  const history = makeHistory((words) => {
    draw();
    api.change(answer());
    if (words) api.announce(words);
  });
  history.start(read(null, task));
  const board = () => history.now();
  const answer = () => write(board(), task);

  /** @type {BoardEditor} */
  const desk = {
    ...readerOf(task, board),
    api,
    id: api.id,
    signal: api.signal,
    editable: true,
    /** @param {string} name */
    limit: (name) => task.limits[name],
    /** @param {string} words */
    sentence: (words) => words.charAt(0).toUpperCase() + words.slice(1),
    names: () => (task.links.length ? board().notes.map((/** @type {any} */ n) => [n.id, n.section, n.text]) : []),
    found: (place) => found.get(place) ?? [],
    foundIn: (id) => [...found].filter(([place]) => place === id || place.startsWith(`${id}/`)).flatMap(([, c]) => c),
    /** @param {number} nth */
    source: (nth) => tray.source(nth),
    /** `words`: what the change did, for the names of Undo and Redo. */
    commit(change, merge, words) {
      const next = change(board());
      if (next !== board()) history.commit(next, merge, words);
      else draw();
    },
    opened: () => (listed ? "" : opened),
    /** @param {string} id */
    open(id) {
      if (opened === id) return desk.close();
      desk.tidy(id);
      opened = id;
      draw();
      const node = grid.editor();
      focusOn(node.querySelector("textarea, select, button"));
      reveal(node);
    },
    close() {
      const id = opened;
      const section = noteOf(board(), task, id)?.section;
      desk.tidy();
      opened = "";
      draw();
      focusOn(document.getElementById(api.id(`note-${id}`)) ?? document.getElementById(api.id(`add-${section}`)));
    },
    /** A note left without a word is taken away, unless it is the one that opens. */
    tidy(next = "") {
      const empty = board().notes.find((/** @type {any} */ n) => n.id === opened && n.id !== next && !n.text.trim());
      if (empty) desk.commit((b) => edits.drop(b, empty.id));
    },
  };

  const grid = makeGrid(desk);
  const list = makeList(desk);
  const tray = makeTrayPlace(desk);
  const links = makeLinkList(desk);
  const shell = makeShell(desk, history, turn);
  const root = h("div.mo-bd", {}, tray.node, shell.top, shell.how, grid.node, list.node, links.node, rulesList(task));
  host.append(root);
  /** @param {string} id @param {string} [part] */
  const focusNote = (id, part = "") => {
    const name = part ? `${listed ? "row" : "edit"}-${id}-${part}` : listed ? `row-${id}-text` : `note-${id}`;
    focusOn(document.getElementById(api.id(name)) ?? document.getElementById(api.id(listed ? `row-${id}-text` : `note-${id}`)));
  };
  Object.assign(desk, makeMoves(desk, { /** @param {string} id */ opened: (/** @type {string} */ id) => (opened = id), listed: () => listed, focusNote, undo: shell.undo }));
  makeKeys(desk, grid.node);
  makeBoardDrag(desk, root, api.signal);
  closeByKeys(root, () => Boolean(opened), desk.close);
  historyKeys(root, history, { announce: api.announce });

  /** @param {any} on */
  function turn(on) {
    desk.tidy();
    opened = "";
    listed = on;
    draw();
  }

  function draw() {
    keepFocus(root, () => {
      found = findings(result, checked && read(checked, task), board(), task);
      if (!noteOf(board(), task, opened)) opened = "";
      shell.draw(listed);
      grid.node.hidden = listed;
      list.node.hidden = !listed;
      if (listed) list.draw(board());
      else grid.draw(board());
      tray.draw(board());
      links.draw(board());
    });
  }

  draw();
  let set = false;
  return {
    answer,
    /** @param {Raw} raw */
    set(raw) {
      opened = "";
      const next = read(raw, task);
      if (set) history.replace(next, "another answer");
      else history.start(next);
      if (!set) tray.settle(next);
      set = true;
      draw();
    },
    /** What was made elsewhere has another name, is gone, or is new.
     *  @param {View<"board">} next */
    follow(next) {
      const { offers } = next.task;
      if (same(offers, task.offers)) return;
      task.offers = offers;
      tray.renew();
      draw();
    },
    /** @param {any} nextResult @param {any} nextChecked */
    mark(nextResult, nextChecked) {
      [result, checked] = [nextResult, nextChecked];
      draw();
    },
  };
}
