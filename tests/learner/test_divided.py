"""Notebooks that were divided: who has answers of the edition before finds all of them, tiles, points and draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import Course, load
from mosaic_exercises.grading.scoring.score import CourseIndex, score_submission
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.learner.draw import draw
from mosaic_exercises.learner.progress import questions
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.plan.gather import gather
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.events import Event, Learner
from mosaic_exercises.workbook.handin import FORMAT, Submission

BEFORE = "2026.12"
NEW = frozenset(  # guesses that the edition before had no box for
    (
        *("guess-what-holds", "what-would-help-rui", "guess-main-group", "how-to-ask-riders", "guess-came-back"),
        *("win-or-keep", "who-called-whom", "why-no-date", "guess-card-and-bike", "three-or-noise"),
        *("guess-where-safety", "guess-longest-wait", "poster-or-bonus", "guess-saturated-flat"),
        *("what-outside-counts", "good-year-or-not", "what-in-march"),
    )
)
SEEDS = [f"{n:032x}" for n in range(40)]


def wholes(course: Course) -> list[str]:
    return [quiz.id for quiz in course.quizzes.values() if not quiz.part_of and not quiz.asks]


def asked_before(course: Course, quiz: str, seed: str) -> set[str]:
    """What the edition before drew for this workbook."""
    pool = course.editions.get((BEFORE, quiz)) or course.editions[BEFORE, f"{quiz}/any"]
    return set(draw(tuple(pool.questions), pool.size, f"{seed}:{quiz}", concepts=pool.questions))


def test_the_shares_of_a_drill_are_the_draw_that_it_was() -> None:
    """Together they ask what the undivided drill asked, each question once; the last drill now asks half of it."""
    course = load()
    for whole in wholes(course):
        shares = [q for q in course.quizzes.values() if whole in (q.id, q.part_of)]
        for seed in SEEDS:
            old = asked_before(course, whole, seed)
            each = [set(questions(course, q, seed)) & old for q in shares]
            together = set().union(*each)
            assert sum(map(len, each)) == len(together), (whole, seed)
            assert together == old or (whole == "whole-course-drill" and len(together) == 5), (whole, seed)
            assert all(questions(course, q, seed) for q in shares), (whole, seed)


def test_a_share_asks_only_what_is_taught_by_then() -> None:
    course = load()
    at = {n.id: place for place, n in enumerate(course.notebooks)}
    home = {item.quiz: at[n.id] for n in course.notebooks for item in n.items if item.quiz}
    for quiz in course.quizzes.values():
        for slug in course.shares.get(quiz.id, ()):
            for concept in course.exercise(slug).concepts:
                assert at[course.concepts[concept].notebook] <= home[quiz.id], (quiz.id, slug, concept)


def record(course: Course, seed: str) -> list[Event]:
    """Everything that the edition before asked of this workbook, answered right."""
    slugs = [p.exercise for p in course.placed() if p.exercise and p.exercise not in NEW]
    slugs += sorted({s for whole in wholes(course) for s in asked_before(course, whole, seed)})
    found = []
    for number, slug in enumerate(slugs):
        exercise = course.exercise(slug)
        right = KINDS[exercise.kind].solution(exercise.task, course.key(slug)).answer
        at = f"2026-10-02T10:{number // 60:02}:{number % 60:02}.000Z"
        result = check(exercise.kind, exercise.task, course.key(slug), right)
        said = (slug, "check", at, right, result.outcome, result.score)
        found.append(Event(1, f"e{number}", course.course, exercise.rev, seed, "s", number, *said))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_a_learner_of_the_edition_before_finds_every_tile_laid_and_every_point(tmp_path: Path, seed: str) -> None:
    course = load()
    workbook = Workbook(tmp_path, course.course)
    workbook.adopt(seed, Learner("Ana", "s1"))
    events = record(course, seed)
    assert workbook.add(events) == len(events)
    view = StartSession(course, workbook).shown()
    open_ = {t.slug for module in view.mosaic.modules for t in module.tiles if t.state != "laid"}
    extra = {
        item.quiz
        for item in course.placed()
        if item.quiz and not set(questions(course, course.quiz(item.quiz), seed)) & {e.exercise for e in events}
    }
    assert open_ <= NEW | extra, "a tile that was laid is not laid any more"
    total = SubmitSession(course, workbook).shown().total
    assert total.points + total.waiting == total.possible == sum(p.points for p in course.placed())


def test_what_may_be_skipped_is_no_tile_and_no_plan_lacks_it(tmp_path: Path) -> None:
    course = load()
    skipped = {item.slug for item in course.placed() if item.optional}
    workbook = Workbook(tmp_path, course.course)
    shown = {t.slug for module in StartSession(course, workbook).shown().mosaic.modules for t in module.tiles}
    assert shown == {item.slug for item in course.placed()} - skipped
    plan = gather(course, workbook)
    parts = {part.exercise for chapter in plan.chapters for part in chapter.parts}
    assert "customer-mind-map" in skipped & parts
    title = course.exercise("customer-mind-map").title
    assert not any(line.startswith(title) for line in plan.missing)


@pytest.mark.parametrize("version", [BEFORE, load().version])
def test_work_handed_in_with_either_edition_is_graded_alike(version: str) -> None:
    course = load()
    seed = SEEDS[3]
    who, at = Learner("Ana", "s1"), "2026-10-03T10:00:00.000Z"
    sheet = Submission(FORMAT, 1, course.course, version, seed, at, who, tuple(record(course, seed)))
    graded = score_submission(CourseIndex(course), sheet)
    lacking = [i.exercise for i in graded.items if i.max_score and i.outcome not in ("correct", "recorded")]
    assert lacking == []
    assert sum(i.max_score for i in graded.items) == pytest.approx(sum(p.points for p in course.placed()))
