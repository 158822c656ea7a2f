"""Labs: the world around Tessera (PEST), its markets, and whom it might aim at. All data SYNTHETIC."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from mosaic_exercises.labs.base import LabOutput, Value, data_file, option, output, slider
from mosaic_exercises.models import culture
from mosaic_exercises.models import pest as scan
from mosaic_exercises.models.culture import CRITERIA, Candidate, Market
from mosaic_exercises.models.errors import DataError

SHOWN = {"all": "all", "opportunity": "opportunities", "threat": "threats"}
LETTERS = ("all", *scan.CATEGORIES)
WEBSITES = 9
"""National websites that sell e-bike cover in the delta (firm.toml, mkt-01); their prices are not known."""
TIERS = {"basic": "Basic cover", "plus": "Plus cover", "complete": "Complete cover"}
RATERS = {
    "all": "all three, mean",
    "emp-01": "Wilma Achterberg alone",
    "emp-07": "Lars Holmgren alone",
    "emp-08": "Priya Nair alone",
}


def pest(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Tessera's PEST factors by impact and likelihood.

    Controls: ``show`` (all, opportunities, threats), ``letter`` (all or one of the four) and ``least``, the weight of
    25 from which a factor goes into the SWOT.
    """
    from mosaic_exercises.plots import pest as pictures

    show = option(values, "show", tuple(SHOWN), "all")
    letter = option(values, "letter", LETTERS, "all")
    least = whole(values, "least", scan.HANDED_ON)
    chosen = [
        one
        for one in factors(str(data_file("tessera/pest.csv")))
        if show in ("all", one.direction) and letter in ("all", one.category)
    ]
    of = "" if letter == "all" else f", {letter}"
    heavy = sum(one.weight >= least for one in chosen)
    first = scan.ranking(chosen)[0].factor
    finding = (
        f"{heavy} of {len(chosen)} {'factor' if len(chosen) == 1 else 'factors'} weigh {least} or more. First: "
        f"{first.text} ({first.impact} x {first.likelihood} = {first.weight}, {first.direction})."
    )
    return output(
        pictures.grid(chosen, theme=theme, width=width, least=least),
        f"Tessera (SYNTHETIC): {SHOWN[show]}{of}, into the SWOT from {least} of 25",
        finding,
    )


