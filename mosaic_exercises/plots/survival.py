"""The curve of staying, of one group or of several, with its interval as a band."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.survival import Staying
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MOST: Final = 4
LINES: Final[tuple[Any, ...]] = ("solid", (0, (6, 3)), (0, (2, 2)), (0, (8, 3, 2, 3)))


def staying(
    data: Staying | Mapping[str, Staying],
    theme: str = "light",
    width: float = style.WIDE,
    *,
    title: str = "How long customers stay",
    unit: str = "",
) -> Picture:
    """The share still there, in per cent, against the time since the start; the bands are intervals at each time.

    ``data`` is what ``survival.kaplan_meier`` or ``from_dates`` returned, or a dict of up to four groups. ``unit``
    names the time where it is not that of the data. Bands that overlap are no test: use ``survival.log_rank``.
    """
    wide = style.size(width)
    groups = {"": data} if isinstance(data, Staying) else dict(data) if isinstance(data, Mapping) else {}
    if not 1 <= len(groups) <= MOST or not all(isinstance(one, Staying) for one in groups.values()):
        raise DataError(
            "`data` is no curve of staying", "argument `data`", f"Pass survival.from_dates(...): at most {MOST} groups."
        )
    first = next(iter(groups.values()))
    time = clean(unit or first.unit)
    said = clean(title)
    people = sum(one.n for one in groups.values())
    left = sum(one.left for one in groups.values())
    note = f"% still there, by {time} since the start. {people:,} customers, {left:,} left. "
    note += f"Bands: {100 * first.confidence:g}% intervals at each time."
    head = style.heading_height(wide, said, note)
    names = [f"{clean(name)} ({one.n:,})" for name, one in groups.items()] if "" not in groups else []
    entries, top = labels.flow(names, 0, wide, head, sign=34) if names else ([], head)
    end = max(one.steps[-1].time for one in groups.values()) or 1.0

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, said, note)
        ax = labels.canvas(figure)
        colours = (look.first, look.second, look.text, look.muted)
        for entry, colour, line in zip(entries, colours, LINES, strict=False):
            ax.plot([entry.x, entry.x + 28], [entry.y] * 2, color=colour, linewidth=2.2, linestyle=line)
            labels.write(ax, entry.x + 34, entry.y, entry.text, look.text)
        ax = style.axes(figure, left=52, right=16, top=top + 8, bottom=46)
        for one, colour, line in zip(groups.values(), colours, LINES, strict=False):
            times = [0.0, *(step.time for step in one.steps)]
            banded = [(s.time, s.low, s.high) for s in one.steps if s.low is not None and s.high is not None]
            if banded:
                at, low, high = zip(*banded, strict=True)
                lower, upper = ([100 * v for v in side] for side in (low, high))
                ax.fill_between(at, lower, upper, step="post", color=colour, alpha=0.22, linewidth=0)
            ax.plot(times, [100.0, *(100 * s.staying for s in one.steps)], color=colour, linewidth=2.2, linestyle=line,
                    drawstyle="steps-post")  # fmt: skip
        ax.set_xlim(0, end)
        ax.set_ylim(0, 100)
        ax.set_yticks([0, 25, 50, 75, 100], ["0%", "25%", "50%", "75%", "100%"])
        ax.set_xticks(*style.ticks(0, end, 6 if wide >= 480 else 4))
        ax.set_xlabel(f"{time} since the start")
        ax.grid(True, color=look.line, linewidth=0.8)
        ax.set_axisbelow(True)

    heads = ("Group", f"Time ({time})", "At risk", "Still there", "Interval")
    rows = tuple(
        (
            clean(name) or "all",
            f"{step.time:g}",
            f"{step.at_risk:,}",
            percent(100 * step.staying),
            "" if step.low is None or step.high is None else f"{percent(100 * step.low)} to {percent(100 * step.high)}",
        )
        for name, one in groups.items()
        for step in _shown(one)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=top + 300,
        title=said,
        alt=" ".join(_told(name, one, time) for name, one in groups.items()),
        table=(heads, *rows),
    )


def _shown(curve: Staying) -> list[Any]:
    """About ten steps of a long curve, the last among them."""
    most = 10
    steps = [step for step in curve.steps if step.left] or list(curve.steps)
    if len(steps) <= most:
        return steps
    return [steps[round(place * (len(steps) - 1) / (most - 1))] for place in range(most)]


def _told(name: str, curve: Staying, unit: str) -> str:
    last = curve.steps[-1]
    who = f"{clean(name)}: of" if name else "Of"
    half = (
        f"half are gone after {curve.median:g} {unit}"
        if curve.median is not None
        else f"more than half are still there at the end, after {last.time:g} {unit}"
    )
    return f"{who} {curve.n:,} customers {half}; at the end {percent(100 * last.staying)} are there."
