"""The wall of a workshop on the screen: each sort of answer, a file that arrives, by keyboard, dark, at 400 px."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.grading.demo.made_up import write_class
from mosaic_exercises.instructor import wall
from mosaic_exercises.panel.sessions.room import RoomSession

from .bench import Bench

SORTS = {
    "focus-baseline": "table",
    "persona-builder": ".mo-room-card",
    "journey-map": "svg",
    "paid-by-the-scorecard": "section section",
}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve invented hand-ins."""
    folder = tmp_path_factory.mktemp("class")
    write_class(load(), 12, 1, folder)
    return folder


def test_every_sort_is_seen_and_reached_by_keyboard(bench: Bench, crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    faults = []
    for slug, looks in SORTS.items():
        session.slug = slug
        panel = bench.open(session.view(), kernel=False, width=400, theme="dark" if slug == "journey-map" else "light")
        if not panel.locator(looks).first.is_visible():
            faults.append(f"{slug}: nothing hangs there")
        if not panel.evaluate("(n) => n.scrollWidth <= n.clientWidth"):
            faults.append(f"{slug}: wider than 400 px")
        bench.assert_accessible()
    assert not faults
    session.slug = "journey-map"
    panel = bench.open(session.view(), kernel=False, width=1700)
    first = panel.locator(".mo-room-legend button").first
    first.focus()
    assert panel.locator("polyline[data-front]").get_attribute("data-n") == "0"
    assert "lowest at" in panel.locator(".mo-room-legend li").first.inner_text()
    foot = panel.locator("svg text").all_text_contents()
    assert {"Awareness", "Claims"} <= set(foot)
    before = bench.page.viewport_size
    assert before is not None
    bench.page.set_viewport_size({"width": 1800, "height": before["height"]})
    box = panel.bounding_box()
    bench.page.set_viewport_size(before)
    assert box is not None
    assert box["width"] > 1600, "a wall is as wide as the projector"


def test_a_file_that_arrives_is_seen_and_names_can_be_hidden(bench: Bench, crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    view = session.view()
    panel = bench.open(view | {"people": 11, "problem": "drive: gone for now"}, kernel=False)
    assert "drive: gone for now" in panel.get_by_role("alert").inner_text()
    assert panel.locator('[data-part="wall"] > *').count() > 0, "what was read before still hangs"
    bench.wait_sent("wall", 2)  # it looks again by itself
    bench.receive(type="view", view=view)
    assert panel.get_by_role("alert").inner_text() == ""
    assert "12 hand-in files" in panel.inner_text()
    bench.page.locator('[data-part="announcer"]', has_text="12 hand-in files now.").wait_for(state="attached")
    panel.get_by_label("Names").press("Space")
    bench.page.wait_for_function("() => true")
    asked = [m for m in bench.sent("wall") if m["names"] is False]
    assert asked
    assert asked[0]["seen"] == -1
    panel.get_by_label("Folder of hand-in files").fill("elsewhere")
    panel.get_by_role("button", name="Open").press("Enter")
    assert bench.sent("wall")[-1]["folder"] == "elsewhere"


def test_what_learners_wrote_stays_text(bench: Bench, crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    session.slug = "persona-builder"
    view = session.view()
    hostile = "<img src=x onerror=document.title=1>"
    view["cards"][0]["title"] = view["cards"][0]["lines"][0]["text"] = hostile
    panel = bench.open(view, kernel=False)
    assert panel.locator(".mo-room-card h4").first.inner_text() == hostile
    assert panel.locator(".mo-room-card img").count() == 0


def test_a_card_is_drawn_when_it_comes_near_and_stays_when_another_arrives(bench: Bench, crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    session.slug = "customer-inventory"
    view = session.view()
    cards = view["cards"]
    panel = bench.open(view | {"cards": cards[1:]}, kernel=False)
    last = panel.locator(".mo-room-card").last
    assert last.locator("h4").text_content() == cards[-1]["title"], "whose it is, is there to be found"
    assert last.locator("dl").count() == 0
    panel.locator(".mo-room-card dl").first.wait_for()
    last.scroll_into_view_if_needed()
    last.locator("dl").wait_for()
    last.evaluate("(node) => { node.dataset.mine = '' }")
    bench.receive(type="view", view=view)
    assert panel.locator(".mo-room-card").count() == len(cards)
    assert panel.locator(".mo-room-card").last.get_attribute("data-mine") == ""


def test_the_focus_stays_with_a_curve_when_another_arrives(bench: Bench, crowd: Path) -> None:
    session = RoomSession(wall, str(crowd))
    session.slug = "journey-map"
    view = session.view()
    panel = bench.open(view | {"curves": view["curves"][1:]}, kernel=False)
    button = panel.locator(".mo-room-legend button").nth(1)
    whose = button.inner_text()
    button.focus()
    bench.receive(type="view", view=view)
    assert bench.focused() == whose
    assert panel.locator("polyline[data-front]").get_attribute("data-n") == "2"
