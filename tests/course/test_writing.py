"""docs/writing.md adds a question before the reader's eyes. Here the same lines are added to a copy of the course."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mosaic_exercises.course import load_layers
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.labextension.pattern import may_run

GUIDE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
NOTEBOOK = "03_relationship_and_loyalty"


def block(kind: str) -> str:
    found = re.search(rf"```\w+ {kind}\n(.*?)```", GUIDE, re.S)
    assert found is not None, f"docs/writing.md has no block '{kind}'"
    return found[1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The course with the guide's question added, as the guide says."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    for room, kind in (("exercises", "exercise"), ("keys", "key")):
        path = folder / room / f"{NOTEBOOK}.toml"
        path.write_text(path.read_text(encoding="utf-8") + "\n" + block(kind), encoding="utf-8")
    manifest = folder / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    start = text.index("items = [\n", text.index(f'id = "{NOTEBOOK}"')) + len("items = [\n")
    manifest.write_text(text[:start] + block("manifest") + text[start:], encoding="utf-8")
    return folder


def test_the_guides_question_works(content: Path) -> None:
    course = load_layers((str(content),))
    exercise = course.exercise("bells-for-a-friend")
    outcomes = [check("choice", exercise.task, course.key(exercise.id), [o]).outcome for o in "abc"]
    assert outcomes == ["correct", "incorrect", "incorrect"]
    assert "bells-for-a-friend" in [p.slug for p in course.placed()]
    assert len(course.placed()) == len(load_layers((str(CONTENT),)).placed()) + 1


def test_the_guides_cell_runs_by_itself() -> None:
    assert may_run(block("cell"))
