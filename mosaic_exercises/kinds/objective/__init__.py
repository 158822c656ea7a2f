"""Objective: SMART objectives, each written in one field and marked up while it is typed.

Raw answer (what the browser sends)::

    {"objectives": {slot id: {"text", "baseline", "resources", "owner", "aim", "ref": {"exercise", "object", "label"}}}}

``aim`` is an id of the task's aims, or a text where it has none. Empty fields may be left out; null, {} and slots with
nothing in them are blank.

While it is typed, ``live`` takes {"slot", "text", "baseline", "resources", "owner", "aim", "ref": label} and gives the
marked stretches, the parts still missing and the five letters, S, M and T with the words they rest on.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.objective import check, plan, portable, rules, still, task

KIND: Kind[task.ObjectiveTask, task.ObjectiveKey, task.Objectives] = Kind(
    "objective",
    task.ObjectiveTask,
    task.ObjectiveKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    objects=check.objects,
    wants=check.wants,
    refs=check.refs,
    live=check.live,
    words=check.own_words,
    portable=portable.portable,
    blocks=plan.blocks,
    doubts=rules.far_targets,
    effort=lambda t: Effort(fields=len(t.slots) * (1 + len(t.ask))),
    worked=True,
    still=still.still,
)
