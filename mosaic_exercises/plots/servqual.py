"""Pictures of service quality: gaps by dimension, expectation against perception, weight x gap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.servqual import Gaps, RankedDimension
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.bars import either_side
from mosaic_exercises.plots.labels import clean, signed
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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
    return either_side(
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


def ranking(data: Sequence[RankedDimension], theme: str = "light", width: float = style.WIDE) -> Picture:
    """Bars of weight x gap, the largest weighted shortfall first. ``data`` is what ``servqual.ranking`` returned; unit:
    points of the scale.
    """
    wide = style.size(width)
    rows = tuple(data) if isinstance(data, Sequence) else ()
    if not rows or not all(isinstance(row, RankedDimension) for row in rows):
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
    return either_side(
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
