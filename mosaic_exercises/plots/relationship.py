"""The relationship map: customer satisfaction against organisational gain, with arrows from now to wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.relationship import QUADRANTS, Chart, Party
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import Extent, Label, clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST: Final = 60
SIDE: Final = 40.0
LONGEST: Final = 150.0
Point = tuple[float, float]


def chart(data: Chart, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Each customer at its satisfaction (up) and gain (to the right), both 0 to 100 points, and an arrow to where it is
    wanted. ``data`` is what ``relationship.chart`` returned, with at most 60 customers.

    Names stand beside the points where there is room; otherwise numbers do, and the names stand below.
    """
    wide = style.size(width)
    if not isinstance(data, Chart):
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass what relationship.chart() returned."
        )
    if len(data.parties) > MOST:
        raise DataError(
            f"{len(data.parties)} customers on one map",
            "argument `data`",
            f"Choose at most {MOST}, for example one side.",
        )
    moving = any(party.move is not None for party in data.parties)
    internal = [party.side.casefold() == "internal" for party in data.parties]
    title = "Relationship map: customer satisfaction and organisational gain"
    note = f"Points from 0 to 100. The dashed lines stand at {data.threshold:g}; on a line counts as above."
    note += " Arrows lead to where the relationship is wanted." if moving else ""
    head = style.heading_height(wide, title, note)
    keys = []
    if any(internal):
        keys = ["external", "internal"] if not all(internal) else ["internal"]
    entries, top = labels.flow(keys, 0, wide, head) if keys else ([], head)
    area = Extent(SIDE, top + 24, wide - 12, top + 24 + min(420.0, max(300.0, 0.68 * wide)))

    def at(gain: float, satisfaction: float) -> Point:
        x = area.left + 8 + gain / 100 * (area.right - area.left - 16)
        return x, area.bottom - 8 - satisfaction / 100 * (area.bottom - area.top - 16)

    now = [at(party.gain, party.satisfaction) for party in data.parties]
    goals = [
        None if party.move is None else at(party.wanted_gain or 0.0, party.wanted_satisfaction or 0.0)
        for party in data.parties
    ]
    names = [labels.short(clean(party.name), max(LONGEST, wide / 4)) for party in data.parties]
    corners = _corners(area)
    marks, placed = _placed(names, now, goals, area, [box for _, _, box in corners])
    listed = marks is not names
    below, bottom = _listing(data.parties, wide, area.bottom + 44) if listed else ([], area.bottom + 44)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        line = at(data.threshold, data.threshold)
        _frame(ax, look, area, line, at)
        for word, (x, y), _ in corners:
            labels.write(ax, x, y, word, look.muted)
        for entry in entries:
            _dot(ax, look, (entry.x + 6, entry.y), entry.text == "internal")
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for start, goal in zip(now, goals, strict=True):
            if goal is not None and goal != start:
                _arrow(ax, look, start, goal)
        for start, inside, label, mark in zip(now, internal, placed, marks, strict=True):
            _dot(ax, look, start, inside)
            if label is None:
                continue
            if label.led:
                ax.plot([start[0], _near(start[0], label.box)], [start[1], label.y], color=look.muted, linewidth=0.8)
            labels.write(ax, label.x, label.y, mark, look.text, bold=listed)
        for x, y, text in below:
            labels.write(ax, x, y, text, look.text)

    heads = ("Customer", "Side", "Satisfaction", "Gain", "Quadrant", "Wanted satisfaction", "Wanted gain", "Move")
    table = tuple(
        (
            clean(party.name),
            clean(party.side),
            f"{party.satisfaction:g}",
            f"{party.gain:g}",
            party.quadrant,
            "" if party.wanted_satisfaction is None else f"{party.wanted_satisfaction:g}",
            "" if party.wanted_gain is None else f"{party.wanted_gain:g}",
            "" if party.move is None else party.move.direction,
        )
        for party in data.parties
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=bottom,
        title=title,
        alt=_finding(data),
        table=(heads, *table),
    )


