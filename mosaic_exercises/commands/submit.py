"""``mosaic submit``: the one file to hand in."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands.output import put
from mosaic_exercises.course import Course, load
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.learner.progress import tiles
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.events import Draft
from mosaic_exercises.workbook.handin import collect, file_name, hand_in, write
from mosaic_exercises.workbook.places import home


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "submit",
        help="write the one file to hand in",
        description="Writes everything in this folder's workbook into one file. Says what is in it and what is not.",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write it (default: hand_in in the workbook's folder)"
    )


def run(args: argparse.Namespace) -> int:
    """Write the file and tell of it."""
    course = load()
    folder = home()
    if not any((folder / name).exists() for name in ("answers.jsonl", "workbook.json")):
        raise WorkbookError(
            f"there are no answers in {folder}. Run this in the course's folder, after working in a notebook, "
            "or name the folder of your answers in MOSAIC_HOME."
        )
    workbook = Workbook(folder, course.course)
    out = args.out
    if out is not None and out.is_dir():
        out /= file_name(workbook.learner)
    if out is None:
        try:
            path, data = hand_in(workbook, course.version)
        except WorkbookError as error:
            raise WorkbookError(f"{error}. Name another place: mosaic submit --out FILE") from None
    else:
        path, data = out, write(collect(workbook, course.version))
        put(path, data)
    print("\n".join([f"Written: {path} ({len(data):,} bytes)", *contents(workbook), *missing(course, workbook)]))
    return 0


def contents(workbook: Workbook) -> list[str]:
    """What the file holds, and what is odd about it."""
    past = workbook.histories()
    checks = [h for h in past.values() if h.every]
    attempts = sum(len(h.every) for h in checks)
    learner = workbook.learner
    who = " ".join(part for part in (learner.name, f"({learner.id})" if learner.id else "") if part) or "nobody yet"
    lines = [f"By: {who}", f"In it: exercises answered: {len(checks)}, checks: {attempts}"]
    if not learner.id:
        lines.append("No learner id: write yours at the top of the first notebook and run this again.")
    return lines + [f"Notice: {notice}" for notice in workbook.notices]


def missing(course: Course, workbook: Workbook) -> list[str]:
    """The tiles that are not laid yet, by notebook, and the answers that were typed but never checked."""
    past = workbook.histories()
    lines: list[str] = []
    for notebook in course.notebooks:
        rest = [t for t in tiles(course, notebook, past, workbook.uuid, workbook.learner.track) if t.state != "laid"]
        if rest:
            lines.append(f"  {notebook.title}:")
            lines += [f"    {t.title} ({t.outcome or 'not answered'})" for t in rest]
    lines = ["Still missing:", *lines] if lines else ["Nothing is missing: every tile is laid."]
    unchecked = [d for d in workbook.drafts() if unheard(workbook, d)]
    titles = [course.exercises[d.exercise].title for d in unchecked if d.exercise in course.exercises]
    if titles:
        lines += ["Typed but not checked, so not counted (open the notebook and press Check):"]
        lines += [f"    {title}" for title in titles]
    return lines


def unheard(workbook: Workbook, draft: Draft) -> bool:
    """Whether a draft holds something that the last check did not see."""
    last = workbook.history(draft.exercise).newest
    return draft.answer not in (None, "", [], {}) and (last is None or last.answer != draft.answer)
