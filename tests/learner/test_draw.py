"""A draw is the same everywhere, changes little when the pool grows, and spreads over concepts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises.learner.draw import draw

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
POOL = [f"question-{i}" for i in range(30)]
ONE_EACH = {q: (f"concept-{i % 6}",) for i, q in enumerate(POOL)}
pools = st.sets(st.integers(0, 999).map(lambda i: f"q-{i}"), min_size=1, max_size=40).map(sorted)
seeds = st.text(max_size=12)


def concepts_of(pool: list[str], how_many: int = 5) -> dict[str, tuple[str, ...]]:
    """One concept a question, from its number."""
    return {q: (f"c-{sum(map(ord, q)) % how_many}",) for q in pool}


def test_a_draw_is_the_same_in_another_process() -> None:
    code = (
        "from mosaic_exercises.learner.draw import draw; pool = [f'question-{i}' for i in range(30)]\n"
        "print(draw(pool, 10, 'ana', concepts={q: (f'concept-{i % 6}',) for i, q in enumerate(pool)}))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout.strip()
        for seed in (0, 1)
    }
    assert runs == {str(draw(POOL, 10, "ana", concepts=ONE_EACH))}


def test_a_draw_never_changes_from_version_to_version() -> None:
    """A learner's drill must be the same after an update of the course: these are what the first version drew."""
    assert draw(POOL, 3, "ana") == ("question-18", "question-6", "question-19")
    assert draw(POOL, 3, "ana", concepts=ONE_EACH) == ("question-18", "question-28", "question-9")


@CALM
@given(pools, seeds, st.integers(1, 50), st.integers(1, 50))
def test_a_draw_has_what_was_asked_for_once_each(pool: list[str], seed: str, size: int, round_: int) -> None:
    for concepts in ({}, concepts_of(pool)):
        drawn = draw(pool, size, seed, round_, concepts=concepts)
        assert len(drawn) == len(set(drawn)) == min(size, len(pool))
        assert set(drawn) <= set(pool)
        assert drawn == draw(pool[::-1], size, seed, round_, concepts=concepts), "the order of the pool means nothing"


@CALM
@given(pools, seeds, st.integers(1, 50), st.integers(1, 10))
def test_rounds_go_through_the_pool_before_anything_comes_again(
    pool: list[str], seed: str, size: int, rounds: int
) -> None:
    asked = [q for k in range(1, rounds + 1) for q in draw(pool, size, seed, k, concepts=concepts_of(pool))]
    times = Counter(dict.fromkeys(pool, 0))
    times.update(asked)
    assert max(times.values()) - min(times.values()) <= 1


@CALM
@given(pools, seeds, st.integers(1, 20), st.integers(1, 8))
def test_a_new_question_displaces_at_most_one(pool: list[str], seed: str, size: int, how_many: int) -> None:
    for concepts in ({}, concepts_of([*pool, "new"], how_many)):
        before = set(draw(pool, size, seed, concepts=concepts))
        after = set(draw([*pool, "new"], size, seed, concepts=concepts))
        assert len(before - after) <= 1
        assert len(after - before) <= 1


@CALM
@given(pools, seeds, st.integers(1, 20))
def test_a_question_that_goes_leaves_the_others(pool: list[str], seed: str, size: int) -> None:
    drawn = draw(pool, size, seed)
    left = draw([q for q in pool if q != drawn[0]], size, seed)
    assert set(drawn[1:]) <= set(left)


@CALM
@given(pools, seeds, st.integers(1, 20), st.integers(1, 8))
def test_no_concept_comes_twice_while_another_waits(pool: list[str], seed: str, size: int, how_many: int) -> None:
    concepts = concepts_of(pool, how_many)
    have = Counter(concepts[q][0] for q in pool)
    drawn = Counter(concepts[q][0] for q in draw(pool, size, seed, concepts=concepts))
    for concept, times in drawn.items():
        others = [c for c in have if c != concept and drawn[c] < have[c]]
        assert all(times <= drawn[other] + 1 for other in others)


def test_questions_with_several_concepts_count_for_each() -> None:
    pool = ["both", "left", "right", "third"]
    concepts = {"both": ("l", "r"), "left": ("l",), "right": ("r",), "third": ("t",)}
    for seed in map(str, range(50)):
        drawn = draw(pool, 3, seed, concepts=concepts)
        covered = {c for q in drawn for c in concepts[q]}
        assert covered == {"l", "r", "t"}, drawn
        if "both" in draw(pool, 2, seed, concepts=concepts):
            assert "third" in draw(pool, 2, seed, concepts=concepts)


def test_questions_without_a_concept_are_drawn_too() -> None:
    assert set(draw(["a", "b", "c"], 3, "s", concepts={"a": ("x",), "b": ()})) == {"a", "b", "c"}


def test_learners_get_different_draws_and_every_question_its_share() -> None:
    draws = [draw(POOL, 10, f"learner {i}") for i in range(600)]
    assert len(set(draws)) > 590
    times = Counter(q for d in draws for q in d)
    assert all(140 <= times[q] <= 260 for q in POOL), times  # 200 expected; five standard deviations are 58


def test_a_seed_and_a_question_do_not_run_into_each_other() -> None:
    assert draw(["a x", "x", "b x", "c x"], 4, "s") != tuple(q for q in draw(["a x", "x", "b x", "c x"], 4, "s a"))


def test_an_empty_pool_gives_nothing_and_a_question_twice_counts_once() -> None:
    assert draw([], 5, "s") == ()
    assert draw(["a", "a"], 5, "s") == ("a",)


def test_a_seed_may_hold_anything() -> None:
    assert draw(["a", "b"], 2, "\ud83d") in (("a", "b"), ("b", "a"))


@pytest.mark.parametrize(("size", "round_"), [(0, 1), (-1, 1), (1, 0)])
def test_no_questions_or_no_round_is_an_error(size: int, round_: int) -> None:
    with pytest.raises(ValueError, match="at least one question"):
        draw(["a"], size, "s", round_)
