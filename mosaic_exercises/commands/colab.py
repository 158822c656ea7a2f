"""``mosaic colab``: copies of the notebooks for Google Colab."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands.output import free, put, sort_of
from mosaic_exercises.delivery.colab import PACKAGE, copy
from mosaic_exercises.delivery.folder import FolderError
from mosaic_exercises.delivery.source import handout


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "colab",
        help="copy the notebooks for Google Colab",
        description="Writes copies of the notebooks whose first cell installs the course in a session of Google Colab "
        "and keeps the learner's answers in their Google Drive. Put the folder into a repository on GitHub, and hand "
        "out https://colab.research.google.com/github/OWNER/NAME/blob/main/FOLDER/00_start.ipynb.",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the copies go")
    what = f"what pip installs there: a name, or the address of a wheel or of a repository (default: {PACKAGE})"
    parser.add_argument("--package", default=PACKAGE, metavar="WHAT", help=what)


def run(args: argparse.Namespace) -> int:
    """Write the copies. Raises FolderError."""
    notebooks = sorted((handout() / "notebooks").glob("*.ipynb"))
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        copies = {args.out / p.name: copy(p.read_text(encoding="utf-8"), p.name, args.package) for p in notebooks}
        for path, text in copies.items():
            free(path, sort_of(text.encode()))
        for path, text in copies.items():
            put(path, text.encode())
    except OSError as error:
        raise FolderError(f"{error.filename or args.out} cannot be written: {error.strerror or error}.") from error
    print(f"{len(notebooks)} notebooks for Google Colab are in {args.out}. Each installs {args.package}.")
    return 0
