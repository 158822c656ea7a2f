"""The running case: made again to the byte, and whole in itself."""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.data.tessera_files import (
    CASE,
    CLAIMS,
    COMPLAINTS,
    CUSTOMERS,
    EXTERNAL,
    FIRM,
    MAKER,
    NAMED,
    PEOPLE,
    PROSPECTS,
    RATER,
    SALES,
    SECOND,
    SEGMENTS,
    SPLIT,
    table,
    toml,
)  # fmt: skip

# ---------------------------------------------------------------- made again


def test_a_fresh_run_writes_the_same_bytes(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, str(MAKER), "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in (*CASE.iterdir(), NAMED)}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if kept[name] != made[name]] == []


def test_a_broken_fact_is_named(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(MAKER.parent)!r}); import make_tessera; make_tessera.load({{!r}})"
    broken = tmp_path / "firm.toml"
    broken.write_text("name = \n", encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", code.replace("{!r}", f"make_tessera.Path({str(broken)!r})")],
                         capture_output=True, text=True, check=False)  # fmt: skip
    assert run.returncode != 0
    assert str(broken) in run.stderr
    assert "line 1" in run.stderr


def test_the_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in CASE.iterdir()) < 1_500_000


def test_everything_says_synthetic() -> None:
    for name in ("SYNTHETIC.txt", "README.md", "firm.toml", "interviews.toml", "survey_items.toml", "notes.toml"):
        assert "SYNTHETIC" in (CASE / name).read_text(encoding="utf-8"), name
    assert FIRM["firm"]["label"] == "SYNTHETIC"


@pytest.mark.parametrize("path", sorted(CASE.glob("*.csv")), ids=lambda path: path.name)
def test_every_csv_reads_plainly(path: Path) -> None:
    import pandas as pd

    rows = table(path.stem)
    frame = pd.read_csv(path)
    assert len(frame) == len(rows) > 0
    assert list(frame.columns) == list(rows[0])
    assert b"\r" not in path.read_bytes()
    for column in frame.columns:  # nothing that was written is read as missing
        assert frame[column].isna().sum() == sum(row[column] == "" for row in rows), column
    assert not [c for c in (list(rows[0])) if any(row[c].startswith(("=", "+", "@")) for row in rows)]


# ---------------------------------------------------------------- whole in itself


FIRST_COLUMN = {
    "customers": "customer_id",
    "prospects": "customer_id",
    "transactions": "transaction_id",
    "claims": "claim_id",
    "complaints": "complaint_id",
    "touchpoints": "event_id",
    "respondents": "respondent_id",
    "incidents": "incident_id",
    "activities": "activity_id",
    "relationships": "party_id",
    "scorecard": "objective_id",
    "pest": "factor_id",
}


def ids(value: object) -> list[str]:
    """Every id in a TOML document, however deep."""
    if isinstance(value, dict):
        own = [value["id"]] if isinstance(value.get("id"), str) else []
        return own + [found for part in value.values() for found in ids(part)]
    return [found for part in value for found in ids(part)] if isinstance(value, list) else []


def test_ids_are_unique() -> None:
    for name in ("firm", "interviews", "survey_items"):
        doubled = [key for key, count in Counter(ids(toml(name))).items() if count > 1]
        assert doubled == [], name
    for name, column in FIRST_COLUMN.items():
        values = [row[column] for row in table(name)]
        assert len(values) == len(set(values)), name


def test_every_fact_has_an_id() -> None:
    for name, rows in FIRM.items():
        keys = {"relationship": "party_id"}
        for row in rows if isinstance(rows, list) else [rows]:
            assert row.get(keys.get(name, "id")), f"{name}: {row}"


