"""The signs and words by which the pages tell outcomes and criteria apart: never by colour alone."""

from __future__ import annotations

from pathlib import Path

import msgspec

TEMPLATES = Path(__file__).parent / "templates"


class Tone(msgspec.Struct, frozen=True):
    """How something is shown: the name of a colour, a sign, and a word for those who see neither."""

    name: str
    sign: str
    word: str = ""


OUTCOMES = {
    "correct": Tone("good", "✓", "right"),
    "partial": Tone("part", "◐", "partly right"),
    "incorrect": Tone("bad", "✗", "not right"),
    "recorded": Tone("done", "●", "recorded"),
    "not_attempted": Tone("plain", "○", "not answered"),
    "invalid": Tone("bad", "!", "cannot be read"),
}
DONE = ("correct", "recorded")


def points(value: float | None) -> str:
    """Points with two decimals at most; a dash for none."""
    return "–" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def shortened(text: str, most: int) -> str:
    """The beginning of a text, on one line where it is short."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
