"""One submission scored: what its answers earn, whatever it claims."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading import CourseIndex, Graded, Refused, assess, score_submission
from mosaic_exercises.grading.intake.provenance import moment
from mosaic_exercises.grading.intake.submission import by_exercise, in_order, in_time_order, past_of
from mosaic_exercises.grading.scoring import score
from mosaic_exercises.grading.scoring.score import encode
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.learner.progress import questions, spread
from mosaic_exercises.workbook import histories
from mosaic_exercises.workbook.events import merge
from mosaic_exercises.workbook.handin import read
from tests.grading.conftest import FILES, RIGHT, WORKBOOK, event, paper, submission

TOTAL = 30.5


@pytest.fixture
def index(course: Course) -> CourseIndex:
    return CourseIndex(course)


def by_name(graded: Graded) -> dict[str, Any]:
    return {i.exercise: i for i in graded.items}


def test_all_right_earns_all_points(index: CourseIndex) -> None:
    graded = score_submission(index, submission(RIGHT))
    assert (graded.status, graded.score, graded.max_score) == ("graded", TOTAL, TOTAL)
    assert graded.notes == ()


def test_nothing_answered_is_not_attempted(index: CourseIndex) -> None:
    graded = score_submission(index, submission([]))
    assert graded.score == 0
    assert {i.outcome for i in graded.items} == {"not_attempted"}


def test_a_claimed_score_earns_nothing(index: CourseIndex) -> None:
    claims = [event(s, ["b"], outcome="correct", score=1.0) for s in ("who-buys",)]
    claims.append(event("how-much", "1", outcome="correct", score=1000.0))
    graded = score_submission(index, submission(claims))
    assert graded.score == 0
    assert by_name(graded)["who-buys"].outcome == "incorrect"


def test_partial_answers_earn_their_share_of_the_points(index: CourseIndex, course: Course) -> None:
    partly = {"which-fit": ["a"], "in-a-row": ["b", "a", "c"], "in-bins": {"p": "x", "q": "x"}}
    graded = by_name(score_submission(index, submission(partly)))
    points = {p.slug: p.points for p in course.placed()}
    for slug, raw in partly.items():
        exercise = course.exercise(slug)
        share = check(exercise.kind, exercise.task, course.key(slug), raw).score
        assert 0 < share < 1
        assert graded[slug].outcome == "partial"
        assert graded[slug].score == round(share * points[slug], 4)


def test_item_scores_add_up_to_the_grade(index: CourseIndex) -> None:
    for left_out in RIGHT:
        graded = score_submission(index, submission({k: v for k, v in RIGHT.items() if k != left_out}))
        assert round(sum(i.score for i in graded.items), 4) == graded.score
        assert round(sum(i.max_score for i in graded.items), 4) == graded.max_score == TOTAL


def test_the_questions_of_a_drill_are_those_the_learner_was_shown(index: CourseIndex, course: Course) -> None:
    asked = set()
    for workbook in ("a" * 32, "b" * 32, "c" * 32, "d" * 32, WORKBOOK):
        graded = score_submission(index, submission(RIGHT, workbook=workbook))
        rows = [i.exercise for i in graded.items if "/" in i.exercise]
        assert rows == [f"drill/{q}" for q in questions(course, course.quiz("drill"), workbook)]
        assert graded.score == TOTAL
        asked |= set(rows)
    assert len(asked) > 3  # not the same three for everyone


def test_a_question_that_was_not_drawn_earns_nothing(index: CourseIndex, course: Course) -> None:
    drawn = questions(course, course.quiz("drill"), WORKBOOK)
    others = {q: ["true"] for q in course.pool(course.quiz("drill")) if q not in drawn}
    assert others
    assert score_submission(index, submission(others)).score == 0


@pytest.mark.parametrize(("points", "parts"), [(10, 3), (1, 7), (0.5, 4), (0, 3), (5, 1), (2.5, 6), (1 / 3, 2)])
def test_points_spread_over_questions_add_up_again(points: float, parts: int) -> None:
    shares = spread(points, parts)
    assert len(shares) == parts
    assert sum(round(s * 10_000) for s in shares) == round(points * 10_000)
    assert max(shares) - min(shares) < 0.00011


def test_the_latest_check_counts(index: CourseIndex) -> None:
    early = event("who-buys", ["a"], "2026-03-02T10:00:00.000Z")
    late = event("who-buys", ["b"], "2026-03-02T10:05:00.000Z")
    for events in ([early, late], [late, early]):
        item = by_name(score_submission(index, submission(events)))["who-buys"]
        assert (item.outcome, item.score, item.attempts) == ("incorrect", 0.0, 2)


def test_a_check_after_the_solution_was_opened_earns_no_more(index: CourseIndex) -> None:
    events = [
        event("who-buys", ["b"], "2026-03-02T10:00:00.000Z"),
        event("who-buys", None, "2026-03-02T10:01:00.000Z", type="solution"),
        event("who-buys", ["a"], "2026-03-02T10:02:00.000Z"),
    ]
    item = by_name(score_submission(index, submission(events)))["who-buys"]
    assert (item.outcome, item.score, item.attempts) == ("incorrect", 0.0, 2)
    only_after = by_name(score_submission(index, submission(events[1:])))["who-buys"]
    assert (only_after.outcome, only_after.score, only_after.attempts) == ("not_attempted", 0.0, 1)


def test_the_same_event_twice_is_one_attempt(index: CourseIndex) -> None:
    once = event("who-buys", ["a"])
    assert by_name(score_submission(index, submission([once, once, once])))["who-buys"].attempts == 1


def test_hints_and_events_of_other_courses_are_no_attempts(index: CourseIndex) -> None:
    events = [event("who-buys", None, type="hint"), event("who-buys", ["a"], course="another")]
    item = by_name(score_submission(index, submission(events)))["who-buys"]
    assert (item.outcome, item.attempts) == ("not_attempted", 0)


def test_free_text_and_labs_without_points_need_nobody(index: CourseIndex) -> None:
    graded = score_submission(index, submission({"say-why": "Because he pays.", "look-around": RIGHT["look-around"]}))
    assert by_name(graded)["say-why"].outcome == "recorded"
    assert graded.status == "graded"


def test_text_with_points_waits_for_a_marker(layer: Callable[..., Path]) -> None:
    manifest = FILES["manifest.toml"].replace('"say-why", points = 0', '"say-why", points = 4')
    index = CourseIndex(load_layers((str(layer("pointed", manifest=manifest)),)))
    graded = score_submission(index, submission(RIGHT))
    assert (graded.status, graded.score, graded.max_score) == ("needs-review", TOTAL, TOTAL + 4)
    assert graded.notes == ("to be marked: say-why",)
    silent = score_submission(index, submission(RIGHT | {"say-why": "  "}))
    assert (silent.status, silent.score) == ("graded", TOTAL)


def test_an_exercise_without_its_key_here_is_said_and_waits(layer: Callable[..., Path]) -> None:
    keys = FILES["keys/02_two.toml"].replace('[how-much]\n        value = 42\n        why = "6 x 7."', "")
    index = CourseIndex(load_layers((str(layer("students", keys__02_two=keys)),)))
    assert index.keyless == ("how-much",)
    graded = score_submission(index, submission(RIGHT))
    assert graded.status == "needs-review"
    assert graded.score == TOTAL - 2.5
    assert by_name(graded)["how-much"].outcome == "recorded"


def test_an_answer_to_an_older_form_is_checked_if_it_can_be_read(index: CourseIndex) -> None:
    graded = score_submission(index, submission([event("who-buys", ["a"], rev=0)]))
    assert by_name(graded)["who-buys"].outcome == "correct"


def test_an_answer_that_can_no_longer_be_read_is_shown_to_a_person(index: CourseIndex) -> None:
    graded = score_submission(index, submission([event("who-buys", ["gone"], rev=0, outcome="correct", score=1.0)]))
    assert by_name(graded)["who-buys"].outcome == "invalid"
    assert graded.status == "needs-review"
    assert "who-buys" in graded.notes[0]
    assert "gone" in graded.notes[0]


def test_an_answer_the_learner_knew_to_be_unreadable_needs_nobody(index: CourseIndex) -> None:
    graded = score_submission(index, submission([event("how-much", "about forty", outcome="invalid", score=0.0)]))
    assert by_name(graded)["how-much"].outcome == "invalid"
    assert graded.status == "graded"


def test_an_answer_of_any_form_is_an_outcome(index: CourseIndex, course: Course) -> None:
    """Every malformed sample of every exercise: invalid, never a score and never an exception."""
    for slug, exercise in course.exercises.items():
        samples = KINDS[exercise.kind].samples(exercise.task, course.key(slug))
        for raw in samples.malformed:
            verdict = index.judged(slug, encode(raw))
            assert (verdict.outcome, verdict.share, verdict.fault) == ("invalid", 0.0, False), (slug, raw)
            assert verdict.reason


def test_verdicts_are_those_of_the_kinds(index: CourseIndex, course: Course) -> None:
    """Remembering verdicts changes nothing: each is asked for twice, and 1, 1.0 and true stay three answers."""
    raws: list[Any] = [1, 1.0, True, "1", [1], [1.0], [True], None, [], {}, "42", 42, 42.0, ["a"], ["b", "a"], -0.0]
    for _ in range(2):
        for slug, exercise in course.exercises.items():
            samples = KINDS[exercise.kind].samples(exercise.task, course.key(slug))
            for raw in [*raws, *samples.right, *samples.partly, *samples.wrong, *samples.recorded, *samples.blank]:
                result = check(exercise.kind, exercise.task, course.key(slug), raw)
                verdict = index.judged(slug, encode(raw))
                assert (verdict.outcome, verdict.share) == (result.outcome, result.score), (slug, raw)


def test_a_fault_in_a_kind_costs_one_answer_and_is_seen(course: Course) -> None:
    """A key of the wrong type stands for a mistake in a kind's code: it fails inside the check."""
    keys = {**course.keys, "how-much": course.keys["who-buys"]}
    broken = Course(**{f: getattr(course, f) for f in course.__dataclass_fields__} | {"keys": keys})
    graded = score_submission(CourseIndex(broken), submission(RIGHT))
    assert by_name(graded)["how-much"].outcome == "invalid"
    assert graded.status == "needs-review"
    assert "how-much: the check failed" in graded.notes[0]
    assert graded.score == TOTAL - 2.5


