"""The loyalty ladder: Suspect, Prospect, First-Time Customer, Repeat Customer, Client, Advocate.

Source of the stages: J. Griffin, Customer Loyalty: How to Earn It, How to Keep It (2nd ed. 2002). She has one stage
more, the Disqualified Prospect (someone known to have no need or no means); leave such people out of the tables.
Griffin puts no number on "regularly": the rule :class:`Regular` is this workbook's reading, and yours to change. What
falls due (a cover, a subscription) is judged by its renewals (:class:`Due`), all else by purchases in a time.
Customers who are gone stand on no stage: they are Inactive (``inactive_after`` and ``left`` of ``stages``).

``stages`` puts every customer of a table on the ladder, ``stage_of`` does it for one person without a table,
``transitions`` compares two periods, ``funnel`` counts the stages, ``report`` tells the rules that were used.
"""

from mosaic_exercises.models.loyalty.due import Due
from mosaic_exercises.models.loyalty.funnels import funnel
from mosaic_exercises.models.loyalty.ladder import report, stages
from mosaic_exercises.models.loyalty.movement import NEW, transitions
from mosaic_exercises.models.loyalty.rules import INACTIVE, REGULAR, STAGES, Inactive, Regular, Stage, stage_of

__all__ = [
    "INACTIVE",
    "NEW",
    "REGULAR",
    "STAGES",
    "Due",
    "Inactive",
    "Regular",
    "Stage",
    "funnel",
    "report",
    "stage_of",
    "stages",
    "transitions",
]
