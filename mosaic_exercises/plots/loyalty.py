"""Pictures of the loyalty ladder: how many people stand on each stage, and where they went."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mosaic_exercises.models import frames
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty import INACTIVE, STAGES
from mosaic_exercises.plots import style
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

UNKNOWN = "not recorded"


def funnel(data: pd.DataFrame, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Bars of the six stages, and of the customers who are gone where the table has them; unit: people.

    ``data`` is what ``models.loyalty.funnel`` returned.
    """
    wide = style.size(width)
    table = frames.require_table(data, "data")
    names = [str(name) for name in frames.column(table, "stage", "data")]
    if names not in (list(STAGES), [*STAGES, INACTIVE]):
        raise DataError("`data` is not a funnel", "argument `data`", "Pass loyalty.funnel(loyalty.stages(...)).")
    counts = [int(number) for number in frames.column(table, "customers", "data")]
    shares = [float(number) for number in frames.column(table, "percent", "data")]
    reached = [float(number) for number in frames.column(table, "reached", "data")]
    steps = [float(number) for number in frames.column(table, "step_percent", "data")]
    # A stage nobody could be on, because its data were not given, is not the same as a stage with nobody on it.
    known = [
        count > 0
        or name == INACTIVE
        or not (math.isnan(goal) or (name == STAGES[-1] and table.attrs.get("referrals") is False))
        for name, count, goal in zip(names, counts, reached, strict=True)
    ]
    total = sum(counts)
    title = "People on each stage of loyalty"
    note = f"Number of people, and share of all {total:,}. Where each is now; stages can be skipped."
    labels = [
        f"{count:,} ({style.percent(share)})" if seen else UNKNOWN
        for count, share, seen in zip(counts, shares, known, strict=True)
    ]
    most = counts.index(max(counts))
    called = names[most] + ("" if names[most] == INACTIVE else "s")
    parts = [f"Most people, {counts[most]:,} of {total:,} ({style.percent(shares[most])}), are {called}"]
    parts += [f"{names[place]}: {labels[place]}" for place in range(len(names)) if place != most and known[place]]
    unknown = [name for name, seen in zip(names, known, strict=True) if not seen]
    parts += [f"Not recorded: {', '.join(unknown)}"] if unknown else []
    top = style.heading_height(wide, title, note)
    row = 30

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=144, right=112, top=top, bottom=8)
        for place, (count, label) in enumerate(zip(counts, labels, strict=True)):
            if count:
                gone = names[place] == INACTIVE  # off the ladder: an outline, so that it is no seventh stage
                fill = "none" if gone else look.first
                style_of_edge = "--" if gone else "-"
                ax.barh(
                    place, count, height=0.66, color=fill, edgecolor=look.text, linewidth=0.8, ls=style_of_edge,
                    clip_on=False,
                )  # fmt: skip
            colour = look.text if known[place] else look.muted
            ax.annotate(
                label,
                (count, place),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                color=colour,
                size=style.SMALL,
            )
        ax.set_xlim(0, max(counts))
        ax.set_ylim(len(names) - 0.5, -0.5)
        ax.set_yticks(range(len(names)), names)
        ax.tick_params(axis="y", length=0, pad=6, labelsize=style.TEXT)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)

    rows = tuple(
        (name, f"{count:,}" if seen else UNKNOWN, style.percent(share) if seen else "", _or_blank(step))
        for name, count, share, step, seen in zip(names, counts, shares, steps, known, strict=True)
    )
    heads = ("Stage", "People", "Share of all", "Reached it, of those who reached the stage before")
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=top + row * len(names) + 8,
        title=title,
        alt=". ".join(parts) + ".",
        table=(heads, *rows),
    )


def _or_blank(value: float) -> str:
    return "" if math.isnan(value) else style.percent(value)


