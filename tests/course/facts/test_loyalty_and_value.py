"""What the content states as a fact or asks as a number, worked out again from the data and the models."""

from __future__ import annotations

import csv
import re
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.labs import tessera_ladder
from mosaic_exercises.models import loyalty, value
from tests.course.facts.case import ROOT, TESSERA, figure, markdown, toml

COURSE = load()
LAST_DAY = pd.Timestamp("2026-09-30")
STAGE = dict(zip(["suspect", "prospect", "first", "repeat", "client", "advocate"], loyalty.STAGES, strict=True))
STAGE["inactive"] = loyalty.INACTIVE


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    return pd.read_csv(TESSERA / "transactions.csv", dtype={"customer_id": str}, parse_dates=["date"])


@pytest.fixture(scope="module")
def accounts(sales: pd.DataFrame) -> pd.DataFrame:
    """Everybody of the case by id: name, stage, purchases in all and in 365 days, referrals, revenue, margin."""
    people = pd.read_csv(TESSERA / "customers.csv", dtype={"customer_id": str}).set_index("customer_id")
    waiting = pd.read_csv(TESSERA / "prospects.csv", dtype={"customer_id": str})
    waiting = waiting[waiting["status"] == "open"]
    table = loyalty.stages(
        sales,
        amount="amount_eur",
        regular=tessera_ladder.rule(str(TESSERA / "firm.toml")),
        referrals=people.loc[people["referrals"] > 0, "referrals"],
        prospects=waiting,
        as_of=LAST_DAY,
        inactive_after=tessera_ladder.INACTIVE_AFTER,
    ).set_index("customer_id")
    recent = sales[sales["date"] > LAST_DAY - pd.Timedelta(days=365)]
    named = pd.concat([people, waiting.set_index("customer_id")])
    return (
        table.join(named[["name", "segment", "type"]])
        .join(sales.groupby("customer_id")["margin_eur"].sum().rename("margin"))
        .join(recent.groupby("customer_id")["date"].nunique().rename("recent"))
        .fillna({"margin": 0.0, "recent": 0})
    )


def named(accounts: pd.DataFrame, name: str) -> Any:
    """The one account of this name."""
    (row,) = [row for _, row in accounts[accounts["name"] == name].iterrows()]
    return row


def money(amount: float) -> str:
    return f"EUR {amount:,.0f}".replace("-", "−")


# --- the ladder ------------------------------------------------------------------------------------------------------


def test_each_card_of_the_ladder_stands_where_the_data_put_it(accounts: pd.DataFrame) -> None:
    key = COURSE.key("loyalty-ladder")
    for card in COURSE.exercise("loyalty-ladder").task.cards:
        (bin_,) = key.place[card.id]
        assert named(accounts, card.text)["stage"] == STAGE[bin_], card.text
        for placed in key.wrong:
            assert placed.card != card.id or placed.bin != bin_
    assert {bin_ for (bin_,) in key.place.values()} == set(STAGE), "each stage, and the place off the ladder, is used"


NUMBER = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]


def test_the_small_print_of_a_card_is_counted(accounts: pd.DataFrame, sales: pd.DataFrame) -> None:
    shown = {c.text: c.detail.casefold() for c in COURSE.exercise("loyalty-ladder").task.cards}
    for name, sent in (
        ("Mihaela Thapa", "four"),
        ("Henk Vos", "nobody"),
        ("Timo Keller", "nobody"),
        ("The Spoke Room", "four"),
    ):
        account = named(accounts, name)
        assert (NUMBER[int(account["referrals"])] if account["referrals"] else "nobody") == sent
        assert f"sent {sent}" in shown[name]
    assert NUMBER[int(named(accounts, "Henk Vos")["recent"])] in shown["Henk Vos"]

    def bought(name: str, starts: str) -> list[str]:
        own = sales[sales["customer_id"] == named(accounts, name).name]
        return [f"{day:%B %Y}" for day in own.loc[own["product_id"].str.startswith(starts), "date"].drop_duplicates()]

    assert bought("Timo Keller", "COVER") == ["May 2025", "May 2026"]
    assert bought("Dev Raman", "COVER") == ["June 2025"]
    assert bought("Saddle & Stove", "PARTS") == ["January 2025", "June 2026"]
    assert bought("Basil & Bike", "COVER") == ["May 2025", "August 2026"]
    assert bought("Basil & Bike", "SERVICE") == ["September 2026"]
    assert not bought("Henk Vos", "COVER")
    for name in ("Timo Keller", "Dev Raman", "Saddle & Stove"):
        for when in bought(name, "COVER" if name != "Saddle & Stove" else "PARTS"):
            assert when.casefold() in shown[name]


