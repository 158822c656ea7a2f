"""The story and the tables tell the same: what interviews and facts say is counted in the files."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from tests.data.tessera_files import CLAIMS, CUSTOMERS, FIGURE, FIRM, SALES, late, table, toml

INTERVIEWS = {row["id"]: row["text"] for row in toml("interviews")["interview"]}
LOG = table("activities")


def text(kind: str, id_: str) -> str:
    return next(str(row["text"]) for row in FIRM[kind] if row["id"] == id_)


def quarter(day: str) -> tuple[int, int]:
    return int(day[:4]), (int(day[5:7]) - 1) // 3


def of(party: str, kind: str) -> list[dict[str, str]]:
    return [row for row in LOG if row["party_id"] == party and row["kind"] == kind]


# ---------------------------------------------------------------- the contact log


OUTCOMES = {
    "battery check before winter": {"fault found before it stopped a bike", "pleased, nothing to do"},
    "message with the next date of a running claim": {"date kept", "pleased, nothing to do"},
    "call a month before renewal": {"renewal agreed", "need noted and passed on"},
    "thank-you card for a recommendation": {"pleased, nothing to do", "new contact named"},
    "training in daily checks": {"daily checks taken over", "need noted and passed on"},
}


def test_an_outcome_is_one_that_its_action_can_have() -> None:
    seen = Counter(row["activity"] for row in LOG)
    for activity, possible in OUTCOMES.items():
        assert seen[activity], activity
        assert {row["outcome"] for row in LOG if row["activity"] == activity} <= possible, activity


def test_a_contact_fits_its_day_and_its_party() -> None:
    running = [
        (c["customer_id"], c["reported"], c["decided"] or "2026-09-30")
        for c in CLAIMS
        if c["customer_id"][1] in "12345"
    ]
    sent = {row["customer_id"] for row in CUSTOMERS if row["referrals"] not in ("", "0")}
    for row in LOG:
        day, who, what = row["date"], row["party_id"], row["activity"]
        if what == "battery check before winter":
            assert int(day[5:7]) in (9, 10, 11), row
        if what == "asked about the new premium":
            assert day >= "2026-02-10", row
        if what == "thank-you card for a recommendation":
            assert who in sent, row
        if what in ("message with the next date of a running claim", "asked how a claim stands") and who[1] in "12345":
            assert any(c == who and first <= day <= last for c, first, last in running), row


def test_reviews_are_as_frequent_as_people_say() -> None:
    assert "she comes each quarter" in INTERVIEWS["int-09"].replace("\n", " ")
    assert "Quarterly review" in next(r["note"] for r in FIRM["relationship"] if r["party_id"] == "C5004")
    reviews = {p: [quarter(r["date"]) for r in of(p, "proactive") if r["activity"].startswith("quarterly")]
               for p in ("C5001", "C5004")}  # fmt: skip
    said = quarter("2026-07-15")
    assert reviews["C5001"] == [q for q in reviews["C5004"] if q < said] == [(2025, 3), (2026, 0), (2026, 1)]
    assert len(set(reviews["C5004"])) == 4
    per_quarter = Counter((r["party_id"], quarter(r["date"])) for r in LOG if r["activity"].startswith("quarterly"))
    assert set(per_quarter.values()) == {1}


def test_rashid_rang_ten_times_since_christmas_and_nobody_rang_him() -> None:
    assert "ten times since Christmas" in INTERVIEWS["int-14"].replace("\n", " ")
    assert sum("2025-12-25" < row["date"] < "2026-07-24" for row in of("C6002", "reactive")) == 10
    assert [row["date"] for row in of("C6002", "proactive") if row["date"] < "2026-07-24"] == []


def test_aminas_four_calls_and_sannes_one_are_in_the_log() -> None:
    claim = next(c for c in CLAIMS if c["customer_id"] == "C1001")
    within = [r for r in LOG if r["party_id"] == "C1001" and claim["reported"] <= r["date"] <= claim["decided"]]
    assert Counter(row["kind"] for row in within) == {"reactive": int(claim["calls_before_decision"]), "proactive": 1}
    assert claim["handler_rang_first"] == "yes"


def test_what_henk_buys_at_a_loss_is_called_what_it_is() -> None:
    below = {row["product_id"] for row in SALES if row["customer_id"] == "C3002" and float(row["margin_eur"]) < 0}
    assert below == {"ADJUSTMENT"}
    assert {row["customer_id"] for row in SALES if row["product_id"] == "ADJUSTMENT"} == {"C3002"}
    days = [date.fromisoformat(row["date"]).weekday() for row in of("C3002", "reactive")]
    assert set(days) == {5}, "every contact on a Saturday, as the map's note says"


# ---------------------------------------------------------------- the theft of 14 May


def test_the_theft_is_reported_while_the_line_is_open() -> None:
    opens, closes = map(
        int, re.findall(r"(\d+) to (\d+)", next(c["name"] for c in FIRM["channel"] if c["id"] == "ch-phone"))[0]
    )
    hour = int(re.findall(r"Reported 14 May, (\d\d):", text("reading", "read-03"))[0])
    assert opens <= hour < closes
    assert date(2026, 5, 14).weekday() < 5


def test_days_of_the_theft_are_counted_from_the_report() -> None:
    claim = next(c for c in CLAIMS if c["customer_id"] == "C1001")
    assert claim["days_to_decision"] == "19"
    for sentence in (text("event", "ev-08"), text("reading", "read-03")):
        assert "nineteen days" in sentence
        assert "day nineteen" not in sentence
    assert "two days later" in text("reading", "read-02")


# ---------------------------------------------------------------- facts about the firm


def test_a_parent_firm_owns_more_than_half() -> None:
    share = int(re.findall(r"buys (\d+)%", text("history", "hist-04"))[0])
    assert share > 50


def test_a_shop_sells_no_more_covers_than_it_can_and_keeps_the_names() -> None:
    packs = sum(int(row["quantity"]) for row in SALES if row["product_id"] == "COVER-PACK")
    private = sum(row["product_id"] in ("COVER-BASIC", "COVER-PLUS", "COVER-COMPLETE") for row in SALES)
    product = next(p for p in FIRM["product"] if p["id"] == "COVER-PACK")
    assert "one Plus cover" in product["name"]
    assert packs < private
    assert "claims.csv holds only claims in the name of an account" in product["note"]


def test_gap_three_counts_the_claims_that_the_handbook_covers() -> None:
    year = [c for c in CLAIMS if c["reported"] >= "2025-10-01" and c["days_to_decision"]]
    small = [c for c in year if c["signoff"] == "no"]
    assert f"{sum(map(late, small))} of {len(small)} such claims took longer" in text("gap_case", "gap-3")
    signed = [c for c in year if c["signoff"] == "yes"]
    assert sum(map(late, signed)) > sum(map(late, small)), "most late claims waited for a signature: gap 2"
    assert "no rule covers the week of Northlight's signature" in text("gap_case", "gap-2")


def test_the_limit_that_is_asked_for_would_have_covered_the_claim_it_is_asked_for() -> None:
    limit = int(re.findall(r"limit of EUR (\d),000", text("resource", "res-03"))[0]) * 1000
    for who in ("C1001", "C2002"):
        assert 2000 < max(float(c["amount_eur"]) for c in CLAIMS if c["customer_id"] == who) < limit


def test_market_shares_sum_to_a_hundred_and_tesseras_is_that_of_its_covers() -> None:
    said = text("market", "mkt-06")
    shares = dict(re.findall(r"([A-Z][a-z]+(?: [A-Z&][a-z]*)*) (?:covers )?(\d+)%", said))
    rest = int(re.findall(r"other (\d+)%", said)[0])
    assert sum(map(int, shares.values())) + rest == 100
    for row in FIRM["competitor"]:
        assert f"{row['share_pct']}%" in said
    insured = 21_000 * 0.58
    assert f"{round(insured, -2):,.0f}" in said
    private = sum(
        r["product_id"] in ("COVER-BASIC", "COVER-PLUS", "COVER-COMPLETE") for r in SALES if r["date"] > "2025-09-30"
    )
    counter = sum(int(r["quantity"]) for r in SALES if r["product_id"] == "COVER-PACK" and r["date"] > "2025-09-30")
    bikes = sum(int(r["quantity"]) for r in SALES if r["product_id"] == "COVER-FLEET" and r["date"] >= "2026-07-01")
    assert round(100 * (private + counter + bikes) / insured) == int(re.findall(r"Tessera (\d+)%", said)[0])


def test_mechanics_are_those_of_the_staff_list() -> None:
    roles = {row["name"]: row["role"] for row in FIRM["employee"]}
    for name in re.findall(r"([A-Z]\w+ [A-Z]\w+) (?:has been|for)", text("fact", "fact-01")):
        assert "mechanic" in roles[name]
    years = [{"nine": 9, "seven": 7}[w] for w in re.findall(r"nine|seven", text("fact", "fact-01"))]
    opened = min(row["year"] for row in FIRM["history"])
    assert max(years) <= 2026 - opened


def test_the_ratings_lie_on_the_desk_on_the_first_morning() -> None:
    assert "1 September 2026" in FIRM["firm"]["your_role"]
    assert {row["date"] for row in table("focus")} == {"2026-08-31"}


def test_laws_and_taxes_are_political() -> None:
    for row in FIRM["pest"]:
        state = re.search(r"\b(tax|law|grant|Supervisors|closes its centre)\b", row["factor"])
        assert (row["category"] == "political") == bool(state), row["factor"]


def test_incidents_of_data_protection_are_a_matter_of_process() -> None:
    line = next(row for row in table("scorecard") if row["measure"].startswith("Data protection incidents"))
    assert line["perspective"] == "internal process"


def test_the_web_form_was_tested_twice() -> None:
    trend = text("trend", "trend-01")
    assert "31 of 50" in trend
    counts = re.findall(r"of 50 answers (\d+) were attractive, (\d+) must-be, (\d+) indifferent", trend)[0]
    assert sum(map(int, counts)) == 50


def test_who_answers_on_the_bridge_is_a_person() -> None:
    said = INTERVIEWS["int-10"].replace("\n", " ")
    assert "the man who answers wants the account password" in said
    assert "half an hour" in said
    assert "dinner" not in said, "Redbrick carries parcels"


def test_gannets_five_days_are_a_median() -> None:
    gannet = next(row for row in FIRM["competitor"] if row["id"] == "cmp-gannet")
    assert gannet["claim_days_median"] == 5
    assert "half of its claims decided within five days" in text("event", "ev-05")
    assert "half of its claims within five days" in text("fact", "fact-10")
    assert FIGURE["fig-claims-median-fy26"] > 5
