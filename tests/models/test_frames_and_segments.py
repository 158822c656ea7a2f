"""What a pandas user expects: `segment=` where a mean is, `.frame()` of a result, examples that run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import mosaic_exercises.models
from mosaic_exercises.models import focus, importance_performance, journey, kano, metrics, servqual, value, weighting
from mosaic_exercises.models.errors import DataError

TESSERA = Path(__file__).parents[2] / "data" / "tessera"


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return pd.read_csv(TESSERA / "respondents.csv", keep_default_na=False)[["respondent_id", "segment", "claim"]]


@pytest.fixture(scope="module")
def gaps(people: pd.DataFrame) -> dict[str, servqual.Gaps]:
    survey = pd.read_csv(TESSERA / "servqual.csv").merge(people, on="respondent_id")
    return servqual.from_long(survey, segment="claim")


def test_a_segment_is_what_its_own_rows_give(people: pd.DataFrame, gaps: dict[str, servqual.Gaps]) -> None:
    scores = pd.read_csv(TESSERA / "nps.csv").merge(people, on="respondent_id")
    late = scores[scores["claim"] == "late"]
    for measure, column in ((metrics.nps, "nps"), (metrics.csat, "csat")):
        found = measure(scores[column], segment=scores["claim"])  # type: ignore[operator]
        assert list(found) == list(dict.fromkeys(scores["claim"]))
        assert found["late"] == measure(late[column].tolist())  # type: ignore[operator]
    claimed = scores.dropna(subset=["ces"])
    assert metrics.ces(claimed["ces"], segment=claimed["claim"])["late"].n == len(late)
    survey = pd.read_csv(TESSERA / "servqual.csv")
    assert gaps["late"] == servqual.from_long(survey[survey["respondent_id"].isin(late["respondent_id"])])
    points = pd.read_csv(TESSERA / "importance.csv").merge(people, on="respondent_id")
    found = servqual.importance(points, segment="claim")["late"]
    assert found.respondents == len(late)
    low, high = found.intervals["reliability"] or (0, 0)
    assert 0 <= low < found.weights["reliability"] < high <= 100
    log = pd.read_csv(TESSERA / "touchpoints.csv")
    split = journey.scores(log, segment="segment")
    assert split["fleets"] == journey.scores(log[log["segment"] == "fleets"])


def test_segments_of_every_shape_of_table() -> None:
    columns = {"e_rel1": [6, 7, 5], "p_rel1": [5, 5, 5], "group": ["a", "b", "a"]}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for table in (columns, rows, pd.DataFrame(columns), iter(rows)):
        found = servqual.from_wide(table, segment="group")
        assert {name: one.overall for name, one in found.items()} == {"a": -0.5, "b": -2}


def test_faults_name_the_rows_of_the_whole_table() -> None:
    with pytest.raises(DataError, match=r"off the scale, such as 11 .*row 3"):
        metrics.nps([9, 8, 11], segment=["a", "a", "b"])
    with pytest.raises(DataError, match="3 answers and 2 names of segments"):
        metrics.nps([9, 8, 10], segment=["a", "a"])
    with pytest.raises(DataError, match="segment b: argument `scores`"):
        metrics.nps([9, 8, None], segment=["a", "a", "b"], missing="skip")
    with pytest.raises(DataError, match=r"1 row without a name or id .*column 'group', row 2"):
        servqual.from_wide({"e_x": [6, 7], "p_x": [5, 5], "group": ["a", None]}, segment="group")


def test_differences_of_gaps_agree_with_scipy(gaps: dict[str, servqual.Gaps]) -> None:
    found = servqual.gap_difference(gaps["late"], gaps["on time"])
    survey = pd.read_csv(TESSERA / "servqual.csv")
    own = survey.assign(gap=survey["perception"] - survey["expectation"])
    each = own[own["dimension"] == "reliability"].groupby("respondent_id")["gap"].mean()
    claims = pd.read_csv(TESSERA / "respondents.csv", keep_default_na=False).set_index("respondent_id")["claim"]
    sides = [each[claims.loc[each.index] == name] for name in ("late", "on time")]
    one = found["Reliability"]
    assert one.difference == pytest.approx(sides[0].mean() - sides[1].mean())
    assert one.people == (26, 17)
    assert (one.low, one.high) == pytest.approx((-3.375840826, -2.581625237))  # scipy 1.17.1, ttest_ind
    assert one.clear
    assert found.frame()["name"].tolist() == list(servqual.DIMENSIONS)


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ({"a": [5, 6]}, {"b": [5, 6]}, "not the same dimensions"),
        ([5, 6, 5, 4, 3], [5, 6, 5, 4, 3], None),
    ],
)
def test_groups_that_cannot_be_compared(first: object, second: object, message: str | None) -> None:
    one, other = servqual.gaps(first, first), servqual.gaps(second, second)
    if message is None:  # nobody differs from anybody: there is a difference and no interval
        assert servqual.gap_difference(one, other).differences[0].clear is None
        return
    with pytest.raises(DataError, match=message):
        servqual.gap_difference(one, other)
    with pytest.raises(DataError, match="different scales"):
        servqual.gap_difference(one, servqual.gaps(first, first, scale=(1, 9)))


def test_results_are_tables(gaps: dict[str, servqual.Gaps]) -> None:
    table = gaps["late"].frame()
    assert table["name"].tolist() == list(servqual.DIMENSIONS)
    assert len(gaps["late"].frame("item")) == 22
    scores = metrics.nps([10, 9, 3, 8], segment=["a", "b", "a", "b"])
    assert metrics.frame(scores)[["segment", "score", "n"]].to_numpy().tolist() == [["a", 0, 2], ["b", 50, 2]]
    assert metrics.frame(scores).attrs["notes"][0].startswith("a: Only 2 answers")
    survey = kano.survey(pd.read_csv(TESSERA / "kano.csv"))
    assert survey.frame().equals(kano.frame(survey))
    assert servqual.servperf({"a": [5, 6], "b": [4, 4]}).frame()["mean"].tolist() == [5.5, 4]
    curve = value.sensitivity(100, 0.8, 0.1).frame().set_index("retention")["clv"]
    assert curve[0.8] == pytest.approx(266.67, abs=0.01)
    apart = metrics.nps_difference(metrics.nps_from_counts(43, 38, 39), metrics.nps_from_counts(52, 34, 34))
    assert apart.frame()["difference"].tolist() == [apart.difference]
    change = focus.before_after([1] * 8, [2] * 8).frame()
    assert (change["number"].tolist(), set(change["change"])) == (list(range(1, 9)), {1})
    points = servqual.importance(pd.read_csv(TESSERA / "importance.csv")).frame()
    assert points["points"].sum() == pytest.approx(100)
    assert (points["low"] < points["points"]).all()


def test_raters_have_intervals_and_an_agreement() -> None:
    panel = focus.from_table(pd.read_csv(TESSERA / "focus.csv"))
    first = panel.rows[0]  # ratings 3, 2, 1, 2, 2
    assert (first.low, first.high) == pytest.approx((1.1220110, 2.8779890))  # scipy 1.17.1, t.interval
    assert panel.total_low is not None
    assert panel.mean_total is not None
    assert 8 <= panel.total_low < panel.mean_total < (panel.total_high or 0) <= 24
    assert panel.agreement().alpha == pytest.approx(0.006453804347826053)  # krippendorff 0.9.0
    table = panel.frame()
    assert table["number"].tolist() == list(range(1, 9))
    assert table.loc[0, "ratings_emp-01"] == 3
    later = {name: [min(3, one + (name == "emp-03")) for one in view.ratings] for name, view in panel.profiles.items()}
    step = focus.before_after(panel, focus.panel(later)).steps[0]
    # changes 0, 0, 1, 0, 0: scipy 1.17.1, t.interval
    assert (step.change, step.low, step.high) == pytest.approx((0.2, -0.3552890, 0.7552890))
    assert focus.before_after([1] * 8, [2] * 8).steps[0].low is None


def test_the_examples_of_the_docstrings_run() -> None:
    names = [one.name for one in pkgutil.walk_packages(mosaic_exercises.models.__path__, "mosaic_exercises.models.")]
    tried = 0
    for name in names:
        if ".smart" in name:  # thousands of statements, no examples
            continue
        found = doctest.testmod(importlib.import_module(name))
        assert not found.failed, name
        tried += found.attempted
    assert tried > 20


def test_a_segment_of_people_is_what_its_own_rows_give() -> None:
    marks, own = ["x", "y", "x", "y", "x"], [0, 2, 4]
    asked = {"speed": [7, 6, 7, 5, 6], "rooms": [3, 4, 4, 5, 2]}
    done = {"speed": [3, 4, 3, 5, 4], "rooms": [6, 6, 7, 5, 6]}

    def part(table: dict[str, list[int]]) -> dict[str, list[int]]:
        return {name: [column[at] for at in own] for name, column in table.items()}

    weights = [1.0, 2.0, 1.0, 1.0, 3.0]
    worth = [weights[at] for at in own]
    for make in (dict, pd.DataFrame, pl.DataFrame, pa.table):
        assert servqual.servperf(make(done), segment=marks)["x"] == servqual.servperf(part(done))
        found = importance_performance.quadrants(make(asked), make(done), segment=marks)
        assert found["x"] == importance_performance.quadrants(part(asked), part(done))
    for figure in (weighting.mean, weighting.nps):
        assert figure(asked["speed"], weights, segment=marks)["x"] == figure(part(asked)["speed"], worth)
    with pytest.raises(DataError, match="5 rows and 1 name of segments"):
        servqual.servperf(done, segment=["x"])
