"""Drawings as slides that can be edited: every box, line and mark is a shape of its own, every text is text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mosaic_exercises.export.drawing import PAPER, Area, Box, Drawing, Mark, Oval, Piece, Stones, Stroke, clean
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    from pptx.shapes.shapetree import SlideShapes

WIDTH, HEIGHT = 12192000, 6858000  # EMU: 13.33 x 7.5 inches
EDGE = 228600  # EMU: a quarter of an inch
SMALLEST = 6.0  # pt
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slides(drawings: Iterable[Drawing], notes: str = "") -> bytes:
    """A PPTX file with one slide for each drawing, scaled to fit; ``notes`` go under the first slide.

    Raises DataError where python-pptx is not installed (``pip install "mosaic-exercises[slides]"``) or nothing is
    given.
    """
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ImportError:
        raise DataError(
            "Slides need python-pptx", "this Python", 'Install it: pip install "mosaic-exercises[slides]".'
        ) from None
    pages = list(drawings)
    if not pages:
        raise DataError("There is nothing to show", "argument `drawings`", "Give at least one drawing.")
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    deck.core_properties.title = clean(pages[0].title)[:250]
    for number, drawing in enumerate(pages):
        slide = deck.slides.add_slide(
            deck.slide_layouts[5]
        )  # "Title Only": a screen reader finds the slide by its title
        _draw(slide.shapes, drawing)
        said = "\n\n".join(text for text in (drawing.alt, notes if number == 0 else "") if text)
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(said).replace("\v", "\n")
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


class _Scale:
    """From px of a drawing to EMU of a slide."""

    def __init__(self, drawing: Drawing) -> None:
        top = EDGE + 420000  # the slide's own title
        self.factor = min((WIDTH - 2 * EDGE) / drawing.width, (HEIGHT - top - EDGE) / drawing.height)
        self.left = (WIDTH - drawing.width * self.factor) / 2
        self.top = top

    def x(self, value: float) -> int:
        return round(self.left + value * self.factor)

    def y(self, value: float) -> int:
        return round(self.top + value * self.factor)

    def size(self, value: float) -> int:
        return max(1, round(value * self.factor))

    def points(self, px: float) -> float:
        return max(SMALLEST, px * self.factor / 12700)


def _draw(shapes: SlideShapes, drawing: Drawing) -> None:
    from pptx.util import Emu, Pt

    title = shapes.title
    if title is not None:
        title.left, title.top, title.width, title.height = Emu(EDGE), Emu(EDGE // 2), Emu(WIDTH - 2 * EDGE), Emu(480000)
        title.text_frame.text = clean(drawing.title).replace("\n", " ")
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(20)
            run.font.bold = True
    scale = _Scale(drawing)
    for piece in drawing.pieces:
        _piece(shapes, piece, scale)


def _piece(shapes: SlideShapes, piece: Piece, scale: _Scale) -> None:
    if isinstance(piece, Box):
        _box(shapes, piece, scale)
    elif isinstance(piece, Stroke):
        _stroke(shapes, piece, scale)
    elif isinstance(piece, Mark):
        _mark(shapes, piece, scale)
    elif isinstance(piece, Oval):
        _oval(shapes, piece, scale)
    elif isinstance(piece, Stones):
        _stones(shapes, piece, scale)
    else:
        _area(shapes, piece, scale)


def _colour(hex_: str) -> Any:
    from pptx.dml.color import RGBColor

    colour: Any = RGBColor  # its constructors carry no types
    return colour.from_string(hex_.lstrip("#").upper())


def _bare(shape: Any) -> None:
    """Without the theme's own style: some programs draw its shadow even under a text."""
    for style in shape._element.findall(f"{{{PRESENTATION}}}style"):
        shape._element.remove(style)


def _look(shape: Any, fill: str, line: str) -> None:
    _bare(shape)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = _colour(line)
    else:
        shape.line.fill.background()


