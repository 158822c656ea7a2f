"""The command ``mosaic`` as it is typed."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mosaic_exercises import cli
from mosaic_exercises.course import loader
from mosaic_exercises.workbook import Draft, Learner, Workbook
from mosaic_exercises.workbook.handin import read
from tests.grading.conftest import FILES, RIGHT, layer, one, paper, table
from tests.support import each

__all__ = ["layer"]  # the fixture
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def mosaic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layer: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs the command in an empty folder, on the small course. Returns exit code, output and errors."""
    monkeypatch.setattr(loader, "CONTENT", layer())
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = cli.main(words)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    return done.stdout.strip()


# the command itself


def test_alone_it_shows_every_command_on_a_line(mosaic: Run) -> None:
    code, out, _ = mosaic()
    assert code == 0
    for name in ("submit", "grade", "export", "report", "release", "demo-class", "check"):
        assert re.search(rf"^ +{name} +\w.+", out, re.MULTILINE), name
    assert mosaic("--help")[1] == out


def test_it_tells_its_version(mosaic: Run) -> None:
    code, out, _ = mosaic("--version")
    assert code == 0
    assert re.fullmatch(r"mosaic \d+\.\d+.*\n", out)


@pytest.mark.parametrize("name", ["submit", "grade", "export", "report", "release", "demo-class", "check"])
def test_every_command_explains_itself(mosaic: Run, name: str) -> None:
    code, out, _ = mosaic(name, "--help")
    assert code == 0
    assert out.startswith(f"usage: mosaic {name}")


@pytest.mark.parametrize(
    "words",
    [("bake",), ("grade",), ("grade", "x"), ("demo-class",), ("demo-class", "--out", "d", "--learners", "none")],
)
def test_a_wrong_call_is_exit_code_2_with_usage(mosaic: Run, words: tuple[str, ...]) -> None:
    code, _, err = mosaic(*words)
    assert code == 2
    assert "usage: mosaic" in err


def test_help_imports_no_command() -> None:
    code = (
        "import sys; from mosaic_exercises import cli; cli.parser('')\n"
        "print([m for m in sys.modules if m.startswith('mosaic_exercises.') and m.count('.') > 1])"
    )
    assert python(code) == "[]"


def test_a_command_imports_no_other_and_nothing_heavy() -> None:
    code = (
        "import sys; from mosaic_exercises import cli; cli.parser('grade')\n"
        "print([m for m in sys.modules if m.startswith('mosaic_exercises.commands.')])\n"
        "print({'pandas', 'matplotlib', 'numpy', 'ipywidgets', 'rich', 'nbformat', 'IPython'} & set(sys.modules))"
    )
    assert python(code).splitlines() == [
        "['mosaic_exercises.commands.telling', 'mosaic_exercises.commands.grade']",
        "set()",
    ]


def test_python_dash_m_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mosaic_exercises", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("mosaic ")


