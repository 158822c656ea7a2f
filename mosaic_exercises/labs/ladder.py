"""Lab: the customers of a real shop on the loyalty ladder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output, slider
from mosaic_exercises.models import loyalty

if TYPE_CHECKING:
    import pandas as pd

DAYS = {
    "march": ("1997-03-31", "31 March 1997"),
    "june": ("1997-06-30", "30 June 1997"),
    "december": ("1997-12-31", "31 December 1997"),
    "end": ("1998-06-30", "30 June 1998"),
}
WITHIN = {"half": 182, "year": 365, "ever": None}


def cdnow(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """CDNOW's 23,570 customers on the ladder, on one of four days and by the learner's own rule for Clients.

    Controls: ``as_of`` (the last day that counts), ``purchases`` and ``within`` (what buying regularly means).
    """
    from mosaic_exercises.plots import loyalty as pictures

    day, said = DAYS[option(values, "as_of", tuple(DAYS), "end")]
    within = WITHIN[option(values, "within", tuple(WITHIN), "year")]
    rule = loyalty.Regular(purchases=round(slider(values, "purchases", 3)), within_days=within)
    table = loyalty.funnel(
        loyalty.stages(purchases(str(data_file("cdnow/cdnow_master.csv.gz"))), as_of=day, regular=rule)
    )
    number = dict(zip(table["stage"].astype(str), table["customers"].tolist(), strict=True))
    everybody = sum(number.values())
    once, clients = number["First-Time Customer"], number["Client"]
    finding = (
        f"By {said} {once:,} of {everybody:,} customers ({once / everybody:.2%}) had bought on one date only. "
        f"{clients:,} ({clients / everybody:.1%}) are Clients by your rule: {rule.describe()}."
    )
    setting = f"CDNOW up to {said}; Client: {rule.describe()}"
    return output(pictures.funnel(table, theme=theme, width=width), setting, finding)


@lru_cache(1)
def purchases(path: str) -> pd.DataFrame:
    """CDNOW's transactions; ids stay text, with their zeros in front. Read once: callers must not write into it."""
    import pandas as pd

    return pd.read_csv(path, dtype={"customer_id": str}, parse_dates=["date"])
