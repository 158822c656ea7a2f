"""The entries of a form as CSV and JSON, both ways without loss; its cards as pictures and slides."""

from __future__ import annotations

from typing import Any, Final

from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.files import WHOLE, File, Files, Makers, made
from mosaic_exercises.kinds.form import read as form_read
from mosaic_exercises.kinds.form.picture import card_drawing, card_pages
from mosaic_exercises.kinds.form.task import Entries, FieldSpec, FormEntry, FormTask, fields
from mosaic_exercises.reading import sheets
from mosaic_exercises.reading.saved import VERSION, read_json, read_rows, whole_or_text, write_json, write_rows
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw

FORM: Final = "mosaic-form"
FORM_COLUMNS: Final = ("entry", "field", "label", "row", "column", "value", "source", "ref", "note")


def form_json(entries: Entries) -> str:
    """The entries of a form as a JSON file's text."""
    return write_json({"format": FORM, "v": VERSION, "form": form_read.as_raw(entries)})


def read_form_json(task: FormTask, text: str) -> Entries:
    """The entries of a JSON file's text, for the form ``task``. Raises FormatError."""
    return form_read.read_entries(task, read_json(text, FORM, "form"))


def form_csv(task: FormTask, entries: Entries) -> str:
    """The entries of a form as CSV: one row for each value, item, cell of a log and piece of evidence; one for each
    entry."""
    rows: list[dict[str, str | int | float | None]] = []
    for entry in form_read.as_raw(entries)["entries"]:
        rows.append({"entry": entry["id"]})
        for spec in fields(task).values():
            base = {"entry": entry["id"], "field": spec.id, "label": spec.label}
            rows += [{**base, **cells} for cells in _value_rows(spec, entry["values"].get(spec.id))]
            rows += [{**base, "column": "evidence", **piece} for piece in entry["evidence"].get(spec.id, ())]
    return write_rows(FORM_COLUMNS, rows)


def _value_rows(spec: FieldSpec, value: Any) -> list[dict[str, Any]]:
    if value is None:
        return []
    if spec.type == "evidence":
        return [{"row": i, **piece} for i, piece in enumerate(value, start=1)]
    if spec.type == "log":
        return [
            {"row": i, "column": c, "value": v} for i, row in enumerate(value, start=1) for c, v in row.items() if v
        ]
    if isinstance(value, dict):
        return [{"column": trait, "value": option} for trait, option in value.items()]
    if isinstance(value, list):
        return [{"row": i, "value": item} for i, item in enumerate(value, start=1)]
    return [{"value": value}]


def read_form_csv(task: FormTask, text: str) -> Entries:
    """The entries of a CSV file's text, for the form ``task``. Raises FormatError."""
    found: dict[str, dict[str, Any]] = {}
    for row in read_rows(text, FORM_COLUMNS):
        entry = found.setdefault(row["entry"], {"id": row["entry"], "values": {}, "evidence": {}})
        if not row["field"]:
            continue
        spec = fields(task).get(row["field"])
        if spec is None:
            raise FormatError(f"This form has no field {quoted(row['field'])}. Choose a file of this form.")
        piece = {"source": row["source"], "ref": row["ref"], "note": row["note"]}
        if row["column"] == "evidence" and row["source"]:
            entry["evidence"].setdefault(spec.id, []).append(piece)
        else:
            _put(spec, entry["values"], row, piece)
    for entry in found.values():
        values = entry["values"]
        logs = [spec.id for spec in fields(task).values() if spec.type == "log" and spec.id in values]
        values.update({id_: list(values[id_].values()) for id_ in logs})  # rows by their number until here
    return form_read.read_entries(task, {"entries": list(found.values())})


def _put(spec: FieldSpec, values: dict[str, Any], row: dict[str, str], piece: dict[str, str]) -> None:
    if spec.type == "evidence":
        values.setdefault(spec.id, []).append(piece)
    elif spec.type == "log":
        days = any(c.id == row["column"] and c.type == "date" for c in spec.columns)
        cell = sheets.day(row["value"]) if days else row["value"]
        values.setdefault(spec.id, {}).setdefault(row["row"], {})[row["column"]] = cell
    elif spec.type == "portrait":
        values.setdefault(spec.id, {})[row["column"]] = row["value"]
    elif spec.type == "list" or spec.many:
        values.setdefault(spec.id, []).append(row["value"])
    elif spec.type == "scale":
        values[spec.id] = whole_or_text(row["value"])
    else:
        values[spec.id] = row["value"]


def save(task: FormTask, raw: Raw, as_: str, slug: str, entry: str = "") -> File:
    """The cards of a form, or the one that is shown, as a file."""
    entries = _begun(task, raw)
    number, one = _chosen(entries, entry)
    makers: Makers = {
        "svg": lambda: svg(card_drawing(task, one, number)),
        "pptx": lambda: slides([page for n, e in enumerate(entries, start=1) for page in card_pages(task, e, n)]),
        "csv": lambda: form_csv(task, entries),
        "json": lambda: form_json(entries),
    }
    return made(f"{slug}-{number}" if as_ == "svg" and len(entries) > 1 else slug, as_, makers)


def pages(task: FormTask, raw: Raw) -> tuple[str, ...]:
    """One page a card."""
    return tuple(svg(card_drawing(task, e, n)) for n, e in enumerate(_begun(task, raw), start=1))


def read(task: FormTask, text: str, as_: str) -> Raw:
    """The raw answer in a file's text."""
    return form_read.as_raw((read_form_csv if as_ == "csv" else read_form_json)(task, text))


def _begun(task: FormTask, raw: Raw) -> Entries:
    entries = form_read.read_entries(task, raw)
    if not entries:
        raise FormatError(f"This {task.noun} is still empty. Fill in a field first.")
    return entries


def _chosen(entries: Entries, entry: str) -> tuple[int, FormEntry]:
    return next(((n, e) for n, e in enumerate(entries, start=1) if e.id == entry), (1, entries[0]))


FILES: Files[FormTask] = Files(lambda _: WHOLE, save, pages, read)
