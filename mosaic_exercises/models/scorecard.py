"""The balanced scorecard: objectives with measure, target and initiative in four perspectives, how far each target is
reached, and the map of what serves what.

R. S. Kaplan & D. P. Norton, "The balanced scorecard: measures that drive performance", HBR 70(1), 1992 (the fourth
perspective: innovation and learning); *The Balanced Scorecard*, 1996 (learning and growth). Whether a text is an
objective or an initiative is read by :mod:`mosaic_exercises.models.scorecard_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import finite, one_of
from mosaic_exercises.models.errors import DataError

Direction = Literal["up", "down"]
Standing = Literal["reached", "on the way", "no change", "moved away"]
PERSPECTIVES: Final = ("financial", "customer", "internal process", "learning and growth")
SAME: Final[Mapping[str, str]] = MappingProxyType(
    {
        "finance": "financial",
        "process": "internal process",
        "internal": "internal process",
        "internal business process": "internal process",
        "internal processes": "internal process",
        "learning": "learning and growth",
        "learning & growth": "learning and growth",
        "innovation and learning": "learning and growth",
        "innovation & learning": "learning and growth",
        "organizational capacity": "learning and growth",
        "customers": "customer",
    }
)
"""Other names of a perspective; the fourth has had two from its own authors."""


class Attainment(msgspec.Struct, frozen=True):
    """How far a target is reached. ``share`` = (actual - baseline) / (target - baseline): 1.0 at the target, above it
    beyond, below 0.0 where the figure moved away; None where target and baseline are the same, so that there is no way
    to have come. ``words`` says it."""

    share: float | None
    reached: bool
    standing: Standing
    words: str


class Objective(msgspec.Struct, frozen=True):
    """One objective of a scorecard. ``direction``: whether more is better (up) or less (down)."""

    id: str
    perspective: str
    objective: str
    measure: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    actual: float | None = None
    direction: Direction = "up"
    initiative: str = ""
    owner: str = ""
    supports: tuple[str, ...] = ()

    @property
    def attainment(self) -> Attainment | None:
        """How far its target is reached; None where a figure is missing."""
        if self.baseline is None or self.target is None or self.actual is None:
            return None
        return attainment(self.baseline, self.target, self.actual, self.direction)


class Arrow(msgspec.Struct, frozen=True):
    """Cause and effect by id: reaching ``cause`` serves ``effect``."""

    cause: str
    effect: str


class CauseMap(msgspec.Struct, frozen=True):
    """Who serves whom. ``missing``: perspectives without an objective. ``orphans``: objectives without any arrow.
    ``circles``: each as ids in the order of the arrows. ``unknown``: arrows to or from an id that is none.
    ``backward``: arrows that lead away from the financial perspective (to learning, say), which may be right but wants
    a reason. ``chains``: ways from an objective that nothing serves to one that serves nothing."""

    objectives: tuple[Objective, ...]
    arrows: tuple[Arrow, ...]
    missing: tuple[str, ...]
    orphans: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    unknown: tuple[Arrow, ...]
    backward: tuple[Arrow, ...]
    chains: tuple[tuple[str, ...], ...]


def attainment(baseline: float, target: float, actual: float, direction: str = "") -> Attainment:
    """How far ``actual`` has come from ``baseline`` to ``target``, whichever way is better.

    ``direction`` "" takes it from target and baseline. Where both are the same it must be given ("up" or "down"): an
    actual value at least as good as the target has reached it, and there is no share. Raises DataError for what is no
    number, for a direction that contradicts target and baseline, and for one that is needed and missing.
    """
    start, goal, now = (finite(v, n) for v, n in ((baseline, "baseline"), (target, "target"), (actual, "actual")))
    if direction:
        one_of(direction, ("up", "down"), "direction")
    if goal == start != now and not direction:
        raise DataError(
            f"Target and baseline are both {goal:g}, so {now:g} may be better or worse",
            "argument `direction`",
            "Say which way is better: direction='up' or direction='down'.",
        )
    up = goal > start if goal != start else direction != "down"
    if direction and goal != start and up != (direction == "up"):
        raise DataError(
            f"Direction {direction!r}, but the target {goal:g} is {'above' if up else 'below'} the baseline {start:g}",
            "arguments `direction`, `target`, `baseline`",
            "Put right the one that is wrong.",
        )
    better = now >= goal if up else now <= goal
    if goal == start:
        if better:
            return Attainment(None, True, "reached", f"{now:g}: the target was to stay at {goal:g}, and it is kept.")
        return Attainment(None, False, "moved away", f"{now:g}: the target was to stay at {goal:g}, and it is missed.")
    share = (now - start) / (goal - start)
    percent = f"{share:.0%}"
    way = f"from {start:g} towards {goal:g}"
    if better:
        return Attainment(share, True, "reached", f"{now:g}: the target of {goal:g} is reached ({percent} of the way).")
    if share > 0:
        return Attainment(share, False, "on the way", f"{now:g}: {percent} of the way {way}.")
    if now == start:
        return Attainment(0.0, False, "no change", f"{now:g}: no change {way}.")
    away = f"{now:g}: it moved away, {'below' if up else 'above'} the baseline of {start:g} (target {goal:g})."
    return Attainment(share, False, "moved away", away)


def perspective(name: str) -> str:
    """The usual name of a perspective, whatever edition it was learned from; another name stays as it is."""
    plain = " ".join(name.casefold().split())
    return SAME.get(plain, plain)


def circles(ids: Iterable[str], arrows: Iterable[Arrow]) -> tuple[tuple[str, ...], ...]:
    """Circles of cause and effect: for every knot of ids that reach each other, one shortest way round.

    Each begins with the id that stands first in ``ids``. Arrows to or from other ids are left out.
    """
    order = {id_: place for place, id_ in enumerate(ids)}
    onward: dict[str, list[str]] = {id_: [] for id_ in order}
    for arrow in arrows:
        if arrow.cause in order and arrow.effect in order:
            onward[arrow.cause].append(arrow.effect)
    found: list[tuple[str, ...]] = []
    knotted: set[str] = set()
    for start in order:
        if start in knotted:
            continue
        way = _way_round(start, onward)
        if way:
            found.append(way)
            knotted |= set(way)
    return tuple(found)


def _way_round(start: str, onward: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A shortest way from ``start`` back to it, without the last step; () if there is none."""
    before: dict[str, str] = {}
    at = [start]
    while at:
        reached: list[str] = []
        for one in at:
            for other in onward[one]:
                if other == start:
                    way = [one]
                    while way[-1] != start:
                        way.append(before[way[-1]])
                    return tuple(reversed(way))
                if other not in before:
                    before[other] = one
                    reached.append(other)
        at = reached
    return ()


