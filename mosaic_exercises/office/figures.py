"""What the page shows of a class: its learners, a list that is searched and turned page by page; its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

import msgspec

from mosaic_exercises.commands import Telling
from mosaic_exercises.course import Course
from mosaic_exercises.grading.gradebook.listed import LearnerLine
from mosaic_exercises.grading.intake.roster import comparable
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.reports import class_page as pages
from mosaic_exercises.grading.reports.statistics import ItemStatistics, hardest, of_class
from mosaic_exercises.models import intervals

ON_A_PAGE = 50
SURE = 1.96  # standard deviations of an interval: 95 of 100
ROWS = 40  # of a list of questions
TEXT = 300  # characters of an answer that is shown
FILTERS = ("", "needs-review", "corrupt", "missing", "late", "look", "duplicate", "unknown-learner")
ORDERS = ("class", "name", "score", "status", "last")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which part of a list: whose id, name or address holds ``search``, of a ``filter``, in an ``order``, a page."""

    search: str = ""
    filter: str = ""
    order: str = "class"
    page: int = 0


R = TypeVar("R")


class Turned(msgspec.Struct, Generic[R], frozen=True):
    """One page of a list: its rows, how many there are in all, and which page it is."""

    rows: tuple[R, ...]
    total: int
    page: int
    pages: int


def turned(rows: Sequence[R], page: int) -> Turned[R]:
    """A page of some rows; the nearest one where there is none of this number."""
    pages_ = max(1, -(-len(rows) // ON_A_PAGE))
    at = min(max(0, page), pages_ - 1)
    return Turned(tuple(rows[at * ON_A_PAGE : (at + 1) * ON_A_PAGE]), len(rows), at, pages_)


def learners(lines: Sequence[LearnerLine], wanted: Wanted) -> Turned[LearnerLine]:
    """A page of the learners that are wanted."""
    asked = comparable(wanted.search)
    found = [one for one in lines if fits(one, wanted.filter) and (not asked or holds(one, asked))]
    if wanted.order == "name":
        found.sort(key=lambda one: (comparable(one.name), one.key))
    elif wanted.order == "score":
        found.sort(
            key=lambda one: (one.score is None, one.score / one.max_score if one.score and one.max_score else 0.0)
        )
    elif wanted.order == "status":
        found.sort(key=lambda one: one.status)
    elif wanted.order == "last":
        found.sort(key=lambda one: -(one.last_check or 0.0))
    return turned(found, wanted.page)


def fits(one: LearnerLine, filter_: str) -> bool:
    """Whether a learner is of a filter."""
    if filter_ == "look":
        return bool(one.look)
    return not filter_ or filter_ == one.status or filter_ in one.flags


def holds(one: LearnerLine, asked: str) -> bool:
    """Whether a learner's id, name, address or section holds what is asked for."""
    return any(asked in comparable(text) for text in (one.learner_id, one.name, one.email, one.section))


def files(intake: Sequence[Intake], wanted: Wanted) -> Turned[Intake]:
    """A page of the files of the last run; without a filter those that were not graded plainly come first."""
    asked = comparable(wanted.search)
    odd = ("corrupt", "ignored", "needs-review")
    found = [
        one
        for one in intake
        if (not wanted.filter or wanted.filter == one.status or (wanted.filter == "look" and "look at" in one.reason))
        and (not asked or asked in comparable(f"{one.file} {one.learner_id} {one.reason}"))
    ]
    if not wanted.filter:
        found.sort(key=lambda one: (one.status not in odd, not one.reason))
    return turned(found, wanted.page)


class QuestionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One question: the share of its points that the class earns, with the interval in which 95 of 100 such classes
    would have it."""

    title: str
    name: str
    asked: int
    facility: float
    low: float
    high: float
    discrimination: str
    blank: str
    wrong: tuple[tuple[str, str], ...] = ()


class ClassFigures(msgspec.Struct, frozen=True, kw_only=True):
    """What the questions tell: the class in numbers, the keys to look at, the hardest questions, the mix-ups."""

    cards: tuple[tuple[str, str], ...]
    bars: tuple[tuple[str, int], ...]
    keys: tuple[tuple[str, str, tuple[str, ...], str], ...]
    hardest: tuple[QuestionFigures, ...]
    mixups: tuple[tuple[str, str, str, str], ...]
    items: int


def figures(course: Course, entries: Iterable[LearnerResult], total: int, told: Telling) -> ClassFigures:
    """All of it, in one pass over the class."""
    explainer = Explainer(course)
    gathered = pages.Gathered(explainer, compared=False)

    def counted() -> Iterator[LearnerResult]:
        for done, entry in enumerate(entries, start=1):
            yield entry
            told.progress(done, total, "Reading", "learner")

    found = of_class(gathered.through(counted()))
    wrong = {named.name: tuple(rows) for named, rows in pages.popular(found, explainer)}
    asked = [question(one, explainer, wrong) for one in hardest(found.items)]
    histogram = pages.histogram(gathered)
    return ClassFigures(
        cards=tuple(pages.cards(found, gathered)),
        bars=tuple(
            (bar["range"], int(bar["count"].replace(",", "") or 0)) for bar in (histogram or {"bars": ()})["bars"]
        ),
        keys=tuple(
            (row["item"].title, row["item"].name, tuple(row["reasons"]), (row["said"] or "")[:TEXT])
            for row in pages.suspects(found, explainer)
        ),
        hardest=tuple(sorted(asked, key=lambda one: (one.high, one.facility, one.name))[:ROWS]),
        mixups=tuple(
            (row["name"], row["truth"], row["answers"], "; ".join(f"{item.title} ({n})" for n, item in row["places"]))
            for row in pages.mixups(course, gathered, explainer)
        ),
        items=len(found.items),
    )


def question(
    one: ItemStatistics, explainer: Explainer, wrong: dict[str, tuple[tuple[str, str], ...]]
) -> QuestionFigures:
    """One question's row. The interval is Wilson's, taken as if each learner were right or not: what earns parts
    varies less, so it is never too narrow."""
    facility = one.facility or 0.0
    low, high = intervals.share(round(facility * one.learners), one.learners, SURE)
    named = pages.named(explainer, one.item)
    return QuestionFigures(
        title=named.title,
        name=named.name,
        asked=one.learners,
        facility=facility,
        low=min(low, facility),
        high=max(high, facility),
        discrimination="–" if one.discrimination is None else f"{one.discrimination:.0f}",
        blank=pages.share(one.blank),
        wrong=tuple((said[:TEXT], n) for said, n in wrong.get(one.item, ())),
    )


def statuses(lines: Sequence[LearnerLine]) -> Counter[str]:
    """How many learners there are of each status, and how many are late or to look at."""
    found = Counter(one.status for one in lines)
    found["late"] = sum("late" in one.flags for one in lines)
    found["look"] = sum(bool(one.look) for one in lines)
    return found
