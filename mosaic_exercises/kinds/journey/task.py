"""The records of the journey exercises: a map to build, and a finished map in which to find planted faults."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.kinds.contract import Item, Rubric, by_reason
from mosaic_exercises.models.journey import DERIVED, JourneyMap, LaneType
from mosaic_exercises.models.needs import NEEDS

LIMITS: Final = {
    "stages": 30,
    "lanes": 20,
    "notes": 400,
    "personas": 6,
    "name": 80,
    "text": 400,
    "title": 160,
    "scenario": 600,
    "short": 120,
}
"""Counts of parts, and characters: ``name`` of a stage, lane or persona, ``text`` of a note, ``short`` its other "
"texts."""


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A stage or a stand-in persona of the map to start from. Its id is permanent."""

    id: str
    name: str


class StartLane(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A lane of the map to start from."""

    id: str
    type: LaneType
    name: str


class NeedItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One of Maslow's needs: "D" a deficiency, "B" being."""

    id: str
    name: str
    kind: Literal["D", "B"]


class Palette(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A sort of lane that can be added."""

    id: LaneType
    name: str
    guidance: str = ""

    @property
    def derived(self) -> bool:
        """Whether the lane shows what touchpoints say and holds no notes of its own."""
        return self.id in DERIVED


STAGES: Final = (
    Named("awareness", "Awareness"),
    Named("research", "Research"),
    Named("purchase", "Purchase"),
    Named("renewal", "Renewal"),
    Named("claims", "Claims"),
)
PALETTE: Final = (
    Palette("actions", "Actions", "What does the customer do here?"),
    Palette("touchpoints", "Touchpoints", "Where do customer and firm meet, and who is in charge there?"),
    Palette("needs", "Needs", "What does the customer need at this step?"),
    Palette("thoughts", "Thoughts", "What goes through the customer's mind? Quote where you can."),
    Palette("pains", "Pains", "What hurts, costs time, or worries?"),
    Palette("opportunities", "Opportunities", "What could be changed here? Name an owner and a metric."),
    Palette("department", "Department in charge", "Shown from the touchpoints."),
    Palette("initiative", "Pre-action or reaction", "Shown from the touchpoints."),
    Palette("corridor", "Base, optional, alternative", "Shown from the touchpoints."),
    Palette("free", "Notes", "Anything else that belongs to a step."),
)
LANES: Final = (
    StartLane("actions", "actions", "Actions"),
    StartLane("touchpoints", "touchpoints", "Touchpoints"),
    StartLane("pains", "pains", "Pains"),
    StartLane("opportunities", "opportunities", "Opportunities"),
)
CHANNELS: Final = (Item("physical", "Physical"), Item("technological", "Technological"))
INITIATIVES: Final = (Item("pre-action", "Pre-action"), Item("reaction", "Reaction"))
CORRIDOR: Final = (Item("base", "Base"), Item("optional", "Optional"), Item("alternative", "Alternative"))
RECEIVERS: Final = (Item("direct", "Direct customer"), Item("end", "End customer"))
CHECKS: Final = (
    "stage-without-touchpoint",
    "dip-without-opportunity",
    "loose-opportunity",
    "starts-at-purchase",
    "internal-process",
    "to-be-below-as-is",
)


class JourneyTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``mode`` build: make a map, from ``stages`` and ``lanes``. find: mark the faults of ``map`` (an answer of mode
    build).

    ``rules``: ids of ``models.journey.RULES``, checked (build) or offered as names of faults (find). ``fill``: sorts of
    lanes that must not stay empty. ``curves``: which emotions are asked for. ``personas_from``: exercises whose objects
    may be personas here; ``stand_ins``: the case's own, while there are none. ``departments``: suggestions.
    """

    mode: Literal["build", "find"] = "build"
    stages: tuple[Named, ...] = STAGES
    lanes: tuple[StartLane, ...] = LANES
    lane_types: tuple[Palette, ...] = PALETTE
    rules: tuple[str, ...] = CHECKS
    fill: tuple[LaneType, ...] = ("touchpoints",)
    curves: Literal["as-is", "both"] = "as-is"
    min_stages: int = 3
    min_personas: int = 0
    personas_from: tuple[str, ...] = ()
    stand_ins: tuple[Named, ...] = ()
    departments: tuple[str, ...] = ()
    needs: tuple[NeedItem, ...] = tuple(NeedItem(n.id, n.name, n.kind) for n in NEEDS.values())
    channels: tuple[Item, ...] = CHANNELS
    initiatives: tuple[Item, ...] = INITIATIVES
    corridor: tuple[Item, ...] = CORRIDOR
    receivers: tuple[Item, ...] = RECEIVERS
    rubric: tuple[Rubric, ...] = ()
    map: JourneyMap | None = None


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A planted fault: the rule it breaks, its stage ("" for the whole map), the lanes where a mark counts (none: any
    lane of the stage), and why it is one."""

    rule: str
    stage: str
    why: str
    lanes: tuple[str, ...] = ()


class JourneyKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a complete map (build), as the browser sends it. ``faults``: what is planted (find)."""

    why: str
    model: dict[str, Any] | None = None
    faults: tuple[Fault, ...] = ()
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


class FaultMark(msgspec.Struct, frozen=True):
    """A fault that the learner marked: a stage, a lane ("" each for none in particular) and the rule that is broken."""

    stage: str
    lane: str
    rule: str
