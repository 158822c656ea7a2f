"""Reading a form's answer strictly: what is unreadable is refused in words, what is incomplete is not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from mosaic_exercises.drawing.portrait import TRAITS
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.form.task import NOTE, PIECES, Entries, FieldSpec, FormEntry, FormTask, Row, Value, fields
from mosaic_exercises.models.persona import Evidence, Source
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import ID, Raw, named, read_id, read_list, read_object, read_option

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def read_entries(task: FormTask, raw: Raw) -> Entries:
    """The entries of a form; () where nothing is filled in. Raises FormatError."""
    if raw is None:
        return ()
    table = read_object(raw, ("entries",), "This answer")
    listed = read_list(table.get("entries"), task.max_entries, "This answer", task.nouns)
    seen: set[str] = set()
    entries = tuple(_entry(task, part, number, seen) for number, part in enumerate(listed, start=1))
    return entries if any(e.values or e.evidence for e in entries) else ()


def _entry(task: FormTask, raw: Raw, number: int, seen: set[str]) -> FormEntry:
    name = f"{task.noun.capitalize()} {number}" if task.max_entries > 1 else f"The {task.noun}"
    table = read_object(raw, ("id", "values", "evidence"), name)
    id_ = read_id(table.get("id"), seen, name)
    specs = fields(task)
    values: dict[str, Value] = {}
    given = read_object(table.get("values") or {}, specs, name)
    for spec in specs.values():
        if (
            spec.id in given
            and (value := _value(task, spec, given[spec.id], f"{name}, {quoted(spec.label)}")) is not None
        ):
            values[spec.id] = value
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for field, pieces in read_object(table.get("evidence") or {}, specs, name).items():
        where = f"{name}, evidence of {quoted(specs[field].label)}"
        if found := _pieces(task, pieces, where):
            if not specs[field].evidence:
                raise FormatError(f"{where} cannot be kept: this field asks for none. Take it away.")
            evidence[field] = found
    return FormEntry(id_, values, {f: evidence[f] for f in specs if f in evidence})


def _value(task: FormTask, spec: FieldSpec, raw: Raw, where: str) -> Value | None:
    """The value of one field, None where there is none."""
    if spec.type in ("short", "long"):
        return read_text(raw, spec.tall, where, lines=spec.type == "long") or None
    if spec.type == "list":
        items = (read_text(part, spec.tall, where, lines=False) for part in read_list(raw, spec.most, where, "items"))
        return tuple(text for text in items if text) or None
    if spec.type == "choice":
        return _chosen(spec, raw, where)
    if spec.type == "scale":
        return _step(spec, raw, where)
    if spec.type == "evidence":
        return _pieces(task, raw, where) or None
    if spec.type == "log":
        rows = tuple(_row(spec, part, where) for part in read_list(raw, spec.most, where, "rows"))
        return tuple(row for row in rows if row) or None
    return _portrait(raw, where)


def _chosen(spec: FieldSpec, raw: Raw, where: str) -> Value | None:
    allowed = [o.id for o in spec.options]
    if not spec.many:
        return read_option(raw, allowed, where) or None
    picked = {read_option(part, allowed, where) for part in read_list(raw, spec.most, where, "options")}
    return tuple(id_ for id_ in allowed if id_ in picked) or None


def _step(spec: FieldSpec, raw: Raw, where: str) -> int | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or not spec.low <= raw <= spec.high:
        raise FormatError(f"{where} takes whole numbers from {spec.low} to {spec.high}, not {_shown(raw)}. Choose one.")
    return raw


def _shown(raw: Raw) -> str:
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**9:
        return str(raw)
    return named(raw)


def _row(spec: FieldSpec, raw: Raw, where: str) -> Row:
    table = read_object(raw, {c.id for c in spec.columns}, where)
    row = {
        c.id: read_text(table.get(c.id), c.max_chars, f"{where}, {quoted(c.label)}", lines=False) for c in spec.columns
    }
    for column in spec.columns:
        day = row[column.id]
        if column.type == "date" and day and not _is_day(day):
            raise FormatError(f"{where}: {quoted(day)} is no date. Write it as 2026-09-30.")
    return row if any(row.values()) else {}


def _is_day(text: str) -> bool:
    if not DAY.fullmatch(text) or not text.isascii():
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _pieces(task: FormTask, raw: Raw, where: str) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for part in read_list(raw, PIECES, where, "pieces of evidence"):
        table = read_object(part, ("source", "ref", "note"), where)
        source = _source(task, table.get("source"), where)
        ref = table.get("ref") or ""
        if not isinstance(ref, str) or (ref and not ID.fullmatch(ref)):
            raise FormatError(f"{where} names a source that cannot be read. Choose it again.")
        found.append(Evidence(source, ref, read_text(table.get("note"), NOTE, where)))
    return tuple(found)


def _source(task: FormTask, raw: Raw, where: str) -> Source:
    for source in task.evidence:
        if raw == source:
            return source
    raise FormatError(f"{where} has {named(raw)} for a source. Choose one of {', '.join(task.evidence)}.")


def _portrait(raw: Raw, where: str) -> Row | None:
    if raw is None:
        return None
    table = read_object(raw, {t.id for t in TRAITS}, where)
    chosen = {t.id: read_option(table.get(t.id), {o.id for o in t.options}, where) for t in TRAITS}
    return {trait: option for trait, option in chosen.items() if option} or None


def as_raw(entries: Entries) -> dict[str, Any]:
    """Entries in the form that ``read_entries`` takes: reading it again gives the same entries."""
    return {
        "entries": [
            {
                "id": entry.id,
                "values": {field: _plain(value) for field, value in entry.values.items()},
                "evidence": {field: _plain(pieces) for field, pieces in entry.evidence.items()},
            }
            for entry in entries
        ]
    }


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [
            {"source": p.source, "ref": p.ref, "note": p.note}
            if isinstance(p, Evidence)
            else dict(p)
            if isinstance(p, dict)
            else p
            for p in value
        ]
    return dict(value) if isinstance(value, dict) else value
