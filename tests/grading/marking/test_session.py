"""What waits for a person: which answers, in which order, what judging earns, and that nothing is lost."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="marking needs the extra 'grading'")

from sqlalchemy import event

from mosaic_exercises import cli
from mosaic_exercises.course import Course, loader
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import read_lines
from mosaic_exercises.grading.gradebook.marks import share
from mosaic_exercises.grading.gradebook.records import GivenAnswer
from mosaic_exercises.grading.gradebook.store import Conflict, Gradebook
from mosaic_exercises.grading.marking import queue as queueing
from mosaic_exercises.grading.marking import spreadsheet
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.session import MarkingSession
from mosaic_exercises.grading.records import ItemScore
from mosaic_exercises.learner.earned import points_of
from tests.grading.conftest import paper, table
from tests.grading.marked_class import ALIKE, grade_again, marked_class

SCALE = {"rung": 3, "action": 2, "measure": 3}


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[tuple[Course, Gradebook]]:
    course, book = marked_class(tmp_path, 12)
    yield course, book
    book.close()


@pytest.fixture
def desk(marked: tuple[Course, Gradebook]) -> MarkingSession:
    course, book = marked
    made = MarkingSession(book, course, "Kim")
    made.open("plan")
    return made


def test_texts_wait_scored_forms_do_not_and_choices_are_not_there(desk: MarkingSession) -> None:
    assert [(p.item, p.answers, p.waiting) for p in desk.piles()] == [
        ("plan", 12, 12),
        ("say-why", 6, 6),
        ("portrait", 12, 0),
    ]


def test_a_text_without_a_rubric_is_judged_as_a_whole(desk: MarkingSession) -> None:
    desk.open("say-why")
    card = desk.card(desk.next())
    assert card is not None
    (part,) = card.parts
    assert (part.id, len(part.levels)) == ("whole", 3)
    assert desk.judge([card.ref], "whole", 1, {}) == []
    again = desk.card(card.ref)
    assert again is not None
    assert (again.mark, again.waiting) == (1.5, False)


def test_points_are_the_mean_of_the_criteria_and_come_once_all_are_judged(desk: MarkingSession) -> None:
    ref = desk.next()
    for criterion, level, mark in (("rung", 2, None), ("action", 0, None), ("measure", 1, 3.0), ("rung", None, None)):
        card = desk.card(ref)
        assert card is not None
        seen = {p.id: p.version for p in card.parts}
        assert desk.judge([ref], criterion, level, {ref: seen[criterion]}) == []
        card = desk.card(ref)
        assert card is not None
        assert card.mark == mark
    assert desk.next() == ref


@pytest.mark.parametrize(
    ("outcome", "score", "given", "earned"),
    [
        ("recorded", 0.0, {"a": (1, 2)}, 4.0),
        ("recorded", 0.0, {"a": (1, 3), "b": (0, 2)}, 1.0),
        ("partial", 2.0, {"a": (1, 2)}, 3.0),
        ("correct", 4.0, {"a": (0, 2), "b": (1, 3)}, 2.0),
        ("incorrect", 0.0, {"a": (1, 2)}, 2.0),
    ],
)
def test_the_computers_share_is_one_criterion_more(
    outcome: str, score: float, given: dict[str, tuple[int, int]], earned: float
) -> None:
    assert points_of(share(ItemScore("x", outcome, score, 4.0, 1), given), 4.0) == earned  # type: ignore[arg-type]


def test_marks_count_in_tables_exports_and_pages_and_survive_grading_again(
    tmp_path: Path, marked: tuple[Course, Gradebook], desk: MarkingSession
) -> None:
    course, book = marked
    before = {e.key: e.grade.score for e in book.entries()}
    for row in desk.refs():
        for criterion, level in (("rung", 2), ("action", 1), ("measure", 2)):
            desk.judge([row], criterion, level, {})
    desk.comment([desk.refs()[0]], "A plan that one could follow.")
    grade_again(course, tmp_path).close()
    after = {e.key: e.grade.score for e in book.entries()}
    assert {k: round(v - (before[k] or 0), 4) for k, v in after.items() if v is not None} == dict.fromkeys(before, 6.0)
    rows = table(tmp_path / "grades" / "grades.csv")
    assert sorted(float(r["score"]) for r in rows) == sorted(v for v in after.values() if v is not None)
    assert sorted(n.score for n in read_lines(tmp_path / "grades") if n.score) == sorted(v for v in after.values() if v)
    assert len(book.judgements("plan")) == 12
    assert [c.text for own in book.comments("plan").values() for c in own] == ["A plan that one could follow."]


def test_another_answer_than_the_judged_one_waits_again_and_keeps_its_mark(
    tmp_path: Path, marked: tuple[Course, Gradebook], desk: MarkingSession
) -> None:
    course, book = marked
    for row in desk.refs():
        for criterion in SCALE:
            desk.judge([row], criterion, 1, {})
    assert desk.waiting() == set()
    newer = paper({"plan": "Another text altogether, made later."}, "id000", "Ana", made="2026-03-09T10:00:00.000Z")
    (tmp_path / "in" / "id000.mosaic.json").write_bytes(newer)
    grade_again(course, tmp_path).close()
    desk.open("plan")
    (ref,) = desk.waiting()
    card = desk.card(ref)
    assert card is not None
    assert card.said.startswith("Another text")
    assert all(p.stale and p.level == 1 for p in card.parts)
    assert book.marks("plan")["id000"]["plan"].score == 4.0
    desk.judge([ref], "rung", 0, {ref: card.parts[0].version})
    assert desk.waiting() == {ref}


def test_an_older_version_is_told_and_nothing_is_written_over(
    marked: tuple[Course, Gradebook], desk: MarkingSession
) -> None:
    _, book = marked
    ref = desk.next()
    other = MarkingSession(book, desk.course, "Lee")
    other.open("plan")
    other.judge([ref], "rung", 0, {ref: 0})
    assert "Lee gave 'rung' level 1 of 3" in " ".join(desk.judge([ref], "rung", 2, {ref: 0}))
    assert desk.can_undo == 0
    desk.judge([ref], "action", 1, {ref: 0})
    other.judge([ref], "action", None, {ref: 1})
    assert desk.undo() == (ref, ["the judgement of 'action' was taken away meanwhile; look again"])
    (of,) = book.judgements("plan").values()
    assert {c: (j.level, j.marker) for c, j in of["plan"].items()} == {"rung": (0, "Lee")}


def test_marking_answers_together_leaves_what_another_marker_judged(desk: MarkingSession) -> None:
    top, other, third = desk.refs()[:3]
    lee = MarkingSession(desk.book, desk.course, "Lee")
    lee.open("plan")
    lee.judge([other], "rung", 0, {})
    told = desk.judge([top, other, third], "rung", 2, {top: 0})
    assert told == [f"Answer {other[1:5]}: Lee has judged 'rung' already; that stays."]
    assert sorted(j["plan"]["rung"].level for j in desk.book.judgements("plan").values()) == [0, 2, 2]
    desk.judge([top, other, third], "rung", 1, {top: 1})
    assert sorted(j["plan"]["rung"].level for j in desk.book.judgements("plan").values()) == [0, 1, 1]


def test_six_markers_at_once_lose_no_judgement_and_the_mark_always_follows(
    tmp_path: Path, marked: tuple[Course, Gradebook]
) -> None:
    _, book = marked
    lost: list[str] = []

    def work(me: str, criterion: str) -> None:
        own = Gradebook(tmp_path / "grades" / "gradebook.db")
        for n in range(12):
            try:
                own.judge(f"id{n:03d}", "plan", criterion, 1, SCALE, me)
            except Conflict:
                lost.append(me)
        own.close()

    threads = [threading.Thread(target=work, args=(f"m{n}", list(SCALE)[n % 3])) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lost) == 36
    given = book.judgements("plan")
    assert sum(len(of["plan"]) for of in given.values()) == 36
    assert {m["plan"].score for m in book.marks("plan").values()} == {4.0}
    assert len(book.marks("plan")) == 12


@pytest.mark.parametrize(
    ("learner", "item", "criterion", "level"),
    [
        ("nobody", "plan", "rung", 1),
        ("id000", "nothing", "rung", 1),
        ("id000", "plan", "no", 0),
        ("id000", "plan", "rung", 3),
    ],
)
def test_what_cannot_be_judged_is_refused(
    marked: tuple[Course, Gradebook], learner: str, item: str, criterion: str, level: int
) -> None:
    with pytest.raises(InputError):
        marked[1].judge(learner, item, criterion, level, SCALE, "Kim")
    assert marked[1].judgements() == {}


def test_groups_join_what_resembles_the_first_and_no_chains() -> None:
    words = [f"word{n}" for n in range(40)]
    a, b, c = " ".join(words[:30]), " ".join(words[5:35]), " ".join(words[10:40])
    found = queueing.groups([("1", a), ("2", b), ("3", c), ("4", "Yes."), ("5", "yes!"), ("6", ""), ("7", "")])
    assert found == {"1": "1", "2": "1", "3": "3", "4": "4", "5": "4", "6": "6", "7": "7"}


def test_answers_alike_stand_next_to_each_other_and_the_order_is_not_the_lists(desk: MarkingSession) -> None:
    texts = [f"A text of its own with a number, {n} times as long as needed, {n} words." for n in range(40)]
    texts[3::12] = [f"{ALIKE}{'!' * n}" for n in range(4)]
    asked = [
        GivenAnswer(f"s{n}", "plan", "recorded", 0.0, 6.0, json.dumps(text).encode()) for n, text in enumerate(texts)
    ]
    found = queueing.queue(desk.course, Explainer(desk.course), "plan", asked)
    places = [n for n, row in enumerate(found.rows) if row.said.startswith(ALIKE)]
    assert places == list(range(places[0], places[0] + 4))
    assert len(found.like(found.rows[places[0]])) == 4
    order = [row.asked.learner for row in found.rows]
    assert order != sorted(order)
    assert found == queueing.queue(desk.course, Explainer(desk.course), "plan", asked[::-1])


def test_names_stay_hidden_until_asked_for(desk: MarkingSession) -> None:
    card = desk.card(desk.next())
    assert card is not None
    assert "Secret" not in repr(card)
    assert card.ref not in ("id000", "s1")
    desk.names = True
    card = desk.card(card.ref)
    assert card is not None
    assert card.name.startswith("Secret Name")


def test_comments_are_offered_again_the_most_used_first_and_written_once(desk: MarkingSession) -> None:
    refs = desk.refs()
    desk.comment(refs[:1], "Once.")
    desk.comment(refs[:3], "Often.")
    desk.comment(refs[:3], "Often.")
    card = desk.card(refs[0])
    assert card is not None
    assert card.phrases == ("Often.", "Once.")
    assert [c.text for c in card.comments] == ["Once.", "Often."]
    assert desk.comment(refs[:1], " \n ") != []
    assert desk.comment(refs[:1], "x" * 5_001) != []
    other = MarkingSession(desk.book, desk.course, "Lee")
    other.open("plan")
    assert "Kim wrote this" in other.uncomment(refs[0], card.comments[0].id)[0]
    assert desk.uncomment(refs[0], card.comments[0].id) == []
    assert desk.undo() == (refs[0], [])
    assert {c.text for c in (desk.card(refs[0]) or card).comments} == {"Once.", "Often."}


def test_the_queue_goes_round_and_ends(desk: MarkingSession) -> None:
    refs = desk.refs()
    assert desk.next(refs[-1]) == refs[0]
    assert desk.next(refs[0], -1) == refs[-1]
    for ref in refs:
        for criterion in SCALE:
            desk.judge([ref], criterion, 0, {})
    assert (desk.next(refs[3]), desk.next()) == ("", "")


# the table


def filled(data: bytes, level: str, comment: str = "", separator: str = ",") -> bytes:
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0].keys(), delimiter=separator)
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {"level": level, "comment": comment if row["answer"] else ""})
    return out.getvalue().encode()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_filled_table_is_read_back_once(desk: MarkingSession, tmp_path: Path, separator: str) -> None:
    data = spreadsheet.write(desk)
    assert b"Secret" not in data
    assert b"\n=" not in data
    assert not [
        c
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))
        for c in row
        if c.startswith(("=", "+", "@", "-"))
    ]
    assert data.startswith(csv_out.MARK), "Excel would show accents wrong, and save them so"
    assert all(
        row[0][0].isalpha() for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))
    )  # no spreadsheet's number
    path = tmp_path / "m.csv"
    path.write_bytes(filled(data, "2", "Good.", separator))
    first = spreadsheet.read(desk, path)
    assert (first.judged, first.comments, first.problems) == (12 * 3 + 6, 18, ())
    assert {m["plan"].score for m in desk.book.marks("plan").values()} == {4.0}
    again = spreadsheet.read(desk, path)
    assert (again.judged, again.comments, again.problems) == (0, 0, ())
    assert len(spreadsheet.write(desk).splitlines()) == 1
    assert len(list(csv.reader(io.StringIO(spreadsheet.write(desk, True).decode("utf-8-sig"))))) == 1 + 36 + 12 + 6


def test_numbers_as_a_spreadsheet_writes_them_are_read(desk: MarkingSession, tmp_path: Path) -> None:
    """Also where it saved the table as its "Unicode text"."""
    path = tmp_path / "m.txt"
    text = filled(spreadsheet.write(desk), "2,0", "", "\t").decode("utf-8-sig")
    path.write_bytes(text.replace("\t0\t", "\t0.0\t").encode("utf-16"))
    assert "\t0.0\t" in text.replace("\t0\t", "\t0.0\t")
    taken = spreadsheet.read(desk, path)
    assert (taken.judged, taken.problems) == (12 * 3 + 6, ())


def test_a_table_tells_what_it_cannot_write(desk: MarkingSession, tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    data = spreadsheet.write(desk)
    desk.open("plan")
    desk.judge([desk.refs()[0]], "rung", 0, {})
    path.write_bytes(filled(data, "3"))
    taken = spreadsheet.read(desk, path)
    assert len([p for p in taken.problems if "Kim gave 'rung' level 1" in p]) == 1
    assert len([p for p in taken.problems if "no level 3; write 1 to 2" in p]) == 12
    path.write_bytes(filled(data.replace(b",rung,", b",rang,"), "1"))
    assert "the rubric has no criterion 'rang'; it has " in " ".join(spreadsheet.read(desk, path).problems)
    path.write_bytes(filled(data, "good"))
    assert "'good' is no whole number" in spreadsheet.read(desk, path).problems[0]
    for bad in (
        b"\xff\xfe",
        b"a,b\r\n1,2\r\n",
        data + b'a,"' + b"x" * 200_000 + b'"\r\n',
        data.splitlines()[0] + b"\r\n" + b"x," * 30,
    ):
        path.write_bytes(bad)
        with pytest.raises(InputError):
            spreadsheet.read(desk, path)


# the command and the notebook


def test_the_command_lists_writes_and_takes(
    tmp_path: Path,
    marked: tuple[Course, Gradebook],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(loader, "CONTENT", Path(marked[0].layers[0]))
    grades, sheet = str(tmp_path / "grades"), tmp_path / "m.csv"
    assert cli.main(["mark", grades, "--list"]) == 0
    assert "12 of 12 wait  A plan for one customer  [plan]" in capsys.readouterr().out
    assert cli.main(["mark", grades, "--csv", str(sheet)]) == 0
    assert "18 answers, of which 18 wait" in capsys.readouterr().out
    sheet.write_bytes(filled(sheet.read_bytes(), "1"))
    assert cli.main(["mark", grades, "--take", str(sheet), "--marker", "Lee"]) == 0
    assert "42 judgements" in capsys.readouterr().out
    assert cli.main(["mark", grades, "--csv", str(sheet), "--all"]) == 0
    assert "30 answers, of which 0 wait" in capsys.readouterr().out, "the table counts what is in it"
    sheet.write_bytes("Ren\xe9e".encode("latin-1"))
    for path, words in (
        (sheet, "Save it again as 'CSV UTF-8'"),
        (tmp_path / "none.csv", "No such file or directory\n"),
    ):
        assert cli.main(["mark", grades, "--take", str(path)]) == 2
        assert words in capsys.readouterr().err
    assert {m["plan"].marker for m in marked[1].marks("plan").values()} == {"Lee"}
    assert cli.main(["mark", str(tmp_path / "nowhere"), "--list"]) == 2
    assert "there is no gradebook" in capsys.readouterr().err


def test_the_notebooks_word_opens_the_gradebook_or_says_what_to_do(
    tmp_path: Path, marked: tuple[Course, Gradebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mosaic_exercises.instructor import desk, marking

    monkeypatch.setattr(loader, "CONTENT", Path(marked[0].layers[0]))
    monkeypatch.setenv("MOSAIC_GRADES", str(tmp_path / "grades"))
    there = marking(marker="Kim")
    assert "12 of 12 answers wait" in there.text()
    missing = marking(tmp_path / "nowhere")
    assert "mosaic grade FOLDER" in missing.text()
    assert repr(there) == repr(missing)
    assert "id00" not in json.dumps(there.view)
    with pytest.raises(MosaicError, match="There is no gradebook"):
        desk(str(tmp_path))


def test_the_table_of_a_large_class_asks_the_gradebook_no_more_often(tmp_path: Path) -> None:
    """An answer on its card is looked up by itself; a table of all must not be: 500 learners took 97 seconds."""
    asked: list[int] = []
    told: list[tuple[int, int]] = []
    for learners in (4, 12):
        course, book = marked_class(tmp_path / str(learners), learners)
        queries: list[str] = []
        event.listen(book.engine, "before_cursor_execute", lambda *words, seen=queries: seen.append(words[2]))
        found = list(spreadsheet.rows(MarkingSession(book, course), True, lambda *done: told.append(done)))
        assert len({row[0] for row in found}) >= learners
        asked.append(len(queries))
        book.close()
    assert asked[0] == asked[1]
    assert told[0] == (0, 3)


def test_an_empty_gradebook_is_not_begun_anew_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "gradebook.db").touch()
    for command in (["mark", str(tmp_path), "--list"], ["report", str(tmp_path)]):
        assert cli.main(command) == 2, command
        assert "is an empty file: what was in it is lost" in capsys.readouterr().err
    assert (tmp_path / "gradebook.db").stat().st_size == 0
