"""The gradebook: marks stay, changes show, markers lose nothing, any database would do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")
from sqlalchemy import text
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.event import listen as event_listen
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import ClauseElement

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import read_lines
from mosaic_exercises.grading.gradebook.store import Conflict, Gradebook
from mosaic_exercises.grading.gradebook.tables import META
from mosaic_exercises.grading.intake.roster import Person, Roster, roster_of
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.settings.times import instant as due_date
from mosaic_exercises.workbook.events import Learner
from tests.grading.conftest import FILES, RIGHT, event, one, paper, table
from tests.grading.former_book import as_former

MARKED = FILES["manifest.toml"].replace('"say-why", points = 0', '"say-why", points = 5')


class Class:
    """A folder, its gradebook and a run of grading."""

    def __init__(self, folder: Path, course: Course) -> None:
        self.folder = folder
        self.course = course
        self.inbox = folder / "in"
        self.inbox.mkdir()
        (folder / "out").mkdir()
        self.book = Gradebook(folder / "out" / "gradebook.db")
        self.rules = Rules()

    def put(self, name: str, *args: object, **changed: object) -> None:
        (self.inbox / name).write_bytes(paper(*args, **changed))

    def grade(self, roster: Roster | None = None) -> list[tuple[str, str, str, str, str]]:
        found = []

        def keep(entries, intake):  # type: ignore[no-untyped-def]
            found.extend(self.book.save(self.course, self.rules, entries, intake).first)

        out = self.folder / "out"
        grade_class(self.course, [self.inbox], out, roster, rules=self.rules, marks=self.book.points(), book=keep)
        self.grades = {r["learner_id"]: r for r in table(out / "grades.csv")}
        return [(c.learner, c.item, c.what, c.before, c.after) for c in found]


@pytest.fixture
def room(layer, tmp_path: Path) -> Iterator[Class]:  # type: ignore[no-untyped-def]
    made = Class(tmp_path, load_layers((str(layer("marked", manifest=MARKED)),)))
    yield made
    made.book.close()


def test_what_was_graded_reads_back(room: Class) -> None:
    room.put("a.json", RIGHT, "s1", "=Ana")
    room.put("b.json", {"how-much": "41"}, "s2", "Bo")
    assert room.grade() == []
    ana, bo = room.book.entries()
    assert (ana.grade.name, ana.grade.status, ana.grade.score, ana.file) == ("=Ana", "needs-review", 30.5, "in/a.json")
    assert len(ana.items) == len(bo.items) == 10
    wrong = next(i for i in bo.items if i.exercise == "how-much")
    assert (wrong.outcome, wrong.score, wrong.max_score, wrong.attempts, wrong.answer) == (
        "incorrect",
        0,
        2.5,
        1,
        b'"41"',
    )
    assert [(i.file, i.status) for i in room.book.intake()] == [("in/a.json", "needs-review"), ("in/b.json", "graded")]


def test_grading_again_keeps_marks_and_comments_and_says_what_changed(room: Class) -> None:
    room.put("a.json", RIGHT, "s1", "Ana")
    room.put("b.json", {"how-much": "41"}, "s2", "Bo")
    room.grade()
    mark = room.book.mark("s1", "say-why", 4.0, "Kim")
    room.book.comment("s1", "say-why", "Say for whom.", "Kim")
    assert (mark.version, room.grade()) == (1, [])
    assert (room.grades["s1"]["score"], room.grades["s1"]["status"]) == ("34.5", "graded")
    (ana, _) = room.book.entries()
    assert (ana.grade.score, ana.grade.status) == (34.5, "graded")
    assert room.book.marks()["s1"]["say-why"] == mark
    room.put("b.json", {"how-much": "42"}, "s2", "Bo")
    assert room.grade() == [("s2", "", "score", "0", "2.5"), ("s2", "how-much", "score", "0", "2.5")]
    assert [(c.item, c.what, c.after, c.who) for c in room.book.history("s1")] == [
        ("say-why", "mark", "4", "Kim"),
        ("say-why", "comment", "Say for whom.", "Kim"),
    ]
    assert [c.who for c in room.book.history("s2")] == ["grading", "grading"]
    assert [c.text for c in room.book.comments()["s1"]] == ["Say for whom."]


def test_a_learner_who_is_gone_keeps_marks_and_is_missing(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    room.book.mark("s1", "say-why", 4.0, "Kim")
    (room.inbox / "a.json").unlink()
    assert room.grade() == [("s1", "", "status", "graded", "missing")]
    (row,) = room.book.entries()
    assert (row.grade.status, row.grade.score, row.items) == ("missing", None, ())
    room.put("a.json", RIGHT, "s1")
    room.grade()
    assert room.grades["s1"]["score"] == "34.5"


def test_what_changed_is_told_in_points_that_somebody_had(room: Class) -> None:
    """As in grades.csv and items.csv, before and after: with marks, and not in a computed score that nobody saw."""

    def told() -> tuple[str, str, str]:
        return room.grades["s1"]["status"], room.grades["s1"]["score"], room.grades["s1"]["flags"]

    room.put("a.json", RIGHT, "s1")
    room.grade()
    room.book.mark("s1", "say-why", 4.0, "Kim")
    room.grade()
    assert told() == ("graded", "34.5", "")
    room.put("a.json", RIGHT | {"how-much": "41"}, "s1")
    assert room.grade() == [("s1", "", "score", "34.5", "32"), ("s1", "how-much", "score", "2.5", "0")]
    room.put("a.json", RIGHT | {"say-why": "Another answer."}, "s1")
    assert room.grade() == [
        ("s1", "", "status", "graded", "needs-review"),
        ("s1", "", "score", "32", "30.5"),
        ("s1", "how-much", "score", "0", "2.5"),
        ("s1", "say-why", "score", "4", "0"),
    ]
    assert told()[:2] == ("needs-review", "30.5")
    room.put("a.json", RIGHT, "s1")
    room.grade()
    before = float(told()[1])
    room.rules = Rules(due=due_date("2026-03-01T00:00Z"), per_day=0.01)
    (line,) = room.grade()
    assert line == ("s1", "", "score", f"{before:g}", told()[1])
    assert room.grade() == []


def test_a_mark_counts_before_the_late_rule(room: Class) -> None:
    room.rules = Rules(due=due_date("2026-03-01T00:00Z"), per_day=0.1)
    room.put("a.json", [event("say-why", "So.", "2026-03-01T10:00:00Z")], "s1")
    room.grade()
    room.book.mark("s1", "say-why", 5.0, "Kim")
    (ana,) = room.book.entries()
    assert (ana.grade.raw, ana.grade.penalty, ana.grade.score) == (5.0, 3.55, 1.45)
    room.grade()
    assert room.grades["s1"]["score"] == "1.45"
    (line,) = read_lines(room.folder / "out")
    assert (line.raw, line.penalty, line.score, line.handed_in) == (5.0, 3.55, 1.45, "2026-03-01T10:00:00+00:00")


def test_who_saw_an_older_mark_is_told_and_loses_nothing(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    first = room.book.mark("s1", "say-why", 4.0, "Kim")
    with pytest.raises(Conflict, match=r"Kim gave 4"):
        room.book.mark("s1", "say-why", 1.0, "Lee")
    second = room.book.mark("s1", "say-why", 3.0, "Lee", seen=first.version)
    assert second.version == 2
    with pytest.raises(Conflict, match=r"Lee gave 3"):
        room.book.mark("s1", "say-why", 5.0, "Kim", seen=1)
    with pytest.raises(Conflict):
        room.book.unmark("s1", "say-why", "Kim", seen=1)
    room.book.unmark("s1", "say-why", "Lee", seen=2)
    with pytest.raises(Conflict, match="taken away"):
        room.book.mark("s1", "say-why", 5.0, "Kim", seen=2)
    said = room.book.comment("s1", "", "Well done.", "Kim")
    room.book.rewrite(said, "Very well done.", "Lee")
    with pytest.raises(Conflict):
        room.book.rewrite(said, "Fine.", "Kim")
    assert [c.after for c in room.book.history("s1") if c.what == "mark"] == ["4", "3", ""]


@pytest.mark.parametrize(
    ("learner", "item", "score"), [("zz", "say-why", 1), ("s1", "no-such", 1), ("s1", "say-why", 6)]
)
def test_marks_that_cannot_be_are_refused(room: Class, learner: str, item: str, score: float) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    with pytest.raises(InputError):
        room.book.mark(learner, item, score, "Kim")
    assert room.book.marks() == {}


def test_eight_markers_at_once_lose_nothing(room: Class) -> None:
    for n in range(20):
        room.put(f"{n}.json", RIGHT, f"s{n}")
    room.grade()
    lost: list[str] = []
    given: list[tuple[str, str]] = []

    def work(me: str) -> None:
        book = Gradebook(room.folder / "out" / "gradebook.db")
        for n in range(20):
            book.comment(f"s{n}", "say-why", f"by {me}", me)
            try:
                book.mark(f"s{n}", "say-why", 1.0, me)
                given.append((f"s{n}", me))
            except Conflict:
                lost.append(me)
        book.close()

    threads = [threading.Thread(target=work, args=(f"m{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(given), len(lost)) == (20, 140)
    assert {(k, m["say-why"].marker) for k, m in room.book.marks().items()} == set(given)
    assert sum(len(c) for c in room.book.comments().values()) == 160


def test_texts_no_database_takes_are_kept_as_far_as_they_can_be(room: Class) -> None:
    room.put("a.json", RIGHT, "", learner=Learner("A\x00B", "i\x00d" + "x" * 500, "e\x00"))
    room.put("b.json", RIGHT, "", learner=Learner("A", "i\x00d" + "x" * 501, ""))
    room.grade()
    assert {e.grade.name for e in room.book.entries()} == {"A\ufffdB", "A"}
    assert len({e.key for e in room.book.entries()}) == 2


@pytest.mark.parametrize("dialect", [postgresql.dialect(), mysql.dialect()], ids=["postgresql", "mysql"])
def test_the_tables_are_plain_sql(dialect) -> None:  # type: ignore[no-untyped-def]
    assert {"judgements", "marks", "sheets"} < set(META.tables)
    for name, made in META.tables.items():
        assert name in str(CreateTable(made).compile(dialect=dialect))


@pytest.mark.parametrize("dialect", [postgresql.dialect(), mysql.dialect()], ids=["postgresql", "mysql"])
def test_every_statement_is_plain_sql(room: Class, dialect) -> None:  # type: ignore[no-untyped-def]
    """Whatever the gradebook sends is collected and compiled for other databases: nothing only SQLite can."""
    sent: list[ClauseElement] = []

    def collect(_: object, statement: ClauseElement, *__: object) -> None:
        sent.append(statement)

    event_listen(room.book.engine, "before_execute", collect)
    room.put("a.json", RIGHT, "s1", "Ana")
    room.grade()
    room.put("a.json", RIGHT | {"how-much": "41"}, "s1", "Ana")
    room.put("b.json", RIGHT, "s2", "Bo")
    room.grade()
    book, scale = room.book, {"a": 2, "b": 3}
    book.judge("s1", "say-why", "a", 1, scale, "Kim")
    book.judge("s1", "say-why", "b", 2, scale, "Kim")
    book.judge("s1", "say-why", "b", None, scale, "Kim", seen=1)
    mark = book.mark("s1", "say-why", 4.0, "Kim")
    book.unmark("s1", "say-why", "Kim", mark.version)
    said = book.rewrite(book.comment("s1", "", "So.", "Kim"), "Then.", "Kim")
    book.uncomment(said, "Kim")
    book.tally(), book.asked("say-why"), book.items(), book.history("s1"), book.rules()
    (room.inbox / "b.json").unlink()
    room.grade()
    assert len(list(book.entries())) == 2
    texts = {str(one.compile(dialect=dialect)) for one in sent}
    assert len(texts) > 25
    if dialect.name == "postgresql":
        assert any("FOR UPDATE" in text for text in texts)
        assert not [
            t for t in texts if "OR REPLACE" in t or "ON CONFLICT" in t or "PRAGMA" in t or "rowid" in t.lower()
        ]


def test_a_gradebook_of_an_earlier_version_gets_the_columns_it_lacks(room: Class, tmp_path: Path) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    as_former(room.book)
    with room.book.engine.begin() as db:
        db.execute(text("alter table results drop column seconds"))
        db.execute(text("drop table judgements"))
    again = Gradebook(tmp_path / "out" / "gradebook.db")
    (ana,) = again.entries()
    assert (ana.grade.score, ana.items[0].seconds, again.judgements()) == (30.5, None, {})
    again.close()


def test_a_run_that_is_stopped_while_saving_changes_nothing(room: Class) -> None:
    for n in range(3):
        room.put(f"{n}.json", RIGHT, f"s{n}")
    room.grade()
    entries = list(room.book.entries())

    def torn():  # type: ignore[no-untyped-def]
        yield entries[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        room.book.save(room.course, room.rules, torn(), [])
    assert list(room.book.entries()) == entries
    assert len(room.book.intake()) == 3


def test_an_address_that_does_not_open_is_said_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("no database at all, " * 100)
    with pytest.raises(InputError, match="cannot be opened"):
        Gradebook(tmp_path / "x.db")
    with pytest.raises(InputError, match="cannot be opened") as error:
        Gradebook("nosuch://me:secret@host/x")
    assert "secret" not in str(error.value)


def test_the_folder_of_grades_is_exported_with_its_marks(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    room.book.mark("s1", "say-why", 5.0, "Kim")
    assert [n.score for n in read_lines(room.folder / "out")] == [35.5]
    assert one(table(room.folder / "out" / "grades.csv"), learner_id="s1")["score"] == "30.5"


def test_a_damaged_gradebook_says_what_to_do(tmp_path: Path, room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    data = (tmp_path / "out" / "gradebook.db").read_bytes()
    for name, left in (("cut.db", data[: len(data) // 2]), ("other.db", b"no database at all" * 100)):
        (tmp_path / name).write_bytes(left)
        with pytest.raises(InputError, match=r"damaged.*mosaic restore.*mosaic doctor DIR --rescue") as told:
            list(Gradebook(tmp_path / name).entries())
        assert f"the gradebook {tmp_path / name} " in str(told.value), "a file by its path, no address"


def test_who_hands_in_for_the_first_time_is_one_change(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    (room.inbox / "s2.mosaic.json").write_bytes(b"{")
    roster = roster_of([Person("s1"), Person("s2"), Person("s3")], ())
    room.grade(roster)
    room.put("s2.mosaic.json", RIGHT, "s2")
    room.put("c.json", RIGHT, "s3")
    assert room.grade(roster) == [
        ("s2", "", "status", "corrupt", "needs-review"),
        ("s2", "", "score", "", "30.5"),
        ("s3", "", "status", "missing", "needs-review"),
        ("s3", "", "score", "", "30.5"),
    ], "not a line for each of their items"


def test_who_has_no_file_any_more_is_counted(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.put("b.json", RIGHT, "s2")
    room.grade()
    (room.inbox / "a.json").unlink()
    gone = []
    out = room.folder / "out"
    grade_class(
        room.course,
        [room.inbox],
        out,
        book=lambda e, i: gone.append(room.book.save(room.course, room.rules, e, i).gone),
    )
    assert gone == [1]


def test_what_waits_is_counted_without_an_answer_read(room: Class) -> None:
    """Answers are nearly all of a gradebook: a list that reads them takes seconds in a class of thousands."""
    for name in ("s1", "s2", "s3"):
        room.put(f"{name}.json", RIGHT, name, name)
    room.grade()
    room.book.mark("s1", "say-why", 4.0, "Kim")
    asked: list[str] = []
    event_listen(room.book.engine, "before_cursor_execute", lambda _, __, said, *___: asked.append(said))
    assert {(one.answers, one.marked) for one in room.book.tally() if one.item == "say-why"} == {(3, 1)}
    assert asked
    assert not [said for said in asked if "sheets" in said]


def test_a_sheet_that_is_none_is_damage(room: Class) -> None:
    room.put("a.json", RIGHT, "s1")
    room.grade()
    with room.book.engine.begin() as db:
        db.execute(text("update sheets set results = x'c1'"))
    for read in (room.book.entries, lambda: room.book.asked("say-why")):
        with pytest.raises(InputError, match=r"damaged.*Put a backup in its place"):
            list(read())
    with pytest.raises(InputError, match="damaged"):
        room.book.mark("s1", "say-why", 4.0, "Kim")
