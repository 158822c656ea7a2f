"""Results without names: nothing in the tables tells who, the same learner is the same pseudonym, the key stays out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from tests.grading.conftest import table
from tests.grading.former_book import rewrite
from tests.grading.marked_class import grade_again, marked_class


def test_nobody_can_be_told_and_everybody_is_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course, book = marked_class(tmp_path, 12)
    monkeypatch.setattr("mosaic_exercises.commands.anonymise.load", lambda: load_layers(course.layers))
    book.comment("id001", "plan", "Well said, Secret Name1.", "Eva of the faculty")
    key, out, whose = tmp_path / "key.txt", tmp_path / "shared", tmp_path / "whose.csv"
    grades = str(tmp_path / "grades")
    assert main(["anonymise", grades, "--out", str(out), "--key", str(key), "--list", str(whose)]) == 0
    assert key.stat().st_mode & 0o077 == 0
    text = "".join(p.read_text(encoding="utf-8") for p in out.iterdir())
    entries = {e.grade.learner_id: e for e in book.entries()}
    secrets = [
        "secret",
        "id0",
        "@",
        "plan for",
        "repeat customer",
        "2026-",
        ".json",
        "of the faculty",
        key.read_text().strip(),
    ]
    assert not [s for s in secrets if s.lower() in text.lower()]
    assert not any(e.workbook in text for e in entries.values())
    people = {r["pseudonym"]: r["learner_id"] for r in table(whose)}
    assert sorted(people.values()) == sorted(entries)
    rows = table(out / "learners.csv")
    assert [r["pseudonym"] for r in rows] == sorted(people), "the order tells nothing"
    assert {people[r["pseudonym"]]: float(r["score"]) for r in rows} == {k: e.grade.score for k, e in entries.items()}
    assert len(table(out / "items.csv")) == 12 * 4
    first = (out / "learners.csv").read_bytes()
    book.close()
    grade_again(course, tmp_path)
    assert main(["anonymise", grades, "--out", str(out), "--key", str(key)]) == 0
    assert (out / "learners.csv").read_bytes() == first
    other = tmp_path / "other-key.txt"
    assert main(["anonymise", grades, "--out", str(out), "--key", str(other)]) == 0
    assert not set(people) & {r["pseudonym"] for r in table(out / "learners.csv")}


def test_answers_come_only_when_asked_for_without_ones_own_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course, book = marked_class(tmp_path, 2)
    monkeypatch.setattr("mosaic_exercises.commands.anonymise.load", lambda: load_layers(course.layers))
    rewrite(book, "id001", "plan", answer=b'"I, secret NAME1 (id001, who1@x.example), plan a call."')
    out = tmp_path / "shared"
    words = ["anonymise", str(tmp_path / "grades"), "--out", str(out), "--key", str(tmp_path / "k")]
    assert main([*words, "--answers"]) == 0
    said = [r["answer"] for r in table(out / "items.csv") if r["exercise"] == "plan"]
    assert "I, [removed] ([removed], [removed]), plan a call." in said
    assert "answer" not in table(out / "notebooks.csv")


def test_the_key_stays_out_of_what_is_shared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    marked_class(tmp_path, 2)
    words = ["anonymise", str(tmp_path / "grades"), "--out", str(tmp_path / "shared"), "--key"]
    (tmp_path / "no-key").write_text("rubbish")
    for key, why in ((tmp_path / "shared" / "key", "in the folder that you share"), (tmp_path / "no-key", "is no key")):
        assert main([*words, str(key)]) == 2
        assert why in capsys.readouterr().err
    assert not (tmp_path / "shared").exists()
