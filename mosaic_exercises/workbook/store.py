"""The workbook: one learner's folder, opened by each kernel that runs a notebook.

``my_work/`` holds workbook.json (whose it is), answers.jsonl (events, append-only), drafts/ (what is typed and not
checked, one small file an exercise, replaced whole), aside/ (whatever could not be read) and hand_in/.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError, WorkbookError
from mosaic_exercises.results import Outcome
from mosaic_exercises.workbook import disk
from mosaic_exercises.workbook.disk import IN_BROWSER, Mark, mark_of, replace_file
from mosaic_exercises.workbook.events import (
    Draft,
    Event,
    EventType,
    Learner,
    as_browsers_have_it,
    as_utf8,
    by_links,
    encode,
    first_link,
    link,
    merge,
    new_id,
    now,
    read_event,
    write_event,
)
from mosaic_exercises.workbook.history import History, histories
from mosaic_exercises.workbook.places import home
from mosaic_exercises.workbook.unsaved import Held

DRAFT_LIMIT = 2_000_000  # bytes
RETRY = 5.0  # seconds until a disk that refused something is asked again
GLANCE = 0.3  # seconds for which one look at a file is enough in a browser, where each is a request
NAME = r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*"
"""What a draft can be of: an exercise's slug, or slugs joined by two hyphens (an exercise asked again)."""


class WorkbookCard(msgspec.Struct, frozen=True):
    """workbook.json: whose workbook this is. ``workbook`` is its unique id; a learner's shuffles are seeded by it."""

    workbook: str
    made: str
    learner: Learner = Learner()
    v: int = 1


