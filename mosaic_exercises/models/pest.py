"""PEST: political, economic, social and technological factors of the macro-environment, ranked by impact x likelihood,
and what they hand on to a SWOT.

F. J. Aguilar, *Scanning the Business Environment*, 1967. The product of two estimates from 1 to 5 is a way to talk
about what comes first, no measurement; from which weight on a factor goes into the SWOT is this workbook's reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, cast

import msgspec

from mosaic_exercises.models import pest_words, surveys
from mosaic_exercises.models.checks import one_of, whole_number
from mosaic_exercises.models.errors import DataError

Category = Literal["political", "economic", "social", "technological"]
Direction = Literal["opportunity", "threat", ""]
CATEGORIES: Final[tuple[Category, ...]] = ("political", "economic", "social", "technological")
DIRECTIONS: Final[tuple[Direction, ...]] = ("opportunity", "threat", "")
LEAST, MOST = 1, 5
HANDED_ON: Final = 16
"""From this weight (of 25) on a factor goes into the SWOT (this workbook's reading)."""


class PestFactor(msgspec.Struct, frozen=True):
    """One factor outside. ``impact`` and ``likelihood``: whole numbers from 1 to 5, as people estimate them."""

    id: str
    category: Category
    text: str
    impact: int
    likelihood: int
    direction: Direction = ""
    effect: str = ""

    @property
    def weight(self) -> int:
        """impact x likelihood, from 1 to 25."""
        return self.impact * self.likelihood


class RankedFactor(msgspec.Struct, frozen=True):
    """A factor with its place; factors of the same weight share the better place."""

    place: int
    factor: PestFactor


class Handed(msgspec.Struct, frozen=True):
    """What a PEST hands on to a SWOT: opportunities and threats from a weight on, the rest to be watched, and factors
    that nobody has called either."""

    opportunities: tuple[PestFactor, ...]
    threats: tuple[PestFactor, ...]
    watched: tuple[PestFactor, ...]
    undecided: tuple[PestFactor, ...]


class PestDoubt(msgspec.Struct, frozen=True):
    """A factor whose wording reads like a competitor or supplier, or like the firm's own house."""

    factor: PestFactor
    misconception: str
    words: str
    ask: str


def factor(
    id: str,
    category: str,
    text: str,
    impact: int,
    likelihood: int,
    direction: str = "",
    effect: str = "",
) -> PestFactor:
    """One factor, checked. Raises DataError for another category or direction, and for an estimate off 1 to 5."""
    one_of(category, CATEGORIES, "category")
    one_of(direction, DIRECTIONS, "direction")
    for value, argument in ((impact, "impact"), (likelihood, "likelihood")):
        whole_number(value, argument, least=LEAST)
        if value > MOST:
            raise DataError(f"`{argument}` is {value}", f"argument `{argument}`", f"Write {LEAST} (least) to {MOST}.")
    if not text.strip():
        raise DataError(f"The factor {id!r} has no text", "argument `text`", "Write what changes outside.")
    return PestFactor(id, cast(Category, category), text, impact, likelihood, cast(Direction, direction), effect)


def from_table(table: object) -> tuple[PestFactor, ...]:
    """Factors from a table with the columns of Tessera's pest.csv: factor_id, category, factor, effect, impact,
    likelihood, direction. Raises DataError with column and row."""
    names = ("factor_id", "category", "factor", "effect", "impact", "likelihood", "direction")
    found = surveys.columns(table, {name: name for name in names})
    rows: list[PestFactor] = []
    for place, row in enumerate(zip(*(found[name] for name in names), strict=True), start=1):
        id_, category, text, effect, impact, likelihood, direction = ("" if surveys.is_missing(v) else v for v in row)
        numbers = [surveys.number(value) for value in (impact, likelihood)]
        for value, number, column in zip((impact, likelihood), numbers, ("impact", "likelihood"), strict=True):
            if number is None or not number.is_integer() or not LEAST <= number <= MOST:
                raise DataError(
                    f"{value!r} is no whole number from {LEAST} to {MOST}",
                    f"column {column!r}, row {place}",
                    "Write one.",
                )
        try:
            rows.append(
                factor(
                    str(id_),
                    str(category).strip().casefold(),
                    str(text),
                    int(numbers[0] or 0),
                    int(numbers[1] or 0),
                    str(direction).strip().casefold(),
                    str(effect),
                )
            )
        except DataError as error:
            raise DataError(error.what, f"row {place}, {error.where}", error.do) from None
    return tuple(rows)


def ranking(factors: Iterable[PestFactor]) -> tuple[RankedFactor, ...]:
    """The weightiest first: by impact x likelihood, then by impact; what is the same in both keeps its order and
    shares a place."""
    ordered = sorted(factors, key=lambda f: (-f.weight, -f.impact))
    out: list[RankedFactor] = []
    for place, one in enumerate(ordered, start=1):
        last = out[-1] if out else None
        same = last is not None and (last.factor.weight, last.factor.impact) == (one.weight, one.impact)
        out.append(RankedFactor(last.place if same and last else place, one))
    return tuple(out)


def hand_on(factors: Sequence[PestFactor], least: int = HANDED_ON) -> Handed:
    """What goes into the SWOT, the weightiest first: factors whose weight is ``least`` or more, by direction."""
    whole_number(least, "least", least=0)
    order = [ranked.factor for ranked in ranking(factors)]
    heavy = [one for one in order if one.weight >= least]
    return Handed(
        tuple(one for one in heavy if one.direction == "opportunity"),
        tuple(one for one in heavy if one.direction == "threat"),
        tuple(one for one in order if one.weight < least),
        tuple(one for one in heavy if not one.direction),
    )


def empty(factors: Iterable[PestFactor]) -> tuple[Category, ...]:
    """The letters of PEST under which nothing stands."""
    there = {one.category for one in factors}
    return tuple(category for category in CATEGORIES if category not in there)


def doubts(factors: Iterable[PestFactor], competitors: Iterable[str] = ()) -> tuple[PestDoubt, ...]:
    """Factors whose wording does not read like the macro-environment; ``competitors``: their names."""
    names = tuple(competitors)
    out: list[PestDoubt] = []
    for one in factors:
        if words := pest_words.competitor(one.text, names):
            ask = "Which change in politics, economy, society or technology stands behind it?"
            out.append(PestDoubt(one, "pest-competitors", words, ask))
        elif words := pest_words.internal(one.text):
            out.append(PestDoubt(one, "pest-internal", words, "Would it be there if our firm did not exist?"))
    return tuple(out)
