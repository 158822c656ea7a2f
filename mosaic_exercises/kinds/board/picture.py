"""A board as a drawing: one sheet, or pages for slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from mosaic_exercises.drawing.measure import READABLE, height_of
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, PAPER, SHADE, STRONG
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Box, Connector, Drawing, Piece, Point, Stroke
from mosaic_exercises.kinds.board.task import (
    Board,
    BoardNote,
    BoardSection,
    BoardTask,
    every,
    in_order,
    in_section,
    shown,
    specs,
)

MARGIN: Final = 16.0
GAP: Final = 12.0
SIDE: Final = 104.0  # px of the words beside quadrants
HEAD: Final = 15.0  # px of a section's name
TEXT: Final = 14.0
SMALL: Final = READABLE
ACROSS: Final = 4  # most notes beside each other in a row
LABEL: Final = 150.0  # px of a row's name


def board_drawing(
    task: BoardTask, board: Board, *, words: bool = True, details: bool = True, titled: bool = True
) -> Drawing:
    """The whole board on one sheet, 1120 px wide; ``words``: its links stand below as sentences; ``details``: notes
    with their fields and what they cite; ``titled``: its name stands above (a slide has its own)."""
    if not details:
        plain = tuple(msgspec.structs.replace(n, fields={}, refs=()) for n in every(task, board))
        board, task = msgspec.structs.replace(board, notes=plain), msgspec.structs.replace(task, given=())
    title = _title(task)
    top = MARGIN + 40 if titled else 4.0
    pieces: list[Piece] = [_line(title, MARGIN, MARGIN, SHEET - 2 * MARGIN, 20.0, bold=True)] if titled else []
    places: dict[str, Box] = {}
    if task.layout == "rows":
        bottom = top
        for section in task.sections:
            bottom = _row(task, board, section, bottom, pieces, places)
    else:
        bottom = _columns(task, board, top, pieces, places)
    pieces += _arrows(task, board, places)
    said = link_words(task, board) if words else ()
    if said:
        pieces.append(_line("Links", MARGIN, bottom + GAP, 200, HEAD, bold=True))
        bottom += GAP + 28
        for sentence in said:
            tall = height_of(sentence, SHEET - 2 * MARGIN, SMALL, pad=2)
            pieces.append(Box(x=MARGIN, y=bottom, w=SHEET - 2 * MARGIN, h=tall, text=sentence, size=SMALL, pad=2))
            bottom += tall + 3
    return Drawing(SHEET, bottom + MARGIN, title, _alt(task, board), tuple(pieces))


def board_pages(task: BoardTask, board: Board) -> tuple[Drawing, ...]:
    """The board for slides: on one if it can be read there, else an overview with its links, and its notes in full, as
    many parts on a slide as fit."""
    whole = board_drawing(task, board, titled=False)
    if whole.height <= PAGE:
        return (msgspec.structs.replace(whole, height=PAGE),)
    overviews = (board_drawing(task, board, words=words, details=False, titled=False) for words in (True, False))
    found = next((one for one in overviews if one.height <= PAGE), None)
    pages = [msgspec.structs.replace(found, height=PAGE)] if found else []
    if found is None and board.links:
        pages += _sheets(f"{_title(task)}: links", link_words(task, board))
    return (*pages, *_parts(task, board))


def link_words(task: BoardTask, board: Board) -> tuple[str, ...]:
    """Each link as a sentence."""
    names = {spec.id: spec.name for spec in task.links}
    texts = {note.id: " ".join(note.text.split()) for note in every(task, board)}
    return tuple(f"{texts[link.from_]} → {names[link.kind]} → {texts[link.to]}" for link in board.links)


def _title(task: BoardTask) -> str:
    return task.noun[:1].upper() + task.noun[1:]


def _alt(task: BoardTask, board: Board) -> str:
    notes = every(task, board)
    counts = ", ".join(f"{s.name}: {sum(n.section == s.id for n in notes)}" for s in task.sections)
    links = " ".join(f"{words}." for words in link_words(task, board))
    return f"{_title(task)}. Notes by part: {counts}. {links}".strip()


def _line(text: str, x: float, y: float, w: float, size: float, *, bold: bool = False, ink: str = INK) -> Box:
    tall = height_of(text, w, size, bold=bold, pad=2)
    return Box(x=x, y=y, w=w, h=tall, text=text, size=size, bold=bold, ink=ink, pad=2)


def _said(task: BoardTask, note: BoardNote, ranked: bool) -> tuple[str, str]:
    """A note's text, and its details, as they stand on the sheet."""
    known = specs(task, note.section)
    details = [f"{known[id_].label}: {shown(known[id_], value)}" for id_, value in note.fields.items()]
    details += [f"From: {ref.label or ref.object}" for ref in note.refs]
    details += ["given"] if note.given else []
    return (f"{note.rank}. {note.text}" if ranked else note.text), "\n".join(details)