def cause_map(objectives: Sequence[Objective], arrows: Iterable[Arrow] | None = None) -> CauseMap:
    """The map of a scorecard; without ``arrows`` those that ``supports`` of the objectives say.

    Raises DataError if an id stands twice.
    """
    ids = [one.id for one in objectives]
    for place, id_ in enumerate(ids):
        if id_ in ids[:place]:
            raise DataError(f"The id {id_!r} stands twice", "argument `objectives`", "Give each objective its own.")
    given = arrows if arrows is not None else (Arrow(one.id, other) for one in objectives for other in one.supports)
    drawn = tuple(dict.fromkeys(given))
    known = set(ids)
    sound = tuple(a for a in drawn if a.cause in known and a.effect in known)
    touched = {id_ for a in sound for id_ in (a.cause, a.effect)}
    level = {one.id: _level(one) for one in objectives}
    return CauseMap(
        tuple(objectives),
        sound,
        tuple(p for p in PERSPECTIVES if p not in {perspective(one.perspective) for one in objectives}),
        tuple(id_ for id_ in ids if id_ not in touched),
        circles(ids, sound),
        tuple(a for a in drawn if a.cause not in known or a.effect not in known),
        tuple(a for a in sound if 0 <= level[a.cause] < level[a.effect]),
        _chains(ids, sound),
    )


def _level(one: Objective) -> int:
    name = perspective(one.perspective)
    return PERSPECTIVES.index(name) if name in PERSPECTIVES else -1


def _chains(ids: Sequence[str], arrows: Sequence[Arrow], most: int = 200) -> tuple[tuple[str, ...], ...]:
    """Ways from first causes to last effects, at most ``most``; a circle is gone round once at most."""
    onward: dict[str, list[str]] = {id_: [] for id_ in ids}
    for arrow in arrows:
        onward[arrow.cause].append(arrow.effect)
    served = {arrow.effect for arrow in arrows}
    found: list[tuple[str, ...]] = []
    open_: list[tuple[str, ...]] = [(id_,) for id_ in reversed(ids) if id_ not in served and onward[id_]]
    while open_ and len(found) < most:
        way = open_.pop()
        further = [(*way, other) for other in reversed(onward[way[-1]]) if other not in way]
        if further:
            open_ += further
        else:
            found.append(way)
    return tuple(found)


def from_table(table: object) -> tuple[Objective, ...]:
    """Objectives from a table with the columns of Tessera's scorecard.csv: objective_id, perspective, objective,
    measure, unit, baseline, target, actual, direction, initiative, owner, supports (ids with ; between them). A pandas
    DataFrame, a list with one dict a row, or a dict of lists.

    Raises DataError with column and row for what cannot be read.
    """
    names = ("objective_id", "perspective", "objective", "measure", "unit", "direction", "initiative", "owner")
    figures = ("baseline", "target", "actual")
    found = surveys.columns(table, {name: name for name in (*names, *figures, "supports")})
    texts = {name: [_text(value) for value in found[name]] for name in (*names, "supports")}
    numbers = {name: [_figure(value, name, row) for row, value in enumerate(found[name], 1)] for name in figures}
    out: list[Objective] = []
    for row, direction in enumerate(texts["direction"]):
        if direction not in ("up", "down"):
            raise DataError(
                f"A direction is {direction!r}",
                f"column 'direction', row {row + 1}",
                "Write up (more is better) or down.",
            )
        out.append(
            Objective(
                id=texts["objective_id"][row],
                perspective=texts["perspective"][row],
                objective=texts["objective"][row],
                measure=texts["measure"][row],
                unit=texts["unit"][row],
                baseline=numbers["baseline"][row],
                target=numbers["target"][row],
                actual=numbers["actual"][row],
                direction="up" if direction == "up" else "down",
                initiative=texts["initiative"][row],
                owner=texts["owner"][row],
                supports=tuple(id_.strip() for id_ in texts["supports"][row].split(";") if id_.strip()),
            )
        )
    return tuple(out)


def _text(value: object) -> str:
    return "" if surveys.is_missing(value) else str(value).strip()


def _figure(value: object, column: str, row: int) -> float | None:
    if surveys.is_missing(value):
        return None
    number = surveys.number(value)
    if number is None:
        raise DataError(f"{value!r} is no number", f"column {column!r}, row {row}", "Write it as 1234.5.")
    return number
