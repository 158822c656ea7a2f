"""An activity log: with whom the firm deals, and who began."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.figure import Figure

UNITS: Final = ("activities", "minutes")
ROW: Final = 24.0


class ContactEffort(msgspec.Struct, frozen=True):
    """What went into one relationship: begun by us (``proactive``) and by the customer (``reactive``), in one unit."""

    name: str
    proactive: float
    reactive: float

    @property
    def share(self) -> float | None:
        """Per cent of all that was proactive; None where there was nothing."""
        whole = self.proactive + self.reactive
        return 100 * self.proactive / whole if whole else None


def bars(
    data: Sequence[ContactEffort], unit: str = "activities", theme: str = "light", width: float = style.WIDE
) -> Picture:
    """One bar a relationship: proactive first, then reactive, in ``unit`` (activities or minutes), and the proactive
    share in per cent beside it. Drawn in the order given; at most 60. Raises DataError for none, or a number below 0.
    """
    wide = style.size(width)
    one_of(unit, UNITS, "unit")
    if not 1 <= len(data) <= 60 or any(one.proactive < 0 or one.reactive < 0 for one in data):
        raise DataError("`data` is no list of efforts", "argument `data`", "Pass 1 to 60 Effort records, none below 0.")
    whole = ContactEffort("All", sum(one.proactive for one in data), sum(one.reactive for one in data))
    if not whole.share and not whole.reactive:
        raise DataError("Nothing was done with anybody", "argument `data`", "Pass a log that has activities.")
    title = "Who began? Proactive and reactive activities"
    note = f"Number of {unit}. The per cent beside each bar is the proactive share."
    head = style.heading_height(wide, title, note)
    entries, top = labels.flow(["proactive: we began", "reactive: they began"], 0, wide, head)
    names = min(0.4 * wide, max(labels.long(clean(one.name), style.TEXT) for one in data)) + 10
    words = [labels.lines(clean(one.name), names - 10, style.TEXT, most=3) for one in data]
    tops = [top + 10]
    for lines in words:
        tops.append(tops[-1] + max(ROW, 8 + 15.0 * len(lines)))
    longest = max(one.proactive + one.reactive for one in data)

    def draw(figure: Figure, look: Theme) -> None:
        from matplotlib.patches import Rectangle

        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        for entry, colour in zip(entries, (look.first, look.second), strict=True):
            labels.swatch(ax, entry, colour, look)
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        room = wide - names - 52
        for place, one in enumerate(data):
            y = (tops[place] + tops[place + 1]) / 2
            for line, word in enumerate(words[place]):
                at = y + (line - (len(words[place]) - 1) / 2) * 15
                labels.write(ax, 0, at, word, look.text, size=style.TEXT)
            left = names
            for value, colour in ((one.proactive, look.first), (one.reactive, look.second)):
                long = room * value / longest
                if value:
                    bar = Rectangle((left, y - 8), long, 16, facecolor=colour, edgecolor=look.text, linewidth=0.8)
                    ax.add_patch(bar)
                left += long
            share = "none" if one.share is None else f"{number(one.share, 0)}%"
            labels.write(ax, left + 6, y, share, look.text)

    rows = tuple(
        (
            clean(one.name),
            number(one.proactive, 0),
            number(one.reactive, 0),
            "" if one.share is None else number(one.share),
        )
        for one in (*data, whole)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=tops[-1] + 6,
        title=title,
        alt=_finding(data, whole, unit),
        table=(("Relationship", f"Proactive {unit}", f"Reactive {unit}", "Proactive share, %"), *rows),
    )


def _finding(data: Sequence[ContactEffort], whole: ContactEffort, unit: str) -> str:
    share = whole.share or 0.0
    parts = [f"{number(share)}% of all {unit} were proactive ({number(whole.proactive, 0)} of "]
    parts[0] += f"{number(whole.proactive + whole.reactive, 0)})"
    known = [(one.share, one) for one in data if one.share is not None]
    if len(known) > 1:
        none = [clean(one.name) for part, one in known if part == 0]
        low, high = min(known, key=lambda pair: pair[0]), max(known, key=lambda pair: pair[0])
        if none:
            parts.append(f"None at all with {', '.join(none[:4])}")
        else:
            parts.append(f"The least with {clean(low[1].name)} ({number(low[0])}%)")
        parts.append(f"The most with {clean(high[1].name)} ({number(high[0])}%)")
    return ". ".join(parts) + "."
