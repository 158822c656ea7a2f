"""``mosaic template``: an empty form for data of one's own as a CSV file, or a map to begin from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.output import put
from mosaic_exercises.course import Exercise, load
from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import Start
from mosaic_exercises.kinds.files import Files
from mosaic_exercises.models.forms import NAMES, Form, form
from mosaic_exercises.workbook.places import home

MAP = "opml"  # what a map is written as where no file is named: programs for mind maps open it


class Blank(msgspec.Struct, frozen=True, kw_only=True):
    """What is written: ``data(ending)`` makes it, ``home`` is the folder and the file where none is named, ``size`` and
    ``how`` say what it is."""

    data: Callable[[str], bytes]
    home: str
    size: str
    how: str


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "template",
        help="write an empty form (CSV) or a map to begin from, for your own data",
        description="A form has the headings that the data labs and models read: fill in the rows, then choose the "
        "file in the lab. A map has branches, each with a line that says what belongs there; it is written as OPML, or "
        "as the ending of FILE says: .mm (Freeplane), .md, .docx, .html, .pptx, .svg.",
    )
    parser.add_argument(
        "form", metavar="NAME", help=f"a form ({', '.join(NAMES)}) or a map; an unknown name lists them all"
    )
    parser.add_argument(
        "path",
        nargs="?",
        metavar="FILE",
        help="where to write it, or - for standard output (default: data/NAME.csv or maps/NAME.opml in the workbook's "
        "folder)",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is already there")


def run(args: argparse.Namespace) -> int:
    """Write it and say in a line how it is filled in."""
    blank = as_form(form(args.form)) if args.form in NAMES else as_map(args.form)
    if args.path == "-":
        sys.stdout.write(blank.data("").decode("utf-8").replace("\r\n", "\n"))
        print(blank.how, file=sys.stderr)
        return 0
    path = Path(args.path) if args.path else home() / blank.home
    if path.is_dir():
        path /= Path(blank.home).name
    data = blank.data(path.suffix.removeprefix(".").lower())
    try:
        if args.path is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        if args.force:
            put(path, data, force=True)
        else:
            with path.open("xb") as file:
                file.write(data)
    except FileExistsError as error:
        raise UsageError(
            f"{path} is already there and was left as it is. Name another file, or say --force to write over it."
        ) from error
    except OSError as error:
        raise MosaicError(f"{path} cannot be written: {error.strerror or error}. Name another place.") from error
    print(f"Written: {path} ({blank.size})")
    print(blank.how)
    return 0


def as_form(empty: Form) -> Blank:
    """A form with its headings alone."""
    place = " Files in the data folder of my_work stand in the lab's list." if empty.in_lab else ""
    return Blank(
        data=lambda _: empty.text().encode(),
        home=f"data/{empty.name}.csv",
        size=f"{len(empty.columns)} columns, no rows yet",
        how=f"One row a {empty.row}. {empty.how}\n"
        f"Save it as CSV (UTF-8).{place} In Python it is read by {empty.reads}.",
    )


def as_map(name: str) -> Blank:
    """A map of the course's. Raises UsageError for a name that is none."""
    found: dict[str, tuple[Exercise, Files[Any], Start]] = {}
    for exercise in load().exercises.values():
        kind = KINDS[exercise.kind]
        found |= {s.id: (exercise, kind.files, s) for s in kind.starts(exercise.task) if kind.files is not None}
    if name not in found:
        raise UsageError(f"There is no template “{name}”. Forms: {', '.join(NAMES)}. Maps: {', '.join(found)}.")
    exercise, files, start = found[name]
    return Blank(
        data=partial(written, lambda ending: files.save(exercise.task, start.raw, ending, start.id, "").data),
        home=f"maps/{start.id}.{MAP}",
        size=start.name,
        how=f"{start.about} Open it in a program for mind maps, or in the exercise “{exercise.title}”.",
    )


def written(save: Callable[[str], bytes], ending: str) -> bytes:
    """The map as a file of this ending. Raises UsageError for one that cannot be written."""
    try:
        return save(ending or MAP)
    except FormatError:
        raise UsageError(
            f"A map cannot be written as .{ending}. Use .opml, .mm, .md, .docx, .html, .pptx or .svg."
        ) from None
