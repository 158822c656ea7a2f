"""After a check the verdict comes into sight and stays there, whatever else the page still draws."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator

from . import samples
from .bench import Bench

SEEN = """() => {
  const r = document.querySelector('.mo-feedback-head').getBoundingClientRect();
  const at = document.elementFromPoint(r.left + 20, r.top + r.height / 2);
  return [r.top >= 0, r.bottom <= innerHeight, Boolean(at?.closest('.mo-feedback-head'))];
}"""
# As in JupyterLab: a bar stands above what scrolls, and cells above are drawn when their time comes.
LIKE_A_NOTEBOOK = """
body { margin: 0 } .box { overflow: auto; overflow-anchor: none; margin: 120px 0 0; height: 300px }
.box::before, .box::after { content: ''; display: block; height: var(--above, 300px) } .box::after { height: 600px }"""


def checked(bench: Bench, panel: Locator) -> None:
    """The ladder with one card wrong, checked by the keyboard."""
    for card, rung in samples.LADDER_RIGHT.items():
        panel.locator(f'[data-item="{card}"] select').select_option(value="s1" if card == "k1" else rung)
    bench.page.evaluate("scrollTo(0, 0)")
    panel.get_by_role("button", name="Check").evaluate("b => b.focus({ preventScroll: true })")
    bench.page.keyboard.press("Enter")
    panel.locator('[data-part="live"] .mo-feedback').wait_for()


def test_after_a_check_the_verdict_is_in_sight(bench: Bench) -> None:
    """From far above, by the keyboard: the page comes to the verdict, the focus stays where it was."""
    panel = bench.open(samples.LADDER)
    bench.page.set_viewport_size({"width": 900, "height": 420})
    try:
        checked(bench, panel)
        bench.page.wait_for_timeout(900)
        assert bench.page.evaluate(SEEN) == [True, True, True]
        assert bench.focused() == "Check"
    finally:
        bench.page.set_viewport_size({"width": 900, "height": 800})


@pytest.mark.parametrize("by", [-60, 400], ids=["under the bar", "out of the window"])
def test_where_cells_above_are_drawn_later_it_comes_back_into_sight(bench: Bench, by: int) -> None:
    panel = bench.open(samples.LADDER)
    bench.style(LIKE_A_NOTEBOOK)
    bench.page.set_viewport_size({"width": 900, "height": 420})
    try:
        checked(bench, panel)
        bench.page.wait_for_timeout(1_500)
        assert bench.page.evaluate(SEEN) == [True, True, True]
        if by < 0:  # to the upper edge first, from where it goes under the bar
            bench.page.evaluate("document.querySelector('.mo-feedback-head').scrollIntoView()")
        bench.page.evaluate("by => document.querySelector('.box').style.setProperty('--above', `${300 + by}px`)", by)
        assert bench.page.evaluate(SEEN) != [True, True, True]
        bench.page.wait_for_function(f"() => !({SEEN})().includes(false)", timeout=6_000)
    finally:
        bench.page.set_viewport_size({"width": 900, "height": 800})
