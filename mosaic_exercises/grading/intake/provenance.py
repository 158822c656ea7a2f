"""What is odd about where a file's answers come from, in words for a person: links that do not hold, a file changed
after it was made, times that cannot be. Nothing here proves anything; of all this only a time that cannot be can
change a mark, where work was due.

Most files are in order, which one look at their times and their seal shows (``submission.orderly``); only the others
are gone through link by link.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.models.frames import counted
from mosaic_exercises.workbook.events import Event, encode, first_link, link
from mosaic_exercises.workbook.handin import Submission, read, sealed, write

LATEST = 253_370_764_800.0  # the beginning of 9999: later times cannot be told in every time zone
SINCE = "2025-01-01"  # nothing was answered earlier: there was no Mosaic
CLOCK = 86_400.0  # seconds that a clock may be wrong by: a wrong time zone is up to 14 hours, and people travel


def moment(at: str) -> float | None:
    """An ISO time as seconds since 1970, or None. Without a zone it is UTC, as the workbook writes it. RFC 3339 also
    allows small letters and a second that is put in at the end of a minute (:60)."""
    try:
        return seconds(at)
    except (ValueError, OverflowError):
        said = at.upper()
    try:
        return seconds(f"{said[:17]}59{said[19:]}") + 1 if said[13:19] == ":59:60" else seconds(said)
    except (ValueError, OverflowError):
        return None


def seconds(at: str) -> float:
    """Seconds since 1970. Raises ValueError or OverflowError for what is no ISO time from 1970 to 9998."""
    time = datetime.fromisoformat(at)
    found = (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
    if not 0 <= found < LATEST:
        raise ValueError(at)
    return found


class TimeFrame(NamedTuple):
    """The first and the last moment at which anything in a file can have been done, in seconds since 1970."""

    first: float
    last: float


def frame_of(made: str, begins: str) -> TimeFrame:
    """From the beginning of the course (``begins``, "" where it is not said) until the file was made, with a day for a
    wrong clock. A file that says no time at which it can have been made has no end."""
    begun, at = moment(begins) if begins else None, moment(made)
    first = seconds(SINCE) if begun is None else max(seconds(SINCE), begun - CLOCK)
    return TimeFrame(first, LATEST if at is None or at < first else at + CLOCK)


def possible(at: str, frame: TimeFrame) -> float | None:
    """The same as ``moment``, and None as well for a time that cannot be."""
    found = moment(at)
    return found if found is not None and frame.first <= found <= frame.last else None


def oddities(data: bytes, course: str, begins: str, version: str) -> tuple[str, ...]:
    """What to look at in a file that is a submission, in words. ``version``: of the course that it is graded with."""
    try:
        paper = read(data)
    except FormatError:
        return ()
    events = [event for event in paper.events if event.course == course]
    lines = [encode(event) for event in paper.events]
    odd = (*changed(paper, data, version), *broken(paper, lines))
    return (*odd, *times(paper, events, [link(line) for line in lines], begins))


def changed(paper: Submission, data: bytes, version: str) -> Iterable[str]:
    """The file against its seal. Other blanks and line ends are no change. A file that never had a seal is of an
    edition that knew none, and such an edition has an older version of the course."""
    linked = any(event.prev for event in paper.events if event.prev is not msgspec.UNSET)
    if not paper.seal:
        if linked:
            yield "the file was changed after it was made (its seal is gone)"
        elif paper.events and paper.version == version:
            yield "no seal and no links, as only older editions of Mosaic write"
    elif not sealed(data, paper.seal):
        again = write(msgspec.structs.replace(paper, damaged=0))
        if not sealed(again, paper.seal):
            yield "the file was changed after it was made"


def broken(paper: Submission, lines: Sequence[bytes]) -> Iterable[str]:
    """Links that lead nowhere, and events without one in a sitting whose others have one: a sitting is one program."""
    events = paper.events
    known = {*map(link, lines), *map(first_link, {paper.workbook, *(event.workbook for event in events)})}
    lost = sum(event.prev is not msgspec.UNSET and event.prev not in known for event in events)
    if lost:
        yield f"{counted(lost, 'event')} after one that is not in its record, or not as it was"
    linked = {event.session for event in events if event.prev is not msgspec.UNSET}
    bare = sum(event.prev is msgspec.UNSET and event.session in linked for event in events)
    if bare:
        yield f"{counted(bare, 'event')} without a link to the one before, in a sitting that has links"


def times(paper: Submission, events: Sequence[Event], names: Sequence[str], begins: str) -> Iterable[str]:
    """Times that cannot be read, and times that cannot be, each by more than a clock may be wrong."""
    at = {event.id: moment(event.at) for event in events}
    made, frame = moment(paper.made), frame_of(paper.made, begins)
    since = f"the course began ({begins[:10]})" if begins > SINCE else f"{SINCE}, when there was no Mosaic"
    known = [t for t in at.values() if t is not None]
    if len(known) < len(at):
        yield f"{counted(len(at) - len(known), 'event')} whose time cannot be read"
    if made is None:
        yield "the time at which the file was made cannot be read"
    elif made < frame.first:
        yield f"the file says that it was made before {since}"
    late = sum(t > frame.last for t in known)
    if late:
        yield f"{counted(late, 'event')} dated after the day on which the file was made ({paper.made[:10]})"
    early = sum(t < frame.first for t in known)
    if early:
        yield f"{counted(early, 'event')} dated before {since}"
    back = {one.id for former, one in followed(paper.events, names) if earlier(at.get(one.id), at.get(former.id))}
    if back:
        yield f"{counted(len(back), 'event')} dated more than a day earlier than the one before it"


def earlier(one: float | None, former: float | None) -> bool:
    """Whether a time is before another by more than a clock may be wrong."""
    return one is not None and former is not None and one < former - CLOCK


def followed(events: Sequence[Event], names: Sequence[str]) -> Iterable[tuple[Event, Event]]:
    """Events that follow each other: by their links, and by their numbers within a sitting."""
    by_name = dict(zip(names, events, strict=True))
    for event in events:
        if event.prev is not msgspec.UNSET and event.prev in by_name:
            yield by_name[event.prev], event
    last: dict[str, Event] = {}
    for event in sorted(events, key=lambda event: event.seq):
        if event.session in last:
            yield last[event.session], event
        last[event.session] = event
