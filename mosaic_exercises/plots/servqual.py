"""Pictures of service quality: gaps by dimension, expectation against perception, weight x gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.servqual import Gaps, Ranked
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean, signed
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROW = 34.0


def bars(data: Gaps, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Bars of the gaps by dimension, with their intervals. ``data`` is what ``servqual.gaps`` returned; unit: points of
    the scale.
    """
    wide = style.size(width)
    _gaps(data)
    names = [_name(score.name) for score in data.by_dimension]
    found = [score.gap for score in data.by_dimension]
    low, high = data.scale
    title = "Where the service falls short of what customers expected"
    if min(found) >= 0:
        title = "The service against what customers expected"
    spread = any(score.low is not None for score in data.by_dimension)
    note = f"Mean gap = perception − expectation, in points of the scale from {low:g} to {high:g}.{_people(data)}"
    note += f" Thin lines: {100 * data.confidence:g}% interval." if spread else ""
    worst = min(range(len(found)), key=lambda place: found[place])
    others = [
        f"{name} {signed(gap)}" for place, (name, gap) in enumerate(zip(names, found, strict=True)) if place != worst
    ]
    parts = [_told(names[worst], found[worst]), "; ".join(others), f"Mean of the dimensions: {signed(data.overall)}"]
    alt = ". ".join(part.rstrip(".") for part in parts if part) + "."
    ends = [end for score in data.by_dimension for end in (score.gap, score.low, score.high) if end is not None]
    rows = tuple(
        (
            name,
            f"{score.expectation:.2f}",
            f"{score.perception:.2f}",
            signed(score.gap),
            "" if score.low is None or score.high is None else f"{signed(score.low)} to {signed(score.high)}",
        )
        for name, score in zip(names, data.by_dimension, strict=True)
    )
    between = [(score.low, score.high) for score in data.by_dimension]
    return _bars(
        wide,
        theme,
        title,
        note,
        alt,
        names,
        found,
        [signed(gap) for gap in found],
        between,
        (min(0.0, *ends), max(0.0, *ends)),
        "gap in points of the scale (below 0: falls short)",
        (("Dimension", "Expectation", "Perception", "Gap", "Interval of the gap"), *rows),
    )


def ranking(data: Sequence[Ranked], theme: str = "light", width: float = style.WIDE) -> Picture:
    """Bars of weight x gap, the largest weighted shortfall first. ``data`` is what ``servqual.ranking`` returned; unit:
    points of the scale.
    """
    wide = style.size(width)
    rows = tuple(data) if isinstance(data, Sequence) else ()
    if not rows or not all(isinstance(row, Ranked) for row in rows):
        raise DataError("`data` is not a ranking", "argument `data`", "Pass servqual.ranking(gaps, weights).")
    names = [_name(row.name) for row in rows]
    found = [row.weighted for row in rows]
    total = math.fsum(found)
    title = "What to mend first: the gaps weighted by importance"
    note = f"Weight (of 100 points) × gap, in points of the scale. Their sum is the weighted score, {signed(total, 3)}."
    first = rows[0]
    alt = (
        f"{names[0]} comes first: weight {first.weight:.1f} of 100 and gap {signed(first.gap)} give "
        f"{signed(first.weighted, 3)}. "
    )
    rest = "; ".join(f"{name} {signed(row.weighted, 3)}" for name, row in zip(names[1:], rows[1:], strict=True))
    alt += f"{rest}. " if rest else ""
    alt += f"Sum: {signed(total, 3)}."
    told = [f"{signed(row.weighted, 3)}" for row in rows]
    table = tuple(
        (str(row.place), name, f"{row.weight:.1f}", signed(row.gap), signed(row.weighted, 3))
        for name, row in zip(names, rows, strict=True)
    )
    return _bars(
        wide,
        theme,
        title,
        note,
        alt,
        names,
        found,
        told,
        [(None, None)] * len(rows),
        (min(0.0, *found), max(0.0, *found)),
        "weight × gap in points of the scale",
        (("Place", "Dimension", "Weight", "Gap", "Weight × gap"), *table),
    )


