"""``mosaic demo-class``: a made-up class of hand-in files."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.grading.demo.scene import everyday
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.models.frames import counted
from mosaic_exercises.reading.paths import pasted


def count(text: str) -> int:
    """A number of learners."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if not 1 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of learners: write 1 to 1000000")
    return number


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "demo-class",
        help="write a made-up class of hand-in files, to try grading with",
        description="Writes DIR/ID.mosaic.json for invented learners, with realistic mistakes, DIR/roster.csv "
        "(sections, teams that hand in one file, extensions) and DIR/class.toml (a due date and a late rule). Some are "
        "late, and not everybody hands in. The same seed writes the same files.",
    )
    parser.add_argument("--learners", type=count, default=30, metavar="N", help="how many learners (default 30)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed makes another class (default 1)")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder for the files; made if missing"
    )


def run(args: argparse.Namespace) -> int:
    """Write the class."""
    try:
        written, others = write_class(load(), args.learners, args.seed, args.out, everyday(args.learners))
    except InputError as error:
        raise UsageError(str(error)) from None
    who = counted(args.learners, "invented learner")
    say(f"{who} (seed {args.seed}), roster.csv and class.toml: {args.out} ({written / 1e6:,.1f} MB)")
    if others:
        say(f"{others:,} other hand-in files lay in {args.out} before and are still there.")
    say(
        f"Grade them: mosaic grade {pasted(args.out)} --out grades --roster {pasted(args.out / 'roster.csv')} "
        f"--settings {pasted(args.out / 'class.toml')}"
    )
    return 0
