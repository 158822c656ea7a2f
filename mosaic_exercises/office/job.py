"""Long work beside the page: one command at a time, in a thread; what it says, how far it is, and a way to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.commands import Stopped, Telling
from mosaic_exercises.errors import in_words

LINES = 400  # that are kept of what a command says
JobState = Literal["running", "done", "partly", "failed", "stopped"]


class JobReport(msgspec.Struct, frozen=True, kw_only=True):
    """How a job stands; ``partly``: done, and there is something to look at, as what was left out. ``done`` of
    ``total`` (0: not known) of ``what``; ``files``: what it made."""

    number: int
    title: str
    state: JobState
    doing: str
    done: int
    total: int
    what: str
    lines: tuple[str, ...]
    problem: str
    files: tuple[Path, ...]


class Job:
    """One piece of work. ``act`` is told to whom to tell, and returns the exit code."""

    def __init__(self, number: int, title: str, act: Callable[[Telling], int], made: tuple[Path, ...] = ()) -> None:
        self.number = number
        self.title = title
        self.made = made
        self._act = act
        self._began = time.time()
        self._stop = threading.Event()
        self._lines: list[str] = []
        self._at = (0, 0, "", "")
        self._ended: tuple[JobState, str] | None = None
        self._thread = threading.Thread(target=self._run, name=f"mosaic-{number}", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            code = self._act(Telling(self._say, self._progress))
            # A command that ends with 1 and no error has done its work and names what it had to leave out; where it
            # should have made a file and has not, it says that nothing is written.
            self._ended = ("done" if not code else "partly" if self._fresh() or not self.made else "failed", "")
        except Stopped:
            self._ended = ("stopped", "")
        except BaseException as error:
            self._ended = ("failed", in_words(error))

    def _say(self, line: str) -> None:
        self._lines += line.split("\n")
        del self._lines[LINES:]

    def _progress(self, done: int, total: int, doing: str, what: str) -> None:
        self._at = (done, total, doing, what)
        if self._stop.is_set():
            raise Stopped

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._ended is None

    def stop(self) -> None:
        """Ask it to stop at the next step."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _fresh(self) -> tuple[Path, ...]:
        """What it made, and was not there before."""
        return tuple(path for path in self.made if path.exists() and path.stat().st_mtime >= self._began - 2)

    def report(self) -> JobReport:
        """How it stands."""
        state, problem = self._ended or ("running", "")
        done, total, doing, what = self._at
        fresh = self._fresh() if state != "running" else ()
        return JobReport(
            number=self.number,
            title=self.title,
            state=state,
            doing="Stopping" if self._stop.is_set() else doing,
            done=done,
            total=total,
            what=what,
            lines=tuple(self._lines),
            problem=problem,
            files=fresh,
        )
