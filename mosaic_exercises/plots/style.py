"""How pictures look: two themes safe for colour-blind readers, and a figure turned into SVG text."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal

import msgspec

from mosaic_exercises.drawing.measure import wrapped
from mosaic_exercises.models.checks import finite, one_of
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ThemeName = Literal["light", "dark"]
FONTS: Final = ("DejaVu Sans", "Verdana", "sans-serif")
TEXT: Final = 12.0
SMALL: Final = 11.0
TITLE: Final = 14.0
WIDE: Final = 640
NARROW: Final = 600
"""Below so many pixels the entries of a key stand under each other."""


KINDS: Final = ("svg", "png", "pdf")
"""What a picture can be saved as."""


class Recipe(msgspec.Struct, frozen=True, eq=False):
    """How a picture is drawn once more, into a file of another kind.

    All recipes are equal, so that two pictures are told apart by what they show.
    """

    write: Callable[[BinaryIO, str], None]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Recipe)

    def __hash__(self) -> int:
        return 0


class Picture(msgspec.Struct, frozen=True):
    """A drawn model. ``svg`` is a whole ``<svg>`` element, ``alt`` states what is to be seen in it, ``table`` gives its
    numbers for those who do not see it: rows of text, the first row being the headings.

    As the last line of a notebook's cell it shows itself; :meth:`save` writes it into a file.
    """

    svg: str
    title: str
    alt: str
    table: tuple[tuple[str, ...], ...]
    recipe: Recipe | None = None

    def __repr__(self) -> str:
        return f"<Picture: {self.title}. {self.alt}>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        # An image with a text alternative: Jupyter shows a bare SVG as an image that has none.
        data = base64.b64encode(self.svg.encode()).decode()
        words = escape(f"{self.title}. {self.alt}")
        image = f'<img src="data:image/svg+xml;base64,{data}" alt="{words}" style="max-width: 100%; height: auto">'
        return {"text/html": image, "image/svg+xml": self.svg, "text/plain": repr(self)}

    def save(self, path: str | Path) -> Path:
        """Write the picture into ``path``, as its ending says: .svg, .png (two dots a pixel) or .pdf.

        An SVG and its background stay transparent; PNG and PDF get the background that the theme was made for. Returns
        the path. Raises DataError for another ending, and where the file cannot be written.
        """
        target = Path(path)
        kind = target.suffix.lower().removeprefix(".")
        if kind not in KINDS or (kind != "svg" and self.recipe is None):
            endings = ", ".join(f".{one}" for one in (KINDS if self.recipe else KINDS[:1]))
            raise DataError(f"{target.name!r} does not end in {endings}", "argument `path`", "Choose one of these.")
        out = io.BytesIO()
        if kind == "svg" or self.recipe is None:
            out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + self.svg.encode() + b"\n")
        else:
            self.recipe.write(out, kind)
        try:
            target.write_bytes(out.getvalue())
        except OSError as error:
            raise DataError(
                f"{target} cannot be written: {error.strerror or error}", "argument `path`", "Choose another place."
            ) from error
        return target


class Theme(msgspec.Struct, frozen=True):
    """Colours for one background; ``surface`` is the background they are chosen for (it is not drawn).

    ``first`` and ``second`` keep a contrast of 3:1 to the surface, ``text`` and ``muted`` 4.5:1. ``low`` and ``high``
    are the ends of a scale of shades.
    """

    name: ThemeName
    surface: str
    text: str
    muted: str
    line: str
    first: str
    second: str
    low: str
    high: str


# After Okabe & Ito's palette (blue, vermilion, sky blue, orange), which people with any colour vision can tell apart.
THEMES: Final[dict[str, Theme]] = {
    "light": Theme("light", "#ffffff", "#1f2328", "#565d66", "#d5d9de", "#0072b2", "#b84a00", "#eef5fa", "#005a8e"),
    "dark": Theme("dark", "#111111", "#eceff2", "#a9b1ba", "#41464d", "#56b4e9", "#e69f00", "#18232b", "#7cc6f2"),
}


def theme_of(name: str) -> Theme:
    """The theme called ``name``, light or dark."""
    one_of(name, tuple(THEMES), "theme")
    return THEMES[name]


def picture(
    draw: Callable[[Figure, Theme], None],
    *,
    theme: str,
    width: float,
    height: float,
    title: str,
    alt: str,
    table: tuple[tuple[str, ...], ...],
) -> Picture:
    """Let ``draw`` draw on an empty figure of ``width`` x ``height`` CSS pixels (one point of matplotlib each).

    The same input gives the same text, whatever style the user has set. Text stays text, so that it can be read,
    searched and scaled; the background is transparent. Raises DataError for a width that is no size of a picture.
    """
    look = theme_of(theme)

    def write(file: BinaryIO, kind: str) -> None:
        _draw(draw, look, width, height, file, kind)

    out = io.BytesIO()
    write(out, "svg")
    return Picture(_tidy(out.getvalue().decode(), width, height, f"{title}. {alt}"), title, alt, table, Recipe(write))


def _draw(
    draw: Callable[[Figure, Theme], None], look: Theme, width: float, height: float, file: BinaryIO, kind: str
) -> None:
    from matplotlib import style
    from matplotlib.figure import Figure

    rules: dict[str, Any] = {
        "svg.fonttype": "none",
        "svg.hashsalt": "mosaic",
        "pdf.fonttype": 42,  # letters stay letters
        "text.parse_math": False,  # "$5 and $7" is money, not a formula
        "font.family": ["sans-serif"],
        "font.sans-serif": list(FONTS[:2]),
        "font.size": TEXT,
        "text.color": look.text,
        "axes.labelcolor": look.text,
        "axes.edgecolor": look.muted,
        "xtick.color": look.muted,
        "ytick.color": look.muted,
        "xtick.labelcolor": look.text,
        "ytick.labelcolor": look.text,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "axes.labelsize": SMALL,
        "axes.facecolor": "none",
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    said: dict[str, None] = dict.fromkeys({"svg": ("Date", "Creator"), "pdf": ("CreationDate",)}.get(kind, ()))
    with style.context(["default", rules]):
        figure = Figure(figsize=(width / 72, height / 72), facecolor="none")
        draw(figure, look)
        figure.savefig(
            file,
            format=kind,
            metadata=said,
            facecolor="none" if kind == "svg" else look.surface,
            dpi=72 if kind == "svg" else 144,
        )


def size(width: float) -> float:
    """``width`` as a number of CSS pixels from 280 to 2000."""
    number = finite(width, "width")
    if not 280 <= number <= 2000:
        raise DataError(f"`width` is {width!r}", "argument `width`", "Write CSS pixels from 280 to 2000.")
    return number


def _tidy(svg: str, width: float, height: float, label: str) -> str:
    """One self-contained ``<svg>`` element that can stand beside others in a page."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    # A style sheet inside an inline SVG styles the whole page: its two settings go to the root element instead.
    body = re.sub(r"\s*<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", body, count=1, flags=re.DOTALL)
    body = re.sub(r'<g id="[^"]*"', "<g", body)
    mark = hashlib.sha256(body.encode()).hexdigest()[:8]
    body = re.sub(r'(\bid="|"#|url\(#)([A-Za-z][0-9a-f]+)', rf"\1\2-{mark}", body)
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}" '
        'style="max-width: 100%; height: auto" stroke-linejoin="round" stroke-linecap="butt">'
    )
    return re.sub(r"^<svg[^>]*>", lambda _: root, body, count=1).strip()


