"""The contract that every kind of exercise keeps, and the small pieces that kinds share.

A kind is one folder: three frozen records (task, key, answer) and seven pure functions, gathered in one ``Kind``.
Only these functions decide what is correct; the browser holds interaction alone, so the grader and the screen
cannot disagree. Nothing here displays, reads a file or knows a widget.

Speed: a class of thousands calls ``parse`` and ``check`` for the same few exercises, so a kind builds what depends
on (task, key) alone once, in a ``functools.lru_cache`` over the frozen records. There is no second, faster way to
score: the grader runs the very functions that the screen runs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from mosaic_exercises.drawing.blocks import Block
from mosaic_exercises.kinds.files import Files
from mosaic_exercises.kinds.portable import Portable
from mosaic_exercises.kinds.walls import Hang
from mosaic_exercises.models.persona import Source
from mosaic_exercises.reading.refs import Made, Ref, Want
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Criterion, Result

T = TypeVar("T")  # the task: what the learner sees
K = TypeVar("K")  # the key: what only checking needs
A = TypeVar("A")  # the answer, parsed
V = TypeVar("V", bound=msgspec.Struct)  # what the browser gets of the task

TABLES = 1024  # how many exercises' lookup tables are kept; a course has some hundreds

RECORDED = Result("recorded", 0.0, "Your answer is recorded.")


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


class Reasoned(Protocol):
    """A key, as far as ``by_reason`` looks at it."""

    @property
    def why(self) -> str: ...


def by_reason(key: Reasoned) -> int:
    """The hash of a key, given to each as ``__hash__ = by_reason``.

    The lookup tables of a (task, key) are kept in an ``lru_cache``, and a key holds dicts, which have no hash. Its
    reason is enough: each exercise has a reason of its own, and where two share one, ``==`` tells them apart.
    """
    return hash(key.why)


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


class EvidenceSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Something that evidence can name: an interview excerpt, a survey result, a figure of the data.

    ``group``: an option of the task's ``group_field``; the source is offered first where that option is chosen.
    """

    id: str
    source: Source
    title: str
    text: str = ""
    group: str = ""


def speaker(source: EvidenceSource) -> str:
    """Who speaks in an interview: its title is "Name, role: what it is about"."""
    return source.title.partition(": ")[0] if source.source == "interview" else ""


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """A source as the browser gets it. Of an interview that can be read in full: who speaks (``person``, ``role``),
    ``about`` when and where, ``name`` what it is called, and the ``key`` of its words."""

    id: str
    source: Source
    title: str
    text: str
    group: str
    person: str | msgspec.UnsetType = msgspec.UNSET
    role: str | msgspec.UnsetType = msgspec.UNSET
    about: str | msgspec.UnsetType = msgspec.UNSET
    name: str | msgspec.UnsetType = msgspec.UNSET
    key: str | msgspec.UnsetType = msgspec.UNSET


