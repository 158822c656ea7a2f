"""The plan as data: what a learner made in the whole course, in one order, and what is still missing.

Renderers (``html``, ``markdown``, ``deck``) turn the same record into files. Text in it is a learner's or the course's,
never markup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from mosaic_exercises.drawing.blocks import Block
from mosaic_exercises.drawing.shapes import Drawing
from mosaic_exercises.plan.board import BoardQuestion
from mosaic_exercises.plan.pitch import PitchSlide
from mosaic_exercises.workbook.events import Learner

State = Literal["made", "open", "missing"]


@dataclass(frozen=True)
class PlanPart:
    """What one exercise gives to the plan. ``todo``: what is open or missing, and where to go; ``lacks``: what is open
    alone; ``make`` gives its blocks: pictures are drawn for a file, not for a list of states."""

    exercise: str
    title: str
    state: State
    todo: str = ""
    lacks: str = ""
    make: Callable[[], tuple[Block, ...]] = tuple

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What was made, as blocks."""
        return self.make()


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the plan."""

    id: str
    title: str
    intro: str
    parts: tuple[PlanPart, ...]


class Owed(msgspec.Struct, frozen=True):
    """What one notebook still owes the plan: titles of parts that were not begun, and of those begun what they lack."""

    where: str
    missing: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A whole plan. ``date`` is a day as people write it; ``counted`` how many parts this track asks for and how many
    of them are made; ``chain`` how the pieces follow from each other; ``broken`` references that lead nowhere now;
    ``gaps`` what is missing, the one list that files show; ``missing`` the same, one sentence a part; ``questions``
    what a board would ask; ``pitch`` the few slides of a short pitch."""

    title: str
    learner: Learner
    track: str
    date: str
    cover: Drawing
    chapters: tuple[Chapter, ...]
    counted: tuple[int, int]
    chain: tuple[Block, ...]
    broken: tuple[str, ...]
    missing: tuple[str, ...]
    gaps: tuple[Owed, ...] = ()
    questions: tuple[BoardQuestion, ...] = ()
    pitch: tuple[PitchSlide, ...] = ()

    @property
    def asked_about(self) -> str:
        """What the questions are drawn from, in a sentence."""
        own, all_ = sum(bool(q.about) for q in self.questions), len(self.questions)
        if not own:
            return "These are asked of any plan. With more in it, the questions are drawn from its own gaps."
        if own == all_:
            return (
                "Each of these is drawn from a gap in this plan, the gravest first. Close it, or have an answer ready."
            )
        return "The first are drawn from gaps in this plan, the others are asked of any plan. Have an answer ready."

    @property
    def held(self) -> tuple[Chapter, ...]:
        """The chapters that have something in them, each with its parts that have."""
        chapters = (msgspec.structs.replace(c, parts=tuple(p for p in c.parts if p.blocks)) for c in self.chapters)
        return tuple(c for c in chapters if c.parts)
