"""What can be wrong with an exercise itself, said to its author."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mosaic_exercises.reading.values import repeated


def worth_problems(where: str, worth: float) -> list[str]:
    """Problems of what a near miss earns: nothing and everything are not between."""
    return [] if 0 < worth < 1 else [f"{where}: worth must be above 0 and below 1, not {worth:g}"]


def same_twice(where: str, items: Iterable[tuple[str, str]]) -> list[str]:
    """Problems of a list of (id, what the learner reads): an id twice, an empty id or text, two that look the same."""
    pairs = list(items)
    found = [f"{where}: the id '{i}' stands twice" for i in repeated(i for i, _ in pairs)]
    found += [f"{where}: an entry has no id" for i, _ in pairs if not i.strip()]
    found += [f"{where}: '{i}' has no text" for i, text in pairs if not text.strip()]
    found += [
        f"{where}: two entries read '{t}': nobody can tell them apart" for t in repeated(t for _, t in pairs if t)
    ]
    return found


def dangling(where: str, ids: Iterable[str], allowed: Collection[str], one: str) -> list[str]:
    """Problems of a key that names what its task does not have."""
    return [f"{where}: there is no {one} '{i}'" for i in ids if i not in allowed]
