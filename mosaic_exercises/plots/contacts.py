"""Rows of one measure, a bar or a dot each: feelings either side of zero, shares, counts, and waits from minutes to
weeks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Scale = Literal["feeling", "share", "count", "minutes"]
ROW: Final = 24.0
NARROW: Final = 480
TICKS: Final[dict[Scale, tuple[tuple[float, str], ...]]] = {
    "feeling": ((-2, "−2"), (-1, "−1"), (0, "0"), (1, "+1"), (2, "+2")),
    "share": ((0, "0%"), (50, "50%"), (100, "100%")),
    "minutes": ((1, "1 min"), (60, "1 h"), (1440, "1 day"), (14400, "10 days")),
}


class ContactRow(NamedTuple):
    """One row. ``said``: the value in words; ``n``: how many contacts (or accounts) stand behind it."""

    name: str
    value: float
    said: str
    n: int


def rows(
    data: Sequence[ContactRow],
    scale: Scale,
    *,
    title: str,
    note: str,
    alt: str,
    of: str = "Contacts",
    theme: str = "light",
    width: float = style.WIDE,
) -> Picture:
    """A bar for each row on its scale: ``feeling`` −2 to +2, ``share`` 0 to 100, ``count`` from 0; ``minutes`` are dots
    on a scale that grows tenfold, because a bar there would have no beginning. ``of`` heads the counts in the table.
    """
    wide = style.size(width)
    one_of(scale, ("feeling", "share", "count", "minutes"), "scale")
    if not data:
        raise DataError("There is nothing to draw", "argument `data`", "Pass at least one row.")
    narrow = wide < NARROW
    names = [clean(row.name) for row in data]
    side = 0.0 if narrow else min(0.44 * wide, max(labels.long(name) for name in names) + 14)
    words = max(labels.long(row.said) for row in data) + 10
    said = [labels.lines(name, wide if narrow else side - 2, most=3) for name in names]
    head = style.heading_height(wide, title, note) + labels.LINE + 6
    tops = [head]
    for lines in said:
        beside = max(ROW, 8 + labels.LINE * len(lines))
        tops.append(tops[-1] + (ROW + labels.LINE * len(lines) if narrow else beside))
    bottom = tops[-1]
    left, right = side + 18, wide - words - 4

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for value, tick in _ticks(data, scale):
            x = _at(value, data, scale, left, right)
            zero = scale == "feeling" and value == 0
            ax.plot([x, x], [head - 2, bottom], color=look.muted if zero else look.line, linewidth=1 if zero else 0.8)
            labels.write(ax, x, head - labels.LINE / 2 - 4, tick, look.muted, ha="center")
        for row, lines, top, below in zip(data, said, tops, tops[1:], strict=False):
            y = below - ROW / 2 if narrow else (top + below) / 2
            for line, word in enumerate(lines):
                if narrow:
                    labels.write(ax, 0, top + labels.LINE * (line + 0.5) + 2, word, look.text)
                else:
                    at = y + (line - (len(lines) - 1) / 2) * labels.LINE
                    labels.write(ax, side, at, word, look.text, ha="right")
            _mark(ax, look, row, data, scale, (left, right, y))
            labels.write(ax, wide, y, row.said, look.text, ha="right", bold=True)

    table = tuple((name, row.said, f"{row.n:,}") for name, row in zip(names, data, strict=True))
    return style.picture(
        draw, theme=theme, width=wide, height=bottom + 6, title=title, alt=alt, table=(("Where", "Value", of), *table)
    )


def _ticks(data: Sequence[ContactRow], scale: Scale) -> tuple[tuple[float, str], ...]:
    if scale != "count":
        return TICKS[scale]
    most = _top(data)
    return ((0, "0"), (most, f"{most:g}"))


def _top(data: Sequence[ContactRow]) -> float:
    most = max(row.value for row in data)
    step = 5 if most <= 50 else 50
    return max(step, step * math.ceil(most / step))


def _at(value: float, data: Sequence[ContactRow], scale: Scale, left: float, right: float) -> float:
    if scale == "minutes":
        part = math.log10(max(value, 1)) / math.log10(20000)
    else:
        low, top = {"feeling": (-2.0, 2.0), "share": (0.0, 100.0)}.get(scale, (0.0, _top(data)))
        part = (value - low) / (top - low)
    return left + (right - left) * min(1.0, max(0.0, part))


def _mark(
    ax: Axes, look: Theme, row: ContactRow, data: Sequence[ContactRow], scale: Scale, place: tuple[float, float, float]
) -> None:
    from matplotlib.patches import Rectangle

    left, right, y = place
    end = _at(row.value, data, scale, left, right)
    if scale == "minutes":
        if row.value >= 1:  # no wait has no place on a scale that grows tenfold: its words say so
            ax.plot([end], [y], marker="o", markersize=8, color=look.first)
        return
    zero = _at(0, data, scale, left, right)
    colour = look.second if row.value < 0 else look.first
    ax.add_patch(Rectangle((min(zero, end), y - 6), abs(end - zero), 12, facecolor=colour, zorder=3))
