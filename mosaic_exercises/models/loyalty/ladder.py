"""Every customer of a table on the ladder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import beyond, frames, purchases
from mosaic_exercises.models.checks import whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty import people
from mosaic_exercises.models.loyalty.due import Due, Terms, read_terms, renewals
from mosaic_exercises.models.loyalty.rules import REGULAR, STAGES, Regular
from mosaic_exercises.models.returns import Returns, in_memory_only, netted

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Bools, Ledger

RegularRule = Regular | Callable[[Any], Any]
COLUMNS = (
    "stage",
    "purchases",
    "first",
    "last",
    "days_since_last",
    "longest_gap_days",
    "value",
    "running",
    "regular",
    "referrals",
)


def stages(
    transactions: object,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    regular: RegularRule = REGULAR,
    referrals: object = None,
    prospects: object = None,
    as_of: object = None,
    *,
    qualified: str = "qualified",
    min_referrals: int = 1,
    zero: Zero = "purchase",
    returns: Returns = "keep",
    missing: Missing = "error",
    date_format: str | None = None,
    inactive_after: int | None = None,
    left: object = None,
) -> pd.DataFrame:
    """The loyalty stage of each customer.

    ``transactions`` is a table of pandas, polars or pyarrow (or of whatever offers an Arrow stream) with one row a
    transaction, or a line of one, and the columns ``customer``, ``date`` and, if named, ``amount`` (in your currency;
    numbers of any kind, Decimal, or text such as 1234.50). Ids are text, whose zeros stay, or whole numbers of any
    width; a column of decimals such as 17850.0 is read as whole numbers, and it is said. A table larger than memory is
    read part by part: the path of a Parquet file (with the extra ``big``), a duckdb relation or a polars LazyFrame.
    Every rule can be changed:

    - A purchase is one customer on one date. ``amount`` below zero is a refund: no purchase, but it lowers ``value``.
      ``amount`` of zero is a purchase; with ``zero="ignore"`` it is not. With ``returns="same-day"`` a date on which
      something was given back, and which came to nothing in the end, is no purchase either (``"keep"``: it is one).
    - First-Time Customer: one purchase. Repeat Customer: two or more.
    - Client: a Repeat Customer who buys regularly. ``regular`` is a :class:`Regular` record, or a function that gets
      the table below (without ``stage``) and returns True or False for each row:
      ``regular=lambda c: (c["purchases"] >= 4) & (c["days_since_last"] <= 90)``.
      A :class:`Regular` with ``due`` judges what falls due by its renewals, and all else by purchases in a time.
    - Inactive, off the ladder: who has bought and is gone. That is who bought nothing in the last ``inactive_after``
      days and has nothing running (a cover that has not fallen due), and who is named in ``left``, the ids of those
      who gave notice. Without both nobody is Inactive, and the rules say so: a customer of long ago then keeps the
      stage once reached.
    - Advocate: a Client with at least ``min_referrals`` referrals. ``referrals`` is a table with one row a referral
      and the recommending customer in the column ``customer`` (if it has the column ``date`` too, later ones do not
      count), a dict from id to number, or a list of ids. Without it there are no Advocates.
    - Suspect and Prospect: people of the table ``prospects`` (columns ``customer`` and ``qualified``) who have bought
      nothing. Qualified means: has the need and the means. Not known yet means Suspect. Without the table there are
      neither. Someone in both tables is a customer.
    - ``as_of`` is the last day that counts (the last day of the data, if not given).
    - A time counts on the day of its own clock. Text dates are read as 2025-03-31; for other ways of writing, pass
      ``date_format`` such as ``"%d/%m/%Y"``.
    - A row without id, date or amount raises an error; with ``missing="skip"`` it is left out and counted in the notes.
      A customer with refunds only is left out and counted in the notes: the purchase lies before your data.

    Returns a DataFrame, one row a customer, sorted by id: the column ``customer`` as you named it, ``stage`` (ordered
    categorical of the six; with ``inactive_after`` or ``left`` Inactive comes before them), ``purchases`` (dates),
    ``first`` and ``last`` (dates, NaT without a purchase), ``days_since_last``, ``longest_gap_days`` (days between
    two purchases in a row, NaN below two), ``value`` (sum of amounts, NaN without an amount column), ``regular`` and
    ``referrals``. ``attrs["notes"]`` says which rule was applied to how many rows, ``attrs["rules"]`` the rules,
    ``attrs["as_of"]`` the day; :func:`report` prints them.

    Raises DataError (a ValueError) naming the column, the rows and what to do. Source: see the package.
    """
    sides = read_sides(customer, date, regular, referrals, prospects, qualified, min_referrals, date_format)
    away = beyond.source(transactions)
    if away is None:
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
        notes = [*ledger.notes, *sides.notes]
        end = purchases.cut_off(ledger, as_of, notes)
        terms = sides.terms(transactions, ledger, zero, notes)
        table = climb(ledger, sides, end, notes, terms)
    else:
        in_memory_only(returns)
        if sides.due is not None:
            raise DataError(
                "What falls due is read from a table in memory only",
                "arguments `transactions` and `regular`",
                "Give a Regular without `due`, or read the table first.",
            )
        found = beyond.counted(
            away,
            lambda ledger, end: measured(ledger, sides, end),
            customer=customer,
            date=date,
            amount=amount,
            zero=zero,
            missing=missing,
            as_of=as_of,
        )
        end, notes = found.end, found.notes_with(sides.notes)
        table = placed(found.ids, found.table, sides, end, customer, amount is not None, notes)
    table = people.without_the_gone(table, customer, inactive_after, left, notes)
    table.attrs = {
        "as_of": str(end),
        "prospects": prospects is not None,
        "referrals": referrals is not None,
        "rules": {**describe(sides, end, zero, returns), **people.describe_gone(inactive_after, left)},
        "notes": notes,
    }
    return table


class Sides(msgspec.Struct, frozen=True, eq=False):
    """The rules and the side tables, read once."""

    regular: RegularRule
    min_referrals: int
    referrals: people.Referrals | None
    prospects: Any
    notes: tuple[str, ...]

    @property
    def due(self) -> Due | None:
        """What falls due, if the rule says so."""
        return self.regular.due if isinstance(self.regular, Regular) else None

    def terms(self, transactions: object, ledger: Ledger, zero: Zero, notes: list[str]) -> Terms | None:
        """The term of each row of the ledger, if anything falls due."""
        return None if self.due is None else read_terms(transactions, ledger, self.due, zero, notes)


def read_sides(
    customer: str,
    date: str,
    regular: RegularRule,
    referrals: object,
    prospects: object,
    qualified: str,
    min_referrals: int,
    date_format: str | None,
) -> Sides:
    """Check the rules and read the side tables."""
    if customer in COLUMNS:
        raise DataError(
            f"The id column is called {customer!r}, like a column of the result",
            "argument `customer`",
            f"Rename it first: transactions.rename(columns={{{customer!r}: 'customer_id'}}).",
        )
    if not isinstance(regular, Regular) and not callable(regular):
        raise DataError(
            f"`regular` is {regular!r}",
            "argument `regular`",
            "Pass a rule, for example loyalty.Regular(purchases=4, within_days=365), or a function of the customers.",
        )
    whole_number(min_referrals, "min_referrals", least=1)
    notes: list[str] = []
    return Sides(
        regular,
        min_referrals,
        people.read_referrals(referrals, customer, date, date_format, notes),
        people.read_prospects(prospects, customer, qualified, notes),
        tuple(notes),
    )


def climb(
    ledger: Ledger, sides: Sides, end: np.datetime64, notes: list[str], terms: Terms | None = None
) -> pd.DataFrame:
    """The ladder at the end of the day ``end``; adds to ``notes``."""
    table = measured(ledger, sides, end, terms)
    return placed(ledger.ids, table, sides, end, ledger.customer, ledger.has_amount, notes)


def measured(ledger: Ledger, sides: Sides, end: np.datetime64, terms: Terms | None = None) -> pd.DataFrame:
    """What the rules ask of each customer up to the day ``end``, one row an id in the ledger's order.

    The columns of :func:`purchases.per_customer`; ``recent`` purchase dates, if the rule asks for them; ``seen``, who
    has any row by then; with terms ``running`` and ``renewed``.
    """
    import numpy as np

    table = purchases.per_customer(ledger, end)
    if sides.due is not None and terms is not None and isinstance(sides.regular, Regular):
        kept = renewals(ledger, terms, sides.due, sides.regular.within_days, end)
        table["recent"], table["running"], table["renewed"] = kept.free_dates, kept.running, kept.regular
    elif isinstance(sides.regular, Regular) and sides.regular.within_days is not None:
        start = end - np.timedelta64(sides.regular.within_days - 1, "D")
        table["recent"] = purchases.dates_between(ledger, start, end)
    table["seen"] = True
    if end < ledger.last_day:
        by_then = ledger.code[ledger.day <= int(end.astype("int64"))]
        table["seen"] = np.bincount(by_then, minlength=len(ledger.ids)) > 0
    return table


def placed(
    ids: pd.Index[Any],
    table: pd.DataFrame,
    sides: Sides,
    end: np.datetime64,
    customer: str,
    has_amount: bool,
    notes: list[str],
) -> pd.DataFrame:
    """Every customer on a stage, from what was :func:`measured`; adds to ``notes``."""
    import numpy as np
    import pandas as pd

    found: dict[str, Any] = {str(name): table[name].to_numpy() for name in table.columns}
    recent, renewed, seen = found.pop("recent", None), found.pop("renewed", None), found.pop("seen")
    bought = found["purchases"] > 0
    prospects = sides.prospects
    listed = np.zeros(len(ids), dtype=bool)
    if prospects is not None:
        people.same_kind(ids, prospects.index, "prospects", customer)
        listed = ids.isin(prospects.index)
        both = int((listed & bought).sum())
        if both:
            notes.append(f"{frames.counted(both, 'name')} in `prospects` with a purchase: customers, not prospects.")
    only = seen & ~bought & ~listed
    if only.any():
        shown = frames.examples(ids[only].tolist())
        number = frames.counted(int(only.sum()), "customer")
        worth = f", worth {found['value'][only].sum():,.2f} together" if has_amount else ""
        notes.append(
            f"{number} with refunds or rows of value zero only, so without a purchase that counts ({shown}){worth}: "
            "left out. What they bought lies before your data, or had no price."
        )
    found["regular"] = _regular(ids, found, sides.regular, recent, customer, notes)
    if renewed is not None:
        found["regular"] |= renewed & (found["purchases"] >= 2)
    everyone = ids
    if not bought.all():
        everyone, found = ids[bought], {name: column[bought] for name, column in found.items()}
    ready = np.zeros(len(everyone), dtype=bool)
    if prospects is not None:
        everyone, found = _with_prospects(everyone, found, prospects.index, has_amount)
        ready = prospects.reindex(everyone, fill_value=False).to_numpy(dtype=bool)
    found["referrals"] = _referrals(everyone, ids, customer, sides, end, notes)
    counts = found["purchases"]
    steps = [counts == 0, counts == 1, ~found["regular"], found["referrals"] < sides.min_referrals]
    code = np.select(steps, [np.where(ready, 1, 0), 2, 3, 4], default=5).astype("int8")
    stage = pd.Categorical.from_codes(code, dtype=pd.CategoricalDtype(list(STAGES), ordered=True))
    # built at one go: each column put into a table by itself costs as much as counting a thousand rows
    return pd.DataFrame({customer: everyone, "stage": stage, **found})


def _with_prospects(
    ids: pd.Index[Any], found: dict[str, Any], prospects: pd.Index[Any], has_amount: bool
) -> tuple[pd.Index[Any], dict[str, Any]]:
    """Customers and prospects together, sorted."""
    import pandas as pd

    everyone = ids.union(prospects.difference(ids))
    grown = pd.DataFrame(found, index=ids).reindex(everyone)
    grown["purchases"] = grown["purchases"].fillna(0).astype("int64")
    for flag in [name for name in ("regular", "running") if name in found]:
        grown[flag] = everyone.isin(ids[found[flag]])
    if has_amount:
        grown["value"] = grown["value"].fillna(0.0)
    return everyone, {name: grown[name].to_numpy() for name in found}


def _regular(
    ids: pd.Index[Any], found: dict[str, Any], rule: RegularRule, recent: Any, customer: str, notes: list[str]
) -> Bools:
    """Who buys regularly. Nobody does with fewer than two purchases."""
    import numpy as np
    import pandas as pd

    counts = found["purchases"]
    if isinstance(rule, Regular):
        often: Bools = (counts if recent is None else recent) >= rule.purchases
        if rule.max_gap_days is not None:
            apart = np.fmax(found["longest_gap_days"], found["days_since_last"])
            often = often & (apart <= rule.max_gap_days)
        often &= counts >= 2
        return often
    some = counts > 0
    buyers = pd.DataFrame({customer: ids[some], **{name: column[some] for name, column in found.items()}})
    answer = rule(buyers.copy())
    flags = pd.Series(answer) if np.ndim(answer) == 1 else None
    if flags is None or len(flags) != len(buyers) or flags.isna().any() or not flags.isin([True, False]).all():
        got = f"{len(answer):,} values" if np.ndim(answer) == 1 else repr(answer)[:60]
        raise DataError(
            f"The function `regular` did not give True or False for each of the {len(buyers):,} customers, but {got}",
            "argument `regular`",
            "Return a comparison of columns, for example lambda c: c['purchases'] >= 3.",
        )
    said = np.zeros(len(counts), dtype=bool)
    said[counts > 0] = flags.to_numpy(dtype=bool)
    once = int((said & (counts < 2)).sum())
    if once:
        notes.append(
            f"The function `regular` chose {frames.counted(once, 'customer')} with one purchase: First-Time Customer."
        )
    said &= counts >= 2
    return said


def _referrals(
    ids: pd.Index[Any], buyers: pd.Index[Any], customer: str, sides: Sides, end: np.datetime64, notes: list[str]
) -> Any:
    import numpy as np

    if sides.referrals is None:
        return np.zeros(len(ids), dtype="int64")
    people.same_kind(buyers, sides.referrals.counts.index, "referrals", customer)
    counts = sides.referrals.up_to(end, notes)
    strange = counts.index.difference(ids)
    if len(strange):
        notes.append(
            f"{frames.counted(len(strange), 'name')} in `referrals` neither customer nor prospect on {end} "
            f"({frames.examples(strange.tolist())}): no stage."
        )
    return counts.reindex(ids, fill_value=0).to_numpy(dtype="int64")


def describe(sides: Sides, end: np.datetime64, zero: Zero, returns: Returns = "keep") -> dict[str, str]:
    """The rules in words, by what they define."""
    rule = sides.regular
    return {
        "Purchase": "one customer on one date"
        + (", with a value above zero" if zero == "ignore" else "")
        + (", unless given back that day" if returns == "same-day" else ""),
        "Counted up to": str(end),
        "Suspect, Prospect": (
            "no purchase; a Prospect is qualified" if sides.prospects is not None else "not counted: no table given"
        ),
        "First-Time Customer": "one purchase",
        "Repeat Customer": "two or more purchases",
        "Client": rule.describe() if isinstance(rule, Regular) else "your own rule",
        "Advocate": (
            f"a Client with at least {sides.min_referrals:,} referral{'s' if sides.min_referrals > 1 else ''}"
            if sides.referrals is not None
            else "not counted: no referrals given"
        ),
    }


def report(table: pd.DataFrame) -> str:
    """What counts as what in a result of this package, and what was done with odd rows, as text."""
    rules: dict[str, str] = table.attrs.get("rules", {})
    notes: list[str] = table.attrs.get("notes", [])
    if not rules:
        raise DataError(
            "The table carries no report",
            "argument `table`",
            "Pass what stages(), transitions() or funnel() returned (some pandas steps drop attrs).",
        )
    lines = ["Rules", *(f"- {name}: {text}" for name, text in rules.items()), "Notes"]
    return "\n".join([*lines, *(f"- {note}" for note in notes or ["Nothing unusual in the data."])])
