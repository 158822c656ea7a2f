"""How much room a text takes: its width and height, and the lines it breaks into; no font need be installed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

LEADING: Final = 1.3
READABLE: Final = 13.4  # px: on a slide of this width, 11 pt
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` without what no XML file can hold; such signs become U+FFFD."""
    return NOT_XML.sub("\ufffd", text)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in px, in the font that pictures ask for first: ``widths.txt`` knows its signs, so no font
    need be installed. Kerning is not counted: a text is never wider. Scripts that the font lacks are estimated."""
    known = _widths()[bold]
    return sum(known[sign] if sign in known else _guessed(sign, bold) for sign in text) * size


@cache
def _widths() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Each sign's width as a share of its size, in the regular weight and in bold."""
    file = (Path(__file__).parent / "widths.txt").read_text(encoding="utf-8")
    found: list[dict[str, float]] = []
    for part in file.rstrip("\n").split("\n\n"):
        lines = (line.partition(" ") for line in part.split("\n") if not line.startswith("# "))
        found.append({sign: int(width) / 1000 for width, _, signs in lines for sign in signs})
    regular, bold = found
    return regular, bold


@lru_cache(4096)
def _guessed(sign: str, bold: bool) -> float:
    if unicodedata.combining(sign):
        return 0.0
    wide = unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0x1F000
    return (1.15 if wide else 0.72 if sign.isupper() else 0.64) * (1.16 if bold else 1.0)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """``text`` as lines that fit into ``width`` px; a word that is too long is broken."""
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _broken(word, width, size, bold):
                longer = f"{line} {piece}" if line else piece
                if line and width_of(longer, size, bold) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = longer
        lines.append(line)
    return lines or [""]


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    if width_of(word, size, bold) <= width:
        return [word]
    pieces, piece, used = [], "", 0.0
    for sign in word:
        wide = width_of(sign, size, bold)
        if piece and used + wide > width:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + sign, used + wide
    return [*pieces, piece]


def height_of(text: str, width: float, size: float, *, bold: bool = False, pad: float = 6.0) -> float:
    """The height in px of a box of ``width`` that holds ``text``."""
    return len(wrapped(text, width - 2 * pad, size, bold)) * size * LEADING + 2 * pad


def evened(pages: Callable[[float], int], most: float) -> float:
    """The height to fill pages to, at most ``most``, so that there are no more of them than have to be and the last is
    about as full as the others. ``pages`` says how many it takes at a height."""
    count = pages(most)
    low, high = most / 3, most
    while count > 1 and high - low > most / 50:
        middle = (low + high) / 2
        low, high = (low, middle) if pages(middle) <= count else (middle, high)
    return high
