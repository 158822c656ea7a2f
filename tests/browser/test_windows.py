"""Nothing is dropped: two windows of one workbook, Python away at the wrong moment, a start that takes too long."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hand import panel, saved_events
from harness import (
    PATIENCE,
    Server,
    code,
    copy_course,
    markdown,
    open_in_lab,
    open_notebook,
    unseen,
    watch_errors,
    write_notebook,
)
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import long_profile

NOTEBOOK = "notebooks/00_start.ipynb"
OTHER = "notebooks/00_start_again.ipynb"  # the same exercises in a kernel of their own
PIECE = "Your first piece"
AWAY = "Python is not answering"
BACK = "Python is answering again."


def prepare(root: Path) -> None:
    """The top and the foot of the first notebook, with two of its exercises, twice."""
    copy_course(root, "data")
    calls = ("start()", 'exercise("who-is-right")', 'exercise("your-first-piece")', "submit()")
    cells = [code(f"from mosaic_exercises import {call.partition('(')[0]}\n\n{call}") for call in calls]
    write_notebook(root / NOTEBOOK, [markdown("# Start"), *cells])
    shutil.copy(root / NOTEBOOK, root / OTHER)


@pytest.fixture(scope="module")
def server(shared: Server) -> Server:
    return shared.add(prepare, "windows")


@contextmanager
def fresh(browser: Browser) -> Iterator[Page]:
    """A window of another browser."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        unseen(context).set_default_timeout(PATIENCE * 1000)
        yield context.new_page()


@pytest.fixture(scope="module")
def pair(lab: Page, away: Page, server: Server) -> tuple[Page, Page]:
    """Two windows of one workbook, each with a Python of its own and with what it keeps in the browser: two browsers,
    as far as a page can tell. The tests go on where the one before left them."""
    away.add_init_script(APART)
    if long_profile():  # JupyterLab begins anew: Pythons that died in the tests before are remembered in it
        open_notebook(lab, server, NOTEBOOK, "lab")
    else:
        open_in_lab(lab, server, NOTEBOOK)
    open_notebook(away, server, OTHER, "notebook")
    return lab, away


def piece(page: Page) -> Locator:
    return panel(page, PIECE)


def field(page: Page) -> Locator:
    return piece(page).get_by_role("textbox")


def status(page: Page) -> Locator:
    return piece(page).locator('[data-part="status"]')


def record(page: Page) -> None:
    piece(page).get_by_role("button", name="Record").click()


def learns(one: Page, two: Page) -> None:
    """What is answered in one window comes on the screen of the other, and back."""
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


# A browser of its own, as far as a page can tell by what it has kept there; this address is opened in one tab only.
APART = """if (location.pathname.endsWith('/00_start_again.ipynb')) {
  const kept = {};
  const given = {
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => { kept[key] = String(value); },
    removeItem: (key) => { delete kept[key]; },
    key: (at) => Object.keys(kept)[at] ?? null,
  };
  const storage = new Proxy(kept, {
    get: (all, name) => given[name] ?? (name === 'length' ? Object.keys(all).length : all[name]),
  });
  Object.defineProperty(window, 'localStorage', { value: storage });
}"""

HINDERED = """() => {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms === 2000 ? 0 : ms);
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "data-slug" && value === "your-first-piece") throw new Error("a fault of ours");
    return setAttribute.call(this, name, value);
  };
  window.mended = () => {
    AbortSignal.timeout = timeout;
    Element.prototype.setAttribute = setAttribute;
  };
}"""


def test_a_slow_start_and_a_view_that_fails_are_told_and_can_be_mended(lab: Page, server: Server) -> None:
    """anywidget gives up after two seconds. Here it does so at once, as on a computer that is busy for so long; yet no
    panel is deaf. And one panel's drawing fails: the cell says so and what to do, and its neighbours work."""
    page = lab
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(HINDERED)
    errors = watch_errors(page)
    open_in_lab(page, server, NOTEBOOK)
    assert any("Failed to initialize model" in e for e in errors), "anywidget has another limit: adapt this test"
    alert = page.get_by_role("alert").filter(has_text="could not be drawn")
    for _ in range(40):
        if alert.count():
            break
        page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollBy(0, 500)")
        page.wait_for_timeout(150)
    expect(alert).to_contain_text("Your answers are safe")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.locator("section.mo-exercise").first).to_be_visible()
    page.evaluate("mended()")
    alert.get_by_role("button", name="Try again").press("Enter")
    field(page).fill("It works again, with all that it had")
    expect(status(page)).to_have_text("Saved")


