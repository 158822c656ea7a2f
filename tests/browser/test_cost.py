"""What opening costs, as far as it can be counted: bytes over the wire, copies of code and styles in the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from harness import Server, open_notebook, state
from playwright.sync_api import Page, WebSocket, expect

HEAVIEST = "notebooks/09_culture_and_strategy.ipynb"


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server()


def counted(page: Page) -> list[int]:
    """A list that fills with the sizes of all that comes over the page's websockets from now on."""
    sizes: list[int] = []

    def watch(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: sizes.append(len(data)))

    page.on("websocket", watch)
    return sizes


def test_the_heaviest_notebook_opens_with_few_bytes_and_one_copy_of_the_code(server: Server, page: Page) -> None:
    sizes = counted(page)
    open_notebook(page, server, HEAVIEST)
    expect(state(page).locator(".mo-panel").first.get_by_text("tiles laid").first).to_be_visible()
    page.wait_for_timeout(1_000)  # the greetings' answers
    assert 100_000 < sum(sizes) < 600_000
    sheets = page.evaluate(
        "[...document.querySelectorAll('style[data-mosaic-sheet]')].map((s) => s.dataset.mosaicSheet)"
    )
    assert len(sheets) == len(set(sheets)) > 5
    kits = page.evaluate("[...mosaicPage.modules.keys()].filter((key) => !key.includes(' ')).length")
    assert kits == 1
