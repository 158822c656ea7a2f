"""``mosaic settings``: a class's settings, begun or checked."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.errors import because
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.settings.template import fresh, told
from mosaic_exercises.reading.paths import pasted
from mosaic_exercises.workbook.disk import replace_whole

ABOUT = """Checks a class's settings file and says what it comes to: when each notebook is due (with the time zone),
what it weighs, what lateness costs, which items are excluded. With --new it writes a file to begin with, every setting
in it as a comment. Grade by it: mosaic grade PATH --settings FILE --out DIR."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("settings", help="write or check a class's settings", description=ABOUT)
    parser.add_argument("file", type=Path, metavar="FILE", help="the settings, as class.toml")
    parser.add_argument("--new", action="store_true", help="write the file; one that is there stays as it is")


def run(args: argparse.Namespace) -> int:
    """Write, or check and tell."""
    try:
        course = load()
        if args.new:
            if args.file.exists():
                raise InputError(f"{args.file} is there already; name a file that is not")
            replace_whole(args.file, fresh(course).encode())
            look = f"mosaic settings {pasted(args.file)}"
            say(printable(f"Written   {args.file}: take the # away from what you need, then: {look}"))
            return 0
        settings = read_settings(args.file, course)
        for line in told(plan_of(course, settings)):
            say(printable(line))
    except OSError as error:
        raise UsageError(f"{args.file}: cannot be written: {because(error)}") from None
    except InputError as error:
        raise UsageError(str(error)) from None
    return 0
