"""The plan as slides: the mosaic, then a page for every picture and as many pages of text as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Figure, Heading, TextTable, Words
from mosaic_exercises.drawing.measure import READABLE, evened, height_of
from mosaic_exercises.drawing.palette import ACCENT, INK, MUTED, WARN
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Box, Drawing, Piece
from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.plan.records import Plan

SIZE = 15.0
PITCH = (36.0, 33.0, 30.0, 27.0, 24.0, 21.0, 18.0, SIZE)  # letters of a pitch: seen from the last row
INDENT = 26.0
MARGIN = 28.0
SHORT = 100  # characters of a fact that stands in one line with its label
LONGEST = 900  # characters of one box; a longer text goes on in the next


class SlideLine(msgspec.Struct, frozen=True):
    """A text of a page, before it has a place. ``part``: what its slide is called after; ``keep``: it must not be the
    last of a slide."""

    text: str
    size: float = SIZE
    bold: bool = False
    ink: str = INK
    indent: float = 0.0
    part: str = ""
    keep: bool = False


def deck(plan: Plan) -> bytes:
    """A PPTX file. Raises DataError where python-pptx is not installed."""
    return slides(pages(plan))


def pages(plan: Plan) -> list[Drawing]:
    """Every slide as a drawing."""
    done, all_ = plan.counted
    who = plan.learner.name or "Name not given yet"
    cover = msgspec.structs.replace(plan.cover, title=f"{plan.title} · {who} · {plan.date}")
    found = [cover]
    said = [
        SlideLine(f"{who} · Track: {plan.track}", 18),
        SlideLine(f"{done} of {all_} parts of the plan are made.", 18, True),
    ]
    made = [sum(p.state == "made" for p in c.parts) for c in plan.chapters]
    said += [SlideLine(f"{c.title}: {m} of {len(c.parts)}", 16) for c, m in zip(plan.chapters, made, strict=True)]
    found += flow(plan.title, said)
    for chapter in plan.held:
        found += of(chapter.title, [(part.title, part.blocks) for part in chapter.parts])
    if plan.questions:
        asked = (f"{q.text} ({q.about})" if q.about else q.text for q in plan.questions)
        found += of(
            "What the board may ask", [("", (Words(plan.asked_about, "note"), Bullets(tuple((0, q) for q in asked))))]
        )
    if plan.chain:
        found += of("How the pieces hang together", [("", plan.chain)])
    return found + of("What is still missing", [("", tuple(missing(plan)))])


def pitch_pages(plan: Plan) -> list[Drawing]:
    """The slides of the pitch as drawings, one each, in the largest letters that fit."""
    found: list[Drawing] = []
    for slide in plan.pitch:
        texts = [SlideLine(f"• {text}") for text in slide.lines] or [SlideLine(slide.todo, ink=MUTED)]
        if not found:
            who = plan.learner.name or "Name not given yet"
            texts.append(SlideLine(f"{plan.title} · {who} · {plan.date}", READABLE, ink=MUTED))
        for size in PITCH:
            sized = [msgspec.structs.replace(line, size=min(size, line.size * size / SIZE)) for line in texts]
            measured = [(line, _tall(line) + size / 2) for line in sized]
            if sum(tall for _, tall in measured) <= PAGE:
                break
        found.append(_page(slide.title, measured))
    return found


def missing(plan: Plan) -> Iterator[Block]:
    """The one list of what is missing."""
    rows = [(0, f"{g.where}{': ' if g.missing else ''}{'; '.join(g.missing)}", g.begun) for g in plan.gaps]
    items = [item for depth, text, begun in rows for item in ((depth, text), *((1, b) for b in begun))]
    yield Bullets(tuple(items) or ((0, "Nothing: every part that your track asks for is here."),))
    if plan.broken:
        yield Heading("Links that lead nowhere")
        yield Bullets(tuple((0, text) for text in plan.broken))


def of(title: str, parts: Sequence[tuple[str, Sequence[Block]]]) -> list[Drawing]:
    """The slides of some parts: text flows from part to part, each picture has its own slide."""
    found: list[Drawing] = []
    waiting: list[SlideLine] = []
    for name, blocks in parts:
        written = False
        for one in blocks:
            if isinstance(one, Figure):
                found += flow(title, waiting)
                waiting = []
                for page in one.pages or (one.drawing,):
                    found.append(msgspec.structs.replace(page, title=f"{name}: {page.title}"[:200]))
            else:
                if name and not written:
                    waiting.append(SlideLine(name, 18, True, ACCENT, part=name, keep=True))
                    written = True
                waiting += (msgspec.structs.replace(line, part=name) for line in lines(one))
    return found + flow(title, waiting)


def lines(one: Block) -> Iterator[SlideLine]:
    """A block of text as lines."""
    match one:
        case Words(text, tone):
            yield SlideLine(text, ink={"": INK, "note": MUTED, "warn": WARN}[tone])
        case Heading(text):
            yield SlideLine(text, 16, True, keep=True)
        case FactList(rows):
            for label, text in rows:
                if len(label) + len(text) <= SHORT and "\n" not in text:
                    yield SlideLine(f"{label}{'' if label.endswith('?') else ':'} {text}")
                else:
                    yield SlideLine(label, READABLE, ink=MUTED, keep=True)
                    yield SlideLine(text, indent=INDENT / 2)
        case Bullets(items):
            for depth, text in items:
                yield SlideLine(f"• {text}", indent=INDENT * min(depth, 8))
        case TextTable(caption, columns, rows):
            yield SlideLine(caption, READABLE, ink=MUTED, keep=True)
            for row in rows:
                said = (f"{c}: {cell}" if c else cell for c, cell in zip(columns, row, strict=False) if cell)
                yield SlideLine(" · ".join(said))


def flow(title: str, waiting: Sequence[SlideLine]) -> list[Drawing]:
    """Lines on as many pages as they need, none of them with a line or two alone."""
    measured = [(line, _tall(line)) for whole in waiting for line in _short(whole)]
    tall = evened(lambda tall: len(_turned(measured, tall)), PAGE)
    return [_page(title, page) for page in _turned(measured, tall)]


def _tall(line: SlideLine) -> float:
    return height_of(line.text, SHEET - line.indent - 2 * MARGIN, line.size, bold=line.bold, pad=4)


def _turned(lines: Sequence[tuple[SlideLine, float]], most: float) -> list[list[tuple[SlideLine, float]]]:
    """Lines and their heights by pages of this height; a heading goes with what it heads."""
    pages: list[list[tuple[SlideLine, float]]] = []
    here: list[tuple[SlideLine, float]] = []
    for line, tall in lines:
        if here and sum(t for _, t in here) + tall > most:
            last = len(here)
            while last > 1 and here[last - 1][0].keep:
                last -= 1
            pages.append(here[:last])
            here = here[last:]
        here.append((line, tall))
    return [*pages, here] if here else pages


def _page(title: str, lines: Sequence[tuple[SlideLine, float]]) -> Drawing:
    pieces: list[Piece] = []
    y = 0.0
    for line, tall in lines:
        wide = SHEET - line.indent - 2 * MARGIN
        look = {"text": line.text, "size": line.size, "bold": line.bold, "ink": line.ink}
        pieces.append(Box(x=MARGIN + line.indent, y=y, w=wide, h=tall, pad=4, **look))  # type: ignore[arg-type]
        y += tall
    names = ", ".join(dict.fromkeys(line.part for line, _ in lines if line.part))
    head = f"{title}: {names}" if names else title
    return Drawing(SHEET, PAGE, head[:160], " ".join(line.text for line, _ in lines), tuple(pieces))


def _short(line: SlideLine) -> Iterator[SlideLine]:
    """A line in pieces that fit a page."""
    text = line.text
    while len(text) > LONGEST:
        cut = text.rfind(" ", LONGEST // 2, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield msgspec.structs.replace(line, text=text[:cut])
        text = text[cut:].lstrip()
    yield msgspec.structs.replace(line, text=text)
