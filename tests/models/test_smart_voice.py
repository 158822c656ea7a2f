"""Parts and verdicts speak with one voice: what a criterion rests on is marked, and never said to be missing."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from benchmarks.bench_smart import EXTRA, OWN, read
from mosaic_exercises.models import smart
from mosaic_exercises.models.smart.records import LOOKED_FOR, RESTS_ON

TODAY = date(2026, 11, 21)


def texts() -> list[str]:
    files = sorted(OWN.glob("*.jsonl"))
    folder = os.environ.get(EXTRA)
    if folder:
        files.append(Path(folder) / "objectives" / "dev.jsonl")
    return [str(row["text"]) for file in files for row in read(file)]


def faults(text: str) -> list[str]:
    """Where the parts contradict a verdict."""
    seen = smart.assess(text, today=TODAY)
    found = []
    for name, labels in RESTS_ON.items():
        finding = seen.finding(name)
        if finding.verdict != "met":
            continue
        if not any(span.label in labels for span in finding.spans):
            found.append(f"{name} is met and rests on nothing: {text}")
        for span in finding.spans:
            if not any(mark.start < span.end and span.start < mark.end for mark in seen.spans):
                found.append(f"{name} rests on {span.words(text)!r}, which is not marked: {text}")
    for label, name in LOOKED_FOR:
        if label in seen.missing and seen.finding(name).verdict == "met":
            found.append(f"{label} is said to be missing beside {name}: {text}")
        if label in seen.missing and any(span.label == label for span in seen.spans):
            found.append(f"{label} is said to be missing, and marked: {text}")
    return found


def test_no_part_is_missing_beside_a_verdict_that_rests_on_it() -> None:
    told = texts()
    assert len(told) > 2500
    assert not [fault for text in told for fault in faults(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Double the margin of the repair workshop from EUR 120,000 to EUR 240,000 by 31 December 2027",
            {"action": "Double", "baseline": "EUR 120,000", "target": "EUR 240,000", "measure": "margin"},
        ),
        (
            "By 30 June 2027, at least 9 of 10 calls are answered within 30 seconds (today: 5 of 10)",
            {"action": "are answered", "measure": "calls", "baseline": "5 of 10", "deadline": "By 30 June 2027"},
        ),
        (
            "Train all 14 colleagues in complaint handling by 30 June 2027",
            {"action": "Train", "target": "all 14 colleagues", "deadline": "by 30 June 2027"},
        ),
    ],
)
def test_what_a_learner_saw_contradicted(text: str, parts: dict[str, str]) -> None:
    seen = smart.assess(text, today=TODAY)
    assert [seen.finding(name).verdict for name in RESTS_ON] == ["met"] * 3
    assert seen.missing == ()
    marked = {span.label: span.words(text) for span in reversed(seen.spans)}
    assert marked | parts == marked


def test_what_is_missing_belongs_to_a_verdict_that_is_not_met() -> None:
    assert smart.assess("Improve our service", today=TODAY).missing == (
        "action",
        "measure",
        "baseline",
        "target",
        "deadline",
        "audience",
    )
    assert smart.assess("Win 40 members", today=TODAY).missing == ("deadline",)
    assert smart.assess("Ring the members by May", today=TODAY).missing[:1] == ("measure",)


def test_history_that_is_only_told_is_not_marked() -> None:
    text = "Returns were 9% in 2024. Cut them to 6% by May."
    assert [span.words(text) for span in smart.assess(text, today=TODAY).spans if "%" in span.words(text)] == ["6%"]
