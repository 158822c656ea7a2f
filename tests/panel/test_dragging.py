"""Dragging by real mouse coordinates: what is held is above everything and whole; scrolling ends in time."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator

from . import samples, samples_boards, samples_keyed, samples_maps
from .bench import Bench
from .test_hand import box, middle

# (view, what is held, what it is carried over)
HELD: dict[str, tuple[dict[str, Any], str, str]] = {
    "a card": (samples.LADDER, ".mo-tray .mo-card >> nth=0", ".mo-bin >> nth=4"),
    "a row of an order": (samples.ORDER, ".mo-order-row >> nth=0", ".mo-order-row >> nth=3"),
    "a partner": (samples_keyed.fresh("match"), ".mo-match-chip >> nth=0", ".mo-match-row >> nth=2"),
    "a dot": (
        samples_keyed.fresh("quadrant") | {"answer": {"velo": {"now": [20, 20]}}, "answer_at": 1.0},
        ".mo-dot >> nth=0",
        ".mo-plane-name >> nth=1",
    ),
    "a note of a board": (samples_boards.SWOT_FULL, ".mo-bd-note >> nth=0", ".mo-bd-section >> nth=3"),
    "a source of a board": (samples_boards.SWOT_OFFERED, ".mo-bd-offer >> nth=0", ".mo-bd-section >> nth=1"),
    "a note of a journey": (
        samples_maps.FULL,
        ".mo-jm-note[data-note] >> nth=0",
        ".mo-jm-cell:has(.mo-jm-note) >> nth=6",
    ),
    "a stage": (samples_maps.FULL, ".mo-jm-stage >> nth=0", ".mo-jm-stage >> nth=2"),
}

# Beside the panel as JupyterLab has it: a cell that cuts off what sticks out, and a neighbour that lies higher.
CELL = """
.box { overflow: hidden; contain: layout paint; position: relative; z-index: 0 }
.box::after { content: ""; position: absolute; inset: 0; z-index: 50; pointer-events: none }
"""

SEEN = """(item) => {
  const { left, top, width, height } = item.getBoundingClientRect();
  const hidden = [];
  const round = getComputedStyle(item).borderRadius === "50%";
  const [columns, rows] = round ? [[0.2, 0.5, 0.8], [0.5]] : [[0.04, 0.3, 0.5, 0.7, 0.96], [0.1, 0.5, 0.9]];
  for (const across of columns) for (const up of rows) {
    const [x, y] = [left + width * across, top + height * up];
    if (x < 0 || y < 0 || x > innerWidth - 2 || y > innerHeight - 2) continue;
    const hit = document.elementFromPoint(x, y);
    if (!item.contains(hit)) hidden.push(`${Math.round(x)}, ${Math.round(y)}: ${hit?.className}`);
  }
  return hidden;
}"""


def take(bench: Bench, item: Locator) -> tuple[float, float]:
    """Presses the mouse on a thing's handle."""
    item.scroll_into_view_if_needed()
    grip = item.locator(".mo-grip")
    x, y = middle(grip if grip.count() else item)
    bench.page.mouse.move(x, y)
    bench.page.mouse.down()
    return x, y


@pytest.mark.parametrize("name", HELD)
def test_what_is_held_is_above_everything_and_whole_and_escape_lets_it_go(bench: Bench, name: str) -> None:
    view, what, over = HELD[name]
    panel = bench.open(view, kernel=False)
    before, item = panel.inner_html(), panel.locator(what)
    at_rest = box(item)
    bench.style(CELL)
    x, y = take(bench, item)
    to_x, to_y = middle(panel.locator(over))
    for share in (0.2, 0.5, 0.8, 1.0):
        at = (x + (to_x - x) * share, min(y + (to_y - y) * share, 780))
        bench.page.mouse.move(*at, steps=2)
        held = panel.locator(".mo-dragging")
        assert held.evaluate(SEEN) == []
        assert (box(held)["width"], box(held)["height"]) == pytest.approx((at_rest["width"], at_rest["height"]), abs=1)
    if name != "a dot":  # which stays in its plane
        bench.page.mouse.move(890, y, steps=2)  # out of its cell, over the margin of the page
        assert panel.locator(".mo-dragging").evaluate(SEEN) == []
    bench.page.keyboard.press("Escape")
    assert panel.locator(".mo-dragging, .mo-hole, [popover]").count() == 0
    bench.page.mouse.up()
    assert len(panel.inner_html()) == pytest.approx(len(before), abs=80)
    assert bench.sent("draft") == []
    assert item.bounding_box() is not None


