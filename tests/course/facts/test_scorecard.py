"""What notebook 10 states as a fact, asks as a number or lets a model judge, worked out again from data and models."""

from __future__ import annotations

import itertools
import random
import re
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.models import scorecard, smart
from tests.course.facts.case import markdown, rows, toml

COURSE = load()
NOTEBOOK = "10_scorecard_and_objectives"
SECTION = {"financial": "financial", "customer": "customer", "internal process": "process"}


FIRM = toml("firm")
FIGURES = {one["id"]: one["value"] for one in FIRM["figure"]}
LINES = {one.id: one for one in scorecard.from_table(rows("scorecard"))}
MAP = scorecard.cause_map(tuple(LINES.values()))


def task(slug: str) -> Any:
    return COURSE.exercise(slug).task


def key(slug: str) -> Any:
    return COURSE.key(slug)


def verdicts(text: str) -> dict[str, str]:
    seen = smart.assess(text)
    return {n[0]: seen.finding(n).verdict for n in ("specific", "measurable", "time_bound")}


# --- aims and objectives ---------------------------------------------------------------------------------------------


def test_the_twelve_of_the_draft_plan_stand_in_the_notebook_and_on_the_cards() -> None:
    drafts = [goal["text"] for goal in FIRM["draft_goal"]]
    assert re.findall(r"^\d+\. (.*)$", markdown(NOTEBOOK).split("\n## Aim")[0], re.M) == drafts
    assert [card.text for card in task("aim-or-objective").cards] == drafts


def test_each_draft_lies_where_the_case_notes_have_it() -> None:
    said = {}
    for note in toml("notes")["goal_note"]:
        whole = "mend" if note["fault"] else "sign"
        said[note["goal"].replace("goal-", "g")] = whole if note["kind"] == "objective" else note["kind"]
    assert {card: place[0] for card, place in key("aim-or-objective").place.items()} == said
    both = {note["goal"].replace("goal-", "g") for note in toml("notes")["goal_note"] if note.get("also")}
    assert {card for card, place in key("aim-or-objective").place.items() if len(place) > 1} == both == {"g08", "g12"}
    assert all("Both readings are right" in key("aim-or-objective").reasons[card] for card in both)


def test_the_model_tells_aims_from_objectives_as_the_course_does() -> None:
    for goal in FIRM["draft_goal"]:
        places = key("aim-or-objective").place[goal["id"].replace("goal-", "g")]
        read = smart.assess(goal["text"]).kind
        if places[0] != "activity":  # the model knows two words; work that is named may be read as either
            assert (read == "aim") == (places[0] == "aim"), goal["text"]
    for card in task("sentences-of-the-board").cards:
        place = key("sentences-of-the-board").place[card.id][0]
        assert (smart.assess(card.text).kind == "objective") == (place == "objective"), card.text


def test_the_aims_are_those_of_the_firm() -> None:
    aims = {aim["id"]: aim["text"] for aim in FIRM["aim"]}
    assert {aim.id: aim.text for aim in task("four-objectives").aims} == aims
    for text in aims.values():
        assert text.rstrip(".") in markdown(NOTEBOOK)


@pytest.mark.parametrize("letter", ["s", "m", "t", "ask"])
def test_each_sentence_lacks_just_the_letter_that_it_is_sorted_under(letter: str) -> None:
    cards = {card.id: card.text for card in task("which-letter-is-missing").cards}
    own = [cards[id_] for id_, place in key("which-letter-is-missing").place.items() if place == (letter,)]
    assert len(own) == 2
    for text in own:
        assert {n for n, verdict in verdicts(text).items() if verdict != "met"} == {letter} - {"ask"}, text


def test_both_lists_of_letters_are_accepted() -> None:
    exercise = COURSE.exercise("five-letters")
    kind = KINDS["blank"]
    for words in (
        ("specific", "measurable", "achievable", "relevant", "time-bound"),
        ("Specific", "Measurable", "Assignable", "Realistic", "Time-related"),
        ("specific", "measurable", "attainable", "relevant", "time bound"),
    ):
        answer = kind.parse(exercise.task, dict(zip("smart", words, strict=True)))
        assert kind.check(exercise.task, key("five-letters"), answer).outcome == "correct", words


# --- the scorecard ---------------------------------------------------------------------------------------------------


def test_each_indicator_belongs_to_the_perspective_of_the_file() -> None:
    for card in task("which-perspective").cards:
        line = LINES[card.id]
        assert line.measure.startswith(card.text.removesuffix(", one year"))
        places = key("which-perspective").place[card.id]
        assert places[0] == SECTION.get(line.perspective, "learning")
        timed = "days" in card.text and line.perspective == "internal process"
        assert places[1:] == (("customer",) if timed else ()), "a time that customers feel has two homes"


def test_incidents_of_data_protection_are_a_process() -> None:
    assert LINES["sc-l3"].perspective == "internal process"


