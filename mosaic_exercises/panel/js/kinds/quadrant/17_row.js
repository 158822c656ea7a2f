// One point in the list beside the plane: its name, its numbers, the buttons that place it or take it away.

const QUADRANT_WHEN = { now: "Now", wanted: "Wanted" };

const quadrantNameOf = (task, point) => point.text.trim() || `${task.noun} without a name`;

/** Typed numbers and a button for one of a point's places. */
function quadrantLine(task, point, when, api, on) {
  const { x, y } = task;
  const field = (axis, at) =>
    h("input.mo-input.mo-quadrant-field", {
      type: "number",
      step: "any",
      min: axis.low,
      max: axis.high,
      inputmode: "decimal",
      id: api.id(`${point.id}-${when}-${at}`),
      onchange: typed,
    });
  const fields = [field(x, 0), field(y, 1)];
  const place = button("Place", { id: api.id(`place-${point.id}-${when}`), onclick: () => on.pick(point.id, when) }, { tone: "small" });
  const name = h("span.mo-small", { dir: "auto" });

  function typed() {
    const values = fields.map((f) => (f.value === "" ? NaN : Number(f.value)));
    if (values.some(Number.isNaN)) {
      if (fields.every((f) => f.value === "")) on.put(point.id, when, null);
      return; // the other number is still to come
    }
    const clip = (axis, v) => Math.min(axis.high, Math.max(axis.low, v));
    on.put(point.id, when, [clip(x, values[0]), clip(y, values[1])]);
  }

  return {
    place,
    node: h(
      "div.mo-quadrant-line",
      {},
      task.arrows && h("span.mo-quadrant-when", {}, QUADRANT_WHEN[when]),
      fields.map((f, i) => h("span.mo-quadrant-number", {}, h("span.mo-small", { "aria-hidden": "true" }, "→↑"[i]), f)),
      place,
      name,
    ),
    name(text) {
      const which = `${text}, ${when}`;
      [x, y].forEach((axis, at) => fields[at].setAttribute("aria-label", `${which}: ${axis.name}, ${axis.low} to ${axis.high}`));
      place.setAttribute("aria-label", `Place ${which}`);
    },
    draw(spot) {
      fields.forEach((f, i) => {
        if (f !== document.activeElement || spot) f.value = spot ? spot[i] : "";
      });
      name.textContent = spot ? quadrantName(task, spot) : "";
    },
  };
}

function quadrantRow(task, point, whens, api, on) {
  const mark = h("span.mo-item-mark");
  const number = h("span.mo-bin-number", { "aria-hidden": "true" });
  const lines = Object.fromEntries(whens.map((when) => [when, quadrantLine(task, point, when, api, on)]));
  const named = point.own && !point.ref;
  const label = `Name of this ${task.noun}`;
  const title = named
    ? h("input.mo-input", {
        type: "text",
        maxlength: 80,
        id: api.id(`name-${point.id}`),
        dir: "auto",
        "aria-label": label,
        placeholder: label,
        oninput: () => on.rename(point.id, title.value),
      })
    : h("p.mo-quadrant-text", { dir: "auto" }, point.text);
  const away =
    point.own &&
    h("button.mo-icon-btn", { type: "button", id: api.id(`away-${point.id}`), onclick: () => on.drop(point.id) }, iconOf("cross"));
  const small = h("p.mo-small", { dir: "auto" });
  const node = h(
    "li.mo-quadrant-row",
    { "data-item": point.id },
    number,
    h("div.mo-quadrant-words", {}, h("div.mo-quadrant-title", {}, title, away), small, Object.values(lines).map((l) => l.node), mark),
  );
  return {
    node,
    focus: () => focusOn(named ? title : lines.now.place),
    /** The point as it is now, its number, its spots, and whether its places were right (null: not said). */
    draw(now, nth, spots, met) {
      number.textContent = nth;
      if (named && title.value !== now.text) title.value = now.text;
      if (away) away.setAttribute("aria-label", `Take ${quadrantNameOf(task, now)} off the map`);
      small.textContent = [now.note, now.detail].filter(Boolean).join(". ");
      small.hidden = !small.textContent;
      for (const when of whens) {
        lines[when].name(quadrantNameOf(task, now));
        lines[when].draw(spots?.[when]);
      }
      setItemMark(node, mark, met, "Look again");
    },
  };
}
