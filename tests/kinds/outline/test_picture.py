"""The mind map as a picture: every branch with its words, none over another, folded ones too."""

from __future__ import annotations

from itertools import combinations

from mosaic_exercises.drawing.shapes import Box, Drawing
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.kinds.outline.nodes import DEEPEST, MOST_NODES, Node
from mosaic_exercises.kinds.outline.picture import outline_drawing

WORDS = "Why they buy: advice in the showroom, a friend's word, the lease that an employer pays for"


def frames(drawing: Drawing) -> list[Box]:
    """The box of each branch."""
    return [p for p in drawing.pieces if isinstance(p, Box) and p.line]


def some(n: int = 60) -> tuple[Node, ...]:
    return tuple(
        Node(f"n{i}", i % 4, WORDS if i % 3 else f"Branch {i}", "Two\nlines" * (i % 5 == 0), shut=i == 4)
        for i in range(n)
    )


def test_no_branch_lies_over_another_or_off_the_paper() -> None:
    drawing = outline_drawing(some(), "Customers")
    boxes = frames(drawing)
    assert len(boxes) == 61
    for a, b in combinations(boxes, 2):
        assert a.x + a.w <= b.x or b.x + b.w <= a.x or a.y + a.h <= b.y or b.y + b.h <= a.y
    for box in boxes:
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.w <= drawing.width
        assert box.y + box.h <= drawing.height


def test_all_words_are_in_it_folded_branches_too_and_none_has_an_effect() -> None:
    nodes = (
        Node("a", 0, "Goals <script>alert(1)</script>", shut=True),
        Node("b", 1, "Within", "A note & more", "https://example.org/?a=1&b=2"),
        Node("c", 0, ""),
    )
    drawing = outline_drawing(nodes, "Customers")
    said = " ".join(p.text for p in drawing.pieces if isinstance(p, Box))
    for words in ("Within", "A note & more", "https://example.org/?a=1&b=2", "(no text)", "Customers"):
        assert words in said
    assert "<script" not in svg(drawing)
    assert "3 branches" in drawing.alt


def test_an_empty_map_and_the_largest_one_are_drawn() -> None:
    assert len(frames(outline_drawing((), "Customers"))) == 1
    largest = tuple(Node(f"n{i}", min(i, i % (DEEPEST + 1)), WORDS) for i in range(MOST_NODES))
    assert len(frames(outline_drawing(largest, "Customers"))) == MOST_NODES + 1
