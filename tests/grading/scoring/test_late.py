"""What lateness costs and which submission counts, by hand-computed cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.course import Course
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.scoring.late import DAY, Rules, duration, late_rule, lateness, penalty
from mosaic_exercises.grading.settings.times import instant as due_date
from tests.grading.conftest import RIGHT, event, one, paper, table


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("none", (0.0, 1.0)),
        ("per-day=10", (0.1, 1.0)),
        ("cap=60", (0.0, 0.6)),
        ("per-day=12.5%, cap=50", (0.125, 0.5)),
        ("cap=0", (0.0, 0.0)),
    ],
)
def test_rules_are_read(text: str, rule: tuple[float, float]) -> None:
    assert late_rule(text) == pytest.approx(rule)


@pytest.mark.parametrize("text", ["", "10", "per-day", "per-day=-1", "per-day=101", "perday=10", "cap=x", "cap=60;"])
def test_no_rule_is_an_error_that_shows_how(text: str) -> None:
    with pytest.raises(InputError, match="per-day=10"):
        late_rule(text)


def test_a_rule_that_is_said_twice_is_an_error() -> None:
    with pytest.raises(InputError, match="says per-day twice"):
        late_rule("per-day=10,cap=5,per-day=20")


def test_lengths_of_time() -> None:
    assert (duration("30m"), duration("12h"), duration("2d"), duration("0m")) == (1800, 43_200, 2 * DAY, 0)
    for bad in ("", "5", "1w", "-1h", "1.5h"):
        with pytest.raises(InputError, match="30m"):
            duration(bad)


@pytest.mark.parametrize(
    ("after", "flag", "days"),
    [(-1, "", 0), (0, "", 0), (1, "in-grace", 0), (3600, "in-grace", 0), (3601, "late", 1), (DAY, "late", 1)],
)
def test_days_begun_count_from_the_due_date_once_the_grace_is_over(after: float, flag: str, days: int) -> None:
    late = lateness(Rules(due=1000.0, grace=3600.0), 1000.0 + after)
    assert (late.flag, late.days) == (flag, days)
    assert lateness(Rules(due=0.0), DAY + 1).days == 2
    assert lateness(Rules(due=0.0), 10 * DAY).days == 10
    assert lateness(Rules(), 1e12).flag == ""
    assert lateness(Rules(due=0.0), None).flag == ""


@pytest.mark.parametrize(
    ("rules", "days", "raw", "lost"),
    [
        (Rules(), 3, 25.0, 0.0),
        (Rules(per_day=0.1), 0, 25.0, 0.0),
        (Rules(per_day=0.1), 1, 25.0, 3.0),  # a tenth of 30
        (Rules(per_day=0.1), 3, 25.0, 9.0),
        (Rules(per_day=0.1), 20, 25.0, 25.0),  # never below 0
        (Rules(cap=0.5), 1, 25.0, 10.0),  # at most 15
        (Rules(cap=0.5), 1, 12.0, 0.0),
        (Rules(per_day=0.1, cap=0.5), 1, 25.0, 10.0),
        (Rules(per_day=0.1, cap=0.5), 5, 25.0, 15.0),
    ],
)
def test_what_lateness_costs(rules: Rules, days: int, raw: float, lost: float) -> None:
    assert penalty(rules, days, raw, 30.0) == pytest.approx(lost)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 400), st.floats(0, 30))
def test_nobody_loses_more_than_they_have(per_day: float, cap: float, days: int, raw: float) -> None:
    assert -1e-4 <= penalty(Rules(per_day=per_day, cap=cap), days, raw, 30.0) <= raw + 1e-4


def two_papers(folder: Path) -> None:
    folder.mkdir()
    good = [event(slug, answer, "2026-03-01T10:00:00Z", id=slug) for slug, answer in RIGHT.items()]
    bad = [event("how-much", "42", "2026-03-04T10:00:00Z", id="x")]
    (folder / "a.json").write_bytes(paper(good, "s1"))
    (folder / "b.json").write_bytes(paper(bad, "s1"))
    (folder / "c.json").write_bytes(paper([event("who-buys", ["a"], "2026-03-02T12:00:00Z")], "s2"))


def test_the_newest_counts_or_the_best_as_chosen(course: Course, tmp_path: Path) -> None:
    two_papers(tmp_path / "in")
    rules = Rules(due=due_date("2026-03-02T11:00Z"), per_day=0.1)
    for keep, score, flags in (("newest", "0", "late;duplicate"), ("best", "30.5", "duplicate")):
        out = tmp_path / keep
        chosen = Rules(rules.due, 0.0, 0.1, 1.0, keep)  # type: ignore[arg-type]
        grade_class(course, [tmp_path / "in"], out, rules=chosen)
        row = one(table(out / "grades.csv"), learner_id="s1")
        assert (row["score"], row["flags"]) == (score, flags)
        (superseded,) = [r for r in table(out / "intake.csv") if r["status"] == "superseded"]
        assert {"newest": "a newer file", "best": "a better file"}[keep] in superseded["reason"]
    late = one(table(tmp_path / "newest/grades.csv"), learner_id="s2")
    assert (late["raw_score"], late["days_late"], late["penalty"], late["score"]) == ("6", "1", "3.05", "2.95")


def test_the_better_one_is_so_after_the_late_rule(course: Course, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    early = [event("who-buys", ["a"], "2026-03-01T10:00:00Z")]  # 6 points
    late = [event("who-buys", ["a"], "2026-03-05T10:00:00Z"), event("how-much", "42", "2026-03-05T10:01:00Z")]
    (tmp_path / "in/a.json").write_bytes(paper(early, "s1"))
    (tmp_path / "in/b.json").write_bytes(paper(late, "s1"))
    for cap, score in ((1.0, "8.5"), (0.1, "6")):
        grade_class(
            course, [tmp_path / "in"], tmp_path / "out", rules=Rules(due_date("2026-03-02"), cap=cap, keep="best")
        )
        assert one(table(tmp_path / "out/grades.csv"), learner_id="s1")["score"] == score
