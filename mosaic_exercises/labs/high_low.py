"""Lab: which of Tessera's accounts bring the money, and whether they are the loyal ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mosaic_exercises.labs import tessera_ladder
from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output, slider
from mosaic_exercises.models import loyalty, value

if TYPE_CHECKING:
    import pandas as pd

LAST_DAY = "2026-09-30"
LOYAL = loyalty.STAGES[-2:]  # Client, Advocate
MEASURES = {"margin": "gross margin", "revenue": "revenue"}
GROUPS = {"all": "accounts", "consumers": "consumers", "trade": "fleets and shops"}


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The curve of value over Tessera's accounts (SYNTHETIC), and how many of the best are Clients or Advocates.

    Controls: ``measure`` (gross margin or revenue of two years), ``who`` (all, consumers, or trade: fleets and shops)
    and ``top`` (the share of accounts that counts as best, per cent).
    """
    from mosaic_exercises.plots import value as pictures

    measure = option(values, "measure", tuple(MEASURES), "margin")
    who = option(values, "who", tuple(GROUPS), "all")
    top = slider(values, "top", 20) / 100
    files = ("transactions.csv", "customers.csv", "firm.toml")
    table = accounts(*(str(data_file(f"tessera/{name}")) for name in files))
    if who != "all":
        table = table[(table["type"] == "consumer") == (who == "consumers")]
    split = value.value_split(table[measure].tolist(), top)
    parted = value.high_low(table, measure, top)
    loyal = parted["stage"].isin(LOYAL)
    best = parted["value_group"] == "High"
    inside, outside = int((best & loyal).sum()), int((~best & loyal).sum())
    finding = (
        f"The best {top:.0%} of {split.customers} {GROUPS[who]} bring {split.top_percent:.1f}% "
        f"of the {MEASURES[measure]} of two years. {inside} of these {int(best.sum())} are Clients or Advocates; "
        f"{outside} more Clients and Advocates are not among them."
    )
    if split.below_zero == 1:
        finding += " One of all has cost more than it brought."
    elif split.below_zero:
        finding += f" {split.below_zero} of all have cost more than they brought."
    return output(
        pictures.pareto(table[measure], theme=theme, width=width, top=top, currency="EUR "),
        f"Tessera (SYNTHETIC): {MEASURES[measure]} of {split.customers} {GROUPS[who]}",
        finding,
    )


@lru_cache(1)
def accounts(transactions: str, customers: str, firm: str) -> pd.DataFrame:
    """One row an account: its type, its stage on 30 September 2026, revenue and gross margin of two years (EUR)."""
    import pandas as pd

    sales = pd.read_csv(transactions, dtype={"customer_id": str})
    people = pd.read_csv(customers, dtype={"customer_id": str}).set_index("customer_id")
    sent = people.loc[people["referrals"] > 0, "referrals"]
    table = loyalty.stages(
        sales,
        amount="amount_eur",
        regular=tessera_ladder.rule(firm),
        referrals=sent,
        as_of=LAST_DAY,
        inactive_after=tessera_ladder.INACTIVE_AFTER,
    )
    margin = sales.groupby("customer_id")["margin_eur"].sum().rename("margin")
    table = table.rename(columns={"value": "revenue"}).set_index("customer_id")
    return table.join(margin).join(people["type"])
