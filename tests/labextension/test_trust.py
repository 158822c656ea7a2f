"""Which notebooks are trusted without a person asking: the course's own, and of these only such as can run nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.drawing.still import written
from mosaic_exercises.errors import CourseError
from mosaic_exercises.labextension.trust import course_id, trust_course

COURSE = "mosaic-customer-development"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    (course / "mosaic.toml").write_text(f'# the marker\ncourse = "{COURSE}"\n')
    return course


def write(path: Path, *outputs: dict[str, Any], **mosaic: Any) -> Path:
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": ["start", "()"]}
    named = {"course": COURSE, "notebook": path.stem} | mosaic
    notebook = {"cells": [cell | {"outputs": list(outputs)}], "metadata": {"mosaic": named}}
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(json.dumps(notebook | {"nbformat": 4, "nbformat_minor": 5}))
    return path


def output(**data: str) -> dict[str, Any]:
    kinds = {kind.replace("__", "/"): text for kind, text in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": kinds}


def server_trusts(path: Path) -> bool:
    """What a Jupyter server, another process, makes of the notebook."""
    code = """
import sys
from jupyter_server.services.contents.filemanager import FileContentsManager
from pathlib import Path
path = Path(sys.argv[1])
model = FileContentsManager(root_dir=str(path.parent)).get(path.name)
print(all(cell.metadata.trusted for cell in model["content"].cells if cell.cell_type == "code"))
"""
    command = [sys.executable, "-W", "ignore", "-c", code, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "True"


def test_the_server_trusts_what_was_trusted_here_and_nothing_else(root: Path) -> None:
    mine = write(root / "notebooks" / "00_start.ipynb")
    foreign = write(root / "notebooks" / "other.ipynb", course="another-course")
    done = trust_course(root)
    assert (done.new, done.already, done.left) == ((mine,), (), ())
    assert server_trusts(mine)
    assert not server_trusts(foreign)
    assert trust_course(root).already == (mine,)


def test_notebooks_that_are_not_the_course_s_are_left_alone(root: Path) -> None:
    write(root / "notebooks" / "01_copy.ipynb", notebook="01_original")
    write(root / "notebooks" / "02_other.ipynb", course="another-course")
    write(root / "notebooks" / ".ipynb_checkpoints" / "03_x.ipynb")
    write(root / "elsewhere" / "04_x.ipynb")
    (root / "notebooks" / "05_plain.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    done = trust_course(root)
    assert (done.new, done.already, done.left) == ((), (), ())


@pytest.mark.parametrize("kind", ["text__html", "application__javascript", "image__svg+xml", "text__markdown"])
def test_a_notebook_whose_stored_output_could_run_is_left_to_a_person(root: Path, kind: str) -> None:
    path = write(root / "notebooks" / "00_start.ipynb", output(text__plain="a", **{kind: "<script>"}))
    done = trust_course(root)
    assert done.new == ()
    assert [left for left, _ in done.left] == [path]
    assert kind.replace("__", "/") in done.left[0][1]
    assert trust_course(root).already == ()


def test_text_pictures_and_widgets_may_be_stored(root: Path) -> None:
    widget = output(**{"application__vnd.jupyter.widget-view+json": "{}"}, text__plain="Exercise")
    stream = {"output_type": "stream", "name": "stdout", "text": ["a"]}
    path = write(root / "notebooks" / "00_start.ipynb", widget, output(image__png="iVBORw0KGgo="), stream)
    assert trust_course(root).new == (path,)


def test_a_panel_to_read_may_be_stored_and_no_other_html(root: Path) -> None:
    still = written(Still(title="A panel <b>to read</b>"))
    path = write(root / "notebooks" / "00_start.ipynb", output(text__html=still, text__plain="Exercise"))
    assert trust_course(root).new == (path,)
    write(root / "notebooks" / "01_x.ipynb", output(text__html=still.replace("</section>", "<b>x</b></section>")))
    assert [left.name for left, _ in trust_course(root).left] == ["01_x.ipynb"]


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[]", '{"metadata": 3}', "[" * 100_000, '{"metadata": {"mosaic": []}}', "\ud800"],
    ids=["empty", "text", "a list", "odd", "deep", "odd mosaic", "not utf-8"],
)
def test_a_file_that_is_no_notebook_stops_nothing(root: Path, text: str) -> None:
    (root / "notebooks" / "00_broken.ipynb").write_bytes(text.encode("utf-8", "surrogatepass"))
    mine = write(root / "notebooks" / "01_fine.ipynb")
    assert trust_course(root).new == (mine,)


@pytest.mark.parametrize(
    "cells", [3, None, ["x"], [{"cell_type": "code"}], [{"outputs": 3}], [{"outputs": [{"data": 3}]}]]
)
def test_a_course_notebook_with_odd_cells_is_left_and_named(root: Path, cells: Any) -> None:
    path = root / "notebooks" / "00_odd.ipynb"
    metadata = {"mosaic": {"course": COURSE, "notebook": "00_odd"}}
    path.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
    done = trust_course(root)
    assert done.new == ()
    assert [left for left, _ in done.left] == [path]


@pytest.mark.parametrize("marker", [None, "course = 3", "course = ", "", 'course = ""'])
def test_without_a_readable_marker_it_says_which_file_is_wrong(root: Path, marker: str | None) -> None:
    if marker is None:
        (root / "mosaic.toml").unlink()
    else:
        (root / "mosaic.toml").write_text(marker)
    with pytest.raises(CourseError, match=r"mosaic\.toml"):
        trust_course(root)


def test_the_repository_is_a_course() -> None:
    assert course_id(Path(__file__).resolve().parents[2]) == COURSE
