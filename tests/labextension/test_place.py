"""Placing the extension and the settings where Jupyter looks for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.labextension.place import NAME, SHARE, PlacementError, ensure_placed, is_current, place

EXTENSION = SHARE / "labextensions" / NAME


def test_the_entry_that_jupyter_loads_exists_and_is_not_cached_for_a_year() -> None:
    load = json.loads((EXTENSION / "package.json").read_text())["jupyterlab"]["_build"]["load"]
    assert (EXTENSION / load).is_file()
    assert "static" not in Path(load).parts, "Jupyter serves static/ as immutable: a new version would not arrive"


def test_the_version_is_the_package_s() -> None:
    assert json.loads((EXTENSION / "package.json").read_text())["version"] == version("mosaic-exercises")


def test_the_settings_exist_in_this_jupyterlab() -> None:
    schemas = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas"
    overrides = json.loads((SHARE / "lab" / "settings" / "overrides.d" / "mosaic.json").read_text())
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    for plugin, values in overrides.items():
        package, _, name = plugin.partition(":")
        known: dict[str, Any] = json.loads((schemas / package / f"{name}.json").read_text())["properties"]
        assert values.keys() <= known.keys()


def test_placing_twice_changes_nothing(tmp_path: Path) -> None:
    assert not is_current(tmp_path)
    assert place(tmp_path)
    assert is_current(tmp_path)
    assert not place(tmp_path)


def test_a_stale_copy_is_renewed_and_other_files_are_left_alone(tmp_path: Path) -> None:
    place(tmp_path)
    own = tmp_path / "lab" / "settings" / "overrides.d" / "mine.json"
    own.write_text("{}")
    stale = tmp_path / "labextensions" / NAME / "app"
    (stale / "plugin.js").write_text("old")
    (stale / "gone.js").write_text("a file of an older version")
    assert not is_current(tmp_path)
    assert place(tmp_path)
    assert (stale / "plugin.js").read_bytes() == (EXTENSION / "app" / "plugin.js").read_bytes()
    assert not (stale / "gone.js").exists()
    assert own.read_text() == "{}"


def test_a_file_too_many_counts_as_stale(tmp_path: Path) -> None:
    place(tmp_path)
    (tmp_path / "labextensions" / NAME / "app" / "gone.js").write_text("")
    assert not is_current(tmp_path)


@pytest.fixture
def jupyter_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A Python of its own and a user's data folder, both empty, as this process sees them."""
    prefix, users = tmp_path / "prefix", tmp_path / "users"
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr("jupyter_core.paths.ENV_JUPYTER_PATH", [str(prefix / "share" / "jupyter")])
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(users))
    return prefix / "share" / "jupyter", users


def test_it_goes_into_this_python(jupyter_folders: tuple[Path, Path]) -> None:
    own, users = jupyter_folders
    assert ensure_placed() == (own, True)
    assert ensure_placed() == (own, False)
    assert not users.exists()


def test_the_copy_that_jupyter_serves_is_the_one_renewed(jupyter_folders: tuple[Path, Path]) -> None:
    own, users = jupyter_folders
    place(users)
    assert ensure_placed() == (users, False)
    (users / "labextensions" / NAME / "install.json").unlink()
    assert ensure_placed() == (users, True)
    assert not own.exists()


def test_where_this_python_cannot_be_written_the_users_folder_is_taken(jupyter_folders: tuple[Path, Path]) -> None:
    own, users = jupyter_folders
    own.parent.parent.mkdir(parents=True)
    own.parent.write_text("a file where a folder should be")
    assert ensure_placed() == (users, True)


def test_where_nothing_can_be_written_it_says_what_to_do(jupyter_folders: tuple[Path, Path]) -> None:
    own, users = jupyter_folders
    for folder in (own, users):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("a file where a folder should be")
    with pytest.raises(PlacementError, match="Run All Cells"):
        ensure_placed()


@pytest.mark.slow  # tests/browser shows in make test that JupyterLab loads it
def test_jupyter_lists_the_extension(tmp_path: Path) -> None:
    place(tmp_path / "data")
    env = os.environ | {"JUPYTER_DATA_DIR": str(tmp_path / "data"), "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    env |= {"JUPYTER_PREFER_ENV_PATH": "0"}
    command = [sys.executable, "-m", "jupyter", "labextension", "list"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    ours = next(line for line in (done.stdout + done.stderr).splitlines() if f" {NAME} " in line)
    assert version("mosaic-exercises") in ours
    assert "enabled" in ours
    assert "OK" in ours


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    env = os.environ | {"JUPYTER_DATA_DIR": str(tmp_path), "JUPYTER_PREFER_ENV_PATH": "0"}
    place(tmp_path)
    command = [sys.executable, "-m", "mosaic_exercises.labextension"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == f"{NAME}: already in {tmp_path}\n"
