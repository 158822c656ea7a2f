"""A drawing as SVG. Every text is escaped: what a learner wrote stays text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import pairwise
from math import hypot

from mosaic_exercises.drawing.measure import LEADING, clean, wrapped
from mosaic_exercises.drawing.palette import MUTED, PAPER
from mosaic_exercises.drawing.shapes import (
    Area,
    Box,
    Connector,
    Drawing,
    Group,
    Marker,
    Oval,
    Piece,
    Point,
    Raster,
    Stones,
    Stroke,
    bends,
)

HEAD = 11.0  # px: the head of an arrow
EDGE = 3.0  # px: the bar at the left of a note
FONTS = "'DejaVu Sans', Verdana, 'Segoe UI', sans-serif"


def svg(drawing: Drawing) -> str:
    """A whole ``<svg>`` element, readable by itself as a file, with title and description for those who do not see "
    "it."""
    w, h = _n(drawing.width), _n(drawing.height)
    inside = "".join(_piece(piece) for piece in drawing.pieces)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        f'font-family="{escape(FONTS)}"><title>{_t(drawing.title)}</title><desc>{_t(drawing.alt)}</desc>'
        f'<rect width="{w}" height="{h}" fill="{PAPER}"/>{inside}</svg>'
    )


def _t(text: str) -> str:
    return escape(clean(text))


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _stone(corners: Sequence[Point]) -> str:
    """A closed outline by steps of a tenth of a px: a mosaic has thousands of them."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in corners]
    steps = ((x - a, y - b) for (a, b), (x, y) in pairwise(tenths))
    (x, y), said = tenths[0], " ".join(f"{dx / 10:g} {dy / 10:g}" for dx, dy in steps)
    return f"M{x / 10:g} {y / 10:g}l{said}z"


def _piece(piece: Piece | Group) -> str:
    match piece:
        case Group():
            return f"<g><title>{_t(piece.about)}</title>{''.join(map(_piece, piece.pieces))}</g>"
        case Box():
            return _box(piece)
        case Stroke():
            return _stroke(piece)
        case Connector():
            return _arrow(piece)
        case Marker():
            return _mark(piece)
        case Oval():
            at = f'cx="{_n(piece.cx)}" cy="{_n(piece.cy)}" rx="{_n(piece.rx)}" ry="{_n(piece.ry)}"'
            return f'<ellipse {at} fill="{_t(piece.fill)}"/>'
        case Stones():
            return f'<path d="{"".join(map(_stone, piece.polygons))}" fill="{_t(piece.fill)}"/>'
        case Area():
            return f'<polygon points="{_points(piece.points)}" fill="{_t(piece.fill)}"/>'
        case Raster():
            return _raster(piece)


def _raster(raster: Raster) -> str:
    """The picture itself, in the file. Its address stands in the older form, which every program reads."""
    at = f'x="{_n(raster.x)}" y="{_n(raster.y)}" width="{_n(raster.w)}" height="{_n(raster.h)}"'
    address = f"data:image/{raster.sort};base64,{b64encode(raster.data).decode('ascii')}"
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'
    return f'<image {at} {link}="{address}"><title>{_t(raster.about)}</title></image>'


def _stroke(stroke: Stroke) -> str:
    look = f'fill="none" stroke="{_t(stroke.colour)}" stroke-width="{_n(stroke.width)}" stroke-linejoin="round"'
    dash = ' stroke-dasharray="7 5"' if stroke.dashed else ' stroke-linecap="round"' if stroke.smooth else ""
    if not stroke.smooth or len(stroke.points) < 3:
        return f'<polyline points="{_points(stroke.points)}" {look}{dash}/>'
    steps = "".join(f"C{_points(bend)}" for bend in bends(stroke.points))
    return f'<path d="M{_points(stroke.points[:1])}{steps}" {look}{dash}/>'


def _arrow(arrow: Connector) -> str:
    """A line and its head, drawn as a triangle: not every program draws markers."""
    (ax, ay), (bx, by) = arrow.points
    far = max(0.01, hypot(bx - ax, by - ay))
    ux, uy = (bx - ax) / far, (by - ay) / far
    back = min(HEAD, far)
    foot = (bx - back * ux, by - back * uy)
    side = back / 2
    head = ((bx, by), (foot[0] - side * uy, foot[1] + side * ux), (foot[0] + side * uy, foot[1] - side * ux))
    line = Stroke(points=((ax, ay), foot), colour=arrow.colour, width=arrow.width)
    return f'{_stroke(line)}<polygon points="{_points(head)}" fill="{_t(arrow.colour)}"/>'


def _mark(mark: Marker) -> str:
    r = mark.r
    fill = PAPER if mark.hollow else _t(mark.colour)
    look = f'fill="{fill}" stroke="{_t(mark.colour)}" stroke-width="2"'
    if mark.shape == "circle":
        return f'<circle cx="{_n(mark.x)}" cy="{_n(mark.y)}" r="{_n(r)}" {look}/>'
    if mark.shape == "square":
        corners = (
            (mark.x - r, mark.y - r),
            (mark.x + r, mark.y - r),
            (mark.x + r, mark.y + r),
            (mark.x - r, mark.y + r),
        )
    else:
        far = r * 1.35
        corners = ((mark.x, mark.y - far), (mark.x + far, mark.y), (mark.x, mark.y + far), (mark.x - far, mark.y))
    return f'<polygon points="{_points(corners)}" {look}/>'


def _box(box: Box) -> str:
    parts: list[str] = []
    if box.fill or box.line:
        corner = f' rx="{_n(box.round)}"' if box.round else ""
        stroke = f' stroke="{_t(box.line)}"' if box.line else ""
        dash = ' stroke-dasharray="4 3"' if box.dashed else ""
        parts.append(
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.w)}" height="{_n(box.h)}"{corner} '
            f'fill="{_t(box.fill) or "none"}"{stroke}{dash}/>'
        )
    if box.edge:
        at = f'x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(EDGE)}" height="{_n(box.h)}"'
        parts.append(f'<rect {at} fill="{_t(box.edge)}"/>')
    top = box.y + box.pad
    if box.text:
        lines = wrapped(box.text, box.w - 2 * box.pad, box.size, box.bold)
        parts.append(_text(box, lines, top, box.size, box.ink, box.bold, box.italic))
        top += len(lines) * box.size * LEADING
    if box.details:
        parts.append(_text(box, wrapped(box.details, box.w - 2 * box.pad, box.small), top, box.small, MUTED))
    return "".join(parts)


def _text(
    box: Box, lines: list[str], top: float, size: float, ink: str, bold: bool = False, italic: bool = False
) -> str:
    """Lines of text; each baseline is worked out here, for LibreOffice and Inkscape know no ``dominant-baseline``."""
    anchor = {"left": "start", "center": "middle", "right": "end"}[box.align]
    x = {"left": box.x + box.pad, "center": box.x + box.w / 2, "right": box.x + box.w - box.pad}[box.align]
    look = (' font-weight="bold"' if bold else "") + (' font-style="italic"' if italic else "")
    spans = "".join(
        f'<tspan x="{_n(x)}" y="{_n(top + size * (LEADING * i + 1))}">{_t(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    return f'<text font-size="{_n(size)}" fill="{_t(ink)}" text-anchor="{anchor}"{look}>{spans}</text>'
