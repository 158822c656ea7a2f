"""A sort: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec.structs import replace

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import PairTerms, dangling, said_problems, same_twice
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Slip, Solution, shuffled
from mosaic_exercises.kinds.sort.task import Placed, SortKey, SortTask
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.values import Raw, named, noun, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Result

WORDING = keyed.Wording(
    parts="cards ",
    right="in the right place",
    none="None of the cards is in the right place yet.",
    unanswered=("1 card has no place yet.", "cards have no place yet."),
    again="Place every card, the doubtful ones too.",
    nought=True,
)


class _Ids(NamedTuple):
    cards: dict[str, str]  # id -> text
    bins: dict[str, str]  # id -> name
    places: frozenset[str | None]  # the bins, and no bin


class _Table(NamedTuple):
    moves: keyed.Moves  # for each card, what to say of it in each bin
    grades: tuple[Result, ...]  # by how many cards are in the right place; without criteria
    first: Placed  # each card in the first bin that is right for it
    right: Result  # what that earns


@lru_cache(TABLES)
def _ids(task: SortTask) -> _Ids:
    bins = {bin_.id: bin_.name for bin_ in task.bins}
    return _Ids({card.id: card.text for card in task.cards}, bins, frozenset([*bins, None]))


@lru_cache(TABLES)
def _table(task: SortTask, key: SortKey) -> _Table:
    cards, bins, _ = _ids(task)
    written = {bin_.id: bin_.text for bin_ in task.bins}
    on = "on" if task.layout == "ladder" else "in"

    def lost(bin_: str) -> Slip:
        text = written[bin_]
        beside = f" beside what is written there: {text}" if text else ": which words on it do not fit?"
        told = f"This card does not belong {on} {quoted(bins[bin_])}."
        if bin_ in key.elsewhere:
            return Slip(f"{told} {key.elsewhere[bin_]}", "Read the card once more beside that.")
        return Slip(told, f"Read the card again{beside}")

    replies: dict[tuple[str, str], keyed.Reply] = {(slip.card, slip.bin): slip for slip in key.wrong}
    replies |= {(near.card, near.bin): near for near in key.close}
    moves = keyed.moves(
        "place",
        {card: key.place[card] for card in cards},
        bins,
        seen=lambda card, bin_: f"{quoted(cards[card], 200)} is {on} {quoted(bins[bin_])}.",
        replies=replies,
        lost=lost,
        reasons=key.reasons,
    )
    grades = keyed.grades(WORDING, len(cards), key.why)
    first = tuple(key.place[card][0] for card in cards)
    return _Table(moves, grades, first, _judged(moves, grades, first))


def _judged(moves: keyed.Moves, grades: tuple[Result, ...], answer: Placed) -> Result:
    said = tuple([row[bin_] for row, bin_ in zip(moves, answer, strict=True) if bin_ is not None])
    return keyed.judged(WORDING, grades, said)


def parse(task: SortTask, raw: Raw) -> Placed:
    """An object card id -> bin id; cards not placed are absent. null or {} is blank."""
    if raw is None:
        return ()
    cards, bins, places = _ids(task)
    if not isinstance(raw, dict):
        raise FormatError(
            f"This answer cannot be read: cards with their places are needed, not {noun(raw)}. Answer again."
        )
    if len(raw) > len(cards):
        raise FormatError(f"This answer places {len(raw)} cards, but there are only {len(cards)}. Answer again.")
    placed = tuple(map(raw.get, cards))
    try:
        readable = len(cards) - placed.count(None) == len(raw) and places.issuperset(placed)
    except TypeError:  # a bin that is a list or an object
        readable = False
    if not readable:
        raise FormatError(_unreadable(cards, bins, raw))
    return placed if raw else ()


def _unreadable(cards: dict[str, str], bins: dict[str, str], raw: dict[Any, Any]) -> str:
    """What is wrong with the first entry of ``raw`` that puts no card of this exercise in one of its bins."""
    card, bin_ = next((c, b) for c, b in raw.items() if not (c in cards and isinstance(b, str) and b in bins))
    if card not in cards:
        return f"This exercise has no card {named(card)}. Place the cards shown."
    if not isinstance(bin_, str):
        return f"The card {quoted(cards[card])} has {noun(bin_)} for a place. Place this card again."
    return f"The card {quoted(cards[card])} is put in {quoted(bin_)}, which is not here. Place this card again."


def check(task: SortTask, key: SortKey | None, answer: Placed) -> Result:
    """Cards placed right, over all cards; a near miss counts as the part it is worth. A card not placed earns nothing
    and is not called wrong."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    moves, grades, first, right = _table(task, key)
    return right if answer == first else _judged(moves, grades, answer)


