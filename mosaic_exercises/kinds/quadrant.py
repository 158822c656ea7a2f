"""Quadrant: named points on a plane of two axes, each with a threshold; where they are now and where they should be."""

from __future__ import annotations

import math
import random
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.base import (
    RECORDED,
    TABLES,
    Kind,
    Raw,
    Samples,
    Solution,
    as_json,
    dangling,
    named,
    noun,
    quoted,
    repeated,
    same_twice,
)
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

Corner = Literal["top_left", "top_right", "bottom_left", "bottom_right"]
When = Literal["now", "wanted"]
CORNERS: tuple[Corner, ...] = ("top_left", "top_right", "bottom_left", "bottom_right")
Place = tuple[float, float]  # across, up


class Axis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One axis. A value on the threshold counts as high: a tie goes up. ``from`` and ``to`` name its ends."""

    name: str
    low: float = 0
    high: float = 100
    threshold: float = 50
    start: str = msgspec.field(name="from", default="low")
    end: str = msgspec.field(name="to", default="high")


class Point(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A thing to place; ``detail`` is what is known of it."""

    id: str
    text: str
    detail: str = ""


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """What the four quadrants are called; top is high on y, right is high on x."""

    top_left: str
    top_right: str
    bottom_left: str
    bottom_right: str


class QuadrantTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``arrows``: whether each point also has a wanted place, to which an arrow is drawn."""

    points: tuple[Point, ...]
    x: Axis
    y: Axis
    quadrants: Names
    arrows: bool = False


class Misplaced(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``point`` stands in ``quadrant`` (``when``: its place now, or the wanted one)."""

    point: str
    quadrant: Corner
    why: str
    try_next: str = ""
    misconception: str = ""
    when: When = "now"


class QuadrantKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``place`` and ``wanted``: for each point the quadrants that are right; both empty is free: recorded.

    ``model``: point -> {now = [x, y], wanted = [x, y]} to show as one good answer where it is free.
    """

    why: str
    place: dict[str, tuple[Corner, ...]] = {}
    wanted: dict[str, tuple[Corner, ...]] = {}
    reasons: dict[str, str] = {}
    slips: tuple[Misplaced, ...] = ()
    model: dict[str, dict[str, tuple[float, float]]] = {}

    def __hash__(self) -> int:
        return hash(self.why)


class Spot(NamedTuple):
    """Where a point stands, and where it should."""

    now: Place | None
    wanted: Place | None


Spots = dict[str, Spot]  # in the task's order; only points that stand somewhere


def corner(task: QuadrantTask, place: Place) -> Corner:
    """The quadrant of a place. A tie goes up, on either axis."""
    right, top = place[0] >= task.x.threshold, place[1] >= task.y.threshold
    return ("top_right" if right else "top_left") if top else ("bottom_right" if right else "bottom_left")


def parse(task: QuadrantTask, raw: Raw) -> Spots:
    """An object point id -> {"now": [x, y], "wanted": [x, y]}; points not placed are absent. null and {} are blank."""
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise FormatError(
            f"This answer cannot be read: points with places are needed, not {noun(raw)}. Place them again."
        )
    texts = {p.id: p.text for p in task.points}
    if len(raw) > len(texts):
        raise FormatError(f"This answer places {len(raw)} points, but there are only {len(texts)}. Place those shown.")
    found = {}
    for id_, spot in raw.items():
        if id_ not in texts:
            raise FormatError(f"This map has no point {named(id_)}. Place the points shown.")
        name = quoted(texts[id_])
        if not isinstance(spot, dict) or not set(spot) <= {"now", "wanted"}:
            raise FormatError(f"{name}: a place is needed, not {noun(spot)}. Place this point again.")
        if spot.get("wanted") is not None and not task.arrows:
            raise FormatError(f"{name}: only its place now is asked for. Place this point again.")
        found[id_] = Spot(_place(task, spot.get("now"), name), _place(task, spot.get("wanted"), f"{name}, wanted"))
    return {id_: found[id_] for id_ in texts if id_ in found and found[id_] != (None, None)}


def _place(task: QuadrantTask, raw: Raw, name: str) -> Place | None:
    if raw is None:
        return None
    if not isinstance(raw, (list, tuple)) or len(raw) != 2:
        raise FormatError(f"{name}: two numbers are needed, across and up, not {noun(raw)}. Place this point again.")
    values = []
    for axis, value in zip((task.x, task.y), raw, strict=True):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
            raise FormatError(f"{name}: {quoted(axis.name)} needs a number, not {noun(value)}. Place this point again.")
        if not axis.low <= value <= axis.high:
            raise FormatError(
                f"{name}: {quoted(axis.name)} goes from {axis.low:g} to {axis.high:g}. Place this point again."
            )
        values.append(float(value))
    return values[0], values[1]


def _wanted(task: QuadrantTask, key: QuadrantKey) -> list[tuple[str, When, tuple[Corner, ...]]]:
    """What is judged: (point, now or wanted, quadrants that are right)."""
    parts: list[tuple[str, When, tuple[Corner, ...]]] = [(i, "now", fits) for i, fits in key.place.items()]
    return parts + [(i, "wanted", fits) for i, fits in key.wanted.items() if task.arrows]


def check(task: QuadrantTask, key: QuadrantKey | None, answer: Spots) -> Result:
    """Free: recorded. Keyed: places in a right quadrant over all that are asked for."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    left = _left(task, answer)
    parts = _wanted(task, key)
    if not parts:
        words = "Your map is recorded; it is not complete yet." if left else "Your map is recorded."
        return Result("recorded", 0.0, words, (*left, *_moves(task, answer)))
    said = [
        _judged(task, key, id_, when, fits, place)
        for id_, when, fits in parts
        if id_ in answer and (place := getattr(answer[id_], when)) is not None
    ]
    hits = len([None for c in said if c.met])
    if hits == len(parts):
        return graded(1, key.why, tuple(said))
    words = f"{hits} of {len(parts)} {'stands' if hits == 1 else 'stand'} in the right quadrant."
    return graded(hits / len(parts), words if hits else "None stands in the right quadrant yet.", (*said, *left))


