"""``mosaic sheets``: empty workshop sheets to print and write on."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands import UsageError
from mosaic_exercises.drawing.pdf import pdf
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import WorkbookError
from mosaic_exercises.sheets import PAPERS, laid_out, models, sheets
from mosaic_exercises.workbook.disk import replace_file

ABOUT = """Writes the course's forms, empty, into FOLDER: one PDF with all of them for each size of paper, and each one
as an SVG file, which drawing programs open. For a workshop: A4 for the table, A3 for the wall. With them comes a page
to keep for each model: when to use it, what it needs, where it misleads, one example (models.pdf)."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("sheets", help="write empty workshop sheets to print", description=ABOUT)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write")
    parser.add_argument("--only", action="append", metavar="SHEET", help="this one alone, for example kano")
    parser.add_argument("--paper", choices=[*PAPERS], action="append", help="this size alone (default: both)")


def run(args: argparse.Namespace) -> int:
    """Write the sheets."""
    out: Path = args.out
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder.")
    known = {sheet.id: sheet for sheet in sheets()}
    if unknown := [name for name in args.only or () if name not in known]:
        raise UsageError(f"--only {unknown[0]}: there is no such sheet. There are {', '.join(known)}.")
    chosen = [sheet for name, sheet in known.items() if not args.only or name in args.only]
    try:
        for paper in args.paper or PAPERS:
            drawings = [laid_out(sheet, paper) for sheet in chosen]
            replace_file(out / f"sheets-{paper}.pdf", pdf(drawings, "Workshop sheets"))
            for sheet, drawing in zip(chosen, drawings, strict=True):
                replace_file(out / paper / f"{sheet.id}.svg", svg(drawing).encode())
            print(f"Written: {out / f'sheets-{paper}.pdf'} ({len(chosen)} pages), and {out / paper} as SVG")
        if not args.only:
            pages = [laid_out(page) for page in models()]
            replace_file(out / "models.pdf", pdf(pages, "One page to keep for each model"))
            print(f"Written: {out / 'models.pdf'} ({len(pages)} pages)")
    except WorkbookError as error:
        raise UsageError(str(error)) from None
    return 0
