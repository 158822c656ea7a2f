"""Terms of the glossary that an exercise's prompt links: those that its notebook uses there first."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.reading import markup


def prompt_terms(course: Course, exercise: Exercise) -> Iterator[tuple[str, str, str]]:
    """(slug, word, meaning in plain text) of each, by the word as it first stands in the prompt."""
    for slug, entry in course.glossary.items():
        if exercise.id in entry.prompts:
            words = (word for form in entry.forms for word in (form, form[0].upper() + form[1:]))
            places = ((exercise.prompt.find(word), -len(word), word) for word in words)
            first = min((place for place in places if place[0] >= 0), default=None)
            if first is not None:
                yield slug, first[2], markup.words(entry.meaning)
