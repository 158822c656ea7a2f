"""The parts of the SMART checker, each on its own."""

from __future__ import annotations

from datetime import date

import pytest

from mosaic_exercises.models import smart
from mosaic_exercises.models.smart.readers import dates
from mosaic_exercises.models.smart.text import language, spelling
from mosaic_exercises.models.smart.text.tokens import read

TODAY = date(2026, 11, 21)


def parts(text: str) -> smart.Parts:
    return smart.parts(text, today=TODAY)


def times_said(text: str, role: str) -> list[str]:
    """The learner's words that were taken for a time of this role."""
    seen = parts(text)
    return [text[slice(*seen.doc.chars(expr.first, expr.stop))] for expr in seen.times if expr.role == role]


def amounts_said(text: str, role: str) -> list[str]:
    seen = parts(text)
    found = [quantity for quantity in seen.quantities if quantity.role == role]
    return [text[slice(*seen.doc.chars(quantity.first, quantity.stop))] for quantity in found]


DEADLINES = [
    ("raise it by 30 June 2026", "by 30 June 2026"),
    ("raise it by June 30, 2026", "by June 30, 2026"),
    ("raise it by the 10th of June", "by the 10th of June"),
    ("raise it by 15/09/2026", "by 15/09/2026"),
    ("raise it by 2026-12-31", "by 2026-12-31"),
    ("raise it by 31.12.2026", "by 31.12.2026"),
    ("raise it by may", "by may"),
    ("raise it in November", "in November"),
    ("raise it by 2030", "by 2030"),
    ("raise it through 2031", "through 2031"),
    ("raise it between 2027 and 2030", "between 2027 and 2030"),
    ("raise it in FY27", "in FY27"),
    ("raise it by the end of 2026/27", "by the end of 2026/27"),
    ("raise it (Q1)", "Q1"),
    ("raise it by the third quarter", "by the third quarter"),
    ("raise it by Q3 FY27", "by Q3 FY27"),
    ("raise it within six months", "within six months"),
    ("raise it in the next eight weeks", "in the next eight weeks"),
    ("raise it over the coming quarter", "over the coming quarter"),
    ("raise it this term", "this term"),
    ("raise it by year end", "by year end"),
    ("raise it by eoy", "by eoy"),
    ("raise it by the end of week 8", "by the end of week 8"),
    ("raise it by half term", "by half term"),
    ("raise it before the board meeting on 12 May", "before the board meeting on 12 May"),
    ("raise it until the sale ends", "until the sale ends"),
    ("raise it by the end of the spring campaign", "by the end of the spring campaign"),
    ("discuss it next session", "next session"),
    ("finish it by Friday", "by Friday"),
    ("train all staff within 45 days of implementation", "within 45 days of implementation"),
    ("raise it by my birthday", "by my birthday"),
]


@pytest.mark.parametrize(("text", "words"), DEADLINES)
def test_an_end_point_or_a_period_is_a_deadline(text: str, words: str) -> None:
    assert times_said(text, "deadline") == [words]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("do it soon", "vague"),
        ("do it asap", "vague"),
        ("do it at some point", "vague"),
        ("do it in the long term", "vague"),
        ("in the future we want more", "vague"),
        ("reply within 2 hours", "service"),
        ("answer in under 45 seconds", "service"),
        ("send it within 3 days of the sale", "service"),
        ("resolve tickets within 5 working days", "service"),
        ("sell 20 a day", "rate"),
        ("sell 20 per week", "rate"),
        ("run 3 times a week", "rate"),
        ("publish one post per month", "rate"),
        ("the firm we bought in 2021", "history"),
        ("reduce it from a 2018 base year", "history"),
        ("reduce it against 2019 levels", "history"),
        ("customers who left in the past 12 months", "history"),
        ("the rate we have had since 2019", "history"),
        ("better than last year", "history"),
        ("open at 8 am", "clock"),
        ("sleep by 11pm", "clock"),
        ("a five-year plan", "duration"),
        ("students who graduate in 4 years", "duration"),
    ],
)
def test_other_times_are_no_deadline(text: str, role: str) -> None:
    assert times_said(text, role)
    assert times_said(text, "deadline") == []


@pytest.mark.parametrize(
    "text",
    ["call ten people every day", "call them each week", "review it quarterly", "do it daily", "meet on Mondays",
     "grow sales year on year"],
)  # fmt: skip
def test_a_rhythm_is_a_schedule(text: str) -> None:
    assert times_said(text, "schedule")
    assert times_said(text, "deadline") == []


@pytest.mark.parametrize(
    "text",
    ["reduce costs, which may help", "march on", "cut the monthly cancellation rate", "a quarter of our guests",
     "cut refunds on winter coats", "sell at the summer sale prices", "reduce complaints by a quarter",
     "publish the 2019 roadmap", "move 2,000 customers"],
)  # fmt: skip
def test_words_that_only_look_like_times(text: str) -> None:
    assert times_said(text, "deadline") == []
    assert times_said(text, "schedule") == []


