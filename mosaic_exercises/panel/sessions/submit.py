"""The session at the foot of a notebook: what is done, what is missing, and the file to hand in."""

from __future__ import annotations

from mosaic_exercises.course import Course, by_notebook
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError, WorkbookError
from mosaic_exercises.handover.drop import account, drop_root, handed_in, put
from mosaic_exercises.learner.earned import together
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing
from mosaic_exercises.panel.sessions.handing import Handing
from mosaic_exercises.panel.sessions.learner import LearnerDesk, here, neighbours
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import (
    DropMessage,
    HandInMessage,
    HelloMessage,
    LearnerMessage,
    RefreshMessage,
    SendInMessage,
    SubmitMessage,
)
from mosaic_exercises.panel.wire.replies import FileReply, SubmitReply, ViewReply
from mosaic_exercises.panel.wire.views import SubmitView, TileRow
from mosaic_exercises.workbook import Workbook, sending
from mosaic_exercises.workbook.handin import collect, file_name, hand_in, write


class SubmitSession:
    """The foot of a notebook: what is done, what is missing, and the file to hand in."""

    parts: tuple[str, ...] = ("submit",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = LearnerDesk(course, workbook)
        self.drop = None if sending.place() else drop_root()
        self.handing = Handing(course, workbook)

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> SubmitView:
        """One row a tile, by notebook, and what is missing."""
        owner = by_notebook(self.course)
        past = self.desk.past()
        earned = {p.slug: self.desk.earned(p, past) for p in self.course.placed()}
        rows = tuple(
            TileRow(
                notebook=n.title,
                here=n.id == here(),
                slug=t.slug,
                title=t.title,
                state=t.state,
                outcome=t.outcome,
                attempts=past[t.slug].attempts if t.slug in past else 0,
                solution=t.slug in past and past[t.slug].solution_seen,
                points=earned[t.slug].possible,
                earned=earned[t.slug],
            )
            for n, laid in self.desk.tiles()
            for t in laid
        )
        before, after = neighbours(self.course)
        return SubmitView(
            prev=before,
            next=after,
            learner=self.workbook.learner,
            fixed=tuple(self.workbook.fixed),
            rows=rows,
            total=together(earned.values()),
            missing=tuple(f"{owner[r.slug].title}: {r.title}" for r in rows if r.state == "empty"),
            workbook=self.workbook.uuid,
            saved=not self.desk.problem,
            problem=self.desk.problem,
            drop=str(self.drop or ""),
            handed=handed_in(self.drop) * 1000 if self.drop else 0.0,
            sent=self.handing.view(sum(len(one.every) for one in past.values())),
        )

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, SubmitMessage, self.act, self.told)

    def act(self, message: SubmitMessage) -> SubmitReply | tuple[SubmitReply, ...]:
        """Do what a message says. What did not work is told."""
        try:
            match message:
                case LearnerMessage():
                    return self.told(self.desk.save_learner(message.learner))
                case HandInMessage():
                    return self.hand_in()
                case DropMessage():
                    return self.told(self.dropped())
                case SendInMessage():
                    self.handing.send()
                    return self.told("")
                case HelloMessage() | RefreshMessage():
                    return self.told("")
        except MosaicError as error:
            return self.told(f"That did not work: {error}")

    def told(self, notice: str) -> ViewReply[SubmitView]:
        """The view as it is now, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice)

    def hand_in(self) -> tuple[SubmitReply, ...]:
        """The file for the browser to offer, and a copy on the disk where the disk takes it."""
        try:
            path, data = hand_in(self.workbook, self.course.version)
        except WorkbookError:
            return (self.desk.download(),)
        made = FileReply(name=path.name, mime="application/json", text=data.decode())
        return made, self.told(f"A copy is in {self.workbook.folder.name}/hand_in/{path.name}.")

    def dropped(self) -> str:
        """Put the file into the learner's folder on the shared disk. Says that it is there. Raises MosaicError."""
        if self.drop is None:
            return "There is no folder to hand in to. Download the file, and hand that in."
        name, data = file_name(self.workbook.learner), write(collect(self.workbook, self.course.version))
        where = put(self.drop, name, data)
        return f"Handed in: {where.name} is in your folder '{account()}', written and read back."

    marks = marks_nothing  # the head of the notebook hears of changes and tells the page

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return written(ViewReply(view=self.shown()))

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Hand in your work. {FALLBACK}"

    def text(self) -> str:
        """What is missing, as plain text."""
        missing = self.shown().missing
        return "Everything is done." if not missing else "Still missing:\n" + "\n".join(f"- {m}" for m in missing)

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="Hand in your work",
            text="What is done, what is still open, and the one file that you hand in.",
            foot=ALIVE,
        )
