"""The force field: arrows that drive a change from the left, and arrows that hold it back from the right."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.change import MOST, Force, ForceField
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ARROW: Final = 18.0
LIMIT: Final = 20


def force_field(data: ForceField, theme: str = "light", width: float = style.WIDE) -> Picture:
    """Forces as arrows whose length is their weight (1 to 5), driving to the right, restraining to the left; the
    strongest on top. ``data`` is what ``change.force_field`` returned, with at most 20 forces a side.
    """
    wide = style.size(width)
    if not isinstance(data, ForceField):
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass change.force_field(driving, restraining)."
        )
    if max(len(data.driving), len(data.restraining)) > LIMIT:
        raise DataError(f"More than {LIMIT} forces on one side", "argument `data`", "Join forces that belong together.")
    title = "Force field: what drives the change and what holds it back"
    aim = f"Change: {clean(data.aim).rstrip('.')}. " if data.aim else ""
    note = f"{aim}Weights from 1 (weak) to {MOST} (strong), as people stated them: a help for talking, no measurement."
    head = style.heading_height(wide, title, note)
    middle, room = wide / 2, wide / 2 - 12
    pairs = list(zip_longest(data.driving, data.restraining))
    texts = [tuple(_lines(force, room) for force in pair) for pair in pairs]
    top = head + 2 * labels.LINE
    tops = [top]
    for pair in texts:
        tops.append(tops[-1] + labels.LINE * max(len(text) for text in pair) + ARROW + 16)
    bottom = tops[-1] + 2 * labels.LINE + 6

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        labels.write(ax, 0, head + labels.LINE / 2, "Driving forces →", look.text, bold=True)
        labels.write(ax, wide, head + labels.LINE / 2, "← Restraining forces", look.text, ha="right", bold=True)
        ax.plot([middle, middle], [top - 6, tops[-1] - 8], color=look.text, linewidth=1.6)
        for pair, words, at in zip(pairs, texts, tops, strict=False):
            below = at + labels.LINE * max(len(lines) for lines in words) + 2
            for force, lines in zip(pair, words, strict=True):
                if force is None:
                    continue
                pushes = force.side == "driving"
                for place, line in enumerate(lines):
                    y = at + labels.LINE * (place + 0.5)
                    labels.write(ax, 0 if pushes else wide, y, line, look.text, ha="left" if pushes else "right")
                _arrow(ax, look, force, middle, room, below)
        y = tops[-1] + labels.LINE / 2
        for x, ha, text in (
            (0.0, "left", f"Sum {data.driving_total}"),
            (wide, "right", f"Sum {data.restraining_total}"),
        ):
            labels.write(ax, x, y, text, look.text, ha=ha, bold=True)
        labels.write(ax, middle, y + labels.LINE, _net(data), look.text, ha="center", bold=True)

    rows = tuple((clean(force.name), force.side, f"{force.weight}") for force in (*data.driving, *data.restraining))
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=bottom,
        title=title,
        alt=_finding(data),
        table=(("Force", "Side", "Weight"), *rows),
    )


def _net(data: ForceField) -> str:
    sign = "+" if data.net > 0 else "−" if data.net < 0 else ""
    return f"Net {sign}{abs(data.net)}"


def _finding(data: ForceField) -> str:
    if data.stronger is None:
        first = f"Driving and restraining forces are even, {data.driving_total} against {data.restraining_total}"
    else:
        first = (
            f"The {data.stronger} forces are stronger: driving {data.driving_total}, restraining "
            f"{data.restraining_total}, net {_net(data).removeprefix('Net ')}"
        )
    parts = [first]
    for name, forces in (("driving", data.driving), ("restraining", data.restraining)):
        parts.append(
            f"Strongest {name} force: {clean(forces[0].name).rstrip('.')} ({forces[0].weight})"
            if forces
            else f"No {name} force is named"
        )
    return ". ".join(parts) + "."


def _lines(force: Force | None, room: float) -> list[str]:
    return [] if force is None else labels.lines(force.name, room, most=4)


def _arrow(ax: Axes, look: Theme, force: Force, middle: float, room: float, top: float) -> None:
    """A fat arrow that ends at the middle line, its length the weight; the number stands in it."""
    from matplotlib.patches import Polygon

    way = 1 if force.side == "driving" else -1
    tip = middle - way * 3
    long = room * force.weight / MOST
    neck, tail = tip - way * 12, tip - way * long
    y, thick = top + ARROW / 2, ARROW / 2 - 3
    shape = [
        (tail, y - thick),
        (neck, y - thick),
        (neck, top),
        (tip, y),
        (neck, top + ARROW),
        (neck, y + thick),
        (tail, y + thick),
    ]
    colour = look.first if way > 0 else look.second
    ax.add_patch(Polygon(shape, closed=True, facecolor=colour, edgecolor=look.text, linewidth=0.8))
    labels.write(ax, (tail + neck) / 2, y, f"{force.weight}", style.ink_on(colour), ha="center", bold=True)
