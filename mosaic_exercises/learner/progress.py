"""How far a learner is: which tiles of the mosaic are laid, which questions a drill has for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from mosaic_exercises.course import Course, Notebook, Placed, Quiz
from mosaic_exercises.learner.draw import draw
from mosaic_exercises.workbook import History, laid

PLACES = 4  # decimals of a score
FEW = 3
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
    drawn = whole_draw(course, quiz, seed, round_, track, version)
    return course.asked_here(quiz, drawn) or extra(course, quiz, seed, round_, track)


def whole_draw(course: Course, quiz: Quiz, seed: str, round_: int, track: str, version: str) -> tuple[str, ...]:
    """The questions of this quiz and of those that ask a share of the same draw."""
    whole = course.whole(quiz)
    if whole.asks:
        return whole.asks
    pool = course.drawn_from(whole, track, version)
    return draw(tuple(pool.questions), pool.size, drill_seed(whole, seed), round_, concepts=pool.questions)


def extra(course: Course, quiz: Quiz, seed: str, round_: int, track: str) -> tuple[str, ...]:
    """A few questions where none of a learner's draw falls to this quiz. They earn nothing: the draw's points do."""
    some = course.asked_here(quiz, course.drawn_from(quiz, track).questions)
    return draw(some, FEW, drill_seed(quiz, seed), round_)


def drawn_points(
    course: Course, quiz: Quiz, points: float, seed: str, *, track: str = "any", version: str = ""
) -> dict[str, float]:
    """The questions of this quiz's first round, each with its points: its share of those of the whole draw."""
    drawn = whole_draw(course, quiz, seed, 1, track, version)
    worth = dict(zip(drawn, spread(points, len(drawn)), strict=True))
    return {s: worth.get(s, 0.0) for s in questions(course, quiz, seed, track=track, version=version)}


def spread(points: float, parts: int) -> tuple[float, ...]:
    """``points`` over ``parts`` as evenly as whole ten-thousandths allow, so that they add up to the points again."""
    if not parts:
        return ()
    each, rest = divmod(round(points * 10**PLACES), parts)
    return tuple((each + (i < rest)) / 10**PLACES for i in range(parts))


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
    """The tiles of one notebook, in its order. What may be skipped is none."""
    return tuple(tile(course, item, past, seed, track) for item in notebook.items if not item.optional)
