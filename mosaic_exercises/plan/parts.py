"""An answer as blocks of the plan, by kind. A kind that is not named here is shown by its own ``describe``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mosaic_exercises.course import Exercise
from mosaic_exercises.export.card import card_drawing
from mosaic_exercises.export.map import journey_drawing, journey_pages
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.base import Raw
from mosaic_exercises.kinds.form_portrait import in_words as portrait_in_words
from mosaic_exercises.kinds.form_records import Entries, Entry, FormTask, entry_name, fields, texts
from mosaic_exercises.kinds.outline_files import Nodes
from mosaic_exercises.links import Offer
from mosaic_exercises.models.journey import DERIVED, JourneyMap, derived, in_words, notes_in
from mosaic_exercises.plan.records import Block, Bullets, Facts, Heading, Picture, Table, Words

GONE = 50  # characters of a lost name that are kept


def blocks(exercise: Exercise, answer: Any) -> tuple[Block, ...]:
    """The parsed answer of an exercise as blocks."""
    say = KIND_BLOCKS.get(exercise.kind)
    return say(exercise.task, answer) if say is not None else described(exercise, answer)


def described(exercise: Exercise, answer: Any) -> tuple[Block, ...]:
    """Any kind's answer: its lines, those of the form "label: text" as facts."""
    lines = [line for line in KINDS[exercise.kind].describe(exercise.task, answer).split("\n") if line.strip()]
    rows = [tuple(line.split(": ", 1)) for line in lines]
    if rows and all(len(row) == 2 for row in rows):
        return (Facts(tuple((a, b) for a, b in rows)),)
    return tuple(Words(line) for line in lines)


def form(task: FormTask, answer: Entries) -> tuple[Block, ...]:
    """Cards for what has a portrait; facts for other forms."""
    found: list[Block] = []
    cards = any(spec.type == "portrait" for spec in fields(task).values())
    for number, entry in enumerate(answer, start=1):
        facts = Facts(tuple(_facts(task, entry)))
        name = Heading(entry_name(task, entry, number))
        if cards:
            found.append(Picture(card_drawing(task, entry, number), words=(name, facts)))
        else:
            found += [name, facts] if len(answer) > 1 or task.title_field else [facts]
    return tuple(found)


def _facts(task: FormTask, entry: Entry) -> Sequence[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for spec in fields(task).values():
        value = entry.values.get(spec.id)
        said = (portrait_in_words(value),) if isinstance(value, dict) else texts(spec, value)
        if said:
            rests = dict.fromkeys(" ".join(p for p in (e.source, e.ref) if p) for e in entry.evidence.get(spec.id, ()))
            proof = f" (rests on: {', '.join(rests)})" if rests else ""
            rows.append((spec.label, "\n".join(said) + proof))
    return rows


def journey(_: Any, answer: Any) -> tuple[Block, ...]:
    """The map as a picture; in words a table of stages and lanes, and what the curves say."""
    if not isinstance(answer, JourneyMap):
        return ()
    rows = tuple((lane.name, *(_cell(answer, lane, stage.id) for stage in answer.stages)) for lane in answer.lanes)
    table = Table(answer.title or "Journey map", ("", *(s.name for s in answer.stages)), rows)
    words: tuple[Block, ...] = (table, *(Words(line) for line in in_words(answer)))
    return (Picture(journey_drawing(answer), journey_pages(answer), words),)


def _cell(map_: JourneyMap, lane: Any, stage: str) -> str:
    if lane.type in DERIVED:
        return "\n".join(text or "(not said)" for text in derived(map_, lane.type, stage))
    return "\n".join(note.text or note.need for note in notes_in(map_, lane.id, stage))


def outline(_: Any, answer: Nodes) -> tuple[Block, ...]:
    """A mind map as a list."""
    return (Bullets(tuple((n.level, f"{n.text}: {n.note}" if n.note else n.text) for n in answer)),)


def text(_: Any, answer: str) -> tuple[Block, ...]:
    """A free text, paragraph by paragraph."""
    return tuple(Words(line) for line in answer.split("\n") if line.strip())


KIND_BLOCKS: dict[str, Callable[[Any, Any], tuple[Block, ...]]] = {
    "form": form,
    "journey": journey,
    "outline": outline,
    "text": text,
}


def refreshed(raw: Raw, known: Sequence[Offer]) -> Raw:
    """A raw answer in which every reference reads as its object is called today; what is gone says so."""
    now = {(offer.exercise, offer.object): offer.label for offer in known}

    def today(ref: dict[str, Any]) -> str:
        old = str(ref.get("label") or ref.get("object"))
        return now.get((ref["exercise"], ref["object"]), f"{old[:GONE]} (no longer there)")

    def is_ref(value: Any) -> bool:
        return isinstance(value, dict) and bool(value.get("exercise")) and isinstance(value.get("object"), str)

    def walk(value: Any) -> Any:
        if isinstance(value, list):
            return [walk(part) for part in value]
        if not isinstance(value, dict):
            return value
        if is_ref(value):
            return value | {"label": today(value)}
        fresh = {name: walk(part) for name, part in value.items()}
        if is_ref(value.get("ref")) and isinstance(value.get("name"), str):
            fresh["name"] = fresh["ref"]["label"]
        return fresh

    return walk(raw)
