"""Maslow's needs as tags of a journey: D- and B-needs, degrees instead of all or none, and the heat map.

Maslow, "A Theory of Human Motivation" (1943), *Motivation and Personality* (1954; 3rd ed. 1987). The lower four are
deficiency needs (D), self-actualisation is a being need (B). He drew no pyramid. Nor must a need be met whole before
the next one speaks: he held that most people are partly satisfied and partly unsatisfied in all of them at once, and
gave percentages as an illustration of his own making.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.checks import finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyMap, notes_in, points


class Need(msgspec.Struct, frozen=True):
    """One of the five. ``kind``: "D" a deficiency, "B" being (growth)."""

    id: str
    name: str
    kind: Literal["D", "B"]
    text: str


_ALL: Final = (
    Need("physiological", "Physiological", "D", "food, sleep, warmth, a body that works"),
    Need("safety", "Safety", "D", "protection, order, knowing what happens next"),
    Need("belonging", "Belonging and love", "D", "family, friends, to be part of something"),
    Need("esteem", "Esteem", "D", "respect, competence, to be taken seriously"),
    Need("self-actualisation", "Self-actualisation", "B", "to become what one can be"),
)
NEEDS: Mapping[str, Need] = MappingProxyType({need.id: need for need in _ALL})

MASLOW_1943: Mapping[str, float] = MappingProxyType(
    {"physiological": 0.85, "safety": 0.70, "belonging": 0.50, "esteem": 0.40, "self-actualisation": 0.10}
)
"""Shares of satisfaction that Maslow (1943, pp. 388-389) "assigns arbitrarily" to an average citizen: an "
"illustration."""


class Level(msgspec.Struct, frozen=True):
    """How far a need is met, 0.0 to 1.0, and what is left open. ``speaks``: something is open, so it can move "
    "somebody."""

    need: str
    kind: Literal["D", "B"]
    met: float
    unmet: float
    speaks: bool


def levels(met: Mapping[str, float]) -> tuple[Level, ...]:
    """Each need with its share met (0.0 to 1.0), in Maslow's order. A need left out is taken as not met at all.

    Needs are not all or none: every need that is not wholly met speaks, whether or not a lower one does too.
    Raises DataError for an unknown need or a share off the range.
    """
    unknown = sorted(set(met) - set(NEEDS))
    if unknown:
        raise DataError(f"There is no need '{unknown[0]}'", "argument `met`", f"Write one of {', '.join(NEEDS)}.")
    found: list[Level] = []
    for need in NEEDS.values():
        share = finite(met.get(need.id, 0.0), f"met['{need.id}']")
        if not 0 <= share <= 1:
            raise DataError(
                f"`{need.id}` is {share!r}", "argument `met`", "Write a share from 0 to 1, such as 0.7 for 70%."
            )
        found.append(Level(need.id, need.kind, share, round(1 - share, 12), share < 1))
    return tuple(found)


class HeatMap(msgspec.Struct, frozen=True):
    """Needs by stages. ``counts[i][j]``: notes that tag need ``needs[i]`` at stage ``stages[j]``.

    ``stage_names`` belong to ``stages``. ``emotions[j]``: the mean as-is emotion at that stage over the personas (-2 to
    +2), None where nothing is said. ``hot``: (need, stage) of every largest cell, in order, none if all are 0.
    """

    needs: tuple[str, ...]
    stages: tuple[str, ...]
    stage_names: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    emotions: tuple[float | None, ...]
    hot: tuple[tuple[str, str], ...]

    def total(self, need: str) -> int:
        """The notes that tag ``need``, over all stages."""
        return sum(self.counts[self.needs.index(need)])


def heat_map(journey: JourneyMap, personas: Sequence[str] = ()) -> HeatMap:
    """Count the notes of the needs lanes by need and stage, for the personas with these ids or for all.

    A note for everybody (persona "") counts for each choice. A note that names no need is not counted.
    """
    stages = tuple(s.id for s in journey.stages)
    wanted = set(personas) | {""}
    tally = {(need, stage): 0 for need in NEEDS for stage in stages}
    for note in notes_in(journey, "needs"):
        if note.need in NEEDS and (not personas or note.persona in wanted):
            tally[note.need, note.stage] += 1
    most = max(tally.values(), default=0)
    who = [a.id for a in journey.personas if not personas or a.id in wanted] or [""]
    felt: dict[str, list[float]] = {}
    for person in who:
        for point in points(journey, person):
            felt.setdefault(point.stage, []).append(point.value)
    return HeatMap(
        tuple(NEEDS),
        stages,
        tuple(s.name for s in journey.stages),
        tuple(tuple(tally[need, stage] for stage in stages) for need in NEEDS),
        tuple(sum(felt[s]) / len(felt[s]) if s in felt else None for s in stages),
        tuple(cell for cell, count in tally.items() if most and count == most),
    )


def balance(heat: HeatMap) -> dict[str, int]:
    """How many tags fall on D-needs and how many on B-needs."""
    kinds = {"D": 0, "B": 0}
    for need in heat.needs:
        kinds[NEEDS[need].kind] += heat.total(need)
    return kinds
