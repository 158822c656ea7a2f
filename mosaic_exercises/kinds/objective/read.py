"""Reading objectives strictly: what cannot be read is refused in words, what is incomplete is not."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.kinds.objective.task import ASK, LIMITS, Objectives, ObjectiveTask, WrittenObjective
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.refs import Ref, read_ref
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, read_object, read_option

FIELDS = ("text", *ASK, "ref")


def read_objectives(task: ObjectiveTask, raw: Raw) -> Objectives:
    """The objectives in the order of the slots, those with nothing in them left out. Raises FormatError."""
    if raw is None:
        return ()
    given = read_object(raw, ("objectives",), "This answer").get("objectives")
    if given is None:
        return ()
    by_slot = read_object(given, {slot.id for slot in task.slots}, "This answer")
    read = (read_objective(task, slot.id, by_slot.get(slot.id), quoted(slot.name)) for slot in task.slots)
    return tuple(objective for objective in read if not objective.blank)


def read_objective(task: ObjectiveTask, slot: str, raw: Raw, where: str) -> WrittenObjective:
    """One objective; null is a blank one."""
    if raw is None:
        return WrittenObjective(slot)
    table = read_object(raw, FIELDS, where)
    text = read_text(table.get("text"), LIMITS["text"], f"{where}: the objective")
    side = {f: read_text(table.get(f), LIMITS["field"], f"{where}: {f}") for f in ASK if f != "aim"}
    if task.aims:
        aim = read_option(table.get("aim"), [a.id for a in task.aims], f"{where}: aim")
    else:
        aim = read_text(table.get("aim"), LIMITS["field"], f"{where}: aim")
    return WrittenObjective(slot, text, **side, aim=aim, ref=_ref(table.get("ref"), where))


def _ref(raw: Raw, where: str) -> Ref | None:
    return None if raw is None else read_ref(raw, where)


def as_raw(objectives: Objectives) -> dict[str, Any]:
    """Objectives in the form that ``read_objectives`` takes: reading it again gives the same."""
    return {"objectives": {objective.slot: _plain(objective) for objective in objectives}}


def _plain(objective: WrittenObjective) -> dict[str, Any]:
    kept: dict[str, Any] = {f: getattr(objective, f) for f in ("text", *ASK) if getattr(objective, f)}
    if objective.ref is not None:
        kept["ref"] = {
            "exercise": objective.ref.exercise,
            "object": objective.ref.object,
            "label": objective.ref.label,
        }
    return kept
