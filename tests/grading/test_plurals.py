"""What is said of one is said in the singular: a class of one learner, from the hand-in file to the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")

from mosaic_exercises.cli import main

ONE = re.compile(r"(?<![\d.,:-])1 (?:more |other )?([a-z]+s)\b")
NO_PLURALS = {"is", "was", "has", "waits", "needs", "earns", "this", "address"}


def test_of_one_is_said_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out, marks = (str(tmp_path / name) for name in ("class", "out", "marks.csv"))
    commands = (
        ["demo-class", "--learners", "1", "--out", folder],
        ["grade", folder, "--out", out, "--roster", f"{folder}/roster.csv"],
        ["grade", folder, "--out", out],
        ["mark", out, "--list"],
        ["mark", out, "--csv", marks, "--all"],
        ["mark", out, "--take", marks],
        ["report", out],
        ["export", "csv", out, "--out", str(tmp_path / "x.csv")],
        ["backup", out, "--out", str(tmp_path / "b.zip")],
    )
    said = ""
    for command in commands:
        assert main(command) == 0, command
        told = capsys.readouterr()
        said += told.out + told.err
    assert [found for found in ONE.findall(said) if found not in NO_PLURALS] == []
    assert "1 learner" in said
