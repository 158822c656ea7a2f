"""What notebooks 01 and 02 state as a fact or ask as a number, worked out again from the data and the models."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.labs import LABS
from mosaic_exercises.models import change, customers
from tests.course.facts.case import figure, frame, markdown, toml

COURSE = load()
FIRST, SECOND = "01_lenses_and_change", "02_who_is_the_customer"
FIRM = toml("firm")
INTERVIEWS = toml("interviews")["interview"]
SAID = {row["id"]: " ".join(row["text"].replace("\\", "").split()) for row in INTERVIEWS}


def row(kind: str, id_: str) -> dict[str, Any]:
    return next(r for r in FIRM[kind] if r["id"] == id_)


def plain(text: str) -> str:
    return text.replace("**", "").strip().strip('"')


# --- 01: the theft ---------------------------------------------------------------------------------------------------


def test_the_two_accounts_stand_as_they_were_given() -> None:
    text = markdown(FIRST)
    for id_ in ("read-01", "read-02"):
        assert row("reading", id_)["text"] in text


def test_the_file_of_the_theft_is_that_of_the_data() -> None:
    text, record = markdown(FIRST), row("reading", "read-03")["text"]
    claim = frame("claims").set_index("customer_id").loc["C1001"]
    days = (pd.Timestamp(claim["decided"]) - pd.Timestamp(claim["reported"])).days
    assert (claim["reported"], claim["decided"], days) == ("2026-05-14", "2026-06-02", claim["days_to_decision"])
    assert f"EUR {claim['amount_eur']:,.0f}" in text
    assert claim["signoff"] == "yes"
    assert f"{claim['replacement_hours']:.0f} hours after the report" in text
    for there, shown in (
        ("14 May, 09:10", "| 14 May | Theft reported by telephone, 09:10 |"),
        ("Passed to claims 16 May", "| 16 May | Passed to claims |"),
        ("Replacement handed over 20 May", "| 20 May | Replacement bike handed over"),
        ("Sign-off asked for 21 May", "| 21 May | Northlight is asked to sign |"),
        ("given 1 June", "| 1 June | Northlight signs |"),
        ("paid 2 June, nineteen days after", "| 2 June | Decided and paid, nineteen days after the report |"),
    ):
        assert there in record
        assert shown in text
    assert (pd.Timestamp("2026-05-21") - pd.Timestamp(claim["reported"])).days == 7, "seven days before anybody asked"


def test_the_order_of_the_nineteen_days_is_that_of_the_file() -> None:
    key = COURSE.key("nineteen-days")
    month = {"May": 5, "June": 6}
    dates = []
    for id_ in key.order:
        day, name = re.findall(r"(\d+) (May|June)", key.reasons[id_])[0]
        dates.append((month[name], int(day)))
    assert dates == [(5, 14), (5, 16), (5, 20), (5, 21), (6, 1), (6, 2)]


def test_what_cannot_be_known_yet_earns_no_points() -> None:
    items = {i.exercise: i.points for n in COURSE.notebooks for i in n.items if getattr(i, "exercise", None)}
    assert items["nineteen-days"] == 0, "neither account says when the signature was asked for"


def test_lewin_is_placed_before_his_death() -> None:
    text = markdown(FIRST)
    assert "in the 1940s" in text
    assert "Lewin died in 1947" in text
    assert "Lewin described such a standstill in 1951" not in text


# --- 01: the forces --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def field() -> change.ForceField:
    return change.from_table(FIRM["force"], aim=FIRM["change"]["aim"])


def test_the_weights_are_those_of_the_case(field: change.ForceField) -> None:
    prompt = COURSE.exercise("after-two-steps").prompt
    sides = re.findall(r"forces (?:weigh )?(\d, \d, \d, \d and \d)", prompt)
    given = [[int(n) for n in re.findall(r"\d", side)] for side in sides]
    assert given == [[f.weight for f in field.driving], [f.weight for f in field.restraining]]
    assert (field.driving_total, field.restraining_total, field.net) == (17, 17, 0)
    assert "both sides weigh 17" in COURSE.exercise("seventeen-all").prompt
    assert FIRM["change"]["aim"] in markdown(FIRST)


def test_after_two_steps_the_net_is_five(field: change.ForceField) -> None:
    names = {r["id"]: r["text"] for r in FIRM["force"]}
    after = change.what_if(field, {names["force-r1"]: 2, names["force-r3"]: 1})
    key = COURSE.key("after-two-steps")
    assert key.value == after.net
    assert [s.value for s in key.slips][:2] == [-after.net, after.restraining_total]
    assert f"= {after.driving_total}" in key.steps[0]
    assert f"= {after.restraining_total}" in key.steps[1]


def test_the_net_of_six_forces() -> None:
    weights = [int(n) for n in re.findall(r"\*\*(\d)\*\*", COURSE.exercise("net-of-six").prompt)]
    assert len(weights) == 6
    found = change.force_field(
        {f"d{i}": w for i, w in enumerate(weights[:3])}, {f"r{i}": w for i, w in enumerate(weights[3:])}
    )
    assert COURSE.key("net-of-six").value == found.net


def test_the_note_of_the_forces_lab_holds_its_own_figures() -> None:
    run = LABS["tessera-forces"]
    model = COURSE.key("tessera-forces").model
    pushed = run({"pressure": 5}, "light", 640).finding
    freed = run({"signoff": 2, "papers": 1}, "light", 640).finding
    feared = [run({"pressure": n, "resist": True}, "light", 640).finding for n in range(6)]
    for finding in (pushed, freed):
        sums = re.findall(r"Driving (\d+), restraining (\d+): net \+5", finding)
        assert f"driving {sums[0][0]}, restraining {sums[0][1]}" in model
    nets = [re.findall(r"net ([+−]?\d)", finding)[0] for finding in feared]
    assert nets == ["0", "0", "0", "0", "+1", "+2"]
    assert "bring only +2, and the first 3 bring nothing" in model


# --- 01: figures -----------------------------------------------------------------------------------------------------


def test_four_of_twelve_replacement_bikes_came_in_time() -> None:
    claims = frame("claims")
    owed = claims[(claims["replacement_promised"] == "yes") & (claims["reported"] >= "2025-10-01")]
    there = owed[owed["replacement_hours"].notna()]
    kept = int((there["replacement_hours"] <= 48).sum())
    prompt = COURSE.exercise("twelve-promises").prompt
    assert (kept, len(there)) == (4, 12)
    assert f"{len(there)} customers" in prompt
    assert (
        COURSE.key("twelve-promises").value == round(100 * kept / len(there), 1) == figure("fig-replacement-kept-fy26")
    )
    assert f"owed {len(there)} replacement bikes within 48 hours, and {kept} came in time" in markdown(FIRST)


def test_double_calls_are_added_up() -> None:
    people, short, again, _, _, good = map(float, re.findall(r"[\d.]*\d", COURSE.exercise("ring-twice").prompt))
    key = COURSE.key("ring-twice")
    assert key.value == people * short + again * short - people * good
    values = [s.value for s in key.slips]
    assert {people * (short - good), people * short + again * short, people * good} <= set(values)


# --- 02: who is who --------------------------------------------------------------------------------------------------

FACTS = {
    "l1": customers.Facts(buys=True, uses=True, organisation=False, resells=False),
    "l2": customers.Facts(buys=False, uses=True, resells=False),
    "l3": customers.Facts(buys=True, uses=False, organisation=True, resells=False),
    "l4": customers.Facts(buys=True, uses=False, organisation=False, resells=False),
    "l5": customers.Facts(buys=True, uses=False, organisation=True, resells=True),
    "l6": customers.Facts(receives=True, where="department"),
}
ROLES = {
    "customer and consumer at once": {"customer", "consumer"},
    "consumer, but not a customer": {"consumer"},
    "client that buys for its own work": {"customer", "client"},
    "private customer, but not the consumer": {"customer"},
    "intermediary: a client that sells on": {"customer", "client", "intermediary"},
    "internal customer": {"internal customer"},
}


def test_the_six_words_are_what_the_model_makes_of_the_facts() -> None:
    task, key = COURSE.exercise("six-people-six-words").task, COURSE.key("six-people-six-words")
    words = {r.id: r.text for r in task.right}
    assert set(FACTS) == {i.id for i in task.left}
    for id_, facts in FACTS.items():
        (partner,) = key.pairs[id_]
        assert set(customers.classify(facts).roles) == ROLES[words[partner]], id_


@pytest.mark.parametrize("slug", ["five-levels", "find-the-level"])
def test_levels_are_those_of_the_customer_file(slug: str) -> None:
    people = frame("customers").set_index("name")
    key = COURSE.key(slug)
    checked = 0
    for card in COURSE.exercise(slug).task.cards:
        for name, person in people.iterrows():
            plain_name = {"Claims": "The claims desk", "Workshop": "The workshop"}.get(str(name), str(name))
            if card.text.startswith(plain_name):
                assert key.place[card.id] == (person["level"],), card.text
                checked += 1
    assert checked >= 3
    assert set(customers.LEVELS) == {b.id for b in COURSE.exercise(slug).task.bins}


def test_who_receives_the_claims_desks_work_is_in_the_case() -> None:
    serves = row("department", "claims")["serves"]
    place = COURSE.key("who-waits-for-claims").place
    cards = {c.text.split(",")[0].lower(): place[c.id][0] for c in COURSE.exercise("who-waits-for-claims").task.cards}
    ids = {"the workshop": "workshop", "finance": "finance", "customer service": "service", "marketing": "marketing"}
    for words, department in ids.items():
        assert (cards[words] == "inside") == (department in serves), department


@pytest.mark.parametrize(("slug", "chain"), [("a-repair-that-reaches", "chain-01")])
def test_the_chains_are_those_of_the_case(slug: str, chain: str) -> None:
    found = row("chain", chain)
    steps = [*found["steps"], *([found["customers_customer"]] if "customers_customer" in found else [])]
    items = {i.id: i.text for i in COURSE.exercise(slug).task.items}
    order = [items[id_] for id_ in COURSE.key(slug).order]
    expected = ("Bram", "Claims", "Redbrick", "Kwame", "parcel")
    assert len(order) == len(steps) == len(expected)
    for text, step, name in zip(order, steps, expected, strict=True):
        assert name in text
        assert name in step


def test_one_link_is_between_bram_and_the_rider_who_is_the_end_customer() -> None:
    found = customers.chain(row("chain", "chain-01")["steps"])
    assert COURSE.key("how-many-between").value == len(found.between)
    end = row("chain", "chain-01")["end_customer"]
    assert found.end.startswith(end)
    model = COURSE.key("customer-inventory").model
    entries = {e["values"]["name"].split(",")[0]: e["values"]["place"] for e in model["entries"]}
    assert entries[end] == "end"
    assert f"end customer of the repair is {end.split()[0]}" in COURSE.key("a-repair-that-reaches").why
    assert found.direct.startswith(row("chain", "chain-01")["direct_customer"])
    report = customers.chain(row("chain", "chain-03")["steps"])
    right = COURSE.key("who-is-direct").right[0]
    text = next(o.text for o in COURSE.exercise("who-is-direct").task.options if o.id == right)
    assert text.split(",")[0] in report.direct


def test_the_terms_just_taught_are_accepted_and_a_shop_is_a_client_too() -> None:
    from mosaic_exercises.kinds import KINDS

    exercise, key = COURSE.exercise("words-for-inside"), COURSE.key("words-for-inside")
    kind = KINDS[exercise.kind]
    for other in ("end", "external"):
        for choose in ("choose", "switch to"):
            answer = {"side": "internal", "gets": "receives", "choose": choose, "other": other}
            result = kind.check(exercise.task, key, kind.parse(exercise.task, answer))
            assert result.score == 1, (choose, other)
    clients = {o.id: o.text for o in COURSE.exercise("which-are-clients").task.options}
    right = {clients[id_].split(",")[0] for id_ in COURSE.key("which-are-clients").right}
    assert "The Spoke Room" in right
    assert "client" in customers.classify(FACTS["l5"]).roles


def test_the_file_counts_the_calls_of_the_theft_but_not_what_was_said() -> None:
    claims = frame("claims")
    claim = claims[claims["customer_id"] == "C1001"].iloc[-1]
    assert claim["calls_before_decision"] == 4
    options = {o.id: o.text for o in COURSE.exercise("not-in-the-file").task.options}
    hidden = [options[id_] for id_ in COURSE.key("not-in-the-file").right]
    assert not any("how often" in text.casefold() for text in hidden)
    assert COURSE.key("ask-count-watch").place["k5"] == ("count",)
    assert "four" in COURSE.key("ask-count-watch").reasons["k5"]


# --- 02: counts ------------------------------------------------------------------------------------------------------


def test_the_note_of_the_count_lab_holds_its_own_figures() -> None:
    run = LABS["count-two-ways"]
    model, text = COURSE.key("count-two-ways").model, markdown(SECOND)
    bikes, revenue = (run({"second": name}, "light", 640) for name in ("bikes", "revenue"))
    share = {r[0]: (r[1], r[2], r[3], r[4]) for r in bikes.rows}
    assert f"commuters ({share['City commuters'][1]} of the accounts)" in model
    assert f"courier fleets ({share['Courier fleets'][3]} of the bikes)" in model
    assert f"{share['Courier fleets'][1]} of the one and {share['Courier fleets'][3]} of the other" in model
    shops = next(r for r in revenue.rows if r[0] == "Bike shops")
    assert f"bike shops ({shops[4]} of the revenue)" in model
    assert f"Fleets are {share['Courier fleets'][0]} accounts" in text
    assert f"Shops are {shops[1]} accounts" in text
    claims = run({"second": "claims"}, "light", 640)
    assert next(r for r in claims.rows if r[0] == "Bike shops")[3] == "0"
    sales = frame("transactions")
    packs = int(sales.loc[sales["product_id"] == "COVER-PACK", "quantity"].sum())
    assert f"ordered {packs} counter packs, each with one Plus cover" in text
    assert f"bought {packs} covers to sell" in COURSE.key("the-list-again").model


def test_counts_that_disagree_most_are_accounts_and_bikes() -> None:
    names = ("accounts", "bikes", "revenue", "claims", "complaints", "asked")
    run = LABS["count-two-ways"]
    apart = {}
    for one in names:
        for two in names:
            found = re.findall(
                r"Furthest apart: .+, ([\d.]+)% against ([\d.]+)%",
                run({"first": one, "second": two}, "light", 640).finding,
            )
            if found:
                apart[frozenset((one, two))] = abs(float(found[0][0]) - float(found[0][1]))
    fleets = {pair: gap for pair, gap in apart.items() if "bikes" in pair}
    assert apart[frozenset(("accounts", "bikes"))] > apart[frozenset(("accounts", "revenue"))]
    assert max(apart, key=lambda pair: apart[pair]) in fleets


def test_eight_of_the_answers_came_from_couriers() -> None:
    survey = frame("respondents")
    users = int((survey["role"] == "user").sum())
    prompt = COURSE.exercise("eight-of-all").prompt
    assert (len(survey), users) == (120, 8)
    assert prompt.startswith(f"{len(survey)} people answered")
    assert COURSE.key("eight-of-all").value == round(100 * users / len(survey), 1)
    assert [s.value for s in COURSE.key("eight-of-all").slips][:2] == [
        round(100 * users / (len(survey) - users), 1),
        len(survey) / users,
    ]


def test_late_and_on_time_are_those_of_the_figures() -> None:
    on_time, late = figure("fig-retention-claim-ontime"), figure("fig-retention-claim-late")
    key = COURSE.key("late-or-on-time")
    assert key.value == round(on_time - late, 1)
    assert (round(100 * 38 / 43, 1), round(100 * 6 / 17, 1)) == (on_time, late)
    assert [s.value for s in key.slips][:2] == [on_time, late]
    assert key.slips[3].value == pytest.approx(100 * (on_time - late) / on_time, abs=0.1)
    assert "6 of the 17" in COURSE.key("which-method").reasons["l3"]


def test_buyers_are_counted() -> None:
    prompt = COURSE.exercise("count-the-buyers").prompt
    lines = [line for line in prompt.splitlines() if line.startswith("- ")]
    bought = [line for line in lines if re.search(r"signs for|pays for|buys|orders", line)]
    assert (len(lines), len(bought)) == (7, COURSE.key("count-the-buyers").value)


def test_how_many_left_without_a_reason_is_counted() -> None:
    gone = frame("customers").query("status in ('lost', 'lapsed')")
    silent = int(gone["reason_left"].isna().sum())
    assert f"Of the {len(gone)} accounts that left or lapsed, {silent} gave no reason" in str(
        COURSE.key("the-complaints-file").wrong
    )


def test_complaints_on_file_are_counted() -> None:
    assert f"{len(frame('complaints'))} complaints on file" in COURSE.exercise("the-complaints-file").prompt
    assert f"{figure('fig-kept')} of {figure('fig-first-year-accounts')}" in COURSE.key("ask-count-watch").reasons["k3"]


@pytest.mark.parametrize("slug", ["value-proposition", "customer-inventory"])
def test_the_figures_offered_as_evidence_are_those_of_the_case(slug: str) -> None:
    firm = {f["id"]: f for f in FIRM["figure"]}
    offered = [s for s in COURSE.exercise(slug).task.sources if s.source != "interview"]
    assert offered
    for source in offered:
        known = firm[source.id]
        parts = re.findall(r"\d+(?:\.\d+)?", f"{known['value']} {known['how']}")
        numbers = re.findall(r"\d+(?:\.\d+)?", source.text)
        assert numbers, source.id
        assert set(numbers) <= set(parts), source.id
        assert str(known["value"]).removeprefix("-") in source.text + source.title, source.id
    titles = {i: s.title for s in COURSE.exercise(slug).task.sources if (i := s.id).startswith("int-")}
    for id_, title in titles.items():
        said = next(r for r in INTERVIEWS if r["id"] == id_)
        assert title.split(",")[0] == said["person"]
        assert title.endswith(said["title"])


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "card", "interview"),
    [
        ("whose-words", "k1", "int-16"),
        ("whose-words", "k2", "int-17"),
        ("whose-words", "k3", "int-13"),
        ("whose-words", "k4", "int-10"),
        ("whose-words", "k5", "int-16"),
    ],
)
def test_quoted_cards_were_said_by_the_one_named(slug: str, card: str, interview: str) -> None:
    text = plain(next(c.text for c in COURSE.exercise(slug).task.cards if c.id == card)).rstrip(".")
    assert text.casefold() in SAID[interview].casefold()
    person = next(r["person"] for r in INTERVIEWS if r["id"] == interview)
    assert person in COURSE.key(slug).reasons[card], "the reason names the person, not the file"


@pytest.mark.parametrize(
    ("where", "interview", "quotation"),
    [
        ("soon-is-not-a-date", "int-09", "irst give me dates, even bad ones."),
        ("soon-is-not-a-date", "int-15", "I promise nothing any more, so as not to break it."),
        (
            "the-list-again",
            "int-10",
            "Ask us once. We know which bikes break, we know it weeks before the office does.",
        ),
    ],
)
def test_quotations_in_prompts_and_hints_were_said(where: str, interview: str, quotation: str) -> None:
    exercise = COURSE.exercise(where)
    assert quotation in " ".join([exercise.prompt, *exercise.hints])
    assert quotation in SAID[interview]


@pytest.mark.parametrize(
    ("stem", "interview", "quotation"),
    [
        (FIRST, "int-08", "Four firms, four pages, and I swear they said the same"),
        (SECOND, "int-15", "that was a good week. I went home on time."),
    ],
)
def test_quotations_in_the_notebooks_were_said(stem: str, interview: str, quotation: str) -> None:
    assert quotation.casefold() in markdown(stem).casefold()
    assert quotation.casefold() in SAID[interview].casefold()


def test_the_website_line_is_quoted_and_would_be_refused() -> None:
    from mosaic_exercises.kinds import KINDS

    draft = FIRM["value_proposition"]["draft"]
    exercise = COURSE.exercise("value-proposition")
    assert draft in exercise.prompt.replace("*", "")
    answer = {"entries": [{"id": "e1", "values": {"who": "all", "sentence": draft}}]}
    kind = KINDS[exercise.kind]
    result = kind.check(exercise.task, COURSE.key("value-proposition"), kind.parse(exercise.task, answer))
    assert any(c.id == "empty-words" and c.met is False and c.item == "e1/sentence" for c in result.criteria)
