"""Pictures of customer value: lifetime value against retention, the curve of value, the RFM grid."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.value import Sensitivity, value_split
from mosaic_exercises.models.value import pareto as pareto_curve
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.customers import Count, two_counts
from mosaic_exercises.plots.style import Picture, Theme, money, percent

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MARK, MARK_AFTER = "o", "D"
DOT: dict[str, Any] = {"markersize": 9, "linestyle": "none", "zorder": 5}


def clv_curve(data: Sensitivity, theme: str = "light", width: float = style.WIDE, *, currency: str = "") -> Picture:
    """CLV against retention, with the learner's point and the point after the change marked.

    ``data`` is what ``models.value.sensitivity`` returned. ``currency`` is the sign before amounts, such as "£".
    """
    wide = style.size(width)
    if not isinstance(data, Sensitivity):
        raise DataError(
            f"`data` is a {type(data).__name__}",
            "argument `data`",
            "Pass value.sensitivity(margin, retention, discount).",
        )
    effect = data.effect
    title = "Customer lifetime value against retention"
    paid = "after one period" if data.paid == "end" else "today"
    cost = f", minus {money(data.acquisition, currency)} to win the customer" if data.acquisition else ""
    note = (
        f"Margin {money(data.margin, currency)} a period, first paid {paid}{cost}; "
        f"discount rate {_rate(data.discount)} a period."
    )
    here = f"retention {_rate(data.retention)}: {money(data.value, currency)}"
    finding = f"At {_rate(data.retention)} retention a customer is worth {money(data.value, currency)} today"
    marked = [(_rate(data.retention), data.value, "your point")]
    there = ""
    if effect is None:
        finding += f". {_points(data.points)} cannot be reached: nobody keeps every customer"
    else:
        gain = "" if effect.percent is None else f" ({_signed(effect.percent)}%)"
        there = f"{_points(data.points)}: {money(effect.after, currency)}{gain}"
        finding += f"; at {_rate(effect.retention_after)} it is {money(effect.after, currency)}{gain}"
        marked.append((_rate(effect.retention_after), effect.after, _points(data.points)))
    low, high = data.curve[0][1], data.curve[-1][1]
    shape = (
        "bends upwards: each point gains more than the one before"
        if high > low
        else "falls"
        if high < low
        else "is flat"
    )
    alt = f"{finding}. The curve {shape}, from {money(low, currency)} to {money(high, currency)}."
    top = style.heading_height(wide, title, note)
    millions = max(abs(low), abs(high)) >= 1e6
    scale, unit = (
        (1e6, f"{currency.strip()} million".strip()) if millions else (1.0, currency.strip() or "currency units")
    )
    values = [value / scale for _, value in data.curve]
    floor, ceiling = min(0.0, *values), max(0.0, *values)
    air = (ceiling - floor) * 0.06 or 1.0
    up = (floor - (air if floor < 0 else 0), ceiling + air)
    left = 40 + max(labels.long(text) for text in style.ticks(*up, 6)[1])

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=left, right=16, top=top + style.key_height(wide, len(marked)), bottom=46)
        ax.plot([100 * place for place, _ in data.curve], values, color=look.first, linewidth=2.5, label="_curve")
        ax.set_ylim(*up)
        ax.set_xlim(0, 100)
        if floor < 0:
            ax.axhline(0, color=look.muted, linewidth=1)
        points = [(100 * data.retention, data.value / scale, here, MARK, look.first)]
        if effect is not None:
            points.append((100 * effect.retention_after, effect.after / scale, there, MARK_AFTER, look.second))
        for x, y, label, mark, colour in points:
            ax.plot([x, x], [ax.get_ylim()[0], y], color=colour, linewidth=1, linestyle=(0, (3, 3)), label="_drop")
            ax.plot([x], [y], color=colour, markeredgecolor=look.text, label=label, clip_on=False, marker=mark, **DOT)
        _frame(ax, look, "retention: % who stay each period", f"customer lifetime value ({unit})")
        style.key(ax, look, wide, len(marked))

    tens = {round(k / 10, 1) for k in range(10)}
    rows = [(_rate(place), money(value, currency), "") for place, value in data.curve if place in tens]
    rows += [(rate, money(value, currency), name) for rate, value, name in marked]
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=top + style.key_height(wide, len(marked)) + 286,
        title=title,
        alt=alt,
        table=(("Retention", "Customer lifetime value", "Marked as"), *rows),
    )


def pareto(
    data: Iterable[float], theme: str = "light", width: float = style.WIDE, *, top: float = 0.2, currency: str = ""
) -> Picture:
    """How value is spread over customers. ``data`` is one value a customer, for example ``stages(...)["value"]``."""
    wide = style.size(width)
    values = list(data) if isinstance(data, Iterable) and not hasattr(data, "columns") else data
    split, curve = value_split(values, top), pareto_curve(values)
    title = "Few customers bring much of the value"
    if split.top_percent < 100 * split.top * 1.5 or split.top_customers == split.customers:
        title = "How value is spread over customers"
    note = f"{frames.counted(split.customers, 'customer')}, best first; total {money(split.total, currency)}."
    best = f"best {percent(100 * split.top, 0)}: {percent(split.top_percent)} of value"
    alt = (
        f"The best {percent(100 * split.top, 0)} of {frames.counted(split.customers, 'customer')} "
        f"({split.top_customers:,}) {'brings' if split.top_customers == 1 else 'bring'} "
        f"{percent(split.top_percent)} of all value, each {money(split.threshold, currency)} or more."
    )
    if split.below_zero:
        alt += f" {frames.counted(split.below_zero, 'customer')} below zero: the curve falls at its end."
    head = style.heading_height(wide, title, note)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=58, right=20, top=head + style.key_height(wide, 3), bottom=46)
        x, y = 100 * split.top_customers / split.customers, split.top_percent
        ax.plot([0, x, x], [y, y, 0], color=look.second, linewidth=1, linestyle=(0, (3, 3)), label="_guide")
        ax.plot(
            [0, 100],
            [0, 100],
            color=look.muted,
            linewidth=1.2,
            linestyle=(0, (6, 4)),
            label="if all were worth the same",
        )
        ax.plot(*zip(*curve, strict=True), color=look.first, linewidth=2.5, label="share of value", clip_on=False)
        ax.plot([x], [y], color=look.second, markeredgecolor=look.text, label=best, clip_on=False, marker=MARK, **DOT)
        ax.set_xlim(0, 100)
        ax.set_ylim(0, max(100.0, *(reached for _, reached in curve)))
        _frame(ax, look, "% of customers, best first", "% of all value")
        style.key(ax, look, wide, 3)

    rows = [(percent(share, 0), percent(reached)) for share, reached in curve if round(share, 6) % 10 == 0]
    if len(rows) < 3:
        rows = [(percent(share), percent(reached)) for share, reached in curve]
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=head + style.key_height(wide, 3) + 296,
        title=title,
        alt=alt,
        table=(("Customers, best first", "Share of all value"), *rows),
    )


def rfm_grid(data: pd.DataFrame, theme: str = "light", width: float = style.WIDE, *, currency: str = "") -> Picture:
    """Customers by recency score (across) and frequency score (up). ``data`` is what ``models.value.rfm`` returned."""
    wide = style.size(width)
    table = frames.require_table(data, "data")
    recency, frequency = (frames.column(table, name, "data").astype("int64") for name in "RF")
    money_column = frames.column(table, "monetary", "data").astype("float64")
    groups = int(table.attrs.get("groups", max(5, recency.max(), frequency.max())))
    whole_number(groups, "groups", least=2)
    values: dict[tuple[int, int], list[float]] = {}
    for r, f, value in zip(recency.tolist(), frequency.tolist(), money_column.tolist(), strict=True):
        values.setdefault((r, f), []).append(value)
    count = {cell: len(group) for cell, group in values.items()}
    mean = {cell: math.fsum(group) / len(group) for cell, group in values.items()}
    total, worth = len(table), float(money_column.sum())
    title = "Customers by recency and frequency"
    unit = f" in {currency.strip()}" if currency else ""
    note = f"In each box: number of customers; below it, their mean value{unit}. Score {groups} is best."
    scores = range(1, groups + 1)
    if not all(any((r, f) in count for r in scores) for f in scores):
        note += " Equal customers share a score, so a row can stay empty."

    def told(cell: tuple[int, int], words: str) -> str:
        number = count.get(cell, 0)
        value = (
            f" and {'brings' if number == 1 else 'bring'} {percent(100 * number * mean[cell] / worth)} of all value"
            if number and worth > 0
            else ""
        )
        score = "scores" if number == 1 else "score"
        of = f"{number:,} of {frames.counted(total, 'customer')} ({percent(100 * number / total)})"
        return f"{of} {score} {words}{value}"

    alt = f"{told((groups, groups), f'{groups} on both recency and frequency')}. {told((1, 1), '1 on both')}."
    top = style.heading_height(wide, title, note)
    row = 50.0
    most = max(count.values())

    def draw(figure: Figure, look: Theme) -> None:
        from matplotlib.patches import Rectangle

        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=56, right=4, top=top, bottom=42)
        for r in scores:
            for f in scores:
                number = count.get((r, f), 0)
                colour = style.shade(look, number / most)
                ink = style.ink_on(colour)
                box = Rectangle(
                    (r - 0.5, f - 0.5), 1, 1, facecolor=colour, edgecolor=look.line, linewidth=1, clip_on=False
                )
                ax.add_patch(box)
                if not number:
                    ax.text(r, f, "none", ha="center", va="center", size=style.SMALL, color=ink)
                    continue
                ax.text(r, f + 0.17, f"{number:,}", ha="center", va="center", size=style.TEXT, weight="bold", color=ink)
                ax.text(r, f - 0.22, f"{mean[r, f]:,.0f}", ha="center", va="center", size=style.SMALL, color=ink)
        ax.set_xlim(0.5, groups + 0.5)
        ax.set_ylim(0.5, groups + 0.5)
        ax.set_xticks(scores)
        ax.set_yticks(scores)
        ax.tick_params(length=0)
        ax.set_xlabel("recency score (bought lately →)")
        ax.set_ylabel("frequency score (bought often →)")
        for spine in ax.spines.values():
            spine.set_visible(False)

    cells = [(r, f) for r in range(groups, 0, -1) for f in range(groups, 0, -1)]
    rows = tuple(
        (str(r), str(f), f"{count.get((r, f), 0):,}", money(mean[r, f], currency) if (r, f) in mean else "")
        for r, f in cells
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=top + row * groups + 42,
        title=title,
        alt=alt,
        table=(("Recency score", "Frequency score", "Customers", "Mean value"), *rows),
    )


def segments(data: pd.DataFrame, theme: str = "light", width: float = style.WIDE, *, currency: str = "") -> Picture:
    """Named RFM segments: each one's share of the customers and of the value. ``data`` is what
    ``models.value.segment_summary`` returned; segments without customers are left out.
    """
    table = frames.require_table(data, "data")
    names, counts, worth = (frames.column(table, name, "data").tolist() for name in ("segment", "customers", "value"))
    rows = [row for row in zip(names, counts, worth, strict=True) if row[1]]
    if not rows or min(value for *_, value in rows) < 0 or math.fsum(worth) <= 0:
        raise DataError(
            "A segment is worth less than nothing, or there is none", "argument `data`", "Look at the table instead."
        )
    return two_counts(
        [str(name) for name, *_ in rows],
        Count("customers", tuple(float(count) for _, count, _ in rows)),
        Count("value", tuple(float(value) for *_, value in rows), currency),
        theme,
        width,
    )


def _rate(share: float) -> str:
    return f"{round(100 * share, 2):g}%"


def _points(points: float) -> str:
    return f"{_signed(100 * points)} points"


def _signed(number: float) -> str:
    return f"{round(number, 1):+g}".replace("-", "−")


def _frame(ax: Axes, look: Theme, across: str, up: str) -> None:
    ax.set_xlabel(across)
    ax.set_ylabel(up)
    ax.grid(True, color=look.line, linewidth=0.8)
    ax.set_axisbelow(True)
    ax.set_yticks(*style.ticks(*ax.get_ylim(), 6))
    ax.set_xticks(*style.ticks(*ax.get_xlim(), 5))
