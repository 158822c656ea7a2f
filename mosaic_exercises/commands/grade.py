"""``mosaic grade``: a class of hand-in files into three CSV tables."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
from collections.abc import Iterable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.telling import complain, say, shown
from mosaic_exercises.course import Course, load
from mosaic_exercises.grading.cluster.crew import elsewhere
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.excel import needed, write_workbook
from mosaic_exercises.grading.intake.roster import read_roster
from mosaic_exercises.grading.intake.store import local
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.scoring.class_run import grade_class
from mosaic_exercises.grading.scoring.late import Rules, duration, late_rule
from mosaic_exercises.grading.scoring.marked import Marks
from mosaic_exercises.grading.scoring.told import Report
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import GradePlan, plan_of
from mosaic_exercises.grading.settings.times import instant, later
from mosaic_exercises.models.frames import counted

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.store import Changed

ABOUT = """Reads hand-in files (*.mosaic.json) from files, folders and zips, checks every answer again with the keys on
this machine, and writes DIR/grades.csv (one row a learner), DIR/items.csv (one row a learner and exercise),
DIR/intake.csv (one row a file, with the reason where it was not graded) and the gradebook DIR/gradebook.db. Marks and
comments that people wrote into the gradebook stay. A run that was stopped goes on where it was when the same command is
given again, and a later run scores only files that are new: what was found of each is kept in DIR/.grading.work, up to
256 MB, for as long as course, keys and this package are the same. That file may be deleted at any time. Runs nothing
from a hand-in file and believes no score in it."""
RULES = """Of several files of one learner that with the newest event counts (or the best one, with --keep best); the
learner is flagged 'duplicate'. Work within the grace is flagged 'in-grace' and costs nothing; later work is 'late'.
A learner without an id is found by e-mail address, then by file name, on the roster; else the row is named 'unknown-'
and the start of the workbook's id. Times are those of the learner's own clock; within one
sitting the order of the answers counts, not the clock. Where a file has the very answers of another learner's file (the
same events), or answers that were given in another workbook, 'look at' stands among the flags, with the other file
named: a reason to look, which proves nothing. Exit code: 0 graded (files that could not be read are listed), 2 called
wrongly."""
NAMED = 10  # unreadable files named in the summary


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "grade", help="grade a class: files, folders and zips into CSV tables", description=ABOUT, epilog=RULES
    )
    parser.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a hand-in file, a folder (with all in it), a zip, or an address as s3://bucket/folder (fsspec)",
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder for the tables; made if missing"
    )
    parser.add_argument(
        "--roster",
        type=Path,
        metavar="CSV",
        help="the class list: a column learner_id and, if you have them, name, email, section, group, track, extension",
    )
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="TOML",
        help="the class's settings: due dates, weights, late rule and more (mosaic settings --new class.toml); "
        "notebooks.csv, one row a learner and notebook, is written then",
    )
    parser.add_argument(
        "--due",
        metavar="DATE",
        help="flag work whose newest check is later: 2026-03-01 (the end of that day) or 2026-03-01T18:00+01:00",
    )
    parser.add_argument(
        "--late",
        default="",
        metavar="RULE",
        help="what lateness costs, in percent of the maximum: none; per-day=10 (off for each day begun after the due "
        "date); cap=60 (late work earns no more); or per-day=10,cap=60",
    )
    parser.add_argument("--grace", default="", metavar="TIME", help="how late is not late yet: 30m, 12h or 2d")
    parser.add_argument("--keep", choices=("newest", "best"), help="which of a learner's files counts (newest)")
    parser.add_argument(
        "--jobs", type=processes, default=1, metavar="N", help="score over N processes; 0: one for each core (1)"
    )
    add_place(parser)
    parser.add_argument("--db", default="", metavar="URL", help="another gradebook, as postgresql://host/name")
    parser.add_argument("--excel", action="store_true", help="begin the tables with a mark by which Excel knows UTF-8")
    parser.add_argument(
        "--semicolons",
        action="store_true",
        help="semicolons and decimal commas, for an Excel of Europe (with the mark)",
    )
    parser.add_argument("--xlsx", action="store_true", help="also DIR/grades.xlsx, an Excel workbook of all tables")


def add_place(parser: argparse.ArgumentParser) -> None:
    """Say how to name workers."""
    parser.add_argument(
        "--on",
        default="",
        metavar="PLACE",
        help="work on workers of dask: local or local:4 (processes of this machine; a file that ends one is a row "
        "that says so), dask://HOST:PORT or tls://HOST:PORT (a scheduler that runs; everybody who reaches it can run "
        "programs there: only on a network that you trust)",
    )


def processes(text: str) -> int:
    """A number of processes."""
    if not text.isdigit() or int(text) > 256:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes: write 0 to 256")
    return int(text) or os.cpu_count() or 1


def rules_of(args: argparse.Namespace) -> Rules:
    """The rules as they were typed. Raises InputError."""
    typed = [f"--{n}" for n in ("due", "late", "grace", "keep") if getattr(args, n)]
    if args.settings and typed:
        raise InputError(f"{', '.join(typed)} and --settings say the same things: write them into {args.settings}")
    per_day, cap = late_rule(args.late or "none")
    due = instant(args.due) if args.due else None
    grace = duration(args.grace or "0m") if due is None else later(due, args.grace) - due
    if due is None and (args.late not in ("", "none") or grace):
        raise InputError("--late and --grace need a date: add --due")
    return Rules(due, grace, per_day, cap, args.keep or "newest")


def asked_of(args: argparse.Namespace) -> str:
    """What this run was asked to grade, so that it can be done again: as a text, with paths that hold everywhere."""
    kept = {
        k: v
        for k, v in vars(args).items()
        if k in ("due", "late", "grace", "keep", "jobs", "excel", "semicolons", "xlsx") and v
    }
    paths = {"paths": [p if isinstance(p := local(path), str) else str(p.resolve()) for path in args.paths]}
    named = {k: str(getattr(args, k).resolve()) for k in ("roster", "settings") if getattr(args, k)}
    return msgspec.json.encode(paths | named | kept).decode()


def run(args: argparse.Namespace) -> int:
    """Grade, and say what came of it."""
    try:
        if not all(path.strip() for path in args.paths):
            raise InputError("the path of the hand-ins is empty: name their folder (. is the folder that you are in)")
        roster = read_roster(args.roster) if args.roster else None
        rules = rules_of(args)
        if args.on and args.jobs > 1:
            raise InputError("--jobs and --on both say who scores: leave one of them out")
        course = load()
        if args.xlsx:
            needed()
        plan = plan_of(course, read_settings(args.settings, course) if args.settings else None)
        book = Book(args.out, args.db, course, rules, plan, asked_of(args))
        with elsewhere(args.on, complain) as scoring, shown() as progress:
            report = grade_class(
                course,
                args.paths,
                args.out,
                roster,
                None,
                progress,
                args.excel,
                rules=rules,
                jobs=args.jobs,
                marks=book.marks(),
                book=book.save,
                plan=plan,
                semicolons=args.semicolons,
                elsewhere=scoring,
                keep=True,
            )
        if args.xlsx:
            book.as_workbook(args.out / "grades.xlsx")
    except InputError as error:
        raise UsageError(str(error)) from None
    say(summary(report, rules, book))
    return 0


class Book:
    """The gradebook of one run: that of the results' folder, or that at a URL. Without the library it is left out."""

    def __init__(
        self, folder: Path, url: str, course: Course, rules: Rules, plan: GradePlan | None = None, asked: str = ""
    ) -> None:
        self.where: str | Path = url or folder / "gradebook.db"
        self.named = bool(url)
        self.course = course
        self.rules = rules
        self.plan = plan
        self.asked = asked
        self.changes: Changed | None = None
        self.workbook = False
        self.there = find_spec("sqlalchemy") is not None
        self.empty = not url and Path(self.where).is_file() and not Path(self.where).stat().st_size
        if url and "://" not in url:
            raise InputError(f"--db: '{url}' is no address: write postgresql://host/name or sqlite:///path")
        if url and not self.there:
            raise InputError("a gradebook needs sqlalchemy: pip install 'mosaic-exercises[grading]'")

    def marks(self) -> Marks:
        """What people have marked. A gradebook that is not there yet is not made before there is something to keep."""
        if not self.there or not (self.named or Path(self.where).exists()):
            return {}
        from mosaic_exercises.grading.gradebook.store import Gradebook

        with contextlib.closing(Gradebook(self.where)) as book:
            return book.points()

    def save(self, entries: Iterable[LearnerResult], intake: Iterable[Intake]) -> None:
        """Keep the results."""
        if not self.there:
            return
        from mosaic_exercises.grading.gradebook.store import Gradebook

        with contextlib.closing(Gradebook(self.where)) as book:
            self.changes = book.save(self.course, self.rules, entries, intake, self.plan, self.asked)

    def as_workbook(self, path: Path) -> None:
        """Write the results as an Excel workbook."""
        if not self.there:
            raise InputError("an Excel workbook is made from the gradebook: pip install 'mosaic-exercises[grading]'")
        from mosaic_exercises.grading.gradebook.store import Gradebook

        with contextlib.closing(Gradebook(self.where)) as book:
            write_workbook(path, book.entries(), book.intake())
        self.workbook = True

    def lines(self) -> list[str]:
        """What changed since the last run."""
        if not self.there:
            return ["none was written: it needs sqlalchemy (pip install 'mosaic-exercises[grading]')"]
        from mosaic_exercises.grading.gradebook.store import shown as without_password

        where = without_password(str(self.where)) if self.named else str(self.where)
        found = self.changes
        if self.empty:
            where += "; the file was empty and was begun anew: if marks were in it, put a copy of it in its place"
        if found is None or not found.results:
            return [where]
        what = f"{counted(found.results, 'result')} of {counted(found.learners, 'learner')}"
        lines = [f"{where}; since the last run {what} changed:"]
        for c in found.first[:NAMED]:
            lines.append(f"  {c.learner}: {c.item or 'all'}, {c.what} {c.before or 'none'} -> {c.after or 'none'}")
        return lines + ([f"  and {found.results - NAMED:,} more"] if found.results > NAMED else [])


