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
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "JPY_SESSION_NAME")} | environ
    # -P: a plain "python -c" puts the folder on the path itself; here the setup says where it stands.
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, env=env, capture_output=True, text=True)


# The notebook's folder as it may stand on the path, each of them early.
FIRST = "sys.path.insert(0, '')"
WAYS = {
    "first": FIRST,
    "before installed": "sys.path.insert(next(i for i, p in enumerate(sys.path) if p.endswith('site-packages')), '')",
    "dot": "sys.path.insert(0, '.')",
    "absolute": "import os; sys.path.insert(0, os.getcwd())",
    "twice": FIRST + ";" + FIRST,
    "link": "sys.path.insert(0, os.getcwd() + '/../link')",
}
HELPED = "import os, helper; print(json.dumps([helper.HERE, os.environ['JPY_SESSION_NAME']]))"


def check(folder: Path, setup: str, **environ: str) -> list[object]:
    """Nothing of the folder is taken for what is installed, one's own module there still imports; returns what it says
    and which notebook Python heard that it runs."""
    (folder.parent / "link").symlink_to(folder, target_is_directory=True)
    done = run(folder, setup, SAY_WHERE + HELPED, **environ)
    assert done.returncode == 0, done.stderr
    where, path, names = json.loads(done.stdout.splitlines()[0])
    assert Path(where).parent.name == "mosaic_exercises"
    here = [i for i, p in enumerate(path) if os.path.realpath(folder / p) == os.path.realpath(folder)]
    installed = [i for i, p in enumerate(path) if p.endswith("site-packages")]
    assert min(here) > max(installed)
    assert names == []
    return json.loads(done.stdout.splitlines()[1])  # type: ignore[no-any-return]


# All ways at once, as each that was left would be one too many; one by one in make test-all.
@pytest.mark.parametrize(
    "setup",
    [";".join(WAYS.values()), *(pytest.param(way, marks=pytest.mark.slow) for way in WAYS.values())],
    ids=["all", *WAYS],
)
def test_the_notebooks_folder_comes_behind_everything_installed(folder: Path, setup: str) -> None:
    """And where no server says it, Python hears which notebook it runs."""
    assert check(folder, f"import os; {setup}") == [True, NOTEBOOK]


def test_a_folder_on_pythonpath_is_moved_too(folder: Path) -> None:
    """And where the server has said which notebook it runs, that stands."""
    for name in ("os", "re"):  # Python itself would import these from there as it starts, before any cell
        (folder / f"{name}.py").unlink()
    path = os.pathsep.join([".", str(folder), ""])
    assert check(folder, FIRST, PYTHONPATH=path, JPY_SESSION_NAME="b.ipynb") == [True, "b.ipynb"]


def test_where_the_package_is_not_installed_the_file_beside_the_notebook_is_not_taken_for_it(folder: Path) -> None:
    elsewhere = "not os.path.isdir(os.path.join(p, 'mosaic_exercises'))"
    done = run(folder, f"import os; sys.path[:] = ['', *(p for p in sys.path if {elsewhere})]")
    assert done.returncode == 1
    assert "No module named 'mosaic_exercises'" in done.stderr
    assert "beside the notebook" not in done.stderr
