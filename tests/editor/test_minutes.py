"""The formula of a notebook's minutes, what its head shows, and where a sitting ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.minutes import Load, measures, of_exercise, remarks, rounded, rows, sittings
from mosaic_exercises.editor.records import Edition, NotebookCell
from mosaic_exercises.kinds import KINDS
from tests.editor.cases import BOOK, edition_of, one_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def test_the_formula_adds_reading_decisions_fields_writing_and_labs() -> None:
    assert Load(180, 0, 0, 0, 0).minutes == 1
    assert Load(0, 3, 0, 0, 0).minutes == pytest.approx(2)
    assert Load(0, 0, 2, 0, 0).minutes == 2
    assert Load(0, 0, 0, 30, 0).minutes == 2
    assert Load(0, 0, 0, 0, 1).minutes == 5
    assert Load(180, 3, 2, 30, 1).minutes == pytest.approx(12)


def test_each_kind_of_the_course_asks_for_something() -> None:
    course = load()
    seen = {e.kind for e in course.exercises.values()}
    for exercise in course.exercises.values():
        load_ = of_exercise(exercise)
        assert load_.read > 0
        assert msgspec.structs.replace(load_, read=0).minutes > 0, exercise.id
    assert seen <= set(KINDS)


@pytest.mark.parametrize(("minutes", "shown"), [(0, 5), (4.9, 5), (5, 5), (5.1, 10), (61, 65)])
def test_minutes_are_rounded_up_to_five(minutes: float, shown: int) -> None:
    assert rounded(minutes) == shown


def test_choices_and_cards_count_as_decisions() -> None:
    question = one_of("a", "Yes", "No", "Perhaps")[0].task
    assert KINDS["choice"].effort(question).decisions == 1
    assert KINDS["choice"].effort(msgspec.structs.replace(question, mode="many")).decisions == 1.5


def book(stops: tuple[str, ...], *cells: NotebookCell, minutes: int = 10) -> Edition:
    edition = edition_of(one_of("first", "Yes", "No"), one_of("second", "Yes", "No"), cells={"a": "x"})
    notebook = msgspec.structs.replace(edition.course.notebooks[0], stops=stops, minutes=minutes)
    return replace(edition, course=replace(edition.course, notebooks=(notebook,)), cells={BOOK: cells})


HEAD = NotebookCell("title", "markdown", "# One\n\n*About 10 minutes.*")
LONG = NotebookCell("text", "markdown", "word " * 1800)


def tile(slug: str) -> NotebookCell:
    return NotebookCell(
        f"exercise-{slug}", "code", f'# So?\nfrom mosaic_exercises import exercise\n\nexercise("{slug}")'
    )


def rules(edition: Edition) -> list[str]:
    return [remark.rule for remark in remarks(edition)]


def test_the_head_shows_the_manifests_minutes() -> None:
    assert rules(book((), HEAD, tile("first"))) == []
    assert rules(book((), HEAD, tile("first"), minutes=15)) == ["minutes-not-shown"]
    assert rules(book((), NotebookCell("title", "markdown", "# One"), tile("first"))) == ["minutes-not-shown"]


def test_a_stop_mark_parts_the_sittings_and_the_text_says_so() -> None:
    here = NotebookCell("pause", "markdown", "**Stop here** if an hour has passed.")
    cells = (HEAD, LONG, tile("first"), here, LONG, tile("second"))
    edition = book(("first",), *cells)
    one, other = sittings(edition, edition.course.notebooks[0])
    assert one == pytest.approx(other, abs=0.3)
    assert 10 < one < 11
    assert rules(edition) == []
    assert rules(book(("first",), *cells[:3], LONG, tile("second"))) == ["stop-not-shown"]
    assert rules(book(("first",), *cells[:3], tile("second"), here)) == []  # another tile may come between
    assert rules(book(("gone",), *cells)) == ["stop-not-shown"]


def test_a_long_sitting_and_untrue_minutes_are_measured() -> None:
    found = {m.rule: m.beyond for m in measures(book((), HEAD, *[LONG] * 7, tile("first")))}
    assert found["sitting-too-long"] == 15
    assert found["minutes-untrue"] == 60


def test_what_stands_beside_the_main_path_is_left_out() -> None:
    plain = book((), HEAD, tile("first"))
    aside = book(
        (),
        HEAD,
        tile("first"),
        NotebookCell("deeper", "markdown", "word " * 900),
        NotebookCell("see-it", "markdown", "w " * 90),
    )
    assert rows(plain)[0].minutes == rows(aside)[0].minutes


def other_track(edition: Edition) -> Edition:
    items = [msgspec.structs.replace(i, track="manager") for i in edition.course.notebooks[0].items]
    notebook: Any = msgspec.structs.replace(edition.course.notebooks[0], items=tuple(items))
    return replace(edition, course=replace(edition.course, notebooks=(notebook,)))


def test_another_tracks_tiles_are_left_out() -> None:
    edition = book((), HEAD, LONG, tile("first"))
    assert rows(other_track(edition))[0].load.decisions == 0
    assert rows(edition)[0].load.decisions == 1


def test_the_course_says_the_minutes_of_the_formula_at_each_head() -> None:
    base, _ = editions(load(), NOTEBOOKS)
    for row in rows(base):
        print(f"{row.notebook:<30}{row.minutes:>5} minutes, stated {row.stated}")
        assert abs(row.minutes - row.stated) <= 5, row.notebook
    assert [str(r) for r in remarks(base) if r.rule == "minutes-not-shown"] == []
