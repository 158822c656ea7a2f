"""``mosaic growth``: first tries at the two checks, every learner once, the class over those who tried both."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from mosaic_exercises import cli
from mosaic_exercises.course import load

COURSE = load()
BEFORE, NOW = (COURSE.quiz(name).asks[0] for name in ("start-check", "end-check"))


def handed(
    folder: Path, name: str, *tries: tuple[str, bool], made: str = "2026-10-02T10:00:00Z", learner: str = ""
) -> None:
    """A hand-in file with these checks, in this order."""
    events = [
        {
            "v": 1,
            "id": f"{name}-{n}",
            "course": COURSE.course,
            "rev": 1,
            "workbook": f"w-{learner or name}",
            "session": "s",
            "seq": n,
            "exercise": slug,
            "type": "check",
            "at": f"2026-10-01T10:00:{n:02}Z",
            "answer": ["a"],
            "outcome": "correct" if right else "incorrect",
        }
        for n, (slug, right) in enumerate(tries)
    ]
    sheet = {
        "format": "mosaic-submission",
        "v": 1,
        "course": COURSE.course,
        "version": COURSE.version,
        "workbook": f"w-{learner or name}",
        "made": made,
        "learner": {"name": f"=cmd {name}", "id": learner or name, "track": "any"},
        "events": events,
        "drafts": [],
    }
    (folder / f"{name}.mosaic.json").write_text(json.dumps(sheet), encoding="utf-8")


def test_first_tries_count_and_the_newest_file_of_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handed(tmp_path, "ana", (BEFORE, False), (BEFORE, True), (NOW, True))
    handed(tmp_path, "ben", (BEFORE, True), (NOW, False), (NOW, True))
    handed(tmp_path, "cem", (NOW, True))
    handed(tmp_path, "ana-early", (BEFORE, False), made="2026-09-01T10:00:00Z", learner="ana")
    out = tmp_path / "growth.csv"
    assert cli.main(("growth", str(tmp_path), "--out", str(out))) == 0
    said = capsys.readouterr().out
    assert "(3 learners)" in said
    assert "1 -> 1 of 2  Customer and consumer" in said
    assert "nobody tried both" in said
    rows = [r for r in csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))) if r["before"] or r["now"]]
    assert [(r["learner_id"], r["concept"], r["before"], r["now"]) for r in rows] == [
        ("ana", "customer-and-consumer", "0", "1"),
        ("ben", "customer-and-consumer", "1", "0"),
        ("cem", "customer-and-consumer", "", "1"),
    ]
    assert all(r["name"].startswith("'=") for r in rows), "no cell is a formula"


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handed(tmp_path, "ana", (BEFORE, True))
    (tmp_path / "torn.mosaic.json").write_text('{"format": "mosaic-sub', encoding="utf-8")
    assert cli.main(("growth", str(tmp_path), "--out", str(tmp_path / "g.csv"))) == 1
    told = capsys.readouterr()
    assert "torn.mosaic.json" in told.err
    assert "(1 learner)" in told.out
    assert cli.main(("growth", str(tmp_path / "none"))) == 2
