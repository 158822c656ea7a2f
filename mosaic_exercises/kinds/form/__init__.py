"""Form: sections of fields to fill, with evidence, by TOML alone: persona, empathy map, customer card, mission.

The computer says what is complete and what is missing and where; whether a text is good is a marker's to say.

Raw answer (what the browser sends)::

    {"entries": [{"id": "e7k2", "values": {field id: value}, "evidence": {field id: [{"source", "ref", "note"}]}}]}

Values by the field's type: short and long a text; list a list of texts; choice an option's id (``many``: a list of
ids); scale a whole number; evidence a list of {"source", "ref", "note"}; log a list of {column id: text}, dates as
"2026-09-30"; portrait {trait id: option id}. What is null, "" or empty is not filled in. An entry's id is permanent.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.form import check, files, plan, portable, still, task, wall


def effort(t: task.FormTask) -> Effort:
    """A field to fill for each one required (of all, where none is), in each entry asked for."""
    every = [spec for section in t.sections for spec in section.fields]
    wanted = [spec for spec in every if spec.required] or every
    return Effort(fields=max(1, t.min_entries) * sum(max(1, spec.min_items) for spec in wanted))


KIND: Kind[task.FormTask, task.FormKey, task.Entries] = Kind(
    "form",
    task.FormTask,
    task.FormKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    check.objects,
    sources=lambda t: t.sources,
    words=check.own_words,
    portable=portable.portable,
    files=files.FILES,
    blocks=plan.blocks,
    wall=wall.wall,
    doubts=check.doubts,
    effort=effort,
    worked=True,
    still=still.still,
)
