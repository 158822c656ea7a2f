"""``mosaic sheets``: every field of a sheet is on the paper, none leaves it, none covers another."""

from __future__ import annotations

import re
import zlib
from itertools import combinations
from math import fsum
from pathlib import Path
from statistics import fmean
from xml.etree import ElementTree

import pytest

from mosaic_exercises import cli
from mosaic_exercises.course import load
from mosaic_exercises.drawing.measure import LEADING, wrapped
from mosaic_exercises.drawing.pdf import pdf
from mosaic_exercises.drawing.shapes import Box, Drawing, Marker, flat
from mosaic_exercises.errors import FormatError
from mosaic_exercises.models.kano.answers import ANSWERS, CATEGORIES, letter
from mosaic_exercises.models.kano.categories import coefficients
from mosaic_exercises.models.scorecard import attainment
from mosaic_exercises.models.value import clv
from mosaic_exercises.sheets import PAPERS, WorkshopSheet, laid_out, models, read, sheets
from mosaic_exercises.sheets.records import SheetGrid, SheetTable

MM = 96 / 25.4
HEADS = [
    "When to use it",
    "What you need",
    "How it goes",
    "Where it misleads",
    "One example",
    "In my own place",
    "Source",
]
ASKED = {"kano", "rater", "persona", "canvas", "journey", "tows", "scorecard", "ninety-days", "eight-rows"}


def fields(drawing: Drawing) -> list[Box]:
    """What can be written into: the boxes with an outline, larger than a box to tick."""
    return [p for p in flat(drawing.pieces) if isinstance(p, Box) and p.line and p.w > 20 and p.h > 20]


def words(page: WorkshopSheet) -> str:
    """All that a page says, in one line."""
    tables = [part for part in page.parts if isinstance(part, SheetTable)]
    return " ".join(cell for table in tables for row in table.rows for cell in row.cells)


def faults(drawing: Drawing, page: tuple[float, float]) -> list[str]:
    """What a printer would cut off, what does not fit into its field, and fields that cover each other."""
    found = []
    for box in (p for p in flat(drawing.pieces) if isinstance(p, Box)):
        if box.x < 10 * MM or box.y < 10 * MM or box.x + box.w > page[0] - 10 * MM or box.y + box.h > page[1] - 10 * MM:
            found.append(f"{box.text or 'a field'!r} leaves the page")
    for box in fields(drawing):
        lines = len(wrapped(box.text, box.w - 2 * box.pad, box.size, box.bold)) * box.size if box.text else 0
        below = len(wrapped(box.details, box.w - 2 * box.pad, box.small)) * box.small if box.details else 0
        if (lines + below) * LEADING + 2 * box.pad > box.h + 1:
            found.append(f"{box.text!r} is longer than its field")
    for a, b in combinations(fields(drawing), 2):
        wide = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
        high = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
        inside = b.w > a.w + 1 or a.w > b.w + 1
        if wide > 1 and high > 1 and not inside:
            found.append(f"{a.text!r} covers {b.text!r}")
    return found


def test_every_sheet_fits_its_paper() -> None:
    """All words inside their fields, all fields inside what a printer prints, on both sizes, upright or across."""
    found = []
    for paper, (wide, high, _) in PAPERS.items():
        for sheet in (*sheets(), *models()):
            page = (high * MM, wide * MM) if sheet.upright else (wide * MM, high * MM)
            drawing = laid_out(sheet, paper)
            assert (drawing.width, drawing.height) == page
            found += [f"{sheet.id} on {paper}: {fault}" for fault in faults(drawing, page)]
    assert not found


def test_every_form_of_the_course_has_its_sheet() -> None:
    """The forms that a workshop needs, each with the notebook where it is taught, and room to write in."""
    known = {sheet.id: sheet for sheet in sheets()}
    assert not ASKED - set(known)
    starts = {notebook.id[:2] for notebook in load().notebooks}
    assert {sheet.notebook for sheet in known.values()} <= starts
    for sheet in known.values():
        written = [box for box in fields(laid_out(sheet)) if not box.fill and not box.text]
        grids = [cell for part in sheet.parts if isinstance(part, SheetGrid) for cell in part.cells]
        assert len(written) + len(grids) >= 5, sheet.id


