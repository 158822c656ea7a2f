"""A match: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import PairTerms, dangling, said_problems, same_twice
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Slip, Solution, shuffled
from mosaic_exercises.kinds.match.task import MatchKey, MatchTask, Pairs
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Result

WORDING = keyed.Wording(
    parts="pairs ",
    right="right",
    none="None of the pairs is right yet.",
    unanswered=("1 item has no partner yet.", "items have no partner yet."),
    again="Join every item, the doubtful ones too.",
)
LOST = Slip(
    "These two do not belong together.",
    "Say in your own words what the left side means, then read the right side once more.",
)


class _Ids(NamedTuple):
    left: dict[str, str]  # id -> text
    right: dict[str, str]


@lru_cache(TABLES)
def _ids(task: MatchTask) -> _Ids:
    return _Ids({i.id: i.text for i in task.left}, {i.id: i.text for i in task.right})


class _Table(NamedTuple):
    moves: keyed.Moves  # for each left item, what to say of it beside each right one
    grades: tuple[Result, ...]  # by how many pairs are right


@lru_cache(TABLES)
def _table(task: MatchTask, key: MatchKey) -> _Table:
    left, right = _ids(task)
    replies: dict[tuple[str, str], keyed.Reply] = {(slip.left, slip.right): slip for slip in key.slips}
    replies |= {(near.left, near.right): near for near in key.close}
    moves = keyed.moves(
        "pair",
        {id_: key.pairs[id_] for id_ in left},
        right,
        seen=lambda one, other: f"{quoted(left[one], 200)} goes with {quoted(right[other], 200)}.",
        replies=replies,
        lost=lambda to: replace(LOST, why=f"{LOST.why} {key.elsewhere[to]}") if to in key.elsewhere else LOST,
        reasons=key.reasons,
    )
    return _Table(moves, keyed.grades(WORDING, len(left), key.why))


def parse(task: MatchTask, raw: Raw) -> Pairs:
    """An object left id -> right id; left items without a partner are absent. null or {} is blank."""
    if raw is None:
        return ()
    left, right = _ids(task)
    if not isinstance(raw, dict):
        raise FormatError(f"This answer cannot be read: pairs are needed, not {noun(raw)}. Answer again.")
    if len(raw) > len(left):
        raise FormatError(f"This answer has {len(raw)} pairs, but only {len(left)} are asked for. Answer again.")
    for from_, to in raw.items():
        if from_ not in left:
            raise FormatError(f"This exercise has no {named(from_)} on the left. Join the items shown.")
        if not isinstance(to, str) or to not in right:
            what = f"{named(to)}, which is not on the right" if isinstance(to, str) else noun(to)
            raise FormatError(f"{quoted(left[from_])} is joined to {what}. Join it again.")
    if not task.reuse and len(set(raw.values())) < len(raw):
        twice = quoted(right[repeated(raw.values())[0]])
        raise FormatError(f"{twice} is used twice, and each item on the right fits once. Take it away from one pair.")
    return tuple(map(raw.get, left)) if raw else ()


def check(task: MatchTask, key: MatchKey | None, answer: Pairs) -> Result:
    """Right pairs over all left items; a near miss counts as the part it is worth. An item without a partner earns
    nothing and is not called wrong."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    moves, grades = _table(task, key)
    said = tuple([row[to] for row, to in zip(moves, answer, strict=True) if to is not None])
    return keyed.judged(WORDING, grades, said)


def samples(task: MatchTask, key: MatchKey | None) -> Samples:
    """All pairs right, each slip and near miss by itself, one pair missing, and all that can be wrong wrong."""
    left, right = list(_ids(task).left), list(_ids(task).right)
    malformed: tuple[Raw, ...] = (
        *(left[0], 4, True, left, [{left[0]: right[0]}], {"no such item": right[0]}),
        *({left[0]: "no such item"}, {left[0]: 1}, {left[0]: None}, {left[0]: [right[0]]}, {left[0]: {}}),
    )
    if not task.reuse and len(left) > 1:
        malformed += (dict.fromkeys(left[:2], right[0]),)
    blank: tuple[Raw, ...] = (None, {})
    if key is None:
        return Samples(blank, malformed, recorded=({left[0]: right[0]}, {left[-1]: right[-1]}))
    good = _right(task, key)
    partly: list[Raw] = []
    wrong: list[Raw] = []
    for near in key.close:
        held = {i: r for i, r in good.items() if i != near.left and (task.reuse or r != near.right)}
        partly.append({**held, near.left: near.right})
    for slip in key.slips:
        held = {i: r for i, r in good.items() if i != slip.left and (task.reuse or r != slip.right)}
        (partly if held else wrong).append({**held, slip.left: slip.right})
    if len(left) > 1:
        partly.append(dict(list(good.items())[1:]))
    if all_off := _all_wrong(task, key, right):
        wrong.append(all_off)
    return Samples(blank, malformed, (good,), tuple(partly), tuple(wrong))


