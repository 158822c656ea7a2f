"""Labs: Tessera's relationships on one map, and the log of who began."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output, slider
from mosaic_exercises.models import relationship

if TYPE_CHECKING:
    import pandas as pd

SIDES = {"both": "inside and outside the firm", "external": "outside the firm", "internal": "inside the firm"}
WANTED = ("wanted_satisfaction", "wanted_gain")


def chart(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The 24 relationships by satisfaction and gain.

    Controls: ``side`` (who is shown), ``line`` (the threshold, in points), ``arrows`` ("yes": to where each is wanted).
    """
    from mosaic_exercises.plots import relationship as pictures

    side = option(values, "side", tuple(SIDES), "external")
    line = slider(values, "line", 50)
    arrows = option(values, "arrows", ("yes", "no"), "no") == "yes"
    table = _of(side, read("relationships"))
    found = relationship.chart(table if arrows else table.drop(columns=list(WANTED)), threshold=line)
    counts = found.counts
    finding = (
        f"With the line at {line:g}: {counts['Reciprocity']} of {len(found.parties)} in Reciprocity, "
        f"{counts['Over-giving']} in Over-giving, {counts['Over-taking']} in Over-taking, "
        f"{counts['Transactionship']} in Transactionship."
    )
    on = [p.name for p in found.parties if line in (p.satisfaction, p.gain)]
    if on:
        finding += f" Exactly on the line, and counted as above it: {', '.join(on)}."
    return output(
        pictures.chart(found, theme=theme, width=width), f"Relationships {SIDES[side]}, line at {line:g}", finding
    )


def log(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Who began, by relationship, in the year to September 2026.

    Controls: ``side`` (who is shown), ``unit`` (activities or minutes).
    """
    from mosaic_exercises.plots import activities as pictures

    side = option(values, "side", tuple(SIDES), "external")
    unit = option(values, "unit", pictures.UNITS, "activities")
    acts = _of(side, read("activities"))
    names = dict(zip(read("relationships")["party_id"], read("relationships")["name"], strict=True))
    ours = {kind: _sums(acts[acts["kind"] == kind], unit) for kind in relationship.KINDS}
    found = relationship.log(acts)
    efforts = [
        pictures.ContactEffort(names[p.name], ours["proactive"].get(p.name, 0.0), ours["reactive"].get(p.name, 0.0))
        for p in found.by_party
    ]
    efforts.sort(key=lambda one: (one.share or 0.0, -one.reactive))
    mean = {kind: acts.loc[acts["kind"] == kind, "minutes"].mean() for kind in relationship.KINDS}
    total = found.total
    finding = (
        f"{total.proactive} of {total.proactive + total.reactive} activities were proactive "
        f"({total.proactive_share:.1f}%). A proactive one took {mean['proactive']:.0f} minutes on average, "
        f"a reactive one {mean['reactive']:.0f}."
    )
    setting = f"Activities {SIDES[side]}, October 2025 to September 2026, counted in {unit}"
    return output(pictures.bars(efforts, unit, theme=theme, width=width), setting, finding)


def _of(side: str, table: pd.DataFrame) -> pd.DataFrame:
    return table if side == "both" else table[table["side"] == side]


def _sums(acts: pd.DataFrame, unit: str) -> dict[str, float]:
    """Number of activities, or their minutes, by party."""
    if acts.empty:
        return {}
    found = relationship.log(acts)
    if unit == "minutes":
        return {one.name: one.minutes or 0.0 for one in found.by_party}
    return {one.name: float(one.reactive + one.proactive) for one in found.by_party}


@lru_cache(2)
def read(name: str) -> pd.DataFrame:
    """A file of the case. Read once: callers must not write into it."""
    import pandas as pd

    return pd.read_csv(data_file(f"tessera/{name}.csv"), dtype={"party_id": str})
