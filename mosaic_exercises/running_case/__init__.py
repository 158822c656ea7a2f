"""The running case as data, read in one place: who was interviewed, and what they said.

The words stand in ``data/tessera/interviews.toml`` of the course's folder (SYNTHETIC). Another course has no such file:
there, what its exercises say of their sources is all there is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import EvidenceSource, speaker
from mosaic_exercises.workbook.places import course_root

INTERVIEWS: Final = Path("data", "tessera", "interviews.toml")


class Interview(msgspec.Struct, frozen=True, kw_only=True):
    """One interview of the case. ``date`` is an ISO day; ``place`` says where the talk took place;
    ``face``: their drawn portrait (``drawing.portrait.traits_of``)."""

    id: str
    person: str
    role: str = ""
    segment: str = ""
    date: str = ""
    place: str = ""
    title: str = ""
    text: str = ""
    face: str = ""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An interview as an exercise offers it to be read: who speaks, when and where, and the words in full.

    ``key`` changes with the words, so that a browser that has them need not be sent them again. ``group``: the segment
    whose entries are offered it first.
    """

    id: str
    key: str
    person: str
    role: str = ""
    about: str = ""
    title: str = ""
    text: str = ""
    group: str = ""


def interviews(root: Path | None = None) -> Mapping[str, Interview]:
    """Every interview of the case by its id, in the file's order; empty where the course's folder (``root``, default:
    the one around the current folder) has none. Raises FormatError for a file that cannot be read."""
    folder = root or course_root()
    path = folder / INTERVIEWS if folder else None
    if path is None or not path.is_file():
        return MappingProxyType({})
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(4)
def _read(path: Path, _changed: int) -> Mapping[str, Interview]:
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("interview", [])
        found = msgspec.convert(listed, tuple[Interview, ...])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FormatError(
            f"{path.name} of the case cannot be read ({error}). Fetch the course's folder again."
        ) from None
    return MappingProxyType({one.id: one for one in found})


def said(sources: Iterable[EvidenceSource]) -> tuple[Said, ...]:
    """What can be read in full of these sources: their interviews, with the words of the exercise, or of the case where
    it gives none. Raises FormatError as ``interviews`` does."""
    known = interviews()
    return tuple(_said(one, known.get(one.id)) for one in sources if one.source == "interview")


def _said(source: EvidenceSource, known: Interview | None) -> Said:
    text = " ".join((source.text or (known.text if known else "")).split())
    key = sha256(text.encode()).hexdigest()[:10]
    if known is None:
        title = source.title.partition(": ")[2]
        return Said(id=source.id, key=key, person=speaker(source), title=title, text=text, group=source.group)
    about = ", ".join(part for part in (known.place, day(known.date)) if part)
    return Said(
        id=source.id,
        key=key,
        person=known.person,
        role=known.role,
        about=about,
        title=known.title,
        text=text,
        group=source.group,
    )


def day(iso: str) -> str:
    """2026-06-09 as people write it: 9 June 2026; "" for no day."""
    try:
        on = date.fromisoformat(iso)
    except ValueError:
        return ""
    return f"{on.day} {on:%B} {on.year}"
