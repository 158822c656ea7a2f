"""An answer as blocks of the plan, by kind. A kind that is not named here is shown by its own ``describe``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mosaic_exercises.course import Exercise
from mosaic_exercises.drawing.blocks import Block, Bullets, Facts, Heading, Picture, Table, Words
from mosaic_exercises.export.board import board_drawing, board_pages, link_words
from mosaic_exercises.export.card import card_drawing, card_pages
from mosaic_exercises.export.map import journey_drawing, journey_pages
from mosaic_exercises.export.plane import plane_drawing
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.board.task import Board, BoardTask, Note, every
from mosaic_exercises.kinds.form.portrait import in_words as portrait_in_words
from mosaic_exercises.kinds.form.task import Entries, Entry, FormTask, entry_name, fields, rests_on, texts
from mosaic_exercises.kinds.objective.rules import FIELD_NAMES
from mosaic_exercises.kinds.objective.task import ASK, Objectives, ObjectiveTask, aim_words
from mosaic_exercises.kinds.outline.nodes import Nodes
from mosaic_exercises.kinds.quadrant.task import QuadrantTask, Spots
from mosaic_exercises.kinds.rate.task import RateTask, Ratings, names, shown
from mosaic_exercises.models.journey import DERIVED, JourneyMap, derived, in_words, notes_in


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
            found.append(Picture(card_drawing(task, entry, number), card_pages(task, entry, number), (name, facts)))
        else:
            found += [name, facts] if len(answer) > 1 or task.title_field else [facts]
    return tuple(found)


def _facts(task: FormTask, entry: Entry) -> Sequence[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for spec in fields(task).values():
        if spec.id == task.title_field:
            continue  # it is the heading
        value = entry.values.get(spec.id)
        said = (portrait_in_words(value),) if isinstance(value, dict) else texts(spec, value, task)
        if said:
            rests = rests_on(task, entry.evidence.get(spec.id, ()))
            proof = f" (rests on: {rests})" if rests else ""
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
        return "\n".join(filter(None, derived(map_, lane.type, stage)))
    return "\n".join(note.text or note.need for note in notes_in(map_, lane.id, stage))


def board(task: BoardTask, answer: Board) -> tuple[Block, ...]:
    """The board as a picture; in words its parts, their notes, and its links."""
    if not answer.notes:
        return ()
    words: list[Block] = []
    for section in task.sections:
        notes = [note for note in every(task, answer) if note.section == section.id]
        items = ((0, f"{note.text} (from: {_sources(note)})" if note.refs else note.text) for note in notes)
        words += [Heading(section.name), Bullets(tuple(items))] if notes else []
    words += [Words(text) for text in link_words(task, answer)]
    return (Picture(board_drawing(task, answer), board_pages(task, answer), tuple(words)),)


def _sources(note: Note) -> str:
    return "; ".join(ref.label or ref.object for ref in note.refs)


def objective(task: ObjectiveTask, answer: Objectives) -> tuple[Block, ...]:
    """Each objective under the name of its slot, with what it needs."""
    found: list[Block] = []
    names_ = {slot.id: slot.name for slot in task.slots}
    for one in answer:
        said = {field: aim_words(task, one) if field == "aim" else getattr(one, field) for field in ASK}
        found += [Heading(names_[one.slot]), Words(one.text or "(no objective yet)")]
        found.append(Facts(tuple((FIELD_NAMES[field], text) for field, text in said.items() if text)))
    return tuple(found)


def quadrant(task: QuadrantTask, answer: Spots) -> tuple[Block, ...]:
    """The map as a picture; in words each point and its way."""
    drawing = plane_drawing(task, answer)
    lines = KINDS["quadrant"].describe(task, answer).split("\n")
    return (Picture(drawing, words=(Bullets(tuple((0, line) for line in lines)),)),)


def rate(task: RateTask, answer: Ratings) -> tuple[Block, ...]:
    """Ratings as facts, each with the word for it."""
    own = zip(names(task).values(), answer.rates, strict=True) if answer.rates else ()
    facts = Facts(tuple((name.strip("“”"), shown(task, rating)) for name, rating in own if rating is not None))
    others = tuple(Words(f"Rated too by {other.name}.", "note") for other in answer.others)
    return (facts, *others)


def compared(task: RateTask, before: Ratings, after: Ratings) -> tuple[Block, ...]:
    """Two ratings of the same rows side by side, with what moved."""
    rows: list[tuple[str, ...]] = []
    for name, one, two in zip(names(task).values(), before.rates, after.rates, strict=False):
        if one is not None and two is not None:
            moved = two - one if isinstance(one, int | float) and isinstance(two, int | float) else 0
            step = f"{moved:+g}".replace("-", "−") if moved else "as before"
            rows.append((name.strip("“”"), shown(task, one), shown(task, two), step))
    return (Table("Then and now", ("", "Then", "Now", "Moved"), tuple(rows)),) if rows else ()


def outline(_: Any, answer: Nodes) -> tuple[Block, ...]:
    """A mind map as a list."""
    return (Bullets(tuple((n.level, f"{n.text}: {n.note}" if n.note else n.text) for n in answer)),)


def text(_: Any, answer: str) -> tuple[Block, ...]:
    """A free text, paragraph by paragraph."""
    return tuple(Words(line) for line in answer.split("\n") if line.strip())


KIND_BLOCKS: dict[str, Callable[[Any, Any], tuple[Block, ...]]] = {
    "board": board,
    "form": form,
    "journey": journey,
    "objective": objective,
    "outline": outline,
    "quadrant": quadrant,
    "rate": rate,
    "text": text,
}
