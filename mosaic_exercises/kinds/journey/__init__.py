"""Journey: a map of stages, lanes, notes and an emotion curve, built (mode build) or searched for faults (mode find).

Raw answer of mode build (what the browser sends)::

    {"title", "scenario",
     "personas": [{"id", "name", "ref": null | {"exercise", "object", "label"}}],
     "stages": [{"id", "name", "moment"}],  "lanes": [{"id", "type", "name"}],
     "notes": [{"id", "stage", "lane", "persona", "text", "channel", "medium", "department", "initiative", "corridor",
                "customer", "moment", "need", "owner", "metric"}],
     "emotions": [{"stage", "persona", "as_is", "to_be"}]}

and of mode find::

    {"marks": [{"stage", "lane", "rule"}]}

Ids are permanent and unique over the whole answer; what is "", false, null or [] may be left out. Emotions are whole
numbers from -2 to +2 or null. Lanes of the sorts department, initiative and corridor hold no notes: they show what the
touchpoints of their stage say. The rules of ``models.journey`` say what is missing and where, never that a map is good.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.journey import check, doubts, files, plan, still, task, wall
from mosaic_exercises.kinds.portable import never


def effort(t: task.JourneyTask) -> Effort:
    """A note in each lane to fill and half a decision a curve, at each stage; or two decisions a planted fault."""
    curves = 2 if t.curves == "both" else 1
    build = t.min_stages * (len(t.fill) + curves / 2)
    return Effort(fields=build) if t.mode == "build" else Effort(decisions=2 * len(t.rules))


KIND: Kind[task.JourneyTask, task.JourneyKey, check.Answer] = Kind(
    "journey",
    task.JourneyTask,
    task.JourneyKey,
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
    portable=never("a map with lanes and curves, linked to the personas: no other system draws it"),
    files=files.FILES,
    blocks=plan.blocks,
    wall=wall.wall,
    doubts=doubts.doubts,
    effort=effort,
    worked=True,
    still=still.still,
)
