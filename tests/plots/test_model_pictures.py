"""Pictures of service quality, Kano, relationships, change, focus and NPS: readable in themes and widths, and true.

The first part holds for every picture, ordinary and odd; the second reads what single pictures say.
"""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.models import change, focus, kano, metrics, relationship, servqual
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import change as change_pictures
from mosaic_exercises.plots import focus as focus_pictures
from mosaic_exercises.plots import kano as kano_pictures
from mosaic_exercises.plots import labels, style
from mosaic_exercises.plots import metrics as metric_pictures
from mosaic_exercises.plots import relationship as relationship_pictures
from mosaic_exercises.plots import servqual as servqual_pictures
from mosaic_exercises.plots.style import Picture
from tests.data.tessera_files import CASE, FIRM, toml
from tests.plots.looks import assert_alike_in_the_dark, assert_apart, assert_looks, assert_table, some, texts
from tests.support import each

Draw = Callable[[str, float], Picture]
wrong_servqual: Any = servqual_pictures  # wrong arguments are meant
wrong_kano: Any = kano_pictures
wrong_relationship: Any = relationship_pictures
wrong_change: Any = change_pictures
wrong_focus: Any = focus_pictures
wrong_metric: Any = metric_pictures
BAD = "<script>alert(1)</script>&\x00\x1b$x$ " + "unbroken" * 20
FEATURES = {row["id"]: row["name"] for row in toml("survey_items")["feature"]}


def case(name: str) -> pd.DataFrame:
    return pd.read_csv(Path(CASE) / f"{name}.csv", dtype={"respondent_id": str})


