"""What a drill draws from: what was taught by then, for this track, from no part that may be skipped. Earlier editions
are drawn as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mosaic_exercises.course import Course, load, load_layers
from mosaic_exercises.course.records import Pool
from mosaic_exercises.errors import CourseError
from mosaic_exercises.grading.scoring.score import CourseIndex, score_submission
from mosaic_exercises.learner.progress import questions, tiles, whole_pool
from mosaic_exercises.workbook.events import Event, Learner
from mosaic_exercises.workbook.handin import FORMAT, Submission
from tools.freeze_edition import frozen

FIRST = json.loads((Path(__file__).parents[1] / "data" / "draws_2026_11.json").read_text(encoding="utf-8"))

CONCEPTS = {
    "basics": "",
    "deeper": 'track = "intermediate"',
    "boards": 'track = "manager"',
    "spare": "optional = true",
    "other": "",  # of the same notebook, and the drill does not name it
}


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def course_in(folder: Path, size: int = 1, version: str = "2") -> Course:
    """A notebook whose drill names four concepts with a question each; one more also asks about another concept."""
    asked = {"q-basics": ["basics"], "q-mixed": ["basics", "other"]} | {
        f"q-{c}": [c] for c in CONCEPTS if c != "basics"
    }
    names = [c for c in CONCEPTS if c != "other"]
    write(
        folder,
        "manifest.toml",
        f'course = "c"\nversion = "{version}"\ntitle = "C"\n[[notebook]]\nid = "01_one"\ntitle = "One"\n'
        f'items = [{{ quiz = "drill", points = 6 }}]\nquestions = {json.dumps(list(asked))}\n'
        f'[[quiz]]\nid = "drill"\ntitle = "Drill"\nsize = {size}\nconcepts = {json.dumps(names)}\n',
    )
    tables = (f'[{name}]\nname = "{name}"\nnotebook = "01_one"\n{more}\n' for name, more in CONCEPTS.items())
    write(folder, "concepts.toml", "".join(tables))
    form = (
        '[[exercise]]\nid = "{}"\nkind = "choice"\ntitle = "T"\nprompt = "So? {}"\nmode = "true-false"\nconcepts = {}\n'
    )
    write(folder, "exercises/01.toml", "".join(form.format(s, s, json.dumps(c)) for s, c in asked.items()))
    key = '[{}]\nright = ["true"]\nwhy = "So it is."\nwrong = {{ false = {{ why = "Look again." }} }}\n'
    write(folder, "keys/01.toml", "".join(map(key.format, asked)))
    load_layers.cache_clear()
    return load_layers((str(folder),))


@pytest.mark.parametrize(
    ("track", "allowed"),
    [
        ("any", {"q-basics"}),
        ("intermediate", {"q-basics", "q-deeper"}),
        ("manager", {"q-basics", "q-deeper", "q-boards"}),
    ],
)
def test_a_drill_asks_a_track_about_what_it_was_taught(tmp_path: Path, track: str, allowed: set[str]) -> None:
    course = course_in(tmp_path)
    quiz = course.quiz("drill")
    drawn = {s for seed in "abcdefgh" for r in (1, 2, 3) for s in questions(course, quiz, seed, r, track=track)}
    assert drawn == allowed


def test_the_whole_pool_holds_every_question_once_in_the_learners_own_order(tmp_path: Path) -> None:
    course = course_in(tmp_path)
    quiz = course.quiz("drill")
    orders = {whole_pool(course, quiz, seed) for seed in "abcdefgh"}
    assert {frozenset(order) for order in orders} == {frozenset(course.pool(quiz))}
    assert all(len(order) == len(set(order)) == 5 for order in orders)
    assert len(orders) > 1
    assert "q-other" not in course.pool(quiz)


def test_a_drill_that_no_track_can_fill_is_an_error_that_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"quiz 'drill': it draws 2 questions, but for the track 'any' only 1 ask"):
        course_in(tmp_path, size=2)


def test_the_screen_the_mosaic_and_the_grader_ask_the_same(tmp_path: Path) -> None:
    course = course_in(tmp_path)
    for track in ("any", "intermediate", "manager"):
        for workbook in ("ana", "bo", "cy", "di"):
            drawn = questions(course, course.quiz("drill"), workbook, track=track)
            graded = score_submission(CourseIndex(course), handed_in(course, drawn, workbook, track))
            assert [i.exercise for i in graded.items] == [f"drill/{s}" for s in drawn]
            assert graded.score == 6
            (tile,) = tiles(course, course.notebooks[0], {}, workbook, track)
            assert tile.state == "empty"


def handed_in(course: Course, right: tuple[str, ...], workbook: str, track: str, version: str = "") -> Submission:
    """A submission in which these questions were answered right."""
    at = "2026-03-02T10:00:00.000Z"
    events = tuple(
        Event(1, s, course.course, 1, workbook, "s", n, s, "check", at, ["true"]) for n, s in enumerate(right)
    )
    who = Learner("Ana", "s1", "", track)  # type: ignore[arg-type]
    return Submission(FORMAT, 1, course.course, version or course.version, workbook, at, who, events)


# earlier editions


@pytest.mark.parametrize("quiz", FIRST)
def test_work_of_the_first_edition_is_graded_by_the_questions_it_was_asked(quiz: str) -> None:
    course = load()
    for workbook, asked in FIRST[quiz].items():
        for track in ("any", "manager"):
            shares = [q for q in course.quizzes.values() if quiz in (q.id, q.part_of)]
            drawn = [s for q in shares for s in questions(course, q, workbook, track=track, version="2026.11")]
            extra = {s for q in shares if not course.asked_here(q, asked) for s in questions(course, q, workbook)}
            assert sorted(set(drawn) - extra) == sorted(asked)


def test_an_edition_keeps_its_draw_when_the_pool_changes(tmp_path: Path) -> None:
    old = '["1".drill]\nsize = 2\n["1".drill.questions]\nq-spare = ["spare"]\nq-boards = ["boards"]\n'
    write(tmp_path, "editions.toml", old)
    course = course_in(tmp_path)
    graded = score_submission(CourseIndex(course), handed_in(course, ("q-spare", "q-boards"), "ana", "any", "1"))
    assert {i.exercise for i in graded.items} == {"drill/q-spare", "drill/q-boards"}
    assert graded.score == 6
    now = score_submission(CourseIndex(course), handed_in(course, ("q-spare", "q-boards"), "ana", "any"))
    assert {i.exercise for i in now.items} == {"drill/q-basics"}


@pytest.mark.parametrize("track", ["any", "intermediate", "manager"])
def test_an_edition_that_was_frozen_draws_as_it_did(tmp_path: Path, track: str) -> None:
    before = course_in(tmp_path)
    asked = [questions(before, before.quiz("drill"), seed, track=track) for seed in "abcdefgh"]
    write(tmp_path, "editions.toml", frozen(before))
    write(tmp_path, "concepts.toml", "")
    after = course_in(tmp_path, version="3")
    changed = replace(after, draws=dict(after.draws) | {("drill", track): Pool(1, {})})
    again = [questions(changed, after.quiz("drill"), seed, track=track, version="2") for seed in "abcdefgh"]
    assert again == asked


def test_an_edition_with_a_question_that_is_gone_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "editions.toml", '["1".drill]\nsize = 1\n["1".drill.questions]\ngone = ["basics"]\n')
    with pytest.raises(CourseError, match="there is no exercise 'gone': ids are permanent"):
        course_in(tmp_path)


def test_what_a_layer_adds_to_a_pool_was_drawn_in_an_earlier_edition_too(tmp_path: Path) -> None:
    base, layer = tmp_path / "base", tmp_path / "mine"
    write(base, "editions.toml", '["1".drill]\nsize = 1\n["1".drill.questions]\nq-basics = ["basics"]\n')
    course_in(base)
    write(layer, "manifest.toml", '[[notebook]]\nid = "01_one"\nquestions = ["q-mine"]\n')
    write(
        layer,
        "exercises/01.toml",
        '[[exercise]]\nid = "q-mine"\nkind = "choice"\ntitle = "T"\nprompt = "Mine?"\nmode = "true-false"\n'
        'concepts = ["basics"]\n',
    )
    course = load_layers((str(base), str(layer)))
    assert set(course.drawn_from(course.quiz("drill"), version="1").questions) == {"q-basics", "q-mine"}


def test_the_present_edition_is_not_an_earlier_one() -> None:
    course = load()
    versions = {version for version, _ in course.editions}
    assert "2026.11" in versions
    assert course.version not in versions
    newer = replace(course, version="9")
    assert newer.drawn_from(course.quiz("lenses-drill"), version="9") == course.draws["lenses-drill", "any"]
