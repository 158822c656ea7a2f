"""Study notes: for each notebook its concepts with meaning, example and trap, and what the learner made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from mosaic_exercises.course import Course, Notebook
from mosaic_exercises.drawing.blocks import Block
from mosaic_exercises.drawing.html import render
from mosaic_exercises.drawing.markdown import block
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.learner import parts
from mosaic_exercises.learner.standing import standing
from mosaic_exercises.workbook import History, Workbook

TEMPLATES = Path(__file__).parent / "templates"


class NoteEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A concept of the notes, in the course's markup; ``unlike`` is the word that it is mixed up with. ``yours``: what
    the learner made with it, by (exercise, title)."""

    term: str
    meaning: str
    example: str
    trap: str
    unlike: str
    yours: tuple[tuple[str, str], ...] = ()


class OwnAnswer(msgspec.Struct, frozen=True):
    """What the learner made in an exercise."""

    id: str
    title: str
    blocks: tuple[Block, ...]


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
    own = tuple(answers(course, notebook, workbook, past)) if workbook is not None else ()
    return NotePage(
        id=notebook.id,
        title=notebook.title,
        summary=notebook.summary,
        outcomes=notebook.outcomes,
        entries=tuple(entry(course, slug, own) for slug in slugs if slug in course.glossary),
        own=own,
    )


def entry(course: Course, slug: str, own: Sequence[OwnAnswer] = ()) -> NoteEntry:
    """A concept of the glossary, and which of these answers were made with it."""
    found = course.glossary[slug]
    other = course.glossary.get(found.unlike)
    unlike = other.term if other is not None else ""
    yours = tuple((one.id, one.title) for one in own if slug in course.exercises[one.id].concepts)
    return NoteEntry(
        term=found.term, meaning=found.meaning, example=found.example, trap=found.trap, unlike=unlike, yours=yours
    )


def answers(course: Course, notebook: Notebook, workbook: Workbook, past: dict[str, History]) -> Iterator[OwnAnswer]:
    """What stands in the learner's own words in this notebook's exercises (a text, a form, a map, an objective)."""
    for item in notebook.items:
        exercise = course.exercises.get(item.exercise)
        if exercise is None or KINDS[exercise.kind].words is None:
            continue
        judged = Judged(exercise.kind, exercise.task, course.key(exercise.id))
        here = standing(exercise, workbook, past.get(exercise.id, History()), judged)
        if here is not None and here.begun and (made := parts.blocks(here) or parts.described(here)):
            yield OwnAnswer(exercise.id, exercise.title, made)


def notes_html(course: Course, one: NotePage, name: str) -> str:
    """One notebook's notes as a page to print. Raises DataError where Jinja2 is not installed."""
    return render(TEMPLATES, "notes.html", page=one, course=course.title, who=name)


def notes_markdown(one: NotePage) -> str:
    """The same as Markdown. What a learner wrote stays text."""
    lines = [f"# {one.title}", "", one.summary, ""]
    lines += [f"- {text}" for text in one.outcomes] + [""] * bool(one.outcomes)
    for note in one.entries:
        lines += [f"## {note.term}", "", note.meaning, "", f"**Example.** {note.example}", ""]
        if note.trap or note.unlike:
            unlike = f"Not to be confused with *{note.unlike}*. " if note.unlike else ""
            lines += [f"**Watch out.** {unlike}{note.trap}".rstrip(), ""]
        if note.yours:
            lines += [f"**Yours, below.** {', '.join(title for _, title in note.yours)}", ""]
    for own in one.own:
        lines += [f"## Your own: {own.title}", ""]
        lines += [line for each in own.blocks for line in block(each)]
    return "\n".join(lines).rstrip() + "\n"
