// The entries of a form as values: reading a raw answer, writing one, what an entry is called and rests on.

import { h, isBlank } from "../../../panel/ui/kit/dom.js";
import { freshId } from "../../../panel/ui/kit/ids.js";
import { plain } from "../../../panel/ui/kit/markup.js";

export const fresh = () => ({ id: freshId("e"), values: {}, evidence: {} });
/** @param {Task<"form">} task */
export const fieldsOf = (task) => task.sections.flatMap((s) => s.fields);

/** Entries of a raw answer; values of fields that the form has no more are left out.
 *  @param {Raw} raw @param {Task<"form">} task */
export function read(raw, task) {
  const known = new Set(fieldsOf(task).map((f) => f.id));
  /** @param {any} from */
  const only = (from) => Object.fromEntries(Object.entries(from ?? {}).filter(([key]) => known.has(key)));
  const entries = (raw?.entries ?? []).map((e) => ({ id: e.id, values: only(e.values), evidence: only(e.evidence) }));
  return entries.length ? entries : [fresh()];
}

/** A value as it is sent: without blank lines and rows; undefined where nothing is filled in.
 *  @param {Field} field @param {any} value */
export function filledIn(field, value) {
  if (value === null || value === undefined) return undefined;
  if (field.type === "list") value = value.filter((/** @type {any} */ text) => text.trim());
  if (field.type === "log")
    value = value
      .map((/** @type {any} */ row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text.trim())))
      .filter((/** @type {any} */ row) => Object.keys(row).length);
  if (typeof value === "string" && !value.trim()) return undefined;
  return typeof value === "number" || !isBlank(value) ? value : undefined;
}

/** @param {Entry[]} entries @param {Task<"form">} task */
export function write(entries, task) {
  const fields = fieldsOf(task);
  return {
    entries: entries.map((e) => ({
      id: e.id,
      values: Object.fromEntries(
        fields.map((f) => [f.id, filledIn(f, e.values[f.id])]).filter(([, v]) => v !== undefined),
      ),
      evidence: Object.fromEntries(fields.map((f) => [f.id, e.evidence[f.id]]).filter(([, list]) => list?.length)),
    })),
  };
}

/** @param {Raw} raw */
export const empty = (raw) => (raw?.entries ?? []).every((e) => isBlank(e.values) && isBlank(e.evidence));

/** @param {Entry} entry @param {Task<"form">} task @param {any} at */
export function nameOf(entry, task, at) {
  const said = task.title_field && entry.values[task.title_field];
  return (typeof said === "string" && said.trim()) || `${capital(task.noun)} ${at + 1}`;
}

/** @param {any} word */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** What an entry rests on: { tone, words }; null where no field of it asks for evidence.
 *  @param {Entry} entry @param {Task<"form">} task */
export function standingOf(entry, task) {
  const asks = fieldsOf(task).filter((f) => f.evidence && f.type !== "evidence");
  if (!asks.length) return null;
  const filled = asks.filter((f) => filledIn(f, entry.values[f.id]) !== undefined);
  const named = filled.filter((f) => entry.evidence[f.id]?.length);
  const assumed = named.filter((f) => entry.evidence[f.id].every((e) => e.source === "assumption"));
  if (!filled.length) return { tone: "plain", words: "Empty" };
  if (!named.length) return { tone: "part", words: "No evidence named" };
  if (assumed.length === named.length)
    return { tone: "part", words: "Made of assumptions: a proto-persona, to be tested" };
  return {
    tone: "good",
    words: `${named.length - assumed.length} of ${filled.length} filled fields rest on interviews, survey or data`,
  };
}

/** A piece of evidence in a few words: by names, never by ids.
 *  @param {any} piece @param {Task<"form">} task */
export function sourceOf(piece, task) {
  const source = task.sources.find((s) => s.id === piece.ref);
  const kind = task.evidence_names?.[piece.source] ?? piece.source;
  if (source && piece.source === "interview") {
    const who = source.person ?? source.title.split(": ")[0];
    return piece.note ? `${who}: ${piece.note}` : `Interview with ${who}`;
  }
  const what = source?.title ?? (piece.ref && "no longer in the list");
  const where = [what, piece.note].filter(Boolean).join("; ");
  return where ? `${kind}: ${where}` : kind;
}

/** How a source stands in a list to choose from: an interview by name and role.
 *  @param {any} source */
export const offered = (source) =>
  source.person ? `${[source.person, source.role].filter(Boolean).join(", ")}: ${source.name}` : source.title;

/** A value as nodes, to read.
 *  @param {Field} field @param {any} value @param {Task<"form">} task */
export function shown(field, value, task) {
  /** @param {string} id */
  const text = (id) => field.options.find((o) => o.id === id)?.text ?? id;
  if (value === undefined) return null;
  if (field.type === "list")
    return h(
      "ul",
      {},
      value.map((/** @type {any} */ item) => plain("li", item)),
    );
  if (field.type === "choice") return plain("p", [value].flat().map(text).join(", "));
  if (field.type === "scale")
    return h(
      "p",
      {},
      h("strong", {}, value),
      ` (${field.low} ${field.low_label} to ${field.high} ${field.high_label})`,
    );
  if (field.type === "evidence")
    return h(
      "ul",
      {},
      value.map((/** @type {any} */ piece) => plain("li", sourceOf(piece, task))),
    );
  if (field.type === "log")
    return h(
      "ul",
      {},
      value.map((/** @type {any} */ row) =>
        plain(
          "li",
          field.columns
            .map((c) => row[c.id])
            .filter(Boolean)
            .join(" · "),
        ),
      ),
    );
  return plain("p.mo-fo-said", value);
}
