"""A course that nbgitpuller brings and updates: what of the learner's stays, and what of the author's arrives."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.service.hub_here import REPOSITORY

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("nbgitpuller") is None, reason="nbgitpuller is not installed in this Python (pip install nbgitpuller)"
    ),
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here"),
]


def git(folder: Path, *words: str) -> str:
    """Run git there."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def cell(notebook: Path, source: str | None = None, at: int = -1, output: str | None = None) -> str:
    """The source of a cell; with more, the cell is changed as an editor does."""
    told: dict[str, Any] = json.loads(notebook.read_text(encoding="utf-8"))
    one = told["cells"][at]
    if source is not None:
        one["source"] = [source]
    if output is not None:
        one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": [output]}]
    if source is not None or output is not None:
        notebook.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return "".join(one["source"])


def pull(repository: Path, course: Path) -> None:
    """What a link of nbgitpuller does."""
    from nbgitpuller.pull import GitPuller

    for _ in GitPuller(str(repository), str(course), branch="main").pull():
        pass


def test_the_learner_s_work_stays_and_the_author_s_corrections_arrive(tmp_path: Path) -> None:
    author, course = tmp_path / "author", tmp_path / "home" / "course"
    (author / "notebooks").mkdir(parents=True)
    for name in ("mosaic.toml", ".gitignore"):
        shutil.copy(REPOSITORY / name, author)
    names = ["01_lenses_and_change.ipynb", "02_who_is_the_customer.ipynb", "03_relationship_and_loyalty.ipynb"]
    for name in names:
        shutil.copy(REPOSITORY / "notebooks" / name, author / "notebooks")
    git(author, "init", "-b", "main")
    git(author, "add", "-A")
    git(author, "commit", "-m", "course")
    course.parent.mkdir()
    pull(author, course)
    first, second, third = (course / "notebooks" / name for name in names)

    # A learner works: answers, a note of their own, a saved output, a notebook thrown away, a file of their own.
    work = course / "my_work"
    work.mkdir()
    (work / "answers.jsonl").write_text('{"v":1}\n')
    cell(first, "My own words.", 1)
    code = next(i for i, c in enumerate(json.loads(second.read_text())["cells"]) if c["cell_type"] == "code")
    cell(second, at=code, output="as I saw it\n")
    third.unlink()
    (course / "notes.md").write_text("mine")

    # The author corrects: another cell of the first, the very cell that the learner changed, and a new notebook.
    cell(author / "notebooks" / names[0], "A corrected sentence.", -1)
    cell(author / "notebooks" / names[0], "The author's words.", 1)
    cell(author / "notebooks" / names[1], "Corrected, too.", -1)
    shutil.copy(author / "notebooks" / names[0], author / "notebooks" / "04_new.ipynb")
    git(author, "add", "-A")
    git(author, "commit", "-m", "corrections")
    pull(author, course)

    assert (work / "answers.jsonl").read_text() == '{"v":1}\n'
    assert (course / "notes.md").read_text() == "mine"
    assert "my_work" not in git(course, "ls-files")
    assert cell(first, at=1) == "My own words."  # where both changed a cell, the learner's stays
    assert cell(first, at=-1) == "A corrected sentence."
    assert cell(second, at=-1) == "Corrected, too."
    assert json.loads(second.read_text())["cells"][code]["outputs"][0]["text"] == ["as I saw it\n"]
    assert third.is_file()  # what was thrown away comes back
    assert (course / "notebooks" / "04_new.ipynb").is_file()
    pull(author, course)  # with nothing new, nothing changes
    assert cell(first, at=1) == "My own words."