def test_the_trade_cards_say_what_was_bought(accounts: pd.DataFrame, sales: pd.DataFrame) -> None:
    detail = {c.text: c.detail for c in COURSE.exercise("loyalty-ladder").task.cards}
    ninefold = named(accounts, "Ninefold Deliveries")
    assert money(ninefold["value"]) in detail["Ninefold Deliveries"]
    assert ninefold["purchases"] == 1
    assert f"{ninefold['first']:%Y-%m}" == "2026-04"
    lines = sales[sales["customer_id"] == "C5028"].set_index("product_id")["quantity"]
    assert (lines["BIKE-FLEET"], lines["COVER-FLEET"]) == (7, 54)
    spoke = pd.Series(sorted(set(sales.loc[sales["customer_id"] == "C6001", "date"])))
    assert spoke.diff().dt.days.median() / 7 == pytest.approx(6, abs=0.5)
    assert named(accounts, "The Spoke Room")["referrals"] == 4
    quarters = sales.loc[(sales["customer_id"] == "C5001") & (sales["date"] > "2025-09-30"), "date"]
    assert sorted(set(quarters.dt.quarter)) == [1, 2, 3, 4]


def test_the_marks_out_of_ten_are_in_the_survey() -> None:
    with (TESSERA / "respondents.csv").open(encoding="utf-8") as file:
        who = {(r["customer_id"], r["role"]): r["respondent_id"] for r in csv.DictReader(file)}
    with (TESSERA / "nps.csv").open(encoding="utf-8") as file:
        mark = {r["respondent_id"]: int(r["nps"]) for r in csv.DictReader(file)}
    given = {"C1053": 10, "C3002": 10, "C5001": 3, "C3055": 10, "C6015": 10}
    assert {customer: mark[who[customer, "buyer"]] for customer in given} == given


def test_the_advocates_of_the_drill_are_those_of_the_data(accounts: pd.DataFrame) -> None:
    prompt = COURSE.exercise("how-many-advocates").prompt
    rows = re.findall(r"^- ([^:,\n]+)(?:, a bike shop)?: (.+)$", prompt, re.MULTILINE)
    assert len(rows) == 6
    advocates = 0
    for name, rest in rows:
        account = named(accounts, name)
        times = re.search(r"(four|nine|ten) (?:purchases|orders)", rest)
        assert not times or [*NUMBER, "nine", "ten"].index(times[1]) == account["recent"], name
        sent = NUMBER[int(account["referrals"])] if account["referrals"] else "nobody"
        assert f"sent {sent}" in rest, name
        advocates += account["stage"] == "Advocate"
    assert COURSE.key("how-many-advocates").value == advocates


def test_the_notebook_counts_the_stages_as_the_models_do(accounts: pd.DataFrame) -> None:
    text = markdown("03_relationship_and_loyalty")
    counts = loyalty.funnel(accounts.reset_index())["customers"].tolist()
    for stage, count in zip(loyalty.STAGES, counts, strict=False):
        assert f"| {stage} | {count} |" in text
    gone, loyal = counts[6], counts[4] + counts[5]
    assert sum(counts[2:]) == 400
    assert f"| *Inactive: {figure('fig-lost')} gave notice, {figure('fig-lapsed')} stayed away* | {gone} |" in text
    assert f"**{loyal} of the 400 accounts**, about two in five" in text
    assert f"of the {400 - gone} that are still customers, just over half" in text
    assert 0.5 < loyal / (400 - gone) < 0.55
    hint, plan = COURSE.exercise("look-back").hints[0], COURSE.exercise("move-up-plan").prompt
    assert f"{loyal} of the 400 are Clients or Advocates, and {gone} are gone" in hint
    assert f"{counts[3]} Repeat Customers and {counts[2]} First-Time Customers" in plan
    assert f"Another {gone} accounts are inactive" in plan
    before, after = figure("fig-first-year-accounts"), figure("fig-kept")
    assert f"Of the {before} accounts that bought in the first year, {before - after} did not" in text
    tourers = (accounts["stage"] == "Repeat Customer") & (accounts["segment"] == "leisure")
    assert f"the {int(tourers.sum())} leisure tourers" in COURSE.key("move-up-plan").model


