"""A filled form on a workshop's wall: its name and what its fields say, the first lines of each."""

from __future__ import annotations

from functools import partial

from mosaic_exercises.kinds.form.task import Entries, FormTask, entry_name, fields, texts
from mosaic_exercises.kinds.walls import Hang, WallCard

LONGEST = 240  # characters of a field: a wall is read from two metres


def wall(task: FormTask) -> Hang[Entries]:
    """Every form hangs there."""
    return partial(pieces, task)


def pieces(task: FormTask, entries: Entries) -> tuple[WallCard, ...]:
    """A card for each entry that says anything."""
    found = []
    for number, entry in enumerate(entries, start=1):
        lines = []
        for spec in fields(task).values():
            value = entry.values.get(spec.id)
            if spec.type == "portrait" or spec.id == task.title_field or value is None:
                continue
            if said := "; ".join(texts(spec, value, task)):
                lines.append((spec.label, said if len(said) <= LONGEST else f"{said[: LONGEST - 1].rstrip()}…"))
        if lines:
            found.append(WallCard(entry_name(task, entry, number), tuple(lines)))
    return tuple(found)
