"""A model learner works through every notebook and answers everything right: every tile must be laid."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.labextension.pattern import may_run
from mosaic_exercises.panel.widget import Panel
from tests.notebooks.test_files import NOTEBOOKS, code_cells

LAID = [path for path in NOTEBOOKS if path.stem in {notebook.id for notebook in load().notebooks}]
"""The notebooks that lay tiles; the one for review asks what the others taught."""


def panels(path: Path) -> list[Panel]:
    """The panels that a notebook's exercise cells show."""
    shown: list[Panel] = []
    for cell in code_cells(path):
        source = "".join(cell["source"])
        if may_run(source):
            *before, last = source.splitlines()
            room: dict[str, object] = {}
            exec("\n".join(before), room)  # noqa: S102 - our own notebook, and only lines of the published pattern
            panel = eval(last, room)  # noqa: S307
            assert isinstance(panel, Panel)
            shown.append(panel)
    return shown


def answer_right(panel: Panel) -> None:
    """Answer what the panel asks, as its solution says."""
    course = load()
    for view in panel.view.get("questions", [panel.view]):
        if view["kind"] in KINDS:
            slug = view["slug"]
            exercise = course.exercise(slug)
            right = KINDS[exercise.kind].solution(exercise.task, course.key(slug)).answer
            (reply,) = panel.receive({"type": "check", "slug": slug, "answer": right, "at": 1.0})
            assert reply["view"]["result"]["outcome"] in ("correct", "recorded"), slug


@pytest.mark.parametrize("path", LAID, ids=lambda p: p.stem)
def test_the_model_learner_lays_every_tile(path: Path) -> None:
    shown = panels(path)
    assert shown[0].view["kind"] == "start"
    for panel in shown:
        answer_right(panel)
    (module,) = [m for m in panels(path)[0].view["mosaic"]["modules"] if m["id"] == path.stem]
    assert module["tiles"], "the manifest places nothing in this notebook"
    assert {t["slug"]: t["state"] for t in module["tiles"]} == {t["slug"]: "laid" for t in module["tiles"]}


@pytest.mark.parametrize("path", LAID, ids=lambda p: p.stem)
def test_a_fresh_learner_has_laid_none(path: Path) -> None:
    (module,) = [m for m in panels(path)[0].view["mosaic"]["modules"] if m["id"] == path.stem]
    assert {t["state"] for t in module["tiles"]} == {"empty"}
