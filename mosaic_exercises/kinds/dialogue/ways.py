"""Ways through a conversation: the shortest, one that tries a given move, all that work."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from functools import lru_cache

from mosaic_exercises.kinds.contract import TABLES
from mosaic_exercises.kinds.dialogue.task import DialogueTask, Way, last, moves, turns

SHOWN = 8  # ways that work which samples hold


def onward(task: DialogueTask, way: Way, allowed: Collection[str]) -> Way | None:
    """The shortest way on from where ``way`` has come to, to an end, by ``allowed`` moves alone; None if none leads
    there."""
    waiting = deque([way])
    seen = {last(task, way).id}
    while waiting:
        here = waiting.popleft()
        turn = last(task, here)
        if not turn.moves:
            return here
        for move in turn.moves:
            if move.id in allowed and move.to not in seen:
                seen.add(move.to)
                waiting.append((*here, move.id))
    return None


def to_turn(task: DialogueTask, goal: str, first: Collection[str]) -> Way:
    """The shortest way to a turn, by the moves of ``first`` where they lead there, else by any."""
    for allowed in (first, moves(task)):
        waiting: deque[Way] = deque([()])
        seen = {task.turns[0].id}
        while waiting:
            here = waiting.popleft()
            turn = last(task, here)
            if turn.id == goal:
                return here
            for move in turn.moves:
                if move.id in allowed and move.to not in seen:
                    seen.add(move.to)
                    waiting.append((*here, move.id))
    return ()


def whole(task: DialogueTask, start: Way, good: Collection[str]) -> Way:
    """``start``, and from there on to an end: by good moves where they lead there, else by any."""
    return onward(task, start, good) or onward(task, start, moves(task)) or start


def working(task: DialogueTask, good: Collection[str]) -> Iterator[Way]:
    """Every way that good moves alone make, from the first turn to an end."""
    waiting: list[Way] = [()]
    while waiting:
        here = waiting.pop()
        turn = last(task, here)
        if not turn.moves:
            yield here
        waiting += [(*here, move.id) for move in reversed(turn.moves) if move.id in good]


@lru_cache(TABLES)
def longest(task: DialogueTask) -> int:
    """How many moves the longest way has."""
    known: dict[str, int] = {}

    def left(turn: str) -> int:
        if turn not in known:
            known[turn] = max((1 + left(move.to) for move in turns(task)[turn].moves), default=0)
        return known[turn]

    return left(task.turns[0].id)


def circle(task: DialogueTask) -> str:
    """A turn that the conversation can come back to; "" where there is none."""
    done: set[str] = set()
    trail: set[str] = set()

    def walk(turn: str) -> str:
        if turn in trail:
            return turn
        if turn in done or turn not in turns(task):
            return ""
        trail.add(turn)
        found = next((hit for move in turns(task)[turn].moves if (hit := walk(move.to))), "")
        trail.discard(turn)
        done.add(turn)
        return found

    return next((hit for turn in task.turns if (hit := walk(turn.id))), "")
