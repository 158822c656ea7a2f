"""Outline: a mind map as a tree of branches with notes, links and pictures; what is in it is counted, never graded."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.outline import check, files, nodes, plan, still, task
from mosaic_exercises.kinds.portable import never

KIND: Kind[task.OutlineTask, task.OutlineKey, nodes.MindMap] = Kind(
    "outline",
    task.OutlineTask,
    task.OutlineKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    words=check.own_words,
    portable=never("a mind map: it leaves as OPML, Markdown or a picture from its own exercise"),
    files=files.FILES,
    starts=files.starts,
    blocks=plan.blocks,
    effort=lambda t: Effort(fields=max(t.min_branches, 3) + t.min_notes + t.min_links),
    worked=True,
    in_parts=False,
    still=still.still,
)
