"""``mosaic release``: the students' copy of the exercises that count."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.release import exercises_of, leaks, release, told_by_ids
from mosaic_exercises.models.frames import counted

ABOUT = """Copies the course folders that MOSAIC_COURSE names, without their keys, into OUT, for students. Their answers
to these exercises are recorded and graded later, where the keys are. The workbook's own exercises are formative: their
keys are in the package, and anybody can read them."""
RULES = """Nothing is written where a text of a key stands in what students would get. With --search DIR another folder
(the repository that students clone, its notebooks, tests, data and git history) is searched for those texts too."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "release", help="make the students' copy of the exercises that count", description=ABOUT, epilog=RULES
    )
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to make")
    parser.add_argument("--search", type=Path, metavar="DIR", help="search this folder for what answers them")


def run(args: argparse.Namespace) -> int:
    """Make the copy."""
    try:
        course = load()
        if args.search:
            if not args.search.is_dir():
                raise InputError(f"there is no folder '{args.search}'")
            assessed = [slug for layer in course.layers[1:] for slug in exercises_of(Path(layer))]
            found = list(leaks(course, assessed, args.search))
            for leak in found[:20]:
                say(printable(f"Leak      {leak.exercise}: “{leak.text[:80]}” stands in {leak.where}"))
            if found:
                say(f"Nothing is written: {counted(len(found), 'text')} of keys in {printable(str(args.search))}.")
                return 1
        slugs = release(course, args.out)
    except InputError as error:
        raise UsageError(str(error)) from None
    say(f"Written   {printable(str(args.out))}: {counted(len(slugs), 'exercise')} without their keys")
    for slug in told_by_ids(course, slugs):
        say(f"Look at   {slug}: the ids of its items stand in the order of its key. Give them ids that tell nothing.")
    say("Keep      your own folder, with its keys/: grading needs it in MOSAIC_COURSE.")
    return 0
