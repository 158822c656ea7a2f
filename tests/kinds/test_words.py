"""Words are counted in every script, and what an attempt is follows from it: one for screen, gate and grade."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.kinds.attempt import DIFFERENT, least, no_attempt
from mosaic_exercises.kinds.judged import Judged, check
from mosaic_exercises.reading.words import count_words, different_words
from tests.kinds import harness
from tests.kinds.examples import examples, exercise

VECTORS: list[tuple[str, int]] = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))


def test_each_text_has_its_count() -> None:
    assert [(text, count_words(text)) for text, _ in VECTORS] == [(text, n) for text, n in VECTORS]


@pytest.mark.parametrize(
    ("text", "different"),
    [
        ("asdf", 1),
        ("asdf ASDF, asdf!", 1),
        ("we call back", 3),
        ("好好好好好好好好", 1),
        ("客户要求有人接电话", 5),
        ("🙂 🙃", 0),
    ],
)
def test_the_same_word_again_is_no_other_word(text: str, different: int) -> None:
    assert different_words(text) == different


def test_a_text_with_a_letter_of_another_script_is_counted_as_without_it() -> None:
    """Texts in which each word stands between blanks are counted in a shorter way: the same for every sign."""
    signs = [
        chr(code) for code in (*range(0x0E00), *range(0x1680, 0x16A0), *range(0x2000, 0x2E00), *range(0x1F600, 0x1F640))
    ]
    texts = (
        f"a{sign}B {sign} 1{sign}" for sign in signs if sign != "\u20e3"
    )  # a box around a digit makes no word of it
    odd = [
        text
        for text in texts
        if (count_words(f"{text} ก"), different_words(f"{text} ก"))
        != (count_words(text) + 1, different_words(text) + 1)
    ]
    assert odd == []


@pytest.mark.parametrize(
    "text", ["asdf", "asdf asdf asdf asdf", "Yes, yes!", "🙂 🙂 🙂 🙂", "哈哈哈哈哈哈哈哈", "รรรรรรรรรรร"]
)
def test_one_word_is_no_attempt_and_is_told_what_is_missing(text: str) -> None:
    told = no_attempt(text)
    assert told is not None
    assert told.outcome == "not_attempted"
    assert "three different words of your own" in told.summary
    assert "is kept" in told.summary


@pytest.mark.parametrize("text", ["Nobody calls back", "没有人给我回电话", "ไม่มีใครโทรกลับหาฉันเลย"])
def test_three_different_words_are_one_in_every_script(text: str) -> None:
    assert no_attempt(text) is None


def test_where_many_words_are_asked_for_a_quarter_of_them_is_needed() -> None:
    assert [least(n) for n in (0, 3, 12, 13, 40, 41)] == [DIFFERENT, 3, 3, 4, 10, 11]
    nine = " ".join(f"w{n}" for n in range(9))
    told = no_attempt(nine, 40)
    assert told is not None
    assert "9 words so far" in told.summary
    assert "from 10 words" in told.summary
    assert no_attempt(f"{nine} more", 40) is None


OUTLINE = next(iter(examples("outline")))
OWN: list[tuple[str, Any]] = [
    ("text", "asdf"),
    ("lab", {"values": {}, "note": "asdf"}),
    (OUTLINE, {"nodes": [{"id": "n1", "level": 0, "text": "asdf"}]}),
]


@pytest.mark.parametrize(("name", "raw"), OWN, ids=["text", "lab", "outline"])
def test_nonsense_of_one_word_is_recorded_by_no_kind(name: str, raw: Any) -> None:
    if name == OUTLINE:
        rules, task, key = harness.exercise(name)
        kind = rules.name
    else:
        kind, task, key = exercise(name)
    assert check(kind, task, key, raw).outcome == "not_attempted"
    assert not Judged(kind, task, None).tried(raw)


def test_what_is_judged_by_rules_needs_no_words() -> None:
    kind, task, key = exercise("lab-silent")
    assert check(kind, task, key, {"values": {"year": 2021}}).outcome == "recorded"
