"""The session of the case's own page: it shows nothing until it is opened, and then asks for the case once."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.panel import case_sections
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing, never_refreshed
from mosaic_exercises.panel.wire import answered, messages, replies, written
from mosaic_exercises.panel.wire.case import CasePageView, CaseSectionView
from mosaic_exercises.running_case import file


class CaseSession:
    """The case at hand. The page carries no word of it; the browser asks where it has not got it yet."""

    parts: tuple[str, ...] = ("case",)

    def view(self) -> Message:
        """The view as it travels."""
        return written(CasePageView(case=file.key()))

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, messages.CaseFileMessage, self.act, lambda why: replies.CaseFileReply(problem=why))

    def act(self, message: messages.CaseFileMessage) -> replies.CaseFileReply:  # noqa: ARG002 - there is one
        """The case."""
        return case_sections.asked()

    marks = marks_nothing
    refreshed = never_refreshed

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"The case at hand. {FALLBACK}"

    def text(self) -> str:
        """The case as plain text, or why there is none."""
        try:
            return "\n\n".join(map(told, case_sections.sections(file.case_file())))
        except MosaicError as error:
            return str(error)

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="The case at hand",
            text="The people of the case and what they said, its prices, promises, dates, complaints and claims.",
            foot=ALIVE,
        )


def told(section: CaseSectionView) -> str:
    """A part of the case as plain text."""
    lines = [section.title, *([section.note] if section.note else [])]
    lines += [" | ".join(p for p in (o.person, o.role, o.about, o.name, o.text) if p) for o in section.people]
    lines += [" | ".join(p for p in (o.head, o.text, o.foot) if p) for o in section.notes]
    for table in section.tables:
        lines += [" | ".join(row) for row in (table.head, *table.rows)]
    return "\n".join(lines)
