"""The session of an instructor's class page: it carries what the desk knows to the browser, and the acts back.

Long work runs beside it (the desk's job); the page asks how far it is. Of lists one page travels at a time.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError, in_words
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing
from mosaic_exercises.panel.sessions.marking import QueueSession
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.class_messages import (
    ClassDropMessage,
    ClassFileMessage,
    ClassFolderMessage,
    ClassMessage,
    ClassPollMessage,
    ClassRunMessage,
    ClassSettingsMessage,
    ClassStopMessage,
    ClassTabMessage,
    ClassTypedMessage,
)
from mosaic_exercises.panel.wire.classpage import (
    ActionView,
    ClassFileView,
    ClassLearnerView,
    ClassListView,
    ClassPageView,
    ClassStateView,
    JobView,
    MadeFileView,
    QuestionsView,
    SettingsView,
)
from mosaic_exercises.panel.wire.messages import PageMessage
from mosaic_exercises.panel.wire.replies import (
    ClassReply,
    FileReply,
    JobReply,
    PageReply,
    SavedReply,
    SettingsReply,
    TakenReply,
    ViewReply,
)

TABS = (
    ("hand-ins", "Hand-ins"),
    ("learners", "Learners"),
    ("questions", "Questions"),
    ("marking", "Marking"),
    ("settings", "Settings"),
    ("give", "Give back"),
    ("keep", "Keep safe"),
)
LINES = 200  # of what a command says
PARTIAL = tuple(name for name, kind in KINDS.items() if kind.in_parts)  # what a part earns can be set for these


class OpenClass(Protocol):
    """What the session needs of a class (``mosaic_exercises.office.desk``)."""

    root: Path

    def state(self) -> Any: ...
    def learners(self, wanted: Any) -> Any: ...
    def files(self, wanted: Any) -> Any: ...
    def figures(self) -> Any: ...
    def page(self, key: str) -> tuple[str, str]: ...
    def start(self, id_: str, filled: Mapping[str, str], *, then: bool = False) -> None: ...
    def report(self) -> Any: ...
    def worded(self, said: str) -> str: ...
    def stop(self) -> None: ...
    def typed(self) -> dict[str, str]: ...
    def keep_typed(self, form: str, text: str) -> None: ...
    def look_first(self, id_: str) -> bool: ...
    def part(self, id_: str, data: bytes, at: int) -> None: ...
    def take(self, id_: str, name: str, where: str) -> Any: ...
    def name_folder(self, said: str, *, on: bool) -> str: ...
    def download(self, name: str) -> tuple[str, bytes]: ...
    def settings(self, mine: Any = None, before: Any = None, *, save: bool = False) -> Any: ...
    def items(self) -> list[tuple[str, str]]: ...
    @property
    def writing(self) -> bool: ...


class ClassMakers(Protocol):
    """How the session makes what the desk takes: a part of a list, a form of settings; and the actions."""

    @property
    def actions(self) -> Sequence[Any]: ...

    def wanted(self, search: str, filter_: str, order: str, page: int) -> Any: ...
    def form(self, raw: Mapping[str, Any]) -> Any: ...


class ClassSession:
    """One instructor's page of one class. ``queue`` opens the marking queue of its gradebook when it is asked for."""

    parts: tuple[str, ...] = ("classpage", "marking")

    def __init__(
        self, desk: OpenClass, makers: ClassMakers, queue: Callable[[], QueueSession], title: str, folder: str
    ) -> None:
        self.desk = desk
        self.makers = makers
        self.opened = queue
        self.queue: QueueSession | None = None
        self.title = title
        self.folder = folder
        self.tab = TABS[0][0]
        self.asked = ClassTabMessage(tab=self.tab)

    # what is shown

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> ClassPageView:
        """The tab that is open."""
        problems: list[str] = []
        state = tried(lambda: msgspec.convert(state_of(self.desk.state()), ClassStateView), NO_STATE, problems)
        quiet = self.desk.writing and self.tab != "settings"
        parts: dict[str, Any] = {} if quiet else tried(self.part, {}, problems)
        return ClassPageView(
            title=self.title,
            folder=self.folder,
            problem=" ".join(map(self.desk.worded, dict.fromkeys(problems))),
            tabs=TABS,
            tab=self.tab,
            state=state,
            job=tried(self.job, None, problems),
            actions=tuple(self.action(one) for one in self.makers.actions if one.tab == self.tab),
            typed=tried(self.desk.typed, {}, problems),
            **parts,
        )

    def part(self) -> dict[str, Any]:
        """What only this tab shows."""
        match self.tab:
            case "hand-ins":
                return {"listed": self.listed(self.desk.files(self.wanted()))}
            case "learners":
                return {"listed": self.listed(self.desk.learners(self.wanted()))}
            case "questions":
                found = self.desk.figures()
                return {"questions": msgspec.convert(found, QuestionsView | None, from_attributes=True)}
            case "settings":
                return {"settings": self.settings()}
            case "marking":
                if self.queue is None:
                    self.queue = self.opened()
                return {"marking": self.queue.shown()}
        return {}

    def wanted(self) -> Any:
        """Which part of a list is asked for."""
        one = self.asked
        return self.makers.wanted(one.search, one.filter, one.order, one.page)

    def listed(self, found: Any) -> ClassListView:
        """A page of a list."""
        at: dict[str, Any] = {"total": found.total, "page": found.page, "pages": found.pages}
        asked: dict[str, Any] = {"search": self.asked.search, "filter": self.asked.filter, "order": self.asked.order}
        if self.tab == "learners":
            return ClassListView(**at, **asked, learners=tuple(map(learner_view, found.rows)))
        rows = (
            ClassFileView(file=one.file, learner=one.learner_id, status=one.status, reason=one.reason)
            for one in found.rows
        )
        return ClassListView(**at, **asked, files=tuple(rows))

    def action(self, one: Any) -> ActionView:
        """An action with its form."""
        return msgspec.convert(
            {
                "id": one.id,
                "title": one.title,
                "about": one.about,
                "button": one.button,
                "fields": [{k: getattr(f, k) for k in FIELD} for f in one.fields],
                "then": one.then[0] if one.then else "",
                "ready": self.desk.look_first(one.id),
            },
            ActionView,
        )

    def job(self) -> JobView | None:
        """The work that is under way, or was done last."""
        found = self.desk.report()
        if found is None:
            return None
        root = self.desk.root
        files = tuple(
            MadeFileView(name=str(path.relative_to(root)), bytes=path.stat().st_size)
            for path in found.files
            if path.is_relative_to(root) and path.is_file()
        )
        plain = {
            k: getattr(found, k) for k in ("number", "title", "state", "doing", "done", "total", "what", "problem")
        }
        return JobView(**plain, lines=found.lines[:LINES], files=files)

    def settings(self, mine: Any = None, before: Any = None, *, asked: str = "") -> SettingsView:
        """The settings of the file; with ``mine``, what was filled in on the form ``before``."""
        found = self.desk.settings(mine, before, save=asked == "save")
        more = {"asked": asked, "names": self.desk.items(), "kinds": PARTIAL}
        return msgspec.convert(msgspec.to_builtins(found) | more, SettingsView)

    marks = marks_nothing

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return written(ViewReply(view=self.shown()))

    def label(self) -> str:
        """One stable line: it says nothing of the class."""
        return f"The class page. {FALLBACK}"

    def text(self) -> str:
        """How the class stands, as plain text."""
        state = self.shown().state
        return "\n".join([f"{state.files} hand-in files", *(f"{n} {name}" for name, n in state.statuses.items())])

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="The class page",
            text="Hand-ins, figures, marking and settings of a class, on one page without a terminal.",
            foot=ALIVE,
        )

    # what happens

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser. What is for the marking queue goes there."""
        if message.get("desk") == "marking":  # also where the queue was put away: whoever marks gets an answer
            self.queue = self.queue or self.opened()
            return self.queue.handle(message)
        return answered(message, ClassMessage, self.act, self.told)

    def told(self, notice: str) -> ViewReply[ClassPageView]:
        """The page as it is now, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice)

    def act(self, message: ClassMessage) -> ClassReply:
        """Do what a message says. What did not work is told."""
        try:
            return self.done(message)
        except MosaicError as error:
            return self.told(upper(self.desk.worded(str(error))))

    def done(self, message: ClassMessage) -> ClassReply:
        """Do what a message says. Raises MosaicError."""
        match message:
            case ClassTabMessage():
                self.tab = message.tab if message.tab in dict(TABS) else self.tab
                self.queue = None  # as the gradebook is now
                self.asked = message
            case ClassDropMessage():
                return self.dropped(message)
            case ClassFolderMessage():
                return self.told(self.desk.name_folder(message.folder, on=message.on))
            case ClassRunMessage():
                self.desk.start(message.action, message.filled, then=message.then)
                return JobReply(job=self.job())
            case ClassTypedMessage():
                self.desk.keep_typed(message.form, message.text)
                return SavedReply(at=0)
            case ClassPollMessage():
                return JobReply(job=self.job())
            case ClassStopMessage():
                self.desk.stop()
                return JobReply(job=self.job())
            case ClassFileMessage():
                name, data = self.desk.download(message.name)
                return FileReply(name=name, mime="application/octet-stream", base64=base64.b64encode(data).decode())
            case ClassSettingsMessage():
                return self.set(message)
            case PageMessage():
                title, html = self.desk.page(message.name)
                return PageReply(name=title, html=html)
        return self.told("")

    def dropped(self, message: ClassDropMessage) -> TakenReply:
        """Take parts of files; say of each that is whole what became of it."""
        taken: list[tuple[str, bool, str]] = []
        for part in message.parts:
            try:
                self.desk.part(part.id, base64.b64decode(part.base64, validate=True), part.at)
                if part.last:
                    found = self.desk.take(part.id, part.name, message.where)
                    taken.append((found.name, found.good, found.said))
            except OSError as error:
                taken.append((part.name, False, f"It cannot be kept: {error.strerror or error}"))
            except Exception as error:  # the next files are waiting for the answer to this one
                taken.append((part.name, False, upper(in_words(error))))
        return TakenReply(files=tuple(taken), where=message.where)

    def set(self, message: ClassSettingsMessage) -> SettingsReply:
        """Check the settings, and write them where that is asked for."""
        mine, before = (self.makers.form(msgspec.to_builtins(one)) for one in (message.mine, message.before))
        return SettingsReply(settings=self.settings(mine, before, asked="save" if message.save else "check"))