def test_both_names_of_the_fourth_perspective_are_there() -> None:
    for slug in ("which-perspective", "scorecard", "four-objectives"):
        shown = str(KINDS[COURSE.exercise(slug).kind].view(task(slug), random.Random(1)))
        assert re.search("innovation and learning", shown, re.I), slug
        assert re.search("learning and growth", shown, re.I), slug
    assert key("two-names-one-area").right == ("true",)


@pytest.mark.parametrize("slug", ["so-that", "from-an-idea-to-the-fleet"])
def test_each_so_that_is_an_arrow_of_tesseras_map(slug: str) -> None:
    order = key(slug).order
    arrows = {(arrow.cause, arrow.effect) for arrow in MAP.arrows}
    assert set(itertools.pairwise(order)) <= arrows
    assert {item.id: item.text for item in task(slug).items} == {id_: LINES[id_].objective for id_ in order}


def test_the_four_columns_hold_pieces_of_two_lines() -> None:
    pieces = {place[0]: set[str]() for place in key("columns-of-a-line").place.values()}
    for card in task("columns-of-a-line").cards:
        pieces[key("columns-of-a-line").place[card.id][0]].add(card.text)
    own = [LINES["sc-p1"], LINES["sc-f3"]]
    assert pieces["objective"] == {one.objective for one in own}
    assert pieces["measure"] == {one.measure for one in own}
    assert pieces["target"] == {"90%", "EUR 90"}
    assert {one.target for one in own} == {90}
    assert all(any(one.initiative.startswith(text) for one in own) for text in pieces["initiative"])


def test_the_page_of_figures_to_start_from_is_that_of_the_file() -> None:
    said = {
        re.sub(r" \(n = 120\)", "", name): value
        for name, value in re.findall(r"^\| (.+?) \| (.+?) \|$", markdown(NOTEBOOK), re.M)
    }
    short = {
        "sc-f2": "Gross margin per active fleet",
        "sc-c2": "Complaints per 100 active accounts",
        "sc-c3": "New accounts by referral",
        "sc-p1": "Claims decided within ten days",
        "sc-p2": "Policy documents with a mistake, per 100",
        "sc-p3": "Complaints settled within seven days",
    }
    for id_, line in LINES.items():
        if id_ == "sc-l3":
            continue
        shown = said[short.get(id_, line.measure)]
        assert float(re.sub(r"[^0-9.]", "", shown)) == line.actual, id_


def test_the_money_and_the_service_of_two_years() -> None:
    text = markdown(NOTEBOOK) + task_text("a-good-year")
    for id_ in ("fig-margin-fy25", "fig-margin-fy26", "fig-result-fy26"):
        assert f"EUR {FIGURES[id_]:,}" in text, id_
    assert f"a loss of EUR {-FIGURES['fig-result-fy25']:,}" in text
    for line in (LINES["sc-p1"], LINES["sc-c2"]):
        assert f"from {line.baseline}" in text.replace("%", "")
        assert f"to {line.actual}" in text.replace("%", "")
    assert f"{FIGURES['fig-retention']}%" in key("two-words-one-thing").wrong["true"].why


def task_text(slug: str) -> str:
    return COURSE.exercise(slug).prompt


def test_the_means_of_the_next_year() -> None:
    for resource in FIRM["resource"]:
        start = re.split(r"[.;]| of each", resource["text"].replace(" in FY27", ""))[0]
        assert start.casefold() in markdown(NOTEBOOK).casefold(), resource["id"]


# --- attainment ------------------------------------------------------------------------------------------------------


def share(id_: str) -> float:
    found = LINES[id_].attainment
    assert found is not None
    assert found.share is not None
    return 100 * found.share


def test_the_attainments_that_are_asked_for() -> None:
    assert key("cheaper-to-win").value == pytest.approx(share("sc-f3"), abs=0.5)
    assert key("recommended-less").value == pytest.approx(share("sc-c1"), abs=0.5)
    assert f"{share('sc-c2'):.0f}%".replace("-", "−") in key("thirty-instead-of-fifteen").why
    line = LINES["sc-c2"]
    assert line.actual is not None
    assert line.target
    assert task_text("thirty-instead-of-fifteen").count(f"{100 * line.actual / line.target:.0f}%") == 1
    found = LINES["sc-l3"].attainment
    assert found is not None
    assert (found.share, found.reached) == (None, True)


def test_half_of_the_way() -> None:
    line = LINES["sc-p1"]
    assert line.actual is not None
    asked = task_text("half-of-the-way")
    assert key("four-objectives").model["objectives"]["process"]["text"].endswith("from 42.2% to 75% by 30 June 2027")
    assert "from 42.2% to 75% by 30 June 2027" in asked
    assert key("half-of-the-way").value == pytest.approx((line.actual + 75) / 2)


def test_how_many_lines_moved_away() -> None:
    listed = [line for id_, line in LINES.items() if id_.startswith(("sc-c", "sc-p"))]
    prompt = task_text("how-many-lines-moved-away")
    numbers = [[float(n) for n in re.findall(r"\d+(?:\.\d+)?", row.split(":")[1])] for row in prompt.split("\n- ")[1:]]
    assert [row[:3] for row in numbers] == [[line.baseline, line.target, line.actual] for line in listed]
    away = sum(line.attainment.standing == "moved away" for line in listed if line.attainment)
    assert key("how-many-lines-moved-away").value == away


