"""Lab: Tessera's customers, counted as each department counts them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output

if TYPE_CHECKING:
    from mosaic_exercises.plots.customers import Count

SEGMENTS = {
    "commuters": "City commuters",
    "families": "Family haulers",
    "leisure": "Leisure tourers",
    "students": "Student riders",
    "fleets": "Courier fleets",
    "shops": "Bike shops",
}
COUNTS = {
    "accounts": "accounts",
    "bikes": "bikes that are ridden",
    "revenue": "revenue of two years",
    "claims": "claims",
    "complaints": "complaints",
    "asked": "answers in the survey",
}
FILES = ("customers", "transactions", "claims", "complaints", "respondents")


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The six segments by two counts out of COUNTS (SYNTHETIC). Controls: ``first`` and ``second``.

    Bikes are those on a fleet's account and one for each consumer: a stand-in for the people who ride.
    """
    from mosaic_exercises.plots import customers as pictures

    first = option(values, "first", tuple(COUNTS), "accounts")
    second = option(values, "second", tuple(COUNTS), "bikes")
    table = counted(*(str(data_file(f"tessera/{name}.csv")) for name in FILES))
    one, two = (
        pictures.Count(COUNTS[name], tuple(float(n) for n in table[name]), "EUR " if name == "revenue" else "")
        for name in (first, second)
    )
    picture = pictures.two_counts(list(SEGMENTS.values()), one, two, theme=theme, width=width)
    if first == second:
        finding = f"The same count twice: {COUNTS[first]}. Choose another beside it."
    else:
        finding = f"{picture.alt} {whole(one)}, {whole(two)} in all."
    return output(picture, f"Tessera (SYNTHETIC): {COUNTS[first]} and {COUNTS[second]}", finding)


@lru_cache(1)
def counted(
    customers: str, transactions: str, claims: str, complaints: str, respondents: str
) -> dict[str, list[float]]:
    """Each count of COUNTS, one number for each of SEGMENTS in order. The arguments are the files."""
    import pandas as pd

    people = pd.read_csv(customers, dtype={"customer_id": str})
    segment = people.set_index("customer_id")["segment"]
    sales = pd.read_csv(transactions, dtype={"customer_id": str})
    found = {
        "accounts": people["segment"].value_counts(),
        "bikes": people.groupby("segment")["bikes"].sum(),
        "revenue": sales["amount_eur"].groupby(sales["customer_id"].map(segment)).sum(),
        "claims": pd.read_csv(claims)["segment"].value_counts(),
        "complaints": pd.read_csv(complaints)["segment"].value_counts(),
        "asked": pd.read_csv(respondents)["segment"].value_counts(),
    }
    return {name: [float(n) for n in series.reindex(list(SEGMENTS)).fillna(0)] for name, series in found.items()}


def whole(count: Count) -> str:
    """How many there are in all, with what they are: ``400 accounts``, ``EUR 2,871,723 revenue of two years``."""
    return f"{count.unit}{count.whole:,.0f} {count.name}"
