"""Cronbach's and Krippendorff's alpha against second implementations and a published example."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import intervals, reliability
from mosaic_exercises.models.errors import DataError

TESSERA = Path(__file__).parents[2] / "data" / "tessera"
ITEMS = [f"rel{place}" for place in range(1, 6)]


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    long = pd.read_csv(TESSERA / "servqual.csv")
    return long.pivot(index="respondent_id", columns="item_id", values="perception")[ITEMS]


def test_cronbachs_alpha_and_its_items_agree_with_pingouin(answers: pd.DataFrame) -> None:
    found = reliability.cronbach(answers)
    assert found.n == 120
    assert found.alpha == pytest.approx(0.8862719662084378, rel=1e-12)  # pingouin 0.7.0, cronbach_alpha
    assert (found.low, found.high) == (pytest.approx(0.851, abs=5e-4), pytest.approx(0.916, abs=5e-4))
    without = [0.8589862282, 0.8622837658, 0.8681458092, 0.8610323668, 0.8587076821]  # the same, each left out
    rest = [0.7440987210, 0.7243710740, 0.7055505727, 0.7278320256, 0.7378203604]  # pandas 3.1.1, Series.corr
    assert [item.alpha_without for item in found.items] == pytest.approx(without)
    assert [item.rest for item in found.items] == pytest.approx(rest)
    table = found.frame()
    assert table["name"].tolist() == ITEMS
    assert (table["low"] < table["mean"]).all()
    assert (table["mean"] < table["high"]).all()


def test_a_statement_turned_round_is_found_and_turned_back(answers: pd.DataFrame) -> None:
    turned = answers.assign(rel3=8 - answers["rel3"])
    found = reliability.cronbach(turned)
    assert any("Runs against the others: rel3" in note for note in found.notes)
    assert reliability.cronbach(turned, reverse=["rel3"]).alpha == pytest.approx(0.8862719662084378)


def test_alpha_where_nothing_varies_or_is_missing() -> None:
    flat = reliability.cronbach({"a": [4, 4, 4], "b": [2, 2, 2]})
    assert flat.alpha is flat.low is None
    assert "there is no alpha" in flat.notes[0]
    alike = reliability.cronbach({"a": [1, 4, 6], "b": [1, 4, 6]})
    assert (alike.alpha, alike.low) == (1, None)
    gaps = reliability.cronbach({"a": [1, 4, 6, None], "b": [2, 4, 5, 3]}, missing="skip")
    assert gaps.n == 3
    assert "1 person left a statement open: not counted." in gaps.notes


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: reliability.cronbach({"a": [1, 2, 3]}), "1 different statement"),
        (
            lambda: reliability.cronbach({"a": [1, 2, 9], "b": [1, 2, 3]}),
            r"such as 9 \(column 'a', row 3",
        ),
        (lambda: reliability.cronbach({"a": [1, 2], "b": [1, 2]}), "2 answered every statement"),
        (lambda: reliability.cronbach({"a": [1, 2, None], "b": [1, 2, 3]}), "1 answer missing"),
        (lambda: reliability.cronbach({"a": [1, 2, 3], "b": [1, 2, 3]}, reverse=["c"]), "'c' is none of"),
        (lambda: reliability.krippendorff({"a": [1, 2]}), "1 rater"),
        (lambda: reliability.krippendorff({"a": [1, 2], "b": [1]}), "different numbers of ratings"),
        (lambda: reliability.krippendorff({"a": [1, None], "b": [None, 1]}), "Nothing was rated by two"),
        (lambda: reliability.krippendorff({"a": ["x"], "b": ["y"]}), "rater a, row 1"),
    ],
)
def test_what_cannot_be_used_is_named(call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()  # type: ignore[operator]


def test_krippendorffs_alpha_agrees_with_his_example_and_a_second_implementation() -> None:
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C: .743, .815, .849
    raters = {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        "C": [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    }
    values = {"nominal": 0.743421052631579, "ordinal": 0.8153875037548814, "interval": 0.8491071428571428}
    for level, alpha in values.items():  # krippendorff 0.9.0, alpha
        found = reliability.krippendorff(raters, level=level)  # type: ignore[arg-type]
        assert found.alpha == pytest.approx(alpha, rel=1e-12)
        assert (found.units, found.raters, found.values) == (11, 4, 40)
        assert found.low is not None
        assert found.low < alpha < (found.high or 0) <= 1
    assert reliability.krippendorff(raters).low == reliability.krippendorff(raters).low  # the seed is fixed
    names = {rater: [None if one is None else "abcde"[one - 1] for one in own] for rater, own in raters.items()}
    assert reliability.krippendorff(names, level="nominal").alpha == pytest.approx(values["nominal"])


def test_the_raters_of_tessera_hardly_agree() -> None:
    long = pd.read_csv(TESSERA / "focus.csv")
    table = long.pivot(index="row", columns="rater_id", values="rating")
    found = reliability.krippendorff(table)
    assert found.alpha == pytest.approx(0.006453804347826053)  # krippendorff 0.9.0
    assert reliability.krippendorff({"a": [2, 2], "b": [2, 2]}).alpha is None


def test_the_f_and_chi_square_distributions_agree_with_scipy() -> None:
    assert intervals.f_quantile(0.975, 9, 27) == pytest.approx(2.6308555879228073, rel=1e-10)  # scipy 1.17.1
    assert intervals.f_quantile(0.025, 9, 27) == pytest.approx(0.2789826512480547, rel=1e-10)
    assert intervals.f_quantile(0.975, 999, 8991) == pytest.approx(1.094994397941629, rel=1e-10)
    for freedom, p in enumerate((0.019016473672, 0.063927861207, 0.138638617382, 0.239729479525, 0.357945880851), 1):
        assert intervals.chi_square_above(5.5, freedom) == pytest.approx(p)
    assert intervals.chi_square_above(0, 3) == 1
