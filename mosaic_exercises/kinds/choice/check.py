"""A choice: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import NamedTuple

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import dangling, same_twice, worth_problems
from mosaic_exercises.kinds.choice.task import ChoiceKey, ChoiceTask, ChoiceView, options
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Near, Samples, Slip, Solution, shuffled
from mosaic_exercises.reading.values import Raw, read_ids
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

LOST = Slip("This one does not fit.")


class _Table(NamedTuple):
    """What checking needs of one (task, key): what to say to each option when it is chosen, alone or among others."""

    picks: dict[str, Criterion]
    alone: dict[str, Result]  # mode many: empty


@lru_cache(TABLES)
def _positions(task: ChoiceTask) -> dict[str, int]:
    return {option.id: i for i, option in enumerate(options(task))}


@lru_cache(TABLES)
def _table(task: ChoiceTask, key: ChoiceKey) -> _Table:
    picks: dict[str, Criterion] = {}
    for option in options(task):
        seen = f"You chose: {option.text}"
        if option.id in key.right:
            picks[option.id] = keyed.right("picked", option.id, seen)
        else:
            reply = key.close.get(option.id) or key.wrong.get(option.id) or LOST
            picks[option.id] = keyed.wrong("picked", option.id, seen, reply)
    alone: dict[str, Result] = {}
    if task.mode != "many":
        for id_, c in picks.items():
            words = key.why if c.met else "Close, and there is a better one." if c.worth else "Not this one."
            alone[id_] = graded(1 if c.met else c.worth, words, (c,))
    return _Table(picks, alone)


def parse(task: ChoiceTask, raw: Raw) -> tuple[str, ...]:
    """A list of option ids; null or an empty list is blank. The answer keeps the author's order."""
    positions = _positions(task)
    picked = read_ids(raw, positions, "option", "options")
    if len(picked) < 2:
        return tuple(picked)
    if task.mode != "many":
        raise FormatError(f"Only one option can be chosen here, and {len(picked)} are. Choose the one that fits best.")
    return tuple(sorted(picked, key=positions.__getitem__))


def check(task: ChoiceTask, key: ChoiceKey | None, answer: tuple[str, ...]) -> Result:
    """One and true-false: all or nothing, or what a near miss is worth.
    Many: right picks minus wrong picks, over the right ones, never below 0."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    picks, alone = _table(task, key)
    if alone:
        return alone[answer[0]]
    criteria = tuple([picks[id_] for id_ in answer])
    hits = len([None for c in criteria if c.met])
    false = len(criteria) - hits
    score = max(0, hits - false) / len(key.right)
    if score >= 1:
        return graded(score, key.why, criteria)
    left_out = [id_ for id_ in key.right if id_ not in answer]
    if left_out:
        # How many are missing may be said; which ones would be the solution.
        hint = next((key.missed[i] for i in left_out if i in key.missed), "Read the options you left out once more.")
        count = f"{len(left_out)} more" if hits else "the right ones"
        criteria += (Criterion("complete", False, f"You left out {count}.", try_next=hint),)
    extra = f", and chose {false} that should not be there" if false else ""
    return graded(score, f"You found {hits} of {len(key.right)}{extra}.", criteria)


def samples(task: ChoiceTask, key: ChoiceKey | None) -> Samples:
    """Right, partly right (mode many) and wrong picks built from the key."""
    ids = [o.id for o in options(task)]
    malformed: tuple[Raw, ...] = ("a", 7, True, {"picked": ids}, [1], ["no such option"], [ids[0], ids[0]], [[ids[0]]])
    if task.mode != "many":
        malformed += (ids[:2],)
    if key is None:
        return Samples((None, []), malformed, recorded=tuple([i] for i in ids))
    wrong = [i for i in ids if i not in key.right and i not in key.close]
    partly: tuple[Raw, ...] = tuple([i] for i in key.close)
    if task.mode == "many" and len(key.right) > 1:
        partly = ([key.right[0]], *([*key.right, i] for i in wrong))
    return Samples((None, []), malformed, (list(key.right),), partly, tuple([i] for i in wrong))


def describe(task: ChoiceTask, answer: tuple[str, ...]) -> str:
    """The texts of the chosen options, one a line."""
    return "\n".join(o.text for o in options(task) if o.id in answer)


def problems(task: ChoiceTask, key: ChoiceKey | None) -> list[str]:
    """What an author got wrong."""
    ids = [o.id for o in options(task)]
    found = same_twice("options", ((o.id, o.text) for o in options(task)))
    if task.mode == "true-false" and task.options:
        found.append("options: a true-false question has its own two options; leave them out")
    if len(ids) < 2:
        found.append("options: give at least two")
    if key is None:
        return found
    named = {"right": key.right, "wrong": tuple(key.wrong), "missed": tuple(key.missed), "close": tuple(key.close)}
    for where, used in named.items():
        found += dangling(f"key.{where}", used, ids, "option")
    found += [f"key.right: '{i}' stands twice" for i in sorted({i for i in key.right if key.right.count(i) > 1})]
    if not key.right:
        found.append("key.right: name at least one right option")
    if task.mode != "many" and len(key.right) > 1:
        found.append('key.right: only mode = "many" may have several right options')
    if task.mode != "many" and key.missed:
        found.append('key.missed: only mode = "many" can leave a right option out')
    if not key.why.strip():
        found.append("key.why: say why the right answer is right")
    found += [f"key.missed: '{i}' is a wrong option" for i in key.missed if i in ids and i not in key.right]
    found += [f"key.wrong: '{i}' is a right option" for i in key.wrong if i in key.right]
    found += [
        f"key.wrong: no slip for the wrong option '{i}'"
        for i in ids
        if i not in key.right and i not in key.wrong and i not in key.close
    ]
    if key.close and task.mode != "one":
        found.append('key.close: only mode = "one" has near misses')
    for id_, near in key.close.items():
        found += worth_problems(f"key.close: '{id_}'", near.worth)
        if id_ in key.right or id_ in key.wrong:
            found.append(f"key.close: '{id_}' is also named as right or wrong")
    return found


def view(task: ChoiceTask, rng: random.Random) -> ChoiceView:
    """mode and options, shuffled by learner."""
    fixed = task.keep_order or task.mode == "true-false"
    shown = list(options(task)) if fixed else shuffled(options(task), rng)
    return ChoiceView(mode=task.mode, options=tuple(shown))


def solution(task: ChoiceTask, key: ChoiceKey) -> Solution:
    """The right options and, for the others, why not."""
    said: dict[str, Slip | Near] = {**key.wrong, **key.close}
    whys = ((o.id, said[o.id].why) for o in options(task) if o.id in said)
    return Solution(list(key.right), key.why, tuple(whys))
