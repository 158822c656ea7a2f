"""Bars to both sides of nought with their values at the right, and intervals as thin lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW: Final = 34.0


def either_side(
    wide: float,
    theme: str,
    title: str,
    note: str,
    alt: str,
    names: Sequence[str],
    values: Sequence[float],
    told: Sequence[str],
    between: Sequence[tuple[float | None, float | None]],
    ends: tuple[float, float],
    unit: str,
    table: tuple[tuple[str, ...], ...],
) -> Picture:
    """Bars to both sides of nought, their values in a column of their own at the right."""
    head = style.heading_height(wide, title, note)
    widest = min(0.36 * wide, max(labels.long(name, style.TEXT) for name in names))
    said = [labels.lines(name, widest + 1, style.TEXT, most=4) for name in names]
    row = max(ROW, 8 + 15.0 * max(map(len, said)))
    column = max(labels.long(text, style.TEXT, bold=True) for text in told)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=widest + 16, right=column + 18, top=head + 4, bottom=46)
        span = ends[1] - ends[0] or 1.0
        ax.set_xlim(ends[0] - 0.04 * span, ends[1] + 0.04 * span)
        ax.set_ylim(len(names) - 0.5, -0.5)
        for place, (value, text, (low, high)) in enumerate(zip(values, told, between, strict=True)):
            colour = look.second if value < 0 else look.first
            ax.barh(place, value, height=0.56 * ROW / row, color=colour, edgecolor=look.text, linewidth=0.8)
            if low is not None and high is not None:
                _whisker(ax, look, place, low, high)
            ax.annotate(
                text,
                (1, place),
                xycoords=("axes fraction", "data"),
                xytext=(column + 12, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                size=style.TEXT,
                weight="bold",
            )
        ax.axvline(0, color=look.text, linewidth=1.2)
        ax.set_yticks(range(len(names)), ["\n".join(lines) for lines in said])
        ax.tick_params(axis="y", length=0, pad=8, labelsize=style.TEXT)
        _across(ax, look, unit, wide - widest - column - 34)

    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=head + 4 + row * len(names) + 46,
        title=title,
        alt=alt,
        table=table,
    )


def _whisker(ax: Axes, look: Theme, place: float, low: float, high: float) -> None:
    # A light line under a dark one, so that it shows on the bar and beside it.
    for colour, thick in ((look.surface, 4.5), (look.text, 1.6)):
        ax.plot([low, high], [place, place], color=colour, linewidth=thick, solid_capstyle="butt", zorder=4)
        for end in (low, high):
            ax.plot([end, end], [place - 0.13, place + 0.13], color=colour, linewidth=thick, zorder=4)


def _across(ax: Axes, look: Theme, unit: str, room: float) -> None:
    ax.grid(True, axis="x", color=look.line, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.set_xticks(*style.ticks(*ax.get_xlim(), 4 if room < 260 else 7))
    ax.set_xlabel(unit if labels.long(unit) <= room else "points of the scale")
    ax.spines["left"].set_visible(False)
