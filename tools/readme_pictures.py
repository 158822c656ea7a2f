"""Photograph the workbook for the README (needs Chromium): python tools/readme_pictures.py"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from harness import open_notebook, serve  # noqa: E402

from mosaic_exercises.course import load  # noqa: E402
from mosaic_exercises.kinds import KINDS  # noqa: E402
from mosaic_exercises.panel.sessions.exercise import ExerciseSession  # noqa: E402
from mosaic_exercises.plan import gather  # noqa: E402
from mosaic_exercises.plan.html import html  # noqa: E402
from mosaic_exercises.workbook import Learner, Workbook  # noqa: E402
from tests.browsers import launch  # noqa: E402

OUT = ROOT / "docs" / "images"
LADDER = "03_relationship_and_loyalty"


def work(home: Path) -> None:
    """A learner who has done some of the exercises, and the ladder nearly right."""
    course = load()
    book = Workbook(home, course.course)
    book.set_learner(Learner(name="Ana Silva", id="s1234"))
    for slug in ("who-is-right", "two-ends-of-the-line", "your-first-piece", "how-many-are-with-us", "loyalty-ladder"):
        exercise = course.exercise(slug)
        answer = KINDS[exercise.kind].solution(exercise.task, course.key(slug)).answer
        if slug == "loyalty-ladder":
            slip = course.key(slug).wrong[0]
            answer = dict(list(answer.items())[:7]) | {slip.card: slip.bin}
        session = ExerciseSession(exercise, course, book, 1)
        session.handle({"type": "check", "slug": slug, "answer": answer, "at": 1.0})


def shoot(page: Page, name: str, title: str) -> None:
    """One exercise, on its own."""
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    panel = page.locator(".mo-panel").filter(has=page.get_by_role("heading", name=title, exact=True))
    for _ in range(60):
        if panel.count():
            break
        outer.evaluate("e => e.scrollBy(0, 500)")
        page.wait_for_timeout(100)
    panel.scroll_into_view_if_needed()
    page.wait_for_timeout(6000)
    panel.screenshot(path=str(OUT / f"{name}.png"))


def plan(page: Page, home: Path) -> None:
    """The cover of the plan of somebody who has done seven notebooks and begun the eighth."""
    course = load()
    book = Workbook(home, course.course)
    book.set_learner(Learner(name="Ana Silva", id="s1234"))
    for notebook in course.notebooks[:8]:
        for slug in (*(i.slug for i in notebook.items if i.exercise), *notebook.questions):
            if notebook.id < "07" or slug.startswith(("one", "worth", "three", "persona")):
                exercise = course.exercise(slug)
                answer = KINDS[exercise.kind].solution(exercise.task, course.key(slug)).answer
                message = {"type": "check", "slug": slug, "answer": answer, "at": 1.0}
                ExerciseSession(exercise, course, book, 1).handle(message)
    page.set_viewport_size({"width": 1000, "height": 900})
    page.set_content(html(gather(course, book)))
    page.locator("header").screenshot(path=str(OUT / "plan.png"))


def main() -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as base,
        sync_playwright() as playwright,
        launch(playwright) as browser,
        serve(Path(base)) as server,
    ):
        work(server.home)
        page = browser.new_page(viewport={"width": 1100, "height": 2100})
        open_notebook(page, server, f"notebooks/{LADDER}.ipynb")
        page.wait_for_timeout(4000)
        page.locator(".mo-panel").first.screenshot(path=str(OUT / "start.png"))
        shoot(page, "ladder", "Tessera's customers on the ladder")
        shoot(page, "clv", "What a customer is worth: try it")
        plan(page, Path(base) / "plan")


if __name__ == "__main__":
    main()
