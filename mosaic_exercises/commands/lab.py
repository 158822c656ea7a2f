"""``mosaic lab``: start JupyterLab on the course, with everything in place for its notebooks to open ready."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from mosaic_exercises.commands.values import port
from mosaic_exercises.errors import CourseError, MosaicError
from mosaic_exercises.workbook.places import MARKER, course_root

FIRST = Path("notebooks") / "00_start.ipynb"

_NO_JUPYTERLAB = (
    "JupyterLab is not installed in this Python, so there is nothing to open the workbook with. "
    'Install it with: python -m pip install "mosaic-exercises[lab]" (in the course\'s folder: make lab)'
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Say how the command is called."""
    parser = subparsers.add_parser(
        "lab",
        help="open the workbook in JupyterLab",
        description="Starts JupyterLab on the course. Its notebooks open ready: nothing has to be run by hand.",
    )
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="a notebook, or the course's folder")
    add_server_options(parser)


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that opens the workbook."""
    parser.add_argument("--port", type=port, metavar="N", help="the server's port (default: a free one from 8888 on)")
    parser.add_argument("--no-browser", action="store_true", help="start the server only, and print its address")
    parser.add_argument(
        "--doc",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="show one notebook alone (the default), or JupyterLab with its file browser and tabs",
    )


def _places(path: Path | None) -> tuple[Path, Path]:
    """The course's root and the notebook to open, relative to it. Raises CourseError where there is none."""
    if path is not None and not path.exists():
        raise CourseError(f"{path}: there is no such notebook or folder. Give a notebook, or the course's folder.")
    start = (path or Path.cwd()).resolve()
    # From anywhere else, the course that this package came with (an editable install) is meant.
    root = course_root(start) or (course_root(Path(__file__).parent) if path is None else None)
    if root is None:
        raise CourseError(
            f"{start}: neither this folder nor one above it is a course: there is no {MARKER}. "
            "Make the course here: mosaic start"
        )
    if start.is_file():
        return root, start.relative_to(root)
    if not (root / FIRST).is_file():
        raise CourseError(f"{root / FIRST}: there is no such notebook. Give the notebook to open: mosaic lab PATH")
    return root, FIRST


def _settle_jupyter() -> None:
    """Where nothing may be written to the home folder (a shared machine, a container), Jupyter gets a folder for as
    long as this runs: it would end with a traceback."""
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

    try:
        for folder in map(Path, (jupyter_data_dir(), jupyter_runtime_dir(), jupyter_config_dir())):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=folder):
                pass
    except OSError as error:
        place = Path(tempfile.mkdtemp(prefix="mosaic-jupyter-"))
        names = ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
        os.environ.update((name, str(place / name.lower())) for name in names)
        print(
            f"{error.filename or 'Your home folder'} cannot be written ({error.strerror}). Jupyter keeps its own files "
            f"in {place} instead; your answers are kept in the course's folder as ever.",
            file=sys.stderr,
        )


def _trust(root: Path) -> None:
    from mosaic_exercises.labextension.trust import trust_course

    for path, reason in trust_course(root).left:
        print(f"{path.relative_to(root)} is not started by itself, because {reason}.", file=sys.stderr)


def _place() -> None:
    from mosaic_exercises.labextension.place import PlacementError, ensure_placed

    try:
        where, written = ensure_placed()
    except PlacementError as error:
        print(error, file=sys.stderr)
    else:
        if written:
            print(f"Placed the lab extension in {where}.")


def _options(root: Path, notebook: Path, args: argparse.Namespace) -> list[str]:
    view = "doc/tree" if args.doc else "lab/tree"
    options = [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/{view}/{quote(notebook.as_posix())}",
        "--ServerApp.log_level=WARN",
        "--LabApp.log_level=WARN",
    ]
    if args.port is not None:
        options.append(f"--ServerApp.port={args.port}")
    if args.no_browser:
        options.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # containers: Jupyter would refuse to start
    return options


def run(args: argparse.Namespace) -> int:
    """Serve the course until it is stopped. Raises MosaicError where that is not possible."""
    needs_jupyterlab()
    return serve(*_places(args.path), args)


def needs_jupyterlab() -> None:
    """Raises MosaicError, with what to install, where there is nothing to open the workbook with."""
    if importlib.util.find_spec("jupyterlab") is None:
        raise MosaicError(_NO_JUPYTERLAB)


def serve(root: Path, notebook: Path, args: argparse.Namespace) -> int:
    """Serve a course until it is stopped. Raises MosaicError where that is not possible."""
    needs_jupyterlab()
    _settle_jupyter()
    _place()
    _trust(root)
    print(
        f"{'The workbook is served from' if args.no_browser else 'The workbook opens in your browser, from'} {root}.\n"
        "Keep this window open while you work. To stop: press Ctrl+C here, then y.",
        flush=True,
    )
    importlib.import_module("jupyterlab.labapp").main(_options(root, notebook, args))
    return 0
