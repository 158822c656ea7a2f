"""An answer of a form, a journey map or a board as a file, and an answer back from a file: one function each way."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.export import files
from mosaic_exercises.export.board import (
    board_csv,
    board_drawing,
    board_json,
    board_pages,
    read_board_csv,
    read_board_json,
)
from mosaic_exercises.export.card import card_drawing, card_pages
from mosaic_exercises.export.map import journey_drawing, journey_pages
from mosaic_exercises.kinds.board import read as board_read
from mosaic_exercises.kinds.board.task import Board, BoardTask
from mosaic_exercises.kinds.form import read as form_read
from mosaic_exercises.kinds.form.task import Entries, Entry, FormTask
from mosaic_exercises.kinds.journey import read as journey_read
from mosaic_exercises.kinds.journey.check import start
from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.models.journey import JourneyMap
from mosaic_exercises.reading.values import Raw

Format = Literal["svg", "pptx", "csv", "json"]
MIME: Final[dict[Format, str]] = {
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "json": "application/json",
}

PAPER_WIDE: Final = 1150.0  # px: a map of up to six stages is read on one sheet
PAPER_TALL: Final = 1500.0


class File(msgspec.Struct, frozen=True):
    """A file to hand to the learner. ``data`` is UTF-8 text but for PPTX."""

    name: str
    mime: str
    data: bytes


def export_answer(task: FormTask | JourneyTask | BoardTask, raw: Raw, as_: Format, slug: str, entry: str = "") -> File:
    """The answer ``raw`` as a file called after ``slug``. ``entry``: the id of the one card wanted (SVG of a form;
    default: the first). A map of mode find is the one given, whatever ``raw`` is; null is the map to start from.

    Raises FormatError for an answer that cannot be read or holds nothing, DataError where slides cannot be made.
    """
    name = slug
    if isinstance(task, BoardTask):
        sheet, board = task, _board(task, raw)
        made: dict[Format, Any] = {
            "svg": lambda: svg(board_drawing(sheet, board)),
            "pptx": lambda: slides(board_pages(sheet, board)),
            "csv": lambda: board_csv(sheet, board),
            "json": lambda: board_json(board),
        }
    elif isinstance(task, JourneyTask):
        journey = _journey(task, raw)
        made = {
            "svg": lambda: svg(journey_drawing(journey)),
            "pptx": lambda: slides(journey_pages(journey)),
            "csv": lambda: files.journey_csv(journey),
            "json": lambda: files.journey_json(journey),
        }
    else:
        form, entries = task, form_read.read_entries(task, raw)
        if not entries:
            raise FormatError(f"This {form.noun} is still empty. Fill in a field first.")
        number, one = _chosen(entries, entry)
        if as_ == "svg" and len(entries) > 1:
            name = f"{slug}-{number}"
        made = {
            "svg": lambda: svg(card_drawing(form, one, number)),
            "pptx": lambda: slides([page for n, e in enumerate(entries, start=1) for page in card_pages(form, e, n)]),
            "csv": lambda: files.form_csv(form, entries),
            "json": lambda: files.form_json(entries),
        }
    data = made[as_]()
    return File(f"{name}.{as_}", MIME[as_], data if isinstance(data, bytes) else data.encode("utf-8"))


def _board(task: BoardTask, raw: Raw) -> Board:
    board = board_read.read_board(task, raw)
    if not board.notes:
        raise FormatError(f"This {task.noun} is still empty. Write a note first.")
    return board


def _journey(task: JourneyTask, raw: Raw) -> JourneyMap:
    return task.map if task.map is not None else journey_read.read_map(raw if raw is not None else start(task))


def _chosen(entries: Entries, entry: str) -> tuple[int, Entry]:
    return next(((n, e) for n, e in enumerate(entries, start=1) if e.id == entry), (1, entries[0]))


def print_pages(task: FormTask | JourneyTask | BoardTask, raw: Raw) -> tuple[str, ...]:
    """The answer as pages to print, each an SVG: one a card; a map whole where it is small, else in parts that can be
    read on paper. Raises FormatError for an answer that cannot be read or holds nothing."""
    if isinstance(task, BoardTask):
        return (svg(board_drawing(task, _board(task, raw))),)
    if isinstance(task, JourneyTask):
        whole = journey_drawing(_journey(task, raw))
        small = whole.width <= PAPER_WIDE and whole.height <= PAPER_TALL
        return tuple(
            svg(d) for d in ((whole,) if small else journey_pages(_journey(task, raw), tall=PAPER_TALL, titled=True))
        )
    entries = form_read.read_entries(task, raw)
    if not entries:
        raise FormatError(f"This {task.noun} is still empty. Fill in a field first.")
    return tuple(svg(card_drawing(task, e, n)) for n, e in enumerate(entries, start=1))


def import_answer(task: FormTask | JourneyTask | BoardTask, text: str, as_: Literal["csv", "json"]) -> dict[str, Any]:
    """A raw answer from a file's text, as the browser would send it. Raises FormatError, which says what is wrong."""
    if isinstance(task, JourneyTask):
        if task.mode == "find":
            raise FormatError("This map is given: mark its faults. A file can be read where you build a map.")
        read = files.read_journey_csv if as_ == "csv" else files.read_journey_json
        return journey_read.as_raw(read(text))
    if isinstance(task, BoardTask):
        return board_read.as_raw((read_board_csv if as_ == "csv" else read_board_json)(task, text))
    entries = files.read_form_csv(task, text) if as_ == "csv" else files.read_form_json(task, text)
    return form_read.as_raw(entries)