class Workbook:
    """Open it with ``Workbook.here()``. Reading never raises for what learners' disks can hold: it sets aside what it
    cannot read and says so in ``notices``. What the disk does not take of events and drafts is held in memory, so that
    it can be handed in, and is written as soon as the disk takes something again; ``unsaved`` says so."""

    def __init__(self, folder: Path, course: str) -> None:
        self.folder = folder
        self.course = course
        self.session = new_id()
        self.notices: list[str] = []
        self._seq = 0
        self._seen: Mark = None
        self._card_seen: Mark = None
        self._events: tuple[Event, ...] = ()
        self._histories: dict[str, History] = {}
        self._held = Held()
        self._fresh = self._card_fresh = 0.0
        self._card = self._read_card()

    @classmethod
    def here(cls, course: str) -> Workbook:
        """The workbook of the folder this process runs in (MOSAIC_HOME, or my_work at the course's root)."""
        return cls(home(), course)

    @property
    def unsaved(self) -> str:
        """Why something of this workbook is not on the disk; "" where all of it is."""
        return self._held.why if self._held.events or self._held.drafts else ""

    # whose it is

    @property
    def uuid(self) -> str:
        """The workbook's unique id."""
        self._follow_card()
        return self._card.workbook

    @property
    def learner(self) -> Learner:
        """The learner, as far as they have said, in this notebook or another. On a hub the id is the hub's."""
        self._follow_card()
        said = self._card.learner
        hub = os.environ.get("JUPYTERHUB_USER", "")
        return msgspec.structs.replace(said, id=hub, name=said.name or hub) if hub else said

    @property
    def fixed(self) -> tuple[str, ...]:
        """The learner's fields that the hub decides."""
        return ("id",) if os.environ.get("JUPYTERHUB_USER") else ()

    def set_learner(self, learner: Learner) -> None:
        """Keep who the learner is. Raises WorkbookError where the disk refuses; until Python stops it holds even so."""
        self._write_card(msgspec.structs.replace(self._card, learner=learner))

    def _read_card(self) -> WorkbookCard:
        path = self.folder / "workbook.json"
        try:
            self._card_seen = mark_of(path)
            data = path.read_bytes() if self._card_seen is not None else None
        except OSError as error:
            self.notices.append(f"{path.name} cannot be read: {error.strerror}")
            data = None
        if data is not None:
            if (card := card_in(data)) is not None:
                return card
            with contextlib.suppress(OSError):
                kept = disk.move_aside(path, self.folder / "aside")
                self.notices.append(f"{path.name} could not be read. It is kept as {kept}. Please say your name again.")
        # A lost card must not make a stranger of the learner: their events carry the workbook's id.
        card = WorkbookCard(self._id_in_events() or new_id(), now())
        with contextlib.suppress(WorkbookError):
            self._write_card(card)
        return card

    def _follow_card(self) -> None:
        """Take over what another notebook has written of the learner. A card that is gone or torn changes nothing."""
        path = self.folder / "workbook.json"
        if IN_BROWSER and time.monotonic() < self._card_fresh:
            return
        self._card_fresh = time.monotonic() + GLANCE
        with contextlib.suppress(OSError):
            mark = mark_of(path)
            if mark is not None and mark != self._card_seen:
                self._card_seen = mark
                self._card = card_in(path.read_bytes()) or self._card

    def _id_in_events(self) -> str:
        with contextlib.suppress(WorkbookError):
            events = self.events()
            return events[-1].workbook if events else ""
        return ""

    def _write_card(self, card: WorkbookCard) -> None:
        path = self.folder / "workbook.json"
        self._card = card  # also where the disk refuses it: it is in what is handed in
        replace_file(path, msgspec.json.format(encode(card), indent=2))
        self._card_seen = mark_of(path)

    # events

    @property
    def log(self) -> Path:
        """The file of events."""
        return self.folder / "answers.jsonl"

    def events(self) -> tuple[Event, ...]:
        """Every event, oldest first; those that another notebook has written since are read in."""
        if IN_BROWSER and time.monotonic() < self._fresh:
            return self._events
        try:
            mark = mark_of(self.log)
        except OSError as error:
            raise WorkbookError(f"{self.log} cannot be read: {error.strerror}") from None
        if mark != self._seen:
            fresh = disk.read_events(self.log, self.folder / "aside", self.notices.append)
            self._events = merge(fresh, self._held.events)
            self._histories = histories(self._events)
            self._seen = mark
        self._fresh = time.monotonic() + GLANCE
        return self._events

    def history(self, slug: str) -> History:
        """What this learner has done in one exercise."""
        self.events()
        return self._histories.get(slug, History())

    def histories(self) -> dict[str, History]:
        """What this learner has done, by exercise."""
        self.events()
        return self._histories

    def append(
        self,
        exercise: str,
        rev: int,
        type_: EventType,
        answer: Any = None,
        outcome: Outcome | None = None,
        score: float | None = None,
        id_: str = "",
    ) -> Event:
        """Write one event to the disk and return it; where the disk refuses it is held (``unsaved``). ``id_``: the id
        that the browser gave it; an event of that id that is here already is returned and nothing is written, so that a
        message sent again changes nothing."""
        if id_ and (known := next((e for e in self.events() if e.id == id_), None)) is not None:
            return known
        self._seq += 1
        event = Event(
            1,
            id_ or new_id(),
            self.course,
            rev,
            self.uuid,
            self.session,
            self._seq,
            exercise,
            type_,
            now(),
            as_browsers_have_it(answer),
            outcome,
            score,
        )
        with contextlib.suppress(WorkbookError):
            self.events()
        try:
            self._write_held()
            (event,) = disk.append_events(self.log, [event], self.folder / "aside", linked=True)
        except WorkbookError as error:
            before = link(encode(self._events[-1])) if self._events else first_link(event.workbook)
            event = msgspec.structs.replace(event, prev=before)
            self._hold([event], error)
        else:
            self._follow_own(event)
        return event

    def _hold(self, events: list[Event], error: WorkbookError) -> None:
        self._held.events += events
        self._refused(error)
        self._events = merge(self._events, events)
        self._histories = histories(self._events)

    def _refused(self, error: WorkbookError) -> None:
        self._held.why = (
            f"Your answers cannot be written to {self.folder.name} yet: {error.reason or error}. They are kept in this "
            "browser and in Python, and are written by themselves as soon as the disk takes them"
        )
        self._held.again = time.monotonic() + RETRY

    def try_again(self) -> None:
        """Write what is held, if some seconds have gone by since the disk refused it."""
        if self.unsaved and time.monotonic() >= self._held.again:
            self._held.again = time.monotonic() + RETRY
            with contextlib.suppress(WorkbookError):
                self._write_held()

    def _write_held(self) -> None:
        """Write what the disk refused before. Raises WorkbookError where it still does."""
        self._fresh = 0.0
        if self._held.events:
            disk.append_events(self.log, self._held.events, self.folder / "aside")
            self._held.events.clear()
        for draft in tuple(self._held.drafts.values()):
            self._write_draft(draft)
            del self._held.drafts[draft.exercise]

    def _follow_own(self, event: Event) -> None:
        """Take an event over that was written here, where nothing else was: no need to read the whole file again. It
        is taken as the file gives it back, so that nobody sees another event before and after a restart."""
        line = write_event(event)
        with contextlib.suppress(OSError, FormatError):
            mark = mark_of(self.log)
            if mark is not None and mark[0] == (self._seen[0] if self._seen else 0) + len(line):
                self._events = merge(self._events, [read_event(line)])
                self._histories = histories(self._events)
                self._seen = mark

    def add(self, events: Iterable[Event]) -> int:
        """Add events made elsewhere (a browser's mirror, an uploaded file). Those already here are passed over.
        Returns how many were new."""
        have = {e.id for e in self.events()}
        fresh = [e for e in merge(by_links(list(events))) if e.id not in have]
        try:
            self._write_held()
            disk.append_events(self.log, fresh, self.folder / "aside")
        except WorkbookError as error:
            self._hold(fresh, error)
        return len(fresh)

    def adopt(self, workbook: str, learner: Learner) -> None:
        """Go on as another workbook: for a folder that is still empty and is given a learner's answers back."""
        if re.fullmatch(r"[0-9a-f]{32}", workbook) and not self.events():
            with contextlib.suppress(WorkbookError):
                self._write_card(msgspec.structs.replace(self._card, workbook=workbook, learner=learner))

    # drafts

    def draft(self, slug: str) -> Draft | None:
        """What stands unchecked in an exercise, or None. An unreadable draft is set aside."""
        held, kept = self._held.drafts.get(slug), self._draft_on_disk(slug)
        return kept if held is None or (kept is not None and kept.at > held.at) else held

    def _draft_on_disk(self, slug: str) -> Draft | None:
        path = self._draft_path(slug)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        try:
            return msgspec.json.decode(data, type=Draft)
        except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
            with contextlib.suppress(OSError):
                kept = disk.move_aside(path, self.folder / "aside")
                self.notices.append(f"A draft of '{slug}' could not be read. It is kept as {kept}.")
            return None

    def drafts(self) -> tuple[Draft, ...]:
        """Every draft there is."""
        names = sorted({*(p.stem for p in (self.folder / "drafts").glob("*.json")), *self._held.drafts})
        return tuple(d for d in map(self.draft, names) if d is not None)

    def save_draft(self, draft: Draft) -> bool:
        """Keep a draft unless a newer one is here. Returns whether it was kept. For answers that come in from a file
        or from another copy; what a window types goes through ``put_draft``."""
        with self._drafts_locked():
            old = self.draft(draft.exercise)
            if old is not None and old.at > draft.at:
                return False
            self._keep_draft(draft)
        return True

    def put_draft(self, draft: Draft, base: float) -> Draft | None:
        """Keep what a window typed, unless another window has written since.

        ``base`` is the time of the newest answer that the window has shown. Returns None where the draft stands now;
        else the draft that stands in its way, which the learner has to see first. Nothing is overwritten unseen. A
        draft that the other window had seen when it wrote has been replaced already: it stands in nobody's way.
        """
        with self._drafts_locked():
            old = self.draft(draft.exercise)
            if old is not None and old.answer != draft.answer and old.by != draft.by and old.at > base:
                return old if old.base < draft.at else None
            if old is None or old.at <= draft.at or old.by != draft.by:
                self._keep_draft(draft)
        return None

    @contextlib.contextmanager
    def _drafts_locked(self) -> Iterator[None]:
        """One writer of drafts at a time, of all windows and kernels: reading and replacing must be one act."""
        with contextlib.ExitStack() as lock:
            with contextlib.suppress(OSError):  # a folder that cannot be written: nobody else writes there, either
                lock.enter_context(disk.locked(self.folder / "drafts"))
            yield

    def _keep_draft(self, draft: Draft) -> None:
        if len(encode(draft)) > DRAFT_LIMIT:
            raise WorkbookError(
                f"This answer is larger than {DRAFT_LIMIT // 1_000_000} MB and cannot be saved. Shorten it."
            )
        try:
            self._write_draft(draft)
        except WorkbookError as error:
            self._held.drafts[draft.exercise] = draft
            self._refused(error)
        else:
            self._held.drafts.pop(draft.exercise, None)

    def _write_draft(self, draft: Draft) -> None:
        replace_file(self._draft_path(draft.exercise), encode(draft))

    # what another notebook or window may have changed

    def mark(self, slug: str = "") -> tuple[Mark, ...]:
        """A mark of what is here of one exercise ("" : of everything but drafts). It differs when that has changed,
        whoever changed it, and when the disk has taken what it had refused. Raises WorkbookError where the disk cannot
        be read."""
        self.try_again()
        held = (len(self._held.events), len(self._held.drafts))
        try:
            if slug:
                past = self.history(slug)
                return (mark_of(self._draft_path(slug)), (len(past.every), past.hints + past.solution_seen), held)
            return (mark_of(self.log), mark_of(self.folder / "workbook.json"), held)
        except OSError as error:
            raise WorkbookError(f"{self.folder} cannot be read: {error.strerror or error}") from None

    def _draft_path(self, slug: str) -> Path:
        if not re.fullmatch(NAME, slug) or len(slug) > 160:
            raise FormatError(f"'{slug[:80]}' is no exercise id")
        return self.folder / "drafts" / f"{slug}.json"


def card_in(data: bytes) -> WorkbookCard | None:
    """The card that these bytes are, or None."""
    try:
        card = msgspec.json.decode(as_utf8(data), type=WorkbookCard)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        return None
    return card if re.fullmatch(r"[0-9a-f]{32}", card.workbook) else None
