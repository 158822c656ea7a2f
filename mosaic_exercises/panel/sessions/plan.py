"""The session of the plan: what is made, what is missing, and the plan as files."""

from __future__ import annotations

import base64

from mosaic_exercises.course import Course, Notebook, by_notebook
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import MosaicError, WorkbookError
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import PlanMessage, PlanPageMessage
from mosaic_exercises.panel.wire.replies import FileReply, PlanReply, ViewReply
from mosaic_exercises.panel.wire.views import PlanChapterView, PlanPartView, PlanPictureView, PlanQuestionView, PlanView
from mosaic_exercises.plan import Plan, gather
from mosaic_exercises.plan.files import MIME, NAMES, plan_file
from mosaic_exercises.plan.records import PlanPart
from mosaic_exercises.workbook import Workbook


class PlanSession:
    """The plan of one learner, gathered anew whenever something changed."""

    parts: tuple[str, ...] = ("plan",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> PlanView:
        """The chapters with the state of each part, the mosaic, and what leads nowhere."""
        workbook = self.workbook.uuid
        try:
            plan = gather(self.course, self.workbook)
        except WorkbookError as error:
            return PlanView(workbook=workbook, saved=False, problem=str(error), chapters=(), broken=(), made=0, all=0)
        made, all_ = plan.counted
        owner = by_notebook(self.course)
        return PlanView(
            workbook=workbook,
            saved=True,
            problem="",
            title=plan.title,
            track=plan.track,
            chapters=tuple(
                PlanChapterView(
                    title=chapter.title, parts=tuple(part_view(p, owner.get(p.exercise)) for p in chapter.parts)
                )
                for chapter in plan.chapters
            ),
            broken=plan.broken,
            asked=tuple(PlanQuestionView(text=q.text, about=q.about) for q in plan.questions),
            asked_about=plan.asked_about,
            made=made,
            all=all_,
            picture=PlanPictureView(svg=svg(plan.cover), alt=plan.cover.alt),
        )

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, PlanPageMessage, self.act, self.told)

    def act(self, message: PlanPageMessage) -> PlanReply | None:
        """Do what a message says."""
        return self.file(message.as_) if isinstance(message, PlanMessage) else ViewReply(view=self.shown())

    def told(self, notice: str) -> ViewReply[PlanView]:
        """The view as it is, and what there is to tell."""
        return ViewReply(view=self.shown(), notice=notice)

    def file(self, what: str) -> PlanReply | None:
        """The plan as a file for the browser to save."""
        if what not in NAMES:
            return None
        try:
            data = plan_file(gather(self.course, self.workbook), what)
        except MosaicError as error:
            return self.told(f"That did not work: {error}")
        name, ending = NAMES[what], NAMES[what].rpartition(".")[2]
        mime = MIME[ending]
        if ending == "pptx":
            return FileReply(name=name, mime=mime, base64=base64.b64encode(data).decode())
        return FileReply(name=name, mime=mime, text=data.decode())

    marks = marks_nothing  # the head of the notebook hears of changes and tells the page

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return written(ViewReply(view=self.shown()))

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Your Customer Development Plan. {FALLBACK}"

    def text(self) -> str:
        """What is made and what is missing, as plain text."""
        plan: Plan = gather(self.course, self.workbook)
        made, all_ = plan.counted
        return "\n".join([f"{made} of {all_} parts of the plan are made.", *(f"- {line}" for line in plan.missing)])

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="Your Customer Development Plan",
            text="What you make in the notebooks becomes chapters of your plan here, to read, to print and to save.",
            foot=ALIVE,
        )


def part_view(part: PlanPart, book: Notebook | None) -> PlanPartView:
    """One part, with the notebook that makes it."""
    return PlanPartView(
        slug=part.exercise,
        title=part.title,
        state=part.state,
        todo=part.todo,
        file=book.file if book is not None else "",
        notebook=book.title if book is not None else "",
    )
