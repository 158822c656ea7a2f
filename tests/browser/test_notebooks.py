"""Every notebook of the course opens ready in a real JupyterLab: each exercise drawn, no code shown, no error."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from harness import REPOSITORY, Server, open_notebook, watch_errors
from playwright.sync_api import Page, expect

from mosaic_exercises.labextension.pattern import may_run

NOTEBOOKS = sorted(p.stem for p in (REPOSITORY / "notebooks").glob("[0-9]*.ipynb"))


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server()


@pytest.fixture(autouse=True)
def kernel_ends(server: Server) -> Iterator[None]:
    yield
    server.kill_kernel()


def exercise_cells(stem: str) -> int:
    cells = json.loads((REPOSITORY / "notebooks" / f"{stem}.ipynb").read_text())["cells"]
    return sum(c["cell_type"] == "code" and may_run("".join(c["source"])) for c in cells)


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_every_notebook_opens_ready_with_no_click_and_no_code(page: Page, server: Server, stem: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 2400})  # tall, so that fewer steps see it all
    errors = watch_errors(page)
    open_notebook(page, server, f"notebooks/{stem}.ipynb")
    start = page.locator(".mo-panel").first
    expect(start.get_by_text("tiles laid").first).to_be_visible()
    seen: set[str] = set()
    outer = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer")
    end = time.monotonic() + 60
    while len(seen) < exercise_cells(stem) and time.monotonic() < end:
        seen |= set(
            page.locator(".jp-CodeCell:has(.mo-panel)").evaluate_all("c => c.map(n => n.dataset.windowedListIndex)")
        )
        outer.evaluate("e => e.scrollBy(0, 1600)")
        page.wait_for_timeout(150)
    assert len(seen) == exercise_cells(stem)
    assert page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".jp-CodeCell:has(.mo-panel) .jp-InputArea-editor:visible").count() == 0
    assert errors == []