def _card(task: BoardTask, note: BoardNote, ranked: bool, x: float, y: float, w: float) -> Box:
    """One note at (x, y)."""
    text, details = _said(task, note, ranked)
    tall = height_of(text, w, TEXT, pad=7) + (height_of(details, w - 2, SMALL, pad=6) - 12 if details else 0.0)
    fill = SHADE if note.given else PAPER
    return Box(x=x, y=y, w=w, h=tall, text=text, size=TEXT, details=details, small=SMALL, fill=fill, line=STRONG,
               round=4, pad=7, id=note.id)  # fmt: skip


def _stack(
    task: BoardTask, board: Board, section: BoardSection, x: float, y: float, w: float, places: dict[str, Box]
) -> tuple[list[Piece], float]:
    """A section as a column: its name, its notes one under the other, and the y below."""
    head = height_of(section.name, w, HEAD, bold=True)
    pieces: list[Piece] = [
        Box(x=x, y=y, w=w, h=head, text=section.name, size=HEAD, bold=True, ink=ACCENT, fill=SHADE, round=4)
    ]
    y += head + 6
    notes = in_section(every(task, board), section.id)
    ranked = in_order(notes)
    for note in notes:
        frame = _card(task, note, ranked, x, y, w)
        pieces.append(frame)
        places[note.id] = frame
        y += frame.h + 6
    if not notes:
        pieces.append(_line("Nothing here yet.", x, y, w, SMALL, ink=MUTED))
        y += 24
    return pieces, y