def test_who_leaves_is_told_of_private_customers_alone(accounts: pd.DataFrame, sales: pd.DataFrame) -> None:
    """Trade accounts on contract would blur it: most loyal ones of the first year were fleets and shops."""
    then = loyalty.stages(
        sales,
        amount="amount_eur",
        regular=tessera_ladder.rule(str(TESSERA / "firm.toml")),
        referrals=sent_by_a_year_ago(),
        as_of="2025-09-30",
    ).set_index("customer_id")["stage"]
    private = accounts[accounts["type"] == "consumer"].join(then.rename("then"), how="inner")
    text = markdown("03_relationship_and_loyalty")
    first = private[private["then"] == "First-Time Customer"]
    loyal = private[private["then"].isin(["Client", "Advocate"])]
    gone, few = (int((group["stage"] == loyalty.INACTIVE).sum()) for group in (first, loyal))
    assert f"{gone} of the {len(first)} First-Time Customers at the end of the first year were gone" in text
    assert f"and {few} of the {len(loyal)} Clients and Advocates" in text


def sent_by_a_year_ago() -> list[str]:
    with (TESSERA / "customers.csv").open(encoding="utf-8") as file:
        return [r["referred_by"] for r in csv.DictReader(file) if r["referred_by"] and r["joined"] <= "2025-09-30"]


def test_what_else_they_could_use_is_counted(accounts: pd.DataFrame, sales: pd.DataFrame) -> None:
    text, model = markdown("03_relationship_and_loyalty"), str(COURSE.key("customer-mind-map").model)
    today = accounts[
        (accounts["type"] == "consumer") & (accounts["stage"] != loyalty.INACTIVE) & (accounts["purchases"] > 0)
    ]
    bought = sales.groupby("customer_id")["product_id"].agg(set)
    bare = sum(
        any(p.startswith("BIKE") for p in bought[c]) and not any(p.startswith("COVER") for p in bought[c])
        for c in today.index
    )
    assert f"{bare} of the {len(today)} private customers of today bought a bike here and have no cover" in text
    assert f"{bare} active private accounts bought a bike here and no cover" in model
    rank = {"COVER-BASIC": 0, "COVER-PLUS": 1, "COVER-COMPLETE": 2}
    covers = sales[sales["product_id"].isin(rank)].sort_values(["customer_id", "date"])
    steps = [rank[b] - rank[a] for _, own in covers.groupby("customer_id")["product_id"] for a, b in pairwise(own)]
    up, down = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
    assert f"of {len(steps)} renewals, {up} moved up a cover and {down} moved down" in text
    terms = tessera_ladder.rule(str(TESSERA / "firm.toml")).due
    assert terms is not None
    recent = sales[(sales["date"] > "2025-09-30") & ~sales["product_id"].isin(terms.terms)]["customer_id"]
    loyal = today[today["stage"].isin(["Client", "Advocate"])]
    quiet = int((~loyal.index.isin(recent)).sum())
    assert (
        f"Of the {len(loyal)} private customers among them, {quiet} have done nothing in the last year except renew"
        in text
    )
    assert f"{quiet} of the {len(loyal)} private ones" in COURSE.key("look-back").model


def test_nine_of_nineteen_who_had_gone_were_satisfied() -> None:
    with (TESSERA / "customers.csv").open(encoding="utf-8") as file:
        status = {r["customer_id"]: r["status"] for r in csv.DictReader(file)}
    with (TESSERA / "respondents.csv").open(encoding="utf-8") as file:
        gone = [r["respondent_id"] for r in csv.DictReader(file) if status[r["customer_id"]] in ("lost", "lapsed")]
    with (TESSERA / "nps.csv").open(encoding="utf-8") as file:
        satisfied = [r for r in csv.DictReader(file) if r["respondent_id"] in gone and int(r["csat"]) >= 4]
    assert (len(gone), len(satisfied)) == (19, 9)
    for text in (markdown("03_relationship_and_loyalty"), COURSE.key("all-satisfied").why):
        assert re.search(r"Of 19 people in (the|Tessera's) June survey .* nine had", text)


# --- value -----------------------------------------------------------------------------------------------------------


