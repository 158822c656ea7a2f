"""``mosaic export``: grades as a file that a learning system takes."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.output import EXCEL, free, put
from mosaic_exercises.commands.telling import say
from mosaic_exercises.commands.values import points
from mosaic_exercises.course import load
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.excel import needed, write_workbook
from mosaic_exercises.grading.exchange.lms import Export, fresh, into, scaled
from mosaic_exercises.grading.exchange.results import GradeLine, gradebook_at, read_lines
from mosaic_exercises.grading.intake.roster import comparable, read_roster
from mosaic_exercises.models.frames import counted

ABOUT = """Writes the grades of DIR as a file for Canvas, for Moodle, for Moodle's offline grading worksheet, as the
table that nbgrader exports (csv), or all tables as an Excel workbook (xlsx). With --into it fills one column of the
file that your learning system gave you and leaves every other byte of it as it was: the safest way."""
RULES = """Learners without a score are left out, so that no blank replaces a grade. Learners whom the file (or the
roster) does not have are listed before anything is written, and nothing is written then; --skip-unknown writes the
others."""
LISTED = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "export", help="write the grades for Canvas, Moodle or a table", description=ABOUT, epilog=RULES
    )
    parser.add_argument(
        "layout", choices=("canvas", "moodle", "moodle-offline", "csv", "xlsx"), help="what reads the file"
    )
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    parser.add_argument("--into", type=Path, metavar="CSV", help="the file that your learning system exported")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="the class list; who is not on it is unknown")
    parser.add_argument("--title", default="", metavar="TEXT", help="the item's name (default: the course's title)")
    parser.add_argument(
        "--column", default="", metavar="TEXT", help="with --into: the column to fill, if not the title"
    )
    parser.add_argument("--points", type=points, metavar="N", help="convert the grades, so that the most is N")
    parser.add_argument("--notebook", default="", metavar="ID", help="the grades of this notebook (needs --settings)")
    parser.add_argument("--section", default="", metavar="NAME", help="the learners of this section of the roster")
    parser.add_argument("--no-comments", action="store_true", help="leave people's comments out of Moodle's feedback")
    parser.add_argument("--skip-unknown", action="store_true", help="leave out learners who are not in the file")


def run(args: argparse.Namespace) -> int:
    """Export, or say who is unknown."""
    try:
        if args.layout == "xlsx":
            return workbook(args)
        lines = read_lines(args.source, args.notebook, not args.no_comments)
        if args.section:
            there = sorted({line.section for line in lines if line.section})
            lines = [line for line in lines if comparable(line.section) == comparable(args.section)]
            if not lines:
                raise InputError(f"no learner is of section '{args.section}'; there are: {', '.join(there) or 'none'}")
        scales = sorted({line.max_score for line in lines if line.score is not None})
        if args.points is None and len(scales) > 1 and args.layout != "csv":
            few = f"{scales[0]:g} to {scales[-1]:g}"
            raise InputError(
                f"these grades have different maxima ({few}: tracks differ): add --points 100, or total in the settings"
            )
        lines = scaled(lines, args.points)
        title = args.title or load().title
        roster = read_roster(args.roster) if args.roster else None
        if args.into:
            if args.out.resolve() == args.into.resolve():
                raise InputError(f"--out and --into are both {args.into}: write to another file, so that yours stays")
            if roster:
                raise InputError("--roster is for a fresh file; with --into the file itself says who is in the class")
            made = into(args.layout, lines, CsvFile(args.into), title, args.column)
        else:
            made = fresh(args.layout, lines, title, roster)
    except InputError as error:
        raise UsageError(str(error)) from None
    where = str(args.into or args.roster or "the roster that they were graded with")
    if made.unknown and not args.skip_unknown:
        say("\n".join(people("Unknown", f"not in {where}", made.unknown)))
        for notice in made.notices:
            say(printable(f"Notice    {notice}"))
        say("Nothing is written. Correct the list, or add --skip-unknown to write the others.")
        return 1
    if not made.written:
        raise UsageError("nobody of these grades would be in the file; nothing is written")
    put(args.out, made.data)
    say("\n".join(said(args.out, made, where)))
    return 0


def workbook(args: argparse.Namespace) -> int:
    """All tables as an Excel workbook."""
    named = [n for n in ("into", "roster", "title", "column", "points", "notebook", "section") if getattr(args, n)]
    if named:
        raise InputError(f"an Excel workbook holds all tables as they are: leave out --{named[0]}")
    where = gradebook_at(args.source)
    needed()
    if args.out.suffix.lower() != ".xlsx":
        raise InputError(f"{args.out}: the name of an Excel workbook must end in .xlsx")
    free(args.out, EXCEL)
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with contextlib.closing(Gradebook(where)) as book:
        learners = write_workbook(args.out, book.entries(), book.intake())
    say(printable(f"Written   {args.out}: {counted(learners, 'learner')}"))
    return 0


def said(path: Path, made: Export, where: str) -> list[str]:
    """What was written and what was not."""
    lines = [f"Written   {path}: {counted(made.written, 'learner')}"]
    lines += people("Left out", f"not in {where}", made.unknown) if made.unknown else []
    lines += people("Left out", "no score", made.left_out) if made.left_out else []
    lines += people("Look at", "found by their name alone", made.by_name) if made.by_name else []
    return [printable(line) for line in lines + [f"Notice    {n}" for n in made.notices]]


def people(head: str, why: str, lines: tuple[GradeLine, ...]) -> list[str]:
    """Learners, listed."""
    shown = [f"  {n.learner_id}  {n.name}  ({n.status})" for n in lines[:LISTED]]
    more = [f"  and {len(lines) - LISTED:,} more"] if len(lines) > LISTED else []
    return [printable(line) for line in (f"{head:<10}{counted(len(lines), 'learner')}, {why}:", *shown, *more)]
