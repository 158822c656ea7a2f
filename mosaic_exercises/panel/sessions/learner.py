"""The learner at the two ends of a notebook: who they are, their tiles, their file; and the notebook they are in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from mosaic_exercises.course import Course, Exercise, Notebook, Placed
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.learner.earned import Earned, earned_tile, judge
from mosaic_exercises.learner.progress import Tile, tiles
from mosaic_exercises.panel.wire.replies import FileReply
from mosaic_exercises.panel.wire.views import WayView
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import History, Learner, Workbook
from mosaic_exercises.workbook.disk import names_in
from mosaic_exercises.workbook.events import Event
from mosaic_exercises.workbook.handin import collect, file_name, write
from mosaic_exercises.workbook.places import course_root, notebook_in

LIMITS = {"name": 120, "id": 80, "email": 160}


class LearnerDesk:
    """What start and hand-in share: the learner, their tiles, their file."""

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.problem = ""
        self._judged: dict[str, Result] = {}

    def earned(self, placed: Placed, past: Mapping[str, History]) -> Earned:
        """What a tile has earned so far. An event never changes, so each is judged once."""
        judged = judge(self.course)

        def once(exercise: Exercise, event: Event) -> Result:
            if event.id not in self._judged:
                self._judged[event.id] = judged(exercise, event)
            return self._judged[event.id]

        return earned_tile(self.course, placed, past, self.workbook.uuid, once, self.workbook.learner.track)

    def past(self) -> dict[str, History]:
        """The learner's histories; empty, with a problem to tell, where the disk cannot be read."""
        try:
            past = self.workbook.histories()
            self.problem = self.workbook.unsaved
            return past
        except WorkbookError as error:
            self.problem = str(error)
            return {}

    def tiles(self) -> list[tuple[Notebook, tuple[Tile, ...]]]:
        """Every notebook with its tiles."""
        past = self.past()
        seed, track = self.workbook.uuid, self.workbook.learner.track
        return [(n, tiles(self.course, n, past, seed, track)) for n in self.course.notebooks]

    def download(self) -> FileReply:
        """All answers as one file."""
        data = write(collect(self.workbook, self.course.version)).decode()
        return FileReply(name=file_name(self.workbook.learner), mime="application/json", text=data)

    def save_learner(self, said: Learner) -> str:
        """Keep what the learner said of themselves. Returns a notice."""
        clean = {f: " ".join(getattr(said, f).split())[:limit] for f, limit in LIMITS.items()}
        self.workbook.set_learner(msgspec.structs.replace(said, **clean))
        return "Saved."


def here() -> str:
    """The stem of the notebook this kernel runs, or "" where the server does not say. Voila says its page's address, VS
    Code gives the kernel a variable."""
    page = urlsplit(os.environ.get("VOILA_REQUEST_URL", "")).path
    asked = unquote(page if page.endswith(".ipynb") else "")
    given = getattr(sys.modules.get("__main__"), "__vsc_ipynb_file__", "")
    return notebook_in(os.environ.get("JPY_SESSION_NAME") or asked or (given if isinstance(given, str) else ""))


def books_here() -> frozenset[str]:
    """The names of the files where the course's notebooks lie: one look, as each costs much in a browser."""
    try:
        return names_in((course_root() or Path.cwd()) / "notebooks")
    except OSError:
        return frozenset()


def neighbours(course: Course) -> tuple[WayView | None, WayView | None]:
    """The notebooks before and after this one, of those that are there."""
    files = books_here()
    at = next((i for i, n in enumerate(course.notebooks) if n.id == here()), None)
    if at is None:
        return None, None

    def nearest(some: Iterable[Notebook]) -> WayView | None:
        there = (n for n in some if n.file in files)
        return next((WayView(file=n.file, title=n.title) for n in there), None)

    return nearest(reversed(course.notebooks[:at])), nearest(course.notebooks[at + 1 :])
