"""``mosaic backup``: the gradebook in one file."""

from __future__ import annotations

import argparse
import contextlib
from datetime import datetime
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.models.frames import counted

ABOUT = """Copies the gradebook (results, marks, judgements, comments, settings, history) into one file, from SQLite or
PostgreSQL alike, also while others mark. The file is read back and compared before the command ends. It is a gradebook
itself: mosaic log FILE reads it. mosaic restore puts it back."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("backup", help="copy the gradebook into one file", description=ABOUT)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the file (default: gradebook-backup-DAY-TIME.db beside the gradebook)"
    )


def run(args: argparse.Namespace) -> int:
    """Write it."""
    try:
        where = gradebook_at(args.source)
        if args.out is None and "://" in str(where):
            raise InputError("with a gradebook's URL say where to write: add --out FILE")
        from mosaic_exercises.grading.gradebook.backup import back_up
        from mosaic_exercises.grading.gradebook.store import Gradebook

        name = f"gradebook-backup-{datetime.now().astimezone():%Y%m%d-%H%M%S}.db"
        path = args.out or Path(where).parent / name
        with contextlib.closing(Gradebook(where)) as book:
            info = back_up(book, path)
    except InputError as error:
        raise UsageError(str(error)) from None
    told = ", ".join(counted(info.rows[f"{one}s"], one) for one in ("learner", "mark", "comment"))
    told += f", {counted(info.rows['history'], 'line')} of history"
    say(printable(f"Written   {path}, read back and whole: {told}"))
    return 0
