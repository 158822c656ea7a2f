"""NPS, CSAT and CES: the figures, their intervals against the definitions, and answers that cannot be used."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import metrics
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import FIGURE, PEOPLE, SEGMENTS, agrees, table
from tests.support import share

wrong: Any = metrics  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA", "")
needs_extra = pytest.mark.skipif(not EXTRA, reason="MOSAIC_EXTRA_DATA is not set")

Z = 1.959964
answers = st.lists(st.integers(0, 10), min_size=1, max_size=80)


def chance_of(counts: tuple[int, int, int], shares: tuple[float, float, float]) -> float:
    """How likely so many promoters, passives and detractors are among as many people drawn at random."""
    ways = math.factorial(sum(counts)) / math.prod(map(math.factorial, counts))
    return ways * math.prod(share**count for share, count in zip(shares, counts, strict=True))


# Net Promoter Score


def test_nps_is_promoters_minus_detractors() -> None:
    found = metrics.nps([10, 9, 8, 7, 6, 0])
    assert (found.score, found.n, found.counts) == (0, 6, (2, 2, 2))
    assert metrics.nps([10, 9, 9, 7]).score == 75
    assert metrics.nps([0]).score == -100  # 0 is a detractor, not a missing answer
    assert metrics.nps([8, 7]).score == 0  # 7 and 8 promote nothing


@calm
@given(answers)
def test_nps_agrees_with_a_count_by_hand(scores: list[int]) -> None:
    found = metrics.nps(scores)
    assert found.score == pytest.approx(sum((s > 8) - (s < 7) for s in scores) * 100 / len(scores))
    assert found.promoters + found.passives + found.detractors == pytest.approx(100)
    assert metrics.nps(list(reversed(scores))) == found
    if found.low is not None and found.high is not None:
        assert -100 <= found.low <= found.score <= found.high <= 100


def test_the_interval_holds_the_score_and_leans_to_the_middle() -> None:
    found = metrics.nps_from_counts(27, 2, 1)  # Wald would end above 100
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.score < found.high <= 100
    assert found.score - found.low > found.high - found.score
    assert "adjusted Wald" in found.method


def test_net_scores_and_shares_of_two_groups_are_compared() -> None:
    before, after = metrics.nps_from_counts(52, 34, 34), metrics.nps_from_counts(43, 38, 39)
    found = metrics.nps_difference(after, before)
    assert found.difference == pytest.approx(100 * (4 - 18) / 120)
    assert found.low < 0 < found.high
    assert not found.clear
    assert any("different people" in note for note in found.notes)
    large = metrics.nps_difference(
        *(metrics.nps_from_counts(*(100 * k for k in one.counts or ())) for one in (after, before))
    )
    assert large.clear
    assert large.high < 0
    better = metrics.csat_difference(metrics.csat([5] * 56 + [1] * 14), metrics.csat([5] * 48 + [1] * 32))
    assert (better.low, better.high) == pytest.approx((5.243147, 33.387265), abs=1e-5)  # statsmodels 0.15.0, newcomb
    assert better.clear


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: metrics.nps_difference(metrics.nps_from_shares(50, 30, 20), metrics.nps([9, 3])), "not known"),
        (
            lambda: metrics.nps_difference(metrics.nps([9, 3]), metrics.nps([9, 3], confidence=0.9)),
            "different confidences",
        ),
        (
            lambda: metrics.csat_difference(metrics.csat([4, 5]), metrics.csat([6, 7], scale=(1, 7), at_least=6)),
            "differently",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(call: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()


def test_answers_that_never_exceed_five_are_doubted() -> None:
    assert any("No answer is above 5" in note for note in metrics.nps([1, 2, 5, 4]).notes)
    assert not any("above 5" in note for note in metrics.nps([1, 2, 6, 4]).notes)
    apart = metrics.nps_difference(metrics.nps([1, 2, 5, 4]), metrics.nps([9, 10, 8]))
    assert any("No answer is above 5" in note for note in apart.notes)


def test_more_answers_and_less_confidence_make_it_narrower() -> None:
    small, large = metrics.nps_from_counts(5, 3, 2), metrics.nps_from_counts(500, 300, 200)
    half = metrics.nps_from_counts(5, 3, 2, confidence=0.5)
    assert small.low is not None
    assert large.low is not None
    assert half.low is not None
    assert small.low < half.low < large.low < large.score


def test_few_answers_and_answers_all_alike_are_said() -> None:
    assert any("Only 10 answers" in note for note in metrics.nps([10, 0] * 5).notes)
    assert metrics.nps([10, 0] * 15).notes == ()
    one = metrics.nps([9])
    assert (one.low, one.high) == (None, None)
    assert any("Only one answer" in note for note in one.notes)
    alike = metrics.nps([10] * 50)
    assert alike.low is not None
    assert 80 < alike.low < alike.high == 100  # fifty alike are no proof that nobody differs


def test_scores_counts_and_shares_agree() -> None:
    raw = metrics.nps([10] * 43 + [8] * 38 + [3] * 39)
    counts = metrics.nps_from_counts(43, 38, 39)
    shares = metrics.nps_from_shares(100 * 43 / 120, 100 * 38 / 120, 100 * 39 / 120, 120)
    assert raw == counts
    assert (shares.score, shares.low, shares.high) == pytest.approx((raw.score, raw.low, raw.high))
    assert metrics.nps_from_counts(*pd.Series([43, 38, 39])) == counts  # counts as pandas gives them


def test_shares_without_a_number_have_no_interval() -> None:
    found = metrics.nps_from_shares(70, 21, 9)
    assert (found.score, found.low, found.high, found.n) == (61, None, None, None)
    assert any("not known" in note for note in found.notes)
    assert any("NPS-style" in note for note in found.notes)
    assert any("sum to 101" in note for note in metrics.nps_from_shares(71, 21, 9).notes)


def test_tessera_nps() -> None:
    rows = table("nps")
    agrees("fig-nps", metrics.nps([row["nps"] for row in rows]).score)
    for segment in SEGMENTS:
        own = [row["nps"] for row in rows if PEOPLE[row["respondent_id"]]["segment"] == segment]
        agrees(f"fig-nps-{segment}", metrics.nps(own).score)
    claims = {"late": "late", "ontime": "on time", "none": "none"}
    for key, claim in claims.items():
        own = [row["nps"] for row in rows if PEOPLE[row["respondent_id"]]["claim"] == claim]
        agrees(f"fig-nps-claim-{key}", metrics.nps(own).score)


@needs_extra
def test_hcahps_boxes_give_an_nps_style_figure_with_its_interval() -> None:
    national = pd.read_csv(Path(EXTRA) / "service_quality" / "hcahps_national_results.csv")
    row = national[(national["Measure ID"] == "H_HSP_RATING") & (national["Release Period"] == "07_2023")].iloc[0]
    top, middle, bottom = (int(row[f"{name}-box Percentage"]) for name in ("Top", "Middle", "Bottom"))
    assert (top, middle, bottom) == (70, 21, 9)
    # The file does not tell the number of answers: 300 is assumed here, and the interval is that of 300 answers.
    found = metrics.nps_from_shares(top, middle, bottom, 300)
    assert found.score == 61
    assert (found.low, found.high) == pytest.approx((53.08, 67.71), abs=0.005)
    assert metrics.nps_from_shares(top, middle, bottom).low is None
    states = pd.read_csv(Path(EXTRA) / "service_quality" / "hcahps_state_results.csv")
    for top, middle, bottom in (
        states[[f"{name}-box Percentage" for name in ("Top", "Middle", "Bottom")]].dropna().values
    ):
        assert metrics.nps_from_shares(top, middle, bottom).score == top - bottom


# Satisfaction and effort


def test_csat_is_the_top_two_of_five() -> None:
    found = metrics.csat([5, 4, 3, 2, 1, 5, 4, 4, 1, 2])
    assert (found.percent, found.satisfied, found.n) == (50, 5, 10)
    assert metrics.csat([7, 6, 5, 1], at_least=6, scale=(1, 7)).percent == 50


@pytest.mark.parametrize(("satisfied", "n"), [(78, 120), (0, 12), (12, 12), (1, 1), (5, 40)])
def test_csat_ends_where_wilson_says(satisfied: int, n: int) -> None:
    """Wilson's ends are the shares from which the one seen lies exactly z standard errors away."""
    found = metrics.csat([5] * satisfied + [1] * (n - satisfied))
    for end in (found.low, found.high):
        share = end / 100
        assert abs(satisfied / n - share) == pytest.approx(Z * math.sqrt(share * (1 - share) / n), abs=1e-5)
    assert 0 <= found.low <= found.percent <= found.high <= 100


