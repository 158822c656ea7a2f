"""What customers are worth: lifetime value, retention economics, RFM scores, and how value is spread over customers.

``clv``, ``expected_lifetime``, ``retention_effect`` and ``sensitivity`` need numbers only; ``value_split`` and
``pareto`` need a list of numbers; ``rfm`` takes a table of transactions and ``high_low`` a table of customers;
``rfm_segments`` gives the scores their names and ``segment_summary`` counts them.
"""

from mosaic_exercises.models.value.lifetime import (
    REICHHELD_SASSER,
    PublishedFinding,
    RetentionEffect,
    Sensitivity,
    clv,
    expected_lifetime,
    retention_effect,
    sensitivity,
)
from mosaic_exercises.models.value.scores import rfm
from mosaic_exercises.models.value.segments import RFM_SEGMENTS, RfmSegment, rfm_segments, segment_summary
from mosaic_exercises.models.value.shares import ValueSplit, high_low, pareto, value_split

__all__ = [
    "REICHHELD_SASSER",
    "RFM_SEGMENTS",
    "PublishedFinding",
    "RetentionEffect",
    "RfmSegment",
    "Sensitivity",
    "ValueSplit",
    "clv",
    "expected_lifetime",
    "high_low",
    "pareto",
    "retention_effect",
    "rfm",
    "rfm_segments",
    "segment_summary",
    "sensitivity",
    "value_split",
]
