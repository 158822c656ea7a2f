"""What customers are worth: lifetime value, retention economics, RFM scores, and how value is spread over customers.

``clv``, ``expected_lifetime``, ``retention_effect`` and ``sensitivity`` need numbers only; ``value_split`` and
``pareto`` need a list of numbers; ``rfm`` takes a table of transactions and ``high_low`` a table of customers.
"""

from mosaic_exercises.models.value.lifetime import (
    REICHHELD_SASSER,
    Finding,
    RetentionEffect,
    Sensitivity,
    clv,
    expected_lifetime,
    retention_effect,
    sensitivity,
)
from mosaic_exercises.models.value.scores import rfm
from mosaic_exercises.models.value.shares import ValueSplit, high_low, pareto, value_split

__all__ = [
    "REICHHELD_SASSER",
    "Finding",
    "RetentionEffect",
    "Sensitivity",
    "ValueSplit",
    "clv",
    "expected_lifetime",
    "high_low",
    "pareto",
    "retention_effect",
    "rfm",
    "sensitivity",
    "value_split",
]
