"""A board as CSV and JSON, both ways without loss; as a picture and as slides."""

from __future__ import annotations

from typing import Any, Final

from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.board.picture import board_drawing, board_pages
from mosaic_exercises.kinds.board.read import as_raw, read_board
from mosaic_exercises.kinds.board.task import (
    Board,
    BoardTask,
    NoteField,
    sections,
    specs,
)
from mosaic_exercises.kinds.files import WHOLE, File, Files, Makers, made
from mosaic_exercises.reading import saved
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw

FORMAT: Final = "mosaic-board"
BASE: Final = ("part", "id", "section", "text", "rank")
TAIL: Final = ("note", "exercise", "object", "label", "sort", "kind", "from", "to")


def _fields(task: BoardTask) -> tuple[str, ...]:
    """The ids of all fields; sections may each have their own of one id."""
    return tuple(dict.fromkeys(spec.id for section in task.sections for spec in section.fields))


def _header(task: BoardTask) -> tuple[str, ...]:
    return (*BASE, *(f"field:{id_}" for id_ in _fields(task)), *TAIL)


def board_csv(task: BoardTask, board: Board) -> str:
    """A board as CSV: one row for each note, with a column for each field; one for each reference and each link."""
    rows: list[dict[str, str | int | float | None]] = []
    for note in board.notes:
        own = {f"field:{id_}": value for id_, value in note.fields.items()}
        row = {"part": "note", "id": note.id, "section": note.section, "text": note.text, "rank": note.rank or None}
        rows.append({**row, **own})
        for ref in note.refs:
            cited = {"exercise": ref.exercise, "object": ref.object, "label": ref.label, "sort": ref.sort}
            rows.append({"part": "ref", "note": note.id, **cited})
    for link in as_raw(board)["links"]:
        rows.append({"part": "link", **link})
    return saved.write_rows(_header(task), rows)


def read_board_csv(task: BoardTask, text: str) -> Board:
    """The board of a CSV file's text, for the board ``task``. Raises FormatError."""
    notes: dict[str, dict[str, Any]] = {}
    raw: dict[str, Any] = {"notes": [], "links": []}
    known = _fields(task)
    for row in saved.read_rows(text, _header(task)):
        if row["part"] == "note":
            own = specs(task, row["section"]) if row["section"] in sections(task) else {}
            given = {id_: row[f"field:{id_}"] for id_ in known if row[f"field:{id_}"]}
            values = {id_: _value(own.get(id_), cell) for id_, cell in given.items()}
            note: dict[str, Any] = {
                "id": row["id"],
                "section": row["section"],
                "text": row["text"],
                "fields": values,
                "refs": [],
            }
            note["rank"] = saved.whole_or_text(row["rank"]) if row["rank"].strip() else 0
            notes[row["id"]] = note
            raw["notes"].append(note)
        elif row["part"] == "ref" and row["note"] in notes:
            notes[row["note"]]["refs"].append({part: row[part] for part in ("exercise", "object", "label", "sort")})
        elif row["part"] == "link":
            raw["links"].append({part: row[part] for part in ("id", "kind", "from", "to")})
        else:
            what = f"a row for {quoted(row['part'])}; rows are note, ref or link"
            if row["part"] == "ref":
                what = f"a reference of the note {quoted(row['note'])}, which does not stand above it"
            raise FormatError(f"This file has {what}. Correct it.")
    return read_board(task, raw)


def _value(spec: NoteField | None, cell: str) -> Any:
    return saved.whole_or_text(cell) if spec is not None and spec.type == "scale" else cell


def board_json(board: Board) -> str:
    """A board as a JSON file's text."""
    return saved.write_json({"format": FORMAT, "v": saved.VERSION, "board": as_raw(board)})


def read_board_json(task: BoardTask, text: str) -> Board:
    """The board of a JSON file's text, for the board ``task``. Raises FormatError."""
    return read_board(task, saved.read_json(text, FORMAT, "board"))


# ------------------------------------------------------------------ links to other exercises


def save(task: BoardTask, raw: Raw, as_: str, slug: str, _: str = "") -> File:
    """A board that has notes, as a file."""
    board = _begun(task, raw)
    makers: Makers = {
        "svg": lambda: svg(board_drawing(task, board)),
        "pptx": lambda: slides(board_pages(task, board)),
        "csv": lambda: board_csv(task, board),
        "json": lambda: board_json(board),
    }
    return made(slug, as_, makers)


def pages(task: BoardTask, raw: Raw) -> tuple[str, ...]:
    """The board on one sheet."""
    return (svg(board_drawing(task, _begun(task, raw))),)


def read(task: BoardTask, text: str, as_: str) -> Raw:
    """The raw answer in a file's text."""
    return as_raw((read_board_csv if as_ == "csv" else read_board_json)(task, text))


def _begun(task: BoardTask, raw: Raw) -> Board:
    board = read_board(task, raw)
    if not board.notes:
        raise FormatError(f"This {task.noun} is still empty. Write a note first.")
    return board


FILES: Files[BoardTask] = Files(lambda _: WHOLE, save, pages, read)
