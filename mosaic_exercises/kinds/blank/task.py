"""Sentences with gaps, and their key."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from mosaic_exercises.kinds.contract import by_reason

GAP = re.compile(r"\{([a-z0-9-]+)\}")

Fold = Literal["case", "accents", "punctuation", "plural", "articles"]
Texts = tuple[str, ...]  # for each gap, in the task's order, what was typed ("" for nothing); () where all are empty


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``label``: the field's name for those who do not see it (default "Blank 1"). ``width`` in letters."""

    id: str
    label: str = ""
    width: int = 16


class BlankTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``sentence`` has ``{id}`` where a gap is; an empty line parts paragraphs.

    ``fold``: the differences that do not count; the panel states them.
    """

    sentence: str
    blanks: tuple[Gap, ...]
    fold: tuple[Fold, ...] = ("case", "accents", "punctuation", "plural", "articles")


class GapSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when one of ``text`` stands in the gap ``blank``."""

    blank: str
    text: tuple[str, ...]
    why: str
    try_next: str = ""
    misconception: str = ""


class BlankKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``accept``: for each gap the texts that are right, the best first. ``reasons``: why, said of a right gap."""

    accept: dict[str, tuple[str, ...]]
    why: str
    reasons: dict[str, str] = {}
    slips: tuple[GapSlip, ...] = ()

    __hash__ = by_reason


class PieceView(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a line: a text, or the id of a gap."""

    text: str | msgspec.UnsetType = msgspec.UNSET
    blank: str | msgspec.UnsetType = msgspec.UNSET


class BlankView(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence in pieces, line by line, the gaps, and what makes no difference."""

    lines: tuple[tuple[PieceView, ...], ...]
    blanks: tuple[Gap, ...]
    fold: tuple[Fold, ...]
