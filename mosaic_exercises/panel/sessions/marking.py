"""The session of an instructor's marking queue: it carries the gradebook's cards to the browser and the acts back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError, in_words
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.marking import CardView, MarkingView, PileView
from mosaic_exercises.panel.wire.messages import (
    BesideMessage,
    CommentMessage,
    GoMessage,
    ItemMessage,
    JudgeMessage,
    MarkerMessage,
    NamesMessage,
    NextMessage,
    OpenMessage,
    QueueMessage,
    UncommentMessage,
    UndoMessage,
)
from mosaic_exercises.panel.wire.replies import QueueReply, ViewReply

NAME_LIMIT = 80  # characters of a marker's name


class OpenGradebook(Protocol):
    """What the session needs of a gradebook opened for one marker (``mosaic_exercises.grading.marking.session``)."""

    marker: str
    names: bool

    @property
    def item(self) -> str: ...
    @property
    def can_undo(self) -> int: ...
    def piles(self) -> Sequence[Any]: ...
    def open(self, item: str) -> None: ...
    def next(self, ref: str = "", step: int = 1) -> str: ...
    def beside(self, ref: str, step: int) -> str: ...
    def card(self, ref: str) -> Any: ...
    def judge(self, refs: Sequence[str], criterion: str, level: int | None, seen: Mapping[str, int]) -> list[str]: ...
    def comment(self, refs: Sequence[str], text: str) -> list[str]: ...
    def uncomment(self, ref: str, id_: int) -> list[str]: ...
    def undo(self) -> tuple[str, list[str]] | None: ...


class QueueSession:
    """One marker's queue. ``opener`` opens the gradebook at a place and raises MosaicError where there is none."""

    parts: tuple[str, ...] = ("marking",)

    def __init__(self, opener: Callable[[str], OpenGradebook], source: str, marker: str) -> None:
        self.opener = opener
        self.source = source
        self.marker = marker
        self.desk: OpenGradebook | None = None
        self.problem = ""
        self.ref = ""
        self.reopen(source)

    def reopen(self, source: str) -> None:
        """Lay the gradebook at this place on the desk; the problem, where there is none, is shown."""
        self.source = source
        try:
            self.desk = self.opener(source)
        except MosaicError as error:
            self.desk, self.problem = None, str(error)
            return
        self.problem, self.ref = "", ""
        self.desk.marker = self.marker
        piles = self.desk.piles()
        first = next((p for p in piles if p.waiting), piles[0] if piles else None)
        if first is not None:
            self.turn_to(self.desk, first.item)

    def turn_to(self, desk: OpenGradebook, item: str) -> None:
        """Open an item's queue at the first answer that waits."""
        desk.open(item)
        self.ref = desk.next() or desk.beside("", 0)

    # what is shown

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> MarkingView:
        """Everything the browser needs to draw the queue."""
        blank = MarkingView(
            source="" if "://" in self.source else self.source,  # a database's address may hold a password
            marker=self.marker,
            names=False,
            problem=self.problem,
            piles=(),
            item="",
            card=None,
            undo=0,
        )
        if self.desk is None:
            return blank
        try:
            piles, card = self.desk.piles(), self.desk.card(self.ref)
        except Exception as error:  # a locked or torn file as well: who marks reads why, in place of no reply
            return msgspec.structs.replace(blank, problem=in_words(error))
        return msgspec.structs.replace(
            blank,
            piles=msgspec.convert(piles, tuple[PileView, ...], from_attributes=True),
            card=msgspec.convert(card, CardView | None, from_attributes=True),
            item=self.desk.item,
            names=self.desk.names,
            undo=self.desk.can_undo,
        )

    marks = marks_nothing

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return written(ViewReply(view=self.shown()))

    def label(self) -> str:
        """One stable line: it says nothing of the class."""
        return f"The marking queue. {FALLBACK}"

    def text(self) -> str:
        """The queue as plain text, for where no widget can be shown."""
        lines = [f"{p.title}: {p.waiting} of {p.answers} answers wait" for p in self.shown().piles]
        return "\n".join([self.problem] if self.problem else lines or ["No answer waits for a person."])

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(title="The marking queue", text="Answers that wait for a person, one after the other.", foot=ALIVE)

    # what happens

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser: the queue as it is then, and what there is to tell."""
        return answered(message, QueueMessage, lambda m: self.told(self.act(m)), self.told)

    def told(self, notice: str) -> QueueReply:
        """The queue as it is now, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice)

    def act(self, message: QueueMessage) -> str:
        """Do what a message says. Returns what to tell the marker."""
        try:
            if isinstance(message, OpenMessage):
                self.reopen(message.source)
            elif isinstance(message, MarkerMessage):
                self.marker = " ".join(message.name.split())[:NAME_LIMIT] or self.marker
            if self.desk is None:
                return ""
            self.desk.marker = self.marker
            return self.at_desk(self.desk, message)
        except MosaicError as error:
            return str(error)

    def at_desk(self, desk: OpenGradebook, message: QueueMessage) -> str:
        """The acts that need a gradebook."""
        match message:
            case ItemMessage():
                self.turn_to(desk, message.item)
            case NextMessage():
                ref = desk.next(self.ref, -1 if message.step == -1 else 1)
                self.ref = ref or self.ref
                return "" if ref else "Nothing is left to judge here."
            case BesideMessage():
                self.ref = desk.beside(self.ref, -1 if message.step == -1 else 1)
            case GoMessage():
                self.ref = message.ref
            case NamesMessage():
                desk.names = message.on
            case JudgeMessage():
                return " ".join(desk.judge(message.refs, message.criterion, message.level, message.seen))
            case CommentMessage():
                return " ".join(desk.comment(message.refs, message.text))
            case UncommentMessage():
                return " ".join(desk.uncomment(self.ref, message.id))
            case UndoMessage():
                undone = desk.undo()
                if undone is None:
                    return "There is nothing to undo."
                self.ref = undone[0]
                return " ".join(undone[1])
        return ""
