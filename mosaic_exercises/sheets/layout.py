"""A sheet on paper: where each part goes, as a drawing in px (96 to the inch)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import msgspec

from mosaic_exercises.drawing.measure import height_of
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, SHADE, STRONG
from mosaic_exercises.drawing.shapes import Box, Drawing, Piece, Stroke
from mosaic_exercises.sheets.records import CurveRoom, SheetGrid, SheetRow, SheetTable, WorkshopSheet

MM: Final = 96 / 25.4  # px
# Width and height of a page that lies across, in mm; and how much larger than on A4 its print is.
PAPERS: Final[Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {"A4": (297.0, 210.0, 1.0), "A3": (420.0, 297.0, 1.25)}
)
EDGE: Final = 12.0  # mm that a printer cannot print, and a little more
BODY: Final = 13.4  # px on A4: 10 pt
HEAD: Final = 24.0
RULE: Final = 34.0  # px from one ruled line to the next: 9 mm
FOOT: Final = "Mosaic: Customer Development, notebook {notebook}. CC BY 4.0. Copy it, change it, write on it."


def laid_out(sheet: WorkshopSheet, paper: str = "A4") -> Drawing:
    """The sheet as a drawing of the paper's size ("A4" or "A3"), upright or across as the sheet says."""
    wide, high, scale = PAPERS[paper]
    if sheet.upright:
        wide, high = high, wide
    return _Page(sheet, wide * MM, high * MM, scale).drawing()


