"""A quadrant: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import math
import random
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import dangling, same_twice
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Slip, Solution, viewed
from mosaic_exercises.kinds.quadrant.read import parse
from mosaic_exercises.kinds.quadrant.task import (
    CORNERS,
    Corner,
    Place,
    QuadrantKey,
    QuadrantTask,
    QuadrantView,
    Spot,
    Spots,
    When,
    corner,
    texts,
)
from mosaic_exercises.reading.refs import Made, Ref, Want
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, as_json, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

WORDING = keyed.Wording(parts="", right="in the right quadrant", none="None is in the right quadrant yet.")
MOST = 40  # points of a learner's own on one map


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
    rows, grades = _table(task, key)
    left = _left(task, answer)
    if not rows:
        words = "Your map is recorded; it is not complete yet." if left else "Your map is recorded."
        return Result("recorded", 0.0, words, (*left, *_tally(task, answer), *_moves(task, answer)))
    said = tuple(
        [
            row[corner(task, place)]
            for id_, when, row in rows
            if id_ in answer and (place := getattr(answer[id_], when)) is not None
        ]
    )
    hits = len([None for c in said if c.met])
    grade = grades[hits]
    return Result(grade.outcome, grade.score, grade.summary, said if hits == len(rows) else (*said, *left))


def _left(task: QuadrantTask, answer: Spots) -> tuple[Criterion, ...]:
    found = []
    known = texts(task, answer)
    if len(known) < task.least:
        seen = f"{len(known)} {task.noun if len(known) == 1 else task.nouns} on your map, {task.least} asked for."
        found.append(Criterion("least", False, seen, try_next=f"Add another {task.noun}."))
    if nameless := len([text for text in known.values() if not text]):
        seen = f"{nameless} {task.noun if nameless == 1 else task.nouns} without a name."
        found.append(Criterion("nameless", False, seen, try_next="Give it a name, or take it away."))
    for when, words in (("now", "no place yet"), ("wanted", "no wanted place yet")):
        open_ = [t for i, t in known.items() if t and getattr(answer.get(i, Spot(None, None)), when) is None]
        if open_ and (when == "now" or task.arrows):
            more = f" and {len(open_) - 3} more" if len(open_) > 3 else ""
            seen = f"With {words}: {', '.join(quoted(t, 60) for t in open_[:3])}{more}."
            found.append(Criterion("complete", False, seen, try_next="Place every point, the doubtful ones too."))
    return tuple(found)


def _tally(task: QuadrantTask, answer: Spots) -> tuple[Criterion, ...]:
    """How many stand in each quadrant of a learner's own map: said, not judged."""
    if not task.own:
        return ()
    counts = Counter(corner(task, s.now) for s in answer.values() if s.now)
    parts = [f"{counts[at]} in {_name(task, at)}" for at in CORNERS if counts[at]]
    return (Criterion("tally", None, f"Now: {', '.join(parts)}.", judge="learner"),) if parts else ()


def _moves(task: QuadrantTask, answer: Spots) -> tuple[Criterion, ...]:
    """Arrows of a free map that stay in their quadrant: said, not judged."""
    still = [
        quoted(text, 60)
        for id_, text in texts(task, answer).items()
        if (s := answer.get(id_)) and s.now and s.wanted and corner(task, s.now) == corner(task, s.wanted)
    ]
    if not still:
        return ()
    again = "If it should stay where it is, say what keeps it there; if not, move the arrow."
    return (Criterion("moves", None, f"Staying in its quadrant: {', '.join(still[:4])}.", "", again, judge="learner"),)


class _Table(NamedTuple):
    rows: tuple[tuple[str, When, dict[str, Criterion]], ...]  # (point, now or wanted, what to say in each quadrant)
    grades: tuple[Result, ...]  # by how many places are right


