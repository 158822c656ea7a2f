"""Who moved up, who moved down and who went quiet between two periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from mosaic_exercises.models import frames, purchases
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.columns import read_day
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty.due import renewals
from mosaic_exercises.models.loyalty.ladder import RegularRule, Sides, climb, describe, read_sides
from mosaic_exercises.models.loyalty.rules import INACTIVE, REGULAR, STAGES
from mosaic_exercises.models.returns import Returns, netted

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.loyalty.due import Terms
    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Ledger

    Period = tuple[np.datetime64, np.datetime64]

NEW: Final = "New"


def transitions(
    transactions: object,
    first: tuple[object, object] | None = None,
    second: tuple[object, object] | None = None,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    regular: RegularRule = REGULAR,
    referrals: object = None,
    prospects: object = None,
    *,
    values: Literal["percent", "customers"] = "percent",
    qualified: str = "qualified",
    min_referrals: int = 1,
    zero: Zero = "purchase",
    returns: Returns = "keep",
    missing: Missing = "error",
    date_format: str | None = None,
) -> pd.DataFrame:
    """Where the people of each stage in the ``first`` period stand in the ``second``.

    A period is a pair of days, both included: ``first=("1997-01-01", "1997-06-30")``. Without periods the days of the
    data are cut in two halves. The other arguments are those of :func:`stages`.

    - The stage in a period is the stage on its last day, counting all purchases since the data begin.
    - ``Inactive``: has bought before, but not once in the period, and (where ``regular`` has terms) nothing bought
      earlier is still running. Whether an inactive customer is lost or only slow, the data cannot say: choose periods
      longer than the usual time between two purchases.
    - ``New`` (a row only): customers whose first purchase lies after the first period, and who were no prospects.

    Returns a DataFrame: rows = stage in the first period (rows that hold nobody are left out), columns = stage in the
    second. ``values="percent"``: each row sums to 100. ``values="customers"``: numbers of people.
    ``attrs["customers"]`` gives the number of people in each row, ``attrs["periods"]`` the periods, and "rules" and
    "notes" as in :func:`stages`.

    Raises DataError as :func:`stages` does, and for periods that overlap, run backwards or hold no purchase.
    Source: this workbook's reading (Griffin describes the stages, not a matrix; inactive is not one of her stages).
    """
    import pandas as pd

    one_of(values, ("percent", "customers"), "values")
    sides = read_sides(customer, date, regular, referrals, prospects, qualified, min_referrals, date_format)
    ledger = purchases.read(
        transactions,
        customer=customer,
        date=date,
        amount=amount,
        zero=zero,
        missing=missing,
        date_format=date_format,
    )
    ledger = netted(ledger, returns)
    one, two = _periods(ledger, first, second)
    notes = [*ledger.notes, *sides.notes]
    terms = sides.terms(transactions, ledger, zero, notes)
    before = _states(ledger, sides, terms, one, notes)
    after = _states(ledger, sides, terms, two, notes)
    late = int((ledger.day > int(two[1].astype("int64"))).sum())
    if late:
        notes.append(f"{frames.counted(late, 'row')} after {two[1]}: not counted.")

    rows = [*STAGES, INACTIVE, NEW] if prospects is not None else [*STAGES[2:], INACTIVE, NEW]
    counts = pd.crosstab(before.reindex(after.index, fill_value=NEW).to_numpy(), after.to_numpy())
    counts = counts.reindex(index=rows, columns=rows[:-1], fill_value=0)
    held = counts.sum(axis=1)
    empty = [name for name in rows[:-1] if held[name] == 0]
    if empty:
        notes.append(f"Nobody stood on {', '.join(empty)} in the first period: no row.")
    counts = counts[held > 0].astype("int64")
    result = counts.div(counts.sum(axis=1), axis=0).mul(100) if values == "percent" else counts
    result = result.rename_axis(index="first period", columns="second period")
    result.attrs = {
        "periods": [[str(day) for day in period] for period in (one, two)],
        "customers": {str(name): int(number) for name, number in held.items() if number},
        "values": values,
        "rules": {
            **describe(sides, two[1], zero, returns),
            "Counted up to": f"the last day of each period, {one[1]} and {two[1]}",
            INACTIVE: "has bought before the period, not in it",
            NEW: "first purchase after the first period",
        },
        "notes": notes,
    }
    return result


def _states(ledger: Ledger, sides: Sides, terms: Terms | None, period: Period, notes: list[str]) -> pd.Series[Any]:
    """The stage, or Inactive, of everyone known on the last day of ``period``, by id."""
    import pandas as pd

    found: list[str] = []
    table = climb(ledger, sides, period[1], found, terms)
    notes += [f"On {period[1]}: {note}" for note in found]
    state = table.set_index(ledger.customer)["stage"].astype(object)
    active = pd.Series(purchases.dates_between(ledger, *period), index=ledger.ids).reindex(state.index, fill_value=0)
    quiet = (active.to_numpy() == 0) & (table["purchases"].to_numpy() > 0)
    if terms is not None and sides.due is not None:
        running = renewals(ledger, terms, sides.due, None, period[1]).running
        quiet &= ~pd.Series(running, index=ledger.ids).reindex(state.index, fill_value=False).to_numpy()
    return state.mask(quiet, INACTIVE)


def _periods(ledger: Ledger, first: object, second: object) -> tuple[Period, Period]:
    import numpy as np

    if (first is None) != (second is None):
        raise DataError("Only one period is given", "arguments `first` and `second`", "Give both, or neither.")
    if first is None:
        start, end = ledger.first_day, ledger.last_day
        middle = start + (end - start) // 2
        if middle == end:
            raise DataError(
                f"All transactions lie on one day ({start})", "the dates", "Two periods need at least two days."
            )
        return (start, middle), (middle + np.timedelta64(1, "D"), end)
    one, two = _period(first, "first"), _period(second, "second")
    if two[0] <= one[1]:
        raise DataError(
            f"The second period ({two[0]} to {two[1]}) does not begin after the first ends ({one[0]} to {one[1]})",
            "arguments `first` and `second`",
            "Both days of a period are included: begin the second one day after the first ends.",
        )
    for name, (start, end) in (("first", one), ("second", two)):
        if not purchases.dates_between(ledger, start, end).any():
            raise DataError(
                f"Nobody bought anything from {start} to {end}",
                f"argument `{name}`",
                f"The data run from {ledger.first_day} to {ledger.last_day}: choose a period in which somebody bought.",
            )
    return one, two


def _period(value: object, argument: str) -> Period:
    if isinstance(value, str) or not isinstance(value, tuple | list) or len(value) != 2:
        raise DataError(
            f"`{argument}` is {value!r}, not two days",
            f"argument `{argument}`",
            f"Write the first and the last day: {argument}=('2025-01-01', '2025-06-30').",
        )
    start, end = (read_day(day, argument) for day in value)
    if end < start:
        raise DataError(f"The period ends ({end}) before it begins ({start})", f"argument `{argument}`", "Swap them.")
    return start, end
