"""One reader for each kind of column, whatever library brought it: who (ids), when (days), how much (amounts).

``foreign`` turns polars, pyarrow and Arrow-streaming columns into the few kinds that the readers know, without losing
a digit. No reader guesses: what could be read in two ways is an error that names column, rows and the way out.
"""

from mosaic_exercises.models.columns.amounts import read_amounts
from mosaic_exercises.models.columns.days import FIRST_DAY, LAST_DAY, beyond, no_such_days, read_day, read_days
from mosaic_exercises.models.columns.ids import Ids, id_notes, read_ids, shortened

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Ids",
    "beyond",
    "id_notes",
    "no_such_days",
    "read_amounts",
    "read_day",
    "read_days",
    "read_ids",
    "shortened",
]
