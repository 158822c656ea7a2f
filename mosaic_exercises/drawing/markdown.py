"""Markdown in which a text stays text, and the blocks of a document in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch

from mosaic_exercises.drawing.blocks import Bullets, FactList, Figure, Heading, TextTable, Words
from mosaic_exercises.drawing.measure import clean

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def escaped(text: str) -> str:
    """A text in which nothing is markup; its line breaks become spaces."""
    flat = " ".join(clean(text).split())
    return LINE_START.sub(r"\1\\\2", MARKUP.sub(r"\\\1", flat))


@singledispatch
def block(one: object) -> Iterator[str]:
    """The lines of one block."""
    raise TypeError(f"there is no such block: {one!r}")


@block.register
def _(one: Words) -> Iterator[str]:
    yield f"{escaped(one.text)}\n"


@block.register
def _(one: Heading) -> Iterator[str]:
    yield f"#### {escaped(one.text)}\n"


@block.register
def _(one: FactList) -> Iterator[str]:
    yield from (f"- **{escaped(label)}:** {escaped(text.replace(chr(10), ' · '))}" for label, text in one.rows)
    yield ""


@block.register
def _(one: Bullets) -> Iterator[str]:
    yield from (f"{'  ' * depth}- {escaped(text)}" for depth, text in one.items)
    yield ""


@block.register
def _(one: TextTable) -> Iterator[str]:
    yield f"{escaped(one.caption)}\n"
    yield f"| {' | '.join(escaped(c) for c in one.columns)} |"
    yield f"|{' --- |' * len(one.columns)}"
    yield from (f"| {' | '.join(escaped(cell) for cell in row)} |" for row in one.rows)
    yield ""


@block.register
def _(one: Figure) -> Iterator[str]:
    if not one.words:
        yield f"{escaped(one.drawing.alt)}\n"
    for inside in one.words:
        yield from block(inside)
