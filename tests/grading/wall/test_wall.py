"""The wall of a workshop: the newest of everyone, as files come and go; rows to talk about first; names on and off."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.wall.board import RatedLine, board
from mosaic_exercises.grading.wall.folder import WallFolder, WallHand
from mosaic_exercises.instructor import wall
from mosaic_exercises.panel.sessions.room import RoomSession

BASELINE = load().exercise("focus-baseline")
ROWS = [row.id for row in BASELINE.task.rows]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve invented hand-ins."""
    folder = tmp_path_factory.mktemp("class")
    write_class(load(), 12, 1, folder)
    return folder


def rated(name: str, *rates: int) -> WallHand:
    """One person's ratings of the first rows."""
    return answered(name, {"rates": dict(zip(ROWS, rates, strict=False))})


def answered(name: str, answer: Any) -> WallHand:
    """One person's answer to the exercise of the rows."""
    return WallHand(workbook=name, name=name, made="", answers={"focus-baseline": json.dumps(answer).encode()})


def said(session: RoomSession, **wish: Any) -> dict[str, Any] | None:
    """The view that the browser is sent, None where it is sent nothing."""
    message = {"type": "wall", "slug": session.slug, "names": session.names, "folder": session.folder} | wish
    replies = json.loads(json.dumps(session.handle(message)))
    return replies[0]["view"] if replies else None


def test_the_row_that_people_see_most_differently_comes_first() -> None:
    people = [rated("Ana", 1, 2, 1), rated("Ben", 3, 2, 2), rated("Cem", 3, 2, 1)]
    found = board(BASELINE, people, names=True)
    assert [row.text for row in found.rows] == [BASELINE.task.rows[i].text for i in (0, 2, 1)]
    first = found.rows[0]
    assert first == RatedLine(
        text=first.text, counts=(1, 0, 2), low=1, mean=7 / 3, spread=2, lowest=("Ana",), highest=("Ben", "Cem")
    )
    assert (found.rows[2].spread, found.rows[2].lowest) == (0, ())
    hidden = board(BASELINE, people, names=False)
    assert (hidden.rows[0].lowest, hidden.rows[0].highest) == (("1",), ("2", "3"))


def asking(name: str, own: int, **others: int) -> WallHand:
    """One person's rating of the first row, and those of the people they asked."""
    asked = [{"name": who.replace("_", " "), "rates": {ROWS[0]: rate}} for who, rate in others.items()]
    return answered(name, {"rates": {ROWS[0]: own}, "others": asked})


def test_a_row_shows_how_each_kind_of_rater_sees_it() -> None:
    """Two people asked a customer, one asked somebody by name: ratings of others are never called their own."""
    people = [asking("Ana", 3, A_customer=1, Li_Wei=2), asking("Ben", 3, a_customer=2), asking("Cem", 2)]
    (row,) = board(BASELINE, people, names=True).rows
    assert row.lowest == ("A customer (asked by Ana)",)
    assert row.highest == ("Ana", "Ben")
    told = [(one.name, round(one.mean, 3), one.ratings) for one in row.raters]
    assert told == [("Their own", 2.667, 3), ("A customer", 1.5, 2), ("Those they asked", 2.0, 1)]
    (hidden,) = board(BASELINE, people, names=False).rows
    assert hidden.lowest == ("someone asked by 1",)
    assert [(one.name, one.ratings) for one in hidden.raters] == [("Their own", 3), ("Those they asked", 3)]
    assert "Li Wei" not in str(hidden)
    (alone,) = board(BASELINE, [asking("Ana", 3), asking("Ben", 1)], names=True).rows
    assert alone.raters == (), "where nobody else was asked there is nothing to tell apart"


def test_files_hang_whatever_a_browser_put_behind_their_names(crowd: Path, tmp_path: Path) -> None:
    for n, (file, name) in enumerate(
        zip(sorted(crowd.glob("*.mosaic.json")), ("a.mosaic.json.txt", "B.JSON"), strict=False)
    ):
        (tmp_path / name).write_bytes(file.read_bytes())
        assert RoomSession(wall, str(tmp_path)).view()["people"] == n + 1


