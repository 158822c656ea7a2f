"""The corridor of touchpoints: the way a firm makes its customers go (terms of seed 003; computations are this
workbook's).

A corridor has a base that all customers walk, optional services beside it, and alternatives to a part of it. Each
touchpoint is physical or technological, belongs to a department, and is either a pre-action (the firm moves first, to
prevent a problem) or a reaction (to what has happened). Whoever receives a piece of work is its direct customer; the
end customer benefits from it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyMap, notes_in

Part = Literal["base", "optional", "alternative"]
Kind = Literal["physical", "technological"]
Move = Literal["pre-action", "reaction"]
UNASSIGNED: Final = "unassigned"


class Touchpoint(msgspec.Struct, frozen=True):
    """One contact between customer and firm. ``department`` "" or "unassigned": nobody is in charge."""

    id: str
    stage: str
    name: str
    kind: Kind
    department: str
    initiative: Move
    corridor: Part
    moment_of_truth: bool = False


class StagePart(msgspec.Struct, frozen=True):
    """The corridor at one stage, touchpoint ids by part. ``flows``: there is a base, so every customer gets through."""

    stage: str
    base: tuple[str, ...]
    optional: tuple[str, ...]
    alternative: tuple[str, ...]
    flows: bool


def corridor(touchpoints: Sequence[Touchpoint], stages: Sequence[str] = ()) -> tuple[StagePart, ...]:
    """The corridor stage by stage. ``stages``: their order, with stages that have no touchpoint; default: as they
    appear.

    A stage whose touchpoints are all optional or alternatives does not flow: nothing is there for everybody.
    Raises DataError for an id twice or a stage that is not in ``stages``.
    """
    _unique(t.id for t in touchpoints)
    order = tuple(stages) or tuple(dict.fromkeys(t.stage for t in touchpoints))
    strange = [t for t in touchpoints if t.stage not in order]
    if strange:
        raise DataError(
            f"The touchpoint '{strange[0].id}' stands at '{strange[0].stage}'",
            "argument `stages`",
            "Name that stage too.",
        )

    def ids(stage: str, part: Part) -> tuple[str, ...]:
        return tuple(t.id for t in touchpoints if t.stage == stage and t.corridor == part)

    return tuple(
        StagePart(s, ids(s, "base"), ids(s, "optional"), ids(s, "alternative"), bool(ids(s, "base"))) for s in order
    )


def touchpoints_of(journey: JourneyMap) -> tuple[Touchpoint, ...]:
    """The touchpoints of a map that say all: channel, initiative and part of the corridor. Others are left out."""
    return tuple(
        Touchpoint(n.id, n.stage, n.text, n.channel, n.department, n.initiative, n.corridor, n.moment)
        for n in notes_in(journey, "touchpoints")
        if n.channel and n.initiative and n.corridor
    )


# ------------------------------------------------------------------ accessibility


class Access(msgspec.Struct, frozen=True):
    """How a customer in need reaches one touchpoint. None: nobody has looked yet.

    ``at_hand``: the way in is where the need arises (a number on the card). ``open``: at the hour of need.
    ``no_barrier``: nothing is asked for that the customer has not got there (a code, a printer, a password).
    ``one_contact``: told once, not passed on. ``in_time``: an answer comes while it still helps.
    """

    touchpoint: str
    at_hand: bool | None = None
    open: bool | None = None
    no_barrier: bool | None = None
    one_contact: bool | None = None
    in_time: bool | None = None


ACCESS: Final = ("at_hand", "open", "no_barrier", "one_contact", "in_time")


class Accessibility(msgspec.Struct, frozen=True):
    """``share`` = met / looked_at, None where nobody has looked. ``lacking`` and ``unknown`` name parts of "
    "``Access``."""

    touchpoint: str
    met: int
    looked_at: int
    share: float | None
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]


def accessibility(access: Access) -> Accessibility:
    """How accessible one touchpoint is: the share of the five parts that are met, of those that were looked at."""
    said = {part: getattr(access, part) for part in ACCESS}
    looked = {part: value for part, value in said.items() if value is not None}
    met = sum(1 for value in looked.values() if value)
    return Accessibility(
        access.touchpoint,
        met,
        len(looked),
        met / len(looked) if looked else None,
        tuple(part for part, value in looked.items() if not value),
        tuple(part for part, value in said.items() if value is None),
    )


def narrowest(accesses: Iterable[Access]) -> tuple[Accessibility, ...]:
    """The touchpoints with the smallest share, ties all; those that nobody has looked at are left out."""
    known = [(a.share, a) for a in map(accessibility, accesses) if a.share is not None]
    least = min((share for share, _ in known), default=0.0)
    return tuple(a for share, a in known if share == least)


# ------------------------------------------------------------------ pre-action and reaction


class Deed(msgspec.Struct, frozen=True):
    """Something the firm did about a cause, in order of time. ``cause``: what went wrong, or could."""

    id: str
    initiative: Move
    cause: str


