"""What a form gives to the plan: cards for what has a portrait, else its fields."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.drawing.blocks import Block, FactList, Figure, Heading, TextTable
from mosaic_exercises.drawing.portrait import in_words as portrait_in_words
from mosaic_exercises.kinds.form.picture import card_drawing, card_pages
from mosaic_exercises.kinds.form.sums import rows_of, totals, written
from mosaic_exercises.kinds.form.task import (
    Entries,
    FieldSpec,
    FormEntry,
    FormTask,
    entry_name,
    fields,
    rests_on,
    texts,
)


def blocks(task: FormTask, answer: Entries) -> tuple[Block, ...]:
    """Cards for what has a portrait; facts for other forms."""
    found: list[Block] = []
    cards = any(spec.type == "portrait" for spec in fields(task).values())
    for number, entry in enumerate(answer, start=1):
        facts = FactList(tuple(_facts(task, entry)))
        logs = [table for spec in fields(task).values() if (table := _table(spec, entry))]
        name = Heading(entry_name(task, entry, number))
        if cards:
            words: tuple[Block, ...] = (name, facts, *logs)
            found.append(Figure(card_drawing(task, entry, number), card_pages(task, entry, number), words))
        else:
            found += [name, facts] if len(answer) > 1 or task.title_field else [facts]
            found += logs
    return tuple(found)


def _table(spec: FieldSpec, entry: FormEntry) -> TextTable | None:
    """A log as a table, and what its columns come to where they are added up; None where it is no log or empty."""
    rows = rows_of(entry, spec) if spec.type == "log" else []
    if not rows:
        return None
    cells = [tuple(row.get(c.id, "") for c in spec.columns) for row in rows]
    if sums := [c for c in spec.columns if c.most and not c.per]:
        said = {c.id: f"{written(sum(totals(c, rows).values()))} of {written(c.most)}" for c in sums}
        cells.append(tuple(said.get(c.id, "Sum" if c is spec.columns[0] else "") for c in spec.columns))
    return TextTable(spec.label, tuple(c.label for c in spec.columns), tuple(cells))


def _facts(task: FormTask, entry: FormEntry) -> Sequence[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for spec in fields(task).values():
        if spec.id == task.title_field or spec.type == "log":
            continue  # it is the heading, or has a table of its own
        value = entry.values.get(spec.id)
        said = (portrait_in_words(value),) if isinstance(value, dict) else texts(spec, value, task)
        if said:
            rests = rests_on(task, entry.evidence.get(spec.id, ()))
            proof = f" (rests on: {rests})" if rests else ""
            rows.append((spec.label, "\n".join(said) + proof))
    return rows
