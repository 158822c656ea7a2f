"""A filled form as a card to look at: portrait, name, quote, and every section with what its fields rest on."""

from __future__ import annotations

from mosaic_exercises.export.drawing import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    SHADE,
    Area,
    Box,
    Drawing,
    Oval,
    Piece,
    Stroke,
    height_of,
)
from mosaic_exercises.kinds.form_portrait import Ellipse, Polygon, in_words, shapes
from mosaic_exercises.kinds.form_records import Entry, FieldSpec, FormTask, entry_name, fields, rests_on, texts
from mosaic_exercises.kinds.form_rules import personas
from mosaic_exercises.models.persona import standing

WIDTH = 960.0
SIDE = 240.0  # px of the left column
MARGIN = 20.0


def card_drawing(task: FormTask, entry: Entry, number: int = 1) -> Drawing:
    """One entry as a card of 960 px. The left column holds the portrait, the name, short fields and the quote."""
    name = entry_name(task, entry, number)
    who = personas(task, (entry,))[0]
    stands = standing(who).words if any(spec.evidence for spec in fields(task).values()) else ""
    pieces: list[Piece] = [Box(x=0, y=0, w=WIDTH, h=6, fill=ACCENT)]
    left, bottom = _side(task, entry, name, stands)
    right, low = _sections(task, entry)
    pieces += left + right
    low = max(low, bottom) + MARGIN
    pieces.append(Stroke(points=((SIDE + MARGIN, MARGIN), (SIDE + MARGIN, low - MARGIN)), colour=LINE))
    said = "; ".join(f"{s.label}: {', '.join(t)}" for s in fields(task).values() if (t := _texts(task, s, entry)))
    return Drawing(WIDTH, low, f"{task.noun.capitalize()}: {name}", f"{name}. {stands} {said}", tuple(pieces))


def _texts(task: FormTask, spec: FieldSpec, entry: Entry) -> tuple[str, ...]:
    value = entry.values.get(spec.id)
    return (in_words(value),) if isinstance(value, dict) else texts(spec, value, task)


def _portrait(chosen: dict[str, str], x: float, y: float, size: float) -> list[Piece]:
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
    return pieces


def _bust(shape: Ellipse, x: float, y: float, scale: float) -> Area:
    """The part of an ellipse above the lower edge of the frame, as a polygon."""
    steps = 24
    span = [-shape.rx + 2 * shape.rx * i / steps for i in range(steps + 1)]
    curve = [(shape.cx + dx, min(120.0, shape.cy - shape.ry * (1 - (dx / shape.rx) ** 2) ** 0.5)) for dx in span]
    outline = [*curve, (shape.cx + shape.rx, 120.0), (shape.cx - shape.rx, 120.0)]
    return Area(points=tuple((x + a * scale, y + b * scale) for a, b in outline), fill=shape.fill)


def _side(task: FormTask, entry: Entry, name: str, stands: str) -> tuple[list[Piece], float]:
    pieces: list[Piece] = []
    y = MARGIN
    wide = SIDE - 10
    portrait = next(
        (v for s in fields(task).values() if s.type == "portrait" and isinstance(v := entry.values.get(s.id), dict)),
        None,
    )
    if portrait is not None:
        pieces += _portrait(portrait, MARGIN, y, 150)
        y += 162
    for text, size, bold, italic, ink in (
        (name, 20.0, True, False, INK),
        (_of_role(task, entry, "demographic"), 12.0, False, False, MUTED),
        (_quote(task, entry), 14.0, False, True, ACCENT),
    ):
        if text:
            tall = height_of(text, wide, size, bold=bold, pad=4)
            pieces.append(
                Box(x=MARGIN, y=y, w=wide, h=tall, text=text, size=size, bold=bold, italic=italic, ink=ink, pad=4)
            )
            y += tall + 4
    if stands:
        tall = height_of(stands, wide, 11.5, pad=8)
        pieces.append(
            Box(x=MARGIN, y=y + 4, w=wide, h=tall, text=stands, size=11.5, fill=SHADE, line=LINE, round=6, pad=8)
        )
        y += tall + 8
    return pieces, y


def _of_role(task: FormTask, entry: Entry, role: str) -> str:
    return "\n".join(t for s in fields(task).values() if s.role == role for t in _texts(task, s, entry))


def _quote(task: FormTask, entry: Entry) -> str:
    text = _of_role(task, entry, "quote").strip('“”"')
    return f"“{text}”" if text else ""


def _sections(task: FormTask, entry: Entry) -> tuple[list[Piece], float]:
    """Every section with something in it, in two columns, each next one under the shorter."""
    x0 = SIDE + 2 * MARGIN
    wide = (WIDTH - x0 - 2 * MARGIN) / 2
    below = [MARGIN, MARGIN]
    pieces: list[Piece] = []
    for section in task.sections:
        shown = [
            s
            for s in section.fields
            if s.type != "portrait" and s.role not in ("quote", "demographic") and s.id != task.title_field
        ]
        lines = [(s, t) for s in shown if (t := _texts(task, s, entry))]
        if not lines:
            continue
        side = below.index(min(below))
        x, y = x0 + side * (wide + MARGIN), below[side]
        tall = height_of(section.name, wide, 14.0, bold=True, pad=3)
        pieces.append(Box(x=x, y=y, w=wide, h=tall, text=section.name, size=14.0, bold=True, ink=ACCENT, pad=3))
        y += tall
        for spec, said in lines:
            body = "\n".join(f"• {t}" for t in said) if len(said) > 1 else said[0]
            for text, size, bold, ink in (
                (spec.label, 11.5, True, INK),
                (body, 12.0, False, INK),
                (_rests(task, spec, entry), 10.5, False, MUTED),
            ):
                if text:
                    tall = height_of(text, wide, size, bold=bold, pad=3)
                    pieces.append(Box(x=x, y=y, w=wide, h=tall, text=text, size=size, bold=bold, ink=ink, pad=3))
                    y += tall - 2
            y += 6
        below[side] = y + 10
    return pieces, max(below)


def _rests(task: FormTask, spec: FieldSpec, entry: Entry) -> str:
    """What a field rests on, in a line under it."""
    if not spec.evidence:
        return ""
    said = rests_on(task, entry.evidence.get(spec.id, ()))
    return f"Rests on: {said}" if said else "Rests on: not named"
