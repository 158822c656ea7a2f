"""A filled form as a card to look at: portrait, name, quote, and every section with what its fields rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from mosaic_exercises.drawing.measure import LEADING, READABLE, evened, height_of, wrapped
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, SHADE
from mosaic_exercises.drawing.portrait import Ellipse, Polygon, in_words, shapes
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Area, Box, Drawing, Group, Oval, Piece, Stroke
from mosaic_exercises.kinds.form.rules import personas
from mosaic_exercises.kinds.form.task import FieldSpec, FormEntry, FormTask, entry_name, fields, rests_on, texts
from mosaic_exercises.models.persona import standing

SIDE = 250.0  # px of the left column
MARGIN = 16.0
FACE = 150.0
SHORT = {"demographic": 140, "quote": 210}  # characters that the left column holds
GAP = 5.0  # px between two fields
LEFT = SIDE + 2 * MARGIN
WIDE = (SHEET - LEFT - 2 * MARGIN) / 2  # px of a column of fields


class ColumnLine(msgspec.Struct, frozen=True):
    """A text of a column before it has a place. ``gap``: px below; ``keep``: it must not be the last of its column."""

    text: str
    size: float = READABLE
    bold: bool = False
    ink: str = INK
    gap: float = 0.0
    keep: bool = False


def card_drawing(task: FormTask, entry: FormEntry, number: int = 1) -> Drawing:
    """One entry as a card on one sheet. The left column holds the portrait, the name, short fields and the quote."""
    left, bottom = _side(task, entry, number)
    right, low = _balanced(_sections(task, entry))
    return _card(task, entry, number, [*left, *right], max(low, bottom) + MARGIN)


def card_pages(task: FormTask, entry: FormEntry, number: int = 1) -> tuple[Drawing, ...]:
    """The same for slides: on one, or on as many as it takes to be read."""
    whole = card_drawing(task, entry, number)
    if whole.height <= PAGE:
        return (msgspec.structs.replace(whole, height=PAGE),)
    first, again = _side(task, entry, number)[0], _name(task, entry, number, MARGIN)
    flowed = _flowed(_sections(task, entry))
    return tuple(
        _card(task, entry, number, [*(first if n == 0 else [again]), *pieces], PAGE) for n, pieces in enumerate(flowed)
    )


def _name(task: FormTask, entry: FormEntry, number: int, y: float) -> Box:
    text, wide = entry_name(task, entry, number), SIDE - 10
    tall = height_of(text, wide, 20.0, bold=True, pad=4)
    return Box(x=MARGIN, y=y, w=wide, h=tall, text=text, size=20.0, bold=True, pad=4)


def _card(task: FormTask, entry: FormEntry, number: int, pieces: Sequence[Piece | Group], high: float) -> Drawing:
    name = entry_name(task, entry, number)
    rule = Stroke(points=((SIDE + MARGIN, MARGIN), (SIDE + MARGIN, high - MARGIN)), colour=LINE)
    said = "; ".join(f"{s.label}: {', '.join(t)}" for s in fields(task).values() if (t := _texts(task, s, entry)))
    alt = f"{name}. {_stands(task, entry)} {said}"
    bar = Box(x=0, y=0, w=SHEET, h=6, fill=ACCENT)
    return Drawing(SHEET, high, f"{task.noun.capitalize()}: {name}", alt, (bar, *pieces, rule))


def _stands(task: FormTask, entry: FormEntry) -> str:
    if not any(spec.evidence for spec in fields(task).values()):
        return ""
    return standing(personas(task, (entry,))[0]).words


def _texts(task: FormTask, spec: FieldSpec, entry: FormEntry) -> tuple[str, ...]:
    value = entry.values.get(spec.id)
    return (in_words(value),) if isinstance(value, dict) else texts(spec, value, task)


def _portrait(chosen: Mapping[str, str], x: float, y: float, size: float) -> Group:
    scale = size / 120
    pieces: list[Piece] = []
    for shape in shapes(chosen):
        if isinstance(shape, Ellipse):
            # What hangs below the frame is cut off by drawing it no lower than the frame.
            cy, ry = shape.cy, shape.ry
            if cy + ry > 120:
                pieces += [_bust(shape, x, y, scale)]
                continue
            pieces.append(
                Oval(cx=x + shape.cx * scale, cy=y + cy * scale, rx=shape.rx * scale, ry=ry * scale, fill=shape.fill)
            )
        elif isinstance(shape, Polygon):
            pieces.append(Area(points=tuple((x + a * scale, y + b * scale) for a, b in shape.points), fill=shape.fill))
        else:
            pieces.append(
                Box(
                    x=x + shape.x * scale,
                    y=y + shape.y * scale,
                    w=shape.w * scale,
                    h=shape.h * scale,
                    fill=shape.fill,
                    round=shape.r * scale,
                )
            )
    return Group(tuple(pieces), in_words(chosen))


def _bust(shape: Ellipse, x: float, y: float, scale: float) -> Area:
    """The part of an ellipse above the lower edge of the frame, as a polygon."""
    steps = 24
    span = [-shape.rx + 2 * shape.rx * i / steps for i in range(steps + 1)]
    curve = [(shape.cx + dx, min(120.0, shape.cy - shape.ry * (1 - (dx / shape.rx) ** 2) ** 0.5)) for dx in span]
    outline = [*curve, (shape.cx + shape.rx, 120.0), (shape.cx - shape.rx, 120.0)]
    return Area(points=tuple((x + a * scale, y + b * scale) for a, b in outline), fill=shape.fill)


def _side(task: FormTask, entry: FormEntry, number: int) -> tuple[list[Piece | Group], float]:
    """The left column and the y below. A portrait that nobody changed is drawn as the screen shows it."""
    pieces: list[Piece | Group] = []
    y = MARGIN
    wide = SIDE - 10
    face = next((spec for spec in fields(task).values() if spec.type == "portrait"), None)
    if face is not None:
        chosen = entry.values.get(face.id)
        pieces.append(_portrait(chosen if isinstance(chosen, dict) else {}, MARGIN, y, FACE))
        y += FACE + 12
    name = _name(task, entry, number, y)
    pieces.append(name)
    beside = _beside(task, entry)
    y += name.h + 4
    for text, size, italic, ink in (
        (_of_role(task, entry, "demographic") if "demographic" in beside else "", READABLE, False, MUTED),
        (_quote(task, entry) if "quote" in beside else "", 15.0, True, ACCENT),
    ):
        if text:
            tall = height_of(text, wide, size, pad=4)
            pieces.append(Box(x=MARGIN, y=y, w=wide, h=tall, text=text, size=size, italic=italic, ink=ink, pad=4))
            y += tall + 4
    stands = _stands(task, entry)
    if stands:
        tall = height_of(stands, wide, READABLE, pad=8)
        pieces.append(Box(x=MARGIN, y=y + 4, w=wide, h=tall, text=stands, fill=SHADE, line=LINE, round=6, pad=8))
        y += tall + 8
    return pieces, y


def _beside(task: FormTask, entry: FormEntry) -> set[str]:
    """The roles that are short enough for the left column."""
    return {role for role, most in SHORT.items() if len(_of_role(task, entry, role)) <= most}


def _of_role(task: FormTask, entry: FormEntry, role: str) -> str:
    return "\n".join(t for s in fields(task).values() if s.role == role for t in _texts(task, s, entry))


def _quote(task: FormTask, entry: FormEntry) -> str:
    text = _of_role(task, entry, "quote").strip('“”"')
    return f"“{text}”" if text else ""


def _sections(task: FormTask, entry: FormEntry) -> list[list[ColumnLine]]:
    """Every section with something in it, as lines."""
    found: list[list[ColumnLine]] = []
    beside = _beside(task, entry)
    for section in task.sections:
        shown = [
            s for s in section.fields if s.type != "portrait" and s.role not in beside and s.id != task.title_field
        ]
        filled = [(s, t) for s in shown if (t := _texts(task, s, entry))]
        lines: list[ColumnLine] = []
        for spec, said in filled:
            rests = _rests(task, spec, entry)
            if spec.label != section.name:
                lines.append(ColumnLine(spec.label, bold=True, keep=True))
            body = "\n".join(f"• {t}" if len(said) > 1 else t for t in said)
            lines.append(ColumnLine(body, keep=bool(rests), gap=0.0 if rests else GAP))
            lines += [ColumnLine(rests, ink=MUTED, gap=GAP)] if rests else []
        if lines:
            found.append([ColumnLine(section.name, 15.0, True, ACCENT, 2.0, keep=True), *lines])
    return found


def _column(lines: Sequence[ColumnLine], x: float, y: float) -> tuple[list[Piece], float]:
    pieces: list[Piece] = []
    for line in lines:
        tall = _line_tall(line)
        pieces.append(
            Box(x=x, y=y, w=WIDE, h=tall, text=line.text, size=line.size, bold=line.bold, ink=line.ink, pad=1)
        )
        y += tall + line.gap
    return pieces, y


def _line_tall(line: ColumnLine) -> float:
    return height_of(line.text, WIDE, line.size, bold=line.bold, pad=1)


def _balanced(sections: Sequence[Sequence[ColumnLine]]) -> tuple[list[Piece], float]:
    """Two columns on a sheet of any height: each next section under the shorter."""
    below = [MARGIN, MARGIN]
    pieces: list[Piece] = []
    for lines in sections:
        side = below.index(min(below))
        column, y = _column(lines, LEFT + side * (WIDE + MARGIN), below[side])
        pieces += column
        below[side] = y + 10
    return pieces, max(below)


def _short(line: ColumnLine) -> list[ColumnLine]:
    """A line in parts that fit a column of a slide."""
    most = int((PAGE - 3 * MARGIN) / (line.size * LEADING))
    lines = wrapped(line.text, WIDE - 2, line.size, line.bold)
    if len(lines) <= most:
        return [line]
    texts = ["\n".join(lines[n : n + most]) for n in range(0, len(lines), most)]
    parts = [msgspec.structs.replace(line, text=text, gap=0.0, keep=False) for text in texts]
    return [*parts[:-1], msgspec.structs.replace(parts[-1], gap=line.gap, keep=line.keep)]


def _flowed(sections: Sequence[Sequence[ColumnLine]]) -> list[list[Piece]]:
    """Two columns a page, filled one after the other, on as few pages as can be and all of these about as full: a last
    page never holds one line alone."""
    short = [[part for line in lines for part in _short(line)] for lines in sections]
    tall = evened(lambda tall: -(-len(_columns(short, tall)) // 2), PAGE - MARGIN - 4)
    columns = _columns(short, tall)
    return [
        [p for side, c in enumerate(columns[n : n + 2]) for p in _column(c, LEFT + side * (WIDE + MARGIN), MARGIN)[0]]
        for n in range(0, len(columns), 2)
    ]


def _columns(sections: Sequence[Sequence[ColumnLine]], tall: float) -> list[list[ColumnLine]]:
    """Columns of this height, or of one line where that is higher; a heading goes with what it heads."""
    columns: list[list[ColumnLine]] = [[]]
    used = 0.0
    for line, more in ((line, lines[n + 1 :]) for lines in sections for n, line in enumerate(lines)):
        held = bool(columns[-1]) and columns[-1][-1].keep  # what it goes with stands above it already
        if columns[-1] and tall - used < (_line_tall(line) if held else _together(line, more)):
            columns.append([])
            used = 0.0
        columns[-1].append(line)
        used += _line_tall(line) + line.gap
    return columns


def _together(line: ColumnLine, more: Sequence[ColumnLine]) -> float:
    """The height of a line and of all that goes with it."""
    tall = _line_tall(line)
    for after in more:
        if not line.keep:
            break
        tall += line.gap + _line_tall(after)
        line = after
    return tall


def _rests(task: FormTask, spec: FieldSpec, entry: FormEntry) -> str:
    """What a field rests on, in a line under it."""
    if not spec.evidence:
        return ""
    said = rests_on(task, entry.evidence.get(spec.id, ()))
    return f"Rests on: {said}" if said else "Rests on: not named"
