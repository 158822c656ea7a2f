"""The walk of one answer, from the click on Check to its row in the gradebook: which files it is handed to."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import msgspec
import pytest

import mosaic_exercises
from mosaic_exercises.cli import main
from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.kinds.choice.task import ChoiceKey, ChoiceTask
from mosaic_exercises.kinds.contract import Item, Solution
from mosaic_exercises.results import Criterion
from tests.support import GOOD

PACKAGE = f"{Path(mosaic_exercises.__file__).parent}/"
ROOT = Path(mosaic_exercises.__file__).parents[1]
MARK = "zebra7781"
MOST = 20  # files, those in the browser counted
CONTENT = (Course, Exercise, ChoiceTask, ChoiceKey, Item, Solution, Criterion)
"""What names options and is no answer: the course, and what a check says of an answer."""


def carries(value: Any, depth: int = 0) -> bool:
    """Whether this holds the answer."""
    if isinstance(value, str):
        return MARK in value
    if isinstance(value, bytes | bytearray):
        return MARK.encode() in value
    if depth > 8 or isinstance(value, CONTENT):
        return False
    if isinstance(value, dict):
        return any(carries(one, depth + 1) for one in value.values())
    if isinstance(value, list | tuple):
        return any(carries(one, depth + 1) for one in value)
    fields = value.__struct_fields__ if isinstance(value, msgspec.Struct) else ()
    return any(carries(getattr(value, field), depth + 1) for field in fields)


def handed(act: Callable[[], object], end: tuple[str, str]) -> list[str]:
    """The package's modules, in order, of which a function is handed the answer, until ``end`` (module, function)
    returns."""
    found: dict[str, None] = {}
    over = False

    def place(code: CodeType) -> str:
        return code.co_filename.removeprefix(PACKAGE) if code.co_filename.startswith(PACKAGE) else ""

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal over
        code = frame.f_code
        if over or not (module := place(code)) or (module in found and event == "call"):
            return
        if event == "call":
            count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
            names = code.co_varnames[:count]
            sys.setprofile(None)
            if any(carries(frame.f_locals.get(name)) for name in names):
                found[module] = None
            sys.setprofile(watch)
        elif event == "return" and (module, code.co_name) == end:
            over = True

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    assert over, f"{end} was not reached"
    return [*found]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A course in which the right option of the exercise who-buys has an id that stands nowhere else."""
    for path, text in GOOD.items():
        (tmp_path / "course" / path).parent.mkdir(parents=True, exist_ok=True)
        marked = text.replace('id = "a"', f'id = "{MARK}"').replace('"a"', f'"{MARK}"')
        (tmp_path / "course" / path).write_text(marked, encoding="utf-8")
    monkeypatch.setenv("MOSAIC_COURSE", str(tmp_path / "course"))


def told() -> list[str]:
    """The files that CONTRIBUTING names, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = text.split("## The walk of one answer")[1].split("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", listed, re.MULTILINE)


@pytest.mark.usefixtures("course")
def test_the_walk_of_one_answer_is_short_and_is_what_contributing_says(tmp_path: Path, home: Path) -> None:
    pytest.importorskip("sqlalchemy", reason="the gradebook needs sqlalchemy")
    check = {"type": "check", "slug": "who-buys", "answer": [MARK], "at": 1e12, "n": 1}
    panel = mosaic_exercises.exercise("who-buys")
    panel.receive(check | {"answer": ["b"]})  # what depends on the course alone is made now, and is no answer
    walk = handed(lambda: panel.receive(check), ("workbook/disk.py", "append_events"))
    foot = mosaic_exercises.submit()
    walk += handed(lambda: foot.receive({"type": "handin"}), ("workbook/handin.py", "hand_in"))
    files, out = str(home / "hand_in"), str(tmp_path / "out")
    walk += handed(lambda: main(["grade", files, "--out", out]), ("grading/gradebook/store.py", "save"))
    browser = [name for name in told() if name.endswith(".js")]
    assert {name for name in told() if name.endswith(".py")} == {*walk}
    assert all((Path(PACKAGE) / name).is_file() for name in told())
    assert len(browser) + len({*walk}) <= MOST
