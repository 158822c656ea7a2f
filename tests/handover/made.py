"""Hand-in files to carry about."""

from __future__ import annotations

import os
import time
from pathlib import Path

from mosaic_exercises.workbook.events import Event, Learner
from mosaic_exercises.workbook.handin import FORMAT, Submission, write


def paper(answer: str, id_: str = "s1", course: str = "tiles") -> bytes:
    """A whole hand-in file; the id in it is what the learner wrote, which need not be theirs."""
    event = Event(
        1, f"e-{answer}", course, 1, "w" * 32, "a", 1, "who-buys", "check", "2026-03-02T10:00:00.000Z", answer
    )
    return write(
        Submission(FORMAT, 1, course, "3", "w" * 32, "2026-03-05T10:00:00.000Z", Learner(id_, id_), (event,), ())
    )


def laid(folder: Path, data: bytes, name: str = "work.mosaic.json", age: float = 3_600.0) -> Path:
    """A file put into a learner's folder so many seconds ago."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    when = time.time() - age
    os.utime(path, (when, when))
    return path