def test_points_give_where_they_stop() -> None:
    doc = read("the 10th of June 2027 at noon")
    assert dates.date(doc, 0) == 5
    assert dates.date(doc, 3) == 5
    assert dates.date(doc, 5) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cut it by 12%", ["12%"]),
        ("cut it by 12 per cent", ["12 per cent"]),
        ("cut it by twenty five percent", ["twenty five percent"]),
        ("cut it by a third", ["a third"]),
        ("cut it by half", ["half"]),
        ("two thirds of agents certified", ["two thirds"]),
        ("one in three buyers to return", ["one in three"]),
        ("answer nine out of ten chats", ["nine out of ten"]),
        ("double the number of visits", ["double"]),
        ("halve missed collections", ["halve"]),
        ("increase sales 2x", ["2x"]),
        ("keep the rate between 2% and 3%", ["2%", "3%"]),
        ("zero complaints", ["zero"]),
        ("win 1.5 million visits", ["1.5 million"]),
        ("raise £3,000", ["£3,000"]),
        ("reach $4m in revenue", ["$4m"]),
        ("answer within 20 seconds", ["20 seconds"]),
        ("keep response times below a minute", ["below a minute"]),
        ("run 5k", ["5k"]),
        ("reach a 4.5 star rating", ["4.5"]),
    ],
)
def test_an_amount_to_reach_is_a_target(text: str, words: list[str]) -> None:
    assert amounts_said(text, "target") == words


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("complaints in our 3 stores", "holding"),
        ("improve scores of the 40 branches", "holding"),
        ("eat more fruit, people aged 2 and over", "condition"),
        ("reduce falls in adults aged 65 to 80", "condition"),
        ("reduce visits among children under 5 years", "condition"),
        ("tickets older than 30 days", "condition"),
        ("reward customers who spend over £200", "condition"),
        ("free delivery on orders over £30", "condition"),
        ("more five star reviews", "condition"),
        ("two-time buyers", "condition"),
        ("watch module 5", "label"),
        ("cut scope 1 and 2 emissions", "label"),
        ("2. write to members", "label"),
        ("call 0800 123 4567", "label"),
        ("open 24/7", "label"),
        ("walk (confidence 8/10)", "confidence"),
        ("walk (80% confidence)", "confidence"),
        ("walk (8/10)", "confidence"),
        ("down from 31%", "baseline"),
        ("which was 25%", "baseline"),
        ("reduce late deliveries in 3 depots", "scope"),
    ],
)
def test_numbers_that_measure_nothing(text: str, role: str) -> None:
    assert amounts_said(text, role)
    assert amounts_said(text, "target") == []


@pytest.mark.parametrize(
    "text", ["our number one aim", "one of our shops", "a double room", "zero tolerance", "the second half term"]
)
def test_words_that_only_look_like_amounts(text: str) -> None:
    assert amounts_said(text, "target") == []


def test_a_baseline_and_its_target() -> None:
    text = "from 31% to 36%"
    assert (amounts_said(text, "baseline"), amounts_said(text, "target")) == (["31%"], ["36%"])
    text = "NPS 32 -> 40"
    assert (amounts_said(text, "baseline"), amounts_said(text, "target")) == (["32"], ["40"])


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("Reduce churn", ["reduce"]),
        ("To reduce churn", ["reduce"]),
        ("We will reduce churn", ["reduce"]),
        ("By May, reduce churn by calling members", ["reduce", "call"]),
        ("Objective 3: publish the report", ["publish"]),
        ("[Name] will launch a survey", ["launch"]),
        ("Write and publish the charter", ["write", "publish"]),
        ("The trust provides grants to schools", ["provide"]),
        ("Improve customer service and support", ["improve"]),
        ("inspire every shopper we meet", ["inspire"]),
        ("access to care", []),
        ("no more complaints", []),
    ],
)
def test_acts_are_read_where_an_act_can_stand(text: str, bases: list[str]) -> None:
    assert [action.base for action in parts(text).actions] == bases


def test_an_act_has_its_object() -> None:
    text = "Set up a customer panel by May and publish the notes"
    seen = parts(text)
    objects = [text[slice(*seen.doc.chars(action.object_first, action.object_stop))] for action in seen.actions]
    assert objects == ["a customer panel by May", "the notes"]


@pytest.mark.parametrize(
    "text",
    ["Launch the loyalty card", "Publish a charter", "complete policy 4", "Finish the report", "Buy a new kettle",
     "Appoint a complaints manager", "Migrate CI to the new cluster", "watch module 5 video", "Set up a customer panel",
     "sign up for a swimming class", "Achieve Investors in People accreditation", "Reply to every email",
     "Train all 12 staff", "Make sure every guest gets a welcome drink", "Traffic is mirrored to staging",
     "Docs for the plugin API published", "Every new tenant gets a visit"],
)  # fmt: skip
def test_what_is_plainly_done_or_not(text: str) -> None:
    assert parts(text).deliverables


