"""A journey map as data: stages in order, lanes, notes in the cells, and an emotion per step and persona.

Every part has a permanent id, so that a rename changes nothing that refers to it.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.reading.refs import Ref

LaneType = Literal[
    "actions",
    "touchpoints",
    "needs",
    "thoughts",
    "pains",
    "opportunities",
    "free",
    "department",
    "initiative",
    "corridor",
]
DerivedType = Literal["department", "initiative", "corridor"]
Channel = Literal["", "physical", "technological"]
Initiative = Literal["", "pre-action", "reaction"]
CorridorPart = Literal["", "base", "optional", "alternative"]
Receiver = Literal["", "direct", "end"]
Curve = Literal["as_is", "to_be"]

DERIVED: Final[tuple[DerivedType, ...]] = ("department", "initiative", "corridor")
"""Lanes that hold no notes: they show this attribute of the touchpoints in the same stage."""

CUSTOMER_SIDE: Final[tuple[LaneType, ...]] = ("actions", "needs", "thoughts", "pains")
"""Lanes that tell what the customer does, needs, thinks and suffers."""

LOWEST: Final = -2
HIGHEST: Final = 2


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose journey it is; ``ref`` where the persona was made in another exercise."""

    id: str
    name: str
    ref: Ref | None = None


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of the journey; ``moment``: a moment of truth (Carlzon 1987)."""

    id: str
    name: str
    moment: bool = False


class Lane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the map."""

    id: str
    type: LaneType
    name: str


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One note in the cell (``stage``, ``lane``). ``persona``: an actor's id, "" for all.

    ``channel`` to ``moment`` belong to touchpoints, ``need`` (an id of ``models.needs.NEEDS``) to needs, ``owner`` and
    ``metric`` to opportunities.
    """

    id: str
    stage: str
    lane: str
    persona: str = ""
    text: str = ""
    channel: Channel = ""
    medium: str = ""
    department: str = ""
    initiative: Initiative = ""
    corridor: CorridorPart = ""
    customer: Receiver = ""
    moment: bool = False
    need: str = ""
    owner: str = ""
    metric: str = ""


class Emotion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a persona feels at a stage, -2 to +2, as it is and as it shall be; None: not said."""

    stage: str
    persona: str = ""
    as_is: int | float | None = None
    to_be: int | float | None = None


class JourneyMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole map. ``stages`` and ``lanes`` stand in order; notes of one cell stand in the order of ``notes``."""

    stages: tuple[Stage, ...] = ()
    lanes: tuple[Lane, ...] = ()
    notes: tuple[Note, ...] = ()
    emotions: tuple[Emotion, ...] = ()
    personas: tuple[Actor, ...] = ()
    title: str = ""
    scenario: str = ""


def validate(journey: JourneyMap) -> None:
    """Raise DataError where the parts do not fit together: an id twice, a note in no cell, an emotion off the scale."""
    ids = [p.id for part in (journey.stages, journey.lanes, journey.notes, journey.personas) for p in part]
    twice = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise DataError(f"The id '{twice[0]}' stands twice", "the map", "Give every part its own id.")
    stages = {s.id for s in journey.stages}
    lanes = {lane.id: lane.type for lane in journey.lanes}
    people = {p.id for p in journey.personas}
    for note in journey.notes:
        at = f"note '{note.id}'"
        if note.stage not in stages or note.lane not in lanes or note.persona not in people | {""}:
            raise DataError(
                "A note names a stage, lane or persona that is not here", at, "Put it in a cell of this map."
            )
        if lanes[note.lane] in DERIVED:
            raise DataError(f"The lane '{note.lane}' shows what touchpoints say", at, "Write it at the touchpoint.")
    seen: set[tuple[str, str]] = set()
    for emotion in journey.emotions:
        at = f"emotion at stage '{emotion.stage}'"
        if emotion.stage not in stages or emotion.persona not in (people or {""}):
            raise DataError("An emotion names a stage or persona that is not here", at, "Name one of this map.")
        if (emotion.stage, emotion.persona) in seen:
            raise DataError("There are two emotions for one stage and persona", at, "Keep one.")
        seen.add((emotion.stage, emotion.persona))
        for value in (emotion.as_is, emotion.to_be):
            if value is not None and not LOWEST <= value <= HIGHEST:  # False for NaN too
                raise DataError(f"An emotion is {value!r}", at, "Write a number from -2 to +2.")


def actors(journey: JourneyMap) -> tuple[Actor, ...]:
    """The personas of the map, or one without a name where it has none: whoever a curve can belong to."""
    return journey.personas or (Actor("", ""),)


def notes_in(journey: JourneyMap, type_: LaneType, stage: str = "") -> tuple[Note, ...]:
    """The notes in lanes of one type, at one stage or (``stage`` "") at all."""
    lanes = {lane.id for lane in journey.lanes if lane.type == type_}
    return tuple(n for n in journey.notes if n.lane in lanes and (not stage or n.stage == stage))


def lane_of(journey: JourneyMap, type_: LaneType) -> Lane | None:
    """The first lane of a type."""
    return next((lane for lane in journey.lanes if lane.type == type_), None)


def derived(journey: JourneyMap, type_: DerivedType, stage: str) -> tuple[str, ...]:
    """What a derived lane shows at one stage: that attribute of its touchpoints, each value once, "" where none is "
    "said."""
    return tuple(dict.fromkeys(str(getattr(n, type_)).strip() for n in notes_in(journey, "touchpoints", stage)))
