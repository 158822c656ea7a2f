"""SERVQUAL: gaps in every shape of data, weights, the running case and the kiosk survey."""

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

from mosaic_exercises.models import servqual
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import CASE, FIGURE, PEOPLE, RATER, agrees, table
from tests.support import share

wrong: Any = servqual  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA", "")
needs_extra = pytest.mark.skipif(not EXTRA, reason="MOSAIC_EXTRA_DATA is not set")

CANON_GAPS = [-0.65, -1.10, -0.83, -0.70, -1.01]
CANON_WEIGHTS = [11, 32, 22, 19, 16]

ratings = st.integers(1, 7)
surveys = st.lists(
    st.tuples(st.lists(ratings, min_size=22, max_size=22), st.lists(ratings, min_size=22, max_size=22)),
    min_size=1,
    max_size=6,
)


@pytest.fixture(scope="module")
def long() -> pd.DataFrame:
    return pd.read_csv(Path(CASE) / "servqual.csv", dtype={"respondent_id": str})


# The canon


def test_the_canons_figures() -> None:
    assert servqual.weighted(CANON_GAPS, CANON_WEIGHTS) == pytest.approx(-0.9007)
    assert servqual.unweighted(CANON_GAPS) == pytest.approx(-0.858)
    by_name = dict(zip(servqual.DIMENSIONS, CANON_GAPS, strict=True))
    weights = dict(zip(map(str.title, servqual.DIMENSIONS), CANON_WEIGHTS, strict=True))
    assert servqual.weighted(by_name, weights) == pytest.approx(-0.9007)  # capitals do not matter
    assert servqual.weighted(pd.Series(by_name), pd.Series(weights)) == pytest.approx(-0.9007)
    assert servqual.weighted(pd.Series(CANON_GAPS), pd.Series(CANON_WEIGHTS)) == pytest.approx(-0.9007)


def test_the_22_statements_stand_by_dimension_each_asked_twice() -> None:
    assert Counter(item.dimension for item in servqual.ITEMS) == {
        "tangibles": 4,
        "reliability": 5,
        "responsiveness": 4,
        "assurance": 4,
        "empathy": 5,
    }
    assert len({item.says for item in servqual.ITEMS}) == 22
    for item in servqual.ITEMS:
        assert item.expectation().startswith("An excellent firm ")
        assert item.perception("Tessera").startswith("Tessera ")
        assert item.perception().split()[2:] == item.expectation().split()[3:]
    assert servqual.wide_columns()[:2] == ("respondent_id", "e_tan1")
    assert len(servqual.wide_columns()) == 45


def test_a_gap_is_perception_minus_expectation() -> None:
    found = servqual.gaps({"reliability": 6, "empathy": 3}, {"reliability": 4.5, "empathy": 5})
    assert dict(found) == {"reliability": -1.5, "empathy": 2}
    assert (found["Reliability"], found.overall, len(found), list(found)) == (-1.5, 0.25, 2, ["reliability", "empathy"])
    with pytest.raises(KeyError):
        found["speed"]


# Every shape gives the same


@calm
@given(surveys)
def test_every_shape_of_data_gives_the_same_gaps(people: list[tuple[list[int], list[int]]]) -> None:
    ids = [item.id for item in servqual.ITEMS]
    sides = [[person[side] for person in people] for side in (0, 1)]
    by_item = [{one: [row[k] for row in side] for k, one in enumerate(ids)} for side in sides]
    rows = [
        {"respondent_id": who, "item_id": one, "expectation": person[0][k], "perception": person[1][k]}
        for who, person in enumerate(people)
        for k, one in enumerate(ids)
    ]
    wide = [
        {f"e_{one}": person[0][k] for k, one in enumerate(ids)}
        | {f"p_{one}": person[1][k] for k, one in enumerate(ids)}
        for person in people
    ]
    first = servqual.gaps(by_item[0], by_item[1])
    assert first == servqual.gaps(sides[0], sides[1])
    assert first == servqual.gaps(pd.DataFrame(by_item[0]), pd.DataFrame(by_item[1]))
    assert first == servqual.from_wide(wide)
    assert first == servqual.from_wide(pd.DataFrame(wide))
    assert first == servqual.from_long(rows, dimension=None)
    by_hand = [
        sum(person[1][k] - person[0][k] for person in people for k in range(4, 9)) / (5 * len(people)),
        sum(person[1][k] - person[0][k] for person in people for k in range(22)) / (22 * len(people)),
    ]
    assert first["reliability"] == pytest.approx(by_hand[0])
    assert math.fsum(score.gap for score in first.by_item) / 22 == pytest.approx(by_hand[1])
    turned = servqual.gaps(by_item[1], by_item[0])
    assert [-gap for gap in dict(first).values()] == pytest.approx(list(dict(turned).values()))


