"""Weighted figures against samplics, whose Taylor estimator is that of R's survey package."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import metrics, weighting
from mosaic_exercises.models.errors import DataError

TESSERA = Path(__file__).parents[2] / "data" / "tessera"
POPULATION = {"commuters": 0.40, "families": 0.20, "leisure": 0.20, "students": 0.10, "fleets": 0.06, "shops": 0.04}


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    people = pd.read_csv(TESSERA / "respondents.csv")[["respondent_id", "segment"]]
    table = pd.read_csv(TESSERA / "nps.csv").merge(people, on="respondent_id")
    return table.assign(weight=weighting.post_stratify(table["segment"], POPULATION))


def test_weights_give_each_group_its_share(survey: pd.DataFrame) -> None:
    shares = survey.groupby("segment")["weight"].sum() / survey["weight"].sum()
    assert shares.to_dict() == pytest.approx(POPULATION)
    assert survey["weight"].mean() == pytest.approx(1)
    assert weighting.effective_n(survey["weight"]) == pytest.approx(105.87424097511067)  # numpy


def test_the_weighted_mean_agrees_with_samplics(survey: pd.DataFrame) -> None:
    found = weighting.mean(survey["csat"], survey["weight"], scale=(1, 5))
    assert found.value == pytest.approx(3.689583333333333)  # samplics 0.6.0, TaylorEstimator
    assert (found.low, found.high) == pytest.approx((3.476040614629746, 3.9031260520369204))
    assert found.unweighted == pytest.approx(3.675)
    assert found.design_effect == pytest.approx(120 / 105.87424097511067)
    alike = weighting.mean(survey["csat"], [3.0] * 120, scale=(1, 5))
    assert (alike.low, alike.high) == pytest.approx((3.473195813559582, 3.8768041864404177))  # scipy 1.17.1, t.interval


def test_the_weighted_nps_agrees_with_samplics_and_its_interval_with_the_unweighted(survey: pd.DataFrame) -> None:
    found = weighting.nps(survey["nps"], survey["weight"])
    assert found.value == pytest.approx(4.58158263305322)  # samplics 0.6.0; its interval: -11.10 to 20.26
    assert (found.low, found.high) == (pytest.approx(-11.1, abs=0.6), pytest.approx(20.3, abs=0.9))
    plain, alike = metrics.nps(survey["nps"]), weighting.nps(survey["nps"], [1] * 120)
    assert (alike.value, alike.unweighted) == pytest.approx((plain.score, plain.score))
    assert alike.low is not None
    assert plain.low is not None
    assert alike.low == pytest.approx(plain.low, abs=0.1)
    assert weighting.nps([10, 10, 10], [1, 1, 1]).high == 100
    assert weighting.nps([10], [1]).low is None


def test_a_weighted_nps_of_answers_up_to_five_is_doubted() -> None:
    assert any("No answer is above 5" in note for note in weighting.nps([1, 2, 5, 4], [1, 1, 2, 1]).notes)
    assert not any("above 5" in note for note in weighting.nps([1, 2, 6, 4], [1, 1, 2, 1]).notes)


def test_a_large_weight_is_told() -> None:
    found = weighting.mean([1, 7, 7, 7, 7, 7, 7, 7], [50, 1, 1, 1, 1, 1, 1, 1])
    assert "The largest weight is 7.0 times the mean weight" in found.notes[0]
    assert any("effective answer" in note for note in found.notes)
    assert found.frame()["value"].tolist() == [found.value]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: weighting.effective_n([1, -1]), r"1 weight below 0 or missing, such as -1 \(.*row 2"),
        (lambda: weighting.effective_n([0, 0]), "All weights are 0"),
        (lambda: weighting.mean([1, 2], [1]), "2 answers and 1 weights"),
        (lambda: weighting.mean([1, 9], [1, 1]), "off the scale"),
        (lambda: weighting.post_stratify(["a"], {"a": 1, "b": 1}), "Nobody of 'b' answered"),
        (lambda: weighting.post_stratify(["a", "c"], {"a": 1}), "'c' is not in `population`"),
        (lambda: weighting.post_stratify(["a"], {"a": -1}), "less than nobody"),
    ],
)
def test_what_cannot_be_used_is_named(call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()  # type: ignore[operator]


def test_a_group_that_is_named_twice_is_told() -> None:
    with pytest.raises(DataError, match="A group stands twice"):
        weighting.post_stratify(["a", "b"], {"a": 1, " a": 2, "b": 1})
