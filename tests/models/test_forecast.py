"""BG/NBD and Gamma-Gamma against the published parameters of CDNOW and against lifetimes 0.11.3."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mosaic_exercises.models import forecast
from mosaic_exercises.models.errors import DataError

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA")
# Fader, Hardie & Lee (2005), table 2, and Fader & Hardie (2013)
PUBLISHED = forecast.BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
LIFETIMES = forecast.BgNbd(r=0.2425929282798216, alpha=4.413532265271803, a=0.7928859664405851, b=2.42575238262545)
TWO = pd.DataFrame({"repeat": [2, 0], "recency": [30.43, 0.0], "age": [38.86, 38.86]})


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"customer_id": str})


@pytest.fixture(scope="module")
def known(sales: pd.DataFrame) -> pd.DataFrame:
    return forecast.summary(sales, amount="dollar_value", as_of="1997-09-30")


def test_the_summary_agrees_with_lifetimes(known: pd.DataFrame) -> None:
    # lifetimes 0.11.3, summary_data_from_transaction_data(freq="D", freq_multiplier=7)
    sums = known.sum(numeric_only=True)
    assert (len(known), sums["repeat"]) == (23_570, 24_337)
    assert (sums["recency"], sums["age"]) == pytest.approx((161377.71428571426, 771390.857142857))
    assert sums["mean_spend"] == pytest.approx(336714.28743822424)
    third = known.iloc[2]
    assert (third["repeat"], third["recency"], third["mean_spend"]) == pytest.approx((2, 12.857143, 20.15))


def test_fits_of_the_whole_cohort_agree_with_lifetimes(known: pd.DataFrame) -> None:
    model = forecast.bg_nbd(known)
    assert (model.r, model.alpha, model.a, model.b) == pytest.approx((0.251624, 4.788945, 0.723433, 2.161087), rel=1e-4)
    assert (model.n, model.notes) == (23_570, ())
    spend = forecast.gamma_gamma(known)
    # lifetimes 0.11.3 stops a little earlier: 6.27536, 3.62445, 14.98369
    assert (spend.p, spend.q, spend.v) == pytest.approx((6.275359, 3.624450, 14.983689), rel=1e-4)
    assert spend.n == 9450
    # lifetimes 0.11.3, se(coef) of its summaries; numdifftools 0.9.42 gives the same, and the last one
    assert model.standard_errors is not None
    assert list(model.standard_errors.values()) == pytest.approx((0.004202, 0.131255, 0.053929, 0.198589), rel=2e-4)
    assert spend.standard_errors is not None
    assert list(spend.standard_errors.values()) == pytest.approx((0.399698, 0.090553, 1.344036, 0.305648), rel=2e-4)
    assert model.interval("r") == pytest.approx((0.243522, 0.259996), rel=1e-4)
    assert spend.interval("mean", 0.9) == pytest.approx((35.3285, 36.3340), rel=1e-4)
    assert spend.correlation is not None
    assert abs(spend.correlation) < 0.3


@pytest.mark.skipif(EXTRA is None, reason="MOSAIC_EXTRA_DATA is not set")
def test_the_published_parameters_of_the_sample() -> None:
    sample = pd.read_csv(Path(str(EXTRA)) / "transactions" / "cdnow_sample.csv", dtype={"customer_id": str})
    table = forecast.summary(sample, amount="dollar_value", as_of="1997-09-30")
    model = forecast.bg_nbd(table)
    assert (round(model.r, 3), round(model.alpha, 3), round(model.a, 3), round(model.b, 3)) == (
        (PUBLISHED.r, PUBLISHED.alpha, PUBLISHED.a, PUBLISHED.b)
    )
    assert model.log_likelihood == pytest.approx(-9582.4, abs=0.05)
    spend = forecast.gamma_gamma(table)
    assert (spend.p, spend.q, spend.v) == pytest.approx((6.25, 3.74, 15.44), abs=0.006)
    check = forecast.holdout(sample, "1997-09-30", amount="dollar_value")
    # figure 3 of the paper: those without a repeat purchase made 0.237 more in weeks 40 to 78; BG/NBD said 0.225
    name, customers, actual, expected = check.groups[0]
    assert (name, customers, round(actual, 3), round(expected, 3)) == ("0", 1411, 0.237, 0.225)


def test_expectations_agree_with_lifetimes() -> None:
    values = [0.05318473689562826, 0.43176099098952266, 1.195016228446211, 1.4440207698691052]
    assert forecast.purchases_of_new(LIFETIMES, [1, 10, 39, 52]) == pytest.approx(values)
    assert forecast.expected_purchases(LIFETIMES, TWO, 39) == pytest.approx([1.2259104241744259, 0.1947808579394759])
    assert forecast.alive(LIFETIMES, TWO) == pytest.approx([0.72660914, 1.0])
    assert forecast.expected_purchases(LIFETIMES, TWO, 0) == pytest.approx([0, 0])
    often = pd.DataFrame({"repeat": [900], "recency": [300.0], "age": [301.0]})
    assert 30 < forecast.expected_purchases(LIFETIMES, often, 12)[0] < 37  # three a week, and no number too large


def test_money_agrees_with_lifetimes() -> None:
    spend = forecast.GammaGamma(p=6.248802496074264, q=3.744588460923312, v=15.447748064932831)
    own = pd.DataFrame(
        {"repeat": [2, 1, 0], "recency": [30.43, 1.71, 0.0], "age": [38.86] * 3, "mean_spend": [22.35, 11.77, np.nan]}
    )
    # lifetimes 0.11.3, conditional_expected_average_profit
    assert forecast.expected_spend(spend, own) == pytest.approx([24.658616, 18.911480, 35.171002], rel=1e-6)
    table = forecast.forecast(LIFETIMES, own, 52, spend=spend, discount=0.002, margin=0.5)
    plain = forecast.forecast(LIFETIMES, own, 52, spend=spend)
    assert plain["lifetime_value"].tolist() == pytest.approx(
        (plain["expected_purchases"] * plain["expected_spend"]).tolist()
    )
    assert (table["lifetime_value"] < plain["lifetime_value"] / 2).all()
    # lifetimes: customer_lifetime_value(time=12 months of 4.345 weeks, 1% a month) gives 36.2785 and 4.6375
    month = forecast.BgNbd(r=LIFETIMES.r, alpha=LIFETIMES.alpha / 4.345, a=LIFETIMES.a, b=LIFETIMES.b)
    months = own.assign(recency=own["recency"] / 4.345, age=own["age"] / 4.345)
    year = forecast.forecast(month, months, 12, spend=spend, discount=0.01)
    assert year["lifetime_value"].tolist()[:2] == pytest.approx([36.278496, 4.637466], rel=1e-4)


def test_parameters_that_the_data_do_not_settle_have_no_interval() -> None:
    assert LIFETIMES.interval("alpha") is None  # taken from elsewhere
    with pytest.raises(DataError, match="`name` is 'beta'"):
        LIFETIMES.interval("beta")
    alike = pd.DataFrame({"repeat": [3] * 40, "recency": [9.0] * 40, "age": [10.0] * 40})
    model = forecast.bg_nbd(alike)
    assert model.standard_errors is None
    assert "no standard error can be given" in " ".join(model.notes)


def test_the_holdout_of_the_whole_cohort(sales: pd.DataFrame) -> None:
    check = forecast.holdout(sales, "1997-09-30", amount="dollar_value")
    assert (check.customers, check.actual) == (23_570, 19_684)  # lifetimes 0.11.3, calibration_and_holdout_data
    assert check.error_percent is not None
    assert abs(check.error_percent) < 15
    assert check.mean_error < check.as_before  # better than "everyone goes on as before"
    assert sum(customers for _, customers, *_ in check.groups) == 23_570
    assert sum(customers * actual for _, customers, actual, _ in check.groups) == pytest.approx(19_684)
    last = check.weeks[-1]
    assert last.held_out
    assert not check.weeks[38].held_out
    assert last.actual <= 24_337 + 19_684
    assert check.frame()["actual"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: forecast.bg_nbd(TWO), "1 customer bought again"),
        (lambda: forecast.bg_nbd(TWO.assign(recency=40)), "`recency` is not from 0 to `age`"),
        (lambda: forecast.bg_nbd(TWO.assign(repeat=[0.5, 0])), "`repeat` is no whole number"),
        (lambda: forecast.alive(LIFETIMES, TWO.drop(columns="age")), "no column 'age'"),
        (lambda: forecast.expected_purchases(LIFETIMES, TWO, -1), "`periods` is -1"),
        (lambda: forecast.gamma_gamma(TWO.assign(mean_spend=3.0)), "1 customer bought again and paid"),
        (
            lambda: forecast.expected_spend(forecast.GammaGamma(p=1, q=0.9, v=1), TWO.assign(mean_spend=3.0)),
            "the mean spend has no end",
        ),
    ],
)
def test_what_makes_no_forecast_is_named(call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()  # type: ignore[operator]


def test_without_scipy_it_says_so_in_words(monkeypatch: pytest.MonkeyPatch, known: pd.DataFrame) -> None:
    for name in ("scipy", "scipy.special", "scipy.optimize"):
        monkeypatch.setitem(sys.modules, name, None)
    for call in (lambda: forecast.bg_nbd(known), lambda: forecast.purchases_of_new(LIFETIMES, 1)):
        with pytest.raises(DataError, match=r"scipy, which is not installed .*mosaic-exercises\[forecast\]"):
            call()
