"""Events' ids as numbers, which a database keeps and compares in an eighth of the room."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence


def numbers(events: Sequence[str]) -> Iterable[int]:
    """Each event's id as a number of 64 bits: the ids that the workbook makes are 32 hexadecimal digits at random."""
    try:
        return struct.unpack(f">{len(events)}q", bytes.fromhex("".join([event[:16] for event in events])))
    except (ValueError, struct.error):  # another program's
        return map(number, events)


def number(event: str) -> int:
    """The same of one id, whatever it is."""
    try:
        (found,) = struct.unpack(">q", bytes.fromhex(event[:16]))
    except (ValueError, struct.error):
        return int.from_bytes(hashlib.sha256(event.encode("utf-8", "surrogatepass")).digest()[:8], "big") >> 1
    return int(found)
