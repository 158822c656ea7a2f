"""Markdown in which a text stays text."""

from __future__ import annotations

import re

from mosaic_exercises.drawing.measure import clean

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def escaped(text: str) -> str:
    """A text in which nothing is markup; its line breaks become spaces."""
    flat = " ".join(clean(text).split())
    return LINE_START.sub(r"\1\\\2", MARKUP.sub(r"\\\1", flat))