def test_the_retention_table_is_that_of_the_data(sales: pd.DataFrame, accounts: pd.DataFrame) -> None:
    text = markdown("03_relationship_and_loyalty")
    bought = {year: set(part["customer_id"]) for year, part in sales.groupby(sales["date"] > "2025-09-30")}
    second = sales[sales["date"] > "2025-09-30"]
    for segment, name in (
        ("leisure", "Leisure tourers"),
        ("families", "Family haulers"),
        ("commuters", "City commuters"),
        ("students", "Student riders"),
    ):
        members = set(accounts.index[accounts["segment"] == segment])
        before, kept = bought[False] & members, bought[False] & bought[True] & members
        margin = second.loc[second["customer_id"].isin(kept), "margin_eur"].sum() / len(kept)
        row = f"| {name} | {len(before)} | {len(kept)} | {len(kept) / len(before):.1%} | {margin:.2f} |"
        assert row in text


def test_lifetime_values_are_computed_from_what_is_given() -> None:
    tourer = value.clv(134.71, 48 / 60, 0.10)
    assert COURSE.key("a-touring-customer").value == pytest.approx(tourer, abs=0.005)
    assert all(word in COURSE.exercise("a-touring-customer").prompt for word in ("60", "48", "134.71", "10%"))
    rise = value.retention_effect(134.71, 0.80, 0.10, 0.05)
    assert COURSE.key("five-points-more").value == pytest.approx(rise.percent, abs=0.05)
    assert any(f"{rise.before:.2f}" in s and f"{rise.after:.2f}" in s for s in COURSE.key("five-points-more").steps)
    assert COURSE.key("a-hundred-a-year").value == pytest.approx(value.clv(100, 0.8, 0.1), abs=0.005)


def test_slips_of_lifetime_value_are_what_the_slip_leads_to() -> None:
    m, r, i = 134.71, 0.8, 0.1
    slips = {s.value: s.misconception for s in COURSE.key("a-touring-customer").slips}
    made = [value.clv(m, r, i, "now"), m / (1 + i - r), m * value.expected_lifetime(r), m * r / (1 - r), m * r]
    assert list(slips) == [pytest.approx(one, abs=0.01) for one in made]
    assert slips[round(value.clv(m, r, i, "now"), 2)] == "first-margin-timing"
    hundred = [s.value for s in COURSE.key("a-hundred-a-year").slips]
    assert hundred[0] == pytest.approx(value.clv(100, r, i, "now"), abs=0.005)


def test_the_groups_stand_in_order_of_lifetime_value() -> None:
    items = COURSE.exercise("margin-and-staying").task.items
    worth = {}
    for item in items:
        margin, stay = map(int, re.findall(r"EUR (\d+) a year, (\d+)% stay", item.text)[0])
        worth[item.id] = value.clv(margin, stay / 100, 0.10)
        assert f"= {worth[item.id]:.0f}" in COURSE.key("margin-and-staying").reasons[item.id]
    assert sorted(worth, key=lambda id_: worth[id_]) == list(COURSE.key("margin-and-staying").order)


def test_the_note_of_the_clv_lab_holds_its_own_figures() -> None:
    key = COURSE.key("clv-explorer")
    start = next(c.default for c in COURSE.exercise("clv-explorer").task.controls if c.id == "margin")
    assert (start, start * 1.1) == (150, pytest.approx(165)), "the slider can be set to exactly ten per cent more"
    for margin, retention, discount in ((150, 0.8, 0.1), (165, 0.8, 0.1), (150, 0.85, 0.1), (150, 0.8, 0.08)):
        assert f"{value.clv(margin, retention, discount):.2f}".removesuffix(".00") in key.model
    assert f"{value.clv(165, 0.8, 0.1):.0f}" in key.why
    now, more, cheaper = (value.clv(*v) for v in ((165, 0.4, 0.1), (150, 0.45, 0.1), (150, 0.4, 0.08)))
    assert not now < more < cheaper
    assert sorted((more, now, cheaper), reverse=True) == [more, now, cheaper]


def test_the_accounts_of_the_value_map_are_those_of_the_data(accounts: pd.DataFrame) -> None:
    key, line = COURSE.key("worth-and-loyal"), 1200
    for card in COURSE.exercise("worth-and-loyal").task.cards:
        account = named(accounts, card.text)
        assert f"Revenue {money(account['value'])}" in card.detail
        assert f"gross margin {money(account['margin'])}" in card.detail
        high, loyal = account["margin"] >= line, account["stage"] in ("Client", "Advocate")
        assert key.place[card.id] == ({(1, 1): "keep", (1, 0): "win", (0, 1): "look", (0, 0): "simple"}[high, loyal],)
    share = (accounts["margin"] >= line).sum() / (accounts["purchases"] > 0).sum()
    assert share == pytest.approx(0.2, abs=0.02), "about the best fifth"


