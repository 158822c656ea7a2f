"""Words in pictures: how wide they are, where they fit, and a sheet of pixels to draw on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from mosaic_exercises.drawing.measure import width_of
from mosaic_exercises.plots import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from mosaic_exercises.plots.style import Theme

SMALL = style.SMALL
LINE = style.SMALL * 1.35
"""Pixels from one line of small text to the next."""


class Extent(NamedTuple):
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Extent) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Extent) -> bool:
        """Whether this one lies inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Label(NamedTuple):
    """Where a label stands: the middle of its left edge, its box, and whether a line should lead to its point."""

    x: float
    y: float
    box: Extent
    led: bool


def crossed(ax: Axes, look: Theme, area: Extent, cross: tuple[float, float]) -> None:
    """A plane's frame, with a dashed cross through the point that parts its quarters."""
    from matplotlib.patches import Rectangle

    size = (area.right - area.left, area.bottom - area.top)
    ax.add_patch(Rectangle((area.left, area.top), *size, facecolor="none", edgecolor=look.muted, linewidth=1))
    dashes = (0, (4, 3))
    ax.plot([cross[0]] * 2, [area.top, area.bottom], color=look.muted, linewidth=1, linestyle=dashes)
    ax.plot([area.left, area.right], [cross[1]] * 2, color=look.muted, linewidth=1, linestyle=dashes)


def canvas(figure: Figure) -> Axes:
    """Axes over the whole figure, in pixels from the top left, without frame or ticks."""
    width, height = figure.get_figwidth() * 72, figure.get_figheight() * 72
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_axis_off()
    return ax


def number(value: float, digits: int = 1) -> str:
    """``−31.3``, ``3.3``: rounded as people do (a half away from nought), with a real minus, but not before nought."""
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return f"{exact if exact else abs(exact):f}".replace("-", "−")


def signed(value: float, digits: int = 2) -> str:
    """``−1.40``, ``+0.62``, ``0.00``: the same with a sign where there is one."""
    text = number(value, digits)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def clean(text: object) -> str:
    """One line of text without signs that cannot stand in a picture (control characters become blanks)."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())


def long(text: str, size: float = SMALL, bold: bool = False) -> float:
    """How many pixels ``text`` takes in the font that matplotlib brings; never less."""
    return width_of(text, size, bold)


def short(text: str, pixels: float, size: float = SMALL) -> str:
    """``text``, cut and ended with an ellipsis if it is longer than ``pixels``."""
    most = int(pixels / (0.2 * size)) + 1  # no letter is narrower: a pasted page need not be measured
    if len(text) <= most and long(text, size) <= pixels:
        return text
    fits, fails = 0, min(len(text), most)
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if long(f"{text[:middle].rstrip()}…", size) <= pixels:
            fits = middle
        else:
            fails = middle
    return f"{text[:fits].rstrip()}…"


def lines(text: str, pixels: float, size: float = SMALL, most: int = 3) -> list[str]:
    """``text`` in at most ``most`` lines that fit ``pixels``; what is left over ends in an ellipsis."""
    out: list[str] = []
    words = clean(text).split()
    while words and len(out) < most:
        take = 1
        if len(out) == most - 1:
            take = len(words)
        while take < len(words) and long(" ".join(words[: take + 1]), size) <= pixels:
            take += 1
        out.append(short(" ".join(words[:take]), pixels, size))
        words = words[take:]
    return out or [""]


class KeyEntry(NamedTuple):
    """One entry of a key as it is laid out: its words, and where its sign begins."""

    text: str
    x: float
    y: float


def flow(texts: Sequence[str], left: float, right: float, top: float, sign: float = 18) -> tuple[list[KeyEntry], float]:
    """Entries of a key, side by side as they fit between ``left`` and ``right``, and the pixel below them.

    ``sign`` pixels stand before each text for its sign.
    """
    out = []
    x, y = left, top + LINE / 2
    for text in texts:
        width = sign + long(text)
        if x > left and x + width > right:
            x, y = left, y + LINE + 3
        out.append(KeyEntry(text, x, y))
        x += width + 16
    return out, y + LINE / 2 + 4


def beside(
    points: Sequence[tuple[float, float]],
    texts: Sequence[str],
    inside: Extent,
    taken: Sequence[Extent],
    *,
    size: float = SMALL,
    reach: float = 26,
    avoid: Sequence[tuple[float, float]] = (),
    whole: bool = False,
) -> list[Label | None]:
    """A free place for each text near its point, None for one that finds none within ``reach`` pixels.

    Places are tried close by first, to the right first. ``taken`` are boxes that no label may touch; of the points in
    ``avoid`` (such as those along an arrow) a label covers as few as it can. ``whole``: give up at the first text that
    finds no place.
    """
    used = list(taken)
    out: list[Label | None] = []
    for (x, y), text in zip(points, texts, strict=True):
        found = _place(x, y, long(text, size), size, inside, used, reach, avoid)
        out.append(found)
        if found is not None:
            used.append(found.box)
        elif whole:
            return out
    return out


def _place(
    x: float,
    y: float,
    width: float,
    size: float,
    inside: Extent,
    used: Sequence[Extent],
    reach: float,
    avoid: Sequence[tuple[float, float]],
) -> Label | None:
    tall = size * 1.15
    best: Label | None = None
    least = len(avoid) + 1
    # What lies too far away to be met is sorted out once, not at every turn.
    far, high = reach + width, reach + tall
    near = [
        one
        for one in used
        if one.right > x - far and one.left < x + far and one.bottom > y - high and one.top < y + high
    ]
    gap = 7.0
    while gap <= reach:
        for turn in range(16):
            angle = math.pi * ((turn + 1) // 2) / 8 * (1 if turn % 2 else -1) if turn else 0.0
            middle_y = y + math.sin(angle) * (gap + tall / 2)
            left = x + math.cos(angle) * (gap + width / 2) - width / 2
            box = Extent(left, middle_y - tall / 2, left + width, middle_y + tall / 2)
            if not box.within(inside) or any(box.meets(other) for other in near):
                continue
            covers = sum(1 for u, v in avoid if box.left <= u <= box.right and box.top <= v <= box.bottom)
            if covers < least:
                best, least = Label(box.left, middle_y, box, gap > 12), covers
            if not covers:
                return best
        gap += 5
    return best


def write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    colour: str,
    *,
    ha: str = "left",
    size: float = SMALL,
    bold: bool = False,
) -> None:
    """One line of text whose middle is at ``y``, on a canvas."""
    ax.text(x, y, text, color=colour, size=size, ha=ha, va="center_baseline", weight="bold" if bold else "normal")


def swatch(ax: Axes, entry: KeyEntry, colour: str, look: Theme) -> None:
    """A square of ``colour`` before a key's text."""
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((entry.x, entry.y - 6), 12, 12, facecolor=colour, edgecolor=look.text, linewidth=0.8))
