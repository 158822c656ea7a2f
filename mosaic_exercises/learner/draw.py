"""Which questions of a pool a learner gets: the same ones every time, on every machine, spread over concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from hashlib import sha256
from heapq import heapify, heappop, heapreplace
from itertools import islice

NO_CONCEPTS: Mapping[str, tuple[str, ...]] = {}


def draw(
    pool: Sequence[str], size: int, seed: str, round: int = 1, *, concepts: Mapping[str, tuple[str, ...]] = NO_CONCEPTS
) -> tuple[str, ...]:
    """``size`` questions of ``pool`` for this seed; ``round`` k takes the k-th ``size`` of them, and wraps.

    Each question has its own rank, a hash of seed and question (rendezvous hashing: Thaler and Ravishankar 1998), so
    a draw depends on nothing but the seed and which questions there are, not on their order. ``concepts`` maps a
    question to its concepts; those without any share one. A concept comes again only when those asked less often have
    no question left. Where each question has one concept, a question added to the pool displaces at most one of the
    first round.

    Returns every question once where the pool is not larger than ``size``. Raises ValueError for a size or a round
    below 1.
    """
    if size < 1 or round < 1:
        raise ValueError(f"draw at least one question, in round 1 or later (size {size}, round {round})")
    questions = set(pool)
    if not questions:
        return ()
    first = (round - 1) * size % len(questions)
    row = tuple(islice(in_turn(questions, seed, concepts), first + size))
    return tuple(row[(first + i) % len(questions)] for i in range(min(size, len(questions))))


def in_turn(
    questions: Collection[str], seed: str, concepts: Mapping[str, tuple[str, ...]] = NO_CONCEPTS
) -> Iterator[str]:
    """The questions in this seed's order: always the best-ranked one of a concept that was asked least so far."""
    start = f"{len(seed)} {seed} ".encode("utf-8", "surrogatepass")

    def rank(name: str) -> bytes:
        return sha256(start + name.encode("utf-8", "surrogatepass")).digest()

    carried = {question: concepts.get(question) or ("",) for question in questions}
    waiting: dict[str, list[str]] = {}  # concept -> its questions, best rank first
    for question in sorted(questions, key=rank):
        for concept in carried[question]:
            waiting.setdefault(concept, []).append(question)
    turn = [(0, rank(f"concept {concept}"), concept) for concept in waiting]  # a heap: least asked first, then by rank
    heapify(turn)
    asked = dict.fromkeys(waiting, 0)
    drawn: set[str] = set()
    while turn:
        times, place, concept = turn[0]
        if times < asked[concept]:  # asked meanwhile, by a question that carries another concept too
            heapreplace(turn, (asked[concept], place, concept))
            continue
        # The best rank among those whose other concepts were asked least.
        question, least, left = "", -1, []
        for one in waiting[concept]:
            if one in drawn:
                continue
            left.append(one)
            cost = sum([asked[other] for other in carried[one]])
            if cost < least or least < 0:
                question, least = one, cost
        waiting[concept] = left
        if not left:
            heappop(turn)
        else:
            drawn.add(question)
            for each in carried[question]:
                asked[each] += 1
            yield question
