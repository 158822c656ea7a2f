"""The session of the glossary: it shows nothing until somebody looks at it, and then asks for all terms once."""

from __future__ import annotations

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.blocks import FactList, Still
from mosaic_exercises.errors import CourseError, MosaicError
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing, never_refreshed
from mosaic_exercises.panel.wire import answered, messages, replies, written
from mosaic_exercises.panel.wire.glossary import GlossaryView
from mosaic_exercises.recall.glossary import glossary
from mosaic_exercises.workbook import Workbook


class GlossarySession:
    """The glossary of a course; ``term`` is shown first. Raises CourseError for a term that it does not have."""

    parts: tuple[str, ...] = ("glossary",)

    def __init__(self, course: Course, workbook: Workbook, term: str = "") -> None:
        if term and term not in course.glossary:
            raise CourseError(f"There is no term '{term}' in the glossary. Write glossary(), and search there.")
        self.course = course
        self.workbook = workbook
        self.term = term

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.page())

    def page(self) -> GlossaryView:
        """The page, without a word of the glossary."""
        return GlossaryView(count=len(self.course.glossary), term=self.term)

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, messages.GlossaryPageMessage, self.act, lambda why: replies.GlossaryReply(problem=why))

    def act(self, message: messages.GlossaryPageMessage) -> replies.GlossaryPageReply:
        """The page; or all terms. What cannot be read of the learner's answers is left out, and said."""
        if isinstance(message, messages.HelloMessage):
            return replies.ViewReply(view=self.page())
        try:
            return replies.GlossaryReply(terms=glossary(self.course, self.workbook))
        except MosaicError as error:
            return replies.GlossaryReply(terms=glossary(self.course), problem=str(error))

    marks = marks_nothing
    refreshed = never_refreshed

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"The glossary. {FALLBACK}"

    def text(self) -> str:
        """The terms as plain text."""
        return "\n\n".join(f"{one.term}\n{one.meaning}" for one in glossary(self.course))

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """Each term with what it means."""
        terms = FactList(tuple((one.term, one.meaning) for one in glossary(self.course)))
        return Still(title="The glossary", parts=(terms,), foot=ALIVE)
