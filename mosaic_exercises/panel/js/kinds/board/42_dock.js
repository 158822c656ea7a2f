// Where the editor of a note stands on the board: over the whole width, under the row of parts that the note is in.

/** grid: the board's node; it lists its parts in their order. { draw(), editor() }. */
function boardDock(desk, grid) {
  const node = h("section.mo-bd-dock", { role: "presentation" });
  let editor = null; // of the note `of`
  let of = "";

  const sections = () => [...grid.children].filter((n) => n.matches(".mo-bd-section"));

  /** Under the last part that stands in the same row as the note's. */
  function place() {
    if (!editor) return;
    const all = sections();
    const note = grid.querySelector(`[data-note="${CSS.escape(of)}"]`);
    const own = note?.closest(".mo-bd-section");
    if (!own) return;
    const rows = [...new Set(all.map((s) => s.offsetTop))].toSorted((a, b) => a - b);
    const last = all.filter((s) => s.offsetTop === own.offsetTop).at(-1);
    if (last.nextElementSibling !== node) keepFocus(grid, () => last.after(node));
    grid.dataset.dock = rows.indexOf(own.offsetTop); // quadrants with axes have their places by number
    const [from, to] = [node.getBoundingClientRect().left, note.getBoundingClientRect()];
    node.style.setProperty("--notch", `${Math.round(to.left - from + Math.min(to.width / 2, 80))}px`);
  }

  if (desk.signal) {
    const watcher = new ResizeObserver(place);
    watcher.observe(grid);
    desk.signal.addEventListener("abort", () => watcher.disconnect());
  }
  return {
    editor: () => editor?.node,
    draw() {
      const now = desk.opened();
      if (now !== of) {
        of = now;
        const given = (desk.task.given ?? []).some((n) => n.id === of);
        editor = of ? boardEditor(desk, of, given) : null;
        fill(node, editor?.node);
      }
      if (!editor) {
        node.remove();
        delete grid.dataset.dock;
        return;
      }
      editor.draw();
      place();
    },
  };
}
