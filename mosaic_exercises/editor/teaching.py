"""Taught before tested: each concept has the cell that teaches it, and the source's questions are asked."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.course import Course
from mosaic_exercises.editor.prose import flat
from mosaic_exercises.editor.records import Edition, EditorRule, Place, Remark

RULES = (
    EditorRule("untaught", "Each concept names the cell that teaches it (cell = ..., in concepts.toml)."),
    EditorRule("cell-missing", "The cell that a concept names is in its notebook."),
    EditorRule("cell-without-term", "The cell that teaches a concept has its term."),
    EditorRule(
        "source-question-unasked", "Each of the source quiz's 70 questions is asked on the main path or in a pool."
    ),
)


def remarks(edition: Edition) -> Iterator[Remark]:
    """What these rules find; nothing where the notebooks are not there."""
    if not edition.cells:
        return
    there = {notebook: {c.id for c in cells} for notebook, cells in edition.cells.items()}
    for slug, concept in edition.course.concepts.items():
        place = Place(concept.notebook, "concepts.toml", slug, concept.cell)
        if not edition.cells.get(concept.notebook):
            continue
        if not concept.cell:
            advice = "Teach it in the notebook's text and name that cell, or teach it in a new one."
            yield Remark("untaught", place, concept.name, advice)
        elif concept.cell not in there[concept.notebook]:
            have = ", ".join(c.id for c in edition.cells[concept.notebook] if c.kind == "markdown")
            yield Remark("cell-missing", place, concept.cell, f"Name one of its text cells: {have}.")
        else:
            text = next(c.source for c in edition.cells[concept.notebook] if c.id == concept.cell)
            term = concept.term or concept.name.partition(":")[0]
            if flat(term) not in flat(text):
                advice = "Use the term in the cell, or name the word it has instead (term = ...)."
                yield Remark("cell-without-term", place, term, advice)
    for number, slugs in asked_where(edition.course).items():
        if not slugs:
            where = Place("", "concepts.toml", f"seed {number}")
            yield Remark("source-question-unasked", where, f"question {number}", "Ask it in a question of a drill.")


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
