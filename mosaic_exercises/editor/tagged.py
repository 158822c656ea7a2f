"""Which wrong answers carry which misconception: the table an editor reads, tag beside wrong answer beside mistake."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.editor.edition import words


class Tagged(msgspec.Struct, frozen=True, order=True):
    """One wrong answer with a tag: the exercise, the answer in words, and what is said to it."""

    tag: str
    slug: str
    answer: str
    why: str


def tagged(course: Course) -> list[Tagged]:
    """Every wrong answer that carries a misconception, by tag."""
    found: list[Tagged] = []
    for slug, key in course.keys.items():
        names = named(msgspec.to_builtins(course.exercises[slug].task))
        for path, raw in carriers(msgspec.to_builtins(key), ()):
            found.append(Tagged(raw["misconception"], slug, answer(path, raw, names), raw.get("why", "")))
    return sorted(found)


def carriers(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every table of a key that names a misconception, with the path to it."""
    if isinstance(value, dict):
        if value.get("misconception"):
            yield path, value
        for name, part in value.items():
            yield from carriers(part, (*path, name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from carriers(part, path)


def named(value: Any) -> dict[str, str]:
    """The ids inside a task with the words a learner reads for them."""
    found: dict[str, str] = {}
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            found[value["id"]] = str(value.get("text") or value.get("name") or value.get("label") or value["id"])
            if value.get("name"):
                found[value["id"]] = str(value["name"])
        for part in value.values():
            found |= named(part)
    elif isinstance(value, list | tuple):
        for part in value:
            found |= named(part)
    return found


def answer(path: tuple[str, ...], raw: dict[str, Any], names: dict[str, str]) -> str:
    """The wrong answer in words: the option, the card and its bin, the pair, the value."""
    parts = [raw[f] for f in ("card", "left", "before", "item", "row", "point", "gap") if isinstance(raw.get(f), str)]
    parts += [raw[f] for f in ("bin", "right", "after", "place", "corner") if isinstance(raw.get(f), str)]
    if "value" in raw:
        parts.append(str(raw["value"]))
    if not parts:
        parts = [path[-1]] if path else []
    return " -> ".join(names.get(part, part) for part in parts) or next((t for _, t in words(raw, "")), "")
