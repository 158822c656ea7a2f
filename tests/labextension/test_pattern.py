"""The pattern of cells that may be run by themselves: what it lets through is an import of ours and one call."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from cells import BAD, GOOD
from hypothesis import example, given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

import mosaic_exercises
from mosaic_exercises.labextension.pattern import CELL, may_run
from mosaic_exercises.labextension.place import NAME, SHARE
from tests.support import every

APP = SHARE / "labextensions" / NAME / "app"
NAMES = {"start", "case", "exercise", "glossary", "keep", "quiz", "lab", "listen", "my_plan", "review", "submit"}
FROM = {"mosaic_exercises": NAMES, "mosaic_exercises.instructor": {"class_page", "marking", "room"}}


@every(GOOD, repr)
def test_course_cells_may_run(source: str) -> None:
    assert may_run(source)


@every(BAD, repr)
def test_anything_else_may_not(source: str) -> None:
    assert not may_run(source)


def test_the_browser_has_the_same_pattern() -> None:
    literal = re.search(r"^  /\^\(\?:(.*)\)\$/;$", (APP / "pattern.js").read_text(encoding="utf-8"), re.MULTILINE)
    assert literal is not None
    assert literal[1] == CELL


def only_ours(source: str) -> bool:
    """Whether IPython runs ``source`` as it stands, and it is our import, if any, and one call with a plain slug."""
    if "".join(TransformerManager().transform_cell(source)).rstrip("\n") != source.strip("\n"):
        return False
    *imports, last = ast.parse(source).body
    ours = all(isinstance(i, ast.ImportFrom) and i.module in FROM and i.level == 0 for i in imports)
    known = all({a.name for a in i.names} <= FROM[i.module] and not any(a.asname for a in i.names) for i in imports)
    call = last.value if isinstance(last, ast.Expr) else None
    plain = (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in NAMES | FROM["mosaic_exercises.instructor"]
    )
    return ours and known and len(imports) <= 1 and plain and all(isinstance(a, ast.Constant) for a in call.args)


@settings(deadline=None)
@given(st.from_regex(CELL, fullmatch=True))
@example("# What is this?\nstart()")
@example("#?\nfrom mosaic_exercises import start\n\nstart()")
@example("from mosaic_exercises.instructor import class_page\n\nclass_page()")
@example("from mosaic_exercises.instructor import marking\n\nmarking()")
@example("#!ls\n#%run x\nstart()")
@example("# -*- coding: utf-7 -*-\nstart()")
def test_every_cell_that_matches_is_run_as_it_reads(source: str) -> None:
    assert may_run(source)
    assert only_ours(source)


@settings(deadline=None)
@given(st.sampled_from(GOOD), st.data())
def test_a_cell_that_was_tampered_with_runs_nothing_more(source: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(source)))
    removed = data.draw(st.integers(0, 3))
    added = data.draw(st.text(max_size=4) | st.sampled_from(["\n!ls\n", ";", "\\\n", "\r", "?", "%", "\x0c!ls\n", "#"]))
    changed = source[:at] + added + source[at + removed :]
    if may_run(changed):
        assert only_ours(changed)


def test_course_notebooks_have_exercise_cells_that_match(course_cells: list[tuple[str, str]]) -> None:
    shown = [name for name in mosaic_exercises.__all__ if name != "answer"]  # which a learner's own code calls
    calls = re.compile(rf"^({'|'.join([*shown, *FROM['mosaic_exercises.instructor']])})\(", re.MULTILINE)
    wrong = [(where, source) for where, source in course_cells if calls.search(source) and not may_run(source)]
    assert wrong == []


@pytest.fixture
def course_cells() -> list[tuple[str, str]]:
    import json

    found = []
    for path in sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("**/[!.]*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                found.append((path.name, "".join(cell["source"])))
    return found