def _left(task: QuadrantTask, answer: Spots) -> tuple[Criterion, ...]:
    found = []
    for when, words in (("now", "no place yet"), ("wanted", "no wanted place yet")):
        open_ = [p.text for p in task.points if getattr(answer.get(p.id, Spot(None, None)), when) is None]
        if open_ and (when == "now" or task.arrows):
            more = f" and {len(open_) - 3} more" if len(open_) > 3 else ""
            seen = f"With {words}: {', '.join(quoted(t, 60) for t in open_[:3])}{more}."
            found.append(Criterion("complete", False, seen, try_next="Place every point, the doubtful ones too."))
    return tuple(found)


def _moves(task: QuadrantTask, answer: Spots) -> tuple[Criterion, ...]:
    """Arrows of a free map that stay in their quadrant: said, not judged."""
    still = [
        quoted(p.text, 60)
        for p in task.points
        if (s := answer.get(p.id)) and s.now and s.wanted and corner(task, s.now) == corner(task, s.wanted)
    ]
    if not still:
        return ()
    again = "If it should stay where it is, say what keeps it there; if not, move the arrow."
    return (Criterion("moves", None, f"Staying in its quadrant: {', '.join(still[:4])}.", "", again, judge="learner"),)


def _judged(
    task: QuadrantTask, key: QuadrantKey, id_: str, when: When, fits: tuple[Corner, ...], place: Place
) -> Criterion:
    text = next(p.text for p in task.points if p.id == id_)
    at = corner(task, place)
    seen = f"{quoted(text, 120)} {'stands' if when == 'now' else 'should move to'} {quoted(_name(task, at))}."
    seen = seen.replace("stands ", "stands in ", 1) if when == "now" else seen
    if at in fits:
        return Criterion(when, True, seen, key.reasons.get(id_, "") if when == "now" else "", item=id_)
    for slip in key.slips:
        if (slip.point, slip.quadrant, slip.when) == (id_, at, when):
            return Criterion(when, False, seen, slip.why, slip.try_next, id_, slip.misconception)
    why = "This quadrant does not fit what is known of it."
    again = f"Ask one axis at a time: {task.x.name}, high or low? Then {task.y.name}, high or low?"
    return Criterion(when, False, seen, why, again, id_)


def _name(task: QuadrantTask, at: Corner) -> str:
    name: str = getattr(task.quadrants, at)
    return name


@lru_cache(TABLES)
def _slots(task: QuadrantTask) -> int:
    return math.ceil(math.sqrt(len(task.points)))


