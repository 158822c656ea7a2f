"""The cohort table as a heat map: one row a cohort, one column a period since the first purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mosaic_exercises.models import frames
from mosaic_exercises.models.cohorts import Cohorts
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.style import Picture, Theme, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST: Final = 36
CELL: Final = 30.0
ROW: Final = 26.0


def retention(data: Cohorts, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Per cent of each cohort that bought in each period since; the first column, 100% by definition, is left out.

    ``data`` is what ``cohorts.retention`` returned. At most 36 cohorts: choose longer periods first. Where the width is
    too small for all columns the last ones are left out, and the note says so. A dashed frame: that period is not over.
    """
    wide = style.size(width)
    if not isinstance(data, Cohorts):
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass what cohorts.retention() returned."
        )
    if len(data.cohorts) > MOST:
        raise DataError(f"{len(data.cohorts)} cohorts", "argument `data`", f"At most {MOST}: choose longer periods.")
    if data.width < 2:
        raise DataError(
            "Nobody was seen beyond the first period", "argument `data`", "Wait, or choose shorter periods."
        )
    side = max(labels.long(one.period) for one in data.cohorts) + 8
    sizes = max(labels.long(f"{one.size:,}") for one in data.cohorts) + 14
    left = side + max(sizes, labels.long("customers") + 14)
    columns = min(data.width - 1, int((wide - left) / CELL))
    cell = min(46.0, (wide - left) / columns)
    title = f"Who came back, by {data.every} of the first purchase"
    note = f"% of each cohort that bought in the {data.every} so many {data.every}s after the first."
    if columns < data.width - 1:
        note += f" The first {columns} of {data.width - 1} are shown."
    if data.open:
        note += f" Dashed: the last {data.every} is not over."
    head = style.heading_height(wide, title, note)
    top = head + 2 * labels.LINE + 4
    most = (
        max(one.percent(k) for one in data.cohorts for k in range(1, min(columns + 1, len(one.active))))
        if any(len(one.active) > 1 for one in data.cohorts)
        else 1.0
    )
    rows = len(data.cohorts)
    every = top + ROW * rows + 6

    def draw(figure: Figure, look: Theme) -> None:
        from matplotlib.patches import Rectangle

        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        labels.write(ax, 0, head + labels.LINE / 2, "first bought", look.muted)
        labels.write(ax, left - 14, head + 1.5 * labels.LINE, "customers", look.muted, ha="right")
        labels.write(ax, left, head + labels.LINE / 2, f"{data.every}s since →", look.muted)
        for k in range(1, columns + 1):
            x = left + cell * (k - 0.5)
            labels.write(ax, x, head + 1.5 * labels.LINE, f"{k}", look.text, ha="center")
        for place, one in enumerate(data.cohorts):
            y = top + ROW * (place + 0.5)
            labels.write(ax, 0, y, one.period, look.text)
            labels.write(ax, left - 14, y, f"{one.size:,}", look.text, ha="right")
            for k in range(1, min(columns + 1, len(one.active))):
                share = one.percent(k)
                colour = style.shade(look, share / most if most else 0.0)
                unfinished = data.open and k == len(one.active) - 1
                box = Rectangle(
                    (left + cell * (k - 1) + 1, y - ROW / 2 + 1), cell - 2, ROW - 2, facecolor=colour,
                    edgecolor=look.text if unfinished else "none", linewidth=0.9, linestyle=(0, (3, 2)),
                )  # fmt: skip
                ax.add_patch(box)
                text = "<1" if 0 < share < 0.5 else f"{share:.0f}"
                labels.write(ax, left + cell * (k - 0.5), y, text, style.ink_on(colour), ha="center")
        for k in range(1, columns + 1):
            mean = data.mean(k)
            if mean is not None:
                text = "<1" if 0 < mean < 0.5 else f"{mean:.0f}"
                labels.write(ax, left + cell * (k - 0.5), every + ROW / 2, text, look.text, ha="center", bold=True)
        labels.write(ax, 0, every + ROW / 2, "all", look.text, bold=True)
        labels.write(ax, left - 14, every + ROW / 2, f"{sum(c.size for c in data.cohorts):,}", look.text, ha="right")

    heads = (
        "First bought",
        "Customers",
        *(f"{k} {data.every}{'s' if k > 1 else ''} after" for k in range(1, data.width)),
    )
    table = tuple(
        (
            one.period,
            f"{one.size:,}",
            *(percent(one.percent(k)) if k < len(one.active) else "" for k in range(1, data.width)),
        )
        for one in data.cohorts
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=every + ROW + 6,
        title=title,
        alt=_told(data),
        table=(heads, *table),
    )


def _told(data: Cohorts) -> str:
    whole = sum(one.size for one in data.cohorts)
    parts = [f"{frames.counted(len(data.cohorts), 'cohort')} of {whole:,} customers in all"]
    seen, mean = data.finished(1), data.mean(1)
    if mean is not None:
        parts.append(f"{percent(mean)} bought in the {data.every} after their first")
    if len(seen) > 1:
        low, high = (pick(seen, key=lambda one: one.percent(1)) for pick in (min, max))
        parts.append(f"From {percent(low.percent(1))} ({low.period}) to {percent(high.percent(1))} ({high.period})")
    last = max((k for k in range(2, data.width) if data.finished(k)), default=0)
    if last:
        parts.append(f"{percent(data.mean(last) or 0.0)} of the oldest after {last} {data.every}s")
    return ". ".join(parts) + "."
