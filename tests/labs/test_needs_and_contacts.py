"""The heat map of needs and the log of contacts: what they show is counted again by another way, and can be read."""

from __future__ import annotations

import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.labs import LABS
from mosaic_exercises.labs.contacts import lasts
from mosaic_exercises.labs.needs_tags import TAGS
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyMap, Lane, Note, Stage
from mosaic_exercises.models.needs import NEEDS, heat_map
from mosaic_exercises.plots import contacts as contact_pictures
from mosaic_exercises.plots import needs as need_pictures
from mosaic_exercises.plots.contacts import ContactRow
from tests.plots.looks import box, texts

TESSERA = Path(__file__).parents[2] / "data" / "tessera"
BAD = "<script>alert(1)</script>&\x00 " + "unbroken" * 20


@pytest.fixture(scope="module")
def log() -> pd.DataFrame:
    return pd.read_csv(TESSERA / "touchpoints.csv", dtype={"customer_id": str})


# --- the tags --------------------------------------------------------------------------------------------------------


def test_each_tagged_sentence_was_said_in_the_interview_it_names() -> None:
    said = {i["id"]: i for i in tomllib.loads((TESSERA / "interviews.toml").read_text("utf-8"))["interview"]}
    for tag in TAGS:
        assert tag.words in " ".join(said[tag.interview]["text"].split()), tag
        assert said[tag.interview]["segment"] != "internal"
        assert tag.need in NEEDS
        assert tag.stage in ("awareness", "research", "purchase", "renewal", "claims")
    assert len({t.words for t in TAGS}) == len(TAGS)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("who", ["all", "commuters", "families", "leisure", "students", "fleets", "shops"])
def test_the_heat_map_counts_the_tags_of_the_segment(who: str) -> None:
    said = {i["id"]: i["segment"] for i in tomllib.loads((TESSERA / "interviews.toml").read_text("utf-8"))["interview"]}
    mine = [t for t in TAGS if who in ("all", said[t.interview])]
    made = LABS["needs-heat-map"]({"who": who}, "light", 640)
    for (name, *cells), need in zip(made.rows, NEEDS.values(), strict=False):
        assert name == f"{need.name} ({need.kind})"
        counted = [sum(t.need == need.id and t.stage == s.casefold() for t in mine) for s in made.columns[1:-1]]
        assert [int(c) for c in cells] == [*counted, sum(counted)]
    assert made.finding.startswith(f"{len(mine)} sentence")


@pytest.mark.usefixtures("undrawn")
def test_a_group_that_says_nothing_of_a_need_is_no_proof() -> None:
    made = LABS["needs-heat-map"]({"who": "shops", "kind": "B"}, "light", 640)
    assert "no proof" in made.finding
    assert made.alt.startswith("All fields are empty")


# --- the log ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("by", ["touchpoint", "stage", "channel", "department"])
@pytest.mark.parametrize("who", ["all", "students", "shops"])
def test_the_measures_are_those_of_the_table(log: pd.DataFrame, by: str, who: str) -> None:
    mine = log if who == "all" else log[log["segment"] == who]
    groups = mine.replace({"department": {"unassigned": "nobody in charge"}}).groupby(by)
    for show, wanted in (
        ("feeling", groups["emotion"].mean()),
        ("bad", groups["emotion"].apply(lambda e: 100 * (e < 0).mean())),
    ):
        made = LABS["touchpoint-log"]({"show": show, "by": by, "who": who}, "light", 640)
        shown = {name: float(said.replace("−", "-").rstrip("%")) for name, said, _ in made.rows}
        assert shown == pytest.approx(wanted.to_dict(), abs=0.51 if show == "bad" else 0.0051)
    waits = {n: s for n, s, _ in LABS["touchpoint-log"]({"show": "wait", "by": by, "who": who}, "light", 640).rows}
    assert waits == {name: lasts(value) for name, value in groups["wait_minutes"].median().items()}


@pytest.mark.usefixtures("undrawn")
def test_touchpoints_stand_in_the_order_of_the_journey_and_channels_worst_first(log: pd.DataFrame) -> None:
    order = [name for name, *_ in LABS["touchpoint-log"]({}, "light", 640).rows]
    stage = dict(zip(log["touchpoint"], log["stage"], strict=True))
    seen = list(dict.fromkeys(stage[name] for name in order))
    assert seen == ["awareness", "research", "purchase", "renewal", "claims"]
    rows = LABS["touchpoint-log"]({"by": "channel"}, "light", 640).rows
    values = [float(said.replace("−", "-")) for _, said, _ in rows]
    assert values == sorted(values)


