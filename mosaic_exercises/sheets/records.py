"""A sheet as an author writes it: a title, a line on how to use it, and parts from top to bottom."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from mosaic_exercises.errors import FormatError

CONTENT: Final = Path(__file__).parents[1] / "course" / "content"


class SheetColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column of a table: its head, its share of the width. ``ticks``: small boxes to tick, each with its
    sign. A column without them is empty, to write in."""

    text: str
    share: float = 1.0
    ticks: tuple[str, ...] = ()


class SheetRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table: the text of its first column, a muted line under it, and ``cells``, what the next
    columns say where they are not to write in. ``bare``: nothing to tick in this one, such as a sum. ``grow``:
    takes what room is left, ruled to write on; without one all rows share it."""

    text: str = ""
    detail: str = ""
    cells: tuple[str, ...] = ()
    bare: bool = False
    grow: bool = False


class SheetTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="part", tag="table"):
    """A table. ``rows`` have a text in the first column; ``blank``: so many rows more without one. ``share``: its share
    of the sheet's height."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[SheetRow, ...] = ()
    blank: int = 0
    share: float = 1.0


class SheetCell(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A field of a grid: a head, a question to answer in it, its place (``x``, ``y``) and size in units of the grid;
    ``lines``: ruled, to write sentences on."""

    text: str
    detail: str = ""
    x: float = 0
    y: float = 0
    w: float = 1
    h: float = 1
    lines: bool = False


class SheetGrid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="part", tag="grid"):
    """Fields on a grid of ``across`` times ``down`` units."""

    across: float
    down: float
    cells: tuple[SheetCell, ...]
    share: float = 1.0


class CurveRoom(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="part", tag="curve"):
    """Room to draw a curve over ``stages`` columns: levels from top to bottom, the middle one ruled in full."""

    label: str
    detail: str = ""
    stages: int
    levels: tuple[str, ...]
    share: float = 1.0
    margin: float = 0.14  # the share of the width that the labels at the left take


SheetPart = SheetTable | SheetGrid | CurveRoom


class WorkshopSheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One sheet. ``use``: what to do with it, in two lines at most; ``notebook``: where its model is taught;
    ``print``: how much larger its letters are than those of most."""

    id: str
    title: str
    use: str
    notebook: str
    upright: bool = False
    print: float = 1.0
    parts: tuple[SheetPart, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sheet: tuple[WorkshopSheet, ...]


def read(path: Path) -> tuple[WorkshopSheet, ...]:
    """The sheets of a file. Raises FormatError with the file and the place in it."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File).sheet
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FormatError(f"{path.name}: {error}. Correct it there.") from None


@cache
def sheets() -> tuple[WorkshopSheet, ...]:
    """The course's empty forms, to write on in a workshop."""
    return read(CONTENT / "sheets.toml")


@cache
def models() -> tuple[WorkshopSheet, ...]:
    """One page to keep for each model of the course, in the order of its notebooks."""
    return read(CONTENT / "models.toml")
