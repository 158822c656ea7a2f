"""Markets on two independent axes: how many offer, and how much their offers differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.culture import Market
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import Extent, clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LIMIT: Final = 12
SIDE: Final = 60.0
SPLIT: Final = 0.4


def chart(markets: Sequence[Market], theme: str = "light", width: float = style.WIDE) -> Picture:
    """Each market at its number of offers (to the right) and their difference in percent (up), with the lines from
    which a market counts as saturated and up to which it counts as flat. At most 12 markets, all with the same lines.
    """
    wide = style.size(width)
    if not markets or not all(isinstance(one, Market) for one in markets):
        raise DataError("There are no markets", "argument `markets`", "Pass a list of culture.market(...).")
    if len(markets) > LIMIT:
        raise DataError(f"{len(markets)} markets", "argument `markets`", f"Choose at most {LIMIT}.")
    lines = {(one.many, one.flat_below) for one in markets}
    if len(lines) > 1:
        raise DataError("The markets have different lines", "argument `markets`", "Use one `many` and `flat_below`.")
    ((many, flat),) = lines
    title = "Saturated and flat: two questions about a market"
    note = (
        f"Saturated from {many} offers on, flat up to {flat:g}% of difference in price or features: this workbook's "
        "lines, which can be moved. The scales change at the lines."
    )
    head = style.heading_height(wide, title, note)
    area = Extent(SIDE, head + 42, wide - 14, head + 42 + min(380.0, max(280.0, 0.6 * wide)))
    most_offers = max([2.0 * many, *(one.offers + 1.0 for one in markets)])
    most_gap = max([2.0 * flat, 10.0, *(one.difference * 1.1 for one in markets)])

    def at(offers: float, gap: float) -> tuple[float, float]:
        return (
            area.left + 10 + _part(offers, many - 0.5, most_offers) * (area.right - area.left - 20),
            area.bottom - 10 - _part(gap, flat, most_gap) * (area.bottom - area.top - 20),
        )

    line_x, line_y = at(many - 0.5, 0)[0], at(0, flat)[1]
    points = [at(one.offers, one.difference) for one in markets]
    names = [f"{place}" for place in range(1, len(markets) + 1)]
    used = [Extent(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    placed = labels.beside(points, names, Extent(area.left, area.top, area.right, area.bottom), used, reach=60)
    start = area.bottom + 44
    listed = [
        labels.lines(
            f"{place}  {one.name}: {one.offers} offers, {one.difference:.0f}% difference: {one.quadrant}", wide
        )
        for place, one in enumerate(markets, start=1)
    ]
    height = start + sum(labels.LINE * len(rows) + 3 for rows in listed) + 8

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        labels.crossed(ax, look, area, (line_x, line_y))
        labels.write(ax, 0, area.top - 30, "difference of the offers (%) ↑", look.text)
        labels.write(ax, (area.left + area.right) / 2, area.bottom + 28, "offers (number) →", look.text, ha="center")
        for value, x in ((0, at(0, 0)[0]), (many, at(many, 0)[0]), (round(most_offers), at(most_offers, 0)[0])):
            labels.write(ax, x, area.bottom + 11, f"{value}", look.text, ha="center")
        for gap in (0.0, flat, float(round(most_gap))):
            labels.write(ax, area.left - 6, at(0, min(gap, most_gap))[1], f"{gap:g}", look.text, ha="right")
        for x, word in (((area.left + line_x) / 2, "not saturated"), ((line_x + area.right) / 2, "saturated")):
            labels.write(ax, x, area.top - 11, word, look.text, ha="center", bold=True)
        for y, word in (((area.top + line_y) / 2, "not flat"), ((line_y + area.bottom) / 2, "flat")):
            labels.write(ax, area.left - 6, y, word, look.text, ha="right", bold=True)
        for one, (x, y), label, name in zip(markets, points, placed, names, strict=True):
            ax.plot(
                [x],
                [y],
                marker="s" if one.flat else "o",
                markersize=10,
                markerfacecolor=look.second if one.flat else look.first,
                markeredgecolor=look.text,
                markeredgewidth=0.8,
                zorder=4,
            )
            if label is not None:
                labels.write(ax, label.x, label.y, name, look.text, bold=True)
        y = start
        for rows in listed:
            for row in rows:
                labels.write(ax, 0, y + labels.LINE / 2, row, look.text)
                y += labels.LINE
            y += 3

    table = tuple(
        (
            clean(one.name),
            f"{one.offers}",
            f"{one.difference:.1f}",
            "yes" if one.saturated else "no",
            "yes" if one.flat else "no",
        )
        for one in markets
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=height,
        title=title,
        alt=" ".join(
            f"{clean(m.name)}: {m.offers} offers, {m.difference:.0f}% difference: {m.quadrant}." for m in markets
        ),
        table=(("Market", "Offers", "Difference in %", "Saturated", "Flat"), *table),
    )


def _part(value: float, line: float, most: float) -> float:
    """Where a value stands on an axis, 0 to 1: what is below the line takes two fifths of it, so that both halves can
    be read however far the rest goes."""
    if value <= line:
        return SPLIT * value / line if line > 0 else 0.0
    return SPLIT + (1 - SPLIT) * (value - line) / (most - line)
