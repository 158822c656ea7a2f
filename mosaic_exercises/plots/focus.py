"""Customer focus: the profile of one rater or of several with their spread, and before against after."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.focus import BEST, LEVELS, ROWS, BeforeAfter, Profile, RaterPanel
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean, number, signed
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

At = Callable[[float, int], tuple[float, float]]
"""From a rating and the place of a row to pixels."""
ROW: Final = 36.0
NAMES: Final = "Row names and points are this workbook's reading."


def profile(data: Profile | RaterPanel, theme: str = "light", width: float = style.WIDE) -> Picture:
    """The eight rows from Casual (1) to Intense (3).

    ``data`` is what ``focus.profile`` returned for one rater, or ``focus.panel`` for several: then each circle holds
    the number of raters, a diamond marks their mean, and a line their spread. Unit: points from 1 to 3.
    """
    wide = style.size(width)
    if isinstance(data, Profile):
        held = {row.number: {one: 1} for row, one in zip(ROWS, data.ratings, strict=True) if one is not None}
        means = {number: float(next(iter(found))) for number, found in held.items()}
        raters = 1
    elif isinstance(data, RaterPanel):
        held = {
            row.row.number: {one: list(row.ratings.values()).count(one) for one in set(row.ratings.values())}
            for row in data.rows
        }
        means = {row.row.number: row.mean for row in data.rows}
        raters = len(data.profiles)
    else:
        raise _wrong(data, "focus.profile(ratings) or focus.panel(raters)")
    several = raters > 1
    title = "Customer focus: how eight rows are rated"
    if several:
        title = f"Customer focus as {raters} raters see it"
    note = f"1 Casual, 2 Moderate, 3 Intense. {NAMES}"
    note = f"In each circle: number of raters; diamond: their mean. {note}" if several else note
    head = style.heading_height(wide, title, note)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax, at = _sheet(figure, look, wide, head)
        if not several:
            for (place, value), (later, other) in pairwise(_in_order(means)):
                if later == place + 1:  # no line across a row that nobody rated
                    line = at(value, place), at(other, later)
                    ax.plot(*zip(*line, strict=True), color=look.first, linewidth=1.6, zorder=2)
        for place, row in enumerate(ROWS):
            found = held.get(row.number)
            if not found:
                x, y = at(2, place)
                labels.write(ax, x, y, "not rated", look.muted, ha="center")
                continue
            ends = [at(end, place) for end in (min(found), max(found))]
            ax.plot(*zip(*ends, strict=True), color=look.first, linewidth=3, zorder=2)
            for rating, count in found.items():
                x, y = at(rating, place)
                ax.plot([x], [y], marker="o", markersize=19, color=look.first, markeredgecolor=look.text, zorder=3)
                inside = f"{count}" if several else f"{rating}"
                labels.write(ax, x, y, inside, style.ink_on(look.first), ha="center", bold=True)
            if several:
                x, y = at(means[row.number], place)
                ax.plot([x], [y + 13], marker="D", markersize=7, color=look.second, markeredgecolor=look.text, zorder=4)

    rows = tuple(
        (
            row.name,
            number(means[row.number], 1) if row.number in means else "",
            *(f"{held.get(row.number, {}).get(level, 0)}" for level in (1, 2, 3)),
        )
        for row in ROWS
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=head + 30 + ROW * len(ROWS),
        title=title,
        alt=_panel_finding(data) if isinstance(data, RaterPanel) else _profile_finding(data),
        table=(("Row", "Mean" if several else "Rating", *LEVELS), *rows),
    )


def before_after(data: BeforeAfter, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Each row before (hollow) and after (full), joined by a line. ``data`` is what ``focus.before_after`` returned;
    unit: points from 1 to 3.
    """
    wide = style.size(width)
    if not isinstance(data, BeforeAfter):
        raise _wrong(data, "focus.before_after(before, after)")
    title = "Customer focus before and after"
    note = f"1 Casual, 2 Moderate, 3 Intense; hollow: before, full: after. {NAMES}"
    head = style.heading_height(wide, title, note)
    steps = {step.row.number: step for step in data.steps}

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax, at = _sheet(figure, look, wide, head)
        for place, row in enumerate(ROWS):
            step = steps.get(row.number)
            if step is None:
                x, y = at(2, place)
                labels.write(ax, x, y, "not rated twice", look.muted, ha="center")
                continue
            colour = look.second if step.change < 0 else look.first
            start, end = at(step.before, place), at(step.after, place)
            ax.plot(*zip(start, end, strict=True), color=colour, linewidth=2.5, zorder=2)
            ax.plot(
                *([value] for value in start),
                marker="o",
                markersize=13,
                markerfacecolor=look.surface,
                markeredgecolor=colour,
                markeredgewidth=2,
                zorder=3,
            )
            ax.plot(*([value] for value in end), marker="o", markersize=9, color=colour, zorder=4)

    up = [step for step in data.steps if step.change > 0]
    down = [step for step in data.steps if step.change < 0]
    alt = f"The total goes from {data.before:g} to {data.after:g} ({signed(data.change, 1)})"
    alt += f". Up: {', '.join(f'{step.row.name} {signed(step.change, 1)}' for step in up)}" if up else ""
    alt += f". Down: {', '.join(f'{step.row.name} {signed(step.change, 1)}' for step in down)}" if down else ""
    same = len(data.steps) - len(up) - len(down)
    alt += f". {same} of {len(data.steps)} rows unchanged."
    rows = tuple(
        (step.row.name, number(step.before, 1), number(step.after, 1), signed(step.change, 1)) for step in data.steps
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=head + 30 + ROW * len(ROWS),
        title=title,
        alt=alt,
        table=(("Row", "Before", "After", "Change"), *rows),
    )


