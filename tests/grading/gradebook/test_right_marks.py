"""Marks are right: each belongs to the answer it was given for, is whole, and is never more than its item is worth."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")
from sqlalchemy import inspect, text

from mosaic_exercises.cli import main
from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.gradebook import marks as writing
from mosaic_exercises.grading.gradebook.store import Conflict, Gradebook
from mosaic_exercises.grading.marking.session import MarkingSession
from mosaic_exercises.grading.records import LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import digest
from mosaic_exercises.workbook.events import Learner
from tests.grading.conftest import event, one, paper, table
from tests.grading.former_book import as_former
from tests.grading.marked_class import COURSE, grade_again, marked_class, write_answers, write_course

SCALE = {"rung": 3, "action": 2, "measure": 3}
BEST = {"rung": 2, "action": 1, "measure": 2}


@pytest.fixture
def marked(tmp_path: Path, book_url: str) -> Iterator[tuple[Course, Gradebook]]:
    course, book = marked_class(tmp_path, 6, book_url)
    yield course, book
    book.close()


def judge(book: Gradebook, course: Course, learner: str, levels: dict[str, int], item: str = "plan") -> MarkingSession:
    """All criteria of one learner's answer, as a marker judges them."""
    session = MarkingSession(book, course, "Kim")
    session.open(item)
    (row,) = [row for row in session._queue.rows if row.asked.learner == learner]
    for criterion, level in levels.items():
        assert session.judge([row.ref], criterion, level, {row.ref: version(book, learner, criterion)}) == []
    return session


def version(book: Gradebook, learner: str, criterion: str) -> int:
    given = book.judgements("plan").get(learner, {}).get("plan", {})
    return given[criterion].version if criterion in given else 0


def hand_in(folder: Path, n: int, answers: dict[str, object], day: int) -> None:
    """A newer file of learner n."""
    events = {"learner": Learner(f"Secret Name{n}", f"id{n:03d}", ""), "workbook": f"{n:032x}"}
    data = paper(answers, made=f"2026-03-{day:02d}T10:00:00.000Z", **events)
    moved = data.replace(b"2026-03-02T", f"2026-03-{day:02d}T".encode())
    (folder / "in" / f"id{n:03d}-{day}.mosaic.json").write_bytes(moved)


def row_of(folder: Path, n: int) -> dict[str, str]:
    return one(table(folder / "grades" / "grades.csv"), learner_id=f"id{n:03d}")


NEW = "Velo Kurier renewed once: a repeat customer. We visit on 3 May and count renewals without a tender."


@pytest.mark.parametrize("answer", ["", NEW], ids=["blank", "another"])
def test_a_mark_waits_again_when_another_answer_stands(
    tmp_path: Path, marked: tuple[Course, Gradebook], book_url: str, answer: str
) -> None:
    course, book = marked
    judge(book, course, "id002", BEST)
    judge(book, course, "id001", BEST)
    for n in (1, 2):
        item = one(table_of(course, tmp_path, book_url), learner_id=f"id{n:03d}", exercise="plan")
        assert item["score"] == "6"
    before = float(row_of(tmp_path, 2)["score"])
    hand_in(tmp_path, 2, {"plan": answer, "who-buys": ["a"]}, 20)
    items = table_of(course, tmp_path, book_url)
    assert one(items, learner_id="id002", exercise="plan")["score"] == "0"
    assert one(items, learner_id="id001", exercise="plan")["score"] == "6"
    assert row_of(tmp_path, 2)["status"] == "needs-review"
    assert float(row_of(tmp_path, 2)["score"]) <= before - 6
    session = MarkingSession(book, course, "Kim")
    assert {p.item: p.waiting for p in session.piles()}["plan"] == 6 - 1  # the others and this one
    session.open("plan")
    (row,) = [row for row in session._queue.rows if row.asked.learner == "id002"]
    card = session.card(row.ref)
    assert card is not None
    assert card.waiting
    assert card.mark is None
    assert row.ref in session.waiting()
    entry = next(e for e in book.entries() if e.key == "id002")
    assert (entry.again, entry.marked, entry.grade.status) == (("plan",), (), "needs-review")
    # Judging it anew, one criterion does not bring the old levels of the others back.
    assert session.judge([row.ref], "rung", 0, {row.ref: version(book, "id002", "rung")}) == []
    entry = next(e for e in book.entries() if e.key == "id002")
    assert next(i for i in entry.items if i.exercise == "plan").score == 0.0
    for criterion, level in (("action", 1), ("measure", 0)):
        assert session.judge([row.ref], criterion, level, {row.ref: version(book, "id002", criterion)}) == []
    entry = next(e for e in book.entries() if e.key == "id002")
    assert entry.again == ()
    assert next(i for i in entry.items if i.exercise == "plan").score == 2.0


