"""What once gave a wrong value without a word: columns that do not belong together, ids and days that are none."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from mosaic_exercises.models import (
    cohorts,
    customers,
    forecast,
    importance_performance,
    journey,
    kano,
    loyalty,
    metrics,
    relationship,
    reliability,
    servqual,
    survival,
    value,
    weighting,
)
from mosaic_exercises.models.errors import DataError

Call = Callable[[], object]


def told(call: Call) -> str:
    """The message of the DataError; what came instead, if none."""
    try:
        return f"no error: {call()!r}"
    except DataError as error:
        return str(error)
    except Exception as error:
        return f"no DataError: {error!r}"


def all_tell(calls: dict[str, Call], words: str) -> None:
    faults = {name: found for name, call in calls.items() if words not in (found := told(call))}
    assert not faults


PQ, QP = pd.Series([1, 7], ["p", "q"]), pd.Series([3, 1], ["q", "p"])
NAMES = pd.Series(["x", "y"], ["q", "p"])


def test_columns_with_different_indexes_are_never_paired_by_place() -> None:
    frame, turned = pd.DataFrame({"a": PQ, "b": PQ}), pd.DataFrame({"a": QP, "b": QP})
    calls: dict[str, Call] = {
        "mean": lambda: weighting.mean(PQ, QP),
        "mean, segment": lambda: weighting.mean(PQ, [1, 1], segment=NAMES),
        "weighted nps": lambda: weighting.nps(PQ, QP),
        "nps": lambda: metrics.nps(PQ, segment=NAMES),
        "csat": lambda: metrics.csat(PQ, scale=(1, 7), at_least=6, segment=NAMES),
        "quadrants": lambda: importance_performance.quadrants(frame, turned),
        "quadrants of columns": lambda: importance_performance.quadrants({"a": PQ}, {"a": QP}),
        "quadrants, segment": lambda: importance_performance.quadrants(frame, frame, segment=NAMES),
        "kaplan_meier": lambda: survival.kaplan_meier(PQ, pd.Series([True, False], ["q", "p"])),
        "krippendorff": lambda: reliability.krippendorff({"Ada": PQ, "Ben": QP}),
        "cronbach": lambda: reliability.cronbach({"a": PQ, "b": QP}),
        "kano.classify": lambda: kano.classify(PQ, QP),
        "kano.distribution": lambda: kano.distribution(PQ, QP),
        "gaps": lambda: servqual.gaps(PQ, QP, ["a", "b"]),
        "gaps of tables": lambda: servqual.gaps(frame, turned),
    }
    all_tell(calls, "the same people in the same order")


def test_columns_with_one_index_are_paired() -> None:
    assert weighting.mean(PQ, QP.reindex(PQ.index)).value == pytest.approx(5.5)
    assert weighting.mean(PQ, [3, 1]).value == pytest.approx(2.5)
    assert metrics.nps(PQ, segment=NAMES.reindex(PQ.index))["y"].n == 1


@pytest.mark.parametrize("n", [1, 2, 30])
def test_the_interval_of_a_difference_holds_the_difference(n: int) -> None:
    best, worst = metrics.nps_from_counts(n, 0, 0), metrics.nps_from_counts(0, 0, n)
    for one, other in ((best, worst), (worst, best), (best, best)):
        found = metrics.nps_difference(one, other)
        assert -200 <= found.low <= found.difference <= found.high <= 200
        assert "-200 and 200" in found.method


LONG, ROUNDED = [12345678901234567.0, 12345678901234568.0], ["1.23457E+16", "1.23457E+16"]


@pytest.mark.parametrize("ids", [LONG, ROUNDED], ids=["decimals", "rounded text"])
def test_ids_that_have_become_one_are_refused_by_every_reader(ids: list[object]) -> None:
    when = ["2025-01-01", "2025-01-02"]
    bought = pd.DataFrame({"customer_id": ids, "date": when, "amount": [1.0, 2.0]})
    contacts = pd.DataFrame({"customer_id": ids, "stage": ["a", "b"], "emotion": [1, 2], "date": when})
    answers = {"respondent_id": ids, "item_id": ["a", "b"], "dimension": ["a", "b"], "expectation": [5, 5]}
    points = {"respondent_id": ids, "dimension": ["empathy", "assurance"], "points": [100, 100]}
    acts = {"party_id": ids, "kind": ["reactive", "proactive"]}
    all_tell(
        {
            "stages": lambda: loyalty.stages(bought),
            "categories": lambda: loyalty.stages(bought.astype({"customer_id": "category"})),
            "rfm": lambda: value.rfm(bought),
            "journey.scores": lambda: journey.scores(contacts),
            "from_long": lambda: servqual.from_long(pd.DataFrame({**answers, "perception": [4, 4]})),
            "importance": lambda: servqual.importance(pd.DataFrame(points)),
            "log": lambda: relationship.log(acts, side=None, date=None, minutes=None),
        },
        "have become the same",
    )


@pytest.mark.parametrize("day", ["9999-12-31", "1900-01-01"])
def test_a_day_that_stands_for_unknown_is_refused_by_every_reader(day: str) -> None:
    when = ["2025-01-01", day]
    contacts = {"customer_id": ["x", "x"], "stage": ["a", "b"], "emotion": [1, 2], "date": when}
    acts = {"party_id": ["x", "y"], "kind": ["reactive", "proactive"], "date": when}
    calls: dict[str, Call] = {
        "journey.scores": lambda: journey.scores(contacts),
        "log": lambda: relationship.log(acts, side=None, minutes=None),
        "history": lambda: customers.history(when, as_of="2025-02-01"),
    }
    if day < "2000":  # an end without end says that somebody is still here
        stays = pd.DataFrame({"start": when, "end": [None, "2024-02-02"]})
        calls["from_dates"] = lambda: survival.from_dates(stays, "start", "end", as_of="2025-02-01")
    all_tell(calls, "on which nobody can have")


@pytest.mark.parametrize("kind", ["float64", "Float64", "Int64", "str", "category"])
def test_a_table_without_rows_is_told_whatever_its_ids_are(kind: str) -> None:
    empty = pd.DataFrame({"customer_id": pd.Series([], dtype=kind), "date": pd.Series([], dtype="datetime64[ns]")})
    empty["amount"] = pd.Series([], dtype=float)
    all_tell(
        {
            "stages": lambda: loyalty.stages(empty),
            "rfm": lambda: value.rfm(empty),
            "retention": lambda: cohorts.retention(empty),
            "summary": lambda: forecast.summary(empty),
        },
        "no rows",
    )


def test_a_figure_of_another_kind_cannot_be_subtracted() -> None:
    nps, csat = metrics.nps([9, 3]), metrics.csat([4, 5])
    all_tell({"csat": lambda: metrics.nps_difference(csat, csat)}, "not a Nps")  # type: ignore[arg-type]
    all_tell({"nps": lambda: metrics.csat_difference(csat, nps)}, "not a Csat")  # type: ignore[arg-type]
