"""Pages that come back while a notebook is open: brought from the class's service beside all else, and noticed."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.handover.bringing import bring
from mosaic_exercises.workbook import Workbook, sending

AGAIN = 60.0  # seconds until the service is asked once more; a page that is loaded again asks


class ComingPages:
    """``look`` begins in a thread of its own and returns: a service that is slow, or gone, keeps nobody waiting, and
    nothing is said of it, since the learner asked for nothing. ``folders``: where pages that came back may be."""

    def __init__(self, workbook: Workbook, folders: Sequence[Path]) -> None:
        self._workbook = workbook
        self._folders = tuple(folders)
        self._thread: threading.Thread | None = None
        self._looked = -AGAIN

    def look(self) -> None:
        """Bring what is new, where the class collects, unless that has just been done."""
        now = time.monotonic()
        if now - self._looked < AGAIN or not sending.place():
            return
        self._looked = now
        self._thread = threading.Thread(target=self._brought, name="pages", daemon=True)
        self._thread.start()

    def settled(self) -> None:
        """Wait until a look is over."""
        if self._thread is not None:
            self._thread.join()

    def mark(self) -> tuple[int, ...]:
        """Another one once a page has come."""
        found = []
        for folder in self._folders:
            with contextlib.suppress(OSError):
                found.append(folder.stat().st_mtime_ns)
        return tuple(found)

    def _brought(self) -> None:
        with contextlib.suppress(MosaicError, OSError):
            bring(self._workbook.folder)
