"""The course's content as a teacher would check it: complete, readable, leaking nothing, teaching every mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.course import Exercise, by_notebook, load
from mosaic_exercises.kinds.choice.task import ChoiceTask
from mosaic_exercises.kinds.number.task import NumberTask
from mosaic_exercises.kinds.order.task import OrderTask
from mosaic_exercises.kinds.sort.task import SortTask
from mosaic_exercises.kinds.text.task import TextTask
from tests.kinds.contract import assert_contract
from tests.support import every

ROOT = Path(__file__).parents[2]
COURSE = load()
EXERCISES = list(COURSE.exercises.values())
# A share of a draw has no pool of its own, and a check draws from none.
QUIZZES = [quiz for quiz in COURSE.quizzes.values() if not quiz.part_of and not quiz.asks]
CHECKED = {slug for quiz in COURSE.quizzes.values() for slug in quiz.asks}
SEED_QUESTIONS = set(range(1, 71))
LONGEST = {"prompt": 120, "option": 24, "card": 40, "slip": 45, "hint": 45}  # words


def ids(exercise: Exercise) -> str:
    return exercise.id


def strings(value: Any) -> Iterator[str]:
    """Every text inside a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings(part)


def words(text: str) -> int:
    return len(text.split())


def public(exercise: Exercise) -> list[str]:
    """All that a learner can read before answering."""
    return [exercise.title, exercise.prompt, *exercise.hints, *strings(msgspec.to_builtins(exercise.task))]


def key(exercise: Exercise) -> Any:
    return msgspec.to_builtins(COURSE.key(exercise.id))


def flavour(exercise: Exercise) -> str:
    """The kind of a question as a learner meets it: one of several and several of many are different tasks."""
    return f"{exercise.kind}, {exercise.task.mode}" if isinstance(exercise.task, ChoiceTask) else exercise.kind


# --- the catalogue ---------------------------------------------------------------------------------------------------


def test_every_question_of_the_seed_has_one_concept_and_a_notebook() -> None:
    numbers = [number for concept in COURSE.concepts.values() for number in concept.seed]
    assert sorted(numbers) == sorted(SEED_QUESTIONS)
    there = {notebook.id for notebook in COURSE.notebooks}
    assert {concept.notebook for concept in COURSE.concepts.values()} <= there


def test_a_misconception_is_a_sentence_and_its_truth_another() -> None:
    for slug, misconception in COURSE.misconceptions.items():
        for text in (misconception.name, misconception.truth):
            assert re.fullmatch(r"[A-Z0-9].*\.", text), slug
        assert misconception.name != misconception.truth, slug
        assert words(misconception.name) <= 16, slug
        assert words(misconception.truth) <= 30, slug
    names = [m.name for m in COURSE.misconceptions.values()]
    assert len(set(names)) == len(names)


def test_the_notebooks_stand_in_the_manifest_in_twelve_chapters() -> None:
    """Those that continue a notebook follow it: 03, 03b. The picture of the mosaic has a panel for each chapter."""
    assert [some[0].number for some in COURSE.chapters()] == [f"{i:02}" for i in range(12)]
    in_order = [n.number for some in COURSE.chapters() for n in some]
    assert in_order == [n.number for n in COURSE.notebooks] == sorted(in_order)
    for some in COURSE.chapters():
        assert [n.number for n in some[1:]] == [some[0].number + letter for letter in "bcd"[: len(some) - 1]]
    assert all(n.title and n.summary.endswith(".") for n in COURSE.notebooks)


def test_each_tile_has_sessions_of_the_programme_and_fits_its_track() -> None:
    lowest = {"any": 1, "intermediate": 7, "manager": 8}
    for placed in COURSE.placed():
        assert placed.sessions, placed.slug
        assert set(placed.sessions) <= set(range(1, 9)), placed.slug
        assert max(placed.sessions) >= lowest[placed.track], placed.slug
        assert placed.track != "any" or max(placed.sessions) <= 6, placed.slug


def test_free_text_and_labs_earn_no_points_by_being_there() -> None:
    for placed in COURSE.placed():
        if placed.exercise and COURSE.exercise(placed.exercise).kind in ("text", "lab"):
            assert placed.points == 0, placed.slug


# --- each exercise ---------------------------------------------------------------------------------------------------


@every(EXERCISES, ids)
def test_it_keeps_the_contract_of_its_kind(exercise: Exercise) -> None:
    assert_contract(exercise.kind, exercise.task, COURSE.key(exercise.id))


@every(EXERCISES, ids)
def test_the_key_is_here_and_says_why(exercise: Exercise) -> None:
    found = COURSE.key(exercise.id)
    assert found is not None
    assert found.why.strip().endswith((".", "?", "!"))


def without_names_pulled_in(value: Any) -> Any:
    """A model answer without the labels of what it refers to: those are on the screen, to be pulled in."""
    if isinstance(value, list | tuple):
        return [without_names_pulled_in(part) for part in value]
    if isinstance(value, dict):
        own = value.keys() - ({"label"} if {"exercise", "object"} <= value.keys() else set())
        return {name: without_names_pulled_in(value[name]) for name in own}
    return value


@every(EXERCISES, ids)
def test_nothing_of_the_key_stands_in_what_is_shown(exercise: Exercise) -> None:
    shown = " ".join(public(exercise)).casefold()
    secrets = [text for text in strings(without_names_pulled_in(key(exercise))) if words(text) >= 4]
    assert [text for text in secrets if text.casefold() in shown] == []


