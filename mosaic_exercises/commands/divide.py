"""``mosaic divide``: how a class divided over its debates, as a file that learners open. Counts, and no names."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import msgspec

from mosaic_exercises.commands.output import put
from mosaic_exercises.commands.telling import say
from mosaic_exercises.commands.values import gradebook_of
from mosaic_exercises.course import Course, load
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.division import FEWEST, division_json

ABOUT = f"""Counts in the gradebook of DIR who took which side in each debate and writes the numbers as a file. Share it
with the class: each learner opens it under "How the class divided". It holds no names and nothing that was written;
debates with fewer than {FEWEST} answers are left out, because so few would tell who took which side."""


class ReadableBook(Protocol):
    """What is read of a gradebook."""

    def items(self) -> Iterable[tuple[str, str]]: ...
    def asked(self, item: str) -> Iterable[Any]: ...


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("divide", help="count who took which side", description=ABOUT)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--out", type=Path, default=Path("division.json"), metavar="FILE", help="the file to write")


def run(args: argparse.Namespace) -> int:
    """Count, write, and say what was counted."""
    where = gradebook_of(args.source)
    from mosaic_exercises.grading.gradebook.store import Gradebook

    course = load()
    with contextlib.closing(Gradebook(where)) as book:
        counts = divided(course, book)
    put(args.out, division_json(counts).encode("utf-8"))
    say(f"Written   {args.out}")
    for slug, sides in counts.items():
        told = ", ".join(f"{side} {n}" for side, n in sorted(sides.items())) or "no side taken"
        few = f" (left out: fewer than {FEWEST})" if sum(sides.values()) < FEWEST else ""
        say(f"  {slug}: {told}{few}")
    return 0


def divided(course: Course, book: ReadableBook) -> dict[str, Counter[str]]:
    """For each exercise whose kind has sides, how many answers take which."""
    found: dict[str, Counter[str]] = {}
    for item, slug in book.items():
        exercise = course.exercises.get(slug)
        rules = KINDS[exercise.kind] if exercise is not None else None
        if exercise is None or rules is None or rules.side is None:
            continue
        counts = found.setdefault(slug, Counter())
        for given in book.asked(item):
            with contextlib.suppress(FormatError, msgspec.DecodeError):  # of another edition: it counts for no side
                side = rules.side(exercise.task, rules.parse(exercise.task, msgspec.json.decode(given.answer)))
                counts.update([side] if side else [])
    return found
