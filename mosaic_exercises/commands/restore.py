"""``mosaic restore``: a backup in the place of a gradebook."""

from __future__ import annotations

import argparse
import contextlib
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.models.frames import counted

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.backup import BackupInfo
    from mosaic_exercises.grading.gradebook.store import Gradebook

ABOUT = """Puts a backup (mosaic backup) in the place of the gradebook in DIR, or at a database's URL. The backup is
read whole and compared first. A gradebook file that is there, damaged or not, is kept beside the new one under another
name. A database at a URL is backed up first, into the file that --keep names. The history says that it was
restored."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("restore", help="put a backup in the place of a gradebook", description=ABOUT)
    parser.add_argument("backup", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("target", metavar="DIR", help="the folder of grades, a gradebook's file, or a database's URL")
    parser.add_argument("--replace", action="store_true", help="also where there is a gradebook with something in it")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="with a URL: where to keep what is there now")


def run(args: argparse.Namespace) -> int:
    """Restore."""
    try:
        lines = into_database(args) if "://" in args.target else into_file(args)
    except InputError as error:
        raise UsageError(str(error)) from None
    for line in lines:
        say(printable(line))
    return 0


def who() -> str:
    """Who restores, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "restore"


def into_file(args: argparse.Namespace) -> list[str]:
    """Restore an SQLite file."""
    from mosaic_exercises.grading.gradebook.backup import read_info, restore_file
    from mosaic_exercises.grading.gradebook.store import NAME, Gradebook

    target = Path(args.target)
    target = target / NAME if target.is_dir() or not target.suffix else target
    if target.exists() and target.resolve() == args.backup.resolve():
        raise InputError(f"{target} is the backup itself")
    lost = ""
    if target.exists() and target.stat().st_size:
        info = read_info(args.backup)
        with contextlib.suppress(InputError), contextlib.closing(Gradebook(target)) as book:  # it may be damaged
            lost = later(book, info)
        if not args.replace:
            kept_ = "add --replace (it is kept beside the new one under another name)"
            raise InputError(f"{target} is there already{'; ' + lost if lost else ''}: {kept_}")
    info, kept = restore_file(args.backup, target, who())
    lines = [f"Restored  {target}: {told(info)}"]
    lines += [f"Look at   {lost}"] if lost else []
    return lines + ([f"Kept      {kept}: what was there before"] if kept else [])


def later(book: Gradebook, info: BackupInfo) -> str:
    """What a gradebook knows that a backup of it does not, in words; "" where there is nothing."""
    from mosaic_exercises.grading.gradebook.backup import newer_than

    changes, last = newer_than(book, info)
    have = "is" if changes == 1 else "are"
    return f"{counted(changes, 'change')} made since then {have} not in the backup, the last {last}" if changes else ""


def told(info: BackupInfo) -> str:
    """What was restored, in words."""
    return (
        f"the backup of {info.made}, {counted(info.rows['learners'], 'learner')}, {counted(info.rows['marks'], 'mark')}"
    )


def into_database(args: argparse.Namespace) -> list[str]:
    """Restore a database."""
    from mosaic_exercises.grading.gradebook.backup import back_up, read_info, restore_into
    from mosaic_exercises.grading.gradebook.store import Gradebook

    info = read_info(args.backup)
    lost = ""
    with contextlib.closing(Gradebook(args.target)) as book:
        if filled(book):
            lost = later(book, info)
            if not args.replace:
                more = f"; {lost}" if lost else ""
                raise InputError(f"the database holds a gradebook{more}: add --replace --keep FILE")
            if args.keep is None:
                raise InputError("say where to keep what the database holds now: add --keep FILE")
            back_up(book, args.keep)
        info = restore_into(args.backup, book, who())
    said = [f"Restored  {told(info)}", *([f"Look at   {lost}"] if lost else [])]
    return [*said, *([f"Kept      {args.keep}: what was there before"] if args.keep and args.keep.exists() else [])]


def filled(book: Gradebook) -> bool:
    """Whether a gradebook holds anything."""
    return bool(book.items() or book.history() or book.intake())
