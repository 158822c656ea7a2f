"""``mosaic comment``: words to learners about any item, also one that the computer has scored."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at, rows
from mosaic_exercises.models.frames import counted

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.remarks import NewComment
    from mosaic_exercises.grading.gradebook.store import Gradebook

OUTCOMES = ("correct", "partial", "incorrect", "recorded", "invalid", "not_attempted")
ABOUT = """Writes comments that learners see on their page, and in the feedback column of Moodle's files: to one learner
(--learner), to all whose answer to an item came out in one way (--item NAME --outcome incorrect), or from a table
(--csv) with the columns learner_id, exercise and comment. Without --item a comment is about all of the work. The queue
of mosaic mark comments on answers that people judge; this command on any."""
RULES = """All of a table is written, or nothing. The same comment by the same marker is not written twice."""
COLUMNS = ("learner_id", "exercise", "comment")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("comment", help="write comments to learners", description=ABOUT, epilog=RULES)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--text", default="", metavar="TEXT", help="what to say")
    parser.add_argument("--learner", default="", metavar="ID", help="to this learner")
    parser.add_argument("--item", default="", metavar="NAME", help="about this exercise (drill/question for a drill's)")
    parser.add_argument("--outcome", choices=OUTCOMES, help="with --item: to all whose answer came out like this")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="the comments of this table")
    parser.add_argument("--marker", default="A marker", metavar="NAME", help="your name, as learners see it")


def run(args: argparse.Namespace) -> int:
    """Write them."""
    try:
        where = gradebook_at(args.source)
        if bool(args.csv) + bool(args.learner) + bool(args.outcome) != 1:
            raise InputError("say to whom: --learner ID, or --item NAME --outcome OUTCOME, or --csv FILE")
        if args.csv and (args.text or args.item):
            raise InputError("--text and --item stand in the table where there is --csv")
        if args.outcome and not args.item:
            raise InputError("--outcome needs the item: add --item NAME")
        from mosaic_exercises.grading.gradebook.remarks import write_comments
        from mosaic_exercises.grading.gradebook.store import Gradebook

        with contextlib.closing(Gradebook(where)) as book:
            wanted = asked(book, args)
            written = write_comments(book, wanted, args.marker)
    except InputError as error:
        raise UsageError(str(error)) from None
    say(
        printable(
            f"Written   {counted(written, 'comment')} to {counted(len({w.learner_id for w in wanted}), 'learner')}, "
            f"as {args.marker}"
        )
    )
    if written < len(wanted):
        say(f"{len(wanted) - written:,} were there already")
    return 0


def asked(book: Gradebook, args: argparse.Namespace) -> list[NewComment]:
    """The comments that the words of the command mean."""
    from mosaic_exercises.grading.gradebook.remarks import NewComment

    if args.csv:
        table = rows(args.csv, COLUMNS, "table of comments")
        found = []
        for n, row in enumerate(table, start=2):
            learner, item, text = (csv_out.plain(row[c]).strip() for c in COLUMNS)
            if text:
                found.append(NewComment(learner, item, text, f"{args.csv}, row {n}"))
        return found
    if args.learner:
        return [NewComment(args.learner, args.item, args.text)]
    if args.item not in {name for name, _ in book.items()}:
        raise InputError(f"the gradebook has no item '{args.item}'")
    found = [
        NewComment(entry.grade.learner_id, args.item, args.text)
        for entry in book.entries()
        if not entry.leader and any(i.exercise == args.item and i.outcome == args.outcome for i in entry.items)
    ]
    if not found:
        raise InputError(f"no answer to '{args.item}' came out {args.outcome.replace('_', ' ')}: nothing is written")
    return found
