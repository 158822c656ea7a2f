"""Which questions of a pool a learner gets: the same ones every time, on every machine, spread over concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from heapq import heapify, heappop, heapreplace
from itertools import islice
from types import MappingProxyType

NO_CONCEPTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Deck:
    """A pool of questions made ready to draw from for many seeds: what does not depend on the seed, once."""

    def __init__(self, pool: Collection[str], concepts: Mapping[str, tuple[str, ...]] = NO_CONCEPTS) -> None:
        self.carried = {question: concepts.get(question) or ("",) for question in set(pool)}
        self.questions: dict[str, list[tuple[bytes, str]]] = {}
        for question, carried in self.carried.items():
            for concept in carried:
                self.questions.setdefault(concept, []).append((as_bytes(question), question))
        self.concepts = [(as_bytes(f"concept {concept}"), concept) for concept in self.questions]
        alone = {c: all(len(self.carried[q]) == 1 for _, q in own) for c, own in self.questions.items()}
        self.plain = {concept for concept, yes in alone.items() if yes}  # whose questions carry no other concept

    def in_turn(self, seed: str) -> Iterator[str]:
        """The questions in this seed's order: always the best-ranked one of a concept that was asked least so far, and
        of its questions one whose other concepts were asked least. Only those that are looked at are ranked: a hash is
        most of what a draw costs."""
        start = as_bytes(f"{len(seed)} {seed} ")
        ranked = sorted([(sha256(start + said).digest(), concept) for said, concept in self.concepts])
        asked = dict.fromkeys(self.questions, 0)
        drawn: set[str] = set()
        for _, concept in ranked:  # each concept once: none of its questions is drawn yet
            if concept in self.plain:
                own = self.questions[concept]
                first = own[0] if len(own) == 1 else min([(sha256(start + said).digest(), one) for said, one in own])
                question = first[1]
                asked[concept] = 1
                drawn.add(question)
                yield question
            elif not asked[concept]:
                yield self.best(concept, start, asked, drawn)
        turn = [(asked[concept], rank, concept) for rank, concept in ranked]  # a heap: least asked, then by rank
        heapify(turn)
        while turn:
            times, rank, concept = turn[0]
            if times < asked[concept]:  # asked meanwhile, by a question that carries another concept too
                heapreplace(turn, (asked[concept], rank, concept))
            elif question := self.best(concept, start, asked, drawn):
                yield question
            else:
                heappop(turn)

    def best(self, concept: str, start: bytes, asked: dict[str, int], drawn: set[str]) -> str:
        """The question of a concept that is its turn, "" where none is left; it counts as asked."""
        costs = [
            (sum([asked[other] for other in self.carried[one]]), sha256(start + said).digest(), one)
            for said, one in self.questions[concept]
            if one not in drawn
        ]
        if not costs:
            return ""
        question = min(costs)[2]
        drawn.add(question)
        for each in self.carried[question]:
            asked[each] += 1
        return question

    def draw(self, size: int, seed: str, round: int = 1) -> tuple[str, ...]:
        """As ``draw`` says."""
        if size < 1 or round < 1:
            raise ValueError(f"draw at least one question, in round 1 or later (size {size}, round {round})")
        number = len(self.carried)
        if not number:
            return ()
        first = (round - 1) * size % number
        row = tuple(islice(self.in_turn(seed), first + size))
        return tuple([row[(first + i) % number] for i in range(min(size, number))])


def as_bytes(text: str) -> bytes:
    """A text to be hashed, whatever is in it."""
    return text.encode("utf-8", "surrogatepass")


def draw(
    pool: Collection[str],
    size: int,
    seed: str,
    round: int = 1,
    *,
    concepts: Mapping[str, tuple[str, ...]] = NO_CONCEPTS,
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
    return Deck(pool, concepts).draw(size, seed, round)
