"""Where the learner's folder is."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from mosaic_exercises.workbook.disk import in_browser_once

MARKER = "mosaic.toml"
SITTING = 3600.0  # s: a browser's course does not move while somebody works in it


def course_root(start: Path | None = None) -> Path | None:
    """The nearest folder, from ``start`` (default: the current one) upward, that holds the course's marker file."""
    return _marked(start or Path.cwd())


@in_browser_once(SITTING)
def _marked(start: Path) -> Path | None:
    here = start.resolve()
    return next((p for p in (here, *here.parents) if (p / MARKER).is_file()), None)


def home(start: Path | None = None) -> Path:
    """The learner's folder: MOSAIC_HOME, or ``my_work`` at the course's root, or ``my_work`` here."""
    named = os.environ.get("MOSAIC_HOME")
    if named:
        return Path(named).expanduser()
    return (course_root(start) or start or Path.cwd()) / "my_work"


def notebook_in(file: str) -> str:
    """The id of the notebook that a file of this path holds, by its name: an edition that was put beside a changed
    notebook (``03_x (edition 0.2.0).ipynb``), or a changed one beside an edition, is that notebook, too."""
    return re.sub(r" \((?:edition|mine)[^()]*\)$", "", PurePosixPath(file.replace("\\", "/")).stem)