def test_what_the_model_answer_of_the_lab_says() -> None:
    text = key("tessera-scorecard").model + key("tessera-scorecard").why
    for id_ in ("sc-f1", "sc-f2", "sc-f3", "sc-l1", "sc-l2"):
        assert f"{share(id_):.0f}%" in text, id_
    assert {LINES[i].attainment.standing for i in ("sc-p1", "sc-p2", "sc-p3")} == {"moved away"}  # type: ignore[union-attr]
    assert len(MAP.arrows) == 15
    assert "any of the fifteen" in markdown(NOTEBOOK)


# --- targets and models ----------------------------------------------------------------------------------------------


def second_year() -> list[dict[str, str]]:
    return [c for c in rows("claims") if c["reported"] >= "2025-10-01" and c["decided"]]


def late(claims: list[dict[str, str]]) -> int:
    return sum(int(c["days_to_decision"]) > 10 for c in claims)


def test_the_grounds_for_a_target() -> None:
    said = task_text("a-target-to-believe") + " ".join(o.text for o in task("a-target-to-believe").options)
    for value in (LINES["sc-p1"].baseline, LINES["sc-p1"].actual):
        assert f"{value}%" in said
    claims = second_year()
    signed = [c for c in claims if c["signoff"] == "yes"]
    other = [c for c in claims if c["signoff"] != "yes"]
    assert f"{late(claims)} late claims: {late(signed)} waited for Northlight's sign-off, {late(other)} did not" in said
    text = markdown(NOTEBOOK)
    assert f"of the {len(claims)} claims decided in the second year {late(claims)} were late." in text
    assert f"{len(signed)} claims needed Northlight's sign-off, " in text
    assert f"and {late(signed)} of those were late; the other {len(other)} did not need it, and {late(other)}" in text


def test_the_signature_alone_does_not_reach_the_old_target_and_the_models_do_not_ask_for_it() -> None:
    claims = second_year()
    signed = [c for c in claims if c["signoff"] == "yes"]
    best = len(claims) - late(claims) + late(signed)
    told = key("a-target-to-believe").why
    assert f"{len(claims) - late(claims)} of {len(claims)} claims were on time" in told
    assert f"{best} of {len(claims)}, or {100 * best / len(claims):.0f}%" in told
    above = sum(float(c["amount_eur"]) > 4000 for c in signed)
    words = ["none", "one", "two", "three", "four"]
    assert f"{words[above]} of the {len(signed)} claims with a sign-off were above EUR 4,000" in told
    process = key("four-objectives").model["objectives"]["process"]
    target = float(re.search(r"to (\d+)%", process["text"])[1])  # type: ignore[index]
    assert 100 * best / len(claims) < target < 90, "hard, so more than the limit is named, and below the old target"
    assert "trained colleagues" in process["resources"]
    assert f"{100 * best / len(claims):.0f}% was the most" in process["resources"]
    note = next(n for n in key("scorecard").model["notes"] if n["section"] == "process")
    assert float(note["fields"]["target"]) == target


def test_bikes_within_two_days_start_where_the_data_are() -> None:
    promised = [c for c in second_year() if c["replacement_hours"]]
    met = sum(float(c["replacement_hours"]) <= 48 for c in promised)
    (card,) = [c.text for c in task("sentences-of-the-board").cards if "replacement bike" in c.text]
    assert f"from {100 * met / len(promised):.0f}%" in card, (met, len(promised))


def test_the_model_objectives_start_where_the_figures_stand() -> None:
    written = key("four-objectives").model["objectives"]
    for slot, id_ in {"financial": "sc-f2", "customer": "sc-c2", "process": "sc-p1", "learning": "sc-l1"}.items():
        assert re.search(rf"from (?:EUR )?{LINES[id_].actual:,g}\b", written[slot]["text"]), slot
    days = [int(c["days_to_decision"]) for c in rows("claims") if c["reported"] >= "2025-10-01" and c["decided"]]
    counted = f"{sum(d <= 10 for d in days)} of the {len(days)} claims"
    assert counted in written["process"]["baseline"]


def test_the_model_scorecard_serves_the_objectives() -> None:
    """The chain of the course: a TOWS strategy, a line of the scorecard, an objective."""
    notes = {note["section"]: note for note in key("scorecard").model["notes"]}
    for slot in ("customer", "process", "learning"):
        first = next(n for n in key("scorecard").model["notes"] if n["section"] == slot)
        text = key("four-objectives").model["objectives"][slot]["text"]
        assert f"to {first['fields']['target']}" in text.replace("%", ""), slot
    assert notes["process"]["refs"][0]["sort"] == "wt"
    assert {want.exercise for want in task("scorecard").wants} == {"tows"}
    assert {want.exercise for want in task("four-objectives").wants} == {"scorecard"}
