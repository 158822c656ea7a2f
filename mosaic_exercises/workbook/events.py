"""Events: what a learner did, one JSON line each. Reading, writing and merging them; no files here.

The chain: each event names the one that stood before it on the disk, by a hash of that event's line; a hand-in file
ends with a hash of all that comes before (its seal), which says whether the events in it stand in a row. An entry that
was changed, left out or put in later shows, as long as nobody made the hashes after it anew. It is evidence, no lock:
no secret is in it, and whoever knows this page can write another chain. What follows which is a matter of the disk, not
of the clock. Answers that come from elsewhere (a browser's mirror, an uploaded file, another window) keep the links
that they have, so a chain may part and join again. Events of earlier versions have no link and need none.
"""

from __future__ import annotations

import contextlib
import uuid
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import pairwise
from json import detect_encoding
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.results import Outcome

EventType = Literal["check", "hint", "solution"]
NAME_LIMIT = 200  # characters
LINE_LIMIT = 2_000_000  # bytes; the largest map drawn in tests is under 200,000
LINK = 16  # hexadecimal digits: 64 bits, enough to tell the lines of a class from each other
MARK = b"\xef\xbb\xbf"  # what some editors put before a text in UTF-8
BEGINNING = b'{"v":1,'  # how the line of an event begins; within one, a quotation mark has a sign before it
EXACT = 2**53  # beyond it a browser's numbers are not whole any more


class Event(msgspec.Struct, frozen=True):
    """One act. ``id`` is unique for good: events of two windows, two machines or a file merge by it. ``prev`` names the
    event before it on the disk (see above); it is left out where there is none, so that the lines of
    earlier versions stay as they were, to the byte."""

    v: Literal[1]
    id: str
    course: str
    rev: int
    workbook: str
    session: str
    seq: int
    exercise: str
    type: EventType
    at: str
    answer: Any = None
    outcome: Outcome | None = None
    score: float | None = None
    prev: str | msgspec.UnsetType = msgspec.UNSET


class Draft(msgspec.Struct, frozen=True):
    """What stands in an exercise and has not been checked. ``at`` is in milliseconds since 1970; ``by`` names the
    browser window that wrote it ("" where none did), ``base`` is the time of the newest answer of any other window that
    it had shown by then."""

    exercise: str
    rev: int
    at: float
    answer: Any = None
    by: str = ""
    base: float = 0.0


class Learner(msgspec.Struct, frozen=True):
    """Who works in this workbook. Every field may be empty until the learner says."""

    name: str = ""
    id: str = ""
    email: str = ""
    track: Literal["any", "intermediate", "manager"] = "any"


def named(learner: Learner) -> Learner:
    """The same learner, name and address no longer than a name is: a file says what it likes."""
    if len(learner.name) <= NAME_LIMIT and len(learner.email) <= NAME_LIMIT:
        return learner
    return msgspec.structs.replace(learner, name=learner.name[:NAME_LIMIT], email=learner.email[:NAME_LIMIT])


_encode = msgspec.json.Encoder(enc_hook=str).encode
_decoder = msgspec.json.Decoder(Event, strict=True)


def encode(record: Any) -> bytes:
    """A record as JSON. Half an emoji (a lone surrogate, which UTF-8 cannot hold) becomes a replacement sign."""
    try:
        return _encode(record)
    except UnicodeEncodeError:
        return _encode(whole_signs(msgspec.to_builtins(record)))


def as_utf8(data: bytes) -> bytes:
    """JSON as the workbook writes it, in UTF-8 without a mark: an editor (Windows Notepad) may have saved it with one,
    or in UTF-16."""
    encoding = detect_encoding(data[:4])
    if encoding == "utf-8":
        return data
    return data[len(MARK) :] if encoding == "utf-8-sig" else data.decode(encoding, "replace").encode()


def whole_signs(value: Any) -> Any:
    """The same JSON value, each lone surrogate in its texts replaced."""
    match value:
        case str():
            return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        case list():
            return [whole_signs(v) for v in value]
        case dict():
            return {whole_signs(k): whole_signs(v) for k, v in value.items()}
    return value


def now() -> str:
    """The time now, ISO 8601 in UTC to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A fresh unique id."""
    return uuid.uuid4().hex


def read_event(line: bytes | str) -> Event:
    """One event from its JSON line. Raises FormatError, and nothing else, for anything that is none."""
    if len(line) > LINE_LIMIT:
        raise FormatError(f"a line of {len(line):,} bytes is longer than any answer ({LINE_LIMIT:,} allowed)")
    if isinstance(line, bytes) and line.startswith(MARK):
        line = line[len(MARK) :]
    try:
        event = _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise FormatError(f"not an event: {error}") from None
    return sound(event)


def sound(event: Event) -> Event:
    """The event, or FormatError where its names are empty or too long to be ours."""
    if not (event.id and event.exercise) or max(len(event.id), len(event.exercise), len(event.session)) > NAME_LIMIT:
        raise FormatError("not an event: id, exercise or session is empty or too long")
    return event


def write_event(event: Event) -> bytes:
    """The event as one JSON line, newline included."""
    return encode(event) + b"\n"


def read_lines(data: bytes) -> tuple[list[Event], list[bytes]]:
    """Every readable event of a JSONL text, and the lines that are none. Blank lines are passed over. Where a line was
    cut off and the next was written behind it, that one is an event all the same."""
    events: list[Event] = []
    unreadable: list[bytes] = []
    for line in data.split(b"\n"):
        if line.strip():
            try:
                events.append(read_event(line))
            except FormatError:
                unreadable.append(line)
                with contextlib.suppress(FormatError):
                    if (start := line.rfind(BEGINNING)) > 0:
                        events.append(read_event(line[start:]))
    return events, unreadable


