"""A panel with the real Python behind it: the session of one exercise, in a course made of a few."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Locator

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.workbook import Draft, Workbook
from tests.support import small_course

from .bench import Bench


@cache
def base() -> Course:
    """The course that takes the exercises of a test: read once."""
    with TemporaryDirectory() as folder:
        return small_course(Path(folder))


class Sessions:
    """A course of the exercises given (slug -> (kind, task, key)), one learner's work on it, and who is on the page."""

    def __init__(self, folder: Path, exercises: dict[str, tuple[str, Any, Any]]) -> None:
        small = base()
        made = {
            slug: Exercise(slug, kind, 1, slug.replace("-", " ").capitalize(), "Do it.", (), (), False, task)
            for slug, (kind, task, _) in exercises.items()
        }
        keys = {slug: key for slug, (_, _, key) in exercises.items() if key is not None}
        self.course: Course = replace(small, exercises=made, keys=keys)
        self.book = Workbook(folder / "my_work", "c")
        self.now: ExerciseSession | None = None
        self.at = 1_000.0

    def session(self, slug: str) -> ExerciseSession:
        return ExerciseSession(self.course.exercise(slug), self.course, self.book, 10)

    def draft(self, slug: str, answer: Any) -> None:
        """What another notebook's panel would have sent."""
        self.at += 1
        self.book.save_draft(Draft(slug, 1, self.at, answer))

    def standing(self, slug: str) -> Any:
        """The answer that Python holds."""
        session = self.session(slug)
        return session.standing(session.history())[0]

    def open(self, bench: Bench, slug: str, **more: Any) -> Locator:
        """The exercise's panel, answered by its session."""
        self.now = self.session(slug)
        panel = bench.open(self.now.view(), kernel=bench.asks(self.reply), **more)
        panel.locator('[data-part="status"]').first.wait_for(state="attached")
        return panel

    def reply(self, message: dict[str, Any]) -> list[dict[str, Any]]:
        assert self.now is not None
        return self.now.handle(message)
