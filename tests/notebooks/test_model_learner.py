"""A model learner works through every notebook and answers everything right: every tile must be laid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.course import Notebook, load
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


@pytest.mark.parametrize("chapter", load().chapters(), ids=lambda some: some[0].id)
def test_the_model_learner_lays_every_tile(chapter: tuple[Notebook, ...]) -> None:
    """Of a notebook and of those that continue it. Before the first answer none is laid."""
    shown = [panel for path in LAID if path.stem in {n.id for n in chapter} for panel in panels(path)]
    starts = [panel for panel in shown if panel.view["kind"] == "start"]
    assert len(starts) == len(chapter)
    assert {t["state"] for t in module(starts[0], chapter)["tiles"]} == {"empty"}
    for panel in shown:
        answer_right(panel)
    (reply,) = starts[-1].receive({"type": "refresh"})
    laid = {t["slug"]: t["state"] for t in module(reply, chapter)["tiles"]}
    assert laid, "the manifest places nothing in this notebook"
    assert laid == dict.fromkeys(laid, "laid")


def module(shown: Any, chapter: tuple[Notebook, ...]) -> Any:
    """The part of the mosaic that these notebooks lay, as a panel or a reply shows it."""
    view = shown.view if isinstance(shown, Panel) else shown["view"]
    (found,) = [m for m in view["mosaic"]["modules"] if m["id"] == chapter[0].id]
    assert [*found["books"]] == [f"{n.id}.ipynb" for n in chapter]
    return found
