"""A journey map as a drawing: stages across, the emotion curves, the lanes below, and what the curves say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

import msgspec

from mosaic_exercises.drawing.measure import READABLE, height_of
from mosaic_exercises.drawing.palette import ACCENT, BAD, GOOD, INK, LINE, MUTED, PAPER, PART, PART_TINT, SHADE, STRONG
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Box, Drawing, Piece, Stroke
from mosaic_exercises.kinds.journey.curve import band
from mosaic_exercises.models.journey import DerivedType, JourneyMap, Lane, LaneType, Note, Stage, derived, in_words
from mosaic_exercises.models.needs import NEEDS

LABEL = 140.0  # px of the column of lane names
NARROWEST = 150.0  # px of a stage
MARGIN = 16.0
EDGES: dict[LaneType, str] = {"touchpoints": ACCENT, "pains": BAD, "opportunities": GOOD, "needs": PART}
SENTENCES = 2  # that stand under the curves of a slide; more have a slide of their own


class NoteBox(msgspec.Struct, frozen=True, kw_only=True):
    """One note as it is drawn."""

    text: str
    details: str = ""
    edge: str = STRONG
    italic: bool = False
    fill: str = PAPER
    derived: bool = False


class LaneRow(msgspec.Struct, frozen=True):
    """One lane, or a part of one: its name, and the notes at each stage."""

    name: str
    cells: tuple[tuple[NoteBox, ...], ...]


def journey_drawing(journey: JourneyMap) -> Drawing:
    """The whole map on one sheet, at least 1120 px wide; what the curves say stands below."""
    stages = journey.stages
    column = max(NARROWEST, (SHEET - 2 * MARGIN - LABEL) / max(1, len(stages)))
    width = 2 * MARGIN + LABEL + column * len(stages)
    title = journey.title or "Journey map"
    lines = [
        (title, 20.0, True, INK),
        (journey.scenario, READABLE, False, MUTED),
        (_who(journey), READABLE, False, MUTED),
    ]
    pieces, y = _paragraphs(lines, MARGIN, width)
    top, y = _top(journey, stages, y + 8, column)
    pieces += top
    for row in _rows(journey, stages):
        drawn_, y = _row(row, y, column)
        pieces += drawn_
    pieces.append(Stroke(points=((MARGIN, y), (width - MARGIN, y)), colour=LINE))
    said, y = _paragraphs([(line, READABLE, False, INK) for line in in_words(journey)], y + 6, width)
    alt = f"{title}: {len(stages)} stages ({', '.join(s.name for s in stages)}), {len(journey.notes)} notes. "
    return Drawing(width, y + MARGIN, title, alt + " ".join(in_words(journey)), tuple(pieces + said))


def journey_pages(
    journey: JourneyMap, *, stages: int = 5, tall: float = PAGE, titled: bool = False
) -> tuple[Drawing, ...]:
    """The map in pieces to read on a slide or a sheet: at most ``stages`` stages on each, none higher than ``tall`` px
    unless a single note is, stages and lanes spread evenly. The curves stand on the first page of each stretch, with
    what they say; ``titled``: the title stands above (a slide has its own)."""
    words = in_words(journey)
    apart = len(words) > SENTENCES or len(journey.stages) > stages
    room = tall - MARGIN - (40 if titled else 0)
    per = next((n for n in range(stages, 1, -1) if _fits(journey, n, room - 80)), 1)
    pages: list[Drawing] = []
    for some in _evenly(journey.stages, per):
        column = max(NARROWEST, (SHEET - 2 * MARGIN - LABEL) / max(1, len(some)))
        intro = ("" if pages else journey.scenario, _who(journey), *(() if apart else words))
        first = _head(journey, some, intro, column, titled, curves=True)
        later = _head(journey, some, (), column, titled, curves=False)
        rows = [part for row in _rows(journey, some) for part in _split(row, column, room - later[1])]
        for number, (a, b) in enumerate(
            _shared([_tall(row, column) for row in rows], room - first[1], room - later[1])
        ):
            pieces, y = (first, later)[number > 0]
            pieces = list(pieces)
            for row in rows[a:b]:
                more, y = _row(row, y, column)
                pieces += more
            title = journey.title or "Journey map"
            alt = f"{title}: {', '.join(s.name for s in some)}. {' '.join(words)}"
            pages.append(Drawing(SHEET, max(y + MARGIN, tall if not titled else 0), title, alt, tuple(pieces)))
    return (*pages, *(_words_pages(journey, words, tall, titled) if words and apart else ()))


def _head(
    journey: JourneyMap, stages: tuple[Stage, ...], intro: Sequence[str], column: float, titled: bool, *, curves: bool
) -> tuple[list[Piece], float]:
    """What stands above the lanes of a page, and the y below."""
    lines = [(journey.title or "Journey map", 20.0, True, INK)] if titled else []
    lines += [(line, READABLE, False, MUTED if n < 2 else INK) for n, line in enumerate(intro)]
    pieces, y = _paragraphs(lines, MARGIN if titled else 2.0, SHEET)
    part = msgspec.structs.replace(
        journey, stages=stages, emotions=tuple(e for e in journey.emotions if e.stage in {s.id for s in stages})
    )
    more, y = _top(part, stages, y + 4, column, curves=curves)
    return pieces + more, y


def _paragraphs(lines: Sequence[tuple[str, float, bool, str]], y: float, width: float) -> tuple[list[Piece], float]:
    pieces: list[Piece] = []
    wide = width - 2 * MARGIN
    for text, size, bold, ink in lines:
        if text:
            tall = height_of(text, wide, size, bold=bold, pad=2)
            pieces.append(Box(x=MARGIN, y=y, w=wide, h=tall, text=text, size=size, bold=bold, ink=ink, pad=2))
            y += tall + 2
    return pieces, y


def _top(
    journey: JourneyMap, stages: tuple[Stage, ...], y: float, column: float, *, curves: bool = True
) -> tuple[list[Piece], float]:
    """The names of the stages and, where wanted, the curves, and the y below."""
    left = MARGIN + LABEL
    pieces: list[Piece] = []
    tall = max((_stage_tall(s, column - 2) for s in stages), default=30.0)
    for i, stage in enumerate(stages):
        x = left + i * column + 1
        details = "◆ moment of truth" if stage.moment else ""
        pieces.append(
            Box(x=x, y=y, w=column - 2, h=tall, text=stage.name, size=14.0, bold=True, fill=SHADE, details=details)
        )
        pieces.append(Box(x=x, y=y + tall - 3, w=column - 2, h=3, fill=ACCENT))
    y += tall + 4
    if curves:
        pieces.append(Box(x=MARGIN, y=y, w=LABEL - 48, h=26, text="Emotion", bold=True, pad=4))
        more, y = band(journey, left, y, column)
        pieces += more
    return pieces, y


def _stage_tall(stage: Stage, wide: float) -> float:
    return height_of(stage.name, wide, 14.0, bold=True) + (18 if stage.moment else 0)


def _who(journey: JourneyMap) -> str:
    return f"Whose way: {', '.join(p.name for p in journey.personas)}" if journey.personas else ""


def _evenly(stages: tuple[Stage, ...], most: int) -> list[tuple[Stage, ...]]:
    """The stages in as few parts as can be, none larger than ``most``, none much smaller than another."""
    parts = max(1, -(-len(stages) // most))
    ends = [round(len(stages) * i / parts) for i in range(parts + 1)]
    return [stages[a:b] for a, b in pairwise(ends)]


def _fits(journey: JourneyMap, stages: int, room: float) -> bool:
    """Whether every single note fits on a page of so many stages."""
    column = (SHEET - 2 * MARGIN - LABEL) / stages
    return all(
        _cell_tall(c, column) <= room for row in _rows(journey, journey.stages) for cell in row.cells for c in cell
    )


def _shared(heights: list[float], first: float, later: float) -> list[tuple[int, int]]:
    """The rows by page: as few pages as the room allows, and then as even as can be."""
    best = _filled(heights, first, later)
    spare = 0.0
    while spare < later:
        spare += later / 40
        pages = _filled(heights, first - spare, later - spare)
        if len(pages) > len(best):
            break
        best = pages
    return best


def _filled(heights: list[float], first: float, later: float) -> list[tuple[int, int]]:
    """Where each page begins and ends, every page as full as its room allows; the first may hold no row."""
    starts, used, room = [0], 0.0, first
    for i, tall in enumerate(heights):
        if used + tall > room and (used or len(starts) == 1):
            starts.append(i)
            used, room = 0.0, later
        used += tall
    return list(pairwise([*starts, len(heights)]))


def _words_pages(journey: JourneyMap, words: tuple[str, ...], tall: float, titled: bool) -> list[Drawing]:
    title = f"{journey.title or 'Journey map'}: what the curves say"
    found: list[Drawing] = []
    waiting = list(words)
    while waiting:
        y, pieces, used = MARGIN, list[Piece](), 0
        if titled:
            pieces, y = _paragraphs([(title, 20.0, True, INK)], y, SHEET)
        for line in waiting:
            high = height_of(line, SHEET - 2 * MARGIN, 16.0)
            if used and y + high > tall:
                break
            pieces.append(Box(x=MARGIN, y=y, w=SHEET - 2 * MARGIN, h=high, text=line, size=16.0))
            y, used = y + high, used + 1
        found.append(
            Drawing(SHEET, max(y + MARGIN, 0 if titled else tall), title, " ".join(waiting[:used]), tuple(pieces))
        )
        waiting = waiting[used:]
    return found


# ------------------------------------------------------------------ lanes


def _rows(journey: JourneyMap, stages: tuple[Stage, ...]) -> list[LaneRow]:
    return [LaneRow(lane.name, tuple(_cells(journey, lane, stage.id) for stage in stages)) for lane in journey.lanes]


def _cells(journey: JourneyMap, lane: Lane, stage: str) -> tuple[NoteBox, ...]:
    """The notes of one cell; what the touchpoints do not say is left out."""
    kind = _derived(lane)
    if kind:
        said = (text for text in derived(journey, kind, stage) if text)
        return tuple(NoteBox(text=t if kind == "department" else t.capitalize(), edge="", derived=True) for t in said)
    return tuple(_note(journey, lane, n) for n in journey.notes if (n.stage, n.lane) == (stage, lane.id))


def _derived(lane: Lane) -> DerivedType | None:
    return lane.type if lane.type in ("department", "initiative", "corridor") else None


def _note(journey: JourneyMap, lane: Lane, note: Note) -> NoteBox:
    """A note as it stands on the map: its text, then its details, then whose it is."""
    shown = {row.type for row in journey.lanes}
    names = {p.id: p.name for p in journey.personas}
    lines = [f"Need: {NEEDS[note.need].name if note.need in NEEDS else note.need}"] if note.need else []
    parts = (
        note.medium or note.channel,
        note.department if "department" not in shown else "",
        note.initiative if "initiative" not in shown else "",
        note.corridor if "corridor" not in shown else "",
    )
    lines += [" · ".join(p for p in parts if p)] if any(parts) else []
    lines += [f"Owner: {note.owner}"] if note.owner else []
    lines += [f"Metric: {note.metric}"] if note.metric else []
    lines += ["◆ moment of truth"] if note.moment else []
    lines += [f"For {names[note.persona]}"] if note.persona in names else []
    return NoteBox(
        text=note.text,
        details="\n".join(lines),
        edge=EDGES.get(lane.type, STRONG),
        italic=lane.type == "thoughts",
        fill=PART_TINT if note.moment else PAPER,
    )


def _cell_tall(cell: NoteBox, column: float) -> float:
    wide = column - 14
    text = height_of(cell.text, wide, READABLE, pad=0) if cell.text else 0.0
    return text + (height_of(cell.details, wide, READABLE, pad=0) if cell.details else 0.0) + 14


def _tall(row: LaneRow, column: float) -> float:
    name = height_of(row.name, LABEL - 8, READABLE, bold=True)
    return max([name, *(sum(_cell_tall(c, column - 12) + 5 for c in cell) + 7 for cell in row.cells)]) + 6


def _split(row: LaneRow, column: float, room: float) -> list[LaneRow]:
    """A lane in parts that fit ``room``, each with its name."""
    if _tall(row, column) <= room:
        return [row]
    stacks: list[list[tuple[NoteBox, ...]]] = []
    for cell in row.cells:
        parts: list[list[NoteBox]] = [[]]
        used = 13.0
        for one in cell:
            tall = _cell_tall(one, column - 12) + 5
            if parts[-1] and used + tall > room:
                parts.append([])
                used = 13.0
            parts[-1].append(one)
            used += tall
        stacks.append([tuple(part) for part in parts])
    return [LaneRow(row.name, cells) for cells in zip_longest(*stacks, fillvalue=())]


def _row(row: LaneRow, y: float, column: float) -> tuple[list[Piece], float]:
    """One lane: its name, its notes stacked in their cells, and the y below."""
    left = MARGIN + LABEL
    tall = _tall(row, column)
    pieces: list[Piece] = [
        Stroke(points=((MARGIN, y), (left + column * len(row.cells), y)), colour=LINE),
        Box(x=MARGIN, y=y + 2, w=LABEL - 8, h=tall - 6, text=row.name, bold=True, pad=4),
    ]
    for i, cell in enumerate(row.cells):
        below = y + 6
        for one in cell:
            high = _cell_tall(one, column - 12)
            pieces.append(
                Box(
                    x=left + i * column + 6,
                    y=below,
                    w=column - 12,
                    h=high,
                    text=one.text,
                    italic=one.italic,
                    details=one.details,
                    fill=one.fill,
                    line=LINE,
                    dashed=one.derived,
                    edge=one.edge,
                    pad=7,
                )
            )
            below += high + 5
    return pieces, y + tall
