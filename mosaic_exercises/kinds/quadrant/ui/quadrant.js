// Quadrant: points on a plane. Answer: { point id: { now: [across, up], wanted: [across, up] } }; a point of the
// learner's own also has `name` or `ref`.

import { focusOn, h, same, uid } from "../../../panel/ui/kit/dom.js";
import { placed } from "../../../panel/ui/kit/keep.js";
import { allMet, judgedOf } from "../../../panel/ui/kit/marks.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { readOwn, readSpots, write } from "./answer.js";
import { share, value } from "./axis.js";
import { quadrantAt } from "./dots.js";
import { makeAdd, makeStore, pointsOf } from "./own.js";
import { makePlane } from "./plane.js";
import { makeRow, pointName } from "./row.js";

/** @type {KindUi<"quadrant">} */
const quadrantUi = {
  noun: (view) => (view.task.own ? "Draw your map" : "Place on the map"),
  verb: (view) => (view.task.own ? "Record" : "Check"),
  recorded: (view) => view.task.own > 0,
  undo: true,

  mount(host, view, api) {
    const { task } = view;
    const { x, y } = task;
    const whens = task.arrows ? ["now", "wanted"] : ["now"];
    /** @type {Map<any, any>} */
    let spots = new Map(); // point id -> { now, wanted }
    /** @type {Map<any, any>} */
    let extra = new Map(); // the learner's own: point id -> { name } or { ref }
    const store = makeStore(task);
    const points = () => pointsOf(task, store, extra);
    /** @param {string} id */
    const nameOf = (id) => pointName(task, points().find((p) => p.id === id));
    /** @type {any} */
    let picked = null; // [point id, when]: the next click on the plane puts it there
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    const on = {
      /** @param {string} id @param {any} when */
      spot: (id, when) => spots.get(id)?.[when],
      /** @param {any} place */
      clicked: (place) => picked && put(picked[0], picked[1], place),
      put,
      pick,
      /** @param {string} id @param {string} name */
      rename(id, name) {
        extra.set(id, { name });
        changed();
      },
      drop,
      /** @param {Reference} ref */
      take: (ref) => addOwn({ ref }),
      name: () => addOwn({ name: "" }),
    };
    const plane = makePlane(task, api, on);
    /** @type {Map<any, any>} */
    let rowOf = new Map();
    const list = h("ol.mo-quadrant-list", { "aria-labelledby": api.labelledby });
    const adding = task.own > 0 && makeAdd(task, store, api, on);
    const how = "Press Place, then click the map, drag the dot, or move it with the arrow keys. You can also type the numbers.";
    host.append(
      h("p.mo-how", {}, task.own ? `Add a ${task.noun}. ${how}` : how),
      h("div.mo-quadrant", {}, plane.node, h("div.mo-quadrant-side", {}, list, adding ? adding.node : null)),
    );

    /** @param {string} id @param {any} when */
    function pick(id, when) {
      picked = [id, when];
      const middle = [x, y].map((axis) => value(axis, share(axis, axis.threshold)));
      if (!spots.get(id)?.[when]) put(id, when, middle, true);
      else draw();
      plane.focus(id, when);
      api.announce("On the map. Click where it belongs, or use the arrow keys; with Shift in small steps.");
    }

    /** Puts a point somewhere (null: takes it off).
     *  @param {string} id @param {any} when @param {any} place @param {boolean} [picking] */
    function put(id, when, place, picking = false) {
      const next = { ...spots.get(id), [when]: place };
      if (!place) delete next[when];
      if (same(next, spots.get(id) ?? {})) return;
      if (Object.keys(next).length) spots.set(id, next);
      else spots.delete(id);
      if (!picking) picked = null;
      changed();
      if (place && !picking) api.announce(`${nameOf(id)}: ${place[0]}, ${place[1]}, ${quadrantAt(task, place)}.`);
      if (!place) api.announce(`${nameOf(id)}: taken off the map.`);
    }

    /** @param {any} what */
    function addOwn(what) {
      if (extra.size >= task.own) return;
      const id = `own-${uid().slice(3)}`;
      extra.set(id, what);
      changed();
      rowOf.get(id).focus();
      if (what.ref) api.announce(`${what.ref.label} is added. Place it on the map.`);
    }

    /** @param {string} id */
    function drop(id) {
      const name = nameOf(id);
      extra.delete(id);
      spots.delete(id);
      if (picked?.[0] === id) picked = null;
      changed();
      api.announce(`${name}: taken away. Undo brings it back.`);
      focusOn(/** @type {any} */ (adding).node.querySelector("button"));
    }

    function changed() {
      draw();
      api.change(answer());
    }

    function draw() {
      const all = points();
      plane.draw(all.map((p) => ({ ...p, text: pointName(task, p) })), spots);
      const rows = placed(list, all, (point) => makeRow(task, point, whens, api, on));
      rowOf = new Map(all.map((point, i) => [point.id, rows[i]]));
      all.forEach((point, i) => {
        const found = judgedOf(result, point.id);
        const stands = same(checked?.[point.id], spots.get(point.id));
        rows[i].draw(point, i + 1, spots.get(point.id), stands ? allMet(found) : null);
      });
      if (adding) adding.draw(extra);
      plane.node.toggleAttribute("data-picking", Boolean(picked));
    }

    const answer = () => write(points(), spots);

    draw();
    return {
      answer,
      set(raw) {
        extra = readOwn(raw, task);
        spots = readSpots(raw, points(), whens);
        picked = null;
        for (const row of rowOf.values()) row.clear();
        draw();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        draw();
      },
    };
  },

  itemText: (view, id) => view.task.points.find((p) => p.id === id)?.text ?? "",

  summary(view, answer, reasonOf) {
    const { task } = view;
    const where = ({ now, wanted } = /** @type {any} */ ({})) =>
      [now && quadrantAt(task, now), wanted && `wanted: ${quadrantAt(task, wanted)}`].filter(Boolean).join("; ");
    const own = Object.entries(answer).filter(([id]) => !task.points.some((p) => p.id === id));
    const all = [...task.points, ...own.map(([id, { name, ref }]) => ({ id, text: ref?.label ?? name ?? "" }))];
    return h(
      "dl.mo-pairs",
      {},
      all.map((p) => [
        plain("dt", p.text),
        h("dd", { dir: "auto" }, h("strong", {}, where(answer[p.id])), reasonOf(p.id) && say("span.mo-why", ` ${reasonOf(p.id)}`)),
      ]),
    );
  },
};

export default quadrantUi;