@pytest.mark.slow
@pytest.mark.parametrize("where", ["the same browser", "another browser"])
def test_windows_of_one_python_learn_of_each_other_too(browser: Browser, server: Server, where: str) -> None:
    server.forget()
    with fresh(browser) as one, fresh(browser) as stranger:
        two = stranger if where == "another browser" else one.context.new_page()
        for page in (one, two):
            open_notebook(page, server, NOTEBOOK)
        learns(one, two)


def test_each_window_learns_of_the_other_s_answer(pair: tuple[Page, Page]) -> None:
    learns(*pair)


def test_what_both_have_changed_is_asked_about_and_never_overwritten(pair: tuple[Page, Page], server: Server) -> None:
    one, two = pair
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


def test_what_the_server_holds_is_whole_json(pair: tuple[Page, Page], server: Server) -> None:
    """A draft is one file, replaced whole, whichever kernel writes."""
    one, two = pair
    field(two).fill("written by the second")
    expect(field(one)).to_have_value("written by the second")
    (draft,) = (server.home / "drafts").glob("*.json")
    assert json.loads(draft.read_text())["answer"] == "written by the second"


def test_the_foot_knows_the_name_and_what_was_earned(pair: tuple[Page, Page]) -> None:
    page, _ = pair
    page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollTo(0, 0)")
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


@pytest.mark.parametrize(
    "how", ["killed", *(pytest.param(h, marks=pytest.mark.slow) for h in ("restarted", "busy", "offline"))]
)
def test_a_check_pressed_while_python_is_away_is_done_when_it_is_back(
    pair: tuple[Page, Page], server: Server, how: str
) -> None:
    page, _ = pair
    text = f"The courier waits at the door and nobody rings back: {how}"
    before = len(checks(server))
    field(page).fill(text)
    expect(status(page)).to_have_text("Saved")
    (kernel,) = server.kernels(NOTEBOOK)
    kernel.suspend()
    if how == "offline":
        page.context.set_offline(True)
    record(page)
    expect(status(page)).to_contain_text("is recorded as soon as Python is back")
    expect(piece(page).locator('[data-part="announcer"]')).to_contain_text(AWAY)
    assert len(checks(server)) == before
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
    page.wait_for_timeout(2_000)  # a check sent twice would be written down by now
    assert checks(server)[before:] == [text]
    assert page.evaluate("Object.keys(localStorage).filter((k) => k.includes('/check/'))") == []


def checks(server: Server) -> list[object]:
    """The answers that were checked, as the learner's record has them."""
    return [event["answer"] for event in saved_events(server) if event["type"] == "check"]


def command_soon(page: Page, name: str) -> None:
    """A command whose dialog waits for a person."""
    page.evaluate("(name) => void window.jupyterapp.commands.execute(name)", name)


def test_nothing_typed_is_lost_when_python_is_killed(pair: tuple[Page, Page], server: Server) -> None:
    page, _ = pair
    field(page).fill("")
    field(page).click()
    page.keyboard.type("The courier waits at the door ")
    assert server.kill_kernel(NOTEBOOK) == 1
    page.keyboard.type("and nobody rings back.")
    kept = "Object.entries(localStorage).some(([k, v]) => k.includes('/draft/') && v.includes('door and nobody rings'))"
    page.wait_for_function(kept)  # the browser keeps each input at once; the page may close a moment later
    open_notebook(page, server, NOTEBOOK, "lab")  # the page is left, and another one comes
    expect(field(page)).to_have_value("The courier waits at the door and nobody rings back.")
    drafts = server.home / "drafts"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not any("door and nobody rings" in p.read_text() for p in drafts.glob("*.json")):
        page.wait_for_timeout(200)
    assert any("door and nobody rings" in p.read_text() for p in drafts.glob("*.json"))
