"""What figures are computed from and collected in, and rounding with which a hand calculation agrees."""

from dataclasses import dataclass
from fractions import Fraction

from tessera_case.dice import SPLIT, Row

CONSUMERS = ("commuters", "families", "leisure", "students")
SEGMENTS = (*CONSUMERS, "fleets", "shops")
JOURNEY = ("awareness", "research", "purchase", "renewal", "claims")
RATER = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")


@dataclass(frozen=True)
class Tables:
    """Every table of the case as rows, before it is written."""

    customers: list[Row]
    prospects: list[Row]
    transactions: list[Row]
    claims: list[Row]
    complaints: list[Row]
    touchpoints: list[Row]
    respondents: list[Row]
    servqual: list[Row]
    importance: list[Row]
    kano: list[Row]
    nps: list[Row]
    incidents: list[Row]
    activities: list[Row]
    relationships: list[Row]
    focus: list[Row]


@dataclass(frozen=True)
class Book:
    """Collects figures; each says from which file and how it comes."""

    lines: list[Row]

    def add(
        self, key: str, name: str, value: float | int | str, unit: str, source: str, how: str,
        period: str = "", segment: str = "",
    ) -> None:  # fmt: skip
        row: Row = {"id": f"fig-{key}", "name": name, "value": value, "unit": unit}
        row |= {"period": period} if period else {}
        row |= {"segment": segment} if segment else {}
        self.lines.append(row | {"source": source, "how": how})


def percent(part: int, whole: int) -> float:
    """100 part/whole, one decimal, halves away from zero and exact (no float rounding on the way)."""
    return rounded(Fraction(100 * part, whole), 1)


def rounded(value: Fraction | float, digits: int) -> float:
    """Rounded with halves away from zero, so that a hand calculation agrees."""
    exact = Fraction(value) if not isinstance(value, Fraction) else value
    scaled = abs(exact) * 10**digits + Fraction(1, 2)
    result = Fraction(int(scaled), 10**digits)
    return float(-result if exact < 0 else result)


def mean(values: list[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def cents(line: Row, column: str) -> int:
    return round(float(line[column]) * 100)


def years(rows: list[Row], column: str = "date") -> dict[str, list[Row]]:
    """The rows of the first and of the second year, by a date column."""
    return {
        "FY25": [row for row in rows if row[column] < SPLIT],
        "FY26": [row for row in rows if row[column] >= SPLIT],
    }


def active(t: Tables) -> tuple[set[str], set[str]]:
    """Accounts with a purchase in the first year, and in the second."""
    parts = years(t.transactions)
    return {row["customer_id"] for row in parts["FY25"]}, {row["customer_id"] for row in parts["FY26"]}
