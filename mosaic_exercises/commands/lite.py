"""``mosaic lite``: the workbook as a site of files alone, which runs in a learner's browser."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from mosaic_exercises import __version__
from mosaic_exercises.commands import UsageError
from mosaic_exercises.delivery.source import handout


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "lite",
        help="build the workbook as a site that needs no server",
        description="Builds a folder of files that any static server or GitHub Pages serves: JupyterLite with the "
        "course, whose Python runs in the learner's browser. Needs the extra 'lite', pip and npm.",
    )
    out = "the site's folder; it is made, and replaced where it holds a site"
    parser.add_argument("--out", type=Path, required=True, metavar="SITE", help=out)
    own = "a folder with wheels of Pyodide's distribution (pandas, matplotlib and what they need), for labs where its "
    parser.add_argument("--wheels", type=Path, metavar="DIR", help=f"{own}usual address cannot be reached")
    archive = "Pyodide's archive from npm, where it is not to be fetched"
    parser.add_argument("--pyodide", type=Path, metavar="FILE", help=archive)


def run(args: argparse.Namespace) -> int:
    """Build the site. Raises MosaicError."""
    from mosaic_exercises.lite.build import build, check_out, needs

    for path in (args.wheels, args.pyodide):
        if path is not None and not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
    needs()
    check_out(args.out)
    out = args.out.resolve()
    with tempfile.TemporaryDirectory(prefix="mosaic-lite-") as work:
        size = build(handout(), out, Path(work), __version__, pyodide=args.pyodide, own=args.wheels, say=print)
    print(f"The site is in {args.out} ({size / 1e6:.0f} MB). To look at it:")
    print(f'python -m http.server --bind 127.0.0.1 --directory "{args.out}" 8000, then http://127.0.0.1:8000')
    return 0
