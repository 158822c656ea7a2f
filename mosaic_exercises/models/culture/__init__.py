"""A customer culture: its hard and soft sides and lived values, the market it works in, the customers it aims at, who
shares responsibility, and the sessions of a course about it.

The definitions follow the course's sources (a talk on customer culture, a course outline); what they leave open is this
workbook's reading, and said so where it stands.
"""

from mosaic_exercises.models.culture.market import Market, market, market_from_prices
from mosaic_exercises.models.culture.sessions import (
    SESSIONS,
    TRACKS,
    Session,
    coverage,
    empty_cells,
    sessions_of,
    sessions_table,
    topics,
)
from mosaic_exercises.models.culture.shared import Responsibility, Step, responsibility
from mosaic_exercises.models.culture.sides import Culture, Trait, Value, culture, value_standing
from mosaic_exercises.models.culture.target import (
    CRITERIA,
    Candidate,
    Choice,
    candidates,
    choose,
    equal_weights,
)

__all__ = [
    "CRITERIA",
    "SESSIONS",
    "TRACKS",
    "Candidate",
    "Choice",
    "Culture",
    "Market",
    "Responsibility",
    "Session",
    "Step",
    "Trait",
    "Value",
    "candidates",
    "choose",
    "coverage",
    "culture",
    "empty_cells",
    "equal_weights",
    "market",
    "market_from_prices",
    "responsibility",
    "sessions_of",
    "sessions_table",
    "topics",
    "value_standing",
]
