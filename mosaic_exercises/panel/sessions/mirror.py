"""What a browser kept of a learner's work, on its way back to the disk."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.workbook.events import Event, read_event


def mirrored(rows: Any, workbook: str, course: str) -> list[Event]:
    """The readable ones among events that a browser sent, of this one workbook and course only."""
    found: list[Event] = []
    for row in rows if isinstance(rows, list) else []:
        try:
            event = read_event(msgspec.json.encode(row))
        except (MosaicError, msgspec.MsgspecError, TypeError, ValueError, RecursionError):
            continue
        if event.workbook == workbook and event.course == course:
            found.append(event)
    return found
