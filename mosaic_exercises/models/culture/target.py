"""Whom to aim at: candidates rated by value, compatibility and strategicity from 1 to 5, with weights of one's own.

Value: what they bring. Compatibility: how well they fit what we do and how we work. Strategicity: how much they help us
to get where we want to be. The three names are the course's source's; the scale, the weights and the mean over raters
are this workbook's reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from mosaic_exercises.models.checks import finite
from mosaic_exercises.models.errors import DataError

CRITERIA: Final = ("value", "compatibility", "strategicity")
LEAST, MOST = 1, 5
TOTAL: Final = 100.0


class Candidate(msgspec.Struct, frozen=True):
    """A group that could be aimed at: by criterion the rating of each rater, 1 to 5."""

    name: str
    ratings: dict[str, dict[str, int]]
    text: str = ""

    def mean(self, criterion: str) -> float:
        """The mean rating by one criterion."""
        given = self.ratings[criterion]
        return sum(given.values()) / len(given)

    @property
    def spread(self) -> int:
        """The largest difference between two raters on one criterion: what to talk about."""
        return max(max(given.values()) - min(given.values()) for given in self.ratings.values())


class Scored(msgspec.Struct, frozen=True):
    """A candidate's score from 1.0 to 5.0 and its place; the same scores share a place."""

    place: int
    candidate: Candidate
    score: float


class Choice(msgspec.Struct, frozen=True):
    """Candidates, the best first. ``steady``: whether the same candidate is first with equal weights too, so that the
    choice does not hang on the weights."""

    weights: dict[str, float]
    scored: tuple[Scored, ...]
    steady: bool


def equal_weights() -> dict[str, float]:
    """A third of 100 for each criterion."""
    return dict.fromkeys(CRITERIA, TOTAL / len(CRITERIA))


def candidates(rows: Iterable[Mapping[str, Any]]) -> tuple[Candidate, ...]:
    """Candidates from rows with a name and, for each criterion, ratings by rater (a dict) or one rating.

    Raises DataError for a missing criterion, a rating off 1 to 5, and a name that stands twice.
    """
    found: list[Candidate] = []
    for place, row in enumerate(rows, start=1):
        name = str(row.get("name", "")).strip()
        if not name or any(one.name == name for one in found):
            raise DataError(f"The name {name!r} is empty or stands twice", f"row {place}", "Give each its own name.")
        ratings = {criterion: _ratings(row.get(criterion), name, criterion) for criterion in CRITERIA}
        found.append(Candidate(name, ratings, str(row.get("text", ""))))
    return tuple(found)


def _ratings(given: Any, name: str, criterion: str) -> dict[str, int]:
    by_rater = dict(given) if isinstance(given, Mapping) else {"": given}
    for rater, value in by_rater.items():
        if isinstance(value, bool) or not isinstance(value, int) or not LEAST <= value <= MOST:
            who = f" by {rater}" if rater else ""
            raise DataError(
                f"The {criterion} of {name!r}{who} is {value!r}", f"column {criterion!r}", f"Write {LEAST} to {MOST}."
            )
    if not by_rater:
        raise DataError(f"Nobody rated the {criterion} of {name!r}", f"column {criterion!r}", "Give one rating.")
    return by_rater


def choose(groups: Sequence[Candidate], weights: Mapping[str, float] | None = None) -> Choice:
    """Score and order the candidates: sum of weight/100 x mean rating. Without ``weights`` all count the same.

    Raises DataError for no candidates, for weights that name another criterion, are below 0 or do not sum to 100.
    """
    if not groups:
        raise DataError("There are no candidates", "argument `groups`", "Name at least one group.")
    shares = _weights(weights) if weights is not None else equal_weights()
    first = _scored(groups, shares)
    level = _scored(groups, equal_weights())
    return Choice(shares, first, first[0].candidate.name in {s.candidate.name for s in level if s.place == 1})


def _weights(given: Mapping[str, float]) -> dict[str, float]:
    if set(given) != set(CRITERIA):
        raise DataError(
            f"There are weights for {', '.join(map(str, given)) or 'nothing'}",
            "argument `weights`",
            f"Give one for each of {', '.join(CRITERIA)}.",
        )
    shares = {criterion: finite(given[criterion], f"weights[{criterion!r}]") for criterion in CRITERIA}
    below = [criterion for criterion, share in shares.items() if share < 0]
    if below:
        raise DataError(f"The weight of {below[0]} is below 0", "argument `weights`", "Write 0 or more.")
    total = sum(shares.values())
    if abs(total - TOTAL) > 0.01:
        raise DataError(
            f"The weights sum to {total:g}", "argument `weights`", "Share out 100 points, no more, no less."
        )
    return shares


def _scored(groups: Sequence[Candidate], shares: Mapping[str, float]) -> tuple[Scored, ...]:
    pairs = [(round(sum(w / TOTAL * group.mean(c) for c, w in shares.items()), 6), group) for group in groups]
    pairs.sort(key=lambda pair: -pair[0])
    places = {score: place for place, (score, _) in reversed(list(enumerate(pairs, start=1)))}
    return tuple(Scored(places[score], group, score) for score, group in pairs)