class RuleView(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is looked at, in words."""

    id: str
    text: str


def viewed(view: type[V], task: msgspec.Struct, **more: Any) -> V:
    """The view of a task: what the two have in common, and ``more``."""
    own = {name: getattr(task, name) for name in view.__struct_fields__ if name in task.__struct_fields__}
    return view(**own | more)


DRAWS = 20  # how often a learner's order is drawn at most: where every order tells, the last one stands


@dataclass(frozen=True)
class Start:
    """An answer to begin from: its id, its name, what it is for, and the raw answer."""

    id: str
    name: str
    about: str
    raw: Raw


@dataclass(frozen=True)
class Effort:
    """What an exercise asks of a learner beside reading it: decisions to take, fields to fill, words to write, pictures
    to explore."""

    decisions: float = 0.0
    fields: float = 0.0
    write: float = 0.0
    labs: float = 0.0


CALCULATION = Effort(decisions=3)  # what a sum to work out is worth


def _nothing(*_: Any) -> tuple[()]:
    return ()


def _nowhere(_: Any) -> None:
    return None


def _never(*_: Any) -> bool:
    return False


def _one_decision(_: Any) -> Effort:
    return Effort(decisions=1)


@dataclass(frozen=True)
class Kind(Generic[T, K, A]):
    """One kind of exercise.

    parse(task, raw) -> answer      raises FormatError: unreadable is not wrong
    check(task, key, answer)        -> Result; key is None where the exercise is assessed and its key is elsewhere
    samples(task, key)              -> raw answers for the contract tests and the demonstration class
    describe(task, answer)          -> plain text of the answer for reports, one line a part; "" for a blank one
    problems(task, key)             -> what is wrong with the exercise itself (dangling ids, no right answer), in words
    view(task, rng)                 -> what the browser gets, as a record of the type that the function names: no key,
                                       items in this learner's order. The browser's side is checked against it
    solution(task, key)             -> a raw answer that is right (or a model answer), and the reasons

    More that a kind may have; what it leaves out, it does without:

    objects(task, answer)           -> what of an answer other exercises can refer to
    wants(task)                     -> whose objects can be pulled in here; the panel puts them in the view's ``offers``
    refs(task, answer)              -> which object of this answer refers to which object made elsewhere
    sources(task)                   -> what can be cited; the panel says in the view's ``sources`` who speaks
    words(task, answer)             -> what of the answer is in the learner's own words, and how many words are asked
                                       for (0: none): whether it is an attempt (``attempt.py``)
    starts(task)                    -> answers to begin from, which a learner chooses or takes home as a file
    tells(view, key)                -> whether the order in which a view shows its items tells the answer (``dealt``)
    live(task, values)              -> a reply to what stands in the exercise while it is typed, as a record of the type
                                       that the function names; nothing is kept
    portable(task, key)             -> the exercise as other systems can ask it, or why it stays (``portable.py``)
    files                           -> what its answers are saved as and opened from (``files.py``)
    blocks(task, answer)            -> the answer in the learner's plan; default: the lines of ``describe``
    beside(task, before, after)     -> two answers to the same rows side by side in the plan; () where they do not fit
    side(task, answer)              -> what of an answer is counted over a class; "" where it is nothing yet
    wall(task)                      -> how an answer hangs on a workshop's wall beside others' (``walls.py``); None
                                       where answers to this task do not
    doubts(task, answer)            -> what a board would ask about an answer that a check lets pass
    still(task, view)               -> the exercise to read where nothing can be touched (a preview, a page): what there
                                       is to choose, place or fill in, and nothing that a learner finds out by doing it
    effort(task)                    -> what it asks a learner to do; default: one decision

    decided      with its key the computer is enough: nobody has to mark it
    recall       seconds that asking a question of the kind again takes; 0: it is made, not remembered
    few          there are few answers to give, so that equal ones of several learners say nothing
    keyless      it may ask nothing, and then has nothing to key
    tabular      its answer is a table that a code cell computes
    shown_by     the word by which a notebook shows it
    in_parts     an answer can be right in part; where none can, it is right or wrong, or recorded alone
    own_mixups   its check names mix-ups by itself, which stand neither in the task nor in the key
    worked       a worked example comes before the first of a notebook (a sum, a form, a map, a board)

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
    view: Callable[[T, random.Random], msgspec.Struct]
    solution: Callable[[T, K], Solution]
    objects: Callable[[T, A], tuple[Made, ...]] = _nothing
    wants: Callable[[T], tuple[Want, ...]] = _nothing
    refs: Callable[[T, A], tuple[tuple[Made, Ref], ...]] = _nothing
    starts: Callable[[T], tuple[Start, ...]] = _nothing
    sources: Callable[[T], tuple[EvidenceSource, ...]] = _nothing
    tells: Callable[[Any, K], bool] = _never
    live: Callable[[T, Any], msgspec.Struct] | None = None
    words: Callable[[T, A], tuple[str, int]] | None = None
    portable: Callable[[T, K], Portable] | None = None
    files: Files[T] | None = None
    blocks: Callable[[T, A], tuple[Block, ...]] | None = None
    beside: Callable[[T, A, A], tuple[Block, ...]] | None = None
    side: Callable[[T, A], str] | None = None
    wall: Callable[[T], Hang[A] | None] = _nowhere
    doubts: Callable[[T, A], tuple[Criterion, ...]] = _nothing
    effort: Callable[[T], Effort] = _one_decision
    still: Callable[[T, Any], tuple[Block, ...]] = _nothing
    decided: bool = False
    recall: float = 0.0
    few: bool = False
    keyless: bool = False
    tabular: bool = False
    own_mixups: bool = False
    in_parts: bool = True
    shown_by: str = "exercise"
    worked: bool = False

    @property
    def linked(self) -> bool:
        """Whether answers of this kind can be referred to, or refer to others."""
        return self.objects is not _nothing or self.refs is not _nothing

    @property
    def telling(self) -> bool:
        """Whether equal answers of several learners say something: not where there are few to give."""
        return not (self.decided or self.few)


def shuffled(items: Sequence[T], rng: random.Random) -> list[T]:
    """A shuffled copy. Sorting by random() keeps the order the same on every Python version."""
    return [item for _, _, item in sorted((rng.random(), i, item) for i, item in enumerate(items))]


def dealt(kind: Kind[T, K, Any], task: T, key: K | None, seed: str) -> msgspec.Struct:
    """The view of one learner (``seed``), drawn anew while the order of its items tells the answer."""
    view = kind.view(task, random.Random(seed))
    for again in range(1, DRAWS):
        if key is None or not kind.tells(view, key):
            break
        view = kind.view(task, random.Random(f"{seed}:{again}"))
    return view


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One criterion that a marker scores. ``levels``: what each level looks like, lowest first; none: met or not."""

    id: str
    label: str
    levels: tuple[str, ...] = ()
