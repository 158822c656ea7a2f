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


def opening(browser: Browser, address: str, book: str, wanted: str, run: bool) -> float:
    """Seconds from the address to what is wanted, with nothing kept from before."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        begun = time.perf_counter()
        page.goto(f"{address}/notebooks/index.html?path={book}")
        if run:
            page.wait_for_selector(".jp-CodeCell")
            page.wait_for_function(KERNEL)  # before it is there, Run asks which kernel, and waits for an answer
            page.evaluate(RUN)
        page.wait_for_selector(wanted)
        return time.perf_counter() - begun


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
            plain: list[float] = []
            ours: list[float] = []
            for _ in range(pairs):
                plain.append(opening(browser, address, PLAIN, ".jp-OutputArea-output:has-text('42')", run=True))
                ours.append(opening(browser, address, OURS, ".mo-panel", run=False))
                print(f"plain {plain[-1]:5.1f} s   ours {ours[-1]:5.1f} s   {ours[-1] / plain[-1]:.2f} x", flush=True)
            print(f"median {median(plain):.1f} s and {median(ours):.1f} s: {median(ours) / median(plain):.2f} x")
            browser.close()
            serving.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
