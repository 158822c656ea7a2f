"""An answer as a file and back, whatever its kind: as the panel does it, without a panel."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.files import File, Files


def files_of(task: Any) -> Files[Any]:
    """The files of the kind that this task is of."""
    return next(kind.files for kind in KINDS.values() if isinstance(task, kind.task) and kind.files is not None)


def export_answer(task: Any, raw: Any, as_: str, slug: str, entry: str = "") -> File:
    """The answer as a file called after ``slug``."""
    return files_of(task).save(task, raw, as_, slug, entry)


def print_pages(task: Any, raw: Any) -> tuple[str, ...]:
    """The answer as pages to print."""
    return files_of(task).pages(task, raw)


def import_answer(task: Any, text: str, as_: str) -> Any:
    """The raw answer in a file's text."""
    return files_of(task).read(task, text, as_)
