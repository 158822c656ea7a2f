"""The two side tables of the ladder: who recommended you, and who has not bought yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import whole_number
from mosaic_exercises.models.columns import id_notes, read_amounts, read_days, read_ids
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty.rules import INACTIVE, STAGES

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

TRUE = frozenset({"true", "yes", "y", "1", "1.0"})
FALSE = frozenset({"false", "no", "n", "0", "0.0"})


class Referrals(msgspec.Struct, frozen=True, eq=False):
    """``counts``: number of referrals by id, for referrals with a day each: ``on``, in the same order, else None."""

    counts: pd.Series[Any]
    on: Any = None

    def up_to(self, end: np.datetime64, notes: list[str]) -> pd.Series[Any]:
        """Referrals by id, up to and including ``end`` where they carry a day."""
        counts = self.counts
        if self.on is not None:
            late = self.on > end
            if late.any():
                notes.append(f"{frames.counted(int(late.sum()), 'referral')} after {end}: not counted.")
            counts = counts[~late]
        total: pd.Series[Any] = counts.groupby(level=0).sum()
        return total


def read_referrals(
    referrals: object, customer: str, date: str, date_format: str | None, notes: list[str]
) -> Referrals | None:
    """A table with one row a referral (its day too, if it has the date column), a mapping or Series from id to
    number, or a list of ids with one entry a referral. The id is the one who recommends.
    """
    import pandas as pd

    if referrals is None:
        return None
    on = None
    if frames.is_table(referrals):
        table = frames.opened(referrals, "referrals")
        ids = frames.column(table, customer, "customer")
        counts = pd.Series(1, index=range(len(ids)))
        if date in table.names:
            on = read_days(frames.column(table, date, "date"), date_format)
            if pd.isna(on).any():
                raise DataError(
                    "A referral has no date",
                    f"`referrals`, column {date!r}, {frames.rows_text(pd.isna(on))}",
                    "Fill the date in, or leave the date column out of this table.",
                )
    elif isinstance(referrals, Mapping) or (isinstance(referrals, pd.Series) and not _counted_from_0(referrals)):
        ids = pd.Series(list(referrals.keys()), name=customer, dtype=object)
        counts = pd.Series(list(referrals.values() if isinstance(referrals, Mapping) else referrals), dtype=object)
        number = read_amounts(counts.rename("referrals"), "referrals")
        wrong = ~((number >= 0) & (number == number.round()))
        if wrong.any():
            raise DataError(
                f"A number of referrals is not a whole number of 0 or more: {frames.examples(counts[wrong].tolist())}",
                f"`referrals`, {frames.rows_text(wrong)}",
                "Give the number of people each customer recommended you to.",
            )
        counts = pd.Series(number.astype("int64"))
    elif isinstance(referrals, Iterable) and not isinstance(referrals, str | bytes):
        ids = pd.Series(list(referrals), name=customer, dtype=object)
        counts = pd.Series(1, index=range(len(ids)))
    else:
        raise DataError(
            f"`referrals` is a {type(referrals).__name__}",
            "argument `referrals`",
            "Pass a table with one row a referral, a dict from id to number, or a list of ids.",
        )
    clean = _people(ids, "referrals", notes)
    return Referrals(counts.set_axis(clean), on)


def read_prospects(prospects: object, customer: str, qualified: str, notes: list[str]) -> pd.Series[Any] | None:
    """Whether each person of the table ``prospects`` is qualified, by id."""
    import pandas as pd

    if prospects is None:
        return None
    table = frames.opened(prospects, "prospects")
    ids = _people(frames.column(table, customer, "customer"), "prospects", notes)
    flags = pd.Series(_flags(frames.column(table, qualified, "qualified"), notes), index=ids, dtype=bool)
    by_id = flags.groupby(level=0)
    torn = by_id.transform("nunique").to_numpy() > 1
    if torn.any():
        raise DataError(
            f"The same person is qualified in one row and not in another: {frames.examples(ids[torn].tolist())}",
            f"`prospects`, column {qualified!r}, {frames.rows_text(torn)}",
            "Keep the row that is right.",
        )
    twice = len(flags) - by_id.ngroups
    if twice:
        notes.append(f"{frames.counted(twice, 'row')} of `prospects` for somebody already listed: counted once.")
    once: pd.Series[Any] = by_id.first()
    return once


def _people(series: pd.Series[Any], argument: str, notes: list[str]) -> pd.Index[Any]:

    found = read_ids(series.infer_objects())
    notes += id_notes(str(series.name), found.stripped, found.mixed, found.whole)
    missing = found.code < 0
    if missing.any():
        raise DataError(
            f"`{argument}` has {frames.counted(int(missing.sum()), 'row')} without an id",
            f"`{argument}`, column {str(series.name)!r}, {frames.rows_text(missing)}",
            "Fill the ids in, or take these rows out first with dropna().",
        )
    return found.index.take(found.code)


def _counted_from_0(series: pd.Series[Any]) -> bool:
    """Whether the labels of ``series`` are row numbers, so that it is a column of ids, not a number for each id."""
    import pandas as pd

    return isinstance(series.index, pd.RangeIndex) and series.index.start == 0 and series.index.step == 1


def _flags(series: pd.Series[Any], notes: list[str]) -> list[bool]:
    """True, False, yes, no, 1 or 0 as a flag; nothing written means: not known yet, so not qualified."""
    text = series.astype(object).map(lambda value: str(value).strip().lower())
    unknown = (series.isna() | text.isin([word.lower() for word in frames.MISSING_TEXTS])).to_numpy()
    wrong = ~(text.isin(TRUE | FALSE).to_numpy() | unknown)
    if wrong.any():
        raise DataError(
            f"Column {str(series.name)!r} holds {frames.examples(series[wrong].tolist())}",
            f"`prospects`, column {str(series.name)!r}, {frames.rows_text(wrong)}",
            "Write True or False (yes and no, 1 and 0 are read too). Leave it empty where you do not know yet.",
        )
    if unknown.any():
        number = frames.counted(int(unknown.sum()), "row")
        notes.append(f"{number} of `prospects` with nothing in {str(series.name)!r}: Suspects.")
    return [bool(flag) for flag in text.isin(TRUE).to_numpy()]


def same_kind(ids: pd.Index[Any], other: pd.Index[Any], argument: str, customer: str) -> None:
    """Raise a DataError if one table has ids as numbers and the other as text: none of them would ever match."""
    import pandas as pd

    numeric = [pd.api.types.is_numeric_dtype(one.dtype) for one in (ids, other)]
    if len(ids) and len(other) and numeric[0] != numeric[1]:
        words = ["numbers" if one else "text" for one in numeric]
        raise DataError(
            f"Ids are {words[0]} in `transactions` and {words[1]} in `{argument}`, so none would match",
            f"column {customer!r}",
            f"Read both files with dtype={{{customer!r}: str}}, which keeps zeros in front too.",
        )


def without_the_gone(
    table: pd.DataFrame, customer: str, inactive_after: int | None, left: object, notes: list[str]
) -> pd.DataFrame:
    """Take those who are gone off the ladder: their stage becomes Inactive. See :func:`stages` for the rules."""
    import pandas as pd

    running = table.pop("running").to_numpy(dtype=bool) if "running" in table else None
    if inactive_after is None and left is None:
        return table
    bought = table["purchases"].to_numpy() > 0
    gone = bought & False
    if inactive_after is not None:
        whole_number(inactive_after, "inactive_after", least=1)
        gone |= bought & (table["days_since_last"].to_numpy() >= inactive_after)
        if running is not None:
            gone &= ~running
    if left is not None:
        ids = _gone(left, customer, notes)
        same_kind(pd.Index(table[customer]), ids, "left", customer)
        gone |= bought & table[customer].isin(ids).to_numpy()
    places = [INACTIVE, *STAGES]
    stage = table["stage"].astype(object).mask(gone, INACTIVE)
    table["stage"] = pd.Categorical(stage, categories=places, ordered=True)
    notes.append(f"{frames.counted(int(gone.sum()), 'customer')} Inactive: they have bought, and are gone.")
    return table


def _gone(left: object, customer: str, notes: list[str]) -> pd.Index[Any]:
    """The ids of those who left: a column or a list of ids, or a table with the column ``customer``."""
    import pandas as pd

    if frames.is_table(left):
        return _people(frames.column(frames.opened(left, "left"), customer, "customer"), "left", notes)
    # A dict or a labelled series says something about each id, and leaving it unread would send all of them away.
    labelled = isinstance(left, Mapping) or (isinstance(left, pd.Series) and pd.api.types.is_bool_dtype(left.dtype))
    if labelled or isinstance(left, str | bytes) or not isinstance(left, Iterable):
        raise DataError(
            f"`left` is a {type(left).__name__}" + (" of True and False" if isinstance(left, pd.Series) else ""),
            "argument `left`",
            "Pass the ids of those who gave notice: a list or a column of ids.",
        )
    return _people(pd.Series(list(left), name=customer, dtype=object), "left", notes)


def describe_gone(inactive_after: int | None, left: object) -> dict[str, str]:
    """The rule for Inactive in words."""
    parts = [] if inactive_after is None else [f"bought nothing in the last {inactive_after:,} days, nothing running"]
    parts += [] if left is None else ["named among those who left"]
    return {INACTIVE: "; or ".join(parts) or "nobody: neither inactive_after nor left is given"}
