"""The tables of the class's page in a browser, from a file: sorted by a click and by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading import CourseIndex, score_submission
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.records import Grade, Intake, LearnerResult
from mosaic_exercises.grading.reports.class_page import class_page
from tests.grading.conftest import RIGHT, submission

HOSTILE = "<img src=x onerror=document.title='owned'>"


@pytest.fixture
def page(chromium: Browser, layer: Callable[..., Path], tmp_path: Path) -> Page:
    """The page of a class of two, one of whose files has a hostile name."""
    course: Course = load_layers((str(layer()),))
    index = CourseIndex(course)
    entries = []
    for id_, answers in (("s1", RIGHT), ("s2", RIGHT | {"who-buys": ["b"], "how-much": "41"})):
        graded = score_submission(index, submission(answers, id_, id_))
        grade = Grade(id_, id_, "", "graded", (), graded.score, graded.max_score)
        entries.append(LearnerResult(id_, grade, graded.items))
    files = [Intake(name, "s9", "corrupt", "cut off") for name in ("b.json", HOSTILE, "a.json")]
    place = tmp_path / "report.html"
    place.write_text(class_page(course, entries, files, Explainer(course)), encoding="utf-8")
    opened = chromium.new_page()
    opened.goto(place.as_uri())
    return opened


def column(page: Page, section: str, n: int) -> list[str]:
    """A column of the table below a heading, as it stands."""
    path = f"//h2[@id='{section}']/following::table[1]/tbody/tr/*[{n}]"
    return [text.strip().split("\n")[0] for text in page.locator(f"xpath={path}").all_inner_texts()]


def test_a_table_is_sorted_by_its_heads(page: Page) -> None:
    came = column(page, "exercises", 3)
    head = page.get_by_role("columnheader", name="Facility").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending", "of figures the largest first"
    shares = [int(cell.split("%")[0]) for cell in column(page, "exercises", 3)]
    assert shares == sorted(shares, reverse=True) != [int(cell.split("%")[0]) for cell in came]
    page.keyboard.press("Enter")  # the button keeps the focus
    assert head.get_attribute("aria-sort") == "ascending"
    assert [int(cell.split("%")[0]) for cell in column(page, "exercises", 3)] == sorted(shares)
    name = page.get_by_role("columnheader", name="Exercise").first
    name.get_by_role("button").press("Space")
    assert (name.get_attribute("aria-sort"), head.get_attribute("aria-sort")) == ("ascending", None)
    names = column(page, "exercises", 1)
    assert names == sorted(names, key=str.casefold)
    files = page.get_by_role("columnheader", name="File")
    files.get_by_role("button").click()
    assert column(page, "files", 1) == [HOSTILE, "a.json", "b.json"], "and a text stays a text"
    assert page.title() != "owned"
    page.close()