def markets(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Four markets in which Tessera sells cover, by number of offers and difference in price.

    Controls: ``many`` (from so many offers on saturated), ``flat`` (up to this difference in percent flat) and
    ``websites`` (whether the nine national websites count as offers).
    """
    from mosaic_exercises.plots import market as pictures

    many, flat = whole(values, "many", culture.market("", 0, 0).many), slider(values, "flat", 10)
    websites = values.get("websites", True)
    if not isinstance(websites, bool):
        raise DataError(f"`websites` is {websites!r}", "control `websites`", "Set it to on or off.")
    placed = [
        culture.market(one.name, one.offers, one.difference, many=many, flat_below=flat)
        for one in sold(
            str(data_file("tessera/competitors.csv")), str(data_file("tessera/firm.toml")), WEBSITES * websites
        )
    ]
    both = [one.name for one in placed if one.saturated and one.flat]
    finding = f"Saturated and flat: {', '.join(both) if both else 'none of the four'}. "
    finding += " ".join(f"{one.name}: {one.quadrant}." for one in placed if one.name not in both)
    notes = (
        "Prices only; of features the file says that theft, damage and roadside help are in every offer.",
        "Cover for fleets is left out: its prices differ by up to 40%, and nobody has counted the offers.",
    )
    return output(
        pictures.chart(placed, theme=theme, width=width),
        f"Tessera (SYNTHETIC): {'with' if websites else 'without'} the nine national websites",
        finding.strip(),
        notes,
    )


def targets(values: Mapping[str, Value], theme: str, width: int) -> LabOutput:
    """Six groups that Tessera might aim at, scored by value, compatibility and strategicity.

    Controls: ``value``, ``compatibility``, ``strategicity`` (points, turned into shares of 100; none at all counts as
    the same for each) and ``rater`` (the mean of three, or one of them).
    """
    from mosaic_exercises.plots import contacts as pictures

    points = {one: slider(values, one, default) for one, default in zip(CRITERIA, (40, 30, 30), strict=True)}
    rater = option(values, "rater", tuple(RATERS), "all")
    shares = weights(points)
    groups = [one if rater == "all" else alone(one, rater) for one in rated(str(data_file("tessera/firm.toml")))]
    choice = culture.choose(groups, shares)
    first = [scored.candidate.name for scored in choice.scored if scored.place == 1]
    said = ", ".join(f"{one} {share:.0f}" for one, share in shares.items())
    finding = f"First with {said}: {' and '.join(first)} ({choice.scored[0].score:.2f} of 5). "
    finding += (
        "Equal weights put it there, too: the choice does not hang on your weights."
        if choice.steady
        else "Equal weights put another there: the choice hangs on your weights."
    )
    apart = max(groups, key=lambda one: one.spread)
    if rater == "all":
        most = [one.name for one in groups if one.spread == apart.spread]
        finding += f" Ratings of one criterion differ by up to {apart.spread} for {len(most)} of {len(groups)} groups."
    rows = [
        pictures.ContactRow(s.candidate.name, s.score, f"{s.score:.2f}", len(s.candidate.ratings[CRITERIA[0]]))
        for s in choice.scored
    ]
    picture = pictures.rows(
        rows,
        "count",
        title="Whom to aim at",
        note=f"Score from 1 to 5 with {said} of 100 points. Ratings of {RATERS[rater]}. SYNTHETIC.",
        alt=finding,
        of="Raters",
        theme=theme,
        width=width,
    )
    return output(picture, f"Tessera (SYNTHETIC): {RATERS[rater]}", finding)


def whole(values: Mapping[str, Value], control: str, default: int) -> int:
    """Where a slider in whole steps stands."""
    value = slider(values, control, default)
    if not value.is_integer() or value < 0:
        raise DataError(f"`{control}` is {value:g}", f"control `{control}`", "Set it to a whole number.")
    return int(value)


def weights(points: Mapping[str, float]) -> dict[str, float]:
    """Points as shares that sum to 100; no points at all count as the same for each."""
    below = [one for one, given in points.items() if given < 0]
    if below:
        raise DataError(f"`{below[0]}` is below 0", f"control `{below[0]}`", "Set it to 0 or more.")
    total = sum(points.values())
    if not total:
        return culture.equal_weights()
    return {one: 100 * given / total for one, given in points.items()}


def alone(group: Candidate, rater: str) -> Candidate:
    """A group with the ratings of one rater."""
    return Candidate(group.name, {one: {rater: given[rater]} for one, given in group.ratings.items()}, group.text)


@lru_cache(1)
def factors(path: str) -> tuple[scan.PestFactor, ...]:
    """Tessera's PEST factors."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return scan.from_table(list(csv.DictReader(file)))


@lru_cache(2)
def sold(competitors: str, firm: str, websites: int) -> Sequence[Market]:
    """The three tiers of cover at four firms, and Plus cover where the firm has a workshop of its own."""
    with Path(competitors).open(encoding="utf-8", newline="") as file:
        rivals = list(csv.DictReader(file))
    with Path(firm).open("rb") as file:
        products = {one["id"]: one for one in tomllib.load(file)["product"]}
    found: list[Market] = []
    for tier, name in TIERS.items():
        own = float(products[f"COVER-{tier.upper()}"]["price_from_2026_03_eur"])
        prices = {"Tessera": own, **{one["name"]: float(one[f"price_{tier}_eur"]) for one in rivals}}
        found.append(culture.market_from_prices(name, prices, others=websites))
        if tier == "plus":
            near = {"Tessera": own, **{o["name"]: prices[o["name"]] for o in rivals if o["own_workshop"] == "yes"}}
            found.append(culture.market_from_prices("Plus cover with a workshop of one's own", near))
    return tuple(found)


@lru_cache(1)
def rated(firm: str) -> tuple[Candidate, ...]:
    """The six groups with the ratings of three colleagues."""
    with Path(firm).open("rb") as file:
        return culture.candidates(tomllib.load(file)["target"])
