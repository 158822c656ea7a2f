"""Statements told another way than "verb, object, amount": acts as nouns, passives, results told as reached."""

from __future__ import annotations

from datetime import date

import pytest

from mosaic_exercises.models import smart

TODAY = date(2026, 11, 21)


def said(text: str, criterion: str) -> bool | None:
    return smart.assess(text, today=TODAY).finding(criterion).as_json


@pytest.mark.parametrize(
    ("narrow", "bare"),
    [
        ("Reduction in falls among older patients on surgical wards", "Reduction in falls"),
        ("Falls among older patients will be reduced", "Falls will be reduced"),
        ("Our goal is that more girls study physics at Hillside school", "Our goal is that things improve"),
        ("Reduce lost-time injuries among contractors", "Reduce injuries"),
        ("Reduce infections caused by listeria", "Reduce infections"),
        ("Increase awareness of our hotel among business travellers", "Increase awareness of our hotel"),
        ("Improve degree outcomes for mature students", "Improve outcomes"),
        ("Bring back customers who stopped ordering", "Bring back customers"),
    ],
)
def test_narrowed_however_it_is_turned(narrow: str, bare: str) -> None:
    assert said(narrow, "specific") is True
    assert said(bare, "specific") is False


@pytest.mark.parametrize(
    ("finished", "open_ended"),
    [
        ("Publication of the marking policy", "Promotion of reading"),
        ("All staff who teach will hold a teaching licence", "All staff who teach will feel valued"),
        ("Be promoted to supervisor", "Be a better supervisor"),
        ("Eliminate plastic trays from our own-brand packaging", "Eliminate waste"),
        ("A defibrillator within 500 metres of every home", "A defibrillator near every home"),
        ("Fit smoke alarms in 5,000 homes", "Fit smoke alarms in our 5,000 homes"),
        ("Collect feedback from half of the visitors", "Collect feedback from visitors"),
        ("Host the regional derby", "Host an annual derby"),
    ],
)
def test_measurable_however_it_is_turned(finished: str, open_ended: str) -> None:
    assert said(finished, "measurable") is True
    assert said(open_ended, "measurable") is False


@pytest.mark.parametrize(
    ("bounded", "unbounded"),
    [
        ("Cut burglary in the twelve months to March", "Cut burglary as it was in the last twelve months"),
        ("Over the life of this plan we will cut waste", "Over time we will cut waste"),
        ("Finish the draft by the second week of April", "Finish the second draft"),
        ("Launch the discount in freshers week", "Launch the discount in a busy week"),
        ("40 more regulars. By when: Easter.", "40 more regulars. By when: soon."),
        ("15 demos per rep, Jan-Mar", "15 demos per rep per month"),
        ("Gain the diploma in my final year", "Fewer detentions for boys in year 8"),
    ],
)
def test_time_bound_however_it_is_put(bounded: str, unbounded: str) -> None:
    assert said(bounded, "time_bound") is True
    assert said(unbounded, "time_bound") is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("District nurses spend 45% of their shift on paperwork", "neither"),
        ("District nurses to spend 70% of their shift with patients", "objective"),
        ("The starter plan costs £9 a month", "neither"),
        ("The society was formed to raise funds for the school band", "aim"),
        ("The society was formed in 1951", "neither"),
        ("Last year our target was 10%", "neither"),
        ("It is hoped that morale will improve", "aim"),
        ("Detentions are held on Thursdays", "neither"),
        ("Agency spend is too high", "neither"),
        ("Sales reps made 9 visits a week in spring", "neither"),
    ],
)
def test_what_is_wanted_and_what_is_told(text: str, kind: str) -> None:
    assert smart.assess(text, today=TODAY).kind == kind


@pytest.mark.parametrize(
    "text", ["Promotion to", "Conserve all", "Pass my test by the time I", "Cut waste when", "A", "No"]
)
def test_a_statement_still_being_typed_has_an_answer(text: str) -> None:
    assert smart.assess(text, today=TODAY).time_bound.verdict in ("met", "not met")
