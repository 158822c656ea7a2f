"""A mind map asked for, and its key."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.outline.nodes import Nodes


class OutlineTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``root``: the map's middle. ``start``: the branches it begins with. The least of each is 0 for "not asked"."""

    root: str
    start: Nodes = ()
    min_branches: int = 0
    min_levels: int = 0
    min_notes: int = 0
    min_links: int = 0


class OutlineKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: the branches of a good map. ``look_for``: what it has, for the learner's own comparison."""

    model: Nodes
    why: str
    look_for: tuple[str, ...] = ()