def test_every_notebook_that_teaches_has_a_page_for_its_model() -> None:
    """When to use it, what it needs, how it goes, where it misleads, an example with another firm, and its source."""
    taught = {concept.notebook[:2] for concept in load().concepts.values()}
    assert {page.notebook for page in models()} == taught
    for page in models():
        [table] = [part for part in page.parts if isinstance(part, SheetTable)]
        assert [row.text for row in table.rows] == HEADS, page.id
        told = words(page)
        assert "Tessera" not in told, f"{page.id}: an example from elsewhere"
        assert 120 <= len(told.split()) <= 330, page.id


def test_the_sums_on_the_pages_are_right() -> None:
    """Each sum that a page shows, worked out again by the models."""
    told = {
        page.id: " ".join(c for p in page.parts for row in getattr(p, "rows", ()) for c in row.cells)
        for page in models()
    }
    gaps, points = (-0.9, -0.6, -0.3, -0.5, -1.2), (30, 20, 15, 10, 25)
    weighted = fsum(gap * share for gap, share in zip(gaps, points, strict=True)) / 100
    for share, shown in ((0.8, "EUR 266.67"), (0.85, "EUR 340")):
        assert f"EUR {clv(100, share, 0.1):.2f}".removesuffix(".00") == shown
        assert shown in told["lifetime-value"]
    assert f"Plain mean −{-fmean(gaps):.2f}, weighted −{-weighted:.2f}" in told["service-gaps"]
    assert sum(points) == 100
    kettle = coefficients({"A": 7, "O": 33, "M": 30, "I": 10})
    assert f"Better = 40 ÷ 80 = {kettle.better:.2f}, worse = −63 ÷ 80 = −{-kettle.worse:.2f}" in told["kano"]
    assert f"= {attainment(38, 20, 29).share:.0%} of the way" in told["smart"]


def test_the_table_of_kano_is_the_canons() -> None:
    """What is printed to read a category from is what the checker reads."""
    table = next(part for part in known_parts("kano") if isinstance(part, SheetTable) and part.rows)
    assert [row.text for row in table.rows] == [column.text for column in table.columns[1:]]
    for row, there in zip(table.rows, ANSWERS, strict=True):
        assert list(row.cells) == [CATEGORIES[letter(there, missing)].name.lower() for missing in ANSWERS]


def known_parts(name: str) -> tuple[object, ...]:
    """The parts of a sheet."""
    return next(sheet.parts for sheet in sheets() if sheet.id == name)


def test_the_command_writes_a_pdf_a_paper_and_svg(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages of the right size with their words in them, SVG that is read by itself, and a line that says so."""
    assert cli.main(("sheets", "--out", str(tmp_path), "--only", "kano", "--only", "ladder")) == 0
    assert "2 pages" in capsys.readouterr().out
    for paper, millimetres in (("A4", (297, 210)), ("A3", (420, 297))):
        made = (tmp_path / f"sheets-{paper}.pdf").read_bytes()
        boxes = [tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[ ([0-9. ]+) \]", made)]
        sizes = [tuple(round(side / 72 * 25.4) for side in box[2:]) for box in boxes]
        assert sizes == [millimetres, millimetres[::-1]]
        streams = b"".join(
            zlib.decompress(part) for part in re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", made, re.S)
        )
        assert streams.count(b"BT") > 40
        for name in ("kano", "ladder"):
            root = ElementTree.fromstring((tmp_path / paper / f"{name}.svg").read_text(encoding="utf-8"))
            assert root.findtext("{http://www.w3.org/2000/svg}title")


def test_what_is_wrong_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown sheet, a file in the folder's place, a sheet with a slip of the pen."""
    assert cli.main(("sheets", "--out", str(tmp_path), "--only", "kanoo")) == 2
    assert "kano" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert cli.main(("sheets", "--out", str(tmp_path / "file"))) == 2
    bad = tmp_path / "sheets.toml"
    bad.write_text('[[sheet]]\nid = "a"\ntitle = "A"\nuse = "b"\nnotebook = "00"\nparts = [{ part = "tabel" }]\n')
    with pytest.raises(FormatError, match=r"sheets\.toml.*tabel"):
        read(bad)


def test_paper_says_what_it_cannot_draw() -> None:
    """A picture with anything but fields and lines is no form."""
    mark = Marker(x=1, y=1, r=1, shape="circle", colour="#000")
    with pytest.raises(TypeError, match="Marker"):
        pdf([Drawing(10, 10, "a", "b", (mark,))], "a")