def test_ces_runs_in_two_directions() -> None:
    new = metrics.ces([7, 6, 5, 2, 1])
    assert (new.mean, new.good, new.easy_percent) == (4.2, "high", 60)
    old = metrics.ces([1, 2, 5, 4], version=1)
    assert (old.mean, old.good, old.easy_percent) == (3, "low", 50)
    found = metrics.ces([6, 6, 5, 4, 4])
    assert (found.low, found.high) == pytest.approx((3.7583, 6.2417), abs=1e-4)  # scipy 1.17.1, t.interval
    assert metrics.ces([7, 1, 7]).high == 7  # kept within the scale
    assert metrics.ces([4, 4, 4]).low is None


def test_tessera_csat_and_ces() -> None:
    rows = table("nps")
    found = metrics.csat([row["csat"] for row in rows])
    agrees("fig-csat", found.percent)
    assert (found.satisfied, found.n) == (78, 120)
    effort = metrics.ces([row["ces"] for row in rows], missing="skip")
    agrees("fig-ces", effort.mean, 2)
    assert effort.n == 43
    assert any("77 answers missing" in note for note in effort.notes)
    for segment in SEGMENTS:
        own = [row["csat"] for row in rows if PEOPLE[row["respondent_id"]]["segment"] == segment]
        assert metrics.csat(own).percent == pytest.approx(FIGURE[f"fig-csat-{segment}"], abs=0.05)


