"""Study notes: for each notebook its concepts with meaning, example and trap, and what the learner made of them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from mosaic_exercises.course import Course, Notebook
from mosaic_exercises.drawing.html import render
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner.judged import Judged
from mosaic_exercises.learner.standing import standing
from mosaic_exercises.workbook import History, Workbook

TEMPLATES = Path(__file__).parent / "templates"


class NoteEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A concept of the notes, in the course's markup; ``unlike`` is the word that it is mixed up with."""

    term: str
    meaning: str
    example: str
    trap: str
    unlike: str


class OwnAnswer(msgspec.Struct, frozen=True):
    """What the learner wrote in an exercise, as lines of plain text."""

    title: str
    lines: tuple[str, ...]


class NotePage(msgspec.Struct, frozen=True, kw_only=True):
    """The notes of one notebook."""

    id: str
    title: str
    summary: str
    outcomes: tuple[str, ...]
    entries: tuple[NoteEntry, ...]
    own: tuple[OwnAnswer, ...]


def note_pages(course: Course, workbook: Workbook | None = None) -> list[NotePage]:
    """The notes of every notebook that teaches something; without a workbook nobody's own answers are in them.

    Raises WorkbookError where the disk cannot be read.
    """
    past = workbook.histories() if workbook is not None else {}
    found = [page(course, notebook, workbook, past) for notebook in course.notebooks]
    return [one for one in found if one.entries or one.own]


def page(course: Course, notebook: Notebook, workbook: Workbook | None, past: dict[str, History]) -> NotePage:
    """The notes of one notebook."""
    slugs = [slug for slug, concept in course.concepts.items() if concept.notebook == notebook.id]
    return NotePage(
        id=notebook.id,
        title=notebook.title,
        summary=notebook.summary,
        outcomes=notebook.outcomes,
        entries=tuple(entry(course, slug) for slug in slugs if slug in course.glossary),
        own=tuple(answers(course, notebook, workbook, past)) if workbook is not None else (),
    )


def entry(course: Course, slug: str) -> NoteEntry:
    """A concept of the glossary."""
    found = course.glossary[slug]
    other = course.glossary.get(found.unlike)
    unlike = other.term if other is not None else ""
    return NoteEntry(term=found.term, meaning=found.meaning, example=found.example, trap=found.trap, unlike=unlike)


def answers(course: Course, notebook: Notebook, workbook: Workbook, past: dict[str, History]) -> list[OwnAnswer]:
    """What stands in the learner's own words in this notebook's exercises (a text, a form, a map, an objective)."""
    found = []
    for item in notebook.items:
        exercise = course.exercises.get(item.exercise)
        if exercise is None or KINDS[exercise.kind].words is None:
            continue
        judged = Judged(exercise, course.key(exercise.id))
        here = standing(exercise, workbook, past.get(exercise.id, History()), judged)
        if here is None or not here.begun:
            continue
        try:
            said = KINDS[exercise.kind].describe(exercise.task, here.answer)
        except FormatError:
            continue
        lines = tuple(line.strip() for line in said.split("\n") if line.strip())
        found += [OwnAnswer(exercise.title, lines)] if lines else []
    return found


def notes_html(course: Course, one: NotePage, name: str) -> str:
    """One notebook's notes as a page to print. Raises DataError where Jinja2 is not installed."""
    return render(TEMPLATES, "notes.html", page=one, course=course.title, who=name)


def notes_markdown(one: NotePage) -> str:
    """The same as Markdown. What a learner wrote stays text."""
    from mosaic_exercises.drawing.markdown import escaped

    lines = [f"# {one.title}", "", one.summary, ""]
    lines += [f"- {text}" for text in one.outcomes] + [""] * bool(one.outcomes)
    for note in one.entries:
        lines += [f"## {note.term}", "", note.meaning, "", f"**Example.** {note.example}", ""]
        if note.trap or note.unlike:
            unlike = f"Not to be confused with *{note.unlike}*. " if note.unlike else ""
            lines += [f"**Watch out.** {unlike}{note.trap}".rstrip(), ""]
    for own in one.own:
        lines += [f"## Your own: {own.title}", ""]
        lines += [f"> {escaped(line)}  " for line in own.lines] + [""]
    return "\n".join(lines).rstrip() + "\n"
