"""The commands of ``mosaic``, one module each: ``add_parser(subparsers)`` and ``run(args)``, the exit code"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from mosaic_exercises.errors import MosaicError

Progress = Callable[[int, int], None]
Say = Callable[[str], None]


class UsageError(MosaicError):
    """The command was called wrongly: exit code 2."""


class Telling:
    """Who is told: ``say`` takes each line; ``progress`` how far it is, what is done, and of what. It may raise
    ``Stopped``: what was done by then is kept as if the command had been killed."""

    def __init__(self, say: Say, progress: Callable[[int, int, str, str], None]) -> None:
        self.say = say
        self.progress = progress


class Stopped(Exception):
    """Somebody stopped the command."""


class Unheard(Exception):
    """Nobody reads any more what the command tells, as in ``mosaic settings class.toml | head``. No OSError: a command
    that reads and writes files would take it for a fault of theirs."""


TOLD: ContextVar[Telling | None] = ContextVar("told", default=None)
"""Who is told in this thread; None: the terminal."""

__all__ = ["TOLD", "Progress", "Say", "Stopped", "Telling", "Unheard", "UsageError"]
