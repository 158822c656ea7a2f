"""A conversation: read, checked turn by turn, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.authoring import dangling, same_twice, worth_problems
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Solution, close_words, shuffled
from mosaic_exercises.kinds.dialogue.task import DialogueKey, DialogueTask, DialogueView, Way, last, moves, turns
from mosaic_exercises.kinds.dialogue.ways import SHOWN, circle, longest, onward, to_turn, whole, working
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

MOST_TURNS = 60  # of a conversation; a learner takes a few of them


def parse(task: DialogueTask, raw: Raw) -> Way:
    """A list of moves, each an answer to the turn that the ones before it led to; null or [] is blank."""
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)):
        raise FormatError(
            f"This answer cannot be read: a list of what was said is needed, not {noun(raw)}. Answer again."
        )
    if len(raw) > longest(task):
        raise FormatError(
            f"This answer has {len(raw)} turns, and no way here is that long. Start the conversation again."
        )
    way: Way = ()
    for id_ in raw:
        if id_ not in [move.id for move in last(task, way).moves]:
            raise FormatError(f"{named(id_)} is nothing that can be said here. Go on from the last line shown.")
        way = (*way, id_)
    return way


@lru_cache(TABLES)
def _said(task: DialogueTask, key: DialogueKey) -> dict[str, Criterion]:
    """What to say of each move. One that does not work never says which would."""
    found: dict[str, Criterion] = {}
    for id_, (turn, move) in moves(task).items():
        seen = f"To {quoted(turn.text, 200)} {'you' if task.you == 'You' else task.you} said: {quoted(move.text, 200)}"
        if id_ in key.good:
            found[id_] = Criterion("turn", True, seen, key.good[id_], item=id_)
            continue
        slip = key.close.get(id_) or key.wrong[id_]
        worth = key.close[id_].worth if id_ in key.close else 0.0
        again = slip.try_next or "Go back to this line and say something else."
        found[id_] = Criterion("turn", False, seen, slip.why, again, id_, slip.misconception, worth=worth)
    return found


def _asked(task: DialogueTask, key: DialogueKey, way: Way) -> int:
    """How many turns a way is measured by: its own, with those still to come, and at least the shortest that works."""
    shortest = onward(task, (), key.good) or ()
    return max(len(whole(task, way, key.good)), len(shortest))


def check(task: DialogueTask, key: DialogueKey | None, answer: Way) -> Result:
    """Turns that worked, over all turns of the conversation; a near miss counts as the part it is worth. What an
    unfinished or broken-off conversation leaves out earns nothing."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    said = _said(task, key)
    criteria = tuple([said[id_] for id_ in answer])
    hits = sum(c.met is True for c in criteria)
    near = [c.worth for c in criteria if c.worth]
    if last(task, answer).moves:
        again = "Go on until there is nothing left to say."
        criteria += (Criterion("complete", False, "The conversation is not over yet.", try_next=again),)
    score = (hits + sum(near)) / _asked(task, key, answer)
    if score >= 1:
        return graded(1, key.why, criteria)
    words = f"{hits} of your {len(answer)} turns worked." if hits else "None of your turns worked yet."
    if hits == len(answer):
        words = "What you said so far worked." if last(task, answer).moves else "It worked, and it broke off too early."
    return graded(score, words + close_words(len(near)), criteria)


def samples(task: DialogueTask, key: DialogueKey | None) -> Samples:
    """Ways that work, each other move on a way of its own, and the first step alone."""
    first = task.turns[0].moves[0].id
    blank: tuple[Raw, ...] = (None, [])
    malformed: tuple[Raw, ...] = (
        *(first, 4, True, {"way": [first]}, ["no such move"], [None], [[first]], [first, first]),
        [first] * (longest(task) + 1),
    )
    if key is None:
        return Samples(blank, malformed, recorded=([first], list(whole(task, (first,), ()))))
    good = [list(way) for way in islice(working(task, key.good), SHOWN)]
    others = [[move.id] for move in task.turns[0].moves if [move.id] not in good]
    for id_ in (*key.wrong, *key.close):
        turn, _ = moves(task)[id_]
        others.append(list(whole(task, (*to_turn(task, turn.id, key.good), id_), key.good)))
    by: dict[str, list[Raw]] = {"correct": list(good), "partial": [], "incorrect": []}
    for way in others:
        by[check(task, key, parse(task, way)).outcome].append(way)
    return Samples(blank, malformed, tuple(by["correct"]), tuple(by["partial"]), tuple(by["incorrect"]))


