"""Course text in the forms that other systems take: HTML, and plain text."""

from __future__ import annotations

from mosaic_exercises.drawing.html import inline, prose, safe
from mosaic_exercises.reading.markup import spans, words


def html(text: str) -> str:
    """Paragraphs and lists as HTML; nothing in the text can be more than text."""
    return prose(text)


def line(text: str) -> str:
    """One line as HTML without its ``<p>``: an option, a card."""
    return inline(spans(" ".join(text.split())))


def plain(text: str) -> str:
    """The words alone, paragraphs kept."""
    return words(text)


def plain_line(text: str) -> str:
    """The words alone, in one line."""
    return " ".join(words(text).split())


__all__ = ["html", "line", "plain", "plain_line", "safe"]
