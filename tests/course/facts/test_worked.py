"""The worked examples: each sum that is done for the learner is worked out again, by the models of the course."""

from __future__ import annotations

import json

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.models import change, kano, metrics, scorecard, value
from mosaic_exercises.models.journey import Point, figures
from tests.course.facts.case import ROOT


def worked(notebook: str, cell: str) -> str:
    """A worked example's text, its minus signs as Python writes them."""
    cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "".join(next(c for c in cells if c["id"] == cell)["source"]).replace("−", "-")


def test_every_worked_example_ends_with_half_of_one_that_is_folded() -> None:
    """It fades: what is missing is asked for, and its end is to be opened."""
    for notebook in load().notebooks:
        cells = json.loads((ROOT / "notebooks" / f"{notebook.id}.ipynb").read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            if cell["id"].startswith("worked"):
                text = "".join(cell["source"])
                before, _, inside = text.partition("<details>")
                assert "then open</summary>" in inside, (notebook.id, cell["id"])
                assert "Tessera" not in before, (notebook.id, cell["id"], "the case's own answer is not shown")


def net(*holds: int) -> int:
    field = change.force_field(
        driving={"a": 4, "b": 3}, restraining={f"r{n}": weight for n, weight in enumerate(holds)}, aim="A chair"
    )
    return field.net


def test_the_net_of_forces() -> None:
    text = worked("01_lenses_and_change", "worked-net")
    assert f"7 - 9 = {net(4, 3, 2)}." in text
    assert f"7 - 7 = {net(4, 1, 2)}:" in text
    assert f"7 - 5 = **+{net(2, 1, 2)}**" in text


def test_the_lifetime_value() -> None:
    text = worked("03b_value_and_card", "worked-clv")
    before, after = value.clv(60, 0.75, 0.10), value.clv(60, 0.80, 0.10)
    assert f"**EUR {before:.2f}**" in text
    assert f"so EUR {after:.0f}." in text
    assert f"= {100 * (after / before - 1):.1f}%." in text
    assert f"**EUR {value.clv(60, 0.70, 0.10):.0f}**" in text


def test_the_proactive_share() -> None:
    text = worked("04b_first_move", "worked-share")
    assert f"**{100 * 12 // (12 + 28)}%**" in text
    assert f"**{100 * 9 // (9 + 27)}%**" in text


def test_the_gap_and_the_weighted_score() -> None:
    text = worked("05_expectations", "worked-weights")
    gaps = {"reliability": -1.0, "assurance": -0.2, "tangibles": 0.5, "empathy": -0.6, "responsiveness": -0.8}
    points = {"reliability": 40, "assurance": 20, "tangibles": 10, "empathy": 20, "responsiveness": 10}
    assert sum(points.values()) == 100
    score = sum(gaps[name] * points[name] / 100 for name in gaps)
    assert f"**{score:.2f}**" in text
    assert "4 - 6 = **-2**" in worked("05_expectations", "worked-gap")


def test_kanos_letters_better_and_worse() -> None:
    text = worked("06_delight", "worked-pair")
    assert kano.classify("like", "dislike") == "O"
    assert "Where they cross: O" in text
    assert f"**{kano.classify('neutral', 'dislike')}**" in text
    assert f"**{kano.classify('like', 'neutral')}**" in text
    text = worked("06_delight", "worked-better")
    for counts in ({"A": 10, "O": 15, "M": 20, "I": 5}, {"A": 20, "O": 10, "M": 5, "I": 15}):
        better, worse = kano.coefficients({"R": 0, "Q": 0} | counts)
        assert f"{better:.2f}" in text
        assert f"**{worse:.2f}**" in text


def test_the_recommendation_score() -> None:
    text = worked("06b_three_scores", "worked-nps")
    for high, low in ((20, 12), (22, 10)):
        answers = [10] * high + [8] * (50 - high - low) + [3] * low
        assert f"**+{metrics.nps(answers).score:.0f}**" in text


@pytest.mark.parametrize(
    ("curve", "shown"), [((1, -1, -2, 0, 1), "= **-0.5**"), ((0, -1, -1, 1), "= **0**")], ids=["done", "half"]
)
def test_the_curve(curve: tuple[int, ...], shown: str) -> None:
    text = worked("08_journey_and_corridor", "worked-curve")
    seen = figures(tuple(Point(f"s{n}", step) for n, step in enumerate(curve)))
    assert float(shown.strip("=* ")) == seen.peak_end
    assert shown in text
    if len(curve) == 5:
        assert (seen.lowest, max(-drop.change for drop in seen.drops), seen.mean) == (-2, 2, -0.2)
        assert "would be -0.2" in text


def test_the_market_and_the_attainment() -> None:
    text = worked("09b_market_and_position", "worked-market")
    assert f"= {100 * (74 - 70) / 70:.1f}%" in text
    assert f"{100 * (180 - 120) / 120:.0f}%" in text
    text = worked("10b_scorecard", "worked-attainment")
    down, up = scorecard.attainment(20, 12, 15, direction="down"), scorecard.attainment(60, 90, 66, direction="up")
    assert (down.share, up.share) == (0.625, 0.2)
    assert "**62.5%**" in text
    assert "**20%**" in text
