"""Lab: Tessera's balanced scorecard (SYNTHETIC): how far each target is reached, and which objective serves which."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output
from mosaic_exercises.models import scorecard
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.scorecard import Arrow, CauseMap, Objective

STARTS: Final = ("all", "sc-l1", "sc-l2", "sc-l3", "sc-p1")
WHOSE: Final = "Tessera, 30 September 2026 (SYNTHETIC)"


def tessera(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Tessera's twelve objectives, or one of them with all that should follow from it.

    Controls: ``show`` ("attainment" or "causes"), ``start`` ("all" or the id of an objective) and ``ratio`` (whether
    actual ÷ target stands in the table beside the attainment, as many dashboards have it).
    """
    from mosaic_exercises.plots import scorecard as pictures

    show = option(values, "show", ("attainment", "causes"), "attainment")
    start = option(values, "start", STARTS, "all")
    ratio = values.get("ratio", False)
    if not isinstance(ratio, bool):
        raise DataError(f"`ratio` is {ratio!r}", "control `ratio`", "Set it to true or false.")
    whole = scorecard.cause_map(objectives(str(data_file("tessera/scorecard.csv"))))
    shown = whole if start == "all" else following(whole, start)
    first = "" if start == "all" else f"{shown.objectives[0].objective} and what follows: "
    setting = f"{WHOSE}: {'all twelve objectives' if start == 'all' else first.removesuffix(': ')}"
    notes = () if start == "all" else ("Left out: the objectives that do not follow from this one.",)
    if show == "causes":
        return output(pictures.causes(shown, theme=theme, width=width), setting, first + _story(shown), notes)
    picture = pictures.attainment(shown.objectives, theme=theme, width=width)
    made = output(picture, setting, first + _standing(shown), notes)
    return beside(made, shown.objectives) if ratio else made


def following(whole: CauseMap, start: str) -> CauseMap:
    """The objective ``start`` and all that it serves, over any number of steps; ``start`` comes first."""
    reached = [start]
    for id_ in reached:
        reached += [a.effect for a in whole.arrows if a.cause == id_ and a.effect not in reached]
    known = {one.id: one for one in whole.objectives}
    kept: Iterable[Arrow] = (a for a in whole.arrows if a.cause in reached and a.effect in reached)
    return scorecard.cause_map([known[id_] for id_ in reached], kept)


def beside(made: LabOutput, shown: Sequence[Objective]) -> LabOutput:
    """The same output with a last column, actual ÷ target, and a sentence on what it makes of the figures."""
    ratios = {one.objective: quotient(one) for one in shown}
    rows = tuple((*row, ratios[row[0]]) for row in made.rows)
    green = [
        one.objective
        for one in shown
        if one.target and one.actual is not None and one.actual >= one.target and not reached(one)
    ]
    said = f" Actual ÷ target would call {_joined(green)} more than reached." if green else ""
    undefined = [one.objective for one in shown if not one.target]
    if undefined:
        said += f" For {_joined(undefined)} it cannot be worked out: the target is 0."
    if not said:
        said = " Actual ÷ target knows no baseline: it counts the way from 0."
    return LabOutput(
        made.svg, made.title, made.alt, (*made.columns, "Actual ÷ target"), rows, made.finding + said, made.notes
    )


def quotient(one: Objective) -> str:
    """Actual ÷ target in per cent; a dash where the target is 0 or a figure is missing."""
    return f"{one.actual / one.target:.0%}" if one.target and one.actual is not None else "-"


def reached(one: Objective) -> bool:
    """Whether the target is reached, in the direction that is better."""
    found = one.attainment
    return found is not None and found.reached


def _standing(shown: CauseMap) -> str:
    """How many targets are reached or not, one perspective after the other, the financial first."""
    parts = []
    for name in scorecard.PERSPECTIVES:
        own = [one.attainment for one in shown.objectives if scorecard.perspective(one.perspective) == name]
        standings = [found.standing for found in own if found is not None]
        if standings:
            counts = (f"{standings.count(s)} {s}" for s in dict.fromkeys(standings))
            parts.append(f"{name.capitalize()}: {', '.join(counts)}")
    return ". ".join(parts) + "."


def _story(shown: CauseMap) -> str:
    texts = {one.id: one.objective for one in shown.objectives}
    longest = max(shown.chains, key=len)
    return (
        f"{len(shown.objectives)} objectives, {len(shown.arrows)} arrows. The longest way has {len(longest)} stations: "
        + " → ".join(texts[id_] for id_ in longest)
        + ". Each arrow is a claim of the firm, not a finding."
    )


def _joined(names: Sequence[str]) -> str:
    said = [f"“{name}”" for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


@lru_cache(1)
def objectives(path: str) -> tuple[Objective, ...]:
    """The objectives of a scorecard in a file like Tessera's."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return scorecard.from_table(list(csv.DictReader(file)))
