"""Course text in the forms that other systems take: HTML, and plain text."""

from __future__ import annotations

import re

from mosaic_exercises.drawing.page import prose, safe

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")
_MARKS = re.compile(r"\*\*(.+?)\*\*|(?<![\w*])\*(?!\s)([^*\n]+)(?<!\s)\*(?![\w*])|`([^`\n]+)`")


def html(text: str) -> str:
    """Paragraphs and lists as HTML; nothing in the text can be more than text."""
    return prose(text)


def line(text: str) -> str:
    """One paragraph as HTML without its ``<p>``: an option, a card."""
    whole = prose(" ".join(text.split()))
    return whole.removeprefix("<p>").removesuffix("</p>") if whole.count("<p>") == 1 else whole


def plain(text: str) -> str:
    """The words alone, paragraphs kept."""
    return _MARKS.sub(lambda m: next(g for g in m.groups() if g is not None), _LINK.sub(r"\1 (\2)", text)).strip()


def plain_line(text: str) -> str:
    """The words alone, in one line."""
    return " ".join(plain(text).split())


__all__ = ["html", "line", "plain", "plain_line", "safe"]
