"""A journey map as a drawing: stages across, the emotion curves, the lanes below, and what the curves say."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mosaic_exercises.export.drawing import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    PAPER,
    SERIES,
    SHADE,
    WARN,
    Box,
    Drawing,
    Mark,
    MarkShape,
    Piece,
    Stroke,
    height_of,
)
from mosaic_exercises.models.journey import (
    Curve,
    DerivedType,
    JourneyMap,
    Lane,
    Note,
    actors,
    derived,
    figures,
    in_words,
    points,
    signed,
)
from mosaic_exercises.models.needs import NEEDS

LABEL = 132.0  # px of the column of lane names
NARROWEST = 150.0  # px of a stage
WIDTH = 1120.0
BAND = 190.0  # px of the band of curves
NOTE = 11.5
MARGIN = 16.0
SHAPES: tuple[MarkShape, ...] = ("circle", "square", "diamond")
FEELINGS = {2: "+2", 1: "+1", 0: "0", -1: "−1", -2: "−2"}


def journey_drawing(journey: JourneyMap, *, words: bool = True) -> Drawing:
    """The whole map in one drawing, at least 1120 px wide; ``words``: the figures of the curves stand below."""
    stages = journey.stages
    column = max(NARROWEST, (WIDTH - 2 * MARGIN - LABEL) / max(1, len(stages)))
    width = 2 * MARGIN + LABEL + column * len(stages)
    left = MARGIN + LABEL
    pieces: list[Piece] = []
    y = MARGIN
    title = journey.title or "Journey map"
    for text, size, bold, ink in (
        (title, 20.0, True, INK),
        (journey.scenario, 12.5, False, MUTED),
        (_who(journey), 12.5, False, MUTED),
    ):
        if text:
            tall = height_of(text, width - 2 * MARGIN, size, bold=bold, pad=2)
            pieces.append(
                Box(x=MARGIN, y=y, w=width - 2 * MARGIN, h=tall, text=text, size=size, bold=bold, ink=ink, pad=2)
            )
            y += tall
    y += 8
    heads = [f"{s.name}\n◆ moment of truth" if s.moment else s.name for s in stages]
    tall = max((height_of(text, column - 4, 13.0, bold=True) for text in heads), default=30.0)
    for i, text in enumerate(heads):
        pieces.append(
            Box(
                x=left + i * column + 2, y=y, w=column - 4, h=tall, text=text, size=13.0, bold=True, fill=SHADE, round=4
            )
        )
    y += tall + 6
    band, bottom = _curves(journey, left, y, column)
    pieces += band
    y = bottom
    for lane in journey.lanes:
        row, tall = _row(journey, lane, left, y, column)
        pieces += row
        y += tall
    pieces.append(Stroke(points=((MARGIN, y), (width - MARGIN, y)), colour=LINE))
    said = in_words(journey) if words else ()
    for line in said:
        tall = height_of(line, width - 2 * MARGIN, 12.0, pad=3)
        pieces.append(Box(x=MARGIN, y=y + 4, w=width - 2 * MARGIN, h=tall, text=line, size=12.0, pad=3))
        y += tall
    alt = f"{title}: {len(stages)} stages ({', '.join(s.name for s in stages)}), {len(journey.notes)} notes. "
    return Drawing(width, y + MARGIN, title, alt + " ".join(in_words(journey)), tuple(pieces))


def journey_pages(journey: JourneyMap, *, stages: int = 5, tall: float = 640.0) -> tuple[Drawing, ...]:
    """The map in pieces that can be read on a slide: at most ``stages`` stages and about ``tall`` px of lanes on each,
    the curves on every one; the last page says what the curves say."""
    pages: list[Drawing] = []
    for start in range(0, max(1, len(journey.stages)), stages):
        some = journey.stages[start : start + stages]
        column = max(NARROWEST, (WIDTH - 2 * MARGIN - LABEL) / max(1, len(some)))
        for lanes in _fitting(journey, some, column, tall - BAND - 130):
            pages.append(journey_drawing(_part(journey, some, lanes), words=False))
    words = in_words(journey)
    return (*pages, _words_page(journey, words)) if words else tuple(pages)


def _part(journey: JourneyMap, stages: tuple[object, ...], lanes: tuple[Lane, ...]) -> JourneyMap:
    kept = tuple(s for s in journey.stages if s in stages)
    here, rows = {s.id for s in kept}, {lane.id for lane in lanes}
    shown = any(lane.type in ("department", "initiative", "corridor") for lane in lanes)
    touch = {lane.id for lane in journey.lanes if lane.type == "touchpoints"} if shown else set()
    return msgspec.structs.replace(
        journey,
        stages=kept,
        lanes=lanes,
        # A derived lane reads the touchpoints, also where their lane is on another page.
        notes=tuple(n for n in journey.notes if n.stage in here and n.lane in rows | touch),
        emotions=tuple(e for e in journey.emotions if e.stage in here),
    )


def _fitting(journey: JourneyMap, stages: tuple[object, ...], column: float, room: float) -> Iterable[tuple[Lane, ...]]:
    part = _part(journey, stages, journey.lanes)
    page: list[Lane] = []
    used = 0.0
    for lane in journey.lanes:
        tall = _row(part, lane, 0.0, 0.0, column)[1]
        if page and used + tall > room:
            yield tuple(page)
            page, used = [], 0.0
        page.append(lane)
        used += tall
    yield tuple(page)


def _words_page(journey: JourneyMap, words: tuple[str, ...]) -> Drawing:
    title = f"{journey.title or 'Journey map'}: what the curves say"
    pieces: list[Piece] = [Box(x=MARGIN, y=MARGIN, w=WIDTH - 2 * MARGIN, h=40, text=title, size=20, bold=True)]
    y = MARGIN + 48
    for line in words:
        tall = height_of(line, WIDTH - 2 * MARGIN, 16.0)
        pieces.append(Box(x=MARGIN, y=y, w=WIDTH - 2 * MARGIN, h=tall, text=line, size=16.0))
        y += tall
    return Drawing(WIDTH, max(y + MARGIN, 400.0), title, " ".join(words), tuple(pieces))


def _who(journey: JourneyMap) -> str:
    return f"Whose way: {', '.join(p.name for p in journey.personas)}" if journey.personas else ""


def _curves(journey: JourneyMap, left: float, top: float, column: float) -> tuple[list[Piece], float]:
    """The band of curves and the y below it and its legend."""
    drawn = [(i, a, c, points(journey, a.id, c)) for i, a in enumerate(actors(journey)) for c in _both()]
    drawn = [entry for entry in drawn if entry[3]]
    pieces: list[Piece] = [Box(x=MARGIN, y=top, w=LABEL - 6, h=24, text="Feeling", size=12.5, bold=True)]
    if not drawn:
        pieces.append(Box(x=left, y=top, w=400, h=24, text="No feeling is set yet.", size=12.0, ink=MUTED))
        return pieces, top + 30
    right = left + column * len(journey.stages)
    at = {s.id: left + (i + 0.5) * column for i, s in enumerate(journey.stages)}

    def height(value: float) -> float:
        return top + 16 + (2 - value) * (BAND - 32) / 4

    for step, name in FEELINGS.items():
        pieces.append(
            Stroke(points=((left, height(step)), (right, height(step))), colour=LINE, width=1.6 if step == 0 else 0.8)
        )
        pieces.append(
            Box(x=left - 44, y=height(step) - 11, w=40, h=20, text=name, size=11.0, ink=MUTED, align="right", pad=3)
        )
    for number, _, curve, steps in drawn:
        colour, wanted = SERIES[number % len(SERIES)], curve == "to_be"
        line = tuple((at[p.stage], height(p.value)) for p in steps)
        if len(line) > 1:
            pieces.append(Stroke(points=line, colour=colour, width=2.4, dashed=wanted))
        shape = SHAPES[number % len(SHAPES)]
        pieces += [Mark(x=x, y=y, r=5.0, shape=shape, colour=colour, hollow=wanted) for x, y in line]
        found = figures(steps)
        if found and not wanted and number == 0 and found.steps > 1:
            for stage in found.lowest_at:
                text = f"lowest {signed(found.lowest)}"
                pieces.append(
                    Box(
                        x=at[stage] + 8,
                        y=height(found.lowest) - 24,
                        w=90,
                        h=20,
                        text=text,
                        size=11.0,
                        bold=True,
                        ink=WARN,
                        pad=2,
                    )
                )
    y = top + BAND
    x = left
    for number, actor, curve, _ in drawn:
        text = (
            f"{actor.name + ', ' if actor.name else ''}{'as it is' if curve == 'as_is' else 'as it shall be (dashed)'}"
        )
        wide = 44 + 7.2 * len(text)
        if x > left and x + wide > right:
            x, y = left, y + 20
        colour, wanted = SERIES[number % len(SERIES)], curve == "to_be"
        pieces.append(Stroke(points=((x, y + 10), (x + 26, y + 10)), colour=colour, width=2.4, dashed=wanted))
        pieces.append(Mark(x=x + 13, y=y + 10, r=4.0, shape=SHAPES[number % len(SHAPES)], colour=colour, hollow=wanted))
        pieces.append(Box(x=x + 30, y=y, w=wide, h=20, text=text, size=11.5, pad=3))
        x += wide
    return pieces, y + 30


def _both() -> tuple[Curve, Curve]:
    return "to_be", "as_is"  # the curve of today lies on top


def _row(journey: JourneyMap, lane: Lane, left: float, y: float, column: float) -> tuple[list[Piece], float]:
    """One lane: its name, its notes stacked in their cells, and its height."""
    pieces: list[Piece] = []
    deepest = height_of(lane.name, LABEL - 8, 12.5, bold=True)
    names = {p.id: p.name for p in journey.personas}
    for i, stage in enumerate(journey.stages):
        below = y + 6
        for text, fill in _cell(journey, lane, stage.id, names):
            tall = height_of(text, column - 10, NOTE, pad=5)
            box = Box(
                x=left + i * column + 5,
                y=below,
                w=column - 10,
                h=tall,
                text=text,
                size=NOTE,
                fill=fill,
                line=LINE,
                round=4,
                pad=5,
            )
            pieces.append(box)
            below += tall + 5
        deepest = max(deepest, below - y)
    tall = deepest + 6
    head: list[Piece] = [
        Stroke(points=((MARGIN, y), (left + column * len(journey.stages), y)), colour=LINE),
        Box(x=MARGIN, y=y + 2, w=LABEL - 8, h=deepest, text=lane.name, size=12.5, bold=True, ink=ACCENT, pad=4),
    ]
    return head + pieces, tall


def _cell(journey: JourneyMap, lane: Lane, stage: str, names: dict[str, str]) -> list[tuple[str, str]]:
    """The texts of one cell with the fill of each."""
    kind = _derived(lane)
    if kind:
        return [
            (text or "(nobody)" if kind == "department" else text or "(not said)", PAPER)
            for text in derived(journey, kind, stage)
        ]
    return [
        (_said(n, names), SHADE if n.moment else PAPER) for n in journey.notes if (n.stage, n.lane) == (stage, lane.id)
    ]


def _derived(lane: Lane) -> DerivedType | None:
    return lane.type if lane.type in ("department", "initiative", "corridor") else None


def _said(note: Note, names: dict[str, str]) -> str:
    """A note as it stands on the map: its text, then its details, then whose it is."""
    lines = [note.text] if note.text else []
    if note.need:
        lines.append(f"Need: {NEEDS[note.need].name if note.need in NEEDS else note.need}")
    details = (note.medium or note.channel, note.department, note.initiative, note.corridor)
    if any(details):
        lines.append(" · ".join(d for d in details if d))
    lines += [f"Owner: {note.owner}"] if note.owner else []
    lines += [f"Metric: {note.metric}"] if note.metric else []
    lines += ["◆ moment of truth"] if note.moment else []
    lines += [f"({names[note.persona]})"] if note.persona in names else []
    return "\n".join(lines)
