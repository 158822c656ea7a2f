"""Drawings as slides that can be edited: every box, line and mark is a shape of its own, every text is text."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.drawing.measure import clean
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
from mosaic_exercises.errors import DataError

if TYPE_CHECKING:
    from pptx.shapes.shapetree import SlideShapes

WIDTH, HEIGHT = 12192000, 6858000  # EMU: 13.33 x 7.5 inches
EDGE = 228600  # EMU: a quarter of an inch
TOP = EDGE + 420000  # below the slide's own title
SMALLEST = 11.0  # pt
BAR = 3.0  # px: the bar at the left of a note
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"


def slides(drawings: Iterable[Drawing], notes: str = "", heading: float = 20.0) -> bytes:
    """A PPTX file with one slide for each drawing, scaled to fit; ``notes`` go under the first slide, and titles are
    ``heading`` points high.

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
    for number, drawing in enumerate(_numbered(pages)):
        slide = deck.slides.add_slide(
            deck.slide_layouts[5]
        )  # "Title Only": a screen reader finds the slide by its title
        _draw(slide.shapes, drawing, heading)
        said = "\n\n".join(text for text in (drawing.alt, notes if number == 0 else "") if text)
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = clean(said).replace("\v", "\n")
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _numbered(pages: Sequence[Drawing]) -> Iterator[Drawing]:
    """The pages, those that share a title told apart by their number: a screen reader finds a slide by its title."""
    total, seen = Counter(page.title for page in pages), Counter[str]()
    for page in pages:
        seen[page.title] += 1
        many = f" ({seen[page.title]} of {total[page.title]})" if total[page.title] > 1 else ""
        yield msgspec.structs.replace(page, title=page.title + many)


class _Scale:
    """From px of a drawing to EMU of a slide."""

    def __init__(self, drawing: Drawing) -> None:
        self.factor = min((WIDTH - 2 * EDGE) / drawing.width, (HEIGHT - TOP - EDGE) / drawing.height)
        self.left = (WIDTH - drawing.width * self.factor) / 2

    def x(self, value: float) -> int:
        return round(self.left + value * self.factor)

    def y(self, value: float) -> int:
        return round(TOP + value * self.factor)

    def size(self, value: float) -> int:
        return max(1, round(value * self.factor))

    def points(self, px: float) -> float:
        return max(SMALLEST, round(px * self.factor / 12700 * 2) / 2)


def _draw(shapes: SlideShapes, drawing: Drawing, heading: float) -> None:
    from pptx.util import Emu, Pt

    title = shapes.title
    if title is not None:
        title.left, title.top, title.width, title.height = Emu(EDGE), Emu(EDGE // 2), Emu(WIDTH - 2 * EDGE), Emu(480000)
        title.text_frame.text = clean(drawing.title).replace("\n", " ")
        for run in title.text_frame.paragraphs[0].runs:
            run.font.size = Pt(heading)
            run.font.bold = True
    pen = _Pen(_Scale(drawing))
    for piece in drawing.pieces:
        if isinstance(piece, Group):
            group = shapes.add_group_shape()
            for inside in piece.pieces:
                pen.draw(group.shapes, inside)
            _describe(group, piece.about)
        else:
            pen.draw(shapes, piece)
    pen.glue(shapes)


class _Pen:
    """Draws pieces; boxes with an id are kept for the arrows, which are drawn last and glued to them."""

    def __init__(self, scale: _Scale) -> None:
        self.scale = scale
        self.boxes: dict[str, tuple[Box, Any]] = {}
        self.arrows: list[Connector] = []

    def draw(self, shapes: Any, piece: Piece) -> None:
        match piece:
            case Box():
                shape = _box(shapes, piece, self.scale)
                if piece.id:
                    self.boxes[piece.id] = piece, shape
            case Stroke():
                _stroke(shapes, piece, self.scale)
            case Connector():
                self.arrows.append(piece)
            case Marker():
                _mark(shapes, piece, self.scale)
            case Oval():
                _oval(shapes, piece, self.scale)
            case Stones():
                _stones(shapes, piece, self.scale)
            case Area():
                _area(shapes, piece, self.scale)
            case Raster():
                _raster(shapes, piece, self.scale)

    def glue(self, shapes: Any) -> None:
        """The arrows, glued to their boxes: they follow a box that is moved."""
        for arrow in self.arrows:
            line = _line(shapes, arrow.points[0], arrow.points[1], self.scale)
            for connect, id_, at in (
                (line.begin_connect, arrow.start, arrow.points[0]),
                (line.end_connect, arrow.end, arrow.points[1]),
            ):
                box, shape = self.boxes[id_]
                connect(shape, _site(box, at))
            _stroked(line.line, arrow.colour, arrow.width, self.scale)
            line.line._get_or_add_ln().append(_element("a:tailEnd", type="triangle", w="med", len="med"))
            _describe(line, arrow.about)


def _site(box: Box, at: Point) -> int:
    """The connection site of a rectangle that is nearest to a point: 0 top, 1 left, 2 bottom, 3 right."""
    middle = box.x + box.w / 2, box.y + box.h / 2
    sites = (middle[0], box.y), (box.x, middle[1]), (middle[0], box.y + box.h), (box.x + box.w, middle[1])
    return min(range(4), key=lambda n: hypot(sites[n][0] - at[0], sites[n][1] - at[1]))


def _colour(hex_: str) -> Any:
    from pptx.dml.color import RGBColor

    colour: Any = RGBColor  # its constructors carry no types
    return colour.from_string(hex_.lstrip("#").upper())


def _element(name: str, **attributes: str) -> Any:
    from pptx.oxml.ns import qn
    from pptx.oxml.xmlchemy import OxmlElement

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key) if ":" in key else key, value)
    return made


