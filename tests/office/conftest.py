"""The course, and a class that nobody has begun yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import Course, load
from mosaic_exercises.office.desk import ClassDesk


@pytest.fixture(scope="module")
def course() -> Course:
    return load()


@pytest.fixture
def desk(tmp_path: Path, course: Course) -> ClassDesk:
    return ClassDesk(tmp_path / "a class", course)
