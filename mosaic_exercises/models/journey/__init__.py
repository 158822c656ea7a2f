"""Journey maps: the records, what the emotion curve says, and rules that find what is missing.

Sources: Kalbach, *Mapping Experiences* (2016); Gibbons, NN/g (2018) for the parts of a map; Kahneman et al. (1993) for
peak and end; Carlzon (1987) for moments of truth. The corridor's terms are those of seed 003.
"""

from mosaic_exercises.models.journey.curves import Drop, Figures, Point, figures, in_words, points, signed, unowned
from mosaic_exercises.models.journey.records import (
    CUSTOMER_SIDE,
    DERIVED,
    Actor,
    Channel,
    CorridorPart,
    Curve,
    DerivedType,
    Emotion,
    Initiative,
    JourneyMap,
    Lane,
    LaneType,
    Note,
    Receiver,
    Stage,
    actors,
    derived,
    lane_of,
    notes_in,
    validate,
)
from mosaic_exercises.models.journey.rules import RULES, JourneyRule, broken, note_text, silent
from mosaic_exercises.models.journey.scores import JourneyScore, JourneyScores, StageScore, scores

__all__ = [
    "CUSTOMER_SIDE",
    "DERIVED",
    "RULES",
    "Actor",
    "Channel",
    "CorridorPart",
    "Curve",
    "DerivedType",
    "Drop",
    "Emotion",
    "Figures",
    "Initiative",
    "JourneyMap",
    "JourneyRule",
    "JourneyScore",
    "JourneyScores",
    "Lane",
    "LaneType",
    "Note",
    "Point",
    "Receiver",
    "Stage",
    "StageScore",
    "actors",
    "broken",
    "derived",
    "figures",
    "in_words",
    "lane_of",
    "note_text",
    "notes_in",
    "points",
    "scores",
    "signed",
    "silent",
    "unowned",
    "validate",
]
