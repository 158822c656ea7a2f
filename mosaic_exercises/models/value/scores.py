"""RFM: recency, frequency and monetary value as scores from 1 to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mosaic_exercises.models import beyond, frames, purchases
from mosaic_exercises.models.checks import one_of, whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.returns import Returns, in_memory_only, netted

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Floats, Ints

Ties = Literal["together", "split"]
COLUMNS = ("recency_days", "frequency", "monetary", "R", "F", "M", "RFM")


def rfm(
    transactions: object,
    customer: str = "customer_id",
    date: str = "date",
    amount: str = "amount",
    as_of: object = None,
    *,
    groups: int = 5,
    ties: Ties = "together",
    zero: Zero = "purchase",
    returns: Returns = "keep",
    missing: Missing = "error",
    date_format: str | None = None,
) -> pd.DataFrame:
    """Score each customer on how recently, how often and for how much they bought.

    Customers are ranked on each measure and the ranks are cut into ``groups`` parts: 5 is the best fifth. Recency is
    reversed: few days since the last purchase give a high score. 555 is best, 111 is worst. Transactions are read as in
    :func:`mosaic_exercises.models.loyalty.stages`; frequency is the number of purchase dates.

    The tie rule: with ``ties="together"`` customers who are equal on a measure get the same score, that of the lowest
    rank among them (where half of all customers bought once, all of these get F = 1, and no one gets 2). With
    ``ties="split"`` the parts are of equal size, as in Hughes's exact quintiles: equals are told apart by the other two
    measures (in the order R, F, M), then by id.

    Returns a DataFrame, one row a customer with at least one purchase, sorted by id: ``customer`` as you named it,
    ``recency_days`` (from the last purchase to ``as_of``), ``frequency`` (dates), ``monetary`` (sum of amounts, refunds
    taken off), ``R``, ``F``, ``M`` (1 to ``groups``) and ``RFM`` (text such as "555"). ``attrs`` as for stages.

    Raises DataError as stages does, and for fewer customers than groups.
    Source: A. M. Hughes, Strategic Database Marketing (1994).
    """
    import numpy as np
    import pandas as pd

    whole_number(groups, "groups", least=2)
    if groups > 9:
        raise DataError(f"`groups` is {groups}", "argument `groups`", "Write 9 or fewer: one digit for each score.")
    one_of(ties, ("together", "split"), "ties")
    if customer in COLUMNS:
        raise DataError(
            f"The id column is called {customer!r}, like a column of the result",
            "argument `customer`",
            f"Rename it first: transactions.rename(columns={{{customer!r}: 'customer_id'}}).",
        )
    if not isinstance(amount, str):
        raise DataError(
            f"`amount` is {amount!r}, and without amounts nobody can be scored on money",
            "argument `amount`",
            "Name the column with the amounts; for dates alone use loyalty.stages().",
        )
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
        notes = list(ledger.notes)
        end = purchases.cut_off(ledger, as_of, notes)
        ids, table = ledger.ids, purchases.per_customer(ledger, end)
    else:
        in_memory_only(returns)
        found = beyond.counted(
            away,
            purchases.per_customer,
            customer=customer,
            date=date,
            amount=amount,
            zero=zero,
            missing=missing,
            as_of=as_of,
        )
        end, notes, ids, table = found.end, found.notes_with(), found.ids, found.table
    frequency, since, monetary = (table[name].to_numpy() for name in ("purchases", "days_since_last", "value"))
    bought = frequency > 0
    without = len(bought) - int(np.count_nonzero(bought))
    if without:
        notes.append(f"{frames.counted(without, 'customer')} without a purchase up to {end}: not scored.")
        ids = ids[bought]
        frequency, since, monetary = (one[bought] for one in (frequency, since, monetary))
    if len(ids) < groups:
        raise DataError(
            f"{frames.counted(len(ids), 'customer')} cannot be cut into {groups} groups",
            f"column {customer!r}",
            f"Use at least {groups} customers, or fewer groups (groups=2).",
        )
    days = since.astype("int64")
    measures = [(-days).astype("float64"), frequency.astype("float64"), monetary]
    scores = {
        name: _score(measure, [other for other in measures if other is not measure], groups, ties)
        for name, measure in zip("RFM", measures, strict=True)
    }
    measured = {"recency_days": days, "frequency": frequency, "monetary": monetary}
    digits = _digits(list(scores.values()), groups)
    result = pd.DataFrame({customer: ids, **measured, **scores, "RFM": digits})
    result.attrs = {
        "as_of": str(end),
        "groups": groups,
        "rules": {
            "Counted up to": str(end),
            "Scores": f"ranks cut into {groups} groups; recency reversed; {groups} is best",
            "Ties": (
                "equal customers get equal scores, that of the lowest rank among them"
                if ties == "together"
                else "groups of equal size; equals are told apart by the other two measures, then by id"
            ),
        },
        "notes": notes,
    }
    return result


def _digits(scores: list[Ints], groups: int) -> pd.Index[str]:
    """The three scores of each customer as one text: there are few different ones."""
    import pandas as pd

    each = range(1, groups + 1)
    texts = pd.Index([f"{r}{f}{m}" for r in each for f in each for m in each])
    r, f, m = (score - 1 for score in scores)
    return texts.take((r * groups + f) * groups + m)


def _score(measure: Floats, others: list[Floats], groups: int, ties: Ties) -> Ints:
    """1 to ``groups`` by rank, so that the lowest of all gets 1 and the highest, if alone, ``groups``."""
    import numpy as np

    size = len(measure)
    if ties == "together":
        rank = np.searchsorted(np.sort(measure), measure, side="left")
    else:
        # Rows come sorted by id and lexsort is stable, so the id settles what is left.
        order = np.lexsort((others[1], others[0], measure))
        rank = np.empty(size, dtype="int64")
        rank[order] = np.arange(size)
    score: Ints = (rank * groups // size + 1).astype("int64")
    return score
