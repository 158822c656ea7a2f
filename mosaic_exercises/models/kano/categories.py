"""From how many people gave which category to the category of a feature, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from mosaic_exercises.models import intervals, surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.kano.answers import LETTERS, Letter

if TYPE_CHECKING:
    import pandas as pd

    Counts = Mapping[str, int] | pd.Series[Any]

Rule = Literal["mode", "grouped"]

CLEAR: Final = 6.0
"""Percentage points by which the first category must lead the second to be called clear."""
SETTLED: Final = 0.10
"""A category is settled where chance alone would part the two largest counts this far less often than so."""
FONG: Final = 1.65
"""How many of its standard errors Fong's rule asks for."""


class Coefficients(NamedTuple):
    """``better`` from 0 to 1: how much having the feature pleases; ``worse`` from 0 to -1: how much lacking it hurts.

    Both None (not applicable) where nobody answered A, O, M or I.
    """

    better: float | None
    worse: float | None


class Strength(msgspec.Struct, frozen=True):
    """``category``: the lead of the first category over the second, in percentage points; ``clear`` if 6 or more.

    ``total``: per cent of people for whom the feature matters at all (A + O + M).
    """

    category: float
    total: float
    clear: bool


class Lead(msgspec.Struct, frozen=True):
    """How far the largest count leads the second, and ``p``: how often chance alone would part two equally likely
    answers at least that far. ``settled`` where p is below 0.10."""

    first: Letter
    second: Letter
    difference: int
    p: float
    settled: bool