@pytest.fixture(scope="module")
def drawings() -> dict[str, Draw]:
    gaps = servqual.from_long(case("servqual"))
    rank = servqual.ranking(gaps, servqual.importance(case("importance")).weights)
    one = servqual.gaps({"speed": 7, BAD: 1}, {"speed": 1, BAD: 7})
    spokes = servqual.gaps({f"d{k}": 4 for k in range(12)}, {f"d{k}": 1 + k / 2 for k in range(12)})
    answers = case("kano")
    survey = kano.survey(answers.assign(feature=answers["feature_id"].map(FEATURES)), feature="feature")
    forty = {f"{BAD} {k}": {"A": k, "O": 40 - k, "M": k // 2, "I": 7, "R": k % 3, "Q": k % 2} for k in range(40)}
    parties = case("relationships")
    crowd = [{"name": f"{BAD}{k}", "satisfaction": 50, "gain": 50} for k in range(60)]
    field = change.from_table(FIRM["force"], aim=FIRM["change"]["aim"])
    raters = focus.from_table(case("focus"))
    scores = case("nps").merge(case("respondents"), on="respondent_id")
    segments = {str(name): metrics.nps(group["nps"]) for name, group in scores.groupby("segment")}
    ends = {"all": metrics.nps([10] * 40), "none": metrics.nps([0]), BAD: metrics.nps_from_shares(70, 21, 9)}
    draw: dict[str, Draw] = {
        "gaps": lambda t, w: servqual_pictures.bars(gaps, t, w),
        "gaps of two": lambda t, w: servqual_pictures.bars(one, t, w),
        "weighted gaps": lambda t, w: servqual_pictures.ranking(rank, t, w),
        "radar": lambda t, w: servqual_pictures.radar(gaps, t, w),
        "radar of twelve": lambda t, w: servqual_pictures.radar(spokes, t, w),
        "kano": lambda t, w: kano_pictures.plane(survey, t, w),
        "kano of forty": lambda t, w: kano_pictures.plane(forty, t, w),
        "kano of nothing but R": lambda t, w: kano_pictures.plane({"x": {"R": 3}, "y": {"O": 1}}, t, w),
        "relationships": lambda t, w: relationship_pictures.chart(relationship.chart(parties), t, w),
        "inside": lambda t, w: relationship_pictures.chart(
            relationship.chart(parties[parties["side"] == "internal"]), t, w
        ),
        "a crowd": lambda t, w: relationship_pictures.chart(relationship.chart(crowd), t, w),
        "forces": lambda t, w: change_pictures.force_field(field, t, w),
        "forces of one side": lambda t, w: change_pictures.force_field(change.force_field({BAD: 1}, {}), t, w),
        "focus": lambda t, w: focus_pictures.profile(raters, t, w),
        "focus of one": lambda t, w: focus_pictures.profile(raters.profiles["emp-02"], t, w),
        "focus half open": lambda t, w: focus_pictures.profile(focus.profile({1: 3, 5: 1}, missing="skip"), t, w),
        "focus before and after": lambda t, w: focus_pictures.before_after(
            focus.before_after([1, 1, 2, 2, 1, 1, 2, 3], [2, 1, 2, 3, 2, 1, 1, 3]), t, w
        ),
        "nps": lambda t, w: metric_pictures.nps(metrics.nps(scores["nps"]), t, w),
        "nps by segment": lambda t, w: metric_pictures.nps(segments, t, w),
        "nps at the ends": lambda t, w: metric_pictures.nps(ends, t, w),
    }
    return {name: cache(one_picture) for name, one_picture in draw.items()}


NAMES = (
    "gaps",
    "gaps of two",
    "weighted gaps",
    "radar",
    "radar of twelve",
    "kano",
    "kano of forty",
    "kano of nothing but R",
    "relationships",
    "inside",
    "a crowd",
    "forces",
    "forces of one side",
    "focus",
    "focus of one",
    "focus half open",
    "focus before and after",
    "nps",
    "nps by segment",
    "nps at the ends",
)


def test_every_drawing_is_looked_at(drawings: dict[str, Draw]) -> None:
    assert set(NAMES) == set(drawings)


def test_every_picture_is_whole_and_readable(drawings: dict[str, Draw]) -> None:
    each(NAMES, lambda name: assert_looks(drawings[name]))


def test_the_dark_one_stands_alike(drawings: dict[str, Draw]) -> None:
    each(some(NAMES), lambda name: assert_alike_in_the_dark(drawings[name]))


def test_the_levels_of_a_narrow_profile_are_apart(drawings: dict[str, Draw]) -> None:
    """In a window of 400 pixels a panel leaves 284 for a picture."""
    focused = [name for name in NAMES if name.startswith("focus")]
    each(focused, lambda name: assert_apart(drawings[name]("light", 284), 284))


def test_the_same_data_give_the_same_text_and_a_whole_table(drawings: dict[str, Draw]) -> None:
    def same(name: str) -> None:
        first = drawings[name]("light", 390)
        assert drawings[name].__wrapped__("light", 390) == first  # type: ignore[attr-defined]
        assert not re.search(r"<metadata|<style|\d{4}-\d\d-\d\dT|0x[0-9a-f]{6}", first.svg)

    each(some(NAMES), same)
    each(NAMES, lambda name: assert_table(drawings[name]("light", 390)))


# What the pictures say


def words_of(picture: Picture) -> list[str]:
    return [words for words, *_ in texts(ET.fromstring(picture.svg))]


def test_gap_bars_say_what_falls_shortest(drawings: dict[str, Draw]) -> None:
    picture = drawings["gaps"]("light", 390)
    assert picture.alt.startswith("Responsiveness falls furthest below expectation, −1.69.")
    assert "Tangibles +0.62" in picture.alt
    assert ("Reliability", "6.39", "4.99", "−1.40") in [row[:4] for row in picture.table]
    assert "−1.69" in words_of(picture)
    assert any("95% interval" in words for words in words_of(drawings["gaps"]("light", 848)))


def test_gap_bars_without_shortfall_say_so() -> None:
    picture = servqual_pictures.bars(servqual.gaps({"a": 3, "b": 3}, {"a": 5, "b": 4}))
    assert picture.alt.startswith("No dimension falls below expectation; the smallest gap is B, +1.00")


def test_weighted_bars_put_reliability_first(drawings: dict[str, Draw]) -> None:
    picture = drawings["weighted gaps"]("light", 848)
    assert picture.alt.startswith("Reliability comes first: weight 33.2 of 100 and gap −1.40 give −0.463.")
    assert [row[1] for row in picture.table[1:3]] == ["Reliability", "Responsiveness"]
    assert "Sum: −1.004" in picture.alt


def test_the_radar_says_where_the_lines_are_apart(drawings: dict[str, Draw]) -> None:
    alt = drawings["radar"]("dark", 390).alt
    assert "furthest apart at Responsiveness" in alt
    assert "reaches expectation at Tangibles" in alt


def test_the_kano_plane_shows_every_letter_and_what_is_not_settled(drawings: dict[str, Draw]) -> None:
    picture = drawings["kano"]("light", 848)
    assert "Reverse: Cover renews by itself, without asking (39%)" in picture.alt
    assert picture.alt.split("Not settled (p of 0.10 or more): ")[1].count(",") == 2
    assert len(picture.table) == 13
    assert picture.table[0][-6:] == ("M", "O", "A", "I", "R", "Q")
    shown = words_of(picture)
    assert "5 Seeing on the telephone where a claim stands: Indifferent, by the grouped rule Attractive" in shown
    assert {f"{place}" for place in range(1, 13)} <= set(shown)
    assert {"Attractive", "One-dimensional", "Indifferent", "Must-be"} <= set(shown)


def test_a_feature_that_only_r_and_q_answered_is_not_on_the_plane(drawings: dict[str, Draw]) -> None:
    picture = drawings["kano of nothing but R"]("light", 848)
    assert "Not on the plane, only R and Q: 1." in " ".join(words_of(picture))
    assert picture.table[1][4:6] == ("n/a", "n/a")


def test_the_relationship_map_names_its_quadrants_and_counts_them(drawings: dict[str, Draw]) -> None:
    wide, narrow = drawings["relationships"]("light", 848), drawings["relationships"]("light", 390)
    assert wide.alt.startswith(
        "Of 24 customers: 9 in Reciprocity, 6 in Over-giving, 6 in Over-taking, 3 in Transactionship."
    )
    assert "13 more reach it, 0 leave it" in wide.alt
    assert "30.5% of all activities were proactive" in wide.alt
    assert "Redbrick Couriers" in words_of(wide)
    assert "1  Redbrick Couriers" in words_of(narrow)  # no room for names: numbers, and a list
    assert {"Reciprocity", "Over-giving", "Over-taking", "Transactionship"} <= set(words_of(narrow))


def test_arrows_lead_from_now_to_wanted() -> None:
    still = [{"name": "a", "satisfaction": 20, "gain": 20}]
    moving = [{**still[0], "wanted_satisfaction": 80, "wanted_gain": 60}]
    without, with_arrow = (relationship_pictures.chart(relationship.chart(rows)) for rows in (still, moving))
    assert with_arrow.svg.count("<path") > without.svg.count("<path")
    assert "Arrows lead" in " ".join(words_of(with_arrow))
    assert "Arrows lead" not in " ".join(words_of(without))
    assert with_arrow.table[1][-1] == "reaches Reciprocity"


def test_the_force_field_tells_the_sums(drawings: dict[str, Draw]) -> None:
    picture = drawings["forces"]("light", 390)
    assert picture.alt.startswith("Driving and restraining forces are even, 17 against 17.")
    assert [word for word in words_of(picture) if word.startswith(("Sum", "Net"))] == ["Sum 17", "Sum 17", "Net 0"]
    stronger = change_pictures.force_field(change.force_field({"a": 2}, {"b": 5})).alt
    assert stronger.startswith("The restraining forces are stronger: driving 2, restraining 5, net −3")


def test_the_focus_profile_tells_the_spread(drawings: dict[str, Draw]) -> None:
    alt = drawings["focus"]("light", 390).alt
    assert alt.startswith("Mean total 14.2 of 24, from 9 to 20.")
    assert "Raters differ most (2 levels) on Segmentation and needs" in alt
    assert drawings["focus of one"]("light", 390).alt.startswith("Total 14 of 24.")
    assert words_of(drawings["focus half open"]("light", 390)).count("not rated") == 6
    changed = drawings["focus before and after"]("light", 390).alt
    assert changed.startswith("The total goes from 13 to 15 (+2.0).")
    assert "Down: Organisation structure −1.0" in changed


def test_the_nps_picture_tells_score_interval_and_number(drawings: dict[str, Draw]) -> None:
    picture = drawings["nps"]("light", 390)
    assert "3.3 points, 95% interval −11.3 to 17.8; 35.8% promoters and 32.5% detractors, 120 answers." in picture.alt
    assert "3.3 (−11.3 to 17.8)" in words_of(picture)
    by_segment = drawings["nps by segment"]("light", 390)
    assert ("fleets", "−31.3", "−63.8 to 11.1", "16") in [row[:4] for row in by_segment.table]
    assert "fleets, 16 answers (few)" in words_of(by_segment)
    unknown = metric_pictures.nps(metrics.nps_from_shares(70, 21, 9), name="NPS-style score")
    assert unknown.alt.startswith("NPS-style score: 61.0 points, no interval")


# Themes, words, wrong data


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_letters_on_the_bars_can_be_read(theme: str) -> None:
    for colour in kano_pictures.COLOURS[theme].values():
        assert style.contrast(style.ink_on(colour), colour) >= 4.5
    colours = list(kano_pictures.COLOURS[theme].values())
    assert len(set(colours)) == len(colours)


def test_numbers_are_rounded_as_people_do() -> None:
    assert [labels.number(value) for value in (-31.25, 0.05, -0.04, 2.0)] == ["−31.3", "0.1", "0.0", "2.0"]
    assert [labels.signed(value, 1) for value in (0.25, -0.25, 0.0, 0.01)] == ["+0.3", "−0.3", "0.0", "0.0"]


def test_long_words_are_cut_and_control_signs_taken_out() -> None:
    assert labels.clean("a\x00b\n c\t") == "a b c"
    assert labels.long(labels.short("unbroken" * 9, 80)) <= 80
    cut = labels.lines("one two three four five six seven eight", 60, most=2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert labels.lines("one", 60) == ["one"]


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: wrong_servqual.bars({"a": -1}), "what servqual.gaps"),
        (lambda: wrong_servqual.radar(servqual.gaps({"a": 1, "b": 1}, {"a": 1, "b": 1})), "3 to 12 spokes"),
        (lambda: wrong_servqual.ranking([]), "not a ranking"),
        (lambda: wrong_kano.plane([]), "without features"),
        (lambda: wrong_kano.plane({"a": {"X": 1}}), "no category"),
        (lambda: wrong_kano.plane({f"{k}": {"A": 1} for k in range(41)}), "41 features"),
        (lambda: wrong_relationship.chart([1]), "what relationship.chart"),
        (lambda: wrong_change.force_field({"a": 1}), "change.force_field"),
        (lambda: wrong_focus.profile([1, 2]), "focus.profile"),
        (lambda: wrong_focus.before_after(None), "focus.before_after"),
        (lambda: wrong_metric.nps([9, 10]), "metrics.nps"),
        (lambda: wrong_metric.nps({}), "metrics.nps"),
        (lambda: wrong_metric.nps(metrics.nps([9]), "sepia"), "`theme` is 'sepia'"),
        (lambda: wrong_metric.nps(metrics.nps([9]), width=20), "`width` is 20"),
    ],
)
def test_data_that_make_no_picture(draw: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        draw()


def test_models_and_pictures_import_without_pandas_and_matplotlib() -> None:
    code = (
        "import sys; from mosaic_exercises.models import change, customers, focus, kano, metrics, relationship; "
        "from mosaic_exercises.models import servqual as s; s.weighted([0, 0, 0, 0, 1], [20] * 5); "
        "from mosaic_exercises.plots import change as c, focus as f, kano as k, metrics as m, relationship, servqual; "
        "print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules)); "
        "from mosaic_exercises.models.metrics import nps; nps([9, 3]); "
        "from mosaic_exercises.models.kano import survey; "
        "survey([{'respondent_id': 1, 'feature_id': 2, 'functional': 'like', 'dysfunctional': 'dislike'}]); "
        "print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules)); "
        "k.plane({'x': {'A': 3}}); print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:3] == ["set()", "set()", "False"]
