"""Lab: Tessera's customer focus as five colleagues see it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output
from mosaic_exercises.models import focus

RATERS = {
    "all": "all five colleagues",
    "emp-01": "Wilma Achterberg, managing director",
    "emp-07": "Lars Holmgren, showroom sales",
    "emp-02": "Chidi Okafor, workshop",
    "emp-05": "Mei-Ling Zhou, customer service",
    "emp-03": "Sanne de Wit, claims",
}


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The profile of one rater, or of all five with their spread. Control: ``who``."""
    from mosaic_exercises.plots import focus as pictures

    who = option(values, "who", tuple(RATERS), "all")
    found = panel(str(data_file("tessera/focus.csv")))
    data = found if who == "all" else found.profiles[who]
    if isinstance(data, focus.RaterPanel):
        widest = [focus.ROWS[number - 1].name for number in data.widest]
        totals = [view.total for view in data.profiles.values() if view.total is not None]
        agreed = sum(1 for row in data.rows if not row.spread)
        finding = (
            f"Totals from {min(totals)} to {max(totals)} of {focus.BEST}. All agree on {agreed} of {focus.SIZE} rows; "
            f"furthest apart: {', '.join(widest)}."
        )
    else:
        weakest = [focus.ROWS[number - 1].name for number in data.weakest]
        finding = f"Total {data.total} of {focus.BEST}. Rated lowest: {', '.join(weakest)}."
    picture = pictures.profile(data, theme=theme, width=width)
    return output(picture, f"Customer focus of Tessera (SYNTHETIC), by {RATERS[who]}", finding)


@lru_cache(1)
def panel(path: str) -> focus.RaterPanel:
    """The five raters of 21 September 2026."""
    import pandas as pd

    return focus.from_table(pd.read_csv(path, dtype={"rater_id": str}))
