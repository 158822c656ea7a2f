"""``mosaic regrade``: the class once more, with a mended key or other settings; first only to see what would change."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.commands import UsageError, grade
from mosaic_exercises.commands.grade import printable, rules_of
from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import complain, say, shown
from mosaic_exercises.course import Course, load
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.cluster.crew import elsewhere
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook
from mosaic_exercises.grading.intake.roster import read_roster
from mosaic_exercises.grading.intake.store import is_address
from mosaic_exercises.grading.scoring.class_run import grade_class
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import plan_of, said_by
from mosaic_exercises.models.frames import counted
from mosaic_exercises.reading.paths import pasted

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.regrade import ItemChange, Regraded

ABOUT = """Grades again what the last run into DIR graded, with the keys and the settings as they are now, and says what
would change: for each item how many learners gain and lose, for each learner the grade before and after. Nothing is
written until --apply is added. Use it after you mended a key, excluded an item or gave full points in the settings."""
RULES = """With --table the changes go into a CSV file, one row a learner: learner_id, name, email, whether to tell,
score before and after, the difference, the items, and why: lateness, due dates, weights, another file, another place on
the roster. Marks that people gave stay."""
LISTED = 20
REASONS = 6  # of one learner, on the screen
COLUMNS = (
    "learner_id",
    "name",
    "email",
    "tell",
    "status",
    "score_before",
    "score_after",
    "change",
    "max_score",
    "items",
    "why",
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "regrade", help="grade again, and see first what changes for whom", description=ABOUT, epilog=RULES
    )
    parser.add_argument("source", type=Path, metavar="DIR", help="the folder that mosaic grade has written")
    parser.add_argument("--db", default="", metavar="URL", help="the gradebook, where grade was given --db")
    parser.add_argument("--apply", action="store_true", help="do it; without it nothing is written")
    parser.add_argument("--table", type=Path, metavar="CSV", help="write what changes, one row a learner")
    parser.add_argument("--settings", type=Path, metavar="TOML", help="other settings than those of the last run")
    parser.add_argument("--roster", type=Path, metavar="CSV", help="another class list than that of the last run")
    parser.add_argument(
        "--from", nargs="+", default=[], dest="paths", metavar="PATH", help="hand-in files, where they are not any more"
    )
    grade.add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Say what changes; with --apply do it."""
    try:
        where = args.db or gradebook(args.source)
        if where is None or not args.source.is_dir():
            raise InputError(
                f"{args.source}: there is no gradebook. Run: mosaic grade PATH --out {pasted(args.source)}"
            )
        course = load()
        asked, changes, seen = looked(args, where, course)
    except InputError as error:
        raise UsageError(str(error)) from None
    if args.table:
        put(args.table, csv_out.lines([COLUMNS, *map(row, changes)]))
        say(printable(f"Written   {args.table}: {counted(len(changes), 'learner')}"))
    for line in told(changes, seen):
        say(printable(line))
    if not args.apply:
        say("Nothing is changed yet. To do it: the same command with --apply")
        return 0
    return grade.run(asked)


def looked(
    args: argparse.Namespace, where: str | Path, course: Course
) -> tuple[argparse.Namespace, list[Regraded], int]:
    """What is graded again, what that changes, and how many learners there are."""
    from mosaic_exercises.grading.gradebook.regrade import Standing
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with contextlib.closing(Gradebook(where)) as book:
        asked = of_last_run(book.asked_for(), args)
        roster = read_roster(asked.roster) if asked.roster else None
        plan = plan_of(course, read_settings(asked.settings, course) if asked.settings else None)
        marks, rules = book.points(), rules_of(asked)
        if plan.named:
            rules = msgspec.structs.replace(rules, keep=plan.settings.file)
        before = book.plan()
        for key, (old, new) in differing(said_by(before.settings) if before else {}, said_by(plan.settings)).items():
            say(printable(f"Setting   {key}: {old or 'not set'} -> {new or 'not set'}"))
        standing = Standing(book, marks, plan, rules)
        with tempfile.TemporaryDirectory() as folder, elsewhere(asked.on, complain) as scoring, shown() as progress:
            grade_class(
                course,
                asked.paths,
                Path(folder),
                roster,
                None,
                progress,
                rules=rules,
                jobs=asked.jobs,
                marks=marks,
                book=standing.take,
                plan=plan,
                elsewhere=scoring,
            )
    return asked, standing.changes, standing.seen