@lru_cache(TABLES)
def _table(task: QuadrantTask, key: QuadrantKey) -> _Table:
    points = {point.id: point.text for point in task.points}
    again = f"Ask one axis at a time: {task.x.name}, high or low? Then {task.y.name}, high or low?"
    lost = Slip("This quadrant does not fit what is known of it.", again)

    def now(id_: str, at: str) -> str:
        return f"{quoted(points[id_], 120)} is in {quoted(_name(task, at))}."

    def wanted(id_: str, at: str) -> str:
        return f"{quoted(points[id_], 120)} should move to {quoted(_name(task, at))}."

    rows: list[tuple[str, When, dict[str, Criterion]]] = []
    for id_, when, fits in _wanted(task, key):
        (row,) = keyed.moves(
            when,
            {id_: fits},
            CORNERS,
            seen=now if when == "now" else wanted,
            replies={(slip.point, slip.quadrant): slip for slip in key.slips if slip.when == when},
            lost=lambda _: lost,
            reasons=key.reasons if when == "now" else {},
        )
        rows.append((id_, when, row))
    return _Table(tuple(rows), keyed.grades(WORDING, len(rows), key.why))


def _name(task: QuadrantTask, at: str) -> str:
    name: str = getattr(task.quadrants, at)
    return name


@lru_cache(TABLES)
def _slots(task: QuadrantTask) -> int:
    return math.ceil(math.sqrt(len(task.points) + task.own))


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


def _mine(task: QuadrantTask) -> dict[str, Any]:
    """One point of the learner's own, for samples: named, or the first stand-in."""
    if not task.stand_ins:
        return {"own-1": {"name": f"A {task.noun} of my own", "now": [task.x.threshold, task.y.threshold]}}
    first = task.stand_ins[0]
    ref = {"exercise": "", "object": first.id, "label": first.text}
    return {"own-1": {"ref": ref, "now": [task.x.threshold, task.y.threshold]}}


def samples(task: QuadrantTask, key: QuadrantKey | None) -> Samples:
    """Every point right; each slip by itself; one point alone; all wrong; what is no place."""
    first = task.points[0].id if task.points else "own-1"
    near = [task.x.threshold, task.y.threshold]
    malformed: tuple[Raw, ...] = (
        *("top_left", 4, True, [first], {"no such point": {"now": near}}, {first: near}, {first: {"then": near}}),
        *(
            {first: {"now": bad}}
            for bad in ([1], "1,2", 5, [1, None], [True, 1], [1e9, 1], [float("nan"), 1], [1, "2"])
        ),
    )
    blank: tuple[Raw, ...] = (None, {}, {first: {}}, {first: {"now": None}})
    if task.own:
        bad: tuple[Raw, ...] = (
            {"name": 4},
            {"name": "x" * 81},
            {"ref": "a"},
            {"ref": {"exercise": "a b", "object": "c"}},
            {"ref": {}},
        )
        malformed += (*({"own-1": one} for one in bad), {f"own-{i}": {"name": "x"} for i in range(task.own + 1)})
        blank += ({"own-1": {"name": " "}},)
    free: tuple[Raw, ...] = (_mine(task),) if task.own else ()
    free += ({first: {"now": near}},) if task.points else ()
    if key is None:
        return Samples(blank, malformed, recorded=free)
    parts = _wanted(task, key)
    if not parts:
        return Samples(blank, malformed, recorded=(_model(task, key), *free))
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
    if not task.points:
        return _mine(task)
    return _answer(task, [(p.id, "now", CORNERS[i % 4]) for i, p in enumerate(task.points)])


def describe(task: QuadrantTask, answer: Spots) -> str:
    """Each point with its quadrant and values, one a line."""
    return "\n".join(
        f"{text or 'Without a name'}: {_way(task, answer[id_], numbers=True)}"
        for id_, text in texts(task, answer).items()
        if id_ in answer
    )


def _way(task: QuadrantTask, spot: Spot, *, numbers: bool) -> str:
    """Where a point stands and where it should, in the names of the quadrants."""

    def words(place: Place | None) -> str:
        if place is None:
            return "not placed"
        return _name(task, corner(task, place)) + (f" ({place[0]:g}, {place[1]:g})" if numbers else "")

    return f"{words(spot.now)} -> {words(spot.wanted)}" if spot.wanted else words(spot.now)


def objects(task: QuadrantTask, answer: Spots) -> tuple[Made, ...]:
    """Every placed point; its sort is the quadrant where it stands now, as its name reads."""
    return tuple(
        Made(id_, f"{text}: {_way(task, spot, numbers=False)}", _name(task, corner(task, spot.now)))
        for id_, text in texts(task, answer).items()
        if text and (spot := answer.get(id_)) and spot.now
    )