def _box(shapes: SlideShapes, box: Box, scale: _Scale) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Emu, Pt

    kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.round else MSO_SHAPE.RECTANGLE
    shape = shapes.add_shape(
        kind, Emu(scale.x(box.x)), Emu(scale.y(box.y)), Emu(scale.size(box.w)), Emu(scale.size(box.h))
    )
    if box.round:
        shape.adjustments[0] = min(0.5, box.round / min(box.w, box.h))
    _look(shape, box.fill, box.line)
    if not box.text:
        return
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    pad = Emu(scale.size(box.pad))
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = pad
    align = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[box.align]
    for number, line in enumerate(clean(box.text).split("\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line.replace("\r", " ")
        run.font.size = Pt(round(scale.points(box.size) * 2) / 2)
        run.font.bold, run.font.italic = box.bold, box.italic
        run.font.color.rgb = _colour(box.ink)


def _stroke(shapes: SlideShapes, stroke: Stroke, scale: _Scale) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_CONNECTOR
    from pptx.util import Emu, Pt

    for (ax, ay), (bx, by) in zip(stroke.points, stroke.points[1:], strict=False):
        line = shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Emu(scale.x(ax)), Emu(scale.y(ay)), Emu(scale.x(bx)), Emu(scale.y(by))
        )
        _bare(line)
        line.line.color.rgb = _colour(stroke.colour)
        line.line.width = Pt(max(0.5, scale.size(stroke.width) / 12700))
        if stroke.dashed:
            line.line.dash_style = MSO_LINE.DASH


def _mark(shapes: SlideShapes, mark: Mark, scale: _Scale) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Emu

    kinds = {"circle": MSO_SHAPE.OVAL, "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND}
    r = mark.r * (1.35 if mark.shape == "diamond" else 1)
    shape = shapes.add_shape(
        kinds[mark.shape],
        Emu(scale.x(mark.x - r)),
        Emu(scale.y(mark.y - r)),
        Emu(scale.size(2 * r)),
        Emu(scale.size(2 * r)),
    )
    _look(shape, PAPER if mark.hollow else mark.colour, mark.colour)


def _oval(shapes: SlideShapes, oval: Oval, scale: _Scale) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Emu

    shape = shapes.add_shape(
        MSO_SHAPE.OVAL,
        Emu(scale.x(oval.cx - oval.rx)),
        Emu(scale.y(oval.cy - oval.ry)),
        Emu(scale.size(2 * oval.rx)),
        Emu(scale.size(2 * oval.ry)),
    )
    _look(shape, oval.fill, "")


def _area(shapes: SlideShapes, area: Area, scale: _Scale) -> None:
    corners = [(scale.x(x), scale.y(y)) for x, y in area.points]
    builder = shapes.build_freeform(*corners[0])
    builder.add_line_segments(corners[1:], close=True)
    _look(builder.convert_to_shape(), area.fill, "")


def _stones(shapes: SlideShapes, stones: Stones, scale: _Scale) -> None:
    """One shape for all of them: thousands of shapes would make a slide that nobody can open. python-pptx takes the
    square of their number for so many contours, so the outline is written here."""
    from pptx.oxml.ns import qn

    corners = [(scale.x(x), scale.y(y)) for polygon in stones.polygons for x, y in polygon]
    left, top = (min(at) for at in zip(*corners, strict=True))
    right, bottom = (max(at) for at in zip(*corners, strict=True))
    builder = shapes.build_freeform(left, top)
    builder.add_line_segments([(right, top), (right, bottom), (left, bottom)], close=True)
    shape = builder.convert_to_shape()
    (path,) = shape._element.iter(qn("a:path"))
    path[:] = []

    def add(parent: Any, name: str, **attributes: str) -> Any:
        parent.append(parent.makeelement(qn(name), attributes))
        return parent[-1]

    for polygon in stones.polygons:
        for number, (x, y) in enumerate(polygon):
            step = add(path, "a:lnTo" if number else "a:moveTo")
            add(step, "a:pt", x=str(scale.x(x) - left), y=str(scale.y(y) - top))
        add(path, "a:close")
    _look(shape, stones.fill, "")
