"""A quotation leads into the case: from an exercise's prompt, and from the notebook's text; by keyboard, on a phone."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.course import load
from mosaic_exercises.panel.sessions.case import CaseSession
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.workbook import Workbook

from .bench import Bench

SLUG = "lars-and-the-price"
RUI = "Four firms, four pages, and I swear they said the same."
FOLLOW = """words => document.dispatchEvent(
  new CustomEvent("mosaic:case", { detail: { by: document.querySelector("h1"), words }, cancelable: true }))"""


def test_what_is_quoted_opens_where_it_stands(touch: Bench, tmp_path: Path) -> None:
    course = load()
    view = ExerciseSession(course.exercise(SLUG), course, Workbook(tmp_path, course.course), 1).view()
    touch.open(view, kernel=False)
    page = touch.page
    page.locator('[data-act="case"]').press("Enter")
    touch.wait_sent("case-file")
    touch.receive(**CaseSession().handle({"type": "case-file"})[0], slug=SLUG)
    drawer = page.get_by_role("dialog", name="The case at hand")
    quoted = drawer.locator("[data-words]")
    assert quoted.count() == 1
    assert "Lars took it for granted" in quoted.inner_text()
    quoted.press("Enter")
    assert "Lars took it for granted that I wanted the lowest price" in touch.focused()
    assert drawer.locator('[data-id="complaints"]').get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert page.evaluate(FOLLOW, RUI) is False, "an exercise has opened the case"
    assert drawer.is_visible()
    assert touch.focused().startswith(RUI[:-1]), "at the sentence"
    assert drawer.locator(".mo-rd-person[data-open]").get_attribute("data-source") == "int-08"
    assert page.evaluate(FOLLOW, "and needed six. I called four times") is False
    assert "Amina Yeboah" in touch.focused(), "an account of the event"
    assert drawer.locator(".mo-case-drawer-body").evaluate("(n) => n.scrollWidth <= n.clientWidth")
    assert page.locator("[data-words]").evaluate_all("all => all.every(n => n.getBoundingClientRect().height >= 24)")
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
