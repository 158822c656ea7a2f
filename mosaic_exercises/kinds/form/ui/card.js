// Entries to look at: one as a card, several side by side.

import { h, unseen } from "../../../panel/ui/kit/dom.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { capital, fieldsOf, nameOf, shown, sourceOf, standingOf, filledIn } from "./entries.js";
import { iconOf } from "./icons.js";
import { portraitSvg, traits } from "./portrait.js";

/** @param {Entry} entry @param {Task<"form">} task @param {any} at @param {(item: string) => Child} [reasonOf] */
export function makeCard(entry, task, at, reasonOf = () => "") {
  const name = nameOf(entry, task, at);
  const fields = fieldsOf(task);
  const face = fields.find((f) => f.type === "portrait");
  const quote = fields.find((f) => f.role === "quote");
  const said = quote && filledIn(quote, entry.values[quote.id]);
  const standing = standingOf(entry, task);
  const skip = new Set([task.title_field, face?.id, quote?.id]);
  /** @param {any} s */
  const section = (s) => {
    const rows = s.fields
      .filter((/** @type {any} */ f) => !skip.has(f.id))
      .map((/** @type {any} */ f) => [f, filledIn(f, entry.values[f.id])])
      .filter((/** @type {any[]} */ [f, v]) => v !== undefined || reasonOf(`${entry.id}/${f.id}`));
    if (!rows.length && task.layout !== "canvas") return null;
    return h(
      "section.mo-fo-card-section",
      { style: task.layout === "canvas" ? `grid-area:${s.id}` : null },
      h("h5", { dir: "auto" }, s.name),
      rows.length > 0 &&
        h(
          "dl",
          {},
          rows.map((/** @type {any[]} */ [f, value]) => [
            (s.fields.length > 1 || f.label !== s.name) && h("dt", { dir: "auto" }, f.label),
            h(
              "dd",
              {},
              shown(f, value, task),
              proofs(entry, f, task),
              reasonOf(`${entry.id}/${f.id}`) && say("p.mo-why", String(reasonOf(`${entry.id}/${f.id}`))),
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
        portraitSvg(
          task.portrait,
          entry.values[face.id],
          `Drawn portrait of ${name}. ${traits(task.portrait, entry.values[face.id])}`,
        ),
      h(
        "div",
        {},
        h("h4", { dir: "auto" }, name),
        said && h("blockquote", { dir: "auto" }, said),
        standing && h("p.mo-fo-standing", { "data-tone": standing.tone }, standing.words),
      ),
    ),
    h("div.mo-fo-card-body", { "data-layout": task.layout, style: areas(task) }, task.sections.map(section)),
  );
}

/** @param {Entry} entry @param {Field} field @param {Task<"form">} task */
function proofs(entry, field, task) {
  const list = entry.evidence[field.id] ?? [];
  return (
    list.length > 0 &&
    h(
      "p.mo-fo-proofs",
      {},
      unseen("Evidence: "),
      list.map((piece) =>
        h("span", { "data-source": piece.source }, iconOf(piece.source), plain("span", sourceOf(piece, task))),
      ),
    )
  );
}

/** @param {Task<"form">} task */
export const areas = (task) =>
  task.layout === "canvas" && task.grid.length
    ? `--areas:${task.grid.map((row) => `"${row.replace(/[^A-Za-z0-9_. -]/g, "")}"`).join(" ")}`
    : null;

/** A table: one row for each field, one column for each entry.
 *  @param {Entry[]} entries @param {Task<"form">} task */
export function compare(entries, task) {
  const rows = task.sections.flatMap((s) => s.fields.filter((/** @type {any} */ f) => f.id !== task.title_field && f.type !== "portrait"));
  const face = fieldsOf(task).find((f) => f.type === "portrait");
  return h(
    "div.mo-fo-compare",
    { role: "region", tabindex: "0", "aria-label": `${capital(task.nouns)} side by side` },
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
              face && task.portrait && portraitSvg(task.portrait, e.values[face.id]),
              nameOf(e, task, i),
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
          entries.map((e) => h("td", {}, standingOf(e, task)?.words ?? "–")),
        ),
        rows.map((f) =>
          h(
            "tr",
            {},
            h("th", { scope: "row", dir: "auto" }, f.label),
            entries.map((e) => {
              const value = filledIn(f, e.values[f.id]);
              return h(
                "td",
                {},
                value === undefined ? h("span.mo-soft", {}, "nothing yet") : shown(f, value, task),
                proofs(e, f, task),
              );
            }),
          ),
        ),
      ),
    ),
  );
}
