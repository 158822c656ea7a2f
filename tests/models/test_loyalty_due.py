"""What falls due, and who is gone: the two rules of the ladder that a count of purchases cannot tell."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import loyalty
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty import INACTIVE, STAGES, Due, Regular
from tests.support import share

COVER = Regular(due=Due(terms={"cover": 365, "quarter": 92}))


def lines(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["customer_id", "date", "product_id"])


def stage_by_id(table: pd.DataFrame) -> dict[object, str]:
    return dict(zip(table["customer_id"], table["stage"].astype(str), strict=True))


def test_a_cover_renewed_when_it_fell_due_is_regular_however_seldom_it_is_bought() -> None:
    rows = lines(
        ("ten years", "2022-05-01", "cover"), ("ten years", "2023-04-28", "cover"),
        ("ten years", "2024-05-20", "cover"),
        ("once", "2024-05-01", "cover"),
        ("missed", "2022-05-01", "cover"), ("missed", "2023-08-01", "cover"),
        ("lapsed", "2021-01-01", "cover"), ("lapsed", "2022-01-01", "cover"),
    )  # fmt: skip
    table = loyalty.stages(rows, regular=COVER, as_of="2024-06-01")
    assert stage_by_id(table) == {
        "ten years": "Client",
        "once": "First-Time Customer",
        "missed": "Repeat Customer",
        "lapsed": "Repeat Customer",
    }
    by_dates = loyalty.stages(rows, as_of="2024-06-01")
    assert set(by_dates["stage"].astype(str)) <= {"First-Time Customer", "Repeat Customer"}


def test_quarterly_bills_count_once_they_make_a_year() -> None:
    days = ["2025-01-05", "2025-04-05", "2025-07-05", "2025-10-05", "2026-01-05"]
    three = lines(*[("fleet", day, "quarter") for day in days[:4]])
    assert stage_by_id(loyalty.stages(three, regular=COVER)) == {"fleet": "Repeat Customer"}
    assert stage_by_id(loyalty.stages(three)) == {"fleet": "Client"}, "a count of bills calls it regular after 9 months"
    four = lines(*[("fleet", day, "quarter") for day in days])
    assert stage_by_id(loyalty.stages(four, regular=COVER)) == {"fleet": "Client"}


def test_what_has_no_due_date_is_counted_without_what_has_one() -> None:
    visits = [("a", f"2024-0{month}-01", "service") for month in (3, 4)]
    table = loyalty.stages(lines(("a", "2024-01-01", "cover"), *visits), regular=COVER)
    assert stage_by_id(table) == {"a": "Repeat Customer"}, "two visits and a cover that is not due yet"
    more = loyalty.stages(lines(("a", "2024-01-01", "cover"), *visits, ("a", "2024-05-01", "service")), regular=COVER)
    assert stage_by_id(more) == {"a": "Client"}


def test_a_move_to_another_cover_renews_and_refunds_do_not() -> None:
    rows = lines(("up", "2024-01-01", "cover"), ("up", "2024-12-20", "dear"), ("back", "2024-01-01", "cover"))
    rows = pd.concat([rows, lines(("back", "2025-01-01", "cover"))]).assign(amount=[9.0, 9.0, 9.0, -9.0])
    rule = Regular(due=Due(terms={"cover": 365, "dear": 365}))
    table = loyalty.stages(rows, amount="amount", regular=rule)
    assert stage_by_id(table) == {"up": "Client", "back": "First-Time Customer"}


def test_the_rule_is_told_and_can_be_changed() -> None:
    rows = lines(("a", "2024-01-01", "cover"), ("a", "2025-02-15", "cover"))
    assert stage_by_id(loyalty.stages(rows, regular=COVER)) == {"a": "Repeat Customer"}
    patient = Regular(due=Due(terms={"cover": 365}, grace_days=60))
    table = loyalty.stages(rows, regular=patient)
    assert stage_by_id(table) == {"a": "Client"}
    assert "at most 60 days late, for at least 365 days; or, of all else, at least 3 purchase dates" in loyalty.report(
        table
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Due(terms={}), "names no product"),
        (lambda: Due(terms={"cover": 0}), r"terms\['cover'\]"),
        (lambda: Due(terms={"cover": 365}, grace_days=-1), "`grace_days`"),
        (lambda: Due(terms={"cover": 365}, kept_days=0), "`kept_days`"),
        (
            lambda: loyalty.stages(lines(("a", "2024-01-01", "x")), regular=COVER),
            r"holds a product of `terms` \('cover', ",
        ),
        (
            lambda: loyalty.stages(lines(("a", "2024-01-01", "cover")).drop(columns="product_id"), regular=COVER),
            "no column 'product_id'",
        ),
        (lambda: loyalty.stages(lines(("a", "2024-01-01", "x")), inactive_after=0), "`inactive_after`"),
        (lambda: loyalty.stages(lines(("a", "2024-01-01", "x")), left="a"), "`left` is a str"),
        (lambda: loyalty.stages(lines(("a", "2024-01-01", "x")), left=[1]), "numbers in `left`"),
    ],
)
def test_what_cannot_be_meant_is_refused(make: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()  # type: ignore[operator]


# ---------------------------------------------------------------- who is gone


def test_customers_who_are_gone_stand_on_no_stage() -> None:
    rows = lines(
        ("long ago", "2022-01-01", "bell"), ("long ago", "2022-02-01", "bell"), ("long ago", "2022-03-01", "bell"),
        ("here", "2024-05-01", "bell"),
        ("covered", "2023-06-15", "cover"),
        ("gave notice", "2024-05-01", "bell"),
    )  # fmt: skip
    before = loyalty.stages(rows, regular=COVER, as_of="2024-06-01")
    assert INACTIVE not in set(before["stage"].astype(str))
    assert "Inactive: nobody" in loyalty.report(before)
    table = loyalty.stages(rows, regular=COVER, as_of="2024-06-01", inactive_after=300, left=["gave notice"])
    assert stage_by_id(table) == {
        "long ago": INACTIVE,
        "here": "First-Time Customer",
        "covered": "First-Time Customer",  # quiet, but the cover still runs
        "gave notice": INACTIVE,
    }
    assert not (table["stage"] >= "Suspect").loc[table["stage"] == INACTIVE].any(), "below every stage when compared"
    assert "nothing running; or named among those who left" in loyalty.report(table)
    assert any("2 customers Inactive" in note for note in table.attrs["notes"])


def test_the_funnel_counts_them_apart() -> None:
    rows = lines(("a", "2020-01-01", "bell"), ("b", "2024-01-01", "bell"), ("b", "2024-02-01", "bell"))
    funnel = loyalty.funnel(loyalty.stages(rows, inactive_after=365)).set_index("stage")
    assert funnel["customers"].to_dict() == dict.fromkeys(STAGES, 0) | {"Repeat Customer": 1, INACTIVE: 1}
    assert funnel.loc[INACTIVE, "percent"] == 50
    assert funnel.loc["First-Time Customer", "reached"] == 1, "who is gone has reached nothing"
    assert pd.isna(funnel.loc[INACTIVE, "reached"])


def test_one_person_can_be_gone() -> None:
    assert loyalty.stage_of(12, True, 5, gone=True) == INACTIVE
    assert loyalty.stage_of(0, qualified=True, gone=True) == "Prospect", "who never bought cannot be lost"
    with pytest.raises(DataError, match="`gone`"):
        loyalty.stage_of(1, gone="yes")  # type: ignore[arg-type]


def test_between_two_periods_a_running_cover_is_not_inactive() -> None:
    rows = lines(("two years", "2024-03-01", "long"), ("gone", "2024-03-01", "bell"), ("new", "2025-03-01", "bell"))
    periods = (("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"))
    rule = Regular(due=Due(terms={"long": 730}))
    table = loyalty.transitions(rows, *periods, regular=rule, values="customers")
    assert table.loc["First-Time Customer"].to_dict() == {
        "First-Time Customer": 1, "Repeat Customer": 0, "Client": 0, "Advocate": 0, INACTIVE: 1
    }  # fmt: skip
    assert loyalty.transitions(rows, *periods, values="customers").loc["First-Time Customer", INACTIVE] == 2


# ---------------------------------------------------------------- told a second time without pandas


def naive(rows: list[tuple[str, dt.date, str]], rule: Regular, end: dt.date, after: int) -> dict[str, str]:
    assert rule.due is not None
    assert rule.within_days is not None
    out = {}
    for who in {who for who, _, _ in rows}:
        mine = [(day, product) for name, day, product in rows if name == who and day <= end]
        if not mine:
            continue
        terms: dict[dt.date, int] = {}
        for day, product in mine:
            if product in rule.due.terms:
                terms[day] = max(terms.get(day, 0), rule.due.terms[product])
        free = {day for day, product in mine if product not in rule.due.terms and (end - day).days < rule.within_days}
        kept, ordered = 0, sorted(terms.items())
        for (day, term), (later, _) in pairwise(ordered):
            gap = (later - day).days
            early = gap < term - rule.due.grace_days
            kept = 0 if gap > term + rule.due.grace_days else kept + (gap if early else term)
        overdue = (end - ordered[-1][0]).days - ordered[-1][1] if ordered else None
        by_due = overdue is not None and overdue <= rule.due.grace_days and kept >= rule.due.kept_days
        days = {day for day, _ in mine}
        gone = (end - max(days)).days >= after and (overdue is None or overdue > 0)
        out[who] = loyalty.stage_of(len(days), by_due or len(free) >= rule.purchases, gone=gone)
    return out


histories = st.lists(
    st.tuples(
        st.sampled_from(["ann", "bo", "çelik"]),
        st.dates(dt.date(2024, 1, 1), dt.date(2024, 3, 1)),
        st.sampled_from(["cover", "long", "bell"]),
    ),
    min_size=1,
    max_size=30,
)
rules = st.builds(
    Regular,
    purchases=st.integers(2, 4),
    within_days=st.integers(1, 40),
    due=st.builds(
        Due,
        terms=st.fixed_dictionaries({"cover": st.integers(1, 12), "long": st.integers(1, 30)}),
        grace_days=st.integers(0, 5),
        kept_days=st.integers(1, 40),
    ),
)


@settings(max_examples=share(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, rules, st.integers(1, 60))
def test_the_rules_told_a_second_time(rows: list[tuple[str, dt.date, str]], rule: Regular, after: int) -> None:
    rows = [*rows, ("anchor", dt.date(2024, 1, 1), "cover")]
    end = dt.date(2024, 2, 20)
    table = loyalty.stages(
        pd.DataFrame(rows, columns=["customer_id", "date", "product_id"]), regular=rule, as_of=end, inactive_after=after
    )
    assert stage_by_id(table) == naive(rows, rule, end, after)
