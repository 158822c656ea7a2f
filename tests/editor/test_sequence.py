"""Seen before done, guessed before seen: each rule finds its fault, and leaves what is right alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.records import Edition, NotebookCell
from mosaic_exercises.editor.sequence import remarks
from tests.editor.cases import BOOK, asked, edition_of, one_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SUM = asked("net", "number", {}, {"value": 42.5, "why": "The brakes and the pushes nearly cancel each other."})
GUESS = one_of("guess", "Because of the signature", "No")
TEXT = "The brakes and the pushes nearly cancel each other here too."


def cell(id_: str, text: str = "A text.", *, folded: bool = False) -> NotebookCell:
    return NotebookCell(id_, "markdown", text, folded)


def tile(slug: str) -> NotebookCell:
    source = f'# So?\nfrom mosaic_exercises import exercise\n\nexercise("{slug}")'
    return NotebookCell(f"exercise-{slug}", "code", source)


def book(*cells: NotebookCell, points: float = 0.0, **item: Any) -> Edition:
    """An edition of a sum and a guess, with these cells; ``item`` changes what the manifest says of the sum."""
    edition = edition_of(SUM, GUESS, cells={"a": "x"})
    first, second = edition.course.notebooks[0].items
    items = (msgspec.structs.replace(first, **item), msgspec.structs.replace(second, points=points))
    notebook = msgspec.structs.replace(edition.course.notebooks[0], items=items)
    return replace(edition, course=replace(edition.course, notebooks=(notebook,)), cells={BOOK: cells})


def rules(edition: Edition) -> list[str]:
    return [remark.rule for remark in remarks(edition)]


@pytest.mark.parametrize(
    "text", ["**Before you look: what holds it?**", "Write it on a scrap of paper.", "Take a guess, in your head."]
)
def test_a_guess_has_a_box_and_the_box_earns_nothing(text: str) -> None:
    assert rules(book(cell("force", text), tile("guess"))) == []
    assert rules(book(cell("force", text), cell("more"), tile("guess"))) == ["guess-without-box"]
    assert rules(book(cell("force", text), tile("guess"), points=1.0)) == ["guess-without-box"]
    assert rules(book(cell("force", text))) == ["guess-without-box"]
    assert rules(book(cell("force", f"<details>{text}</details>"), tile("guess"))) == []


@pytest.mark.parametrize("text", ["It is 42.5 then.", TEXT])
def test_a_text_that_tells_the_answer_is_folded(text: str) -> None:
    worked = cell("worked-net")
    assert rules(book(worked, tile("net"), cell("after", text))) == ["answer-told-below"]
    assert rules(book(worked, tile("net"), cell("more"), cell("after", text))) == ["answer-told-below"]
    assert rules(book(worked, tile("net"), cell("after", f"### And?\n\n<details>\n\n{text}\n\n</details>"))) == []
    assert rules(book(worked, tile("net"), tile("guess"), cell("after", text))) == [], "another exercise is between"
    assert rules(book(worked, tile("net"), cell("after", "The net says what pulls more."))) == []


def test_what_was_said_above_gives_nothing_away_below() -> None:
    assert rules(book(cell("worked-net", "Begin at 42.5."), tile("net"), cell("after", "It is 42.5 then."))) == []


def test_the_first_sum_of_a_notebook_comes_after_a_worked_one() -> None:
    assert rules(book(tile("net"))) == ["no-worked-example"]
    assert rules(book(tile("net"), cell("worked-net"))) == ["no-worked-example"]
    assert rules(book(cell("worked-net"), tile("net"))) == []
    assert rules(book(tile("net"), track="manager")) == []
    assert rules(book(tile("guess"))) == [], "a choice needs none"


def test_code_is_at_the_end_and_folded() -> None:
    code = NotebookCell("see-net-1", "code", "print(1)")
    head = cell("see-net", "### See how", folded=True)
    assert rules(book(tile("guess"), head, code)) == []
    assert rules(book(head, code, tile("guess"))) == ["code-among-exercises"]
    assert rules(book(tile("guess"), cell("see-net", "### See how"), code)) == ["code-among-exercises"]


def test_what_may_be_skipped_is_folded_and_says_so() -> None:
    folded = cell("optional-net", "## Optional: a sum", folded=True)
    assert rules(book(folded, tile("net"), optional=True)) == []
    assert rules(book(folded, tile("guess"), cell("optional-more"), tile("net"), optional=True)) == []
    assert rules(book(cell("optional-net", "## Optional: a sum"), tile("net"), optional=True)) == ["optional-unfolded"]
    assert rules(book(folded, cell("next", "## Next"), tile("net"), optional=True)) == ["optional-unfolded"]


def test_the_course_keeps_them() -> None:
    base, _ = editions(load(), NOTEBOOKS)
    found = [str(r) for r in remarks(base) if "the-largest-drop" not in r.seen]  # accepted.toml says why
    assert found == []
