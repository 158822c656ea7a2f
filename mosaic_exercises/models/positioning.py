"""Strategic positioning: three bases of a position, what each gives up, and where the course's source differs.

M. E. Porter, "What is strategy?", Harvard Business Review 74(6), 1996: a position rests on a choice of activities that
differ from the rivals'; its bases are variety, needs and access. Being better at the same things (operational
effectiveness) is no position: rivals copy it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.checks import one_of

Basis = Literal["variety", "needs", "access"]
Needs = Literal["few", "broad"]
Customers = Literal["few", "many"]


class Position(msgspec.Struct, frozen=True):
    """One basis. ``seed``: how the course's source words its counterpart; ``difference``: where that departs."""

    basis: Basis
    name: str
    serves: str
    question: str
    gives_up: str
    example: str
    seed: str
    difference: str


POSITIONS: Final[Mapping[str, Position]] = MappingProxyType(
    {
        "variety": Position(
            "variety",
            "Variety-based",
            "few needs of many customers",
            "Which product or service can we make best, for whoever wants it?",
            "the customers' other needs: they go elsewhere for them",
            "Jiffy Lube: oil changes for cars, and no other repair (Porter 1996)",
            "few needs, of a chosen few",
            "The source says a chosen few. Porter's variety-based position serves few needs of many: the choice is of "
            "the service, not of the customers. This workbook marks by Porter.",
        ),
        "needs": Position(
            "needs",
            "Needs-based",
            "most or all needs of few customers",
            "Whose needs differ so much from others' that we could serve nearly all of them?",
            "the customers whose needs are different",
            "IKEA: nearly all that young buyers with little money need for a home (Porter 1996)",
            "many needs, of a chosen few",
            "None: both say broad needs of a chosen few.",
        ),
        "access": Position(
            "access",
            "Access-based",
            "broad needs of many customers in a narrow market",
            "Who can be reached only in another way, by place or by size?",
            "the customers who are reached in the usual way",
            "Carmike: cinemas in towns too small for others (Porter 1996)",
            "many needs, of many, in a chosen market",
            "Hardly any: Porter stresses how customers are reached, the source how narrow the market is.",
        ),
    }
)


class PositionPlaced(msgspec.Struct, frozen=True):
    """What a choice of needs, customers and market comes to; ``position`` is None where it is none of the three."""

    position: Position | None
    words: str
    seed_agrees: bool


def classify(needs: str, customers: str, narrow_market: bool = False) -> PositionPlaced:
    """Which basis a position has: ``needs`` few or broad, of few or many ``customers``; ``narrow_market``: reached in
    one place or way only. ``seed_agrees``: whether the course's source, read by the letter, says the same.

    Raises DataError for another word.
    """
    one_of(needs, ("few", "broad"), "needs")
    one_of(customers, ("few", "many"), "customers")
    if (needs, customers) == ("few", "many"):
        return PositionPlaced(POSITIONS["variety"], "Few needs of many: variety-based.", seed_agrees=False)
    if (needs, customers) == ("broad", "few"):
        return PositionPlaced(POSITIONS["needs"], "Broad needs of few: needs-based.", seed_agrees=True)
    if (needs, customers) == ("broad", "many"):
        if narrow_market:
            words = "Broad needs of many, all in one narrow market: access-based."
            return PositionPlaced(POSITIONS["access"], words, seed_agrees=True)
        words = "Everything for everybody is no position: nothing is given up, so nothing sets it apart."
        return PositionPlaced(None, words, seed_agrees=True)
    words = (
        "Few needs of few: Porter has no name for it, and the course's source gives it as the first of its three. It "
        "may be a niche of its own; ask whether so few can carry the firm."
    )
    return PositionPlaced(None, words, seed_agrees=False)
