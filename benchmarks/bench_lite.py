"""What opening costs on a site without a server: a notebook of ours to its first exercise, beside a plain notebook of
the same site to its first printed line, in turn, each in a fresh browser. Needs the extra ``lite``, npm and Chromium.

Run as ``python -m benchmarks.bench_lite [PAIRS]``.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from mosaic_exercises.lite.build import build
from tests import browsers

ROOT = Path(__file__).parents[1]
PLAIN = "notebooks/plain.ipynb"
OURS = "notebooks/03_relationship_and_loyalty.ipynb"
PATIENCE = 120_000  # ms
KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
RUN = "window.jupyterapp?.commands.execute('notebook:run-all-cells').then(() => true, () => false)"


def site(into: Path) -> Path:
    """A site of the course with a plain notebook in it."""
    course, out = into / "course", into / "site"
    for name in ("data", "notebooks"):
        shutil.copytree(ROOT / name, course / name)
    shutil.copy(ROOT / "mosaic.toml", course)
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": "print(6 * 7)",
    }
    plain = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (course / PLAIN).write_text(json.dumps(plain))
    (into / "work").mkdir()
    build(course, out, into / "work", "0", pyodide=None, own=None, say=lambda _: None)
    settings = json.loads((out / "jupyter-lite.json").read_text())
    settings["jupyter-config-data"]["exposeAppInBrowser"] = True
    (out / "jupyter-lite.json").write_text(json.dumps(settings))
    return out


def worked(browser: Browser) -> float:
    """The processor seconds that the browser's pages and their Pythons have taken so far."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(one["cpuTime"] for one in told if one["type"] == "renderer")


def opening(browser: Browser, address: str, book: str, wanted: str, run: bool) -> tuple[float, float]:
    """Seconds from the address to what is wanted, with nothing kept from before, and processor seconds. These tell
    more where others are at work on the machine, but not that the page and its Python work side by side."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        before = worked(browser)
        begun = time.perf_counter()
        page.goto(f"{address}/notebooks/index.html?path={book}")
        if run:
            page.wait_for_selector(".jp-CodeCell")
            page.wait_for_function(KERNEL)  # before it is there, Run asks which kernel, and waits for an answer
            page.evaluate(RUN)
        page.wait_for_selector(wanted)
        return time.perf_counter() - begun, worked(browser) - before


def beside(plain: list[tuple[float, float]], ours: list[tuple[float, float]]) -> str:
    """The medians of two series beside each other."""
    (wall, work), (our_wall, our_work) = (tuple(map(median, zip(*one, strict=True))) for one in (plain, ours))
    return (
        f"plain {wall:5.1f} s   ours {our_wall:5.1f} s   {our_wall / wall:.2f} x"
        f"   (processor {work:5.1f} s and {our_work:5.1f} s)"
    )


def main(pairs: int = 5) -> None:
    """Print each pair and the medians."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = site(Path(folder))
        serve = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(out)]
        quiet = subprocess.DEVNULL
        with subprocess.Popen(serve, stdout=quiet, stderr=quiet) as serving:
            address, browser = f"http://127.0.0.1:{port}", browsers.launch(playwright)
            plain: list[tuple[float, float]] = []
            ours: list[tuple[float, float]] = []
            for _ in range(pairs):
                plain.append(opening(browser, address, PLAIN, ".jp-OutputArea-output:has-text('42')", run=True))
                ours.append(opening(browser, address, OURS, ".mo-panel", run=False))
                print(beside(plain[-1:], ours[-1:]), flush=True)
            print("median", beside(plain, ours))
            ratios = [mine[0] / theirs[0] for theirs, mine in zip(plain, ours, strict=True)]
            print(f"median of the pairs' ratios {median(ratios):.2f} x")
            browser.close()
            serving.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
