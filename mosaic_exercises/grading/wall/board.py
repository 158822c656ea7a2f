"""What hangs on the wall: the answers of all to one exercise, laid side by side or over each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.wall.folder import WallHand
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.walls import WallCard, WallCurve, WallPiece, WallRatings, WallStand

HELD: Final = 20_000  # answers: of a thousand people, all that can hang
OWN: Final = "Their own"
ASKED: Final = "Those they asked"
MOST_KINDS: Final = 4  # of raters that are told apart
Sort = Literal["", "cards", "curves", "rows", "sides"]


class Hung(msgspec.Struct, frozen=True):
    """A piece of somebody's: ``who`` is the name, or a number where names are hidden."""

    who: str
    piece: WallPiece


class RaterMean(msgspec.Struct, frozen=True):
    """The mean of the ratings of one kind of raters, and how many they are."""

    name: str
    mean: float
    ratings: int


class RatedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row that many rated: how often each point of the scale was given, from ``low`` up; the mean, how far apart
    the lowest and the highest are, and who gave those two. ``raters``: the mean by kind of rater, where others were
    asked as well."""

    text: str
    counts: tuple[int, ...]
    low: int
    mean: float
    spread: float
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    raters: tuple[RaterMean, ...] = ()


class WallSide(msgspec.Struct, frozen=True):
    """One side of a debate, and what those on it say."""

    name: str
    stands: tuple[Hung, ...]


class WallBoard(msgspec.Struct, frozen=True, kw_only=True):
    """The wall of one exercise; the fields of the other sorts are empty. ``people``: of how many something hangs."""

    sort: Sort
    people: int = 0
    cards: tuple[Hung, ...] = ()
    curves: tuple[Hung, ...] = ()
    rows: tuple[RatedLine, ...] = ()
    sides: tuple[WallSide, ...] = ()


def can_hang(course: Course) -> list[Exercise]:
    """Every exercise of the course whose answers can hang on a wall, in the course's order."""
    placed = (course.exercises[item.exercise] for item in course.placed() if item.exercise)
    return [exercise for exercise in placed if KINDS[exercise.kind].wall(exercise.task) is not None]


@lru_cache(HELD)
def pieces(exercise: Exercise, hand: WallHand) -> Sequence[WallPiece]:
    """What one person's answer hangs there: nothing of an answer that cannot be read. It is read once."""
    rules = KINDS[exercise.kind]
    hang, raw = rules.wall(exercise.task), hand.answers.get(exercise.id)
    if hang is None or raw is None:
        return ()
    try:
        found: Sequence[WallPiece] = hang(rules.parse(exercise.task, msgspec.json.decode(raw)))
    except (FormatError, msgspec.DecodeError, RecursionError):
        return ()
    return found


def counts(exercises: Iterable[Exercise], people: Iterable[WallHand]) -> Mapping[str, int]:
    """How many people have answered each exercise; those that nobody has are left out. The answers are not read for
    it: of a class of 300 only those to the exercise on the wall are."""
    answered = Counter(slug for hand in people for slug in hand.answers)
    return {one.id: answered[one.id] for one in exercises if answered[one.id]}


def board(exercise: Exercise, people: Sequence[WallHand], *, names: bool) -> WallBoard:
    """The wall of one exercise. Without names people are numbers, the same in each exercise."""
    found = [(number, hand.name, pieces(exercise, hand)) for number, hand in enumerate(people, start=1)]
    hung = [
        Hung(called((name or f"No name ({number})") if names else str(number), piece, names=names), piece)
        for number, name, theirs in found
        for piece in theirs
    ]
    if not hung:
        return WallBoard(sort="")
    crowd = sum(bool(theirs) for _, _, theirs in found)
    match hung[0].piece:
        case WallCard():
            return WallBoard(sort="cards", people=crowd, cards=tuple(hung))
        case WallCurve():
            return WallBoard(sort="curves", people=crowd, curves=tuple(hung))
        case WallRatings():
            return WallBoard(sort="rows", people=crowd, rows=rated(hung, names=names))
        case WallStand():
            taken = Counter(one.piece.side for one in hung if isinstance(one.piece, WallStand))
            sides = (WallSide(name, of_side(hung, name)) for name in sorted(taken))
            return WallBoard(sort="sides", people=crowd, sides=tuple(sides))


def of_side(hung: Iterable[Hung], name: str) -> tuple[Hung, ...]:
    """The stands on one side."""
    return tuple(one for one in hung if isinstance(one.piece, WallStand) and one.piece.side == name)


def called(who: str, piece: WallPiece, *, names: bool) -> str:
    """Whose a piece is, in words: ratings of somebody else who was asked are theirs. Without names nobody is called by
    what somebody wrote, which may be a name."""
    if not isinstance(piece, WallRatings) or not piece.rater:
        return who
    return f"{piece.rater} (asked by {who})" if names else f"someone asked by {who}"


def kinds_of_raters(hung: Iterable[Hung], *, names: bool) -> Mapping[str, str]:
    """As what each rater counts: those whom several have asked under the same words (a customer, a partner) by these,
    the others together."""
    asked = [one.piece.rater for one in hung if isinstance(one.piece, WallRatings) and one.piece.rater]
    often = Counter(rater.casefold() for rater in asked)
    known = {key for key, n in often.most_common(MOST_KINDS) if n > 1} if names else set()
    first = {rater.casefold(): rater for rater in reversed(asked)}
    return {rater: first[key] if (key := rater.casefold()) in known else ASKED for rater in asked}


def rated(hung: Sequence[Hung], *, names: bool) -> tuple[RatedLine, ...]:
    """Row by row, the widest apart first: those are the rows to talk about."""
    given: dict[str, list[tuple[float, str]]] = {}
    kinds = kinds_of_raters(hung, names=names)
    order = [OWN, *(kind for kind in dict.fromkeys(kinds.values()) if kind != ASKED), ASKED]
    by_kind: dict[str, dict[str, list[float]]] = {}
    low = high = 0
    for one in hung:
        if isinstance(one.piece, WallRatings):
            low, high = int(one.piece.low), int(one.piece.high)
            kind = kinds.get(one.piece.rater, OWN)
            for text, rate in one.piece.rows:
                if rate is not None:
                    given.setdefault(text, []).append((rate, one.who))
                    by_kind.setdefault(text, {}).setdefault(kind, []).append(rate)
    lines = []
    for text, rates in given.items():
        values = [rate for rate, _ in rates]
        bottom, top = min(values), max(values)
        apart = bottom != top
        lines.append(
            RatedLine(
                text=text,
                counts=tuple(values.count(point) for point in range(low, high + 1)),
                low=low,
                mean=sum(values) / len(values),
                spread=top - bottom,
                lowest=tuple(who for rate, who in rates if rate == bottom) if apart else (),
                highest=tuple(who for rate, who in rates if rate == top) if apart else (),
                raters=tuple(RaterMean(k, sum(r) / len(r), len(r)) for k in order if (r := by_kind[text].get(k)))
                if kinds
                else (),
            )
        )
    return tuple(sorted(lines, key=lambda line: (-line.spread, -variance(line))))


def variance(line: RatedLine) -> float:
    """How far the ratings are from their mean, squared, on average."""
    n = sum(line.counts)
    return sum(count * (line.low + i - line.mean) ** 2 for i, count in enumerate(line.counts)) / n
