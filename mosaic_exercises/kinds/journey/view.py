"""What the browser gets of a journey exercise."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from mosaic_exercises.kinds.contract import Item, Rubric, RuleView
from mosaic_exercises.kinds.journey.task import Named, NeedItem, StartLane
from mosaic_exercises.models.journey import LaneType
from mosaic_exercises.reading.refs import Offer


class PaletteView(msgspec.Struct, frozen=True, kw_only=True):
    """A sort of lane that can be added; a ``derived`` one shows what touchpoints say and holds no notes of its own."""

    id: LaneType
    name: str
    guidance: str
    derived: bool


class JourneyView(msgspec.Struct, frozen=True, kw_only=True):
    """The task, the palettes, the rules in words and the limits; in mode find the ``map`` to read, as an answer, and
    how many faults can be marked."""

    mode: Literal["build", "find"]
    stages: tuple[Named, ...]
    lanes: tuple[StartLane, ...]
    lane_types: tuple[PaletteView, ...]
    rules: tuple[RuleView, ...]
    fill: tuple[LaneType, ...]
    curves: Literal["as-is", "both"]
    min_stages: int
    min_personas: int
    personas_from: tuple[str, ...]
    stand_ins: tuple[Named, ...]
    departments: tuple[str, ...]
    needs: tuple[NeedItem, ...]
    channels: tuple[Item, ...]
    initiatives: tuple[Item, ...]
    corridor: tuple[Item, ...]
    receivers: tuple[Item, ...]
    rubric: tuple[Rubric, ...]
    map: dict[str, Any] | None
    offers: tuple[Offer, ...]
    limits: dict[str, int]
    faults_at_most: int
