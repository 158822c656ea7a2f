"""``mosaic smart``: a readable report, or one JSON object a line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from mosaic_exercises.commands import smart as command

STATEMENTS = "Raise repeat sales from 31% to 36% by 30 June 2027\n\n  improve our service asap \nWe have 14 branches\n"
KEYS = {"text", "specific", "measurable", "achievable", "relevant", "time_bound", "kind", "spans", "advice"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "aims.txt"
    path.write_text(STATEMENTS, encoding="utf-8")
    return path


def test_the_report_names_every_letter_and_quotes_the_learner(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(file)]) == 0
    out = capsys.readouterr().out
    for word in ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound", "a prompt, not a mark"):
        assert word in out
    assert "2. improve our service asap" in out
    assert "“asap” names no date." in out
    assert "3 statements: 1 objective, 1 aim, 1 neither." in out
    assert max(map(len, out.splitlines())) <= 100


def test_json_lines_hold_what_was_promised(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--json", str(file)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["text"] for row in rows] == [line.strip() for line in STATEMENTS.splitlines() if line.strip()]
    assert all(set(row) >= KEYS for row in rows)
    assert [row["measurable"] for row in rows] == [True, False, False]
    assert [row["kind"] for row in rows] == ["objective", "aim", "neither"]
    first = rows[0]
    assert first["text"][first["spans"][0]["start"] : first["spans"][0]["end"]] == "Raise"
    assert "asap" not in json.dumps(first["advice"])


def test_standard_input_and_null_for_unsure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = "\ufeffAumentar las ventas un 10% para el 30 de junio\r\n".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="ascii"))
    assert command.main(["-", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert [row[name] for name in ("specific", "measurable", "kind")] == [None, None, None]


def test_nothing_to_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("\n \n", encoding="utf-8")
    assert command.main([str(empty)]) == 0
    assert "No statement to read" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_names_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(tmp_path / "missing.txt")]) == 2
    assert "missing.txt cannot be read" in capsys.readouterr().err
    spoilt = tmp_path / "spoilt.txt"
    spoilt.write_bytes(b"fine\nnot \xff fine\n")
    assert command.main([str(spoilt)]) == 2
    assert "spoilt.txt, line 2: not UTF-8" in capsys.readouterr().err


def test_what_a_terminal_could_obey_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "codes.txt"
    path.write_text("improve \x1b[31mservice\u202e soon\n", encoding="utf-8")
    assert command.main([str(path)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
