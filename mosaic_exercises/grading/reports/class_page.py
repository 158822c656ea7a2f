"""The class on one page, for the instructor: how it went, which keys to look at, which mix-ups are common. How it looks
is in ``templates/``, which a designer can change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.html import render
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.similarity import Alike, alike
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.reports.statistics import ClassStatistics, ItemStatistics, hardest, of_class
from mosaic_exercises.grading.reports.tones import TEMPLATES, points
from mosaic_exercises.kinds import KINDS

BINS = 12
SHOWN = 15  # rows of a list that could be long
ANSWERS = 4  # of an item


class Gathered:
    """What one pass over the class's entries leaves besides the figures. ``compared``: whether answers in words are
    kept, to be compared; they are most of what it costs."""

    def __init__(self, explainer: Explainer, compared: bool = True) -> None:
        self.explainer = explainer
        self.compared = compared
        self._looks: dict[str, tuple[bool, bool]] = {}  # by the item's name
        self.statuses: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.misconceptions: Counter[tuple[str, str]] = Counter()  # (mix-up, item): learners
        self.texts: dict[str, list[tuple[str, str]]] = {}
        self.shares: list[float] = []  # of each learner's own maximum
        self.mosts: set[float] = set()
        self.look: list[tuple[str, str]] = []

    @property
    def full(self) -> tuple[float, str]:
        """What a full score is, and in words: 100 percent where learners of different tracks have different maxima."""
        if len(self.mosts) > 1:
            return 100.0, "100%"
        most = next(iter(self.mosts), 0.0)
        return most, f"{points(most)} points"

    def through(self, entries: Iterable[LearnerResult]) -> Iterator[LearnerResult]:
        """The same entries, looked at on their way."""
        for entry in entries:
            grade = entry.grade
            self.statuses[grade.status] += 1
            self.flags.update(grade.flags)
            self.look += [(grade.learner_id, said) for said in grade.look]
            if grade.score is not None and grade.max_score:
                self.shares.append(grade.score / grade.max_score)
                self.mosts.add(grade.max_score)
            for item in entry.items:
                if not item.answer:
                    continue
                name = item.exercise
                tells, in_words = self._looks.get(name) or self._look(name)
                if tells:
                    for slug in self.explainer.mixups(name, item.answer):
                        self.misconceptions[slug, name] += 1
                if in_words and (said := self.explainer.said(name, item.answer)):
                    self.texts.setdefault(name, []).append((grade.learner_id, said))
            yield entry

    def _look(self, name: str) -> tuple[bool, bool]:
        """Whether the answers to an item can tell a mix-up, and whether they are compared in words."""
        exercise = self.explainer.exercise(name)
        telling = exercise is not None and KINDS[exercise.kind].telling
        self._looks[name] = self.explainer.tells(name), telling and self.compared
        return self._looks[name]


class ItemName(msgspec.Struct, frozen=True):
    """An item's title and its name."""

    title: str
    name: str


class ClassView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page, as ``templates/class.html`` shows it. The histogram is None where there are no scores."""

    course: str
    cards: list[tuple[str, str]]
    percent: bool
    flags: str
    contents: list[tuple[str, str]]
    histogram: dict[str, Any] | None
    suspects: list[dict[str, Any]]
    more_suspects: int
    look: list[tuple[str, str]]
    more_look: int
    items: list[dict[str, Any]]
    hardest: list[tuple[ItemName, str]]
    mixups: list[dict[str, Any]]
    popular: list[tuple[ItemName, list[tuple[str, str]]]]
    similar: list[dict[str, Any]]
    files: list[Intake]
    files_caption: str


def class_page(course: Course, entries: Iterable[LearnerResult], intake: Sequence[Intake], explainer: Explainer) -> str:
    """The whole page, self-contained. Raises DataError where Jinja2 is not installed."""
    return render(TEMPLATES, "class.html", view=class_view(course, entries, intake, explainer))


def class_view(
    course: Course, entries: Iterable[LearnerResult], intake: Sequence[Intake], explainer: Explainer
) -> ClassView:
    """What is on the page."""
    gathered = Gathered(explainer)
    found = of_class(gathered.through(entries))
    look = {name: pairs for name, texts in gathered.texts.items() if (pairs := alike(texts))}
    bad = [i for i in intake if i.status == "corrupt"]
    view = ClassView(
        course=course.title,
        cards=cards(found, gathered),
        percent=len(gathered.mosts) > 1,
        flags=", ".join(f"{n:,} {f}" for f, n in sorted(gathered.flags.items())),
        contents=[],
        histogram=histogram(gathered),
        suspects=suspects(found, explainer),
        more_suspects=max(0, len(found.suspects) - SHOWN),
        look=gathered.look[: 4 * SHOWN],
        more_look=max(0, len(gathered.look) - 4 * SHOWN),
        items=[item_row(i, explainer) for i in found.items],
        hardest=[(named(explainer, i.item), share(i.facility)) for i in hardest(found.items)[:5]],
        mixups=mixups(course, gathered, explainer),
        popular=popular(found, explainer),
        similar=similar(look, explainer),
        files=bad[: 4 * SHOWN],
        files_caption=f"{len(bad):,} of {len(intake):,} files",
    )
    return msgspec.structs.replace(view, contents=contents(view))


def contents(view: ClassView) -> list[tuple[str, str]]:
    """The headings of the page: (id, title)."""
    headings = (
        ("scores", "Scores", view.histogram),
        ("keys", "Keys to look at", True),
        ("look", "Work to look at", view.look),
        ("exercises", "Exercises", True),
        ("hardest", "Hardest", True),
        ("mixups", "Mix-ups", True),
        ("wrong", "Most frequent wrong answers", view.popular),
        ("alike", "Answers side by side", view.similar),
        ("files", "Files", True),
        ("how", "How to read this", True),
    )
    return [(id_, title) for id_, title, there in headings if there]


def named(explainer: Explainer, name: str) -> ItemName:
    """An item's title and, for a drill's question, its name."""
    exercise = explainer.exercise(name)
    return ItemName(exercise.title if exercise else name, name)


def cards(found: ClassStatistics, gathered: Gathered) -> list[tuple[str, str]]:
    """The class in numbers."""
    most, of = gathered.full
    scores = [part * most for part in sorted(gathered.shares)]
    rows = [
        (f"{gathered.statuses[s]:,}", s.replace("-", " ")) for s in ("graded", "needs-review", "corrupt", "missing")
    ]
    if scores:
        middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
        rows.append((points(sum(scores) / len(scores)), f"mean of {of}"))
        rows.append((points(middle), "median"))
    rows.append(("–" if found.alpha is None else f"{found.alpha:.2f}", "reliability (Cronbach’s alpha)"))
    return rows


def histogram(gathered: Gathered) -> dict[str, Any] | None:
    """How the scores lie: bars and ticks in the figure's own units."""
    most, _ = gathered.full
    if not gathered.shares:
        return None
    counts = [0] * BINS
    for part in gathered.shares:
        counts[min(BINS - 1, int(part * BINS))] += 1
    top, width, height = max(counts), 720, 200
    step = (width - 20) / BINS
    bars = []
    for n, count in enumerate(counts):
        tall = (height - 50) * count / top
        x, y = 10 + n * step, height - 24 - tall
        bars.append(
            {
                "x": f"{x + 2:.1f}",
                "y": f"{y:.1f}",
                "width": f"{step - 4:.1f}",
                "height": f"{tall:.1f}",
                "middle": f"{x + step / 2:.1f}",
                "above": f"{y - 5:.1f}",
                "count": f"{count:,}" if count else "",
                "range": f"{points(most * n / BINS)} to {points(most * (n + 1) / BINS)}",
            }
        )
    ticks = [
        {"x": f"{10 + n * step:.1f}", "anchor": anchor(n), "points": points(most * n / BINS)}
        for n in range(0, BINS + 1, 3)
    ]
    return {"width": width, "height": height, "bars": bars, "ticks": ticks}


