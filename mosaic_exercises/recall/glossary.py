"""The glossary: what each word of the course means, where it is taught and asked, and what belongs to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.recall.study_notes import OwnAnswer, note_pages
from mosaic_exercises.workbook import Workbook

RELATED = 5  # terms named beside one
PRACTISED = 4  # exercises named


class TermPlace(msgspec.Struct, frozen=True):
    """A place in the course: its words, its notebook's file, and the cell's id there."""

    title: str
    file: str
    cell: str


class GlossaryTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term, in the course's markup, under its ``letter``. ``unlike`` and ``related`` are slugs; ``taught`` is None
    where the notebook is still to be written; ``yours``: what the learner made with it."""

    id: str
    letter: str
    term: str
    meaning: str
    formula: str
    example: str
    trap: str
    unlike: str
    related: tuple[str, ...]
    taught: TermPlace | None
    practised: tuple[TermPlace, ...]
    yours: tuple[TermPlace, ...]


def glossary(course: Course, workbook: Workbook | None = None) -> tuple[GlossaryTerm, ...]:
    """Every term in the order of the alphabet; without a workbook nobody's own answers are named.

    Raises WorkbookError where the disk cannot be read.
    """
    asked = practised(course)
    own = {one.id: one for page in note_pages(course, workbook) for one in page.own} if workbook is not None else {}
    found = [term(course, slug, asked, own) for slug in course.glossary if slug in course.concepts]
    return tuple(sorted(found, key=lambda one: (filed(one.term), one.id)))


def filed(term: str) -> str:
    """How a term is put in order: without its article, and without signs and figures before its first word."""
    return re.sub(r"^(?:(?:an?|the|of)\s+|[\W\d_]+)+", "", term.casefold())


def term(course: Course, slug: str, asked: Mapping[str, list[TermPlace]], own: Mapping[str, OwnAnswer]) -> GlossaryTerm:
    """One term."""
    entry, concept = course.glossary[slug], course.concepts[slug]
    notebook = next((n for n in course.notebooks if n.id == concept.notebook), None)
    made = [place for place in asked.get(slug, ()) if exercise_of(place) in own]
    return GlossaryTerm(
        id=slug,
        letter=filed(entry.term)[:1].upper(),
        term=entry.term,
        meaning=entry.meaning,
        formula=entry.formula,
        example=entry.example,
        trap=entry.trap,
        unlike=entry.unlike if entry.unlike in course.glossary else "",
        related=tuple(related(course, slug)),
        taught=TermPlace(notebook.title, notebook.file, concept.cell) if notebook and notebook.items else None,
        practised=tuple(asked.get(slug, ())[:PRACTISED]),
        yours=tuple(made),
    )


def practised(course: Course) -> dict[str, list[TermPlace]]:
    """The exercises of the notebooks by the concepts that they ask for, then the drills, in the order of the course. A
    cell that shows an exercise or a drill is known by the word that shows it, and its id."""
    found: dict[str, list[TermPlace]] = {}
    drills: list[tuple[str, TermPlace]] = []
    for notebook in course.notebooks:
        for item in notebook.items:
            if item.quiz:
                quiz = course.quizzes[item.quiz]
                drill = TermPlace(quiz.title, notebook.file, f"quiz-{quiz.id}")
                asked = {slug for question in course.pool(quiz) for slug in course.exercises[question].concepts}
                drills += [(slug, drill) for slug in sorted(asked)]
            elif item.exercise in course.exercises:
                exercise = course.exercises[item.exercise]
                place = TermPlace(exercise.title, notebook.file, f"{KINDS[exercise.kind].shown_by}-{exercise.id}")
                for slug in exercise.concepts:
                    found.setdefault(slug, []).append(place)
    for slug, drill in drills:
        found.setdefault(slug, []).append(drill)
    return found


def exercise_of(place: TermPlace) -> str:
    """The exercise that a place of ``practised`` shows."""
    return place.cell.partition("-")[2]


def related(course: Course, slug: str) -> Iterator[str]:
    """What belongs to a term: what it is mixed up with, what takes it for itself, what is taught beside it, and what is
    most often asked together with it."""
    here = course.concepts[slug]
    entries = {s: e for s, e in course.glossary.items() if s != slug and s in course.concepts}
    together: Counter[str] = Counter()
    for exercise in course.exercises.values():
        if slug in exercise.concepts:
            together.update(exercise.concepts)
    beside = [
        s for s in entries if (course.concepts[s].notebook, course.concepts[s].cell) == (here.notebook, here.cell)
    ]
    mixed = [s for s, entry in entries.items() if entry.unlike == slug]
    often = [s for s, _ in together.most_common() if s in entries]
    wanted = dict.fromkeys((*mixed, *beside, *often))
    wanted.pop(course.glossary[slug].unlike, None)  # it is told apart, with the mix-up
    yield from list(wanted)[:RELATED]