def axes(figure: Figure, *, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes that leave margins of so many pixels on each side."""
    width, height = figure.get_figwidth() * 72, figure.get_figheight() * 72
    return figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    )


def _heading(width: float, title: str, note: str) -> list[tuple[str, float, bool]]:
    """The lines of a heading, each with its size and whether it is bold."""
    return [
        (line, font, bold)
        for text, font, bold in ((title, TITLE, True), (note, SMALL, False))
        if text
        for line in wrapped(text, width, font, bold)
    ]


def heading(figure: Figure, look: Theme, title: str, note: str) -> None:
    """Title and a line or more of explanation at the top left; :func:`heading_height` tells the room they take."""
    width, height = figure.get_figwidth() * 72, figure.get_figheight() * 72
    at = 4.0
    for line, font, bold in _heading(width, title, note):
        colour, weight = (look.text, "bold") if bold else (look.muted, "normal")
        figure.text(0, 1 - at / height, line, size=font, weight=weight, color=colour, va="top", ha="left")
        at += font * 1.4


def heading_height(width: float, title: str, note: str) -> float:
    """Pixels that :func:`heading` takes, with a little air below."""
    return 12 + sum(font * 1.4 for _, font, _ in _heading(width, title, note))


def key_columns(width: float, entries: int) -> int:
    """How many entries of a key stand side by side."""
    return entries if width >= NARROW else 1


def key_height(width: float, entries: int) -> float:
    """Pixels that :func:`key` takes above the axes."""
    return 12 + SMALL * 1.6 * -(-entries // key_columns(width, entries))


def key(ax: Axes, look: Theme, width: float, entries: int) -> None:
    """The key, above the axes so that it never hides what is drawn in them; in a narrow picture from its left edge,
    where its words have most room."""
    box = ax.get_position()
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(0 if width >= NARROW else -box.x0 / box.width, 1),
        ncols=key_columns(width, entries),
        fontsize=SMALL,
        labelcolor=look.text,
        frameon=False,
        borderaxespad=0.4,
        borderpad=0.2,
        handlelength=1.8,
    )


def shade(look: Theme, part: float) -> str:
    """A colour of the scale from ``low`` (0) to ``high`` (1)."""
    return _mix(look.low, look.high, min(1.0, max(0.0, part)))


def ink_on(colour: str) -> str:
    """Black or white, whichever is read better on ``colour``."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


def contrast(one: str, two: str) -> float:
    """The contrast of two colours from 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _mix(one: str, two: str, part: float) -> str:
    pairs = zip(_channels(one), _channels(two), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def tick_texts(places: Sequence[float]) -> list[str]:
    """The numbers of one axis, all with as many decimals as the one that needs most: ``−0.24, −0.20, −0.16``."""
    step = min(
        (abs(b - a) for a, b in pairwise(places) if a != b),
        default=abs(max(places, default=1)) or 1,
    )
    fits = (d for d in range(13) if all(abs(round(p, d) - p) <= step * 1e-6 for p in places))
    decimals = next(fits, 12)
    return [f"{0.0 if round(p, decimals) == 0 else p:,.{decimals}f}".replace("-", "−") for p in places]


def ticks(low: float, high: float, most: int) -> tuple[list[float], list[str]]:
    """At most ``most`` steps of round numbers from ``low`` to ``high``, and how they are written."""
    from matplotlib.ticker import MaxNLocator

    slack = 1e-9 * (high - low)
    places = [float(at) for at in MaxNLocator(most).tick_values(low, high) if low - slack <= at <= high + slack]
    return places, tick_texts(places)


def money(value: float, currency: str = "") -> str:
    """``−£134.21``, ``£1,234``: two decimals below a thousand, none above, and a real minus sign."""
    number = f"{abs(value):,.2f}" if abs(value) < 1000 else f"{abs(value):,.0f}"
    return f"{'−' if value < 0 and number.strip('0.,') else ''}{currency}{number}"


def percent(value: float, decimals: int = 1) -> str:
    """``51.1%``; what is above zero but would show as nothing is shown as less than the smallest step."""
    smallest = 10.0**-decimals
    if 0 < value < smallest / 2:
        return f"<{smallest:.{decimals}f}%"
    return f"{value:.{decimals}f}%"
