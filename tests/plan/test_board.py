"""The questions that a board would ask of a plan, and the five slides of its pitch, as a learner meets them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import Course, load
from mosaic_exercises.drawing.shapes import Box
from mosaic_exercises.plan import Plan, gather
from mosaic_exercises.plan.board import ASKED
from mosaic_exercises.plan.deck import pitch_pages
from mosaic_exercises.plan.files import plan_file
from mosaic_exercises.workbook import Workbook
from tests.plan.cases import give, model
from tests.support import each

DAY = date(2026, 12, 15)
HOSTILE = "<img src=x onerror=alert(1)> | [a](http://x) **b** and so on"


@pytest.fixture(scope="module")
def real() -> Course:
    return load()


def planned(real: Course, home: Path, **changes: Callable[[Any], Any]) -> Plan:
    """The plan of a workbook that holds these model answers, each changed first. Names have _ for -."""
    book = Workbook(home, real.course)
    for name, change in changes.items():
        slug = name.replace("_", "-")
        raw = model(real, slug)
        give(book, real, slug, change(raw) or raw)
    return gather(real, book, DAY)


def page(values: dict[str, Any]) -> Callable[[Any], Any]:
    """The one page with these values in place of the model's."""
    return lambda raw: raw["entries"][0]["values"].update(values)


def no_owner(raw: Any) -> None:
    for note in raw["notes"]:
        note["owner"] = ""


def no_idea(raw: Any) -> None:
    raw["notes"] = [note for note in raw["notes"] if note["lane"] != "opportunities"]


def far(raw: Any) -> None:
    raw["objectives"]["process"] |= {
        "text": "Raise the share of claims decided within ten days from 10% to 90% by 30 June 2027",
        "baseline": "10%, claims file",
        "resources": "Two hours a week",
    }


def no_baseline(raw: Any) -> None:
    raw["objectives"]["customer"]["baseline"] = ""


def guessed(raw: Any) -> None:
    for entry in raw["entries"]:
        entry["evidence"] = {field: [{"source": "assumption"}] for field in entry["evidence"]}


def spent(raw: Any) -> None:
    rows = raw["entries"][0]["values"]["budget"]
    rows[0]["eur"] = "28,000"


def test_each_gap_of_a_plan_is_a_question_in_the_learners_own_words(real: Course, home: Path) -> None:
    """One gap at a time: what is asked, and of which exercise it says that it is drawn from."""
    cases: dict[str, tuple[str, Callable[[Any], Any], tuple[str, ...]]] = {
        "no owner": ("journey_map", no_owner, ("First line of the letter", "has no owner")),
        "no idea": ("journey_map", no_idea, ("lowest at “", "no idea")),
        "far target": ("four_objectives", far, ("from 10% to 90%", "goes from 10 to 90", "“Two hours a week”")),
        "no baseline": ("four_objectives", no_baseline, ("“Reduce complaints per 100", "Where does it stand today")),
        "assumptions": ("persona_builder", guessed, ("rest on assumptions", "Whom have you asked")),
        "money": ("plan_on_one_page", spent, ("comes to 32,000", "there is 30,000", "leave out")),
    }

    def one(name: str) -> None:
        slug, change, said = cases[name]
        asked = planned(real, home / name.replace(" ", ""), **{slug: change}).questions
        drawn = [q for q in asked if q.about == real.exercise(slug.replace("_", "-")).title]
        assert any(all(part in q.text for part in said) for q in drawn), asked
        whole = planned(real, home / f"{name} whole".replace(" ", ""), **{slug: lambda _: None}).questions
        assert not any(all(part in q.text for part in said) for q in whole), whole

    each(cases, one)


def test_a_swot_entry_is_asked_about_until_a_strategy_uses_it(real: Course, home: Path) -> None:
    notes = model(real, "swot")["notes"]
    first = notes[0]

    def used(raw: Any) -> None:
        cited = [{"exercise": "swot", "object": n["id"], "label": n["text"], "sort": n["section"]} for n in notes]
        raw["notes"][0]["refs"] = cited[:12]

    without = planned(real, home / "a", swot=lambda _: None, tows=lambda _: None)
    within = planned(real, home / "b", swot=lambda _: None, tows=used)
    assert any(first["text"][:60] in q.text and "no strategy uses it" in q.text for q in without.questions)
    assert not any(first["text"][:60] in q.text for q in within.questions)
    assert not planned(real, home / "c", swot=lambda _: None).questions[0].about  # no TOWS yet: nothing is unused


