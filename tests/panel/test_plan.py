"""The plan's panel: what is made, what is missing, where to go, and its files."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from mosaic_exercises.panel.sessions.plan import PlanSession
from mosaic_exercises.workbook import Workbook
from tests.plan.cases import course, give, model, worked

from .bench import Bench


def view(home: Path, *, full: bool = True) -> dict[str, Any]:
    """The view of a workbook that is full or empty, as the wire carries it."""
    of = course()
    session = PlanSession(of, worked(home, of) if full else Workbook(home, of.course))
    shown: dict[str, Any] = json.loads(json.dumps(session.view()))
    return shown


def test_it_says_what_is_made_and_what_is_missing_and_links_there(bench: Bench, home: Path) -> None:
    panel = bench.open(view(home, full=False))
    assert panel.get_by_text("0 of 3 parts of the plan are made").is_visible()
    row = panel.locator('[data-slug="persona-builder"]')
    assert "Not made yet" in row.inner_text()
    assert "Make it in “People”." in row.inner_text()
    assert row.get_by_role("link", name="Build a persona").get_attribute("data-mosaic-open") == "01_people.ipynb"
    assert "0 laid" in (panel.get_by_role("img").first.get_attribute("alt") or "")


def test_a_broken_link_is_shown_with_its_old_name(bench: Bench, home: Path) -> None:
    of = course()
    book = worked(home, of)
    answer = model(of, "persona-builder")
    name = answer["entries"][0]["values"]["name"]
    answer["entries"][0]["id"] = "e-other"
    give(book, of, "persona-builder", answer)
    panel = bench.open(json.loads(json.dumps(PlanSession(of, book).view())))
    notice = panel.locator(".mo-notice", has_text="Links that lead nowhere")
    assert name in notice.inner_text()


def test_each_file_is_asked_for_by_keyboard(bench: Bench, home: Path) -> None:
    bench.open(view(home))
    each = ["html", "pptx", "md", "pitch-pptx", "pitch-html"]
    for ending in each:
        bench.tab_to(f'[data-act="{ending}"]')
        bench.page.keyboard.press("Enter")
    assert [m["as"] for m in bench.sent("plan")] == each


def test_the_boards_questions_are_listed_with_where_they_come_from_and_as_words(bench: Bench, home: Path) -> None:
    shown = view(home)
    shown["asked"] = [{"text": "<b>Who</b> pays?", "about": "The SWOT"}, {"text": "And who asks?", "about": ""}]
    panel = bench.open({**shown, "asked_about": "Each is drawn from a gap."})
    listed = panel.locator(".mo-plan-board")
    assert listed.get_by_role("heading", name="What the board may ask").is_visible()
    said = [item.inner_text() for item in listed.get_by_role("listitem").all()]
    assert said == ["<b>Who</b> pays? (The SWOT)", "And who asks?"]
    assert view(home)["asked"] == []  # a course that names no questions has none


def test_python_hands_out_each_file(home: Path) -> None:
    of = course()
    session = PlanSession(of, worked(home, of))
    (page,) = session.handle({"type": "plan", "as": "html"})
    assert page["name"] == "customer-development-plan.html"
    assert page["text"].startswith("<!doctype html>")
    (deck,) = session.handle({"type": "plan", "as": "pptx"})
    assert base64.b64decode(deck["base64"])[:2] == b"PK"
    (text,) = session.handle({"type": "plan", "as": "md"})
    assert text["text"].startswith("# Customer Development Plan")
    assert session.handle({"type": "plan", "as": "exe"}) == []


def test_what_it_prints_does_not_depend_on_the_learner(home: Path) -> None:
    of = course()
    empty, full = PlanSession(of, Workbook(home, of.course)), PlanSession(of, worked(home, of))
    assert empty.label() == full.label()
    assert "3 of 3" in full.text()
