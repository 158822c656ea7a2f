"""A learner's files in a lab's panel: listed, added, never written over, and every fault a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.kinds.lab import KIND
from mosaic_exercises.kinds.lab.task import FILE
from mosaic_exercises.models.forms import form
from mosaic_exercises.panel import api

TASK = load().exercise("tessera-scores").task


def live(**more: Any) -> dict[str, Any]:
    """The reply, as the wire carries it."""
    sent = {"type": "live", "slug": "tessera-scores", "n": 3, **more}
    (reply,) = json.loads(json.dumps(api.lab("tessera-scores").receive(sent)))
    return dict(reply)


def test_the_list_of_files_comes_with_each_picture(home: Path) -> None:
    assert live(values={})["files"] == []
    (home / "data").mkdir(parents=True)
    (home / "data" / "b.csv").write_text("nps\n9\n8\n")
    (home / "data" / "note.txt").write_text("not this one")
    reply = live(values={"data": "b.csv"})
    assert reply["files"] == ["b.csv"]
    assert "b.csv" in reply["picture"]["title"]
    assert any("Only 2 answers" in note for note in reply["notes"])


def test_a_file_is_added_once_and_nothing_is_written_over(home: Path) -> None:
    first = live(file={"name": "mine.csv", "text": "nps\n9\n"})
    assert (first["saved"], first["files"]) == ("mine.csv", ["mine.csv"])
    assert live(file={"name": "mine.csv", "text": "nps\n9\n"})["saved"] == "mine.csv"
    other = live(file={"name": "mine.csv", "text": "nps\n3\n"})
    assert (other["saved"], other["files"]) == ("mine-2.csv", ["mine-2.csv", "mine.csv"])
    assert (home / "data" / "mine.csv").read_text() == "nps\n9\n"


@pytest.mark.parametrize(
    "file",
    [
        {"name": "../up.csv", "text": ""},
        {"name": "a/b.csv", "text": ""},
        {"name": ".hidden.csv", "text": ""},
        {"name": "macro.xlsx", "text": ""},
        {"name": "a\x07.csv", "text": ""},
        {"name": "ok.csv"},
        {"name": 4, "text": ""},
        {"name": "big.csv", "text": "x" * 5_000_001},
        "a file",
        None,
    ],
)
def test_what_is_no_csv_file_is_refused_and_not_kept(file: Any, home: Path) -> None:
    reply = live(file=file)
    assert reply.get("error") or "Nothing was changed" in reply["problem"]
    assert "saved" not in reply
    assert not list(home.rglob("*.csv"))
    assert not list(home.parent.glob("*.csv"))


def test_a_bad_file_gives_a_sentence_and_the_list() -> None:
    live(file={"name": "bad.csv", "text": "nps\neleven\n"})
    reply = live(values={"data": "bad.csv"})
    assert "column 'nps', row 1" in reply["error"]
    assert reply["files"] == ["bad.csv"]
    assert "picture" not in reply


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "data").write_text("a file in the way")
    assert "could not be kept" in live(file={"name": "a.csv", "text": "nps\n9\n"})["error"]


def test_the_view_brings_the_empty_form() -> None:
    control = next(c for c in api.lab("tessera-scores").view["task"]["controls"] if c["type"] == "file")
    assert control["template"] == form("nps").text()
    assert form("nps").how in control["how"]


def test_the_record_keeps_the_name_of_the_file_and_needs_no_file() -> None:
    answer = KIND.parse(TASK, {"values": {"data": "mine.csv"}, "note": "Wide."})
    assert "your file mine.csv" in KIND.describe(TASK, answer)
    assert FILE.fullmatch("My survey (June).CSV")
