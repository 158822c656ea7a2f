"""Service quality as customers see it: SERVQUAL, its weighting, SERVPERF, the seven gaps, and gap analysis.

A gap is perception minus expectation: below zero the service falls short. ``gaps`` takes two dicts, lists or tables;
``from_long`` and ``from_wide`` a survey as it is stored; ``weighted`` and ``ranking`` add what matters to customers
(``importance``); ``gap_difference`` compares two groups of customers; ``between`` and ``diagnose`` tell the seven gaps
apart.

Sources: Parasuraman, Zeithaml & Berry (1985, 1988); Zeithaml, Parasuraman & Berry (1990); Cronin & Taylor (1992).
SERVQUAL is disputed: expectations asked afterwards drift with the experience, and the five dimensions are not found in
every trade.
"""

from mosaic_exercises.models.servqual.composite import OverallScore
from mosaic_exercises.models.servqual.groups import GapDifference, GapDifferences, gap_difference
from mosaic_exercises.models.servqual.items import DIMENSIONS, ITEMS, MEANINGS, SCALE, ServqualItem, wide_columns
from mosaic_exercises.models.servqual.perceptions import Performance, servperf
from mosaic_exercises.models.servqual.reach import Distance, distance
from mosaic_exercises.models.servqual.scores import (
    Gaps,
    RankedDimension,
    Score,
    gaps,
    overall,
    ranking,
    unweighted,
    weighted,
)
from mosaic_exercises.models.servqual.seven import (
    LOVELOCK,
    PARTIES,
    SEVEN,
    SIGNALS,
    Diagnosis,
    GapFinding,
    ServiceGap,
    Signal,
    between,
    diagnose,
    service_gap,
)
from mosaic_exercises.models.servqual.tables import (
    GuessDifference,
    Importance,
    compare,
    from_long,
    from_wide,
    importance,
)

__all__ = [
    "DIMENSIONS",
    "ITEMS",
    "LOVELOCK",
    "MEANINGS",
    "PARTIES",
    "SCALE",
    "SEVEN",
    "SIGNALS",
    "Diagnosis",
    "Distance",
    "GapDifference",
    "GapDifferences",
    "GapFinding",
    "Gaps",
    "GuessDifference",
    "Importance",
    "OverallScore",
    "Performance",
    "RankedDimension",
    "Score",
    "ServiceGap",
    "ServqualItem",
    "Signal",
    "between",
    "compare",
    "diagnose",
    "distance",
    "from_long",
    "from_wide",
    "gap_difference",
    "gaps",
    "importance",
    "overall",
    "ranking",
    "service_gap",
    "servperf",
    "unweighted",
    "weighted",
    "wide_columns",
]
