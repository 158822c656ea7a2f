"""A hand on a mouse and on a keyboard, and what it finds in a notebook that is open."""

from __future__ import annotations

import json
from typing import Any

import pytest
from harness import Server
from playwright.sync_api import Error, Locator, Page, expect

# The panels that do not stand at their full height, or whose output area scrolls.
FOLDED = """() => [...document.querySelectorAll('.jp-Cell:has(.mo-panel) .jp-OutputArea')]
  .filter(a => a.scrollHeight > a.clientHeight + 1 || getComputedStyle(a).maxHeight !== 'none').map(a => a.className)"""


# A step down, and from the end back to the top.
ONWARD = "e => e.scrollTop + e.clientHeight < e.scrollHeight - 2 ? e.scrollBy(0, 500) : e.scrollTo(0, 0)"

# The number of the cell whose folded heading hides the cell of an element: the last one above it; null where none does.
FOLD = """e => {
  const cell = e.closest('.jp-Cell');
  if (!cell.classList.contains('lm-mod-hidden')) return null;
  const number = (one) => Number(one.dataset.windowedListIndex);
  const folds = cell.closest('.jp-Notebook').querySelectorAll('.jp-Cell:not(.lm-mod-hidden) .jp-showHiddenCellsButton');
  const shown = [...folds].filter((button) => button.getClientRects().length);
  const above = shown.map((button) => number(button.closest('.jp-Cell'))).filter((one) => one < number(cell));
  return above.length ? Math.max(...above) : null;
}"""


# Whether the next press comes where the element is by then.
LISTEN = """e => {
  window.pressed = false;
  const look = ({ clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = e.getBoundingClientRect();
    window.pressed = left <= x && x <= right && top <= y && y <= bottom;
  };
  addEventListener("pointerdown", look, { once: true, capture: true });
}"""
AIMS = 4  # how often a person aims at a thing that moves


class Mouse:
    """A hand on a mouse: it scrolls what it wants into sight and presses at coordinates."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def point(self, target: Locator, across: float = 0.5, down: float = 0.5) -> tuple[float, float]:
        """A point of ``target`` on the screen, by parts of its width and height."""
        expect(target).to_have_count(1)
        before = None
        for _ in range(30):  # JupyterLab measures the cells that come near, and shifts what follows: nobody aims then
            target.evaluate("e => e.scrollIntoView({ block: 'center' })")
            self.page.wait_for_timeout(150)
            box = target.bounding_box()
            if box == before:
                break
            before = box
        assert box is not None
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    def click(self, target: Locator, across: float = 0.5, down: float = 0.5, **more: Any) -> None:
        """Press and release there. Where JupyterLab has moved the page in between, so that the press went elsewhere, a
        person sees it and aims again; what happens with a press that arrived is for the test to say."""
        for _ in range(AIMS):
            at = self.point(target, across, down)
            target.evaluate(LISTEN)
            self.page.mouse.click(*at, **more)
            try:
                if self.page.evaluate("window.pressed"):
                    return
            except Error:  # the press has opened another page
                return

    def drag(self, target: Locator, to: Locator) -> None:
        """Take ``target`` and let it go over the lower part of ``to``, which must be in sight with it: where it is by
        then. JupyterLab may measure a cell meanwhile, and what is held near an edge scrolls the page."""
        x, y = self.point(target)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + 10, y + 10, steps=3)
        before = None
        for _ in range(30):
            box = to.bounding_box()
            assert box is not None
            if box == before:
                break
            self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.9, steps=8)
            self.page.wait_for_timeout(100)
            before = box
        self.page.mouse.up()


def in_sight(page: Page, wanted: Locator) -> bool:
    """Whether ``wanted`` is displayed, and not only kept: JupyterLab takes no cell of code out of the page again. What
    lies under a folded heading is opened by that heading's own button as soon as this is near."""
    if not wanted.count():
        return False
    first = wanted.first
    if (number := first.evaluate(FOLD)) is not None:
        cell = page.locator(f'.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell[data-windowed-list-index="{number}"]')
        Mouse(page).click(cell.locator(".jp-showHiddenCellsButton"))
        page.wait_for_timeout(300)  # a page that is still measured may move under the press: the next look tries again
    return first.is_visible()


def brought(page: Page, wanted: Locator) -> Locator:
    """``wanted``, scrolled into view from wherever the notebook stands; folded headings above it are opened."""
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    for _ in range(160):
        if in_sight(page, wanted):
            break
        outer.evaluate(ONWARD)
        page.wait_for_timeout(100)
    wanted.first.scroll_into_view_if_needed()
    return wanted


def panel(page: Page, title: str) -> Locator:
    """The panel of an exercise, scrolled into view."""
    return brought(page, page.locator(".mo-panel").filter(has=page.get_by_role("heading", name=title, exact=True)))


def tab_to(page: Page, wanted: Locator, limit: int = 60) -> None:
    """Press Tab until the focus is on ``wanted``."""
    target = wanted.element_handle()
    for _ in range(limit):
        if page.evaluate("e => document.activeElement === e", target):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{wanted} cannot be reached by the Tab key")


def saved_events(server: Server) -> list[dict[str, object]]:
    log = server.home / "answers.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
