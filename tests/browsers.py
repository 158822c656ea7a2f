"""The browsers of this machine; ``python -m tests.browsers`` looks for a Chromium and, without one, tries to fetch it.

Tests that need a browser are skipped where there is none, and fail where MOSAIC_REQUIRE_BROWSER=1 says one must be.
"""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

CHROMIUM = "no Chromium"
FIREFOX = "no Firefox"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OWN = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
PATIENCE = 600  # seconds for a download


@cache
def chromium() -> str | None:
    """Where Chromium (or Chrome) is: MOSAIC_CHROMIUM, the usual places, or the one that Playwright has fetched."""
    if named := os.environ.get("MOSAIC_CHROMIUM"):
        return named if Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, ("/usr/bin/chromium", *NAMES))), None)
    return found or fetched()


def fetched() -> str | None:
    """Playwright's own Chromium, where ``playwright install chromium`` has brought one."""
    # in a process of its own: Playwright cannot be started twice in one
    asked = subprocess.run([sys.executable, "-c", OWN], capture_output=True, text=True, check=False)
    path = asked.stdout.strip()
    return path if path and Path(path).is_file() else None


def firefox() -> str | None:
    """Where Firefox is: MOSAIC_FIREFOX, or on the PATH."""
    return os.environ.get("MOSAIC_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def required() -> bool:
    """Whether a missing browser is a fault."""
    return os.environ.get("MOSAIC_REQUIRE_BROWSER") == "1"


def shell() -> str | None:
    """Where Chromium's headless shell is, or Chromium itself; one that was named is used for everything."""
    return chromium() if os.environ.get("MOSAIC_CHROMIUM") else shutil.which("chromium-headless-shell") or chromium()


def launch(playwright: Playwright, path: str | None = None, *flags: str) -> Browser:
    """A headless Chromium that asks nothing of the network by itself."""
    return playwright.chromium.launch(executable_path=path or chromium(), args=[*FLAGS, *flags])


def short_stack(_: int = 0) -> list[inspect.FrameInfo]:
    """Who called: file, line and function of the nearest ten frames."""
    found: list[inspect.FrameInfo] = []
    frame = inspect.currentframe()
    while frame is not None and (frame := frame.f_back) is not None and len(found) < 10:
        code = frame.f_code
        found.append(inspect.FrameInfo(frame, code.co_filename, frame.f_lineno, code.co_name, None, None))
    return found


def walk_short_stacks() -> None:
    """At each call Playwright notes who called, for the name in an error, by ``inspect.stack``. That asks for the file
    of each of some 60 frames of pytest, and where one has none it goes through all modules there are: half of what
    Python does in a panel's test."""
    from playwright._impl import _network, _sync_base

    for module in (_network, _sync_base):
        module.inspect = SimpleNamespace(**vars(inspect) | {"stack": short_stack})  # type: ignore[attr-defined]


def reason(output: str) -> str:
    """Why an installation failed: the first error it names."""
    lines = [re.sub(r"\x1b\[\d*m", "", line).strip() for line in output.splitlines()]
    return next((line for line in lines if line.startswith("Error")), next(filter(None, reversed(lines)), "no reason"))


def install() -> str:
    """Try ``playwright install chromium`` once; returns why it failed, or nothing."""
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return f"it took more than {PATIENCE // 60} minutes"
    if done.returncode:
        return reason(done.stdout)
    chromium.cache_clear()
    return "" if chromium() else "it says that it is done, but there is no file"


def main() -> int:
    """Say what came of it; 1 where a browser is required and there is none."""
    if chromium():
        return 0
    if named := os.environ.get("MOSAIC_CHROMIUM"):
        print(f"MOSAIC_CHROMIUM={named}: there is no such file.")
    else:
        print("No Chromium is here: trying 'playwright install chromium' once ...", flush=True)
        fault = install()
        if not fault:
            print(f"... it came: {chromium()}")
            return 0
        print(f"... it did not come: {fault}")
    print("Install the package chromium, or set MOSAIC_CHROMIUM to the path of one.")
    if required():
        print("MOSAIC_REQUIRE_BROWSER=1: without a browser the tests cannot pass.")
        return 1
    print("The tests that need a browser will be skipped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
