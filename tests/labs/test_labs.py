"""Every lab of the course, at every end of its controls: one picture, with words for those who do not see it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any, BinaryIO

import msgspec
import pytest

from mosaic_exercises.course import Exercise, load
from mosaic_exercises.kinds.lab.task import Control, LabTask, Value, start
from mosaic_exercises.labs import LABS
from mosaic_exercises.labs.base import LabOutput
from mosaic_exercises.models.errors import DataError
from tests.labs import test_own
from tests.support import every, long_profile

COURSE = load()
USED = [e for e in COURSE.exercises.values() if isinstance(e.task, LabTask)]


def ends(control: Control) -> list[Value]:
    """The values at which a control is most likely to go wrong."""
    if control.type == "slider":
        return [control.min, start(control), control.max]
    if control.type == "file":
        return [*(o.id for o in control.options), f"{control.form}.csv"]
    return [o.id for o in control.options] if control.type == "choice" else [True, False]


@pytest.fixture(autouse=True)
def a_learners_own_files() -> None:
    """One filled form of each kind, where the labs look for them; its people are of every segment."""
    for form, rows in test_own.ROWS.items():
        test_own.put(test_own.text(form, rows()), f"{form}.csv")


def defaults(exercise: Exercise) -> dict[str, Value]:
    return {c.id: start(c) for c in exercise.task.controls}


def corners(exercise: Exercise) -> list[dict[str, Value]]:
    """All controls at their first end, all at their last."""
    return [{c.id: ends(c)[at] for c in exercise.task.controls} for at in (0, -1)]


def run(exercise: Exercise, values: dict[str, Any], theme: str = "light", width: int = 640) -> LabOutput:
    return LABS[exercise.task.run](values, theme, width)


DRAWN: dict[bytes, LabOutput] = {}


def drawn(exercise: Exercise, values: dict[str, Any]) -> LabOutput:
    """What the lab shows at these values; each is drawn once for all tests."""
    key = msgspec.json.encode([exercise.id, values], order="sorted")
    return DRAWN[key] if key in DRAWN else DRAWN.setdefault(key, run(exercise, values))


def sketched(exercise: Exercise, values: dict[str, Any]) -> LabOutput:
    """What the lab shows at these values, all drawn but for the last step, in which matplotlib writes the file: most of
    what a picture costs."""
    from matplotlib.figure import Figure

    def written(_: Figure, file: BinaryIO, **__: Any) -> None:
        file.write(b'<svg xmlns="http://www.w3.org/2000/svg"></svg>')

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Figure, "savefig", written)
        return run(exercise, values)


def test_each_lab_of_the_course_exists_and_each_lab_is_used() -> None:
    assert {e.task.run for e in USED} == set(LABS)


def assert_whole(made: LabOutput) -> None:
    """One picture that parses, words for those who do not see it, and a table without holes."""
    assert ET.fromstring(made.svg).tag.endswith("svg")
    assert made.title
    assert made.alt.endswith(".")
    assert made.finding.endswith(".")
    assert made.rows
    assert {len(row) for row in made.rows} == {len(made.columns)}
    assert not [name for name in made.columns if re.search("[a-z][A-Z]", name)], "a heading is no name of a class"


def slug(exercise: Exercise) -> str:
    return exercise.id


@every(USED, slug)
def test_every_control_matters_and_every_setting_gives_picture_table_and_finding(exercise: Exercise) -> None:
    look = drawn if long_profile() else sketched
    for control in exercise.task.controls:
        begun = defaults(exercise)
        changed = [begun | {control.id: value} for value in ends(control) if value != begun[control.id]]
        made = [drawn(exercise, begun), drawn(exercise, changed[-1]), *(look(exercise, v) for v in changed[:-1])]
        for one in made:
            assert_whole(one)
        assert len({one.svg + one.finding for one in made[:2]}) > 1, control.id
    for values in corners(exercise):
        assert_whole(look(exercise, values))


@every(USED, slug)
def test_a_control_left_out_stands_where_the_course_says_and_gives_the_same_bytes(exercise: Exercise) -> None:
    assert run(exercise, {}) == drawn(exercise, defaults(exercise))


@every(
    [(e, *look) for e in USED for look in (("dark", 280), ("light", 1200))],
    lambda look: f"{look[0].id} {look[1]} {look[2]}",
)
def test_it_draws_for_every_theme_and_width(look: tuple[Exercise, str, int]) -> None:
    exercise, theme, width = look
    made = run(exercise, {}, theme, width)
    assert float(ET.fromstring(made.svg).attrib["width"].removesuffix("pt").removesuffix("px")) == pytest.approx(width)
    assert made.finding == drawn(exercise, defaults(exercise)).finding


@every(USED, slug)
def test_a_value_no_control_can_have_is_refused_with_its_name(exercise: Exercise) -> None:
    for bad in (None, "no such option", [], {}, True):
        for control in exercise.task.controls:
            if control.type != "toggle":
                with pytest.raises(DataError, match=control.id):
                    run(exercise, {control.id: bad})
