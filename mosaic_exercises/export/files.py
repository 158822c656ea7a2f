"""Journey maps and forms as JSON and CSV, out and back in without loss.

JSON: one object with ``format`` and ``v``. CSV: one row for each part, with a header; see ``sheets``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.form import read as form_read
from mosaic_exercises.kinds.form.task import Entries, FieldSpec, FormTask, fields
from mosaic_exercises.kinds.journey import read as journey_read
from mosaic_exercises.models.journey import JourneyMap, Note
from mosaic_exercises.reading import sheets
from mosaic_exercises.reading.sheets import guarded, unguarded
from mosaic_exercises.reading.signs import quoted

JOURNEY: Final = "mosaic-journey"
FORM: Final = "mosaic-form"
VERSION: Final = 1
LARGEST: Final = 4_000_000  # characters of a file

MAP_COLUMNS: Final = (
    *(
        "part",
        "id",
        "name",
        "type",
        "stage",
        "lane",
        "persona",
        "text",
        "channel",
        "medium",
        "department",
        "initiative",
    ),
    *("corridor", "customer", "moment", "need", "owner", "metric", "as_is", "to_be", "exercise", "object"),
)
FORM_COLUMNS: Final = ("entry", "field", "label", "row", "column", "value", "source", "ref", "note")


# ------------------------------------------------------------------ JSON


def journey_json(journey: JourneyMap) -> str:
    """A map as a JSON file's text."""
    return write_json({"format": JOURNEY, "v": VERSION, "map": journey_read.as_raw(journey)})


def read_journey_json(text: str) -> JourneyMap:
    """The map of a JSON file's text. Raises FormatError, which says what is wrong and where."""
    return journey_read.read_map(read_json(text, JOURNEY, "map"))


def form_json(entries: Entries) -> str:
    """The entries of a form as a JSON file's text."""
    return write_json({"format": FORM, "v": VERSION, "form": form_read.as_raw(entries)})


def read_form_json(task: FormTask, text: str) -> Entries:
    """The entries of a JSON file's text, for the form ``task``. Raises FormatError."""
    return form_read.read_entries(task, read_json(text, FORM, "form"))