def link(line: bytes) -> str:
    """How the next event names this one: a hash of its line, without the line's end."""
    return sha256(line).hexdigest()[:LINK]


def first_link(workbook: str) -> str:
    """What the first event of a workbook names, which has none before it."""
    return link(workbook.encode("utf-8", "backslashreplace"))


def in_a_row(events: Sequence[Event], lines: Sequence[bytes], workbook: str) -> bool:
    """Whether each event is linked to the one above it, or none has a link: so it is where one learner worked in one
    folder. Where a chain parts and joins again, or does not hold, it is not."""
    links = [event.prev for event in events if event.prev is not msgspec.UNSET]
    return not links or links == [first_link(workbook), *map(link, lines[:-1])]


def as_browsers_have_it(value: Any) -> Any:
    """A JSON value as a browser gives it back after keeping it: whole numbers without a point, keys that are whole
    numbers first and in order. An event is written so, or its line would be another one after the mirror."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        return int(value)
    if isinstance(value, list | tuple):
        return [as_browsers_have_it(one) for one in value]
    if isinstance(value, dict):
        numbers = sorted((k for k in value if isinstance(k, str) and is_index(k)), key=int)
        order = [*numbers, *(k for k in value if k not in numbers)] if numbers else value
        return {k: as_browsers_have_it(value[k]) for k in order}
    return value


def is_index(key: str) -> bool:
    """Whether a browser takes a key for a place in a list."""
    return key.isascii() and key.isdigit() and (key == "0" or key[0] != "0") and len(key) < 10


def merge(*groups: Iterable[Event]) -> tuple[Event, ...]:
    """All events once each, oldest first. The same id twice is one event: the first seen stays. Events of the same
    millisecond keep the order they are given in, which is the order they were written in. Whatever the clock said, an
    event comes after the one that it is linked to (``by_links``), and those of one session stand in the order of their
    ``seq`` (``by_session``)."""
    table: dict[str, Event] = {}
    for group in groups:
        for event in group:
            table.setdefault(event.id, event)
    events = list(table.values())
    return tuple(by_session(events if clock_held(events) else by_links(events)))


def clock_held(events: Sequence[Timed]) -> bool:
    """Whether no event is older by its clock than the one above it."""
    return all(former.at <= event.at for former, event in pairwise(events))


def by_links(events: Sequence[Event]) -> list[Event]:
    """The events, oldest first by their clock, but none before the one that it is linked to: where a clock was wrong
    for a while, what was written later stays later, and nothing else is moved by it (see ``believed``)."""
    place = {link(encode(event)): i for i, event in enumerate(events)}
    former = [place.get(event.prev) if isinstance(event.prev, str) else None for event in events]
    steps: dict[int | None, int] = {None: -1}  # how far each event is from where its links begin
    for i in range(len(events)):
        for one in reversed(way_to(i, former, steps)):
            steps[one] = steps.get(former[one], -1) + 1
    times: dict[int | None, str] = {None: ""}
    for i in sorted(range(len(events)), key=lambda i: -steps[i]):  # the longest way first: it knows best
        way = way_to(i, former, times)[::-1]
        if way:
            begin = times.get(former[way[0]], "")
            times |= zip(way, believed([events[one].at for one in way], begin), strict=True)
    return [events[i] for i in sorted(range(len(events)), key=lambda i: (times[i], steps[i], i))]


def way_to(here: int | None, former: Sequence[int | None], known: Container[int | None]) -> list[int]:
    """The events from this one back along its links, up to those that are ``known``; none twice, whatever the links
    say."""
    way: dict[int, None] = {}
    while here is not None and here not in known and here not in way:
        way[here] = None
        here = former[here]
    return [*way]


def believed(times: Sequence[str], begin: str) -> list[str]:
    """The times of events that were written one after the other, as far as they can be: the most of them that never go
    back are taken as they are, and the others (a battery that was empty, a wrong year) as that of the one before."""
    ends: list[int] = []  # of the shortest last time of a row of each length: where it stands
    before: list[int] = []
    for i, at in enumerate(times):
        length = bisect_right(ends, at, key=times.__getitem__)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [i]
    row: set[int] = set()
    here = ends[-1] if ends else -1
    while here >= 0:
        row.add(here)
        here = before[here]
    last = max(begin, times[min(row)]) if row else begin
    found: list[str] = []
    for i, at in enumerate(times):
        last = max(last, at) if i in row else last
        found.append(last)
    return found


class Timed(Protocol):
    """What the order by the clock needs of an event."""

    @property
    def at(self) -> str: ...


class Numbered(Protocol):
    """What the order within a session needs of an event."""

    @property
    def session(self) -> str: ...
    @property
    def seq(self) -> int: ...


N = TypeVar("N", bound=Numbered)


def by_session(events: list[N]) -> list[N]:
    """The same events, oldest first by their clock when they come, with those of each session in the order of their
    ``seq``: a clock that was set back does not turn the order of one sitting around. The places that a session has
    among the others stay; its events are put into them in their own order."""
    numbers = [event.seq for event in events]
    if numbers == sorted(numbers):  # as where one program wrote all of them
        return events
    others: dict[str, int] = {}  # the newest number of each session but the one that is looked at
    session, last = "", 0
    for event in events:
        if event.session != session:
            others[session] = last
            session = event.session
            last = others.get(session, event.seq)
        if event.seq < last:
            break
        last = event.seq
    else:
        return events
    mine: dict[str, list[N]] = {}
    for event in events:
        mine.setdefault(event.session, []).append(event)
    own = {session: iter(sorted(found, key=lambda event: event.seq)) for session, found in mine.items()}
    return [next(own[event.session]) for event in events]