def of_last_run(said: str, args: argparse.Namespace) -> argparse.Namespace:
    """The words of the last run, those of this command in their place. Raises InputError where files are gone."""
    kept: dict[str, Any] = msgspec.json.decode(said) if said else {}
    again = argparse.Namespace(due="", late="", grace="", keep=None, jobs=1, excel=False, db=args.db, out=args.source)
    again.semicolons = again.xlsx = False
    vars(again).update(kept)
    again.on = args.on
    again.jobs = 1 if again.on else again.jobs
    again.paths = args.paths or kept.get("paths", [])
    if not again.paths:
        raise InputError("the gradebook does not say what was graded: name the hand-in files with --from PATH")
    for what, option in (("roster", "--roster"), ("settings", "--settings")):
        path = getattr(args, what) or (Path(kept[what]) if what in kept else None)
        if path is not None and not path.is_file():
            raise InputError(f"{path} is not there any more: name it with {option}")
        setattr(again, what, path)
    gone = [p for p in again.paths if not is_address(p) and not Path(p).exists()]
    if gone:
        raise InputError(f"{gone[0]} is not there any more: name the hand-in files with --from PATH")
    if again.settings:
        again.due, again.late, again.grace, again.keep = "", "", "", None
    return again


def differing(old: Any, new: Any) -> dict[str, tuple[str, str]]:
    """The keys whose values differ, with both."""
    return {k: (old.get(k, ""), new.get(k, "")) for k in dict.fromkeys((*old, *new)) if old.get(k) != new.get(k)}


def told(changes: list[Regraded], seen: int) -> Iterable[str]:
    """The changes in words, items first."""
    if not changes:
        yield f"Nothing changes for any of {seen:,} learners."
        return
    up: Counter[str] = Counter()
    down: Counter[str] = Counter()
    for one in changes:
        for item in one.items:
            (up if (item.after or 0) > (item.before or 0) else down)[item.item] += 1
    if up or down:
        yield f"{'gain':>8} {'lose':>6}  item ('lose' counts those for whom it counts no more, too)"
    for name in sorted({*up, *down}, key=lambda n: (-up[n] - down[n], n))[:LISTED]:
        yield f"{up[name]:>8,} {down[name]:>6,}  {name}"
    tell = [one for one in changes if one.told]
    yield f"{len(tell):,} of {seen:,} learners are to be told: their grade changes"
    for one in tell[:LISTED]:
        before, after = points(one.before, one.max_before), points(one.after, one.max_after)
        more = [f"and {len(one.why) - REASONS} more"] if len(one.why) > REASONS else []
        why = "; ".join((*one.why[:REASONS], *more))
        yield f"  {one.learner_id}  {one.name}: {before} -> {after}" + (f" ({why})" if why else "")
    if len(tell) > LISTED:
        yield f"  and {len(tell) - LISTED:,} more (--table writes all)"


def points(score: float | None, most: float) -> str:
    """A grade in words."""
    return "none" if score is None else f"{csv_out.number(score)} of {csv_out.number(most)}"


def row(one: Regraded) -> tuple[str, ...]:
    """One learner's row of the table."""
    named = tuple(map(csv_out.text, (one.learner_id, one.name, one.email)))
    change = "" if one.before is None or one.after is None else csv_out.number(round(one.after - one.before, 4))
    status = one.status[1] if one.status[0] == one.status[1] else f"{one.status[0]} -> {one.status[1]}"
    scores = (csv_out.number(one.before), csv_out.number(one.after), change, csv_out.number(one.max_after))
    reasons = [csv_out.text("; ".join(said)) for said in (map(worded, one.items), one.why)]
    return (*named, "yes" if one.told else "no", status, *scores, *reasons)


def worded(item: ItemChange) -> str:
    """One item's change in words."""
    before, after = ("does not count" if p is None else csv_out.number(p) for p in (item.before, item.after))
    return f"{item.item} {before} -> {after}"
