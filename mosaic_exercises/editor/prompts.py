"""Terms of the glossary in exercises' prompts: linked where a notebook uses one first in a prompt.

An exercise that asks for a term does not link it: what it means would be the answer. ``prompts`` of the glossary's
entry names the exercises; the panel makes the link.
"""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.course import Course
from mosaic_exercises.editor.minutes import tile_of
from mosaic_exercises.editor.records import Edition, EditorRule, Place, Remark
from mosaic_exercises.editor.terms import first_uses, matches

RULES = (
    EditorRule("prompt-unlinked", "A term that a notebook uses first in a prompt is linked there, unless it is asked."),
)


def wanted(edition: Edition) -> dict[str, set[str]]:
    """Term -> the exercises whose prompt is the first use of it in its notebook."""
    found: dict[str, set[str]] = {slug: set() for slug in edition.course.glossary}
    for notebook, cells in edition.cells.items():
        place = {cell.id: n for n, cell in enumerate(cells)}
        used = {use.slug: place[use.cell] for use in first_uses(edition.course, notebook, cells)}
        for number, cell in enumerate(cells):
            exercise = edition.course.exercises.get(tile_of(cell))
            for term in terms_in(edition.course, exercise.prompt) if exercise else ():
                if used.get(term, number + 1) > number and exercise is not None:
                    used[term] = number
                    if term not in exercise.concepts:
                        found[term].add(exercise.id)
    return found


def terms_in(course: Course, prompt: str) -> Iterator[str]:
    """The terms that a prompt uses."""
    words = {word: slug for slug, entry in course.glossary.items() for word in entry.forms}
    for _, _, word in matches(prompt, tuple(words)):
        yield words.get(word) or words[word[0].lower() + word[1:]]


def remarks(edition: Edition) -> Iterator[Remark]:
    """Each entry of the glossary whose ``prompts`` are not those exercises; nothing where no notebooks are there."""
    if not any(edition.cells.values()):
        return
    for slug, exercises in wanted(edition).items():
        entry = edition.course.glossary[slug]
        if set(entry.prompts) != exercises:
            listed = ", ".join(f'"{one}"' for one in sorted(exercises))
            advice = f"Write prompts = [{listed}]." if exercises else "Take its prompts away."
            yield Remark(
                "prompt-unlinked", Place("", "glossary.toml", slug), ", ".join(entry.prompts) or "none", advice
            )
