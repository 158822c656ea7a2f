"""One answer's reference to something that another answer made, and the ids of what can be referred to."""

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


def part_id(whole: str, part: str) -> str:
    """The id of a part of something: the frustrations of the persona e1 are e1/frustrations."""
    return f"{whole}/{part}"


def point_id(point: str, whole: str) -> str:
    """The id of what was found in something: the low of p1's curve is lowest:p1, or lowest where nobody is named."""
    return f"{point}:{whole}" if whole else point


def whole_id(id_: str) -> str:
    """What an id is a part of, or was found in; itself where it is whole."""
    return id_.partition("/")[0].rpartition(":")[2]
