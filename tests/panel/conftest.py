"""A browser for the panel's tests. Without one they are skipped with the reason, or fail where one is required."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from .bench import Bench, browser_path

ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
NO_BROWSER = "no Chromium found: set MOSAIC_CHROMIUM to one, or install chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this folder."""
    path = browser_path()
    if path is None:
        if os.environ.get("MOSAIC_REQUIRE_BROWSER") == "1":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def desk(chromium: Browser) -> Iterator[Bench]:
    """A page as wide as a notebook."""
    with chromium.new_context(viewport={"width": 900, "height": 800}, reduced_motion="reduce") as context:
        yield Bench(context.new_page())


@pytest.fixture(scope="session")
def phone(chromium: Browser) -> Iterator[Bench]:
    """A page on a phone: narrow, touched."""
    size = {"width": 422, "height": 800}
    with chromium.new_context(viewport=size, has_touch=True, is_mobile=True, reduced_motion="reduce") as context:
        yield Bench(context.new_page())


@pytest.fixture
def bench(desk: Bench) -> Iterator[Bench]:
    """A page for one panel, with nothing kept. An error in the page that no test expects fails the test."""
    with desk.fresh():
        yield desk


@pytest.fixture
def touch(phone: Bench) -> Iterator[Bench]:
    """The same on a phone."""
    with phone.fresh():
        yield phone


@pytest.fixture
def clocked(chromium: Browser) -> Iterator[Bench]:
    """A page whose clock the test sets."""
    with chromium.new_context(viewport={"width": 900, "height": 800}, reduced_motion="reduce") as context:
        made = Bench(context.new_page())
        made.page.clock.install()
        with made.fresh():
            yield made
