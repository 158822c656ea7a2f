"""Fixtures of the tests that drive a real Jupyter in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from harness import PATIENCE, Server, serve
from playwright.sync_api import Browser, Page, Playwright, expect

from tests import browsers
from tests.support import long_profile

_HERE = Path(__file__).parent
expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder carries the marker ``browser``."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest, engine: Playwright) -> Iterator[Browser]:
    """The browser of all tests, or in make test the engine alone, which is a fifth less work. No page stands for long:
    what its compilers would do to make it fast is a tenth of what it costs."""
    if long_profile():
        yield request.getfixturevalue("chromium")
        return
    opened = browsers.launch(engine, browsers.shell(), "--js-flags=--no-maglev --no-turbofan")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def lab_server(
    browser: Browser,  # noqa: ARG001 - no server is started where there is no browser to look at it
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Server]]:
    """Start a server (see ``harness.serve`` for what it takes); it runs until the module's tests are done."""
    with ExitStack() as running:

        def start(**options: Any) -> Server:
            return running.enter_context(serve(tmp_path_factory.mktemp("lab"), **options))

        yield start


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own browser context: nothing remembered from other tests."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB") as context:
        context.set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
