"""The generated portrait: a table of simple shapes that browser, SVG and slides all draw alike. No photo, nobody "
"real."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from mosaic_exercises.errors import FormatError

BOX: Final = (0, 0, 120, 120)


class PortraitOption(msgspec.Struct, frozen=True):
    """One way a trait can be."""

    id: str
    text: str


class PortraitTrait(msgspec.Struct, frozen=True):
    """Something that can be chosen; the first option stands where nothing was."""

    id: str
    label: str
    options: tuple[PortraitOption, ...]


class Ellipse(msgspec.Struct, frozen=True, tag_field="shape", tag="ellipse"):
    """An ellipse by centre and radii."""

    cx: float
    cy: float
    rx: float
    ry: float
    fill: str


class Rect(msgspec.Struct, frozen=True, tag_field="shape", tag="rect"):
    """A rectangle with rounded corners of radius ``r``."""

    x: float
    y: float
    w: float
    h: float
    r: float
    fill: str


class Polygon(msgspec.Struct, frozen=True, tag_field="shape", tag="polygon"):
    """A closed polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str


Shape = Ellipse | Rect | Polygon


class PortraitPart(msgspec.Struct, frozen=True):
    """Shapes that are drawn where ``trait`` has ``option``; "*" for any."""

    trait: str
    option: str
    shapes: tuple[Shape, ...]


TRAITS: Final = (
    PortraitTrait("skin", "Skin", tuple(PortraitOption(f"s{i}", f"Tone {i}") for i in range(1, 7))),
    PortraitTrait(
        "hair",
        "Hair",
        tuple(
            PortraitOption(f"h{i}", text)
            for i, text in enumerate(("Short", "Long", "Bun", "Curly", "Headscarf", "None"), start=1)
        ),
    ),
    PortraitTrait(
        "tint",
        "Colour of hair or scarf",
        tuple(
            PortraitOption(f"c{i}", text)
            for i, text in enumerate(("Black", "Brown", "Fair", "Red", "Grey", "Blue", "Plum"), start=1)
        ),
    ),
    PortraitTrait(
        "face",
        "Face",
        (
            PortraitOption("f1", "Plain"),
            PortraitOption("f2", "Glasses"),
            PortraitOption("f3", "Beard"),
            PortraitOption("f4", "Glasses and beard"),
        ),
    ),
    PortraitTrait(
        "top",
        "Clothes",
        tuple(
            PortraitOption(f"t{i}", text)
            for i, text in enumerate(("Blue", "Green", "Ochre", "Grey", "Rust", "Plum"), start=1)
        ),
    ),
    PortraitTrait(
        "gear",
        "Worn",
        tuple(
            PortraitOption(f"g{i}", text) for i, text in enumerate(("Nothing", "Bicycle helmet", "Rucksack"), start=1)
        ),
    ),
)

COLOURS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "skin": {"s1": "#f6d7c3", "s2": "#e8b995", "s3": "#cf9467", "s4": "#a96f45", "s5": "#7d4f30", "s6": "#553322"},
        "tint": {
            "c1": "#22201f",
            "c2": "#5a3a26",
            "c3": "#c9a25d",
            "c4": "#9a4722",
            "c5": "#8d9196",
            "c6": "#2f6690",
            "c7": "#6d3b6f",
        },
        "top": {"t1": "#2f6690", "t2": "#3d7a57", "t3": "#c08a2b", "t4": "#6b7178", "t5": "#a8502f", "t6": "#6d3b6f"},
    }
)

_BEARD = (  # along the jaw and over the lip; the cheeks and the mouth stay free
    Polygon(
        (
            *(
                (38.2, 59),
                (38.9, 67),
                (41.6, 75),
                (46.4, 82),
                (53, 86.8),
                (60, 88.4),
                (67, 86.8),
                (73.6, 82),
                (78.4, 75),
            ),
            *((81.1, 67), (81.8, 59), (79.2, 60), (77.2, 66.5), (73, 70.6), (67.5, 70), (63.4, 68.4), (60, 69.4)),
            *((56.6, 68.4), (52.5, 70), (47, 70.6), (42.8, 66.5), (40.8, 60)),
        ),
        "@tint",
    ),
    Ellipse(60, 75.2, 9, 3.6, "@skin"),
)
_GLASSES = (
    Ellipse(50, 57, 9, 8, "#30353b"),
    Ellipse(70, 57, 9, 8, "#30353b"),
    Ellipse(50, 57, 7, 6, "#eef4f8"),
    Ellipse(70, 57, 7, 6, "#eef4f8"),
    Rect(58, 56, 4, 2, 0, "#30353b"),
)
_EYES = (Ellipse(50, 57, 2.4, 2.8, "#22201f"), Ellipse(70, 57, 2.4, 2.8, "#22201f"))
_CROWN = Polygon(
    ((38, 54), (40, 38), (50, 29), (60, 27), (70, 29), (80, 38), (82, 54), (74, 44), (60, 41), (46, 44)), "@tint"
)

