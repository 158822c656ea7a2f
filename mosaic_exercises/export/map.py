"""A journey map as a drawing: stages across, the emotion curves, the lanes below, and what the curves say."""

from __future__ import annotations

from itertools import pairwise

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
    Stage,
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


def journey_drawing(journey: JourneyMap, *, words: bool = True, titled: bool = True) -> Drawing:
    """The whole map in one drawing, at least 1120 px wide; ``words``: the figures of the curves stand below;
    ``titled``: the title stands above (a slide has its own)."""
    return _drawing(journey, journey, words=words, titled=titled)


def _drawing(journey: JourneyMap, whole: JourneyMap, *, words: bool, titled: bool) -> Drawing:
    """``journey`` drawn; it may be a part of ``whole``, whose touchpoints its derived lanes still show."""
    stages = journey.stages
    column = max(NARROWEST, (WIDTH - 2 * MARGIN - LABEL) / max(1, len(stages)))
    width = 2 * MARGIN + LABEL + column * len(stages)
    left = MARGIN + LABEL
    pieces: list[Piece] = []
    y = MARGIN
    title = journey.title or "Journey map"
    for text, size, bold, ink in (
        (title if titled else "", 20.0, True, INK),
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
        row, tall = _row(journey, whole, lane, left, y, column)
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


def journey_pages(
    journey: JourneyMap, *, stages: int = 5, tall: float = 640.0, titled: bool = True
) -> tuple[Drawing, ...]:
    """The map in pieces to read on a slide or a sheet: at most ``stages`` stages and about ``tall`` px on each,
    stages and lanes spread evenly, the curves on every one; the last page says what the curves say."""
    pages: list[Drawing] = []
    for some in _evenly(journey.stages, stages):
        column = max(NARROWEST, (WIDTH - 2 * MARGIN - LABEL) / max(1, len(some)))
        for lanes in _fitting(journey, some, column, tall - BAND - (130 if titled else 90)):
            pages.append(_drawing(_part(journey, some, lanes), journey, words=False, titled=titled))
    words = in_words(journey)
    return (*pages, _words_page(journey, words, titled)) if words else tuple(pages)


def _evenly(stages: tuple[Stage, ...], most: int) -> list[tuple[Stage, ...]]:
    """The stages in as few parts as can be, none larger than ``most``, none much smaller than another."""
    parts = max(1, -(-len(stages) // most))
    ends = [round(len(stages) * i / parts) for i in range(parts + 1)]
    return [stages[a:b] for a, b in pairwise(ends)]


def _part(journey: JourneyMap, stages: tuple[Stage, ...], lanes: tuple[Lane, ...]) -> JourneyMap:
    here, rows = {s.id for s in stages}, {lane.id for lane in lanes}
    return msgspec.structs.replace(
        journey,
        stages=stages,
        lanes=lanes,
        notes=tuple(n for n in journey.notes if n.stage in here and n.lane in rows),
        emotions=tuple(e for e in journey.emotions if e.stage in here),
    )


def _fitting(journey: JourneyMap, stages: tuple[Stage, ...], column: float, room: float) -> list[tuple[Lane, ...]]:
    """The lanes by page: as few pages as ``room`` px allow, and then as even as can be."""
    part = _part(journey, stages, journey.lanes)
    heights = [_row(part, journey, lane, 0.0, 0.0, column)[1] for lane in journey.lanes]
    best = _filled(heights, room)
    for used in sorted({sum(heights[a:b]) for a in range(len(heights)) for b in range(a + 1, len(heights) + 1)}):
        if used < room and len(pages := _filled(heights, used)) <= len(best):
            best = pages
            break
    return [journey.lanes[a:b] for a, b in best]


def _filled(heights: list[float], room: float) -> list[tuple[int, int]]:
    """Where each page begins and ends, every page as full as ``room`` allows."""
    starts, used = [0], 0.0
    for i, tall in enumerate(heights):
        if used and used + tall > room:
            starts.append(i)
            used = 0.0
        used += tall
    return list(pairwise([*starts, len(heights)]))


def _words_page(journey: JourneyMap, words: tuple[str, ...], titled: bool) -> Drawing:
    title = f"{journey.title or 'Journey map'}: what the curves say"
    pieces: list[Piece] = []
    y = MARGIN
    if titled:
        pieces.append(Box(x=MARGIN, y=y, w=WIDTH - 2 * MARGIN, h=40, text=title, size=20, bold=True))
        y += 48
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
                        x=at[stage] - 45,
                        y=height(found.lowest) + 4,  # below: every line from the lowest point goes up
                        w=90,
                        h=18,
                        text=text,
                        size=11.0,
                        bold=True,
                        ink=WARN,
                        pad=1,
                        align="center",
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


def _row(
    journey: JourneyMap, whole: JourneyMap, lane: Lane, left: float, y: float, column: float
) -> tuple[list[Piece], float]:
    """One lane: its name, its notes stacked in their cells, and its height."""
    pieces: list[Piece] = []
    deepest = height_of(lane.name, LABEL - 8, 12.5, bold=True)
    names = {p.id: p.name for p in journey.personas}
    for i, stage in enumerate(journey.stages):
        below = y + 6
        for text, fill in _cell(journey, whole, lane, stage.id, names):
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


def _cell(
    journey: JourneyMap, whole: JourneyMap, lane: Lane, stage: str, names: dict[str, str]
) -> list[tuple[str, str]]:
    """The texts of one cell with the fill of each."""
    kind = _derived(lane)
    if kind:
        return [
            (text or "(nobody)" if kind == "department" else text or "(not said)", PAPER)
            for text in derived(whole, kind, stage)
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
