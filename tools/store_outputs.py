"""Run the notebooks and store their outputs, so that a fresh run can be compared with them (make notebooks).

Widget views are left out: without a running kernel they would show an error where a text can show what to do.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
WIDGET = "application/vnd.jupyter.widget-view+json"


def store(path: Path) -> None:
    """Run one notebook in a workbook of its own and write it back, only its outputs changed."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOSAIC_HOME"] = home
        NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}).execute()
    notebook.metadata.pop("widgets", None)
    notebook.metadata.pop("language_info", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1).rstrip("\n") + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Store the outputs of the notebooks named, or of all."""
    for path in [Path(n) for n in names] or sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        store(path)
        print(f"{path.name}: outputs stored")


if __name__ == "__main__":
    main(sys.argv[1:])