def test_first_purchase_and_all_purchases(sales: pd.DataFrame) -> None:
    def ratio(customer: str) -> float:
        own = sales[sales["customer_id"] == customer]
        return float(own["amount_eur"].sum() / own.loc[own["date"] == own["date"].min(), "amount_eur"].sum())

    own = sales[sales["customer_id"] == "C3001"]
    prompt = COURSE.exercise("first-and-all").prompt
    assert f"{own['amount_eur'].sum():,.2f}" in prompt
    assert f"{own.loc[own['date'] == own['date'].min(), 'amount_eur'].sum():,.0f}" in prompt
    assert COURSE.key("first-and-all").value == round(ratio("C3001"), 1)
    assert f"{ratio('C6001'):.1f} times" in COURSE.key("first-and-all").why


def test_cdnow_is_quoted_rightly() -> None:
    bought = pd.read_csv(ROOT / "data" / "cdnow" / "cdnow_master.csv.gz", dtype={"customer_id": str})
    found = loyalty.stages(bought, amount="dollar_value")
    split = value.value_split(found["value"], 0.2)
    prompt = COURSE.exercise("the-best-fifth").prompt
    assert f"{len(found):,}" in prompt
    assert f"{split.top_percent:.0f}%" in prompt
    assert COURSE.key("the-best-fifth").value == round(split.top_percent / 20, 1)
    key = COURSE.key("cdnow-ladder")
    for day in ("1997-12-31", "1998-06-30"):
        clients = int((loyalty.stages(bought, as_of=day)["stage"] == "Client").sum())
        assert (
            f"{clients:,} Clients ({clients / len(found):.1%})" in key.why
            or f"{clients:,} ({clients / len(found):.1%})" in key.why
        )
        assert f"{clients / len(found):.1%}" in key.model
    assert f"{len(bought):,} lines" in COURSE.exercise("cdnow-ladder").prompt
    assert pd.to_datetime(found["first"]).between("1997-01-01", "1997-03-31").all()


def test_the_note_of_the_value_lab_holds_its_own_figures() -> None:
    from mosaic_exercises.labs import LABS

    everybody = LABS["high-low-tessera"]({}, "light", 640).finding
    consumers = LABS["high-low-tessera"]({"who": "consumers"}, "light", 640).finding
    model = COURSE.key("high-and-low-value").model
    share, best_loyal, best, outside = re.findall(
        r"bring ([\d.]+)% .*\. (\d+) of these (\d+) are .*; (\d+) more", everybody
    )[0]
    assert f"about {float(share):.0f}%" in model
    assert f"{best_loyal} of the best {best} are loyal, and {outside} loyal accounts are outside" in model
    few, all_best = map(int, re.findall(r"(\d+) of these (\d+) are", consumers)[0])
    assert 0.45 < few / all_best < 0.55
    assert "only about half of the best are loyal" in model


# --- the firm --------------------------------------------------------------------------------------------------------


def test_the_five_ratings_add_up() -> None:
    prompt = COURSE.exercise("who-is-right").prompt
    given = {name: int(total) for name, total in re.findall(r"- (.+?), .+: \*\*(\d+)\*\*", prompt)}
    with (TESSERA / "focus.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    added: dict[str, int] = {}
    for row in rows:
        added[row["rater"]] = added.get(row["rater"], 0) + int(row["rating"])
    assert given == added
    assert f"{sum(added.values()) / 5:g}" in COURSE.key("who-is-right").wrong["c"].why


def test_what_is_put_in_quotation_marks_was_said() -> None:
    said = " ".join(i["text"] for i in toml("interviews")["interview"])
    said = re.sub(r"\s+", " ", said.replace("\\", ""))
    for card in COURSE.exercise("two-ends-of-the-line").task.cards:
        assert card.text.strip('"') in said
    for slug, quotation in (
        ("loyalty-ladder", "I show it to everyone."),
        (
            "loyalty-should-be-worth-something",
            "If you told me straight that you lose money on us, I would want to see the sheet. But then I would talk.",
        ),
    ):
        exercise = COURSE.exercise(slug)
        cards = [c.detail for c in exercise.task.cards] if slug == "loyalty-ladder" else []
        assert quotation in " ".join([exercise.prompt, *cards])
        assert quotation in said
    for quotation in ("given my word for you", "I was a policy number with a lock"):
        assert quotation in said