def samples(task: SortTask, key: SortKey | None) -> Samples:
    """All cards right, each slip and near miss by itself, one card missing, and all that can be wrong wrong."""
    cards, bins = [c.id for c in task.cards], [b.id for b in task.bins]
    malformed: tuple[Raw, ...] = (
        *(cards[0], 4, True, cards, [{cards[0]: bins[0]}], {"no such card": bins[0]}),
        *({cards[0]: "no such bin"}, {cards[0]: 1}, {cards[0]: None}, {cards[0]: [bins[0]]}, {cards[0]: {}}),
    )
    blank: tuple[Raw, ...] = (None, {})
    if key is None:
        return Samples(blank, malformed, recorded=({cards[0]: bins[0]}, dict.fromkeys(cards, bins[-1])))
    right = {card: key.place[card][0] for card in cards}
    other = {card: key.place[card][-1] for card in cards}
    near = {(c.card, c.bin) for c in key.close}
    no = {card: [b for b in bins if b not in key.place[card] and (card, b) not in near] for card in cards}
    wrong = {card: off[-1] for card, off in no.items() if off}
    close: list[Raw] = [{**right, c.card: c.bin} for c in key.close]
    one_off: list[Raw] = [{**right, slip.card: slip.bin} for slip in key.wrong]
    one_off += [{**right, card: bin_} for card, bin_ in list(wrong.items())[:1]]
    many = len(cards) > 1  # with one card, one card wrong is all wrong
    return Samples(
        blank,
        malformed,
        right=(right,) if other == right else (right, other),
        partly=(*close, *one_off, dict(list(right.items())[1:])) if many else tuple(close),
        wrong=() if not wrong else (wrong,) if many else tuple(one_off),
    )


def describe(task: SortTask, answer: Placed) -> str:
    """Each placed card with its bin, one a line."""
    cards, bins, _ = _ids(task)
    placed = zip(cards.values(), answer, strict=True) if answer else ()
    return "\n".join(f"{card}: {bins[bin_]}" for card, bin_ in placed if bin_ is not None)


def problems(task: SortTask, key: SortKey | None) -> list[str]:
    """What an author got wrong."""
    cards, bins = [c.id for c in task.cards], [b.id for b in task.bins]
    found = same_twice("bins", ((b.id, b.name) for b in task.bins))
    found += same_twice("cards", ((c.id, f"{c.text} {c.detail}") for c in task.cards))
    if len(bins) < 2:
        found.append("bins: give at least two")
    if not cards:
        found.append("cards: give at least one")
    if key is None:
        return found
    found += dangling("key.place", key.place, cards, "card")
    found += [f"key.place: the card '{card}' has no place" for card in cards if not key.place.get(card)]
    for card, accepted in key.place.items():
        found += dangling(f"key.place.{card}", accepted, bins, "bin")
        found += [f"key.place.{card}: '{bin_}' stands twice" for bin_ in repeated(accepted)]
    found += dangling("key.reasons", key.reasons, cards, "card")
    found += dangling("key.elsewhere", key.elsewhere, bins, "bin")
    if not key.why.strip():
        found.append("key.why: say why the cards belong there")
    return found + said_problems(
        ((slip.card, slip.bin) for slip in key.wrong),
        ((near.card, near.bin, near.worth) for near in key.close),
        key.place,
        (cards, bins),
        PairTerms(wrong="wrong", one="card", other="bin", between="in"),
    )


def view(task: SortTask, rng: random.Random) -> SortTask:
    """Bins in the author's order, cards shuffled by learner, and the layout."""
    return replace(task, cards=tuple(shuffled(task.cards, rng)))


def tells(view: SortTask, key: SortKey) -> bool:
    """Whether the cards come bin by bin; where each has its own, whether in the order of the bins."""
    bins = [b.id for b in view.bins]
    places = [bins.index(key.place[card.id][0]) for card in view.cards]
    used = len(set(places))
    if used < 2 or len(places) < 3:
        return False
    if used == len(places):
        return places in (sorted(places), sorted(places, reverse=True))
    return sum(a != b for a, b in pairwise(places)) == used - 1


def solution(task: SortTask, key: SortKey) -> Solution:
    """Each card in the first bin that is right for it, with its reason."""
    reasons = tuple((card.id, key.reasons[card.id]) for card in task.cards if card.id in key.reasons)
    return Solution({card.id: key.place[card.id][0] for card in task.cards}, key.why, reasons)
