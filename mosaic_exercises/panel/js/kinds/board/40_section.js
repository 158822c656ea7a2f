// One part of the board: its name and guidance, its notes, buttons to add and to rank.

function boardSectionBox(desk, spec, nth) {
  const { task } = desk;
  const at = (name) => desk.id(`${name}-${spec.id}`);
  const axes = boardAxesOf(task, nth);
  const count_ = h("p.mo-bd-count");
  const found = h("div.mo-bd-found-here");
  const notes = h("ul.mo-bd-notes", { "aria-labelledby": at("h") });
  const tone = "quiet";
  const add = button("Add a note", { id: at("add"), onclick: () => desk.add(spec.id) }, { icon: "plus", tone });
  add.append(unseen(` to ${spec.name}`));
  const rank = button("", { id: at("rank"), onclick: () => desk.rank(spec.id) }, { icon: "rank", tone });
  const foot = desk.editable ? h("div.mo-bd-foot", {}, add, spec.ranked && rank) : null;
  const node = h(
    "div.mo-bd-section",
    // A group, not a landmark: a page may have two boards.
    { role: "group", "aria-labelledby": at("h"), "data-section": spec.id },
    h(
      "div.mo-bd-head",
      {},
      h("h4.mo-bd-name", { id: at("h"), dir: "auto" }, spec.name),
      axes && h("p.mo-bd-axes", {}, axes),
      desk.editable && spec.guidance && say("p.mo-bd-guide", spec.guidance),
      desk.editable && count_,
    ),
    found,
    notes,
    foot,
  );
  return {
    node,
    draw(_, board) {
      const own = boardIn(board, spec.id);
      const given = (task.given ?? []).filter((n) => n.section === spec.id);
      boardSync(notes, [...given, ...own], (note) => boardCard(desk, given.includes(note)));
      notes.hidden = !given.length && !own.length;
      if (!desk.editable) return;
      const ranked = boardRanked(board, spec.id);
      const least = (task.min_notes ?? {})[spec.id] ?? 0;
      const most = spec.limit ?? 12;
      boardWords(
        count_,
        [
          `${own.length} of up to ${most}`,
          own.length < least ? `at least ${least} asked for` : "",
          ranked ? "ranked" : "",
        ]
          .filter(Boolean)
          .join(" · "),
      );
      enable(add, own.length < most);
      rank.hidden = own.length < 2 && !ranked;
      if (rank.dataset.on !== String(ranked)) {
        rank.dataset.on = ranked;
        fill(rank.lastChild, ranked ? "Take the ranks off" : "Rank these", unseen(`: ${spec.name}`));
      }
      const here = desk.found(spec.id);
      boardFill(found, here, () => boardFound(here));
      node.toggleAttribute("data-wrong", here.length > 0);
    },
  };
}

/** Quadrants: the words of both axes for one of them. */
function boardAxesOf({ layout, axes }, nth) {
  if (layout !== "quadrants" || !axes || nth > 3) return "";
  return `${axes.top[nth % 2]} · ${axes.side[Math.floor(nth / 2)]}`;
}

/** All parts in their layout, with the words at the edges and the links drawn between the notes. */
function boardGrid(desk) {
  const { task } = desk;
  const axes = task.layout === "quadrants" && task.axes;
  const edge = (kind, nth, words) =>
    h("p.mo-bd-edge", { "aria-hidden": "true", "data-edge": `${kind}${nth}` }, h("span", {}, words));
  const boxes = task.sections.map((spec, nth) => boardSectionBox(desk, spec, nth));
  const grid = h(
    "div.mo-bd-grid",
    { "data-layout": task.layout, "data-axes": Boolean(axes) || null },
    axes && axes.top.map((words, i) => edge("top", i, words)),
    axes && axes.side.map((words, i) => edge("side", i, words)),
    boxes.map((b) => b.node),
  );
  grid.style.setProperty("--n", task.sections.length);
  const arrows = (task.links ?? []).length ? boardArrows(desk, grid) : null;
  const dock = desk.editable ? boardDock(desk, grid) : null;
  return {
    node: grid,
    editor: () => dock.editor(),
    draw(board) {
      boxes.forEach((box, i) => box.draw(task.sections[i], board));
      dock?.draw();
      arrows?.draw(board);
    },
  };
}
