"""What an instructor meets beside answers: groups with one hand-in, late days, an extension, somebody who handed in
nothing, ratings by people in other roles. Without a scene everybody hands in alone and in time."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import msgspec

ROLES = ("A customer", "A partner", "A colleague in the field")
TEAMS = ("Heron", "Kingfisher", "Plover", "Wagtail", "Dunnock", "Siskin", "Avocet", "Curlew")
BLOCK = 10  # learners among whom each thing happens once
SETTINGS = """# How this invented class is graded. mosaic settings FILE says what it comes to; more: docs/grading.md.
zone = "UTC"
due = "2026-03-17"          # for every notebook; a day means its end

[late]                      # in percent of what an item is worth, answer by answer
per_day = 10                # off for each day begun after the due date
cap = 60                    # what a late answer can earn at most
grace = "30m"               # so much later costs nothing

[sections.Evening]
later = "1d"                # the evening section has a day more
"""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The part of one learner. ``later``: by how many days they work after the others; ``hands_in``: whether there is a
    file of their own; ``asks_others``: whether people in other roles rate beside them."""

    group: str = ""
    extension: str = ""
    later: int = 0
    hands_in: bool = True
    asks_others: bool = False


ALONE = Part()


class Scene(msgspec.Struct, frozen=True):
    """The part of each learner, by number from 0, and the settings by which the class is graded ("": none)."""

    part: Callable[[int], Part]
    settings: str = ""


PLAIN = Scene(lambda _: ALONE)


def everyday(learners: int) -> Scene:
    """A class as one meets it. In each whole block of ten: a team of three of one section, of whom the first one hands
    in; one who is late, one late with an extension. In every third block one is missing. A third asks others."""
    whole = learners - learners % BLOCK

    def part(number: int) -> Part:
        block, place = divmod(number, BLOCK)
        asks = number % 3 == 0
        if number >= whole:
            return Part(asks_others=asks)
        match place:
            case 1 | 3 | 5:
                return Part(group=team(block), hands_in=place == 1, asks_others=asks)
            case 6:
                return Part(later=6 + block % 3, asks_others=asks)
            case 7:
                return Part(later=6, extension="7d", asks_others=asks)
            case 8 if block % 3 == 0:
                return Part(hands_in=False)
        return Part(asks_others=asks)

    return Scene(part, SETTINGS)


def team(block: int) -> str:
    """The name of a block's team."""
    again, name = divmod(block, len(TEAMS))
    return f"Team {TEAMS[name]}" + (f" {again + 1}" if again else "")


def rated_by_others(raw: Any, task: Any, rng: random.Random) -> Any:
    """An answer of ratings with those of people in other roles beside it: who stands elsewhere sees other things, and
    rates some rows a point higher or lower. Only ``random()`` is used, as in all of the made-up class."""
    own = raw.get("rates") if isinstance(raw, dict) else None
    if not own:
        return raw
    others = []
    for role in ROLES:
        lean = -1 if rng.random() < 0.6 else 1  # customers and partners mostly rate lower
        rates = {row: seen(rate, lean, task, rng) for row, rate in own.items()}
        others.append({"name": role, "rates": rates})
    return {**raw, "others": others}


def seen(rate: float, lean: int, task: Any, rng: random.Random) -> float:
    """The same row in somebody else's eyes."""
    return min(task.high, max(task.low, rate + lean)) if rng.random() < 0.5 else rate
