"""How value is spread: the few customers of high value and the many of low."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from numbers import Real
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import finite, whole_number
from mosaic_exercises.models.columns import foreign, read_amounts
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.models.frames import TableLike


class ValueSplit(msgspec.Struct, frozen=True):
    """The best customers and their share of all value.

    ``top_customers`` of ``customers`` (the share ``top``, rounded) bring ``top_value`` of ``total``, which is
    ``top_percent``. ``threshold`` is the value of the last of them. ``below_zero`` customers have cost more than they
    brought: with them in the total, the share of the others can pass 100%.
    """

    customers: int
    total: float
    top: float
    top_customers: int
    top_value: float
    top_percent: float
    threshold: float
    below_zero: int


def value_split(values: Iterable[float], top: float = 0.2) -> ValueSplit:
    """What share of all value the best ``top`` of the customers bring (0.2: the best fifth).

    ``values`` holds one number a customer (int, float or Decimal), in your currency: a list, a column of numpy, pandas,
    polars or pyarrow such as ``stages(...)["value"]``, or a dict from id to number. Raises DataError for missing
    values, no values, or a total that is not above zero (there is nothing to share out).
    """
    ordered = _descending(values)
    return _split(ordered, _share(top))


def pareto(values: Iterable[float], points: int = 100) -> tuple[tuple[float, float], ...]:
    """The curve of value: (percentage of customers, best first; percentage of all value they bring), from (0, 0).

    At most ``points`` steps of equal width. Input and errors as for :func:`value_split`.
    """
    whole_number(points, "points", least=1)
    ordered = _descending(values)
    total, count = math.fsum(ordered), len(ordered)
    curve, done, reached = [(0.0, 0.0)], 0.0, 0
    for step in range(1, points + 1):
        place = (count * step + points // 2) // points
        if place > reached:
            done += math.fsum(ordered[reached:place])
            reached = place
            curve.append((place * 100 / count, done * 100 / total))
    return tuple(curve)


def high_low(table: TableLike, value: str = "value", top: float = 0.2) -> pd.DataFrame:
    """``table`` (one row a customer) with a column ``value_group``: High or Low (ordered categorical).

    High are the customers worth at least as much as the last of the best ``top``: who is worth the same is treated the
    same, so that a tie at the border can make High larger than ``top``; ``attrs["notes"]`` then says so.
    Raises DataError as :func:`value_split` does.
    """
    import pandas as pd

    table = frames.require_table(table, "table")
    worth = read_amounts(frames.column(table, value, "value"), "value")
    split = value_split(worth.tolist(), top)
    high = worth >= split.threshold
    result = table.copy()
    kind = pd.CategoricalDtype(["Low", "High"], ordered=True)
    result["value_group"] = pd.Series(pd.Categorical.from_codes(high.astype("int8"), dtype=kind), index=table.index)
    notes = list(table.attrs.get("notes", []))
    tied = int(high.sum()) - split.top_customers
    if tied:
        notes.append(
            f"{frames.counted(tied, 'customer')} worth the same as the last of the best {split.top:.0%}: High too."
        )
    result.attrs = {
        **table.attrs,
        "rules": {
            **table.attrs.get("rules", {}),
            "High": f"worth {split.threshold:,.2f} or more (best {split.top:.0%})",
        },
        "notes": notes,
    }
    return result


def _share(top: float) -> float:
    share = finite(top, "top")
    if 0 < share <= 1:
        return share
    raise DataError(
        f"`top` is {top!r}",
        "argument `top`",
        "Write the share of customers as a fraction of 1: 0.2 for the best fifth.",
    )


def _split(ordered: list[float], top: float) -> ValueSplit:
    count = max(1, math.floor(len(ordered) * top + 0.5))
    total, best = math.fsum(ordered), math.fsum(ordered[:count])
    below = sum(1 for value in ordered if value < 0)
    return ValueSplit(len(ordered), total, top, count, best, best * 100 / total, ordered[count - 1], below)


def _descending(values: Any) -> list[float]:
    if isinstance(values, str | bytes) or not isinstance(values, Iterable) or hasattr(values, "columns"):
        raise DataError(
            f"`values` is a {type(values).__name__}",
            "argument `values`",
            "Pass one number a customer, for example table['value'].",
        )
    if foreign.is_column(values):
        values = foreign.series(values, None)
    numbers = list(values.values() if isinstance(values, Mapping) else values)
    bad = [
        isinstance(number, bool) or not isinstance(number, Real | Decimal) or not math.isfinite(float(number))
        for number in numbers
    ]
    if any(bad):
        shown = frames.examples([number for number, wrong in zip(numbers, bad, strict=True) if wrong])
        raise DataError(
            f"`values` has {frames.counted(sum(bad), 'value')} missing or not a number, such as {shown}",
            f"`values`, {frames.rows_text(bad)}",
            "Fill them in or take these customers out first. If stages() made the table, name its amount column.",
        )
    ordered = sorted((float(number) for number in numbers), reverse=True)
    if math.fsum(ordered) <= 0:
        what = "There are no values" if not ordered else f"All values together are {math.fsum(ordered):,.2f}"
        raise DataError(what, "argument `values`", "A share needs a total above zero.")
    return ordered
