"""A board as a drawing (one sheet, or pages for slides) and as CSV and JSON, both ways without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.export import files
from mosaic_exercises.export.drawing import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    PAPER,
    SHADE,
    Box,
    Drawing,
    Mark,
    Piece,
    Stroke,
    height_of,
)
from mosaic_exercises.kinds.base import quoted
from mosaic_exercises.kinds.board_read import as_raw, read_board
from mosaic_exercises.kinds.board_records import (
    Board,
    BoardTask,
    Note,
    NoteField,
    Section,
    every,
    in_order,
    in_section,
    sections,
    shown,
    specs,
)

FORMAT: Final = "mosaic-board"
WIDTH: Final = 1120.0
MARGIN: Final = 16.0
GAP: Final = 10.0
SIDE: Final = 26.0  # px of the words beside quadrants
HEAD: Final = 15.0  # px of a section's name
TEXT: Final = 12.5
SMALL: Final = 11.0
TIP: Final = 6.0  # px: the diamond at the end of a link
TALL: Final = 760.0  # px: a board of more height is shown on a slide for each section
ACROSS: Final = 4  # most notes beside each other in a row


# ------------------------------------------------------------------ drawing


def board_drawing(task: BoardTask, board: Board, *, words: bool = True, details: bool = True) -> Drawing:
    """The whole board on one sheet, 1120 px wide; ``words``: its links stand below as sentences; ``details``: notes
    with their fields and what they cite."""
    if not details:
        plain = tuple(msgspec.structs.replace(n, fields={}, refs=()) for n in every(task, board))
        board, task = msgspec.structs.replace(board, notes=plain), msgspec.structs.replace(task, given=())
    title = _title(task)
    pieces: list[Piece] = [_line(title, MARGIN, MARGIN, WIDTH - 2 * MARGIN, 20.0, bold=True)]
    top = MARGIN + 40
    places: dict[str, Box] = {}
    if task.layout == "rows":
        bottom = top
        for section in task.sections:
            bottom = _row(task, board, section, bottom, pieces, places)
    else:
        bottom = _columns(task, board, top, pieces, places)
    pieces = [pieces[0], *_arrows(task, board, places), *pieces[1:]]  # the notes lie on the lines
    pieces += _ends(task, board, places)
    said = link_words(task, board) if words else ()
    if said:
        bottom += GAP
        pieces.append(_line("Links", MARGIN, bottom, 200, HEAD, bold=True))
        bottom += 28
        for sentence in said:
            tall = height_of(sentence, WIDTH - 2 * MARGIN, TEXT, pad=2)
            pieces.append(Box(x=MARGIN, y=bottom, w=WIDTH - 2 * MARGIN, h=tall, text=sentence, size=TEXT, pad=2))
            bottom += tall + 3
    return Drawing(WIDTH, bottom + MARGIN, title, _alt(task, board), tuple(pieces))


def board_pages(task: BoardTask, board: Board) -> tuple[Drawing, ...]:
    """The board for slides: on one if it can be read there, else an overview, a page for each section that has notes,
    and one of links."""
    whole = board_drawing(task, board)
    if whole.height <= TALL:
        return (whole,)
    overview = board_drawing(task, board, words=False, details=False)
    pages = [overview] if overview.height <= TALL else []
    pages += [_page(task, board, section) for section in task.sections if in_section(every(task, board), section.id)]
    links = link_words(task, board)
    return (*pages, _sheet(f"{_title(task)}: links", links)) if links else tuple(pages)


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


def _said(task: BoardTask, note: Note, ranked: bool) -> tuple[str, str]:
    """A note's text, and its details, as they stand on the sheet."""
    known = specs(task, note.section)
    details = [f"{known[id_].label}: {shown(known[id_], value)}" for id_, value in note.fields.items()]
    details += [f"From: {ref.label or ref.object}" for ref in note.refs]
    details += ["given"] if note.given else []
    return (f"{note.rank}. {note.text}" if ranked else note.text), "\n".join(details)


def _card(task: BoardTask, note: Note, ranked: bool, x: float, y: float, w: float) -> tuple[list[Piece], Box]:
    """One note at (x, y): its pieces and its frame."""
    text, details = _said(task, note, ranked)
    first = height_of(text, w, TEXT, pad=6)
    second = height_of(details, w, SMALL, pad=6) - 6 if details else 0.0
    fill = SHADE if note.given else PAPER
    frame = Box(x=x, y=y, w=w, h=first + second, fill=fill, line=LINE, round=4)
    pieces: list[Piece] = [frame, Box(x=x, y=y, w=w, h=first, text=text, size=TEXT, pad=6)]
    if details:
        pieces.append(Box(x=x, y=y + first - 6, w=w, h=second + 6, text=details, size=SMALL, ink=MUTED, pad=6))
    return pieces, frame


