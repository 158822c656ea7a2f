"""How far a learner is: which tiles of the mosaic are laid, which questions a drill has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from mosaic_exercises.course import Course, Notebook, Placed, Quiz
from mosaic_exercises.learner.draw import draw
from mosaic_exercises.workbook import History, laid

State = Literal["laid", "partial", "empty"]


class Tile(msgspec.Struct, frozen=True):
    """One tile of the mosaic. ``outcome`` is that of the last check, "" where there is none."""

    slug: str
    title: str
    state: State
    outcome: str


def questions(
    course: Course, quiz: Quiz, seed: str, round_: int = 1, *, track: str = "any", version: str = ""
) -> tuple[str, ...]:
    """The questions this quiz has for the workbook with this id, on this track. ``version``: the edition that asked
    them; where it is an earlier one, these are the questions that it asked."""
    if quiz.asks:
        return quiz.asks
    pool = course.drawn_from(quiz, track, version)
    return draw(tuple(pool.questions), pool.size, drill_seed(quiz, seed), round_, concepts=pool.questions)


def drill_seed(quiz: Quiz, workbook: str) -> str:
    """What decides the draw of a quiz for the workbook with this id."""
    return f"{workbook}:{quiz.id}"


def whole_pool(course: Course, quiz: Quiz, seed: str) -> tuple[str, ...]:
    """Every question of this quiz, once, in the order of the workbook with this id: also what is of another track or
    of a part that may be skipped. A learner asks for it; it earns nothing."""
    pool = course.pool(quiz)
    concepts = {slug: course.exercises[slug].concepts for slug in pool}
    return draw(pool, max(1, len(pool)), drill_seed(quiz, seed), concepts=concepts)


def ever_laid(history: History) -> bool:
    """Whether some check laid this exercise's tile. A later try does not lift it again."""
    return any(laid(event.outcome) for event in history.every)


def tile(course: Course, placed: Placed, past: Mapping[str, History], seed: str, track: str = "any") -> Tile:
    """The state of one tile. An exercise's is laid by a right (or recorded) answer, a quiz's when each of its questions
    has been answered right; that of a check, when each has been tried."""
    blank = History()
    if placed.quiz:
        quiz = course.quiz(placed.quiz)
        each = [past.get(slug, blank) for slug in questions(course, quiz, seed, track=track)]
        tried = sum(bool(h.every) for h in each)
        if quiz.asks:
            state: State = "laid" if tried == len(each) else "partial" if tried else "empty"
            return Tile(quiz.id, quiz.title, state, f"{tried} of {len(each)} answered" if tried else "")
        done = sum(map(ever_laid, each))
        state = "laid" if done == len(each) else "partial" if tried else "empty"
        return Tile(quiz.id, quiz.title, state, f"{done} of {len(each)} right" if state != "empty" else "")
    history = past.get(placed.exercise, blank)
    last = history.newest
    state = "laid" if ever_laid(history) else "partial" if history.every else "empty"
    title = course.exercise(placed.exercise).title
    return Tile(placed.exercise, title, state, str(last.outcome).replace("_", " ") if last else "")


def tiles(
    course: Course, notebook: Notebook, past: Mapping[str, History], seed: str, track: str = "any"
) -> tuple[Tile, ...]:
    """The tiles of one notebook, in its order."""
    return tuple(tile(course, item, past, seed, track) for item in notebook.items)
