"""Kano: the evaluation table, categories and their strength, Tessera's planted features and the kiosk survey."""

from __future__ import annotations

import csv
import math
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import kano
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import CASE, FIGURE, FIRM, PEOPLE, table
from tests.support import share

wrong: Any = kano  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA", "")
needs_extra = pytest.mark.skipif(not EXTRA, reason="MOSAIC_EXTRA_DATA is not set")

# The canon's table, row by row: the functional answer, then one letter for each dysfunctional answer.
CANON = {
    "like": "QAAAO",
    "must-be": "RIIIM",
    "neutral": "RIIIM",
    "live-with": "RIIIM",
    "dislike": "RRRRQ",
}
SPREAD = {"A": 187, "O": 71, "M": 46, "I": 258, "R": 19, "Q": 26}

counts = st.fixed_dictionaries({letter: st.integers(0, 60) for letter in "AOMIRQ"}).filter(lambda c: any(c.values()))


# The table


def test_the_canons_table() -> None:
    assert tuple(CANON) == kano.ANSWERS
    for functional, row in CANON.items():
        for dysfunctional, letter in zip(kano.ANSWERS, row, strict=True):
            assert kano.classify(functional, dysfunctional) == letter
    assert set(kano.CATEGORIES) == set(kano.LETTERS) == set("MOAIRQ")


@pytest.mark.parametrize(
    ("functional", "dysfunctional", "letter"),
    [
        ("I like it that way.", "I can live with it that way", "A"),
        (" LIKE ", "Dislike", "O"),
        ("expect", "dislike", "M"),
        ("neutral", "tolerate", "I"),
        ("must_be", "live with", "I"),
        (1, 5, "O"),
        ("2", "5", "M"),
        (5.0, 1.0, "R"),
    ],
)
def test_usual_wordings_and_numbers_are_read(functional: str | int, dysfunctional: str | int, letter: str) -> None:
    assert kano.classify(functional, dysfunctional) == letter


def test_own_words_and_numbers_are_translated() -> None:
    own = {"gern": "like", "ungern": "dislike", 5: "like", 1: "dislike"}
    assert kano.classify("Gern", "ungern", wording=own) == "O"
    assert kano.classify(5, 1, wording=own) == "O"
    with pytest.raises(DataError, match="none of the five, such as 2"):
        kano.classify(2, 1, wording=own)  # with your own numbers, no other numbers are guessed
    with pytest.raises(DataError, match="translates to 'love'"):
        kano.classify("like", "like", wording={"x": "love"})


def test_columns_are_classified_row_by_row() -> None:
    functional, dysfunctional = ["like", "must-be", "dislike"], ["neutral", "dislike", "like"]
    assert kano.classify(functional, dysfunctional) == ["A", "M", "R"]
    assert kano.classify(pd.Series(functional), pd.Series(dysfunctional)) == ["A", "M", "R"]
    assert kano.distribution(functional, dysfunctional) == {"M": 1, "O": 0, "A": 1, "I": 0, "R": 1, "Q": 0}


# Categories


def test_the_canons_figures() -> None:
    assert kano.coefficients({"A": 7, "O": 33, "M": 50, "I": 10}) == pytest.approx((0.40, -0.83))
    second = {"A": 216, "O": 56, "M": 13, "I": 275, "R": 23, "Q": 24}
    assert kano.coefficients(second) == pytest.approx((0.486, -0.123), abs=0.0005)
    assert kano.category(second) == "I"
    better, worse = kano.coefficients(SPREAD)
    assert (better, worse) == pytest.approx((0.459, -0.208), abs=0.0005)
    feature = kano.analyse("lock", SPREAD)
    # statsmodels 0.15.0, proportion_confint(258, 562, method="wilson") and of 117
    assert feature.better_between == pytest.approx((0.4182923795, 0.5004127644))
    assert feature.worse_between == pytest.approx((-0.2436779488, -0.1766543812))
    assert kano.category(SPREAD) == kano.category(SPREAD, rule="mode") == "I"
    assert kano.category(SPREAD, rule="grouped") == "A"


