"""Drawings as a PDF, a page each: letters stay letters. Drawn by matplotlib, which brings its font."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from mosaic_exercises.drawing.measure import LEADING, wrapped
from mosaic_exercises.drawing.palette import MUTED
from mosaic_exercises.drawing.shapes import Box, Drawing, Stroke, flat

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCH: Final = 96.0  # px
POINT: Final = 72 / INCH


def pdf(drawings: Iterable[Drawing], title: str) -> bytes:
    """The drawings as pages, each of its own size. Knows boxes and strokes, which is all that a form to fill in has.

    Raises TypeError for a drawing that holds anything else.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    out = io.BytesIO()
    about = {"Title": title, "CreationDate": None, "Creator": "mosaic-exercises"}
    with mpl.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans"}), PdfPages(out, metadata=about) as pages:
        for drawing in drawings:
            figure = Figure(figsize=(drawing.width / INCH, drawing.height / INCH))
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set_axis_off()
            axes.set_xlim(0, drawing.width)
            axes.set_ylim(drawing.height, 0)
            for piece in flat(drawing.pieces):
                match piece:
                    case Box():
                        _box(axes, piece)
                    case Stroke():
                        _stroke(axes, piece)
                    case _:
                        raise TypeError(f"No {type(piece).__name__} on paper yet")
            pages.savefig(figure)
    return out.getvalue()


def _box(axes: Axes, box: Box) -> None:
    from matplotlib.patches import Rectangle

    if box.fill or box.line:
        fill, line = box.fill or "none", box.line or "none"
        axes.add_patch(Rectangle((box.x, box.y), box.w, box.h, facecolor=fill, edgecolor=line, linewidth=POINT))
    top = box.y + box.pad
    if box.text:
        lines = wrapped(box.text, box.w - 2 * box.pad, box.size, box.bold)
        _text(axes, box, lines, top, box.size, box.ink, box.bold)
        top += len(lines) * box.size * LEADING
    if box.details:
        _text(axes, box, wrapped(box.details, box.w - 2 * box.pad, box.small), top, box.small, MUTED, False)


def _text(axes: Axes, box: Box, lines: list[str], top: float, size: float, ink: str, bold: bool) -> None:
    x = {"left": box.x + box.pad, "center": box.x + box.w / 2, "right": box.x + box.w - box.pad}[box.align]
    for i, line in enumerate(lines):
        axes.text(
            x,
            top + size * (LEADING * i + 1),
            line,
            fontsize=size * POINT,
            color=ink,
            fontweight="bold" if bold else "normal",
            horizontalalignment=box.align,
            verticalalignment="baseline",
            parse_math=False,  # a lone $ begins a formula otherwise
        )


def _stroke(axes: Axes, stroke: Stroke) -> None:
    xs, ys = zip(*stroke.points, strict=True)
    axes.plot(
        xs, ys, color=stroke.colour, linewidth=stroke.width * POINT, linestyle=(0, (5, 4)) if stroke.dashed else "-"
    )
