"""Every notebook of the course opens ready in a real JupyterLab: each exercise drawn, no code shown, no error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from harness import PATIENCE, REPOSITORY, Server, command, open_notebook, state, wait_for_state, watch_errors
from playwright.sync_api import Browser, Page, expect

from mosaic_exercises.labextension.pattern import may_run

NOTEBOOKS = sorted(p.stem for p in (REPOSITORY / "notebooks").glob("[0-9]*.ipynb"))


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server()


@pytest.fixture(scope="module")
def lab(browser: Browser, server: Server) -> Iterator[Page]:
    """One JupyterLab for all notebooks: what a learner has who goes from one to the next. It is tall, so that a few
    steps see a whole notebook."""
    with browser.new_context(viewport={"width": 1280, "height": 2400}, locale="en-GB") as context:
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        open_notebook(page, server, f"notebooks/{NOTEBOOKS[0]}.ipynb", "lab")
        yield page


@pytest.fixture
def page(lab: Page, server: Server) -> Iterator[Page]:
    """The lab; what a test opens is closed after it."""
    yield lab
    command(lab, "application:close")
    server.kill_kernel()


def exercise_cells(stem: str) -> int:
    cells = json.loads((REPOSITORY / "notebooks" / f"{stem}.ipynb").read_text())["cells"]
    return sum(c["cell_type"] == "code" and may_run("".join(c["source"])) for c in cells)


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_every_notebook_opens_ready_with_no_click_and_no_code(page: Page, stem: str) -> None:
    errors = watch_errors(page)
    command(page, "docmanager:open", path=f"notebooks/{stem}.ipynb")
    wait_for_state(page, "ready")
    start = state(page).locator(".mo-panel").first
    expect(start.get_by_text("tiles laid").first).to_be_visible()
    seen: set[str] = set()
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    end = time.monotonic() + 60
    while len(seen) < exercise_cells(stem) and time.monotonic() < end:
        seen |= set(
            state(page)
            .locator(".jp-CodeCell:has(.mo-panel)")
            .evaluate_all("c => c.map(n => n.dataset.windowedListIndex)")
        )
        outer.evaluate("e => e.scrollBy(0, 1600)")
        page.wait_for_timeout(150)
    assert len(seen) == exercise_cells(stem)
    assert state(page).get_by_text("Error displaying widget").count() == 0
    assert state(page).locator(".jp-CodeCell:has(.mo-panel) .jp-InputArea-editor:visible").count() == 0
    assert errors == []