def table_of(course: Course, folder: Path, url: str) -> list[dict[str, str]]:
    """The items after grading again."""
    grade_again(course, folder, url).close()
    return table(folder / "grades" / "items.csv")


def test_the_same_answer_checked_again_keeps_its_mark(
    tmp_path: Path, marked: tuple[Course, Gradebook], book_url: str
) -> None:
    course, book = marked
    judge(book, course, "id002", BEST)
    (answer,) = [a.answer for a in book.asked("plan") if a.learner == "id002"]
    hand_in(tmp_path, 2, {"plan": json.loads(answer)}, 20)
    assert one(table_of(course, tmp_path, book_url), learner_id="id002", exercise="plan")["score"] == "6"


def test_what_was_judged_before_another_answer_came_is_refused_and_undoing_brings_no_old_level_back(
    tmp_path: Path, marked: tuple[Course, Gradebook], book_url: str
) -> None:
    course, book = marked
    session = judge(book, course, "id002", BEST)
    hand_in(tmp_path, 2, {"plan": NEW}, 20)
    grade_again(course, tmp_path, book_url).close()
    (row,) = [row for row in session._queue.rows if row.asked.learner == "id002"]
    (problem,) = session.judge([row.ref], "rung", 1, {row.ref: version(book, "id002", "rung")})
    assert "another answer stands" in problem
    session.open("plan")
    session.judge([row.ref], "rung", 1, {row.ref: version(book, "id002", "rung")})
    session.undo()
    assert "rung" not in book.judgements("plan")["id002"]["plan"]


def test_a_mark_is_a_share_of_what_the_item_is_worth(
    tmp_path: Path, marked: tuple[Course, Gradebook], book_url: str
) -> None:
    course, book = marked
    judge(book, course, "id001", BEST)
    book.mark("id002", "plan", 4.5, "Kim")
    less = COURSE["manifest.toml"].replace('"plan", points = 6', '"plan", points = 2')
    (Path(shutil.copytree(course.layers[0], tmp_path / "fewer")) / "manifest.toml").write_text(less, encoding="utf-8")
    fewer = load_layers((str(tmp_path / "fewer"),))
    items = table_of(fewer, tmp_path, book_url)
    for n, points in ((1, "2"), (2, "1.5")):
        row = one(items, learner_id=f"id{n:03d}", exercise="plan")
        assert (row["score"], row["max_score"]) == (points, "2")
        total = row_of(tmp_path, n)
        assert float(total["score"]) <= float(total["max_score"]) == 11
    assert [next(i for i in e.items if i.exercise == "plan").score for e in book.entries()][1:3] == [2.0, 1.5]