def _wrong(data: object, make: str) -> DataError:
    return DataError(f"`data` is a {type(data).__name__}", "argument `data`", f"Pass what {make} returned.")


def _in_order(means: dict[int, float]) -> list[tuple[int, float]]:
    return [(place, means[row.number]) for place, row in enumerate(ROWS) if row.number in means]


def _sheet(figure: Figure, look: Theme, wide: float, head: float) -> tuple[Axes, At]:
    """Names at the left, three columns at the right; where these are too narrow for their words, the note has them."""
    ax = labels.canvas(figure)
    names = min(0.44 * wide, max(labels.long(row.name, style.TEXT) for row in ROWS)) + 8
    left, right = names + 34, wide - 34

    def at(rating: float, place: int) -> tuple[float, float]:
        return left + (rating - 1) / 2 * (right - left), head + 26 + ROW * (place + 0.5)

    room = (right - left) / 2 - 6 >= max(labels.long(word, bold=True) for word in LEVELS)
    for level, word in enumerate(LEVELS, start=1):
        x, y = at(level, 0)
        labels.write(ax, x, head + 10, word if room else f"{level}", look.text, ha="center", bold=True)
        ax.plot([x, x], [y - ROW / 2, y + ROW * (len(ROWS) - 0.5)], color=look.line, linewidth=0.8, zorder=1)
    for place, row in enumerate(ROWS):
        _, y = at(1, place)
        words = labels.lines(clean(row.name), names - 8, style.TEXT, most=2)
        for line, word in enumerate(words):
            labels.write(ax, 0, y + (line - (len(words) - 1) / 2) * 15, word, look.text, size=style.TEXT)
    return ax, at


def _profile_finding(data: Profile) -> str:
    total = f"Total {data.total} of {BEST}. " if data.total is not None else f"Mean {data.mean:.1f} of 3. "
    levels = ", ".join(f"{count} {name}" for name, count in data.levels.items())
    weakest = ", ".join(ROWS[place - 1].name for place in data.weakest)
    return f"{total}{levels}. Lowest: {weakest}."


def _panel_finding(data: RaterPanel) -> str:
    low = min(row.mean for row in data.rows)
    parts = []
    if data.mean_total is not None:
        totals = [view.total for view in data.profiles.values() if view.total is not None]
        parts.append(f"Mean total {data.mean_total:.1f} of {BEST}, from {min(totals)} to {max(totals)}")
    parts.append(f"Lowest mean, {low:.1f}: {', '.join(row.row.name for row in data.rows if row.mean == low)}")
    if data.widest:
        spread = max(row.spread for row in data.rows)
        names = ", ".join(ROWS[place - 1].name for place in data.widest)
        parts.append(f"Raters differ most ({spread} {'level' if spread == 1 else 'levels'}) on {names}")
    elif len(data.profiles) > 1:
        parts.append("All raters agree")
    return ". ".join(parts) + "."
