"""``mosaic grade``: a class of hand-in files into three CSV tables."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.course import load
from mosaic_exercises.grading.classroom import Progress, Report, due_date, grade_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.roster import read_roster

ABOUT = """Reads hand-in files (*.mosaic.json) from files, folders and zips, checks every answer again with the keys on
this machine, and writes DIR/grades.csv (one row a learner), DIR/items.csv (one row a learner and exercise) and
DIR/intake.csv (one row a file, with the reason where it was not graded). Runs nothing from a hand-in file and believes
no score in it."""
RULES = """Of several files of one learner that with the newest event counts; the learner is flagged 'duplicate'.
A learner without an id is found by e-mail address, then by file name, on the roster; else the row is named 'unknown-'
and the start of the workbook's id. Times are those of the learner's own clock. Exit code: 0 graded (files that could
not be read are listed), 2 called wrongly."""
NAMED = 10  # unreadable files named in the summary


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "grade", help="grade a class: files, folders and zips into CSV tables", description=ABOUT, epilog=RULES
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a hand-in file, a folder (with all in it) or a zip")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder for the tables; made if missing"
    )
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="CSV",
        help="the class list: a column learner_id and, if you have them, name, email",
    )
    parser.add_argument(
        "--due",
        metavar="DATE",
        help="flag work whose newest check is later: 2026-03-01 (the end of that day) or 2026-03-01T18:00+01:00",
    )
    parser.add_argument("--excel", action="store_true", help="begin the tables with a mark by which Excel knows UTF-8")


def run(args: argparse.Namespace) -> int:
    """Grade, and say what came of it."""
    try:
        roster = read_roster(args.roster) if args.roster else None
        due = due_date(args.due) if args.due else None
        course = load()
        with shown() as progress:
            report = grade_class(course, args.paths, args.out, roster, due, progress, args.excel)
    except InputError as error:
        raise UsageError(str(error)) from None
    print(summary(report, due))
    return 0


@contextlib.contextmanager
def shown() -> Iterator[Progress]:
    """A progress bar on a terminal where rich is installed; else a plain line now and then. On standard error."""
    if sys.stderr.isatty() and find_spec("rich") is not None:
        with rich_bar() as progress:
            yield seldom(progress, 0.1)
    else:
        yield seldom(plain, 2.0)


@contextlib.contextmanager
def rich_bar() -> Iterator[Progress]:
    """A bar with the time left."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TextColumn("files"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("grading")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def plain(done: int, total: int) -> None:
    """One line."""
    print(f"Graded {done:,} of {total:,} files", file=sys.stderr)


def seldom(progress: Progress, seconds: float) -> Progress:
    """The same progress, told every so many seconds and at the end: telling must not cost more than grading."""
    told = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal told
        if time.monotonic() - told > seconds or done == total:
            told = time.monotonic()
            progress(done, total)

    return tell


def summary(report: Report, due: float | None) -> str:
    """The outcome in words. File names are strangers' texts: control characters in them never reach the terminal."""
    people, files = report.learners, report.files
    rows = [
        ("Learners", f"{people['graded']:,} of {sum(people.values()):,} graded"),
        ("", f"{people['needs-review']:,} need review, {people['corrupt']:,} corrupt, {people['missing']:,} missing"),
    ]
    if any(report.flags.values()):
        rows.append(("Flags", ", ".join(f"{n:,} {flag}" for flag, n in report.flags.items() if n)))
    if report.mean is not None and report.median is not None and report.max_score:
        rows.append(
            ("Scores", f"mean {points(report.mean)}, median {points(report.median)} of {points(report.max_score)}")
        )
    if due is not None:
        rows.append(
            ("Due", f"{datetime.fromtimestamp(due).astimezone():%Y-%m-%d %H:%M:%S %z} (the learners' own clocks)")
        )
    read = sum(files.values()) - files["ignored"]
    rate = f"{sum(files.values()) / report.seconds:,.0f} files a second" if report.seconds else ""
    rows += [
        (
            "Files",
            f"{read:,} read, " + ", ".join(f"{files[s]:,} {s}" for s in ("corrupt", "superseded", "ignored")),
        ),
        ("Time", f"{report.seconds:.2f} s, {rate}"),
    ]
    rows += [("Corrupt" if n == 0 else "", f"{i.file}: {i.reason}") for n, i in enumerate(report.corrupt[:NAMED])]
    if len(report.corrupt) > NAMED:
        rows.append(("", f"and {len(report.corrupt) - NAMED:,} more, in intake.csv"))
    if report.keyless:
        rows.append(
            ("No key", f"{', '.join(report.keyless)}: not scored. Name the folder with the keys in MOSAIC_COURSE.")
        )
    rows += [("Notice", notice) for notice in report.notices]
    rows.append(("Written", ", ".join(str(Path(report.folder) / f"{t}.csv") for t in ("grades", "items", "intake"))))
    return "\n".join(f"{name:<10}{printable(said)}" for name, said in rows)


def printable(said: str) -> str:
    """A text that cannot steer a terminal, on one line."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", said)


def points(value: float) -> str:
    """Points with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