def test_work_that_cannot_be_read_in_part_waits_until_somebody_has_looked_at_it(
    tmp_path: Path,
    marked: tuple[Course, Gradebook],
    book_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    course, book = marked
    monkeypatch.setattr("mosaic_exercises.commands.mark.load", lambda: course)
    spoilt = tmp_path / "in" / "id004.mosaic.json"
    spoilt.write_bytes(spoilt.read_bytes().replace(b'"events": [', b'"events": [{"spoilt": 1},'))
    items = table_of(course, tmp_path, book_url)
    for item in (row["exercise"] for row in items if (row["learner_id"], row["outcome"]) == ("id004", "recorded")):
        book.mark("id004", item, 0.0, "Kim")
    table_of(course, tmp_path, book_url)
    assert row_of(tmp_path, 4)["status"] == "needs-review"  # all is marked, and the spoilt entry nobody has seen
    assert main(["mark", book_url, "--list"]) == 0
    assert "id004  " in capsys.readouterr().out
    assert main(["mark", book_url, "--looked", "ID004", "--marker", "Kim"]) == 0
    assert [e.grade.status for e in book.entries() if e.key == "id004"] == ["graded"]
    table_of(course, tmp_path, book_url)
    assert row_of(tmp_path, 4)["status"] == "graded"
    capsys.readouterr()
    assert main(["mark", book_url, "--list"]) == 0
    assert "cannot be read" not in capsys.readouterr().out
    assert main(["mark", book_url, "--looked", "id004"]) == 2
    assert [c.who for c in book.history("id004") if c.what == "looked at"] == ["Kim"]
    assert main(["doctor", book_url]) == 0, "looking at it is no mark without a history"
    newer = tmp_path / "in" / "id004-20.mosaic.json"
    hand_in(tmp_path, 4, {"plan": NEW}, 20)
    newer.write_bytes(newer.read_bytes().replace(b'"events": [', b'"events": [{"spoilt": 1},'))
    table_of(course, tmp_path, book_url)
    assert [id_ for _, id_, _ in book.torn()] == ["id004"]  # what was looked at is not this one


# whole or not at all


def test_a_judgement_is_written_whole_or_not_at_all(
    marked: tuple[Course, Gradebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped after the judgement and before its history, or before the mark: nothing of it is there."""
    _, book = marked
    for broken in ("tell", "follow"):

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(writing, broken, stop)
            with pytest.raises(KeyboardInterrupt):
                book.judge("id001", "plan", "rung", 1, SCALE, "Kim")
        assert book.judgements() == {}
        assert book.history() == []


def test_two_who_judge_at_once_wait_for_each_other(marked: tuple[Course, Gradebook]) -> None:
    _, book = marked
    book.judge("id001", "plan", "rung", 1, SCALE, "Kim")
    with pytest.raises(Conflict, match="Kim gave 'rung' level 2 of 3"):
        book.judge("id001", "plan", "rung", 2, SCALE, "Lee")


KILLED = """
import os, random, signal, sys, time
from mosaic_exercises.grading.gradebook.store import Gradebook
url, seed, kills = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SCALE = {"rung": 3, "action": 2, "measure": 3}
def mark(n):
    rng = random.Random(n)
    book = Gradebook(url)
    while True:
        os.write(told, b"x")
        learner, criterion = f"id{rng.randrange(6):03d}", rng.choice(list(SCALE))
        given = book.judgements("plan").get(learner, {}).get("plan", {})
        seen = given[criterion].version if criterion in given else 0
        level = rng.choice([None, *range(SCALE[criterion])]) if seen else rng.randrange(SCALE[criterion])
        book.judge(learner, "plan", criterion, level, SCALE, "Kim", seen)
rng = random.Random(seed)
for n in range(kills):
    wait, told = os.pipe()
    child = os.fork()
    if not child:
        mark(seed * 1000 + n)
    began = 0.0
    for _ in range(2 + rng.randrange(4)):  # after some judgements, in the middle of the next one
        began = time.monotonic()
        os.read(wait, 1)
    time.sleep(rng.random() * (time.monotonic() - began))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(wait); os.close(told)
"""


@pytest.mark.skipif(not hasattr(sys, "platform") or sys.platform == "win32", reason="this system has no fork")
@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_a_marker_killed_at_any_moment_leaves_no_judgement_without_history_and_mark(
    marked: tuple[Course, Gradebook], book_url: str, kills: int
) -> None:
    _, book = marked
    if kills == 20 and book_url.startswith("postgresql"):
        kills = 8  # each takes a connection of its own, and four times as long
    seed = random.Random(kills).randrange(1000)
    subprocess.run([sys.executable, "-c", KILLED, book_url, str(seed), str(kills)], check=True, timeout=540)
    judged, given, told = book.judgements("plan"), book.marks("plan"), book.history()
    assert len(told) > kills, "too little was judged for this to show anything"
    for n in range(6):
        key = f"id{n:03d}"
        mine = judged.get(key, {}).get("plan", {})
        last = {c.after.partition(":")[0] or c.before.partition(":")[0]: c.after for c in told if is_of(c, key)}
        stand = {name: f"{name}: {found.level + 1}" for name, found in mine.items()}
        assert {name: after for name, after in last.items() if after} == stand, key
        marks = [c.after for c in told if (c.learner, c.what) == (key, "mark")]
        mark = given.get(key, {}).get("plan")
        assert (mark is not None) == (len(mine) == len(SCALE)), key
        assert (marks[-1] if marks else "") == (f"{mark.score:g}" if mark else ""), key
        if mark is not None:
            assert mark.points.share == pytest.approx(sum(m.level / (m.levels - 1) for m in mine.values()) / 3)


def is_of(change: object, key: str) -> bool:
    return (change.learner, change.what) == (key, "judgement")  # type: ignore[attr-defined]


# a gradebook of an earlier version


def test_marks_of_an_earlier_version_are_bound_to_what_was_judged(tmp_path: Path) -> None:
    course, book = marked_class(tmp_path, 6)
    judge(book, course, "id001", BEST)
    judge(book, course, "id002", BEST)
    book.mark("id003", "plan", 3.0, "Kim")
    hand_in(tmp_path, 2, {"plan": NEW}, 20)
    grade_again(course, tmp_path).close()
    as_former(book)
    with book.engine.begin() as db:
        for table_, column in (("marks", "share"), ("marks", "event"), ("marks", "answer"), ("results", "event")):
            db.execute(text(f"alter table {table_} drop column {column}"))
    book.close()
    book = Gradebook(tmp_path / "grades" / "gradebook.db")
    given = {key: mine["plan"].points for key, mine in book.marks("plan").items()}
    assert {key: points.share for key, points in given.items()} == {"id001": 1.0, "id002": 1.0, "id003": 0.5}
    answers = {a.learner: a for a in book.asked("plan")}
    assert given["id003"].answer == digest(answers["id003"].answer)
    assert [key for key, a in answers.items() if a.again] == ["id002"]
    assert [e.key for e in book.entries() if e.again] == ["id002"]
    book.close()


def test_a_gradebook_with_a_row_for_each_result_opens_as_it_was(
    marked: tuple[Course, Gradebook], tmp_path: Path, book_url: str
) -> None:
    """Its results are put on sheets once; marks, and what of them still stands, are as they were."""
    course, book = marked
    for key in ("id001", "id002"):
        judge(book, course, key, BEST)
    hand_in(tmp_path, 2, {"plan": NEW}, 20)
    book = grade_again(course, tmp_path, book_url)

    def told(one: Gradebook) -> tuple[object, ...]:
        desk = MarkingSession(one, course, "Kim")
        return list(one.entries()), one.tally(), one.asked("plan"), one.marks(), one.history(), desk.piles()

    before = told(book)
    as_former(book)
    again = Gradebook(book_url)
    assert told(again) == before
    with again.reading() as db:
        assert not inspect(db).has_table("results")
    lines = len(again.history())
    assert len(grade_again(course, tmp_path, book_url).history()) == lines, "nothing has changed"
    again.mark("id004", "plan", 3.0, "Kim")
    assert {one.marked for one in again.tally() if (one.item, one.outcome) == ("plan", "recorded")} == {2}
    again.close()


def test_strangers_texts_reach_every_database(tmp_path: Path, book_url: str) -> None:
    """Names, ids of events and workbooks, answers with null characters, tabs and what COPY takes for nothing."""
    course = write_course(tmp_path / "course")
    (tmp_path / "in").mkdir()
    odd = "a\x00b \u202e🚲 \\N \t"
    events = [event("plan", f"A plan of three words. {odd}", id=odd, workbook=odd), event("who-buys", ["a"], id="\\N")]
    data = paper(events, odd, odd, workbook=odd)
    (tmp_path / "in" / "odd.json").write_bytes(data)
    (tmp_path / "in" / "plain.json").write_bytes(paper({"plan": "Another plan, in five words."}, "s2"))
    grade_again(course, tmp_path, book_url).close()
    book = grade_again(course, tmp_path, book_url)
    assert len(list(book.entries())) == len(table(tmp_path / "grades" / "grades.csv")) == 2
    (mine,) = [a for a in book.asked("plan") if a.learner != "s2"]
    assert "A plan of three words." in json.loads(mine.answer)
    book.close()


def test_two_who_grade_at_once_wait_for_each_other(tmp_path: Path, book_url: str) -> None:
    """Seen on PostgreSQL: both gave the next number to their first new learner, and one of them ended."""
    course = write_course(tmp_path / "course")
    write_answers(tmp_path, 3)
    began, go, reached = threading.Event(), threading.Event(), threading.Event()
    faults: list[Exception] = []

    def slowly(entries: Iterator[LearnerResult]) -> Iterator[LearnerResult]:
        began.set()
        go.wait(20)
        yield from entries

    def grade(name: str, held: Callable[[Iterator[LearnerResult]], Iterator[LearnerResult]]) -> None:
        with contextlib.closing(Gradebook(book_url)) as book:
            try:
                grade_class(
                    course,
                    [tmp_path / "in"],
                    tmp_path / name,
                    book=lambda entries, intake: book.save(course, Rules(), held(entries), intake),
                )
            except MosaicError as error:
                faults.append(error)

    first = threading.Thread(target=grade, args=("one", slowly))
    first.start()
    assert began.wait(20)

    def at_once(entries: Iterator[LearnerResult]) -> Iterator[LearnerResult]:
        reached.set()
        yield from entries

    second = threading.Thread(target=grade, args=("two", at_once))
    second.start()
    waits = not reached.wait(1.0)
    go.set()
    first.join()
    second.join()
    assert (faults, waits) == ([], True)
    with contextlib.closing(Gradebook(book_url)) as book:
        assert [e.key for e in book.entries()] == ["id000", "id001", "id002"]
