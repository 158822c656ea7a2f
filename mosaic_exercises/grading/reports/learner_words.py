"""What a learner's page says of the whole, of a notebook and of one criterion, in words."""

from __future__ import annotations

from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.queue import RubricPart
from mosaic_exercises.grading.records import ItemScore, LearnerResult, NotebookGrade
from mosaic_exercises.grading.reports.learner_view import JudgedView
from mosaic_exercises.grading.reports.tones import DONE, Tone, points
from mosaic_exercises.grading.settings.times import local
from mosaic_exercises.results import Criterion


def cards(entry: LearnerResult) -> tuple[tuple[str, str], ...]:
    """The learner in numbers."""
    grade = entry.grade
    if grade.score is None:
        return ()
    done = sum(i.outcome in DONE for i in entry.items)
    found = [
        (f"{points(grade.score)} of {points(grade.max_score)}", "points"),
        (f"{done} of {len(entry.items)}", "right or recorded"),
    ]
    if grade.penalty:
        found.append((f"−{points(grade.penalty)}", f"for being late ({points(grade.raw)} before)"))
    return tuple(found)


def tells(entry: LearnerResult, item: ItemScore) -> bool:
    """Whether it has to be said that an item counts otherwise: not of what was never answered and is not asked."""
    return item.exercise in entry.said and (bool(item.max_score) or item.outcome != "not_attempted")


def conditions(one: NotebookGrade | None) -> list[str]:
    """When a notebook was due, what lateness cost, what it weighs."""
    if one is None or not one.max_score:
        return []
    found = []
    if one.due is not None:
        found.append(f"Due {local(one.due, one.zone):%d %B %Y, %H:%M %Z}".replace(" 0", " "))
    if one.days:
        took = f"{points(one.penalty)} points were taken off" if one.penalty else "at no cost"
        found.append(f"{one.days} {'day' if one.days == 1 else 'days'} late: {took}")
    if one.weight is not None:
        found.append(f"weight {one.weight:g}")
    return ["; ".join(found) + "."] if found else []


def verdict(c: Criterion) -> Tone:
    """A criterion's tone."""
    if c.met:
        return Tone("good", "✓", "Met")
    if c.met is None:
        return Tone("plain", "○", "Open")
    return Tone("part", "◐", f"Close, {100 * c.worth:g}% of the point") if c.worth else Tone("bad", "✗", "Not met")


def judged_part(part: RubricPart, one: Judgement | None) -> JudgedView:
    """One criterion of a rubric, as a person judged it or waiting for one."""
    if one is None or one.levels != len(part.levels):
        return JudgedView(tone=Tone("plain", "○"), label=part.label)
    top = len(part.levels) - 1
    tone = Tone("good", "✓") if one.level == top else Tone("part", "◐") if one.level else Tone("bad", "✗")
    after = part.levels[one.level + 1] if one.level < top and top > 1 else ""
    level = part.levels[one.level]
    return JudgedView(tone=tone, label=part.label, level=level, marker=one.marker, following=after)
