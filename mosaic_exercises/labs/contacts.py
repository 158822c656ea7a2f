"""Lab: Tessera's log of contacts (SYNTHETIC): where customers feel bad, where they wait, where they were last seen."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING, NamedTuple

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output

if TYPE_CHECKING:
    from mosaic_exercises.plots.contacts import ContactRow

STAGES = ("awareness", "research", "purchase", "renewal", "claims")
GROUPS = {
    "all": "everybody",
    "commuters": "city commuters",
    "families": "family haulers",
    "leisure": "leisure tourers",
    "students": "student riders",
    "fleets": "courier fleets",
    "shops": "bike shops",
}
SHOWN = {
    "feeling": "mean feeling",
    "bad": "share of contacts that felt bad",
    "wait": "median wait",
    "stop": "last contact of those who left",
}
BY = ("touchpoint", "stage", "channel", "department")
LEFT = ("lost", "lapsed")


class LabContact(NamedTuple):
    """One logged contact. ``wait`` in minutes, ``emotion`` −2 to +2."""

    customer: str
    segment: str
    date: str
    stage: str
    place: str
    touchpoint: str
    channel: str
    department: str
    wait: float
    emotion: int


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """One measure of Tessera's contacts (SYNTHETIC) by touchpoint, stage, channel or department in charge.

    Controls: ``show`` (feeling, bad, wait, stop), ``by`` and ``who`` (everybody or one segment).
    """
    from mosaic_exercises.plots import contacts as pictures

    show = option(values, "show", tuple(SHOWN), "feeling")
    by = option(values, "by", BY, "touchpoint")
    who = option(values, "who", tuple(GROUPS), "all")
    everything = log(str(data_file("tessera/touchpoints.csv")))
    chosen = [c for c in everything if who in ("all", c.segment)]
    gone = left(str(data_file("tessera/customers.csv"))) if show == "stop" else frozenset()
    table = measure(chosen, show, by, gone)
    title = f"{SHOWN[show].capitalize()} by {by}"
    many = f"{len(chosen):,} contacts of {GROUPS[who]}, October 2024 to September 2026. SYNTHETIC."
    note = {
        "feeling": "From −2 to +2. ",
        "bad": "Contacts with a feeling below 0, in per cent of all there. ",
        "wait": "Half waited longer. Each step of the scale is much longer than the one before. ",
        "stop": "Accounts that gave notice or stayed away, where they were last met. ",
    }[show]
    finding = _finding(table, show, who)
    picture = pictures.rows(
        table,
        {"feeling": "feeling", "bad": "share", "wait": "minutes", "stop": "count"}[show],  # type: ignore[arg-type]
        title=title,
        note=note + many,
        alt=finding,
        of="Accounts" if show == "stop" else "Contacts",
        theme=theme,
        width=width,
    )
    return output(picture, f"Tessera (SYNTHETIC): {GROUPS[who]}", finding)


def measure(contacts: Sequence[LabContact], show: str, by: str, gone: frozenset[str] = frozenset()) -> list[ContactRow]:
    """One row a group: touchpoints and stages in the order of the journey, channels and departments worst first.

    ``show`` is a key of SHOWN. ``gone``: the accounts that have left, for "stop".
    """
    from mosaic_exercises.plots.contacts import ContactRow

    groups: dict[str, list[LabContact]] = defaultdict(list)
    last: dict[str, LabContact] = {}
    for contact in contacts:
        groups[getattr(contact, by)].append(contact)
        if contact.customer in gone:
            last[contact.customer] = contact  # the log is in order of time
    names = sorted(groups, key=lambda name: min((STAGES.index(c.stage), c.place) for c in groups[name]))
    ends = [getattr(c, by) for c in last.values()]
    found: list[ContactRow] = []
    for name in names:
        own = groups[name]
        label = "nobody in charge" if name == "unassigned" else name
        match show:
            case "feeling":
                value = fmean(c.emotion for c in own)
                found.append(ContactRow(label, value, _signed(value), len(own)))
            case "bad":
                value = 100 * sum(c.emotion < 0 for c in own) / len(own)
                found.append(ContactRow(label, value, f"{value:.0f}%", len(own)))
            case "wait":
                value = median(c.wait for c in own)
                found.append(ContactRow(label, value, lasts(value), len(own)))
            case _:
                found.append(ContactRow(label, ends.count(name), f"{ends.count(name)}", ends.count(name)))
    if by in ("channel", "department"):
        found.sort(key=lambda row: row.value if show == "feeling" else -row.value)
    return found


def lasts(minutes: float) -> str:
    """A wait in words: "no wait", "16 min", "2.5 h", "10 days"."""
    if minutes < 1:
        return "no wait"
    if minutes < 60:
        return f"{minutes:.0f} min"
    if minutes < 1440:
        return f"{minutes / 60:.1f} h"
    days = f"{minutes / 1440:.1f}".removesuffix(".0")
    return f"{days} day{'' if days == '1' else 's'}"


def _signed(value: float) -> str:
    from mosaic_exercises.plots.labels import signed

    return signed(value, 2)


def _finding(table: Sequence[ContactRow], show: str, who: str) -> str:
    best, worst = max(table, key=lambda r: r.value), min(table, key=lambda r: r.value)
    match show:
        case "feeling":
            return (
                f"{GROUPS[who].capitalize()}: lowest at “{worst.name}” ({worst.said}, n = {worst.n}), highest at "
                f"“{best.name}” ({best.said}, n = {best.n})."
            )
        case "bad":
            return f"{GROUPS[who].capitalize()}: most often bad at “{best.name}”, {best.said} of {best.n} contacts."
        case "wait":
            return f"{GROUPS[who].capitalize()}: the longest wait is at “{best.name}”, {best.said} in the median."
        case _:
            total = sum(row.n for row in table)
            people = "1 account has left; it was" if total == 1 else f"{total} accounts have left; most ({best.n}) were"
            return (
                f"{GROUPS[who].capitalize()}: {people} last met at “{best.name}”. A place to ask, not yet a cause: "
                "where there are many contacts, many last ones fall."
            )


@lru_cache(1)
def log(path: str) -> tuple[LabContact, ...]:
    """The log in order of time."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        found = [
            LabContact(
                r["customer_id"],
                r["segment"],
                r["date"],
                r["stage"],
                r["touchpoint_id"],
                r["touchpoint"],
                r["channel"],
                r["department"],
                float(r["wait_minutes"]),
                int(r["emotion"]),
            )
            for r in csv.DictReader(file)
        ]
    return tuple(sorted(found, key=lambda c: c.date))


@lru_cache(1)
def left(path: str) -> frozenset[str]:
    """The accounts that gave notice (lost) or stayed away (lapsed)."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return frozenset(r["customer_id"] for r in csv.DictReader(file) if r["status"] in LEFT)
