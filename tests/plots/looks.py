"""What holds for every picture: whole, titled, readable, no text over another or over the edge."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from mosaic_exercises.plots.style import Picture
from tests.plots.test_pictures import SVG, box, texts


def assert_whole(picture: Picture, width: int) -> None:
    """It has its size, says what it is in title and text alternative, and has no script and no small print."""
    root = ET.fromstring(picture.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", f"{picture.title}. {picture.alt}")
    assert root.get("width") == str(width)
    assert not list(root.iter(f"{SVG}script"))
    shown = texts(root)
    assert picture.title in " ".join(words for words, *_ in shown)
    assert min(size for _, size, *_ in shown) >= 11
    assert picture.alt.endswith(".")
    assert ".." not in picture.alt
    assert any(digit in picture.alt for digit in "0123456789")


def assert_apart(picture: Picture, width: int) -> None:
    """No text leaves the picture or covers another."""
    root = ET.fromstring(picture.svg)
    height = float(root.get("height", "0"))
    boxes = [(words, box(words, size, ha, x, y, turn)) for words, size, ha, x, y, turn in texts(root) if words.strip()]
    for words, (left, top, right, bottom) in boxes:
        assert left >= -1, words
        assert top >= -1, words
        assert right <= width + 1, words
        assert bottom <= height + 1, words
    for number, (words, one) in enumerate(boxes):
        for others, two in boxes[number + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (words, others)
