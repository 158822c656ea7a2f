"""``mosaic second``: some answers judged by a second marker, how far both agree, and what they have to settle."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.mark import SHOWN, opened, untouched
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import say
from mosaic_exercises.errors import because
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.reading.paths import pasted

if TYPE_CHECKING:
    from mosaic_exercises.grading.marking.agreement import Agreement
    from mosaic_exercises.grading.marking.session import MarkingSession

ABOUT = """How far do two markers agree? 1. --csv FILE writes a sample of the judged answers for a second marker, who
sees neither names nor the first judgement. 2. --take FILE reads the filled table back; it changes no mark. 3. Without
either the agreement is shown, by criterion and in points, and --differences FILE writes what they see differently: fill
in the level that both agree on, then mosaic mark DIR --take FILE makes it the mark."""
RULES = """kappa: Cohen's, the agreement beyond chance: 1 is all, 0 is chance. weighted: a difference counts by its size
in points. '-': both gave one level throughout, so chance cannot be told. With fewer than some thirty answers it wanders
widely."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "second", help="have answers judged by a second marker", description=ABOUT, epilog=RULES
    )
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--csv", type=Path, metavar="FILE", help="write a sample to judge")
    how.add_argument("--take", type=Path, metavar="FILE", help="read the filled sample back")
    how.add_argument("--differences", type=Path, metavar="FILE", help="write what the two markers see differently")
    parser.add_argument(
        "--marker", default="", metavar="NAME", help="the second marker's name; needed with --csv, --take"
    )
    parser.add_argument(
        "--share", type=percent, default=20.0, metavar="PERCENT", help="how many answers of each item (20)"
    )
    parser.add_argument("--item", default="", metavar="NAME", help="of this exercise only")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed takes other answers (1)")


def percent(text: str) -> float:
    """A share in percent."""
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = 0.0
    if not 0 < value <= 100:
        raise argparse.ArgumentTypeError(f"'{text}' is no share: write a number above 0 up to 100")
    return value


def run(args: argparse.Namespace) -> int:
    """Write, take, or tell."""
    try:
        where = gradebook_at(args.source)
        if (args.csv or args.take) and not args.marker.strip():
            raise InputError("say who the second marker is: add --marker NAME")
        with opened(where, args.marker.strip()) as desk:
            if args.item and args.item not in {p.item for p in desk.piles()}:
                raise InputError(f"a person judges no item '{args.item}'; mosaic mark --list --all lists them")
            return written(desk, args) if args.csv else taken(desk, args.take) if args.take else told(desk, args)
    except InputError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be written: {because(error)}") from None


def written(desk: MarkingSession, args: argparse.Namespace) -> int:
    """The sample."""
    from mosaic_exercises.grading.marking.second import sample
    from mosaic_exercises.grading.marking.spreadsheet import COLUMNS, filled_in

    rows = list(sample(desk, args.share, args.seed, desk.marker, args.item))
    if not rows:
        raise InputError(f"no answer is judged yet by anybody but {desk.marker}: mosaic mark comes first")
    untouched(args.csv, len(filled_in(args.csv, rows)), "mosaic second DIR --take")
    put(args.csv, csv_out.lines([COLUMNS, *rows]))
    say(printable(f"Written   {args.csv}: {len({r[:2] for r in rows}):,} answers, {len(rows):,} criteria"))
    take = f"mosaic second DIR --take {pasted(args.csv)} --marker {pasted(desk.marker)}"
    say(printable(f"Fill in the column level, then: {take}"))
    return 0


def taken(desk: MarkingSession, path: Path) -> int:
    """Read back. Exit code 1 where a row could not be kept."""
    from mosaic_exercises.grading.marking.second import read

    found = read(desk, path)
    say(f"Written   {found.judged:,} second opinions; no mark is changed")
    for problem in found.problems[:SHOWN]:
        say(printable(f"Not written  {problem}"))
    if len(found.problems) > SHOWN:
        say(f"and {len(found.problems) - SHOWN:,} more")
    return 1 if found.problems else 0


def told(desk: MarkingSession, args: argparse.Namespace) -> int:
    """The agreement, and the differences where they are asked for."""
    from mosaic_exercises.grading.marking.second import DIFFERENCES, agreements, differences
    from mosaic_exercises.grading.marking.spreadsheet import filled_in

    shown = [one for one in agreements(desk) if args.item in ("", one.item)]
    if not shown:
        say("Nothing is judged by two markers yet: mosaic second DIR --csv FILE --marker NAME")
        return 0
    say(f"{'answers':>8} {'same':>6} {'kappa':>7} {'weighted':>9}")
    for item in shown:
        for label, one in item.criteria:
            say(printable(line(one, f"{item.title}: {label}")))
        if item.points is not None:
            say(printable(line(item.points, f"{item.title}: its points")))
    if args.differences:
        rows = list(differences(desk))
        untouched(args.differences, len(filled_in(args.differences, rows)), "mosaic mark DIR --take")
        put(args.differences, csv_out.lines([DIFFERENCES, *rows]))
        say(printable(f"Written   {args.differences}: {len(rows):,} differences"))
        say(printable(f"Fill in the level that both agree on, then: mosaic mark DIR --take {pasted(args.differences)}"))
    return 0


def line(one: Agreement, what: str) -> str:
    """One line of the table."""
    kappas = ("-" if k is None else f"{k:.2f}" for k in (one.kappa, one.weighted))
    first, second = kappas
    return f"{one.pairs:>8,} {one.same:>6.0%} {first:>7} {second:>9}  {what}"
