"""Needs by journey steps as a heat map: the number stands in each field, so that nothing rests on the shade."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.needs import NEEDS, HeatMap
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW: Final = 34.0
GAP: Final = 3.0
FEW: Final = 3  # fields that are named; more are no finding


def heat(
    data: HeatMap, needs: Sequence[str] = tuple(NEEDS), *, theme: str = "light", width: float = style.WIDE
) -> Picture:
    """What ``needs.heat_map`` returned: a field for each need and step with its count, and below it the mean feeling
    at the step (-2 to +2). ``needs``: the rows to draw, by id. Stage names stand upright where there is no room.
    """
    wide = style.size(width)
    if not isinstance(data, HeatMap):
        raise DataError(f"`data` is a {type(data).__name__}", "argument `data`", "Pass needs.heat_map(journey).")
    if not needs or set(needs) - set(data.needs) or not data.stages:
        raise DataError("There is no such need or no stage to draw", "argument `needs`", "Pass ids of needs.NEEDS.")
    title = "Which need speaks at which step"
    note = "Number of tagged sentences. D: a deficiency, B: being (growth). Below: mean feeling, −2 to +2."
    names = [f"{NEEDS[need].name} ({NEEDS[need].kind})" for need in needs]
    heads = [clean(name) for name in data.stage_names]
    room = min(0.42 * wide, max(labels.long(name) for name in [*names, "Mean feeling"]) + 12)
    cell = (wide - room) / len(heads)
    tall = max(labels.long(head) for head in heads)
    upright = tall > cell - 4
    top = style.heading_height(wide, title, note) + (tall + 10 if upright else labels.LINE + 8)
    bottom = top + ROW * len(needs)
    rows = [data.counts[data.needs.index(need)] for need in needs]
    most = max(max(row) for row in rows)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for at, head in enumerate(heads):
            middle = room + cell * (at + 0.5)
            if upright:
                ax.text(
                    middle, top - 6, head, color=look.text, size=labels.SMALL, rotation=90, ha="center", va="bottom"
                )
            else:
                labels.write(ax, middle, top - labels.LINE / 2 - 4, head, look.text, ha="center")
        for line, (name, row) in enumerate(zip(names, rows, strict=True)):
            y = top + ROW * line
            told = labels.lines(name, room - 8, most=2)
            for number, words in enumerate(told):
                at_line = y + (ROW - GAP) / 2 + labels.LINE * (number - (len(told) - 1) / 2)
                labels.write(ax, room - 8, at_line, words, look.text, ha="right")
            for at, count in enumerate(row):
                _field(ax, look, (room + cell * at, y), cell, count, most)
        labels.write(ax, room - 8, bottom + ROW / 2, "Mean feeling", look.muted, ha="right")
        for at, value in enumerate(data.emotions):
            said = "–" if value is None else labels.signed(value, 1)
            labels.write(ax, room + cell * (at + 0.5), bottom + ROW / 2, said, look.text, ha="center", bold=True)

    table = tuple((name, *(f"{count}" for count in row), f"{sum(row)}") for name, row in zip(names, rows, strict=True))
    feelings = ("Mean feeling", *("–" if v is None else labels.signed(v, 1) for v in data.emotions), "–")
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=bottom + ROW + 4,
        title=title,
        alt=_alt(data, needs, rows, most),
        table=(("Need", *heads, "All steps"), *table, feelings),
    )


def _field(ax: Axes, look: Theme, corner: tuple[float, float], cell: float, count: int, most: int) -> None:
    from matplotlib.patches import Rectangle

    x, y = corner
    colour = style.shade(look, count / most if most else 0)
    box = (cell - GAP, ROW - GAP)
    ax.add_patch(Rectangle((x, y), *box, facecolor=colour, edgecolor=look.line, linewidth=0.8))
    ink = style.ink_on(colour)
    labels.write(ax, x + box[0] / 2, y + box[1] / 2, f"{count}", ink, ha="center", bold=bool(count))


def _alt(data: HeatMap, needs: Sequence[str], rows: Sequence[Sequence[int]], most: int) -> str:
    if not most:
        return "All fields are empty: no sentence speaks of these needs."
    hot = [
        f"{NEEDS[need].name} at {clean(data.stage_names[at])}"
        for need, row in zip(needs, rows, strict=True)
        for at, count in enumerate(row)
        if count == most
    ]
    if len(hot) > FEW:
        return f"No field stands out: {len(hot)} of {len(rows) * len(data.stages)} have {most}, the rest less."
    return f"The darkest of {len(rows) * len(data.stages)} fields, with {most}: {', '.join(hot)}."
