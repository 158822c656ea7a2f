"""Reading where an answer puts each point."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.quadrant.task import Place, QuadrantTask, Spot, Spots
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.refs import Ref, read_ref, ref_raw
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun

LONGEST_NAME = 80  # characters of the name of a learner's own point
LONGEST_LABEL = 300  # characters of a label that came from another exercise
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


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
    ref = read_ref(raw, "A point")
    return ref if ref.label.strip() else msgspec.structs.replace(ref, label=ref.object)


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
            parts["ref"] = ref_raw(spot.ref)
        elif spot.name:
            parts["name"] = spot.name
        out[id_] = parts
    return out
