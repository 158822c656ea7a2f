"""Quadrant: its records, and reading where an answer puts each point."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.base import Raw, Ref, Want, named, noun, quoted
from mosaic_exercises.kinds.form_read import read_text

Corner = Literal["top_left", "top_right", "bottom_left", "bottom_right"]
When = Literal["now", "wanted"]
CORNERS: tuple[Corner, ...] = ("top_left", "top_right", "bottom_left", "bottom_right")
Place = tuple[float, float]  # across, up

LONGEST_NAME = 80  # characters of the name of a learner's own point
LONGEST_LABEL = 300  # characters of a label that came from another exercise
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_LINK = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:/.-]{0,120}")


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
    """``points`` are the author's. ``arrows``: whether each point also has a wanted place, to which an arrow is drawn.

    ``own``: how many points of their own the learner may add (0: none); such a map is recorded, never judged.
    ``least``: how many points it should have. ``noun`` and ``nouns``: what one of them is called, and several.
    ``wants``: exercises whose objects can be put on the map; ``stand_ins``: the case's own, while there are none.
    """

    x: Axis
    y: Axis
    quadrants: Names
    points: tuple[Point, ...] = ()
    arrows: bool = False
    own: int = 0
    least: int = 0
    noun: str = "point"
    nouns: str = "points"
    wants: tuple[Want, ...] = ()
    stand_ins: tuple[Point, ...] = ()


class Spot(NamedTuple):
    """Where a point stands, and where it should. ``name`` or ``ref`` say what a learner's own point is."""

    now: Place | None
    wanted: Place | None
    name: str = ""
    ref: Ref | None = None


Spots = dict[str, Spot]  # the author's points first; of these only such as stand somewhere


def corner(task: QuadrantTask, place: Place) -> Corner:
    """The quadrant of a place. A tie goes up, on either axis."""
    right, top = place[0] >= task.x.threshold, place[1] >= task.y.threshold
    return ("top_right" if right else "top_left") if top else ("bottom_right" if right else "bottom_left")


def texts(task: QuadrantTask, answer: Spots) -> dict[str, str]:
    """What every point is called: the author's, placed or not, then the learner's own."""
    known = {p.id: p.text for p in task.points}
    own = {i: s for i, s in answer.items() if i not in known}
    return known | {i: s.ref.label if s.ref else s.name for i, s in own.items()}


def parse(task: QuadrantTask, raw: Raw) -> Spots:
    """An object point id -> {"now": [x, y], "wanted": [x, y]}; points not placed are absent. null and {} are blank.

    A point of the learner's own also has "name": text, or "ref": {"exercise", "object", "label"}; one without a name
    and without a place is left out.
    """
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise FormatError(
            f"This answer cannot be read: points with places are needed, not {noun(raw)}. Place them again."
        )
    known = {p.id: p.text for p in task.points}
    if len(raw) > len(known) + task.own:
        most = len(known) + task.own
        raise FormatError(f"This answer places {len(raw)} points, but there are only {most}. Place those shown.")
    found: Spots = {}
    for id_, spot in raw.items():
        mine = id_ not in known
        if mine and not (task.own and isinstance(id_, str) and _ID.fullmatch(id_)):
            raise FormatError(f"This map has no point {named(id_)}. Place the points shown.")
        found[id_] = _spot(task, spot, "" if mine else known[id_], mine)
    own = [i for i in found if i not in known]
    if len(own) > task.own:
        raise FormatError(f"This map has {len(own)} points of your own; {task.own} is the most. Take some away.")
    return {i: found[i] for i in (*known, *own) if i in found and found[i] != (None, None, "", None)}


def _spot(task: QuadrantTask, raw: Raw, text: str, mine: bool) -> Spot:
    allowed = {"now", "wanted", "name", "ref"} if mine else {"now", "wanted"}
    if not isinstance(raw, dict) or not set(raw) <= allowed:
        name = quoted(text) if text else "A point of your own"
        raise FormatError(f"{name}: a place is needed, not {noun(raw)}. Place this point again.")
    ref = _ref(raw.get("ref")) if mine else None
    own = read_text(raw.get("name"), LONGEST_NAME, f"The name of a {task.noun}", lines=False) if mine else ""
    name = quoted(text or (ref.label if ref else own) or f"A {task.noun} without a name")
    if raw.get("wanted") is not None and not task.arrows:
        raise FormatError(f"{name}: only its place now is asked for. Place this point again.")
    now, wanted = _place(task, raw.get("now"), name), _place(task, raw.get("wanted"), f"{name}, wanted")
    return Spot(now, wanted, "" if ref else own.strip(), ref)


def _ref(raw: Raw) -> Ref | None:
    if raw is None:
        return None
    if not isinstance(raw, dict) or not set(raw) <= {"exercise", "object", "label"}:
        raise FormatError("A point's link to another exercise cannot be read. Take the point away and add it again.")
    exercise, object_ = raw.get("exercise", ""), raw.get("object")
    for part in (exercise or "none", object_):
        if not isinstance(part, str) or not _LINK.fullmatch(part):
            raise FormatError(f"A point's link leads to {named(part)}, which is no object. Add the point again.")
    label = read_text(raw.get("label"), LONGEST_LABEL, "The name of a linked point", lines=False)
    return Ref(str(exercise), str(object_), label.strip() or str(object_))


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


def as_raw(answer: Spots) -> dict[str, Any]:
    """An answer in the form that the browser sends."""
    out: dict[str, Any] = {}
    for id_, spot in answer.items():
        parts: dict[str, Any] = {when: list(p) for when, p in (("now", spot.now), ("wanted", spot.wanted)) if p}
        if spot.ref:
            parts["ref"] = msgspec.to_builtins(spot.ref)
        elif spot.name:
            parts["name"] = spot.name
        out[id_] = parts
    return out
