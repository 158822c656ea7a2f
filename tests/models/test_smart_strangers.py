"""Kinds of sentences that strangers write, each mended as a kind: the examples here stand in no labelled set."""

from __future__ import annotations

from datetime import date

import pytest

from mosaic_exercises.models import smart

TODAY = date(2026, 11, 21)
HISTORY_THEN_PLAN = [
    "Complaints went up in spring. Bring them down by a quarter before the summer season.",
    "The car park was full on 40 days last year; open 60 more spaces by May.",
    "We took on four trainees in 2024, and two left. Keep all five of the next intake until July 2028.",
    "Queues reached 14 minutes in December. Target: 6 minutes by Easter.",
    "Last season 310 children swam with us. By next season we want it to be 400.",
]
MEANS = [
    "Win 20 members through an open day",
    "Sell more honey through a Christmas campaign",
    "Keep the price list up to date",
    "Gain 30 followers through a raffle",
    "Raise £900 through the spring fair",
]
PERIODS = [
    "Win 80 subscribers in the four weeks after the launch",
    "Sell 200 mugs over the three days of the market",
    "Ring 90 parents in the two weeks before the open day",
    "Halve queues over the next three booking cycles",
    "Collect 50 ratings in the first month after opening",
]
DEEDS = [
    "Switch off the old booking form",
    "Put in place a lost-property register",
    "Set aside a table for wheelchair users",
    "Draw up a rota for the front desk",
    "Turn on text reminders for the dental clinic",
    "Have the new signs printed",
    "Get someone trained in first aid at the lido",
    "A charter, agreed with the residents, is to be published",
]
SERVICE_LEVELS = [
    "Return 90% of lost bags within five days of the flight",
    "Send quotes to trade customers within two days",
    "Every claim gets a first answer by the next working day",
    "If the lift fails, an engineer is with the tenant within a day",
    "Three quarters of referrals are seen within four weeks",
]
DEADLINES = [
    "Open the returns desk within five days of approval",
    "Publish the charter within six weeks of the decision",
    "Send the report to the donors within ten days",
    "Fit the ramp within three weeks of delivery",
]
NAMED_OBJECTS = [
    "Answer tenants' questions about the new heating",
    "Reply to students' e-mails",
    "Visit the lunch club's older members",
    "Thank the quilters for their gifts",
]
FACTS = [
    "Our kiosk sells about 90 coffees a day",
    "The average guest stays two nights and spends £64 in the bar",
    "The lending desk looks after 2,300 readers",
    "Parcels used to arrive a day late",
    "Founded in 1960 by two nurses, the hospice cares for 30 people at a time",
    "Nine in ten drivers like the new depot, according to a 2024 survey",
]
STANDARDS = [
    "95% of prescriptions are ready in ten minutes",
    "Every visitor is offered a map",
    "Four out of five tickets are closed on the first call",
    "No letter is left unanswered for longer than a week",
    "Each apprentice has a mentor from day one",
]
COUNTED = [
    "Collect ideas from 40 commuters",
    "Speak with 12 carers",
    "Send the survey to 300 season ticket holders",
    "Hear from 25 lapsed members",
]
PAST_IN_BRACKETS = [
    "Cut spoiled meals by a third (9% in 2023)",
    "Lift occupancy to 80% (2024: 71%)",
    "Reduce refunds at the Ely store to 3% (survey of 2025)",
]
RED_FLAGS = ["No churn among season ticket holders", "Be the biggest gym in Kent", "Double bookings overnight"]
NO_RED_FLAGS = [
    "Reduce overnight stays after cataract surgery",
    "Deal with our biggest complaint, the noise at breakfast",
    "Ring the members who never come to meetings by March",
    "Have a steward at every home match",
    "No churn above 3% among season ticket holders",
]


def assess(text: str) -> smart.Assessment:
    return smart.assess(text, today=TODAY)


def wrong(texts: list[str], **wanted: str) -> list[str]:
    """Each text that is judged otherwise than wanted, with what was said."""
    found = []
    for text in texts:
        seen = assess(text)
        said = {name: seen.kind if name == "kind" else seen.finding(name).verdict for name in wanted}
        if said != wanted:
            found.append(f"{text!r}: {said}")
    return found


def test_history_is_told_and_the_plan_is_judged() -> None:
    assert not wrong(HISTORY_THEN_PLAN, measurable="met", specific="met", time_bound="met", kind="objective")
    assert not wrong([text.split(".")[0] + "." for text in HISTORY_THEN_PLAN[:1]], kind="neither")


def test_numbers_of_the_history_are_no_targets() -> None:
    text = "Last season 310 children swam with us. By next season we want it to be 400."
    assert [span.words(text) for span in assess(text).spans if span.label == "target"] == ["400"]


def test_means_are_no_deadlines() -> None:
    assert not wrong(MEANS, time_bound="not met")


def test_named_stretches_are_periods() -> None:
    assert not wrong(PERIODS, time_bound="met", measurable="met")


def test_everyday_deeds_are_done_or_not() -> None:
    assert not wrong(DEEDS, measurable="met", kind="objective")


def test_many_cases_within_a_time_are_a_service_level() -> None:
    assert not wrong(SERVICE_LEVELS, time_bound="not met", measurable="met")


def test_one_thing_within_a_time_is_a_deadline() -> None:
    assert not wrong(DEADLINES, time_bound="met", measurable="met")


def test_acting_on_a_named_group_or_thing_is_specific() -> None:
    assert not wrong(NAMED_OBJECTS, specific="met")


def test_facts_are_no_goals() -> None:
    assert not wrong(FACTS, kind="neither", measurable="not met")


def test_standards_in_the_passive_or_present_are() -> None:
    assert not wrong(STANDARDS, kind="objective", measurable="met")


def test_counts_after_from_to_and_with_are_targets() -> None:
    assert not wrong(COUNTED, measurable="met", kind="objective")


def test_years_gone_by_in_brackets_are_no_deadlines() -> None:
    assert not wrong(PAST_IN_BRACKETS, measurable="met", time_bound="not met")
    assert not wrong(["Lift occupancy to 80% (2027)"], time_bound="met")


def test_red_flags_by_sense() -> None:
    assert not wrong(RED_FLAGS, achievable="not met")
    assert not wrong(NO_RED_FLAGS, achievable="met")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Cut missed bins by 1/3", "1/3"),
        ("Halls cleaned by 9: \u00bd of them by May", "\u00bd"),
        ("Send a half of the invoices by e-mail", "a half"),
        ("Sell 4\ufe0f\u20e30\ufe0f\u20e3 raffle tickets", "4\ufe0f\u20e30\ufe0f\u20e3"),
        ("<p>Cut refunds to <b>4%</b></p>", "4%"),
    ],
)
def test_fractions_keycaps_and_tags_are_read_as_text(text: str, target: str) -> None:
    seen = assess(text)
    assert seen.measurable.verdict == "met"
    assert target in [span.words(text) for span in seen.spans if span.label == "target"]


def test_a_date_with_a_stroke_stays_a_date() -> None:
    assert not wrong(["Sell 40 tickets by 1/3"], time_bound="met")
