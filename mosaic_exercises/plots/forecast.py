"""A forecast of purchases against what came: the running total, and customers by what they had done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forecast import Holdout
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import number, signed
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def holdout(data: Holdout, theme: str = "light", width: float = style.WIDE) -> Picture:
    """The running total of repeat purchases as it was and as BG/NBD expects it; to the right of the line the model had
    seen nothing. ``data`` is what ``forecast.holdout`` returned.
    """
    wide = style.size(width)
    if not isinstance(data, Holdout) or len(data.weeks) < 2:
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass what forecast.holdout() returned."
        )
    span = "week" if data.model.period_days == 7 else f"{data.model.period_days:g} days"
    title = "Repeat purchases: forecast and truth"
    note = (
        f"Running total of {data.customers:,} customers. The model saw purchases up to {data.until} (upright line); "
        f"what follows was held out, up to {data.as_of}."
    )
    head = style.heading_height(wide, title, note)
    entries, top = labels.flow(["as it was", "as the model expects it"], 0, wide, head, sign=34)
    most = max(max(week.actual, week.expected) for week in data.weeks)
    up = style.ticks(0, most * 1.05, 6)
    left = 26 + max(labels.long(text) for text in up[1])
    known = max((week.period for week in data.weeks if not week.held_out), default=0)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        lines = ((look.first, "solid"), (look.second, (0, (5, 3))))
        for entry, (colour, line) in zip(entries, lines, strict=True):
            ax.plot([entry.x, entry.x + 28], [entry.y] * 2, color=colour, linewidth=2.4, linestyle=line)
            labels.write(ax, entry.x + 34, entry.y, entry.text, look.text)
        ax = style.axes(figure, left=left, right=14, top=top + 8, bottom=46)
        periods = [0, *(week.period for week in data.weeks)]
        for values, (colour, line) in zip(
            ([week.actual for week in data.weeks], [week.expected for week in data.weeks]), lines, strict=True
        ):
            ax.plot(periods, [0, *values], color=colour, linewidth=2.4, linestyle=line)
        ax.axvline(known, color=look.text, linewidth=1.2, linestyle=(0, (1, 2)))
        ax.set_xlim(0, periods[-1])
        ax.set_ylim(0, most * 1.05)
        ax.set_yticks(*up)
        ax.set_xticks(*style.ticks(0, periods[-1], 6 if wide >= 480 else 4))
        ax.set_xlabel(f"{span}s since the first purchase" if span == "week" else f"periods of {span} since the first")
        ax.grid(True, color=look.line, linewidth=0.8)
        ax.set_axisbelow(True)

    off = "" if data.error_percent is None else f", {signed(data.error_percent, 1)}%"
    alt = (
        f"In the held-out time {data.actual:,} purchases came and {data.expected:,.0f} were expected{off}. "
        f"A customer's forecast was off by {number(data.mean_error, 2)} purchases on average; the guess that all go on "
        f"as before by {number(data.as_before, 2)}."
    )
    rows = tuple((name, f"{n:,}", number(actual, 2), number(expected, 2)) for name, n, actual, expected in data.groups)
    heads = ("Repeat purchases before", "Customers", "Mean purchases since", "Mean expected")
    return style.picture(draw, theme=theme, width=wide, height=top + 300, title=title, alt=alt, table=(heads, *rows))
