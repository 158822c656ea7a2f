"""A text asked for, and its key."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.contract import Rubric


class TextTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``min_words`` and ``max_words``: 0 is no limit. ``rows``: the height of the field."""

    min_words: int = 0
    max_words: int = 0
    rows: int = 6
    rubric: tuple[Rubric, ...] = ()
    placeholder: str = ""


class TextKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a model answer. ``look_for``: what a good answer has, for the learner's own comparison."""

    model: str
    look_for: tuple[str, ...] = ()
    why: str = ""


class TextView(msgspec.Struct, frozen=True, kw_only=True):
    """The field; ``longest``: the most characters that can be checked."""

    min_words: int
    max_words: int
    rows: int
    rubric: tuple[Rubric, ...]
    placeholder: str
    longest: int