@pytest.mark.parametrize(
    ("found", "mode", "grouped"),
    [
        ({"M": 5, "O": 5, "A": 5, "I": 5}, "M", "M"),
        ({"O": 5, "A": 5, "I": 5}, "O", "O"),
        ({"A": 5, "I": 5}, "A", "I"),  # 5 against 5 is not more: the grouped rule looks among I, R, Q
        ({"I": 5, "R": 5, "Q": 5}, "I", "I"),
        ({"R": 5, "Q": 5}, "R", "R"),
        ({"A": 3, "O": 3, "M": 2, "I": 7}, "I", "O"),
        ({"I": 3, "R": 3, "Q": 2, "M": 7}, "M", "I"),
    ],
)
def test_ties_go_to_what_hurts_most(found: dict[str, int], mode: str, grouped: str) -> None:
    assert (kano.category(found), kano.category(found, rule="grouped")) == (mode, grouped)


def test_counts_come_as_people_have_them() -> None:
    assert kano.category(Counter("AAOI")) == "A"
    assert kano.category(pd.Series(list("MMO")).value_counts()) == "M"
    assert kano.category({"a": 2, "o": 3}) == "O"


def test_coefficients_leave_r_and_q_out() -> None:
    assert kano.coefficients({"A": 1, "I": 3, "R": 96}) == (0.25, 0)
    assert kano.coefficients({"R": 3, "Q": 1}) == (None, None)


@calm
@given(counts)
def test_figures_stay_in_their_range(found: dict[str, int]) -> None:
    better, worse = kano.coefficients(found)
    if better is not None and worse is not None:
        assert 0 <= better <= 1
        assert -1 <= worse <= 0
    strength = kano.strength(found)
    n = sum(found.values())
    ordered = sorted(found.values())
    assert strength.category == pytest.approx(100 * (ordered[-1] - ordered[-2]) / n)
    assert strength.total == pytest.approx(100 * (found["A"] + found["O"] + found["M"]) / n)
    assert found[kano.category(found)] == ordered[-1]
    wants = found["A"] + found["O"] + found["M"]
    assert (kano.category(found, rule="grouped") in "AOM") == (wants > n - wants)
    tenfold = {letter: 10 * number for letter, number in found.items()}
    assert kano.category(tenfold) == kano.category(found)
    assert not kano.fong(found).significant or kano.fong(tenfold).significant  # more people never blur what was clear


def test_strength_is_clear_from_six_points_on() -> None:
    assert kano.strength({"A": 53, "O": 47}).clear
    assert not kano.strength({"A": 105, "O": 95}).clear  # 5 points
    assert kano.strength({"A": 28, "O": 25, "I": 0, "M": -0, "R": 0, "Q": -0}).category == pytest.approx(300 / 53)


@pytest.mark.parametrize(
    ("found", "needed", "significant"),
    [
        ({"O": 56, "M": 44}, 11.667, True),  # everybody in two categories: 1.65 sqrt(100 x 100 / 200)
        ({"O": 55, "M": 45}, 11.667, False),
        ({"I": 46, "A": 41, "O": 14, "M": 7, "R": 7, "Q": 5}, 12.288, False),  # 1.65 sqrt(87 x 153 / 240)
        ({"A": 64, "O": 25, "M": 17, "I": 12, "Q": 2}, 12.348, True),  # 1.65 sqrt(89 x 151 / 240)
    ],
)
def test_fongs_test_by_hand(found: dict[str, int], needed: float, significant: bool) -> None:
    test = kano.fong(found)
    first, second = sorted(found.values())[:-3:-1]
    assert test.difference == first - second
    assert test.needed == pytest.approx(needed, abs=0.001)
    assert test.significant == significant


@pytest.mark.parametrize(
    ("found", "p", "settled"),
    [  # scipy 1.17.1, binomtest(first, first + second)
        ({"O": 66, "M": 34}, 0.0017899304, True),
        ({"I": 275, "A": 216, "O": 56, "M": 13, "R": 23, "Q": 24}, 0.0087900028, True),
        ({"I": 46, "A": 41, "O": 14}, 0.6682849967, False),
        ({"A": 3}, 0.25, False),
        ({"A": 39, "O": 39}, 1.0, False),
    ],
)
def test_the_lead_by_the_exact_test(found: dict[str, int], p: float, settled: bool) -> None:
    lead = kano.lead(found)
    first, second = sorted([*found.values(), 0])[:-3:-1]
    assert lead.difference == first - second
    assert lead.p == pytest.approx(p, abs=1e-7)
    assert lead.settled == settled
    assert kano.analyse("x", found).lead == lead


