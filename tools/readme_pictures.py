"""Photograph the workbook for the README and the tour (needs Chromium): python tools/readme_pictures.py [NAME ...]"""

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
WORKED = (
    *("who-is-right", "two-ends-of-the-line", "your-first-piece", "how-many-are-with-us", "loyalty-ladder"),
    *("persona-builder", "journey-map", "tows", "market-map", "four-objectives"),
)
EXERCISES = {  # name of the picture: (notebook, the exercise's slug)
    "ladder": (LADDER, "loyalty-ladder"),
    "clv": ("03b_value_and_card", "clv-explorer"),
    "persona": ("07_personas_and_needs", "persona-builder"),
    "dialogue": ("05_expectations", "ten-to-five"),
    "journey": ("08_journey_and_corridor", "journey-map"),
    "kano": ("06_delight", "tessera-kano"),
    "objective": ("10_scorecard_and_objectives", "four-objectives"),
}
TERM = ("01b_clarity_and_promise", "value-proposition")  # a notebook, a word of the glossary linked in it
WIDTH = 1100  # pixels of the window
TALLEST = 1300  # pixels of a picture
COLOURS = 128
"""Enough for letters, lines and faces; a third of the bytes."""


def work(home: Path) -> None:
    """A learner who has done some of the exercises, and the ladder nearly right."""
    course = load()
    book = Workbook(home, course.course)
    book.set_learner(Learner(name="Ana Silva", id="s1234"))
    for slug in WORKED:
        exercise = course.exercise(slug)
        answer = KINDS[exercise.kind].solution(exercise.task, course.key(slug)).answer
        if slug == "loyalty-ladder":
            slip = course.key(slug).wrong[0]
            answer = dict(list(answer.items())[:7]) | {slip.card: slip.bin}
        session = ExerciseSession(exercise, course, book, 1)
        session.handle({"type": "check", "slug": slug, "answer": answer, "at": 1.0})


def shoot(page: Page, name: str, title: str) -> None:
    """One exercise, on its own; of a tall one the first screen."""
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


def reduce(name: str) -> None:
    """Fewer colours, and of a tall panel the upper part."""
    from PIL import Image

    path = OUT / f"{name}.png"
    with Image.open(path) as picture:
        shown = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, TALLEST)))
        shown.quantize(COLOURS).save(path, optimize=True)


def term(page: Page) -> None:
    """A word of the glossary, explained where it stands."""
    word = page.locator(f".jp-RenderedMarkdown a[href$='#{TERM[1]}']").first
    word.scroll_into_view_if_needed()
    word.hover()
    page.wait_for_timeout(1000)
    box = word.bounding_box()
    assert box is not None
    clip = {"x": max(0, box["x"] - 60), "y": max(0, box["y"] - 90), "width": 760, "height": 300}
    page.screenshot(path=str(OUT / "term.png"), clip=clip)


def case_file(page: Page) -> None:
    """The drawer of the case beside an exercise."""
    page.get_by_role("button", name="The case").first.click()
    page.wait_for_timeout(1500)
    page.screenshot(path=str(OUT / "case.png"))


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


def main(wanted: list[str]) -> None:
    """Take all pictures, or those named."""
    OUT.mkdir(parents=True, exist_ok=True)
    titles = {name: load().exercise(slug).title for name, (_, slug) in EXERCISES.items()}
    taken = [name for name in ("start", *EXERCISES, "term", "case", "plan") if not wanted or name in wanted]
    with (
        tempfile.TemporaryDirectory() as base,
        sync_playwright() as playwright,
        launch(playwright) as browser,
        serve(Path(base)) as server,
    ):
        work(server.home)
        page = browser.new_page(viewport={"width": WIDTH, "height": 2100})
        for name in taken:
            if name == "plan":
                plan(page, Path(base) / "plan")
                continue
            page.set_viewport_size({"width": WIDTH, "height": 4200 if name in EXERCISES else 900})
            notebook, _ = TERM if name == "term" else EXERCISES.get(name, (LADDER, ""))
            open_notebook(page, server, f"notebooks/{notebook}.ipynb")
            page.wait_for_timeout(4000)
            if name == "start":
                page.locator(".mo-panel").first.screenshot(path=str(OUT / "start.png"))
            elif name == "term":
                term(page)
            elif name == "case":
                case_file(page)
            else:
                shoot(page, name, titles[name])
    for name in taken:
        reduce(name)


if __name__ == "__main__":
    main(sys.argv[1:])
