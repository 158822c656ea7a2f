"""``mosaic doctor``: what is wrong with a gradebook, and what can be saved of it."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.reading.paths import pasted

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.doctor import BookFault

ABOUT = """Looks at a gradebook: whether its file is whole, whether each table can be read to its end, and whether what
is in them fits together (a mark of a learner who is not there, points above the maximum, a mark that the history does
not know). It looks at a copy and changes nothing. --rescue NEW.db puts what can still be read into a new gradebook;
the damaged one stays as it is, and mosaic restore takes the new one. Exit code: 0 whole, 1 something is wrong."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("doctor", help="say what is wrong with a gradebook", description=ABOUT)
    parser.add_argument("source", metavar="DIR", help="the folder of grades, a gradebook's file, or a database's URL")
    parser.add_argument("--rescue", type=Path, metavar="FILE", help="put what can still be read into this new file")


def run(args: argparse.Namespace) -> int:
    """Look, and rescue where that is asked for."""
    try:
        if "://" in args.source:
            if args.rescue:
                raise InputError("--rescue is for a file; of a database take a backup (mosaic backup)")
            found = of_database(args.source)
        else:
            path = Path(args.source)
            path = path / "gradebook.db" if path.is_dir() else path
            if not path.is_file():
                raise InputError(f"{path} is not there")
            found = of_file(path)
            if args.rescue:
                return rescued(path, args.rescue)
    except InputError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from None
    for one in found:
        say(printable(f"Wrong     {one.what}"))
    for do in dict.fromkeys(one.do for one in found if one.do):
        say(printable(f"Do        {do}"))
    if not found:
        say("The gradebook is whole.")
    return 1 if found else 0


def of_file(path: Path) -> list[BookFault]:
    """What is wrong with a file, or with what is in it."""
    from mosaic_exercises.grading.gradebook import doctor
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with doctor.examined(path) as copy:
        found = doctor.of_file(copy)
        if not any(one.damage for one in found):
            with contextlib.closing(Gradebook(copy)) as book, book.reading() as db:
                found += doctor.of_tables(db)
    return found


def of_database(url: str) -> list[BookFault]:
    """What is wrong in a database."""
    from mosaic_exercises.grading.gradebook import doctor
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with contextlib.closing(Gradebook(url)) as book, book.reading() as db:
        return list(doctor.of_tables(db))


def rescued(path: Path, to: Path) -> int:
    """Save what can be saved, and say what that is. Exit code 1 where something was lost."""
    from mosaic_exercises.grading.gradebook.rescue import rescue

    found = rescue(path, to)
    for one in found:
        notes = ["damage was met: rows may be missing"] if one.broken else []
        notes += [f"{one.odd:,} make no sense and are left out"] if one.odd else []
        notes += [f"{one.made_up:,} lost learners or items are called lost-N"] if one.made_up else []
        say(printable(f"{one.rows:>10,}  {one.table}" + (f"  ({'; '.join(notes)})" if notes else "")))
    say(printable(f"Written   {to}; {path} is as it was"))
    back = f"mosaic restore {pasted(to)} {pasted(path)} --replace"
    say(printable(f"Do        {back}, then grade again: results are computed anew"))
    return 1 if any(one.broken or one.odd or one.made_up for one in found) else 0
