"""Service factors: what annoys when it is missing, what satisfies, what delights, counted from incidents.

Source: R. Johnston, The Determinants of Service Quality: Satisfiers and Dissatisfiers (1995), and Identifying the
Critical Determinants of Service Quality in Retail Banking (1997). Which factor belongs where differs by trade;
responsiveness, care, availability and courtesy stand between the two ends, and counting them as satisfiers is this
workbook's reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError

Kind = Literal["dissatisfier", "satisfier", "delighter"]
KINDS: Final[tuple[Kind, ...]] = ("dissatisfier", "satisfier", "delighter")

FACTORS: Final[Mapping[str, Kind]] = {
    "reliability": "dissatisfier",
    "integrity": "dissatisfier",
    "communication": "dissatisfier",
    "functionality": "dissatisfier",
    "competence": "dissatisfier",
    "responsiveness": "satisfier",
    "care": "satisfier",
    "availability": "satisfier",
    "courtesy": "satisfier",
    "friendliness": "delighter",
    "commitment": "delighter",
    "attentiveness": "delighter",
}


class FactorCount(msgspec.Struct, frozen=True):
    """How often a factor ``pleased`` and ``annoyed``; ``seen`` is the kind that these incidents speak for.

    More than two annoyed for each one pleased speak for a dissatisfier, the reverse for a delighter, else a satisfier
    (this workbook's reading; a handful of incidents is a hint, not a proof).
    """

    factor: str
    kind: Kind
    pleased: int
    annoyed: int
    seen: Kind


def count_factors(
    incidents: object, *, factor: str = "factor", sign: str = "sign", kinds: Mapping[str, Kind] = FACTORS
) -> tuple[FactorCount, ...]:
    """Pleasing (+1) and annoying (-1) incidents by factor; dissatisfiers first, because they are to be mended first.

    ``incidents`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists; ``kinds``
    names the kind of each factor. Raises DataError, with the rows, for a factor that ``kinds`` does not name and a sign
    that is not +1 or -1.
    """
    for name, kind in kinds.items():
        one_of(kind, KINDS, f"kinds[{name!r}]")
    found = surveys.columns(incidents, {"factor": factor, "sign": sign})
    names = [name.casefold() for name in surveys.names(found["factor"], f"column {factor!r}")]
    strange = [place for place, name in enumerate(names) if name not in kinds]
    if strange:
        raise DataError(
            f"{names[strange[0]]!r} is no factor that `kinds` names",
            f"column {factor!r}, {surveys.rows_text(strange)}",
            f"Use {', '.join(kinds)}, or pass kinds={{...}} with your own.",
        )
    notes: list[str] = []
    signs = surveys.scores(found["sign"], where=f"column {sign!r}", low=-1, high=1, notes=notes)
    zero = [place for place, value in enumerate(signs) if value == 0]
    if zero:
        raise DataError(
            "A sign is 0",
            f"column {sign!r}, {surveys.rows_text(zero)}",
            "Write 1 where it pleased and -1 where it annoyed.",
        )
    out = []
    for name in sorted(dict.fromkeys(names), key=lambda one: KINDS.index(kinds[one])):
        own = [value for other, value in zip(names, signs, strict=True) if other == name]
        pleased, annoyed = own.count(1.0), own.count(-1.0)
        seen: Kind = "satisfier"
        if annoyed > 2 * pleased:
            seen = "dissatisfier"
        elif pleased > 2 * annoyed:
            seen = "delighter"
        out.append(FactorCount(name, kinds[name], pleased, annoyed, seen))
    return tuple(out)