def test_one_person_is_read_from_22_or_5_numbers() -> None:
    found = servqual.gaps([7] * 22, [6] * 21 + [1])
    assert found.respondents == 1
    assert found["empathy"] == pytest.approx(-2)
    assert found.by_dimension[0].low is None
    assert any("Only one respondent" in note for note in found.notes)
    assert dict(servqual.gaps([7, 7, 7, 7, 7], [1, 2, 3, 4, 5]))["reliability"] == -5


def test_the_order_of_rows_changes_nothing(long: pd.DataFrame) -> None:
    first, again = servqual.from_long(long), servqual.from_long(long.sample(frac=1, random_state=1))
    assert dict(first) == pytest.approx(dict(again))
    assert {one.name: one.gap for one in first.by_item} == pytest.approx({one.name: one.gap for one in again.by_item})


def test_two_columns_and_their_dimension_are_enough(long: pd.DataFrame) -> None:
    found = servqual.gaps(long["expectation"], long["perception"], long["dimension"])
    assert dict(found) == pytest.approx(dict(servqual.from_long(long)))
    assert found.respondents is None
    assert found.by_dimension[0].low is None  # it is not known who answered


def test_the_interval_is_that_of_a_mean_over_people() -> None:
    expected, perceived = [7, 7, 6, 5, 7, 6], [5, 6, 6, 2, 3, 7]
    found = servqual.gaps({"empathy": expected}, {"empathy": perceived}).by_dimension[0]
    gap = [p - e for e, p in zip(expected, perceived, strict=True)]
    mean = sum(gap) / 6
    half = 2.5705818366 * math.sqrt(sum((one - mean) ** 2 for one in gap) / 5) / math.sqrt(6)  # t, 5 degrees
    assert (found.low, found.high) == pytest.approx((mean - half, mean + half), abs=1e-5)


def test_no_interval_of_a_gap_is_wider_than_the_scale_allows() -> None:
    found = servqual.gaps({"empathy": [7, 1]}, {"empathy": [1, 7]}).by_dimension[0]
    assert (found.gap, found.low, found.high) == (0, -6, 6)
    worst = servqual.servperf({"empathy": [1, 7]}).intervals["empathy"]
    assert worst == (1, 7)


def test_own_statements_and_dimensions() -> None:
    dimensions = {"q1": "speed", "q2": "speed", "q3": "price"}
    found = servqual.gaps({"q1": 5, "q2": 5, "q3": 4}, {"q1": 3, "q2": 4, "q3": 4}, dimensions)
    assert dict(found) == {"speed": -1.5, "price": 0}
    alone = servqual.gaps({"q1": 5, "q2": 5}, {"q1": 3, "q2": 4})
    assert any("stands for itself" in note for note in alone.notes)
    assert servqual.gaps({"a": 9}, {"a": 3}, scale=(0, 10))["a"] == -6


# Weights


def test_ranking_puts_the_largest_weighted_shortfall_first() -> None:
    rows = servqual.ranking(CANON_GAPS, CANON_WEIGHTS)
    assert [row.name for row in rows] == ["reliability", "responsiveness", "empathy", "assurance", "tangibles"]
    assert [row.place for row in rows] == [1, 2, 3, 4, 5]
    assert rows[0].weighted == pytest.approx(-0.352)
    assert math.fsum(row.weighted for row in rows) == pytest.approx(-0.9007)


