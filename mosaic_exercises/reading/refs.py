"""One answer's reference to something that another answer made."""

from __future__ import annotations

import msgspec


class Made(msgspec.Struct, frozen=True):
    """Something in an answer that another exercise can refer to: a persona, a stage, a note.

    ``id`` is permanent within the answer; ``label`` is how it reads today; ``sort`` is what it is ("persona", "pain").
    """

    id: str
    label: str
    sort: str = ""


class Want(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Whose objects an exercise lets the learner pull in: of which exercise, and of which sorts (none named: all)."""

    exercise: str
    sorts: tuple[str, ...] = ()


class Ref(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """An answer's reference to an object made in another exercise. ``label`` is its name when it was last seen, so
    that a deleted object still has one. ``exercise`` is "" for a stand-in, Tessera's own example."""

    exercise: str
    object: str
    label: str = ""