def radar(data: Gaps, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Expectation and perception on one spoke a dimension. ``data`` is what ``servqual.gaps`` returned; unit: points of
    the scale. Needs three dimensions or more; the shape depends on the order of the spokes: read the distances.
    """
    wide = style.size(width)
    _gaps(data)
    scores = data.by_dimension
    if not 3 <= len(scores) <= 12:
        raise DataError(
            f"A radar of {frames.counted(len(scores), 'dimension')}",
            "argument `data`",
            "A radar needs 3 to 12 spokes: draw bars instead.",
        )
    names = [_name(score.name) for score in scores]
    low, high = data.scale
    title = "Expected and perceived service"
    note = f"Means on the scale from {low:g} (middle) to {high:g} (rim), one spoke a dimension.{_people(data)}"
    worst = min(range(len(scores)), key=lambda place: scores[place].gap)
    above = [name for name, score in zip(names, scores, strict=True) if score.gap >= 0]
    alt = (
        f"The two lines lie furthest apart at {names[worst]}: expected {scores[worst].expectation:.2f}, "
        f"perceived {scores[worst].perception:.2f}. "
    )
    alt += (
        f"Perception reaches expectation at {', '.join(above)}." if above else "Perception stays inside on every spoke."
    )
    head = style.heading_height(wide, title, note)
    entries, top = labels.flow(["expected", "perceived"], 0, wide, head, sign=30)
    radius = min(150.0, (wide - 190) / 2) if wide < 600 else 150.0
    height = top + 2 * radius + 76

    def draw(figure: Figure, look: Theme) -> None:
        from matplotlib.patches import Polygon

        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        middle = (wide / 2, top + radius + 34)
        turns = [2 * math.pi * place / len(scores) for place in range(len(scores))]

        def at(value: float, turn: float) -> tuple[float, float]:
            reach = radius * (value - low) / (high - low)
            return middle[0] + reach * math.sin(turn), middle[1] - reach * math.cos(turn)

        rings = _rings(low, high)
        said = dict(zip(rings, style.tick_texts(rings), strict=True))
        for ring in rings:
            ax.add_patch(Polygon([at(ring, turn) for turn in turns], fill=False, edgecolor=look.line, linewidth=0.8))
            if ring > low and round(high - ring) % (2 if radius < 120 else 1) == 0:
                x, y = at(ring, 0)
                labels.write(ax, x + 4, y + 7, said[ring], look.muted)
        for turn, name in zip(turns, names, strict=True):
            ax.plot(*zip(at(low, turn), at(high, turn), strict=True), color=look.line, linewidth=0.8)
            x, y = at(high, turn)
            side = math.sin(turn)
            ha = "center" if abs(side) < 0.2 else "left" if side > 0 else "right"
            room = wide / 2 - 4 if ha == "center" else wide - x - 10 if ha == "left" else x - 10
            words = labels.lines(name, room, style.TEXT, most=2)
            rise = 12 * math.cos(turn) + (len(words) - 1) * 7.5 * (1 + math.cos(turn))
            for line, word in enumerate(words):
                labels.write(ax, x + 8 * side, y - rise + 15 * line, word, look.text, ha=ha, size=style.TEXT)
        kinds: tuple[tuple[list[float], str, Any, str], ...] = (
            ([score.expectation for score in scores], look.second, (0, (5, 3)), "s"),
            ([score.perception for score in scores], look.first, "solid", "o"),
        )
        for values, colour, line, mark in kinds:
            places = [at(value, turn) for value, turn in zip(values, turns, strict=True)]
            xs, ys = zip(*places, places[0], strict=True)
            ax.plot(xs, ys, color=colour, linewidth=2.2, linestyle=line, marker=mark, markersize=6)
        for entry, (_, colour, line, mark) in zip(entries, kinds, strict=True):
            ax.plot([entry.x, entry.x + 24], [entry.y] * 2, color=colour, linewidth=2.2, linestyle=line)
            ax.plot([entry.x + 12], [entry.y], color=colour, marker=mark, markersize=6)
            labels.write(ax, entry.x + 30, entry.y, entry.text, look.text)

    rows = tuple(
        (name, f"{score.expectation:.2f}", f"{score.perception:.2f}", signed(score.gap))
        for name, score in zip(names, scores, strict=True)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=height,
        title=title,
        alt=alt,
        table=(("Dimension", "Expectation", "Perception", "Gap"), *rows),
    )


def _bars(
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


def _rings(low: float, high: float) -> list[float]:
    step = max(1, math.ceil((high - low) / 6))
    rings = [low + step * place for place in range(int((high - low) // step) + 1)]
    return rings if rings[-1] == high else [*rings, high]


def _gaps(data: object) -> None:
    if not isinstance(data, Gaps):
        raise DataError(f"`data` is a {type(data).__name__}", "argument `data`", "Pass what servqual.gaps() returned.")


def _people(data: Gaps) -> str:
    return (
        "" if data.respondents is None else f" {data.respondents:,} {'person' if data.respondents == 1 else 'people'}."
    )


def _told(name: str, gap: float) -> str:
    if gap < 0:
        return f"{name} falls furthest below expectation, {signed(gap)}"
    return f"No dimension falls below expectation; the smallest gap is {name}, {signed(gap)}"


def _name(name: str) -> str:
    text = clean(name)
    return text[:1].upper() + text[1:]