def describe(task: DialogueTask, answer: Way) -> str:
    """The conversation, a line a turn."""
    lines = []
    for id_ in answer:
        turn, move = moves(task)[id_]
        lines += [f"{task.them}: {turn.text}", f"{task.you}: {move.text}"]
    if answer and not last(task, answer).moves:
        lines.append(f"{task.them}: {last(task, answer).text}")
    return "\n".join(" ".join(line.split()) for line in lines)


def problems(task: DialogueTask, key: DialogueKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("turns", ((turn.id, turn.text) for turn in task.turns))
    found += same_twice("moves", ((move.id, f"{move.text} ({move.id})") for turn in task.turns for move in turn.moves))
    for turn in task.turns:
        found += same_twice(f"turns: '{turn.id}'", ((move.id, move.text) for move in turn.moves))
        found += dangling(f"turns: '{turn.id}'", (move.to for move in turn.moves), turns(task), "turn")
        if len(turn.moves) == 1:
            found.append(f"turns: '{turn.id}' has one move; give two or more, or none to end there")
    if not task.turns or not task.turns[0].moves:
        return [*found, "turns: give a first turn with something to say"]
    if len(task.turns) > MOST_TURNS:
        found.append(f"turns: {len(task.turns)} are more than {MOST_TURNS}")
    if not task.them.strip() or not task.you.strip():
        found.append("them, you: name both")
    if found:
        return found
    if again := circle(task):
        return [f"turns: the conversation can come back to '{again}', and would never end"]
    reached = {move.to for turn in task.turns for move in turn.moves}
    found += [f"turns: nothing leads to '{turn.id}'" for turn in task.turns[1:] if turn.id not in reached]
    return found + (_key_problems(task, key) if key is not None else [])


def _key_problems(task: DialogueTask, key: DialogueKey) -> list[str]:
    found = [] if key.why.strip() else ["key.why: say what all good ways have in common"]
    named_in = {"good": tuple(key.good), "wrong": tuple(key.wrong), "close": tuple(key.close)}
    for where, ids in named_in.items():
        found += dangling(f"key.{where}", ids, moves(task), "move")
    counts = {id_: sum(id_ in ids for ids in named_in.values()) for id_ in moves(task)}
    found += [f"key: '{id_}' stands {n} times in good, wrong and close" for id_, n in counts.items() if n > 1]
    found += [f"key: say in good, wrong or close why '{id_}' works or does not" for id_, n in counts.items() if not n]
    found += [f"key.good: '{id_}' has no reason" for id_, why in key.good.items() if not why.strip()]
    for id_, near in key.close.items():
        found += worth_problems(f"key.close: '{id_}'", near.worth)
    if not found and onward(task, (), key.good) is None:
        found.append("key.good: no way of good moves leads to an end")
    return found


def view(task: DialogueTask, rng: random.Random) -> DialogueView:
    """The conversation; what can be said stands in this learner's own order."""
    mixed = tuple(replace(turn, moves=tuple(shuffled(turn.moves, rng))) for turn in task.turns)
    return DialogueView(them=task.them, you=task.you, turns=mixed)


def solution(task: DialogueTask, key: DialogueKey) -> Solution:
    """The shortest way that works, and the reason of every move, on it or not."""
    reasons = {**key.good, **{i: s.why for i, s in key.wrong.items()}, **{i: n.why for i, n in key.close.items()}}
    return Solution(list(onward(task, (), key.good) or ()), key.why, tuple((id_, reasons[id_]) for id_ in moves(task)))
