"""Gathers what the editor reads: the course, the files of its exercises, the cells of its notebooks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from mosaic_exercises.course import Course, by_notebook
from mosaic_exercises.course.episodes import episodes
from mosaic_exercises.course.loader import Layer, read_layer
from mosaic_exercises.editor.records import Edition, NotebookCell, Piece, Place
from mosaic_exercises.editor.terms import unlinked
from mosaic_exercises.running_case.sayings import sayings

NOT_READ = frozenset(
    (
        *("id", "kind", "mode", "misconception", "layout", "run", "evidence", "exercise", "object", "card"),
        *("unlike", "forms", "here", "prompts", "formula"),
    )
)
"""Fields that hold ids and settings, not words for a learner."""


def editions(course: Course, folder: Path) -> tuple[Edition, Edition]:
    """What is to be read of the base course and of the layers over it (exercises only). ``folder``: the notebooks'."""
    layers = [read_layer(Path(layer)) for layer in course.layers]
    files: dict[str, tuple[str, str]] = {}
    for layer in layers:
        files |= {slug: names(layer, slug) for slug in layer.exercises}
    owner = {slug: notebook.id for slug, notebook in by_notebook(course).items()}
    later = {slug for layer in layers[1:] for slug in layer.exercises}
    own = tuple(slug for slug in course.exercises if slug not in later)
    added = tuple(slug for slug in course.exercises if slug in later)
    cells = {notebook.id: read_cells(folder / notebook.file) for notebook in course.notebooks}
    said = sayings(folder.parent)
    return Edition(course, own, files, cells, owner, said), Edition(course, added, files, {}, owner)


def names(layer: Layer, slug: str) -> tuple[str, str]:
    """The short names of the files that hold an exercise and its key."""
    exercise = "/".join(Path(layer.exercises[slug][2]).parts[-2:])
    return exercise, "/".join(Path(layer.keys[slug][1]).parts[-2:]) if slug in layer.keys else exercise


def read_cells(path: Path) -> tuple[NotebookCell, ...]:
    """The cells of a notebook file; () where there is none. A cell without an id is known by its number from 0."""
    if not path.is_file():
        return ()
    raw = json.loads(path.read_bytes())["cells"]
    texts = [cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in raw]
    fold = "jp-MarkdownHeadingCollapsed"
    return tuple(
        NotebookCell(
            *(str(cell.get("id", number)), cell["cell_type"], unlinked(text)),
            folded=bool(cell["metadata"].get(fold)),
            raw=text,
        )
        for number, (cell, text) in enumerate(zip(raw, texts, strict=True))
    )


def pieces(edition: Edition) -> Iterator[Piece]:
    """Every text of this edition that a learner can read."""
    course = edition.course
    for exercise, key in edition.exercises():
        for at, text in words(msgspec.to_builtins(exercise), ""):
            yield Piece(edition.place(exercise.id, at), text)
        for at, text in words(msgspec.to_builtins(key), ""):
            yield Piece(edition.place(exercise.id, at, key=True), text)
    for notebook, cells in edition.cells.items():
        for cell in cells:
            if cell.kind == "markdown":
                yield Piece(Place(notebook, f"notebooks/{notebook}.ipynb", "", cell.id), cell.source)
    if edition.cells:
        yield from shared(course)


def shared(course: Course) -> Iterator[Piece]:
    """The texts of the course's own tables."""
    tables: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("misconceptions.toml", course.misconceptions),
        ("glossary.toml", course.glossary),
        ("concepts.toml", course.concepts),
    )
    for file, table in tables:
        for slug, record in table.items():
            for at, text in words(msgspec.to_builtins(record), ""):
                yield Piece(Place("", file, slug, at), text)
    for episode in episodes() if course.glossary else ():
        for number, line in enumerate(episode.line, start=1):
            yield Piece(Place(episode.id, f"episodes/{episode.id}.toml", "", f"line {number}"), line.text)
    for notebook in course.notebooks:
        for text in (notebook.summary, *notebook.outcomes):
            yield Piece(Place(notebook.id, "manifest.toml", notebook.id), text)
    for quiz in course.quizzes.values():
        yield Piece(Place("", "manifest.toml", quiz.id, "intro"), quiz.intro)
    for chapter in course.plan.chapter:
        yield Piece(Place("", "plan.toml", chapter.id, "intro"), chapter.intro)


def words(value: Any, at: str) -> Iterator[tuple[str, str]]:
    """Every text inside a record as plain JSON, with its path. One word without a full stop is an id or a number."""
    if isinstance(value, str):
        if " " in value.strip() or value.strip().endswith((".", "?", "!")):
            yield at, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_READ:
                yield from words(part, f"{at}.{name}" if at else name)
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            label = part.get("id") or part.get("card") or part.get("left") if isinstance(part, dict) else ""
            yield from words(part, f"{at}.{label or number}")
