"""Quotations of the case: word for word in every text of the course, each with its source, each a way into the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.quotes import QuoteUse, quotes, remarks, without_source
from mosaic_exercises.editor.records import Piece, Place
from mosaic_exercises.editor.terms import linked
from mosaic_exercises.running_case.sayings import Saying, close_to, said_by, sayings

ROOT = Path(__file__).parents[1]
KNOWN = (
    Saying("int-1", "Ann", 'I call it "the file". It came late, and nobody said when it would.'),
    Saying("CP1", "Complaint", "The page says an hour. It came after five days."),
)


@pytest.mark.parametrize(
    ("quote", "whose"),
    [
        ("It came late, and nobody said when it would.", "int-1"),
        ("it came late ... when it would", "int-1"),
        ("I call it “the file”.", "int-1"),
        ("It came late [...] nobody said", "int-1"),
        ("when it would ... it came late", None),
        ("It came late, and no one said when it would.", None),
        ("The page says an hour.", "CP1"),
        ("...", None),
    ],
)
def test_whose_words_they_are(quote: str, whose: str | None) -> None:
    found = said_by(quote, KNOWN)
    assert (found.id if found else None) == whose


def test_nearly_word_for_word_is_named_and_anyone_s_words_are_not() -> None:
    texts = [
        Piece(Place("01", "exercises/01.toml", "q"), text)
        for text in (
            "She said: “It came late, and nobody said when it comes.”",
            "> **Ann:** It came late, and nobody said why.",
            "He said: “It came, and nobody said so.”",
            "She said: “It came late, and nobody said when it would.”",
        )
    ]
    assert [r.seen for r in remarks(KNOWN, texts)] == [
        "It came late, and nobody said when it comes.",
        "It came late, and nobody said why.",
    ]
    assert close_to("one two three", KNOWN, 6) is None


def test_each_quotation_of_the_notebooks_is_linked_or_listed_as_the_story_s_own() -> None:
    """With -s it lists what has no source in the case: things said in the story, titles of books, examples."""
    edition, _ = editions(load(), ROOT / "notebooks")
    known = sayings(ROOT)
    assert len({one.id for one in known}) == len(known) > 160
    uses: list[QuoteUse] = []
    lines: list[str] = []
    for notebook, cells in edition.cells.items():
        texts = linked(edition.course, notebook, cells, known)
        for cell in cells:
            here = quotes(cell.source, known) if cell.kind == "markdown" else ()
            uses += here
            assert all(f"][{use.saying.id}]" in texts[cell.id] for use in here)
        lines += [f"{notebook} {cell}: {words}" for cell, words in without_source(known, cells)]
    assert {use.saying.id for use in uses} >= {"read-01", "read-02", "int-08", "int-15"}
    print("\n".join(["", "Quotations without a source in the case:", *lines]))
