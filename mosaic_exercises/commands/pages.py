"""``mosaic pages``: the notebooks as pages to read."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.course import load
from mosaic_exercises.delivery.folder import FolderError
from mosaic_exercises.delivery.source import handout
from mosaic_exercises.recall.glossary import glossary


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "pages",
        help="write the notebooks as pages to read",
        description="Writes each notebook as a page (HTML): its text and its exercises to read, without code, keys or "
        "answers, with links from page to page and to the glossary. Nothing is run. Needs the extra 'lab'.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the pages go")


def run(args: argparse.Namespace) -> int:
    """Write the pages. Raises MosaicError."""
    from mosaic_exercises.delivery.pages import page
    from mosaic_exercises.drawing.html import prose
    from mosaic_exercises.panel.sessions.contract import ALIVE

    terms = {one.id: one.term for one in glossary(load())}
    notebooks = sorted((handout() / "notebooks").glob("*.ipynb"))
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        for path in notebooks:
            html = page(path.read_text(encoding="utf-8"), terms if path.stem == "glossary" else {}, prose(ALIVE))
            (args.out / f"{path.stem}.html").write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise FolderError(f"{error.filename or args.out} cannot be written: {error.strerror or error}.") from error
    print(f"{len(notebooks)} pages are in {args.out}. Begin with {notebooks[0].stem}.html.")
    return 0
