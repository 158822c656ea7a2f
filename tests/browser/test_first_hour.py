"""A first hour with a hand on a mouse: 00 from its first exercise to the hand-in, then 03's ladder and its hand-in.

Each press is made once, at coordinates; what it is for must happen. Nothing is folded, nothing is logged as an error.
MOSAIC_FILM=DIR keeps the film strip: a picture after each step, to look at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hand import FOLDED, Mouse, in_sight
from harness import (
    PATIENCE,
    VIEWS,
    Server,
    copy_course,
    markdown,
    open_notebook,
    state,
    wait_for_state,
    watch_errors,
    write_notebook,
)
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from mosaic_exercises.course import load
from mosaic_exercises.kinds.choice.task import ChoiceKey
from mosaic_exercises.kinds.sort.task import SortKey

pytestmark = pytest.mark.slow
FIRST = "notebooks/00_start.ipynb"
DARK = {"@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"}}
SENTENCE = "From the returns desk I see which parcels come back unopened; the buyers upstairs only see how many left."


class Film:
    """One learner at one page: where the notebook stands, what was photographed, what went wrong."""

    def __init__(self, page: Page, folder: Path, name: str, known: set[str]) -> None:
        self.page, self.folder, self.name, self.known = page, folder, name, known
        self.errors = watch_errors(page)
        self.hand = Mouse(page)
        self.taken = 0

    def shoot(self, step: str) -> None:
        """A picture of the window, and a look whether everything still stands."""
        self.taken += 1
        self.page.wait_for_timeout(200)
        self.page.screenshot(path=self.folder / f"{self.name}-{self.taken:02}-{step}.png")
        assert self.page.evaluate(FOLDED) == [], step
        assert [error for error in self.errors if error not in self.known] == [], step

    def wheel(self, wanted: Locator) -> Locator:
        """Turn the wheel over the notebook until ``wanted`` is displayed; from the end begin again at the top."""
        box = state(self.page).locator(".jp-WindowedPanel-outer").bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
        for step in range(160):
            if in_sight(self.page, wanted):
                return wanted
            self.page.mouse.wheel(0, -40_000 if step == 80 else 500)
            self.page.wait_for_timeout(80)
        raise AssertionError(f"{wanted} is not drawn")

    def panel(self, slug: str) -> Locator:
        """The panel of an exercise."""
        return self.wheel(state(self.page).locator(f'.mo-panel section[data-slug="{slug}"]')).first

    def check(self, exercise: Locator, tone: str = "good") -> None:
        """Press the exercise's own button: its feedback comes."""
        self.hand.click(exercise.locator('[data-act="check"]').first, across=0.15)
        expect(exercise.locator('[data-part="state"]').first).to_have_attribute("data-tone", re.compile(tone))

    def place(self, exercise: Locator, places: dict[str, tuple[str, ...]]) -> None:
        """Press each card, then the place that it belongs to; where the places would be out of sight they come to
        the card."""
        for card, (bin_, *_) in places.items():
            self.hand.click(exercise.locator(f'.mo-card[data-item="{card}"] .mo-card-main'), 0.3)
            chooser = exercise.locator(f'.mo-chooser button[id$="to-{bin_}"]').filter(visible=True)
            target = exercise.locator(f'[data-bin="{bin_}"]')
            self.hand.click(chooser if chooser.count() else target.get_by_role("button", name="Place here"))
            expect(target.locator(f'.mo-card[data-item="{card}"]')).to_have_count(1)


def prepare(root: Path) -> None:
    """The course, and a notebook that is not the course's."""
    copy_course(root, "notebooks", "data")
    write_notebook(root / "plain.ipynb", [markdown("A notebook of nobody's")], mosaic=False)


@pytest.fixture(scope="module", params=["light", "dark"])
def lit(request: pytest.FixtureRequest, lab_server: Callable[..., Server]) -> tuple[str, Server]:
    """A server whose applications are light or dark."""
    return request.param, lab_server(prepare=prepare, settings=DARK if request.param == "dark" else None)


def own_errors(context: BrowserContext, server: Server, view: str) -> set[str]:
    """What the application logs by itself, with a notebook that is not ours."""
    page = context.new_page()
    errors = watch_errors(page)
    open_notebook(page, server, "plain.ipynb", view, wanted=None)
    page.wait_for_timeout(2000)
    page.close()
    return set(errors)


