"""The session of the pages to keep: a notebook's models on a page each, and its forms, empty, to print."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Heading, Still, Words
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import CourseError
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message, marks_nothing, never_refreshed
from mosaic_exercises.panel.wire import written
from mosaic_exercises.panel.wire.recall import KeepRowView, KeepView, SheetView
from mosaic_exercises.sheets import WorkshopSheet, laid_out, models, sheets
from mosaic_exercises.sheets.records import SheetTable


class KeepSession:
    """The pages and forms of these names. All that there is comes at once, so nothing is asked of Python.

    Raises CourseError for a name that is neither.
    """

    parts: tuple[str, ...] = ("keep",)

    def __init__(self, *names: str) -> None:
        known = {one.id: one for one in (*models(), *sheets())}
        if unknown := [name for name in names if name not in known]:
            raise CourseError(f"There is no page '{unknown[0]}' to keep. There are {', '.join(sorted(known))}.")
        self.pages = tuple(one for one in models() if one.id in names)
        self.forms = tuple(one for one in sheets() if one.id in names)

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> KeepView:
        """Each page to read and to print, each form to print."""
        return KeepView(pages=tuple(map(sheet_view, self.pages)), forms=tuple(map(sheet_view, self.forms)))

    def handle(self, message: Message) -> list[Message]:  # noqa: ARG002 - the contract's signature
        """Nothing is asked of Python."""
        return []

    marks = marks_nothing
    refreshed = never_refreshed

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Pages to keep and to print. {FALLBACK}"

    def text(self) -> str:
        """The pages as plain text."""
        lines = []
        for page in (*self.pages, *self.forms):
            lines += [page.title, page.use, *(f"{row.head}: {row.text}" for row in rows(page)), ""]
        return "\n".join(lines).rstrip()

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - the rows say it all
        """The pages row by row, and the names of the forms."""
        parts: list[Block] = []
        for page in self.pages:
            facts = tuple((row.head, row.text) for row in rows(page))
            parts += [Heading(page.title), Words(page.use), FactList(facts)]
        if self.forms:
            parts += [Heading("To print"), FactList(tuple((form.title, form.use) for form in self.forms))]
        return Still(title="Pages to keep and to print", parts=tuple(parts), foot=ALIVE)


def sheet_view(sheet: WorkshopSheet) -> SheetView:
    """A sheet to read, and its drawing on A4."""
    return SheetView(id=sheet.id, title=sheet.title, use=sheet.use, rows=rows(sheet), svg=svg(laid_out(sheet)))


def rows(sheet: WorkshopSheet) -> tuple[KeepRowView, ...]:
    """What a page says, row by row; none of a form, which says nothing yet."""
    tables = [part for part in sheet.parts if isinstance(part, SheetTable)]
    found = [row for table in tables for row in table.rows if len(row.cells) == 1 and not row.grow]
    return tuple(KeepRowView(head=row.text, text=row.cells[0]) for row in found)
