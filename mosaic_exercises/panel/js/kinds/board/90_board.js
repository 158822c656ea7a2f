// Board: notes in columns, quadrants, rows or a chain, ranked, linked, based on what was made elsewhere.
// Answer: { notes: [{ id, section, text, fields, refs, rank }], links: [{ id, kind, from, to }] }.

kinds.board = {
  noun: (view) => `Fill the ${view.task.noun ?? "board"}`,
  history: true,
  mount: boardBuild,
  summary: (view, answer, reasonOf) => boardPicture(view.task, boardRead(answer, view.task), reasonOf),
  itemText(view, item) {
    const { task } = view;
    const board = boardRead(view.solution?.answer, task);
    const [id] = item.split("/");
    return boardSection(task, id)?.name ?? boardNote(board, task, id)?.text ?? "";
  },
};

/** What both the editor and a board to read need to say of a board. */
function boardReader(task, board) {
  const named = (id) => `“${boardNoteName(board(), task, id)}”`;
  return {
    task,
    board,
    /** A link in words; seen from one of its notes where `from` names it. */
    linkWords(link, of = "") {
      const verb = boardLinkName(task, link.kind);
      if (of === link.from) return `${verb} ${named(link.to)}`;
      if (of === link.to) return `${named(link.from)} ${verb} this`;
      return `${named(link.from)} ${verb} ${named(link.to)}`;
    },
    ties: (id) =>
      board()
        .links.filter((l) => l.from === id)
        .map((l) => `${boardLinkName(task, l.kind)} ${named(l.to)}`),
  };
}

/** A board to read only: the solution. */
function boardPicture(task, board, reasonOf = () => "") {
  const desk = {
    ...boardReader(task, () => board),
    id: () => uid(),
    editable: false,
    found: () => [],
    foundIn: () => [],
  };
  const ids = new Map();
  desk.id = (name) => {
    if (!ids.has(name)) ids.set(name, uid());
    return ids.get(name);
  };
  const grid = boardGrid(desk);
  grid.draw(board);
  const why = task.sections.map((s) => [s.name, reasonOf(s.id)]).filter(([, text]) => text);
  return h(
    "div.mo-bd",
    {},
    grid.node,
    board.links.length > 0 &&
      h(
        "ul.mo-bd-refs",
        {},
        board.links.map((l) => h("li.mo-bd-ref", {}, iconOf("link"), h("span", { dir: "auto" }, desk.linkWords(l)))),
      ),
    why.map(([name, text]) => h("p.mo-why", { dir: "auto" }, h("strong", {}, `${name}: `), inline(text))),
  );
}

/** What will be looked at, before the first check. */
function boardRules({ rules = [], rubric = [] }) {
  if (!rules.length && !rubric.length) return null;
  return h(
    "details.mo-rubric",
    {},
    h("summary", {}, "What will be looked at"),
    h(
      "ul",
      {},
      rules.map((r) => say("li", r.text)),
      rubric.map((r) => say("li", `${r.label} (read by a person)`)),
    ),
  );
}
