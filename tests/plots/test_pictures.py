"""Every picture, in both themes and widths: well-formed, titled, readable, inside its frame, the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import loyalty, value
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import loyalty as ladder_pictures
from mosaic_exercises.plots import style
from mosaic_exercises.plots import value as value_pictures
from mosaic_exercises.plots.style import Picture
from tests.plots.looks import LIGHT, SVG, assert_alike_in_the_dark, assert_looks, assert_table, length, some, texts
from tests.support import each

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
Draw = Callable[[str, float], Picture]


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"customer_id": str})


@pytest.fixture(scope="module")
def drawings(cdnow: pd.DataFrame) -> dict[str, Draw]:
    people = loyalty.stages(cdnow, amount="dollar_value")
    waiting = pd.DataFrame({"customer_id": ["p1", "p2"], "qualified": [True, False]})
    fans = people.loc[people["stage"] == "Client", "customer_id"].head(300).tolist()
    first, second = ("1997-01-01", "1997-02-28"), ("1997-03-01", "1998-06-30")
    ladder, full = (
        loyalty.funnel(people),
        loyalty.funnel(loyalty.stages(cdnow, amount="dollar_value", referrals=fans, prospects=waiting)),
    )
    halves = loyalty.transitions(cdnow)
    eight_rows = loyalty.transitions(cdnow, first, second, referrals=fans, prospects=waiting)
    scores = value.rfm(cdnow, amount="dollar_value")
    draw: dict[str, Draw] = {
        "funnel": lambda t, w: ladder_pictures.funnel(ladder, t, w),
        "funnel of all six": lambda t, w: ladder_pictures.funnel(full, t, w),
        "transitions": lambda t, w: ladder_pictures.transitions(halves, t, w),
        "transitions of all": lambda t, w: ladder_pictures.transitions(eight_rows, t, w),
        "clv": lambda t, w: value_pictures.clv_curve(value.sensitivity(100, 0.8, 0.1), t, w, currency="£"),
        "clv of millions": lambda t, w: value_pictures.clv_curve(
            value.sensitivity(2.5e6, 0.94, 0.02, paid="now", acquisition=1e6), t, w, currency="€"
        ),
        "clv below zero": lambda t, w: value_pictures.clv_curve(value.sensitivity(-20, 0.97, 0.1), t, w),
        "clv of nothing": lambda t, w: value_pictures.clv_curve(value.sensitivity(0, 0.5, 0.1), t, w),
        "pareto": lambda t, w: value_pictures.pareto(people["value"], t, w, currency="$"),
        "pareto of one": lambda t, w: value_pictures.pareto([5.0], t, w),
        "rfm": lambda t, w: value_pictures.rfm_grid(scores, t, w, currency="$"),
    }
    return {name: cache(one) for name, one in draw.items()}


NAMES = (
    "funnel",
    "funnel of all six",
    "transitions",
    "transitions of all",
    "clv",
    "clv of millions",
    "clv below zero",
    "clv of nothing",
    "pareto",
    "pareto of one",
    "rfm",
)


def test_every_picture_is_whole_and_readable(drawings: dict[str, Draw]) -> None:
    assert set(NAMES) == set(drawings)
    each(NAMES, lambda name: assert_looks(drawings[name]))


def test_the_dark_one_stands_alike(drawings: dict[str, Draw]) -> None:
    each(some(NAMES), lambda name: assert_alike_in_the_dark(drawings[name]))


def test_the_key_of_a_narrow_picture_ends_within_it(drawings: dict[str, Draw]) -> None:
    """In a window of 400 pixels a panel leaves 284 for a picture."""
    for name in ("clv", "pareto"):
        root = ET.fromstring(drawings[name]("light", 284).svg)
        ends = {words: x + length(words, size) for words, size, anchor, x, _, _ in texts(root) if anchor == "start"}
        assert {words: end for words, end in ends.items() if end > 284} == {}, name


def test_the_same_data_give_the_same_text(drawings: dict[str, Draw]) -> None:
    import matplotlib

    def same(name: str) -> None:
        first = drawings[name]("light", 390)
        with matplotlib.rc_context(
            {"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "path", "axes.grid": True}
        ):
            again = drawings[name].__wrapped__("light", 390)  # type: ignore[attr-defined]
        assert again == first  # a reader's own style does not get in
        assert not re.search(r"<metadata|<style|\d{4}-\d\d-\d\dT|0x[0-9a-f]{6}", first.svg)

    each(some(NAMES), same)


def test_nothing_but_the_drawing_is_painted(drawings: dict[str, Draw]) -> None:
    """The background is transparent: no shape fills the whole picture."""

    def unpainted(name: str) -> None:
        for theme, width in LIGHT:
            first = next(ET.fromstring(drawings[name](theme, width).svg).iter(f"{SVG}path"))
            assert "fill: none" in first.get("style", ""), (theme, width)

    each(NAMES, unpainted)


def test_ids_belong_to_one_picture(drawings: dict[str, Draw]) -> None:
    def own(name: str) -> None:
        both = [drawings[name](theme, 390).svg for theme in ("light", "dark")]
        ids = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in both]
        assert not ids[0] & ids[1]
        for svg, here in zip(both, ids, strict=True):
            assert {"".join(pair) for pair in re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', svg)} <= here

    each(some(NAMES), own)


def test_the_table_is_rectangular_and_headed(drawings: dict[str, Draw]) -> None:
    each(NAMES, lambda name: assert_table(drawings[name]("light", 390)))


# What the pictures say


def test_the_funnel_says_where_most_people_are_and_what_is_unknown(drawings: dict[str, Draw]) -> None:
    picture = drawings["funnel"]("light", 848)
    assert picture.alt.startswith("Most people, 12,054 of 23,570 (51.1%), are First-Time Customers.")
    assert "Not recorded: Suspect, Prospect, Advocate." in picture.alt
    words = [text[0] for text in texts(ET.fromstring(picture.svg))]
    assert words.count("not recorded") == 3
    assert "12,054 (51.1%)" in words
    full = drawings["funnel of all six"]("light", 848)
    assert "not recorded" not in full.svg
    assert ("Suspect", "1", "<0.1%", "") in full.table


def test_the_transitions_say_where_each_row_went(drawings: dict[str, Draw], cdnow: pd.DataFrame) -> None:
    picture = drawings["transitions"]("light", 390)
    went = loyalty.transitions(cdnow).loc["First-Time Customer", "Inactive"]
    assert f"Of First-Time Customer: {went:.0f}% became Inactive, 0% stayed." in picture.alt
    assert picture.table[1][:2] == ("First-Time Customer", "14,119")


def test_the_clv_picture_marks_both_points(drawings: dict[str, Draw]) -> None:
    picture = drawings["clv"]("light", 390)
    assert "At 80% retention a customer is worth £266.67 today; at 85% it is £340.00 (+27.5%)." in picture.alt
    assert "+5 points: £340.00 (+27.5%)" in picture.svg
    assert ("85%", "£340.00", "+5 points") in picture.table
    assert "cannot be reached" in drawings["clv below zero"]("light", 390).alt
    assert "−149.23" in drawings["clv below zero"]("light", 390).alt


def test_the_curve_of_value_tells_the_share_of_the_best(drawings: dict[str, Draw]) -> None:
    picture = drawings["pareto"]("dark", 390)
    assert "The best 20% of 23,570 customers (4,714) bring 67.8% of all value" in picture.alt
    assert ("20%", "67.8%") in picture.table
    assert "1 customer below zero" in value_pictures.pareto([9, 5, -1]).alt


def test_the_rfm_grid_tells_the_best_and_the_worst_corner(drawings: dict[str, Draw], cdnow: pd.DataFrame) -> None:
    scores = value.rfm(cdnow, amount="dollar_value")
    best = int(((scores["R"] == 5) & (scores["F"] == 5)).sum())
    picture = drawings["rfm"]("light", 390)
    assert f"{best:,} of 23,570 customers" in picture.alt
    assert len(picture.table) == 26
    assert sum(int(row[2].replace(",", "")) for row in picture.table[1:]) == 23_570


def test_hostile_text_stays_text() -> None:
    bad = "<script>alert(1)</script>$x$"
    picture = value_pictures.clv_curve(value.sensitivity(100, 0.8, 0.1), currency=bad)
    root = ET.fromstring(picture.svg)
    assert not list(root.iter(f"{SVG}script"))
    assert any(bad in text[0] for text in texts(root))


# Themes


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_colours_can_be_told_from_the_background_and_read(name: str) -> None:
    look = style.theme_of(name)
    for colour in (look.text, look.muted):
        assert style.contrast(colour, look.surface) >= 4.5
    for colour in (look.first, look.second, look.high):
        assert style.contrast(colour, look.surface) >= 3
    for part in range(101):
        colour = style.shade(look, part / 100)
        assert style.contrast(style.ink_on(colour), colour) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert style.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert style.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: value_pictures.pareto([1], "sepia"), "`theme` is 'sepia'"),
        (lambda: value_pictures.pareto([1], width=20), "`width` is 20"),
        (lambda: value_pictures.pareto([1], width="390"), "no number"),
        (lambda: value_pictures.clv_curve(266.67), r"value\.sensitivity"),
        (lambda: ladder_pictures.funnel(pd.DataFrame({"stage": ["Client"]})), "not a funnel"),
        (lambda: ladder_pictures.transitions(pd.DataFrame({"Client": [3]}, index=["Client"])), "sum to 100"),
        (lambda: ladder_pictures.transitions(pd.DataFrame()), "sum to 100"),
        (lambda: value_pictures.rfm_grid(pd.DataFrame({"R": [5]})), "no column 'F'"),
    ],
)
def test_data_that_make_no_picture(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        draw()


def test_pictures_are_drawn_without_pyplot() -> None:
    code = (
        "import sys; from mosaic_exercises.plots import loyalty, value; "
        "print({'pandas', 'matplotlib'} & set(sys.modules)); "
        "from mosaic_exercises.models.value import sensitivity; value.clv_curve(sensitivity(100, .8, .1)); "
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["set()", "False"]
