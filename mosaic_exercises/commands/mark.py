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
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import say, shown
from mosaic_exercises.commands.values import port
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.grading.intake.roster import ById
from mosaic_exercises.models.frames import counted
from mosaic_exercises.reading.paths import pasted
from mosaic_exercises.workbook.places import course_root

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
    how.add_argument(
        "--looked",
        nargs="+",
        metavar="ID",
        help="say that you have looked at what cannot be read in the work of these learners (--list names them)",
    )
    parser.add_argument(
        "--all",
        action="store_true",
        help="with --csv: what is judged already, too; with --list: exercises without points, too",
    )
    parser.add_argument("--marker", default="", metavar="NAME", help="your name, as learners see it beside comments")
    parser.add_argument("--port", type=port, metavar="N", help="the server's port (default: a free one from 8888 on)")
    parser.add_argument("--no-browser", action="store_true", help="start the server only, and print its address")


def run(args: argparse.Namespace) -> int:
    """Mark, or say what waits."""
    try:
        where = gradebook_at(args.source)
        if args.list or args.csv or args.take or args.looked:
            with opened(where, args.marker) as desk:
                if args.looked:
                    return looked(desk, args)
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
        say(printable(f"{pile.waiting:>7,} of {pile.answers:,} wait  {pile.title}  [{pile.item}]{note}"))
    if len(shown) < len(piles):
        rest = len(piles) - len(shown)
        what = "1 more exercise earns" if rest == 1 else f"{rest:,} more exercises earn"
        say(f"{what} no points; you can comment on the answers (--all lists them)")
    waiting, open_ = sum(p.waiting for p in piles), sum(p.unjudged for p in piles)
    say(f"{counted(waiting, 'answer')} {'waits' if waiting == 1 else 'wait'} for a person")
    if open_ and not waiting:
        say(f"{counted(open_, 'answer')} may be judged, too: the points of the computer stand until somebody does")
    torn = desk.book.torn()
    if torn:
        say(
            "Something in this work cannot be read. Look at it (intake.csv says why); then: mosaic mark DIR --looked ID"
        )
        for _, id_, file in torn[:SHOWN]:
            say(printable(f"          {id_}  {file}"))
        if len(torn) > SHOWN:
            say(f"          and {len(torn) - SHOWN:,} more")
    return 0


def named(args: argparse.Namespace) -> str:
    """The gradebook as a sentence names it: a password in its URL is not to be shown."""
    return "URL" if "://" in args.source else pasted(args.source)


def untouched(path: Path, n: int, take: str) -> None:
    """Raise UsageError where a table that is there has ``n`` rows that somebody filled in and nobody took."""
    if n:
        raise UsageError(
            f"{path} holds levels or comments in {counted(n, 'row')} that the new table would lose, and was left as it "
            f"is. Read it in with: {take} {pasted(path)}. Then name another file, or take that one away."
        )


def looked(desk: MarkingSession, args: argparse.Namespace) -> int:
    """Keep that somebody has looked at the work of some learners."""
    waiting = ById((id_, key) for key, id_, _ in desk.book.torn())
    wanted = {said: waiting(said) for said in args.looked}
    if strange := [said for said, key in wanted.items() if key is None]:
        raise InputError(f"nothing of '{strange[0]}' waits to be looked at; mosaic mark {named(args)} --list names who")
    for key in filter(None, wanted.values()):
        desk.book.looked(key, desk.marker)
    say(f"Written   {counted(len(wanted), 'learner')} looked at. Grade again, so that the tables say so.")
    return 0


def table(desk: MarkingSession, args: argparse.Namespace) -> int:
    """The table to fill in."""
    from mosaic_exercises.grading.marking import spreadsheet

    with shown("Writing", "Written", "exercise") as tell:
        rows = tuple(spreadsheet.rows(desk, args.all, tell))
    lost = spreadsheet.not_taken(desk, spreadsheet.filled_in(args.csv, rows)) if args.csv.is_file() else 0
    untouched(args.csv, lost, f"mosaic mark {named(args)} --take")
    put(args.csv, spreadsheet.written(rows))
    answers = len({row[:2] for row in rows})
    waiting = sum(p.waiting for p in desk.piles())
    say(f"Written   {printable(str(args.csv))}: {counted(answers, 'answer')}, of which {waiting:,} wait for points")
    say(printable(f"Fill in the columns level and comment, then: mosaic mark {named(args)} --take {pasted(args.csv)}"))
    return 0


def filled(desk: MarkingSession, path: Path) -> int:
    """Read the table back. Exit code 1 where a row could not be written."""
    from mosaic_exercises.grading.marking import spreadsheet

    taken = spreadsheet.read(desk, path)
    say(f"Written   {counted(taken.judged, 'judgement')} and {counted(taken.comments, 'comment')}")
    for problem in taken.problems[:SHOWN]:
        say(printable(f"Not written  {problem}"))
    if len(taken.problems) > SHOWN:
        say(f"and {len(taken.problems) - SHOWN:,} more")
    return 1 if taken.problems else 0
