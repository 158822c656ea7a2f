"""Small editions for the editor's tests: a few exercises in one notebook."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise, Notebook
from mosaic_exercises.course.records import TRACKS, Concept, GlossaryEntry, Misconception, Placed, Pool, Quiz
from mosaic_exercises.editor.records import Edition, NotebookCell
from mosaic_exercises.kinds import KINDS

BOOK = "01_one"


def asked(slug: str, kind: str, task: dict[str, Any], key: dict[str, Any], **head: Any) -> tuple[Exercise, Any]:
    """An exercise and its key, read as the loader reads them."""
    fields = {"rev": 1, "title": "A title", "prompt": "Which one?", "concepts": (), "hints": (), "case": True} | head
    exercise = Exercise(id=slug, kind=kind, task=msgspec.convert(task, KINDS[kind].task), **fields)
    return exercise, msgspec.convert({"why": "So it is."} | key, KINDS[kind].key)


def one_of(slug: str, right: str, *wrong: str, mode: str = "one", **head: Any) -> tuple[Exercise, Any]:
    """A choice question whose first option is right."""
    texts = (right, *wrong)
    options = [] if mode == "true-false" else [{"id": f"o{i}", "text": t} for i, t in enumerate(texts)]
    key = ["true" if right == "True" else "false"] if mode == "true-false" else ["o0"]
    return asked(slug, "choice", {"mode": mode, "options": options}, {"right": key}, **head)


def edition_of(
    *exercises: tuple[Exercise, Any], cells: dict[str, str] | None = None, tags: dict[str, Misconception] | None = None
) -> Edition:
    """An edition of one notebook with these exercises, and Markdown cells by id."""
    table = {exercise.id: exercise for exercise, _ in exercises}
    notebook = Notebook(BOOK, "One", items=tuple(Placed(exercise=slug) for slug in table))
    course = Course(
        *("tiles", "1", "Tiles", (notebook,), MappingProxyType(table)),
        MappingProxyType({exercise.id: key for exercise, key in exercises}),
        *(MappingProxyType({}), MappingProxyType({}), MappingProxyType(tags or {}), MappingProxyType({})),
    )
    read = {BOOK: tuple(NotebookCell(i, "markdown", text) for i, text in cells.items())} if cells else {}
    files = dict.fromkeys(table, ("exercises/01.toml", "keys/01.toml"))
    return Edition(course, tuple(table), files, read, dict.fromkeys(table, BOOK))


def taught(concept: Concept, *cells: str, **item: Any) -> Edition:
    """An edition with the concept "loyal", a tile that asks about it ("TILE") and a drill that does ("DRILL"). Other
    cells are texts: "id: what it says", folded where they begin with a plus. ``item`` is said of the tile."""
    question = one_of("q-one", "Yes", "No", prompt="Who never leaves?", concepts=("loyal",))
    edition = edition_of(question, cells={"a": "A text."})
    book = msgspec.structs.replace(
        edition.course.notebooks[0], items=(Placed(quiz="drill"), Placed(exercise="q-one", **item)), questions=()
    )
    course = replace(
        edition.course,
        notebooks=(book,),
        concepts=MappingProxyType({"loyal": concept}),
        quizzes=MappingProxyType({"drill": Quiz("drill", "Drill", 1, ("loyal",))}),
        pools={"drill": ("q-one",)},
        draws={("drill", track): Pool(1, {"q-one": ("loyal",)}) for track in TRACKS},
        glossary=MappingProxyType(
            {"loyal": GlossaryEntry(term="Loyal", meaning="They stay.", example="Ada.", forms=("never",))}
        ),
    )
    return replace(edition, course=course, cells={BOOK: tuple(map(cell_of, cells))})


def cell_of(text: str) -> NotebookCell:
    """A cell, as ``taught`` is told of it."""
    code = {"DRILL": 'quiz("drill")', "TILE": 'exercise("q-one")'}
    if text in code:
        return NotebookCell(text.lower(), "code", code[text])
    name, _, said = text.lstrip("+").partition(": ")
    return NotebookCell(name, "markdown", said, folded=text.startswith("+"))