def test_six_questions_always_the_gravest_first_and_each_sort_of_gap_before_one_comes_again(
    real: Course, home: Path
) -> None:
    empty = planned(real, home / "empty").questions
    assert [q.text for q in empty] == list(real.plan.general[:ASKED])
    assert len(set(empty)) == ASKED == 6
    some = planned(real, home / "some", plan_on_one_page=spent).questions
    assert [bool(q.about) for q in some] == [True, False, False, False, False, False]
    gaps = {"plan_on_one_page": spent, "journey_map": no_owner, "four_objectives": far, "persona_builder": guessed}
    many = planned(real, home / "many", swot=lambda _: None, tows=lambda _: None, **gaps).questions
    assert len(many) == ASKED
    order = ["comes to", "goes from", "has no owner", "rest on assumptions", "no strategy uses it"]
    places = [next(i for i, q in enumerate(many) if words in q.text) for words in order]
    assert places == sorted(places)


def test_questions_and_page_are_in_every_file_and_hostile_words_stay_words(real: Course, home: Path) -> None:
    def hostile(raw: Any) -> None:
        spent(raw)
        raw["entries"][0]["values"] |= {"customer": HOSTILE, "decision": HOSTILE}

    def loose(raw: Any) -> None:
        no_owner(raw)
        for note in raw["notes"]:
            note["text"] = HOSTILE

    plan = planned(real, home, plan_on_one_page=hostile, journey_map=loose)
    assert any(HOSTILE[:20] in q.text for q in plan.questions)
    for what in ("html", "pitch-html", "md"):
        said = plan_file(plan, what).decode()
        assert "<img" not in said.replace("\\<img", "")
        assert "onerror" in said
    text, whole = plan_file(plan, "md").decode(), plan_file(plan, "html").decode()
    assert "1. “Budget”" in text.partition("## What the board may ask")[2]
    assert "comes to 32,000" in whole
    assert "32,000 of 30,000" in whole  # the sum, in the table of the budget


def test_the_pitch_has_five_slides_whatever_the_plan_holds_and_letters_that_can_be_read(
    real: Course, home: Path
) -> None:
    from pptx import Presentation

    def long(raw: Any) -> None:
        values = raw["entries"][0]["values"]
        values |= {f: ("word " * 60).strip() for f in ("customer", "move", "decision")}
        values["risks"] = [dict.fromkeys(("risk", "answer"), "word " * 30) | {"sign": f"{n} word"} for n in range(5)]

    for name, changes in {
        "empty": {},
        "full": {"plan_on_one_page": lambda _: None},
        "long": {"plan_on_one_page": long},
    }.items():
        plan = planned(real, home / name, **changes)
        deck = Presentation(io.BytesIO(plan_file(plan, "pitch-pptx")))
        titles = [s.shapes.title.text_frame.text for s in deck.slides]
        assert titles == [p.title for p in real.plan.pitch]
        assert len(titles) == 5
        for drawing in pitch_pages(plan):
            boxes = [p for p in drawing.pieces if isinstance(p, Box)]
            assert boxes
            assert max(b.size for b in boxes) >= 18
            assert all(b.y + b.h <= drawing.height + 1 for b in boxes)
        said = " ".join(d.alt for d in pitch_pages(plan))
        assert ("Nothing is written for this slide yet. Make it in notebook 11" in said) == (name == "empty")
        assert plan_file(plan, "pitch-html").decode().count("<section") == 5


def test_the_terminal_writes_the_pitch_beside_the_plan_or_alone(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan, slides, page = tmp_path / "p.md", tmp_path / "pitch.pptx", tmp_path / "pitch.html"
    assert main(["plan", "--pitch", str(slides)]) == 0
    assert slides.read_bytes()[:2] == b"PK"
    assert not list(home.rglob("plan.html"))
    assert main(["plan", "--out", str(plan), "--pitch", str(page)]) == 0
    assert plan.read_text(encoding="utf-8").startswith("# Customer Development Plan")
    assert page.read_text(encoding="utf-8").count("<section") == 5
    assert main(["plan", "--pitch", str(tmp_path / "pitch.md")]) != 0
    assert "must end in .html or .pptx" in capsys.readouterr().err


def test_a_pitch_without_the_page_takes_its_lines_from_the_pieces(real: Course, home: Path) -> None:
    plan = planned(real, home, persona_builder=lambda _: None, journey_map=lambda _: None)
    persona = model(real, "persona-builder")["entries"][0]["values"]["name"]
    assert any(persona in line for line in plan.pitch[0].lines)
    assert plan.pitch[1].lines[0].startswith("Lowest point")
    assert plan.pitch[4].todo
