"""What notebook 04 and the workshop of 03 state as facts or ask as numbers, worked out again from the data."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.kinds.quadrant.task import corner
from mosaic_exercises.labs import LABS
from mosaic_exercises.models import customers, focus, relationship
from tests.course.facts.case import markdown, rows, toml

COURSE = load()


PARTIES = {row["name"]: row for row in rows("relationships")}
ACTS = rows("activities")
NAMES = {"The claims desk": "Claims", "Customer service": "Customer service and renewals"}


def party(text: str) -> dict[str, str]:
    return PARTIES[NAMES.get(text, text)]


def test_each_point_stands_in_the_corner_that_the_data_give() -> None:
    task, key = COURSE.exercise("four-corners").task, COURSE.key("four-corners")
    for point in task.points:
        row = party(point.text)
        place = float(row["gain"]), float(row["satisfaction"])
        assert key.place[point.id] == (corner(task, place),), point.text
        assert f"atisfaction {row['satisfaction']}, gain {row['gain']}" in key.reasons[point.id]
        assert getattr(task.quadrants, corner(task, place)) == relationship.quadrant(place[1], place[0])


@pytest.mark.parametrize("slug", ["exactly-on-the-line", "give-or-ask-first"])
def test_cards_with_two_values_have_those_of_the_data_and_lie_where_the_model_says(slug: str) -> None:
    bins = {
        "rec": "Reciprocity", "giving": "Over-giving", "taking": "Over-taking", "trans": "Transactionship",
        "give": "Over-taking", "ask": "Over-giving", "keep": "Reciprocity",
    }  # fmt: skip
    key = COURSE.key(slug)
    for card in COURSE.exercise(slug).task.cards:
        satisfaction, gain = map(int, re.findall(r"atisfaction (\d+), gain (\d+)", card.detail)[0])
        row = party(card.text)
        assert (row["satisfaction"], row["gain"]) == (str(satisfaction), str(gain)), card.text
        assert bins[key.place[card.id][0]] == relationship.quadrant(satisfaction, gain)


@pytest.mark.parametrize("slug", ["external-map", "internal-map"])
def test_the_stand_ins_and_the_model_are_tesseras(slug: str) -> None:
    task, key = COURSE.exercise(slug).task, COURSE.key(slug)
    by_id = {row["party_id"]: row for row in PARTIES.values()}
    for stand_in in task.stand_ins:
        assert by_id[stand_in.id]["name"].startswith(stand_in.text)
        assert by_id[stand_in.id]["side"] == slug.split("-")[0]
    for spot in key.model.values():
        row = by_id[spot["ref"]["object"]]
        assert [float(v) for v in spot["now"]] == [float(row["gain"]), float(row["satisfaction"])]


def test_the_shares_are_counted() -> None:
    kinds = Counter((a["side"], a["kind"]) for a in ACTS)
    outside = kinds["external", "proactive"], kinds["external", "reactive"]
    prompt = COURSE.exercise("proactive-share-outside").prompt
    assert f"{outside[0]} proactive and {outside[1]} reactive" in prompt
    share = relationship.proactive_share(*outside)
    assert share == pytest.approx(COURSE.key("proactive-share-outside").value, abs=0.05)
    slips = [s.value for s in COURSE.key("proactive-share-outside").slips]
    assert slips[:3] == pytest.approx([100 * outside[0] / outside[1], 100 - (share or 0), outside[0]], abs=0.05)
    red = Counter(a["kind"] for a in ACTS if a["party_id"] == "C5001")
    assert f"{red['reactive']} reactive and {red['proactive']} proactive" in COURSE.exercise("redbricks-share").prompt
    found = relationship.proactive_share(red["proactive"], red["reactive"])
    assert found == pytest.approx(COURSE.key("redbricks-share").value, abs=0.05)


def test_the_model_answers_of_the_labs_say_what_the_labs_show() -> None:
    log = COURSE.key("activity-log").model
    for name in ("Redbrick Couriers", "Tidewater Dispatch"):
        row = PARTIES[name]
        both = int(row["proactive"]) + int(row["reactive"])
        assert f"{row['proactive']} of {both}" in log
        assert f"({100 * int(row['proactive']) / both:.0f}%)" in log
    minutes = LABS["activity-log"]({"unit": "minutes"}, "light", 640)
    assert minutes.rows[-1][-1].split(".")[0] == re.findall(r"(\d+)% instead of 33%", log)[0]
    twice = [float(n) for n in re.findall(r"(\d+) minutes on average, a reactive one (\d+)", minutes.finding)[0]]
    assert twice[0] / twice[1] == pytest.approx(2, abs=0.2)
    at = {line: relationship.chart(rows("relationships"), threshold=line) for line in (50, 55)}
    moved = [
        (a.name, b.quadrant) for a, b in zip(at[50].parties, at[55].parties, strict=True) if a.quadrant != b.quadrant
    ]
    assert moved == [
        ("Chain & Garden", "Over-giving"), ("Finance and IT", "Over-giving"), ("Orrin Holding", "Transactionship"),
    ]  # fmt: skip
    assert all(name in COURSE.key("relationship-map").why for name, _ in moved)
    assert len(at[50].parties) == 24
    assert f"All {len(ACTS)} activities" in COURSE.exercise("activity-log").prompt


def test_what_the_notebook_says_of_the_map() -> None:
    text = markdown("04_relationship_mapping")
    taking = {p.name for p in relationship.chart(rows("relationships")).parties if p.quadrant == "Over-taking"}
    inside = taking & {name for name, row in PARTIES.items() if row["side"] == "internal"}
    assert inside == {"Claims", "Customer service and renewals", "Fleets and partners"}
    assert "three desks are in Over-taking" in text
    claims = PARTIES["Claims"]
    both = int(claims["proactive"]) + int(claims["reactive"])
    assert f"in {claims['reactive']} of {both} contacts the claims desk had to ask first" in str(
        COURSE.key("two-hours-again").model
    )


def test_the_reasons_for_leaving_are_counted() -> None:
    left = Counter(row["reason_left"] for row in rows("customers") if row["reason_left"])
    gone = Counter(row["status"] for row in rows("customers"))
    text, prompt = markdown("03_relationship_and_loyalty"), COURSE.exercise("reasons-in-figures").prompt
    assert f"{sum(left.values())} gave notice" in prompt
    for reason in ("claim too slow", "price", "renewal trouble"):
        assert f"{reason} {left[reason]}" in prompt
        assert f"| {reason.capitalize()} | {left[reason]} |" in text
    share = 100 * (left["claim too slow"] + left["claim refused"]) / sum(left.values())
    assert share == pytest.approx(COURSE.key("reasons-in-figures").value, abs=0.05)
    assert f"Another {gone['lapsed']} stayed away" in text
    assert f"{left['price']} of {sum(left.values())}" in COURSE.key("was-it-the-price").why
    ways = Counter(row["buying_process"] for row in rows("customers") if row["segment"] == "fleets")
    assert ways == {"approved supplier": 12, "direct offer": 11, "tender": 5}
    assert "28 fleets, 12 buy" in text


def test_the_two_files_of_the_card_are_those_of_the_data() -> None:
    text = markdown("03_relationship_and_loyalty")
    people = {row["name"]: row for row in rows("customers")}
    for name in ("Redbrick Couriers", "Mihaela Thapa"):
        assert people[name]["payment_method"].casefold() in text.casefold()
        assert people[name]["reason_bought"].casefold() in text.casefold()
    dates = [
        row["date"] for row in rows("transactions") if row["customer_id"] == people["Mihaela Thapa"]["customer_id"]
    ]
    history = customers.history(dates, "2026-09-30", referrals=4)
    assert (history.transactions, history.stage) == (4, "Repeat Customer")
    mihaela = people["Mihaela Thapa"]["customer_id"]
    reviews = [a for a in ACTS if a["party_id"] == "C5001" and a["kind"] == "proactive"]
    assert [a["date"] for a in reviews][-2:] == ["2026-02-19", "2026-06-10"]
    assert "19 February and 10 June: Priya Nair's quarterly reviews" in text
    log = COURSE.key("customer-card").model["entries"][0]["values"]["log"]
    assert [(row["date"], row["action"].casefold()) for row in log] == [
        (a["date"], a["activity"]) for a in reviews[-2:]
    ]
    claims = {c: [row for row in rows("claims") if row["customer_id"] == c] for c in ("C5001", mihaela)}
    assert [int(c["days_to_decision"]) for c in claims["C5001"]][-3:] == [23, 14, 17]
    assert len(claims["C5001"]) == 5
    stolen, refused = claims[mihaela]
    assert (stolen["reported"][:7], stolen["days_to_decision"], stolen["handler_rang_first"]) == ("2025-07", "3", "yes")
    assert (refused["outcome"], refused["days_to_decision"], refused["calls_before_decision"]) == ("refused", "32", "5")
    assert "refused after 32 days and five calls" in text
    complaints = [row["date"][:7] for row in rows("complaints") if row["customer_id"] == mihaela]
    assert complaints == ["2026-02", "2026-02"]


def test_the_fix_is_the_one_of_the_case() -> None:
    firm = toml("firm")
    event = next(e["text"] for e in firm["event"] if e["id"] == "ev-11")
    assert "the same papers three times" in event
    assert "nine claims since then, papers were missing at first in two; in the nine before, in six" in event
    assert "two of nine claims, in six of the nine before" in str(COURSE.exercise("the-cycle").task.items)
    assert "two of the nine claims since, in six of the nine before" in markdown("03_relationship_and_loyalty")


def test_the_baseline_has_the_eight_rows_and_three_levels_of_the_model() -> None:
    task = COURSE.exercise("focus-baseline").task
    assert [(r.id, r.text) for r in task.rows] == [(row.id, row.name) for row in focus.ROWS]
    assert list(task.anchors.values()) == list(focus.LEVELS)
    assert all([line[:2] for line in r.detail.splitlines()] == ["1 ", "2 ", "3 "] for r in task.rows)
    rated = focus.profile(COURSE.key("focus-baseline").model)
    assert rated.total is not None
