"""The form of how a class is graded: who does the work, how tables are written, where the gradebook is."""

from __future__ import annotations

from mosaic_exercises.office.forms import FormField, PageAction
from mosaic_exercises.office.ways import AT, BOOK, TABLES, TITLE, WAYS, WORKERS, Ways


def ways_action(ways: Ways) -> PageAction:
    """The form, filled in with what is kept."""
    return PageAction(
        id=WAYS,
        tab="hand-ins",
        title=TITLE,
        about="For large classes, and for several people who mark at once. A class of a few hundred needs none of it.",
        button="Use this from now on",
        words=(),
        book=False,
        fields=(
            FormField(
                name="work",
                label="Who reads and scores the files",
                sort="choice",
                needed=True,
                value=ways.work,
                choices=(
                    ("", "this computer, one file after the other"),
                    ("all", "this computer, several files at once"),
                    ("local", "this computer, workers of their own: a file that breaks one stops nothing"),
                    ("dask", "other computers: the workers of a dask scheduler"),
                ),
            ),
            FormField(
                name="workers",
                label=WORKERS,
                sort="number",
                hint="for several files at once; empty: one for each processor",
                value=str(ways.workers or ""),
            ),
            FormField(
                name="farm",
                label=AT,
                hint="as dask://farm.example.org:8786 (or tls://). Only in a network that you trust: who reaches it "
                "can run programs there",
                value=ways.farm,
            ),
            FormField(
                name="tables",
                label="How tables are written",
                sort="choice",
                needed=True,
                value=ways.tables,
                choices=TABLES,
            ),
            FormField(
                name="xlsx",
                label="Also an Excel workbook of all tables",
                sort="check",
                value="true" if ways.xlsx else "",
            ),
            FormField(
                name="book",
                label=BOOK,
                hint="as postgresql://name@host/database, for markers on several computers; empty: a file in this "
                "class's folder. What is in one is not moved to the other: back up first, then restore there",
                value=ways.book,
            ),
        ),
    )