class _Page:
    """Lays the parts of one sheet under each other. ``size`` and ``head`` are the print's sizes on this paper."""

    def __init__(self, sheet: WorkshopSheet, width: float, height: float, scale: float) -> None:
        self.sheet, self.width, self.height = sheet, width, height
        self.size, self.head, self.rule = BODY * scale * sheet.print, HEAD * scale, RULE * scale
        self.pad = 6.0 * scale
        self.left = EDGE * MM
        self.room = width - 2 * self.left

    def drawing(self) -> Drawing:
        """Title, use, parts, foot."""
        pieces: list[Piece] = []
        y = EDGE * MM
        for text, size, bold in ((self.sheet.title, self.head, True), (self.sheet.use, self.size, False)):
            high = height_of(text, self.room, size, bold=bold, pad=0)
            pieces.append(Box(x=self.left, y=y, w=self.room, h=high, text=text, size=size, bold=bold, pad=0))
            y += high + self.pad * (0.6 if bold else 1.6)
        foot = self.height - EDGE * MM - self.size
        shares = sum(part.share for part in self.sheet.parts)
        gap = 2 * self.pad
        room = foot - gap - y - gap * (len(self.sheet.parts) - 1)
        for part in self.sheet.parts:
            high = room * part.share / shares
            match part:
                case SheetTable():
                    pieces += self.table(part, y, high)
                case SheetGrid():
                    pieces += self.grid(part, y, high)
                case CurveRoom():
                    pieces += self.curve(part, y, high)
            y += high + gap
        about = FOOT.format(notebook=self.sheet.notebook)
        pieces.append(
            Box(x=self.left, y=foot, w=self.room, h=self.size, text=about, size=self.size * 0.8, ink=MUTED, pad=0)
        )
        return Drawing(self.width, self.height, self.sheet.title, self.words(), tuple(pieces))

    def words(self) -> str:
        """What is to be seen, in words: the heads of all fields."""
        named: list[str] = []
        for part in self.sheet.parts:
            match part:
                case SheetTable():
                    named += [column.text for column in part.columns] + [row.text for row in part.rows if row.text]
                case SheetGrid():
                    named += [cell.text for cell in part.cells]
                case CurveRoom():
                    named.append(part.label)
        return f"{self.sheet.use} An empty form with the fields: {'; '.join(named)}."

    def table(self, table: SheetTable, y: float, high: float) -> Iterator[Piece]:
        """A head, where a column has one, and rows that share the rest of the height; each is as high as its texts."""
        shares = sum(column.share for column in table.columns)
        widths = [self.room * column.share / shares for column in table.columns]
        heads = [
            self.told(column.text, "", width, bold=True) for column, width in zip(table.columns, widths, strict=True)
        ]
        top = max(heads) if any(column.text for column in table.columns) else 0.0
        rows = [*table.rows, *(SheetRow() for _ in range(table.blank))]
        least = [self.row(row, widths) for row in rows]
        growing = [row.grow for row in rows] if any(row.grow for row in rows) else [True] * len(rows)
        spare = max(0.0, high - top - sum(least)) / sum(growing)
        heights = [one + spare * grows for one, grows in zip(least, growing, strict=True)]
        x = self.left
        for i, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            if top:
                head = self.field(column.text, "", x, y, width, top, bold=True)
                yield msgspec.structs.replace(head, fill=SHADE)
            at = y + top
            for row, tall in zip(rows, heights, strict=True):
                text, detail = (row.text, row.detail) if i == 0 else ("".join(row.cells[i - 1 : i]), "")
                yield self.field(text, detail, x, at, width, tall, bold=i == 0)
                if row.grow and i:
                    yield from self.ruled(x, at, width, tall)
                if column.ticks and not row.bare:
                    yield from self.ticks(column.ticks, x, at, width, tall)
                at += tall
            x += width

    def row(self, row: SheetRow, widths: Sequence[float]) -> float:
        """How high a row's own words are."""
        cells = (self.told(text, "", width) for text, width in zip(row.cells, widths[1:], strict=False))
        return max(self.told(row.text, row.detail, widths[0], bold=True), *cells, 0.0)

    def ticks(self, signs: tuple[str, ...], x: float, y: float, w: float, h: float) -> Iterator[Piece]:
        """A small box for each sign, the sign under it."""
        side = self.size
        step = w / len(signs)
        top = y + (h - 2.3 * side) / 2
        for i, sign in enumerate(signs):
            middle = x + step * (i + 0.5)
            yield Box(x=middle - side / 2, y=top, w=side, h=side, line=STRONG)
            yield Box(
                x=x + step * i,
                y=top + side,
                w=step,
                h=side,
                text=sign,
                size=self.size * 0.85,
                align="center",
                pad=1,
                ink=MUTED,
            )

    def grid(self, grid: SheetGrid, y: float, high: float) -> Iterator[Piece]:
        """Fields at their places."""
        across, down = self.room / grid.across, high / grid.down
        for cell in grid.cells:
            x, top = self.left + cell.x * across, y + cell.y * down
            w, h = cell.w * across, cell.h * down
            yield self.field(cell.text, cell.detail, x, top, w, h, bold=True)
            if cell.lines:
                told = self.told(cell.text, cell.detail, w, bold=True)
                yield from self.ruled(x, top + told, w, h - told)

    def ruled(self, x: float, y: float, w: float, h: float) -> Iterator[Piece]:
        """Lines to write on."""
        line = y + self.rule
        while line < y + h - self.pad:
            yield Stroke(points=((x + self.pad, line), (x + w - self.pad, line)), colour=LINE)
            line += self.rule

    def curve(self, curve: CurveRoom, y: float, high: float) -> Iterator[Piece]:
        """Columns to draw a curve over, with the levels at the left."""
        start = self.left + self.room * curve.margin
        right = self.left + self.room
        labels = start - self.left
        yield self.field(curve.label, curve.detail, self.left, y, labels, high, bold=True)
        yield Box(x=start, y=y, w=right - start, h=high, line=STRONG)
        step = high / len(curve.levels)
        for i, level in enumerate(curve.levels):
            middle = y + step * (i + 0.5)
            half = 2 * i + 1 == len(curve.levels)
            yield Stroke(points=((start, middle), (right, middle)), colour=STRONG if half else LINE, dashed=not half)
            yield Box(
                x=start + self.pad,
                y=middle - self.size * 1.25,
                w=step * 2,
                h=self.size,
                text=level,
                size=self.size,
                pad=0,
                ink=ACCENT,
            )
        for i in range(1, curve.stages):
            x = start + (right - start) * i / curve.stages
            yield Stroke(points=((x, y), (x, y + high)), colour=LINE)

    def field(self, text: str, detail: str, x: float, y: float, w: float, h: float, bold: bool = False) -> Box:
        """An empty field with its head."""
        return Box(
            x=x,
            y=y,
            w=w,
            h=h,
            text=text,
            details=detail,
            size=self.size,
            small=self.size * 0.9,
            bold=bold,
            ink=INK,
            line=STRONG,
            pad=self.pad,
        )

    def told(self, text: str, detail: str, width: float, bold: bool = False) -> float:
        """How high a field's own words are."""
        if not text and not detail:
            return 2 * self.pad
        head = height_of(text, width, self.size, bold=bold, pad=self.pad) if text else self.pad
        return head + (height_of(detail, width, self.size * 0.9, pad=self.pad) - 2 * self.pad if detail else 0.0)