@pytest.mark.parametrize(
    ("gaps", "weights", "message"),
    [
        (CANON_GAPS, [11, 32, 22, 19, 15], r"sum to 99, not to 100 .*tangibles 11.*Add 1\."),
        (CANON_GAPS, [11, 32, 22, 19, 18], r"sum to 102.*Take away 2\."),
        (CANON_GAPS, [0.11, 0.32, 0.22, 0.19, 0.16], "multiply each by 100"),
        (CANON_GAPS, [-1, 33, 33, 19, 16], "weight of 'tangibles' is -1"),
        (CANON_GAPS, [20, 20, 20, 40], r"`weights` has 4 numbers .*tangibles, reliability"),
        (CANON_GAPS, [20, 20, 20, 20, math.nan], r"weights\['empathy'\]` is nan"),
        (CANON_GAPS, [20, 20, 20, 20, "20"], r"weights\['empathy'\]` is '20', which is no number"),
        ({"a": -1}, {"b": 100}, "'a', 'b' stands on one side only"),
        ({}, {}, "`gaps` is empty"),
        ({"a": 1, "A ": 2}, {"a": 100}, "stands twice"),
        ("five", CANON_WEIGHTS, "`gaps` is a str"),
    ],
)
def test_weights_that_cannot_be_used(gaps: object, weights: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        servqual.weighted(gaps, weights)


def test_points_of_importance() -> None:
    rows = [("a", "speed", 60), ("a", "price", 40), ("b", "speed", 20), ("b", "price", 80)]
    told = pd.DataFrame(rows, columns=["respondent_id", "dimension", "points"])
    assert servqual.importance(told).weights == {"speed": 40, "price": 60}
    short = told.assign(points=[60, 39, 20, 80])
    with pytest.raises(DataError, match=r"sum to 99, not to 100 .respondent a, column 'points'"):
        servqual.importance(short)
    scaled = servqual.importance(short, off="scale")
    assert scaled.weights["speed"] == pytest.approx((6000 / 99 + 20) / 2)
    assert any("brought to 100 in proportion: a (99)" in note for note in scaled.notes)
    with pytest.raises(DataError, match=r"Respondent b gave no points for price"):
        servqual.importance(told.head(3))
    with pytest.raises(DataError, match=r"off the scale, such as -1 .*row 1"):
        servqual.importance(told.assign(points=[-1, 101, 20, 80]))
    with pytest.raises(DataError, match=r"stands twice: a, speed in rows 1 and 5"):
        servqual.importance(pd.concat([told, told.head(1)]))


def test_servperf_is_perceptions_alone() -> None:
    found = servqual.servperf({"reliability": [4, 6], "empathy": [2, 2]})
    assert (found.means, found.score, found.weighted) == ({"reliability": 5, "empathy": 2}, 3.5, None)
    weighed = servqual.servperf({"reliability": [4, 6], "empathy": [2, 2]}, {"reliability": 80, "empathy": 20})
    assert weighed.weighted == pytest.approx(4.4)
    assert weighed.intervals["empathy"] is None  # all alike: no spread to measure, which is no certainty


def test_gap_analysis_in_either_direction() -> None:
    up, down = servqual.distance(60, 90, start=40), servqual.distance(9, 2, start=16)
    assert (up.gap, up.closed_percent) == (30, 40)
    assert (down.gap, down.closed_percent) == (-7, 50)
    assert servqual.distance(60, 90).closed_percent is None
    assert servqual.distance(60, 90, start=90).closed_percent is None
    with pytest.raises(DataError, match="`actual` is 'x'"):
        servqual.distance("x", 2)  # type: ignore[arg-type]


# The running case


def test_tessera_gaps_and_weights(long: pd.DataFrame) -> None:
    found = servqual.from_long(long)
    points = servqual.importance(table("importance"))
    assert found.respondents == points.respondents == 120
    for name in RATER:
        agrees(f"fig-gap-{name}", found[name], 2)
        agrees(f"fig-weight-{name}", points.weights[name], 1)
    agrees("fig-servqual", found.overall, 3)
    agrees("fig-servqual-weighted", servqual.weighted(found, points.weights), 3)
    assert servqual.ranking(found, points.weights)[0].name == "reliability"
    assert min(found.by_item, key=lambda one: one.gap).name == FIGURE["fig-worst-item"]
    assert found["tangibles"] > 0
    # The same with plain rows, as csv.DictReader gives them, read once.
    with (Path(CASE) / "servqual.csv").open(encoding="utf-8", newline="") as file:
        assert dict(servqual.from_long(csv.DictReader(file))) == pytest.approx(dict(found))


def test_tessera_gaps_are_worst_after_a_late_claim(long: pd.DataFrame) -> None:
    claim = long["respondent_id"].map({who: row["claim"] for who, row in PEOPLE.items()})
    for key, words in {"late": "late", "ontime": "on time", "none": "none"}.items():
        found = servqual.from_long(long[claim == words])
        for name in ("reliability", "responsiveness"):
            agrees(f"fig-gap-{name}-{key}", found[name], 2)


# The kiosk survey


@needs_extra
def test_the_kiosk_survey() -> None:
    folder = Path(EXTRA) / "service_quality"
    people = pd.read_csv(folder / "kiosk_respondents.csv")
    rows = pd.read_csv(folder / "kiosk_servqual_long.csv")
    clean = rows[rows["respondent_id"].isin(people.loc[people["in_authors_clean_sample"], "respondent_id"])]
    names = {"item": "item", "expectation": "expectation_1to7", "perception": "perception_1to7"}
    found = servqual.from_long(clean, dimension="rater_mapping", **names)  # type: ignore[arg-type]
    assert found.respondents == 194
    published = {
        "Assurance": -1.80,
        "Empathy": -1.44,
        "Responsiveness": -1.42,
        "Reliability": -0.67,
        "Tangibles": -0.54,
    }
    # Published is the difference of two rounded means; unrounded, Assurance is -1.809 and Empathy -1.446.
    rounded = {one.name: round(round(one.perception, 2) - round(one.expectation, 2), 2) for one in found.by_dimension}
    assert rounded == published
    assert dict(found) == pytest.approx(published, abs=0.01)
    assert list(found) == ["Tangibles", "Reliability", "Responsiveness", "Assurance", "Empathy"]
    with pytest.raises(DataError, match=r"no column 'dimenson'.*dimension='dimension'"):
        servqual.from_long(clean, dimension="dimenson", **names)  # type: ignore[arg-type]


# Surveys that cannot be used


def tiny(**changed: object) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {"respondent_id": who, "item_id": item, "dimension": "d", "expectation": 6, "perception": 5}
        for who in ("a", "b")
        for item in ("x", "y")
    ]
    rows[2] |= changed
    return rows


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: wrong.from_long(tiny(expectation=None)),
            r"1 answer missing .column 'expectation', row 3.*'skip'",
        ),
        (
            lambda: wrong.from_long(tiny(perception="good")),
            r"such as 'good' .column 'perception', row 3.*from 1 to 7",
        ),
        (lambda: wrong.from_long(tiny(perception=8)), r"off the scale, such as 8 .column 'perception', row 3"),
        (
            lambda: wrong.from_long(tiny(respondent_id="")),
            r"without a name or id .column 'respondent_id', row 3",
        ),
        (lambda: wrong.from_long(tiny(respondent_id="a")), r"stands twice: a, x in rows 1 and 3"),
        (
            lambda: wrong.from_long(tiny(dimension="e")),
            r"'x' belongs to 'd' and to 'e' .column 'dimension', row 3",
        ),
        (lambda: wrong.from_long([]), "no rows: nobody answered"),
        (lambda: wrong.from_long(pd.DataFrame(tiny()).head(0)), "no rows: nobody answered"),
        (
            lambda: wrong.from_long(tiny(), perception="percepton"),
            r"no column 'percepton'.*perception='perception'",
        ),
        (lambda: wrong.from_long(3), "`table` is a int"),
        (lambda: wrong.from_long([1, 2]), "A row is a int"),
        (lambda: wrong.from_wide([{"tan1": 3}]), r"No column is called like 'e_\*'"),
        (lambda: wrong.from_wide([{"e_a": 3, "p_b": 3}]), r"'a', 'b' has no partner"),
        (lambda: wrong.from_wide([{"e_a": 3}], expectation="e_"), r"Write a pattern"),
        (lambda: wrong.gaps({}, {}), "Nobody answered"),
        (lambda: wrong.gaps([], []), "Nobody answered"),
        (lambda: wrong.gaps([5], [5]), "to which statement each belongs"),
        (lambda: wrong.gaps([5, 5], [5]), "not of one length"),
        (lambda: wrong.gaps([[5] * 22, [5] * 21], [[5] * 22] * 2), "lists of different length"),
        (lambda: wrong.gaps({"tan1": [5, 5]}, {"tan1": [5]}), "Some statements have more answers"),
        (lambda: wrong.gaps({"tan1": 5, "tax1": 5}, {"tan1": 5, "tax1": 5}), "'tax1' is none of the 22"),
        (lambda: wrong.gaps({"tan1": 5}, {"tan1": 5}, {}), "No dimension is given for 'tan1'"),
        (lambda: wrong.gaps({"tan1": 5}, {"tan1": 5}, ["d"]), "`dimensions` is a list"),
        (lambda: wrong.gaps([5, 5], [5, 5], ["d"]), "has 1 entries for 2 answers"),
        (lambda: wrong.gaps({"tan1": 5}, {"tan1": 5}, scale=(7, 1)), "lower end first"),
        (lambda: wrong.gaps("5", "5"), "`expectations` is a str"),
        (
            lambda: wrong.gaps(pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 2]}, index=[1, 0])),
            "not the same people in the same order",
        ),
        (lambda: wrong.gaps({"tan1": [None]}, {"tan1": [5]}, missing="skip"), "Nobody answered"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()


def test_what_is_skipped_is_said_and_the_rest_counts() -> None:
    found = servqual.from_long(tiny(expectation=None), missing="skip")
    assert found["d"] == -1
    assert any("1 answer missing in column 'expectation' (row 3): left out." in note for note in found.notes)
    assert any("1 respondent answered fewer than 2 statements: kept." in note for note in found.notes)
    rows = tiny(expectation=None)
    rows[3]["perception"] = ""
    silent = servqual.from_long(rows, missing="skip")
    assert silent.respondents == 1
    assert any("1 respondent without any answered pair: not counted." in note for note in silent.notes)
