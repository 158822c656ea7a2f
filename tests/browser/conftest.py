"""Fixtures of the tests that drive a real Jupyter in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from harness import PATIENCE, Server, begin_anew, pythons, serve, unseen
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


@pytest.fixture(scope="session")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The one server of all modules that need none of a sort of their own, with the repository's course, and with
    Pythons in which a stand-in is the course's package, or something else is wrong."""
    folder = tmp_path_factory.mktemp("lab")
    often = {"KernelRestarter.restart_limit": 2, "KernelRestarter.time_to_dead": 0.5}
    with serve(folder, course="course", kernels=pythons(folder / "broken"), options=often) as server:
        yield server


@pytest.fixture(scope="module")
def shared(everywhere: Server) -> Iterator[Server]:
    """The same, with no Python running and nothing answered, after the module's tests and so before them."""
    yield everywhere
    everywhere.forget()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[dict[str, Page]]:
    """Two tabs of one browser for all modules: one for JupyterLab, which is loaded once, and one that goes from one
    address to the next. A page that is loaded where it was loaded before costs two thirds: its code is compiled."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        unseen(context).set_default_timeout(PATIENCE * 1000)
        yield {"lab": context.new_page(), "away": context.new_page()}


@pytest.fixture(scope="module")
def lab_tab(tabs: dict[str, Page], shared: Server) -> Iterator[Page]:
    """JupyterLab's tab, with JupyterLab in it or with nothing yet; nobody has answered anything."""
    page = tabs["lab"]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.bring_to_front()
    begin_anew(page, shared)
    yield page
    page.evaluate("void window.jupyterapp?.commands.execute('application:close-all')")
    page.wait_for_timeout(300)
    if page.locator(".jp-NotebookPanel, .jp-Dialog").count():  # it asks: the next begins anew
        page.goto("about:blank")


@pytest.fixture(scope="module")
def lab(lab_tab: Page, shared: Server) -> Page:
    """JupyterLab with no notebook open, as another module may have left it."""
    if not lab_tab.evaluate("Boolean(window.jupyterapp)"):
        lab_tab.goto(f"{shared.url}lab?reset")
        lab_tab.wait_for_function("window.jupyterapp?.shell.currentWidget")
        begin_anew(lab_tab, shared)
    return lab_tab


@pytest.fixture(scope="module")
def away(tabs: dict[str, Page]) -> Iterator[Page]:
    """A tab that opens what it is told, and is empty afterwards."""
    page = tabs["away"]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.bring_to_front()
    yield page
    page.goto("about:blank")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own browser context: nothing remembered from other tests."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB") as context:
        unseen(context).set_default_timeout(PATIENCE * 1000)
        yield context.new_page()
