"""How a command tells what it does: on the terminal, or to who called it in this process (the instructor's page)."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec

from mosaic_exercises.commands import TOLD, Progress, Unheard
from mosaic_exercises.models.frames import counted


def say(line: str = "") -> None:
    """Tell one line. Raises Unheard."""
    told = TOLD.get()
    if told is not None:
        told.say(line)
        return
    try:
        print(line)
    except BrokenPipeError as error:
        raise Unheard from error


def complain(line: str) -> None:
    """Tell one line of what went wrong; on the terminal it goes to standard error."""
    if TOLD.get() is None:
        print(line, file=sys.stderr)
    else:
        say(line)


@contextlib.contextmanager
def shown(doing: str = "Grading", did: str = "Graded", what: str = "file") -> Iterator[Progress]:
    """A progress bar on a terminal where rich is installed; else a plain line now and then. On standard error."""
    told = TOLD.get()
    if told is not None:
        yield seldom(lambda done, total: told.progress(done, total, doing, what), 0.2)
    elif sys.stderr.isatty() and find_spec("rich") is not None:
        with rich_bar(doing, f"{what}s") as progress:
            yield seldom(progress, 0.1)
    else:
        yield seldom(lambda done, total: print(f"{did} {done:,} of {counted(total, what)}", file=sys.stderr), 2.0)


@contextlib.contextmanager
def rich_bar(doing: str, what: str) -> Iterator[Progress]:
    """A bar with the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TextColumn(what), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("grading")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def seldom(progress: Progress, seconds: float) -> Progress:
    """The same progress, told every so many seconds and at the end: telling must not cost more than grading."""
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > seconds or done == total:
            told = time.monotonic()
            progress(done, total)

    return tell