def _right(task: MatchTask, key: MatchKey) -> dict[str, str]:
    """A right answer: each left item with the first partner that is still free."""
    good: dict[str, str] = {}
    for item in task.left:
        fits = [r for r in key.pairs[item.id] if task.reuse or r not in good.values()]
        good[item.id] = fits[0] if fits else key.pairs[item.id][0]
    return good


def _all_wrong(task: MatchTask, key: MatchKey, right: list[str]) -> dict[str, str]:
    """An answer without a right pair, or {} where none is found by moving everything along."""
    near = {(pair.left, pair.right) for pair in key.close}
    for step in range(len(right)):
        moved = {item.id: right[(i + step) % len(right)] for i, item in enumerate(task.left[: len(right)])}
        if all(to not in key.pairs[from_] and (from_, to) not in near for from_, to in moved.items()):
            return moved
    return {}


def describe(task: MatchTask, answer: Pairs) -> str:
    """Each pair, one a line."""
    left, right = _ids(task)
    joined = zip(left.values(), answer, strict=True) if answer else ()
    return "\n".join(f"{text}: {right[to]}" for text, to in joined if to is not None)


def problems(task: MatchTask, key: MatchKey | None) -> list[str]:
    """What an author got wrong."""
    left, right = [i.id for i in task.left], [i.id for i in task.right]
    found = same_twice("left", ((i.id, i.text) for i in task.left))
    found += same_twice("right", ((i.id, i.text) for i in task.right))
    if not left:
        found.append("left: give at least one")
    if len(right) < 2:
        found.append("right: give at least two")
    if not task.reuse and len(right) < len(left):
        found.append("right: fewer than on the left; add some, or set reuse = true")
    if key is None:
        return found
    found += dangling("key.pairs", key.pairs, left, "left item")
    found += [f"key.pairs: '{i}' has no partner" for i in left if not key.pairs.get(i)]
    for from_, fits in key.pairs.items():
        found += dangling(f"key.pairs.{from_}", fits, right, "right item")
        found += [f"key.pairs.{from_}: '{i}' stands twice" for i in repeated(fits)]
    if not found and not task.reuse:
        clash = repeated(_right(task, key).values())
        found += [f"key.pairs: '{i}' is needed twice; list partners so that each left item gets its own" for i in clash]
    found += dangling("key.reasons", key.reasons, left, "left item")
    found += dangling("key.elsewhere", key.elsewhere, right, "right item")
    if not key.why.strip():
        found.append("key.why: say why these belong together")
    return found + said_problems(
        ((slip.left, slip.right) for slip in key.slips),
        ((near.left, near.right, near.worth) for near in key.close),
        key.pairs,
        (left, right),
        PairTerms(wrong="slips", one="left item", other="right item", between="with"),
    )


def view(task: MatchTask, rng: random.Random) -> MatchTask:
    """Left items in the author's order, right ones shuffled by learner."""
    return replace(task, right=tuple(shuffled(task.right, rng)))


def tells(view: MatchTask, key: MatchKey) -> bool:
    """Whether more than half of the left items stand beside their partner; of two pairs there is no third way."""
    beside = sum(right.id in key.pairs[left.id] for left, right in zip(view.left, view.right, strict=False))
    return len(view.left) > 2 and beside > len(view.left) / 2


def solution(task: MatchTask, key: MatchKey) -> Solution:
    """Each left item with a partner that fits, and its reason."""
    reasons = tuple((item.id, key.reasons[item.id]) for item in task.left if item.id in key.reasons)
    return Solution(_right(task, key), key.why, reasons)
