"""Board: notes in columns, quadrants, rows or a chain, with links between them, by TOML alone: SWOT, PEST, TOWS,
balanced scorecard, stakeholder chain.

The computer says what is missing and where, and asks where a wording gives something away; whether a point is a good
one is a marker's to say.

Raw answer (what the browser sends)::

    {"notes": [{"id": "n7k2", "section": "strengths", "text": "...", "fields": {field id: value},
                "refs": [{"exercise", "object", "label", "sort"}], "rank": 0}],
     "links": [{"id": "l1", "kind": "serves", "from": note id, "to": note id}]}

Ids are permanent. Values by the field's type: a text, an option's id, a whole number. ``sort`` of a reference may be
left out. Without notes it is blank.
"""

from __future__ import annotations

from mosaic_exercises.kinds.board import check, files, plan, still, task
from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.portable import never


def effort(t: task.BoardTask) -> Effort:
    """The notes that are asked for, each with its required fields; one a part where none are."""
    notes = {s.id: t.min_notes.get(s.id, 0) for s in t.sections}
    needed = {s.id: 1 + sum(f.required for f in s.fields) for s in t.sections}
    return Effort(fields=sum(n * needed[s] for s, n in notes.items()) or len(t.sections))


KIND: Kind[task.BoardTask, task.BoardKey, task.Board] = Kind(
    "board",
    task.BoardTask,
    task.BoardKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    check.objects,
    check.wants,
    check.refs,
    words=check.own_words,
    portable=never("a board whose notes are linked to what was made before: no other system keeps such links"),
    files=files.FILES,
    blocks=plan.blocks,
    effort=effort,
    own_mixups=True,
    worked=True,
    still=still.still,
)
