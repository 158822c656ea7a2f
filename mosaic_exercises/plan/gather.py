"""Gather the plan from a learner's workbook: the answers that stand, by chapter, with what is open and missing."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from mosaic_exercises.course import Course, Placed, by_notebook
from mosaic_exercises.drawing.blocks import Block
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.learner import parts, references
from mosaic_exercises.learner.mosaic import MosaicPanel, mosaic
from mosaic_exercises.learner.progress import tiles
from mosaic_exercises.learner.standing import StandingAnswer, standing
from mosaic_exercises.plan import board, chain, pitch
from mosaic_exercises.plan.records import Chapter, Owed, Plan, PlanPart
from mosaic_exercises.reading.refs import Offer
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import History, Workbook

TITLE = "Customer Development Plan"
TRACKS = {"any": "any role", "intermediate": "intermediate", "manager": "manager"}  # each with all before it
OPEN_SHOWN = 3  # unmet criteria that are told


def gather(course: Course, workbook: Workbook, day: date | None = None) -> Plan:
    """The plan of this learner as of today (``day``). Raises WorkbookError where the disk cannot be read."""
    past = workbook.histories()
    here = answers(course, workbook, past)
    known = {(offer.exercise, offer.object): offer.label for offer in offers(here)}
    fresh = {slug: one.reading(references.renamed(one.raw, known)) for slug, one in here.items()}
    found = chain.web(here, fresh)
    placed = {item.slug: item for item in course.placed()}
    track = workbook.learner.track
    chapters = tuple(
        Chapter(c.id, c.title, c.intro, tuple(part(course, slug, fresh, c.compare) for slug in c.parts))
        for c in course.plan.chapter
    )
    asked = [p for c in chapters for p in c.parts if asks(track, placed.get(p.exercise))]
    on = day or date.today()
    panels = [
        MosaicPanel(some[0].title, tuple(t for n in some for t in tiles(course, n, past, workbook.uuid, track)))
        for some in course.chapters()
    ]
    return Plan(
        title=course.plan.title or TITLE,
        learner=workbook.learner,
        track=TRACKS[track],
        date=f"{on.day} {month_name[on.month]} {on.year}",
        cover=mosaic(panels, f"The mosaic of {workbook.learner.name or 'this workbook'}"),
        chapters=chapters,
        counted=(sum(p.state == "made" for p in asked), len(asked)),
        chain=chain.blocks(course, found),
        broken=chain.said(course, found),
        missing=tuple(f"{p.title}: {p.todo}" for p in asked if p.state != "made"),
        gaps=gaps(course, asked),
        questions=board.questions(course, fresh, found),
        pitch=pitch.slides(course.plan.pitch, offers(fresh), lambda slug: place(course, slug)),
    )


def gaps(course: Course, asked: Sequence[PlanPart]) -> tuple[Owed, ...]:
    """What is not made of these parts, by notebook, in the order of the course."""
    found: dict[str, list[PlanPart]] = {}
    for one in asked:
        if one.state != "made":
            found.setdefault(place(course, one.exercise), []).append(one)
    return tuple(
        Owed(
            where[:1].upper() + where[1:],
            tuple(p.title for p in parts_ if p.state == "missing"),
            tuple(f"{p.title}: {p.lacks}" for p in parts_ if p.state == "open"),
        )
        for where, parts_ in sorted(found.items())
    )


def place(course: Course, slug: str) -> str:
    """Where an exercise is made."""
    notebook = by_notebook(course).get(slug)
    return f"notebook {notebook.number}, “{notebook.title}”" if notebook is not None else "the workbook"


def asks(track: str, placed: Placed | None) -> bool:
    """Whether a learner of this track is asked for a part. Tracks are cumulative; what may be skipped is not asked."""
    order = list(TRACKS)
    if placed is not None and placed.optional:
        return False
    return placed is None or order.index(placed.track) <= order.index(track)


def answers(course: Course, workbook: Workbook, past: Mapping[str, History]) -> dict[str, StandingAnswer]:
    """Every answer that the plan shows or that refers to others, by exercise: those that can be read and are an
    attempt. The rest of the workbook is not read."""
    shown = {slug for chapter in course.plan.chapter for slug in chapter.parts}
    shown |= {slug for chapter in course.plan.chapter for pair in chapter.compare for slug in pair}
    found: dict[str, StandingAnswer] = {}
    for slug in dict.fromkeys((*past, *(draft.exercise for draft in workbook.drafts()))):
        exercise = course.exercises.get(slug)
        if exercise is None or not (slug in shown or KINDS[exercise.kind].linked):
            continue
        one = standing(
            exercise, workbook, past.get(slug, History()), Judged(exercise.kind, exercise.task, course.key(slug))
        )
        if one is not None and one.begun:
            found[slug] = one
    return found


def offers(here: Mapping[str, StandingAnswer]) -> list[Offer]:
    """Everything in these answers that can be referred to."""
    return [
        Offer(slug, made.id, made.label, made.sort, one.exercise.title)
        for slug, one in here.items()
        for made in KINDS[one.exercise.kind].objects(one.exercise.task, one.answer)
    ]


def part(
    course: Course, slug: str, here: Mapping[str, StandingAnswer], compare: Sequence[tuple[str, str]] = ()
) -> PlanPart:
    """What one exercise gives to the plan. ``compare``: what is laid beside which earlier answer."""
    exercise = course.exercise(slug)
    one = here.get(slug)
    where = place(course, slug)
    if one is None:
        return PlanPart(slug, exercise.title, "missing", f"not made yet. Make it in {where}.")
    before = [here[b] for b, after in compare if after == slug and b in here]
    make = partial(shown, one, before)
    if one.result.outcome in ("correct", "recorded"):
        return PlanPart(slug, exercise.title, "made", make=make)
    lacks = still_open(one.result)
    return PlanPart(slug, exercise.title, "open", f"{lacks} Go on in {where}.", lacks, make)


def shown(one: StandingAnswer, before: Sequence[StandingAnswer]) -> tuple[Block, ...]:
    """An answer as blocks; beside an earlier one where there is one to be laid beside it."""
    for earlier in reversed(before):
        if both := parts.beside(earlier, one):
            return both
    return parts.blocks(one)


def still_open(result: Result) -> str:
    """What a result finds missing, in a sentence or a few."""
    unmet = list(dict.fromkeys(c.seen for c in result.criteria if c.met is False and c.seen))
    more = f" And {len(unmet) - OPEN_SHOWN} more." if len(unmet) > OPEN_SHOWN else ""
    return (" ".join(unmet[:OPEN_SHOWN]) or result.summary) + more
