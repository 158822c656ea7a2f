"""What stands on a learner's page, as ``templates/learner.html`` shows it: frozen records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from mosaic_exercises.grading.reports.tones import Tone


class ReasonView(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of an answer."""

    tone: Tone
    seen: str
    why: str = ""
    truth: str = ""
    hint: str = ""


class JudgedView(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of a rubric, as a person judged it; ``level`` is "" while it waits."""

    tone: Tone
    label: str
    level: str = ""
    marker: str = ""
    following: str = ""


class ArticleView(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with its reasons. ``answer`` is HTML."""

    title: str
    tone: Tone
    points: str
    answer: Any
    marked: bool = False
    again: bool = False
    used: str = ""
    judged: tuple[JudgedView, ...] = ()
    comments: Sequence[tuple[str, str]] = ()


class NotebookView(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook. ``stands``: how much of it is done; ``signs``: those of its items, in their order, ``articles`` and
    ``groups`` (answers on a line, by outcome): HTML; ``left``: not answered; ``notes``: when it was due, what it
    weighs, what does not count as it is."""

    id: str
    title: str
    stands: str
    signs: Any
    articles: Any = ""
    groups: Any = ""
    left: int = 0
    left_points: str = ""
    notes: tuple[str, ...] = ()


class LearnerView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    name: str
    learner_id: str
    course: str
    cards: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    legend: tuple[Tone, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    comments: Sequence[tuple[str, str]] = ()
    notebooks: tuple[NotebookView, ...] = ()
