"""One answer's reference to something that another answer made, and the ids of what can be referred to."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.prose import read_text
from mosaic_exercises.reading.values import SLUG, Raw, named, read_object

EXERCISE = re.compile(SLUG)
OBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:/.-]{0,120}")  # "<entry>/<field>" of a form is the longest
LABEL = 2000  # characters of a label that is read
SORT = 60


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
    that a deleted object still has one, and ``sort`` what it was. ``exercise`` is "" for a stand-in, Tessera's own
    example."""

    exercise: str
    object: str
    label: str = ""
    sort: str = ""


class Offer(msgspec.Struct, frozen=True):
    """One thing a learner made elsewhere. ``title`` is the title of the exercise it was made in."""

    exercise: str
    object: str
    label: str
    sort: str
    title: str


def read_ref(raw: Raw, where: str) -> Ref:
    """A reference as an answer holds it. Raises FormatError, which begins with ``where``."""
    table = read_object(raw, ("exercise", "object", "label", "sort"), f"{where}, a reference")
    exercise, made, sort = (table.get(part) or "" for part in ("exercise", "object", "sort"))
    if not isinstance(exercise, str) or len(exercise) > 120 or (exercise and not EXERCISE.fullmatch(exercise)):
        raise FormatError(f"{where} refers to an exercise that cannot be read. Take it away and add it again.")
    if not isinstance(made, str) or not OBJECT.fullmatch(made):
        raise FormatError(f"{where} refers to {named(made)}, which is no object. Take it away and add it again.")
    if not isinstance(sort, str) or len(sort) > SORT or (sort and not OBJECT.fullmatch(sort)):
        raise FormatError(f"{where} has a reference of no known sort. Take the reference away and add it again.")
    return Ref(exercise, made, read_text(table.get("label"), LABEL, f"{where}, a reference", lines=False), sort)


def ref_raw(ref: Ref) -> dict[str, Any]:
    """A reference as the browser sends it; without a sort where none is known."""
    raw = {"exercise": ref.exercise, "object": ref.object, "label": ref.label}
    return {**raw, "sort": ref.sort} if ref.sort else raw


def part_id(whole: str, part: str) -> str:
    """The id of a part of something: the frustrations of the persona e1 are e1/frustrations."""
    return f"{whole}/{part}"


def point_id(point: str, whole: str) -> str:
    """The id of what was found in something: the low of p1's curve is lowest:p1, or lowest where nobody is named."""
    return f"{point}:{whole}" if whole else point


def whole_id(id_: str) -> str:
    """What an id is a part of, or was found in; itself where it is whole."""
    return id_.partition("/")[0].rpartition(":")[2]