def test_what_cannot_be_read_hangs_nowhere() -> None:
    odd = [rated("Ana", 1), answered("Bo", {"rates": [[]]})]
    found = board(BASELINE, odd, names=True)
    assert (sum(found.rows[0].counts), found.people) == (1, 1)
    assert board(BASELINE, odd[1:], names=True).sort == ""


def test_each_sort_of_answer_hangs_as_it_should(crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    view = session.view()
    assert view["people"] == 12
    sorts = {item["slug"]: said(session, slug=item["slug"])["sort"] for item in view["items"]}
    expected = {"focus-baseline": "rows", "persona-builder": "cards", "journey-map": "curves"}
    assert expected.items() <= sorts.items()
    assert sorts["paid-by-the-scorecard"] == "sides"
    persona = said(session, slug="persona-builder")["cards"][0]
    assert persona["title"]
    assert any(line["text"] for line in persona["lines"])
    curve = said(session, slug="journey-map")["curves"][0]
    assert len(curve["stages"]) == len(curve["values"])
    names = {card["who"] for card in said(session, slug="persona-builder")["cards"]}
    hidden = {card["who"] for card in said(session, slug="persona-builder", names=False)["cards"]}
    assert len(hidden) == len(names)
    assert all(who.isdigit() for who in hidden)


def test_files_that_come_change_and_go_are_seen_and_nothing_else_is_sent(crowd: Path, tmp_path: Path) -> None:
    files = sorted(crowd.glob("*.mosaic.json"))[:3]
    session = RoomSession(wall, str(tmp_path))
    empty = session.view()
    assert (empty["people"], empty["problem"], empty["sort"]) == (0, "", "")
    assert said(session, seen=empty["version"]) is None
    (tmp_path / files[0].name).write_bytes(files[0].read_bytes())
    one = said(session, seen=empty["version"])
    assert one is not None
    assert one["people"] == 1
    assert said(session, seen=one["version"]) is None
    half = tmp_path / files[1].name
    half.write_bytes(files[1].read_bytes()[:5000])  # still being copied
    torn = said(session, seen=one["version"])
    assert torn is not None
    assert (torn["people"], [line["head"] for line in torn["unread"]]) == (1, [half.name])
    half.write_bytes(files[1].read_bytes())
    assert said(session, seen=torn["version"])["people"] == 2
    again = json.loads(files[0].read_bytes()) | {"made": "2099-01-01T00:00:00Z"}
    again["learner"]["name"] = "Newer"
    (tmp_path / "again.json").write_text(json.dumps(again), encoding="utf-8")
    folder = WallFolder(tmp_path, {BASELINE.id})
    folder.look()
    assert len(folder.people) == 2, "the same workbook twice is one person"
    assert "Newer" in {one.name for one in folder.people}
    half.unlink()
    assert said(session)["people"] == 1


def test_a_draft_counts_where_nothing_was_checked(tmp_path: Path, crowd: Path) -> None:
    sheet = json.loads(next(crowd.glob("*.mosaic.json")).read_bytes())
    draft = {"v": 1, "exercise": "focus-baseline", "at": 1.0, "answer": {"rates": {ROWS[0]: 2}}, "rev": 1}
    sheet |= {"events": [], "drafts": [draft], "seal": ""}
    (tmp_path / "a.mosaic.json").write_text(json.dumps(sheet), encoding="utf-8")
    view = RoomSession(wall, str(tmp_path)).view()
    assert [(row["mean"], row["text"]) for row in view["rows"]] == [(2.0, BASELINE.task.rows[0].text)]


def test_how_many_have_answered_and_of_how_many_something_hangs(crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    view = said(session, slug="take-the-poster-down")
    answered = {item["slug"]: item["people"] for item in view["items"]}
    assert {"rate-a-service", "planted-faults"}.isdisjoint(answered), "pairs and searches for faults hang nowhere"
    stands = [line for side in view["sides"] for line in side["stands"]]
    assert 0 < view["hung"] == len(stands) < answered["take-the-poster-down"], "some have written and taken no side"


def test_an_entry_that_cannot_be_read_costs_only_itself(tmp_path: Path, crowd: Path) -> None:
    sheet = json.loads(next(crowd.glob("*.mosaic.json")).read_bytes())
    own = [event for event in sheet["events"] if event["exercise"] == "focus-baseline"][:1]
    sheet |= {"events": [own[0] | {"answer": {"rates": {ROWS[0]: 3}}}, own[0] | {"seq": "torn"}], "drafts": []}
    (tmp_path / "a.mosaic.json").write_text(json.dumps(sheet), encoding="utf-8")
    assert [row["mean"] for row in RoomSession(wall, str(tmp_path)).view()["rows"]] == [3.0]


def test_a_folder_that_is_not_there_is_told_and_another_can_be_named(crowd: Path, tmp_path: Path) -> None:
    with pytest.raises(MosaicError, match="There is no folder"):
        wall(str(tmp_path / "none"))
    session = RoomSession(wall, str(tmp_path / "none"))
    view = session.view()
    assert "There is no folder" in view["problem"]
    assert said(session, folder=str(crowd))["people"] == 12
    assert os.fspath(crowd) in session.text() or "12 hand-in files" in session.text()


def test_a_name_of_any_length_leaves_the_wall_small(crowd: Path, tmp_path: Path) -> None:
    """It would stand beside each of somebody's answers, and go to the browser with each look."""
    sheet = json.loads(next(crowd.glob("*.mosaic.json")).read_bytes())
    sheet["learner"]["name"] = "n" * 1_000_000
    (tmp_path / "long.mosaic.json").write_text(json.dumps(sheet))
    session = RoomSession(wall, str(tmp_path))
    view = said(session)
    assert view is not None
    assert view["people"] == 1
    assert len(json.dumps(view)) < 100_000


def test_a_folder_that_goes_is_said_and_what_hung_stays(crowd: Path, tmp_path: Path) -> None:
    watched = tmp_path / "in"
    shutil.copytree(crowd, watched)
    folder = WallFolder(watched, ["focus-baseline"])
    before = folder.look()
    people = [one.name for one in folder.people]
    assert len(people) > 5
    watched.rename(tmp_path / "away")
    assert folder.look() > before
    assert folder.look() == folder.version
    assert [one.name for one in folder.people] == people
    assert folder.problem == "the folder cannot be read: No such file or directory"
    (tmp_path / "away").rename(watched)
    folder.look()
    assert [one.name for one in folder.people] == people
    assert folder.problem == ""


def test_a_folder_that_comes_goes_and_comes_back_is_seen_without_a_press(crowd: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    session = RoomSession(wall, str(drive))
    assert said(session, seen=session.view()["version"]) is None, "nothing is new"
    drive.mkdir()
    opened = said(session, seen=0)
    assert opened is not None
    assert (opened["problem"], opened["people"]) == ("", 0)
    file = next(crowd.glob("*.mosaic.json"))
    (drive / file.name).write_bytes(file.read_bytes())
    before = said(session, seen=opened["version"])
    drive.rename(tmp_path / "away")
    gone = said(session, seen=before["version"])
    assert gone is not None
    assert f"{drive}: the folder cannot be read" in gone["problem"]
    assert (gone["people"], gone["items"], gone["unread"]) == (1, before["items"], [])
    assert said(session, seen=gone["version"]) is None
    (tmp_path / "away").rename(drive)
    assert said(session, seen=gone["version"])["problem"] == ""
    assert "Write first" in said(session, folder=" ")["problem"]


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "x/" * 3_000, "~nobody-of-that-name/room"])
def test_what_can_be_no_folder_is_said(name: str) -> None:
    problem = RoomSession(wall, name).shown().problem
    assert problem.startswith(f"There is no folder '{name[0]}")
    assert len(problem) < 400
