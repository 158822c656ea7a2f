"""Every test works in a folder of its own: no test ever touches a real learner's work."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests import browsers
from tests.costs import Costs
from tests.support import long_profile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[1]
HOMES = count()

# How many examples a fuzzed test tries: some in make test, many in make test-all (--hypothesis-profile=long).
settings.register_profile("quick", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("quick"), max_examples=300)
settings.load_profile("quick")


def pytest_configure(config: pytest.Config) -> None:
    """What each file costs is told at the end (tests/costs.py)."""
    config.pluginmanager.register(Costs(), "costs")
    gc.disable()  # until all is collected: nothing of it is garbage


def pytest_collection_finish() -> None:
    """The collector leaves out what stands now, some 600,000 things that live to the end, and looks at the others a
    little later than it would. To go through all of it again and again was a fifth of what Python did in the tests."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


# Files are handed to the workers one by one, in this order: the long ones first, so that both workers end together.
# The first loads JupyterLab anyway, for all others of its folder.
LONG = ("browser/test_opening", "browser/", "labextension/", "panel/", "labs/", "grading/", "plots/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """In make test all files of tests/browser are handed to one worker, as if they were one: two would start a server
    each, and load JupyterLab twice. The other worker has done as much of the rest by then. (make test-all has walks
    there that are longer than all the rest: it hands out file by file.)"""
    if config.getoption("dist") != "loadfile" or long_profile():
        return None
    from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

    class ByServer(LoadFileScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file: str = super()._split_scope(nodeid)
            return "tests/browser" if "tests/browser/" in file else file

    return ByServer(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first; the order within a file stays."""
    items.sort(key=lambda item: next((at for at, name in enumerate(LONG) if f"tests/{name}" in item.nodeid), len(LONG)))


@pytest.fixture(autouse=True)
def home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """MOSAIC_HOME is always a temporary folder; the course is the base course unless a test layers over it.

    It lies in the test's own folder where the test asks for one. For all others a counted one will do: to find a name
    for `tmp_path` pytest looks through those of all tests before, thousands of times.
    """
    if "tmp_path" in request.fixturenames:
        base: Path = request.getfixturevalue("tmp_path")
    else:
        base = tmp_path_factory.getbasetemp() / f"home{next(HOMES)}"
        base.mkdir()
    folder = base / "my_work"
    monkeypatch.setenv("MOSAIC_HOME", str(folder))
    for name in ("MOSAIC_COURSE", "JUPYTERHUB_USER", "JPY_SESSION_NAME", "VOILA_REQUEST_URL", "MOSAIC_COLLECT"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def engine() -> Iterator[Playwright]:
    """The one Playwright of this process: it cannot be started twice in one. Without a Chromium the tests that need it
    are skipped with the reason, or fail where one is required."""
    from playwright.sync_api import sync_playwright

    if browsers.chromium() is None:
        reason = f"{browsers.CHROMIUM}: set MOSAIC_CHROMIUM to its path, or install the package chromium"
        if browsers.required():
            pytest.fail(reason)
        pytest.skip(reason)
    browsers.walk_short_stacks()
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(engine: Playwright) -> Iterator[Browser]:
    """The browser that learners have."""
    opened = browsers.launch(engine)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shell(engine: Playwright) -> Iterator[Browser]:
    """The same engine without a browser's own windows where it is installed, for single panels: a quarter less work."""
    opened = browsers.launch(engine, browsers.shell())
    yield opened
    opened.close()


@pytest.hookimpl(tryfirst=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many tests had no browser: one line, however many they are."""
    skipped = terminalreporter.stats.get("skipped", [])
    for missing in (browsers.CHROMIUM, browsers.FIREFOX):
        without = [report for report in skipped if missing in str(report.longrepr)]
        if without:
            terminalreporter.stats["skipped"] = skipped = [report for report in skipped if report not in without]
            terminalreporter.stats.setdefault("without a browser", []).extend(without)
            terminalreporter.write_line(f"{len(without)} tests did not run, because there is {missing} here.")
