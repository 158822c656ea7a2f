"""The trainer's guide: every session and track has both lengths, all of it is in the course, one text in two forms."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mosaic_exercises import cli
from mosaic_exercises.course import load
from mosaic_exercises.course.records import TRACKS
from mosaic_exercises.errors import CourseError
from mosaic_exercises.teaching import guide, guide_html, guide_markdown
from mosaic_exercises.teaching.guide import CONTENT
from tools import make_guide

# Document 003: sessions 1 to 6 are for any role, 7 is added for those who lead, 8 for managers.
PROGRAMME = {
    **{n: {"any", "intermediate"} for n in range(1, 7)},
    7: {"intermediate", "manager"},
    8: {"manager"},
}


def test_each_session_has_both_lengths_for_its_tracks() -> None:
    found = guide()
    assert {session.n: {plan.track for plan in session.plan} for session in found.session} == PROGRAMME
    for session in found.session:
        lengths = sorted((plan.track, plan.minutes) for plan in session.plan)
        assert lengths == sorted((track, minutes) for track in PROGRAMME[session.n] for minutes in (50, 90)), session.n
        assert min(len(session.wrong), len(session.debrief), len(session.aims)) >= 3, session.n
    assert {version.id for version in found.version} == {"half-day", "two-days"}


def test_an_exercise_is_of_the_track_that_is_asked_to_do_it() -> None:
    course = load()
    placed = {item.slug: item for item in course.placed()}
    strange = []
    for session in guide().session:
        for plan in session.plan:
            allowed = TRACKS[: TRACKS.index(plan.track) + 1]
            for step in plan.steps:
                item = placed.get(step.exercise)
                if step.exercise and (item is None or item.track not in allowed):
                    strange.append((session.n, plan.track, step.exercise))
    assert not strange


def test_the_notebook_and_the_page_say_what_the_file_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make_guide.OUT.read_text(encoding="utf-8") == make_guide.notebook(), "python -m tools.make_guide"
    cells = json.loads(make_guide.OUT.read_text(encoding="utf-8"))["cells"]
    assert [cell["id"] for cell in cells[1:]] == [name for name, _ in guide_markdown(guide(), load())]
    assert cli.main(("guide", "--out", str(tmp_path))) == 0
    assert "8 sessions, 30 plans" in capsys.readouterr().out
    page = (tmp_path / "guide.html").read_text(encoding="utf-8")
    assert page == guide_html(guide(), load())
    for said in ("Session 6: Essential and urgent needs", "<em>Five steps of an urgent need</em> (07b)", "0:10"):
        assert said in page
    assert "How to run a session" in page


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    text = CONTENT.read_text(encoding="utf-8")
    for old, new, said in (
        ('exercise = "nursery-gate"', 'exercise = "nursery-gates"', "there is no exercise 'nursery-gates'"),
        ("{ minutes = 5,", "{ minutes = 6,", "its steps take 51 minutes"),
        ('prints = ["eight-rows"]', 'prints = ["nine-rows"]', "there is no sheet 'nine-rows'"),
        ('track = "any"', 'track = "all"', "all"),
    ):
        bad = tmp_path / f"{len(said)}.toml"
        bad.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(CourseError, match=said):
            guide(bad)


WHO = {
    "alone",
    "in",
    "pairs",
    "threes",
    "then",
    "with",
    "a",
    "neighbour",
    "debrief",
    "gallery",
    "and",
    "round",
    "compared",
    "played",
}


def test_each_step_says_what_is_done_and_not_only_by_how_many() -> None:
    steps = [step.do for session in guide().session for plan in session.plan for step in plan.steps]
    assert [do for do in steps if not set(re.findall(r"[a-z']+", do.lower())) - WHO] == []
