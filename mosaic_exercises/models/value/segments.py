"""Named groups of customers from their scores for recency and frequency."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.models.frames import TableLike


class RfmSegment(msgspec.Struct, frozen=True, kw_only=True):
    """A named group: the recency and frequency scores (both ends included) that make it, and what it says."""

    name: str
    recency: tuple[int, int]
    frequency: tuple[int, int]
    says: str


def _segment(name: str, recency: tuple[int, int], frequency: tuple[int, int], says: str) -> RfmSegment:
    return RfmSegment(name=name, recency=recency, frequency=frequency, says=says)


GROUPS: Final = 5
RFM_SEGMENTS: Final[tuple[RfmSegment, ...]] = (
    _segment("Champions", (5, 5), (4, 5), "bought just now, and often"),
    _segment("Loyal customers", (3, 4), (4, 5), "buy often, and not long ago"),
    _segment("Potential loyalists", (4, 5), (2, 3), "bought lately, more than once"),
    _segment("New customers", (5, 5), (1, 1), "bought just now, for the first time or nearly"),
    _segment("Promising", (4, 4), (1, 1), "bought lately, and seldom"),
    _segment("Need attention", (3, 3), (3, 3), "in the middle of both"),
    _segment("About to sleep", (3, 3), (1, 2), "some time ago, and seldom"),
    _segment("At risk", (1, 2), (3, 4), "bought often, long ago"),
    _segment("Cannot lose them", (1, 2), (5, 5), "bought most often, long ago"),
    _segment("Hibernating", (1, 2), (1, 2), "long ago, and seldom"),
)
"""Ten groups that cover each pair of scores once.

The names are those of a list published by the firm Putler and taken over by many tools (the R package ``rfm`` among
them). Its ranges overlap and leave some customers without a name; these ten, which part the plane of R and F without
gap or overlap, are this workbook's reading. They lie within the published ranges but for one corner: R = 2 with F = 5
is At risk there.
"""


def rfm_segments(scores: TableLike) -> pd.DataFrame:
    """``scores`` (what :func:`rfm` returned, with five groups) with a column ``segment``, and nothing else changed.

    The names come from R and F alone; ``M`` says how much is at stake in each. ``attrs["rules"]`` tell the cuts.

    Misuse: a name is a place among *your* customers, not a state of mind: in any firm, even one that all are leaving, a
    fifth has R = 5. Equal customers share a score, so with many who bought once some groups stay empty: look at the
    scores first. Names such as "cannot lose them" ask for an action; whether it pays is shown by a test, not by a name.

    Raises DataError for a table without R and F from 1 to 5, and for scores of another number of groups.
    """
    import pandas as pd

    table = frames.require_table(scores, "scores")
    groups = table.attrs.get("groups", GROUPS)
    if groups != GROUPS:  # with fewer, every score would be in range and nobody a champion
        raise DataError(
            f"The scores are of {groups} groups", "argument `scores`", f"Pass value.rfm(...) with groups={GROUPS}."
        )
    found = {name: frames.column(table, name, "scores").to_numpy() for name in ("R", "F")}
    for name, column in found.items():
        bad = ~pd.Series(column).isin(range(1, GROUPS + 1)).to_numpy()
        if bad.any():
            raise DataError(
                f"Column {name!r} holds other scores than 1 to 5, such as {frames.examples(column[bad][:50].tolist())}",
                f"column {name!r}, {frames.rows_text(bad)}",
                "Pass value.rfm(...) with groups=5.",
            )
    names = [one.name for one in RFM_SEGMENTS]
    place = {
        (r, f): at
        for at, one in enumerate(RFM_SEGMENTS)
        for r in range(one.recency[0], one.recency[1] + 1)
        for f in range(one.frequency[0], one.frequency[1] + 1)
    }
    codes = [place[pair] for pair in zip(map(int, found["R"]), map(int, found["F"]), strict=True)]
    result = table.copy()
    result["segment"] = pd.Series(
        pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(names, ordered=True)), index=table.index
    )
    cuts = "; ".join(f"{one.name}: R {_range(one.recency)}, F {_range(one.frequency)}" for one in RFM_SEGMENTS)
    result.attrs = {**table.attrs, "rules": {**table.attrs.get("rules", {}), "Segments (this workbook's cuts)": cuts}}
    return result


def segment_summary(segmented: TableLike) -> pd.DataFrame:
    """One row a segment, in the order of ``RFM_SEGMENTS``: customers, their share, value, its share, and the means.

    ``segmented`` is what :func:`rfm_segments` returned. Shares are per cent; the share of value is NaN where all value
    together is not above zero.
    """
    import numpy as np
    import pandas as pd

    table = frames.require_table(segmented, "segmented")
    frames.column(table, "segment", "segmented")
    names = [one.name for one in RFM_SEGMENTS]
    own = table.assign(segment=table["segment"].astype(str)).groupby("segment")
    counts = own.size().reindex(names, fill_value=0)
    worth = own["monetary"].sum().reindex(names, fill_value=0.0)
    total = float(worth.sum())
    return pd.DataFrame(
        {
            "segment": names,
            "customers": counts.to_numpy(),
            "percent": 100 * counts.to_numpy() / max(1, int(counts.sum())),
            "value": worth.to_numpy(),
            "value_percent": 100 * worth.to_numpy() / total if total > 0 else np.nan,
            "mean_recency_days": own["recency_days"].mean().reindex(names).to_numpy(),
            "mean_frequency": own["frequency"].mean().reindex(names).to_numpy(),
            "mean_value": own["monetary"].mean().reindex(names).to_numpy(),
        }
    )


def _range(ends: tuple[int, int]) -> str:
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
