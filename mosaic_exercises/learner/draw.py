"""Which questions of a pool a learner gets: the same ones every time, on every machine, spread over concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from heapq import heapify, heappop, heapreplace
from itertools import islice
from types import MappingProxyType
from typing import Protocol, Self, TypeVar

T = TypeVar("T")
NO_CONCEPTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Hash(Protocol):
    """What a rank needs of a hash that has begun."""

    def copy(self) -> Self: ...
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


Card = tuple[str, tuple[int, ...]]  # a question, and the numbers of its concepts


class Deck:
    """A pool of questions made ready to draw from for many seeds: what does not depend on the seed, once. Its concepts
    are numbered."""

    def __init__(self, pool: Collection[str], concepts: Mapping[str, tuple[str, ...]] = NO_CONCEPTS) -> None:
        carried = {question: concepts.get(question) or ("",) for question in set(pool)}
        numbers = {
            name: n for n, name in enumerate(dict.fromkeys(name for names in carried.values() for name in names))
        }
        self.size = len(carried)
        self.concepts = [(as_bytes(f"concept {name}"), n) for name, n in numbers.items()]
        self.cards: list[list[tuple[bytes, Card]]] = [[] for _ in numbers]  # of each concept
        for question, names in carried.items():
            card = question, tuple(numbers[name] for name in names)
            for n in card[1]:
                self.cards[n].append((as_bytes(question), card))
        self.plain = [all(card[1] == (n,) for _, card in own) for n, own in enumerate(self.cards)]  # carry no other

    def in_turn(self, seed: str) -> Iterator[str]:
        """The questions in this seed's order: always the best-ranked one of a concept that was asked least so far, and
        of its questions one whose other concepts were asked least. Only those that are looked at are ranked: a hash is
        most of what a draw costs."""
        start = sha256(as_bytes(f"{len(seed)} {seed} "))
        ranked = ranks(start, self.concepts)
        ranked.sort()
        asked = [0] * len(ranked)
        drawn: set[str] = set()
        for _, concept in ranked:  # each concept once: none of its questions is drawn yet
            if not asked[concept]:
                yield self.best(concept, self.cards[concept], start, asked, drawn)
        turn = [(asked[concept], rank, concept) for rank, concept in ranked]  # a heap: least asked, then by rank
        heapify(turn)
        while turn:
            times, rank, concept = turn[0]
            if times < asked[concept]:  # asked meanwhile, by a question that carries another concept too
                heapreplace(turn, (asked[concept], rank, concept))
            elif left := [pair for pair in self.cards[concept] if pair[1][0] not in drawn]:
                yield self.best(concept, left, start, asked, drawn)
            else:
                heappop(turn)

    def best(
        self, concept: int, cards: list[tuple[bytes, Card]], start: Hash, asked: list[int], drawn: set[str]
    ) -> str:
        """The question among some of one concept that is its turn; it counts as asked. Only those are ranked whose
        concepts were asked least."""
        if len(cards) > 1:
            if not self.plain[concept]:
                costs = [sum([asked[n] for n in card[1]]) for _, card in cards]
                least = min(costs)
                if least < max(costs):
                    cards = [pair for pair, cost in zip(cards, costs, strict=True) if cost == least]
            question, carried = min(ranks(start, cards))[1] if len(cards) > 1 else cards[0][1]
        else:
            question, carried = cards[0][1]
        for n in carried:
            asked[n] += 1
        drawn.add(question)
        return question

    def draw(self, size: int, seed: str, round: int = 1) -> tuple[str, ...]:
        """As ``draw`` says."""
        if size < 1 or round < 1:
            raise ValueError(f"draw at least one question, in round 1 or later (size {size}, round {round})")
        number = self.size
        if not number:
            return ()
        first = (round - 1) * size % number
        row = tuple(islice(self.in_turn(seed), first + size))
        if first + size <= number:
            return row[first:]
        return tuple([row[(first + i) % number] for i in range(min(size, number))])


def ranks(start: Hash, named: Iterable[tuple[bytes, T]]) -> list[tuple[bytes, T]]:
    """The rank of each, with its name: the hash of the seed, which has begun, going on with what is named."""
    begun, found = start.copy, []
    for said, one in named:
        hashed = begun()
        hashed.update(said)
        found.append((hashed.digest(), one))
    return found


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
