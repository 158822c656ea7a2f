"""The few words a notebook uses. Each returns a panel; the notebook shows it because it is the cell's last line."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path

from mosaic_exercises.course import Course, load
from mosaic_exercises.errors import CourseError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.assets import KIT, asset
from mosaic_exercises.panel.elsewhere import Listeners
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.quiz import QuizSession
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.panel.widget import Panel
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.places import home


def start() -> Panel:
    """Who works here, the mosaic so far, and the way on."""
    course = load()
    return Panel(StartSession(course, workbook(course)), listeners(course))


def exercise(slug: str) -> Panel:
    """The exercise with this id. Raises CourseError for an id the course does not have."""
    course = load()
    found = course.exercise(slug)
    return Panel(ExerciseSession(found, course, workbook(course), points(course, slug)), listeners(course))


def lab(slug: str) -> Panel:
    """The data lab with this id. Raises CourseError for an id that is no lab."""
    rules = KINDS[load().exercise(slug).kind]
    if rules.shown_by != "lab":
        raise CourseError(f"'{slug}' is of kind {rules.name}, no lab. Write exercise(\"{slug}\").")
    return exercise(slug)


def quiz(slug: str) -> Panel:
    """The drill with this id. Raises CourseError for an id the course does not have."""
    course = load()
    found = course.quiz(slug)
    return Panel(QuizSession(found, course, workbook(course), points(course, slug)), listeners(course))


def review() -> Panel:
    """What is due today of all that you have met."""
    from mosaic_exercises.panel.sessions.review import ReviewSession  # one notebook in thirteen needs it

    course = load()
    return Panel(ReviewSession(course, workbook(course)), listeners(course))


def listen(notebook: str = "") -> Panel:
    """The conversations of the course, or of one notebook."""
    from mosaic_exercises.panel.sessions.listen import ListenSession

    course = load()
    return Panel(ListenSession(course, notebook), listeners(course))


def keep(*names: str) -> Panel:
    """Pages to keep and forms to print, by their names. Raises CourseError for a name that there is not."""
    from mosaic_exercises.panel.sessions.keep import KeepSession

    return Panel(KeepSession(*names), listeners(load()))


def case() -> Panel:
    """The case at hand: its people and what they said, prices, promises, dates, complaints and claims."""
    from mosaic_exercises.panel.sessions.case import CaseSession

    return Panel(CaseSession(), listeners(load()))


def glossary(term: str = "") -> Panel:
    """What each word of the course means; ``term`` (its id) is shown first. Raises CourseError for one there is not."""
    from mosaic_exercises.panel.sessions.glossary import GlossarySession

    course = load()
    return Panel(GlossarySession(course, workbook(course), term), listeners(course))


def submit() -> Panel:
    """What is done, what is missing, and the file to hand in. Nothing is handed in by showing it."""
    course = load()
    return Panel(SubmitSession(course, workbook(course)), listeners(course))


def my_plan() -> Panel:
    """The plan that the learner's answers make."""
    from mosaic_exercises.panel.sessions.plan import PlanSession  # one notebook in twelve needs it

    course = load()
    return Panel(PlanSession(course, workbook(course)), listeners(course))


def warm_up() -> None:
    """All that the first panel needs and no panel shows. A course that cannot be read is told where it is asked for."""
    with contextlib.suppress(CourseError):
        load()
    asset(KIT)


def workbook(course: Course) -> Workbook:
    """This kernel's workbook: one for all its panels."""
    return opened(home(), course.course)


def listeners(course: Course) -> Listeners:
    """What tells this kernel's panels of each other."""
    return shared_listeners(home(), course.course)


@cache
def shared_listeners(folder: Path, course: str) -> Listeners:  # noqa: ARG001 - one for each workbook
    """The listeners of a folder, made once."""
    return Listeners()


@cache
def opened(folder: Path, course: str) -> Workbook:
    """The workbook of a folder, opened once."""
    return Workbook(folder, course)


def points(course: Course, slug: str) -> float:
    """The points of a tile; a pool question shown on its own has none."""
    return next((course.points(p) for p in course.placed() if p.slug == slug), 0.0)
