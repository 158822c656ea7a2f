"""What each stage means, for one person at a time and without a table."""

from __future__ import annotations

from typing import Final, Literal, get_args

import msgspec

from mosaic_exercises.models.checks import whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty.due import Due

Stage = Literal["Suspect", "Prospect", "First-Time Customer", "Repeat Customer", "Client", "Advocate"]
Inactive = Literal["Inactive"]
INACTIVE: Final[Inactive] = "Inactive"  # off the ladder: has bought, and is gone
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
SUSPECT, PROSPECT, FIRST_TIME, REPEAT, CLIENT, ADVOCATE = STAGES


class Regular(msgspec.Struct, frozen=True, kw_only=True):
    """What "buys regularly" means: the rule that makes a Repeat Customer a Client.

    Where nothing falls due (bread, repairs): at least ``purchases`` purchase dates in the ``within_days`` days up to
    and including the day of counting (None: ever), and, if ``max_gap_days`` is set, never more than so many days from
    one purchase to the next, nor from the last to the day of counting. Where something falls due (a cover, a
    subscription), give ``due``: renewed each time it fell due is regular too, and what falls due no longer counts among
    the ``purchases``. Without ``due`` every purchase counts alike, which measures how often you bill.

    Source: this workbook's reading (Griffin gives no number).
    """

    purchases: int = 3
    within_days: int | None = 365
    max_gap_days: int | None = None
    due: Due | None = None

    def __post_init__(self) -> None:
        whole_number(self.purchases, "purchases", least=2)
        for name, days in (("within_days", self.within_days), ("max_gap_days", self.max_gap_days)):
            if days is not None:
                whole_number(days, name, least=1)

    def describe(self) -> str:
        """The rule in words."""
        span = f" in the last {self.within_days:,} days" if self.within_days is not None else ""
        gap = f", never more than {self.max_gap_days:,} days apart" if self.max_gap_days is not None else ""
        often = f"at least {self.purchases:,} purchase dates{span}{gap}"
        return often if self.due is None else f"{self.due.describe()}; or, of all else, {often}"


REGULAR: Final = Regular()


def stage_of(
    purchases: int,
    regular: bool = False,
    referrals: int = 0,
    qualified: bool = False,
    *,
    min_referrals: int = 1,
    gone: bool = False,
) -> Stage | Inactive:
    """The stage of one person, or Inactive for a customer who is gone.

    - no purchase: Prospect if ``qualified`` (has the need and the means), else Suspect;
    - one purchase date: First-Time Customer, whatever else is true;
    - two or more: Repeat Customer;
    - two or more and buying regularly: Client;
    - a Client with at least ``min_referrals`` referrals (people they recommended you to): Advocate;
    - whoever has bought and is ``gone`` (gave notice, or let lapse what was due): Inactive, off the ladder.

    Satisfaction alone makes nobody an Advocate, and a recommendation without regular buying does not either.
    Raises DataError for a count that is not a whole number of 0 or more, or a flag that is not True or False.

    Source: the stages of Griffin (2002); the exact thresholds are this workbook's reading.
    """
    whole_number(purchases, "purchases", least=0)
    whole_number(referrals, "referrals", least=0)
    whole_number(min_referrals, "min_referrals", least=1)
    for name, flag in (("regular", regular), ("qualified", qualified), ("gone", gone)):
        if not isinstance(flag, bool):
            raise DataError(f"`{name}` is {flag!r}, not True or False", f"argument `{name}`", "Write True or False.")
    if purchases == 0:
        return PROSPECT if qualified else SUSPECT
    if gone:
        return INACTIVE
    if purchases == 1:
        return FIRST_TIME
    if not regular:
        return REPEAT
    return ADVOCATE if referrals >= min_referrals else CLIENT
