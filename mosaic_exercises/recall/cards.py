"""Cards to turn: a concept and what it means, a mix-up and what is the case."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.recall.ratings import CARD


class FlashCard(msgspec.Struct, frozen=True, kw_only=True):
    """One card; texts in the course's markup. ``front`` is asked; ``back``, ``example`` and ``trap`` are turned up.
    ``notebook``: where it was taught."""

    id: str
    sort: str
    front: str
    back: str
    example: str = ""
    trap: str = ""
    notebook: str = ""


def concept_card(course: Course, slug: str) -> FlashCard | None:
    """The card of a concept; None where the glossary does not have it."""
    entry, concept = course.glossary.get(slug), course.concepts.get(slug)
    if entry is None or concept is None:
        return None
    unlike = course.glossary.get(entry.unlike)
    trap = f"Not to be confused with *{unlike.term}*. {entry.trap}".strip() if unlike is not None else entry.trap
    return FlashCard(
        id=f"{CARD}concept--{slug}",
        sort="concept",
        front=f"**{entry.term}**: what does it mean, and what is an example?",
        back=entry.meaning,
        example=entry.example,
        trap=trap,
        notebook=concept.notebook,
    )


def mixup_card(course: Course, slug: str, notebook: str = "") -> FlashCard | None:
    """The card of a misconception; None where the course does not have it."""
    found = course.misconceptions.get(slug)
    if found is None:
        return None
    front = f"Someone says: “{found.name}” What would you answer?"
    return FlashCard(id=f"{CARD}mixup--{slug}", sort="mix-up", front=front, back=found.truth, notebook=notebook)


def card(course: Course, id_: str) -> FlashCard | None:
    """The card of this id, or None: a card whose concept has left the course is asked no more."""
    sort, _, slug = id_.removeprefix(CARD).partition("--")
    return concept_card(course, slug) if sort == "concept" else mixup_card(course, slug) if sort == "mixup" else None


def met(course: Course, done: Collection[str], mixups: Collection[str] = ()) -> list[FlashCard]:
    """The cards of what a learner has met: the concepts of the exercises in ``done``, and the mix-ups that their own
    wrong answers came from."""
    slugs = dict.fromkeys(c for s in done if s in course.exercises for c in course.exercises[s].concepts)
    found = [concept_card(course, slug) for slug in slugs]
    return [c for c in (*found, *(mixup_card(course, slug) for slug in dict.fromkeys(mixups))) if c is not None]
