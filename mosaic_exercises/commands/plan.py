"""``mosaic plan``: everything made so far as one document."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.output import put
from mosaic_exercises.course import load
from mosaic_exercises.plan import gather
from mosaic_exercises.plan.files import plan_file
from mosaic_exercises.workbook import Workbook

ABOUT = """Writes the Customer Development Plan of this workbook: the mosaic as its cover, what was made in each
notebook, how the pieces hang together, and what is still missing. The ending of FILE says what it is: .html (one page
that needs nothing else and prints well), .pptx (slides) or .md (Markdown)."""
ENDINGS = (".html", ".pptx", ".md")
PITCHES = (".html", ".pptx")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("plan", help="write the Customer Development Plan", description=ABOUT)
    parser.add_argument(
        "--out", type=Path, action="append", metavar="FILE", help="where to write; may be given more than once"
        " (default: my_work/plan.html)"
    )  # fmt: skip
    parser.add_argument(
        "--pitch", type=Path, action="append", metavar="FILE", help="where to write the five slides of the pitch, .pptx"
        " or .html; may be given more than once"
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Write the plan."""
    course = load()
    workbook = Workbook.here(course.course)
    out: list[Path] = args.out or ([] if args.pitch else [workbook.folder / "plan.html"])
    wanted = [*((path, "", ENDINGS) for path in out), *((path, "pitch-", PITCHES) for path in args.pitch or ())]
    for path, _, endings in wanted:
        if path.suffix.lower() not in endings:
            raise UsageError(f"{path}: the name must end in {', '.join(endings[:-1])} or {endings[-1]}")
    plan = gather(course, workbook)
    for path, which, _ in wanted:
        put(path, plan_file(plan, f"{which}{path.suffix.lower().lstrip('.')}"))
        print(f"Written   {path}")
    done, all_ = plan.counted
    print(f"{done} of {all_} parts are made.")
    if not done:
        print("Begin with notebook 00_start: run 'mosaic lab'. Each exercise you do fills a part of the plan.")
    for line in plan.broken:
        print(f"Broken link: {line}")
    return 0
