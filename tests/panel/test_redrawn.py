"""A page that is drawn anew, as whenever another window has changed something, leaves standing what reads as before: a
press that has begun is a click, the focus stays, and so does a fold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from . import samples, test_plan
from .bench import Bench

FOLLOWED = """link => link.addEventListener('click', (event) => {
  event.preventDefault();
  window.followed = link.dataset.mosaicOpen;
})"""


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_link_is_followed_though_the_list_is_drawn_anew_meanwhile(bench: Bench, hand: str) -> None:
    panel = bench.open(samples.start(9), kernel=False)
    panel.locator("summary", has_text="All notebooks").click()
    link = panel.locator(".mo-books a").first
    link.evaluate(FOLLOWED)
    if hand == "mouse":
        link.hover()
        bench.page.mouse.down()
    else:
        link.focus()
    bench.receive(type="view", view=samples.start(12), notice="", reload=False)
    panel.locator('[data-part="total"]', has_text="12 of").wait_for()
    if hand == "mouse":
        bench.page.mouse.up()
    else:
        bench.page.keyboard.press("Enter")
    assert bench.page.evaluate("window.followed") == link.get_attribute("data-mosaic-open")


def test_what_changed_is_drawn(bench: Bench) -> None:
    panel = bench.open(samples.start(9), kernel=False)
    panel.locator("summary", has_text="All notebooks").click()
    for laid in (12, 0, 20):
        bench.receive(type="view", view=samples.start(laid), notice="", reload=False)
        panel.locator('[data-part="total"]', has_text=f"{laid} of").wait_for()
        shown = panel.locator(".mo-books").inner_text()
        words = panel.locator(".mo-words").inner_html()
        bench.page.evaluate("remount()")
        panel.locator("summary", has_text="All notebooks").click()
        assert (panel.locator(".mo-books").inner_text(), panel.locator(".mo-words").inner_html()) == (shown, words)


def test_a_fold_stays_as_it_was_left_when_an_answer_comes_in(bench: Bench) -> None:
    panel = bench.open(samples.SUBMIT, kernel=False)
    fold = panel.locator("details.mo-missing")
    fold.locator("summary").click()
    region = panel.get_by_role("region", name="Your exercises")
    region.focus()
    fewer: dict[str, Any] = samples.SUBMIT | {"missing": samples.SUBMIT["missing"][:1]}
    bench.receive(type="view", view=fewer, notice="", reload=False)
    fold.locator("summary", has_text="1 exercise without").wait_for()
    assert fold.evaluate("d => d.open") is False
    assert region.evaluate("r => document.activeElement === r")


def test_the_plans_links_keep_the_focus(bench: Bench, home: Path) -> None:
    view = test_plan.view(home, full=False)
    panel = bench.open(view, kernel=False)
    link = panel.locator('[data-slug="persona-builder"]').get_by_role("link")
    link.focus()
    bench.receive(type="view", view=view | {"made": 1}, notice="", reload=False)
    panel.get_by_text("1 of 3 parts of the plan are made").wait_for()
    assert bench.page.evaluate("document.activeElement.dataset.mosaicOpen") == link.get_attribute("data-mosaic-open")
