"""Handing in where the class collects: one hand-in on its way, beside everything else that Python answers."""

from __future__ import annotations

import threading

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.panel.wire.views import SentInView
from mosaic_exercises.workbook import Workbook, sending
from mosaic_exercises.workbook.handin import hand_in, read


class Handing:
    """``send`` begins in a thread of its own and returns; ``view`` says how it stands. A place that is slow, or gone,
    keeps nobody from answering."""

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self._thread: threading.Thread | None = None
        self._problem = ""

    def view(self, events: int) -> SentInView | None:
        """How it stands; ``events``: how many answers there are now. None where the class collects nowhere."""
        if not sending.place():
            return None
        last = sending.last_receipt(self.workbook.folder)
        view = SentInView(state="arrived" if last else "open", page=sending.page())
        if self._thread is not None and self._thread.is_alive():
            view = msgspec.structs.replace(view, state="sending")
        elif self._problem:
            view = msgspec.structs.replace(view, state="failed", problem=self._problem)
        if last is None:
            return view
        return msgspec.structs.replace(
            view,
            version=last.version,
            at=last.at,
            receipt=last.sha256,
            note=last.note,
            since=max(0, events - last.events),
        )

    def send(self) -> None:
        """Hand in what is here now, unless one is on its way."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._problem = ""
        _, data = hand_in(self.workbook, self.course.version)
        self._thread = threading.Thread(target=self._sent, args=(data,), name="hand-in", daemon=True)
        self._thread.start()

    def _sent(self, data: bytes) -> None:
        try:
            receipt = sending.send(data)
            receipt = msgspec.structs.replace(receipt, events=len(read(data).events))
            sending.keep_receipt(self.workbook, receipt)
        except MosaicError as error:
            self._problem = str(error)
        except Exception as error:  # whatever it is, the learner hears that nothing arrived
            self._problem = f"It did not arrive ({type(error).__name__}). Try again later."
