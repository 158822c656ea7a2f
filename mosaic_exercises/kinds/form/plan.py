"""What a form gives to the plan: cards for what has a portrait, else its fields."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.drawing.blocks import Block, FactList, Figure, Heading
from mosaic_exercises.kinds.form.picture import card_drawing, card_pages
from mosaic_exercises.kinds.form.portrait import in_words as portrait_in_words
from mosaic_exercises.kinds.form.task import Entries, FormEntry, FormTask, entry_name, fields, rests_on, texts


def blocks(task: FormTask, answer: Entries) -> tuple[Block, ...]:
    """Cards for what has a portrait; facts for other forms."""
    found: list[Block] = []
    cards = any(spec.type == "portrait" for spec in fields(task).values())
    for number, entry in enumerate(answer, start=1):
        facts = FactList(tuple(_facts(task, entry)))
        name = Heading(entry_name(task, entry, number))
        if cards:
            found.append(Figure(card_drawing(task, entry, number), card_pages(task, entry, number), (name, facts)))
        else:
            found += [name, facts] if len(answer) > 1 or task.title_field else [facts]
    return tuple(found)


def _facts(task: FormTask, entry: FormEntry) -> Sequence[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for spec in fields(task).values():
        if spec.id == task.title_field:
            continue  # it is the heading
        value = entry.values.get(spec.id)
        said = (portrait_in_words(value),) if isinstance(value, dict) else texts(spec, value, task)
        if said:
            rests = rests_on(task, entry.evidence.get(spec.id, ()))
            proof = f" (rests on: {rests})" if rests else ""
            rows.append((spec.label, "\n".join(said) + proof))
    return rows
