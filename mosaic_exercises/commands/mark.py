"""``mosaic mark``: what waits for a person, in the browser or as a table."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.commands import UsageError, lab
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook
from mosaic_exercises.workbook.places import course_root
from mosaic_exercises.workbook.store import replace_file

if TYPE_CHECKING:
    from mosaic_exercises.grading.marking.session import MarkingSession

NOTEBOOK = Path("notebooks") / "instructor" / "marking.ipynb"
SHOWN = 20  # problems that are named
ABOUT = """Opens the marking queue of the gradebook in DIR in your browser: free texts, forms and maps, criterion by
criterion, names hidden. With --list it says what waits; with --csv it writes what waits as a table to fill in (level,
comment), and with --take it reads the filled table back. What you write is kept at once and survives grading again."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("mark", help="judge what waits for a person", description=ABOUT)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--list", action="store_true", help="say what waits, and stop")
    how.add_argument("--csv", type=Path, metavar="FILE", help="write what waits as a table to fill in")
    how.add_argument("--take", type=Path, metavar="FILE", help="read a filled table back")
    parser.add_argument(
        "--all",
        action="store_true",
        help="with --csv: what is judged already, too; with --list: exercises without points, too",
    )
    parser.add_argument("--marker", default="", metavar="NAME", help="your name, as learners see it beside comments")
    parser.add_argument("--port", type=int, metavar="N", help="the server's port (default: a free one from 8888 on)")
    parser.add_argument("--no-browser", action="store_true", help="start the server only, and print its address")


def run(args: argparse.Namespace) -> int:
    """Mark, or say what waits."""
    try:
        where = gradebook(args.source)
        if where is None:
            raise InputError(f"{args.source}: there is no gradebook. Run: mosaic grade PATH --out {args.source}")
        if args.list or args.csv or args.take:
            with opened(where, args.marker) as desk:
                return (
                    listed(desk, args.all) if args.list else filled(desk, args.take) if args.take else table(desk, args)
                )
    except InputError as error:
        raise UsageError(str(error)) from None
    root = course_root() or course_root(Path(__file__).parent)
    if root is None or not (root / NOTEBOOK).is_file():
        raise UsageError(f"there is no {NOTEBOOK} here: run this in the course's folder, or mark in a table (--csv)")
    os.environ["MOSAIC_GRADES"] = str(where) if "://" in str(where) else str(Path(where).resolve())
    if args.marker:
        os.environ["MOSAIC_MARKER"] = args.marker
    page = argparse.Namespace(path=root / NOTEBOOK, port=args.port, no_browser=args.no_browser, doc=True)
    return lab.run(page)


@contextlib.contextmanager
def opened(where: str | Path, marker: str) -> Iterator[MarkingSession]:
    """The desk of a gradebook."""
    from mosaic_exercises.grading.gradebook.store import Gradebook
    from mosaic_exercises.grading.marking.session import MarkingSession

    with contextlib.closing(Gradebook(where)) as book:
        yield MarkingSession(book, load(), marker)


def listed(desk: MarkingSession, every: bool) -> int:
    """What waits, by exercise; those without points only where ``every`` one is asked for."""
    piles = desk.piles()
    shown = [p for p in piles if every or p.points]
    for pile in shown:
        note = "" if pile.points else " (no points)"
        print(printable(f"{pile.waiting:>7,} of {pile.answers:,} wait  {pile.title}  [{pile.item}]{note}"))
    if len(shown) < len(piles):
        print(f"{len(piles) - len(shown):,} more exercises earn no points; you can comment on them (--all lists them)")
    print(f"{sum(p.waiting for p in piles):,} answers wait for a person")
    return 0


def table(desk: MarkingSession, args: argparse.Namespace) -> int:
    """The table to fill in."""
    from mosaic_exercises.grading.marking import spreadsheet

    rows = tuple(spreadsheet.rows(desk, args.all))
    try:
        replace_file(args.csv, spreadsheet.written(rows))
    except OSError as error:
        raise UsageError(f"{args.csv}: cannot be written: {error.strerror}") from None
    answers = len({row[:2] for row in rows})
    waiting = sum(p.waiting for p in desk.piles())
    print(f"Written   {printable(str(args.csv))}: {answers:,} answers, of which {waiting:,} wait for their points")
    place = "URL" if "://" in args.source else args.source  # a password is not to be shown
    print(printable(f"Fill in the columns level and comment, then: mosaic mark {place} --take {args.csv}"))
    return 0


def filled(desk: MarkingSession, path: Path) -> int:
    """Read the table back. Exit code 1 where a row could not be written."""
    from mosaic_exercises.grading.marking import spreadsheet

    taken = spreadsheet.read(desk, path)
    print(f"Written   {taken.judged:,} judgements and {taken.comments:,} comments")
    for problem in taken.problems[:SHOWN]:
        print(printable(f"Not written  {problem}"))
    if len(taken.problems) > SHOWN:
        print(f"and {len(taken.problems) - SHOWN:,} more")
    return 1 if taken.problems else 0