def _describe(shape: Any, about: str) -> None:
    """What a screen reader says of a shape without text; one that is there for looks alone is said to be so."""
    from pptx.oxml import parse_xml

    own = next(e for e in shape._element.iter() if e.tag.endswith("}cNvPr"))
    if about:
        own.set("descr", clean(about))
        own.set("name", clean(about)[:60])
        return
    own.set("descr", "")
    own.append(parse_xml(DECORATIVE))


def _bare(shape: Any) -> None:
    """Without the theme's own style: some programs draw its shadow even under a text."""
    for style in shape._element.findall(f"{{{PRESENTATION}}}style"):
        shape._element.remove(style)


def _look(shape: Any, fill: str, line: str, about: str = "", *, dashed: bool = False, described: bool = True) -> None:
    from pptx.enum.dml import MSO_LINE

    _bare(shape)
    if fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(fill)
    else:
        shape.fill.background()
    if line:
        shape.line.color.rgb = _colour(line)
        if dashed:
            shape.line.dash_style = MSO_LINE.DASH
    else:
        shape.line.fill.background()
    if described:
        _describe(shape, about)


def _box(shapes: Any, box: Box, scale: _Scale) -> Any:
    from pptx.enum.shapes import MSO_SHAPE

    inside = shapes
    if box.edge:  # a note and the bar at its left are moved together
        group = shapes.add_group_shape()
        _describe(group, " ".join(f"{box.text} {box.details}".split())[:200])
        inside = group.shapes
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if box.round else MSO_SHAPE.RECTANGLE
    shape = inside.add_shape(kind, scale.x(box.x), scale.y(box.y), scale.size(box.w), scale.size(box.h))
    if box.round:
        shape.adjustments[0] = min(0.5, box.round / min(box.w, box.h))
    said = bool(box.text or box.details)
    _look(shape, box.fill, box.line, dashed=box.dashed, described=not said)
    if box.edge:
        bar = inside.add_shape(MSO_SHAPE.RECTANGLE, scale.x(box.x), scale.y(box.y), scale.size(BAR), scale.size(box.h))
        _look(bar, box.edge, "")
    if said:
        _write(shape, box, scale)
    return shape


def _write(shape: Any, box: Box, scale: _Scale) -> None:
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Emu, Pt

    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    pad = Emu(scale.size(box.pad))
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = pad
    align = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}[box.align]
    lines = [(line, box.size, box.ink, box.bold, box.italic) for line in clean(box.text).split("\n") if box.text]
    lines += [(line, box.small, MUTED, False, False) for line in clean(box.details).split("\n") if box.details]
    for number, (line, size, ink, bold, italic) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        run = paragraph.add_run()
        run.text = line.replace("\r", " ")
        run.font.size = Pt(scale.points(size))
        run.font.bold, run.font.italic = bold, italic
        run.font.color.rgb = _colour(ink)


