"""Lab: service quality, Tessera's survey or one's own, as gaps, as a radar and weighted by importance."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mosaic_exercises.labs import own
from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output
from mosaic_exercises.models import servqual, surveys
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forms import weight_columns
from mosaic_exercises.models.servqual.scores import check_points

if TYPE_CHECKING:
    import pandas as pd

WHO = {
    "all": "all respondents",
    "late": "claim decided late",
    "on-time": "claim decided on time",
    "none": "no claim",
}
WEIGHTS = weight_columns()
SAYS = {item.id: item.says for item in servqual.ITEMS}
VIEWS = ("bars", "weighted", "radar")
Weights = dict[str, float] | None


def gaps(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """The gaps of the five dimensions.

    Controls: ``data`` (Tessera's survey, or a file made from the form "servqual"), ``who`` (all, or those of Tessera's
    respondents whose claim was late, on time, or who had none) and ``view`` (bars, weighted or radar).
    """
    from mosaic_exercises.plots import servqual as pictures

    who, view = option(values, "who", tuple(WHO), "all"), option(values, "view", VIEWS, "bars")
    name = own.chosen(values)
    if name:
        found, weights, notes = from_sheet(own.read(name, "servqual"))
        setting = f"{name}: {found.respondents} {'respondent' if found.respondents == 1 else 'respondents'}"
        if who != "all":
            notes.append(f"“{WHO[who]}” belongs to Tessera's survey: everyone in your file is counted.")
    else:
        found, weights = tessera(who)
        notes = list(found.notes)
        setting = f"Tessera, June 2026 (SYNTHETIC): {WHO[who]} ({found.respondents})"
    if view == "weighted":
        if weights is None:
            raise DataError(
                "This file has no points of importance",
                f"{name}, columns {WEIGHTS[0]} to {WEIGHTS[-1]}",
                "Choose another picture, or let each person spread 100 points.",
            )
        ranked = servqual.ranking(found, weights)
        first = ranked[0]
        finding = (
            f"Weighted by importance, {first.name} comes first: {first.weight:.1f} points × {signed(first.gap)} = "
            f"{signed(first.weighted)}. The weighted score is {signed(servqual.weighted(found, weights), 3)}."
        )
        return output(pictures.ranking(ranked, theme=theme, width=width), setting, finding, notes)
    draw = pictures.radar if view == "radar" else pictures.bars
    return output(draw(found, theme=theme, width=width), setting, told(found), notes)


def told(found: servqual.Gaps) -> str:
    """The largest shortfall, the statement behind it, and how sure it is."""
    worst = min(found.by_dimension, key=lambda score: score.gap)
    item = min(found.by_item, key=lambda score: score.gap)
    between = ""
    if worst.low is not None and worst.high is not None and worst.low < worst.high:
        between = f", interval {signed(worst.low)} to {signed(worst.high)}"
    people = f"{found.respondents} {'person' if found.respondents == 1 else 'people'}"
    if worst.gap >= 0:
        return f"No dimension falls short. The lowest is {worst.name} with {signed(worst.gap)}{between} ({people})."
    return (
        f"{worst.name.capitalize()} falls shortest: {signed(worst.gap)}{between} ({people}). "
        f"The statement that falls shortest: “{SAYS[item.name]}”, {signed(item.gap)}. "
        f"Mean of the dimensions, unweighted: {signed(found.overall, 3)}."
    )


def signed(value: float, digits: int = 2) -> str:
    """``+0.62`` or ``−1.40``."""
    return f"{value:+.{digits}f}".replace("-", "−")


def from_sheet(sheet: own.Sheet) -> tuple[servqual.Gaps, Weights, list[str]]:
    """Gaps and weights of a learner's file, and what was left out of it by which rule.

    A pair that lacks one side is left out. Raises DataError, with column and rows, for anything that is no answer.
    """
    notes = list(sheet.notes)
    own.people(sheet)
    low, high = servqual.SCALE
    sides = []
    for side in ("e", "p"):
        columns = {item.id: f"{side}_{item.id}" for item in servqual.ITEMS}
        sides.append(
            {id_: own.answers(sheet, column, low, high, notes, whole=False) for id_, column in columns.items()}
        )
    if len(notes) > len(sheet.notes):
        notes.append("Rule: a pair of answers that lacks one side is left out, everything else counts.")
    found = servqual.gaps(*sides, missing="skip")
    notes += [note for note in found.notes if "missing in" not in note]
    return found, weights(sheet, notes), notes


def weights(sheet: own.Sheet, notes: list[str]) -> Weights:
    """The mean of the points that people spread; None where nobody did. A row must sum to 100 or be empty."""
    if not any(column in sheet.heads for column in WEIGHTS):
        return None
    names = dict(zip(WEIGHTS, servqual.DIMENSIONS, strict=True))
    spread: list[dict[str, float]] = []
    empty = []
    for place, row in enumerate(sheet.rows):
        where = f"{sheet.name}, row {place + 1:,}"
        cells = {column: row.get(column, "") for column in WEIGHTS}
        if not any(cells.values()):
            empty.append(place)
            continue
        points = {}
        for column, cell in cells.items():
            number = surveys.number(cell)
            if number is None:
                what = f"{cell!r} is no number" if cell else "Points are missing"
                raise DataError(what, f"{where}, column {column!r}", "Write 0 where a dimension got no points.")
            points[names[column]] = number
        check_points(points, f"{where}, columns {WEIGHTS[0]} to {WEIGHTS[-1]}")
        spread.append(points)
    if spread and empty:
        notes.append(f"No points of importance in {surveys.rows_text(empty)}: the weights are those of the others.")
    if not spread:
        return None
    return {name: sum(points[name] for points in spread) / len(spread) for name in servqual.DIMENSIONS}


def tessera(who: str) -> tuple[servqual.Gaps, dict[str, float]]:
    """Gaps and weights of Tessera's respondents, all or those with this history of claims."""
    survey, points, people = tables(
        *(str(data_file(f"tessera/{name}.csv")) for name in ("servqual", "importance", "respondents"))
    )
    if who != "all":
        claim = {"late": "late", "on-time": "on time", "none": "none"}[who]
        ids = people.loc[people["claim"] == claim, "respondent_id"]
        survey, points = survey[survey["respondent_id"].isin(ids)], points[points["respondent_id"].isin(ids)]
    return servqual.from_long(survey), servqual.importance(points).weights


@lru_cache(1)
def tables(survey: str, importance: str, people: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The three files. Read once: callers must not write into them."""
    import pandas as pd

    return pd.read_csv(survey), pd.read_csv(importance), pd.read_csv(people, keep_default_na=False)