def _columns(task: BoardTask, board: Board, top: float, pieces: list[Piece], places: dict[str, Box]) -> float:
    """Columns, a chain, or quadrants in two rows of two; the y below."""
    square = task.layout == "quadrants" and len(task.sections) == 4
    side = SIDE if square and task.axes else 0.0
    left, across = MARGIN + side, 2 if square else max(1, min(len(task.sections), 5))
    gap = 36.0 if task.layout == "chain" else GAP
    wide = (SHEET - MARGIN - left - gap * (across - 1)) / across
    if square and task.axes:
        for place, word in enumerate(task.axes.top):
            pieces.append(_line(word, left + place * (wide + gap), top, wide, SMALL, ink=MUTED))
        top += 26
    bottom = top
    for start in range(0, len(task.sections), across):
        if square and task.axes:
            pieces.append(_line(task.axes.side[start // 2], MARGIN, top, side - 8, SMALL, ink=MUTED))
        for place, section in enumerate(task.sections[start : start + across]):
            column, below = _stack(task, board, section, left + place * (wide + gap), top, wide, places)
            pieces += column
            bottom = max(bottom, below)
        bottom = max(bottom, top + 40)
        top = bottom = bottom + GAP
    return bottom


def _row(
    task: BoardTask, board: Board, section: BoardSection, y: float, pieces: list[Piece], places: dict[str, Box]
) -> float:
    """A section as a row: its name at the left, its notes beside each other; the y below."""
    most = max((sum(n.section == s.id for n in every(task, board)) for s in task.sections), default=1)
    across = max(2, min(ACROSS, most))
    gap = 3 * GAP if any(spec.id for spec in task.links) else GAP  # room for an arrow between neighbours
    wide = (SHEET - 2 * MARGIN - LABEL - gap * (across - 1)) / across
    pieces.append(Stroke(points=((MARGIN, y), (SHEET - MARGIN, y)), colour=LINE))
    name = height_of(section.name, LABEL - 8, HEAD, bold=True)
    pieces.append(
        Box(x=MARGIN, y=y + 12, w=LABEL - 8, h=name, text=section.name, size=HEAD, bold=True, ink=ACCENT, pad=2)
    )
    notes = in_section(every(task, board), section.id)
    ranked = in_order(notes)
    top, deepest = y + 16, y + 20 + name
    for start in range(0, len(notes), across):
        below = top
        for place, note in enumerate(notes[start : start + across]):
            frame = _card(task, note, ranked, MARGIN + LABEL + place * (wide + gap), top, wide)
            pieces.append(frame)
            places[note.id] = frame
            below = max(below, top + frame.h)
        top = below + GAP
        deepest = max(deepest, below)
    if not notes:
        pieces.append(_line("Nothing here yet.", MARGIN + LABEL, y + 14, 300, SMALL, ink=MUTED))
    return deepest + 18


def _route(start: Box, end: Box) -> tuple[Point, Point]:
    """From the middle of one note's side to the middle of another's: across where they stand side by side, up or down
    where one is above the other."""
    if start.y >= end.y + end.h or end.y >= start.y + start.h:
        up = start.y >= end.y + end.h
        leave, arrive = (start.y, end.y + end.h) if up else (start.y + start.h, end.y)
        return (start.x + start.w / 2, leave), (end.x + end.w / 2, arrive)
    right = end.x >= start.x
    leave, arrive = (start.x + start.w, end.x) if right else (start.x, end.x + end.w)
    return (leave, start.y + start.h / 2), (arrive, end.y + end.h / 2)


def _arrows(task: BoardTask, board: Board, places: Mapping[str, Box]) -> list[Piece]:
    """Each link as an arrow from note to note."""
    said = link_words(task, board)
    ends = [(link.from_, link.to, _route(places[link.from_], places[link.to])) for link in board.links]
    return [
        Connector(start=start, end=end, points=points, colour=ACCENT, about=words)
        for (start, end, points), words in zip(ends, said, strict=True)
    ]


def _parts(task: BoardTask, board: Board) -> list[Drawing]:
    """The notes in full: part after part in three columns, as many on a slide as fit."""
    wide = (SHEET - 2 * MARGIN - 2 * GAP) / 3
    pages: list[Drawing] = []
    pieces: list[Piece] = []
    names: list[str] = []
    y = 4.0

    def turn() -> None:
        nonlocal pieces, names, y
        if pieces:
            title = f"{_title(task)}: {', '.join(dict.fromkeys(names))}"
            said = "; ".join(" ".join(p.text.split()) for p in pieces if isinstance(p, Box))
            pages.append(Drawing(SHEET, max(PAGE, y), title, f"{title}. {said}.", tuple(pieces)))
        pieces, names, y = [], [], 4.0

    for section in task.sections:
        notes = in_section(every(task, board), section.id)
        for start in range(0, len(notes), 3):
            row = notes[start : start + 3]
            frames = [_card(task, n, in_order(notes), MARGIN + i * (wide + GAP), 0, wide) for i, n in enumerate(row)]
            head = 30.0 if not start else 0.0
            tall = max(frame.h for frame in frames)
            if pieces and y + head + tall + GAP > PAGE:
                turn()
                head = 30.0
            if head:
                pieces.append(_line(section.name, MARGIN, y, SHEET - 2 * MARGIN, HEAD, bold=True, ink=ACCENT))
                names.append(section.name)
                y += head
            pieces += [msgspec.structs.replace(frame, y=y) for frame in frames]
            y += tall + GAP
    turn()
    return pages


def _sheets(title: str, lines: Sequence[str]) -> list[Drawing]:
    pages: list[Drawing] = []
    waiting = list(lines)
    while waiting:
        pieces: list[Piece] = []
        y = 4.0
        for line in waiting:
            tall = height_of(line, SHEET - 2 * MARGIN, TEXT)
            if pieces and y + tall > PAGE:
                break
            pieces.append(Box(x=MARGIN, y=y, w=SHEET - 2 * MARGIN, h=tall, text=line, size=TEXT))
            y += tall
        said = " ".join(f"{line}." for line in waiting[: len(pieces)])
        pages.append(Drawing(SHEET, PAGE, title, f"{title}. {said}", tuple(pieces)))
        waiting = waiting[len(pieces) :]
    return pages
