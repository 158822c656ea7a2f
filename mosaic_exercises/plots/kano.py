"""Kano's plane of better and worse coefficients, with the whole distribution of every feature below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal

from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.kano import CATEGORIES, LETTERS, Feature, Survey, analyse
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots.labels import Extent, clean, number
from mosaic_exercises.plots.style import Picture, Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER: Final = ("M", "O", "A", "I", "R", "Q")
# After Okabe & Ito; the letter stands in each part of a bar, so that nothing rests on colour.
COLOURS: Final = {
    "light": {"M": "#b84a00", "O": "#0072b2", "A": "#00795a", "I": "#c9ced4", "R": "#cc79a7", "Q": "#ffffff"},
    "dark": {"M": "#e69f00", "O": "#56b4e9", "A": "#2fbf96", "I": "#565d66", "R": "#cc79a7", "Q": "#111111"},
}
MOST: Final = 40
BAR: Final = 18.0
LABEL: Final = 24.0
FEW: Final = 15
COEFFICIENTS: Final = "Better and worse coefficients (0 to 1, 0 to −1)"


Show = Literal["both", "plane", "answers"]


def plane(
    data: Survey | Sequence[Feature] | Mapping[str, Mapping[str, int]],
    theme: str = "light",
    width: float = style.WIDE,
    *,
    show: Show = "both",
) -> Picture:
    """Each feature by what having it gains (better, up) and what lacking it costs (worse, to the right), and below it
    the answers of everybody, in per cent.

    ``show="plane"`` draws the plane alone, with the names of the numbers below it, and ``"answers"`` the bars alone:
    with many features both together are taller than a screen.

    ``data`` is what ``kano.survey`` returned, features from ``kano.analyse``, or a dict from feature to counts by
    letter. At most 40 features, of one segment or of everybody: choose ``[f for f in survey.features if ...]`` first.
    """
    wide = style.size(width)
    one_of(show, ("both", "plane", "answers"), "show")
    features = _features(data)
    names = [_name(feature) for feature in features]
    shown = [place for place, feature in enumerate(features) if feature.better is not None]
    title = "What each feature gains if it is there and costs if it is not"
    if show == "answers":
        title = "What people answered about each feature"
    people = sorted({feature.n for feature in features})
    count = f"{people[0]:,}" if len(people) == 1 else f"{people[0]:,} to {people[-1]:,}"
    said = {"both": f"{COEFFICIENTS}; below, all answers in %", "plane": COEFFICIENTS, "answers": "All answers in %"}
    note = f"{said[show]}. {count} answers a feature."
    left_out = [f"{place + 1}" for place in range(len(features)) if place not in shown]
    if left_out and show != "answers":
        note += f" Not on the plane, only R and Q: {', '.join(left_out)}."
    head = style.heading_height(wide, title, note)
    side, right = 44.0, 10.0
    tall = min(340.0, max(250.0, 0.62 * wide))
    area = Extent(side, head + LABEL, wide - right, head + LABEL + tall)
    signs, top = labels.flow(["settled", "not settled (p ≥ 0.10)"], side, wide, area.bottom + 44)
    bars = BAR + 12 if show != "plane" else 2.0
    letters: list[labels.KeyEntry] = []
    if show == "answers":
        top = head - 8
    if show != "plane":
        letters, top = labels.flow([f"{one} {CATEGORIES[one].name}" for one in ORDER], 0, wide, top + 8)
    rows = [
        labels.lines(f"{place} {name}: {_short(feature)}", wide)
        for place, (name, feature) in enumerate(zip(names, features, strict=True), start=1)
    ]
    tops = [top + 6]
    for row in rows:
        tops.append(tops[-1] + labels.LINE * len(row) + bars)

    def draw(figure: Figure, look: Theme) -> None:
        style.heading(figure, look, title, note)
        ax = labels.canvas(figure)
        if show != "answers":
            _points(ax, look, area, features, shown)
            for entry, full in zip(signs, (look.first, look.surface), strict=True):
                ax.plot(
                    [entry.x + 6], [entry.y], marker="o", markersize=8, markerfacecolor=full, markeredgecolor=look.first
                )
                labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for entry, one in zip(letters, ORDER, strict=False):
            labels.swatch(ax, entry, COLOURS[look.name][one], look)
            labels.write(ax, entry.x + 18, entry.y, entry.text, look.text)
        for feature, row, at in zip(features, rows, tops, strict=False):
            for place, line in enumerate(row):
                labels.write(ax, 0, at + labels.LINE * (place + 0.5), line, look.text)
            if show != "plane":
                _bar(ax, look, feature, at + labels.LINE * len(row) + 1, wide)

    heads = ("Number", "Feature", "Category", "Grouped rule", "Better", "Worse", "Settled", "Answers", *LETTERS)
    table = tuple(
        (
            f"{place}",
            name,
            CATEGORIES[feature.category].name,
            CATEGORIES[feature.grouped].name,
            "n/a" if feature.better is None else number(feature.better, 2),
            "n/a" if feature.worse is None else number(feature.worse, 2),
            "yes" if feature.lead.settled else "no",
            f"{feature.n:,}",
            *(f"{feature.counts[one]:,}" for one in LETTERS),
        )
        for place, (name, feature) in enumerate(zip(names, features, strict=True), start=1)
    )
    return style.picture(
        draw,
        theme=theme,
        width=wide,
        height=tops[-1],
        title=title,
        alt=_finding(names, features),
        table=(heads, *table),
    )


def _points(ax: Axes, look: Theme, area: Extent, features: Sequence[Feature], shown: Sequence[int]) -> None:
    """The plane with a numbered dot for each feature of ``shown``: full where the category is settled."""
    _frame(ax, look, area)
    corners = _corners(ax, look, area)
    points = [_at(features[place], area) for place in shown]
    dots = [Extent(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    marks = [f"{place + 1}" for place in shown]
    placed = labels.beside(points, marks, area, [*corners, *dots], reach=160)
    for place, (x, y), mark, label in zip(shown, points, marks, placed, strict=True):
        full = look.first if features[place].lead.settled else look.surface
        if label is not None:
            if label.led:
                middle = (label.box.left + label.box.right) / 2
                ax.plot([x, middle], [y, label.y], color=look.muted, linewidth=0.8, zorder=2)
            labels.write(ax, label.x, label.y, mark, look.text, bold=True)
        ax.plot([x], [y], marker="o", markersize=8, markerfacecolor=full, markeredgecolor=look.first, zorder=3)


def _frame(ax: Axes, look: Theme, area: Extent) -> None:
    labels.crossed(ax, look, area, ((area.left + area.right) / 2, (area.top + area.bottom) / 2))
    for part in (0.0, 0.5, 1.0):
        x = area.left + part * (area.right - area.left)
        ha = "left" if part == 0 else "right" if part == 1 else "center"
        labels.write(ax, x, area.bottom + 10, number(-part, 1), look.text, ha=ha)
        y = area.bottom - part * (area.bottom - area.top)
        labels.write(ax, area.left - 6, y, number(part, 1), look.text, ha="right")
    labels.write(
        ax, (area.left + area.right) / 2, area.bottom + 28, "worse: how much lacking it hurts →", look.text, ha="center"
    )
    labels.write(ax, 0, area.top - 15, "better: how much having it pleases ↑", look.text)


def _corners(ax: Axes, look: Theme, area: Extent) -> list[Extent]:
    """The names of the four quarters, in their corners; the boxes they take."""
    taken = []
    for one, x, y, ha in (
        ("A", area.left + 6, area.top + 10, "left"),
        ("O", area.right - 6, area.top + 10, "right"),
        ("I", area.left + 6, area.bottom - 10, "left"),
        ("M", area.right - 6, area.bottom - 10, "right"),
    ):
        word = CATEGORIES[one].name
        long = labels.long(word)
        left = x if ha == "left" else x - long
        labels.write(ax, x, y, word, look.muted, ha=ha)
        taken.append(Extent(left - 2, y - 8, left + long + 2, y + 8))
    return taken


def _at(feature: Feature, area: Extent) -> tuple[float, float]:
    better, worse = feature.better or 0.0, feature.worse or 0.0
    return area.left - worse * (area.right - area.left), area.bottom - better * (area.bottom - area.top)


def _bar(ax: Axes, look: Theme, feature: Feature, top: float, wide: float) -> None:
    from matplotlib.patches import Rectangle

    x = 0.5
    for one in ORDER:
        long = (wide - 1) * feature.percent[one] / 100
        if not long:
            continue
        colour = COLOURS[look.name][one]
        ax.add_patch(Rectangle((x, top), long, BAR, facecolor=colour, edgecolor=look.text, linewidth=0.8))
        for text in (f"{one} {feature.percent[one]:.0f}", one):
            if labels.long(text) + 6 <= long:
                labels.write(ax, x + long / 2, top + BAR / 2, text, style.ink_on(colour), ha="center")
                break
        x += long


def _features(data: object) -> list[Feature]:
    found: list[object]
    if isinstance(data, Survey):
        found = list(data.features)
    elif isinstance(data, Mapping):
        found = [analyse(str(name), counts) for name, counts in data.items()]
    elif isinstance(data, Iterable) and not isinstance(data, str | bytes):
        found = list(data)
    else:
        found = [data]
    features = [one for one in found if isinstance(one, Feature)]
    if not features or len(features) < len(found):
        raise DataError(
            f"`data` is a {type(data).__name__} without features",
            "argument `data`",
            "Pass kano.survey(table), or {'feature': {'A': 7, 'O': 33, 'M': 50, 'I': 10}}.",
        )
    if len(features) > MOST:
        raise DataError(
            f"{len(features)} features in one picture",
            "argument `data`",
            f"Choose at most {MOST}, for example those of one segment.",
        )
    return features


def _name(feature: Feature) -> str:
    name = clean(feature.name)
    return f"{name} ({clean(feature.segment)})" if feature.segment else name


def _short(feature: Feature) -> str:
    word = CATEGORIES[feature.category].name
    if feature.grouped != feature.category:
        return f"{word}, by the grouped rule {CATEGORIES[feature.grouped].name}"
    return word


def _finding(names: Sequence[str], features: Sequence[Feature]) -> str:
    """Which features are of which category, and which are not settled; of many features, how many and the clearest."""
    told = [(name, feature) for name, feature in zip(names, features, strict=True)]
    few = len(told) <= FEW
    parts = []
    for one in ORDER:
        own = sorted((pair for pair in told if pair[1].category == one), key=lambda pair: -pair[1].percent[one])
        if own and few:
            parts.append(f"{CATEGORIES[one].name}: {', '.join(f'{n} ({f.percent[one]:.0f}%)' for n, f in own)}")
        elif own:
            name, feature = own[0]
            parts.append(f"{CATEGORIES[one].name}: {len(own)}, most clearly {name} ({feature.percent[one]:.0f}%)")
    doubtful = [name for name, feature in told if not feature.lead.settled]
    if doubtful:
        parts.append(f"Not settled (p of 0.10 or more): {', '.join(doubtful) if few else len(doubtful)}")
    return ". ".join(parts) + "."
