"""Every test works in a folder of its own: no test ever touches a real learner's work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """MOSAIC_HOME is always a temporary folder; the course is the base course unless a test layers over it."""
    folder = tmp_path / "my_work"
    monkeypatch.setenv("MOSAIC_HOME", str(folder))
    for name in ("MOSAIC_COURSE", "JUPYTERHUB_USER", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one Chromium of this process: Playwright cannot be started twice in one. Without a Chromium the tests that
    need it are skipped with the reason, or fail where one is required."""
    from playwright.sync_api import sync_playwright

    from tests.panel.bench import browser_path

    path = browser_path()
    if path is None:
        reason = "no Chromium: set MOSAIC_CHROMIUM to its path, or install the package chromium"
        if os.environ.get("MOSAIC_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    quiet = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path, args=[*quiet.split(), "--disable-component-update", "--disable-sync"]
        )
        yield opened
        opened.close()