def _stack(
    task: BoardTask, board: Board, section: Section, x: float, y: float, w: float, places: dict[str, Box]
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
        card, frame = _card(task, note, ranked, x, y, w)
        pieces += card
        places[note.id] = frame
        y += frame.h + 6
    if not notes:
        pieces.append(_line("Nothing here yet.", x, y, w, SMALL, ink=MUTED))
        y += 24
    return pieces, y


def _columns(task: BoardTask, board: Board, top: float, pieces: list[Piece], places: dict[str, Box]) -> float:
    """Columns, a chain, or quadrants in two rows of two; the y below."""
    square = task.layout == "quadrants" and len(task.sections) == 4
    side = SIDE * 4 if square and task.axes else 0.0
    left, across = MARGIN + side, 2 if square else max(1, min(len(task.sections), 5))
    gap = 36.0 if task.layout == "chain" else GAP
    wide = (WIDTH - MARGIN - left - gap * (across - 1)) / across
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
    task: BoardTask, board: Board, section: Section, y: float, pieces: list[Piece], places: dict[str, Box]
) -> float:
    """A section as a row: its name at the left, its notes beside each other; the y below."""
    label = 150.0
    most = max((sum(n.section == s.id for n in every(task, board)) for s in task.sections), default=1)
    across = max(2, min(ACROSS, most))
    wide = (WIDTH - 2 * MARGIN - label - GAP * (across - 1)) / across
    pieces.append(Stroke(points=((MARGIN, y), (WIDTH - MARGIN, y)), colour=LINE))
    name = height_of(section.name, label - 8, HEAD, bold=True)
    pieces.append(
        Box(x=MARGIN, y=y + 12, w=label - 8, h=name, text=section.name, size=HEAD, bold=True, ink=ACCENT, pad=2)
    )
    notes = in_section(every(task, board), section.id)
    ranked = in_order(notes)
    top, deepest = y + 14, y + 20 + name
    for start in range(0, len(notes), across):
        below = top
        for place, note in enumerate(notes[start : start + across]):
            card, frame = _card(task, note, ranked, MARGIN + label + place * (wide + GAP), top, wide)
            pieces += card
            places[note.id] = frame
            below = max(below, top + frame.h)
        top = below + GAP
        deepest = max(deepest, below)
    if not notes:
        pieces.append(_line("Nothing here yet.", MARGIN + label, y + 14, 300, SMALL, ink=MUTED))
    return deepest + 16


