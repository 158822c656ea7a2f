"""Run the notebooks and store their outputs, so that a fresh run can be compared with them (make notebooks).

    python tools/store_outputs.py [NOTEBOOK ...]              run them, store what they print and show
    python tools/store_outputs.py --panels [NOTEBOOK ...]     run nothing; only write anew what panels say (seconds)
    python tools/store_outputs.py --check                     write nothing; name what is out of date (make check)

Widget views are left out: without a running kernel they would show an error. What a panel says to those who have no
Python stands there instead (``Panel.html``), with the pictures of labs. The cells of panels get what each place reads
to fold their code away: ``source_hidden`` (JupyterLab, Notebook), ``cellView`` (Colab), ``remove-input`` (Jupyter Book,
myst).
"""

from __future__ import annotations

import ast
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

from mosaic_exercises import instructor
from mosaic_exercises.labextension.pattern import may_run
from mosaic_exercises.panel import api
from mosaic_exercises.panel.widget import Panel

ROOT = Path(__file__).parents[1]
WIDGET = "application/vnd.jupyter.widget-view+json"
TAGS = ("mosaic", "remove-input")
PANELS, CHECK = "--panels", "--check"
PICTURE = re.compile(r'\n<p><img src="data:image/svg\+xml;base64,[^>]*></p>')


def panel(source: str) -> Panel:
    """The panel that a cell of the published pattern shows."""
    call = ast.parse(source).body[-1]
    if not (isinstance(call, ast.Expr) and isinstance(call.value, ast.Call) and isinstance(call.value.func, ast.Name)):
        raise ValueError(f"a cell of the published pattern ends with a call: {source}")
    room = api if hasattr(api, call.value.func.id) else instructor
    shown: Panel = getattr(room, call.value.func.id)(*map(ast.literal_eval, call.value.args))
    return shown


def panel_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The cells that show a panel."""
    return (cell for cell in notebook.cells if cell.cell_type == "code" and may_run(cell.source))


def say(notebook: NotebookNode) -> None:
    """Store what each panel says, and fold its code away."""
    for cell in panel_cells(notebook):
        shown = panel(cell.source)
        data = {"text/html": shown.html(drawn=True), "text/plain": repr(shown)}
        cell.outputs = [nbformat.v4.new_output("execute_result", data, execution_count=cell.execution_count)]
        kept = [tag for tag in cell.metadata.get("tags", []) if tag not in TAGS]
        cell.metadata.update(cellView="form", jupyter={"source_hidden": True}, tags=[*TAGS, *kept])


def stale(path: Path) -> list[str]:
    """The cells whose panel says something else today. Pictures are left out: some take a while to draw."""
    notebook = nbformat.read(path, as_version=4)
    return [cell.id for cell in panel_cells(notebook) if said(cell) != PICTURE.sub("", panel(cell.source).html())]


def said(cell: NotebookNode) -> str:
    """What is stored of a cell's panel, without its pictures."""
    return PICTURE.sub("", next((out.data.get("text/html", "") for out in cell.outputs if "data" in out), ""))


def store(path: Path, *, run: bool) -> None:
    """Write one notebook anew, only its outputs changed; ``run``: in a workbook of its own."""
    notebook = nbformat.read(path, as_version=4)
    if not run and next(panel_cells(notebook), None) is None:
        return
    if run:
        place = {"metadata": {"path": str(path.parent)}}
        with tempfile.TemporaryDirectory() as home:
            client = NotebookClient(notebook, timeout=300, coalesce_streams=True, resources=place)
            client.execute(env={**os.environ, "MOSAIC_HOME": home})
    say(notebook)
    notebook.metadata.pop("widgets", None)
    notebook.metadata.pop("language_info", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook, indent=1).rstrip("\n") + "\n", encoding="utf-8")


def main(names: list[str]) -> int:
    """Store the outputs of the notebooks named, or of all, or look whether that has to be done; the exit code."""
    run, found = PANELS not in names, []
    chosen = [Path(n) for n in names if n not in (PANELS, CHECK)]
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOSAIC_HOME"] = home  # a panel made here is nobody's
        for path in chosen or sorted((ROOT / "notebooks").rglob("*.ipynb")):
            if CHECK in names:
                found += [f"{path.name}: {id_}" for id_ in stale(path)]
                continue
            store(path, run=run)
            print(f"{path.name}: outputs stored")
    if found:
        print(
            "What these cells store to read is out of date. Run: python tools/store_outputs.py --panels",
            *found,
            sep="\n",
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
