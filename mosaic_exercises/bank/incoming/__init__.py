"""Question files of other systems, read into our records. What is not understood is named, never dropped in silence."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.incoming import gift, moodle, qti12
from mosaic_exercises.bank.incoming.records import Incoming, Puzzling

LARGEST = 96 * 2**20  # bytes of a file


def read_file(path: Path) -> Incoming:
    """A file of GIFT, Moodle XML or QTI 1.2, told apart by what is in it. Raises BankError for anything else."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            raise BankError(f"{path} is no file: it is a device or a pipe. Save it as a file first.")
        if path.stat().st_size > LARGEST:
            raise BankError(f"{path}: it has more than {LARGEST // 2**20} MB. Question files are smaller; split it.")
        data = path.read_bytes()
    except OSError as error:
        raise BankError(f"{path} cannot be read: {error.strerror or error}.") from None
    return read(data, path.name)


def read(data: bytes, name: str) -> Incoming:
    """The same of bytes; ``name`` is for messages."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:2] == b"PK":
        return qti12.read(data, name)
    if start.startswith(b"<"):
        return qti12.read(data, name) if b"<questestinterop" in start else moodle.read(data, name)
    if b"\0" in start:
        raise BankError(
            f"{name}: this is no text in UTF-8. What is read is GIFT (text), Moodle XML and QTI 1.2 (XML or zip)."
        )
    return gift.read(data, name)


__all__ = ["Incoming", "Puzzling", "read", "read_file"]
