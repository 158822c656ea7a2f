"""Customers counted two ways: each group's share by one count and by another, as a pair of bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.checks import finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIMIT: Final = 20
BAR: Final = 14.0


class Count(msgspec.Struct, frozen=True):
    """What is counted ("accounts"), how many of it each group has, and the unit before each number ("EUR ")."""

    name: str
    values: tuple[float, ...]
    unit: str = ""

    @property
    def whole(self) -> float:
        """The sum over all groups."""
        return sum(self.values)

    def share(self, place: int) -> float:
        """A group's part of the whole, in per cent."""
        return 100 * self.values[place] / self.whole


def two_counts(
    groups: Sequence[str], first: Count, second: Count, theme: str = "light", width: float = style.WIDE
) -> Picture:
    """Each group's share of ``first`` (upper bar) and of ``second`` (lower bar), in per cent of all groups.

    ``groups``: up to 20 names. Both counts have one number a group, none below 0, with a sum above 0; raises DataError
    otherwise.
    """
    wide = style.size(width)
    names = _names(groups, first, second)
    title = f"Who our customers are, counted by {clean(first.name)} and by {clean(second.name)}"
    note = "Share of each group in % of all; in brackets the count."
    head = style.heading_height(wide, title, note)
    entries, top = labels.flow([f"upper bar: {clean(first.name)}", f"lower bar: {clean(second.name)}"], 0, wide, head)
    words = [labels.lines(name, 0.92 * wide, most=3) for name in names]  # bold letters are wider than plain ones
    tops = [top + 6]
    for lines in words:
        tops.append(tops[-1] + labels.LINE * len(lines) + 2 * (BAR + 3) + 10)
    bottom = tops[-1]
    ends = [[_end(count, place) for count in (first, second)] for place in range(len(names))]
    room = wide - max(labels.long(text) for pair in ends for text in pair) - 8
    most = max(count.share(place) for place in range(len(names)) for count in (first, second))

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for entry, colour in zip(entries, (look.first, look.second), strict=True):
            labels.swatch(ax, entry, colour, look)
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for place, lines in enumerate(words):
            for line, word in enumerate(lines):
                labels.write(ax, 0, tops[place] + labels.LINE * (line + 0.5), word, look.text, bold=True)
            y = tops[place] + labels.LINE * (len(lines) - 1)
            for row, (count, colour) in enumerate(((first, look.first), (second, look.second))):
                at = y + labels.LINE + 2 + row * (BAR + 3)
                _bar(ax, look, at, room * count.share(place) / most, colour, ends[place][row])

    rows = tuple(
        (name, *(text for count in (first, second) for text in (_amount(count, place), f"{count.share(place):.1f}%")))
        for place, name in enumerate(names)
    )
    heads = ("Group", *(text for count in (first, second) for text in (clean(count.name), f"% of {clean(count.name)}")))
    return style.picture(
        draw, theme=theme, width=wide, height=bottom, title=title, alt=_told(names, first, second), table=(heads, *rows)
    )


def furthest(first: Count, second: Count) -> int:
    """The place of the group whose two shares lie furthest apart."""
    return max(range(len(first.values)), key=lambda place: abs(first.share(place) - second.share(place)))


def _names(groups: Sequence[str], first: Count, second: Count) -> list[str]:
    names = [clean(name) for name in surveys.values(groups, "groups")]
    if not 1 <= len(names) <= LIMIT:
        raise DataError(f"{len(names)} groups in one picture", "argument `groups`", f"Choose 1 to {LIMIT}.")
    for where, count in (("first", first), ("second", second)):
        if not isinstance(count, Count) or len(count.values) != len(names):
            raise DataError(
                f"`{where}` does not have one number for each group",
                f"argument `{where}`",
                "Pass Count(name, values) with as many values as there are groups.",
            )
        if min(finite(value, where) for value in count.values) < 0 or count.whole <= 0:
            raise DataError(
                f"`{where}` holds a number below 0, or nothing at all", f"argument `{where}`", "Count from 0 upwards."
            )
    return names


def _amount(count: Count, place: int) -> str:
    return f"{count.unit}{count.values[place]:,.0f}"


def _end(count: Count, place: int) -> str:
    return f"{number(count.share(place))}% ({_amount(count, place)})"


def _bar(ax: Axes, look: Theme, top: float, long: float, colour: str, text: str) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle((0.5, top), max(1.0, long - 1), BAR, facecolor=colour, edgecolor=look.text, linewidth=0.8))
    labels.write(ax, long + 6, top + BAR / 2, text, look.text)


def _told(names: Sequence[str], first: Count, second: Count) -> str:
    parts = []
    for count in (first, second):
        top = max(range(len(names)), key=lambda place: count.share(place))
        parts.append(f"Most by {clean(count.name)}: {names[top]}, {number(count.share(top))}%")
    apart = furthest(first, second)
    parts.append(
        f"Furthest apart: {names[apart]}, {number(first.share(apart))}% against {number(second.share(apart))}%"
    )
    return ". ".join(parts) + "."
