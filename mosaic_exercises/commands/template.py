"""``mosaic template``: an empty form as a CSV file, for a survey, purchases or contacts of one's own."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.models.forms import NAMES, form
from mosaic_exercises.workbook.places import home


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "template",
        help="write an empty form (CSV) for your own data",
        description="Writes the headings that the data labs and models read: fill in the rows, then choose the file "
        "in the lab.",
    )
    parser.add_argument("form", choices=NAMES, metavar="FORM", help=f"one of {', '.join(NAMES)}")
    parser.add_argument(
        "path",
        nargs="?",
        metavar="FILE",
        help="where to write it, or - for standard output (default: data/FORM.csv in the workbook's folder)",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is already there")


def run(args: argparse.Namespace) -> int:
    """Write the form and say in a line how it is filled in."""
    empty = form(args.form)
    how = f"One row a {empty.row}. {empty.how}"
    if args.path == "-":
        sys.stdout.write(empty.text().replace("\r\n", "\n"))
        print(how, file=sys.stderr)
        return 0
    path = Path(args.path) if args.path else home() / "data" / f"{empty.name}.csv"
    if path.is_dir():
        path /= f"{empty.name}.csv"
    try:
        if args.path is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if args.force else "x", encoding="utf-8", newline="") as file:
            file.write(empty.text())
    except FileExistsError as error:
        raise UsageError(
            f"{path} is already there and was left as it is. Name another file, or say --force to write over it."
        ) from error
    except OSError as error:
        raise MosaicError(f"{path} cannot be written: {error.strerror or error}. Name another place.") from error
    print(f"Written: {path} ({len(empty.columns)} columns, no rows yet)")
    print(how)
    place = " Files in the data folder of my_work stand in the lab's list." if empty.in_lab else ""
    print(f"Save it as CSV (UTF-8).{place} In Python it is read by {empty.reads}.")
    return 0
