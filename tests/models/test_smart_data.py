"""The labelled statements: their shape, and that the checker is right often enough on them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from benchmarks.bench_smart import EXTRA, OWN, Result, pairs_right, read, score

FROZEN_SHA256 = "c11833492eaf195fab9d785db0c7b1d2f98a4debdf592645e122057eeabad86a"
JUDGED = ("specific", "measurable", "time_bound", "kind")
SETS = {
    "development": 200,
    "further": 600,
    "frozen": 100,
    "pairs": 90,
    "strangers": 700,
    "strangers_pairs": 30,
    "sealed_short": 60,
    "sealed_long": 60,
    "sealed_pairs": 30,
    "plans": 100,
}
"""Each set with the fewest statements it may hold."""
PAIRS = ("pairs", "strangers_pairs", "sealed_pairs")
FLAGS = ("specific", "measurable", "time_bound", "relevant", "achievable")


def expect(result: Result) -> None:
    for name in JUDGED:
        assert result.scores[name].accuracy >= 0.95, f"{name}: {result.scores[name].accuracy:.3f}"
    assert result.share_given >= 0.9


@pytest.mark.parametrize(("name", "least"), SETS.items())
def test_statements_follow_the_guide(name: str, least: int) -> None:
    rows = read(OWN / f"{name}.jsonl")
    assert len(rows) >= least
    assert len({row["text"] for row in rows}) == len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row["ambiguous"]) <= {*FLAGS, "type"}, row["id"]  # type: ignore[call-overload]
        wanted = row["measurable"] or (row["specific"] and row["time_bound"])
        if row["type"] == "neither":
            assert not any(row[flag] for flag in FLAGS[:4]), row["id"]
        else:
            assert row["type"] == ("objective" if wanted else "aim"), row["id"]
        assert row["smart"] == all(row[flag] for flag in FLAGS), row["id"]


def test_no_statement_stands_in_two_sets() -> None:
    texts = [str(row["text"]).lower() for name in SETS for row in read(OWN / f"{name}.jsonl")]
    assert len(texts) == len(set(texts)) >= 1000


@pytest.mark.parametrize("name", PAIRS)
def test_pairs_differ_in_one_criterion(name: str) -> None:
    rows = read(OWN / f"{name}.jsonl")
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        assert one["pair"] == other["pair"]
        assert one["differs"] == other["differs"]
        apart = [flag for flag in FLAGS if one[flag] != other[flag]]
        if one["differs"] == "type":
            assert "neither" in (one["type"], other["type"])
        else:
            assert apart == [one["differs"]], one["pair"]


def test_the_frozen_hundred_has_not_been_touched() -> None:
    """Written before the rules; a change here would make the measure worthless."""
    assert hashlib.sha256((OWN / "frozen.jsonl").read_bytes()).hexdigest() == FROZEN_SHA256


@pytest.mark.parametrize("name", SETS)
def test_right_often_enough(name: str) -> None:
    expect(score(read(OWN / f"{name}.jsonl")))


@pytest.mark.parametrize("name", PAIRS)
def test_both_members_of_a_pair(name: str) -> None:
    right, count = pairs_right(read(OWN / f"{name}.jsonl"))
    assert right >= 0.95 * count


def test_right_often_enough_on_real_statements() -> None:
    folder = os.environ.get(EXTRA)
    if not folder:
        pytest.skip(f"skipped: {EXTRA} is not set")
    expect(score(read(Path(folder) / "objectives" / "dev.jsonl")))
