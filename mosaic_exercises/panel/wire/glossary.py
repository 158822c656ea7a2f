"""The page of the glossary as it travels at first; its terms follow in one reply, when somebody opens it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class GlossaryView(msgspec.Struct, frozen=True, kw_only=True):
    """The page of the glossary, without a word of it: ``count``: how many terms there are, ``term``: the id of the one
    to show first, "" for none."""

    v: Literal[1] = 1
    kind: Literal["glossary"] = "glossary"
    count: int
    term: str
    stamp: str | UnsetType = UNSET
