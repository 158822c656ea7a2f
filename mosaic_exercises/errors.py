"""The errors this package raises on purpose. Each message says what is wrong, where, and what to do."""

from __future__ import annotations

import errno

FULL = (errno.ENOSPC, errno.EDQUOT)
SHOWN = 200  # characters of a file's name, where it is told


class MosaicError(Exception):
    """Base of every error that this package raises on purpose."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows: the message alone. A learner has no use for our stack."""
        return [f"{type(self).__name__}: {self}"]


def in_words(error: BaseException) -> str:
    """What went wrong, for somebody who sees no traceback: our own errors as they are, the system's with the file."""
    if isinstance(error, MosaicError):
        return str(error)
    if isinstance(error, OSError):
        name = str(error.filename or "A file")
        name = name if len(name) <= SHOWN else f"{name[: SHOWN // 2]}...{name[-SHOWN // 2 :]}"
        return f"{name}: {because(error)}"
    return f"It could not be done: {type(error).__name__}: {error}"[:500]


def because(error: OSError) -> str:
    """Why a file cannot be used, in the system's words, and what to do about it where that can be told."""
    said = error.strerror or str(error)
    if error.errno in FULL:
        return f"{said}. Make room, then do the same again"
    if error.errno == errno.ENAMETOOLONG:
        return "the name is too long for this disk. Choose a shorter one"
    if isinstance(error, PermissionError):  # what Windows says of a file that Excel has open
        return f"{said}. Close it where another program has it open, or write to a folder of your own"
    return said


class CourseError(MosaicError):
    """The course's own files are wrong: the message names the file and the path inside it."""


class FormatError(MosaicError):
    """An answer, a workbook or a submission cannot be read. Unreadable is not wrong: nothing is scored."""


class WorkbookError(MosaicError):
    """The learner's record cannot be found or written. ``reason``: what the disk says, where it is that."""

    reason = ""


class HandoverError(MosaicError):
    """A hand-in cannot be taken, or a page not returned: the message says why and what to do."""


class KeepingError(HandoverError):
    """The disk that hand-ins are kept on takes nothing: no file is at fault, and what was kept stands."""


class DataError(MosaicError, ValueError):
    """Input that a model or a picture cannot use.

    ``what`` is wrong, ``where`` it stands (a column and rows, or an argument) and ``do`` is the way out. The message
    is the three in this order. It is a ``ValueError`` too, so that callers who know nothing of this package catch it.
    """

    def __init__(self, what: str, where: str, do: str) -> None:
        super().__init__(what, where, do)
        self.what = what
        self.where = where
        self.do = do

    def __str__(self) -> str:
        return f"{self.what} ({self.where}). {self.do}"