# Answers that cannot be used


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: wrong.nps([]), r"Nobody answered .*`scores`"),
        (lambda: wrong.nps([9, 11, -1]), r"2 answers off the scale, such as 11, -1 .*rows 2, 3.*0 to 10"),
        (lambda: wrong.nps([9, 7.5]), "off the scale, such as 7.5"),
        (lambda: wrong.nps([9, "ten"]), r"not readable as a number, such as 'ten' .*row 2"),
        (lambda: wrong.nps([9, True]), r"not readable as a number, such as True .*row 2"),
        (lambda: wrong.nps([9, None, math.nan, ""]), r"3 answers missing .*rows 2, 3, 4.*missing='skip'"),
        (lambda: wrong.nps(pd.Series([9, None], name="nps")), r"1 answer missing .column 'nps', row 2"),
        (lambda: wrong.nps([None], missing="skip"), "Nobody answered"),
        (lambda: wrong.nps([1], missing="ignore"), "`missing` is 'ignore'"),
        (lambda: wrong.nps("10"), "`scores` is a str"),
        (lambda: wrong.nps(pd.DataFrame({"nps": [1]})), r"table\['name'\]"),
        (lambda: wrong.nps([1], confidence=95), r"`confidence` is 95 .*0\.95"),
        (lambda: wrong.nps_from_counts(0, 0, 0), "Nobody answered"),
        (lambda: wrong.nps_from_counts(1, -1, 0), "`passives` is -1"),
        (lambda: wrong.nps_from_counts(1.5, 1, 0), "`promoters` is 1.5"),
        (lambda: wrong.nps_from_shares(0.7, 0.2, 0.1), "sum to 1, .*multiply by 100"),
        (lambda: wrong.nps_from_shares(70, 20, 5), "sum to 95"),
        (lambda: wrong.nps_from_shares(110, -10, 0), "`top` is 110"),
        (lambda: wrong.nps_from_shares(70, 21, 9, 0), "`n` is 0"),
        (lambda: wrong.csat([6]), "1 answer off the scale, such as 6"),
        (lambda: wrong.csat([5], at_least=6), "`at_least` is 6, above the scale"),
        (lambda: wrong.csat([5], scale=(5, 1)), "lower end first"),
        (lambda: wrong.csat([5], scale=5), "two ends"),
        (lambda: wrong.ces([6], version=1), "off the scale"),
        (lambda: wrong.ces([6], version=3), "`version` is 3"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()


def test_what_is_skipped_is_said() -> None:
    found = metrics.nps([9, None, "", 3, " 8 "], missing="skip")
    assert found.n == 3
    assert "2 answers missing in argument `scores` (rows 2, 3): left out." in found.notes