@pytest.mark.parametrize(
    ("name", "column", "known"),
    [
        ("transactions", "customer_id", "accounts"),
        ("claims", "customer_id", "accounts"),
        ("complaints", "customer_id", "accounts"),
        ("respondents", "customer_id", "accounts"),
        ("incidents", "customer_id", "accounts"),
        ("customers", "referred_by", "accounts"),
        ("prospects", "referred_by", "accounts"),
        ("touchpoints", "customer_id", "everyone"),
        ("touchpoints", "touchpoint_id", "touchpoint"),
        ("touchpoints", "department", "department"),
        ("transactions", "product_id", "product"),
        ("transactions", "channel", "channels"),
        ("complaints", "claim_id", "claims"),
        ("servqual", "respondent_id", "respondents"),
        ("servqual", "item_id", "items"),
        ("importance", "respondent_id", "respondents"),
        ("kano", "respondent_id", "respondents"),
        ("kano", "feature_id", "features"),
        ("nps", "respondent_id", "respondents"),
        ("activities", "party_id", "parties"),
        ("activities", "by", "employee"),
        ("focus", "rater_id", "employee"),
        ("relationships", "party_id", "parties"),
        ("scorecard", "owner", "employee"),
    ],
)
def test_references_lead_somewhere(name: str, column: str, known: str) -> None:
    accounts = {row["customer_id"] for row in EXTERNAL}
    items = toml("survey_items")
    places: dict[str, set[str]] = {
        "accounts": accounts,
        "everyone": accounts | {row["customer_id"] for row in PROSPECTS},
        "parties": {row["customer_id"] for row in CUSTOMERS} | {row["id"] for row in FIRM["partner"]},
        "claims": {row["claim_id"] for row in CLAIMS},
        "respondents": set(PEOPLE),
        "items": {row["id"] for row in items["item"]},
        "features": {row["id"] for row in items["feature"]},
        "department": {row["id"] for row in FIRM["department"]} | {"unassigned"},
        "channels": {row["code"] for row in FIRM["channel"]},
    }
    wanted = places.get(known) or {row["id"] for row in FIRM[known]}
    assert {row[column] for row in table(name) if row[column]} <= wanted


def test_notes_and_people_refer_to_what_exists() -> None:
    notes, interviews = toml("notes"), toml("interviews")["interview"]
    assert [row["interview"] for row in notes["interview_note"]] == [row["id"] for row in interviews]
    assert list(notes["swot"]) == [row["id"] for row in FIRM["fact"]]
    assert set(notes["swot"].values()) == {"strength", "weakness", "opportunity", "threat"}
    assert [row["goal"] for row in notes["goal_note"]] == [row["id"] for row in FIRM["draft_goal"]]
    staff, departments = ({row["id"] for row in FIRM[key]} for key in ("employee", "department"))
    assert {row["head"] for row in FIRM["department"]} <= staff
    assert {row["department"] for row in FIRM["employee"]} <= departments
    assert {target for row in FIRM["department"] for target in row["serves"]} <= departments
    assert {row["event"] for row in FIRM["reading"]} <= {row["id"] for row in FIRM["event"]}
    objectives = {row["id"] for row in FIRM["scorecard"]}
    assert {target for row in FIRM["scorecard"] for target in row["supports"]} <= objectives
    names = {row["customer_id"]: {row["name"], row["contact"]} for row in CUSTOMERS}
    names |= {row["customer_id"]: {row["name"]} for row in PROSPECTS}
    riders_and_staff = {"int-10", "int-11", "int-15", "int-16", "int-17"}
    for row in interviews:
        assert row["customer_id"] in names, row["id"]
        assert row["person"] in names[row["customer_id"]] or row["id"] in riders_and_staff, row["id"]


def test_interviews_are_long_enough_to_read_and_short_enough_to_cite() -> None:
    lengths = {row["id"]: len(row["text"].split()) for row in toml("interviews")["interview"]}
    assert len(lengths) == 18
    assert {key: words for key, words in lengths.items() if not 60 <= words <= 150} == {}
    segments = {row["segment"] for row in toml("interviews")["interview"]}
    assert segments == {*SEGMENTS, "internal"}