def test_the_exact_test_keeps_its_word_and_fongs_rule_does_not() -> None:
    """Of every sample of 100 in which two answers are equally likely, told one by one."""
    exact = fong = 0.0
    for a in range(101):
        chance = math.comb(100, a) / 2**100
        exact += chance * kano.lead({"A": a, "O": 100 - a}).settled
        fong += chance * kano.fong({"A": a, "O": 100 - a}).significant
    assert exact <= 0.10
    assert fong > 0.25


def test_a_feature_tells_what_is_not_settled() -> None:
    assert any("chance alone would do in 67 of 100" in n for n in kano.analyse("x", {"I": 46, "A": 41, "O": 14}).notes)
    spread = kano.analyse("tracker", SPREAD)
    assert (spread.category, spread.grouped, spread.n) == ("I", "A", 607)
    assert any("grouped rule says A" in note for note in spread.notes)
    assert sum(spread.percent.values()) == pytest.approx(100)
    tie = kano.analyse("x", {"A": 39, "O": 39})
    assert any("O and A tie" in note for note in tie.notes)
    few = kano.analyse("x", {"A": 2})
    assert any("Only 2 answers" in note for note in few.notes)


@pytest.mark.parametrize(
    ("found", "message"),
    [
        ({}, "all counts are 0"),
        ({"A": 0, "R": 0}, "Nobody answered"),
        ({"X": 3}, "'X' is no category"),
        ({"A": -1}, r"counts\['A'\]` is -1"),
        ({"A": 2.5}, r"counts\['A'\]` is 2\.5"),
        ({"A": None}, r"counts\['A'\]` is None"),
        ([1, 2], "`counts` is a list"),
    ],
)
def test_counts_that_cannot_be_used(found: object, message: str) -> None:
    for figure in (wrong.category, wrong.coefficients, wrong.strength, wrong.fong):
        with pytest.raises(DataError, match=message):
            figure(found)


def test_a_rule_that_does_not_exist() -> None:
    with pytest.raises(DataError, match="`rule` is 'mean'"):
        kano.category({"A": 1}, rule="mean")  # type: ignore[arg-type]


# The running case


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    rows = pd.read_csv(Path(CASE) / "kano.csv", dtype={"respondent_id": str})
    return rows.assign(segment=rows["respondent_id"].map({who: row["segment"] for who, row in PEOPLE.items()}))


def test_tessera_features(answers: pd.DataFrame) -> None:
    found = kano.survey(answers)
    assert found.respondents == 120
    how = {row["id"]: row["how"] for row in FIRM["figure"]}
    for feature in found.features:
        told = how[f"fig-kano-{feature.name}"]
        assert feature.category == FIGURE[f"fig-kano-{feature.name}"]
        assert told == ", ".join(f"{x} {feature.counts[x]}" for x in "AOMIRQ") + f"; grouped rule: {feature.grouped}"
    by_name = {feature.name: feature for feature in found.features}
    assert not by_name["k05"].fong.significant  # the tracker: I by the mode, A by the grouped rule
    assert not by_name["k06"].fong.significant  # the telephone: O against M
    assert by_name["k02"].fong.significant
    assert by_name["k08"].strength.category == 0  # the premium: A and O tie
    with (Path(CASE) / "kano.csv").open(encoding="utf-8", newline="") as file:
        assert kano.survey(csv.DictReader(file)).features == found.features


def test_tessera_segments_see_features_differently(answers: pd.DataFrame) -> None:
    found = kano.survey(answers, segment="segment")
    category = {(feature.name, feature.segment): feature.category for feature in found.features}
    assert category["k01", "fleets"] == "M"
    assert category["k01", "commuters"] == "A"
    business = kano.survey(answers[answers["segment"].isin(["fleets", "shops"])])
    assert {feature.name: feature.category for feature in business.features}["k11"] == "O"
    whole = {feature.name: feature.counts for feature in kano.survey(answers).features}
    for name, total in whole.items():
        parts = [feature.counts for feature in found.features if feature.name == name]
        assert {letter: sum(part[letter] for part in parts) for letter in total} == total
    assert any("fleets: Only 16 answers" in note for note in found.notes)


def test_the_table_of_features(answers: pd.DataFrame) -> None:
    frame = kano.frame(kano.survey(answers)).set_index("feature")
    assert frame.loc[["k02"], list("MOAIRQ")].to_numpy().tolist() == [[34, 66, 10, 9, 0, 1]]
    assert frame.loc["k09", "category"] == "R"
    assert frame["n"].eq(120).all()
    assert frame.attrs["notes"]


