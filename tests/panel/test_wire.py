"""The wire: a view that lacks a field cannot be built, what is sent is what the records say, and the declarations for
JavaScript follow from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from msgspec import UNSET, UnsetType

from mosaic_exercises.course import Course, load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.plan import PlanSession
from mosaic_exercises.panel.sessions.quiz import QuizSession
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.panel.wire import marking, messages, recall, replies, views
from mosaic_exercises.workbook import Workbook
from tests.support import each
from tools import wire_types


def records(module: Any) -> list[type[msgspec.Struct]]:
    """The records of a module of the wire."""
    found = [one for one in vars(module).values() if isinstance(one, type) and issubclass(one, msgspec.Struct)]
    return [one for one in found if one.__module__ == module.__name__]


@pytest.fixture(scope="module")
def course() -> Course:
    return load()


def test_a_view_that_lacks_a_field_cannot_be_built() -> None:
    def lacking(view: type[msgspec.Struct]) -> None:
        must = [f.name for f in msgspec.structs.fields(view) if f.required]
        assert must, "nothing is needed"
        assert view(**dict.fromkeys(must)) is not None
        for name in must:
            with pytest.raises(TypeError, match=name):
                view(**dict.fromkeys(set(must) - {name}))

    tasks = [one for one in wire_types.TASKS.values() if one not in {kind.task for kind in KINDS.values()}]
    each([*records(views), *records(marking), *records(recall), *tasks], lacking)


def test_every_record_says_what_it_is() -> None:
    def told(one: type[msgspec.Struct]) -> None:
        assert (one.__doc__ or "").strip().endswith(".")
        assert one.__struct_config__.frozen

    each([*records(views), *records(marking), *records(recall), *records(replies), *records(messages)], told)


def sent(session: Any, **message: Any) -> list[dict[str, Any]]:
    """What goes over the wire."""
    found: list[dict[str, Any]] = json.loads(json.dumps(session.handle(message)))
    return found


def test_what_an_exercise_sends_is_what_its_records_say(course: Course, home: Path) -> None:
    book = Workbook(home, course.course)
    first = {e.kind: e.id for e in reversed(course.exercises.values()) if course.key(e.id)}

    def told(kind: str) -> None:
        exercise = course.exercise(first[kind])
        session = ExerciseSession(exercise, course, book, 3)
        samples = session.kind.samples(exercise.task, session.key)
        acts: list[dict[str, Any]] = [{"type": "hello", "ids": ["x"]}, {"type": "hint"}, {"type": "solution"}]
        answers = (*samples.wrong, *samples.partly, *samples.recorded, *samples.right, *samples.blank)[:8]
        acts[1:1] = [{"type": "check", "answer": answer, "at": 1e12} for answer in answers]
        acts += [
            {"type": "export", "as": "svg", "answer": answers[0]},
            {"type": "case"},
            {"type": "live", "values": {}},
        ]
        for act in acts:
            for reply in sent(session, **act):
                msgspec.convert(reply, replies.ExerciseReply)
                assert "view" not in reply or set(reply["view"]) == set(session.view())

    each(first, told)


def test_what_pages_and_drills_send_is_what_their_records_say(course: Course, home: Path) -> None:
    book = Workbook(home, course.course)
    quiz = next(iter(course.quizzes.values()))
    pages: list[tuple[Any, Any, dict[str, Any]]] = [
        (QuizSession(quiz, course, book, 2), replies.QuizReply, {"type": "round", "slug": quiz.id}),
        (StartSession(course, book), replies.StartReply, {"type": "download"}),
        (SubmitSession(course, book), replies.SubmitReply, {"type": "handin"}),
        (PlanSession(course, book), replies.PlanReply, {"type": "plan", "as": "md"}),
    ]

    def told(page: tuple[Any, Any, dict[str, Any]]) -> None:
        session, sort, act = page
        for message in ({"type": "hello", "slug": act.get("slug", "")}, act, {"type": "check"}):
            for reply in sent(session, **message):
                msgspec.convert(reply, sort)

    each(pages, told)


class Inner(msgspec.Struct, frozen=True, kw_only=True):
    """A part."""

    pair: tuple[int, str]


class Sample(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="sample", rename={"as_": "as"}):
    """A record with ``all``
    there is */."""

    must: str
    may: int = 0
    unset: float | UnsetType = UNSET
    as_: Literal["a", "b"] | None
    rows: tuple[Inner | bool, ...] = ()
    table: dict[str, list[float]] = {}
    anything: Any = None


@pytest.mark.parametrize(("always", "mark"), [(True, ""), (False, "?")])
def test_a_record_is_declared_with_its_doc_its_types_and_what_may_lack(always: bool, mark: str) -> None:
    _, found = wire_types.schema({"x": Sample})
    text = wire_types.record("Sample", found["Sample"], always=always)
    assert text.splitlines() == [
        "/** A record with `all` there is * /. */",
        "export interface Sample {",
        '  type: "sample";',
        "  must: string;",
        f"  may{mark}: number;",
        "  unset?: number;",
        '  as: "a" | "b" | null;',
        f"  rows{mark}: (boolean | Inner)[];",
        f"  table{mark}: Record<string, number[]>;",
        f"  anything{mark}: any;",
        "}",
    ]
    assert "  pair: [number, string];" in wire_types.record("Inner", found["Inner"], always=True)


def test_each_record_of_the_wire_is_declared_once() -> None:
    text = wire_types.declarations()
    for one in [*records(messages), *records(views), *records(marking), *records(recall), *wire_types.TASKS.values()]:
        if one is not messages.FromBrowser:
            assert text.count(f"export interface {one.__name__} {{") == 1, one.__name__
    assert text.count("export interface ExerciseViewReply {") == 1
    assert "{type: any}" not in text


def test_declarations_that_are_stale_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert wire_types.main(["--check"]) == 0
    monkeypatch.setattr(wire_types, "OUT", tmp_path / "wire.d.ts")
    assert wire_types.main(["--check"]) == 1
    assert "make types" in capsys.readouterr().err
    assert wire_types.main([]) == 0
    assert wire_types.main(["--check"]) == 0
    wire_types.OUT.write_text(wire_types.OUT.read_text().replace("answer_at: number;", ""))
    assert wire_types.main(["--check"]) == 1
