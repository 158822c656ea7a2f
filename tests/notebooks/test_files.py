"""The notebooks as files: what is stored in them can be compared, and nothing in them runs that should not."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support import every

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WIDGET = "application/vnd.jupyter.widget-view+json"


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def code_cells(path: Path) -> list[dict[str, Any]]:
    return [c for c in read(path)["cells"] if c["cell_type"] == "code"]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_code_cell_was_run_and_its_output_is_stored(path: Path) -> None:
    """A null execution count would make the comparison with a fresh run compare nothing."""
    counts = [c["execution_count"] for c in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1))
    silent = [c["id"] for c in code_cells(path) if "mosaic" in c["metadata"].get("tags", []) and not c["outputs"]]
    assert silent == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_widget_state_no_error_and_no_machine_is_stored(path: Path) -> None:
    notebook = read(path)
    assert "widgets" not in notebook["metadata"]
    for cell in code_cells(path):
        for output in cell["outputs"]:
            assert output["output_type"] != "error", cell["id"]
            assert WIDGET not in output.get("data", {}), cell["id"]
            assert " at 0x" not in json.dumps(output), cell["id"]
            assert "/home/" not in json.dumps(output), cell["id"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_cell_ids_are_there_and_unique(path: Path) -> None:
    ids = [c["id"] for c in read(path)["cells"]]
    assert len(set(ids)) == len(ids)


@every(NOTEBOOKS, lambda path: path.stem)
def test_what_a_code_cell_prints_is_read_by_people(path: Path) -> None:
    """No dicts, tuples or truth values as Python writes them: a learner of business reads these lines."""
    raw = re.compile(r"""[{\[(]['"]|': |\(\d+, \d|\b(True|False|None|NaN|nan)\b|\w\(\w+=""")
    for cell in code_cells(path):
        printed = "".join("".join(output.get("text", "")) for output in cell["outputs"])
        assert not raw.search(printed), f"{cell['id']}: {printed}"