@pytest.mark.parametrize("name", ["a card", "a partner", "a source of a board"])
def test_what_is_let_go_beside_every_place_leaves_nothing_behind(bench: Bench, name: str) -> None:
    view, what, over = HELD[name]
    panel = bench.open(view, kernel=False)
    _, y = take(bench, panel.locator(what))
    bench.page.mouse.move(*middle(panel.locator(over)), steps=3)
    bench.page.mouse.move(890, y, steps=2)
    bench.page.mouse.up()
    assert panel.locator(".mo-dragging, .mo-hole, [popover]").count() == 0


SCROLLED = "() => document.scrollingElement.scrollTop + document.querySelector('main').scrollTop"


def rest_at(bench: Bench, x: float, y: float) -> None:
    """Hold the mouse near an edge, moving a little, until nothing scrolls any more."""
    before, still = None, 0
    for i in range(200):
        bench.page.mouse.move(x + i % 3, y - i % 3 if y > 100 else y + i % 3)
        bench.page.wait_for_timeout(30)
        now = bench.page.evaluate(SCROLLED)
        still = still + 1 if now == before else 0
        before = now
        if still == 10:
            return
    raise AssertionError("it scrolls without an end")


@pytest.mark.parametrize("where", ["the page", "a scroll box"])
def test_scrolling_while_a_card_is_held_ends_where_the_ladder_ends(bench: Bench, where: str) -> None:
    style = ".box { margin-block: 900px 2400px }"
    if where == "a scroll box":
        style += "main { height: 340px; overflow: auto } body { margin: 0 }"
    panel = bench.open(samples.LADDER, kernel=False)
    bench.style(style)
    bench.page.set_viewport_size({"width": 900, "height": 420})
    sorter = panel.locator(".mo-sort")
    panel.locator(".mo-card").nth(2).scroll_into_view_if_needed()
    bench.page.evaluate("""() => { const at = document.querySelector('main');
      (at.scrollHeight > at.clientHeight + 1 ? at : document.scrollingElement).scrollBy(0, 20); }""")
    x, _ = take(bench, panel.locator(".mo-card").nth(2))
    low = (340 if where == "a scroll box" else 420) - 8
    rest_at(bench, x, low)
    end = box(sorter)["y"] + box(sorter)["height"]
    assert end == pytest.approx(low + 8, abs=3)  # its last rung is in sight, and nothing below it came up
    assert panel.locator(".mo-dragging").evaluate(SEEN) == []
    high = 8
    rest_at(bench, x, high)
    assert box(sorter)["y"] == pytest.approx(0, abs=3)
    bench.page.mouse.up()
    bench.page.set_viewport_size({"width": 900, "height": 800})


def test_scrolling_goes_on_while_the_mouse_is_still(bench: Bench) -> None:
    panel = bench.open(samples.LADDER, kernel=False)
    bench.style(".box { margin-block: 300px 900px }")
    x, _ = take(bench, panel.locator(".mo-card").nth(0))
    bench.page.mouse.move(x, 700, steps=4)
    start = bench.page.evaluate("scrollY")
    bench.page.mouse.move(x, 792)  # one movement alone scrolls by 45 px at most
    bench.page.wait_for_function("start => scrollY > start + 60", arg=start)
    bench.page.mouse.up()


def test_a_dot_is_dragged_to_where_it_is_let_go(bench: Bench) -> None:
    view, what, _ = HELD["a dot"]
    panel = bench.open(view, kernel=False)
    plane = box(panel.locator(".mo-plane"))
    take(bench, panel.locator(what))
    bench.page.mouse.move(plane["x"] + plane["width"] * 0.9, plane["y"] + plane["height"] * 0.1, steps=5)
    assert panel.locator(".mo-dragging").evaluate(SEEN) == []
    bench.page.mouse.up()
    assert bench.wait_sent("draft")["answer"] == {"velo": {"now": [90, 90]}}
    at = middle(panel.locator(what))
    assert at == pytest.approx((plane["x"] + plane["width"] * 0.9, plane["y"] + plane["height"] * 0.1), abs=2)


def test_a_finger_drags_a_card_by_its_grip(touch: Bench) -> None:
    panel = touch.open(samples.LADDER, kernel=False, width=390)
    card = panel.locator(".mo-tray .mo-card").last
    card.scroll_into_view_if_needed()
    touch.page.evaluate("scrollBy(0, 200)")
    name = card.get_attribute("data-item")
    x, y = middle(card.locator(".mo-grip"))
    to_x, to_y = middle(panel.locator(".mo-bin").first)
    finger = touch.page.context.new_cdp_session(touch.page)

    def at(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})

    at("touchStart", (x, y))
    for share in (0.2, 0.5, 0.8, 1.0):
        at("touchMove", (x + (to_x - x) * share, y + (to_y - y) * share))
        assert panel.locator(".mo-dragging").evaluate(SEEN) == []
    at("touchEnd")
    rung = panel.locator(".mo-bin").first.get_attribute("data-bin")
    assert touch.wait_sent("draft")["answer"] == {name: rung}
