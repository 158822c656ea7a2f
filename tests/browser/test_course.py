"""The whole course in one browser session: a learner who does everything right ends with a complete plan.

The right answers lie in the workbook as drafts, as if typed before; in the browser each is seen, checked by its own
button and comes back right. MOSAIC_PICTURES=DIR keeps a picture of each exercise, to look at.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hand import brought
from harness import Server, open_notebook, watch_errors
from playwright.sync_api import Locator, Page, expect

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.labextension.pattern import may_run
from mosaic_exercises.learner.progress import tiles
from mosaic_exercises.plan import gather
from mosaic_exercises.plan.files import plan_file
from mosaic_exercises.workbook import Draft, Learner, Workbook
from tests.notebooks.test_files import NOTEBOOKS, code_cells

PICTURES = os.environ.get("MOSAIC_PICTURES", "")


@pytest.fixture(scope="module")
def server(lab_server: Callable[..., Server]) -> Server:
    return lab_server()


def prepared(home: Path) -> Workbook:
    """A manager's workbook in which every exercise of the course has its right answer typed, and none checked."""
    course = load()
    book = Workbook(home, course.course)
    book.set_learner(Learner(name="Maria Model", id="maria", track="manager"))
    for exercise in course.exercises.values():
        right = KINDS[exercise.kind].solution(exercise.task, course.key(exercise.id)).answer
        book.save_draft(Draft(exercise.id, exercise.rev, time.time() * 1000 - 60_000, right))
    return book


def slugs(path: Path) -> list[str]:
    """The exercises and drills of a notebook, in its order."""
    calls = ["".join(c["source"]).strip().splitlines()[-1] for c in code_cells(path) if may_run("".join(c["source"]))]
    return [call.split('"')[1] for call in calls if call.startswith(("exercise(", "quiz(", "lab("))]


def checked(exercise: Locator, what: str) -> None:
    """Press the exercise's own button and see that it is done."""
    exercise.locator('[data-act="check"]').first.click()
    pill = exercise.locator('[data-part="state"]').first
    expect(pill, what).to_have_attribute("data-tone", re.compile("good|done"))


def drilled(drill: Locator, what: str, size: int) -> None:
    """Answer what is open in a drill. Questions that an earlier drill has drawn, too, have their answers already, and
    the drill opens at the first that has none."""
    for number in range(size):
        if drill.locator('h4[id$="-end"]').count():
            return
        question = drill.locator("section.mo-exercise").first
        expect(question, f"{what}: step {number + 1}").to_be_visible()
        if question.locator('[data-part="state"]').first.get_attribute("data-tone") not in ("good", "done"):
            checked(question, f"{what}: step {number + 1}")
        drill.locator('[data-act="next"]').click()


def kept(exercise: Locator, name: str) -> None:
    if PICTURES:
        exercise.screenshot(path=Path(PICTURES) / f"{name}.png")


@pytest.mark.slow
def test_who_does_everything_right_ends_with_a_complete_plan(page: Page, server: Server) -> None:
    book = prepared(server.home)
    course = load()
    for path in NOTEBOOKS:
        errors = watch_errors(page)
        open_notebook(page, server, f"notebooks/{path.stem}.ipynb")
        for slug in slugs(path):
            tile = brought(page, page.locator(f'.mo-panel section[data-slug="{slug}"]')).first
            if slug in course.quizzes:
                drill = course.quiz(slug)  # a share of another drill asks as many of its questions as the draw has
                drilled(tile, f"{path.stem}: {slug}", len(drill.asks) or course.whole(drill).size)
            else:
                checked(tile, f"{path.stem}: {slug}")
            kept(tile, f"{path.stem}-{slug}")
        assert errors == [], path.stem
        server.kill_kernel()
    plan = gather(course, Workbook(server.home, course.course))
    assert plan.missing == ()
    assert plan.broken == ()
    assert plan.counted[0] == plan.counted[1] > 0
    done = Workbook(server.home, course.course)
    past, track = done.histories(), done.learner.track
    mosaic = [tile for one in course.notebooks for tile in tiles(course, one, past, done.uuid, track)]
    assert [tile.title for tile in mosaic if tile.state != "laid"] == []
    assert plan.cover.alt == f"A mosaic of {len(mosaic)} tiles, all of them laid."
    assert book.uuid == Workbook(server.home, course.course).uuid
    if PICTURES:
        for ending in ("html", "pptx", "md"):
            (Path(PICTURES) / f"plan.{ending}").write_bytes(plan_file(plan, ending))
