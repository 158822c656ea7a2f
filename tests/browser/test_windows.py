"""Nothing is dropped: two windows of one workbook, Python away at the wrong moment, a start that takes too long."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import Server, copy_course, open_notebook, watch_errors
from playwright.sync_api import Browser, Locator, Page, expect
from test_walk import panel, saved_events

NOTEBOOK = "notebooks/00_start.ipynb"
OTHER = "notebooks/00_start_again.ipynb"  # the same exercises in a kernel of their own
LADDER = "notebooks/03_relationship_and_loyalty.ipynb"
PIECE = "Your first piece"
AWAY = "Python is not answering"
BACK = "Python is answering again."


def prepare(root: Path) -> None:
    copy_course(root, "notebooks", "data")
    shutil.copy(root / NOTEBOOK, root / OTHER)


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server(prepare=prepare)


@pytest.fixture
def windows(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens windows: of the same browser, or of another one with ``fresh``. The learner's folder is empty at first."""
    for path in sorted(server.home.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    contexts: list[Any] = []

    def window(notebook: str = NOTEBOOK, *, fresh: bool = False) -> Page:
        if fresh or not contexts:
            contexts.append(browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce"))
        page: Page = contexts[-1].new_page()
        open_notebook(page, server, notebook)
        return page

    yield window
    for context in contexts:
        context.close()
    server.kill_kernel()


def piece(page: Page) -> Locator:
    return panel(page, PIECE)


def field(page: Page) -> Locator:
    return piece(page).get_by_role("textbox")


def status(page: Page) -> Locator:
    return piece(page).locator('[data-part="status"]')


def record(page: Page) -> None:
    piece(page).get_by_role("button", name="Record").click()


@pytest.mark.parametrize(
    "where",
    [pytest.param(w, marks=pytest.mark.slow) for w in ("the same browser", "another browser")] + ["another kernel"],
)
def test_each_window_learns_of_the_other_s_answer(windows: Callable[..., Page], where: str) -> None:
    one = windows()
    two = windows(OTHER if where == "another kernel" else NOTEBOOK, fresh=where != "the same browser")
    field(one).fill("The courier waits at the door and nobody rings back")
    expect(status(one)).to_have_text("Saved")
    expect(field(two)).to_have_value("The courier waits at the door and nobody rings back")
    expect(piece(two).locator(".mo-took")).to_contain_text("Taken over from another window")
    field(two).fill("The courier waits at the door and she rings back")
    record(two)
    expect(piece(two).locator(".mo-feedback")).to_be_visible()
    expect(field(one)).to_have_value("The courier waits at the door and she rings back")
    expect(piece(one).locator(".mo-feedback")).to_be_visible()
    expect(one.locator('[data-part="total"]')).to_contain_text("1 of")


def test_what_both_have_changed_is_asked_about_and_never_overwritten(
    windows: Callable[..., Page], server: Server
) -> None:
    one = windows()
    two = windows(OTHER, fresh=True)
    field(one).fill("First words")
    expect(field(two)).to_have_value("First words")
    server_away = server.kernels(OTHER)[0]
    server_away.suspend()  # Python is busy, for as long as the test wants
    field(two).fill("Words typed while Python was away")
    field(one).fill("Words typed in the first window")
    expect(status(one)).to_have_text("Saved")
    expect(status(two)).to_contain_text(AWAY)
    server_away.resume()
    question = piece(two).get_by_role("group").filter(has_text="Another window has another answer")
    expect(question).to_contain_text("Words typed in the first window")
    expect(status(two)).to_contain_text("Not saved yet")
    expect(field(two)).to_have_value("Words typed while Python was away")
    expect(field(one)).to_have_value("Words typed in the first window")
    question.get_by_role("button", name="Take the other answer").press("Enter")
    expect(field(two)).to_have_value("Words typed in the first window")
    expect(status(two)).to_have_text("Saved")
    piece(two).get_by_role("button", name="Undo").click()
    expect(field(two)).to_have_value("Words typed while Python was away")
    expect(field(one)).to_have_value("Words typed while Python was away")


@pytest.mark.parametrize(
    "how", ["killed", *(pytest.param(h, marks=pytest.mark.slow) for h in ("restarted", "busy", "offline"))]
)
def test_a_check_pressed_while_python_is_away_is_done_when_it_is_back(
    windows: Callable[..., Page], server: Server, how: str
) -> None:
    page = windows()
    text = "The courier waits at the door and nobody rings back"
    field(page).fill(text)
    expect(status(page)).to_have_text("Saved")
    (kernel,) = server.kernels(NOTEBOOK)
    kernel.suspend()
    if how == "offline":
        page.context.set_offline(True)
    record(page)
    expect(status(page)).to_contain_text("is recorded as soon as Python is back")
    expect(piece(page).locator('[data-part="announcer"]')).to_contain_text(AWAY)
    assert [e for e in saved_events(server) if e["type"] == "check"] == []
    if how == "offline":
        page.wait_for_timeout(1_000)
        page.context.set_offline(False)
    if how == "killed":
        kernel.kill()
    elif how == "restarted":
        command_soon(page, "notebook:restart-run-all")
        page.locator(".jp-Dialog button.jp-mod-accept").click()
    else:
        kernel.resume()
    expect(piece(page).locator(".mo-feedback")).to_be_visible()
    expect(piece(page).get_by_text("This was done as soon as it was back")).to_be_visible()
    expect(status(page)).to_have_text("Saved")
    expect(piece(page).get_by_text(AWAY)).to_have_count(0)  # nor does a screen reader find it any more
    page.wait_for_timeout(3_000)  # a check sent twice would be written down by now
    assert [e["answer"] for e in saved_events(server) if e["type"] == "check"] == [text]
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.includes('/check/'))") == []


def command_soon(page: Page, name: str) -> None:
    """A command whose dialog waits for a person."""
    page.evaluate("(name) => void window.jupyterapp.commands.execute(name)", name)


SLOW_START = """() => {
  const real = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => real(ms === 2000 ? 0 : ms);
}"""


def test_a_panel_that_starts_too_slowly_for_anywidget_is_not_deaf(browser: Browser, server: Server) -> None:
    """anywidget gives up after two seconds. Here it does so at once, as on a computer that is busy for so long."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script(f"({SLOW_START})()")
        page = context.new_page()
        errors = watch_errors(page)
        open_notebook(page, server, NOTEBOOK)
        assert any("Failed to initialize model" in e for e in errors), "anywidget has another limit: adapt this test"
        field(page).fill("The courier waits at the door and nobody rings back")
        expect(status(page)).to_have_text("Saved")
        record(page)
        expect(piece(page).locator(".mo-feedback")).to_be_visible()
    server.kill_kernel()


def test_what_the_server_holds_is_whole_json(windows: Callable[..., Page], server: Server) -> None:
    """A draft is one file, replaced whole, whichever kernel writes."""
    one, two = windows(), windows(OTHER, fresh=True)
    for n in range(3):
        field(one).fill(f"one {n}")
        expect(field(two)).to_have_value(f"one {n}")
        field(two).fill(f"two {n}")
        expect(field(one)).to_have_value(f"two {n}")
    (draft,) = (server.home / "drafts").glob("*.json")
    assert json.loads(draft.read_text())["answer"] == "two 2"


def test_after_a_click_on_check_the_verdict_is_in_sight(windows: Callable[..., Page]) -> None:
    """By mouse, in a window as low as a small laptop's; what is clicked and what is seen are points, not elements."""
    page = windows(LADDER)
    page.set_viewport_size({"width": 1280, "height": 620})
    ladder = panel(page, "Tessera's customers on the ladder")
    for number, choose in enumerate(ladder.locator(".mo-card select").all()):
        choose.select_option(index=1 + number % 6)
    button = ladder.get_by_role("button", name="Check", exact=True)
    button.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # the notebook lays its cells out while it scrolls
    box = button.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(ladder.locator(".mo-feedback")).to_be_visible()
    page.wait_for_timeout(1_500)
    seen = ladder.locator(".mo-feedback-head").evaluate("""n => { const r = n.getBoundingClientRect();
      const at = document.elementFromPoint(r.left + 30, r.top + r.height / 2);
      return [r.top >= 0, r.bottom <= innerHeight, n.contains(at)]; }""")
    assert seen == [True, True, True]
    first = ladder.locator(".mo-line").first.bounding_box()
    assert first is not None
    assert first["y"] + 24 <= 620, "the first thing to look at again is below the edge"


def test_a_view_that_fails_says_so_in_its_place(browser: Browser, server: Server) -> None:
    """One panel's drawing fails: the cell says so and what to do, and its neighbours work."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script("""
          const real = Element.prototype.setAttribute;
          Element.prototype.setAttribute = function (name, value) {
            const ours = name === "data-slug" && value === "your-first-piece";
            if (ours && !window.mended) throw new Error("a fault of ours");
            return real.call(this, name, value);
          };""")
        page = context.new_page()
        open_notebook(page, server, NOTEBOOK)
        alert = page.get_by_role("alert").filter(has_text="could not be drawn")
        for _ in range(40):
            if alert.count():
                break
            page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollBy(0, 500)")
            page.wait_for_timeout(150)
        expect(alert).to_contain_text("Your answers are safe")
        expect(alert.get_by_role("button", name="Try again")).to_be_visible()
        expect(page.locator("section.mo-exercise").first).to_be_visible()
        page.evaluate("window.mended = true")
        alert.get_by_role("button", name="Try again").press("Enter")
        field(page).fill("It works again, with all that it had")
        expect(status(page)).to_have_text("Saved")
    server.kill_kernel()


def test_the_foot_knows_the_name_and_what_was_earned(windows: Callable[..., Page]) -> None:
    page = windows()
    page.get_by_role("button", name="Add your name").first.click()
    page.get_by_label("Your name").fill("Ana Silva")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("Ana Silva").first).to_be_visible()
    five = panel(page, "Five ratings of one firm")
    five.get_by_role("radio").first.click()
    five.get_by_role("button", name="Check", exact=True).click()
    expect(five.locator(".mo-feedback")).to_be_visible()
    foot = panel(page, "Hand in your answers")
    expect(foot.locator(".mo-submit-who")).to_contain_text("Ana Silva")
    expect(foot.get_by_label("Your name")).to_have_count(0)
    expect(foot.get_by_role("row", name="Five ratings of one firm").locator("td.mo-earned")).to_have_text(
        re.compile("[01] of 1")
    )
    expect(foot.locator('[data-part="points"]')).to_contain_text("You have earned")
