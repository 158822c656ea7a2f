"""Points on a plane of two axes, the key, and the answer as read."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import msgspec

from mosaic_exercises.kinds.contract import by_reason
from mosaic_exercises.reading.refs import Offer, Ref, Want


class MisplacedPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``point`` stands in ``quadrant`` (``when``: its place now, or the wanted one)."""

    point: str
    quadrant: Corner
    why: str
    try_next: str = ""
    misconception: str = ""
    when: When = "now"


class QuadrantKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``place`` and ``wanted``: for each point the quadrants that are right; both empty is free: recorded.

    ``model``: point -> {now = [x, y], wanted = [x, y]} to show as one good answer where it is free (a point of the
    learner's own also with ``name`` or ``ref``). ``look_for``: what a good map has, for the learner's own comparison.
    """

    why: str
    place: dict[str, tuple[Corner, ...]] = {}
    wanted: dict[str, tuple[Corner, ...]] = {}
    reasons: dict[str, str] = {}
    slips: tuple[MisplacedPoint, ...] = ()
    model: dict[str, dict[str, Any]] = {}
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


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


class QuadrantPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
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
    points: tuple[QuadrantPoint, ...] = ()
    arrows: bool = False
    own: int = 0
    least: int = 0
    noun: str = "point"
    nouns: str = "points"
    wants: tuple[Want, ...] = ()
    stand_ins: tuple[QuadrantPoint, ...] = ()


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


class QuadrantView(msgspec.Struct, frozen=True, kw_only=True):
    """The plane. Points keep the author's order, by which they are numbered."""

    x: Axis
    y: Axis
    quadrants: Names
    points: tuple[QuadrantPoint, ...]
    arrows: bool
    own: int
    least: int
    noun: str
    nouns: str
    wants: tuple[Want, ...]
    stand_ins: tuple[QuadrantPoint, ...]
    offers: tuple[Offer, ...]