@every(EXERCISES, ids)
def test_hints_do_not_name_the_right_answer(exercise: Exercise) -> None:
    hints = " ".join(exercise.hints).casefold()
    match exercise.task:
        case ChoiceTask() if exercise.task.mode != "true-false":
            right = [o.text for o in exercise.task.options if o.id in COURSE.key(exercise.id).right]
            assert [text for text in right if text.casefold() in hints] == []
        case NumberTask():
            value = f"{COURSE.key(exercise.id).value:g}"
            assert not re.search(rf"(?<![\d.]){re.escape(value)}(?![\d.]*\d)", hints)
        case _:
            pass


@every(EXERCISES, ids)
def test_it_can_be_read_in_a_minute(exercise: Exercise) -> None:
    assert words(exercise.prompt) <= LONGEST["prompt"]
    assert all(words(hint) <= LONGEST["hint"] for hint in exercise.hints)
    assert words(exercise.title) <= 8
    match exercise.task:
        case ChoiceTask():
            assert all(words(o.text) <= LONGEST["option"] for o in exercise.task.options)
        case SortTask():
            assert all(words(f"{c.text} {c.detail}") <= LONGEST["card"] for c in exercise.task.cards)
        case OrderTask():
            assert all(words(i.text) <= LONGEST["card"] for i in exercise.task.items)
        case _:
            pass


@every(EXERCISES, ids)
def test_the_markup_is_the_small_one_of_the_course(exercise: Exercise) -> None:
    for text in (*public(exercise), *strings(key(exercise))):
        assert text.count("**") % 2 == 0, text
        assert not re.search(r"<[a-z/]|^#|\bTODO\b|  \S", text), text
        assert "—" not in text, text


@every(EXERCISES, ids)
def test_each_slip_is_short_and_asks_for_another_look(exercise: Exercise) -> None:
    for slip in slips(key(exercise)):
        assert 3 <= words(slip["why"]) <= LONGEST["slip"], slip
        assert slip.get("try_next", "").endswith((".", "?")), slip


def slips(value: Any) -> Iterator[dict[str, Any]]:
    """Every table of a key that says what to try next."""
    if isinstance(value, dict):
        if "try_next" in value:
            yield value
        for part in value.values():
            yield from slips(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from slips(part)


@every([e for e in EXERCISES if isinstance(e.task, ChoiceTask)], ids)
def test_the_right_option_is_not_given_away_by_its_length(exercise: Exercise) -> None:
    task = exercise.task
    if task.mode == "one" and len(task.options) > 2:
        right = next(len(o.text) for o in task.options if o.id in COURSE.key(exercise.id).right)
        others = sorted(len(o.text) for o in task.options if o.id not in COURSE.key(exercise.id).right)
        assert others[0] <= 1.3 * right
        assert right <= 1.9 * others[-1]


@every([e for e in EXERCISES if isinstance(e.task, SortTask)], ids)
def test_every_bin_of_a_sort_is_used(exercise: Exercise) -> None:
    used = {bin_ for accepted in COURSE.key(exercise.id).place.values() for bin_ in accepted}
    assert used == {b.id for b in exercise.task.bins}


@every([e for e in EXERCISES if isinstance(e.task, TextTask)], ids)
def test_a_free_text_has_a_rubric_or_is_a_guess(exercise: Exercise) -> None:
    assert len(exercise.task.rubric) >= 2
    assert 0 < exercise.task.min_words < exercise.task.max_words


# --- the drills ------------------------------------------------------------------------------------------------------


@every(QUIZZES, lambda quiz: quiz.id)
def test_each_concept_of_a_drill_is_asked_twice_in_different_ways_and_once_on_a_case(quiz: Any) -> None:
    asked: dict[str, list[Exercise]] = defaultdict(list)
    for slug in COURSE.pool(quiz):
        for concept in COURSE.exercise(slug).concepts:
            asked[concept].append(COURSE.exercise(slug))
    for concept in quiz.concepts:
        assert len(asked[concept]) >= 2, concept
        assert len({flavour(e) for e in asked[concept]}) >= 2, concept
        assert any(e.case for e in asked[concept]), concept


@every(QUIZZES, lambda quiz: quiz.id)
def test_a_drill_has_questions_of_several_kinds_and_enough_for_more_rounds(quiz: Any) -> None:
    pool = [COURSE.exercise(slug) for slug in COURSE.pool(quiz)]
    assert len(pool) >= 2 * quiz.size
    assert {e.kind for e in pool} >= {"choice", "order", "sort", "number"}
    assert {e.task.mode for e in pool if isinstance(e.task, ChoiceTask)} == {"one", "many", "true-false"}
    assert {e.kind for e in pool} <= {"choice", "order", "sort", "number", "match", "blank"}


def test_true_and_false_are_not_always_the_same() -> None:
    answers = [
        COURSE.key(e.id).right[0] for e in EXERCISES if isinstance(e.task, ChoiceTask) and e.task.mode == "true-false"
    ]
    assert {"true", "false"} == set(answers)


def test_every_pool_question_carries_a_concept_of_its_own_notebook_or_an_earlier_one() -> None:
    order = [n.id for n in COURSE.notebooks]
    for slug, notebook in by_notebook(COURSE).items():
        if slug in notebook.questions and slug not in CHECKED:
            taught = [order.index(COURSE.concepts[c].notebook) for c in COURSE.exercise(slug).concepts]
            assert taught, slug
            assert max(taught) <= order.index(notebook.id), slug
