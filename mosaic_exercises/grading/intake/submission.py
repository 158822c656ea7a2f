"""A hand-in file read for grading: the answers stay JSON until they are judged, since a class gives the same few again
and again. Whatever is odd about a file sends it to ``workbook.handin.read``, which reads entry by entry; both ways give
the same result.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, Any, Literal, Protocol, TypeVar

import msgspec

from mosaic_exercises.grading.intake.provenance import SINCE
from mosaic_exercises.results import Outcome
from mosaic_exercises.workbook.events import (
    NAME_LIMIT,
    Draft,
    Event,
    EventType,
    Learner,
    by_links,
    by_session,
    clock_held,
    merge,
)
from mosaic_exercises.workbook.handin import OPEN, SIZE_LIMIT, sealed

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME_LIMIT)]  # as ``workbook.events.sound`` wants it


class Act(msgspec.Struct, frozen=True, gc=False):
    """An event whose answer is still JSON."""

    v: Literal[1]
    id: Name
    course: str
    rev: int
    workbook: str
    session: Annotated[str, msgspec.Meta(max_length=NAME_LIMIT)]
    seq: int
    exercise: Name
    type: EventType
    at: str
    answer: msgspec.Raw = msgspec.Raw(b"null")
    outcome: Outcome | None = None
    score: float | None = None
    prev: str = ""


class LeanSubmission(msgspec.Struct, frozen=True):
    """A submission of such events."""

    format: Literal["mosaic-submission"]
    v: Literal[1]
    course: str
    version: str
    workbook: str
    made: str
    learner: Learner
    events: tuple[Act, ...] = ()
    drafts: tuple[Draft, ...] = ()
    damaged: int = 0
    seal: str = ""


SIGNS = ((4, "-"), (7, "-"), (10, "T"), (23, "Z"))  # where which stand in a time as the workbook writes it


class Told(Protocol):
    """What the past of an exercise needs of an event or an act."""

    @property
    def id(self) -> str: ...
    @property
    def rev(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def session(self) -> str: ...
    @property
    def exercise(self) -> str: ...
    @property
    def type(self) -> EventType: ...
    @property
    def answer(self) -> Any: ...
    @property
    def outcome(self) -> Outcome | None: ...


T = TypeVar("T", bound=Told)


class Past:
    """One exercise's past, as grading needs it: see ``workbook.History``. ``sittings``: the times of the first and the
    last event of each run of events in one session, where they differ; that of the last run stands in ``first`` and
    ``last``."""

    checks = 0
    hints = 0
    solution = False
    earning: Any = None
    sittings: list[tuple[str, str]] | tuple[()] = ()

    def __init__(self, first: Told) -> None:
        self.session = first.session
        self.first = self.last = first.at
        self.rev = first.rev


_sheet = msgspec.json.Decoder(LeanSubmission, strict=True).decode
in_time = attrgetter("at")


def lean(data: bytes) -> LeanSubmission | None:
    """The submission, or None where anything about it is odd."""
    if len(data) > SIZE_LIMIT:
        return None
    try:
        return _sheet(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        return None


def orderly(sheet: LeanSubmission, data: bytes, begins: str, version: str) -> bool:
    """Whether nothing about a file needs a second look: the events stand in the order of their times, each of which can
    be read, none before the course can have begun or after the file was made, and its seal says that they stand in a
    row; or it has neither seal nor links, and is of another version of the course than this one."""
    times = [max(begins, SINCE), *[event.at for event in sheet.events], sheet.made]
    if times != sorted(times) or not as_written(times[1:]):
        return False
    if sheet.seal:
        return sealed(data, sheet.seal) and not sheet.seal.startswith(OPEN)
    return sheet.version != version and not any(event.prev for event in sheet.events)


def in_a_line(sheet: LeanSubmission) -> bool:
    """Whether the order of the clock is that of the links, as far as can be told without going through these."""
    if not clock_held(sheet.events):
        return False
    in_a_row = bool(sheet.seal) and not sheet.seal.startswith(OPEN)
    return in_a_row or not any(event.prev for event in sheet.events)


def as_written(times: Sequence[str]) -> bool:
    """Whether these are times, and all as the workbook writes them (2026-03-02T10:00:00.000Z): then their letters sort
    as they do."""
    n, signs = len(times), "".join(times)
    if len(signs) != 24 * n or any(signs[at::24] != sign * n for at, sign in SIGNS):
        return False
    try:
        deque(map(datetime.fromisoformat, times), maxlen=0)
    except ValueError:
        return False
    return True


def in_time_order(told: Sequence[Any], course: str) -> list[Any]:
    """Each event of a course once, oldest first by the learner's clock."""
    if len({one.id for one in told}) == len(told) and {one.course for one in told} <= {course}:
        return sorted(told, key=in_time)
    return sorted(merge(one for one in told if one.course == course), key=in_time)


def in_order(by_clock: list[Any]) -> list[Any]:
    """Events that come oldest first by the clock, as ``workbook.events.merge`` orders them. What is linked to what
    only events that are read whole say; acts are for files whose clock held."""
    linked = by_clock and isinstance(by_clock[0], Event)
    return by_session(by_links(by_clock) if linked else by_clock)


def by_exercise(told: Iterable[T]) -> dict[str, list[T]]:
    """Events by the exercise that they are about, in the same order."""
    own: defaultdict[str, list[T]] = defaultdict(list)
    for one in told:
        own[one.exercise].append(one)
    return own


def past_of(told: Sequence[Told], rest: list[Any] | None = None) -> Past:
    """The past of one exercise, as ``workbook.histories`` finds it. Its events, of which there is one at least, must
    come oldest first. ``rest`` takes those whose answer does not count."""
    rest = [] if rest is None else rest
    past = Past(told[0])
    for one in told:
        at = one.at
        if one.session == past.session:
            past.last = at
        else:
            if past.first != past.last:
                past.sittings = past.sittings or []
                past.sittings.append((past.first, past.last))
            past.session, past.first, past.last = one.session, at, at
        if one.rev != past.rev:  # as workbook.histories: a higher rev is counted anew, a lower one came too late
            if one.rev < past.rev:
                rest.append(one)
                continue
            if past.earning is not None:
                rest.append(past.earning)
            past.rev, past.checks, past.hints = one.rev, 0, 0
            past.solution, past.earning = False, None
        if one.type == "check":
            past.checks += 1
            if past.solution:
                rest.append(one)
            else:
                if past.earning is not None:
                    rest.append(past.earning)
                past.earning = one
            continue
        rest.append(one)
        if one.type == "hint":
            past.hints += 1
        else:
            past.solution = True
    return past


def sittings(past: Past) -> list[tuple[str, str]]:
    """The first and the last time of every sitting that has two."""
    return [*past.sittings] if past.first == past.last else [*past.sittings, (past.first, past.last)]


@lru_cache(2_000)
def short(json: bytes) -> None:
    """Nothing, where a short answer is JSON; else the error."""
    msgspec.json.decode(json)


def readable(json: bytes) -> None:
    """Raise a msgspec error, RecursionError or ValueError where an answer is no JSON: its file is read in the other
    way then, which counts what is damaged."""
    if len(json) <= 500:
        short(json)
    else:
        msgspec.json.decode(json)
