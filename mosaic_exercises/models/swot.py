"""SWOT and TOWS: what helps and hinders, inside and outside, and the strategies that join the two.

H. Weihrich, "The TOWS matrix: a tool for situational analysis", Long Range Planning 15(2), 1982: strengths and
weaknesses are internal, opportunities and threats external; a strategy joins one of each. What the wording of a factor
gives away is read by :mod:`mosaic_exercises.models.swot_words`; ranking and thresholds are this workbook's reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from mosaic_exercises.models import swot_words
from mosaic_exercises.models.errors import DataError

Part = Literal["strengths", "weaknesses", "opportunities", "threats"]
Cell = Literal["so", "wo", "st", "wt"]
INTERNAL: Final[tuple[Part, ...]] = ("strengths", "weaknesses")
EXTERNAL: Final[tuple[Part, ...]] = ("opportunities", "threats")
PARTS: Final[tuple[Part, ...]] = (*INTERNAL, *EXTERNAL)
CELLS: Final[Mapping[str, tuple[Part, Part]]] = MappingProxyType(
    {
        "so": ("strengths", "opportunities"),
        "wo": ("weaknesses", "opportunities"),
        "st": ("strengths", "threats"),
        "wt": ("weaknesses", "threats"),
    }
)
"""Which internal and which external factor a strategy of a cell joins."""

MEANING: Final[Mapping[str, str]] = MappingProxyType(
    {
        "so": "Use strengths to take opportunities (maxi-maxi).",
        "wo": "Overcome weaknesses by taking opportunities (mini-maxi).",
        "st": "Use strengths to meet threats (maxi-mini).",
        "wt": "Make weaknesses smaller and avoid threats (mini-mini).",
    }
)


class Factor(msgspec.Struct, frozen=True):
    """One point of a SWOT."""

    id: str
    part: Part
    text: str


class Swot(msgspec.Struct, frozen=True):
    """A firm's SWOT; ``of`` names the firm ("" for one's own). Factors keep their order, the weightiest first."""

    factors: tuple[Factor, ...]
    of: str = ""

    def part(self, name: str) -> tuple[Factor, ...]:
        """The factors of one part."""
        return tuple(factor for factor in self.factors if factor.part == name)


class Strategy(msgspec.Struct, frozen=True):
    """One TOWS strategy and the ids of the factors that it cites."""

    text: str
    cell: Cell
    cites: tuple[str, ...] = ()


class FactorPair(msgspec.Struct, frozen=True):
    """Two factors that one cell of a TOWS may join: a question, not yet a strategy."""

    cell: Cell
    internal: Factor
    external: Factor


class Doubt(msgspec.Struct, frozen=True):
    """A factor whose wording asks a question: the mix-up, the words, and what to ask oneself."""

    factor: Factor
    misconception: str
    words: str
    ask: str


class Citing(msgspec.Struct, frozen=True):
    """What a strategy cites: factors from inside and outside, ids that no SWOT has, and the parts that its cell wants
    and it does not cite."""

    strategy: Strategy
    internal: tuple[Factor, ...]
    external: tuple[Factor, ...]
    unknown: tuple[str, ...]
    lacks: tuple[Part, ...]


def swot(parts: Mapping[str, Iterable[str]], of: str = "") -> Swot:
    """A SWOT from texts by part; the parts are strengths, weaknesses, opportunities and threats, a missing one is
    empty. Factors get the ids s1, s2, ..., w1, ..., o1, ..., t1, ....

    Raises DataError for another part and for an empty text.
    """
    strange = [name for name in parts if name not in PARTS]
    if strange:
        raise DataError(f"There is no part {strange[0]!r}", "argument `parts`", f"Write one of {', '.join(PARTS)}.")
    found: list[Factor] = []
    for name in PARTS:
        given = parts.get(name, ())
        if isinstance(given, str):
            raise DataError(f"`{name}` is a text", "argument `parts`", "Give a list of texts, one a point.")
        for place, text in enumerate(given, start=1):
            if not isinstance(text, str) or not text.strip():
                raise DataError(f"Point {place} of {name} has no text", "argument `parts`", "Write it, or take it out.")
            found.append(Factor(f"{name[0]}{place}", name, text))
    return Swot(tuple(found), of)


_READ: Final[tuple[tuple[Part, str, Callable[[str], str], str], ...]] = (
    (
        "opportunities",
        "opportunity-is-our-action",
        swot_words.own_action,
        "Would it be there if we did nothing? If not, what outside makes it possible?",
    ),
    (
        "threats",
        "threat-is-weakness",
        swot_words.inside,
        "Would it be gone if we worked differently? Then it is a weakness.",
    ),
    (
        "strengths",
        "aspirations-as-strengths",
        swot_words.aspiration,
        "Could a customer notice it this week? If not, it is a wish.",
    ),
)


def doubts(data: Swot) -> tuple[Doubt, ...]:
    """Factors whose wording reads like another sort, in their order. Silence proves nothing."""
    return tuple(
        Doubt(factor, misconception, words, ask)
        for factor in data.factors
        for part, misconception, read, ask in _READ
        if factor.part == part and (words := read(factor.text))
    )


def pairs(data: Swot, cell: str = "", most: int = 3) -> tuple[FactorPair, ...]:
    """What a TOWS could join: in each cell (or the one named) the first ``most`` internal with the first ``most``
    external factors. Raises DataError for another cell."""
    if cell and cell not in CELLS:
        raise DataError(f"There is no cell {cell!r}", "argument `cell`", f"Write one of {', '.join(CELLS)}.")
    return tuple(
        FactorPair(name, inner, outer)
        for name in ("so", "wo", "st", "wt")
        if cell in ("", name)
        for inner in data.part(CELLS[name][0])[:most]
        for outer in data.part(CELLS[name][1])[:most]
    )


def citing(data: Swot, strategies: Sequence[Strategy]) -> tuple[Citing, ...]:
    """What each strategy stands on. A strategy that lacks nothing cites one factor of each part of its cell."""
    known = {factor.id: factor for factor in data.factors}
    found: list[Citing] = []
    for strategy in strategies:
        cited = [known[id_] for id_ in strategy.cites if id_ in known]
        parts = {factor.part for factor in cited}
        found.append(
            Citing(
                strategy,
                tuple(f for f in cited if f.part in INTERNAL),
                tuple(f for f in cited if f.part in EXTERNAL),
                tuple(id_ for id_ in strategy.cites if id_ not in known),
                tuple(part for part in CELLS[strategy.cell] if part not in parts),
            )
        )
    return tuple(found)


def unused(data: Swot, strategies: Sequence[Strategy]) -> tuple[Factor, ...]:
    """The factors that no strategy cites."""
    cited = {id_ for strategy in strategies for id_ in strategy.cites}
    return tuple(factor for factor in data.factors if factor.id not in cited)


class Seen(msgspec.Struct, frozen=True):
    """What a competitor's SWOT may mean for us: its strength may be our threat, its weakness our opportunity."""

    firm: str
    factor: Factor
    may_be: Part
    ask: str


def for_us(competitors: Sequence[Swot]) -> tuple[Seen, ...]:
    """Questions that competitors' SWOTs put to our own: how their performance may affect ours.

    Strengths become possible threats, weaknesses possible opportunities; their own opportunities and threats are
    mostly ours too, and belong into our PEST first.
    """
    return tuple(
        Seen(
            rival.of,
            factor,
            "threats" if factor.part == "strengths" else "opportunities",
            f"{rival.of or 'It'} does this well: which of our customers would leave for it?"
            if factor.part == "strengths"
            else f"{rival.of or 'It'} does this badly: which of its customers would notice that we do not?",
        )
        for rival in competitors
        for factor in rival.factors
        if factor.part in INTERNAL
    )
