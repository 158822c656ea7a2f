"""``mosaic lab``: what it starts, and what it says where it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.labextension.place import place

NOTEBOOK = (
    '{"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [], "source": '
    '["start()"]}], "metadata": {"mosaic": {"course": "mosaic-customer-development", "notebook": "00_start"}}, '
    '"nbformat": 4, "nbformat_minor": 5}'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "a course"
    (root / "notebooks").mkdir(parents=True)
    (root / "mosaic.toml").write_text('course = "mosaic-customer-development"\n')
    (root / "notebooks" / "00_start.ipynb").write_text(NOTEBOOK)
    return root


def environ(root: Path) -> dict[str, str]:
    data = root.parent / "data"
    place(data)
    own = {"JUPYTER_DATA_DIR": str(data), "JUPYTER_PREFER_ENV_PATH": "0", "MOSAIC_HOME": str(root.parent / "home")}
    own |= {f"JUPYTER_{name.upper()}_DIR": str(root.parent / name) for name in ("config", "runtime")}
    return os.environ | own


def lab(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mosaic_exercises", "lab", *arguments]
    return subprocess.run(command, cwd=root, env=environ(root), capture_output=True, text=True, timeout=60)


def test_a_path_that_is_not_there(root: Path) -> None:
    done = lab(root, "nothing.ipynb")
    assert done.returncode == 1
    assert "nothing.ipynb: there is no such notebook or folder" in done.stderr


def test_a_folder_that_is_no_course(root: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    done = lab(root, str(tmp_path / "plain"))
    assert done.returncode == 1
    assert "mosaic.toml" in done.stderr


def test_a_course_without_its_first_notebook(root: Path) -> None:
    (root / "notebooks" / "00_start.ipynb").unlink()
    done = lab(root)
    assert done.returncode == 1
    assert "00_start.ipynb: there is no such notebook" in done.stderr


def test_without_jupyterlab_it_says_how_to_get_it(root: Path) -> None:
    hidden = (
        "import sys; sys.modules['jupyterlab'] = None; from mosaic_exercises.cli import main; sys.exit(main(['lab']))"
    )
    done = subprocess.run([sys.executable, "-c", hidden], cwd=root, env=environ(root), capture_output=True, text=True)
    assert done.returncode == 1
    assert "JupyterLab is not installed" in done.stderr
    assert "pip install" in done.stderr
    assert "Traceback" not in done.stderr


def test_importing_the_command_loads_neither_nbformat_nor_jupyter() -> None:
    code = (
        "import sys, mosaic_exercises.commands.lab; "
        "print([m for m in sys.modules if m.split('.')[0] in ('nbformat', 'jupyterlab', 'jupyter_core', 'pandas')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["PATH"], ["--LabApp.default_url=/doc/tree/notebooks/one%20more.ipynb"]),
        (["PATH", "--no-doc"], ["--LabApp.default_url=/lab/tree/notebooks/one%20more.ipynb"]),
        (["--no-doc"], ["--LabApp.default_url=/lab/tree/notebooks/00_start.ipynb"]),
        (["--port", "9000", "--no-browser"], ["--ServerApp.port=9000", "--no-browser"]),
    ],
    ids=["a notebook", "a notebook in JupyterLab", "JupyterLab", "server"],
)
def test_what_jupyterlab_is_started_with(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], options: list[str]
) -> None:
    notebook = root / "notebooks" / "one more.ipynb"
    notebook.write_text(NOTEBOOK)
    started: list[list[str]] = []
    for name, value in environ(root).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(root)
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", SimpleNamespace(main=started.append))
    assert main(["lab", *(str(notebook) if word == "PATH" else word for word in arguments)]) == 0
    assert set(options) <= set(started[0])
    assert f"--ServerApp.root_dir={root}" in started[0]


def test_it_serves_the_course_and_opens_its_first_notebook(root: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mosaic_exercises", "lab", "--no-browser", "--port", str(port)]
    log = root.parent / "log.txt"
    with log.open("w") as sink:
        server = subprocess.Popen(command, cwd=root / "notebooks", env=environ(root), stdout=sink, stderr=sink)
    try:
        for _ in range(600):
            with suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5).close()
                break
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        text = log.read_text()
        assert f"http://127.0.0.1:{port}/doc/tree/notebooks/00_start.ipynb?token=" in text
        assert f"served from {root}" in text
    finally:
        server.terminate()
        server.wait(timeout=30)
