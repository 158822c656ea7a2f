"""Importance against performance: the plane with its four fields, and the names of the numbered points below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.importance_performance import FIELDS, Attribute, Quadrants
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import Extent, clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 40
SIDE: Final = 44.0


def plane(data: Quadrants, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Each attribute at its performance (to the right) and importance (up), numbered; the cross parts the four fields.

    ``data`` is what ``importance_performance.quadrants`` returned. A full dot stands surely in its field, a hollow one
    so near the cross that chance could have moved it. The axes show the part of the scales that is used.
    """
    wide = style.size(width)
    if not isinstance(data, Quadrants) or len(data.attributes) > MOST:
        raise DataError(
            f"`data` is a {type(data).__name__}",
            "argument `data`",
            f"Pass what importance_performance.quadrants() returned, of at most {MOST} attributes.",
        )
    title = "What matters, and how well it is done"
    note = (
        f"Mean importance (up) and mean performance (to the right). The cross stands at {number(data.cross[0], 2)} and "
        f"{number(data.cross[1], 2)}: {data.rule}."
    )
    head = style.heading_height(wide, title, note)
    area = Extent(SIDE, head + 26, wide - 10, head + 26 + min(360.0, max(260.0, 0.62 * wide)))
    up = _range([one.importance for one in data.attributes], data.cross[0], data.importance_scale)
    across = _range([one.performance for one in data.attributes], data.cross[1], data.performance_scale)

    def at(importance: float, performance: float) -> tuple[float, float]:
        x = area.left + (performance - across[0]) / (across[1] - across[0]) * (area.right - area.left)
        return x, area.bottom - (importance - up[0]) / (up[1] - up[0]) * (area.bottom - area.top)

    signs, top = labels.flow(["field settled", "too near the cross to say"], SIDE, wide, area.bottom + 42)
    rows = [
        labels.lines(f"{place}  {clean(one.name)}: {one.field}", wide)
        for place, one in enumerate(data.attributes, start=1)
    ]
    tops = [top + 6]
    for row in rows:
        tops.append(tops[-1] + labels.LINE * len(row) + 2)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        corners = _frame(ax, look, area, at(*data.cross))
        for place, text in zip(*style.ticks(*up, 5), strict=True):
            labels.write(ax, area.left - 6, at(place, across[0])[1], text, look.text, ha="right")
        for place, text in zip(*style.ticks(*across, 6), strict=True):
            labels.write(ax, at(up[0], place)[0], area.bottom + 10, text, look.text, ha="center")
        labels.write(ax, (area.left + area.right) / 2, area.bottom + 27, "performance →", look.text, ha="center")
        labels.write(ax, 0, area.top - 15, "importance ↑", look.text)
        points = [at(one.importance, one.performance) for one in data.attributes]
        marks = [f"{place}" for place in range(1, len(points) + 1)]
        dots = [Extent(x - 5, y - 5, x + 5, y + 5) for x, y in points]
        placed = labels.beside(points, marks, area, [*corners, *dots], reach=120)
        for one, (x, y), mark, label in zip(data.attributes, points, marks, placed, strict=True):
            if label is not None:
                if label.led:
                    middle = (label.box.left + label.box.right) / 2
                    ax.plot([x, middle], [y, label.y], color=look.muted, linewidth=0.8, zorder=2)
                labels.write(ax, label.x, label.y, mark, look.text, bold=True)
            _dot(ax, look, x, y, one.settled)
        for entry, full in zip(signs, (True, False), strict=True):
            _dot(ax, look, entry.x + 6, entry.y, full)
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for row, y in zip(rows, tops, strict=False):
            for line, word in enumerate(row):
                labels.write(ax, 0, y + labels.LINE * (line + 0.5), word, look.text)

    heads = (
        "Number",
        "Attribute",
        "Importance",
        "Interval",
        "Performance",
        "Interval of performance",
        "Field",
        "Settled",
    )
    table = tuple(
        (
            f"{place}",
            clean(one.name),
            number(one.importance, 2),
            _between(one.importance_low, one.importance_high),
            number(one.performance, 2),
            _between(one.performance_low, one.performance_high),
            one.field,
            "yes" if one.settled else "no",
        )
        for place, one in enumerate(data.attributes, start=1)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=tops[-1] + 6,
        title=title,
        alt=_told(data.attributes),
        table=(heads, *table),
    )


def _range(values: list[float], cross: float, scale: tuple[float, float]) -> tuple[float, float]:
    """The part of a scale that holds all values and the cross, with air, and at least a fifth of the scale."""
    low, high = min(*values, cross), max(*values, cross)
    air = max(0.12 * (high - low), (0.2 * (scale[1] - scale[0]) - (high - low)) / 2)
    return max(scale[0], low - air), min(scale[1], high + air)


def _frame(ax: Axes, look: Theme, area: Extent, cross: tuple[float, float]) -> list[Extent]:
    """The frame, the cross and the names of the fields in their corners; the boxes these take."""
    labels.crossed(ax, look, area, cross)
    taken = []
    for word, right, down in zip(FIELDS, (False, True, False, True), (False, False, True, True), strict=True):
        long = labels.long(word)
        left = area.right - 6 - long if right else area.left + 6
        y = area.bottom - 10 if down else area.top + 10
        labels.write(ax, left, y, word, look.muted)
        taken.append(Extent(left - 2, y - 8, left + long + 2, y + 8))
    return taken


def _dot(ax: Axes, look: Theme, x: float, y: float, full: bool) -> None:
    fill = look.first if full else look.surface
    ax.plot([x], [y], marker="o", markersize=8, markerfacecolor=fill, markeredgecolor=look.first, zorder=3)


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{number(low, 2)} to {number(high, 2)}"


def _told(attributes: tuple[Attribute, ...]) -> str:
    parts = []
    for field in FIELDS:
        own = [one for one in attributes if one.field == field]
        sure = [clean(one.name) for one in own if one.settled]
        said = f"{field[:1].upper()}{field[1:]}: {len(own)}"
        if sure:
            some = "; ".join(sure[:3]) + (f" and {len(sure) - 3} more" if len(sure) > 3 else "")
            said += f", surely {some.rstrip('.')}"
        parts.append(said)
    return ". ".join(parts) + "."
