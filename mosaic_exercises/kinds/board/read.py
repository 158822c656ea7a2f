"""Reading a board's answer strictly: what is unreadable is refused in words, what is incomplete is not."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.board.task import (
    LINKS,
    NOTES,
    REFS,
    TEXT,
    Board,
    BoardNote,
    BoardTask,
    Link,
    NoteField,
    Value,
    every,
    given,
    sections,
    specs,
)
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.refs import read_ref, ref_raw
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun, read_id, read_list, read_object, read_option


def read_board(task: BoardTask, raw: Raw) -> Board:
    """The notes and links of a board; without notes it is blank. Raises FormatError. ``as_raw`` is its inverse."""
    if raw is None:
        return Board()
    table = read_object(raw, ("notes", "links"), f"This {task.noun}")
    seen = {note.id for note in given(task)}
    listed = read_list(table.get("notes"), NOTES, f"This {task.noun}", "notes")
    board = Board(tuple(_note(task, part, f"Note {n}", seen) for n, part in enumerate(listed, start=1)))
    for id_, count in Counter(note.section for note in board.notes).items():
        section = sections(task)[id_]
        if count > section.limit:
            raise FormatError(
                f"{quoted(section.name)} has {count} notes; {section.limit} is the most. Join some or take some away."
            )
    arrows = read_list(table.get("links"), LINKS, f"This {task.noun}", "links")
    known = {note.id for note in every(task, board)}
    links = tuple(_link(task, part, f"Link {n}", seen, known) for n, part in enumerate(arrows, start=1))
    drawn: set[tuple[str, str, str]] = set()
    for number, link in enumerate(links, start=1):
        if (link.kind, link.from_, link.to) in drawn:
            raise FormatError(f"Link {number} stands there already. Take one of the two away.")
        drawn.add((link.kind, link.from_, link.to))
    return Board(board.notes, links) if board.notes else Board()


def _note(task: BoardTask, raw: Raw, where: str, seen: set[str]) -> BoardNote:
    table = read_object(raw, ("id", "section", "text", "fields", "refs", "rank"), where)
    id_ = read_id(table.get("id"), seen, where)
    section = table.get("section")
    if not isinstance(section, str) or section not in sections(task):
        raise FormatError(f"{where} stands in no part of this {task.noun} ({named(section)}). Put it in one of them.")
    text = read_text(table.get("text"), TEXT, where)
    if not text:
        raise FormatError(f"{where} has no text. Write one, or take the note away.")
    where = f"The note {quoted(text, 40)}"
    known = specs(task, section)
    values: dict[str, Value] = {}
    given_fields = read_object(table.get("fields") or {}, known, where)
    for spec in known.values():
        value = _value(spec, given_fields.get(spec.id), f"{where}, {quoted(spec.label)}")
        if value is not None:
            values[spec.id] = value
    refs = tuple(read_ref(part, where) for part in read_list(table.get("refs"), REFS, where, "references"))
    return BoardNote(id_, section, text, values, refs, _rank(table.get("rank"), where))


def _value(spec: NoteField, raw: Raw, where: str) -> Value | None:
    if spec.type == "text":
        return read_text(raw, spec.most, where) or None
    if spec.type == "choice":
        return read_option(raw, {o.id for o in spec.options}, where) or None
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or not spec.low <= raw <= spec.high:
        got = f"{raw}" if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**9 else named(raw)
        raise FormatError(f"{where} takes whole numbers from {spec.low} to {spec.high}, not {got}. Choose one.")
    return raw


def _rank(raw: Raw, where: str) -> int:
    if raw is None:
        return 0
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= NOTES:
        raise FormatError(f"{where} has no usable rank ({noun(raw)}). Rank the notes of its part again.")
    return raw


def _link(task: BoardTask, raw: Raw, where: str, seen: set[str], known: set[str]) -> Link:
    table = read_object(raw, ("id", "kind", "from", "to"), where)
    id_ = read_id(table.get("id"), seen, where)
    kind, start, end = (table.get(part) for part in ("kind", "from", "to"))
    if not isinstance(kind, str) or kind not in {spec.id for spec in task.links}:
        raise FormatError(f"{where} is of no sort that this {task.noun} has ({named(kind)}). Take it away.")
    for part in (start, end):
        if not isinstance(part, str) or part not in known:
            raise FormatError(f"{where} leads to a note that is not there ({named(part)}). Take it away.")
    if start == end:
        raise FormatError(f"{where} leads from a note to itself. Take it away.")
    return Link(id_, kind, str(start), str(end))


def as_raw(board: Board) -> dict[str, Any]:
    """A board in the form that ``read_board`` takes: reading it again gives the same board."""
    return {
        "notes": [
            {
                "id": note.id,
                "section": note.section,
                "text": note.text,
                "fields": dict(note.fields),
                "refs": [ref_raw(ref) for ref in note.refs],
                "rank": note.rank,
            }
            for note in board.notes
        ],
        "links": [{"id": link.id, "kind": link.kind, "from": link.from_, "to": link.to} for link in board.links],
    }
