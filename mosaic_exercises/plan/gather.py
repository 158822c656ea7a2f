"""Gather the plan from a learner's workbook: the answers that stand, by chapter, with what is open and missing."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise, Placed, by_notebook
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS, check
from mosaic_exercises.learner import references, standing
from mosaic_exercises.learner.progress import tiles
from mosaic_exercises.learner.references import Offer
from mosaic_exercises.plan import chain, parts
from mosaic_exercises.plan.mosaic import Panel, mosaic
from mosaic_exercises.plan.records import Chapter, Gap, Part, Plan
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import History, Workbook

TITLE = "Customer Development Plan"
TRACKS = {"any": "any role", "intermediate": "intermediate", "manager": "manager"}  # each with all before it
OPEN_SHOWN = 3  # unmet criteria that are told


class Standing(msgspec.Struct, frozen=True):
    """A readable answer as it stands: as the browser sent it, and parsed."""

    raw: Any
    answer: Any


def gather(course: Course, workbook: Workbook, day: date | None = None) -> Plan:
    """The plan of this learner as of today (``day``). Raises WorkbookError where the disk cannot be read."""
    past = workbook.histories()
    here = answers(course, workbook, past)
    known = offers(course, here)
    fresh = {slug: refreshed(course.exercise(slug), one, known) for slug, one in here.items()}
    stored, today = ({slug: one.answer for slug, one in each.items()} for each in (here, fresh))
    found = chain.web(course, stored, today)
    placed = {item.slug: item for item in course.placed()}
    track = workbook.learner.track
    chapters = tuple(
        Chapter(c.id, c.title, c.intro, tuple(part(course, slug, fresh, c.compare) for slug in c.parts))
        for c in course.plan.chapter
    )
    asked = [p for c in chapters for p in c.parts if asks(track, placed.get(p.exercise))]
    on = day or date.today()
    panels = [Panel(n.title, tiles(course, n, past, workbook.uuid, workbook.learner.track)) for n in course.notebooks]
    return Plan(
        course.plan.title or TITLE,
        workbook.learner,
        TRACKS[track],
        f"{on.day} {month_name[on.month]} {on.year}",
        mosaic(panels, f"The mosaic of {workbook.learner.name or 'this workbook'}"),
        chapters,
        (sum(p.state == "made" for p in asked), len(asked)),
        chain.blocks(course, found),
        chain.said(course, found),
        tuple(f"{p.title}: {p.todo}" for p in asked if p.state != "made"),
        gaps(course, asked),
    )


def gaps(course: Course, asked: Sequence[Part]) -> tuple[Gap, ...]:
    """What is not made of these parts, by notebook, in the order of the course."""
    found: dict[str, list[Part]] = {}
    for one in asked:
        if one.state != "made":
            found.setdefault(place(course, one.exercise), []).append(one)
    return tuple(
        Gap(
            where[:1].upper() + where[1:],
            tuple(p.title for p in parts_ if p.state == "missing"),
            tuple(f"{p.title}: {p.lacks}" for p in parts_ if p.state == "open"),
        )
        for where, parts_ in sorted(found.items())
    )


def place(course: Course, slug: str) -> str:
    """Where an exercise is made."""
    notebook = by_notebook(course).get(slug)
    return f"notebook {notebook.id[:2]}, “{notebook.title}”" if notebook is not None else "the workbook"


def asks(track: str, placed: Placed | None) -> bool:
    """Whether a learner of this track is asked for a part. Tracks are cumulative."""
    order = list(TRACKS)
    return placed is None or order.index(placed.track) <= order.index(track)


def answers(course: Course, workbook: Workbook, past: Mapping[str, History]) -> dict[str, Standing]:
    """Every readable answer that is not blank, by exercise."""
    slugs = dict.fromkeys((*past, *(draft.exercise for draft in workbook.drafts())))
    found: dict[str, Standing] = {}
    for slug in slugs:
        if slug not in course.exercises:
            continue
        exercise = course.exercises[slug]
        raw, _ = standing.standing(exercise, workbook, past.get(slug, History()))
        try:
            answer = KINDS[exercise.kind].parse(exercise.task, raw)
        except FormatError:  # a half-typed number or the like: nothing to show yet
            continue
        if check(exercise.kind, exercise.task, None, raw).outcome != "not_attempted":
            found[slug] = Standing(raw, answer)
    return found


def offers(course: Course, here: Mapping[str, Standing]) -> list[Offer]:
    """Everything in these answers that can be referred to."""
    found: list[Offer] = []
    for slug, one in here.items():
        exercise = course.exercise(slug)
        made = KINDS[exercise.kind].objects(exercise.task, one.answer)
        found += [Offer(slug, m.id, m.label, m.sort, exercise.title) for m in made]
    return found


def refreshed(exercise: Exercise, one: Standing, known: Sequence[Offer]) -> Standing:
    """The answer with every reference named as its object is called today."""
    raw = references.renamed(one.raw, {(offer.exercise, offer.object): offer.label for offer in known})
    if raw == one.raw:
        return one
    try:
        return Standing(raw, KINDS[exercise.kind].parse(exercise.task, raw))
    except FormatError:  # a new name that does not fit: the old one stays
        return one


def part(course: Course, slug: str, here: Mapping[str, Standing], compare: Sequence[tuple[str, str]] = ()) -> Part:
    """What one exercise gives to the plan. ``compare``: what is laid beside which earlier answer."""
    exercise = course.exercise(slug)
    one = here.get(slug)
    where = place(course, slug)
    if one is None:
        return Part(slug, exercise.title, "missing", (), f"not made yet. Make it in {where}.")
    result = check(exercise.kind, exercise.task, course.key(slug), one.raw)
    shown = parts.blocks(exercise, one.answer)
    for before in (here[b] for b, after in compare if after == slug and b in here):
        shown = parts.compared(exercise.task, before.answer, one.answer) or shown
    if result.outcome in ("correct", "recorded"):
        return Part(slug, exercise.title, "made", shown)
    lacks = still_open(result)
    return Part(slug, exercise.title, "open", shown, f"{lacks} Go on in {where}.", lacks)


def still_open(result: Result) -> str:
    """What a result finds missing, in a sentence or a few."""
    unmet = list(dict.fromkeys(c.seen for c in result.criteria if c.met is False and c.seen))
    more = f" And {len(unmet) - OPEN_SHOWN} more." if len(unmet) > OPEN_SHOWN else ""
    return (" ".join(unmet[:OPEN_SHOWN]) or result.summary) + more
