"""Google Colab: copies of the notebooks whose first cell installs the package there, and what that cell calls.

A session of Colab is a machine that is thrown away, one for each notebook: the package is installed in each, the course
is read where pip has put it, and answers go to the learner's Drive. The cell stands in copies and not in the notebooks
themselves: everybody else would meet a line of code at the top of each that is not for them.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from mosaic_exercises.delivery.source import handout

PACKAGE: Final = "mosaic-exercises"
MOUNT: Final = Path("/content/drive")
FOLDER: Final = "MyDrive/mosaic-course/my_work"  # below the mount
_CELL: Final = """\
#@title Google Colab: run this first (Runtime > Run all) {display-mode: "form"}
# It installs the course in this session and keeps your answers in your Google Drive. Elsewhere it does nothing.
import sys

if "google.colab" in sys.modules:
    import subprocess

    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", PACKAGE], check=True)
    from mosaic_exercises.delivery import colab

    colab.begin()"""


def first_cell(package: str = PACKAGE) -> str:
    """The source of the cell. ``package``: what pip is to install, a name or the address of a wheel or repository."""
    return _CELL.replace("PACKAGE", json.dumps(package))


def copy(text: str, file: str, package: str = PACKAGE) -> str:
    """A notebook's text as the copy for Colab, called ``file``."""
    notebook: dict[str, Any] = json.loads(text)
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "colab",
        "metadata": {"cellView": "form", "tags": ["remove-cell"]},
        "outputs": [],
        "source": first_cell(package).splitlines(keepends=True),
    }
    notebook["cells"] = [cell, *notebook["cells"]]
    notebook["metadata"]["colab"] = {"name": file, "provenance": [], "toc_visible": True}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def begin() -> None:
    """Begin a session of Colab: answers go to the Drive, where the learner lets it be opened, and the course is found.
    Says where answers are, and what to do where Colab holds on to older widgets."""
    print(_drive(MOUNT))
    if warning := _old_widgets():
        print(warning)
    os.chdir(handout() / "notebooks")


def _drive(mount: Path) -> str:
    try:
        importlib.import_module("google.colab.drive").mount(str(mount))
        (mount / FOLDER).mkdir(parents=True, exist_ok=True)
    except Exception as error:  # whatever Colab raises when somebody says no: the exercises work without it
        os.environ["MOSAIC_HOME"] = str(Path.cwd() / "my_work")
        return (
            f"Google Drive was not opened ({error}). You can work, but your answers end with this session: download "
            "them before you leave (at the top, under Keep or move your answers). To open it, run this cell again."
        )
    os.environ["MOSAIC_HOME"] = str(mount / FOLDER)
    return f"Your answers are kept in your Google Drive, in the folder {FOLDER.removeprefix('MyDrive/')}."


def _old_widgets() -> str:
    """What to say where the session has loaded other widgets than pip has put there since."""
    loaded = getattr(sys.modules.get("ipywidgets"), "__version__", "")
    with contextlib.suppress(PackageNotFoundError):
        if loaded and loaded != version("ipywidgets"):
            return "One step more, this once: choose Runtime > Restart session, then Runtime > Run all."
    return ""