def write_json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def read_json(text: str, format_: str, part: str) -> Any:
    _not_too_large(text)
    try:
        found = msgspec.json.decode(text.removeprefix(sheets.MARK).encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        raise FormatError("This file is no whole JSON. Choose the file as it was saved, unchanged.") from None
    if not isinstance(found, dict) or found.get("format") != format_:
        raise FormatError(f"This file is no {format_} file. Choose one that was saved here.")
    if found.get("v") != VERSION:
        raise FormatError(
            f"This file is of version {quoted(str(found.get('v'))[:40])}, and {VERSION} is read here. Update first."
        )
    return found.get(part)


def _not_too_large(text: str) -> None:
    if len(text) > LARGEST:
        raise FormatError(f"This file has {len(text):,} characters; {LARGEST:,} is the most. Choose another.")


# ------------------------------------------------------------------ CSV


def write_rows(columns: tuple[str, ...], rows: Iterable[Mapping[str, str | int | float | None]]) -> str:
    """A table with a header, behind the mark by which Excel knows UTF-8; texts cannot run as formulas."""
    body = ([guarded(v) if isinstance(v, str) else v for v in map(row.get, columns)] for row in rows)
    return sheets.MARK + sheets.written([columns, *body])


def read_rows(text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a table that was saved here, also by a spreadsheet since: columns by name, in any order; further ones
    are left out. Raises FormatError, which says what is wrong and where."""
    _not_too_large(text)
    try:
        table = sheets.cells(text)
    except csv.Error as error:
        raise FormatError(f"This file is no whole CSV ({error}). Save it again as CSV.") from None
    heads = [head.strip() for head in table[0]] if table else []
    missing = [column for column in columns if column not in heads]
    if missing:
        raise FormatError(
            f"The first row of this file must name the columns {', '.join(columns)}; {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing. Save it again as CSV."
        )
    places = {column: heads.index(column) for column in columns}
    found: list[dict[str, str]] = []
    for number, row in enumerate(table[1:], start=2):
        if any(row[len(heads) :]):
            raise FormatError(f"Row {number} of this file has {len(row)} cells, not {len(heads)}. Correct that row.")
        if any(row):  # Excel leaves out empty cells at a row's end
            found.append({c: unguarded(row[at]) if at < len(row) else "" for c, at in places.items()})
    return found


def journey_csv(journey: JourneyMap) -> str:
    """A map as CSV: one row for the title and each persona, stage, lane, note and emotion, in order."""
    rows: list[dict[str, str | int | float | None]] = [{"part": "map", "name": journey.title, "text": journey.scenario}]
    for p in journey.personas:
        ref = {"exercise": p.ref.exercise, "object": p.ref.object, "text": p.ref.label} if p.ref else {}
        rows.append({"part": "persona", "id": p.id, "name": p.name, **ref})
    rows += [{"part": "stage", "id": s.id, "name": s.name, "moment": "yes" if s.moment else ""} for s in journey.stages]
    rows += [{"part": "lane", "id": lane.id, "type": lane.type, "name": lane.name} for lane in journey.lanes]
    for note in journey.notes:
        values = msgspec.to_builtins(note)
        rows.append({"part": "note", **values, "moment": "yes" if note.moment else ""})
    rows += [
        {"part": "emotion", "stage": e.stage, "persona": e.persona, "as_is": e.as_is, "to_be": e.to_be}
        for e in journey.emotions
    ]
    return write_rows(MAP_COLUMNS, rows)


def read_journey_csv(text: str) -> JourneyMap:
    """The map of a CSV file's text. Raises FormatError."""
    raw: dict[str, Any] = {part: [] for part in ("personas", "stages", "lanes", "notes", "emotions")}
    for row in read_rows(text, MAP_COLUMNS):
        part = row["part"]
        if part == "map":
            raw["title"], raw["scenario"] = row["name"], row["text"]
        elif part in _PARTS:
            name, make = _PARTS[part]
            raw[name].append(make(row))
        else:
            raise FormatError(
                f"This file has a row for {quoted(part)}; rows are map, persona, stage, lane, note or emotion. "
                "Correct it."
            )
    return journey_read.read_map(raw)


def _persona(row: dict[str, str]) -> dict[str, Any]:
    ref = {"exercise": row["exercise"], "object": row["object"], "label": row["text"]} if row["object"] else None
    return {"id": row["id"], "name": row["name"], "ref": ref}


def _stage(row: dict[str, str]) -> dict[str, Any]:
    return {"id": row["id"], "name": row["name"], "moment": _yes(row["moment"])}


def _lane(row: dict[str, str]) -> dict[str, Any]:
    return {"id": row["id"], "type": row["type"], "name": row["name"]}


def _note(row: dict[str, str]) -> dict[str, Any]:
    return {f: _yes(row[f]) if f == "moment" else row[f] for f in Note.__struct_fields__}


def _emotion(row: dict[str, str]) -> dict[str, Any]:
    return {
        "stage": row["stage"],
        "persona": row["persona"],
        "as_is": _step(row["as_is"]),
        "to_be": _step(row["to_be"]),
    }


def _yes(cell: str) -> bool:
    return cell.strip().lower() in ("yes", "true", "1")


def _step(cell: str) -> Any:
    return whole_or_text(cell) if cell.strip() else None


def whole_or_text(cell: str) -> Any:
    """A number as a spreadsheet may have written it; other texts as they are, to be refused by who knows the place."""
    value = sheets.number(cell)
    return cell if value is None else value


_PARTS: Mapping[str, tuple[str, Callable[[dict[str, str]], dict[str, Any]]]] = {
    "persona": ("personas", _persona),
    "stage": ("stages", _stage),
    "lane": ("lanes", _lane),
    "note": ("notes", _note),
    "emotion": ("emotions", _emotion),
}


def form_csv(task: FormTask, entries: Entries) -> str:
    """The entries of a form as CSV: one row for each value, item, cell of a log and piece of evidence; one for each "
    "entry."""
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
