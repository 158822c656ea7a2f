"""The customer card: what is known of one customer, what was done with them, and what comes next.

Fields after the profiling branch of seed 001. A card holds personal data: keep what you need, and no more.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.customers.roles import TYPES
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty.rules import INACTIVE, REGULAR, STAGES, Inactive, Regular, Stage, stage_of

PROCESSES: Final = ("approved supplier", "tender", "other")
"""The usual ways in which organisations buy; a card may name another in its own words."""


class CardContact(msgspec.Struct, frozen=True):
    """One contact with the customer: when, what was done, what came of it."""

    date: dt.date
    action: str
    outcome: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.date, dt.date):
            raise DataError(f"`date` is {self.date!r}", "a contact's `date`", "Write datetime.date(2026, 3, 31).")
        if not str(self.action).strip():
            raise DataError("A contact has no action", "a contact's `action`", "Say what was done.")


class PurchaseHistory(msgspec.Struct, frozen=True):
    """Purchases of one customer up to ``as_of``: how many dates, the first and last, how far apart on average.

    ``days_between`` and ``per_year`` (365.25 / days_between) are None for fewer than two dates.
    """

    transactions: int
    first: dt.date | None
    last: dt.date | None
    days_since_last: int | None
    days_between: float | None
    per_year: float | None
    stage: Stage | Inactive
    as_of: dt.date
    notes: tuple[str, ...]


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A customer card. Empty text, an empty tuple or None: not filled in yet. ``frequency`` is purchases a year."""

    name: str
    type: str = ""
    stage: str = ""
    characteristics: tuple[str, ...] = ()
    transactions: int | None = None
    frequency: float | None = None
    referrals: int | None = None
    payment_method: str = ""
    buying_process: str = ""
    reasons_to_buy: tuple[str, ...] = ()
    reasons_to_leave: tuple[str, ...] = ()
    contacts: tuple[CardContact, ...] = ()
    next_action: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise DataError("The card has no name", "field `name`", "Name the customer.")
        if self.type:
            one_of(self.type, TYPES, "type")
        if self.stage:
            one_of(self.stage, (*STAGES, INACTIVE), "stage")
        for name, value in (("transactions", self.transactions), ("referrals", self.referrals)):
            if value is not None:
                surveys.count(value, name)


FIELDS: Final[Mapping[str, str]] = {
    "type": "Consumer, B2B client, intermediary or internal: each is served in another way.",
    "stage": "The loyalty stage says what the next step up is.",
    "characteristics": "What sets this customer apart from others.",
    "transactions": "How many purchases there were.",
    "frequency": "How often they buy: a silence shows only against it.",
    "referrals": "Whom they sent to you.",
    "payment_method": "How they like to pay.",
    "buying_process": "How they decide: as approved supplier, by tender, or otherwise.",
    "reasons_to_buy": "Why they buy from you: do more of it.",
    "reasons_to_leave": "Why they might leave: put it right before they do.",
    "contacts": "A contact log shows who began, and what came of it.",
    "next_action": "The next proactive step, before the customer has to ask.",
}


class OpenField(msgspec.Struct, frozen=True):
    """A field that is not filled in, and why it matters."""

    field: str
    why: str


def open_fields(card: Card) -> tuple[OpenField, ...]:
    """The fields of a card that are still empty, in the order of the card. A 0 is an answer, not an empty field."""
    return tuple(OpenField(name, why) for name, why in FIELDS.items() if getattr(card, name) in ("", (), None))


def history(
    dates: Iterable[object],
    as_of: object = None,
    *,
    referrals: int = 0,
    qualified: bool = False,
    regular: Regular = REGULAR,
) -> PurchaseHistory:
    """A customer's purchases, and the loyalty stage that follows by the rules of ``models.loyalty``.

    ``dates`` are days (dates, or text such as 2026-03-31); the same day twice is one purchase. ``as_of`` is the day of
    counting, by default the last purchase; later dates are not counted, and ``notes`` say so. Raises DataError, with
    the place in the list, for what is no day.
    """
    if regular.due is not None:
        raise DataError(
            "The rule has a `due`, and days alone do not say what was bought",
            "argument `regular`",
            "Use loyalty.stages with a table of purchases, or a rule without `due`.",
        )
    notes: list[str] = []
    days = sorted(
        {_day(value, f"`dates`, entry {place}") for place, value in enumerate(surveys.values(dates, "dates"), 1)}
    )
    if as_of is None and not days:
        raise DataError(
            "There are no purchases and no day of counting", "argument `as_of`", "Write as_of='2026-09-30'."
        )
    end = days[-1] if as_of is None else _day(as_of, "argument `as_of`")
    late = [day for day in days if day > end]
    if late:
        notes.append(f"{len(late)} purchase date{'s' if len(late) > 1 else ''} after {end}: not counted.")
    days = [day for day in days if day <= end]
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    between = statistics.fmean(gaps) if gaps else None
    return PurchaseHistory(
        len(days),
        days[0] if days else None,
        days[-1] if days else None,
        (end - days[-1]).days if days else None,
        between,
        365.25 / between if between is not None else None,
        stage_of(len(days), _regular(days, end, regular), referrals, qualified),
        end,
        tuple(notes),
    )


def fill(
    row: Mapping[str, Any],
    past: PurchaseHistory | None = None,
    *,
    characteristics: Sequence[str] = (),
    contacts: Sequence[CardContact] = (),
    next_action: str = "",
) -> Card:
    """A card from one row of a customer table, and the customer's history.

    Read are ``name``, ``type``, ``referrals``, ``payment_method``, ``buying_process``, ``reason_bought`` and
    ``reason_left`` where the row has them, and the columns that ``characteristics`` names. What is not there stays
    open. Raises DataError for a row without a name.
    """

    def text(column: str) -> str:
        value = row.get(column)
        return "" if surveys.is_missing(value) else str(value).strip()

    def some(column: str) -> tuple[str, ...]:
        return (text(column),) if text(column) else ()

    referrals = surveys.number(row.get("referrals"))
    return Card(
        name=text("name"),
        type=text("type"),
        stage=past.stage if past is not None else "",
        characteristics=tuple(f"{column}: {text(column)}" for column in characteristics if text(column)),
        transactions=past.transactions if past is not None else None,
        frequency=past.per_year if past is not None else None,
        referrals=None if referrals is None else int(referrals),
        payment_method=text("payment_method"),
        buying_process=text("buying_process"),
        reasons_to_buy=some("reason_bought"),
        reasons_to_leave=some("reason_left"),
        contacts=tuple(sorted(contacts, key=lambda contact: contact.date)),
        next_action=next_action,
    )


def _regular(days: Sequence[dt.date], end: dt.date, rule: Regular) -> bool:
    recent = [day for day in days if rule.within_days is None or (end - day).days < rule.within_days]
    if len(recent) < rule.purchases:
        return False
    stops = [*days, end]
    return rule.max_gap_days is None or all((b - a).days <= rule.max_gap_days for a, b in pairwise(stops))


def _day(value: object, where: str) -> dt.date:
    found = surveys.day(value)
    if found is None:
        raise DataError(f"{value!r} is no day", where, "Write days as 2026-03-31.")
    surveys.believed([found], where, "bought")
    return found
