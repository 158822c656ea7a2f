"""Taught before tested: the cell exists and has the term, drills ask what stands above them, all 70 are asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import msgspec
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.course.records import Concept, Placed, Pool, Quiz
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.records import Edition, NotebookCell
from mosaic_exercises.editor.teaching import asked_where, early, remarks
from tests.editor.cases import BOOK, edition_of, one_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


CODE = {"DRILL": 'quiz("drill")', "TILE": 'exercise("q-one")'}


def taught(concept: Concept, *cells: str, points: float = 0.0) -> Edition:
    """An edition with one concept; cells alternate between text (its id is its first word) and a drill."""
    question = one_of("q-one", "Yes", "No", "Never", concepts=("loyal",))
    edition = edition_of(question, cells={"a": "A text."})
    quiz = Quiz("drill", "Drill", 1, ("loyal",))
    book = msgspec.structs.replace(
        edition.course.notebooks[0], items=(Placed(quiz="drill"), Placed(exercise="q-one", points=points)), questions=()
    )
    course = replace(
        edition.course,
        notebooks=(book,),
        concepts=MappingProxyType({"loyal": concept}),
        quizzes=MappingProxyType({"drill": quiz}),
        pools={"drill": ("q-one",)},
        draws={("drill", t): Pool(1, {"q-one": ("loyal",)}) for t in ("any", "intermediate", "manager")},
    )
    read = tuple(
        NotebookCell(c.lower(), "code", CODE[c])
        if c in CODE
        else NotebookCell(c.split()[0].casefold().rstrip(":"), "markdown", c)
        for c in cells
    )
    return replace(edition, course=course, cells={BOOK: read})


@pytest.mark.parametrize(
    ("cell", "term", "rule"),
    [
        ("", "", "untaught"),
        ("gone", "", "cell-missing"),
        ("loyalty", "", ""),
        ("loyalty", "rungs", ""),
        ("loyalty", "moments of truth", "cell-without-term"),
        ("title", "", "cell-without-term"),
    ],
)
def test_a_concept_names_a_cell_that_is_there_and_has_its_term(cell: str, term: str, rule: str) -> None:
    concept = Concept("Loyal customers: they stay", BOOK, (), cell, term)
    edition = taught(concept, "Title of it", "Loyalty: **loyal customers** stand on *rungs*.", "DRILL")
    found = [r.rule for r in remarks(edition) if r.rule != "source-question-unasked"]
    assert found == ([rule] if rule else [])


def test_a_drill_above_the_cell_that_teaches_is_named() -> None:
    concept = Concept("Loyal customers", BOOK, (), "loyalty")
    below = taught(concept, "Title", "DRILL", "Loyalty means loyal customers")
    order = {BOOK: {c.id: n for n, c in enumerate(below.cells[BOOK])}}
    (remark,) = early(below, below.course.notebooks[0], order)
    assert (remark.rule, remark.place.item) == ("drill-before-teaching", "q-one")
    above = taught(concept, "Title", "Loyalty means loyal customers", "DRILL")
    order = {BOOK: {c.id: n for n, c in enumerate(above.cells[BOOK])}}
    assert list(early(above, above.course.notebooks[0], order)) == []


@pytest.mark.parametrize(
    ("cells", "points", "named"),
    [
        (("Loyalty means loyal customers", "TILE"), 1.0, False),
        (("TILE", "Loyalty means loyal customers"), 1.0, True),
        (("TILE", "Loyalty means loyal customers"), 0.0, False),
    ],
)
def test_an_exercise_with_points_asks_what_is_taught_above_it(
    cells: tuple[str, ...], points: float, named: bool
) -> None:
    edition = taught(Concept("Loyal customers", BOOK, (), "loyalty"), *cells, points=points)
    assert ("asked-before-teaching" in [r.rule for r in remarks(edition)]) is named


def test_each_of_the_70_source_questions_is_asked_on_the_main_path_or_in_a_whole_pool() -> None:
    course = load()
    numbers = {n: slug for slug, concept in course.concepts.items() for n in concept.seed}
    path = {item.exercise for item in course.placed() if item.track == "any"}
    table = asked_where(course)
    print(f"\n{'question':>8}  {'concept':<30}{'main path':>10}{'in pools':>9}")
    for number, slugs in table.items():
        on_path = sum(slug in path for slug in slugs)
        print(f"{number:>8}  {numbers.get(number, '-'):<30}{on_path:>10}{len(slugs) - on_path:>9}")
    assert sorted(table) == list(range(1, 71))
    assert [number for number, slugs in table.items() if not slugs] == []


def test_no_drill_of_the_course_asks_what_stands_below_it() -> None:
    base, _ = editions(load(), NOTEBOOKS)
    found = [str(r) for r in remarks(base) if r.rule in ("drill-before-teaching", "cell-missing", "cell-without-term")]
    assert found == []
