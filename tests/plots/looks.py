"""What holds for every picture: whole, titled, readable, no text over another or over the edge."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from math import cos, radians, sin
from typing import Any

from mosaic_exercises.plots.style import Picture
from tests.support import long_profile

SVG = "{http://www.w3.org/2000/svg}"
LIGHT = (("light", 390), ("light", 848))
"""How each picture is looked at. The theme gives colours and nothing else, so the dark one is drawn once, too."""


def some(names: Sequence[str]) -> Sequence[str]:
    """Of the pictures that are drawn by the same hands: a third in make test, all in make test-all."""
    return names if long_profile() else names[::3]


def texts(root: ET.Element) -> list[tuple[str, float, str, float, float, float]]:
    """Of each text of an SVG: words, size, anchor, x, y, angle."""
    found = []
    for element in root.iter(f"{SVG}text"):
        look = element.get("style", "")
        size = re.search(r"([\d.]+)px", look)
        anchor = re.search(r"text-anchor: (\w+)", look)
        turn = element.get("transform", "")
        angle = re.search(r"rotate\(([-\d.]+)", turn)
        place = re.search(r"translate\(([-\d.]+)[ ,]([-\d.]+)", turn)
        x, y = place.groups() if place else (element.get("x", "nan"), element.get("y", "nan"))
        assert size is not None
        found.append(
            (
                "".join(element.itertext()),
                float(size[1]),
                anchor[1] if anchor else "start",
                float(x),
                float(y),
                float(angle[1]) if angle else 0.0,
            )
        )
    return found


@cache
def _font(size: float) -> Any:
    """The font that matplotlib brings, at this size: an eye of its own, not the product's measure."""
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    font = FT2Font(findfont(FontProperties("DejaVu Sans")))
    font.set_size(size, 72)
    return font


@cache
def length(words: str, size: float) -> float:
    """How long a text is, in pixels."""
    from matplotlib.ft2font import LoadFlags

    font = _font(size)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64


def box(words: str, size: float, anchor: str, x: float, y: float, angle: float) -> tuple[float, float, float, float]:
    """Where a text stands: left, top, right, bottom."""
    long = length(words, size)
    start = {"start": 0.0, "middle": -long / 2, "end": -long}[anchor]
    c, s = cos(radians(angle)), sin(radians(angle))
    corners = [(u * c - v * s, u * s + v * c) for u in (start, start + long) for v in (-0.75 * size, 0.2 * size)]
    return (
        x + min(u for u, _ in corners),
        y + min(v for _, v in corners),
        x + max(u for u, _ in corners),
        y + max(v for _, v in corners),
    )


@lru_cache(maxsize=4)
def read(svg: str) -> tuple[ET.Element, list[tuple[str, float, str, float, float, float]]]:
    """A picture's root and its texts."""
    root = ET.fromstring(svg)
    return root, texts(root)


def assert_whole(picture: Picture, width: int) -> None:
    """It has its size, says what it is in title and text alternative, and has no script and no small print."""
    root, shown = read(picture.svg)
    assert root.tag == f"{SVG}svg"
    assert (root.get("role"), root.get("aria-label")) == ("img", f"{picture.title}. {picture.alt}")
    assert root.get("width") == str(width)
    assert root.get("viewBox") == f"0 0 {width} {root.get('height')}"
    assert not list(root.iter(f"{SVG}script"))
    assert picture.title in " ".join(words for words, *_ in shown)
    assert min(size for _, size, *_ in shown) >= 11
    assert picture.alt.endswith(".")
    assert ".." not in picture.alt
    assert any(digit in picture.alt for digit in "0123456789")


def assert_apart(picture: Picture, width: int) -> None:
    """No text leaves the picture or covers another (a slanted one is smaller than the box around it)."""
    root, shown = read(picture.svg)
    height = float(root.get("height", "0"))
    boxes = [(words, turn, box(words, size, ha, x, y, turn)) for words, size, ha, x, y, turn in shown if words.strip()]
    for words, _, (left, top, right, bottom) in boxes:
        assert left >= -1, words
        assert top >= -1, words
        assert right <= width + 1, words
        assert bottom <= height + 1, words
    straight = [(words, place) for words, turn, place in boxes if turn % 90 == 0]
    for number, (words, one) in enumerate(straight):
        for others, two in straight[number + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (words, others)


def assert_looks(drawn: Callable[[str, float], Picture]) -> None:
    """Whole and apart in both widths."""
    for theme, width in LIGHT:
        picture = drawn(theme, width)
        assert_whole(picture, width)
        assert_apart(picture, width)


def assert_alike_in_the_dark(drawn: Callable[[str, float], Picture]) -> None:
    """In the dark it has the same words at the same places, in other colours."""
    assert_whole(drawn("dark", 390), 390)
    light, dark = drawn("light", 390), drawn("dark", 390)
    assert read(light.svg)[1] == read(dark.svg)[1]
    assert set(re.findall("#[0-9a-f]{6}", light.svg)) != set(re.findall("#[0-9a-f]{6}", dark.svg))
    assert (light.title, light.alt, light.table) == (dark.title, dark.alt, dark.table)


def assert_table(picture: Picture) -> None:
    """The numbers of the picture in a table: headed, without a hole."""
    assert len(picture.table) > 1
    assert len({len(row) for row in picture.table}) == 1
    assert all(isinstance(cell, str) and cell.isprintable() for row in picture.table for cell in row)
    assert all(picture.table[0])
