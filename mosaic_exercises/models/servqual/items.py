"""The five dimensions and the 22 statements of SERVQUAL, in this workbook's own words.

After A. Parasuraman, V. Zeithaml & L. Berry, SERVQUAL (Journal of Retailing, 1988): 4, 5, 4, 4 and 5 statements, each
asked twice, of an excellent firm (expectation) and of yours (perception), from 1 (disagree completely) to 7 (agree
completely). The original wording is theirs; adapt ours to your trade, and keep each pair about the same thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from mosaic_exercises.models.errors import DataError

SCALE: Final = (1, 7)

DIMENSIONS: Final[tuple[str, ...]] = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")

MEANINGS: Final[Mapping[str, str]] = {
    "tangibles": "what one can see and touch: rooms, equipment, people, papers",
    "reliability": "doing what was promised, rightly and on time",
    "responsiveness": "helping soon, and saying when",
    "assurance": "knowledge and courtesy that earn trust",
    "empathy": "attention to the one person who is there",
}


class ServqualItem(msgspec.Struct, frozen=True):
    """One statement. ``says`` is its end: the beginning is the name of a firm."""

    id: str
    dimension: str
    says: str

    def expectation(self, firm: str = "An excellent firm") -> str:
        """The statement about what a firm should be like."""
        return f"{firm} {self.says}."

    def perception(self, firm: str = "This firm") -> str:
        """The statement about what your firm is like."""
        return f"{firm} {self.says}."


ITEMS: Final[tuple[ServqualItem, ...]] = (
    ServqualItem("tan1", "tangibles", "has up-to-date equipment"),
    ServqualItem("tan2", "tangibles", "has rooms that are pleasant to be in"),
    ServqualItem("tan3", "tangibles", "has people who look neat"),
    ServqualItem("tan4", "tangibles", "has letters, forms and pages that are good to look at"),
    ServqualItem("rel1", "reliability", "keeps the dates it names"),
    ServqualItem("rel2", "reliability", "makes an honest effort to solve a customer's problem"),
    ServqualItem("rel3", "reliability", "gets things right at the first attempt"),
    ServqualItem("rel4", "reliability", "delivers at the time it said"),
    ServqualItem("rel5", "reliability", "keeps records without mistakes"),
    ServqualItem("res1", "responsiveness", "tells customers exactly when something will be done"),
    ServqualItem("res2", "responsiveness", "acts without delay"),
    ServqualItem("res3", "responsiveness", "has people who want to help"),
    ServqualItem("res4", "responsiveness", "has people who are never too busy for a question"),
    ServqualItem("ass1", "assurance", "has people whose manner inspires confidence"),
    ServqualItem("ass2", "assurance", "makes it feel safe to pay and to hand over one's data"),
    ServqualItem("ass3", "assurance", "has people who are always polite"),
    ServqualItem("ass4", "assurance", "has people who know enough to answer questions"),
    ServqualItem("emp1", "empathy", "gives each customer individual attention"),
    ServqualItem("emp2", "empathy", "is open at hours that suit its customers"),
    ServqualItem("emp3", "empathy", "has people who look after one personally"),
    ServqualItem("emp4", "empathy", "has the good of its customers at heart"),
    ServqualItem("emp5", "empathy", "understands what each customer needs in particular"),
)

DIMENSION_OF: Final[Mapping[str, str]] = {item.id: item.dimension for item in ITEMS}


def folded(name: str) -> str:
    """A name as it is compared: capitals and blanks around do not count."""
    return name.strip().casefold()


def dimensions_of(names: list[str], given: Mapping[str, str] | None, notes: list[str]) -> dict[str, str]:
    """The dimension of each name: as ``given``, as one of the 22 items, as a dimension itself, or standing alone."""
    if given is not None:
        without = [name for name in names if name not in given]
        if without:
            raise DataError(
                f"No dimension is given for {', '.join(map(repr, without[:5]))}",
                "argument `dimensions`",
                "Name the dimension of every statement: dimensions={'tan1': 'tangibles', ...}.",
            )
        return {name: str(given[name]).strip() for name in names}
    items = [name for name in names if folded(name) in DIMENSION_OF]
    if len(items) == len(names):
        return {name: DIMENSION_OF[folded(name)] for name in names}
    if items:
        others = [name for name in names if name not in items]
        raise DataError(
            f"{', '.join(map(repr, others[:5]))} is none of the 22 statements, others are",
            "argument `dimensions`",
            "Correct the id, or name the dimension of every statement: dimensions={'tan1': 'tangibles', ...}.",
        )
    if not all(folded(name) in DIMENSIONS for name in names):
        notes.append("No dimensions were given: each statement stands for itself.")
    return {name: name for name in names}


def in_order(names: list[str]) -> list[str]:
    """Names of dimensions as the model orders them; others follow as they came."""
    known = [name for dimension in DIMENSIONS for name in names if folded(name) == dimension]
    return known + [name for name in names if name not in known]


def wide_columns() -> tuple[str, ...]:
    """The headings of an empty table for :func:`from_wide`: one row a respondent, two columns a statement."""
    return ("respondent_id", *(f"{side}_{item.id}" for side in ("e", "p") for item in ITEMS))
