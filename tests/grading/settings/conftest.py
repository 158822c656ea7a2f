"""A room in which a class is graded by its settings."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.workbook.events import Learner
from tests.grading.conftest import Row, event, one, paper, table

TUESDAY = "2026-03-03T12:00:00.000Z"  # a day and a half after the due date of the first notebook
EARLY = "2026-03-01T10:00:00.000Z"


class Room:
    """A course, a folder of hand-ins, a settings file, and the command."""

    def __init__(self, folder: Path, layer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.course: Course = load_layers((str(layer),))
        monkeypatch.setattr("mosaic_exercises.commands.grade.load", lambda: self.course)

    def hand_in(self, id_: str, *events: Any, track: Any = "any", book: str = "", name: str = "") -> None:
        """One file."""
        book = book or f"{abs(hash(id_)):032x}"[:32]
        mine = [event(slug, answer, at, workbook=book, session=f"s{n}") for n, (slug, answer, at) in enumerate(events)]
        where = self.folder / "in" / f"{name or id_}.mosaic.json"
        where.parent.mkdir(exist_ok=True)
        where.write_bytes(paper(mine, workbook=book, learner=Learner(id_.upper(), id_, "", track)))

    def grade(self, settings: str | None, roster: str = "", code: int = 0, out: str = "out") -> list[Row]:
        """Grade, and the rows of grades.csv."""
        words = ["grade", str(self.folder / "in"), "--out", str(self.folder / out)]
        if settings is not None:
            (self.folder / "class.toml").write_text(settings, encoding="utf-8")
            words += ["--settings", str(self.folder / "class.toml")]
        if roster:
            (self.folder / "roster.csv").write_text(roster, encoding="utf-8")
            words += ["--roster", str(self.folder / "roster.csv")]
        assert main(words) == code
        return [] if code else table(self.folder / out / "grades.csv")

    def notebook(self, id_: str, notebook: str) -> Row:
        """A row of notebooks.csv."""
        return one(table(self.folder / "out" / "notebooks.csv"), learner_id=id_, notebook=notebook)


@pytest.fixture
def room(tmp_path: Path, layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path, layer(), monkeypatch)


def book_of(room: Room) -> Any:
    """The gradebook of a room."""
    return contextlib.closing(Gradebook(room.folder / "out" / "gradebook.db"))
