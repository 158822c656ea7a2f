"""The session at the head of a notebook: the learner, the mosaic so far, and the way on."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.handover.drop import came_back, page_of, return_folders
from mosaic_exercises.learner.mosaic import patches
from mosaic_exercises.panel.sessions.coming import ComingPages
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message
from mosaic_exercises.panel.sessions.learner import LearnerDesk, books_here, here, neighbours
from mosaic_exercises.panel.sessions.mirror import mirrored
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import (
    DownloadMessage,
    EventsMessage,
    HelloMessage,
    LearnerMessage,
    PageMessage,
    RefreshMessage,
    RestoreMessage,
    StartMessage,
    UploadMessage,
)
from mosaic_exercises.panel.wire.replies import ChangedReply, PageReply, StartReply, ViewReply
from mosaic_exercises.panel.wire.views import (
    BookView,
    CourseView,
    ModuleView,
    MosaicView,
    ReturnedView,
    StartView,
    TrackView,
)
from mosaic_exercises.workbook import Draft, Learner, Workbook
from mosaic_exercises.workbook.handin import take_in

TRACKS = (
    ("any", "Any role", "Sessions 1 to 6: for everybody who works with or for customers."),
    ("intermediate", "Intermediate", "Adds session 7: involve colleagues, decide and set priorities."),
    ("manager", "Manager", "Adds session 8: guidelines, methods and vision of a customer-culture company."),
)
PARTS = 100  # of an uploaded file, 2 MB each; its whole size is limited where it is read


class StartSession:
    """The head of every notebook: the learner, the mosaic so far, and the way on."""

    parts: tuple[str, ...] = ("start",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = LearnerDesk(course, workbook)
        self.uploads: dict[str, dict[int, str]] = {}
        self.returned = return_folders(workbook.folder)
        self.coming = ComingPages(workbook, self.returned)
        self.cut: tuple[int, ...] = ()  # into how many tiles each part of the picture was cut, as last shown

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> StartView:
        """Learner, mosaic, notebooks."""
        each = self.desk.tiles()
        laid_in = {n.id: laid for n, laid in each}
        panels = [(some, tuple(t for n in some for t in laid_in[n.id])) for some in self.course.chapters()]
        self.cut = tuple(len(laid) for _, laid in panels)
        files = books_here()
        books = tuple(
            BookView(
                file=n.file,
                title=n.title,
                summary=n.summary,
                minutes=n.minutes,
                here=n.id == here(),
                exists=n.file in files,
                done=sum(t.state == "laid" for t in laid),
                total=len(laid),
            )
            for n, laid in each
        )
        before, after = neighbours(self.course)
        return StartView(
            course=CourseView(title=self.course.title, version=self.course.version),
            learner=self.workbook.learner,
            fixed=tuple(self.workbook.fixed),
            tracks=tuple(TrackView(id=i, name=name, text=text) for i, name, text in TRACKS),
            mosaic=MosaicView(
                done=sum(book.done for book in books),
                total=sum(book.total for book in books),
                modules=tuple(
                    ModuleView(
                        id=some[0].id,
                        title=some[0].title,
                        books=tuple(n.file for n in some),
                        tiles=laid,
                        patches=patches(number, len(laid)),
                    )
                    for number, (some, laid) in enumerate(panels)
                ),
            ),
            notebooks=books,
            prev=before,
            next=after,
            workbook=self.workbook.uuid,
            events=sum(len(h.every) for h in self.desk.past().values()),
            saved=not self.desk.problem,
            problem=self.desk.problem,
            notices=tuple(self.workbook.notices),
            returned=tuple(
                ReturnedView(name=one.name, title=one.title, by=one.by, at=one.at * 1000)
                for one in came_back(self.returned)
            ),
        )

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, StartMessage, self.act, self.told)

    def act(self, message: StartMessage) -> StartReply | None:
        """Do what a message says. What did not work is told."""
        try:
            return self.done(message)
        except MosaicError as error:
            return self.told(f"That did not work: {error}")

    def done(self, message: StartMessage) -> StartReply | None:
        """Do what a message says. Raises MosaicError."""
        match message:
            case LearnerMessage():
                return self.told(self.desk.save_learner(message.learner))
            case DownloadMessage():
                return self.desk.download()
            case UploadMessage():
                text = self.whole(message)
                if text is None:
                    return None
                return self.told(take_in(self.workbook, text.encode("utf-8", "replace")), reload=True)
            case EventsMessage():
                events = mirrored(message.events, self.workbook.uuid, self.workbook.course)
                return self.told("", reload=self.workbook.add(events) > 0)
            case RestoreMessage():
                return self.told(restore(self.workbook, message), reload=True)
            case HelloMessage():
                self.coming.look()
                return self.told("", want=self.missing(message))
            case RefreshMessage():
                return ViewReply(view=self.lean(), notice="", reload=False)
            case PageMessage():
                return self.page(message.name)

    def page(self, name: str) -> PageReply:
        """A returned page, for the browser to show where it can do nothing."""
        try:
            return PageReply(name=name, html=page_of(self.returned, name))
        except MosaicError as error:
            return PageReply(name=name, problem=str(error))

    def told(self, notice: str, *, reload: bool = False, want: tuple[str, ...] = ()) -> ViewReply[StartView]:
        """The view as it is now, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice, reload=reload, want=want or msgspec.UNSET)

    def lean(self) -> StartView:
        """The view without the picture's patches, where the browser has the same ones already."""
        had = self.cut
        view = self.shown()
        if self.cut != had:
            return view
        modules = tuple(msgspec.structs.replace(m, patches=msgspec.UNSET) for m in view.mosaic.modules)
        return msgspec.structs.replace(view, mosaic=msgspec.structs.replace(view.mosaic, modules=modules))

    def marks(self) -> dict[str, Any]:
        """A mark of all answers, of the learner, and of the pages that came back."""
        return {"": (self.workbook.mark(), self.coming.mark())}

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """Something has changed somewhere: the page's panels ask for what they show of it."""
        return written(ChangedReply())

    def missing(self, message: HelloMessage) -> tuple[str, ...]:
        """The ids of events that the browser's mirror holds and this folder lacks."""
        have = {event.id for event in self.workbook.events()}
        return tuple(i for i in message.ids if isinstance(i, str) and i not in have)

    def whole(self, message: UploadMessage) -> str | None:
        """An uploaded file's text once all its parts are here (a server limits a message's size), until then None."""
        if not 0 <= message.part < message.parts <= PARTS:
            raise FormatError("the file did not arrive whole; please choose it again")
        got = self.uploads.setdefault(message.id, {})
        got[message.part] = message.text
        if len(got) < message.parts:
            return None
        self.uploads.clear()
        return "".join(got[i] for i in range(message.parts))

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"{self.course.title}. {FALLBACK}"

    def text(self) -> str:
        """The learner and how far they are, as plain text."""
        view = self.shown()
        who = view.learner.name or view.learner.id or "No name yet"
        lines = [f"{self.course.title}. {who}.", f"{view.mosaic.done} of {view.mosaic.total} tiles laid."]
        lines += [f"{book.title}: {book.done} of {book.total}" for book in view.notebooks if book.exists]
        return "\n".join(lines)

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title=self.course.title,
            text="Your name, the mosaic that your answers lay, and the way to the other notebooks.",
            foot=ALIVE,
        )


def restore(workbook: Workbook, message: RestoreMessage) -> str:
    """Take answers back that this browser kept for another folder. The learner was asked and said yes."""
    try:
        learner = msgspec.convert(message.learner, Learner) if message.learner else Learner()
    except (msgspec.ValidationError, RecursionError):
        learner = Learner()
    workbook.adopt(message.workbook, learner)
    new = workbook.add(mirrored(message.events, message.workbook, workbook.course))
    kept = 0
    for row in message.drafts:
        try:
            kept += workbook.save_draft(msgspec.convert(row, Draft))
        except (msgspec.ValidationError, RecursionError, FormatError):
            continue
    return f"Restored from this browser: {new} checked answers and {kept} drafts."
