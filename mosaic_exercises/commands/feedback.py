"""``mosaic feedback``: learners' pages as one zip to upload to Moodle or Canvas."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.report import counting, learner_pages
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.feedback import feedback_zip, participants
from mosaic_exercises.grading.exchange.results import gradebook_at, of_grade
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.models.frames import counted

ABOUT = """Writes the page of each learner (results, reasons, comments) into one zip, named so that the learning system
knows whose it is. Moodle: assignment, "Upload multiple feedback files in a zip". Canvas: "Upload submissions" of the
assignment; each page becomes a comment with a file."""
RULES = """The numbers come from the names of the files as you downloaded them in bulk: grade that download as it is.
For Moodle the grading worksheet (--worksheet) tells them, too. Learners whose number is not known are listed."""
LISTED = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "feedback", help="write learners' pages as a zip for Moodle or Canvas", description=ABOUT, epilog=RULES
    )
    parser.add_argument("system", choices=("moodle", "canvas"), help="where it is uploaded")
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="ZIP", help="the file to write")
    parser.add_argument("--worksheet", type=Path, metavar="CSV", help="Moodle's grading worksheet, in any language")


def run(args: argparse.Namespace) -> int:
    """Write the zip."""
    try:
        where = gradebook_at(args.source)
        if args.worksheet and args.system == "canvas":
            raise InputError("--worksheet is Moodle's; Canvas knows files by the names of its own download")
        from mosaic_exercises.grading.gradebook.store import Gradebook

        explainer = Explainer(load())
        with contextlib.closing(Gradebook(where)) as book:
            numbers: dict[str, str] = {}
            if args.worksheet:
                numbers = participants(CsvFile(args.worksheet), [of_grade(e.grade) for e in book.entries()])
            whole = (
                (e.grade.learner_id, e.grade.name, "" if e.leader else e.file, html)
                for e, html in counting(learner_pages(book, explainer), len(book.keys()))
                if e.items
            )
            made = feedback_zip(args.system, whole, numbers)
    except InputError as error:
        raise UsageError(str(error)) from None
    if not made.written:
        hint = " or give the grading worksheet (--worksheet)" if args.system == "moodle" else ""
        raise UsageError(f"no file's name tells whose it is: grade the bulk download of {args.system} as it is{hint}")
    put(args.out, made.data)
    say(printable(f"Written   {args.out}: {counted(made.written, 'page')}"))
    if made.left_out:
        more = f" and {len(made.left_out) - LISTED:,} more" if len(made.left_out) > LISTED else ""
        say(printable(f"Left out  {len(made.left_out):,}, number not known: {', '.join(made.left_out[:LISTED])}{more}"))
    return 0
