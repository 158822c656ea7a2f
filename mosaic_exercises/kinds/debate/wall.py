"""A debate on a workshop's wall: the side taken, and what is said to the other's strongest point."""

from __future__ import annotations

from functools import partial

from mosaic_exercises.kinds.debate.task import DebateTask, Stand, chosen
from mosaic_exercises.kinds.walls import Hang, WallStand


def wall(task: DebateTask) -> Hang[Stand]:
    """Every debate hangs there."""
    return partial(pieces, task)


def pieces(task: DebateTask, stand: Stand) -> tuple[WallStand, ...]:
    """The stand, once a side is taken."""
    side = chosen(task, stand.side)
    return (WallStand(side.name, stand.reply),) if side else ()
