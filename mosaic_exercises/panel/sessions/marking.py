"""The session of an instructor's marking queue: it carries the gradebook's cards to the browser and the acts back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message

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
        """Everything the browser needs to draw the queue."""
        source = "" if "://" in self.source else self.source  # a database's address may hold a password
        blank: Message = {"v": 1, "kind": "marking", "source": source, "marker": self.marker, "names": False}
        blank |= {"problem": self.problem, "piles": [], "item": "", "card": None, "undo": 0}
        if self.desk is None:
            return blank
        try:
            found = {"piles": self.desk.piles(), "card": self.desk.card(self.ref)}
        except MosaicError as error:
            return blank | {"problem": str(error)}
        shown: Message = msgspec.to_builtins(found)
        return blank | shown | {"item": self.desk.item, "names": self.desk.names, "undo": self.desk.can_undo}

    def marks(self) -> dict[str, Any]:
        """Nothing: it shows nothing of a learner's own folder."""
        return {}

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return {"type": "view", "view": self.view()}

    def label(self) -> str:
        """One stable line: it says nothing of the class."""
        return f"The marking queue. {FALLBACK}"

    def text(self) -> str:
        """The queue as plain text, for where no widget can be shown."""
        view = self.view()
        lines = [f"{p['title']}: {p['waiting']} of {p['answers']} answers wait" for p in view["piles"]]
        return "\n".join([self.problem] if self.problem else lines or ["No answer waits for a person."])

    # what happens

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser: the queue as it is then, and what there is to tell."""
        try:
            told = self.act(message)
        except (MosaicError, KeyError, TypeError, ValueError) as error:
            told = str(error) if isinstance(error, MosaicError) else "The panel sent what cannot be read. Reload it."
        return [{"type": "view", "view": self.view(), "notice": told, "n": message.get("n", 0)}]

    def act(self, message: Message) -> str:
        """Do what a message says. Returns what to tell the marker."""
        type_ = message.get("type")
        if type_ == "open":
            self.reopen(str(message["source"])[:1000])
        elif type_ == "marker":
            self.marker = " ".join(str(message["name"]).split())[:NAME_LIMIT] or self.marker
        if self.desk is None:
            return ""
        self.desk.marker = self.marker
        return self.at_desk(self.desk, str(type_), message)

    def at_desk(self, desk: OpenGradebook, type_: str, message: Message) -> str:
        """The acts that need a gradebook."""
        match type_:
            case "item":
                self.turn_to(desk, str(message["item"]))
            case "next":
                step = -1 if message.get("step") == -1 else 1
                ref = desk.next(self.ref, step)
                self.ref = ref or self.ref
                return "" if ref else "Nothing waits any more here."
            case "beside":
                self.ref = desk.beside(self.ref, -1 if message.get("step") == -1 else 1)
            case "go":
                self.ref = str(message["ref"])
            case "names":
                desk.names = message.get("on") is True
            case "judge":
                level = None if message["level"] is None else int(message["level"])
                seen = {str(ref): int(version) for ref, version in message["seen"].items()}
                return " ".join(desk.judge(self.refs(message), str(message["criterion"]), level, seen))
            case "comment":
                return " ".join(desk.comment(self.refs(message), str(message["text"])))
            case "uncomment":
                return " ".join(desk.uncomment(self.ref, int(message["id"])))
            case "undo":
                undone = desk.undo()
                if undone is None:
                    return "There is nothing to undo."
                self.ref = undone[0]
                return " ".join(undone[1])
        return ""

    def refs(self, message: Message) -> list[str]:
        """The answers that an act is about: the one shown first."""
        return [str(ref) for ref in message["refs"]]
