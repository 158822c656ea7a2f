"""What the extension runs once in each kernel, tried in plain Python with a notebook's folder on the path."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mosaic_exercises.labextension.place import NAME, SHARE

KERNEL_JS = SHARE / "labextensions" / NAME / "app" / "kernel.js"
NOTEBOOK = 'a "folder"/03_x.ipynb'
SAY_WHERE = """
print(json.dumps([sys.modules["mosaic_exercises"].__file__, sys.path, [n for n in dir() if "mosaic" in n]]))
"""


def bootstrap() -> str:
    found = re.search(
        r"export const bootstrap = \(notebook\) => `\n(.*?)`;", KERNEL_JS.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None
    before, name, after = found[1].partition("${JSON.stringify(notebook)}")
    assert name
    assert "\\" not in before + after
    assert "${" not in before + after  # JavaScript would read it otherwise
    return before + json.dumps(NOTEBOOK) + after


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A notebook's folder with files named like the course's package and what it needs; each would end the process."""
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    for name in ("mosaic_exercises", "anywidget", "msgspec", "pandas", "ipywidgets", "traitlets", "os", "re"):
        (notebooks / f"{name}.py").write_text(f"raise SystemExit('{name}.py beside the notebook was run')")
    (notebooks / "helper.py").write_text("HERE = True")
    return notebooks


def run(folder: Path, setup: str, after: str = SAY_WHERE, **environ: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys, json\n{setup}\n{bootstrap()}\n{after}"
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | environ
    # -P: a plain "python -c" puts the folder on the path itself; here the setup says where it stands.
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, env=env, capture_output=True, text=True)


FIRST = "sys.path.insert(0, '')"
BEFORE_INSTALLED = "sys.path.insert(next(i for i, p in enumerate(sys.path) if p.endswith('site-packages')), '')"


@pytest.mark.parametrize(
    "setup",
    [
        FIRST,
        BEFORE_INSTALLED,
        "sys.path.insert(0, '.')",
        "import os; sys.path.insert(0, os.getcwd())",
        FIRST + ";" + FIRST,
    ],
    ids=["first", "before installed", "dot", "absolute", "twice"],
)
def test_the_notebooks_folder_comes_behind_everything_installed(folder: Path, setup: str) -> None:
    done = run(folder, setup)
    assert done.returncode == 0, done.stderr
    where, path, names = json.loads(done.stdout)
    assert Path(where).parent.name == "mosaic_exercises"
    here = [i for i, p in enumerate(path) if os.path.realpath(folder / p) == os.path.realpath(folder)]
    installed = [i for i, p in enumerate(path) if p.endswith("site-packages")]
    assert min(here) > max(installed)
    assert names == []


def test_a_folder_on_pythonpath_is_moved_too(folder: Path) -> None:
    for name in ("os", "re"):  # Python itself would import these from there as it starts, before any cell
        (folder / f"{name}.py").unlink()
    done = run(folder, FIRST, PYTHONPATH=os.pathsep.join([".", str(folder), ""]))
    assert done.returncode == 0, done.stderr
    assert Path(json.loads(done.stdout)[0]).parent.name == "mosaic_exercises"


def test_a_link_to_the_folder_is_recognised(folder: Path) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder, target_is_directory=True)
    done = run(folder, f"sys.path.insert(0, {str(link)!r})")
    assert done.returncode == 0, done.stderr


def test_ones_own_modules_beside_the_notebook_still_import(folder: Path) -> None:
    done = run(folder, FIRST, after="import helper; print(helper.HERE)")
    assert done.stdout == "True\n", done.stderr


def test_where_the_package_is_not_installed_the_file_beside_the_notebook_is_not_taken_for_it(folder: Path) -> None:
    elsewhere = "not os.path.isdir(os.path.join(p, 'mosaic_exercises'))"
    done = run(folder, f"import os; sys.path[:] = ['', *(p for p in sys.path if {elsewhere})]")
    assert done.returncode == 1
    assert "No module named 'mosaic_exercises'" in done.stderr
    assert "beside the notebook" not in done.stderr


@pytest.mark.parametrize(("server_says", "expected"), [({}, NOTEBOOK), ({"JPY_SESSION_NAME": "b.ipynb"}, "b.ipynb")])
def test_where_no_server_says_it_python_hears_which_notebook_it_runs(
    folder: Path, server_says: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    done = run(folder, FIRST, "import os; print(json.dumps(os.environ['JPY_SESSION_NAME']))", **server_says)
    assert json.loads(done.stdout) == expected