def transitions(data: pd.DataFrame, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Heat map of a transition matrix. ``data`` is what ``models.loyalty.transitions`` returned with
    ``values="percent"``; unit: per cent of the people in the row.
    """
    wide = style.size(width)
    table = frames.require_table(data, "data")
    cells = [[float(value) for value in row] for row in table.to_numpy(dtype="float64")]
    if not cells or any(not math.isclose(sum(row), 100, abs_tol=0.01) for row in cells):
        raise DataError(
            "`data` is not a matrix whose rows sum to 100",
            "argument `data`",
            "Pass loyalty.transitions(..., values='percent').",
        )
    rows, columns = [str(name) for name in table.index], [str(name) for name in table.columns]
    people: dict[str, int] = table.attrs.get("customers", {})
    periods = [" to ".join(period) for period in table.attrs.get("periods", [])]
    when = f" First: {periods[0]}. Second: {periods[1]}." if len(periods) == 2 else ""
    title = "From stage to stage between two periods"
    note = f"Per cent of each row's people; rows sum to 100%. An inner frame marks those who stayed.{when}"
    alt = " ".join(_finding(name, columns, row) for name, row in zip(rows, cells, strict=True))

    left = 146.0
    slanted = (wide - left - 4) / len(columns) < 78
    right = 34.0 if slanted else 4.0  # room for the end of the last slanted heading
    cell = (wide - left - right) / len(columns)
    longest = max(len(name) for name in columns)
    top = style.heading_height(wide, title, note) + (16 + longest * 5.4 if slanted else 38)
    sign = "%" if cell >= 44 else ""
    row_height = 42.0

    def draw(figure: Figure, look: Theme) -> None:
        from matplotlib.patches import Rectangle

        style.heading(figure, look, title, note)
        ax = style.axes(figure, left=left, right=right, top=top, bottom=6)
        ax.set_xlim(0, len(columns))
        ax.set_ylim(len(rows), 0)
        for y, row in enumerate(cells):
            for x, value in enumerate(row):
                colour = style.shade(look, value / 100)
                box = Rectangle((x, y), 1, 1, facecolor=colour, edgecolor=look.line, linewidth=1, clip_on=False)
                ax.add_patch(box)
                ink = style.ink_on(colour)
                if rows[y] == columns[x]:
                    inset = 3 / cell, 3 / row_height
                    ax.add_patch(
                        Rectangle(
                            (x + inset[0], y + inset[1]),
                            1 - 2 * inset[0],
                            1 - 2 * inset[1],
                            facecolor="none",
                            edgecolor=ink,
                            linewidth=1,
                        )
                    )
                ax.text(x + 0.5, y + 0.5, _cell(value, sign), ha="center", va="center", color=ink, size=style.SMALL)
        heads = columns if slanted else [name.replace(" Customer", "\nCustomer") for name in columns]
        for x, name in enumerate(heads):
            spin = {"rotation": 60, "ha": "left", "rotation_mode": "anchor"} if slanted else {"ha": "center"}
            ax.annotate(
                name, (x + 0.5, 0), xytext=(0, 5), textcoords="offset points", va="bottom", size=style.SMALL, **spin
            )
        ax.set_xticks([])
        names = [f"{name}\n{people[name]:,} people" if name in people else name for name in rows]
        ax.set_yticks([place + 0.5 for place in range(len(rows))], names)
        ax.tick_params(axis="y", length=0, pad=6)
        for spine in ax.spines.values():
            spine.set_visible(False)
        at = figure.get_figheight() * 72
        figure.text(0, 1 - (top - 8) / at, "first period ↓  second →", size=style.SMALL, color=look.muted, va="bottom")

    heads = ("First period", "People", *columns)
    body = tuple(
        (name, f"{people[name]:,}" if name in people else "", *(style.percent(value) for value in row))
        for name, row in zip(rows, cells, strict=True)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=top + row_height * len(rows) + 6,
        title=title,
        alt=alt,
        table=(heads, *body),
    )


def _cell(value: float, sign: str) -> str:
    return style.percent(value, 0).removesuffix("%") + sign


def _finding(name: str, columns: list[str], row: list[float]) -> str:
    """Where most of one row went, and how many stayed."""
    most = row.index(max(row))
    stayed = columns.index(name) if name in columns else None
    start = f"Of {name}: {style.percent(row[most], 0)} "
    if stayed == most:
        return f"{start}stayed."
    keep = f", {style.percent(row[stayed], 0)} stayed" if stayed is not None else ""
    return f"{start}became {columns[most]}{keep}."