@pytest.mark.usefixtures("undrawn")
def test_everybody_who_left_has_one_last_contact(log: pd.DataFrame) -> None:
    people = pd.read_csv(TESSERA / "customers.csv", dtype={"customer_id": str})
    gone = set(people.loc[people["status"].isin(["lost", "lapsed"]), "customer_id"]) & set(log["customer_id"])
    for by in ("touchpoint", "stage", "channel"):
        made = LABS["touchpoint-log"]({"show": "stop", "by": by}, "light", 640)
        assert sum(int(said) for _, said, _ in made.rows) == len(gone)
        assert f"{len(gone)} accounts have left" in made.finding


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "no wait"),
        (0.5, "no wait"),
        (16, "16 min"),
        (59, "59 min"),
        (90, "1.5 h"),
        (1440, "1 days"),
        (14400, "10 days"),
    ],
)
def test_a_wait_is_said_in_words(minutes: float, words: str) -> None:
    assert lasts(minutes) == words.replace("1 days", "1 day")


# --- the pictures ----------------------------------------------------------------------------------------------------


def pictures() -> dict[str, object]:
    stages = tuple(Stage(f"s{i}", name) for i, name in enumerate([BAD, "A", "Claims", "Renewal of the contract"]))
    notes = tuple(Note(f"n{i}", f"s{i % 4}", "l", text="x", need=need) for i, need in enumerate([*NEEDS, "safety"]))
    odd = heat_map(JourneyMap(stages=stages, lanes=(Lane("l", "needs", "Needs"),), notes=notes))
    rows = [ContactRow(BAD, -2, "−2.00", 1), ContactRow("a", 2, "+2.00", 3000), ContactRow("b", 0, "0.00", 0)]
    words = {"title": "Some measure", "note": "A note.", "alt": "Three rows, 1 of them odd."}
    return {
        "heat": lambda t, w: need_pictures.heat(odd, theme=t, width=w),
        "heat of one need": lambda t, w: need_pictures.heat(odd, ("safety",), theme=t, width=w),
        "feelings": lambda t, w: contact_pictures.rows(rows, "feeling", theme=t, width=w, **words),
        "waits": lambda t, w: contact_pictures.rows(
            [ContactRow("a", 0, "no wait", 2), ContactRow("b", 48960, "34 days", 2)],
            "minutes",
            theme=t,
            width=w,
            **words,
        ),
        "counts": lambda t, w: contact_pictures.rows([ContactRow("a", 0, "0", 0)], "count", theme=t, width=w, **words),
    }


@pytest.mark.parametrize("name", list(pictures()))
@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 848), ("light", 280)])
def test_no_text_leaves_the_picture_or_covers_another(name: str, theme: str, width: int) -> None:
    picture = pictures()[name](theme, width)  # type: ignore[operator]
    assert_readable(picture.svg, width)
    assert picture.alt.endswith(".")
    assert len({len(row) for row in picture.table}) == 1
    assert all(cell.isprintable() for row in picture.table for cell in row)


@pytest.mark.parametrize("values", [{}, {"show": "wait"}, {"show": "stop", "by": "channel"}, {"by": "department"}])
@pytest.mark.parametrize("width", [300, 560])
def test_the_log_can_be_read(values: dict[str, str], width: int) -> None:
    assert_readable(LABS["touchpoint-log"](values, "light", width).svg, width)


@pytest.mark.parametrize("width", [300, 560])
def test_the_heat_map_can_be_read(width: int) -> None:
    assert_readable(LABS["needs-heat-map"]({}, "dark", width).svg, width)


def assert_readable(svg: str, width: int) -> None:
    root = ET.fromstring(svg)
    height = float(root.get("height", "0"))
    boxes = [(words, box(words, size, ha, x, y, turn)) for words, size, ha, x, y, turn in texts(root) if words.strip()]
    assert boxes
    for words, (left, top, right, bottom) in boxes:
        assert left >= -1, words
        assert top >= -1, words
        assert right <= width + 1, words
        assert bottom <= height + 1, words
    for number, (words, one) in enumerate(boxes):
        for others, two in boxes[number + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (words, others)
    assert not re.search(r"<script", svg)


def test_what_makes_no_picture_is_refused_with_its_name() -> None:
    with pytest.raises(DataError, match="data"):
        contact_pictures.rows([], "feeling", title="t", note="n", alt="a.")
    heat = heat_map(JourneyMap(stages=(Stage("a", "A"),)))
    with pytest.raises(DataError, match="needs"):
        need_pictures.heat(heat, ("hunger",))
    with pytest.raises(DataError, match="data"):
        need_pictures.heat("a map")  # type: ignore[arg-type]
