"""Pages for the panel's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .bench import Bench

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is looked at in light is looked at in dark, too, by make test-all."""
    for item in items:
        if HERE in item.path.parents and "dark" in item.name.partition("[")[2]:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def desk(shell: Browser) -> Iterator[Bench]:
    """A page as wide as a notebook."""
    with shell.new_context(viewport={"width": 900, "height": 800}, reduced_motion="reduce") as context:
        yield Bench(context.new_page())


@pytest.fixture(scope="session")
def phone(shell: Browser) -> Iterator[Bench]:
    """A page on a phone: narrow, touched."""
    size = {"width": 422, "height": 800}
    with shell.new_context(viewport=size, has_touch=True, is_mobile=True, reduced_motion="reduce") as context:
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


@pytest.fixture(scope="session")
def clock(shell: Browser) -> Iterator[Bench]:
    """A page whose clock is set."""
    with shell.new_context(viewport={"width": 900, "height": 800}, reduced_motion="reduce") as context:
        made = Bench(context.new_page(), stays=False)
        made.page.clock.install()
        yield made


@pytest.fixture
def clocked(clock: Bench) -> Iterator[Bench]:
    """A page whose clock the test sets: loaded anew for each test, because what waits for its time is of a page."""
    with clock.fresh():
        yield clock