PARTS: Final = (
    PortraitPart("skin", "*", (Rect(0, 0, 120, 120, 10, "#e9eef2"),)),
    PortraitPart("gear", "g3", (Rect(22, 82, 76, 38, 10, "#4a4f55"),)),
    PortraitPart("hair", "h2", (Rect(33, 34, 54, 62, 24, "@tint"),)),
    PortraitPart("hair", "h3", (Ellipse(60, 22, 12, 11, "@tint"),)),
    PortraitPart(
        "hair",
        "h4",
        tuple(Ellipse(x, y, 13, 13, "@tint") for x, y in ((42, 36), (60, 30), (78, 36), (36, 52), (84, 52))),
    ),
    PortraitPart("hair", "h5", (Rect(32, 26, 56, 74, 27, "@tint"),)),
    PortraitPart("top", "*", (Ellipse(60, 124, 44, 34, "@top"),)),
    PortraitPart("gear", "g3", (Rect(34, 96, 6, 24, 0, "#4a4f55"), Rect(80, 96, 6, 24, 0, "#4a4f55"))),
    PortraitPart("skin", "*", (Rect(52, 78, 16, 20, 7, "@skin"), Ellipse(60, 58, 22, 27, "@skin"))),
    PortraitPart("face", "f3", _BEARD),
    PortraitPart("face", "f4", _BEARD),
    PortraitPart("face", "f2", _GLASSES),
    PortraitPart("face", "f4", _GLASSES),
    PortraitPart("skin", "*", (*_EYES, Ellipse(60, 75, 7, 1.6, "#8a3b32"))),
    *(PortraitPart("hair", option, (_CROWN,)) for option in ("h1", "h2", "h3", "h4")),
    PortraitPart("hair", "h5", (_CROWN, Rect(42, 90, 36, 12, 6, "@tint"))),
    PortraitPart(
        "gear",
        "g2",
        (
            Polygon(((34, 48), (36, 32), (46, 22), (60, 19), (74, 22), (84, 32), (86, 48)), "#c0392b"),
            Polygon(((44, 44), (48, 28), (53, 26), (51, 44)), "#f4f6f7"),
            Polygon(((76, 44), (72, 28), (67, 26), (69, 44)), "#f4f6f7"),
        ),
    ),
)


class PortraitTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole table: the ``box`` of the drawing, the traits, the parts in the order to draw them, and for a trait the
    colour of each of its options, which a fill "@trait" stands for."""

    box: tuple[int, int, int, int]
    traits: tuple[PortraitTrait, ...]
    parts: tuple[PortraitPart, ...]
    colours: dict[str, dict[str, str]]


def portrait_table() -> PortraitTable:
    """The whole table, for a view."""
    colours = {trait: dict(colours) for trait, colours in COLOURS.items()}
    return PortraitTable(box=BOX, traits=TRAITS, parts=PARTS, colours=colours)


def shapes(chosen: Mapping[str, str]) -> tuple[Shape, ...]:
    """The shapes of one portrait in the order to draw them, every fill a colour "#rrggbb"."""
    options = {t.id: chosen.get(t.id) or t.options[0].id for t in TRAITS}

    def filled(shape: Shape) -> Shape:
        if not shape.fill.startswith("@"):
            return shape
        trait = shape.fill[1:]
        return msgspec.structs.replace(shape, fill=COLOURS[trait][options[trait]])

    return tuple(filled(s) for part in PARTS if part.option in ("*", options[part.trait]) for s in part.shapes)


def in_words(chosen: Mapping[str, str]) -> str:
    """What the portrait shows, as its text alternative."""
    options = {t.id: chosen.get(t.id) or t.options[0].id for t in TRAITS}
    said = (f"{t.label.lower()}: {next(o.text for o in t.options if o.id == options[t.id]).lower()}" for t in TRAITS)
    return "Drawn portrait, nobody real; " + ", ".join(said) + "."


def traits_of(words: str) -> dict[str, str]:
    """A portrait's traits written as the ids of its options ("s3 h2 c1"). Raises FormatError for one there is not."""
    of = {option.id: trait.id for trait in TRAITS for option in trait.options}
    if unknown := [word for word in words.split() if word not in of]:
        raise FormatError(f"'{unknown[0]}' is no trait of a portrait. There are {', '.join(of)}.")
    return {of[word]: word for word in words.split()}


def portrait_svg(chosen: Mapping[str, str]) -> str:
    """One portrait as an SVG file of its own: shapes and colours only, the words stand beside it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, BOX))}" width="48" height="48">'
        f"{''.join(map(_element, shapes(chosen)))}</svg>"
    )


def _element(shape: Shape) -> str:
    match shape:
        case Ellipse():
            centre = f'cx="{shape.cx:g}" cy="{shape.cy:g}"'
            return f'<ellipse {centre} rx="{shape.rx:g}" ry="{shape.ry:g}" fill="{shape.fill}"/>'
        case Rect():
            return (
                f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.w:g}" height="{shape.h:g}" rx="{shape.r:g}" '
                f'fill="{shape.fill}"/>'
            )
        case Polygon():
            points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
            return f'<polygon points="{points}" fill="{shape.fill}"/>'