def test_damaged_entries_are_said_and_the_others_count(index: CourseIndex) -> None:
    data = paper({"who-buys": ["a"], "how-much": "42"})
    broken = data.replace(b'"seq":1', b'"seq":"x"', 1)
    graded = assess(index, broken)
    assert isinstance(graded, Graded)
    assert graded.status == "needs-review"
    assert graded.score == 2.5
    assert graded.notes[0].startswith("entries of the file that cannot be read: 1")


def test_a_deeply_nested_answer_costs_itself_only(index: CourseIndex) -> None:
    data = paper({"who-buys": ["a"], "how-much": "42"}).replace(b'["a"]', b"[" * 50_000 + b"]" * 50_000, 1)
    graded = assess(index, data)
    assert isinstance(graded, (Graded, Refused))
    if isinstance(graded, Graded):
        assert graded.score == 2.5
        assert graded.status == "needs-review"


def test_a_copy_of_the_course_of_another_version_is_said(index: CourseIndex) -> None:
    graded = score_submission(index, submission([event("long-gone", ["a"])], version="2"))
    assert graded.status == "graded"
    assert any("'2'" in n for n in graded.notes)
    assert any("long-gone" in n for n in graded.notes)


def test_the_newest_readable_time_is_that_of_the_submission(index: CourseIndex) -> None:
    events = [
        event("who-buys", ["a"], "2026-03-02T10:00:00.000Z"),
        event("who-buys", None, "2026-03-04T10:00:00.000Z", type="hint"),
        event("how-much", "42", "the day after"),
    ]
    graded = score_submission(index, submission(events[:2]))
    assert graded.last == moment("2026-03-04T10:00:00Z")
    assert graded.last_check == moment("2026-03-02T10:00:00Z")
    assert graded.untimed == 0
    unclear = score_submission(index, submission(events))  # the last check was there when the file was made
    assert unclear.last == unclear.last_check == moment("2026-03-05T10:00:00Z")
    assert unclear.untimed == 1
    assert score_submission(index, submission([])).last is None


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "9999999", "0001-01-01T00:00:00+14:00" * 2, "\x00"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert moment(text) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"hello", "it is no JSON (from byte 0 on). Take the file as it was downloaded"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b"[]", "no Mosaic hand-in file"),
        (
            b'{"cells": [], "nbformat": 4}',
            "this is a notebook; the file to hand in has a name that ends in .mosaic.json",
        ),
        (b"[" * 100_000, "no Mosaic hand-in file"),
        (b'{"format":"mosaic-submission","x":' + b"[" * 100_000, "deeper in each other than in any"),
        (b'{"format":"mosaic-submission","v":2}', "a newer edition of Mosaic (format 2): update Mosaic here"),
        (b'{"format":"mosaic-submission","v":1,"course":7}', "'course' is missing or is not as"),
        (b'{"format":"mosaic-submission","v":1,"course":"M\xf6"}', "another program has saved it"),
        (b'{"format":"mosaic-submission","v":1,"course":"M', "the file is cut off: its end is missing"),
        (b"null", "no Mosaic hand-in file"),
    ],
)
def test_bytes_that_are_no_submission_are_refused_with_the_reason(index: CourseIndex, data: bytes, said: str) -> None:
    refused = assess(index, data)
    assert isinstance(refused, Refused)
    assert said in refused.reason
    assert not re.search(r"`|codec|recursion|deserializ|\$\.|malformed", refused.reason), "a programmer's words"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_that_an_editor_has_saved_again_counts_as_it_was(index: CourseIndex, encoding: str) -> None:
    """Windows Notepad puts a mark before UTF-8, and knows UTF-16, both ways round."""
    data = paper(RIGHT, "s7", "Zoë 王")
    saved = data.decode().encode(encoding)
    assert saved != data
    assert assess(index, saved) == assess(index, data)
    torn = assess(index, saved[: len(saved) // 2])
    assert isinstance(torn, Refused)
    assert torn.learner.name == "Zoë 王"


def test_a_torn_file_is_refused_and_still_tells_whose_it_is(index: CourseIndex) -> None:
    data = paper(RIGHT, "s7", 'Zoë, née "Ö"')
    for length in (len(data) - 3, len(data) // 2, data.index(b"\n") + 1):
        refused = assess(index, data[:length])
        assert isinstance(refused, Refused)
        assert (refused.learner.id, refused.learner.name) == ("s7", 'Zoë, née "Ö"')
    refused = assess(index, data[:40])
    assert isinstance(refused, Refused)
    assert refused.learner.id == ""


def test_a_submission_of_another_course_is_refused(index: CourseIndex) -> None:
    refused = assess(index, paper(RIGHT, "s9", course="chess"))
    assert isinstance(refused, Refused)
    assert "chess" in refused.reason
    assert refused.learner.id == "s9"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b""),
        (b'["a"]', b'[ "a" ]'),
        (b'["a"]', b"1e9999"),
        (b'["a"]', b'"\\ud800"'),
        (b'["a"]', b'"\xff"'),
        (b'["a"]', b"[" * 3_000 + b"]" * 3_000),
        (b'["a"]', b"NaN"),
        (b'["b"]', b"1e9999"),
        (b'["b"]', b'"\\ud800"'),
        (b'["b"]', b"[" * 3_000 + b"]" * 3_000),
        (b'["gone"]', b"1e9999"),
        (b'["a"]', b"123456789012345678901234567890"),
        (b'"exercise":"who-buys"', b'"exercise":""'),
        (b'"exercise":"who-buys"', b'"exercise":"' + b"x" * 201 + b'"'),
        (b'"course":"tiles","rev"', b'"course":"chess","rev"'),
        (b'"type":"check"', b'"type":"solution"'),
        (b'"type":"check"', b'"type":"other"'),
        (b'"seq":1', b'"seq":1.5'),
        (b'"drafts": [', b'"drafts": [{"exercise": 1}'),
        (b'"v":1', b'"v":2'),
        (b"2026-03-02T10:00", b"yesterday"),
        (b"2026-03-02T10:00", b"2026-03-02T23:00"),
    ],
)
def test_both_ways_to_read_a_file_agree(index: CourseIndex, old: bytes, new: bytes) -> None:
    """The quick way keeps answers as JSON; whatever it does not take goes entry by entry, with the same result."""
    past = [event("who-buys", ["b"], "2026-03-02T09:59:10.500Z", session="t"), event("who-buys", None, type="hint")]
    past.append(event("long-gone", ["gone"]))
    events = [event(slug, answer, f"2026-03-02T10:{n:02d}:00.000Z") for n, (slug, answer) in enumerate(RIGHT.items())]
    for data in (paper(past + events), paper(past + events + events[:1]), paper(events[::-1])):
        changed = data.replace(old, new, 1)
        try:
            slow: Graded | Refused = score_submission(index, read(changed))
        except FormatError:
            slow = assess(index, changed)
            assert isinstance(slow, Refused)
        fast = assess(index, changed)  # which has the bytes, and so may have something to look at
        assert (msgspec.structs.replace(fast, look=()) if isinstance(fast, Graded) else fast) == slow


