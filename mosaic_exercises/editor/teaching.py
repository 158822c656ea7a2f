"""Taught before tested: each concept has the cell that teaches it, and no drill asks what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mosaic_exercises.course import Course, Notebook
from mosaic_exercises.editor.minutes import tile_of
from mosaic_exercises.editor.prose import flat
from mosaic_exercises.editor.records import Edition, EditorRule, Place, Remark

RULES = (
    EditorRule("untaught", "Each concept names the cell that teaches it (cell = ..., in concepts.toml)."),
    EditorRule("cell-missing", "The cell that a concept names is in its notebook."),
    EditorRule("cell-without-term", "The cell that teaches a concept has its term."),
    EditorRule("asked-before-teaching", "An exercise that earns points asks only what is taught above it."),
    EditorRule("drill-before-teaching", "A drill draws only concepts that are taught above it."),
    EditorRule(
        "source-question-unasked", "Each of the source quiz's 70 questions is asked on the main path or in a pool."
    ),
)


def remarks(edition: Edition) -> Iterator[Remark]:
    """What these rules find; nothing where the notebooks are not there."""
    if not edition.cells:
        return
    order = {notebook: {c.id: n for n, c in enumerate(cells)} for notebook, cells in edition.cells.items()}
    for slug, concept in edition.course.concepts.items():
        place = Place(concept.notebook, "concepts.toml", slug, concept.cell)
        if not edition.cells.get(concept.notebook):
            continue
        if not concept.cell:
            advice = "Teach it in the notebook's text and name that cell, or teach it in a new one."
            yield Remark("untaught", place, concept.name, advice)
        elif concept.cell not in order[concept.notebook]:
            have = ", ".join(c.id for c in edition.cells[concept.notebook] if c.kind == "markdown")
            yield Remark("cell-missing", place, concept.cell, f"Name one of its text cells: {have}.")
        else:
            text = next(c.source for c in edition.cells[concept.notebook] if c.id == concept.cell)
            term = concept.term or concept.name.partition(":")[0]
            if flat(term) not in flat(text):
                advice = "Use the term in the cell, or name the word it has instead (term = ...)."
                yield Remark("cell-without-term", place, term, advice)
    for notebook in edition.course.notebooks:
        yield from early(edition, notebook, order)
        yield from untaught_yet(edition, notebook, order)
    for number, slugs in asked_where(edition.course).items():
        if not slugs:
            where = Place("", "concepts.toml", f"seed {number}")
            yield Remark("source-question-unasked", where, f"question {number}", "Ask it in a question of a drill.")


def early(edition: Edition, notebook: Notebook, order: Mapping[str, Mapping[str, int]]) -> Iterator[Remark]:
    """Questions that a drill of this notebook may draw though a concept of theirs is taught below it."""
    course = edition.course
    for number, cell in enumerate(edition.cells.get(notebook.id, ())):
        slug = tile_of(cell)
        if slug not in course.quizzes:
            continue
        for question, concepts in course.drawn_from(course.quizzes[slug], "manager").questions.items():
            for name in concepts:
                concept = course.concepts.get(name)
                if concept and concept.notebook == notebook.id:
                    taught = order[notebook.id].get(concept.cell, -1)
                    if taught > number:
                        place = edition.place(question, f"drawn by {slug}")
                        advice = "Move the drill below the cell, drop the concept from it, or mark it as optional."
                        yield Remark("drill-before-teaching", place, f"{name}, taught in '{concept.cell}'", advice)


def untaught_yet(edition: Edition, notebook: Notebook, order: Mapping[str, Mapping[str, int]]) -> Iterator[Remark]:
    """Concepts of exercises with points that are taught below them, or in a later notebook. A guess before the idea
    earns none, and may ask what it likes."""
    course = edition.course
    place = {one.id: n for n, one in enumerate(course.notebooks)}
    scored = {item.exercise for item in notebook.items if item.points}
    for number, cell in enumerate(edition.cells.get(notebook.id, ())):
        slug = tile_of(cell)
        if slug not in scored or slug not in course.exercises:
            continue
        for name in course.exercises[slug].concepts:
            concept = course.concepts.get(name)
            home = place.get(concept.notebook, 0) if concept else 0
            below = concept is not None and order[notebook.id].get(concept.cell, -1) > number
            if concept and (home > place[notebook.id] or (concept.notebook == notebook.id and below)):
                advice = "Teach it above, move the exercise down, or let it earn nothing: a guess before the idea."
                seen = f"{name}, taught in '{concept.cell}' of {concept.notebook}"
                yield Remark("asked-before-teaching", edition.place(slug, "concepts"), seen, advice)


def asked_where(course: Course) -> dict[int, list[str]]:
    """Each question of the source quiz that a concept stands for, with the exercises of the main path and the pool
    questions that ask for it."""
    path = {item.exercise for item in course.placed() if item.exercise and item.track == "any"}
    pools = {slug for quiz in course.quizzes.values() for slug in course.pool(quiz)}
    numbers = {number: slug for slug, concept in course.concepts.items() for number in concept.seed}
    return {
        number: [s for s, e in course.exercises.items() if concept in e.concepts and s in path | pools]
        for number, concept in sorted(numbers.items())
    }
