"""``mosaic notes``: the study notes of each notebook, with one's own answers beside them."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.course import load
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.recall.study_notes import note_pages, notes_html, notes_markdown
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.disk import replace_file

ABOUT = """Writes the study notes of each notebook into FOLDER, as a page to print and as Markdown: every concept with
its meaning, an example and what it is taken for, and what you wrote in that notebook yourself."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("notes", help="write the study notes of each notebook", description=ABOUT)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    parser.add_argument("--plain", action="store_true", help="without your own answers, to share")


def run(args: argparse.Namespace) -> int:
    """Write the notes."""
    course = load()
    workbook = None if args.plain else Workbook.here(course.course)
    pages = note_pages(course, workbook)
    out: Path = args.out
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder.")
    name = workbook.learner.name if workbook is not None else ""
    try:
        for page in pages:
            replace_file(out / f"{page.id}.html", notes_html(course, page, name).encode())
            replace_file(out / f"{page.id}.md", notes_markdown(page).encode())
    except WorkbookError as error:
        raise UsageError(str(error)) from None
    concepts, own = sum(len(page.entries) for page in pages), sum(len(page.own) for page in pages)
    print(f"Written: {out} ({len(pages)} notebooks, {concepts} concepts, {own} answers of yours)")
    return 0
