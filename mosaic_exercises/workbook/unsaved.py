"""What the disk did not take, held in memory until it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from mosaic_exercises.workbook.events import Draft, Event


@dataclass
class Held:
    """Events and drafts (by exercise) that are not on the disk, why, and when the disk is asked again."""

    events: list[Event] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    why: str = ""
    again: float = 0.0  # s, as time.monotonic() has it
