"""Who the customer is: roles from facts, levels, chains, and the customer card."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises.models import customers, loyalty
from mosaic_exercises.models.customers import Card, CardContact, Facts
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import CASE, CUSTOMERS, FIRM, SALES

wrong: Any = customers  # wrong arguments are meant
NOW = "2026-09-30"

# Roles


@pytest.mark.parametrize(
    ("facts", "roles", "kind", "level"),
    [
        (Facts(buys=True, uses=True), ("customer", "consumer"), "consumer", "person"),
        (Facts(buys=True, uses=False), ("customer",), "consumer", "person"),  # a gift: buys, and somebody else uses
        (Facts(buys=False, uses=True), ("consumer",), "consumer", "person"),  # a rider: uses, the firm buys
        (Facts(buys=True, organisation=True), ("customer", "client"), "B2B client", "company"),
        (
            Facts(buys=True, organisation=True, resells=True),
            ("customer", "client", "intermediary"),
            "intermediary",
            "intermediary",
        ),
        (Facts(buys=False, resells=True), ("intermediary",), "intermediary", "intermediary"),
        (Facts(where="department", receives=True), ("internal customer",), "internal", "department"),
        (Facts(where="group", receives=True), ("internal customer",), "internal", "corporate"),
        (Facts(where="department", receives=False), (), None, None),
        (Facts(buys=False, uses=False, resells=False), (), None, None),
        (Facts(), (), None, None),
    ],
)
def test_roles_follow_from_facts(facts: Facts, roles: tuple[str, ...], kind: str | None, level: str | None) -> None:
    found = customers.classify(facts)
    assert (found.roles, found.type, found.level) == (roles, kind, level)
    assert len(found.why) == len(roles)
    assert found.side == ("external" if facts.where == "outside" else "internal")


def test_every_combination_of_facts_has_an_answer() -> None:
    for values in product((True, False, None), repeat=5):
        for where in customers.PLACES:
            facts = Facts(**dict(zip(customers.QUESTIONS, values, strict=True)), where=where)
            found = customers.classify(facts)
            assert set(found.roles) <= set(customers.ROLES)
            assert (found.type is None) == (found.level is None) == (not found.roles)
            assert found.roles or found.ask or found.notes  # never silence


def test_what_is_not_known_is_asked() -> None:
    assert customers.classify(Facts()).ask == tuple(
        customers.QUESTIONS[name] for name in ("buys", "uses", "resells", "organisation")
    )
    assert customers.classify(Facts(buys=False, uses=True, resells=False)).ask == ()
    assert customers.classify(Facts(where="group")).ask == (customers.QUESTIONS["receives"],)
    assert any("no customer" in note for note in customers.classify(Facts(buys=False, uses=False, resells=False)).notes)


def test_a_user_who_does_not_buy_is_no_customer() -> None:
    found = customers.classify(Facts(buys=False, uses=True, organisation=False, resells=False))
    assert "customer" not in found.roles
    assert any("somebody else buys" in note for note in found.notes)


def test_tessera_types_and_levels_follow_from_what_is_known() -> None:
    facts = {
        "consumer": Facts(buys=True, uses=True, organisation=False, resells=False),
        "B2B client": Facts(buys=True, uses=False, organisation=True, resells=False),
        "intermediary": Facts(buys=True, uses=False, organisation=True, resells=True),
    }
    for row in CUSTOMERS:
        where: Any = {"department": "department", "corporate": "group"}.get(row["level"], "outside")
        own = Facts(receives=True, where=where) if row["type"] == "internal" else facts[row["type"]]
        found = customers.classify(own)
        assert (found.type, found.level) == (row["type"], row["level"])
    assert set(customers.LEVELS) == {row["level"] for row in CUSTOMERS}


def test_an_inventory_counts_by_type_and_level() -> None:
    rows: list[dict[str, object]] = [
        {"name": "Amina", "buys": "yes", "uses": "yes", "organisation": "no", "resells": "", "where": ""},
        {"name": "Redbrick", "buys": 1, "uses": 0, "organisation": True, "resells": False, "where": "outside"},
        {"name": "Claims", "buys": "", "uses": "", "organisation": "", "resells": "", "where": "Department"},
    ]
    found = customers.inventory(rows)
    assert found.by_type == {"consumer": 1, "B2B client": 1, "intermediary": 0, "internal": 0, "not settled": 1}
    assert any("No column 'receives'" in note for note in found.notes)
    with_work = customers.inventory(pd.DataFrame([{**row, "receives": "yes"} for row in rows]))
    assert (with_work.by_type["internal"], with_work.by_level["department"]) == (1, 1)
    assert "not settled" not in with_work.by_type


# Chains


def test_tessera_chains() -> None:
    for row in FIRM["chain"]:
        found = customers.chain(row["steps"])
        assert found.direct.startswith(row["direct_customer"])
        assert found.end.startswith(row["end_customer"])
        assert (found.me, *found.before, found.direct, *found.between, found.end) == tuple(row["steps"])


def test_a_chain_from_the_middle() -> None:
    found = customers.chain(["baker", "shop", "waiter", "guest"], me="Shop")
    assert (found.before, found.direct, found.between, found.end) == (("baker",), "waiter", (), "guest")
    assert found == customers.chain(["baker", "shop", "waiter", "guest"], me=1)
    short = customers.chain(["shop", "guest"])
    assert short.direct == short.end == "guest"
    assert any("is the end customer" in note for note in short.notes)


# Cards


def test_history_of_one_customer() -> None:
    found = customers.history(["2026-03-01", "2025-03-01", dt.date(2026, 3, 1), "2026-09-01"], NOW)
    assert (found.transactions, found.days_since_last) == (3, 29)
    assert found.days_between == pytest.approx((365 + 184) / 2)
    assert found.per_year == pytest.approx(365.25 / 274.5)
    assert found.stage == "Repeat Customer"
    later = customers.history(["2026-03-01", "2027-01-01"], NOW)
    assert (later.transactions, later.stage, later.per_year) == (1, "First-Time Customer", None)
    assert any("1 purchase date after 2026-09-30" in note for note in later.notes)
    assert customers.history([], NOW, qualified=True).stage == "Prospect"


@pytest.mark.parametrize("rule", [loyalty.REGULAR, loyalty.Regular(purchases=2, within_days=None, max_gap_days=200)])
def test_the_stage_of_a_history_is_that_of_the_ladder(rule: loyalty.Regular) -> None:
    dates: dict[str, list[str]] = defaultdict(list)
    for row in SALES:
        dates[row["customer_id"]].append(row["date"])
    sales = pd.read_csv(Path(CASE) / "transactions.csv", dtype={"customer_id": str})
    ladder = loyalty.stages(sales, amount="amount_eur", as_of=NOW, regular=rule).set_index("customer_id")
    assert len(dates) == 400
    for who, own in dates.items():
        found = customers.history(own, NOW, regular=rule)
        assert found.stage == ladder.loc[who, "stage"]
        assert found.transactions == ladder.loc[who, "purchases"]


def test_a_card_is_filled_from_the_case_and_tells_what_is_open() -> None:
    row = next(one for one in CUSTOMERS if one["customer_id"] == "C5001")
    past = customers.history([one["date"] for one in SALES if one["customer_id"] == "C5001"], NOW)
    call = CardContact(dt.date(2026, 9, 21), "rang about the tender", "wants nine claims in ten on time")
    first = CardContact(dt.date(2026, 3, 2), "sent the list of bikes")
    card = customers.fill(row, past, characteristics=["segment", "town"], contacts=[call, first])
    assert (card.name, card.type, card.stage) == ("Redbrick Couriers", "B2B client", past.stage)
    assert card.characteristics == ("segment: fleets", "town: Lindhaven")
    assert (card.buying_process, card.referrals) == ("approved supplier", 0)
    assert card.contacts == (first, call)
    assert [one.field for one in customers.open_fields(card)] == ["reasons_to_leave", "next_action"]
    empty = customers.open_fields(Card(name="new"))
    assert [one.field for one in empty] == list(customers.FIELDS)
    assert all(one.why for one in empty)
    frame = pd.read_csv(Path(CASE) / "customers.csv", dtype=str)
    again = customers.fill(
        dict(frame[frame["customer_id"] == "C5001"].iloc[0]), past, characteristics=["segment", "town"]
    )
    assert again == customers.fill(row, past, characteristics=["segment", "town"])


# What cannot be used


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: wrong.Facts(buys="yes"), "`buys` is 'yes'"),
        (lambda: wrong.Facts(where="abroad"), "`where` is 'abroad'"),
        (lambda: wrong.classify({"buys": True}), "`facts` is a dict"),
        (lambda: wrong.inventory([{"name": "a", "buys": "maybe"}]), r"'maybe' .column 'buys', row 1"),
        (lambda: wrong.inventory([{"name": "a", "where": "abroad"}]), r"'abroad' .column 'where', row 1"),
        (lambda: wrong.inventory([{"name": ""}]), r"without a name or id .column 'name', row 1"),
        (lambda: wrong.inventory([]), "The table has no rows"),
        (lambda: wrong.chain([]), "The chain has no steps"),
        (lambda: wrong.chain(["a"]), "The chain has one step"),
        (lambda: wrong.chain(["a", ""]), r"without a name or id .*row 2"),
        (lambda: wrong.chain("ab"), "`steps` is a str"),
        (lambda: wrong.chain(["a", "b"], me="c"), "'c' is not in the chain"),
        (lambda: wrong.chain(["a", "b", "a"], me="a"), "'a' stands in the chain twice"),
        (lambda: wrong.chain(["a", "b"], me=1), "'b' is the end of the chain"),
        (lambda: wrong.chain(["a", "b"], me=7), "`me` is 7"),
        (lambda: wrong.history(["2026-01-01", "31/03/2026"]), r"'31/03/2026' is no day .`dates`, entry 2"),
        (lambda: wrong.history([]), "no purchases and no day"),
        (lambda: wrong.history([None]), r"None is no day .`dates`, entry 1"),
        (lambda: wrong.Card(name=" "), "The card has no name"),
        (lambda: wrong.Card(name="a", type="customer"), "`type` is 'customer'"),
        (lambda: wrong.Card(name="a", stage="Fan"), "`stage` is 'Fan'"),
        (
            lambda: wrong.history([NOW], regular=loyalty.Regular(due=loyalty.Due(terms={"x": 1}))),
            "days alone do not say what was bought",
        ),
        (lambda: wrong.Card(name="a", referrals=-1), "`referrals` is -1"),
        (lambda: wrong.CardContact(dt.date(2026, 1, 1), ""), "A contact has no action"),
        (lambda: wrong.CardContact("2026-01-01", "rang"), "`date` is '2026-01-01'"),
        (lambda: wrong.fill({"type": "consumer"}), "The card has no name"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()
