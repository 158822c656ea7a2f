"""Voila, which runs a notebook and shows a page without code: an exercise by the mouse, kept, and handed in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from socket import create_server

import pytest
from hand import Mouse
from harness import PATIENCE, copy_course
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow
FIRST = "00_start.ipynb"
OPTION = "The average is right: it evens out what each of them gets wrong."


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A running Voila over the course's notebooks: its address, and the folder of answers."""
    program = shutil.which("voila", path=str(Path(sys.executable).parent)) or shutil.which("voila")
    if program is None:
        pytest.skip("Voila is not here (pip install voila)")
    root = tmp_path_factory.mktemp("voila")
    copy_course(root, "notebooks", "data")
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {**os.environ, "MOSAIC_HOME": str(root / "my_work"), "JUPYTER_DATA_DIR": str(root / "jupyter")}
    command = [program, str(root / "notebooks"), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with (root / "log").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as running:
        address = f"http://127.0.0.1:{port}/voila/render/"
        try:
            for _ in range(PATIENCE * 5):
                with suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
                    break
                time.sleep(0.2)
            yield address, root / "my_work"
        finally:
            running.terminate()


def open_page(page: Page, address: str) -> None:
    page.goto(address + FIRST, timeout=PATIENCE * 1000)
    expect(page.get_by_role("button", name="Make my hand-in file")).to_be_visible(timeout=PATIENCE * 1000)


def test_an_exercise_is_done_kept_and_handed_in(voila: tuple[str, Path], page: Page) -> None:
    address, answers = voila
    open_page(page, address)
    expect(page.locator(".mosaic-still")).to_have_count(0)  # nothing is shown twice
    expect(page.locator(".mosaic-fallback")).to_be_hidden()
    mouse = Mouse(page)
    mouse.click(page.get_by_text(OPTION))
    mouse.click(page.get_by_role("button", name="Check").first)
    expect(page.get_by_text("Not this one").first).to_be_visible()
    open_page(page, address)  # another Python, which finds what the last one kept
    expect(page.get_by_role("radio", name=OPTION)).to_be_checked()
    expect(page.get_by_role("link", name="Lenses and change").last).to_have_attribute(
        "href", "/voila/render/01_lenses_and_change.ipynb"
    )
    with page.expect_download() as handed:
        mouse.click(page.get_by_role("button", name="Make my hand-in file"))
    events = json.loads(Path(handed.value.path()).read_text(encoding="utf-8"))["events"]
    assert [event["exercise"] for event in events] == ["who-is-right"]
    assert list((answers / "hand_in").iterdir())