def test_dates_lie_in_the_case() -> None:
    columns = {
        "transactions": ("2024-10-01", "2026-09-30", "date"), "touchpoints": ("2024-10-01", "2026-09-30", "date"),
        "complaints": ("2024-10-01", "2026-09-30", "date"), "claims": ("2024-10-01", "2026-09-30", "reported"),
        "customers": ("2024-10-01", "2026-09-30", "joined"), "prospects": ("2024-10-01", "2026-09-30", "last_contact"),
        "respondents": ("2026-06-01", "2026-06-26", "date"), "activities": (SPLIT, "2026-09-30", "date"),
    }  # fmt: skip
    for name, (first, last, column) in columns.items():
        days = [date.fromisoformat(row[column]).isoformat() for row in table(name)]
        assert first <= min(days) <= max(days) <= last, name
    joined = {row["customer_id"]: row["joined"] for row in EXTERNAL}
    first_purchase = {customer: min(r["date"] for r in SALES if r["customer_id"] == customer) for customer in joined}
    assert first_purchase == joined
    for claim in CLAIMS:
        assert claim["reported"] > joined[claim["customer_id"]]
        if claim["decided"]:
            span = date.fromisoformat(claim["decided"]) - date.fromisoformat(claim["reported"])
            assert span.days == int(claim["days_to_decision"])
            assert claim["decided"] <= "2026-09-30"
    by_id = {claim["claim_id"]: claim for claim in CLAIMS}
    for row in COMPLAINTS:
        if row["claim_id"]:
            assert by_id[row["claim_id"]]["customer_id"] == row["customer_id"]
            assert row["date"] > by_id[row["claim_id"]]["reported"]


def test_referrals_are_counted_and_nobody_is_sent_by_a_later_comer() -> None:
    sent = Counter(row["referred_by"] for row in [*EXTERNAL, *PROSPECTS] if row["referred_by"])
    assert {row["customer_id"]: int(row["referrals"]) for row in EXTERNAL} == {
        row["customer_id"]: sent.get(row["customer_id"], 0) for row in EXTERNAL
    }
    joined = {row["customer_id"]: row["joined"] for row in EXTERNAL}
    for row in EXTERNAL:
        if row["referred_by"]:
            assert joined[row["referred_by"]] < row["joined"]
            assert row["source_channel"] == "referral"


def test_status_follows_from_purchases() -> None:
    for row in EXTERNAL:
        assert (row["status"] == "active") == (row["customer_id"] in SECOND), row
        assert (row["status"] == "lost") == bool(row["reason_left"]), row
    assert {row["status"] for row in CUSTOMERS if row["type"] == "internal"} == {"internal"}


def test_the_survey_is_complete() -> None:
    servqual, kano, points = table("servqual"), table("kano"), defaultdict(list)
    assert len(servqual) == 120 * 22
    assert len(kano) == 120 * 12
    assert all(row[column] in "1234567" for row in servqual for column in ("expectation", "perception"))
    answers = {"like", "must-be", "neutral", "live-with", "dislike"}
    assert {row[column] for row in kano for column in ("functional", "dysfunctional")} == answers
    for row in table("importance"):
        points[row["respondent_id"]].append(int(row["points"]))
    assert {len(values) for values in points.values()} == {5}
    assert {sum(values) for values in points.values()} == {100}
    for row in table("nps"):
        assert 0 <= int(row["nps"]) <= 10
        assert 1 <= int(row["csat"]) <= 5
        assert bool(row["ces"]) == (PEOPLE[row["respondent_id"]]["claim"] != "none")
    assert Counter(row["dimension"] for row in toml("survey_items")["item"]) == dict(
        zip(RATER, (4, 5, 4, 4, 5), strict=True)
    )


def test_the_contact_log_is_what_the_maps_say() -> None:
    log = Counter((row["party_id"], row["kind"]) for row in table("activities"))
    for row in table("relationships"):
        assert log[row["party_id"], "reactive"] == int(row["reactive"])
        assert log[row["party_id"], "proactive"] == int(row["proactive"])
    assert all(row["outcome"] for row in table("activities"))
