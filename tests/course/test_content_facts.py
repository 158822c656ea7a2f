"""What the content states as a fact or asks as a number, worked out again from the data and the models."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.models import loyalty, value

ROOT = Path(__file__).parents[2]
TESSERA = ROOT / "data" / "tessera"
COURSE = load()
LAST_DAY = pd.Timestamp("2026-09-30")
STAGE = dict(zip(["suspect", "prospect", "first", "repeat", "client", "advocate"], loyalty.STAGES, strict=True))


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
        referrals=people.loc[people["referrals"] > 0, "referrals"],
        prospects=waiting,
        as_of=LAST_DAY,
    ).set_index("customer_id")
    recent = sales[sales["date"] > LAST_DAY - pd.Timedelta(days=365)]
    named = pd.concat([people, waiting.set_index("customer_id")])
    return (
        table.join(named[["name", "segment"]])
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


def figure(id_: str) -> Any:
    firm = tomllib.loads((TESSERA / "firm.toml").read_text(encoding="utf-8"))
    return next(row["value"] for row in firm["figure"] if row["id"] == id_)


def markdown(stem: str) -> str:
    notebook = json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
    return "\n".join("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown")


# --- the ladder ------------------------------------------------------------------------------------------------------


def test_each_card_of_the_ladder_stands_where_the_data_put_it(accounts: pd.DataFrame) -> None:
    key = COURSE.key("loyalty-ladder")
    checked = 0
    for card in COURSE.exercise("loyalty-ladder").task.cards:
        (bin_,) = key.place[card.id]
        reference = re.search(r"\b([CP]\d{3,4})\b", key.reasons[card.id])
        if reference:
            account = accounts.loc[reference[1]]
            assert account["stage"] == STAGE[bin_], card.text
            assert account["name"].startswith(card.text)
            checked += 1
        else:
            assert named(accounts, card.text)["stage"] == STAGE[bin_], card.text
            checked += 1
    assert checked == 12


NUMBER = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"]


@pytest.mark.parametrize(
    ("card", "recent", "sent"), [("k08", "two", "four"), ("k10", "five", "nobody"), ("k11", "six", "five")]
)
def test_the_small_print_of_a_card_is_counted(accounts: pd.DataFrame, card: str, recent: str, sent: str) -> None:
    shown = next(c for c in COURSE.exercise("loyalty-ladder").task.cards if c.id == card)
    account = named(accounts, shown.text)
    assert NUMBER[int(account["recent"])] == recent
    assert recent in shown.detail.casefold()
    assert (NUMBER[int(account["referrals"])] if account["referrals"] else "nobody") == sent
    assert sent in shown.detail.casefold()


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
    rows = re.findall(r"^- ([^:,\n]+)(?:, a bike shop)?: (\d+) purchases?, (.+)$", prompt, re.MULTILINE)
    assert len(rows) == 6
    advocates = 0
    for name, recent, rest in rows:
        account = named(accounts, name)
        assert int(recent) == account["recent"], name
        sent = NUMBER[int(account["referrals"])] if account["referrals"] else "nobody"
        assert f"sent {sent}" in rest, name
        advocates += account["stage"] == "Advocate"
    assert COURSE.key("how-many-advocates").value == advocates


def test_the_notebook_counts_the_stages_as_the_models_do(accounts: pd.DataFrame) -> None:
    text = markdown("03_relationship_and_loyalty")
    counts = loyalty.funnel(accounts.reset_index())["customers"].tolist()
    for stage, count in zip(loyalty.STAGES, counts, strict=True):
        assert f"| {stage} | {count} |" in text
    loyal = counts[4] + counts[5]
    assert f"**{loyal} of the 400 accounts**" in text
    assert f"{loyal} of the 400" in COURSE.exercise("look-back").hints[0]
    assert (
        f"{counts[3]} Repeat Customers and {counts[2]} First-Time Customers" in COURSE.exercise("move-up-plan").prompt
    )
    before, after = figure("fig-first-year-accounts"), figure("fig-kept")
    assert f"Of the {before} accounts that bought in the first year, {before - after} did not" in text
    first, lost = figure("fig-stage-first-time-fy25"), figure("fig-first-timers-lost")
    regulars = figure("fig-stage-client-fy25") + figure("fig-stage-advocate-fy25")
    assert f"of the {first} First-Time Customers at the end of the first year, {lost} bought nothing" in text
    assert f"Of the {regulars} Clients and Advocates, {figure('fig-regulars-lost')} did" in text
    tourers = (accounts["stage"] == "Repeat Customer") & (accounts["segment"] == "leisure")
    assert f"the {int(tourers.sum())} leisure tourers" in COURSE.key("move-up-plan").model


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
    for margin, retention, discount in ((150, 0.8, 0.1), (135, 0.85, 0.1), (135, 0.8, 0.08)):
        assert f"{value.clv(margin, retention, discount):.2f}".removesuffix(".00") in key.model
    assert f"{value.clv(148.5, 0.8, 0.1):.0f}" in key.why
    now, more, cheaper = (value.clv(*v) for v in ((148.5, 0.4, 0.1), (135, 0.45, 0.1), (135, 0.4, 0.08)))
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
    assert few / all_best < 1 / 3
    assert "fewer than a third" in model


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
    said = " ".join(i["text"] for i in tomllib.loads((TESSERA / "interviews.toml").read_text("utf-8"))["interview"])
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
