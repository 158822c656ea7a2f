"""The relationship map: how satisfied a customer is against what the organisation gains, and who starts the contact.

The four quadrants, their threshold and the direction of a good move are this workbook's reading of the Mosaic course;
near to it are W. Reinartz & V. Kumar, The Mismanagement of Customer Loyalty (2002), and T. Jones & W. E. Sasser, Why
Satisfied Customers Defect (1995). External customers and internal ones are mapped in the same way.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import Missing, finite
from mosaic_exercises.models.errors import DataError

Quadrant = Literal["Reciprocity", "Over-giving", "Over-taking", "Transactionship"]
QUADRANTS: Final[tuple[Quadrant, ...]] = ("Reciprocity", "Over-giving", "Over-taking", "Transactionship")
RECIPROCITY: Final = QUADRANTS[0]
THRESHOLD: Final = 50.0
LOW_SCALE: Final = 10
"""Where no point is higher, another scale is likely."""

MEANINGS: Final[Mapping[Quadrant, str]] = {
    "Reciprocity": "the customer is satisfied and the organisation gains: both want it to go on",
    "Over-giving": "the customer is satisfied, the organisation gains little: it gives more than it gets",
    "Over-taking": "the organisation gains, the customer is not satisfied: it takes more than it gives",
    "Transactionship": "little for either: a brief exchange that several others could serve as well",
}

Direction = Literal[
    "stays in Reciprocity", "reaches Reciprocity", "comes nearer", "comes no nearer", "leaves Reciprocity"
]
KINDS: Final = ("reactive", "proactive")
_KIND_WORDS: Final = {
    "reactive": "reactive",
    "reaction": "reactive",
    "proactive": "proactive",
    "pre-action": "proactive",
}


class Move(msgspec.Struct, frozen=True):
    """From where a relationship stands to where it is wanted: both quadrants, the changes in points, and whether that
    leads to Reciprocity. ``shortfall`` is the distance to it in points now, ``left`` the distance that then remains.
    """

    start: Quadrant
    goal: Quadrant
    satisfaction: float
    gain: float
    shortfall: float
    left: float
    direction: Direction


class Party(msgspec.Struct, frozen=True):
    """One relationship. ``satisfaction`` and ``gain`` run from 0 to 100; ``proactive_share`` is per cent of activities.

    What the data did not say is None, ``side`` empty.
    """

    name: str
    side: str
    satisfaction: float
    gain: float
    quadrant: Quadrant
    wanted_satisfaction: float | None
    wanted_gain: float | None
    move: Move | None
    reactive: int | None
    proactive: int | None
    proactive_share: float | None


class Chart(msgspec.Struct, frozen=True):
    """A relationship map. ``counts`` by quadrant, all four; ``proactive_share`` over everybody, in per cent."""

    parties: tuple[Party, ...]
    counts: dict[str, int]
    threshold: float
    proactive_share: float | None
    notes: tuple[str, ...]


def quadrant(satisfaction: float, gain: float, threshold: float = THRESHOLD) -> Quadrant:
    """The quadrant of a customer's satisfaction and the organisation's gain, both from 0 to 100. A tie goes up.

    Example: quadrant(50, 41) is "Over-giving". Raises DataError for numbers outside 0 to 100.
    """
    s, g = _points(satisfaction, "satisfaction"), _points(gain, "gain")
    line = _points(threshold, "threshold")
    if s >= line:
        return "Reciprocity" if g >= line else "Over-giving"
    return "Over-taking" if g >= line else "Transactionship"


def move(
    satisfaction: float,
    gain: float,
    wanted_satisfaction: float,
    wanted_gain: float,
    threshold: float = THRESHOLD,
) -> Move:
    """Whether a wanted change leads to Reciprocity. Numbers and errors as for :func:`quadrant`.

    More gain from a customer who is pushed below the threshold of satisfaction is not a move to Reciprocity.
    """
    start, goal = quadrant(satisfaction, gain, threshold), quadrant(wanted_satisfaction, wanted_gain, threshold)
    now, then = _short(satisfaction, gain, threshold), _short(wanted_satisfaction, wanted_gain, threshold)
    direction: Direction
    if goal == RECIPROCITY:
        direction = "stays in Reciprocity" if start == RECIPROCITY else "reaches Reciprocity"
    elif start == RECIPROCITY:
        direction = "leaves Reciprocity"
    else:
        direction = "comes nearer" if then < now else "comes no nearer"
    return Move(start, goal, wanted_satisfaction - satisfaction, wanted_gain - gain, now, then, direction)


def proactive_share(proactive: int, reactive: int) -> float | None:
    """Per cent of all activities that were proactive: begun before the customer saw a need. None where there were none.

    A fast reply is still reactive. Raises DataError for what is no whole number of 0 or more.
    """
    first, answers = surveys.count(proactive, "proactive"), surveys.count(reactive, "reactive")
    return 100 * first / (first + answers) if first + answers else None


def chart(
    table: object,
    *,
    name: str = "name",
    satisfaction: str = "satisfaction",
    gain: str = "gain",
    side: str = "side",
    wanted_satisfaction: str = "wanted_satisfaction",
    wanted_gain: str = "wanted_gain",
    reactive: str = "reactive",
    proactive: str = "proactive",
    threshold: float = THRESHOLD,
    missing: Missing = "error",
) -> Chart:
    """The map of a table with one row a customer (external or internal).

    ``table`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists; the other
    arguments name its columns. Name, satisfaction and gain must be there; the others are used if they are, and
    ``notes`` say which are not. ``missing="skip"`` leaves out a customer without satisfaction or gain, and ``notes``
    say whom. Raises DataError with column and rows for text, for numbers outside 0 to 100, and for a name that stands
    twice.
    """
    table, heads = surveys.kept(table)
    found = surveys.columns(table, {"name": name, "satisfaction": satisfaction, "gain": gain})
    notes: list[str] = []
    size = len(found["name"])
    names = surveys.names(found["name"], f"column {name!r}")
    surveys.once([(one,) for one in names], "A customer", f"column {name!r}")

    def optional(column: str, argument: str) -> list[object] | None:
        if column == argument and column not in heads:  # a name of the caller's own choice must be there
            notes.append(f"No column {column!r}: left out of the map.")
            return None
        return surveys.columns(table, {argument: column})[argument]

    def points(answers: Sequence[object] | None, column: str, rule: Missing) -> list[float | None]:
        if answers is None:
            return [None] * size
        return surveys.scores(
            answers, where=f"column {column!r}", low=0, high=100, whole=False, missing=rule, notes=notes
        )

    now = points(found["satisfaction"], satisfaction, missing), points(found["gain"], gain, missing)
    sides = optional(side, "side")
    wanted = (
        points(optional(wanted_satisfaction, "wanted_satisfaction"), wanted_satisfaction, "skip"),
        points(optional(wanted_gain, "wanted_gain"), wanted_gain, "skip"),
    )
    acts = [
        _counts(optional(column, kind), column, size, notes)
        for column, kind in zip((reactive, proactive), KINDS, strict=True)
    ]
    parties = []
    for row in range(size):
        s, g = now[0][row], now[1][row]
        if s is None or g is None:
            notes.append(f"{names[row]} (row {row + 1:,}) has no place on the map: left out.")
            continue
        ws, wg = wanted[0][row], wanted[1][row]
        way = None if ws is None or wg is None else move(s, g, ws, wg, threshold)
        back, ahead = acts[0][row], acts[1][row]
        share = None if back is None or ahead is None else proactive_share(ahead, back)
        label = "" if sides is None or surveys.is_missing(sides[row]) else str(sides[row]).strip()
        parties.append(Party(names[row], label, s, g, quadrant(s, g, threshold), ws, wg, way, back, ahead, share))
    if not parties:
        raise DataError("No customer has both satisfaction and gain", "the table", "Rate at least one customer.")
    counts = {str(one): sum(1 for party in parties if party.quadrant == one) for one in QUADRANTS}
    known = [(p.proactive, p.reactive) for p in parties if p.proactive is not None and p.reactive is not None]
    share = proactive_share(sum(a for a, _ in known), sum(b for _, b in known)) if known else None
    return Chart(tuple(parties), counts, float(threshold), share, (*notes, *_low_scale(parties)))


def _low_scale(parties: Sequence[Party]) -> list[str]:
    if 0 < max(max(party.satisfaction, party.gain) for party in parties) <= LOW_SCALE:
        return [
            f"No satisfaction or gain is above {LOW_SCALE}, where 100 is the top. If you rated from 0 to 1 or to 10, "
            "bring it to 100 first."
        ]
    return []


class Activity(msgspec.Struct, frozen=True):
    """Activities with one customer, one side or everybody: how many of each kind, minutes, first and last day."""

    name: str
    reactive: int
    proactive: int
    proactive_share: float | None
    minutes: float | None
    first: dt.date | None
    last: dt.date | None


class Log(msgspec.Struct, frozen=True):
    """An activity log summed up: everybody, by side, and by customer, least proactive first."""

    total: Activity
    by_side: tuple[Activity, ...]
    by_party: tuple[Activity, ...]
    notes: tuple[str, ...]


def log(
    table: object,
    *,
    party: str = "party_id",
    kind: str = "kind",
    side: str | None = "side",
    date: str | None = "date",
    minutes: str | None = "minutes",
) -> Log:
    """Sum up a log with one row an activity. ``kind`` holds reactive or proactive (reaction and pre-action are read
    too), ``date`` days such as 2026-03-31; pass None for a column that you do not keep. Shapes of ``table`` as for
    :func:`chart`. Raises DataError with column and rows for another kind, an unreadable date, or minutes below 0.
    """
    wanted = {"party": party, "kind": kind, "side": side, "date": date, "minutes": minutes}
    found = surveys.columns(table, {argument: column for argument, column in wanted.items() if column is not None})
    notes: list[str] = []
    parties = surveys.names(found["party"], f"column {party!r}")
    kinds = _kinds(found["kind"], kind)
    sides = surveys.names(found["side"], f"column {side!r}") if side is not None else [""] * len(parties)
    days = _days(found["date"], f"column {date!r}", notes) if date is not None else [None] * len(parties)
    spent: list[float | None] = [None] * len(parties)
    if minutes is not None:
        spent = surveys.scores(
            found["minutes"],
            where=f"column {minutes!r}",
            low=0,
            high=math.inf,
            whole=False,
            missing="skip",
            notes=notes,
        )

    def summed(name: str, rows: Sequence[int]) -> Activity:
        back = sum(1 for row in rows if kinds[row] == "reactive")
        when = [day for row in rows if (day := days[row]) is not None]
        time = [value for row in rows if (value := spent[row]) is not None]
        return Activity(
            name,
            back,
            len(rows) - back,
            proactive_share(len(rows) - back, back),
            math.fsum(time) if time else None,
            min(when, default=None),
            max(when, default=None),
        )

    def grouped(labels: Sequence[str]) -> list[Activity]:
        rows: dict[str, list[int]] = {}
        for row, label in enumerate(labels):
            rows.setdefault(label, []).append(row)
        return [summed(label, own) for label, own in rows.items()]

    by_party = sorted(grouped(parties), key=lambda one: (one.proactive_share or 0.0, -one.reactive))
    by_side = grouped(sides) if side is not None else []
    return Log(summed("", range(len(parties))), tuple(by_side), tuple(by_party), tuple(notes))


def _points(value: object, argument: str) -> float:
    number = finite(value.item() if hasattr(value, "item") else value, argument)
    if not 0 <= number <= 100:
        raise DataError(f"`{argument}` is {number:g}", f"argument `{argument}`", "Write points from 0 to 100.")
    return number


def _short(satisfaction: float, gain: float, threshold: float) -> float:
    return math.hypot(max(0.0, threshold - satisfaction), max(0.0, threshold - gain))


def _counts(answers: Sequence[object] | None, column: str, size: int, notes: list[str]) -> list[int | None]:
    if answers is None:
        return [None] * size
    read = surveys.scores(answers, where=f"column {column!r}", low=0, high=math.inf, missing="skip", notes=notes)
    return [None if value is None else int(value) for value in read]


def _kinds(answers: Sequence[object], column: str) -> list[str]:
    words = [str(answer).strip().casefold() for answer in answers]
    strange = [place for place, word in enumerate(words) if word not in _KIND_WORDS]
    if strange:
        raise DataError(
            f"A kind of activity is {answers[strange[0]]!r}",
            f"column {column!r}, {surveys.rows_text(strange)}",
            "Write reactive (the customer came first) or proactive (you came first).",
        )
    return [_KIND_WORDS[word] for word in words]


def _days(answers: Sequence[object], where: str, notes: list[str]) -> list[dt.date | None]:
    out = surveys.days(answers, where, "been in touch")
    gaps = [place for place, day in enumerate(out) if day is None]
    if gaps:
        notes.append(f"No date in {where} ({surveys.rows_text(gaps)}): counted, but not in first and last day.")
    return out
