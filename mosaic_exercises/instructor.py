"""What an instructor's notebook uses: ``from mosaic_exercises.instructor import marking``."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mosaic_exercises.course import load
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.workbook.places import course_root

if TYPE_CHECKING:
    from mosaic_exercises.grading.marking.session import MarkingSession
    from mosaic_exercises.panel.widget import Panel

FOLDER = "grades"  # where the guide lets ``mosaic grade`` write


def marking(source: str | Path = "", marker: str = "") -> Panel:
    """The marking queue of a gradebook: a folder that ``mosaic grade`` has written, or a database's URL (default: what
    MOSAIC_GRADES names, else the folder ``grades`` in the course's folder). ``marker``: the name that learners see
    beside comments. Where there is no gradebook the panel says how to get one."""
    from mosaic_exercises.panel.sessions.marking import QueueSession
    from mosaic_exercises.panel.widget import Panel

    named = str(source) or os.environ.get("MOSAIC_GRADES", "") or FOLDER
    return Panel(QueueSession(desk, named, marker or me()))


def desk(source: str) -> MarkingSession:
    """The gradebook at a place, opened for marking. Raises MosaicError where there is none, with what to do."""
    try:
        from mosaic_exercises.grading.exchange.results import gradebook
        from mosaic_exercises.grading.gradebook.store import Gradebook
        from mosaic_exercises.grading.marking.session import MarkingSession
    except ImportError:
        raise MosaicError("Marking needs the package sqlalchemy: pip install 'mosaic-exercises[grading]'") from None
    where = next((book for place in places(source) if (book := gradebook(place)) is not None), None)
    if where is None:
        raise MosaicError(
            f"There is no gradebook in {source!r}. Grade the class first: mosaic grade FOLDER --out {FOLDER}. Or write "
            "above where the gradebook is."
        )
    return MarkingSession(Gradebook(where), load())


def places(source: str) -> list[str]:
    """Where a gradebook named like this may be: here, or in the course's folder."""
    root = course_root()
    if "://" in source or root is None:
        return [source]
    return [source, str(root / source)]


def me() -> str:
    """This marker's name, as far as the machine knows it."""
    try:
        return os.environ.get("MOSAIC_MARKER") or os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "A marker"
