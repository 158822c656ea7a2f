"""The files of the running case as the tests read them: from the folder alone, nothing from the generator."""

import csv
import functools
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "data" / "tessera"
MAKER = ROOT / "tools" / "make_tessera.py"
NAMED = ROOT / "mosaic_exercises" / "course" / "content" / "figures.toml"
SPLIT = "2025-10-01"
SEGMENTS = ("commuters", "families", "leisure", "students", "fleets", "shops")
STAGES = ("awareness", "research", "purchase", "renewal", "claims")
RATER = ("tangibles", "reliability", "responsiveness", "assurance", "empathy")

Row = dict[str, str]


@functools.cache
def table(name: str) -> list[Row]:
    with (CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((CASE / f"{name}.toml").read_text(encoding="utf-8"))


FIRM = toml("firm")
FIGURE = {row["id"]: row["value"] for row in FIRM["figure"]}
CUSTOMERS = table("customers")
EXTERNAL = [row for row in CUSTOMERS if row["type"] != "internal"]
PROSPECTS = table("prospects")
SALES = table("transactions")
CLAIMS = table("claims")
COMPLAINTS = table("complaints")
CONTACTS = table("touchpoints")
PEOPLE = {row["respondent_id"]: row for row in table("respondents")}
SEGMENT_OF = {row["customer_id"]: row["segment"] for row in CUSTOMERS}
FIRST = {row["customer_id"] for row in SALES if row["date"] < SPLIT}
SECOND = {row["customer_id"] for row in SALES if row["date"] >= SPLIT}


def late(claim: Row) -> bool:
    return int(claim["days_to_decision"]) > int(claim["promised_days"])


def share(part: float, whole: float) -> float:
    return 100 * part / whole


def agrees(key: str, value: float, digits: int = 1) -> None:
    """The figure is the value, rounded: never more than half a unit of its last digit away."""
    assert abs(FIGURE[key] - value) <= 0.5 * 10**-digits + 1e-9, (
        f"{key}: firm.toml says {FIGURE[key]}, the data {value}"
    )
