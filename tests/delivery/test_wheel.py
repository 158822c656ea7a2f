"""The wheel, installed in a bare environment of every Python that this machine has, makes the course in a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_exercises.delivery.source import course_files

ROOT = Path(__file__).parents[2]
CHECK = """
import sys
from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel import api
course = load()
slug = course.placed()[0].exercise
right = KINDS[course.exercise(slug).kind].solution(course.exercise(slug).task, course.key(slug)).answer
(reply,) = api.exercise(slug).receive({"type": "check", "slug": slug, "answer": right})
print(sys.version_info[:2], reply["view"]["result"]["outcome"], reply["view"]["saved"])
"""
UV = shutil.which("uv")


def python(version: str) -> str:
    """The path of a Python of this version, "" where this machine has none. Nothing is downloaded."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for found in sorted((pyenv / "versions").glob(f"{version}.*/bin/python")):
        return str(found)
    if UV is None:
        return shutil.which(f"python{version}") or ""
    asked = subprocess.run([UV, "python", "find", "--no-python-downloads", version], capture_output=True, text=True)
    return asked.stdout.strip() if asked.returncode == 0 else ""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [UV, "build"] if UV else [sys.executable, "-m", "pip"]
    wanted = ["--wheel", "-o"] if UV else ["wheel", "--no-deps", "-w"]
    subprocess.run([*command, *wanted, str(out), str(ROOT)], check=True, capture_output=True)
    (made,) = out.glob("*.whl")
    return made


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_pip_and_mosaic_start_are_enough(wheel: Path, tmp_path: Path, version: str) -> None:
    if not (found := python(version)):
        pytest.skip(f"this machine has no Python {version}")
    venv, folder = tmp_path / "ve", tmp_path / "Kurs für Zoë"
    folder.mkdir()
    inside = venv / ("Scripts" if os.name == "nt" else "bin")
    if UV:
        subprocess.run([UV, "venv", "-q", "--python", found, str(venv)], check=True)
        install = [UV, "pip", "install", "-q", "--python", str(inside / "python")]
    else:
        subprocess.run([found, "-m", "venv", str(venv)], check=True)
        install = [str(inside / "python"), "-m", "pip", "install", "-q"]
    subprocess.run([*install, str(wheel)], check=True)
    environ = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "MOSAIC_HOME", "VIRTUAL_ENV")}
    run = {"cwd": folder, "env": environ, "capture_output": True, "text": True, "check": True}
    made = subprocess.run([str(inside / "mosaic"), "start", "--no-open"], **run)  # type: ignore[call-overload]
    assert f"The course is in {folder}" in made.stdout
    files = {name: path.read_bytes() for name, path in course_files(folder).items()}
    assert files == {name: path.read_bytes() for name, path in course_files(ROOT).items()}
    told = subprocess.run([str(inside / "python"), "-c", CHECK], **run)  # type: ignore[call-overload]
    assert told.stdout.strip() == f"({version.replace('.', ', ')}) correct True"
    assert (folder / "my_work" / "answers.jsonl").is_file()
