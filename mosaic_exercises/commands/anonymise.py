"""``mosaic anonymise``: the results of a class without names."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import printable
from mosaic_exercises.commands.output import free, put, sort_of
from mosaic_exercises.commands.telling import say
from mosaic_exercises.course import load
from mosaic_exercises.errors import because
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange import anonymous
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.models.frames import counted

NAMES = ("pseudonym", "learner_id")
TOGETHER = 200  # learners that are read together
ABOUT = """Writes learners.csv, items.csv and notebooks.csv into OUT with a pseudonym in place of each learner: no
name, id, e-mail address, section, group, file name or time of day. The pseudonyms are made with the key in --key (made
where it is missing): keep it, and the same learner has the same pseudonym in every export; without it nobody can find
out who is who. --list writes, for you alone, which pseudonym is whose."""
RULES = """Answers are left out. --answers adds them, free texts too, with each learner's own name, id and address taken
out where they stand as on the roster: a text may still tell who wrote it, so read before you share. In a small class a
rare score can tell as much as a name."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("anonymise", help="write the results without names", description=ABOUT, epilog=RULES)
    parser.add_argument(
        "source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's file or URL"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="OUT", help="the folder to write; made if missing")
    parser.add_argument("--key", required=True, type=Path, metavar="FILE", help="the key; keep it, and out of OUT")
    parser.add_argument("--answers", action="store_true", help="with what was answered, free texts too")
    parser.add_argument("--list", type=Path, metavar="CSV", help="which pseudonym is whose; keep it out of OUT")


def run(args: argparse.Namespace) -> int:
    """Write the tables."""
    try:
        where = gradebook_at(args.source)
        for secret in filter(None, (args.key, args.list)):
            if secret.resolve().is_relative_to(args.out.resolve()):
                raise InputError(f"{secret} would lie in the folder that you share: name a place outside {args.out}")
        key = anonymous.key_at(args.key)
        written = export(args, where, key)
    except InputError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be written: {because(error)}") from None
    say(
        printable(
            f"Written   {args.out}: {counted(written, 'learner')}, {'with answers' if args.answers else 'no answers'}"
        )
    )
    say(printable(f"Keep      {args.key}: the key, for the next export; share it with nobody"))
    return 0


def export(args: argparse.Namespace, where: str | Path, key: bytes) -> int:
    """The tables, all put in their places together. Returns how many learners."""
    from mosaic_exercises.grading.gradebook.store import Gradebook

    explainer = Explainer(load()) if args.answers else None

    def said(name: str, answer: bytes) -> str:
        found = explainer(name, answer) if explainer else None
        return found.said if found else ""

    columns = (*anonymous.ITEMS, *(("answer",) if args.answers else ()))
    with contextlib.closing(Gradebook(where)) as book, csv_out.ResultsFolder(args.out) as folder:
        names = anonymous.pseudonyms(key, book.keys())
        ids: dict[str, str] = {}
        with (
            folder.writing("learners.csv", anonymous.LEARNERS) as learners,
            folder.writing("items.csv", columns) as items,
            folder.writing("notebooks.csv", anonymous.NOTEBOOKS) as notebooks,
        ):
            order = list(names)
            for start in range(0, len(order), TOGETHER):
                batch = order[start : start + TOGETHER]
                found = {entry.key: entry for entry in book.entries(batch)}
                for one in batch:
                    entry, name = found[one], names[one]
                    ids[name] = entry.grade.learner_id
                    learners(csv_out.lines([anonymous.learner_row(name, entry)]))
                    items(csv_out.lines(anonymous.item_rows(name, entry, said if args.answers else None)))
                    notebooks(csv_out.lines(anonymous.notebook_rows(name, entry)))
        if args.list:
            free(args.list, sort_of(csv_out.lines([NAMES])))
        folder.publish()
        if args.list:
            rows = ((name, csv_out.text(id_)) for name, id_ in ids.items())
            put(args.list, csv_out.lines([NAMES, *rows]))
    return len(names)
