// The tables of the class's page, sorted by their heads: a click or Enter, and again for the other way round. Nothing is
// loaded or sent, and no text becomes HTML. Without this script the tables stand as they came.
"use strict";
for (const table of document.querySelectorAll(".sortable table")) {
  const body = table.tBodies[0];
  const came = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const value = (row, n) => {
    const text = row.cells[n].textContent.trim().split("\n")[0];
    const time = /^(\d+):(\d\d)$/.exec(text);
    if (time) return Number(time[1]) * 60 + Number(time[2]);
    const number = text.replace(/[,%]/g, "").replace("\u2212", "-");
    return number !== "" && Number.isFinite(Number(number)) ? Number(number) : text;
  };
  const order = (one, other) => {
    if (one === other) return 0;
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
    return one.localeCompare(other, undefined, { numeric: true });
  };
  heads.forEach((head, n) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    const numbers = head.classList.contains("n");
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const down = before ? before === "ascending" : numbers; // of figures the largest stand first
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const empty = (row) => ["", "\u2013"].includes(row.cells[n].textContent.trim()); // last, either way
      const rows = [...came].sort((a, b) => empty(a) - empty(b) || (down ? -1 : 1) * order(value(a, n), value(b, n)));
      body.append(...rows);
    });
  });
}
