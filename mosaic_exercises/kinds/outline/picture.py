"""An outline as a drawing: the middle on the left, each branch to the right of it with its words, note, link and
picture."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec

from mosaic_exercises.drawing.measure import READABLE, height_of, width_of, wrapped
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, PAPER, SERIES, SHADE
from mosaic_exercises.drawing.shapes import Box, Drawing, Piece, Point, Raster, Stroke
from mosaic_exercises.kinds.outline.images import Image, read_image
from mosaic_exercises.kinds.outline.nodes import Node

PAD: Final = 8.0
ACROSS: Final = 48.0  # px between levels
BETWEEN: Final = 10.0  # px between branches
EDGE: Final = 20.0
BENDS: Final = 16  # straight pieces that a bent line is drawn with
CUT: Final = "… (more in the notes)"
SHOWN: Final = (200.0, 150.0)  # px that a picture is fitted into


class Look(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """Sizes in px: of a branch's words, of its note and link, and of the widest branch (longer words are broken).
    ``lines``: how much of a note is shown, 0 for nothing of it. ``slack``: the share of a width that is left free,
    where another program sets the words in a type of its own."""

    size: float = 13.0
    small: float = 11.0
    widest: float = 230.0
    lines: int = 1000
    slack: float = 0.0


ON_PAPER: Final = Look()
ON_SLIDE: Final = Look(size=15.0, small=READABLE, widest=300.0, lines=9, slack=0.06)
NAMES_ONLY: Final = Look(size=15.0, small=READABLE, widest=300.0, lines=0, slack=0.06)


class _Branch:
    """A box of the drawing while its place is sought; ``own`` are the branches under it."""

    def __init__(self, level: int, text: str, first: int, look: Look, node: Node | None = None) -> None:
        small = _beside(node.note.strip(), node.link, look) if node is not None else ""
        self.level, self.text, self.small, self.first, self.look = level, text, small, first, look
        self.own: list[_Branch] = []
        shown = node is not None and node.picture and look.lines
        self.image = read_image(node.picture, text) if node is not None and shown else None
        self.alt = node.alt if node is not None else ""
        self.shown = _fitted(self.image)
        bold = level < 2
        lines = [(text, look.size, bold), *((line, look.small, False) for line in small.split("\n") if small)]
        wide = max(*(width_of(words, size, thick) for words, size, thick in lines), self.shown[0])
        self.w = min(look.widest, wide * (1 + look.slack) + 2 * PAD + 2)
        room = self.w * (1 - look.slack)
        self.text_h = height_of(text, room, look.size, bold=bold, pad=PAD)
        self.h = self.text_h + (height_of(small, room, look.small, pad=PAD) - PAD if small else 0.0)
        self.h += self.shown[1] + PAD if self.image else 0.0
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


def _fitted(image: Image | None) -> tuple[float, float]:
    """How large a picture is shown: as it is, or as large as fits."""
    if image is None:
        return 0.0, 0.0
    scale = min(1.0, SHOWN[0] / image.width, SHOWN[1] / image.height)
    return image.width * scale, image.height * scale


@lru_cache(2048)
def _beside(note: str, link: str, look: Look) -> str:
    """A branch's note and link, as much of the note as is shown."""
    if look.lines == 0:
        return ""
    lines = wrapped(note, look.widest * (1 - look.slack) - 2 * PAD, look.small) if note else []
    shown = note if len(lines) <= look.lines else "\n".join([*lines[: look.lines - 1], CUT])
    return "\n".join(part for part in (shown, link) if part)


def outline_drawing(nodes: tuple[Node, ...], title: str, look: Look = ON_PAPER, head: Node | None = None) -> Drawing:
    """The whole map, folded branches too. ``head``: the branch that stands in the middle, where it is a part of one."""
    root = _Branch(0, title, 0, look, head)
    trail, all_ = [root], [root]
    for node in nodes:
        del trail[node.level + 1 :]
        first = len(root.own) if node.level == 0 else trail[1].first
        branch = _Branch(len(trail), node.text or "(no text)", first, look, node)
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
        size=branch.look.size,
        bold=branch.level < 2,
        ink=PAPER if root else INK,
        pad=PAD,
    )
    pieces: list[Piece] = [frame, words]
    if branch.small:
        top = branch.y + branch.text_h - PAD
        high = branch.h - branch.text_h + PAD - (branch.shown[1] + PAD if branch.image else 0.0)
        pieces.append(
            Box(
                x=branch.x,
                y=top,
                w=branch.w,
                h=high,
                text=branch.small,
                size=branch.look.small,
                ink=PAPER if root else MUTED,
                pad=PAD,
            )
        )
    if branch.image:
        w, h = branch.shown
        top = branch.y + branch.h - PAD - h
        about = branch.alt or branch.text
        pieces.append(
            Raster(x=branch.x + PAD, y=top, w=w, h=h, sort=branch.image.sort, data=branch.image.data, about=about)
        )
    return pieces
