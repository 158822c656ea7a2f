"""The plan as slides: the mosaic, then a page for every picture and as many pages of text as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mosaic_exercises.export.drawing import ACCENT, INK, MUTED, SHADE, WARN, Box, Drawing, Piece, height_of
from mosaic_exercises.export.slides import slides
from mosaic_exercises.plan.records import Block, Bullets, Facts, Heading, Picture, Plan, Table, Words

WIDTH, HEIGHT = 1120.0, 560.0  # px of a page of text
SIZE = 15.0
INDENT = 26.0
MARGIN = 28.0
LONGEST = 900  # characters of one box; a longer text goes on in the next


class Line(msgspec.Struct, frozen=True):
    """A text of a page, before it has a place."""

    text: str
    size: float = SIZE
    bold: bool = False
    ink: str = INK
    indent: float = 0.0
    fill: str = ""


def deck(plan: Plan) -> bytes:
    """A PPTX file. Raises DataError where python-pptx is not installed."""
    return slides(pages(plan))


def pages(plan: Plan) -> list[Drawing]:
    """Every slide as a drawing."""
    done, all_ = plan.counted
    who = plan.learner.name or "Name not given yet"
    cover = msgspec.structs.replace(plan.cover, title=f"{plan.title} · {who} · {plan.date}")
    found = [cover]
    said = [Line(f"{who} · Track: {plan.track}", 18), Line(f"{done} of {all_} parts of the plan are made.", 18, True)]
    said += [Line(f"{n}. {c.title}", 16) for n, c in enumerate(plan.chapters, start=1)]
    found += flow(plan.title, said)
    for chapter in plan.chapters:
        for part in chapter.parts:
            title = f"{chapter.title}: {part.title}"
            todo = (Words(part.todo[:1].upper() + part.todo[1:], "warn"),) if part.todo else ()
            found += of(title, (*part.blocks, *todo))
    found += of("How the pieces hang together", (*plan.chain, *(Words(text, "warn") for text in plan.broken)))
    missing = tuple((0, text) for text in plan.missing) or (
        (0, "Nothing: every part that your track asks for is here."),
    )
    return found + of("What is still missing", (Bullets(missing),))


def of(title: str, blocks: Sequence[Block]) -> list[Drawing]:
    """The slides of some blocks: text flows, each picture has its own."""
    found: list[Drawing] = []
    waiting: list[Line] = []
    for one in blocks:
        if isinstance(one, Picture):
            found += flow(title, waiting)
            waiting = []
            for page in one.pages or (one.drawing,):
                found.append(msgspec.structs.replace(page, title=f"{title}: {page.title}"[:200]))
        else:
            waiting += lines(one)
    return found + flow(title, waiting)


def lines(one: Block) -> Iterator[Line]:
    """A block of text as lines."""
    match one:
        case Words(text, tone):
            yield Line(text, ink={"": INK, "note": MUTED, "warn": WARN}[tone], fill=SHADE if tone == "warn" else "")
        case Heading(text):
            yield Line(text, 17, True, ACCENT)
        case Facts(rows):
            for label, text in rows:
                yield Line(label, 12, False, MUTED)
                yield Line(text, indent=INDENT / 2)
        case Bullets(items):
            for depth, text in items:
                yield Line(f"• {text}", indent=INDENT * min(depth, 8))
        case Table(caption, columns, rows):
            yield Line(caption, 12, False, MUTED)
            for row in rows:
                said = (f"{c}: {cell}" if c else cell for c, cell in zip(columns, row, strict=False) if cell)
                yield Line(" · ".join(said))


def flow(title: str, waiting: Sequence[Line]) -> list[Drawing]:
    """Lines on as many pages as they need."""
    found: list[Drawing] = []
    pieces: list[Piece] = []
    said: list[str] = []
    y = 0.0

    def turn() -> None:
        nonlocal pieces, said, y
        if pieces:
            found.append(Drawing(WIDTH, HEIGHT, title, " ".join(said), tuple(pieces)))
        pieces, said, y = [], [], 0.0

    for line in (part for whole in waiting for part in _short(whole)):
        wide = WIDTH - line.indent - 2 * MARGIN
        tall = height_of(line.text, wide, line.size, bold=line.bold, pad=4)
        if y and y + tall > HEIGHT:
            turn()
        look = {"text": line.text, "size": line.size, "bold": line.bold, "ink": line.ink, "fill": line.fill}
        pieces.append(Box(x=MARGIN + line.indent, y=y, w=wide, h=tall, pad=4, **look))  # type: ignore[arg-type]
        said.append(line.text)
        y += tall
    turn()
    return found


def _short(line: Line) -> Iterator[Line]:
    """A line in pieces that fit a page."""
    text = line.text
    while len(text) > LONGEST:
        cut = text.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield msgspec.structs.replace(line, text=text[:cut])
        text = text[cut:].lstrip()
    yield msgspec.structs.replace(line, text=text)
