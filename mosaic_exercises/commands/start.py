"""``mosaic start``: make the course in a folder, or bring the one that is there up to date, and open it."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises import __version__
from mosaic_exercises.commands import lab
from mosaic_exercises.delivery.deliver import deliver
from mosaic_exercises.delivery.folder import FolderError, chosen
from mosaic_exercises.delivery.manifest import read_manifest
from mosaic_exercises.delivery.source import course_files, handout
from mosaic_exercises.delivery.told import told
from mosaic_exercises.labextension.trust import course_id
from mosaic_exercises.reading.paths import pasted
from mosaic_exercises.workbook.places import MARKER


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "start",
        help="make the course in this folder, or update it, and open it",
        description="Makes the course in a folder and opens it. Where the course is there already, it is brought to "
        "this edition: your answers stay, and a notebook that you have changed is kept, with the new one beside it.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="the course's folder (default: this one; where it holds other things, a folder mosaic-course in it)",
    )
    parser.add_argument("--no-open", action="store_true", help="make or update the course, and do not open it")
    lab.add_server_options(parser)


def run(args: argparse.Namespace) -> int:
    """Make or update the course, say what was done, and open it. Raises MosaicError."""
    root = prepared(args.folder)
    if args.no_open:
        print("Open it with: mosaic start" + (f" {pasted(root)}" if root != Path.cwd().resolve() else ""))
        return 0
    return lab.serve(root, lab.FIRST, args)


def prepared(asked: Path | None) -> Path:
    """The course's folder, up to date. Raises MosaicError."""
    source = handout()
    root = chosen(asked)
    if root == source.resolve():
        print(f"{root} is the course's own repository: there is nothing to make or to update.")
        return root
    course = course_id(source)
    if (root / MARKER).is_file() and course_id(root) != course:
        raise FolderError(f"{root} holds another course ('{course_id(root)}'). Name a new folder: mosaic start FOLDER")
    if (root / ".git").exists() and (root / MARKER).is_file() and read_manifest(root) is None:
        print(f"{root} is a copy of the course's repository: update it with git pull.")
        return root
    print("\n".join(told(deliver(course_files(source), root, course, __version__), __version__)), flush=True)
    return root
