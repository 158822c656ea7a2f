"""Dates and lengths of time as instructors write them: in settings, and as extensions in a roster."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from datetime import time as clock
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.scoring.late import duration

LENGTH = re.compile(r"\d{1,4}[mhd]")
YEARS = range(1971, 9001)  # with any length of time that may be added, a date that every system can tell
WRITE = "write 2026-03-01 (the end of that day) or 2026-03-01T18:00+01:00"


class Extension(msgspec.Struct, frozen=True):
    """More time for one notebook ("" for each): ``length`` after its due date, or ``until`` a moment."""

    notebook: str = ""
    length: str = ""
    until: float | None = None


def zone_of(name: str) -> tzinfo | None:
    """A time zone by its name; None, which is this machine's own, for "". Raises InputError."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputError(
            f"'{name}' is no time zone here: write one as Europe/Kyiv, or give each date its own (+02:00)"
        ) from None


def instant(said: str, zone: str = "") -> float:
    """A date as seconds since 1970. A date alone means the end of that day; one without a zone is in ``zone``.

    Raises InputError for what is no ISO 8601 date, and for years that no class has.
    """
    there = zone_of(zone)
    try:
        found = datetime.fromisoformat(said)
        if found.year not in YEARS:
            raise InputError(
                f"'{said}': write a year from {YEARS[0]} to {YEARS[-1]}; where nothing is due, leave the date out"
            )
        if len(said) <= len("2026-03-01"):
            found = datetime.combine(found.date(), clock(23, 59, 59, 999_999))
        if found.tzinfo is None:
            found = found.replace(tzinfo=there) if there else found.astimezone()
        return found.timestamp()
    except (ValueError, OverflowError, OSError):
        raise InputError(f"'{said}' is no date: {WRITE}") from None


def local(at: float, zone: str = "") -> datetime:
    """A moment in a time zone; in this machine's for ""."""
    there = zone_of(zone)
    return datetime.fromtimestamp(at, there) if there else datetime.fromtimestamp(at).astimezone()


@lru_cache(10_000)  # a class has a few due dates, and every answer asks
def later(at: float, length: str, zone: str = "") -> float:
    """The moment that is '30m', '12h' or '2d' later. Days are those of the clock on the wall: two days after six in the
    evening it is six in the evening, also where clocks were changed between. Raises InputError."""
    seconds = duration(length or "0m")
    if not length.strip().endswith("d"):
        return at + seconds
    here = local(at, zone)
    there = here.replace(tzinfo=zone_of(zone)) + timedelta(seconds=seconds)
    return there.timestamp()


def extensions(said: str, zone: str = "") -> tuple[Extension, ...]:
    """What a cell of the roster grants: '2d', '12h', '2026-12-08', or by notebook '03_x: 2d; 05_y: 2026-12-08'.

    Raises InputError for anything else.
    """
    found: list[Extension] = []
    for part in filter(None, (p.strip() for p in said.split(";"))):
        head = re.match(r"([^\s:]*[^\s:\d][^\s:]*)\s*:\s*(.+)", part)
        dated = head is None or re.match(r"\d{4}-\d\d-\d\d", part)
        notebook, value = ("", part) if head is None or dated else (head[1], head[2].strip())
        try:
            if LENGTH.fullmatch(value):
                found.append(Extension(notebook, value))
            else:
                found.append(Extension(notebook, "", instant(value, zone)))
        except InputError as error:
            write = "write 2d, 12h, 2026-12-08, or by notebook 03_name: 2d; 05_name: 2026-12-08"
            why = error if re.match(r"\d{4}-\d\d-\d\d", value) else write
            raise InputError(f"'{part}' is no extension: {why}") from None
    return tuple(found)
