"""How a class divided over its debates, as a file that the instructor writes and a learner opens: counts, no names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.saved import VERSION, read_json, write_json

FORMAT: Final = "mosaic-division"
FEWEST: Final = 5  # learners of a debate: among fewer, a count tells who took which side
MOST: Final = 1_000_000


def division_json(counts: Mapping[str, Mapping[str, int]]) -> str:
    """A file's text: for each debate, by its exercise's id, how many took which side. Debates that fewer than
    ``FEWEST`` have taken part in are left out."""
    told = {slug: dict(sides) for slug, sides in counts.items() if sum(sides.values()) >= FEWEST}
    return write_json({"format": FORMAT, "v": VERSION, "division": told})


def read_division(text: str, slug: str, sides: Collection[str]) -> dict[str, int]:
    """How many took which side in the debate ``slug``. Raises FormatError, which says what is wrong."""
    found = read_json(text, FORMAT, "division")
    if not isinstance(found, dict) or not isinstance(found.get(slug, {}), dict):
        raise FormatError("This file does not say how a class divided. Choose the one that your instructor shared.")
    if slug not in found:
        raise FormatError(
            f"This file says nothing of this debate yet: it shows one that {FEWEST} or more have taken part in."
        )
    counts = {side: found[slug].get(side, 0) for side in sides}
    if not all(type(n) is int and 0 <= n <= MOST for n in counts.values()):
        raise FormatError("This file has a count that is no whole number. Ask your instructor for it again.")
    return counts
