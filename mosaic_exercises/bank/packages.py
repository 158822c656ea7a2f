"""Zips that are the same to the byte for the same questions: fixed dates, fixed order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from hashlib import sha256

from mosaic_exercises.bank.records import Question

DAY = (2026, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files by path as one zip."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return whole.getvalue()


def by_chapter(questions: Sequence[Question]) -> dict[str, list[Question]]:
    """The questions of each chapter, both in order."""
    found: dict[str, list[Question]] = {}
    for question in questions:
        found.setdefault(question.chapter, []).append(question)
    return found


def ident(*parts: str) -> str:
    """An identifier that is the same today and tomorrow, in letters and digits that every system takes."""
    return "m" + sha256("\x1f".join(parts).encode()).hexdigest()[:31]