def anchor(tick: int) -> str:
    """How a tick's label stands, so that the outer ones stay in the figure."""
    return {0: "start", BINS: "end"}.get(tick, "middle")


def suspects(found: ClassStatistics, explainer: Explainer) -> list[dict[str, Any]]:
    """Items whose key may be wrong, the most suspicious first."""
    rows = []
    for one in found.suspects[:SHOWN]:
        said = explainer(one.item, one.answer)
        answer = said.said if said else None
        rows.append({"item": named(explainer, one.item), "reasons": one.reasons, "said": answer})
    return rows


def share(value: float | None) -> str:
    """A share in percent."""
    return "–" if value is None else f"{value:.0%}"


def item_row(i: ItemStatistics, explainer: Explainer) -> dict[str, Any]:
    """One item with points."""
    cells = (
        "–" if i.discrimination is None else f"{i.discrimination:.0f}",
        f"{i.attempts:.1f}",
        spent(i.seconds),
        f"{i.hints:.1f}",
        share(i.solutions),
        share(i.blank),
    )
    named_ = {"item": named(explainer, i.item), "asked": f"{i.learners:,}"}
    return {**named_, "facility": share(i.facility), "meter": f"{i.facility or 0:.3f}", "cells": cells}


def spent(seconds: float | None) -> str:
    """A time in minutes and seconds."""
    if seconds is None:
        return "–"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def mixups(course: Course, gathered: Gathered, explainer: Explainer) -> list[dict[str, Any]]:
    """Which mix-ups the answers that count still hold."""
    totals: Counter[str] = Counter()
    where: dict[str, list[tuple[int, str]]] = {}
    for (slug, item), n in gathered.misconceptions.items():
        totals[slug] += n
        where.setdefault(slug, []).append((n, item))
    rows = []
    for slug, n in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))[: 2 * SHOWN]:
        known = course.misconceptions.get(slug)
        often = sorted(where[slug], key=lambda p: (-p[0], p[1]))[:5]
        rows.append(
            {
                "name": known.name if known else slug,
                "truth": known.truth if known else "",
                "answers": f"{n:,}",
                "places": [(f"{c:,}", named(explainer, i)) for c, i in often],
            }
        )
    return rows


def popular(found: ClassStatistics, explainer: Explainer) -> list[tuple[ItemName, list[tuple[str, str]]]]:
    """The most frequent answers that do not earn full points, by item."""
    parts = []
    for item in found.items:
        rows: list[tuple[str, str]] = []
        for answer, n in sorted(found.answers[item.item].items(), key=lambda pair: (-pair[1], pair[0])):
            said = explainer(item.item, answer)
            if said is not None and said.result.outcome in ("partial", "incorrect"):
                rows.append((said.said, f"{n:,}"))
            if len(rows) == ANSWERS:
                break
        if rows:
            parts.append((named(explainer, item.item), rows))
    return parts


def similar(look: Mapping[str, Sequence[Alike]], explainer: Explainer) -> list[dict[str, Any]]:
    """Texts, forms and maps to look at side by side."""
    return [
        {
            "item": named(explainer, name),
            "pairs": [
                {
                    "first": pair.first,
                    "other": pair.other,
                    "text": pair.text[:3000],
                    "other_text": pair.other_text[:3000],
                    "share": f"{pair.share:.0%}",
                }
                for pair in pairs[:SHOWN]
            ],
            "more": f"{len(pairs) - SHOWN:,}" if len(pairs) > SHOWN else "",
        }
        for name, pairs in look.items()
    ]