def _route(task: BoardTask, start: Box, end: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """From the edge of one note to just before the nearest edge of another."""
    if task.layout == "rows" and (start.y >= end.y + end.h or end.y >= start.y + start.h):
        up = start.y >= end.y + end.h
        leave = (start.x + start.w / 2, start.y if up else start.y + start.h)
        return leave, (end.x + end.w / 2, end.y + end.h + TIP if up else end.y - TIP)
    right = end.x >= start.x
    leave = (start.x + start.w if right else start.x, start.y + start.h / 2)
    return leave, (end.x - TIP if right else end.x + end.w + TIP, end.y + end.h / 2)


def _linked(task: BoardTask, board: Board, places: Mapping[str, Box]) -> list[tuple[tuple[float, float], ...]]:
    return [_route(task, places[link.from_], places[link.to]) for link in board.links]


def _arrows(task: BoardTask, board: Board, places: Mapping[str, Box]) -> list[Piece]:
    return [Stroke(points=route, colour=ACCENT, width=1.6) for route in _linked(task, board, places)]


def _ends(task: BoardTask, board: Board, places: Mapping[str, Box]) -> list[Piece]:
    """A diamond where a link arrives, so that its direction shows."""
    ends = [route[-1] for route in _linked(task, board, places)]
    return [Mark(x=x, y=y, r=TIP - 1, shape="diamond", colour=ACCENT) for x, y in ends]


def _page(task: BoardTask, board: Board, section: Section) -> Drawing:
    """One section on a page of its own, its notes in two columns."""
    title = f"{_title(task)}: {section.name}"
    pieces: list[Piece] = [_line(title, MARGIN, MARGIN, WIDTH - 2 * MARGIN, 20.0, bold=True)]
    notes = in_section(every(task, board), section.id)
    wide = (WIDTH - 2 * MARGIN - GAP) / 2
    ys = [MARGIN + 44, MARGIN + 44]
    for note in notes:
        place = 0 if ys[0] <= ys[1] else 1
        card, frame = _card(task, note, in_order(notes), MARGIN + place * (wide + GAP), ys[place], wide)
        pieces += card
        ys[place] += frame.h + 8
    said = "; ".join(" ".join(note.text.split()) for note in notes)
    return Drawing(WIDTH, max(*ys, 400.0) + MARGIN, title, f"{title}. {said}.", tuple(pieces))


def _sheet(title: str, lines: Sequence[str]) -> Drawing:
    pieces: list[Piece] = [_line(title, MARGIN, MARGIN, WIDTH - 2 * MARGIN, 20.0, bold=True)]
    y = MARGIN + 44
    for line in lines:
        tall = height_of(line, WIDTH - 2 * MARGIN, 14.0)
        pieces.append(Box(x=MARGIN, y=y, w=WIDTH - 2 * MARGIN, h=tall, text=line, size=14.0))
        y += tall
    said = " ".join(f"{line}." for line in lines)
    return Drawing(WIDTH, max(y + MARGIN, 400.0), title, f"{title}. {said}", tuple(pieces))


# ------------------------------------------------------------------ files

BASE: Final = ("part", "id", "section", "text", "rank")
TAIL: Final = ("note", "exercise", "object", "label", "sort", "kind", "from", "to")


def _fields(task: BoardTask) -> tuple[str, ...]:
    """The ids of all fields; sections may each have their own of one id."""
    return tuple(dict.fromkeys(spec.id for section in task.sections for spec in section.fields))


def _header(task: BoardTask) -> tuple[str, ...]:
    return (*BASE, *(f"field:{id_}" for id_ in _fields(task)), *TAIL)


def board_csv(task: BoardTask, board: Board) -> str:
    """A board as CSV: one row for each note, with a column for each field; one for each reference and each link."""
    rows: list[dict[str, str | int | float | None]] = []
    for note in board.notes:
        own = {f"field:{id_}": value for id_, value in note.fields.items()}
        row = {"part": "note", "id": note.id, "section": note.section, "text": note.text, "rank": note.rank or None}
        rows.append({**row, **own})
        for ref in note.refs:
            cited = {"exercise": ref.exercise, "object": ref.object, "label": ref.label, "sort": ref.sort}
            rows.append({"part": "ref", "note": note.id, **cited})
    for link in as_raw(board)["links"]:
        rows.append({"part": "link", **link})
    return files.write_rows(_header(task), rows)


def read_board_csv(task: BoardTask, text: str) -> Board:
    """The board of a CSV file's text, for the board ``task``. Raises FormatError."""
    notes: dict[str, dict[str, Any]] = {}
    raw: dict[str, Any] = {"notes": [], "links": []}
    known = _fields(task)
    for row in files.read_rows(text, _header(task)):
        if row["part"] == "note":
            own = specs(task, row["section"]) if row["section"] in sections(task) else {}
            given = {id_: row[f"field:{id_}"] for id_ in known if row[f"field:{id_}"]}
            values = {id_: _value(own.get(id_), cell) for id_, cell in given.items()}
            note: dict[str, Any] = {
                "id": row["id"],
                "section": row["section"],
                "text": row["text"],
                "fields": values,
                "refs": [],
            }
            note["rank"] = files.whole_or_text(row["rank"]) if row["rank"].strip() else 0
            notes[row["id"]] = note
            raw["notes"].append(note)
        elif row["part"] == "ref" and row["note"] in notes:
            notes[row["note"]]["refs"].append({part: row[part] for part in ("exercise", "object", "label", "sort")})
        elif row["part"] == "link":
            raw["links"].append({part: row[part] for part in ("id", "kind", "from", "to")})
        else:
            what = f"a row for {quoted(row['part'])}; rows are note, ref or link"
            if row["part"] == "ref":
                what = f"a reference of the note {quoted(row['note'])}, which does not stand above it"
            raise FormatError(f"This file has {what}. Correct it.")
    return read_board(task, raw)


def _value(spec: NoteField | None, cell: str) -> Any:
    return files.whole_or_text(cell) if spec is not None and spec.type == "scale" else cell


def board_json(board: Board) -> str:
    """A board as a JSON file's text."""
    return files.write_json({"format": FORMAT, "v": files.VERSION, "board": as_raw(board)})


def read_board_json(task: BoardTask, text: str) -> Board:
    """The board of a JSON file's text, for the board ``task``. Raises FormatError."""
    return read_board(task, files.read_json(text, FORMAT, "board"))


# ------------------------------------------------------------------ links to other exercises
