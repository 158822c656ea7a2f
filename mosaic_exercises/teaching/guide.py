"""The trainer's guide as an author writes it, and held against the course: each exercise that it names is there."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec

from mosaic_exercises.course import Course, load
from mosaic_exercises.errors import CourseError
from mosaic_exercises.sheets import sheets

CONTENT: Final = Path(__file__).parents[1] / "course" / "content" / "guide.toml"
Track = Literal["any", "intermediate", "manager"]


class GuideStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a group does for some ``minutes``: an exercise of the course by its id, or ("") something without one."""

    minutes: int
    do: str
    exercise: str = ""


class SessionPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way through a session for a track; the steps' minutes add up to ``minutes``."""

    track: Track
    minutes: int
    steps: tuple[GuideStep, ...]


class GuideSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session of the programme: what it is for, what to do ``before``, which sheets to print, what groups usually get
    ``wrong``, questions to talk over at the end, and its plans."""

    n: int
    title: str
    aims: tuple[str, ...]
    before: str
    prints: tuple[str, ...]
    wrong: tuple[str, ...]
    debrief: tuple[str, ...]
    plan: tuple[SessionPlan, ...]


class Version(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several sessions in one go: half a day, two days."""

    id: str
    title: str
    about: str
    steps: tuple[GuideStep, ...]


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole guide. ``run``: how any session is run."""

    run: tuple[str, ...]
    session: tuple[GuideSession, ...]
    version: tuple[Version, ...]


@cache
def guide(path: Path = CONTENT) -> Guide:
    """The guide, held against the course. Raises CourseError that names the file and the place in it."""
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Guide)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise CourseError(f"{path.name}: {error}") from None
    if wrong := faults(found, load()):
        raise CourseError(f"{path.name}: " + "; ".join(wrong))
    return found


def faults(found: Guide, course: Course) -> list[str]:
    """What the course does not have, and plans whose minutes do not add up."""
    wrong = []
    known = {sheet.id for sheet in sheets()}
    for session in found.session:
        wrong += [f"session {session.n}: there is no sheet '{name}'" for name in session.prints if name not in known]
        for plan in session.plan:
            place = f"session {session.n}, {plan.track}, {plan.minutes} minutes"
            total = sum(step.minutes for step in plan.steps)
            if total != plan.minutes:
                wrong.append(f"{place}: its steps take {total} minutes")
            named = (step.exercise for step in plan.steps if step.exercise)
            wrong += [f"{place}: there is no exercise '{name}'" for name in named if name not in course.exercises]
    return wrong
