"""A settings file to begin with: everything that can be said, nothing said yet; and what a file says, in words."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.course import Course
from mosaic_exercises.grading.intake.roster import comparable
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.times import local

HEAD = """# How this class is graded. mosaic settings FILE checks it; mosaic grade ... --settings FILE grades by it.
# A line that begins with # says nothing: take the sign away to use it. docs/grading.md tells of each setting.

# total = 100             # what a full mark comes to; left out: the points of the course (with weights: 100)
# tracks = true           # a learner is graded on the items of their track only; false: on all items
# answer = "latest"       # which answer to an item counts: "latest", or "best" (after the late rule)
# file = "newest"         # which of a learner's files counts: "newest" or "best"
# zone = "Europe/Kyiv"    # for dates without a zone of their own; left out: this machine's
# due = "2026-12-18"      # for every notebook that has no date of its own; a day means its end

# [late]                  # in percent of what an item is worth, answer by answer
# per_day = 10            # off for each day begun after the due date
# cap = 60                # what a late answer can earn at most
# grace = "30m"           # so much later costs nothing: 30m, 12h, 2d
# closes = "7d"           # so long after the due date an answer still counts; left out: for ever

# [sections.B]            # a section of the roster with dates of its own, which go before those of the class
# due = "2026-12-20"      # for all of its notebooks; or  later = "2d"  after everybody's date
# notebooks = { 03_relationship_and_loyalty = "2026-11-27T18:00" }

# [partial]               # what a partly right answer earns, by kind: "as-judged", "all-or-nothing", "half"
# choice = "all-or-nothing"

# [items.an-exercise]     # an exercise, a drill, or "drill/question"
# exclude = true          # it counts for nobody; or full = true: full points to all who handed in
# why = "The question was unclear."

"""


def fresh(course: Course) -> str:
    """The text of a new file for this course."""
    lines = [HEAD + "# weight: among the notebooks; where one has a weight, each one with points needs one."]
    for notebook in course.notebooks:
        points = sum(i.points for i in notebook.items)
        worth = f"{points:g} points" if points else "no points"
        lines.append(f"\n[notebooks.{notebook.id}]  # {' '.join(notebook.title.split())}: {worth}")
        lines.append('# due = "2026-12-18T18:00"')
        if points:
            lines.append(f"# weight = {points:g}")
    return "\n".join(lines) + "\n"


def told(plan: GradePlan) -> Iterator[str]:
    """What the settings come to, line by line."""
    said, late = plan.settings, plan.settings.late
    weights = sum(n.weight or 0 for n in plan.notebooks)
    for n, one in enumerate(plan.notebooks):
        worth = sum(t.points for t in plan.tiles.values() if t.notebook == n)
        due = "no due date" if one.due is None else f"due {local(one.due, said.zone):%a %d %b %Y %H:%M %z}"
        share = f", {100 * (one.weight or 0) / weights:.4g}% of the grade" if plan.weighted else ""
        yield f"{one.id:<32} {worth:>6g} points  {due}{share}"
    for name in said.sections:
        dues = plan.sections[comparable(name)]
        other = [(n.id, due) for n, due in zip(plan.notebooks, dues, strict=True) if due is not None and due != n.due]
        told_ = ", ".join(f"{id_} {local(due, said.zone):%a %d %b %H:%M}" for id_, due in other[:3])
        more = f" and {len(other) - 3} more" if len(other) > 3 else ""
        yield f"Section   {name}: {told_ or 'no other dates'}{more}"
    if plan.dated:
        cost = [f"{late.per_day:g}% of an item for each day"] if late.per_day else []
        cost += [f"late answers earn at most {late.cap:g}%"] if late.cap < 100 else []
        cost += [f"nothing counts that comes later than {late.closes} after the date"] if late.closes else []
        yield f"Late      {'; '.join(cost) or 'flagged, at no cost'}; grace {late.grace}"
    total = f"{said.total:g}" if said.total is not None else "100" if plan.weighted else "the points of the course"
    yield f"Total     {total}; {'by track' if said.tracks else 'all items for everybody'}"
    yield f"Counts    the {said.answer} answer to an item, the {said.file} file of a learner"
    for kind, way in said.partial.items():
        yield f"Partial   {kind}: {way}"
    for name, item in said.items.items():
        does = "counts for nobody" if item.exclude else "full points to all who handed in"
        yield f"Item      {name}: {does}" + (f" ({item.why})" if item.why else "")
