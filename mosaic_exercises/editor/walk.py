"""Learners of each track walk through the course: what they have read by the time that they are asked something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from mosaic_exercises.course.records import TRACKS, Track
from mosaic_exercises.editor.edition import words
from mosaic_exercises.editor.minutes import tile_of
from mosaic_exercises.editor.records import Edition, EditorRule, Remark
from mosaic_exercises.editor.terms import matches

ASIDE: Final = re.compile(r"^(?:see|deeper|sources|handin|title)")
"""Cells by their ids that a learner may leave out."""

RULES = (
    EditorRule("asked-before-teaching", "An exercise with points asks only what each of its tracks was taught above."),
    EditorRule("drill-before-teaching", "A drill draws only concepts that the learner's track was taught above it."),
    EditorRule("guess-left-open", "What is guessed is taught in the same chapter."),
    EditorRule("word-before-teaching", "An exercise uses a term of the glossary only below a text that has used it."),
)
Words = Mapping[str, str]
"""A term of the glossary as a text has it -> its concept."""


class AskedInTrack(msgspec.Struct, frozen=True, kw_only=True):
    """One question on a learner's walk. ``tile``: the exercise or drill that asks it; ``guess``: it earns nothing;
    ``untaught``: its concepts whose cell was not read by then; ``unmet``: its terms that no text has used by then
    (the first text that uses one links it with what it means)."""

    notebook: str
    tile: str
    exercise: str
    guess: bool
    concepts: tuple[str, ...]
    untaught: tuple[str, ...]
    unmet: Words


def walk(edition: Edition, track: Track, spoken: Mapping[str, Words] | None = None) -> Iterator[AskedInTrack]:
    """All that a learner of this track is asked on the main path, notebook by notebook and cell by cell. What may be
    skipped is neither read nor asked; nor is a check at the start, which asks what is known before it is taught.
    ``spoken``: what ``terms`` returns."""
    course, spoken = edition.course, terms(edition) if spoken is None else spoken
    read, met, tracks = set[tuple[str, str]](), set[str](), TRACKS[: TRACKS.index(track) + 1]
    for notebook in course.notebooks:
        placed, skipped = {item.slug: item for item in notebook.items}, False
        for cell in edition.cells.get(notebook.id, ()):
            if cell.kind == "markdown":
                if cell.folded or not cell.id.startswith("optional"):
                    skipped = cell.folded
                if not (skipped or ASIDE.match(cell.id)):
                    read.add((notebook.id, cell.id))
                    met |= {*spoken.get(f"{notebook.id} {cell.id}", {}).values()}
            item = placed.get(tile_of(cell))
            if item is None or item.optional or item.track not in tracks:
                continue
            for slug in questions(edition, item.slug, track):
                concepts = tuple(c for c in course.exercises[slug].concepts if c in course.concepts)
                yield AskedInTrack(
                    notebook=notebook.id,
                    tile=item.slug,
                    exercise=slug,
                    guess=item.slug not in course.quizzes and not item.points,
                    concepts=concepts,
                    untaught=tuple(c for c in concepts if not was_taught(edition, c, read)),
                    unmet={
                        w: c
                        for w, c in spoken.get(slug, {}).items()
                        if c not in met and not (c in course.concepts and was_taught(edition, c, read))
                    },
                )


def questions(edition: Edition, tile: str, track: Track) -> tuple[str, ...]:
    """The exercise of a tile, or all that its drill may draw for this track."""
    course = edition.course
    quiz = course.quizzes.get(tile)
    if quiz is None:
        return (tile,) if tile in course.exercises else ()
    if quiz.asks and not quiz.since:
        return ()
    return course.asked_here(quiz, course.drawn_from(course.whole(quiz), track).questions)


def was_taught(edition: Edition, slug: str, read: set[tuple[str, str]]) -> bool:
    """Whether the cell that teaches a concept is among those read. What has no such cell is another rule's."""
    concept = edition.course.concepts[slug]
    known = any(cell.id == concept.cell for cell in edition.cells.get(concept.notebook, ()))
    return not known or (concept.notebook, concept.cell) in read


def terms(edition: Edition) -> dict[str, Words]:
    """The glossary's terms that each exercise (by its id) and each text cell ("notebook cell") uses."""
    forms = {form: slug for slug, entry in edition.course.glossary.items() for form in entry.forms}
    texts = {
        f"{notebook} {cell.id}": cell.source
        for notebook, cells in edition.cells.items()
        for cell in cells
        if cell.kind == "markdown"
    }
    for exercise in edition.course.exercises.values():
        own = (text for _, text in words(msgspec.to_builtins(exercise.task), ""))
        texts[exercise.id] = "\n".join((exercise.title, exercise.prompt, *own))
    found = {at: {word for _, _, word in matches(text, tuple(forms))} for at, text in texts.items()}
    return {at: {w: forms.get(w) or forms[w[0].lower() + w[1:]] for w in sorted(some)} for at, some in found.items()}


def remarks(edition: Edition) -> Iterator[Remark]:
    """What these rules find on the walks of all tracks, each place once."""
    if not edition.cells:
        return
    spoken, said = terms(edition), set[tuple[str, str, str]]()
    for track in TRACKS:
        for asked in walk(edition, track, spoken):
            for rule, seen, advice in faults(edition, asked):
                if (rule, asked.exercise, seen) not in said:
                    said.add((rule, asked.exercise, seen))
                    yield Remark(rule, edition.place(asked.exercise, f"asked by {asked.tile}"), seen, advice)


def faults(edition: Edition, asked: AskedInTrack) -> Iterator[tuple[str, str, str]]:
    """(rule, what was seen, advice) of one question."""
    course = edition.course
    chapter = {notebook.id: notebook.part_of or notebook.id for notebook in course.notebooks}
    for slug in asked.untaught:
        concept = course.concepts[slug]
        seen = f"{slug}, taught in '{concept.cell}' of {concept.notebook}"
        if asked.tile in course.quizzes:
            advice = "Move the drill below the cell, drop the concept from it, or mark it as optional."
            yield "drill-before-teaching", seen, advice
        elif not asked.guess:
            advice = "Teach it above, move the exercise down, or let it earn nothing: a guess before the idea."
            yield "asked-before-teaching", seen, advice
        elif chapter[concept.notebook] != chapter[asked.notebook]:
            yield "guess-left-open", seen, "Let learners guess what this chapter teaches, or drop the concept."
    for word, slug in asked.unmet.items():
        if slug not in asked.untaught or not asked.guess:
            yield "word-before-teaching", f"{word} ({slug})", "Say it in everyday words, or use it in a text above."
