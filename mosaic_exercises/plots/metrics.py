"""The Net Promoter Score: who the answers come from as a stacked bar, and the score with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.metrics import Nps
from mosaic_exercises.models.surveys import SMALL
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LIMIT: Final = 20
BAR: Final = 24.0


def nps(
    data: Nps | Mapping[str, Nps], theme: str = "light", width: float = style.WIDE, *, name: str = "Net Promoter Score"
) -> Picture:
    """Detractors, passives and promoters in per cent, and below the score from -100 to 100 with its interval.

    ``data`` is what ``metrics.nps`` returned, or a dict from group (such as a segment) to that. ``name`` is what the
    score is called: for boxes of a rating write "NPS-style score".
    """
    wide = style.size(width)
    groups = _groups(data)
    named = len(groups) > 1 or bool(next(iter(groups)))
    title = clean(name)
    note = _note(groups, named)
    head = style.heading_height(wide, title, note)
    words = ["detractors (0 to 6)", "passives (7 to 8)", "promoters (9 to 10)"]
    entries, top = labels.flow(words, 0, wide, head)
    people = [labels.lines(_people(group, one), wide) if named else [] for group, one in groups.items()]
    tops = [top + 8]
    for lines in people:
        tops.append(tops[-1] + (labels.LINE * len(lines) + 4 if named else 0.0) + BAR + 12)
    rooms = [wide - 20 - labels.long(_score(one), bold=True) for one in groups.values()]
    scored = [labels.lines(group, room) if named else [] for group, room in zip(groups, rooms, strict=True)]
    rows_at = [tops[-1] + 12]
    for lines in scored:
        rows_at.append(rows_at[-1] + (labels.LINE * len(lines) + 26 if named else 34.0))
    bottom = rows_at[-1] + labels.LINE + 42

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        colours = (look.second, look.low, look.first)
        for entry, colour in zip(entries, colours, strict=True):
            labels.swatch(ax, entry, colour, look)
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for place, one in enumerate(groups.values()):
            for line, word in enumerate(people[place]):
                labels.write(ax, 0, tops[place] + labels.LINE * (line + 0.5), word, look.text)
            _stack(ax, look, colours, one, tops[place + 1] - BAR - 12, wide)
        _scores(ax, look, list(groups.values()), wide, rows_at, scored)

    rows = tuple(
        (
            clean(group) or "all",
            number(one.score),
            "" if one.low is None or one.high is None else f"{number(one.low)} to {number(one.high)}",
            "not known" if one.n is None else f"{one.n:,}",
            _percent(one.promoters),
            _percent(one.passives),
            _percent(one.detractors),
        )
        for group, one in groups.items()
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=bottom,
        title=title,
        alt=". ".join(_told(group, one, title) for group, one in groups.items()) + ".",
        table=(("Group", "Score", "Interval", "Answers", "Promoters", "Passives", "Detractors"), *rows),
    )


def _groups(data: object) -> dict[str, Nps]:
    if isinstance(data, Nps):
        return {"": data}
    if isinstance(data, Mapping) and data and all(isinstance(one, Nps) for one in data.values()):
        if len(data) > LIMIT:
            raise DataError(f"{len(data)} groups in one picture", "argument `data`", f"Choose at most {LIMIT}.")
        return {str(group): one for group, one in data.items()}
    raise DataError(
        f"`data` is a {type(data).__name__}",
        "argument `data`",
        "Pass metrics.nps(scores), or a dict from group to that.",
    )


def _note(groups: Mapping[str, Nps], named: bool) -> str:
    first = next(iter(groups.values()))
    known = any(one.low is not None for one in groups.values())
    parts = ["Bar: % of answers. Score = % promoters − % detractors, in points from −100 to 100"]
    parts[0] += f"; line: {100 * first.confidence:g}% interval" if known else ""
    if not named:
        parts.append(_count(first))
    if any(one.n is None for one in groups.values()):
        parts.append("No interval where the number of answers is not known")
    if any(one.n is not None and one.n < SMALL for one in groups.values()):
        parts.append(f"Few: under {SMALL} answers, read as rough")
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "."


def _percent(share: float, digits: int = 1) -> str:
    return f"{number(share, digits)}%"


def _count(one: Nps) -> str:
    if one.n is None:
        return "number of answers not known"
    return f"{one.n:,} {'answer' if one.n == 1 else 'answers'}{' (few)' if one.n < SMALL else ''}"


def _people(group: str, one: Nps) -> str:
    return f"{clean(group)}, {_count(one)}" if group else _count(one)


def _score(one: Nps) -> str:
    between = "" if one.low is None or one.high is None else f" ({number(one.low)} to {number(one.high)})"
    return f"{number(one.score)}{between}"


def _told(group: str, one: Nps, title: str) -> str:
    between = (
        ", no interval"
        if one.low is None or one.high is None
        else f", {100 * one.confidence:g}% interval {number(one.low)} to {number(one.high)}"
    )
    return (
        f"{clean(group) or title}: {number(one.score)} points{between}; {_percent(one.promoters)} promoters and "
        f"{_percent(one.detractors)} detractors, {_count(one)}"
    )


def _stack(ax: Axes, look: Theme, colours: tuple[str, str, str], one: Nps, top: float, wide: float) -> None:
    from matplotlib.patches import Rectangle

    x, whole = 0.5, one.detractors + one.passives + one.promoters
    for share, colour in zip((one.detractors, one.passives, one.promoters), colours, strict=True):
        long = (wide - 1) * share / whole
        if not long:
            continue
        ax.add_patch(Rectangle((x, top), long, BAR, facecolor=colour, edgecolor=look.text, linewidth=0.8))
        text = _percent(share, 0)
        if labels.long(text, style.TEXT) + 6 <= long:
            ink = style.ink_on(colour)
            labels.write(ax, x + long / 2, top + BAR / 2, text, ink, ha="center", size=style.TEXT, bold=True)
        x += long


def _scores(
    ax: Axes, look: Theme, scores: Sequence[Nps], wide: float, rows: Sequence[float], words: Sequence[Sequence[str]]
) -> None:
    """One line a group on a scale from -100 to 100. ``rows`` are the pixels between the groups, one more than these."""

    def across(score: float) -> float:
        return 18 + (score + 100) / 200 * (wide - 36)

    end = rows[-1] + labels.LINE
    for tick in (-100, -50, 0, 50, 100):
        x = across(tick)
        colour, thick = (look.muted, 1.2) if tick == 0 else (look.line, 0.8)
        for below in rows[1:]:  # beside the line of each group only: a name is not crossed
            ax.plot([x, x], [below - 14, below + 6], color=colour, linewidth=thick, zorder=1)
        labels.write(ax, x, end + 10, number(tick, 0), look.text, ha="center")
    labels.write(ax, wide / 2, end + 28, "score in points, and its interval", look.text, ha="center")
    for one, lines, top, below in zip(scores, words, rows, rows[1:], strict=False):
        y = below - 4
        x = across(one.score)
        text = _score(one)
        if lines:
            for line, word in enumerate(lines):
                labels.write(ax, 0, top + 6 + labels.LINE * (line + 0.5), word, look.text)
            labels.write(ax, wide, y - 16, text, look.text, ha="right", bold=True)
        else:
            half = labels.long(text, style.TEXT, bold=True) / 2
            middle = min(max(x, half + 2), wide - half - 2)
            labels.write(ax, middle, y - 18, text, look.text, ha="center", size=style.TEXT, bold=True)
        if one.low is not None and one.high is not None:
            ends = across(one.low), across(one.high)
            ax.plot(ends, [y, y], color=look.text, linewidth=2, zorder=3)
            for stop in ends:
                ax.plot([stop, stop], [y - 5, y + 5], color=look.text, linewidth=2, zorder=3)
        ax.plot([x], [y], marker="D", markersize=9, color=look.first, markeredgecolor=look.text, zorder=4)
