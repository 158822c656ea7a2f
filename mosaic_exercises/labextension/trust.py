"""Trusts the course's own notebooks, so that they may open ready. Jupyter keeps the signatures per user."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mosaic_exercises.drawing.still import inert
from mosaic_exercises.errors import CourseError
from mosaic_exercises.labextension.place import PlacementError
from mosaic_exercises.workbook.places import MARKER, notebook_in

# Trust also lets stored outputs through unsanitised. These kinds can hold no code, and of HTML a panel to read has only
# tags that can do nothing (drawing/still.py), so a notebook with anything else is left to the person who opens it.
_INERT = frozenset({"text/plain", "image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json"})

_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError)


@dataclass(frozen=True)
class Trusted:
    """What became of the notebooks: newly trusted, trusted before, and left alone with the reason."""

    new: tuple[Path, ...]
    already: tuple[Path, ...]
    left: tuple[tuple[Path, str], ...]


def course_id(root: Path) -> str:
    """The course's id in the marker file at ``root``. Raises CourseError where it is missing or unreadable."""
    marker = root / MARKER
    try:
        course = tomllib.loads(marker.read_text(encoding="utf-8")).get("course")
    except (OSError, ValueError) as error:
        raise CourseError(f"{marker}: cannot be read ({error}). Restore it from the course's repository.") from error
    if not isinstance(course, str) or not course:
        raise CourseError(f'{marker}: needs a line such as course = "mosaic-customer-development".')
    return course


def _candidates(root: Path) -> Iterator[Path]:
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        if not any(part.startswith(".") for part in path.relative_to(root).parts):
            yield path


def _belongs(path: Path, notebook: Any, course: str) -> bool:
    metadata = notebook.get("metadata") if isinstance(notebook, dict) else None
    mosaic = metadata.get("mosaic") if isinstance(metadata, dict) else None
    return (
        isinstance(mosaic, dict) and mosaic.get("course") == course and mosaic.get("notebook") == notebook_in(path.name)
    )


def _can_run(notebook: Any) -> set[str]:
    """The kinds of stored output that could run something."""
    stored = [
        (k, v) for cell in notebook.cells for out in cell.get("outputs", []) for k, v in out.get("data", {}).items()
    ]
    return {kind for kind, value in stored if not (kind in _INERT or (kind == "text/html" and inert("".join(value))))}


def trust_course(root: Path) -> Trusted:
    """Trust the notebooks below ``root/notebooks`` that carry this course's metadata and their own name in it.

    A notebook whose stored outputs could run something (SVG, JavaScript, HTML that is no still) is left as it is, as is
    one that cannot be read. Needs nbformat, which comes with JupyterLab. Raises CourseError where the course's marker
    is unreadable, PlacementError where this user's Jupyter folder cannot be written.
    """
    import nbformat
    from nbformat.sign import NotebookNotary

    course = course_id(root)
    try:
        notary = NotebookNotary()
        store, _ = notary.store, notary.secret
    except OSError as error:
        raise PlacementError(
            f"{error.filename or 'Your home folder'} cannot be written ({error.strerror or error}), so no notebook "
            "can be trusted and none starts by itself. Name a folder that you may write to in the variable "
            "JUPYTER_DATA_DIR, or press the button at the top of each notebook."
        ) from error
    new: list[Path] = []
    already: list[Path] = []
    left: list[tuple[Path, str]] = []
    with closing(store):
        for path in _candidates(root):
            try:
                text = path.read_text(encoding="utf-8")
                if not _belongs(path, json.loads(text), course):
                    continue
                # The signature covers the notebook as the server reads it, so it is read in the same way here.
                notebook = nbformat.reads(text, as_version=4)
                kinds = _can_run(notebook)
                known = notary.check_signature(notebook)
            except (*_UNREADABLE, nbformat.ValidationError) as error:
                left.append((path, f"it cannot be read ({str(error).splitlines()[0]})"))
                continue
            if known:
                already.append(path)
            elif kinds:
                left.append((path, f"it holds stored output of the kind {', '.join(sorted(kinds))}"))
            else:
                notary.sign(notebook)
                new.append(path)
    return Trusted(tuple(new), tuple(already), tuple(left))