class Cycle(msgspec.Struct, frozen=True):
    """One cause. ``closed``: the last thing done about it is a pre-action, so the reactions were learned from.

    ``repeats``: reactions after the first that no pre-action came between: the same fire put out again.
    """

    cause: str
    reactions: int
    pre_actions: int
    repeats: int
    closed: bool


def cycles(deeds: Sequence[Deed]) -> tuple[Cycle, ...]:
    """The cycle of reaction and pre-action, cause by cause, as they first appear. Raises DataError for an id twice."""
    _unique(d.id for d in deeds)
    found: list[Cycle] = []
    for cause in dict.fromkeys(d.cause for d in deeds):
        moves = [d.initiative for d in deeds if d.cause == cause]
        again = sum(1 for a, b in pairwise(moves) if a == b == "reaction")
        closed = moves[-1] == "pre-action"
        found.append(Cycle(cause, moves.count("reaction"), moves.count("pre-action"), again, closed))
    return tuple(found)


def pre_action_share(moves: Iterable[Move]) -> float | None:
    """Pre-actions over all, 0.0 to 1.0; None where nothing was done."""
    listed = list(moves)
    return listed.count("pre-action") / len(listed) if listed else None


# ------------------------------------------------------------------ departments, direct and end customer


class Contact(msgspec.Struct, frozen=True):
    """One logged contact at a touchpoint, with the customer's emotion, -2 to +2."""

    touchpoint: str
    emotion: float


class Contribution(msgspec.Struct, frozen=True):
    """What one department adds to the corridor. ``emotion``: the mean over its contacts (-2 to +2), None without "
    "any."""

    department: str
    touchpoints: int
    stages: tuple[str, ...]
    base: int
    moments_of_truth: int
    pre_actions: int
    contacts: int
    emotion: float | None


def contributions(touchpoints: Sequence[Touchpoint], contacts: Iterable[Contact] = ()) -> tuple[Contribution, ...]:
    """The contribution of each department, most touchpoints first (ties by name); what nobody is in charge of comes
    last.

    Raises DataError for an id twice and for a contact at a touchpoint that is not here.
    """
    _unique(t.id for t in touchpoints)
    felt: dict[str, list[float]] = {t.id: [] for t in touchpoints}
    for contact in contacts:
        if contact.touchpoint not in felt:
            raise DataError(
                f"There is no touchpoint '{contact.touchpoint}'", "argument `contacts`", "Give its touchpoint too."
            )
        felt[contact.touchpoint].append(contact.emotion)
    mine: dict[str, list[Touchpoint]] = {}
    for t in touchpoints:
        mine.setdefault(t.department.strip() or UNASSIGNED, []).append(t)
    found: list[Contribution] = []
    for department, own in mine.items():
        emotions = [e for t in own for e in felt[t.id]]
        found.append(
            Contribution(
                department,
                len(own),
                tuple(dict.fromkeys(t.stage for t in own)),
                sum(t.corridor == "base" for t in own),
                sum(t.moment_of_truth for t in own),
                sum(t.initiative == "pre-action" for t in own),
                len(emotions),
                sum(emotions) / len(emotions) if emotions else None,
            )
        )
    return tuple(sorted(found, key=lambda c: (c.department == UNASSIGNED, -c.touchpoints, c.department)))


class Handover(msgspec.Struct, frozen=True):
    """A piece of work that ``giver`` hands to ``receiver``, the giver's direct customer."""

    giver: str
    receiver: str
    work: str = ""


class Customers(msgspec.Struct, frozen=True):
    """``direct``: who receives the work at once. ``end``: who benefits last (hands it on to nobody). ``chain``: the
    longest of the shortest ways from the giver to an end customer, the giver first; empty where the work only goes in
    a circle."""

    giver: str
    direct: tuple[str, ...]
    end: tuple[str, ...]
    chain: tuple[str, ...]


def customers(handovers: Sequence[Handover], giver: str) -> Customers:
    """The direct and the end customers of ``giver``. Circles are walked once. Raises DataError if nobody has that "
    "name."""
    after: dict[str, list[str]] = {}
    for h in handovers:
        after.setdefault(h.giver, [])
        after.setdefault(h.receiver, [])
        if h.receiver not in after[h.giver]:
            after[h.giver].append(h.receiver)
    if giver not in after:
        raise DataError(f"Nobody here is called '{giver}'", "argument `giver`", f"Write one of {', '.join(after)}.")
    ways: dict[str, tuple[str, ...]] = {giver: (giver,)}
    queue = [giver]
    for here in queue:  # grows while it is walked: breadth first
        for there in after[here]:
            if there not in ways:
                ways[there] = (*ways[here], there)
                queue.append(there)
    ends = tuple(name for name in ways if name != giver and not after[name])
    return Customers(giver, tuple(after[giver]), ends, max((ways[e] for e in ends), key=len, default=()))


def _unique(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise DataError(f"The id '{id_}' stands twice", "the records", "Give every record its own id.")
        seen.add(id_)