def test_tessera_incidents_by_factor() -> None:
    found = {one.factor: one for one in kano.count_factors(table("incidents"), factor="factor_truth")}
    for row in table("incidents"):
        assert found[row["factor_truth"]].kind == row["type_truth"]
    assert sum(one.pleased + one.annoyed for one in found.values()) == len(table("incidents"))
    assert [one.kind for one in found.values()] == sorted((one.kind for one in found.values()), key=kano.KINDS.index)
    assert found["functionality"].seen == "dissatisfier"
    assert found["commitment"].seen == "delighter"
    assert found["care"].seen == "satisfier"


# The kiosk survey


@needs_extra
def test_the_kiosk_survey() -> None:
    rows = pd.read_csv(Path(EXTRA) / "service_quality" / "kiosk_kano_long.csv")
    found = kano.survey(rows, feature="feature_text")
    assert found.respondents == 207
    assert len(found.features) == 29
    category = {feature.name: feature.category for feature in found.features}
    assert category["Shorter waiting time before service"] == "O"
    for name in (
        "Hides personal details from people nearby",
        "Safe storage of personal data",
        "No unwanted use of personal data",
    ):
        assert category[name] == "M"
    assert category["Usable with winter gloves"] == "A"
    assert category["Attractive appearance"] == "I"


# Surveys that cannot be used


def tiny(**changed: object) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"respondent_id": who, "feature_id": name, "functional": "like", "dysfunctional": "dislike"}
        for who in ("a", "b")
        for name in ("x", "y")
    ]
    rows[2] |= changed
    return rows


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: wrong.survey(tiny(functional="love")),
            r"none of the five, such as 'love' .column 'functional', row 3",
        ),
        (
            lambda: wrong.survey(tiny(dysfunctional=6)),
            r"none of the five, such as 6 .column 'dysfunctional', row 3",
        ),
        (
            lambda: wrong.survey(tiny(dysfunctional=None)),
            r"1 answer missing .column 'dysfunctional', row 3.*'skip'",
        ),
        (lambda: wrong.survey(tiny(feature_id=None)), r"without a name or id .column 'feature_id', row 3"),
        (lambda: wrong.survey(tiny(respondent_id="a")), r"stands twice: a, x in rows 1 and 3"),
        (lambda: wrong.survey([]), "no rows: nobody answered"),
        (lambda: wrong.survey(tiny(), feature="feature"), r"no column 'feature'.*feature='feature_id'"),
        (lambda: wrong.survey(tiny(), segment="segment"), r"no column 'segment'"),
        (lambda: wrong.survey(tiny(), missing="drop"), "`missing` is 'drop'"),
        (lambda: wrong.survey("kano.csv"), "`table` is a str"),
        (lambda: wrong.survey({"respondent_id": [1], "feature_id": [1, 2]}), "no column 'functional'"),
        (lambda: wrong.distribution([], []), "Nobody answered"),
        (lambda: wrong.distribution(["like", None], ["like", "like"]), r"1 answer missing .*row 2"),
        (lambda: wrong.classify(["like"], ["like", "like"]), "not of one length"),
        (lambda: wrong.classify(["like"], "like"), "`dysfunctional` is a str"),
        (lambda: wrong.classify("like", None), r"1 answer missing .argument `dysfunctional`"),
        (lambda: wrong.classify(0, 3), "none of the five, such as 0"),
        (lambda: wrong.classify(True, 3), "none of the five, such as True"),
        (lambda: wrong.count_factors([{"factor": "speed", "sign": 1}]), r"'speed' is no factor .*row 1"),
        (lambda: wrong.count_factors([{"factor": "care", "sign": 0}]), r"A sign is 0 .column 'sign', row 1"),
        (lambda: wrong.count_factors([{"factor": "care", "sign": 2}]), r"off the scale, such as 2"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()


def test_what_is_skipped_is_said() -> None:
    found = kano.survey(tiny(dysfunctional=""), missing="skip")
    assert [feature.n for feature in found.features] == [1, 2]
    assert any("1 answer missing in column 'dysfunctional' (row 3)" in note for note in found.notes)
    gone = tiny(dysfunctional=None)
    gone[0]["functional"] = None
    assert any("No complete pair of answers for x" in note for note in kano.survey(gone, missing="skip").notes)


def test_numbers_are_said_to_be_read_in_order() -> None:
    rows = [{**row, "functional": 1, "dysfunctional": "5"} for row in tiny()]
    found = kano.survey(rows)
    assert found.features[0].category == "O"
    assert any("1 = like, 2 = must-be" in note for note in found.notes)
