"""From how many people gave which category to the category of a feature, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.kano.answers import LETTERS, Letter

if TYPE_CHECKING:
    import pandas as pd

    Counts = Mapping[str, int] | pd.Series[Any]

Rule = Literal["mode", "grouped"]

CLEAR: Final = 6.0
"""Percentage points by which the first category must lead the second to be called clear."""
FONG: Final = 1.65
"""How many standard errors Fong's test asks for (90% two-sided)."""


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


class Fong(msgspec.Struct, frozen=True):
    """Fong's test of the two largest counts: they differ (``significant``) if ``difference`` reaches ``needed``."""

    first: Letter
    second: Letter
    difference: int
    needed: float
    significant: bool


class Feature(msgspec.Struct, frozen=True):
    """Everything about one feature, for everybody or for one segment. ``counts`` and ``percent`` hold all six letters.

    Always show the whole distribution: ``category`` is the mode, and ``grouped`` the other rule's answer.
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
    strength: Strength
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
    lead = 100 * (found[first] - found[second]) / n
    total = 100 * sum(found[name] for name in "AOM") / n
    return Strength(lead, total, lead >= CLEAR)


def fong(counts: Counts) -> Fong:
    """Whether the two largest counts differ by more than chance: |a - b| >= 1.65 sqrt((a + b)(2n - a - b) / 2n).

    ``n`` is everybody, R and Q included. Not significant means: these people alone do not settle the category.
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
    lead, test = strength(found), fong(found)
    notes = surveys.few(n)
    tied = [one for one in LETTERS if found[one] == found[mode] and one != mode]
    if tied:
        notes.append(f"{mode} and {', '.join(tied)} tie: {mode} goes first in the order M, O, A, I, R, Q.")
    elif not test.significant:
        notes.append(f"{test.first} and {test.second} do not differ by Fong's test: the category is not settled.")
    if grouped != mode:
        notes.append(f"The grouped rule says {grouped}: opinions are spread, look at the whole distribution.")
    percent = {str(one): 100 * found[one] / n for one in LETTERS}
    return Feature(name, segment, n, found, percent, mode, grouped, better, worse, lead, test, tuple(notes))


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
