"""An order: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import dangling, same_twice
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Slip, Solution, shuffled
from mosaic_exercises.kinds.order.task import OrderKey, OrderTask
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, read_ids, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded


class _Table(NamedTuple):
    place: dict[str, int]  # item id -> its place in the right order, from 0
    swaps: tuple[tuple[str, str, Criterion], ...]
    right: Result


@lru_cache(TABLES)
def _texts(task: OrderTask) -> dict[str, str]:
    return {item.id: item.text for item in task.items}


@lru_cache(TABLES)
def _table(task: OrderTask, key: OrderKey) -> _Table:
    text = _texts(task)
    swaps = tuple((s.before, s.after, _too_early(text, s.before, s.after, s)) for s in key.swaps)
    stands = tuple(keyed.right("place", i, text[i], key.reasons.get(i, "")) for i in key.order)
    return _Table({id_: i for i, id_ in enumerate(key.order)}, swaps, graded(1, key.why, stands))


def _too_early(text: dict[str, str], before: str, after: str, reply: keyed.Reply) -> Criterion:
    return keyed.wrong(
        "swap", before, f"You have {quoted(text[before], 200)} before {quoted(text[after], 200)}.", reply
    )


def in_order(places: Sequence[int]) -> int:
    """How many items stand in the right order to each other: the longest increasing subsequence of their places.

    For two orders of the same items this is their longest common subsequence. O(n log n).
    """
    ends: list[int] = []  # ends[k]: the smallest last place of an increasing run of k + 1 items
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def parse(task: OrderTask, raw: Raw) -> tuple[str, ...]:
    """A list of all item ids in the learner's order; null or an empty list is blank."""
    text = _texts(task)
    order = tuple(read_ids(raw, text, "item", "items"))
    if order and len(order) < len(text):
        left_out = [quoted(t) for id_, t in text.items() if id_ not in order]
        names = ", ".join(left_out[:3]) + (", …" if len(left_out) > 3 else "")
        raise FormatError(f"{len(left_out)} of {len(text)} items are missing: {names}. Put every item in its place.")
    return order


def check(task: OrderTask, key: OrderKey | None, answer: tuple[str, ...]) -> Result:
    """(Items in the right order to each other - 1) / (items - 1): the order right is 1, the order reversed is 0."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    place, swaps, right = _table(task, key)
    if answer == key.order:
        return right
    places = [place[id_] for id_ in answer]
    fit = in_order(places)
    at = {id_: i for i, id_ in enumerate(answer)}
    criteria = tuple([said for before, after, said in swaps if at[before] < at[after]])
    if not criteria:
        # Always there: an order that never steps down is the right one. Naming one pair to look at gives away no place.
        step = next(i for i in range(1, len(places)) if places[i] < places[i - 1])
        label = f"Read both again: which of the two is nearer to {quoted(task.from_label)}, and why?"
        criteria = (
            _too_early(_texts(task), answer[step - 1], answer[step], Slip("These two are in the wrong order.", label)),
        )
    if fit == 1:
        return graded(0, "No two items are in the right order yet.", criteria)
    summary = f"{fit} of {len(places)} items are in the right order relative to each other."
    return graded((fit - 1) / (len(places) - 1), summary, criteria)


def samples(task: OrderTask, key: OrderKey | None) -> Samples:
    """The right order, orders with one item moved (each swap of the key among them), and the order reversed."""
    ids = [item.id for item in task.items]
    malformed: tuple[Raw, ...] = (
        *("first", 3, False, {"order": ids}, [ids], [0], ["no such item"]),
        *([ids[0], *ids], [ids[0]] * len(ids), [*ids, "one more"], ids[:-1]),
    )
    if key is None:
        return Samples((None, []), malformed, recorded=(ids, ids[::-1]))
    order = list(key.order)
    moved: list[Raw] = [[*order[1::-1], *order[2:]]]
    for swap in key.swaps:
        rest = [id_ for id_ in order if id_ != swap.before]
        rest.insert(rest.index(swap.after), swap.before)
        moved.append(rest)
    wrong = order[::-1]
    partly = tuple(m for i, m in enumerate(moved) if len(order) > 2 and m not in moved[:i])
    return Samples((None, []), malformed, (order,), partly, (wrong,))


def describe(task: OrderTask, answer: tuple[str, ...]) -> str:
    """The items, numbered, in the learner's order."""
    text = _texts(task)
    return "\n".join(f"{n}. {text[id_]}" for n, id_ in enumerate(answer, 1))


def problems(task: OrderTask, key: OrderKey | None) -> list[str]:
    """What an author got wrong."""
    ids = [item.id for item in task.items]
    found = same_twice("items", ((item.id, item.text) for item in task.items))
    if len(ids) < 2:
        found.append("items: give at least two")
    if task.from_label.strip() == task.to_label.strip():
        found.append("from_label, to_label: the two ends need two names")
    if key is None:
        return found
    found += dangling("key.order", key.order, ids, "item")
    found += [f"key.order: '{i}' stands twice" for i in repeated(key.order)]
    found += [f"key.order: the item '{i}' is missing" for i in ids if i not in key.order]
    found += dangling("key.reasons", key.reasons, ids, "item")
    if not key.why.strip():
        found.append("key.why: say why this is the right order")
    pairs = [f"{s.before} before {s.after}" for s in key.swaps]
    found += [f"key.swaps: '{pair}' stands twice" for pair in repeated(pairs)]
    right_way = set(combinations(key.order, 2))
    for swap, pair in zip(key.swaps, pairs, strict=True):
        lost = dangling("key.swaps", (swap.before, swap.after), ids, "item")
        found += lost
        if swap.before == swap.after:
            found.append(f"key.swaps: '{pair}' names one item twice")
        elif not lost and (swap.before, swap.after) in right_way:
            found.append(f"key.swaps: '{pair}' is the right order, not a mistake")
    return found


def view(task: OrderTask, rng: random.Random) -> OrderTask:
    """The items, shuffled by learner, and the names of the two ends."""
    return replace(task, items=tuple(shuffled(task.items, rng)))


def tells(view: OrderTask, key: OrderKey) -> bool:
    """Whether the items stand as they should, or the other way round; of two there is no third way."""
    ids = tuple(item.id for item in view.items)
    return len(ids) > 2 and key.order in (ids, ids[::-1])


def solution(task: OrderTask, key: OrderKey) -> Solution:  # noqa: ARG001 - the contract's signature
    """The right order and why each item stands where it stands."""
    return Solution(list(key.order), key.why, tuple((i, key.reasons[i]) for i in key.order if i in key.reasons))
