"""Citations in a notebook's static text: plain words with the key in a comment, true to the one table of sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mosaic_exercises.course.sources import Source, reference
from mosaic_exercises.editor.citing import remarks
from mosaic_exercises.editor.edition import pieces
from tests.editor.cases import edition_of, one_of

KANO = Source(
    title="Attractive Quality",
    authors="N. Kano and F. Takahashi",
    year="1984",
    container="JSQC",
    volume="14",
    pages="39-48",
)
SLIDES = Source(title="Mosaic Training", note="slides")


def found(text: str, prompt: str = "Which one?", **more: Source) -> list[str]:
    edition = edition_of(one_of("q", "Yes", "No", prompt=prompt), cells={"a": text})
    sources = {"kano-1984": KANO, "slides": SLIDES} | more
    edition = replace(edition, course=replace(edition.course, sources=sources, cited=frozenset(sources)))
    return [r.rule for r in remarks(edition, tuple(pieces(edition)))]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Noriaki Kano (1984)<!-- @kano-1984 --> asked in pairs.", []),
        ("Kano's paper *Attractive Quality*<!-- @kano-1984 --> asks in pairs.", []),
        ("Kano and others (1985)<!-- @kano-1984 --> asked.", ["citation-untrue"]),
        ("Berger (1984)<!-- @kano-1984 --> asked.", ["citation-untrue"]),
        ("Kano (1984)<!-- @kano-84 --> asked.", ["source-missing"]),
        ("Noriaki Kano (1984) asked in pairs.", ["source-without-key"]),
        ("In the summer (2026) it rained.", []),
        ("After the slides *Mosaic Training*<!-- @slides -->.", []),
    ],
)
def test_the_words_before_a_key_name_its_source(text: str, rules: list[str]) -> None:
    assert found(text) == rules


def test_a_list_of_sources_has_the_whole_reference() -> None:
    head = "Something.\n\n### Sources\n\n"
    assert found(f"{head}- {reference(KANO)}<!-- @kano-1984 -->: the pairs.\n- Tessera: SYNTHETIC.") == []
    assert found(f'{head}- N. Kano, "Attractive Quality" (1984)<!-- @kano-1984 -->.') == ["reference-differs"]
    assert found(f'{head}- N. Kano, "Attractive Quality", *JSQC* 14, 1984.') == ["source-without-key"]


def test_an_exercise_cites_by_key_too() -> None:
    assert found("Text.", prompt="Kano and Takahashi (1984) asked. Why?") == ["source-without-key"]
    assert found("Text.", prompt="It was asked before (Kano and Takahashi, 1984). Why?") == []


def test_a_source_that_lacks_something_or_that_nobody_cites_is_named() -> None:
    bare = Source(title="T", authors="A. B", year="1999", container="J")
    assert found("Text.", bare=bare) == ["source-incomplete"]
    edition = edition_of(one_of("q", "Yes", "No"), cells={"a": "Text."})
    edition = replace(edition, course=replace(edition.course, sources={"kano-1984": KANO}))
    assert [r.rule for r in remarks(edition, ())] == ["source-uncited"]
