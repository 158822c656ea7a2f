"""Text: recorded whatever it says; its length counted; what cannot be saved refused with the place."""

from __future__ import annotations

import pytest

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from tests.kinds.examples import exercise


def spoken(words: int) -> str:
    """A text of so many words."""
    return " ".join(f"word{n % 7}" for n in range(words))


def test_a_text_is_recorded_and_waits_for_a_marker() -> None:
    result = check(*exercise("text"), "On Fridays I see unread books.")
    assert (result.outcome, result.score, result.summary) == ("recorded", 0.0, "Your text is recorded.")
    assert [(c.id, c.met, c.judge) for c in result.criteria] == [
        ("length", True, "computer"),
        ("concrete", None, "marker"),
        ("others", None, "marker"),
    ]


@pytest.mark.parametrize(
    ("words", "told"), [(5, "At least 8 are asked for, 3 more"), (13, "At most 12 are asked for, 1 fewer")]
)
def test_a_length_that_is_not_asked_for_is_said_and_still_recorded(words: int, told: str) -> None:
    result = check(*exercise("text", task__min_words=8), spoken(words))
    assert result.outcome == "recorded"
    assert result.criteria[0].met is False
    assert result.criteria[0].seen == f"{words} words."
    assert told in result.criteria[0].try_next


@pytest.mark.parametrize("words", [8, 12])
def test_the_limits_themselves_are_inside(words: int) -> None:
    kind, task, key = exercise("text", task__min_words=8)
    assert check(kind, task, key, spoken(words)).criteria[0].met is True


def test_no_limit_is_no_limit() -> None:
    assert check(*exercise("text-free"), spoken(3000)).criteria[0].met is True


@pytest.mark.parametrize("raw", [None, "", " \t\n ", "\u200b\u00a0\ufeff"])
def test_what_cannot_be_seen_is_blank(raw: str | None) -> None:
    assert check(*exercise("text"), raw).outcome == "not_attempted"


def test_a_text_too_long_to_check_says_the_limit() -> None:
    assert check(*exercise("text"), "so it " * 3_000 + "x" * 2_000).outcome == "recorded"
    told = check(*exercise("text"), "x" * 20_001).summary
    assert "20,001 characters" in told
    assert "20,000" in told
    assert "kept" in told


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0B, 0x1B, 0x7F, 0x85, 0xD83D, 0xDC00])
def test_a_character_that_cannot_be_saved_is_refused_with_its_place(code: int) -> None:
    sign = chr(code)
    told = check(*exercise("text"), f"One line.\nThen the bell {sign} rings.").summary
    assert f"U+{code:04X}" in told
    assert "line 2, after “Then the bell”" in told
    assert "the start of line 1" in check(*exercise("text"), f"{sign}x").summary


def test_every_way_to_end_a_line_becomes_one() -> None:
    kind, task, _ = exercise("text")
    assert KINDS[kind].parse(task, "a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


def test_text_is_kept_as_it_is() -> None:
    kind, task, _ = exercise("text")
    text = "  <img src=x onerror=alert(1)> =cmd() \U0001f6b2 \u202eabc  "
    assert KINDS[kind].describe(task, KINDS[kind].parse(task, text)) == text


def test_the_model_stays_out_of_the_result() -> None:
    _, _, key = exercise("text")
    result = str(check(*exercise("text"), "On Fridays I see unread books."))
    assert not any(part in result for part in (key.model, *key.look_for, key.why))
