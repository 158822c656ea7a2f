"""An outline as a drawing: the middle on the left, each branch to the right of it with its words, note and link."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.drawing.measure import height_of, width_of
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, PAPER, SERIES, SHADE
from mosaic_exercises.drawing.shapes import Box, Drawing, Piece, Point, Stroke
from mosaic_exercises.kinds.outline.nodes import Node

WIDEST: Final = 230.0  # px of a branch; longer words are broken
PAD: Final = 8.0
ACROSS: Final = 48.0  # px between levels
BETWEEN: Final = 10.0  # px between branches
EDGE: Final = 20.0
BENDS: Final = 16  # straight pieces that a bent line is drawn with
SIZE: Final = 13.0
SMALL: Final = 11.0


class _Branch:
    """A box of the drawing while its place is sought; ``own`` are the branches under it."""

    def __init__(self, level: int, text: str, small: str, first: int) -> None:
        self.level, self.text, self.small, self.first = level, text, small, first
        self.own: list[_Branch] = []
        bold = level < 2
        lines = [(text, SIZE, bold), *((line, SMALL, False) for line in small.split("\n") if small)]
        self.w = min(WIDEST, max(width_of(words, size, thick) for words, size, thick in lines) + 2 * PAD + 2)
        self.text_h = height_of(text, self.w, SIZE, bold=bold, pad=PAD)
        self.h = self.text_h + (height_of(small, self.w, SMALL, pad=PAD) - PAD if small else 0.0)
        self.x = self.y = 0.0

    def tall(self) -> float:
        """The height that this branch and all under it take."""
        inside = sum(child.tall() for child in self.own) + BETWEEN * max(0, len(self.own) - 1)
        return max(self.h, inside)

    def put(self, top: float, lefts: list[float]) -> None:
        """Places it in the middle of what is under it, which begins at ``top``."""
        tall = self.tall()
        self.x, self.y = lefts[self.level], top + (tall - self.h) / 2
        inside = sum(child.tall() for child in self.own) + BETWEEN * max(0, len(self.own) - 1)
        down = top + (tall - inside) / 2
        for child in self.own:
            child.put(down, lefts)
            down += child.tall() + BETWEEN


def outline_drawing(nodes: tuple[Node, ...], title: str) -> Drawing:
    """The whole map, folded branches too."""
    root = _Branch(0, title, "", 0)
    trail, all_ = [root], [root]
    for node in nodes:
        del trail[node.level + 1 :]
        small = "\n".join(part for part in (node.note.strip(), node.link) if part)
        first = len(root.own) if node.level == 0 else trail[1].first
        branch = _Branch(len(trail), node.text or "(no text)", small, first)
        trail[-1].own.append(branch)
        trail.append(branch)
        all_.append(branch)
    wide = [max(b.w for b in all_ if b.level == level) for level in range(max(b.level for b in all_) + 1)]
    lefts = [EDGE + sum(wide[:level]) + ACROSS * level for level in range(len(wide))]
    root.put(EDGE, lefts)
    pieces: list[Piece] = []
    for branch in all_:
        pieces += [_line(branch, child) for child in branch.own]
    for branch in all_:
        pieces += _boxes(branch)
    said = "; ".join(branch.text for branch in root.own)
    alt = f"Mind map of {title} with {len(nodes)} branches. First level: {said or 'none yet'}."
    return Drawing(lefts[-1] + wide[-1] + EDGE, root.tall() + 2 * EDGE, title, alt, tuple(pieces))


def _colour(branch: _Branch) -> str:
    """Each branch of the first level has a colour, and what is under it the same."""
    return SERIES[branch.first % len(SERIES)]


def _line(above: _Branch, below: _Branch) -> Stroke:
    x1, y1, x2, y2 = above.x + above.w, above.y + above.h / 2, below.x, below.y + below.h / 2
    bend = (x1 + x2) / 2
    return Stroke(
        points=tuple(_on_curve(i / BENDS, x1, y1, bend, x2, y2) for i in range(BENDS + 1)),
        colour=_colour(below),
        width=1.6,
    )


def _on_curve(t: float, x1: float, y1: float, bend: float, x2: float, y2: float) -> Point:
    """A point of the cubic curve that leaves and arrives level."""
    a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3
    return (a * x1 + b * bend + c * bend + d * x2, a * y1 + b * y1 + c * y2 + d * y2)


def _boxes(branch: _Branch) -> list[Piece]:
    root = branch.level == 0
    frame = Box(
        x=branch.x,
        y=branch.y,
        w=branch.w,
        h=branch.h,
        fill=ACCENT if root else SHADE if branch.level == 1 else PAPER,
        line=ACCENT if root else _colour(branch) if branch.level == 1 else LINE,
        round=6.0,
    )
    words = Box(
        x=branch.x,
        y=branch.y,
        w=branch.w,
        h=branch.text_h,
        text=branch.text,
        size=SIZE,
        bold=branch.level < 2,
        ink=PAPER if root else INK,
        pad=PAD,
    )
    if not branch.small:
        return [frame, words]
    top = branch.y + branch.text_h - PAD
    small = Box(
        x=branch.x,
        y=top,
        w=branch.w,
        h=branch.h - branch.text_h + PAD,
        text=branch.small,
        size=SMALL,
        ink=MUTED,
        pad=PAD,
    )
    return [frame, words, small]
