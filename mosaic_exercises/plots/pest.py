"""PEST factors by impact and likelihood, and which of them go into the SWOT."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.pest import HANDED_ON, MOST, PestFactor, hand_on, ranking
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIMIT: Final = 40
SIDE: Final = 40.0
SIGN: Final = {"opportunity": "+", "threat": "−", "": "?"}


def grid(
    factors: Sequence[PestFactor], theme: str = "light", width: float = style.WIDE, least: int = HANDED_ON
) -> Picture:
    """Each factor in the cell of its likelihood (to the right) and impact (up), as its number in the ranking, with a
    sign for opportunity (+) and threat (−); cells from the weight ``least`` on are shaded. At most 40 factors; their
    names stand below, the weightiest first.
    """
    wide = style.size(width)
    if isinstance(factors, str) or not factors or not all(isinstance(one, PestFactor) for one in factors):
        raise DataError("There are no PEST factors", "argument `factors`", "Pass what pest.from_table() returned.")
    if len(factors) > LIMIT:
        raise DataError(f"{len(factors)} factors", "argument `factors`", f"Choose at most {LIMIT}.")
    order = [ranked.factor for ranked in ranking(factors)]
    title = "PEST: impact and likelihood"
    note = (
        f"Numbers are places in the ranking by impact x likelihood; + opportunity, − threat. Shaded from {least} of 25 "
        "on: these go into the SWOT. Estimates from 1 to 5, no measurement."
    )
    head = style.heading_height(wide, title, note)
    marks = {id(one): f"{place}{SIGN[one.direction]}" for place, one in enumerate(order, start=1)}
    step = (wide - SIDE - 12) / MOST
    cells = {
        (a, b): [one for one in order if (one.likelihood, one.impact) == (a, b)]
        for a in range(1, 6)
        for b in range(1, 6)
    }
    lines = {cell: _marks([marks[id(one)] for one in there], step - 8) for cell, there in cells.items()}
    tall = max(46.0, 14 + labels.LINE * max(len(rows) for rows in lines.values()))
    top = head + labels.LINE + 8
    bottom = top + tall * MOST
    listed = [
        (
            one,
            labels.lines(
                f"{marks[id(one)]}  {one.text} ({one.impact} x {one.likelihood} = {one.weight})", wide, most=3
            ),
        )
        for one in order
    ]
    start = bottom + 44
    height = start + sum(labels.LINE * len(rows) + 3 for _, rows in listed) + 8

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        labels.write(ax, 0, top - 10, "impact (1 to 5) ↑", look.text)
        for (likelihood, impact), rows in lines.items():
            x, y = SIDE + (likelihood - 1) * step, top + (MOST - impact) * tall
            _cell(ax, look, x, y, step, tall, shaded=likelihood * impact >= least)
            ink = look.text
            first = y + tall / 2 - labels.LINE * (len(rows) - 1) / 2
            for place, row in enumerate(rows):
                labels.write(ax, x + step / 2, first + labels.LINE * place, row, ink, ha="center", bold=True)
        for value in range(1, MOST + 1):
            labels.write(ax, SIDE + (value - 0.5) * step, bottom + 10, f"{value}", look.text, ha="center")
            labels.write(ax, SIDE - 8, top + (MOST - value + 0.5) * tall, f"{value}", look.text, ha="right")
        labels.write(ax, SIDE + step * MOST / 2, bottom + 27, "likelihood (1 to 5) →", look.text, ha="center")
        y = start
        for one, rows in listed:
            for row in rows:
                labels.write(ax, 0, y + labels.LINE / 2, row, look.text if one.weight >= least else look.muted)
                y += labels.LINE
            y += 3

    heads = ("Place", "Category", "Factor", "Impact", "Likelihood", "Weight", "Direction")
    table = tuple(
        (
            f"{ranked.place}",
            one.category,
            clean(one.text),
            f"{one.impact}",
            f"{one.likelihood}",
            f"{one.weight}",
            one.direction or "not said",
        )
        for ranked in ranking(factors)
        for one in (ranked.factor,)
    )
    return style.picture(
        draw, theme=theme, width=wide, height=height, title=title, alt=_finding(factors, least), table=(heads, *table)
    )


def _marks(marks: Sequence[str], room: float) -> list[str]:
    """The marks of one cell in lines that fit."""
    out: list[str] = []
    for mark in marks:
        if out and labels.long(f"{out[-1]}  {mark}", bold=True) <= room:
            out[-1] += f"  {mark}"
        else:
            out.append(mark)
    return out


def _cell(ax: Axes, look: Theme, x: float, y: float, wide: float, tall: float, *, shaded: bool) -> None:
    from matplotlib.patches import Rectangle

    fill = style.shade(look, 0.12) if shaded else "none"
    edge = look.first if shaded else look.line
    ax.add_patch(
        Rectangle((x + 1, y + 1), wide - 2, tall - 2, facecolor=fill, edgecolor=edge, linewidth=1.4 if shaded else 0.8)
    )


def _finding(factors: Sequence[PestFactor], least: int) -> str:
    handed = hand_on(factors, least)
    first = ranking(factors)
    leads = [ranked.factor for ranked in first if ranked.place == 1]
    names = "; ".join(clean(one.text).rstrip(".") for one in leads[:3])
    parts = [f"First of {len(factors)}, with {leads[0].weight} of 25: {names}"]
    parts.append(
        f"From {least} on: {len(handed.opportunities)} as opportunities, {len(handed.threats)} as threats"
        + (f", {len(handed.undecided)} not said" if handed.undecided else "")
    )
    parts.append(f"{len(handed.watched)} weigh less and are watched")
    return ". ".join(parts) + "."
