"""The class page's session without a screen: whatever is asked of it, and however the class's folder is, it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.instructor import class_page, marking, room
from mosaic_exercises.panel.sessions.classpage import TABS, ClassSession
from mosaic_exercises.panel.sessions.marking import QueueSession
from tests.support import each

LONG = "a" * 300
NO_PATHS = (LONG, "~nobody-of-this-name/x", "a\0b", "/nowhere/at all", "\ud800", "\x07")


@pytest.fixture
def session(tmp_path: Path) -> ClassSession:
    found = class_page(tmp_path / "class").session
    assert isinstance(found, ClassSession)
    return found


def one(session: ClassSession, **message: Any) -> dict[str, Any]:
    """The one reply, which has the message's number and can travel."""
    (found,) = session.handle(message | {"n": 7})
    assert found["n"] == 7
    str(found).encode("utf-8")
    return found


def test_what_can_be_no_path_is_told_in_every_field_that_takes_one(session: ClassSession) -> None:
    fields = [
        (action.id, field.name)
        for action in session.makers.actions
        for field in action.fields
        if field.sort in ("folder", "file")
    ]
    session.desk.root.mkdir()
    (session.desk.root / "gradebook.db").touch()

    def said(path: str) -> None:
        assert "no folder" in one(session, type="folder", folder=path, on=True)["notice"]
        assert "not there any more" in one(session, type="fetch", name=path)["notice"]
        for id_, name in fields if path in NO_PATHS[:3] else ():
            filled = {f.name: "x" for a in session.makers.actions if a.id == id_ for f in a.fields if not f.choices}
            paths = {f: "" for i, f in fields if i == id_}
            notice = one(session, type="run", action=id_, filled=filled | paths | {name: path})["notice"]
            assert "there is no '" in notice or "first" in notice, (id_, name, notice)
            assert LONG not in notice

    each(NO_PATHS, said, repr)


def test_every_page_of_an_instructor_says_what_can_be_no_path() -> None:
    for path in NO_PATHS[:2]:
        assert "There is no folder" in str(room(path).view["problem"])
        assert "There is no gradebook" in str(marking(path).view["problem"])
        with pytest.raises(MosaicError, match="No folder can be called"):
            class_page(path)


def test_a_fault_behind_the_page_is_told_in_words_and_the_rest_of_it_stands(
    session: ClassSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise ValueError("year 10000 is out of range")

    for name in (
        "files",
        "learners",
        "figures",
        "settings",
        "start",
        "download",
        "page",
        "name_folder",
    ):
        monkeypatch.setattr(session.desk, name, fails)
    monkeypatch.setattr(session, "opened", fails)
    for tab, _ in TABS:
        view = one(session, type="tab", tab=tab)["view"]
        assert view["tab"] == tab
        assert view["actions"] or tab == "questions"
        assert "year 10000" in view["problem"] or tab in ("give", "keep"), tab
    for message in (
        {"type": "run", "action": "log"},
        {"type": "fetch", "name": "x"},
        {"type": "page", "name": "x"},
        {"type": "folder", "folder": "x", "on": True},
    ):
        assert "year 10000" in one(session, **message)["notice"], message
    monkeypatch.setattr(session.desk, "take", fails)
    part = {"id": "x", "name": "a.json", "at": 0, "base64": "", "last": True}
    assert one(session, type="put", where="hand-ins", parts=[part, part])["files"][1][1] is False
    monkeypatch.setattr(session.desk, "state", fails)
    assert "year 10000" in one(session, type="hello")["view"]["problem"]


def test_a_queue_whose_gradebook_fails_says_so() -> None:
    class Torn:
        def __getattr__(self, name: str) -> Any:
            raise RuntimeError("database is locked")

    def none(_: str) -> Any:
        raise MosaicError("There is no gradebook.")

    queue = QueueSession(none, "x", "Eva")
    queue.desk = cast("Any", Torn())
    (found,) = queue.handle({"type": "names", "on": True, "n": 3})
    assert "database is locked" in found["notice"] + found["view"]["problem"]


def test_settings_that_cannot_be_read_are_told_to_every_press(session: ClassSession) -> None:
    assert one(session, type="settings", mine={"total": "50"}, before={}, save=True)["settings"]["saved"]
    path = session.desk.root / "class.toml"
    for torn, said in (('due = "2026-03-17"\n[[[broken', "class.toml cannot be read: line 2"), ("\0", "line 1")):
        path.write_text(torn)
        for save in (False, True):
            found = one(session, type="settings", mine={"total": "60"}, before={"total": "50"}, save=save)["settings"]
            assert (found["saved"], found["told"], found["unread"]) == (False, (), True)
            assert found["form"]["total"] == "60"
            assert said in found["problem"]
            assert found["asked"] == ("save" if save else "check")
        view = one(session, type="tab", tab="settings")["view"]
        assert said in view["settings"]["problem"]
        assert view["settings"]["unread"]
        assert view["state"]["settings"], "what is known of the class stands"
        assert path.read_text() == torn


def test_a_mark_is_answered_also_where_the_queue_was_put_away(session: ClassSession) -> None:
    assert session.queue is None
    (found,) = session.handle({"type": "names", "on": True, "n": 3, "desk": "marking"})
    assert (found["view"]["kind"], found["n"]) == ("marking", 3)
    assert "no gradebook" in found["view"]["problem"]
