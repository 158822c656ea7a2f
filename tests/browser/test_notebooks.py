"""Every notebook of the course opens ready in a real JupyterLab: each exercise drawn, no code shown, no error."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from harness import REPOSITORY, Server, command, faults, open_in_lab, state, watch_errors
from playwright.sync_api import Page, expect

from mosaic_exercises.labextension.pattern import may_run

NOTEBOOKS = sorted(p.stem for p in (REPOSITORY / "notebooks").glob("[0-9]*.ipynb"))
# The others are opened by make test-all; every exercise of every notebook is drawn in tests/panel/test_course.py, every
# notebook is run by make nbval, the first is read in test_reading, and the plan's panel is among test_layers' kinds.
HEAVIEST = "09_culture_and_strategy"


@pytest.fixture
def page(lab: Page, shared: Server) -> Iterator[Page]:
    """The one JupyterLab of all notebooks: what a learner has who goes from one to the next. It is tall, so that a few
    steps see a whole notebook; what a test opens is closed after it."""
    lab.set_viewport_size({"width": 1280, "height": 2400})
    yield lab
    command(lab, "application:close")
    shared.end_kernels()


def counted(page: Page) -> list[int]:
    """A list that fills with the sizes of all that comes over the page's websockets from now on, but for code that a
    page asks for again because it has waited for long: a busy machine's page does."""
    sizes: list[int] = []

    def received(data: str | bytes) -> None:
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        if '"digest"' not in text:
            sizes.append(len(data))

    page.on("websocket", lambda socket: socket.on("framereceived", received))
    return sizes


def assert_light(page: Page, sizes: list[int]) -> None:
    """The whole notebook, each exercise drawn and answered, came with few bytes and one copy of each code and style."""
    assert 100_000 < sum(sizes) < 600_000
    sheets = page.evaluate(
        "[...document.querySelectorAll('style[data-mosaic-sheet]')].map((s) => s.dataset.mosaicSheet)"
    )
    assert len(sheets) == len(set(sheets)) > 5
    assert page.evaluate("[...mosaicPage.modules.keys()].filter((key) => !key.includes(' ')).length") == 1


def exercise_cells(stem: str) -> int:
    cells = json.loads((REPOSITORY / "notebooks" / f"{stem}.ipynb").read_text())["cells"]
    return sum(c["cell_type"] == "code" and may_run("".join(c["source"])) for c in cells)


@pytest.mark.parametrize(
    "stem", [stem if stem == HEAVIEST else pytest.param(stem, marks=pytest.mark.slow) for stem in NOTEBOOKS]
)
def test_every_notebook_opens_ready_with_no_click_and_no_code(page: Page, shared: Server, stem: str) -> None:
    errors, sizes = watch_errors(page), counted(page)
    open_in_lab(page, shared, f"notebooks/{stem}.ipynb")
    start = state(page).locator(".mo-panel").first
    expect(start.get_by_text("tiles laid").first).to_be_visible()
    command(page, "notebook:expand-all-headings")  # what may be skipped is folded
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
    assert faults(errors) == []
    if stem == HEAVIEST:
        assert_light(page, sizes)
