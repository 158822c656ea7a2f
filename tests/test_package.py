"""The package as a whole: light to import, and whole without what only some users have."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mosaic_exercises

ROOT = Path(__file__).parents[1]
HEAVY = ("pandas", "matplotlib", "numpy", "jupyterlab", "rich", "nbformat")


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert run(f"import mosaic_exercises, sys; print(set({HEAVY}) & set(sys.modules))") == "set()"


def test_the_first_exercise_needs_nothing_heavy() -> None:
    code = (
        "from mosaic_exercises.course import load; from mosaic_exercises import exercise, start; import sys\n"
        "start(); exercise(load().placed()[0].exercise)\n"
        f"print(set({HEAVY}) & set(sys.modules))"
    )
    assert run(code) == "set()"


@pytest.mark.slow  # tests/lite asks the same of what the browser gets
def test_exercises_of_every_kind_work_where_the_extras_are_missing() -> None:
    """As in a browser (JupyterLite): only the base dependencies are there. Of each kind the first two, and all labs:
    tests/panel checks every exercise, and what is imported goes by the kind and by the lab."""
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({HEAVY}))\n"
        "from mosaic_exercises.course import load; from mosaic_exercises.panel import api\n"
        "course = load()\n"
        "from mosaic_exercises.kinds import KINDS\n"
        "met = []\n"
        "for slug, e in course.exercises.items():\n"
        "    met.append(e.kind)\n"
        "    if e.kind != 'lab' and met.count(e.kind) > 2: continue\n"
        "    right = KINDS[e.kind].solution(e.task, course.key(slug)).answer\n"
        "    (reply,) = api.exercise(slug).receive({'type': 'check', 'slug': slug, 'answer': right})\n"
        "    assert reply['view']['result']['outcome'] in ('correct', 'recorded'), slug\n"
        "print(set(met) == set(KINDS))"
    )
    assert run(code) == "True"


def test_models_can_be_imported_without_pandas() -> None:
    blocked = f"import sys; sys.modules.update(dict.fromkeys({HEAVY}))"
    assert run(f"{blocked}; from mosaic_exercises.models import loyalty, smart, value; print(1)") == "1"


def test_the_lock_holds_names_and_versions_only() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert lines
    for line in lines:
        name_version, _, _marker = line.partition(" ; ")
        name, _, version = name_version.partition("==")
        assert name, line
        assert version.replace(".", "").isalnum(), line
        assert "://" not in line, line


def test_the_lock_holds_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {line.split("==")[0] for line in (ROOT / "requirements.txt").read_text().splitlines()}
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[\[>=]", asked)[0] for group in groups for asked in group}  # without extras: psycopg[binary]
    assert names <= locked


def test_no_word_of_a_notebook_is_a_module() -> None:
    """Python puts a package's module in place of a function of that name as soon as it is imported: the cell would
    work once."""
    modules = {path.stem if path.suffix else path.name for path in Path(mosaic_exercises.__file__).parent.iterdir()}
    assert set(mosaic_exercises.__all__) & modules == set()


def test_the_root_leaves_the_scripts_of_jupyterlab_as_they_are() -> None:
    """Node asks the nearest package.json above a script what it is. The environment `.venv` stands in this folder:
    "module" here makes JupyterLab's own check of node fail, with a traceback in the terminal at each page."""
    root = Path(__file__).parents[1]
    assert json.loads((root / "package.json").read_text()).get("type", "commonjs") == "commonjs"
    inside = [json.loads((root / folder / "package.json").read_text()) for folder in ("mosaic_exercises", "tests")]
    assert inside == [{"type": "module"}] * 2, "where our own modules are, for node below 20.19"
