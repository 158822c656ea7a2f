"""What an emotion curve says: its lowest point, largest drop, peak, end, and peak-end.

What is remembered of an experience follows its most intense moment and its end more than its average
(Kahneman, Fredrickson, Schreiber & Redelmeier 1993; Redelmeier & Kahneman 1996).
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from mosaic_exercises.models.journey.records import Curve, JourneyMap, Note, actors, notes_in


class Point(msgspec.Struct, frozen=True):
    """One step of a curve."""

    stage: str
    value: float


class Drop(msgspec.Struct, frozen=True):
    """A fall between two neighbouring steps that have a value. ``change`` is negative, in steps of the scale."""

    start: str
    end: str
    change: float


class Figures(msgspec.Struct, frozen=True):
    """The figures of one curve. Ties are all named, in the order of the journey.

    ``lowest`` and ``peak``: the value; ``lowest_at``, ``peak_at``: the ids of every stage that has it. ``drops``: the
    largest fall, all pairs that share it; empty where nothing falls. ``intense``: the value furthest from 0.
    ``tied``: a rise and a fall are equally far from 0; the negative one counts (this workbook's reading).
    ``peak_end``: the mean of the most intense value and the last. ``mean`` is given to be compared with it.
    """

    steps: int
    lowest: float
    lowest_at: tuple[str, ...]
    peak: float
    peak_at: tuple[str, ...]
    end: float
    end_at: str
    intense: float
    tied: bool
    peak_end: float
    mean: float
    drops: tuple[Drop, ...] = ()


def points(journey: JourneyMap, persona: str = "", curve: Curve = "as_is") -> tuple[Point, ...]:
    """The steps of one curve in the order of the stages; stages without a value are left out."""
    said = {e.stage: e.as_is if curve == "as_is" else e.to_be for e in journey.emotions if e.persona == persona}
    return tuple(Point(s.id, float(v)) for s in journey.stages if (v := said.get(s.id)) is not None)


def figures(steps: tuple[Point, ...]) -> Figures | None:
    """The figures of a curve; None where it has no step. One step is lowest, peak, end and peak-end at once."""
    if not steps:
        return None
    values = [p.value for p in steps]
    lowest, peak = min(values), max(values)
    furthest = max(abs(v) for v in values)
    tied = furthest > 0 and lowest == -furthest and peak == furthest
    intense = -furthest if lowest == -furthest and furthest > 0 else furthest
    falls = [Drop(a.stage, b.stage, b.value - a.value) for a, b in pairwise(steps)]
    deepest = min((f.change for f in falls), default=0.0)
    return Figures(
        steps=len(steps),
        lowest=lowest,
        lowest_at=tuple(p.stage for p in steps if p.value == lowest),
        peak=peak,
        peak_at=tuple(p.stage for p in steps if p.value == peak),
        end=values[-1],
        end_at=steps[-1].stage,
        intense=intense,
        tied=tied,
        peak_end=(intense + values[-1]) / 2,
        mean=sum(values) / len(values),
        drops=tuple(f for f in falls if f.change == deepest) if deepest < 0 else (),
    )


def unowned(journey: JourneyMap) -> tuple[Note, ...]:
    """The touchpoints that no department answers for."""
    return tuple(n for n in notes_in(journey, "touchpoints") if n.department.strip().lower() in ("", "unassigned"))


def in_words(journey: JourneyMap) -> tuple[str, ...]:
    """The figures of every curve in sentences, and the touchpoints without an owner; for reports and pictures."""
    names = {s.id: s.name for s in journey.stages}
    lines: list[str] = []
    for actor in actors(journey):
        for curve, label in (("as_is", "as it is"), ("to_be", "as it shall be")):
            found = figures(points(journey, actor.id, "as_is" if curve == "as_is" else "to_be"))
            if found is not None:
                who = f"{actor.name}, {label}" if actor.name else label.capitalize()
                lines.append(f"{who}: {_curve(found, names)}")
    alone = unowned(journey)
    if alone:
        count = "1 touchpoint has" if len(alone) == 1 else f"{len(alone)} touchpoints have"
        lines.append(f"{count} no department in charge.")
    return tuple(lines)


def signed(value: float) -> str:
    """A value of the scale with its sign and a true minus: +2, −0.5, 0."""
    text = f"{value:+.2f}".rstrip("0").rstrip(".") if value else "0"
    return text.replace("-", "−")


def _curve(found: Figures, names: dict[str, str]) -> str:
    """One sentence on a curve. A level one has neither a lowest point nor a peak."""

    def at(ids: tuple[str, ...]) -> str:
        *some, last = (names[i] for i in ids)
        return f"{', '.join(some)} and {last}" if some else last

    if found.steps == 1:
        return f"one step only, {names[found.end_at]} ({signed(found.end)})."
    if found.lowest == found.peak:
        both = "both stages" if found.steps == 2 else f"all {found.steps} stages"
        return f"the same feeling at {both} ({signed(found.end)})."
    parts = [
        f"lowest at {at(found.lowest_at)} ({signed(found.lowest)})",
        f"highest at {at(found.peak_at)} ({signed(found.peak)})",
    ]
    if found.drops:
        pairs = " and ".join(f"from {names[d.start]} to {names[d.end]}" for d in found.drops)
        parts.append(f"the largest drop is {pairs} ({signed(found.drops[0].change)})")
    else:
        parts.append("it never falls")
    tie = ", the negative of two equally strong feelings" if found.tied else ""
    parts.append(f"it ends at {names[found.end_at]} with {signed(found.end)}")
    parts.append(f"peak-end {signed(found.peak_end)} (most intense {signed(found.intense)}{tie})")
    return "; ".join(parts) + f"; mean {signed(round(found.mean, 2))}."