def _finding(data: Chart) -> str:
    total = len(data.parties)
    counts = ", ".join(f"{data.counts[name]} in {name}" for name in QUADRANTS)
    parts = [f"Of {total} {'customer' if total == 1 else 'customers'}: {counts}"]
    moves = [party.move for party in data.parties if party.move is not None]
    if moves:
        reach = sum(1 for move in moves if move.direction == "reaches Reciprocity")
        lose = sum(1 for move in moves if move.direction == "leaves Reciprocity")
        then = sum(1 for move in moves if move.goal == "Reciprocity")
        parts.append(
            f"If all goes as wanted, {then} of {len(moves)} are in Reciprocity: {reach} more reach it, {lose} leave it"
        )
    if data.proactive_share is not None:
        parts.append(f"{number(data.proactive_share)}% of all activities were proactive")
    return ". ".join(parts) + "."


def _placed(
    names: list[str], now: Sequence[Point], goals: Sequence[Point | None], area: Extent, taken: Sequence[Extent]
) -> tuple[list[str], Sequence[Label | None]]:
    """The names with their places, or numbers with theirs where the names do not fit."""
    used = [*taken, *(Extent(x - 6, y - 6, x + 6, y + 6) for x, y in now)]
    arrows = [
        (x + part / 30 * (goal[0] - x), y + part / 30 * (goal[1] - y))
        for (x, y), goal in zip(now, goals, strict=True)
        if goal is not None
        for part in range(31)
    ]
    inside = Extent(area.left + 2, area.top + 2, area.right - 2, area.bottom - 2)
    found = labels.beside(now, names, inside, used, reach=18, avoid=arrows, whole=True)
    if len(found) == len(names) and None not in found:
        return names, found
    numbers = [f"{place}" for place in range(1, len(names) + 1)]
    return numbers, labels.beside(now, numbers, inside, used, reach=100, avoid=arrows)


def _listing(parties: Sequence[Party], wide: float, top: float) -> tuple[list[tuple[float, float, str]], float]:
    """Numbered names in columns below the map, and the pixel below them."""
    columns = 3 if wide >= 700 else 2
    room = wide / columns
    rows = -(-len(parties) // columns)
    out = [
        (
            place // rows * room,
            top + labels.LINE * (place % rows + 0.5) * 1.1,
            labels.short(f"{place + 1}  {clean(party.name)}", room - 10),
        )
        for place, party in enumerate(parties)
    ]
    return out, top + labels.LINE * rows * 1.1 + 6


def _corners(area: Extent) -> list[tuple[str, Point, Extent]]:
    """The names of the quadrants: words, where they begin, the box they take."""
    out = []
    for word, x, y, right in (
        ("Over-giving", area.left + 8, area.top + 12, False),
        ("Reciprocity", area.right - 8, area.top + 12, True),
        ("Transactionship", area.left + 8, area.bottom - 12, False),
        ("Over-taking", area.right - 8, area.bottom - 12, True),
    ):
        long = labels.long(word)
        left = x - long if right else x
        out.append((word, (left, y), Extent(left - 2, y - 8, left + long + 2, y + 8)))
    return out


def _frame(ax: Axes, look: Theme, area: Extent, line: Point, at: Callable[[float, float], Point]) -> None:
    labels.crossed(ax, look, area, line)
    for value in (0, 25, 50, 75, 100):
        x, y = at(value, value)
        labels.write(ax, x, area.bottom + 11, f"{value}", look.text, ha="center")
        labels.write(ax, area.left - 6, y, f"{value}", look.text, ha="right")
    middle = (area.left + area.right) / 2
    labels.write(ax, middle, area.bottom + 29, "organisational gain (points) →", look.text, ha="center")
    labels.write(ax, 0, area.top - 14, "customer satisfaction (points) ↑", look.text)


def _dot(ax: Axes, look: Theme, point: Point, internal: bool) -> None:
    ax.plot(
        [point[0]],
        [point[1]],
        marker="s" if internal else "o",
        markersize=9,
        markerfacecolor=look.second if internal else look.first,
        markeredgecolor=look.text,
        markeredgewidth=0.8,
        zorder=4,
    )


def _arrow(ax: Axes, look: Theme, start: Point, goal: Point) -> None:
    ax.annotate(
        "",
        goal,
        xytext=start,
        arrowprops={"arrowstyle": "-|>", "color": look.muted, "linewidth": 1.3, "shrinkA": 5, "shrinkB": 0},
        zorder=3,
    )


def _near(x: float, box: Extent) -> float:
    """The part of the box's edge that is nearest."""
    return min(max(x, box.left), box.right)