def test_the_past_is_that_of_the_workbook() -> None:
    """Attempts, hints, what counts before the solution: as the learner's own screen has them."""
    kinds = ("check", "check", "hint", "solution", "check")
    rng = random.Random(7)
    for _ in range(200):
        events = [
            event(
                rng.choice(["who-buys", "how-much"]),
                n,
                f"2026-03-02T10:00:0{rng.randrange(6)}Z",
                type=rng.choice(kinds),
            )
            for n in range(rng.randrange(12))
        ]
        own, theirs = by_exercise(in_order(in_time_order(events, "tiles"))), histories(merge(events))
        ours = {slug: past_of(told) for slug, told in own.items()}
        assert {s: (p.checks, p.hints, p.solution, p.earning) for s, p in ours.items()} == {
            s: (h.attempts, h.hints, h.solution_seen, h.earning) for s, h in theirs.items()
        }


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        ([("s", "10:00:00")], None),
        ([("s", "10:00:00"), ("s", "10:01:30.250")], 90.25),
        ([("s", "10:00:00"), ("s", "10:01:00"), ("t", "11:00:00"), ("t", "11:00:10")], 70.0),
        ([("s", "10:00:00"), ("t", "12:00:00")], None),
        ([("s", "10:00:00"), ("s", "noon")], None),
    ],
)
def test_time_is_counted_within_sittings_only(
    index: CourseIndex, times: list[tuple[str, str]], seconds: float | None
) -> None:
    events = [event("who-buys", ["b"], f"2026-03-02T{at}Z", session=session) for session, at in times]
    assert by_name(score_submission(index, submission(events)))["who-buys"].seconds == seconds


