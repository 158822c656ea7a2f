// Entries to look at: one as a card, several side by side.

function formCard(entry, task, at, reasonOf = () => "") {
  const name = formName(entry, task, at);
  const fields = formFields(task);
  const face = fields.find((f) => f.type === "portrait");
  const quote = fields.find((f) => f.role === "quote");
  const said = quote && formValue(quote, entry.values[quote.id]);
  const standing = formStanding(entry, task);
  const skip = new Set([task.title_field, face?.id, quote?.id]);
  const section = (s) => {
    const rows = s.fields
      .filter((f) => !skip.has(f.id))
      .map((f) => [f, formValue(f, entry.values[f.id])])
      .filter(([f, v]) => v !== undefined || reasonOf(`${entry.id}/${f.id}`));
    if (!rows.length && task.layout !== "canvas") return null;
    return h(
      "section.mo-fo-card-section",
      { style: task.layout === "canvas" ? `grid-area:${s.id}` : null },
      h("h5", { dir: "auto" }, s.name),
      rows.length > 0 &&
        h(
          "dl",
          {},
          rows.map(([f, value]) => [
            (s.fields.length > 1 || f.label !== s.name) && h("dt", { dir: "auto" }, f.label),
            h(
              "dd",
              {},
              formShown(f, value, task),
              formProofs(entry, f, task),
              reasonOf(`${entry.id}/${f.id}`) && say("p.mo-why", reasonOf(`${entry.id}/${f.id}`)),
            ),
          ]),
        ),
    );
  };
  return h(
    "article.mo-fo-card",
    { "aria-label": name },
    h(
      "header.mo-fo-card-head",
      {},
      face &&
        task.portrait &&
        formPortraitSvg(
          task.portrait,
          entry.values[face.id],
          `Drawn portrait of ${name}. ${formTraits(task.portrait, entry.values[face.id])}`,
        ),
      h(
        "div",
        {},
        h("h4", { dir: "auto" }, name),
        said && h("blockquote", { dir: "auto" }, said),
        standing && h("p.mo-fo-standing", { "data-tone": standing.tone }, standing.words),
      ),
    ),
    h("div.mo-fo-card-body", { "data-layout": task.layout, style: formAreas(task) }, task.sections.map(section)),
  );
}

function formProofs(entry, field, task) {
  const list = entry.evidence[field.id] ?? [];
  return (
    list.length > 0 &&
    h(
      "p.mo-fo-proofs",
      {},
      unseen("Evidence: "),
      list.map((piece) =>
        h("span", { "data-source": piece.source }, iconOf(piece.source), plain("span", formSource(piece, task))),
      ),
    )
  );
}

const formAreas = (task) =>
  task.layout === "canvas" && task.grid?.length
    ? `--areas:${task.grid.map((row) => `"${row.replace(/[^A-Za-z0-9_. -]/g, "")}"`).join(" ")}`
    : null;

/** A table: one row for each field, one column for each entry. */
function formCompare(entries, task) {
  const rows = task.sections.flatMap((s) => s.fields.filter((f) => f.id !== task.title_field && f.type !== "portrait"));
  const face = formFields(task).find((f) => f.type === "portrait");
  return h(
    "div.mo-fo-compare",
    { role: "region", tabindex: "0", "aria-label": `${formCapital(task.nouns)} side by side` },
    h(
      "table",
      { style: `--n:${entries.length}` },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("td"),
          entries.map((e, i) =>
            h(
              "th",
              { scope: "col", dir: "auto" },
              face && task.portrait && formPortraitSvg(task.portrait, e.values[face.id]),
              formName(e, task, i),
            ),
          ),
        ),
      ),
      h(
        "tbody",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, "Rests on"),
          entries.map((e) => h("td", {}, formStanding(e, task)?.words ?? "–")),
        ),
        rows.map((f) =>
          h(
            "tr",
            {},
            h("th", { scope: "row", dir: "auto" }, f.label),
            entries.map((e) => {
              const value = formValue(f, e.values[f.id]);
              return h(
                "td",
                {},
                value === undefined ? h("span.mo-soft", {}, "nothing yet") : formShown(f, value, task),
                formProofs(e, f, task),
              );
            }),
          ),
        ),
      ),
    ),
  );
}
