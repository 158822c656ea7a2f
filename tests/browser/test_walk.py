"""The workbook in a real JupyterLab, as a learner has it: it opens ready, is answered by keyboard alone, survives."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness import Server, open_notebook
from playwright.sync_api import Browser, Locator, Page, expect

LADDER = "03_relationship_and_loyalty"
# JupyterLab's own page is not ours to judge; contrast is measured on a plain page, tests/panel: axe cannot see it here.
AXE = {"include": [[".mo-panel"]]}
# The notebook's cells, in their order, whether or not JupyterLab has drawn them already.
CELLS = "() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(cell => cell.id)"
RULES = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server()


@pytest.fixture
def learner(page: Page, server: Server) -> Iterator[Page]:
    """A page whose learner has answered nothing yet: the folder is emptied before the notebook is opened."""
    for path in sorted(server.home.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    yield page
    server.kill_kernel()


def panel(page: Page, title: str) -> Locator:
    """The panel of an exercise, scrolled into view (JupyterLab draws cells as they come near)."""
    found = page.locator(".mo-panel").filter(has=page.get_by_role("heading", name=title, exact=True))
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    for _ in range(60):
        if found.count():
            break
        outer.evaluate("e => e.scrollBy(0, 500)")
        page.wait_for_timeout(100)
    found.scroll_into_view_if_needed()
    return found


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


def test_an_exercise_is_answered_by_keyboard_alone(learner: Page, server: Server) -> None:
    open_notebook(learner, server, f"notebooks/{LADDER}.ipynb")
    ladder = panel(learner, "Tessera's customers on the ladder")
    cells = learner.evaluate(CELLS)
    ladder.get_by_role("heading").first.click()
    tab_to(learner, ladder.locator(".mo-card-main").first)
    for key in ("1", "2", "d", "d", "a", "b", "x"):  # 1 and 2 place cards; the others are shortcuts of JupyterLab
        learner.keyboard.press(key)
    tab_to(learner, ladder.get_by_role("button", name="Check"))
    learner.keyboard.press("Enter")
    expect(ladder.locator('[aria-live="polite"] .mo-feedback')).to_be_visible()
    expect(ladder.get_by_text("Saved", exact=True)).to_be_visible()
    assert learner.evaluate(CELLS) == cells, "a JupyterLab shortcut leaked out of the exercise"
    (event,) = saved_events(server)
    assert event["exercise"] == "loyalty-ladder"
    assert event["type"] == "check"
    assert len(event["answer"]) == 2  # type: ignore[arg-type]


def test_nothing_typed_is_lost_when_python_is_killed(learner: Page, server: Server) -> None:
    notebook = "notebooks/00_start.ipynb"
    open_notebook(learner, server, notebook)
    field = panel(learner, "Your first piece").get_by_role("textbox")
    field.click()
    learner.keyboard.type("The courier waits at the door ")
    assert server.kill_kernel(notebook) == 1
    learner.keyboard.type("and nobody rings back.")
    learner.wait_for_timeout(300)  # the browser keeps each input at once; the page may close a moment later
    learner.reload()
    open_notebook(learner, server, notebook)
    again = panel(learner, "Your first piece").get_by_role("textbox")
    expect(again).to_have_value("The courier waits at the door and nobody rings back.")
    drafts = server.home / "drafts"
    end = time.monotonic() + 20
    while time.monotonic() < end and not any("rings back" in p.read_text() for p in drafts.glob("*.json")):
        learner.wait_for_timeout(200)
    assert any("rings back" in p.read_text() for p in drafts.glob("*.json"))


@pytest.mark.slow
def test_everything_moves_to_another_machine_in_one_file(
    learner: Page, browser: Browser, server: Server, lab_server: Callable[..., Server], tmp_path: Path
) -> None:
    notebook = "notebooks/00_start.ipynb"
    open_notebook(learner, server, notebook)
    learner.get_by_role("button", name="Add your name").click()
    learner.get_by_label("Your name").first.fill("Ana Silva")
    learner.get_by_role("button", name="Save", exact=True).first.click()
    expect(learner.get_by_text("Ana Silva").first).to_be_visible()
    field = panel(learner, "Your first piece").get_by_role("textbox")
    field.fill("One piece of the picture")
    piece = panel(learner, "Your first piece")
    piece.get_by_role("button", name="Record").click()
    expect(piece.get_by_text("Saved", exact=True)).to_be_visible()
    learner.locator(".jp-WindowedPanel-outer").first.evaluate("e => { e.scrollTop = 0 }")
    learner.locator("summary", has_text="Keep or move your answers").first.click()
    with learner.expect_download() as downloading:
        learner.get_by_role("button", name="Download").first.click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)

    other = lab_server()
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        fresh = context.new_page()
        open_notebook(fresh, other, notebook)
        fresh.locator("summary", has_text="Keep or move your answers").first.click()
        fresh.locator("input[type=file]").first.set_input_files(file)
        expect(fresh.get_by_text("Ana Silva").first).to_be_visible()
        expect(panel(fresh, "Your first piece").get_by_role("textbox")).to_have_value("One piece of the picture")
    assert [e["exercise"] for e in saved_events(other)] == [e["exercise"] for e in saved_events(server)]


@pytest.mark.slow  # tests/panel looks at every kind with axe
def test_axe_finds_nothing_in_the_panels(learner: Page, server: Server) -> None:
    open_notebook(learner, server, f"notebooks/{LADDER}.ipynb")
    panel(learner, "Tessera's customers on the ladder")
    found = Axe().run(learner, context=AXE, options=RULES)
    wrong = {v["id"]: [n["html"][:200] for n in v["nodes"]] for v in found.response["violations"]}
    assert wrong == {}
