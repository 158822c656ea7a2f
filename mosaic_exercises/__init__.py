"""Mosaic: a course workbook on customer development. These are the few words a notebook uses.

Each word imports what it needs when it is called, so that importing the package is quick and models can be used alone:
``from mosaic_exercises.models import loyalty, value``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.panel.widget import Panel

__version__ = "0.1.0"
__all__ = [
    "answer",
    "case",
    "exercise",
    "glossary",
    "keep",
    "lab",
    "listen",
    "my_plan",
    "quiz",
    "review",
    "start",
    "submit",
]


def start() -> Panel:
    """The head of a notebook: who works here, the mosaic so far, and the way on."""
    from mosaic_exercises.panel import api

    return api.start()


def exercise(slug: str) -> Panel:
    """One exercise, by its id."""
    from mosaic_exercises.panel import api

    return api.exercise(slug)


def answer(slug: str, table: pd.DataFrame) -> Panel:
    """Check a table that a code cell has computed: the exercise, with your table in it and what it is worth."""
    from mosaic_exercises.panel import table_answers

    return table_answers.answer(slug, table)


def quiz(slug: str) -> Panel:
    """One drill, by its id."""
    from mosaic_exercises.panel import api

    return api.quiz(slug)


def lab(slug: str) -> Panel:
    """One data lab, by its id: controls and a live picture."""
    from mosaic_exercises.panel import api

    return api.lab(slug)


def review() -> Panel:
    """What is due today of all that you have met, ten minutes at a time."""
    from mosaic_exercises.panel import api

    return api.review()


def keep(*names: str) -> Panel:
    """A page to keep for each model, and empty forms to print: ``keep("kano")``."""
    from mosaic_exercises.panel import api

    return api.keep(*names)


def listen(notebook: str = "") -> Panel:
    """The course's conversations to listen to, or those of one notebook."""
    from mosaic_exercises.panel import api

    return api.listen(notebook)


def case() -> Panel:
    """The case at hand: its people and what they said, prices, promises, dates, complaints and claims, with search."""
    from mosaic_exercises.panel import api

    return api.case()


def glossary(term: str = "") -> Panel:
    """What each word of the course means, with search; a term's id shows that term first: ``glossary("lenses")``."""
    from mosaic_exercises.panel import api

    return api.glossary(term)


def submit() -> Panel:
    """The foot of a notebook: what is done, what is missing, and the file to hand in."""
    from mosaic_exercises.panel import api

    return api.submit()


def my_plan() -> Panel:
    """All that was made in the course as one plan: what is there, what is missing, and the files of it."""
    from mosaic_exercises.panel import api

    return api.my_plan()


def warm_up() -> None:
    """What the first panel of a kernel would do before it is there: imports, and reading the course. Shows nothing."""
    from mosaic_exercises.panel import api

    api.warm_up()
