"""Places the extension and the course's default settings where Jupyter looks for them.

A wheel brings these files into ``share/jupyter`` by itself; an editable install does not.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from mosaic_exercises.errors import MosaicError

NAME = "mosaic-exercises"
SHARE = Path(__file__).parent / "share" / "jupyter"
"""What is placed, laid out as it stands below ``share/jupyter``."""
_EXTENSION = Path("labextensions") / NAME


class PlacementError(MosaicError):
    """The extension cannot be written to any folder that Jupyter reads."""


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def is_current(data_dir: Path) -> bool:
    """Whether ``data_dir`` (a ``share/jupyter``) holds exactly the files of this version."""
    wanted = _files(SHARE)
    placed = {name: path for name in wanted if (path := data_dir / name).is_file()}
    if len(placed) < len(wanted) or any(placed[name].read_bytes() != wanted[name] for name in wanted):
        return False
    return _files(data_dir / _EXTENSION).keys() == _files(SHARE / _EXTENSION).keys()


def place(data_dir: Path) -> bool:
    """Make ``data_dir`` (a ``share/jupyter``) hold this version; returns whether anything had to change.

    Raises OSError where the folder cannot be written. Other people's files there are left alone.
    """
    if is_current(data_dir):
        return False
    shutil.rmtree(data_dir / _EXTENSION, ignore_errors=True)
    shutil.copytree(SHARE, data_dir, dirs_exist_ok=True)
    return True


def ensure_placed() -> tuple[Path, bool]:
    """Place the extension for this Python where it is missing or out of date.

    Returns the ``share/jupyter`` folder that holds it and whether it was written now. Where this Python's own
    folder cannot be written (a system Python), the user's folder is taken. Raises PlacementError where neither can.
    """
    from jupyter_core.paths import jupyter_data_dir, jupyter_path

    # The first folder on Jupyter's path that has the extension is the one that Jupyter serves.
    found = next((p for p in map(Path, jupyter_path()) if (p / _EXTENSION / "package.json").is_file()), None)
    if found is not None and is_current(found):
        return found, False
    own, users = Path(sys.prefix) / "share" / "jupyter", Path(jupyter_data_dir())
    refused: list[str] = []
    for data_dir in dict.fromkeys((found or own, own, users)):
        try:
            return data_dir, place(data_dir)
        except OSError as error:
            refused.append(f"{data_dir} ({error.strerror or error})")
    raise PlacementError(
        f"The lab extension could not be written to {' or '.join(refused)}. Notebooks still work: choose Run > Run All "
        "Cells in each. To mend it, install the workbook into an environment of your own (see the README)."
    )
