"""``mosaic report``: the class on one page, and a page for each learner."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mosaic_exercises.commands import UsageError
from mosaic_exercises.commands.grade import add_place, printable
from mosaic_exercises.commands.telling import complain, say, shown
from mosaic_exercises.course import load
from mosaic_exercises.errors import because
from mosaic_exercises.grading.cluster.crew import crew_at
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.results import gradebook_at
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.records import LearnerResult
from mosaic_exercises.models.frames import counted
from mosaic_exercises.workbook.disk import replace_file

if TYPE_CHECKING:
    from mosaic_exercises.grading.cluster.flow import Crew
    from mosaic_exercises.grading.gradebook.store import Gradebook

T = TypeVar("T")
ABOUT = """Writes DIR/report.html (the class: scores, item statistics, keys to look at, mix-ups, texts that resemble
each other) and one page for each learner in DIR/students/. Every page stands alone: it can be mailed, printed and
opened without a network. Names on the class page are only in the lists to look at."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "report", help="write a page about the class and one for each learner", description=ABOUT
    )
    parser.add_argument("source", metavar="DIR", help="the folder that mosaic grade has written, or a gradebook's URL")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: the same folder)")
    parser.add_argument("--no-students", action="store_true", help="write the page of the class only")
    add_place(parser)


def run(args: argparse.Namespace) -> int:
    """Write the pages."""
    try:
        where = gradebook_at(args.source)
        if args.out is None and "://" in args.source:
            raise InputError("with a gradebook's URL say where to write: add --out DIR")
        folder = args.out or Path(where).parent
        from mosaic_exercises.grading.gradebook.store import Gradebook
        from mosaic_exercises.grading.reports.class_page import class_page

        course = load()
        explainer = Explainer(course)
        with contextlib.closing(Gradebook(where)) as book:
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(folder / "report.html", class_page(course, book.entries(), book.intake(), explainer).encode())
            say(f"Written   {printable(str(folder / 'report.html'))}")
            if not args.no_students:
                with crew_at(args.on, complain) as crew:
                    made = counting(learner_pages(book, explainer, crew), len(book.keys()))
                    write_students(folder / "students", made)
    except InputError as error:
        raise UsageError(str(error)) from None
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be written: {because(error)}") from None
    return 0


def write_students(folder: Path, made: Iterator[tuple[LearnerResult, str]]) -> None:
    """Write learners' pages, and say how many."""
    from mosaic_exercises.grading.reports.learner_page import file_name

    began = time.perf_counter()
    written = students(folder, ((file_name(e.grade.learner_id, e.key), html) for e, html in made))
    seconds = time.perf_counter() - began
    rate = f"{written / seconds:,.0f} a second" if seconds else ""
    say(f"Written   {printable(str(folder))}: {counted(written, 'page')}, {rate}")


def counting(pages: Iterator[T], total: int) -> Iterator[T]:
    """The same pages, with how many there were of so many told."""
    with shown("Writing", "Written", "page") as progress:
        for done, one in enumerate(pages, start=1):
            yield one
            progress(done, total)


def learner_pages(
    book: Gradebook, explainer: Explainer, crew: Crew | None = None, *, keys: Sequence[str] | None = None
) -> Iterator[tuple[LearnerResult, str]]:
    """Each learner (or those with these keys) and their page, made here or by a ``crew``. What was said to a group is
    said to each of them."""
    from mosaic_exercises.grading.reports.learner_page import Remarks

    comments, judged = book.comments(), book.judgements()

    def said(entry: LearnerResult) -> Remarks:
        mine: dict[str, list[tuple[str, str]]] = {}
        for comment in (*comments.get(entry.key, ()), *(comments.get(entry.leader, ()) if entry.leader else ())):
            mine.setdefault(comment.item, []).append((comment.author, comment.text))
        return Remarks(mine, entry.marked, judged.get(entry.leader or entry.key))

    told = ((entry, said(entry)) for entry in book.entries(keys))
    if crew is not None:
        from mosaic_exercises.grading.cluster.pages import made_elsewhere

        yield from made_elsewhere(crew, explainer.course, told)
        return
    from mosaic_exercises.grading.reports.learner_page import LearnerPages

    pages = LearnerPages(explainer.course, explainer)
    for entry, remarks in told:
        yield entry, pages.page(entry, remarks)


def students(folder: Path, pages: Iterator[tuple[str, str]]) -> int:
    """Write the pages beside their place, then put the folder there whole. Returns how many."""
    fresh, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir(parents=True)
    written = 0
    for name, html in pages:
        (fresh / name).write_text(html, encoding="utf-8")
        written += 1
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return written
