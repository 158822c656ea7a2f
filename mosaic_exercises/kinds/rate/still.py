"""Rate, to read: what is rated, and on which scale."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, TextTable, Words
from mosaic_exercises.kinds.rate.task import RateTask


def still(task: RateTask, view: RateTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The scale, then the rows; a table where several things are asked of each."""
    return tuple(_parts(view))


def _parts(task: RateTask) -> Iterator[Block]:
    if task.form == "weights":
        yield Words(f"Share {task.total:g} among these:")
    elif task.points:
        yield Words("Rate each with one of:")
        yield Bullets(tuple((0, point.text) for point in task.points))
    else:
        ends = (str(task.low), str(task.high))
        yield Words(f"Rate each from {' to '.join(ends)}{_anchors(task)}.")
    if task.columns:
        heads = ("", *(column.text for column in task.columns))
        empty = ("",) * len(task.columns)
        yield TextTable("", heads, tuple((f"{r.text} {r.detail}".strip(), *empty) for r in task.rows))
    else:
        yield FactList(tuple((row.text, row.detail) for row in task.rows))


def _anchors(task: RateTask) -> str:
    said = ", ".join(f"{at} {word}" for at, word in task.anchors.items())
    return f" ({said})" if said else ""