def summary(report: Report, rules: Rules, book: Book) -> str:
    """The outcome in words. File names are strangers' texts: control characters in them never reach the terminal."""
    people, files = report.learners, report.files
    rows = [
        ("Learners", f"{people['graded']:,} of {sum(people.values()):,} graded"),
        ("", f"{people['needs-review']:,} need review, {people['corrupt']:,} corrupt, {people['missing']:,} missing"),
    ]
    if any(report.flags.values()):
        rows.append(("Flags", ", ".join(f"{n:,} {flag}" for flag, n in report.flags.items() if n)))
    if report.mean is not None and report.median is not None and report.max_score:
        most = "100 (percent: tracks have different maxima)" if report.percent else points(report.max_score)
        rows.append(("Scores", f"mean {points(report.mean)}, median {points(report.median)} of {most}"))
    if rules.due is not None:
        due = f"{datetime.fromtimestamp(rules.due).astimezone():%Y-%m-%d %H:%M:%S %z} (the learners' own clocks)"
        due += f"; each day late takes {rules.per_day:.0%} of the maximum" if rules.per_day else ""
        due += f"; late work earns at most {rules.cap:.0%}" if rules.cap < 1 else ""
        rows.append(("Due", due))
    read = sum(files.values()) - files["ignored"]
    rate = f"{sum(files.values()) / report.seconds:,.0f} files a second" if report.seconds else ""
    rows += [
        (
            "Files",
            f"{read:,} read, " + ", ".join(f"{files[s]:,} {s}" for s in ("corrupt", "superseded", "ignored")),
        ),
        ("Time", f"{report.seconds:.2f} s, {rate}"),
    ]
    if not read:
        rows.append(
            ("Look at", "no hand-in file (.mosaic.json, or a zip of them) was found: is that the right folder?")
        )
    if report.resumed:
        rows.append(("Known", f"{counted(report.resumed, 'file')} as in an earlier run, and not scored again"))
    if report.again:
        said = f"{counted(report.again, 'mark')} given for another answer than the one that counts now"
        rows.append(("Marks", f"{said}: not counted, and waiting again (mosaic mark)"))
    rows += [("Corrupt" if n == 0 else "", f"{i.file}: {i.reason}") for n, i in enumerate(report.corrupt[:NAMED])]
    if files["corrupt"] > NAMED:
        rows.append(("", f"and {files['corrupt'] - NAMED:,} more, in intake.csv"))
    if report.keyless:
        rows.append(
            ("No key", f"{', '.join(report.keyless)}: not scored. Name the folder with the keys in MOSAIC_COURSE.")
        )
    rows += [("Notice", notice) for notice in report.notices]
    rows += [("Gradebook" if n == 0 else "", line) for n, line in enumerate(book.lines())]
    if book.changes is not None and book.changes.gone:
        gone = f"{counted(book.changes.gone, 'learner')} with a file in the last run and none now: missing. "
        rows.append(("Look at", f"{gone}Each run grades anew: name all hand-in files, old and new. Marks are kept."))
    if book.plan is not None and book.plan.dated:
        rows.append(("Due", "by notebook, each answer by its own time (the learners' own clocks)"))
    tables = ("grades", "items", "intake", *(("notebooks",) if book.plan is not None and book.plan.named else ()))
    names = [f"{t}.csv" for t in tables] + (["grades.xlsx"] if book.workbook else [])
    rows.append(("Written", ", ".join(str(Path(report.folder) / name) for name in names)))
    return "\n".join(f"{name:<10}{printable(said)}" for name, said in rows)


def printable(said: str) -> str:
    """A text that cannot steer a terminal, on one line."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", said)


def points(value: float) -> str:
    """Points with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
