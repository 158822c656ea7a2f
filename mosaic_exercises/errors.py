"""The errors this package raises on purpose. Each message says what is wrong, where, and what to do."""

from __future__ import annotations


class MosaicError(Exception):
    """Base of every error that this package raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the message alone. A learner has no use for our stack."""
        return [f"{type(self).__name__}: {self}"]


class CourseError(MosaicError):
    """The course's own files are wrong: the message names the file and the path inside it."""


class FormatError(MosaicError):
    """An answer, a workbook or a submission cannot be read. Unreadable is not wrong: nothing is scored."""


class WorkbookError(MosaicError):
    """The learner's record cannot be found or written."""
