// The same data as plain lists with ordinary controls: for those who would rather not work on a map.

function journeyList(desk) {
  const { task } = desk;
  const people = () => desk.person();
  const stages = h("ol.mo-jm-rows");
  const lanes = h("ol.mo-jm-rows");
  const notes = h("ol.mo-jm-rows");
  const stagePick = h("select.mo-input", { id: desk.id("list-stage"), "aria-label": "Stage of the new note" });
  const lanePick = h("select.mo-input", { id: desk.id("list-lane"), "aria-label": "Lane of the new note" });
  const typePick = h(
    "select.mo-input",
    { id: desk.id("list-type"), "aria-label": "Type of the new lane" },
    (task.lane_types ?? []).map((t) => h("option", { value: t.id }, t.name)),
  );
  const node = h(
    "div.mo-jm-list",
    {},
    h(
      "section",
      { "aria-labelledby": desk.id("h-stages") },
      h("h4", { id: desk.id("h-stages") }, "Stages and emotion"),
      stages,
      button("Add stage", { onclick: () => desk.newStage(desk.map().stages.length) }, { icon: "plus" }),
    ),
    h(
      "section",
      { "aria-labelledby": desk.id("h-lanes") },
      h("h4", { id: desk.id("h-lanes") }, "Lanes"),
      lanes,
      h(
        "div.mo-row",
        {},
        typePick,
        button("Add lane", { onclick: () => desk.newLane(typePick.value) }, { icon: "plus" }),
      ),
    ),
    h(
      "section",
      { "aria-labelledby": desk.id("h-notes") },
      h("h4", { id: desk.id("h-notes") }, "Notes"),
      notes,
      h(
        "div.mo-row.mo-jm-list-add",
        {},
        stagePick,
        lanePick,
        button(
          "Add note",
          { onclick: () => stagePick.value && lanePick.value && desk.add(stagePick.value, lanePick.value) },
          { icon: "plus" },
        ),
      ),
    ),
  );

  const tool = (icon, label, onclick) =>
    h("button.mo-icon-btn", { type: "button", "aria-label": label, title: label, onclick }, iconOf(icon));
  const feel = (stage, curve) => {
    const select = h(
      "select.mo-input",
      {
        id: desk.id(`list-${curve}-${stage}`),
        onchange: () => desk.feel(stage, curve, select.value === "" ? null : Number(select.value)),
      },
      h("option", { value: "" }, "Not set"),
      [2, 1, 0, -1, -2].map((v) => h("option", { value: v }, `${journeySigned(v)} ${JOURNEY_FEELINGS[v]}`)),
    );
    return select;
  };
  const field = (label, control) => h("label.mo-jm-field", {}, h("span.mo-label", {}, label), control);

  function stageRow(stage) {
    const { id } = stage;
    const sel = { kind: "stage", id };
    const binds = [];
    const name = journeyField(desk, binds, {
      label: "Name",
      id: `row-${id}`,
      control: "text",
      limit: desk.limit("name", 80),
      needed: true,
      merge: "stage",
      get: (m) => journeyFind(m.stages, id)?.name,
      put: (m, v) => journeyEdit.stage(m, id, { name: v }),
    });
    const truth = journeyField(desk, binds, {
      label: "Moment of truth",
      id: `row-truth-${id}`,
      control: "check",
      get: (m) => journeyFind(m.stages, id)?.moment,
      put: (m, moment) => journeyEdit.stage(m, id, { moment }),
    });
    const feels = desk.curves.map((c) => [c, feel(id, c)]);
    const tools = h("span.mo-jm-tools");
    const found = h("div");
    return {
      node: h(
        "li.mo-jm-list-row",
        { "data-stage-row": id },
        h(
          "div.mo-jm-fields",
          {},
          name,
          feels.map(([c, s]) => field(JOURNEY_CURVES[c], s)),
          truth,
        ),
        tools,
        found,
      ),
      draw(now, { map, persona }) {
        for (const follow of binds) follow();
        for (const [c, select] of feels) journeySet(select, String(journeyEmotion(map, id, persona)[c] ?? ""));
        if (tools.dataset.name !== now.name) {
          tools.dataset.name = now.name;
          fill(
            tools,
            tool("up", `Move up: ${now.name}`, () => desk.move(sel, -1)),
            tool("down", `Move down: ${now.name}`, () => desk.move(sel, 1)),
            tool("trash", `Delete stage: ${now.name}`, () => desk.remove(sel)),
          );
        }
        fill(found, journeyFound(desk.found(id)));
      },
    };
  }

  function laneRow(lane) {
    const { id } = lane;
    const sel = { kind: "lane", id };
    const binds = [];
    const name = journeyField(desk, binds, {
      label: `Name (${desk.typeName(lane.type)})`,
      id: `row-${id}`,
      control: "text",
      limit: desk.limit("name", 80),
      needed: true,
      merge: "lane",
      get: (m) => journeyFind(m.lanes, id)?.name,
      put: (m, v) => journeyEdit.lane(m, id, { name: v }),
    });
    const tools = h("span.mo-jm-tools");
    return {
      node: h("li.mo-jm-list-row", { "data-lane-row": id }, h("div.mo-jm-fields", {}, name), tools),
      draw(now) {
        for (const follow of binds) follow();
        if (tools.dataset.name === now.name) return;
        tools.dataset.name = now.name;
        fill(
          tools,
          tool("up", `Move up: ${now.name}`, () => desk.move(sel, -1)),
          tool("down", `Move down: ${now.name}`, () => desk.move(sel, 1)),
          tool("trash", `Delete lane: ${now.name}`, () => desk.remove(sel)),
        );
      },
    };
  }

  function noteRow(row) {
    const body = h("div.mo-jm-list-body");
    const node = h("li.mo-jm-list-row", { "data-note-row": row.id });
    let binds = [];
    let shape = "";
    node.append(body);
    return {
      node,
      draw({ note }, { map }) {
        const lane = journeyFind(map.lanes, note.lane);
        const next = JSON.stringify([
          note.lane,
          map.personas,
          map.stages.map((s) => s.name),
          map.lanes.map((l) => l.name),
        ]);
        if (next !== shape) {
          shape = next;
          binds = [];
          const { text, parts } = journeyNoteFields(desk, binds, note, lane);
          fill(
            body,
            text,
            h(
              "details.mo-jm-more",
              { open: body.querySelector("details")?.open },
              h("summary", {}, "Place and details"),
              h("div.mo-jm-fields", {}, parts),
            ),
            h(
              "span.mo-jm-tools",
              {},
              tool("trash", `Delete this note (${lane.name})`, () => desk.remove({ kind: "note", id: note.id })),
            ),
          );
          body.prepend(
            h(
              "p.mo-small.mo-jm-list-where",
              { dir: "auto" },
              `${journeyNameOf(map.stages, note.stage)} · ${lane.name || desk.typeName(lane.type)}`,
            ),
          );
        }
        for (const follow of binds) follow();
      },
    };
  }

  let rows = new Map();
  return {
    node,
    draw(map) {
      const persona = people();
      journeySync(stages, map.stages, stageRow, { map, persona });
      journeySync(lanes, map.lanes, laneRow, map.lanes);
      const cells = journeyCells(map);
      const sorted = map.stages.flatMap((s) => map.lanes.flatMap((l) => cells.get(`${s.id}/${l.id}`) ?? []));
      const next = new Map(
        sorted.map((note) => [note.id, rows.get(note.id)?.note === note ? rows.get(note.id) : { id: note.id, note }]),
      );
      rows = next;
      const frame = [map.personas, map.stages, map.lanes];
      if (!frame.every((x, i) => x === node.frame?.[i])) node.frame = frame;
      if (node.framed !== node.frame) {
        node.framed = node.frame;
        node.context = { map };
      }
      journeySync(notes, [...next.values()], noteRow, node.context);
      journeyOptions(
        stagePick,
        map.stages.map(({ id, name }) => ({ id, name })),
      );
      journeyOptions(
        lanePick,
        map.lanes
          .filter((l) => !JOURNEY_DERIVED.includes(l.type))
          .map(({ id, name, type }) => ({ id, name: name || desk.typeName(type) })),
      );
    },
    focusNote: (id) => focusOn(notes.querySelector(`[data-note-row="${CSS.escape(id)}"] textarea`)),
  };
}