def test_scoring_is_pure(index: CourseIndex, course: Course) -> None:
    """The same submission scored twice, and by an index that has seen nothing, gives the same bytes."""
    given = submission(RIGHT | {"which-fit": ["c"], "say-why": "x" * 5000})
    records = [score_submission(i, given) for i in (index, index, CourseIndex(course))]
    assert len({msgspec.json.encode(r) for r in records}) == 1


def test_a_long_answer_is_judged_once_however_many_give_it(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = score.check
    monkeypatch.setattr(score, "check", lambda kind, *rest: seen.append(kind) or real(kind, *rest))
    index = CourseIndex(course)
    long = "Because he pays for it. " * 100
    files = [paper({"say-why": said}, f"s{n}") for n, said in enumerate([long, long, f"{long}!"])]
    first, again, other = (assess(index, data) for data in files)
    assert seen == ["text", "text"]
    fresh = [assess(CourseIndex(course), data) for data in files]
    assert [first, again, other] == fresh


@pytest.mark.parametrize("id_", ["a\x00b", "שרה", "x" * 200, "=1+1", "a b"])
def test_an_events_id_that_is_not_ours_is_kept_as_a_name_that_any_database_takes(course: Course, id_: str) -> None:
    found = assess(CourseIndex(course), paper([event("how-much", "42", id=id_)]))
    assert isinstance(found, Graded)
    item = next(i for i in found.items if i.exercise == "how-much")
    assert re.fullmatch(r"[0-9A-Za-z]{1,200}", item.event)
    assert item.score == 2.5


def test_a_name_is_cut_wherever_it_goes_on_from_here(index: CourseIndex) -> None:
    data = paper(RIGHT, "s7", "n" * 1_000_000)
    for found in (
        assess(index, data),
        assess(index, data[:-3]),
        assess(index, paper(RIGHT, "s7", "n" * 999, course="x")),
    ):
        assert len(found.learner.name) <= 200
        assert len(found.learner.email) <= 200