def _line(shapes: Any, start: Point, end: Point, scale: _Scale) -> Any:
    from pptx.enum.shapes import MSO_CONNECTOR

    line = shapes.add_connector(
        MSO_CONNECTOR.STRAIGHT, scale.x(start[0]), scale.y(start[1]), scale.x(end[0]), scale.y(end[1])
    )
    _bare(line)
    return line


def _stroked(line: Any, colour: str, width: float, scale: _Scale, *, dashed: bool = False) -> None:
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    line.color.rgb = _colour(colour)
    line.width = Pt(max(0.5, scale.size(width) / 12700))
    if dashed:
        line.dash_style = MSO_LINE.DASH


def _stroke(shapes: Any, stroke: Stroke, scale: _Scale) -> None:
    """A straight line as a connector, a longer or a smooth one as one shape."""
    level = len({y for _, y in stroke.points}) == 1
    if len(stroke.points) == 2 or level:
        shape = _line(shapes, stroke.points[0], stroke.points[-1], scale)
    else:
        steps = [("moveTo", stroke.points[:1])]
        if stroke.smooth:
            steps += [("cubicBezTo", bend) for bend in bends(stroke.points)]
        else:
            steps += [("lnTo", (point,)) for point in stroke.points[1:]]
        shape = _path(shapes, steps, scale)
        _bare(shape)
        shape.fill.background()
    _stroked(shape.line, stroke.colour, stroke.width, scale, dashed=stroke.dashed)
    _describe(shape, stroke.about)


def _path(shapes: Any, steps: Sequence[tuple[str, Sequence[Point]]], scale: _Scale) -> Any:
    """One shape with any outline. python-pptx knows straight lines only, and takes the square of the number of
    contours, so the outline is written here."""
    from pptx.oxml.ns import qn

    corners = [(scale.x(x), scale.y(y)) for _, points in steps for x, y in points]
    left, top = (min(at) for at in zip(*corners, strict=True))
    right, bottom = (max(at) for at in zip(*corners, strict=True))
    builder = shapes.build_freeform(left, top)
    builder.add_line_segments([(right, top), (right, bottom), (left, bottom)], close=True)
    shape = builder.convert_to_shape()
    (path,) = shape._element.iter(qn("a:path"))
    path[:] = []
    for name, points in steps:
        step = _element(f"a:{name}")
        for x, y in points:
            step.append(_element("a:pt", x=str(scale.x(x) - left), y=str(scale.y(y) - top)))
        path.append(step)
    return shape


def _mark(shapes: Any, mark: Marker, scale: _Scale) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    kinds = {"circle": MSO_SHAPE.OVAL, "square": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND}
    r = mark.r * (1.35 if mark.shape == "diamond" else 1)
    side = scale.size(2 * r)
    shape = shapes.add_shape(kinds[mark.shape], scale.x(mark.x - r), scale.y(mark.y - r), side, side)
    _look(shape, PAPER if mark.hollow else mark.colour, mark.colour, mark.about)


def _oval(shapes: Any, oval: Oval, scale: _Scale) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    left, top = scale.x(oval.cx - oval.rx), scale.y(oval.cy - oval.ry)
    shape = shapes.add_shape(MSO_SHAPE.OVAL, left, top, scale.size(2 * oval.rx), scale.size(2 * oval.ry))
    _look(shape, oval.fill, "")


def _raster(shapes: Any, raster: Raster, scale: _Scale) -> None:
    at = scale.x(raster.x), scale.y(raster.y), scale.size(raster.w), scale.size(raster.h)
    _describe(shapes.add_picture(io.BytesIO(raster.data), *at), raster.about)


def _area(shapes: Any, area: Area, scale: _Scale) -> None:
    corners = [(scale.x(x), scale.y(y)) for x, y in area.points]
    builder = shapes.build_freeform(*corners[0])
    builder.add_line_segments(corners[1:], close=True)
    _look(builder.convert_to_shape(), area.fill, "")


def _stones(shapes: Any, stones: Stones, scale: _Scale) -> None:
    """One shape for all of them: thousands of shapes would make a slide that nobody can open."""
    steps: list[tuple[str, Sequence[Point]]] = []
    for first, *rest in stones.polygons:
        steps += [("moveTo", (first,)), *(("lnTo", (corner,)) for corner in rest), ("close", ())]
    _look(_path(shapes, steps, scale), stones.fill, "")
