"""Grading again: first only looked at, nothing written; then done, and the same comes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from tests.grading.conftest import FILES, one, table
from tests.grading.settings.conftest import EARLY, TUESDAY, Room, book_of

OTHER_KEY = FILES["keys/01_one.toml"].replace('right = ["a"]', 'right = ["b"]').replace("{ b = {", "{ a = {")


def state(folder: Path) -> dict[str, str]:
    """Every file of the results, by its content."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()}


def test_a_new_key_is_looked_at_then_applied(
    tmp_path: Path, layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = Room(tmp_path, layer(), monkeypatch)
    for n, answer in enumerate(("a", "b", "b", "c")):
        room.hand_in(f"s{n}", ("who-buys", [answer], EARLY), ("say-why", "He pays for the bike.", EARLY))
    room.grade(None)
    with book_of(room) as book:
        book.mark("s3", "who-buys", 5.0, "Eva", 0)
    out, changes = room.folder / "out", room.folder / "changes.csv"
    before, said = state(out), capsys.readouterr()
    room.course = load_layers((str(layer("mended", keys__01_one=OTHER_KEY)),))
    monkeypatch.setattr("mosaic_exercises.commands.regrade.load", lambda: room.course)
    assert main(["regrade", str(out), "--table", str(changes)]) == 0
    said = capsys.readouterr()
    assert state(out) == before, "a look writes nothing"
    assert "       2      1  who-buys" in said.out
    assert "3 of 4 learners are to be told" in said.out
    assert "s0  S0: 6 of 30.5 -> 0 of 30.5" in said.out
    rows = table(changes)
    assert [(r["learner_id"], r["tell"], r["change"], r["items"]) for r in rows] == [
        ("s0", "yes", "-6", "who-buys 6 -> 0"),
        ("s1", "yes", "6", "who-buys 0 -> 6"),
        ("s2", "yes", "6", "who-buys 0 -> 6"),
    ]  # s3 has a mark, which stays
    assert main(["regrade", str(out), "--apply"]) == 0
    capsys.readouterr()
    assert [r["score"] for r in table(out / "grades.csv")] == ["0", "6", "6", "5"]
    assert main(["regrade", str(out)]) == 0
    assert "Nothing changes for any of 4 learners." in capsys.readouterr().out


def test_settings_are_looked_at_in_the_same_way(
    room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mosaic_exercises.commands.regrade.load", lambda: room.course)
    room.hand_in("s1", ("who-buys", ["b"], EARLY), ("in-bins", {}, EARLY))
    room.grade("")
    (room.folder / "class.toml").write_text("[items.who-buys]\nfull = true\n[items.in-bins]\nexclude = true\n")
    assert main(["regrade", str(room.folder / "out"), "--table", str(room.folder / "t.csv")]) == 0
    said = capsys.readouterr().out
    assert "Setting   items.who-buys.full: not set -> true" in said
    assert "s1  S1: 0 of 30.5 -> 6 of 27.5" in said
    assert one(table(room.folder / "t.csv"))["items"] == "who-buys 0 -> 6; in-bins 0 -> does not count"


def test_what_is_gone_is_named(room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mosaic_exercises.commands.regrade.load", lambda: room.course)
    room.hand_in("s1", ("who-buys", ["b"], EARLY))
    room.grade("")
    (room.folder / "in").rename(room.folder / "moved")
    assert main(["regrade", str(room.folder / "out")]) == 2
    assert "in is not there any more: name the hand-in files with --from" in capsys.readouterr().err
    assert main(["regrade", str(room.folder / "out"), "--from", str(room.folder / "moved")]) == 0
    (room.folder / "class.toml").unlink()
    assert main(["regrade", str(room.folder / "out"), "--from", str(room.folder / "moved")]) == 2
    assert "class.toml is not there any more: name it with --settings" in capsys.readouterr().err
    assert main(["regrade", str(room.folder / "moved")]) == 2
    assert "there is no gradebook" in capsys.readouterr().err


ROSTER = "learner_id,section,extension\ns1,B,2d\n"
REASONED: dict[str, tuple[dict[str, Any], str]] = {
    "an extension is gone": (
        {"roster": "learner_id,section,extension\ns1,B,\n"},
        "extension 2d -> none; days late 0 -> 2; lost by lateness 0 -> 1.2; "
        "due 2026-03-04 00:00 -> 2026-03-02 00:00 (01_one)",
    ),
    "another section": (
        {"roster": "learner_id,section,extension\ns1,C,2d\n"},
        "section B -> C; days late 0 -> 1; lost by lateness 0 -> 0.6; "
        "due 2026-03-04 00:00 -> 2026-03-03 00:00 (01_one)",
    ),
    "a due date": (
        {"due": "2026-02-25T12:00:00Z"},
        "days late 0 -> 4; lost by lateness 0 -> 2.4; due 2026-03-04 00:00 -> 2026-02-27 12:00 (01_one)",
    ),
    "a due date and the late rule": (
        {"due": "2026-02-25T12:00:00Z", "per_day": "5"},
        "days late 0 -> 4; lost by lateness 0 -> 1.2; due 2026-03-04 00:00 -> 2026-02-27 12:00 (01_one)",
    ),
    "weights": (
        {"more": "[notebooks.02_two]\nweight = 3\n", "weight": "weight = 1\n"},
        "full mark 30.5 -> 100; weight none -> 1 (01_one); weight none -> 3 (02_two)",
    ),
    "weights alike": (
        {"more": "[notebooks.02_two]\nweight = 1\n", "weight": "weight = 1\n", "total": "total = 30.5\n"},
        "weight none -> 1 (01_one, 02_two)",
    ),
    "the full mark": ({"total": "total = 100\n"}, "full mark 30.5 -> 100"),
    "another file": ({"file": True}, "file s1.mosaic.json -> z1.mosaic.json; days late 0 -> 1"),
}


@pytest.mark.parametrize("name", REASONED)
def test_whoever_is_to_be_told_is_told_why(
    name: str, room: Room, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where no item earns other points: then the list of items is left out, and has no heading."""
    monkeypatch.setattr("mosaic_exercises.commands.regrade.load", lambda: room.course)
    given, said = REASONED[name]
    change: dict[str, Any] = dict(given)

    def settings(total: str = "", due: str = "2026-03-02T00:00:00Z", per_day: str = "10", **more: str) -> str:
        first = f"[notebooks.01_one]\ndue = {due}\n{more.get('weight', '')}"
        own = '[sections.C]\ndue = "2026-03-01T00:00:00Z"\n'
        return f"zone = 'UTC'\n{total}{first}{more.get('more', '')}{own}[late]\nper_day = {per_day}\n"

    room.hand_in("s1", ("who-buys", ["a"], TUESDAY))
    room.grade(settings(), ROSTER)
    if change.pop("file", False):
        room.hand_in("s1", ("who-buys", ["b"], "2026-03-04T12:00:00.000Z"), name="z1")
    (room.folder / "roster.csv").write_text(change.pop("roster", ROSTER), encoding="utf-8")
    (room.folder / "class.toml").write_text(settings(**change), encoding="utf-8")
    capsys.readouterr()
    assert main(["regrade", str(room.folder / "out"), "--table", str(room.folder / "t.csv")]) == 0
    shown = capsys.readouterr().out
    row = one(table(room.folder / "t.csv"))
    assert row["tell"] == "yes"
    assert row["why"] == said
    assert f"({said})" in shown
    assert ("gain" in shown) == bool(row["items"])
