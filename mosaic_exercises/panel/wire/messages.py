"""Messages from the browser, told apart by ``type``. What a learner answered is any JSON: its kind reads it.

Each session names the messages that it answers, as a union at the end. ``n`` numbers what a panel asked and comes back
in the reply; ``slug`` is the exercise or drill that is meant, "" for a page's own.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mosaic_exercises.workbook import Learner

Short = Annotated[str, Meta(max_length=200)]
"""An id, a name, the ending of a file."""
Words = Annotated[str, Meta(max_length=20_000)]
FilePart = Annotated[str, Meta(max_length=12_000_000)]
"""A file's text, or a part of it: a notebook server drops a message of 10 MiB."""
Rows = Annotated[list[Any], Meta(max_length=200_000)]
"""Events or drafts out of a browser's own storage: each is read by itself, and one that cannot be read is left out."""
Ids = Annotated[list[Any], Meta(max_length=200_000)]
"""Ids out of the same storage; what is no text is none."""
Refs = Annotated[list[Short], Meta(max_length=10_000)]


class FromBrowser(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every message may carry. ``by`` names the browser window."""

    slug: Short = ""
    n: int = 0
    by: str | None = None


class MirroredDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a browser's own storage holds of an exercise: the answer, when it was typed (ms since 1970), and the time of
    the newest answer of other windows that it had shown by then."""

    answer: Any = None
    at: float = 0.0
    base: float | None = None
    by: str | None = None


class HelloMessage(FromBrowser, frozen=True, kw_only=True, tag="hello"):
    """A panel was drawn. ``draft`` and ``ids`` (of events) are what the browser holds, ``seen`` is the stamp of the
    view that it has, ``others`` names workbooks that it holds besides."""

    draft: MirroredDraft | None = None
    ids: Ids = []
    seen: str | None = None
    others: Any = None


class DraftMessage(FromBrowser, frozen=True, kw_only=True, tag="draft"):
    """Something was typed."""

    answer: Any = None
    at: float = 0.0
    base: float | None = None


class CheckMessage(FromBrowser, frozen=True, kw_only=True, tag="check"):
    """Check was pressed. ``id`` will be the event's: a check that is sent again is written down once."""

    answer: Any = None
    at: float = 0.0
    base: float | None = None
    id: str | None = None


class HintMessage(FromBrowser, frozen=True, kw_only=True, tag="hint"):
    """The next hint, please."""


class SolutionMessage(FromBrowser, frozen=True, kw_only=True, tag="solution"):
    """The solution, please."""


class EventsMessage(FromBrowser, frozen=True, kw_only=True, tag="events"):
    """Events that Python asked for, having lost them."""

    events: Rows


class LabFile(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's own CSV file."""

    name: Any = None
    text: Any = None


class LiveMessage(FromBrowser, frozen=True, kw_only=True, tag="live"):
    """What stands in a lab's controls or in a statement while it is typed; or a ``file`` for a lab. ``width`` in css
    pixels, of the picture."""

    values: Any = None
    theme: str | None = None
    width: float | None = None
    file: LabFile | UnsetType = UNSET


class ExportMessage(FromBrowser, frozen=True, kw_only=True, tag="export", rename={"as_": "as"}):
    """The answer as a file. ``as`` is an id of the view's ``files``; ``entry`` the part of it that is seen (a card)."""

    as_: Short
    entry: Short | None = None
    answer: Any = None


class ImportMessage(FromBrowser, frozen=True, kw_only=True, tag="import", rename={"as_": "as"}):
    """A file that was saved here, to be opened."""

    as_: Short
    text: FilePart


class CaseMessage(FromBrowser, frozen=True, kw_only=True, tag="case"):
    """The words of these interviews, please (of all, where none is named)."""

    ids: Ids | None = None


class CaseFileMessage(FromBrowser, frozen=True, kw_only=True, tag="case-file"):
    """The case at hand, please: all of it."""


class GlossaryMessage(FromBrowser, frozen=True, kw_only=True, tag="glossary"):
    """The glossary, please: all of it."""


class RoundMessage(FromBrowser, frozen=True, kw_only=True, tag="round"):
    """Another round of this drill."""


class PoolMessage(FromBrowser, frozen=True, kw_only=True, tag="pool"):
    """All questions of this drill."""


class AgainMessage(FromBrowser, frozen=True, kw_only=True, tag="again"):
    """Ask me this exercise again, in my next review."""


class RateMessage(FromBrowser, frozen=True, kw_only=True, tag="rate"):
    """A card was turned and rated: 1 again, 2 hard, 3 good, 4 easy. ``id`` will be the event's."""

    card: Short
    rating: Annotated[int, Meta(ge=1, le=4)]
    id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")] | None = None


class DueMessage(FromBrowser, frozen=True, kw_only=True, tag="due"):
    """The review as it is now; with ``more`` what is due is drawn again. ``days``: when the learner's day and the next
    ones end (ms since 1970)."""

    more: bool = False
    days: Annotated[tuple[float, ...], Meta(max_length=14)] = ()


class RefreshMessage(FromBrowser, frozen=True, kw_only=True, tag="refresh"):
    """The page as it is now: something was answered elsewhere on it."""


class LearnerMessage(FromBrowser, frozen=True, kw_only=True, tag="learner"):
    """Who works here."""

    learner: Learner


class DownloadMessage(FromBrowser, frozen=True, kw_only=True, tag="download"):
    """All answers as a file."""


class HandInMessage(FromBrowser, frozen=True, kw_only=True, tag="handin"):
    """The file to hand in."""


class DropMessage(FromBrowser, frozen=True, kw_only=True, tag="drop"):
    """The file to hand in, into the learner's folder on the shared disk."""


class PageMessage(FromBrowser, frozen=True, kw_only=True, tag="page"):
    """A page that the instructor returned, by its file's name."""

    name: Short


class SendInMessage(FromBrowser, frozen=True, kw_only=True, tag="send-in"):
    """Hand in where the class collects, please; views tell how it goes."""


class UploadMessage(FromBrowser, frozen=True, kw_only=True, tag="upload"):
    """A part of an answers file; the texts of all parts in order are the file."""

    text: FilePart
    id: Short = ""
    name: Words = ""
    part: int = 0
    parts: int = 1


class RestoreMessage(FromBrowser, frozen=True, kw_only=True, tag="restore"):
    """What this browser kept of another workbook; the learner said yes."""

    workbook: Short
    events: Rows = []
    drafts: Rows = []
    learner: Any = None


class PlanMessage(FromBrowser, frozen=True, kw_only=True, tag="plan", rename={"as_": "as"}):
    """The plan as a file: html, pptx or md; its pitch: pitch-html or pitch-pptx."""

    as_: Short


class OpenMessage(FromBrowser, frozen=True, kw_only=True, tag="open"):
    """Another gradebook, please."""

    source: Annotated[str, Meta(max_length=1_000)]


class MarkerMessage(FromBrowser, frozen=True, kw_only=True, tag="marker"):
    """Who marks, as learners read it."""

    name: Words


class ItemMessage(FromBrowser, frozen=True, kw_only=True, tag="item"):
    """The queue of this item."""

    item: Short


class NextMessage(FromBrowser, frozen=True, kw_only=True, tag="next"):
    """The next answer that waits, or with ``step`` -1 the one before."""

    step: int = 1


class BesideMessage(FromBrowser, frozen=True, kw_only=True, tag="beside"):
    """The next answer, whether it waits or not."""

    step: int = 1


class GoMessage(FromBrowser, frozen=True, kw_only=True, tag="go"):
    """This very answer."""

    ref: Short


class NamesMessage(FromBrowser, frozen=True, kw_only=True, tag="names"):
    """Show or hide names."""

    on: bool


class JudgeMessage(FromBrowser, frozen=True, kw_only=True, tag="judge"):
    """A level (None takes it back) for these answers; ``seen`` is the version of each that the marker saw."""

    refs: Refs
    criterion: Short
    level: int | None
    seen: dict[str, int]


class CommentMessage(FromBrowser, frozen=True, kw_only=True, tag="comment"):
    """A comment on these answers."""

    refs: Refs
    text: Words


class UncommentMessage(FromBrowser, frozen=True, kw_only=True, tag="uncomment"):
    """Take this comment away."""

    id: int


class UndoMessage(FromBrowser, frozen=True, kw_only=True, tag="undo"):
    """Take back the marker's last act."""


class WallMessage(FromBrowser, frozen=True, kw_only=True, tag="wall"):
    """The wall of this exercise, of this folder, with or without names; ``seen``: the version that is on the screen."""

    slug: Short = ""
    names: bool = True
    folder: Words | None = None
    seen: int = -1


ExerciseMessage = (
    HelloMessage
    | DraftMessage
    | CheckMessage
    | HintMessage
    | SolutionMessage
    | EventsMessage
    | LiveMessage
    | ExportMessage
    | ImportMessage
    | CaseMessage
    | CaseFileMessage
    | AgainMessage
)
ReviewMessage = RateMessage | DueMessage
QuizMessage = HelloMessage | RoundMessage | PoolMessage
StartMessage = (
    HelloMessage
    | RefreshMessage
    | LearnerMessage
    | DownloadMessage
    | UploadMessage
    | EventsMessage
    | RestoreMessage
    | PageMessage
)
GlossaryPageMessage = HelloMessage | GlossaryMessage
SubmitMessage = HelloMessage | RefreshMessage | LearnerMessage | HandInMessage | DropMessage | SendInMessage
RoomMessage = HelloMessage | WallMessage
PlanPageMessage = HelloMessage | RefreshMessage | PlanMessage
QueueMessage = (
    HelloMessage
    | OpenMessage
    | MarkerMessage
    | ItemMessage
    | NextMessage
    | BesideMessage
    | GoMessage
    | NamesMessage
    | JudgeMessage
    | CommentMessage
    | UncommentMessage
    | UndoMessage
)
