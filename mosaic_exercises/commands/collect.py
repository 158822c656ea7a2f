"""``mosaic collect``: learners' hand-ins out of their folders."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import say, shown
from mosaic_exercises.commands.values import seconds
from mosaic_exercises.course import load
from mosaic_exercises.errors import HandoverError, KeepingError, MosaicError
from mosaic_exercises.grading import csv_out
from mosaic_exercises.handover.collect import PLACES, WAIT, Arrival, collect
from mosaic_exercises.handover.hand_ins import HandIns
from mosaic_exercises.models.frames import counted

ABOUT = """Copies the hand-in files out of the learners' folders on a shared disk, or out of a hub's homes, into one
folder, a folder a learner. Whose a file is, is told by the folder that it lies in, never by the file. A second hand-in
is a new version; older ones stay. Nothing in a learner's folder is changed, and doing it again changes nothing."""
RULES = """A file that is being written is waited for. Links are not followed. mosaic grade takes the folder as it is:
of each learner the newest version counts (with --keep best: the best one)."""
LISTED = 40
FIELDS = ("learner_id", "file", "state", "version", "reason")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "collect", help="fetch hand-ins from a shared disk or a hub's homes", description=ABOUT, epilog=RULES
    )
    parser.add_argument("source", type=Path, metavar="DIR", help="the folder with a folder for each learner")
    parser.add_argument(
        "--into", required=True, type=Path, metavar="DIR", help="the folder of hand-ins; made if it is missing"
    )
    parser.add_argument(
        "--inside",
        action="append",
        metavar="PATH",
        help="where the files lie below a learner's folder, as course/my_work/hand_in; a star is any one folder "
        f"(may be given more than once; default: the folder itself, {', '.join(PLACES[1:])})",
    )
    parser.add_argument(
        "--wait", type=seconds, default=WAIT, metavar="SECONDS", help=f"for files that are being written ({WAIT:g})"
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write what became of each file as a table")


def run(args: argparse.Namespace) -> int:
    """Fetch them, and say what came."""
    rows: list[Arrival] = []
    full: KeepingError | None = None
    try:
        with shown("Collecting", "Looked into", "folder") as progress:
            into = HandIns(args.into, load().course)
            inside = tuple(args.inside or PLACES)
            rows += collect(args.source, into, inside=inside, wait=args.wait, progress=progress)
    except KeepingError as error:
        if not rows:
            raise UsageError(str(error)) from None
        full = error
    except HandoverError as error:
        raise UsageError(str(error)) from None
    if args.csv:
        put(args.csv, table(rows))
    say(told(rows, args.into))
    if full is not None:
        raise MosaicError(f"stopped: {full}. What was collected stays. Make room, and collect again")
    return 0


def told(rows: list[Arrival], into: Path) -> str:
    """What became of the files, in words."""
    n = Counter(row.state for row in rows)
    people = len({row.identity for row in rows if row.state in ("new", "unchanged")})
    lines = [f"Collected {counted(n['new'], 'new file')} into {into}; {n['unchanged']:,} were there already"]
    lines.append(f"Learners  {people:,} with a hand-in, {n['nothing']:,} with none")
    odd = [row for row in rows if row.state in ("waiting", "refused") or (row.state == "new" and row.reason)]
    heads = {"waiting": "Waiting", "refused": "Refused", "new": "Notice"}
    lines += [f"{heads[row.state]:<10}{row.identity or '(nobody)'}: {row.file}: {row.reason}" for row in odd[:LISTED]]
    if len(odd) > LISTED:
        lines.append(f"          and {len(odd) - LISTED:,} more (--csv writes them all)")
    return "\n".join(map(printable, lines))


def table(rows: list[Arrival]) -> bytes:
    """The same as a table."""
    cells = [(row.identity, row.file, row.state, str(row.version or ""), row.reason) for row in rows]
    return csv_out.lines([FIELDS, *([csv_out.text(cell) for cell in row] for row in cells)])
