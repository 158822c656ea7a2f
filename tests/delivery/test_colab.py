"""Copies for Google Colab: what their first cell does there, and that it does nothing elsewhere. Colab is not here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.delivery import colab
from mosaic_exercises.delivery.source import handout
from mosaic_exercises.panel import api

HOSTILE = 'a"; import os; os.abort() #\n'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that were to be run; none is."""
    found: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: found.append(command))
    return found


@pytest.fixture
def mount(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A session of Colab, as far as the cell looks at it, with a Drive that opens at this folder."""
    monkeypatch.chdir(tmp_path)
    drive = ModuleType("google.colab.drive")
    drive.mount = lambda place: Path(place).mkdir(parents=True)  # type: ignore[attr-defined]
    for module in (ModuleType("google"), ModuleType("google.colab"), drive):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(colab, "MOUNT", tmp_path / "drive")
    monkeypatch.setenv("MOSAIC_HOME", "")
    return tmp_path / "drive"


def run(source: str) -> None:
    exec(compile(source, "cell", "exec"), {})  # noqa: S102 - the cell is what is tested


def test_the_first_cell_does_nothing_where_there_is_no_colab(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "google.colab", raising=False)
    before = (Path.cwd(), dict(os.environ))
    run(colab.first_cell())
    assert asked == []
    assert (Path.cwd(), dict(os.environ)) == before


@pytest.mark.parametrize("package", ["mosaic-exercises", "git+https://example.org/a.git", HOSTILE])
def test_in_colab_it_installs_what_was_asked_for_and_answers_go_to_the_drive(
    asked: list[list[str]], mount: Path, package: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(colab.first_cell(package))
    assert asked == [[sys.executable, "-m", "pip", "install", "--quiet", package]]
    assert Path.cwd() == handout() / "notebooks"
    said = capsys.readouterr().out
    assert "kept in your Google Drive, in the folder mosaic-course/my_work" in said
    shown = api.exercise("your-first-piece")
    shown.receive({"slug": "your-first-piece", "n": 1, "type": "draft", "answer": "Five words of my own.", "at": 1.0})
    kept = mount / "MyDrive/mosaic-course/my_work/drafts/your-first-piece.json"
    assert "Five words of my own." in kept.read_text()


@pytest.mark.usefixtures("asked")
def test_who_keeps_the_drive_shut_works_and_is_told_that_answers_end_with_the_session(
    mount: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: str) -> None:
        raise ValueError("mount failed")

    monkeypatch.setattr(sys.modules["google.colab.drive"], "mount", refuse)
    here = Path.cwd()
    run(colab.first_cell())
    said = capsys.readouterr().out
    assert "mount failed" in said
    assert "end with this session: download them" in said
    assert os.environ["MOSAIC_HOME"] == str(here / "my_work")
    assert not mount.exists()


@pytest.mark.usefixtures("asked", "mount")
def test_widgets_that_colab_has_loaded_before_ask_for_a_restart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ModuleType("ipywidgets")
    old.__version__ = "7.7.1"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipywidgets", old)
    run(colab.first_cell())
    assert "Runtime > Restart session" in capsys.readouterr().out


def test_the_copies_are_the_notebooks_with_one_cell_before_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "to be made" / "colab"
    assert main(["colab", "--out", str(out), "--package", "https://example.org/x.whl"]) == 0
    notebooks = sorted((handout() / "notebooks").glob("*.ipynb"))
    assert f"{len(notebooks)} notebooks" in capsys.readouterr().out
    assert [path.name for path in sorted(out.iterdir())] == [path.name for path in notebooks]
    for path in notebooks:
        copy: dict[str, Any] = json.loads((out / path.name).read_text(encoding="utf-8"))
        first, *rest = copy["cells"]
        assert "".join(first["source"]) == colab.first_cell("https://example.org/x.whl")
        assert rest == json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert copy["metadata"]["colab"]["name"] == path.name


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["colab", "--out", str(tmp_path / "file")]) != 0
    assert "cannot be written" in capsys.readouterr().err
