"""Kinds of sentences in annual plans and reports, each mended as a kind: the examples here stand in no labelled set."""

from __future__ import annotations

from tests.models.test_smart_strangers import wrong

FACTS_WITHOUT_A_MARK = [
    "The archive runs two reading rooms, keeps 40,000 boxes and lent 1,150 items to other museums in 2024/25.",
    "About a third of our callers ring after 6 pm, with the remainder using the form on the website.",
    "Visitors tend to stay for two hours, park in Mill Lane and spend £9 in the shop.",
    "Those who join through an employer rarely leave within three years.",
    "Borrowers with a fixed rate receive a letter four months before it ends.",
    "In the reporting period the regulator upheld 31 appeals, nine more than the year before.",
    "Our average lodger is 44 years old, pays £95 a week and has lived with us for nearly three years.",
    "Our diners love the terrace",
    "Cinema attendance recovered to 80 per cent of its old level in 2023 and then stagnated.",
    "Enquiries about permits make up two fifths of all letters, and nearly all come from the old town.",
    "When asked what they like least, tenants named the lift first and the bins second.",
    "Every winter we get lots of walkers",
    "Visitors find our car park too small",
    "Entry is free for under-fives, costs £6 for adults and includes the maze; lockers are available by the gate.",
    "The bus pass, which is paid for by the county, covers 14 routes and gives pupils 40 per cent off.",
    "Section 9 explains how fines are worked out; it applies to books and films, and was last changed in 2023.",
    "More than half of all leavers go in the first ninety days, typically after a price rise.",
    "We currently offer advice on weekdays; at other times callers can leave a message, to which we reply next day.",
    "Trains are long at weekends",
    "Staff at the hatch deal with about 90 parcels a day",
    "Lighting accounts for a fifth of the bill.",
    "A second-year pupil spends about nine hours a week on the bus, and sees a dentist twice a year.",
    "Nearly 300 tenants pay by standing order, compared with 240 in the previous year.",
]
YEARS_TO_COME = [
    "Reach a rating of 8.5 in the guest survey published in May 2028.",
    "Cut late trains from 12% in 2025 to 7% in 2028.",
    "Have no more than 30 beds closed, as recorded in the return made in March 2029.",
]
SERVICE_LEVELS = [
    "Savers who move to us are to receive a card within 12 days, and 95 out of 100 cards are to work at once.",
    "Close 85% of high alerts on the day and 98% of medium alerts, whatever their source, within two working days.",
    "Repair 90% of urgent faults in a day and 95% of routine ones reported by phone or on the web in seven days.",
]
DEEDS = [
    "Carry out a risk assessment of the outdoor gym.",
    "Undertake an audit of the keys held by contractors.",
]
ACTS_OF_OTHERS = [
    "Encourage parents of toddlers to join the library.",
    "Help school leavers in Tavern Ward to complete the online form.",
    "Remind older tenants to attend the fire drill.",
]
NUMBERS_THAT_TELL_WHICH = [
    "Lower the number of late claims from growers living more than 30 miles away.",
    "Reach pensioners who have not been seen by a nurse for two years.",
]
HEED = ["By March, pay more attention to the usefulness of the advice that we give our members."]
PLANS_THAT_LOOK_LIKE_FACTS = [
    "All invoices checked by the end of each working day",
    "The co-op's ambition is for a third of its sales to come from refills by 2032.",
    "Aim for 20% off-season bookings by Easter",
    "Add a gift wrapping option at the till",
    "Get rid of the joining fee",
    "The Head of Care will lead a review of meals on both wards.",
    "Reach break even on the tea van by May",
    "That trustees report back with a costed plan for the pavilion.",
]


def test_facts_without_a_mark_are_no_goals() -> None:
    assert not wrong(FACTS_WITHOUT_A_MARK, kind="neither", measurable="not met", time_bound="not met")


def test_plans_that_look_like_facts_are_objectives() -> None:
    assert not wrong(PLANS_THAT_LOOK_LIKE_FACTS, kind="objective", measurable="met", specific="met")
    assert not wrong(["Let guests pay by phone"], kind="aim")


def test_a_year_to_come_is_no_history() -> None:
    assert not wrong(YEARS_TO_COME, time_bound="met", measurable="met")


def test_more_points_and_stretches_of_time() -> None:
    ahead = [
        "In each of the next four years, help at least 30 lodgers into a flat.",
        "By the time of the next audit the store should be tidier.",
        "By the next inspection the wards should be calmer.",
        "Fewer than 9 refunds in the whole of May",
        "Cut the list from 50 to 30 names in Q3",
        "Over the course of this contract the two museums will share their tills.",
        "We will have 20 regulars after 6 months",
    ]
    assert not wrong(ahead, time_bound="met")
    assert not wrong(["Widen the choice of walks in Ayton, above all in the late afternoon"], time_bound="not met")


def test_a_state_inside_a_length_of_time_is_no_deliverable() -> None:
    assert not wrong(["Cut the time it takes for nurses from abroad to be registered and start work."], kind="aim")


def test_the_last_of_several_service_levels_is_one_too() -> None:
    assert not wrong(SERVICE_LEVELS, time_bound="not met", measurable="met")


def test_studies_carried_out_are_done_or_not() -> None:
    assert not wrong(DEEDS, measurable="met", kind="objective")


def test_what_others_are_urged_to_do_is_no_deliverable() -> None:
    assert not wrong(ACTS_OF_OTHERS, measurable="not met", kind="aim")


def test_numbers_and_stretches_that_tell_which_ones_are_no_targets() -> None:
    assert not wrong(NUMBERS_THAT_TELL_WHICH, measurable="not met", time_bound="not met", kind="aim")


def test_paying_attention_is_no_act_that_can_be_seen() -> None:
    assert not wrong(HEED, specific="not met", time_bound="met", kind="aim")


def test_a_planning_period_is_a_time() -> None:
    assert not wrong(["During the 2027-2030 funding period, open a hub in Dunmore."], time_bound="met")
    assert not wrong(
        ["Throughout the 2027-2030 plan period we shall continue to foster a culture of care in every part of it."],
        kind="aim",
    )


def test_starting_one_scheme_is_done_or_not() -> None:
    assert not wrong(["Start a walking group at the surgery by 1 May"], measurable="met", time_bound="met")


def test_a_noun_after_a_comparative_is_no_act() -> None:
    assert not wrong(["Shorter queues at the counters on Mondays", "Fewer calls about lost cards"], kind="aim")