@pytest.fixture(params=[1280, 400])
def context(request: pytest.FixtureRequest, browser: Browser, lit: tuple[str, Server]) -> Iterator[BrowserContext]:
    """A learner who was never here before, at a laptop's window or a phone's."""
    server = lit[1]
    shutil.rmtree(server.home)
    server.home.mkdir()
    size: Any = {"width": request.param, "height": 900}
    with browser.new_context(viewport=size, locale="en-GB", accept_downloads=True) as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context
    server.kill_kernel()


def handed_in(film: Film) -> dict[str, Any]:
    """Press the hand-in's button and read the file that comes."""
    foot = film.wheel(state(film.page).locator(".mo-submit")).first
    expect(foot.get_by_text("Maria Model").first).to_be_visible()
    film.hand.point(foot.locator('[data-act="handin"]'))
    film.shoot("hand-in")
    with film.page.expect_download() as downloading:
        film.hand.click(foot.locator('[data-act="handin"]'), across=0.15)
    expect(foot.get_by_text("Your hand-in file is ready")).to_be_visible()
    film.shoot("handed-in")
    read: dict[str, Any] = json.loads(Path(downloading.value.path()).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("view", VIEWS)
def test_a_first_hour(context: BrowserContext, lit: tuple[str, Server], view: str, tmp_path: Path) -> None:
    theme, server = lit
    course = load()
    known = own_errors(context, server, view)
    page = context.new_page()
    width = page.viewport_size["width"] if page.viewport_size else 0
    folder = Path(os.environ.get("MOSAIC_FILM") or tmp_path)
    film = Film(page, folder, f"{view}-{theme}-{width}", known)
    open_notebook(page, server, FIRST, view)
    head = state(page).locator(".mo-panel:has(.mo-start)").first
    expect(head.get_by_text("tiles laid").first).to_be_visible()
    film.shoot("open")

    film.hand.click(head.get_by_role("button", name="Add your name"))
    film.hand.click(head.get_by_label("Your name"))
    page.keyboard.type("Maria Model")
    film.hand.click(head.get_by_label("Learner id"))
    page.keyboard.type("s42")
    film.shoot("name")
    film.hand.click(head.get_by_role("button", name="Save", exact=True), across=0.15)
    expect(head.get_by_text("Working as Maria Model")).to_be_visible()

    choice, key = film.panel("who-is-right"), course.key("who-is-right")
    assert isinstance(key, ChoiceKey)
    film.hand.click(choice.locator(f'input[type="radio"][value="{key.right[0]}"]'))
    film.check(choice)
    film.shoot("who-is-right")

    two, key = film.panel("two-ends-of-the-line"), course.key("two-ends-of-the-line")
    assert isinstance(key, SortKey)
    film.place(two, key.place)
    film.shoot("two-ends-placed")
    film.check(two)
    film.shoot("two-ends-checked")

    text = film.panel("your-first-piece")
    film.hand.click(text.get_by_role("textbox"))
    page.keyboard.type(SENTENCE)
    film.check(text, "good|done")
    film.shoot("your-first-piece")

    rate = film.panel("focus-baseline")
    for row in rate.locator(".mo-rate-row").all():
        point = row.locator(".mo-rate-scale").first.locator("label").nth(1)
        film.hand.click(point)
        expect(point.locator("input")).to_be_checked()
    film.check(rate, "good|done")
    film.shoot("focus-baseline")

    lab = film.panel("focus-tessera")
    expect(lab.get_by_role("img").first).to_be_visible()
    film.hand.point(lab)
    film.shoot("focus-tessera")

    file = handed_in(film)
    assert file["learner"]["name"] == "Maria Model"
    assert {e["exercise"] for e in file["events"]} >= {"who-is-right", "two-ends-of-the-line", "your-first-piece"}

    film.wheel(head)
    books = head.locator("details", has_text="All notebooks")
    film.hand.click(books.locator("summary"), 0.5)
    expect(books).to_have_js_property("open", True)
    film.hand.click(books.get_by_role("link", name="Relationship and loyalty"))
    page.wait_for_function("() => document.title.includes('03') || location.pathname.includes('03_')")
    wait_for_state(page, "ready")
    film.shoot("03-open")
    ladder, key = film.panel("loyalty-ladder"), course.key("loyalty-ladder")
    assert isinstance(key, SortKey)
    film.place(ladder, key.place)
    film.shoot("ladder-placed")
    film.check(ladder)
    film.shoot("ladder-checked")
    assert "loyalty-ladder" in {e["exercise"] for e in handed_in(film)["events"]}
