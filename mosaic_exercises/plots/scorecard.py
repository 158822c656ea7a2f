"""The balanced scorecard in pictures: what serves what, and how far each target is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.scorecard import PERSPECTIVES, Attainment, CauseMap, Objective, perspective
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIMIT: Final = 24
ROOMY: Final = 600.0
BAR: Final = 14.0
MARKS: Final = {"reached": "✓", "on the way": "…", "no change": "=", "moved away": "✗"}
Place = tuple[float, float, float, float]  # left, top, wide, tall


def causes(data: CauseMap, theme: str = "light", width: float = style.WIDE) -> Picture:
    """The objectives in rows by perspective, the financial one on top, each with its number and, behind an arrow, the
    numbers of those that it serves; where there is room, arrows are drawn too. ``data`` is what
    ``scorecard.cause_map`` returned, with at most 24 objectives.
    """
    wide = style.size(width)
    if not isinstance(data, CauseMap):
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass what scorecard.cause_map() returned."
        )
    if not data.objectives or len(data.objectives) > LIMIT:
        raise DataError(f"{len(data.objectives)} objectives", "argument `data`", f"Draw from 1 to {LIMIT}.")
    title = "Cause and effect: which objective serves which"
    note = "→ and numbers: the objectives that this one serves. A dashed frame serves none and is served by none."
    head = style.heading_height(wide, title, note)
    rows = list(PERSPECTIVES)
    rows += sorted({perspective(one.perspective) for one in data.objectives} - set(rows))
    ordered = [one for row in rows for one in data.objectives if perspective(one.perspective) == row]
    number = {one.id: place for place, one in enumerate(ordered, start=1)}
    drawn = wide >= ROOMY
    places: dict[str, Place] = {}
    texts: dict[str, list[str]] = {}
    names: list[tuple[float, str]] = []
    y = head
    for row in rows:
        there = [one for one in data.objectives if perspective(one.perspective) == row]
        names.append((y + labels.LINE / 2, row.capitalize() + ("" if there else ": nothing stands here")))
        y += labels.LINE + 6
        across = min(len(there), 4 if drawn else 2) or 1
        room = min((wide - 4 - 12 * (across - 1)) / across, wide / 2)
        for start in range(0, len(there), across):
            some = there[start : start + across]
            for one in some:
                serves = ", ".join(f"{number[a.effect]}" for a in data.arrows if a.cause == one.id)
                texts[one.id] = labels.lines(f"{number[one.id]}  {one.objective}", room - 16, most=4)
                texts[one.id] += [labels.short(f"→ {serves}", room - 16)] if serves else []
            tall = 14 + labels.LINE * max(len(texts[one.id]) for one in some)
            for place, one in enumerate(some):
                places[one.id] = (2 + place * (room + 12), y, room, tall)
            y += tall + 10
        y += 26 if drawn else 8
    height = y

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for at, name in names:
            labels.write(ax, 0, at, name, look.muted, bold=True)
        for arrow in data.arrows if drawn else ():
            _arrow(ax, look, places[arrow.cause], places[arrow.effect])
        for one in data.objectives:
            _frame(ax, look, places[one.id], loose=one.id in data.orphans)
            x, top, room, _ = places[one.id]
            for place, line in enumerate(texts[one.id]):
                at = top + 7 + labels.LINE * (place + 0.5)
                labels.write(ax, x + room / 2, at, line, look.text, ha="center")

    by_id = {one.id: one for one in data.objectives}
    table = tuple(
        (
            perspective(one.perspective),
            clean(one.objective),
            "; ".join(clean(by_id[a.effect].objective) for a in data.arrows if a.cause == one.id) or "nothing",
        )
        for one in data.objectives
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=height,
        title=title,
        alt=_story(data),
        table=(("Perspective", "Objective", "Serves"), *table),
    )


def _story(data: CauseMap) -> str:
    texts = {one.id: clean(one.objective).rstrip(".") for one in data.objectives}
    parts = [f"{len(data.objectives)} objectives, {len(data.arrows)} arrows"]
    if data.chains:
        longest = max(data.chains, key=len)
        parts.append("Longest chain: " + " → ".join(texts[id_] for id_ in longest))
    for chain in data.circles:
        parts.append("In a circle: " + " → ".join(texts[id_] for id_ in (*chain, chain[0])))
    if data.orphans:
        parts.append("Without an arrow: " + "; ".join(texts[id_] for id_ in data.orphans))
    if data.missing:
        parts.append("Nothing stands under " + ", ".join(data.missing))
    return ". ".join(parts) + "."


def _frame(ax: Axes, look: Theme, place: Place, *, loose: bool) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, tall = place
    ax.add_patch(
        Rectangle(
            (x, y),
            wide,
            tall,
            facecolor=look.surface,
            edgecolor=look.second if loose else look.first,
            linewidth=1.4,
            linestyle=(0, (4, 3)) if loose else "-",
            zorder=3,
        )
    )


def _arrow(ax: Axes, look: Theme, start: Place, goal: Place) -> None:
    """From the edge of one frame to the edge of another; within a row in a bow below."""
    level = abs(start[1] - goal[1]) < 1
    up = start[1] > goal[1]
    a = (start[0] + start[2] / 2, start[1] if up and not level else start[1] + start[3])
    b = (goal[0] + goal[2] / 2, goal[1] + goal[3] if up or level else goal[1])
    apart = abs(a[0] - b[0]) or 1.0
    bow = min(0.25, 44 / apart) * (1 if a[0] < b[0] else -1)  # not so deep that it meets the next row
    ax.annotate(
        "",
        b,
        xytext=a,
        arrowprops={
            "arrowstyle": "-|>",
            "color": look.muted,
            "linewidth": 1.4,
            "shrinkA": 1,
            "shrinkB": 1,
            "connectionstyle": f"arc3,rad={bow if level else 0.0}",
        },
        zorder=2,
    )


def attainment(objectives: Sequence[Objective], theme: str = "light", width: float = style.WIDE) -> Picture:
    """For each objective a bar from its baseline (0%) towards its target (100%), with the figures. Bars to the left
    have moved away. Objectives without figures are left out and counted; at most 24.
    """
    wide = style.size(width)
    if not objectives or not all(isinstance(one, Objective) for one in objectives):
        raise DataError(
            "There are no objectives", "argument `objectives`", "Pass what scorecard.from_table() returned."
        )
    known = [(one, found) for one in objectives if (found := one.attainment) is not None]
    if not known or len(known) > LIMIT:
        raise DataError(
            f"{len(known)} objectives have baseline, target and actual",
            "argument `objectives`",
            f"Draw from 1 to {LIMIT} with all three.",
        )
    left_out = len(objectives) - len(known)
    title = "How far each target is reached"
    note = "0% is the baseline, 100% the target, whichever way is better. "
    note += "✓ reached, … on the way, = no change, ✗ moved away."
    if left_out:
        note += f" {left_out} without all three figures are left out."
    head = style.heading_height(wide, title, note)
    shares = [found.share for _, found in known if found.share is not None]
    low, high = min([0.0, *shares]), max([1.0, *shares])
    low, high = max(low, -3.0), min(high, 3.0)
    texts = [
        labels.lines(f"{MARKS[found.standing]} {one.objective} ({figures(one)})", wide - 4, most=3)
        for one, found in known
    ]
    tops = [head + labels.LINE + 6]
    for lines in texts:
        tops.append(tops[-1] + labels.LINE * len(lines) + BAR + 16)
    room = wide - 70

    def x(share: float) -> float:
        return 4 + (min(high, max(low, share)) - low) / (high - low) * room

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for share, word in ((0.0, "baseline"), (1.0, "target")):
            ha = "right" if share and high == 1.0 else "center" if x(share) > 40 else "left"
            labels.write(ax, x(share), tops[0] - 10, word, look.muted, ha=ha)
        for (_, found), lines, top in zip(known, texts, tops, strict=False):
            for place, line in enumerate(lines):
                labels.write(ax, 0, top + labels.LINE * (place + 0.5), line, look.text)
            _bar(ax, look, found, top + labels.LINE * len(lines) + 3, x)
            for share in (0.0, 1.0):
                y = top + labels.LINE * len(lines)
                ax.plot([x(share)] * 2, [y, y + BAR + 6], color=look.text, linewidth=1.2, zorder=5)

    table = tuple(
        (
            clean(one.objective),
            clean(one.measure),
            clean(one.unit),
            f"{one.baseline:g}",
            f"{one.target:g}",
            f"{one.actual:g}",
            _percent(found),
            found.standing,
        )
        for one, found in known
    )
    heads = ("Objective", "Measure", "Unit", "Baseline", "Target", "Actual", "Reached", "Standing")
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=tops[-1] + 4,
        title=title,
        alt=_reached(known),
        table=(heads, *(tuple(cell or "-" for cell in row) for row in table)),
    )


def figures(one: Objective) -> str:
    """``71.7 to 90 %, now 42.2``: baseline, target and actual with the unit."""
    unit = f" {one.unit}" if one.unit else ""
    return f"{_number(one.baseline)} to {_number(one.target)}{unit}, now {_number(one.actual)}"


def _number(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}".replace("-", "−") if abs(value) >= 1000 else f"{value:g}".replace("-", "−")


def _percent(found: Attainment) -> str:
    return (
        "kept" if found.share is None and found.reached else "missed" if found.share is None else f"{found.share:.0%}"
    )


def _bar(ax: Axes, look: Theme, found: Attainment, top: float, x: Callable[[float], float]) -> None:
    from matplotlib.patches import Rectangle

    share = 1.0 if found.share is None and found.reached else found.share or 0.0
    start, end = sorted((x(0.0), x(share)))
    ax.add_patch(
        Rectangle(
            (start, top),
            max(1.5, end - start),
            BAR,
            facecolor=look.second if share < 0 else look.first,
            edgecolor=look.text,
            linewidth=0.8,
        )
    )
    beside = max(end, x(1.0) if share < 1 else end) + 6
    labels.write(ax, beside, top + BAR / 2, _percent(found).replace("-", "−"), look.text)


def _reached(known: Sequence[tuple[Objective, Attainment]]) -> str:
    total = len(known)
    done = [one for one, found in known if found.reached]
    away = [one for one, found in known if found.standing == "moved away"]
    way = [one for one, found in known if found.standing == "on the way"]
    parts = [f"{len(done)} of {total} targets are reached, {len(way)} are on the way, {len(away)} moved away"]
    shares = [(found.share, one) for one, found in known if found.share is not None]
    if shares:
        share, one = min(shares, key=lambda pair: pair[0])
        parts.append(f"Furthest from its target: {clean(one.objective).rstrip('.')}, {share:.0%} of the way")
    return ". ".join(parts).replace("-", "−") + "."