def wants(task: QuadrantTask) -> tuple[Want, ...]:
    """Whose objects can be put on the map."""
    return task.wants


def refs(task: QuadrantTask, answer: Spots) -> tuple[tuple[Made, Ref], ...]:
    """Which placed points were made elsewhere."""
    placed = {made.id: made for made in objects(task, answer)}
    return tuple((placed[id_], spot.ref) for id_, spot in answer.items() if spot.ref and id_ in placed)


def problems(task: QuadrantTask, key: QuadrantKey | None) -> list[str]:
    """What an author got wrong."""
    ids = [p.id for p in task.points]
    found = same_twice("points", ((p.id, f"{p.text} {p.detail}") for p in task.points))
    found += same_twice("quadrants", ((corner_, getattr(task.quadrants, corner_)) for corner_ in CORNERS))
    found += same_twice("stand_ins", ((p.id, f"{p.text} {p.detail}") for p in task.stand_ins))
    if not ids and not task.own:
        found.append("points: give at least one")
    if not 0 <= task.own <= MOST or not 0 <= task.least <= len(ids) + task.own:
        found.append(f"own, least: between 0 and {MOST}, and no more asked for than there can be")
    if (task.wants or task.stand_ins) and not task.own:
        found.append("wants, stand_ins: say in own how many can be added")
    for where, axis in (("x", task.x), ("y", task.y)):
        if not axis.low < axis.threshold < axis.high or not math.isfinite(axis.high - axis.low):
            found.append(f"{where}: the threshold must lie between low and high")
        if not axis.name.strip():
            found.append(f"{where}.name: name what is measured")
    if key is None or found:
        return found
    if not key.why.strip():
        found.append("key.why: say why the points stand there")
    if task.own and (key.place or key.wanted):
        found.append("key.place, key.wanted: a map with points of the learner's own is never judged")
    if key.wanted and not task.arrows:
        found.append("key.wanted: set arrows = true to ask for a wanted place")
    for where, places in (("place", key.place), ("wanted", key.wanted)):
        found += dangling(f"key.{where}", places, ids, "point")
        found += [f"key.{where}: '{i}' has no quadrant" for i, fits in places.items() if not fits]
        found += [f"key.{where}: '{i}' is missing" for i in ids if places and i not in places]
    found += dangling("key.reasons", key.reasons, [*ids, *key.model] if task.own else ids, "point")
    found += [] if task.own else dangling("key.model", key.model, ids, "point")
    for slip in key.slips:
        found += dangling("key.slips", (slip.point,), ids, "point")
        right = (key.place if slip.when == "now" else key.wanted).get(slip.point)
        if right is None or slip.quadrant in right:
            found.append(f"key.slips: '{slip.point}' in '{slip.quadrant}' is right or not asked for")
    found += [f"key.slips: '{s}' stands twice" for s in repeated(f"{s.point} {s.quadrant} {s.when}" for s in key.slips)]
    if not found and key.model:
        try:
            if gaps := [c.seen for c in _left(task, parse(task, as_json(key.model)))]:
                found.append(f"key.model: less than is asked for: {gaps[0]}")
        except FormatError as error:
            found.append(f"key.model: {error}")
    return found


def view(task: QuadrantTask, rng: random.Random) -> QuadrantView:  # noqa: ARG001 - the contract's signature
    """The whole task: points keep the author's order, by which they are numbered."""
    return viewed(QuadrantView, task, offers=())


def solution(task: QuadrantTask, key: QuadrantKey) -> Solution:
    """Every point in a quadrant that is right, or the model of a free map."""
    parts = _wanted(task, key)
    answer = _answer(task, [(i, when, fits[0]) for i, when, fits in parts]) if parts else _model(task, key)
    order = [i for i in (*(p.id for p in task.points), *key.model) if i in key.reasons]
    reasons = [(i, key.reasons[i]) for i in dict.fromkeys(order)]
    return Solution(answer, key.why, (*reasons, *(("", text) for text in key.look_for)))
