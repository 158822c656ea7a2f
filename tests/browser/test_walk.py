"""The workbook in a real JupyterLab, as a learner has it: the verdict is seen, everything moves to another machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hand import Mouse, panel, saved_events
from harness import Server, open_in_lab, open_notebook, state
from playwright.sync_api import Browser, Page, expect

LADDER = "03_relationship_and_loyalty"
# JupyterLab's own page is not ours to judge; contrast is measured on a plain page, tests/panel: axe cannot see it here.
AXE = {"include": [[".mo-panel"]]}
RULES = {"rules": {"color-contrast": {"enabled": False}}}


@pytest.fixture(scope="module")
def learner(lab: Page, shared: Server) -> Page:
    """A learner who opens the notebook of the ladder and has answered nothing yet."""
    lab.set_viewport_size({"width": 1280, "height": 800})
    open_in_lab(lab, shared, f"notebooks/{LADDER}.ipynb")
    return lab


# What JupyterLab draws above a verdict later is in tests/panel/test_in_sight.py.
@pytest.mark.slow
def test_after_a_click_on_check_the_verdict_is_in_sight(learner: Page) -> None:
    """By mouse, in a window as low as a small laptop's; what is clicked and what is seen are points, not elements."""
    page = learner
    page.set_viewport_size({"width": 1280, "height": 620})
    ladder = panel(page, "Tessera's customers on the ladder")
    for number, choose in enumerate(ladder.locator(".mo-card select").all()):
        choose.select_option(index=1 + number % 6)
    Mouse(page).click(ladder.get_by_role("button", name="Check", exact=True))
    first = ladder.locator(".mo-line").first
    expect(first).to_be_visible()
    seen = ladder.locator(".mo-feedback-head").evaluate("""async (n) => {
      const look = () => {
        const r = n.getBoundingClientRect();
        const at = document.elementFromPoint(r.left + 30, r.top + r.height / 2);
        return [r.top >= 0, r.bottom <= innerHeight, n.contains(at)];
      };
      const end = performance.now() + 30_000;
      let since = performance.now();  // it is in sight, and stays there; cells above may still be drawn when it comes
      while (performance.now() - since < 700 && performance.now() < end) {
        await new Promise((then) => setTimeout(then, 50));
        if (look().includes(false)) since = performance.now();
      }
      return look();
    }""")
    assert seen == [True, True, True]
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + 24 <= 620, "the first thing to look at again is below the edge"


@pytest.mark.slow
def test_everything_moves_to_another_machine_in_one_file(
    learner: Page, browser: Browser, shared: Server, lab_server: Callable[..., Server], tmp_path: Path
) -> None:
    notebook = "notebooks/00_start.ipynb"
    open_in_lab(learner, shared, notebook)
    learner.get_by_role("button", name="Add your name").click()
    learner.get_by_label("Your name").first.fill("Ana Silva")
    learner.get_by_role("button", name="Save", exact=True).first.click()
    expect(learner.get_by_text("Ana Silva").first).to_be_visible()
    field = panel(learner, "Your first piece").get_by_role("textbox")
    field.fill("One piece of the picture")
    piece = panel(learner, "Your first piece")
    piece.get_by_role("button", name="Record").click()
    expect(piece.get_by_text("Saved", exact=True)).to_be_visible()
    front = state(learner)  # a notebook that another test has left open has the same words
    front.locator("summary", has_text="Keep or move your answers").first.click()
    with learner.expect_download() as downloading:
        front.get_by_role("button", name="Download").first.click()
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
    assert [e["exercise"] for e in saved_events(other)] == [e["exercise"] for e in saved_events(shared)]


@pytest.mark.slow  # tests/panel looks at every kind with axe
def test_axe_finds_nothing_in_the_panels(learner: Page, shared: Server) -> None:
    open_in_lab(learner, shared, f"notebooks/{LADDER}.ipynb")
    panel(learner, "Tessera's customers on the ladder")
    found = Axe().run(learner, context=AXE, options=RULES)
    wrong = {v["id"]: [n["html"][:200] for n in v["nodes"]] for v in found.response["violations"]}
    assert wrong == {}
