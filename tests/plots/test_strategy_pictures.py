"""Pictures of PEST, the scorecard and markets: readable in themes and widths, and true."""

from __future__ import annotations

import csv
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.models import culture, pest, scorecard
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import market as market_pictures
from mosaic_exercises.plots import pest as pest_pictures
from mosaic_exercises.plots import scorecard as scorecard_pictures
from mosaic_exercises.plots.style import Picture
from tests.data.tessera_files import CASE
from tests.plots.looks import assert_alike_in_the_dark, assert_looks, assert_table, some, texts
from tests.support import each

Draw = Callable[[str, float], Picture]
BAD = "<script>alert(1)</script>&\x00\x1b$x$ " + "unbroken" * 20
wrong: Any = scorecard_pictures  # wrong arguments are meant
wrong_pest: Any = pest_pictures
wrong_market: Any = market_pictures


def rows(name: str) -> list[dict[str, str]]:
    with (Path(CASE) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def drawings() -> dict[str, Draw]:
    factors = pest.from_table(rows("pest"))
    crowd = [pest.factor(f"x{i}", "social", f"{BAD} {i}", 5, 5, "threat") for i in range(40)]
    objectives = scorecard.from_table(rows("scorecard"))
    many = [
        scorecard.Objective(f"o{i}", scorecard.PERSPECTIVES[i % 3], f"{BAD} {i}", BAD, BAD, 1.0, 1.0 + i % 2, 1.5 - i)
        for i in range(24)
    ]
    prices = {row["name"]: float(row["price_plus_eur"]) for row in rows("competitors")}
    markets = [
        culture.market_from_prices("Plus-type cover", {**prices, "Tessera": 159.0}, others=9),
        culture.market("Cover of courier fleets", 4, 40),
    ]
    draw: dict[str, Draw] = {
        "pest": lambda t, w: pest_pictures.grid(factors, t, w),
        "pest in one cell": lambda t, w: pest_pictures.grid(crowd, t, w),
        "causes": lambda t, w: scorecard_pictures.causes(scorecard.cause_map(objectives), t, w),
        "causes of many": lambda t, w: scorecard_pictures.causes(
            scorecard.cause_map(many, [scorecard.Arrow("o0", "o1"), scorecard.Arrow("o1", "o0")]), t, w
        ),
        "one objective": lambda t, w: scorecard_pictures.causes(scorecard.cause_map(many[:1]), t, w),
        "attainment": lambda t, w: scorecard_pictures.attainment(objectives, t, w),
        "attainment of many": lambda t, w: scorecard_pictures.attainment(many, t, w),
        "markets": lambda t, w: market_pictures.chart(markets, t, w),
        "markets far apart": lambda t, w: market_pictures.chart(
            [culture.market(f"{BAD} {i}", i * 40, i * 90.0) for i in range(12)], t, w
        ),
    }
    return {name: cache(one) for name, one in draw.items()}


NAMES = (
    "pest",
    "pest in one cell",
    "causes",
    "causes of many",
    "one objective",
    "attainment",
    "attainment of many",
    "markets",
    "markets far apart",
)


def test_every_drawing_is_looked_at(drawings: dict[str, Draw]) -> None:
    assert set(NAMES) == set(drawings)


def test_every_picture_is_whole_and_readable(drawings: dict[str, Draw]) -> None:
    each(NAMES, lambda name: assert_looks(drawings[name]))


def test_the_dark_one_stands_alike(drawings: dict[str, Draw]) -> None:
    each(some(NAMES), lambda name: assert_alike_in_the_dark(drawings[name]))


def test_the_same_data_give_the_same_text_and_a_whole_table(drawings: dict[str, Draw]) -> None:
    def same(name: str) -> None:
        first = drawings[name]("light", 390)
        assert drawings[name].__wrapped__("light", 390) == first  # type: ignore[attr-defined]

    each(some(NAMES), same)
    each(NAMES, lambda name: assert_table(drawings[name]("light", 390)))


def words_of(picture: Picture) -> list[str]:
    return [words for words, *_ in texts(ET.fromstring(picture.svg))]


def test_pest_says_what_comes_first_and_what_goes_into_the_swot(drawings: dict[str, Draw]) -> None:
    picture = drawings["pest"]("light", 848)
    assert picture.alt.startswith("First of 14, with 20 of 25: Lindhaven closes its centre")
    assert "From 16 on: 3 as opportunities, 3 as threats. 8 weigh less" in picture.alt
    assert "1+ Lindhaven closes its centre to delivery vans in 2027 (5 x 4 = 20)" in words_of(picture)
    assert picture.table[1][:3] == ("1", "political", "Lindhaven closes its centre to delivery vans in 2027")


def test_the_map_tells_the_chain_and_what_is_wrong(drawings: dict[str, Draw]) -> None:
    alt = drawings["causes"]("light", 390).alt
    assert alt.startswith("12 objectives, 15 arrows. Longest chain: Let more people decide → Decide claims on time → ")
    assert alt.endswith("→ Earn more from the customers we have.")
    wide, narrow = (drawings["causes"]("light", w) for w in (848, 390))
    assert wide.svg.count("<path") > narrow.svg.count("<path")  # arrows only where there is room
    assert "→ 6, 2" in words_of(narrow)
    faulty = drawings["causes of many"]("light", 848).alt
    assert "In a circle: " in faulty
    assert "Without an arrow: " in faulty
    assert "Nothing stands under learning and growth" in faulty


def test_attainment_tells_which_way_each_went(drawings: dict[str, Draw]) -> None:
    picture = drawings["attainment"]("light", 390)
    assert picture.alt.startswith("2 of 12 targets are reached, 5 are on the way, 5 moved away.")
    assert "Furthest from its target: Settle complaints quickly, −319% of the way." in picture.alt
    by_name = {row[0]: row for row in picture.table}
    assert by_name["Win commuters at lower cost"][-2:] == ("75%", "on the way")
    assert by_name["Keep customers' data safe"][-2:] == ("kept", "reached")
    assert "−117%" in words_of(picture)


def test_markets_are_named_by_both_questions(drawings: dict[str, Draw]) -> None:
    alt = drawings["markets"]("light", 848).alt
    assert "Plus-type cover: 13 offers, 6% difference: saturated, flat." in alt
    assert "Cover of courier fleets: 4 offers, 40% difference: saturated, not flat." in alt


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: wrong_pest.grid([]), "no PEST factors"),
        (lambda: wrong_pest.grid("pest"), "no PEST factors"),
        (lambda: wrong_pest.grid([pest.factor("a", "social", "x", 1, 1)] * 41), "41 factors"),
        (lambda: wrong.causes([]), "scorecard.cause_map"),
        (lambda: wrong.causes(scorecard.cause_map([])), "0 objectives"),
        (lambda: wrong.attainment([scorecard.Objective("a", "customer", "x")]), "0 objectives have"),
        (lambda: wrong.attainment([7]), "no objectives"),
        (lambda: wrong_market.chart([]), "no markets"),
        (lambda: wrong_market.chart([culture.market("a", 1, 1), culture.market("b", 1, 1, many=9)]), "different lines"),
        (lambda: wrong_market.chart([culture.market("a", 1, 1)], "sepia"), "`theme` is 'sepia'"),
    ],
)
def test_data_that_make_no_picture(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        draw()


def test_models_and_pictures_import_without_pandas_and_matplotlib() -> None:
    code = (
        "import sys; from mosaic_exercises.models import culture, pest, positioning, scorecard, swot; "
        "from mosaic_exercises.plots import market, pest as p, scorecard as s; "
        "print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
