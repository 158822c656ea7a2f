"""How many people stand on each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosaic_exercises.models import frames
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty.rules import INACTIVE, STAGES

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.models.frames import TableLike


def funnel(table: TableLike, stage: str = "stage") -> pd.DataFrame:
    """Count the stages of ``table`` (what :func:`stages` returned, or any table with a column of stage names).

    Returns six rows in the order of the ladder, and a seventh, Inactive, if the table holds people who are gone:
    ``stage``, ``customers`` (people on exactly this stage), ``percent``
    of all people, ``reached`` (people on this stage or above) and ``step_percent``: of those who reached the stage
    before, the percentage that reached this one. NaN where the data cannot say: for Suspect; up to First-Time Customer
    if no prospects were given (who did not buy is unknown); for Advocate if no referrals were given; for Inactive,
    which is no step. People who are gone count among ``percent`` of all, but have reached nothing.

    Read ``step_percent`` with care: it counts where people stand now, and stages can be skipped.
    Raises DataError for an empty table or a name that is no stage.
    """
    import numpy as np
    import pandas as pd

    known: list[str] = [*STAGES, INACTIVE]
    table = frames.require_table(table, "table")
    names = frames.column(table, stage, "stage").astype(object)
    if len(names) == 0:
        raise DataError("The table has no rows", "argument `table`", "Pass the result of stages().")
    gone = int((names == INACTIVE).sum())
    strange = ~names.isin(known).to_numpy()
    if strange.any():
        raise DataError(
            f"Column {stage!r} holds {frames.examples(names[strange].tolist())}",
            f"column {stage!r}, {frames.rows_text(strange)}",
            f"Use the six stages, or {INACTIVE}: {', '.join(STAGES)}.",
        )
    counts = names.value_counts().reindex(list(STAGES), fill_value=0).to_numpy(dtype="int64")
    reached = counts[::-1].cumsum()[::-1].astype("float64")
    if not counts[:2].any() and not table.attrs.get("prospects", False):
        reached[:2] = np.nan
    steps = np.full(len(STAGES), np.nan)
    before = reached[:-1]
    np.divide(reached[1:] * 100, before, out=steps[1:], where=before > 0)
    # A table that was saved, or was in another library, has lost whether referrals were given: nobody is no evidence.
    referrals = bool(table.attrs.get("referrals", counts[-1] > 0))
    if not referrals:
        steps[-1] = np.nan
    rows: list[str] = list(STAGES)
    if gone:
        rows, counts = [*rows, INACTIVE], np.append(counts, gone)
        reached, steps = np.append(reached, np.nan), np.append(steps, np.nan)
    result = pd.DataFrame(
        {
            "stage": pd.Categorical(rows, categories=[*([INACTIVE] if gone else []), *STAGES], ordered=True),
            "customers": counts,
            "percent": counts * 100 / counts.sum(),
            "reached": reached,
            "step_percent": steps,
        }
    )
    result.attrs = {**table.attrs, "referrals": referrals}
    return result
