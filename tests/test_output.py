"""What a command is told to write never takes the place of somebody's work."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from mosaic_exercises import cli
from mosaic_exercises.course import Course, loader
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.workbook import Workbook
from tests.grading.conftest import RIGHT, layer, paper
from tests.grading.marking.test_session import marked
from tests.support import each
from tests.test_cli import Run, mosaic

__all__ = ["layer", "marked", "mosaic"]  # fixtures
WRITERS = {
    "csv": "export csv g --out",
    "canvas": "export canvas g --title Course --skip-unknown --out",
    "xlsx": "export xlsx g --out",
    "marks": "mark g --all --csv",
    "log": "log g --csv",
    "regrade": "regrade g --table",
    "growth": "growth class --out",
    "sides": "divide g --out",
    "names": "anonymise g --out {new} --key secret.txt --list",
    "hand-in": "submit --out",
    "bank": "bank export gift --out",
    "xapi": "bank export xapi class/s1.mosaic.json --out",
    "form": "template --force nps",
}
ENDINGS = {"xlsx": ".xlsx", "hand-in": ".mosaic.json", "bank": ".gift", "xapi": ".jsonl", "sides": ".json"}
NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@pytest.fixture
def graded(mosaic: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a folder with a class that is graded, a learner's own workbook and a notebook."""
    Path("class").mkdir()
    for id_ in ("s1", "s2"):
        Path(f"class/{id_}.mosaic.json").write_bytes(paper(RIGHT, id_))
    Path("class/roster.csv").write_text("learner_id,name\ns1,Ada\ns2,Ben\n")
    Path("class/class.toml").write_text('due = "2026-05-01"\n')
    Path("one.ipynb").write_text(NOTEBOOK)
    monkeypatch.setenv("MOSAIC_HOME", "my_work")
    Workbook(Path("my_work"), "small").append("which-fit", 1, "check", answer=["a"])
    assert mosaic("grade", "class", "--out", "g", "--roster", "class/roster.csv")[0] == 0
    return mosaic


def write(run: Run, name: str, path: str) -> tuple[int, str, str]:
    new = f"new{len([*Path().iterdir()])}"
    return run(*WRITERS[name].format(new=new).split(), path)


def test_no_command_writes_over_a_class_a_workbook_or_a_notebook(graded: Run) -> None:
    work = [
        *("g/gradebook.db", "class/s1.mosaic.json", "class/roster.csv", "class/class.toml", "one.ipynb"),
        *("my_work/answers.jsonl", "my_work/workbook.json"),
    ]
    before = {path: Path(path).read_bytes() for path in work}

    def left(case: tuple[str, str]) -> None:
        name, path = case
        if name == "form" and path.endswith((".csv", ".toml")):
            return  # --force is for these
        code, out, err = write(graded, name, path)
        assert Path(path).read_bytes() == before[path]
        assert code != 0, out
        assert path in err, err

    each([(name, path) for name in WRITERS for path in work], left, str)


def test_a_command_replaces_what_it_wrote_itself(graded: Run) -> None:
    def twice(name: str) -> None:
        path = f"out-{name}{ENDINGS.get(name, '.csv')}"
        for _ in range(2):
            code, _, err = write(graded, name, path)
            assert code == 0, err
            assert Path(path).stat().st_size

    each([*WRITERS], twice, str)


def test_a_missing_folder_is_named_and_not_made(graded: Run) -> None:
    def refused(name: str) -> None:
        code, _, err = write(graded, name, f"nowhere/x{ENDINGS.get(name, '.csv')}")
        assert code != 0
        assert "nowhere" in err
        assert not Path("nowhere").exists()

    each([*WRITERS], refused, str)


def test_copies_for_colab_never_take_the_place_of_notebooks(mosaic: Run) -> None:
    assert mosaic("colab", "--out", "copies")[0] == 0
    assert mosaic("colab", "--out", "copies")[0] == 0
    (one, *_) = sorted(Path("copies").glob("*.ipynb"))
    one.write_text(NOTEBOOK)
    others = {path: path.stat().st_mtime_ns for path in Path("copies").iterdir()}
    code, _, err = mosaic("colab", "--out", "copies")
    assert code != 0
    assert f"{one} is a notebook" in err
    assert {path: path.stat().st_mtime_ns for path in Path("copies").iterdir()} == others


def test_what_somebody_filled_in_is_not_written_over(
    marked: tuple[Course, Gradebook],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(loader, "CONTENT", Path(marked[0].layers[0]))
    grades, sheet = str(tmp_path / "grades"), tmp_path / "m.csv"
    write_table = ["mark", grades, "--csv", str(sheet)]
    assert cli.main(write_table) == 0
    head, *rows = csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig")))
    rows[0][head.index("comment")] = "Which rung?"
    rows[1][head.index("level")] = "1"
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    mine = sheet.read_bytes()
    assert cli.main(write_table) == 2
    assert "levels or comments in 2 rows" in (err := capsys.readouterr().err)
    assert f"--take {sheet}" in err
    assert sheet.read_bytes() == mine
    assert cli.main(["mark", grades, "--take", str(sheet), "--marker", "Lee"]) == 0
    assert cli.main(write_table) == 0, "the gradebook has it now"
    assert sheet.read_bytes() != mine


def test_a_table_of_ours_is_known_whatever_the_course_is_called(graded: Run) -> None:
    for layout in ("canvas", "moodle"):
        for title in ("One", "Another, with a comma"):
            words = ("export", layout, "g", "--out", f"{layout}.csv", "--skip-unknown", "--title", title)
            code, _, err = graded(*words)
            assert code == 0, err
        whole = Path(f"{layout}.csv").read_text(encoding="utf-8-sig")
        head, *rows = whole.splitlines()
        theirs = "\n".join([f"{head},Midterm,Current Score", *(f"{row},7,80" for row in rows)])
        Path("theirs.csv").write_text(theirs)  # as the system itself exports it, with all other grades
        assert graded("export", layout, "g", "--out", "theirs.csv", "--skip-unknown")[0] != 0
        assert Path("theirs.csv").read_text() == theirs
        assert "Another" in Path(f"{layout}.csv").read_text(encoding="utf-8-sig").splitlines()[0]


def test_a_link_stays_a_link_and_an_empty_file_is_nobody_s_work(graded: Run) -> None:
    Path("real").mkdir()
    Path("here.csv").symlink_to("real/grades.csv")
    Path("marked.csv").write_bytes(b"\xef\xbb\xbf")
    for path in ("here.csv", "marked.csv"):
        code, _, err = write(graded, "csv", path)
        assert code == 0, err
    assert Path("here.csv").is_symlink()
    assert Path("real/grades.csv").read_bytes() == Path("marked.csv").read_bytes()


def test_nothing_is_written_of_nothing_and_a_number_is_asked_for_in_words(graded: Run) -> None:
    Path("empty").mkdir()
    code, _, err = graded("growth", "empty", "--out", "x.csv")
    assert (code, Path("x.csv").exists()) == (2, False)
    assert "no hand-in file" in err
    for wrong in ("x", "1e308", "-5", "nan"):
        code, _, err = graded("export", "csv", "g", "--out", "x.csv", f"--points={wrong}")
        assert (code, Path("x.csv").exists()) == (2, False)
        assert f"write a number above 0 and below 1,000,000, not '{wrong}'" in err
    assert graded("export", "csv", "g", "--out", "x.csv", "--points", "12,5")[0] == 0
