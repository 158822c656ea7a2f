"""An answer of a form or a journey map as a file, and an answer back from a file: one function each way."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.export import files
from mosaic_exercises.export.card import card_drawing
from mosaic_exercises.export.drawing import Drawing
from mosaic_exercises.export.map import journey_drawing, journey_pages
from mosaic_exercises.export.slides import slides
from mosaic_exercises.export.svg import svg
from mosaic_exercises.kinds import form_read, journey_read
from mosaic_exercises.kinds.base import Raw
from mosaic_exercises.kinds.form_records import Entries, FormTask
from mosaic_exercises.kinds.journey_records import JourneyTask

Format = Literal["svg", "pptx", "csv", "json"]
MIME: Final[dict[Format, str]] = {
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "json": "application/json",
}


class File(msgspec.Struct, frozen=True):
    """A file to hand to the learner. ``data`` is UTF-8 text but for PPTX."""

    name: str
    mime: str
    data: bytes


def export_answer(task: FormTask | JourneyTask, raw: Raw, as_: Format, slug: str, entry: str = "") -> File:
    """The answer ``raw`` as a file called after ``slug``. ``entry``: the id of the one card wanted (SVG of a form;
    default: the first). A map of mode find is the one given, whatever ``raw`` is.

    Raises FormatError for an answer that cannot be read or holds nothing, DataError where slides cannot be made.
    """
    if isinstance(task, JourneyTask):
        journey = task.map if task.map is not None else journey_read.read_map(raw or {})
        made: dict[Format, Any] = {
            "svg": lambda: svg(journey_drawing(journey)),
            "pptx": lambda: slides(journey_pages(journey)),
            "csv": lambda: files.journey_csv(journey),
            "json": lambda: files.journey_json(journey),
        }
    else:
        form, entries = task, form_read.read_entries(task, raw)
        if not entries:
            raise FormatError(f"This {form.noun} is still empty. Fill in a field first.")
        made = {
            "svg": lambda: svg(_card(form, entries, entry)),
            "pptx": lambda: slides([card_drawing(form, e, n) for n, e in enumerate(entries, start=1)]),
            "csv": lambda: files.form_csv(form, entries),
            "json": lambda: files.form_json(entries),
        }
    data = made[as_]()
    return File(f"{slug}.{as_}", MIME[as_], data if isinstance(data, bytes) else data.encode("utf-8"))


def _card(task: FormTask, entries: Entries, entry: str) -> Drawing:
    number, found = next(((n, e) for n, e in enumerate(entries, start=1) if e.id == entry), (1, entries[0]))
    return card_drawing(task, found, number)


def import_answer(task: FormTask | JourneyTask, text: str, as_: Literal["csv", "json"]) -> dict[str, Any]:
    """A raw answer from a file's text, as the browser would send it. Raises FormatError, which says what is wrong."""
    if isinstance(task, JourneyTask):
        if task.mode == "find":
            raise FormatError("This map is given: mark its faults. A file can be read where you build a map.")
        read = files.read_journey_csv if as_ == "csv" else files.read_journey_json
        return journey_read.as_raw(read(text))
    entries = files.read_form_csv(task, text) if as_ == "csv" else files.read_form_json(task, text)
    return form_read.as_raw(entries)
