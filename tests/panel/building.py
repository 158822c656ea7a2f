"""Builds views as Python sends them, out of the records of the wire and by the kinds' own views and checks."""

from __future__ import annotations

import json
import random
from typing import Any

import msgspec

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.panel import files
from mosaic_exercises.panel.outcomes import result_view
from mosaic_exercises.panel.wire import written
from mosaic_exercises.panel.wire.replies import FiguresView, LiveReply, PictureView
from mosaic_exercises.panel.wire.views import (
    ExerciseView,
    HintsView,
)
from mosaic_exercises.results import Criterion, Result
from mosaic_exercises.workbook import Learner

View = dict[str, Any]

WORKBOOK = "3f0c5a52000040008000000000000001"
ANA = Learner(name="Ana Silva", id="s1234", track="manager")


class Still(random.Random):
    """Leaves everything in the author's order."""

    def random(self) -> float:
        return 0.0


SAMPLED: dict[str, tuple[str, Any, Any]] = {}
"""The exercises of the samples: slug -> kind, task, key. What a check finds in them is found by the kind itself."""


def as_sent(record: msgspec.Struct, **more: Any) -> View:
    """A record as the browser gets it; ``more`` takes the place of some of its fields, and must be of their types."""
    sort = type(record)
    return dict(json.loads(json.dumps(written(msgspec.convert(written(record) | more, sort)))))


def exercise(
    kind: str,
    slug: str,
    title: str,
    prompt: str,
    task: Any,
    key: Any = None,
    rng: random.Random | None = None,
    **more: Any,
) -> View:
    """An exercise that nobody has touched yet. ``task`` and ``key``: as authors write them, or the kind's records."""
    rules = KINDS[kind]
    task = task if isinstance(task, rules.task) else msgspec.convert(task, rules.task)
    key = key if key is None or isinstance(key, rules.key) else msgspec.convert(key, rules.key)
    SAMPLED[slug] = kind, task, key
    view = ExerciseView(
        kind=kind,
        slug=slug,
        rev=1,
        title=title,
        prompt=prompt,
        points=6,
        task=rules.view(task, rng or Still()),
        files=files.listed(kind, task),
        answer=None,
        answer_at=0,
        answer_by="",
        answer_base=0,
        checked=None,
        result=None,
        former=None,
        attempts=0,
        earned=None,
        hints=HintsView(total=0, shown=()),
        solution=None,
        solution_left=3,
        saved=True,
        problem="",
        workbook=WORKBOOK,
        who=ANA.name,
    )
    return as_sent(view, **more)


def later(view: View, **more: Any) -> View:
    """The same exercise in another state; what is no such state fails."""
    return as_sent(msgspec.convert(view | more, ExerciseView))


def found(slug: str, answer: Any) -> View:
    """What the kind finds in an answer to a sample. Mix-ups stand in the samples' keys by name."""
    result_: Result = check(*SAMPLED[slug], answer)
    return as_sent(result_view(result_, {c.misconception: c.misconception for c in result_.criteria}))


def pictured(message: View) -> View:
    """A lab's picture as Python would send it: a curve of the value by retention, for the margin that is set."""
    values, width = message["values"], message["width"]
    worth = {percent: values["margin"] * percent / (110 - percent) for percent in range(50, 96)}
    line = " ".join(
        f"{40 + (p - 50) / 45 * (width - 60):.1f},{190 - min(v, 800) / 800 * 170:.1f}" for p, v in worth.items()
    )
    ink = "#e6e7ea" if message["theme"] == "dark" else "#1f2328"
    reply = LiveReply(
        picture=PictureView(
            svg=f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="220" viewBox="0 0 {width} 220">'
            f'<polyline points="{line}" fill="none" stroke="{ink}" stroke-width="2.5"/></svg>',
            title="Lifetime value by retention (EUR)",
            alt="A curve that rises ever more steeply with retention.",
            table=FiguresView(
                columns=("Retention", "Value in EUR"),
                rows=tuple((f"{p}%", round(worth[p], 2)) for p in (50, 60, 70, 80, 90)),
            ),
        ),
        finding=f"At {values['retention']}% a client is worth EUR {worth[values['retention']]:.2f}.",
        notes=(),
    )
    return as_sent(reply)


def criterion(met: bool | None, seen: str, **more: Any) -> View:
    """One thing that was looked at."""
    return result("partial", 0, "", {"id": "c", "met": met, "seen": seen} | more)["criteria"][0]


def result(outcome: str, score: float = 0.0, summary: str = "", *criteria: View) -> View:
    """What a check found."""
    rows = msgspec.convert(criteria, tuple[Criterion, ...])
    names = {row.misconception: row.misconception for row in rows}
    return as_sent(result_view(Result(outcome, score, summary, rows), names))
