"""The case at hand: who works at the firm, what it sells and promises, what happened, who complained, what was claimed.

Read from the files of the course's folder (SYNTHETIC). What a learner is asked to find out (the columns ``..._truth``
of the complaints, the readings of the interviews) is never read here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.running_case import INTERVIEWS, Interview, interviews
from mosaic_exercises.workbook.disk import in_browser_once
from mosaic_exercises.workbook.places import SITTING, course_root

T = TypeVar("T")

FIRM: Final = INTERVIEWS.with_name("firm.toml")
COMPLAINTS: Final = INTERVIEWS.with_name("complaints.csv")
CLAIMS: Final = INTERVIEWS.with_name("claims.csv")
FILES: Final = (INTERVIEWS, FIRM, COMPLAINTS, CLAIMS)


class NamedPart(msgspec.Struct, frozen=True):
    """A department or a segment of the firm."""

    id: str
    name: str


class Employee(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works at the firm."""

    id: str
    name: str
    role: str
    department: str
    face: str = ""


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """What the firm sells, and for how much; ``later``: since 1 March 2026."""

    id: str
    name: str
    price: float = msgspec.field(name="price_eur")
    later: float | None = msgspec.field(name="price_from_2026_03_eur", default=None)


class Tier(msgspec.Struct, frozen=True, kw_only=True):
    """One sort of cover."""

    name: str
    product: str
    covers: str
    excess: float = msgspec.field(name="excess_eur")
    promise: str


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """What customers were told, by which department, and the rule behind it."""

    text: str
    made_by: str
    standard: str


class EventAccount(msgspec.Struct, frozen=True, kw_only=True):
    """What one of those concerned tells of an event (its id)."""

    id: str
    event: str
    who: str
    lens: str
    text: str


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """What happened on a day (ISO), or in a year alone."""

    id: str = ""
    text: str
    date: str = ""
    year: int = 0
    title: str = ""


class Firm(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of ``firm.toml``."""

    departments: tuple[NamedPart, ...] = msgspec.field(name="department", default=())
    segments: tuple[NamedPart, ...] = msgspec.field(name="segment", default=())
    employees: tuple[Employee, ...] = msgspec.field(name="employee", default=())
    products: tuple[Product, ...] = msgspec.field(name="product", default=())
    tiers: tuple[Tier, ...] = msgspec.field(name="tier", default=())
    promises: tuple[Promise, ...] = msgspec.field(name="promise", default=())
    history: tuple[Happening, ...] = ()
    events: tuple[Happening, ...] = msgspec.field(name="event", default=())
    accounts: tuple[EventAccount, ...] = msgspec.field(name="reading", default=())

    @property
    def told(self) -> tuple[EventAccount, ...]:
        """The accounts of people: what the record shows is for a learner to find."""
        return tuple(one for one in self.accounts if one.lens != "the record")


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """One complaint as it was written down. ``days``: until it was resolved, "" where it was not."""

    id: str = msgspec.field(name="complaint_id")
    date: str
    segment: str
    product: str
    stage: str
    channel: str
    text: str
    resolved: str
    days: str = msgspec.field(name="days_to_resolve")
    claim: str = msgspec.field(name="claim_id")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim. ``days``: from report to decision; ``hours``: until the replacement bike; "" where there is none."""

    id: str = msgspec.field(name="claim_id")
    segment: str
    tier: str
    reported: str
    cause: str
    amount: str = msgspec.field(name="amount_eur")
    days: str = msgspec.field(name="days_to_decision")
    outcome: str
    hours: str = msgspec.field(name="replacement_hours")
    calls: str = msgspec.field(name="calls_before_decision")


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """All of the case that a learner may look up."""

    interviews: tuple[Interview, ...]
    firm: Firm
    complaints: tuple[Complaint, ...]
    claims: tuple[Claim, ...]


@in_browser_once(SITTING)
def key(root: Path | None = None) -> str:
    """What changes with the case's files, so that a page that has them need not be sent them again; "" where the
    course's folder (``root``, default: the one around the current folder) has not got them all."""
    folder = root or course_root()
    if folder is None:
        return ""
    try:
        seen = [str(folder), *(str((folder / file).stat().st_mtime_ns) for file in FILES)]
    except OSError:
        return ""
    return sha256("\n".join(seen).encode()).hexdigest()[:10]


def case_file(root: Path | None = None) -> CaseFile:
    """The whole case. Raises FormatError for a file that is missing or cannot be read, by its name."""
    folder = root or course_root()
    if folder is None or not (mark := key(folder)):
        raise FormatError(
            f"The files of the case are not in this course's folder: {', '.join(f.name for f in FILES)} "
            f"in {INTERVIEWS.parent.as_posix()}. Fetch the course's folder again."
        )
    return _read(folder, mark)


@lru_cache(4)
def _read(folder: Path, _key: str) -> CaseFile:
    return CaseFile(
        interviews=tuple(interviews(folder).values()),
        firm=_of(folder / FIRM, lambda text: msgspec.convert(tomllib.loads(text), Firm)),
        complaints=_of(folder / COMPLAINTS, lambda text: msgspec.convert(_rows(text), tuple[Complaint, ...])),
        claims=_of(folder / CLAIMS, lambda text: msgspec.convert(_rows(text), tuple[Claim, ...])),
    )


def _rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(text.splitlines()))


def _of(path: Path, read: Callable[[str], T]) -> T:
    try:
        return read(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, msgspec.ValidationError, csv.Error) as error:
        raise FormatError(
            f"{path.name} of the case cannot be read ({error}). Fetch the course's folder again."
        ) from None
