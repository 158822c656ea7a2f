"""``mosaic return``: learners' pages into their own folders."""

from __future__ import annotations

import argparse
import contextlib
import time
from collections import Counter
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.report import counting, learner_pages
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.errors import HandoverError
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.handover.returning import FOLDER, INSIDE, GivenPage, PageCard, give_back
from mosaic_exercises.models.frames import counted

ABOUT = """Puts the page of each learner (results, reasons, comments) into that learner's own folder on a shared disk or
in a hub's homes, so that only they can read it. Learners find it at the head of their notebooks. A page that is as it
was is not returned again."""
RULES = """A learner is who has a folder of exactly this name; no folder of a learner is made, and no link followed. Who
got no page is listed with the reason. Return what was graded from collected hand-ins: there the folder has told whose
each file is."""
LISTED = 40


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "return", help="put learners' pages into their own folders", description=ABOUT, epilog=RULES
    )
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument(
        "--to", required=True, type=Path, metavar="DIR", help="the folder with a folder for each learner"
    )
    parser.add_argument(
        "--inside",
        metavar="PATH",
        help=f"where '{FOLDER}' stands below a learner's folder; a star is any one folder (default: the first that "
        f"there is of {', '.join(filter(None, INSIDE))}, else the folder itself)",
    )
    parser.add_argument("--by", default="", metavar="NAME", help="your name, as learners read it")
    parser.add_argument("--title", default="Your results", metavar="WORDS", help="what the page is ('Your results')")


def run(args: argparse.Namespace) -> int:
    """Return them, and say to whom."""
    try:
        where = gradebook_at(args.source)
        from mosaic_exercises.grading.gradebook.store import Gradebook

        card = PageCard(title=args.title, by=args.by, at=time.time())
        inside = INSIDE if args.inside is None else (args.inside,)
        with contextlib.closing(Gradebook(where)) as book:
            every = counting(learner_pages(book, Explainer(load())), len(book.keys()))
            pages = ((e.grade.learner_id, html) for e, html in every if e.items)
            given = list(give_back(args.to, pages, card, inside=inside))
    except (InputError, HandoverError) as error:
        raise UsageError(str(error)) from None
    say(told(given, args.to))
    return 0


def told(given: list[GivenPage], to: Path) -> str:
    """What became of the pages, in words."""
    n = Counter(one.state for one in given)
    lines = [f"Returned  {counted(n['returned'], 'page')} to {to}; {n['unchanged']:,} are as they were"]
    out = [one for one in given if one.state == "left out"]
    lines += [f"Left out  {one.learner}: {one.reason}" for one in out[:LISTED]]
    if len(out) > LISTED:
        lines.append(f"          and {len(out) - LISTED:,} more")
    return "\n".join(map(printable, lines))
