// Quadrant: points on a plane. Answer: { point id: { now: [across, up], wanted: [across, up] } }.
{
  const WORDS = { now: "now", wanted: "wanted" };

  kinds.quadrant = {
    noun: "Place on the map",
    undo: true,

    mount(host, view, api) {
      const { task } = view;
      const { points, x, y } = task;
      const whens = task.arrows ? ["now", "wanted"] : ["now"];
      const spots = new Map(); // point id -> { now, wanted }
      let picked = null; // [point id, when]: the next click on the plane puts it there
      let result = null;
      let checked = null;

      const on = {
        spot: (id, when) => spots.get(id)?.[when],
        put,
        clicked: (place) => picked && put(...picked, place),
      };
      const plane = quadrantPlane(task, api, on);
      const rowOf = new Map(points.map((p, i) => [p.id, row(p, i + 1)]));
      host.append(
        h("p.mo-how", {}, "Press Place, then click the map, drag the dot, or move it with the arrow keys. You can also type the numbers."),
        h(
          "div.mo-quadrant",
          {},
          plane.node,
          h("ol.mo-quadrant-list", { "aria-labelledby": api.labelledby }, [...rowOf.values()].map((r) => r.node)),
        ),
      );

      function row(point, number) {
        const mark = h("span.mo-item-mark");
        const parts = Object.fromEntries(whens.map((when) => [when, line(point, when)]));
        const node = h(
          "li.mo-quadrant-row",
          { "data-item": point.id },
          h("span.mo-bin-number", { "aria-hidden": "true" }, number),
          h(
            "div.mo-quadrant-words",
            {},
            plain("p.mo-quadrant-text", point.text),
            point.detail && plain("p.mo-small", point.detail),
            Object.values(parts).map((p) => p.node),
            mark,
          ),
        );
        return { node, mark, parts };
      }

      function line(point, when) {
        const field = (axis, at) =>
          h("input.mo-input.mo-quadrant-field", {
            type: "number",
            step: "any",
            min: axis.low,
            max: axis.high,
            inputmode: "decimal",
            id: api.id(`${point.id}-${when}-${at}`),
            "aria-label": `${point.text}, ${WORDS[when]}: ${axis.name}, ${axis.low} to ${axis.high}`,
            onchange: typed,
          });
        const fields = [field(x, 0), field(y, 1)];
        const place = button("Place", { id: api.id(`place-${point.id}-${when}`), onclick: pick, "aria-label": `Place ${point.text}, ${WORDS[when]}` }, { tone: "small" });
        const name = h("span.mo-small", { dir: "auto" });

        function typed() {
          const values = fields.map((f) => (f.value === "" ? NaN : Number(f.value)));
          if (values.some(Number.isNaN)) {
            if (fields.every((f) => f.value === "")) put(point.id, when, null);
            return; // the other number is still to come
          }
          const clip = (axis, v) => Math.min(axis.high, Math.max(axis.low, v));
          put(point.id, when, [clip(x, values[0]), clip(y, values[1])]);
        }

        function pick() {
          picked = [point.id, when];
          if (!spots.get(point.id)?.[when]) put(point.id, when, [x, y].map((axis) => quadrantValue(axis, quadrantShare(axis, axis.threshold))), true);
          plane.focus(point.id, when);
          api.announce("On the map. Click where it belongs, or use the arrow keys; with Shift in small steps.");
        }

        return {
          node: h(
            "div.mo-quadrant-line",
            {},
            task.arrows && h("span.mo-quadrant-when", {}, when === "now" ? "Now" : "Wanted"),
            h("span.mo-small", { "aria-hidden": "true" }, "→"),
            fields[0],
            h("span.mo-small", { "aria-hidden": "true" }, "↑"),
            fields[1],
            place,
            name,
          ),
          draw(spot) {
            fields.forEach((f, i) => {
              if (f !== document.activeElement || spot) f.value = spot ? spot[i] : "";
            });
            name.textContent = spot ? quadrantName(task, spot) : "";
          },
        };
      }

      /** Puts a point somewhere (null: takes it off). */
      function put(id, when, place, picking = false) {
        const next = { ...spots.get(id), [when]: place };
        if (!place) delete next[when];
        if (same(next, spots.get(id) ?? {})) return;
        if (Object.keys(next).length) spots.set(id, next);
        else spots.delete(id);
        if (!picking) picked = null;
        draw();
        api.change(answer());
        const { text } = points.find((p) => p.id === id);
        if (place && !picking) api.announce(`${text}: ${place[0]}, ${place[1]}, ${quadrantName(task, place)}.`);
        if (!place) api.announce(`${text}: taken off the map.`);
      }

      function draw() {
        plane.draw(points, spots);
        for (const [id, { node, mark, parts }] of rowOf) {
          for (const when of whens) parts[when].draw(spots.get(id)?.[when]);
          const found = (result?.criteria ?? []).filter((c) => c.item === id && typeof c.met === "boolean");
          const stands = found.length > 0 && same(checked?.[id], spots.get(id));
          setItemMark(node, mark, stands ? found.every((c) => c.met) : null, "Look again");
        }
      }

      function answer() {
        return Object.fromEntries(points.filter((p) => spots.has(p.id)).map((p) => [p.id, spots.get(p.id)]));
      }

      draw();
      return {
        answer,
        set(raw) {
          spots.clear();
          const fits = (place) => Array.isArray(place) && place.length === 2 && place.every(Number.isFinite);
          for (const { id } of points) {
            const kept = whens.filter((when) => fits(raw?.[id]?.[when])).map((when) => [when, raw[id][when]]);
            if (kept.length) spots.set(id, Object.fromEntries(kept));
          }
          picked = null;
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
      const where = ({ now, wanted } = {}) =>
        [now && quadrantName(view.task, now), wanted && `wanted: ${quadrantName(view.task, wanted)}`].filter(Boolean).join("; ");
      return h(
        "dl.mo-match-solution",
        {},
        view.task.points.map((p) => [
          plain("dt", p.text),
          h("dd", { dir: "auto" }, h("strong", {}, where(answer[p.id])), reasonOf(p.id) && say("span.mo-why", ` ${reasonOf(p.id)}`)),
        ]),
      );
    },
  };
}
