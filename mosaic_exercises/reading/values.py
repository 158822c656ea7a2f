"""JSON as it arrives, to typed values: ids, lists, objects, options. What is unreadable is refused in words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.signs import quoted

Raw = Any  # an answer as JSON gives it: None, bool, number, string, list, object

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def noun(raw: Raw) -> str:
    """What ``raw`` is, in words."""
    if raw is None:
        return "nothing"
    names = ((bool, "yes or no"), ((int, float), "a number"), (str, "a text"), ((list, tuple), "a list"))
    return next((name for types, name in names if isinstance(raw, types)), "a table of values")


def named(raw: Raw) -> str:
    """An id as an answer gives it, for a message: quoted, or in words where it is none."""
    return quoted(raw) if isinstance(raw, str) else noun(raw)


def read_ids(raw: Raw, allowed: Collection[str], one: str, many: str) -> Sequence[str]:
    """``raw`` as a list of ids out of ``allowed``, none twice; null is an empty list.

    ``one`` and ``many`` name the parts in messages ("option", "options"). Raises FormatError. The work is bounded by
    the size of the exercise, not of ``raw``.
    """
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)):
        raise FormatError(f"This answer cannot be read: a list of {many} is needed, not {noun(raw)}. Answer again.")
    if len(raw) > len(allowed):
        raise FormatError(
            f"This answer names {len(raw)} {many}, but there are only {len(allowed)}. Answer again with those shown."
        )
    for id_ in raw:
        if not isinstance(id_, str):
            raise FormatError(f"This answer cannot be read: it has {noun(id_)} in place of {one}. Answer again.")
        if id_ not in allowed:
            raise FormatError(f"This exercise has no {one} {quoted(id_)}. Answer again with the {many} shown.")
    if len(raw) > 1 and len(set(raw)) != len(raw):
        twice = quoted(repeated(raw)[0])
        raise FormatError(f"The {one} {twice} stands twice in this answer. Answer again, with each only once.")
    return raw


def repeated(ids: Iterable[str]) -> list[str]:
    """The ids that stand more than once, in order of their second appearance."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for id_ in ids:
        if id_ in seen:
            twice[id_] = None
        seen.add(id_)
    return list(twice)


def as_json(record: Any) -> Any:
    """A record as plain JSON types (lists, not tuples), for a view."""
    return msgspec.json.decode(msgspec.json.encode(record))


ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


def read_object(raw: Raw, names: Collection[str], where: str) -> dict[str, Any]:
    """``raw`` as an object that has no fields but ``names``."""
    if not isinstance(raw, dict):
        raise FormatError(f"{where} cannot be read: a table of values is needed, not {noun(raw)}. Answer again.")
    if len(raw) > len(names) or [k for k in raw if k not in names]:
        strange = next((k for k in raw if k not in names), "")
        raise FormatError(f"{where} has no {named(strange)}. Answer again in the fields shown.")
    return raw


def read_list(raw: Raw, most: int, where: str, many: str) -> list[Any] | tuple[Any, ...]:
    """``raw`` as a list of at most ``most``; null is empty. It is not gone through."""
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)):
        raise FormatError(f"{where} cannot be read: a list of {many} is needed, not {noun(raw)}. Answer again.")
    if len(raw) > most:
        raise FormatError(f"{where}: {len(raw):,} {many} are too many, {most} is the most. Take some away.")
    return raw


def read_id(raw: Raw, seen: set[str], where: str) -> str:
    """``raw`` as an id that is not in ``seen`` yet; it is added."""
    if not isinstance(raw, str) or not ID.fullmatch(raw):
        raise FormatError(
            f"{where} cannot be read: it has no usable id ({named(raw)}). Reload the page and answer again."
        )
    if raw in seen:
        raise FormatError(
            f"{where} cannot be read: its id {quoted(raw)} stands twice. Reload the page and answer again."
        )
    seen.add(raw)
    return raw


def read_option(raw: Raw, allowed: Collection[str], where: str) -> str:
    """``raw`` as one of ``allowed``; null and "" are ""."""
    if raw is None or raw == "":
        return ""
    if not isinstance(raw, str) or raw not in allowed:
        raise FormatError(f"{where} does not offer {named(raw)}. Choose one of those shown.")
    return raw
