"""What lateness costs, and which of several submissions counts."""

from __future__ import annotations

import math
import re
from datetime import datetime, tzinfo
from typing import Literal

import msgspec

from mosaic_exercises.grading.errors import InputError

Keep = Literal["newest", "best"]
DAY = 86_400.0
UNITS = {"m": 60.0, "h": 3_600.0, "d": DAY}


class Rules(msgspec.Struct, frozen=True):
    """``due`` in seconds since 1970, None for no date; ``grace`` in seconds, in which work is late at no cost.
    ``per_day``: the share of the maximum that each day begun after ``due`` takes off; ``cap``: the share of the maximum
    that late work can still earn. 0 and 1 take nothing off. ``keep``: which of a learner's submissions counts."""

    due: float | None = None
    grace: float = 0.0
    per_day: float = 0.0
    cap: float = 1.0
    keep: Keep = "newest"


class Lateness(msgspec.Struct, frozen=True):
    """How late one submission is: the flag that says so ("" for on time), and the days begun that count."""

    flag: Literal["", "late", "in-grace"] = ""
    days: int = 0


ON_TIME = Lateness()


def days_begun(due: float, at: float, zone: tzinfo | None = None) -> int:
    """How many days were begun from a due date to a later moment, by the clock on the wall of a time zone (None: this
    machine's): to the same hour of the next day it is one, also on a day of 23 or 25 hours."""
    try:
        before, after = (datetime.fromtimestamp(one, zone).replace(tzinfo=None) for one in (due, at))
        seconds = (after - before).total_seconds()
    except (ValueError, OverflowError, OSError):  # no clock of this machine shows it
        seconds = at - due
    return max(1, math.ceil(seconds / DAY))


def lateness(rules: Rules, last_check: float | None) -> Lateness:
    """How late work is whose newest check was at ``last_check`` (seconds since 1970). Days count from the due date."""
    if rules.due is None or last_check is None or last_check <= rules.due:
        return ON_TIME
    if last_check <= rules.due + rules.grace:
        return Lateness("in-grace")
    return Lateness("late", days_begun(rules.due, last_check))


def penalty(rules: Rules, days: int, raw: float, max_score: float) -> float:
    """The points taken off ``raw``, never more than it has."""
    if not days:
        return 0.0
    left = min(raw - rules.per_day * max_score * days, rules.cap * max_score)
    return round(raw - min(raw, max(0.0, left)), 4)


def late_rule(text: str) -> tuple[float, float]:
    """(per_day, cap) from 'none', 'per-day=10', 'cap=60' or both with a comma, in percent of the maximum.

    Raises InputError for anything else.
    """
    found = {"per-day": 0.0, "cap": 100.0}
    told: set[str] = set()
    for part in text.split(",") if text != "none" else ():
        name, _, value = part.strip().partition("=")
        number = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%?", value.strip())
        if name not in found or number is None or float(number[1]) > 100:
            raise InputError(f"'{text}' is no late rule: write none, per-day=10, cap=60 or per-day=10,cap=60 (percent)")
        if name in told:
            raise InputError(f"'{text}' says {name} twice: keep one of them")
        told.add(name)
        found[name] = float(number[1])
    return found["per-day"] / 100, found["cap"] / 100


def duration(text: str) -> float:
    """Seconds from '30m', '12h' or '2d'. Raises InputError for anything else."""
    found = re.fullmatch(r"(\d{1,4})([mhd])", text.strip())
    if found is None:
        raise InputError(f"'{text}' is no length of time: write 30m, 12h or 2d")
    return float(found[1]) * UNITS[found[2]]
