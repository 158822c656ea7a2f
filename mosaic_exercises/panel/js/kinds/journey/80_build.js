// The editor of a journey map: the parts put together over one map and its history.

function journeyBuild(host, view, api) {
  const { task } = view;
  const types = new Map((task.lane_types ?? []).map((t) => [t.id, t]));
  const start = journeyRead(null, task);
  const blank = journeyWrite(start);
  let persona = "";
  let onlyOne = false;
  let listed = false;
  let result = null;
  let checked = null;
  let found = new Map();

  const history = journeyHistory((words) => {
    draw();
    api.change(answer());
    if (words) api.announce(words);
  });
  history.start(start);
  const map = () => history.now();
  const answer = () => {
    const raw = journeyWrite(map());
    return same(raw, blank) ? null : raw;
  };

  const desk = {
    task,
    api,
    id: api.id,
    editable: true,
    finding: false,
    curves: task.curves === "both" ? ["as_is", "to_be"] : ["as_is"],
    map,
    person: () => persona,
    typeName: (type) => types.get(type)?.name ?? type,
    guidance: (type) => types.get(type)?.guidance ?? "",
    limit: (name, otherwise) => task.limits?.[name] ?? otherwise,
    nameOf: (id) => (journeyFind(map().personas, id) ? journeyName(journeyFind(map().personas, id), task) : ""),
    found: (place) => found.get(place) ?? [],
    findings: () => found,
    peek: (m) => (onlyOne && persona ? m.notes.filter((n) => !n.persona || n.persona === persona) : m.notes),
    commit: (change, merge) => history.commit(change(map()), merge),
    draw: () => draw(),
    only: (on) => ((onlyOne = on), draw()),
    show: (stage) => grid.show(stage),
    seen: (stage) => grid.show(stage),
    who(id) {
      persona = id;
      draw();
      api.announce(`The curve of ${desk.nameOf(id)}.`);
    },

    open(sel) {
      desk.tidy(sel);
      const note = sel.kind === "note" ? journeyFind(map().notes, sel.id) : null;
      panel.show({ ...sel, lane: note?.lane });
      if (note) grid.show(note.stage);
      draw();
      if (listed && note) return list.focusNote(sel.id);
      panel.focus();
      reveal(panel.node);
    },
    close() {
      const sel = panel.selected();
      desk.tidy(null);
      panel.show(null);
      draw();
      const id = sel && { note: `note-${sel.id}`, stage: `stage-${sel.id}`, lane: `lane-${sel.id}` }[sel.kind];
      focusOn((id && document.getElementById(api.id(id))) ?? grid.grid.querySelector('[data-item][tabindex="0"]'));
    },
  };

  const field = (key, label, control, limit) =>
    journeyField(desk, topBinds, {
      label,
      id: key,
      control,
      limit: desk.limit(key, limit),
      merge: key,
      wide: true,
      get: (m) => m[key],
      put: (m, v) => ({ ...m, [key]: v }),
    });
  const topBinds = [];
  const people = journeyPeople(desk);
  const curve = journeyCurve(desk);
  desk.stepped = curve.now;
  const grid = journeyGrid(desk, { label: "Journey map", curve: curve.node });
  const panel = journeyPanel(desk);
  const list = journeyList(desk);
  const figures = journeyFigureTable("Figures of the curve");
  const undo = button(
    "Undo",
    { id: api.id("map-undo"), onclick: (e) => !isOff(e.currentTarget) && history.undo() },
    { icon: "undo", tone: "quiet" },
  );
  const redo = button(
    "Redo",
    { id: api.id("map-redo"), onclick: (e) => !isOff(e.currentTarget) && history.redo() },
    { icon: "redo", tone: "quiet" },
  );
  const tab = (name, on) =>
    button(
      name,
      { "aria-pressed": "false", id: api.id(`view-${name.toLowerCase()}`), onclick: () => turn(on) },
      { tone: "quiet" },
    );
  const [asMap, asList] = [tab("Map", false), tab("List", true)];
  const laneMenu = h(
    "select.mo-input.mo-jm-add-menu",
    {
      id: api.id("add-lane"),
      "aria-label": "Add a lane",
      onchange: () => laneMenu.value && (desk.newLane(laneMenu.value), (laneMenu.value = "")),
    },
    h("option", { value: "" }, "Add a lane ..."),
    [...types.values()].map((t) => h("option", { value: t.id }, t.name)),
  );
  const addStage = button(
    "Add stage",
    { id: api.id("add-stage"), onclick: () => desk.newStage(map().stages.length) },
    { icon: "plus", tone: "quiet" },
  );
  const how = h(
    "p.mo-how",
    {},
    "Choose a part to change it, ",
    h("b", {}, "+"),
    " to add a note. Drag to move, or use ",
    h("kbd", {}, "Alt"),
    " + arrow keys; arrow keys walk over the map. On the curve ",
    h("kbd", {}, "↑"),
    " ",
    h("kbd", {}, "↓"),
    " change a point.",
  );
  const root = h(
    "div.mo-jm",
    {},
    h(
      "div.mo-jm-top",
      {},
      field("title", "Title of the map", "text", 160),
      field("scenario", "Scenario: who wants what, and where does it begin and end?", "long", 600),
    ),
    people.nodes,
    h(
      "div.mo-jm-bar",
      {},
      h("div.mo-jm-switch", { role: "group", "aria-label": "Show as" }, asMap, asList),
      addStage,
      laneMenu,
      h("span.mo-spring"),
      undo,
      redo,
    ),
    how,
    grid.node,
    list.node,
    figures.node,
    journeyRules(task),
  );
  host.append(root);
  Object.assign(
    desk,
    journeyMoves(desk, { grid, panel, undo, listed: () => listed, only: () => (onlyOne ? persona : "") }),
  );
  journeyKeys(desk, grid.grid);
  journeyDrag(desk, grid.grid, api.signal);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.selected() && grid.grid.contains(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      return desk.close();
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (!(key === "y" || event.shiftKey ? history.redo() : history.undo())) api.announce("There is nothing more.");
  });

  function turn(on) {
    desk.tidy(null);
    panel.show(null);
    listed = on;
    draw();
  }

  /** Follows the map; what has not changed is left alone. */
  let drawn = [];
  function draw() {
    const m = map();
    if (!journeyFind(m.personas, persona)) persona = m.personas[0]?.id ?? "";
    keepFocus(root, () => {
      found = journeyFindings(result, checked && journeyRead(checked, task), m);
      asMap.setAttribute("aria-pressed", String(!listed));
      asList.setAttribute("aria-pressed", String(listed));
      grid.node.hidden = how.hidden = listed;
      list.node.hidden = !listed;
      for (const follow of topBinds) follow();
      people.draw(m, persona);
      if (listed) list.draw(m);
      else {
        const now = [m.stages, m.emotions, m.personas, persona];
        if (now.some((x, i) => x !== drawn[i])) {
          drawn = now;
          curve.draw(m, persona);
        }
        grid.draw(m);
        const sel = panel.selected();
        if (!sel || !panel.draw()) {
          panel.show(null);
          panel.node.remove();
        } else {
          const lane = sel.kind === "note" ? journeyFind(m.notes, sel.id).lane : undefined;
          const home = grid.place({ ...sel, lane });
          if (panel.node.parentNode !== home) home?.append(panel.node);
        }
        for (const card of grid.grid.querySelectorAll("[data-open]"))
          if (card.id !== openId()) card.removeAttribute("data-open");
        document.getElementById(openId())?.setAttribute("data-open", "");
      }
      figures.draw(m, persona, desk.curves);
      const can = history.state();
      enable(undo, can.undo);
      enable(redo, can.redo);
    });
  }
  const openId = () => {
    const sel = panel.selected();
    return sel ? api.id(`${sel.kind}-${sel.id}`) : "";
  };

  draw();
  let set = false;
  return {
    answer,
    set(raw) {
      panel.show(null);
      const next = journeyRead(raw, task);
      if (set) history.replace(next);
      else history.start(next);
      set = true;
      draw();
    },
    mark(nextResult, nextChecked) {
      [result, checked] = [nextResult, nextChecked];
      draw();
    },
  };
}
