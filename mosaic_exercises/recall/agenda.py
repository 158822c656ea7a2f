"""What a learner is asked today: what is due, what they want to be asked again, and a few new cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check as judge
from mosaic_exercises.recall.cards import FlashCard, card, met
from mosaic_exercises.recall.ratings import CARD, REST, WANTED, memory_of, reviews, wanted, when_of
from mosaic_exercises.recall.schedule import Kept, Memory, day_ends, due, forecast, replay
from mosaic_exercises.workbook import Event, Workbook

MINUTES = 10
NEW = 5  # cards a sitting that were never turned before
CARD_SECONDS = 15.0
SKEW = timedelta(days=1)  # by so much two clocks may differ


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """``asked``: ids in the order in which they come, as many as fit into one sitting. ``due``: how many are due today,
    ``week``: how many come due within seven days, ``days``: how many on each of the next fourteen. ``leeches``: what
    was forgotten again and again. ``memories``: what is known of each."""

    asked: tuple[str, ...]
    due: int
    week: int
    days: tuple[int, ...]
    leeches: tuple[str, ...]
    memories: Mapping[str, Memory]


def agenda(
    course: Course,
    workbook: Workbook,
    now: datetime | None = None,
    ends: Sequence[datetime] = (),
    kept: Kept | None = None,
) -> Agenda:
    """Today's agenda of this workbook. ``ends``: when the learner's day and the next ones end, by default this
    computer's; ``kept``: what earlier replays found. Raises ReviewError without fsrs, WorkbookError where the disk
    cannot be read."""
    moment = now or datetime.now(UTC)
    nights = ends or day_ends(moment)
    past = [e for e in workbook.events() if happened(e, moment)]
    events = [e for e in past if of_today(course, e)]
    every = replay(reviews(events), workbook.uuid, kept)
    known = {id_: m for id_, m in every.items() if askable(course, id_)}
    asked_for = {s: at for s, at in wanted(events).items() if askable(course, s)}
    changed = {memory_of(e.exercise): None for e in past if e.type == "check" and not of_today(course, e)}
    again = [s for s, at in asked_for.items() if s not in known or known[s].last < at]
    again += [s for s in changed if s not in known and s not in again and askable(course, s)]
    rests = resting(events)
    ready = [m.card for m in due(known, moment, nights[0], rests) if m.card not in again]
    fresh = [c.id for c in new_cards(course, events) if c.id not in known][:NEW]
    ids = [*again, *ready, *fresh]
    week = {m.card for m in known.values() if m.due <= moment + timedelta(days=7)}
    return Agenda(
        asked=tuple(fitting(course, ids)),
        due=len(again) + len(ready),
        week=len(week.union(again)),
        days=forecast(known, nights, rests),
        leeches=tuple(id_ for id_, m in known.items() if m.leech),
        memories=known,
    )


def happened(event: Event, now: datetime) -> bool:
    """Whether an event has been: one of a clock that was ahead says nothing before its time has come."""
    when = when_of(event)
    return when is not None and when <= now + SKEW


def of_today(course: Course, event: Event) -> bool:
    """Whether an event is of the exercise as it is today. One that has become another since (a higher ``rev``) was not
    yet answered: it is asked anew, and what is remembered of it begins there."""
    exercise = course.exercises.get(memory_of(event.exercise).removeprefix(WANTED))
    return exercise is None or event.rev == exercise.rev


def resting(events: Iterable[Event]) -> dict[str, datetime]:
    """Until when a question is left alone: what was answered is not asked again while it was just read. A card comes
    back as fsrs says, in minutes where it was forgotten."""
    found: dict[str, datetime] = {}
    for event in events:
        when = when_of(event)
        if when is not None and event.type != "hint" and not event.exercise.startswith((CARD, WANTED)):
            slug = memory_of(event.exercise)
            found[slug] = max(when + REST, found.get(slug, when))
    return found


def askable(course: Course, id_: str) -> bool:
    """Whether this can be asked today: a card of the glossary, or a question whose kind is remembered, with its key."""
    if id_.startswith(CARD):
        return card(course, id_) is not None
    exercise = course.exercises.get(id_)
    return exercise is not None and KINDS[exercise.kind].recall > 0 and course.key(id_) is not None


def seconds(course: Course, id_: str) -> float:
    """How long this takes."""
    return CARD_SECONDS if id_.startswith(CARD) else KINDS[course.exercises[id_].kind].recall


def fitting(course: Course, ids: Iterable[str], minutes: float = MINUTES) -> list[str]:
    """The first of these, as many as fit into the minutes, and one at least."""
    found: list[str] = []
    left = minutes * 60
    for id_ in ids:
        left -= seconds(course, id_)
        if left < 0 and found:
            break
        found.append(id_)
    return found


def new_cards(course: Course, events: Iterable[Event]) -> list[FlashCard]:
    """The cards of what was met, in the order in which it was met."""
    done: dict[str, None] = {}
    slips: dict[str, None] = {}
    last: dict[str, Event] = {}
    for event in events:
        slug = memory_of(event.exercise)
        if event.type == "check" and slug in course.exercises and event.outcome not in ("not_attempted", "invalid"):
            done[slug] = None
            if event.outcome in ("incorrect", "partial"):
                last[slug] = event
    for slug, event in last.items():
        exercise, key = course.exercises[slug], course.key(slug)
        if key is not None and exercise.kind in KINDS:
            result = judge(exercise.kind, exercise.task, key, event.answer)
            slips |= {c.misconception: None for c in result.criteria if c.met is False and c.misconception}
    return met(course, tuple(done), tuple(slips))
