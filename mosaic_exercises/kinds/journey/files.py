"""A journey map as CSV and JSON, both ways without loss; as a picture and as slides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.files import PPTX, PRINT, SVG, WHOLE, File, FileFormat, Files, Makers, made
from mosaic_exercises.kinds.journey import read as journey_read
from mosaic_exercises.kinds.journey.check import start
from mosaic_exercises.kinds.journey.picture import journey_drawing, journey_pages
from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.models.journey import JourneyMap, Note
from mosaic_exercises.reading.saved import VERSION, read_json, read_rows, whole_or_text, write_json, write_rows
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw

JOURNEY: Final = "mosaic-journey"

MAP_COLUMNS: Final = (
    *("part", "id", "name", "type", "stage", "lane", "persona", "text", "channel", "medium", "department"),
    *("initiative", "corridor", "customer", "moment", "need", "owner", "metric", "as_is", "to_be"),
    *("exercise", "object"),
)
PAPER_WIDE: Final = 1150.0  # px: a map of up to six stages is read on one sheet
PAPER_TALL: Final = 1500.0


def journey_json(journey: JourneyMap) -> str:
    """A map as a JSON file's text."""
    return write_json({"format": JOURNEY, "v": VERSION, "map": journey_read.as_raw(journey)})


def read_journey_json(text: str) -> JourneyMap:
    """The map of a JSON file's text. Raises FormatError, which says what is wrong and where."""
    return journey_read.read_map(read_json(text, JOURNEY, "map"))


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


_PARTS: Mapping[str, tuple[str, Callable[[dict[str, str]], dict[str, Any]]]] = {
    "persona": ("personas", _persona),
    "stage": ("stages", _stage),
    "lane": ("lanes", _lane),
    "note": ("notes", _note),
    "emotion": ("emotions", _emotion),
}


def formats(task: JourneyTask) -> tuple[FileFormat, ...]:
    """A map that is given is a picture; one that is built is also data."""
    return (SVG, PPTX, PRINT) if task.mode == "find" else WHOLE


def save(task: JourneyTask, raw: Raw, as_: str, slug: str, _: str = "") -> File:
    """The map as a file: the one given, whatever ``raw`` is, or the one built; null is the one to start from."""
    journey = _map(task, raw)
    makers: Makers = {
        "svg": lambda: svg(journey_drawing(journey)),
        "pptx": lambda: slides(journey_pages(journey)),
        "csv": lambda: journey_csv(journey),
        "json": lambda: journey_json(journey),
    }
    return made(slug, as_, makers)


def pages(task: JourneyTask, raw: Raw) -> tuple[str, ...]:
    """The map whole where it is small, else in parts that can be read on paper."""
    journey = _map(task, raw)
    whole = journey_drawing(journey)
    small = whole.width <= PAPER_WIDE and whole.height <= PAPER_TALL
    return tuple(map(svg, (whole,) if small else journey_pages(journey, tall=PAPER_TALL, titled=True)))


def read(task: JourneyTask, text: str, as_: str) -> Raw:
    """The raw answer in a file's text."""
    if task.mode == "find":
        raise FormatError("This map is given: mark its faults. A file can be read where you build a map.")
    return journey_read.as_raw((read_journey_csv if as_ == "csv" else read_journey_json)(text))


def _map(task: JourneyTask, raw: Raw) -> JourneyMap:
    return task.map if task.map is not None else journey_read.read_map(raw if raw is not None else start(task))


FILES: Files[JourneyTask] = Files(formats, save, pages, read)
