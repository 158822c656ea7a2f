"""The course's own files: inside the installed package, or in the repository that an editable install runs from."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.errors import CourseError
from mosaic_exercises.workbook.places import MARKER

PACKAGE = Path(__file__).parents[1]
HANDOUT = PACKAGE / "handout"
"""Where a wheel carries them (pyproject.toml puts them there)."""
PARTS = (MARKER, "LICENSE-CONTENT.md", "data", "notebooks")


def handout() -> Path:
    """The folder that holds the course as it is delivered. Raises CourseError where this install has none."""
    for folder in (HANDOUT, PACKAGE.parent):
        if (folder / MARKER).is_file() and (folder / "notebooks").is_dir():
            return folder
    raise CourseError(
        f"{PACKAGE}: this install of mosaic-exercises holds no notebooks. "
        "Install it again: python -m pip install --force-reinstall mosaic-exercises"
    )


def course_files(root: Path) -> dict[str, Path]:
    """Every file of the course below ``root``, by its name in the course (with /), in order. What tools leave there
    (caches, checkpoints, hidden files) is no part of it."""
    found: dict[str, Path] = {}
    for part in PARTS:
        top = root / part
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not any(p.startswith(".") or p == "__pycache__" for p in name.parts):
                found[name.as_posix()] = path
    return found
