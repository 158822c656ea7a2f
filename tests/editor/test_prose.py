"""The prose rules: each pattern finds what it is for and leaves good English alone; quotations do not come back."""

from __future__ import annotations

import re

import pytest

from mosaic_exercises.editor import read
from mosaic_exercises.editor.prose import Pattern, Quoted, patterns, quoted, sentences
from tests.editor.cases import BOOK, edition_of, one_of
from tests.support import every


def finds(pattern: Pattern, text: str) -> bool:
    return any(re.search(pattern.find, sentence) for sentence in sentences(text))


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.id)
def test_a_pattern_finds_its_own_examples_and_no_good_english(pattern: Pattern) -> None:
    assert pattern.hit
    assert [text for text in pattern.hit if not finds(pattern, text)] == []
    assert [text for text in pattern.miss if finds(pattern, text)] == []
    assert pattern.wants.rstrip("'").endswith(".")
    assert pattern.instead.endswith((".", "?", "'"))


def test_ids_are_there_once() -> None:
    ids = [pattern.id for pattern in patterns()]
    assert len(set(ids)) == len(ids)


def test_all_sentences_that_the_two_editors_quoted_are_listed() -> None:
    assert len(quoted()) == 120
    assert {quote.notebook for quote in quoted()} == {f"{n:02}" for n in range(12)}


@every(quoted(), lambda q: q.text[:40])
def test_a_quoted_sentence_is_found_wherever_it_comes_back(quote: Quoted) -> None:
    again = quote.text.replace("...", "and so on").replace("|", "(")
    found = read(edition_of(one_of("it", "Yes.", "No."), cells={"a": f"Then we read: **{again}** and more."})).remarks
    assert quote.text in [r.seen for r in found if r.rule == "quoted-sentence"]


def test_a_remark_names_the_file_the_exercise_the_field_and_what_to_write() -> None:
    edition = edition_of(
        one_of("which", "This one.", "It stands in the book.", "That one."),
        cells={"intro": "Nobody rang.\n\n- Mend it."},
    )
    found = {r.rule: r for r in read(edition).remarks}
    assert str(found["stands-written"].place) == "exercises/01.toml: which: task.options.o1.text"
    assert found["stands-written"].seen == "It [stands] in the book."
    assert str(found["mend"].place) == f"notebooks/{BOOK}.ipynb: intro"
    assert "fix" in found["mend"].advice
    assert {"stock-subject", "ring-rang"} <= set(found)


def test_code_addresses_and_html_are_not_read_as_prose() -> None:
    text = "`nobody`\n\n```python\nmend(somebody)\n```\n\n[the rule](https://example.org/mend) <div class='mend'>"
    ids = {pattern.id for pattern in patterns()}
    found = read(edition_of(one_of("it", "Yes.", "No."), cells={"a": text})).remarks
    assert [r.rule for r in found if r.rule in ids] == []


def test_table_cells_and_list_items_are_sentences_of_their_own() -> None:
    assert sentences("| Who | What |\n|:--|--:|\n| Ann | reads. Then rides |")[:2] == ["Who", "What"]
    assert sentences("- One thing\n- Another. And a third") == ["One thing", "Another.", "And a third"]
