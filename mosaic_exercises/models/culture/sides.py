"""The hard and soft sides of a culture, and values as they are lived.

Hard: what is written down and enforced (structure, budgets, measures, bonuses, rules). Soft: what people tell, expect
and do (stories, habits, values, tone). A customer-centred firm keeps both in step; that they are weighed one against
the other, item by item, is this workbook's reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError

Side = Literal["hard", "soft"]
SIDES: Final[tuple[Side, ...]] = ("hard", "soft")
Lived = Literal["lived", "mixed", "broken", "on the wall"]


class Trait(msgspec.Struct, frozen=True):
    """One thing seen in a firm. ``pull``: +1 towards the customer, -1 away, 0 neither."""

    text: str
    side: Side
    pull: int


class Culture(msgspec.Struct, frozen=True):
    """Traits counted by side: (towards, neither, away) of each. ``contradiction``: one side pulls towards the customer
    and the other away. ``words`` says what is to be seen."""

    traits: tuple[Trait, ...]
    hard: tuple[int, int, int]
    soft: tuple[int, int, int]
    contradiction: bool
    words: str


class Value(msgspec.Struct, frozen=True):
    """A value that a firm states: what shows that it is kept, and what shows the contrary."""

    name: str
    kept: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


def culture(traits: Sequence[Trait]) -> Culture:
    """Count what pulls where. Raises DataError for another side or pull, and for no traits at all."""
    if not traits:
        raise DataError("There are no traits", "argument `traits`", "Give at least one thing seen in the firm.")
    for trait in traits:
        one_of(trait.side, SIDES, "side")
        if trait.pull not in (-1, 0, 1):
            raise DataError(
                f"A pull is {trait.pull!r}", "argument `traits`", "Write 1 (towards the customer), 0 or -1 (away)."
            )
    counts = {side: _counts([t.pull for t in traits if t.side == side]) for side in SIDES}
    net = {side: counts[side][0] - counts[side][2] for side in SIDES}
    contradiction = net["hard"] * net["soft"] < 0
    if contradiction:
        soft_wins = net["soft"] > 0
        words = (
            "People mean well and the rules pull the other way: change a rule, a measure or a bonus first."
            if soft_wins
            else "The rules ask for it and people do not follow: find out which story says that it is not meant."
        )
    elif net["hard"] > 0 or net["soft"] > 0:
        words = "What pulls at all pulls towards the customer."
    elif net["hard"] < 0 or net["soft"] < 0:
        words = "What pulls at all pulls away from the customer."
    else:
        words = "What pulls towards the customer and what pulls away are even on both sides."
    return Culture(tuple(traits), counts["hard"], counts["soft"], contradiction, words)


def _counts(pulls: Sequence[int]) -> tuple[int, int, int]:
    return pulls.count(1), pulls.count(0), pulls.count(-1)


def value_standing(value: Value) -> Lived:
    """Whether a stated value is lived, mixed, broken, or only on the wall (nothing shows it either way)."""
    if value.kept and value.broken:
        return "mixed"
    if value.kept:
        return "lived"
    return "broken" if value.broken else "on the wall"