def small(layer: Callable[..., Path], code: str) -> list[str]:
    """A fresh Python that runs ``code`` on the small course."""
    begin = "import os, sys; from pathlib import Path; from mosaic_exercises import cli; "
    begin += f"from mosaic_exercises.course import loader; loader.CONTENT = Path({str(layer())!r})\n"
    return [sys.executable, "-c", begin + code]


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path, layer: Callable[..., Path]) -> None:
    """As in ``mosaic demo-class ... | head -0``."""
    code = (
        "reader, writer = os.pipe(); os.close(reader); os.dup2(writer, 1)\n"
        "sys.exit(cli.main(['demo-class', '--learners', '1', '--out', 'class']))"
    )
    done = subprocess.run(small(layer, code), capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


class Closed(io.StringIO):
    """A pipe whose reader has seen enough."""

    def write(self, _: str) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize(
    "words",
    [
        ("settings", "class/class.toml"),
        ("settings", "new.toml", "--new"),
        ("report", "grades"),
    ],
    ids=lambda words: words[0],
)
def test_a_closed_pipe_is_no_fault_of_a_file(
    mosaic: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert mosaic("demo-class", "--learners", "2", "--out", "class")[0] == 0
    assert mosaic("grade", "class", "--out", "grades")[0] == 0
    capsys.readouterr()
    monkeypatch.setattr("sys.stdout", Closed())
    assert cli.main(words) == 0
    assert capsys.readouterr().err == ""


# grade and demo-class


def test_a_demonstration_class_is_graded_whole(mosaic: Run) -> None:
    assert mosaic("demo-class", "--learners", "40", "--seed", "1", "--out", "class")[0] == 0
    class_ = ("--roster", "class/roster.csv", "--settings", "class/class.toml")
    code, out, _ = mosaic("grade", "class", "--out", "grades", *class_)
    assert code == 0
    assert "38 of 40 graded" in out
    assert "8 group" in out
    rows = table(Path("grades/grades.csv"))
    assert len(rows) == 40
    assert {r["status"] for r in rows} == {"graded", "missing"}


def test_a_torn_file_more_is_one_corrupt_row_and_exit_code_0(mosaic: Run) -> None:
    mosaic("demo-class", "--learners", "40", "--seed", "1", "--out", "class")
    whole = Path("class/s0001.mosaic.json").read_bytes()
    Path("class/torn.mosaic.json").write_bytes(whole[: len(whole) // 2])
    code, out, _ = mosaic("grade", "class", "--out", "grades", "--roster", "class/roster.csv", "--due", "2026-04-01")
    assert code == 0
    assert "38 of 40 graded" in out
    assert "class/torn.mosaic.json" in out
    (corrupt,) = [r for r in table(Path("grades/intake.csv")) if r["status"] == "corrupt"]
    assert corrupt["file"] == "class/torn.mosaic.json"
    assert corrupt["reason"]
    assert len(table(Path("grades/grades.csv"))) == 40


def test_files_folders_and_zips_together(mosaic: Run) -> None:
    import zipfile

    Path("a").mkdir()
    Path("a/s1.mosaic.json").write_bytes(paper(RIGHT, "s1"))
    Path("s2.mosaic.json").write_bytes(paper(RIGHT, "s2"))
    with zipfile.ZipFile("rest.zip", "w") as file:
        file.writestr("s3.mosaic.json", paper(RIGHT, "s3"))
    assert mosaic("grade", "a", "s2.mosaic.json", "rest.zip", "--out", "deep/er/grades")[0] == 0
    assert [r["file"] for r in table(Path("deep/er/grades/intake.csv"))] == [
        "a/s1.mosaic.json",
        "s2.mosaic.json",
        "rest.zip/s3.mosaic.json",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere", "--out", "g"), "nowhere"),
        ((".", "--out", "g", "--due", "soon"), "soon"),
        ((".", "--out", "g", "--roster", "none.csv"), "none.csv"),
        ((".", "--out", "a-file"), "a-file"),
    ],
)
def test_what_grading_cannot_use_is_said_before_anything_is_written(
    mosaic: Run, words: tuple[str, ...], said: str
) -> None:
    Path("a-file").write_text("")
    code, _, err = mosaic("grade", *words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert [p.name for p in Path().iterdir()] == ["a-file"]


def test_a_hostile_file_name_cannot_steer_the_terminal(mosaic: Run) -> None:
    Path("class").mkdir()
    Path("class/\x1b[2J\x07evil\n.mosaic.json").write_bytes(b"torn")
    code, out, err = mosaic("grade", "class", "--out", "grades")
    assert code == 0
    assert "evil" in out
    assert not set("\x1b\x07\x9b") & set(out + err)


def test_a_missing_key_is_said_in_the_summary(mosaic: Run, layer: Callable[..., Path], monkeypatch: Any) -> None:
    keys = FILES["keys/02_two.toml"].replace('[how-much]\n        value = 42\n        why = "6 x 7."', "")
    monkeypatch.setattr(loader, "CONTENT", layer("students", keys__02_two=keys))
    Path("a.json").write_bytes(paper(RIGHT, "s1"))
    _, out, _ = mosaic("grade", "a.json", "--out", "grades")
    assert re.search(r"No key +how-much.*MOSAIC_COURSE", out)
    assert one(table(Path("grades/grades.csv")), learner_id="s1")["status"] == "needs-review"


def test_with_excel_the_tables_begin_with_a_mark(mosaic: Run) -> None:
    Path("a.json").write_bytes(paper(RIGHT, "s1", "Zoë"))
    mosaic("grade", "a.json", "--out", "grades", "--excel")
    for name in ("grades", "items", "intake"):
        assert Path(f"grades/{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")


GRADE = "sys.exit(cli.main(['grade', 'class', '--out', 'grades']))"


def test_progress_goes_to_standard_error_as_plain_lines_where_that_is_no_terminal(
    tmp_path: Path, layer: Callable[..., Path]
) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class/a.json").write_bytes(paper(RIGHT, "s1"))
    done = subprocess.run(small(layer, GRADE), capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stderr == "Graded 1 of 1 file\n"
    assert done.stdout.startswith("Learners")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_progress_is_a_bar_on_a_terminal(tmp_path: Path, layer: Callable[..., Path]) -> None:
    pytest.importorskip("rich", reason="the bar needs the extra 'grading'")
    (tmp_path / "class").mkdir()
    (tmp_path / "class/a.json").write_bytes(paper(RIGHT, "s1"))
    terminal, end = os.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"}
    done = subprocess.run(
        small(layer, GRADE), stdout=subprocess.PIPE, stderr=end, check=True, cwd=tmp_path, env=environment
    )
    os.close(end)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert "Grading" in shown
    assert "1/1" in shown
    assert b"Grading" not in done.stdout


def told(out: str, start: str = "mosaic") -> list[str]:
    """The command that a line of the output tells, as a shell reads it."""
    return shlex.split(re.findall(rf"\b({start} .*)", out)[-1])


def test_the_commands_that_are_told_can_be_pasted(mosaic: Run) -> None:
    """Also in a folder with a blank and a quotation mark in its name."""
    out = mosaic("demo-class", "--out", 'my "class"', "--learners", "2")[1]
    command, *words = told(out, "mosaic grade")
    assert command == "mosaic"
    assert mosaic(*words[:3], "the grades", *words[4:])[0] == 0
    out = mosaic("mark", "the grades", "--csv", "to mark.csv", "--all")[1]
    assert mosaic(*told(out)[1:])[0] == 0
    err = mosaic("mark", "no grades", "--list")[2]
    assert told(err)[-1] == "no grades"


LONG = "a" * 300
TAKES_A_PATH = (
    *(("start", LONG), ("lab", LONG), ("check", LONG), ("start", "~nobody-of-that-name/x")),
    *((command, "--out", LONG) for command in ("submit", "plan", "notes", "guide", "sheets", "pages", "colab")),
    *((command, LONG) for command in ("regrade", "divide", "log", "backup", "comment", "return", "doctor")),
    *(("mark", LONG, "--list"), ("grade", ".", "--out", LONG), ("grade", LONG, "--out", "g"), ("settings", LONG)),
    *(("export", "csv", LONG, "--out", "x"), ("template", "kano", LONG), ("bank", "export", "gift", "--out", LONG)),
    *(("feedback", "moodle", LONG, "--out", "p.zip"), ("restore", LONG, "here"), ("report", LONG, "--out", "p")),
    *(("collect", LONG, "--into", "x"), ("smart", LONG), ("demo-class", "--out", LONG), ("growth", LONG, "--out", "x")),
)


def test_a_name_that_no_file_can_have_is_told_in_a_line_by_every_command(mosaic: Run, home: Path) -> None:
    learner_at_work(home, who_buys=["a"])

    def said(words: tuple[str, ...]) -> None:
        code, _, err = mosaic(*words)
        assert code in (1, 2)
        assert re.search(rf"^mosaic {words[0]}[a-z ]*: \S", err, re.MULTILINE), err
        assert len(err) < 4 * len(LONG), "a name that is told is cut"

    each(TAKES_A_PATH, said, lambda words: " ".join(words).replace(LONG, "LONG"))


# submit


def learner_at_work(home: Path, **answers: Any) -> Workbook:
    workbook = Workbook(home, "tiles")
    workbook.set_learner(Learner("Ana Ruiz", "s1"))
    for slug, answer in answers.items():
        slug = slug.replace("_", "-")
        outcome = "correct" if answer == RIGHT[slug] else "incorrect"
        workbook.append(slug, 1, "check", answer, outcome, float(outcome == "correct"))
    return workbook


def test_the_file_is_written_and_its_content_told(mosaic: Run, home: Path) -> None:
    workbook = learner_at_work(home, who_buys=["a"], how_much="41")
    workbook.save_draft(Draft("say-why", 1, 1e12, "Because"))
    code, out, _ = mosaic("submit")
    assert code == 0
    path = home / "hand_in" / "s1.mosaic.json"
    assert str(path) in out
    found = read(path.read_bytes())
    assert found.learner.id == "s1"
    assert len(found.events) == 2
    assert "Ana Ruiz (s1)" in out
    assert "exercises answered: 2, checks: 2" in out
    missing = out[out.index("Still missing") : out.index("Typed but not checked")]
    assert "How much? (incorrect)" in missing
    assert "In a row (not answered)" in missing
    assert "Who buys?" not in missing
    assert "Say why" in out[out.index("Typed but not checked") :]


def test_the_file_is_graded_for_what_it_holds(mosaic: Run, home: Path) -> None:
    learner_at_work(home, who_buys=["a"], how_much="41")
    assert mosaic("submit", "--out", "mine.mosaic.json")[0] == 0
    mosaic("grade", "mine.mosaic.json", "--out", "grades")
    assert one(table(Path("grades/grades.csv")), learner_id="s1")["score"] == "6"


def test_a_folder_may_be_named_to_write_into(mosaic: Run, home: Path) -> None:
    learner_at_work(home)
    Path("there").mkdir()
    assert mosaic("submit", "--out", "there")[0] == 0
    assert Path("there/s1.mosaic.json").is_file()


def test_all_done_is_told(mosaic: Run, home: Path) -> None:
    workbook = learner_at_work(home)
    for slug, answer in RIGHT.items():
        workbook.append(slug, 1, "check", answer, "correct", 1.0)
    assert "Nothing is missing" in mosaic("submit")[1]


def test_a_learner_without_an_id_is_told(mosaic: Run, home: Path) -> None:
    Workbook(home, "tiles").append("who-buys", 1, "check", ["a"], "correct", 1.0)
    code, out, _ = mosaic("submit")
    assert code == 0
    assert "No learner id" in out


def test_where_nothing_was_done_nothing_is_written(mosaic: Run, home: Path) -> None:
    code, _, err = mosaic("submit")
    assert code == 1
    assert str(home) in err
    assert not home.exists()


def test_a_place_that_cannot_be_written_is_said(mosaic: Run, home: Path) -> None:
    learner_at_work(home)
    Path("a-file").write_text("")
    code, _, err = mosaic("submit", "--out", "a-file/x.mosaic.json")
    assert code == 2
    assert "a-file" in err


# check


def cell(source: str, kind: str = "code") -> dict[str, Any]:
    return {"cell_type": kind, "source": source.splitlines(keepends=True), "metadata": {}}


def call(line: str) -> dict[str, Any]:
    word = line.partition("(")[0]
    return cell(f"# Press nothing: it opens by itself.\nfrom mosaic_exercises import {word}\n\n{line}")


CELLS = {
    "01_one": ["start()", 'exercise("who-buys")', 'exercise("which-fit")', 'exercise("in-a-row")'],
    "02_two": [
        'exercise("in-bins")',
        'exercise("how-much")',
        'exercise("say-why")',
        'lab("look-around")',
        'quiz("drill")',
        "submit()",
    ],
}


def notebook(name: str, cells: list[dict[str, Any]], **metadata: Any) -> None:
    wanted = {"mosaic": {"course": "tiles", "notebook": name}}
    text = json.dumps({"cells": cells, "metadata": wanted | metadata, "nbformat": 4, "nbformat_minor": 5})
    Path(f"notebooks/{name}.ipynb").write_text(text, encoding="utf-8")


@pytest.fixture
def house(mosaic: Run) -> Run:
    """The course's folder with both notebooks as they should be; returns a run of ``mosaic check``."""
    Path("notebooks").mkdir()
    Path("mosaic.toml").write_text('course = "tiles"\n')
    for name, lines in CELLS.items():
        notebook(name, [cell('Words, with exercise("nothing") in them.', "markdown"), *map(call, lines), cell("1 + 1")])
    return mosaic


def test_a_whole_course_passes(house: Run) -> None:
    code, out, err = house("check")
    assert (code, err) == (0, "")
    assert "nothing is missing" in out


def wrong(house: Run) -> list[str]:
    code, out, _ = house("check")
    assert code == 1
    return out.splitlines()


def test_a_notebook_that_is_missing_is_named(house: Run) -> None:
    Path("notebooks/02_two.ipynb").unlink()
    (line,) = wrong(house)
    assert "02_two.ipynb" in line


def test_a_notebook_nobody_placed_is_named(house: Run) -> None:
    notebook("99_extra", [])
    (line,) = wrong(house)
    assert "99_extra.ipynb" in line


def test_cells_that_are_missing_strange_doubled_or_moved_are_named(house: Run) -> None:
    lines = [
        'exercise("which-fit")',
        'exercise("who-buys")',
        'exercise("gone")',
        'exercise("which-fit")',
        'exercise("in-bins")',
    ]
    notebook("01_one", [call(line) for line in lines])
    found = "\n".join(wrong(house))
    assert "no cell for 'in-a-row'" in found
    assert "exercise('gone')" in found
    assert "2 cells for 'which-fit'" in found
    assert "a cell for 'in-bins'" in found
    assert "in the order which-fit, who-buys; the manifest has who-buys, which-fit" in found


def test_the_wrong_word_for_an_exercise_is_named(house: Run) -> None:
    lines = [line.replace("lab(", "exercise(") for line in CELLS["02_two"]]
    notebook("02_two", [call(line) for line in lines])
    (line,) = wrong(house)
    assert 'write lab("look-around")' in line


def test_a_cell_that_would_not_start_by_itself_is_named(house: Run) -> None:
    cells = [call(line) for line in CELLS["01_one"]]
    cells[1] = cell('x = 1\nexercise("who-buys")')
    notebook("01_one", cells)
    (line,) = wrong(house)
    assert "cell 2" in line


def test_metadata_that_is_missing_or_foreign_is_named(house: Run) -> None:
    cells = [call(line) for line in CELLS["01_one"]]
    for metadata in (
        {"mosaic": None},
        {"mosaic": {"course": "chess", "notebook": "01_one"}},
        {"mosaic": {"course": "tiles"}},
    ):
        notebook("01_one", cells, **metadata)
        (line,) = wrong(house)
        assert "metadata.mosaic" in line
    notebook("01_one", cells, widgets={"state": {}})
    (line,) = wrong(house)
    assert "widget state" in line


@pytest.mark.parametrize(
    "text", ["", "[]", '{"cells": 3, "metadata": {}}', '{"metadata": {}}', "{", "\xff", "[" * 100_000]
)
def test_a_file_that_is_no_notebook_is_named(house: Run, text: str) -> None:
    Path("notebooks/01_one.ipynb").write_text(text, encoding="latin-1")
    assert any("01_one.ipynb: cannot be read as a notebook" in line for line in wrong(house))


def test_the_folder_may_be_named_and_is_found_upward(
    house: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path.cwd()
    monkeypatch.chdir(root / "notebooks")
    assert house("check")[0] == 0
    monkeypatch.chdir(tmp_path)
    assert house("check", str(root))[0] == 0


def test_the_marker_must_name_the_course(house: Run) -> None:
    Path("mosaic.toml").write_text('course = "chess"\n')
    (line,) = wrong(house)
    assert "chess" in line


def test_keys_and_concepts_that_are_missing_are_named(
    house: Run, layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = FILES["keys/02_two.toml"].replace('[how-much]\n        value = 42\n        why = "6 x 7."', "")
    concepts = FILES["concepts.toml"] + '[client]\nname = "Client"\nnotebook = "02_two"\n'
    concepts += '[later]\nname = "Later"\nnotebook = "05_later"\n'
    one_ = FILES["exercises/01_one.toml"].replace("case = true", "")
    content = layer("poor", keys__02_two=keys, concepts=concepts, exercises__01_one=one_)
    monkeypatch.setattr(loader, "CONTENT", content)
    monkeypatch.setattr("mosaic_exercises.commands.check.CONTENT", content)
    found = wrong(house)
    assert len(found) == 3
    assert "'how-much'" in found[0]
    assert "'customer'" in found[1]
    assert "'client'" in found[2]


def test_a_lab_without_its_function_is_named(house: Run, layer: Callable[..., Path], monkeypatch: Any) -> None:
    two = FILES["exercises/02_two.toml"].replace('"clv-explorer"', '"crystal-ball"')
    monkeypatch.setattr(loader, "CONTENT", layer("labless", exercises__02_two=two))
    (line,) = wrong(house)
    assert "'crystal-ball'" in line


def test_a_course_that_does_not_load_is_told_by_file(
    house: Run, layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "CONTENT", layer("bad", exercises__01_one="[[exercise]]\nid = 3\n"))
    (line,) = wrong(house)
    assert "01_one.toml" in line


def test_a_terminal_without_the_script_of_a_name_ends_no_command(tmp_path: Path, layer: Callable[..., Path]) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class/Zoë שרה.mosaic.json").write_bytes(b"torn")
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(small(layer, GRADE), capture_output=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert b"Corrupt" in done.stdout


# export


def test_grades_go_to_canvas_and_who_is_unknown_is_listed_before_anything_is_written(mosaic: Run) -> None:
    mosaic("demo-class", "--learners", "5", "--seed", "1", "--out", "class")
    mosaic("grade", "class", "--out", "grades")
    assert mosaic("export", "canvas", "grades", "--out", "all.csv", "--title", "Mosaic (5)")[0] == 0
    assert len(Path("all.csv").read_text().splitlines()) == 7
    Path("theirs.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Mosaic (5)\nPoints Possible,,,,,30.5\nX,1,s0002,,A,\n"
    )
    words = ("export", "canvas", "grades", "--into", "theirs.csv", "--title", "Mosaic", "--out", "filled.csv")
    code, out, _ = mosaic(*words)
    assert code == 1
    assert "s0001" in out
    assert "s0002" not in out
    assert not Path("filled.csv").exists()
    code, out, _ = mosaic(*words, "--skip-unknown")
    assert code == 0
    score = one(table(Path("grades/grades.csv")), learner_id="s0002")["score"]
    assert Path("filled.csv").read_text() == Path("theirs.csv").read_text().replace("s0002,,A,", f"s0002,,A,{score}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("canvas", "nowhere", "--out", "x.csv"), "mosaic grade"),
        (("moodle-offline", "grades", "--out", "x.csv"), "--into"),
        (("canvas", "grades", "--into", "y.csv", "--out", "y.csv"), "--out and --into"),
        (("canvas", "grades", "--points", "0", "--out", "x.csv"), "--points"),
    ],
)
def test_an_export_that_cannot_be_is_exit_code_2(mosaic: Run, words: tuple[str, ...], said: str) -> None:
    Path("a.json").write_bytes(paper(RIGHT, "s1"))
    mosaic("grade", "a.json", "--out", "grades")
    code, _, err = mosaic("export", *words)
    assert (code, said in err, Path("x.csv").exists()) == (2, True, False)


# late work, several submissions, processes, the gradebook


def test_late_rules_are_options_and_what_changed_is_said(mosaic: Run) -> None:
    Path("class").mkdir()
    Path("class/a.json").write_bytes(paper(RIGHT, "s1"))
    words = ("grade", "class", "--out", "grades", "--due", "2026-03-01T10:00Z")
    assert "since the last run" not in mosaic(*words)[1]
    code, out, _ = mosaic(*words, "--late", "per-day=10,cap=60", "--keep", "best", "--jobs", "2")
    assert code == 0
    assert "each day late takes 10% of the maximum; late work earns at most 60%" in out
    assert re.search(r"since the last run 1 result of 1 learner changed:\n +s1: all, score 30.5 -> 18.3", out)
    row = one(table(Path("grades/grades.csv")), learner_id="s1")
    assert (row["score"], row["raw_score"], row["days_late"], row["penalty"]) == ("18.3", "30.5", "2", "12.2")
    mosaic(*words, "--grace", "2d")
    assert one(table(Path("grades/grades.csv")), learner_id="s1")["flags"] == "in-grace"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--late", "per-day=10"), "--due"),
        (("--due", "2026-03-01", "--late", "much"), "per-day=10"),
        (("--due", "2026-03-01", "--grace", "long"), "30m"),
        (("--jobs", "many"), "many"),
        (("--db", "nosuch://x/y"), "nosuch"),
        (("--db", "nosuch://x/y"), "no such kind of database: write postgresql://"),
        (("--db", "postgresql://eva:top@secret/1@host/db"), "in a password write @ as %40"),
        (("--db", "postgresql://eva:50%secret@host/db"), "in a password write @ as %40"),
        (("--db", "postgresql://eva:secret@host:many/db"), "cannot be read: write postgresql://"),
        (("--db", "postgres://eva:secret@127.0.0.1:9/db"), "eva:***@127.0.0.1:9/db cannot be opened"),
        (("--db", "rubbish"), "is no address"),
    ],
)
def test_options_that_cannot_be_are_said_before_anything_is_written(
    mosaic: Run, words: tuple[str, ...], said: str
) -> None:
    Path("a.json").write_bytes(paper(RIGHT, "s1"))
    code, _, err = mosaic("grade", "a.json", "--out", "g", *words)
    assert code == 2
    assert said in err
    assert "secret" not in err, "no part of a password is shown"
    assert not Path("g").exists()


def test_a_folder_without_hand_ins_and_an_empty_path_are_said(mosaic: Run) -> None:
    """An empty variable in a script was the folder one is in, with all below it."""
    Path("empty").mkdir()
    Path("empty/essay.docx").write_text("x")
    code, out, _ = mosaic("grade", "empty", "--out", "g")
    assert (code, "no hand-in file" in out) == (0, True)
    code, _, err = mosaic("grade", "", "--out", "g2")
    assert (code, "the path of the hand-ins is empty" in err) == (2, True)
    assert not Path("g2").exists()


def test_a_command_that_is_stopped_while_it_is_still_being_loaded_says_so(
    mosaic: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: str) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("mosaic_exercises.cli.import_module", stopped)
    assert mosaic("report", "grades") == (130, "", "\nmosaic report: stopped\n")


# report


def test_a_page_about_the_class_and_one_for_each_learner(mosaic: Run) -> None:
    mosaic("demo-class", "--learners", "6", "--seed", "1", "--out", "class")
    mosaic("grade", "class", "--out", "grades")
    code, out, _ = mosaic("report", "grades")
    assert code == 0
    assert "6 pages" in out
    assert len(list(Path("grades/students").iterdir())) == 6
    assert Path("grades/report.html").read_text().startswith("<!doctype html>")
    Path("class/s0001.mosaic.json").unlink()
    mosaic("grade", "class", "--out", "grades")
    mosaic("report", "grades", "--out", "other")
    assert len(list(Path("other/students").iterdir())) == 6
    assert not list(Path("other").glob(".*"))
    assert mosaic("report", "grades", "--out", "third", "--no-students")[0] == 0
    assert [p.name for p in Path("third").iterdir()] == ["report.html"]


def test_a_folder_without_a_gradebook_is_said(mosaic: Run) -> None:
    code, _, err = mosaic("report", "nowhere")
    assert code == 2
    assert "mosaic grade" in err


# release


def test_the_students_copy_is_made_and_a_leak_stops_it(mosaic: Run, monkeypatch: Any) -> None:
    from tests.grading.exchange.test_release import EXAM, write

    assert mosaic("release", "out")[0] == 2
    monkeypatch.setenv("MOSAIC_COURSE", str(write(Path("exam"), EXAM).resolve()))
    write(Path("repo"), {"notes.md": "Remember: the grandmother decides\nand pays for the bicycle."})
    code, out, _ = mosaic("release", "out", "--search", "repo")
    assert code == 1
    assert "exam-who" in out
    assert "notes.md" in out
    assert not Path("out").exists()
    code, out, _ = mosaic("release", "out")
    assert code == 0
    assert "2 exercises without their keys" in out
    assert Path("out/01_exam/manifest.toml").is_file()
    assert mosaic("release", "out")[0] == 2


def test_results_beside_the_hand_ins_are_no_hand_ins(mosaic: Run) -> None:
    mosaic("demo-class", "--learners", "3", "--seed", "1", "--out", "class")
    for _ in range(2):
        mosaic("grade", "class", "--out", "class")
        mosaic("report", "class")
        files = [r["file"] for r in table(Path("class/intake.csv"))]
        assert sorted(files) == [
            "class/class.toml",
            "class/roster.csv",
            *(f"class/s000{n}.mosaic.json" for n in (1, 2, 3)),
        ]


@pytest.mark.parametrize(
    "words",
    [["lab"], ["start"], ["mark", "g"], ["hub", "config"], ["lti", "serve", "--folder", "f", "--settings", "s.toml"]],
    ids=lambda words: words[0],
)
def test_a_port_that_no_machine_has_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for said in ("99999999", "65536", "-1", "0", "http"):
        with pytest.raises(SystemExit):
            cli.main([*words, f"--port={said}"])
        assert f"from 1 to 65,535, not '{said}'" in capsys.readouterr().err
