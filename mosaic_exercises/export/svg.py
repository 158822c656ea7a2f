"""A drawing as SVG. Every text is escaped: what a learner wrote stays text."""

from __future__ import annotations

from html import escape

from mosaic_exercises.export.drawing import PAPER, Area, Box, Drawing, Mark, Oval, Piece, Stones, Stroke, clean, wrapped

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


def _piece(piece: Piece) -> str:
    if isinstance(piece, Box):
        return _box(piece)
    if isinstance(piece, Stroke):
        dash = ' stroke-dasharray="7 5"' if piece.dashed else ""
        return (
            f'<polyline points="{_points(piece.points)}" fill="none" stroke="{_t(piece.colour)}" '
            f'stroke-width="{_n(piece.width)}" stroke-linejoin="round"{dash}/>'
        )
    if isinstance(piece, Mark):
        return _mark(piece)
    if isinstance(piece, Oval):
        at = f'cx="{_n(piece.cx)}" cy="{_n(piece.cy)}" rx="{_n(piece.rx)}" ry="{_n(piece.ry)}"'
        return f'<ellipse {at} fill="{_t(piece.fill)}"/>'
    if isinstance(piece, Stones):
        outline = "".join(f"M{_points(corners).replace(' ', 'L')}Z" for corners in piece.polygons)
        return f'<path d="{outline}" fill="{_t(piece.fill)}"/>'
    assert isinstance(piece, Area)
    return f'<polygon points="{_points(piece.points)}" fill="{_t(piece.fill)}"/>'


def _mark(mark: Mark) -> str:
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
        parts.append(
            f'<rect x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.w)}" height="{_n(box.h)}"{corner} '
            f'fill="{_t(box.fill) or "none"}"{stroke}/>'
        )
    if box.text:
        anchor = {"left": "start", "center": "middle", "right": "end"}[box.align]
        x = {"left": box.x + box.pad, "center": box.x + box.w / 2, "right": box.x + box.w - box.pad}[box.align]
        look = (' font-weight="bold"' if box.bold else "") + (' font-style="italic"' if box.italic else "")
        lines = wrapped(box.text, box.w - 2 * box.pad, box.size, box.bold)
        spans = "".join(
            f'<tspan x="{_n(x)}" y="{_n(box.y + box.pad + box.size * (1.3 * i + 1))}">{_t(line)}</tspan>'
            for i, line in enumerate(lines)
        )
        parts.append(
            f'<text font-size="{_n(box.size)}" fill="{_t(box.ink)}" text-anchor="{anchor}"{look}>{spans}</text>'
        )
    return "".join(parts)