class Fong(msgspec.Struct, frozen=True):
    """Fong's rule on the two largest counts: they differ (``significant``) if ``difference`` reaches ``needed``."""

    first: Letter
    second: Letter
    difference: int
    needed: float
    significant: bool


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one feature, for everybody or for one segment. ``counts`` and ``percent`` hold all six letters.

    Always show the whole distribution: ``category`` is the mode, and ``grouped`` the other rule's answer.
    ``better_between`` and ``worse_between`` are Wilson's 95% intervals of the two coefficients.
    """

    name: str
    segment: str
    n: int
    counts: dict[str, int]
    percent: dict[str, float]
    category: Letter
    grouped: Letter
    better: float | None
    worse: float | None
    better_between: tuple[float, float] | None
    worse_between: tuple[float, float] | None
    strength: Strength
    lead: Lead
    fong: Fong
    notes: tuple[str, ...]


def category(counts: Counts, rule: Rule = "mode") -> Letter:
    """The category of a feature from ``counts`` by letter; a letter left out counts 0.

    - ``rule="mode"``: the most frequent letter; a tie goes to the first of M, O, A, I, R, Q.
    - ``rule="grouped"``: if O + A + M > I + R + Q the largest of O, A, M, else the largest of I, R, Q, ties as before.

    Raises DataError for a key that is no letter, for what is no count, and if all are 0. Example: A 187, O 71, M 46,
    I 258, R 19, Q 26 is I by the mode and A by the grouped rule (304 against 303).
    """
    one_of(rule, ("mode", "grouped"), "rule")
    found = read_counts(counts)
    among: tuple[Letter, ...] = LETTERS
    if rule == "grouped":
        wants = sum(found[name] for name in "OAM")
        among = ("M", "O", "A") if wants > sum(found.values()) - wants else ("I", "R", "Q")
    return max(among, key=lambda name: found[name])  # max takes the first of equals: the order is the tie rule


def coefficients(counts: Counts) -> Coefficients:
    """(better, worse): better = (A + O) / (A + O + M + I), worse = -(O + M) / (A + O + M + I).

    R and Q are left out. Example: A 7, O 33, M 50, I 10 give 0.40 and -0.83. Errors as for :func:`category`, except
    that nothing but R and Q gives (None, None). Source: Berger et al. (1993).
    """
    found = read_counts(counts)
    base = sum(found[name] for name in "AOMI")
    if not base:
        return Coefficients(None, None)
    return Coefficients((found["A"] + found["O"]) / base, -(found["O"] + found["M"]) / base)


def strength(counts: Counts) -> Strength:
    """How clear the category is, and how many people care at all. Errors as for :func:`category`."""
    found = read_counts(counts)
    n = sum(found.values())
    first, second = _two_largest(found)
    # The difference of the counts, not of two percentages: a lead of exactly 6 points must not be lost in rounding.
    points = 100 * (found[first] - found[second]) / n
    total = 100 * sum(found[name] for name in "AOM") / n
    return Strength(points, total, points >= CLEAR)


def lead(counts: Counts) -> Lead:
    """Whether the largest count leads the second by more than chance: the exact sign test of the two, two-sided.

    Only those who gave one of the two answers tell which is more frequent. The pair is chosen after the fact, so read
    p as a lower bound. Not settled means: these people alone leave the category open. Errors as for :func:`category`.
    Example: 46 I and 41 A, p = 0.67.
    """
    found = read_counts(counts)
    first, second = _two_largest(found)
    p = intervals.lead_p(found[first], found[second])
    return Lead(first, second, found[first] - found[second], p, p < SETTLED)


def fong(counts: Counts) -> Fong:
    """Fong's rule, as published: the two largest counts differ if |a - b| >= 1.65 sqrt((a + b)(2n - a - b) / 2n).

    ``n`` is everybody, R and Q included. The rule is often read as a test at 10%. It is not one: its standard error
    leaves out that two counts of one sample rise at each other's cost, so that of two answers equally likely it calls
    17 to 28 in 100 samples of a hundred significant. :func:`lead` gives the exact p.
    Errors as for :func:`category`. Source: D. Fong, in Berger et al. (1993).
    """
    found = read_counts(counts)
    n = sum(found.values())
    first, second = _two_largest(found)
    a, b = found[first], found[second]
    needed = FONG * math.sqrt((a + b) * (2 * n - a - b) / (2 * n))
    return Fong(first, second, a - b, needed, a - b >= needed)


def analyse(name: str, counts: Counts, segment: str = "") -> Feature:
    """All figures of one feature from its counts. Errors as for :func:`category`."""
    found = read_counts(counts)
    n = sum(found.values())
    mode, grouped = category(found), category(found, "grouped")
    better, worse = coefficients(found)
    base, z = sum(found[one] for one in "AOMI"), surveys.z_of(0.95)
    pleased, annoyed = (intervals.share(found["O"] + found[one], base, z) if base else None for one in "AM")
    ahead = lead(found)
    notes = surveys.few(n)
    tied = [one for one in LETTERS if found[one] == found[mode] and one != mode]
    if tied:
        notes.append(f"{mode} and {', '.join(tied)} tie: {mode} goes first in the order M, O, A, I, R, Q.")
    elif not ahead.settled:
        notes.append(
            f"{ahead.first} leads {ahead.second} by {ahead.difference}, which chance alone would do in "
            f"{100 * ahead.p:.0f} of 100 samples: the category is not settled."
        )
    if grouped != mode:
        notes.append(f"The grouped rule says {grouped}: opinions are spread, look at the whole distribution.")
    percent = {str(one): 100 * found[one] / n for one in LETTERS}
    return Feature(
        name=name,
        segment=segment,
        n=n,
        counts=found,
        percent=percent,
        category=mode,
        grouped=grouped,
        better=better,
        worse=worse,
        better_between=pleased,
        worse_between=None if annoyed is None else (-annoyed[1], -annoyed[0]),
        strength=strength(found),
        lead=ahead,
        fong=fong(found),
        notes=tuple(notes),
    )


def read_counts(counts: object) -> dict[str, int]:
    """Counts of all six letters, in the order M, O, A, I, R, Q, from a dict or from what value_counts() gives."""
    if not isinstance(counts, Mapping) and not hasattr(counts, "items"):
        raise DataError(
            f"`counts` is a {type(counts).__name__}", "argument `counts`", "Write {'A': 7, 'O': 33, 'M': 50, 'I': 10}."
        )
    out = dict.fromkeys(LETTERS, 0)
    for name, value in counts.items():
        key = str(name).strip().upper()
        if key not in out:
            raise DataError(f"{name!r} is no category", "argument `counts`", f"Use the letters {', '.join(LETTERS)}.")
        out[key] += surveys.count(value, f"counts[{name!r}]")
    if not any(out.values()):
        raise DataError("Nobody answered: all counts are 0", "argument `counts`", "Give at least one answer.")
    return {str(name): value for name, value in out.items()}


def _two_largest(counts: Mapping[str, int]) -> tuple[Letter, Letter]:
    first, second, *_ = sorted(LETTERS, key=lambda name: -counts[name])  # stable, so ties stay in the order of letters
    return first, second
