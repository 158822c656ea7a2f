"""``mosaic log``: who changed what in the gradebook, and when."""

from __future__ import annotations

import argparse
import contextlib
from datetime import UTC, datetime
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import say
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.grading.settings.times import instant

KINDS = ("score", "status", "mark", "judgement", "comment", "second", "setting", "restore", "rescue")
COLUMNS = ("at", "who", "learner", "item", "what", "before", "after")
SHORT = 60  # characters of a value on a line
ABOUT = """Says what changed in the gradebook since it was begun: scores and statuses by grading, marks, judgements and
comments by people, settings, restored backups; when (UTC), by whom, from what to what. With --csv it writes all of it
as a table. Nothing in the history is ever changed."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("log", help="say who changed what in the gradebook", description=ABOUT)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--learner", default="", metavar="ID", help="about this learner")
    parser.add_argument("--item", default="", metavar="NAME", help="about this exercise")
    parser.add_argument("--who", default="", metavar="NAME", help="by this person; 'grading' for mosaic grade")
    parser.add_argument("--what", default="", choices=KINDS, help="changes of this kind")
    parser.add_argument("--since", default="", metavar="DATE", help="from this day or moment on")
    parser.add_argument("--last", type=int, metavar="N", help="the newest N (50; with --csv all); 0: all")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write them as a table")


def run(args: argparse.Namespace) -> int:
    """Tell, or write."""
    try:
        where = gradebook_at(args.source)
        last = args.last if args.last is not None else 0 if args.csv else 50
        if last < 0:
            raise InputError("--last: write a number, 0 for all")
        from mosaic_exercises.grading.gradebook.audit import ChangeFilter, changes
        from mosaic_exercises.grading.gradebook.store import Gradebook

        asked = ChangeFilter(
            learner=args.learner,
            item=args.item,
            who=args.who,
            what=args.what,
            since=moment(args.since),
            last=last,
        )
        with contextlib.closing(Gradebook(where)) as book:
            found = list(changes(book, asked))
    except InputError as error:
        raise UsageError(str(error)) from None
    rows = [(c.at, c.who, c.learner, c.item, c.what, c.before, c.after) for c in found]
    if args.csv:
        put(args.csv, csv_out.lines([COLUMNS, *(tuple(map(csv_out.text, row)) for row in rows)]))
        say(printable(f"Written   {args.csv}: {len(rows):,} changes"))
        return 0
    for at, who, learner, item, what, before, after in rows:
        about = "  ".join(filter(None, (learner, item))) or "the class"
        say(printable(f"{at[:19].replace('T', ' ')}  {who}: {about}  {what} {short(before)} -> {short(after)}"))
    if not rows:
        say("Nothing changed that fits.")
    return 0


def moment(said: str) -> str:
    """A day (its beginning) or a moment as the history writes it. Raises InputError."""
    if not said:
        return ""
    at = instant(f"{said}T00:00" if len(said) == len("2026-03-01") else said)
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def short(value: str) -> str:
    """A value on a line."""
    line = " ".join(value.split())
    return "none" if not value else line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