def middle(task: QuadrantTask, at: Corner, number: int) -> list[float]:
    """A place inside a quadrant, another one for each ``number``, so that points do not lie on each other."""
    n = _slots(task)
    out = []
    for axis, high, i in ((task.x, "right" in at, number % n), (task.y, "top" in at, number // n % n)):
        low, top = (axis.threshold, axis.high) if high else (axis.low, axis.threshold)
        out.append(round(low + (top - low) * (i + 1) / (n + 1), 6))
    return out


def _answer(task: QuadrantTask, parts: list[tuple[str, When, Corner]]) -> dict[str, dict[str, list[float]]]:
    number = {p.id: i for i, p in enumerate(task.points)}
    out: dict[str, dict[str, list[float]]] = {}
    for id_, when, at in parts:
        out.setdefault(id_, {})[when] = middle(task, at, number[id_])
    return out


def samples(task: QuadrantTask, key: QuadrantKey | None) -> Samples:
    """Every point right; each slip by itself; one point alone; all wrong; what is no place."""
    first = task.points[0].id
    near = [task.x.threshold, task.y.threshold]
    malformed: tuple[Raw, ...] = (
        *("top_left", 4, True, [first], {"no such point": {"now": near}}, {first: near}, {first: {"then": near}}),
        *(
            {first: {"now": bad}}
            for bad in ([1], "1,2", 5, [1, None], [True, 1], [1e9, 1], [float("nan"), 1], [1, "2"])
        ),
    )
    blank: tuple[Raw, ...] = (None, {}, {first: {}}, {first: {"now": None}})
    if key is None:
        return Samples(blank, malformed, recorded=({first: {"now": near}},))
    parts = _wanted(task, key)
    if not parts:
        return Samples(blank, malformed, recorded=(_model(task, key), {first: {"now": near}}))
    good: list[tuple[str, When, Corner]] = [(i, when, fits[0]) for i, when, fits in parts]
    off: list[tuple[str, When, Corner]] = [
        (i, when, next(c for c in CORNERS if c not in fits)) for i, when, fits in parts if len(fits) < len(CORNERS)
    ]
    slips: list[Raw] = [
        _answer(task, [*(g for g in good if g[:2] != (s.point, s.when)), (s.point, s.when, s.quadrant)])
        for s in key.slips
    ]
    several = len(parts) > 1
    some: list[Raw] = [_answer(task, good[:1])] if several else []
    return Samples(
        blank,
        malformed,
        right=(_answer(task, good),),
        partly=(*slips, *some) if several else (),
        wrong=((_answer(task, off),) if off else ()) if several else (*slips, _answer(task, off)),
    )


def _model(task: QuadrantTask, key: QuadrantKey) -> Raw:
    if key.model:
        return as_json(key.model)
    return _answer(task, [(p.id, "now", CORNERS[i % 4]) for i, p in enumerate(task.points)])


def describe(task: QuadrantTask, answer: Spots) -> str:
    """Each point with its quadrant and values, one a line."""
    lines = []
    for point in task.points:
        spot = answer.get(point.id)
        if spot is None:
            continue
        places = [f"{_name(task, corner(task, p))} ({p[0]:g}, {p[1]:g})" if p else "not placed" for p in spot]
        lines.append(f"{point.text}: {places[0]}{f' -> {places[1]}' if spot.wanted else ''}")
    return "\n".join(lines)


def problems(task: QuadrantTask, key: QuadrantKey | None) -> list[str]:
    """What an author got wrong."""
    ids = [p.id for p in task.points]
    found = same_twice("points", ((p.id, f"{p.text} {p.detail}") for p in task.points))
    found += same_twice("quadrants", ((corner_, getattr(task.quadrants, corner_)) for corner_ in CORNERS))
    if not ids:
        found.append("points: give at least one")
    for where, axis in (("x", task.x), ("y", task.y)):
        if not axis.low < axis.threshold < axis.high or not math.isfinite(axis.high - axis.low):
            found.append(f"{where}: the threshold must lie between low and high")
        if not axis.name.strip():
            found.append(f"{where}.name: name what is measured")
    if key is None or found:
        return found
    if not key.why.strip():
        found.append("key.why: say why the points stand there")
    if key.wanted and not task.arrows:
        found.append("key.wanted: set arrows = true to ask for a wanted place")
    for where, places in (("place", key.place), ("wanted", key.wanted)):
        found += dangling(f"key.{where}", places, ids, "point")
        found += [f"key.{where}: '{i}' has no quadrant" for i, fits in places.items() if not fits]
        found += [f"key.{where}: '{i}' is missing" for i in ids if places and i not in places]
    found += dangling("key.reasons", key.reasons, ids, "point") + dangling("key.model", key.model, ids, "point")
    for slip in key.slips:
        found += dangling("key.slips", (slip.point,), ids, "point")
        right = (key.place if slip.when == "now" else key.wanted).get(slip.point)
        if right is None or slip.quadrant in right:
            found.append(f"key.slips: '{slip.point}' in '{slip.quadrant}' is right or not asked for")
    found += [f"key.slips: '{s}' stands twice" for s in repeated(f"{s.point} {s.quadrant} {s.when}" for s in key.slips)]
    if not found and key.model:
        try:
            parse(task, as_json(key.model))
        except FormatError as error:
            found.append(f"key.model: {error}")
    return found


def view(task: QuadrantTask, rng: random.Random) -> dict[str, Any]:  # noqa: ARG001 - the contract's signature
    """The whole task: points keep the author's order, by which they are numbered."""
    shown: dict[str, Any] = as_json(task)
    return shown


def solution(task: QuadrantTask, key: QuadrantKey) -> Solution:
    """Every point in a quadrant that is right, or the model of a free map."""
    parts = _wanted(task, key)
    answer = _answer(task, [(i, when, fits[0]) for i, when, fits in parts]) if parts else _model(task, key)
    return Solution(answer, key.why, tuple((p.id, key.reasons[p.id]) for p in task.points if p.id in key.reasons))


KIND: Kind[QuadrantTask, QuadrantKey, Spots] = Kind(
    "quadrant", QuadrantTask, QuadrantKey, parse, check, samples, describe, problems, view, solution
)
