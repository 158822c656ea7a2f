"""``mosaic guide``: the trainer's guide as a page to print."""

from __future__ import annotations

import argparse
from pathlib import Path

from mosaic_exercises.commands.output import put
from mosaic_exercises.course import load
from mosaic_exercises.teaching import guide, guide_html

ABOUT = """Writes the trainer's guide as a web page: for each session and track a plan of 50 and of 90 minutes, what to
print, what groups usually get wrong and what to talk over; half a day and two days, too. The same is in the notebook
instructor/guide.ipynb."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser("guide", help="write the trainer's guide", description=ABOUT)
    parser.add_argument("--out", type=Path, default=Path("guide.html"), metavar="FILE", help="default: guide.html")


def run(args: argparse.Namespace) -> int:
    """Write the guide."""
    out: Path = args.out
    if out.is_dir():
        out /= "guide.html"
    found = guide()
    put(out, guide_html(found, load()).encode())
    print(f"Written: {out} ({len(found.session)} sessions, {sum(len(s.plan) for s in found.session)} plans)")
    return 0
