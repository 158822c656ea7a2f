"""Three figures from one question each: Net Promoter Score, satisfaction (CSAT) and effort (CES).

Each comes with the number of answers and an interval, and says how the interval was found. An interval tells what
chance alone does to a sample; it says nothing about who did not answer. Sources: F. Reichheld, The One Number You Need
to Grow (Harvard Business Review, 2003); M. Dixon, K. Freeman & N. Toman, Stop Trying to Delight Your Customers (same,
2010).
"""

from mosaic_exercises.models.metrics.differences import Difference, csat_difference, frame, nps_difference
from mosaic_exercises.models.metrics.net import PASSIVE, PROMOTER, Nps, nps, nps_from_counts, nps_from_shares
from mosaic_exercises.models.metrics.rated import Ces, Csat, Version, ces, csat

__all__ = [
    "PASSIVE",
    "PROMOTER",
    "Ces",
    "Csat",
    "Difference",
    "Nps",
    "Version",
    "ces",
    "csat",
    "csat_difference",
    "frame",
    "nps",
    "nps_difference",
    "nps_from_counts",
    "nps_from_shares",
]