@pytest.mark.parametrize(
    "text",
    ["Create a culture of innovation", "Build strong relationships", "Deliver great service", "Develop our staff",
     "Implement social protection systems", "introduce measures", "Build a fairer borough", "do research on sleep",
     "Inspire every shopper", "Meet all our targets", "Make our customers our priority", "search for courses",
     "move some desks", "improve the returns process"],
)  # fmt: skip
def test_what_is_never_plainly_done(text: str) -> None:
    assert not parts(text).deliverables


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("delight 100% of customers", "absolute"),
        ("100% customer satisfaction", "absolute"),
        ("zero complaints", "absolute"),
        ("never let a guest down", "absolute"),
        ("always exceed expectations", "absolute"),
        ("end hunger", "absolute"),
        ("eliminate bullying", "absolute"),
        ("quality education for all", "absolute"),
        ("everyone has access to a dentist", "absolute"),
        ("inspire every shopper", "absolute"),
        ("a town free of litter", "absolute"),
        ("fix it overnight", "instant"),
        ("solve it instantly", "instant"),
        ("sign up the whole town by tomorrow", "instant"),
        ("be the best hotel", "superlative"),
        ("number one for care", "superlative"),
        ("world class service", "superlative"),
        ("as a leading hotel chain", "superlative"),
        ("increase sales by 300% in 6 months", "extreme"),
        ("triple turnover within a year", "extreme"),
    ],
)
def test_red_flags(text: str, sort: str) -> None:
    assert sort in {flag.sort for flag in parts(text).flags}


@pytest.mark.parametrize(
    "text",
    ["reply to all messages", "train all 12 staff", "buy 100% renewable electricity by 2030", "share best practice",
     "keep accidents at zero", "by the end of May", "reach net zero by 2045", "customers who never come back",
     "increase sales by 300% by 2032", "across all life stages", "support the most vulnerable people", "tidy up today",
     "the leading cause of complaints", "double repeat sales within a year"],
)  # fmt: skip
def test_no_red_flag(text: str) -> None:
    assert parts(text).flags == ()


@pytest.mark.parametrize(
    "text",
    ["Our business was founded in 1998", "We have 14 branches", "Sales fell by 8% in 2023", "Most guests are families",
     "The manager resigned on 3 May", "Complaints doubled between 2021 and 2023", "What is our churn rate?",
     "I did not meet my target last term", "Half of our buyers live nearby", "62% of visitors are women"],
)  # fmt: skip
def test_facts_and_histories_want_nothing(text: str) -> None:
    assert parts(text).intent.intent == "no"


@pytest.mark.parametrize(
    "text",
    ["Reduce churn", "We want fewer complaints", "How can we get more guests?", "more bookings", "NPS 32 -> 40 by Q4",
     "Dedicated to rivers", "Our mission is to help families", "Reduce turnover, which was 25% in 2023",
     "Sales to rise by 12% next quarter", "The hotel will have 120 rooms by May", "Customers should feel valued"],
)  # fmt: skip
def test_intentions(text: str) -> None:
    assert parts(text).intent.intent == "yes"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("decemeber", "december"), ("complants", "complaints"), ("incrase", "increase"), ("custmer", "customer"),
     ("retenion", "retention"), ("quater", "quarter"), ("recieve", "receive"), ("satisfacton", "satisfaction")],
)  # fmt: skip
def test_a_slip_is_read_as_the_word_meant(typed: str, meant: str) -> None:
    assert spelling.mend(typed) == meant


@pytest.mark.parametrize(
    "word", ["fare", "mouth", "house", "lunch", "trail", "shoes", "smart", "form", "priya", "tessera", "carbs"]
)
def test_right_words_are_left_alone(word: str) -> None:
    assert spelling.mend(word) == word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Increase sales by 10%", "english"),
        ("Aumentar las ventas un 10% para el 30 de junio", "other"),
        ("Die Kundenzufriedenheit bis Ende 2027 auf 90 % steigern", "other"),
        ("Увеличить продажи на 10%", "other"),
        ("زيادة المبيعات بنسبة", "other"),
        ("123 %", "nothing"),
        ("", "nothing"),
        ("qwer zxcv", "unknown"),
    ],
)
def test_the_language_is_known_before_a_verdict_is_given(text: str, found: str) -> None:
    assert language.readable(read(text, spelling.mend)) == found


def test_every_token_keeps_its_place() -> None:
    text = "We'll raise twenty-five  £3,000 gifts by year-end – 2027"
    for token in read(text).tokens:
        assert text[token.start : token.end].strip() == text[token.start : token.end] != ""
    assert "25" in read(text).words
    assert read(text).words[:3] == ("we", "will", "raise")


@pytest.mark.parametrize("code", ["EUR", "USD", "GBP", "CHF"])
def test_a_currency_by_its_code_belongs_to_the_amount(code: str) -> None:
    text = f"Priya Nair raises gross margin per fleet from {code} 4,404 to {code} 4,700 by 30 September 2027."
    marked = {span.label: text[span.start : span.end] for span in smart.assess(text).spans}
    assert (marked["baseline"], marked["target"]) == (f"{code} 4,404", f"{code} 4,700")
    assert code not in marked["object"]
