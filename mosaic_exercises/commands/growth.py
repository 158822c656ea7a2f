"""``mosaic growth``: what a class knew at the start and knows at the end, concept by concept."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import complain, say
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate
from mosaic_exercises.grading.reports.grown import grown, growth_csv, over_class

ABOUT = """Reads hand-in files and compares the check at the end of the course with the one before its beginning: other
questions of one blueprint. First tries count. Writes a table, one row for a learner and concept (1 right, 0 not yet,
blank: not asked), and prints the class's figures over those who tried both."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("growth", help="compare the check at the end with the start", description=ABOUT)
    parser.add_argument("paths", nargs="+", metavar="PATH", help="hand-in files, folders, zips")
    parser.add_argument("--out", type=Path, default=Path("growth.csv"), metavar="FILE", help="default: growth.csv")


def run(args: argparse.Namespace) -> int:
    """Read, compare, write, and say what is seen. Returns 1 where a file could not be read."""
    course = load()
    try:
        learners, bad = grown(course, [place for place in locate(args.paths) if place.status != "ignored"])
    except InputError as error:
        raise UsageError(str(error)) from None
    if not learners and not bad:
        raise UsageError("no hand-in file (.mosaic.json, or a zip of them) was found: is that the right folder?")
    put(args.out, growth_csv(learners))
    for name, problem in bad:
        complain(f"{name}: {problem}")
    say(f"Written: {args.out} ({len(learners)} {'learner' if len(learners) == 1 else 'learners'})")
    for row in over_class(learners):
        name = course.concepts[row.concept].name
        told = f"{row.before} -> {row.now} of {row.n}" if row.n else "nobody tried both"
        say(f"  {told:>20}  {name}")
    return 1 if bad else 0
