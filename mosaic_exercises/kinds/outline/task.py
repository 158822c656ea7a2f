"""A mind map asked for, and its key."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.outline.nodes import MindMap, Nodes


class MapTemplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True, kw_only=True):
    """A map to begin from. ``name`` is its middle, ``about`` says what it is for; the note of a branch says in a line
    what belongs there."""

    id: str
    name: str
    about: str
    nodes: Nodes


class OutlineTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True, kw_only=True):
    """``root``: the map's middle. ``start``: the branches it begins with; ``templates``: others that it can begin with.
    The least of each is 0 for "not asked"."""

    root: str
    start: Nodes = ()
    templates: tuple[MapTemplate, ...] = ()
    min_branches: int = 0
    min_levels: int = 0
    min_notes: int = 0
    min_links: int = 0

    def middle(self, answer: MindMap) -> str:
        """What stands in the middle of an answer."""
        return answer.root.strip() or self.root


class OutlineKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: the branches of a good map. ``look_for``: what it has, for the learner's own comparison."""

    model: Nodes
    why: str
    look_for: tuple[str, ...] = ()
