"""The contract that every kind of exercise keeps, and the small pieces that kinds share.

A kind is one module: three frozen records (task, key, answer) and seven pure functions, gathered in one ``Kind``.
Only these functions decide what is correct; the browser holds interaction alone, so the grader and the screen
cannot disagree. Nothing here displays, reads a file or knows a widget.

Speed: a class of thousands calls ``parse`` and ``check`` for the same few exercises, so a kind builds what depends
on (task, key) alone once, in a ``functools.lru_cache`` over the frozen records. There is no second, faster way to
score: the grader runs the very functions that the screen runs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.results import Result

T = TypeVar("T")  # the task: what the learner sees
K = TypeVar("K")  # the key: what only checking needs
A = TypeVar("A")  # the answer, parsed

Raw = Any  # an answer as JSON gives it: None, bool, number, string, list, object

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

TABLES = 1024  # how many exercises' lookup tables are kept; a course has some hundreds

RECORDED = Result("recorded", 0.0, "Your answer is recorded.")

UNSAVABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and newline, and halves of surrogate pairs (which no UTF-8 file can hold)."""

INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Zero-width signs and marks of direction, which copying leaves in a text."""

UNSEEN = str.maketrans("", "", INVISIBLE)


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A thing that can be chosen, ordered or sorted. Ids are neutral: they never give the answer away."""

    id: str
    text: str


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say to one wrong move: the misconception behind it, why it is wrong, and what to try next."""

    why: str
    try_next: str = ""
    misconception: str = ""


class Near(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A near miss: not the best answer, yet one that can be defended. ``why`` says what is right in it and what is
    better; ``worth`` is the part of the point that it earns, above 0 and below 1."""

    why: str
    worth: float = 0.5
    try_next: str = ""
    misconception: str = ""


def worth_problems(where: str, worth: float) -> list[str]:
    """Problems of what a near miss earns: nothing and everything are not between."""
    return [] if 0 < worth < 1 else [f"{where}: worth must be above 0 and below 1, not {worth:g}"]


def close_words(near: int) -> str:
    """What a summary adds about near misses."""
    return "" if not near else " 1 is close." if near == 1 else f" {near} are close."


@dataclass(frozen=True)
class Samples:
    """Raw answers of one exercise, by what a check must make of them.

    ``right``, ``partly`` and ``wrong`` hold those that exist for the kind (a free text has no wrong answer) and need
    the key; ``recorded`` holds readable answers that nobody can score here (a text, or any kind without its key);
    ``blank`` and ``malformed`` are never empty. All of them are JSON.
    """

    blank: tuple[Raw, ...]
    malformed: tuple[Raw, ...]
    right: tuple[Raw, ...] = ()
    partly: tuple[Raw, ...] = ()
    wrong: tuple[Raw, ...] = ()
    recorded: tuple[Raw, ...] = ()


@dataclass(frozen=True)
class Solution:
    """A right (or model) answer in the form the kind's ``parse`` takes, and the reasons, one (item id, text) a part."""

    answer: Raw
    why: str
    reasons: tuple[tuple[str, str], ...] = ()


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


def _nothing(*_: Any) -> tuple[()]:
    return ()


@dataclass(frozen=True)
class Kind(Generic[T, K, A]):
    """One kind of exercise.

    parse(task, raw) -> answer      raises FormatError: unreadable is not wrong
    check(task, key, answer)        -> Result; key is None where the exercise is assessed and its key is elsewhere
    samples(task, key)              -> raw answers for the contract tests and the demonstration class
    describe(task, answer)          -> plain text of the answer for reports, one line a part; "" for a blank one
    problems(task, key)             -> what is wrong with the exercise itself (dangling ids, no right answer), in words
    view(task, rng)                 -> what the browser gets: JSON, no key, items in this learner's order
    solution(task, key)             -> a raw answer that is right (or a model answer), and the reasons

    Five more a kind may have:

    objects(task, answer)           -> what of an answer other exercises can refer to
    wants(task)                     -> whose objects can be pulled in here; the panel puts them in the view's "offers"
    refs(task, answer)              -> which object of this answer refers to which object made elsewhere
    words(task, answer)             -> what of the answer is in the learner's own words, and how many words are asked
                                       for (0: none): whether it is an attempt (``attempt.py``)
    live(task, values)              -> a reply to what stands in the exercise while it is typed: JSON, nothing is kept

    All but ``problems`` may take it that the exercise is sound (``problems`` found nothing).
    """

    name: str
    task: type[T]
    key: type[K]
    parse: Callable[[T, Raw], A]
    check: Callable[[T, K | None, A], Result]
    samples: Callable[[T, K | None], Samples]
    describe: Callable[[T, A], str]
    problems: Callable[[T, K | None], list[str]]
    view: Callable[[T, random.Random], dict[str, Any]]
    solution: Callable[[T, K], Solution]
    objects: Callable[[T, A], tuple[Made, ...]] = _nothing
    wants: Callable[[T], tuple[Want, ...]] = _nothing
    refs: Callable[[T, A], tuple[tuple[Made, Ref], ...]] = _nothing
    live: Callable[[T, Any], dict[str, Any]] | None = None
    words: Callable[[T, A], tuple[str, int]] | None = None

    @property
    def linked(self) -> bool:
        """Whether answers of this kind can be referred to, or refer to others."""
        return self.objects is not _nothing or self.refs is not _nothing


def quoted(text: str, limit: int = 60) -> str:
    """A piece of an answer for a message: in quotes, short, in one line, and free of signs that no file can hold."""
    clean = " ".join(UNSAVABLE.sub("\ufffd", text[:limit].translate(UNSEEN)).split())
    if len(text) > limit:
        return f"“{clean}…”"
    return f"“{clean[1:-1]}”" if clean[:1] in ('"', "“") and clean[1:][-1:] in ('"', "”") else f"“{clean}”"


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


def shuffled(items: Sequence[T], rng: random.Random) -> list[T]:
    """A shuffled copy. Sorting by random() keeps the order the same on every Python version."""
    return [item for _, _, item in sorted((rng.random(), i, item) for i, item in enumerate(items))]


def as_json(record: Any) -> Any:
    """A record as plain JSON types (lists, not tuples), for a view."""
    return msgspec.json.decode(msgspec.json.encode(record))