NO_STATE = ClassStateView(files=0, folders=(), roster=0, settings=False, graded=0, statuses={}, stale=False)
T = TypeVar("T")


def tried(act: Callable[[], T], without: T, problems: list[str]) -> T:
    """What ``act`` gives; where it cannot, ``without``, and one problem more in words: the rest of the page stands."""
    try:
        return act()
    except Exception as error:
        problems.append(upper(in_words(error)))
        return without


FIELD = ("name", "label", "sort", "hint", "choices", "value", "needed", "accept")


def state_of(found: Any) -> dict[str, Any]:
    """How the class stands, as the view has it."""
    plain = {k: getattr(found, k) for k in ("files", "folders", "roster", "settings", "stale")}
    return plain | {"graded": found.graded * 1000, "statuses": dict(found.statuses)}


def learner_view(one: Any) -> ClassLearnerView:
    """One learner's row."""
    score = "–" if one.score is None else f"{one.score:.2f}".rstrip("0").rstrip(".") + f" of {one.max_score:g}"
    return ClassLearnerView(
        key=one.key,
        id=one.learner_id,
        name=one.name,
        section=one.section,
        status=one.status,
        flags=one.flags,
        score=score,
        last=(one.last_check or 0.0) * 1000,
        look=one.look,
    )


def upper(said: str) -> str:
    """A sentence with its first letter large."""
    return said[:1].upper() + said[1:]
