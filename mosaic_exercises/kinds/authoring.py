"""What can be wrong with an exercise itself, said to its author."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import Rubric
from mosaic_exercises.reading.values import repeated

A = TypeVar("A")


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


class PairTerms(NamedTuple):
    """How a kind speaks of the pairs of which its key says something: the field of the wrong ones, what is on the one
    side and on the other, and the word between them."""

    wrong: str
    one: str
    other: str
    between: str


def said_problems(
    wrong: Iterable[tuple[str, str]],
    close: Iterable[tuple[str, str, float]],
    right: Mapping[str, Collection[str]],
    sides: tuple[Collection[str], Collection[str]],
    terms: PairTerms,
) -> list[str]:
    """Problems of what a key says of wrong pairs and of near misses (with what these are worth): they name what there
    is, none is ``right``, and none stands twice. ``sides``: what there is on the one and on the other side."""
    found: list[str] = []
    said: list[str] = []
    slips = [(f"key.{terms.wrong}", one, other, None) for one, other in wrong]
    for field, one, other, worth in (*slips, *(("key.close", *near) for near in close)):
        pair = f"'{one}' {terms.between} '{other}'"
        said.append(pair)
        found += dangling(field, (one,), sides[0], terms.one) + dangling(field, (other,), sides[1], terms.other)
        found += worth_problems(f"{field}: {pair}", worth) if worth is not None else []
        found += [f"{field}: {pair} is right"] if other in right.get(one, ()) else []
    return found + [f"key.{terms.wrong}: {pair} stands twice" for pair in repeated(said)]


def rubric_problems(rubric: Iterable[Rubric], taken: Collection[str]) -> list[str]:
    """Problems of what a marker scores; ``taken``: the ids of what the computer looks at."""
    criteria = list(rubric)
    found = same_twice("rubric", ((r.id, r.label) for r in criteria))
    return found + [f"rubric: the id '{r.id}' is taken" for r in criteria if r.id in taken]


def read_model(why: str, read: Callable[[], A], blank: Callable[[Any], bool]) -> tuple[A | None, list[str]]:
    """A key's model answer as it is read, None where it cannot be or is blank, and what is wrong with the key."""
    found = [] if why.strip() else ["key.why: say what a complete one has"]
    try:
        model = read()
    except FormatError as error:
        return None, [*found, f"key.model: {error}"]
    return (None, [*found, "key.model: write a model answer"]) if blank(model) else (model, found)
