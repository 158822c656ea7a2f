"""Reading a journey map, and the marks of the reverse exercise, strictly and within limits.

What cannot be read is refused in words that name the part; what is incomplete is not refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.journey.task import LIMITS, FaultMark, JourneyTask
from mosaic_exercises.models.journey import DERIVED, Actor, Emotion, JourneyMap, Lane, LaneType, Note, Stage
from mosaic_exercises.models.needs import NEEDS
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.refs import read_ref, ref_raw
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun, read_id, read_list, read_object, read_option

PARTS = ("title", "scenario", "personas", "stages", "lanes", "notes", "emotions")
TYPES: tuple[LaneType, ...] = (
    *("actions", "touchpoints", "needs", "thoughts", "pains", "opportunities", "free"),
    *DERIVED,
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "channel": ("physical", "technological"),
    "initiative": ("pre-action", "reaction"),
    "corridor": ("base", "optional", "alternative"),
    "customer": ("direct", "end"),
    "need": tuple(NEEDS),
}
OWN: Mapping[LaneType, tuple[str, ...]] = {
    "touchpoints": ("channel", "medium", "department", "initiative", "corridor", "customer", "moment"),
    "needs": ("need",),
    "opportunities": ("owner", "metric"),
}
"""The fields that only notes of such a lane have."""

Part = TypeVar("Part", Stage, Lane, Actor)


def read_map(raw: Raw) -> JourneyMap:
    """A map from JSON. Raises FormatError. ``as_raw`` is its inverse."""
    table = read_object(raw, PARTS, "This map")
    seen: set[str] = set()
    people = tuple(_actor(p, n, seen) for n, p in _numbered(table, "personas", LIMITS["personas"]))
    stages = tuple(_stage(p, n, seen) for n, p in _numbered(table, "stages", LIMITS["stages"]))
    lanes = tuple(_lane(p, n, seen) for n, p in _numbered(table, "lanes", LIMITS["lanes"]))
    cells = _Cells({s.id: s.name for s in stages}, {lane.id: lane for lane in lanes}, {a.id for a in people})
    notes = tuple(_note(p, n, seen, cells) for n, p in _numbered(table, "notes", LIMITS["notes"]))
    most = len(stages) * max(1, len(people))
    felt: dict[tuple[str, str], Emotion] = {}
    for number, part in _numbered(table, "emotions", most):
        emotion = _emotion(part, f"Emotion {number}", cells)
        if (emotion.stage, emotion.persona) in felt:
            raise FormatError(
                f"The stage {quoted(cells.stages[emotion.stage])} has two emotions for one persona. Keep one."
            )
        felt[emotion.stage, emotion.persona] = emotion
    return JourneyMap(
        stages,
        lanes,
        notes,
        tuple(felt.values()),
        people,
        read_text(table.get("title"), LIMITS["title"], "The title", lines=False),
        read_text(table.get("scenario"), LIMITS["scenario"], "The scenario"),
    )


class _Cells(msgspec.Struct, frozen=True):
    stages: dict[str, str]  # id -> name
    lanes: dict[str, Lane]
    people: set[str]


def _numbered(table: dict[str, Any], part: str, most: int) -> list[tuple[int, Any]]:
    return list(enumerate(read_list(table.get(part), most, "This map", part), start=1))


def _name(raw: Raw, where: str) -> str:
    text = read_text(raw, LIMITS["name"], where, lines=False)
    if not text:
        raise FormatError(f"{where} has no name. Give it one.")
    return text


def _stage(raw: Raw, number: int, seen: set[str]) -> Stage:
    where = f"Stage {number}"
    table = read_object(raw, ("id", "name", "moment"), where)
    return Stage(
        read_id(table.get("id"), seen, where), _name(table.get("name"), where), _flag(table.get("moment"), where)
    )


def _lane(raw: Raw, number: int, seen: set[str]) -> Lane:
    where = f"Lane {number}"
    table = read_object(raw, ("id", "type", "name"), where)
    id_, name = read_id(table.get("id"), seen, where), _name(table.get("name"), where)
    type_ = next((t for t in TYPES if t == table.get("type")), None)
    if type_ is None:
        raise FormatError(f"The lane {quoted(name)} is of no known sort ({named(table.get('type'))}). Add it again.")
    return Lane(id_, type_, name)


def _actor(raw: Raw, number: int, seen: set[str]) -> Actor:
    where = f"Persona {number}"
    table = read_object(raw, ("id", "name", "ref"), where)
    id_, name, ref = read_id(table.get("id"), seen, where), _name(table.get("name"), where), table.get("ref")
    if ref is None:
        return Actor(id_, name)
    return Actor(id_, name, read_ref(ref, where))  # "" as its exercise stands for the case's own example


def _flag(raw: Raw, where: str) -> bool:
    if raw is None or isinstance(raw, bool):
        return bool(raw)
    raise FormatError(f"{where}: a moment of truth is yes or no, not {noun(raw)}. Mark it again.")


def _note(raw: Raw, number: int, seen: set[str], cells: _Cells) -> Note:
    where = f"Note {number}"
    table = read_object(raw, Note.__struct_fields__, where)
    id_ = read_id(table.get("id"), seen, where)
    stage, lane = _here(table.get("stage"), cells.stages, where, "stage"), table.get("lane")
    row = cells.lanes[_here(lane, cells.lanes, where, "lane")]
    where = f"The note {number} at {quoted(cells.stages[stage])}, {quoted(row.name)}"
    if row.type in DERIVED:
        raise FormatError(
            f"{where} cannot stand there: this lane shows what touchpoints say. Write it at the touchpoint."
        )
    own = OWN.get(row.type, ())
    chosen: dict[str, Any] = {"moment": _flag(table.get("moment"), where)}
    for field, allowed in CHOICES.items():
        chosen[field] = read_option(table.get(field), allowed, where)
    for field in ("medium", "department", "owner", "metric"):
        chosen[field] = read_text(table.get(field), LIMITS["short"], f"{where}, {field}", lines=False)
    strange = next((f for f, value in chosen.items() if value and f not in own), None)
    if strange:
        raise FormatError(f"{where} has a value for {quoted(strange)}, which this lane does not have. Take it away.")
    text = read_text(table.get("text"), LIMITS["text"], where)
    if not text and not chosen["need"]:
        raise FormatError(f"{where} has no text. Write some, or delete the note.")
    person = table.get("persona") or ""
    if person:
        _here(person, cells.people, where, "persona")
    return Note(id_, stage, row.id, person, text, **{f: chosen[f] for f in own})


def _here(raw: Raw, allowed: Mapping[str, object] | set[str], where: str, one: str) -> str:
    if not isinstance(raw, str) or raw not in allowed:
        raise FormatError(f"{where} names a {one} that is not on this map ({named(raw)}). Put it in a cell again.")
    return raw


def _emotion(raw: Raw, where: str, cells: _Cells) -> Emotion:
    table = read_object(raw, ("stage", "persona", "as_is", "to_be"), where)
    stage = _here(table.get("stage"), cells.stages, where, "stage")
    person = table.get("persona") or ""
    if cells.people or person:
        _here(person, cells.people, f"The emotion at {quoted(cells.stages[stage])}", "persona")
    name = f"The emotion at {quoted(cells.stages[stage])}"
    return Emotion(stage, person, _feeling(table.get("as_is"), name), _feeling(table.get("to_be"), name))


def _feeling(raw: Raw, where: str) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int) or not -2 <= raw <= 2:
        raise FormatError(f"{where} is not a whole number from −2 to +2. Set it again.")
    return raw


def as_raw(journey: JourneyMap) -> dict[str, Any]:
    """A map as plain JSON, in the form that ``read_map`` takes: reading it again gives the same map."""
    found: dict[str, Any] = msgspec.to_builtins(journey)
    for actor, raw in zip(journey.personas, found["personas"], strict=True):
        raw["ref"] = ref_raw(actor.ref) if actor.ref is not None else None
    return {part: list(found[part]) if isinstance(found[part], tuple) else found[part] for part in PARTS}


def is_untouched(journey: JourneyMap) -> bool:
    """Whether a map holds nothing of its author's: stages and lanes alone are not yet an answer."""
    return not (journey.notes or journey.personas or journey.title or journey.scenario) and all(
        e.as_is is None and e.to_be is None for e in journey.emotions
    )


def read_marks(task: JourneyTask, raw: Raw, most: int) -> tuple[FaultMark, ...]:
    """The marks of the reverse exercise, none twice. Raises FormatError."""
    if raw is None:
        return ()
    listed = read_list(read_object(raw, ("marks",), "This answer").get("marks"), most, "This answer", "marks")
    journey = task.map or JourneyMap()
    places: dict[Literal["stage", "lane"], set[str]] = {
        "stage": {s.id for s in journey.stages},
        "lane": {lane.id for lane in journey.lanes},
    }
    found: dict[FaultMark, None] = {}
    for number, part in enumerate(listed, start=1):
        where = f"Mark {number}"
        table = read_object(part, ("stage", "lane", "rule"), where)
        rule = read_option(table.get("rule"), task.rules, where)
        if not rule:
            raise FormatError(f"{where} does not say what is wrong there. Choose a fault from the list.")
        mark = FaultMark(
            read_option(table.get("stage"), places["stage"], where),
            read_option(table.get("lane"), places["lane"], where),
            rule,
        )
        if mark in found:
            raise FormatError(f"{where} stands twice. Take one of the two away.")
        found[mark] = None
    return tuple(found)
