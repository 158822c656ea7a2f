"""What the notebooks store of each panel: the panel to read, as the course has it today, and nobody's answer or key.

In other rooms (GitHub, VS Code before it runs, a page by nbconvert or myst) this is all that a reader has.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest

from mosaic_exercises.course import Course, Exercise, load
from mosaic_exercises.drawing.still import FIT, inert, written
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel import api, stills
from mosaic_exercises.panel.widget import Panel
from mosaic_exercises.reading import markup
from tests.notebooks.test_files import NOTEBOOKS, code_cells
from tests.support import each
from tools.store_outputs import PICTURE, TAGS, panel

INSIDE = re.compile(r"</?(?:strong|em|code|a)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
GIVEN = (
    "options", "cards", "bins", "left", "right", "items", "points", "slots", "aims", "columns", "blanks", "controls",
)  # fmt: skip
"""The fields of views that hold what a learner chooses, places or fills in."""


@cache
def course() -> Course:
    return load()


def exercises() -> list[Exercise]:
    """Every exercise and question there is."""
    return list(course().exercises.values())


def stored() -> Iterator[tuple[str, dict[str, Any]]]:
    """The cells that store a panel to read, by notebook and id."""
    for path in NOTEBOOKS:
        for cell in code_cells(path):
            if TAGS[0] in cell["metadata"].get("tags", []):
                yield f"{path.stem}: {cell['id']}", cell


def still_of(exercise: Exercise) -> str:
    return written(stills.of_exercise(exercise, course().key(exercise.id), drawn=False))


def html_of(cell: dict[str, Any]) -> str:
    return "".join(cell["outputs"][0]["data"]["text/html"])


def said(text: str) -> str:
    """A text of the course without its markup, in one line."""
    return " ".join(markup.words(text).split())


def words(still: str) -> str:
    """What is read of a still, in one line."""
    return " ".join(html.unescape(TAG.sub(" ", INSIDE.sub("", still))).split())


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ():
        yield from texts(part)


def named(parts: Any) -> Iterator[str]:
    """What things are called."""
    return (part[name] for part in parts or () for name in ("text", "name", "label") if part.get(name))


def test_each_stored_panel_is_what_the_course_says_today() -> None:
    """After a change of an exercise's text: python tools/store_outputs.py --panels"""

    def same(item: tuple[str, dict[str, Any]]) -> None:
        _, cell = item
        assert inert(html_of(cell))
        shown = panel("".join(cell["source"]))
        assert PICTURE.sub("", html_of(cell)) == PICTURE.sub("", shown.html())
        assert "".join(cell["outputs"][0]["data"]["text/plain"]) == repr(shown)

    each(stored(), same, lambda item: item[0])


def test_every_place_that_can_fold_the_code_of_a_panel_away_is_told_to() -> None:
    def folded(item: tuple[str, dict[str, Any]]) -> None:
        metadata = item[1]["metadata"]
        assert metadata["jupyter"] == {"source_hidden": True}
        assert metadata["cellView"] == "form"
        assert set(TAGS) <= set(metadata["tags"])

    each(stored(), folded, lambda item: item[0])


def test_each_lab_has_its_picture_with_words() -> None:
    labs = [(name, cell) for name, cell in stored() if 'lab("' in "".join(cell["source"])]

    def pictured(item: tuple[str, dict[str, Any]]) -> None:
        root = ET.fromstring(html_of(item[1]).replace(f" {FIT}>", f" {FIT}/>"))
        assert [len(image.get("alt") or "") > 20 for image in root.iter("img")] == [True]

    each(labs, pictured, lambda item: item[0])


def test_each_exercise_to_read_says_all_that_there_is_to_choose_place_or_fill_in() -> None:
    def complete(exercise: Exercise) -> None:
        still = still_of(exercise)
        ET.fromstring(still.replace(f" {FIT}>", f" {FIT}/>"))
        assert inert(still)
        assert still == still_of(exercise), "it is made anew each time"
        read = words(still)
        view = msgspec.to_builtins(KINDS[exercise.kind].view(exercise.task, random.Random(0)))
        wanted = [
            exercise.title,
            *(p for p in re.split(r"\n\s*\n", exercise.prompt) if not p.lstrip().startswith("- ")),
        ]
        for field in GIVEN:
            if isinstance(view.get(field), list):
                wanted += named(view[field])
        for section in view.get("sections", ()):
            wanted += [section["name"], *named(section.get("fields"))]
        missing = [one for one in map(said, wanted) if one not in read]
        assert not missing, missing

    each(exercises(), complete, lambda exercise: exercise.id)


def test_no_exercise_to_read_holds_a_word_of_its_key_or_a_hint() -> None:
    def kept(exercise: Exercise) -> None:
        read = words(still_of(exercise))
        key = course().key(exercise.id)
        secret = [*texts(msgspec.to_builtins(key)), *exercise.hints]
        public = " ".join(map(said, (exercise.title, exercise.prompt, *texts(msgspec.to_builtins(exercise.task)))))
        hidden = {one for one in map(said, secret) if len(one) > 3 and one not in public}
        assert not [one for one in hidden if one in read]

    each(exercises(), kept, lambda exercise: exercise.id)


def test_no_exercise_to_read_tells_its_answer_by_the_order_of_its_items() -> None:
    def mixed(exercise: Exercise) -> None:
        key, read = course().key(exercise.id), words(still_of(exercise))
        if key is None:
            return

        def in_text(items: Any) -> list[str]:
            return [one.id for one in sorted(items, key=lambda one: read.rindex(said(one.text)))]

        if exercise.kind == "order" and len(key.order) > 2:
            assert in_text(exercise.task.items) not in ([*key.order], [*reversed(key.order)])
        if exercise.kind == "match" and len(exercise.task.left) > 2:
            pairs = zip((one.id for one in exercise.task.left), in_text(exercise.task.right), strict=False)
            assert not all(right in key.pairs[left] for left, right in pairs)
        if exercise.kind == "sort":
            bins = [key.place[id_][0] for id_ in in_text(exercise.task.cards)]
            assert len(bins) == len(set(bins)) or len([b for b, _ in groupby(bins)]) > len(set(bins))

    each(exercises(), mixed, lambda exercise: exercise.id)


def test_a_conversation_to_read_tells_only_how_it_begins() -> None:
    talks = [one for one in exercises() if hasattr(one.task, "turns")]

    def begun(exercise: Exercise) -> None:
        read = words(still_of(exercise))
        first, *rest = exercise.task.turns
        assert said(first.text) in read
        assert not [turn.text for turn in rest if said(turn.text) in read]

    each(talks, begun, lambda exercise: exercise.id)


def test_nobody_s_answer_is_in_what_is_stored() -> None:
    """The same panel before and after its exercise was answered, checked, and its solution was opened."""
    shown = api.exercise("your-first-piece")
    before = shown.html()
    answer = "My own words, which nobody else is to read in a file of the course."
    for message in ({"type": "draft", "answer": answer, "at": 1.0}, {"type": "check", "answer": answer, "at": 2.0}):
        shown.receive({"slug": "your-first-piece", "n": 1} | message)
    assert answer in shown.text()
    assert shown.html() == before == api.exercise("your-first-piece").html()


@pytest.mark.parametrize("name", ["JPY_SESSION_NAME", "VOILA_REQUEST_URL"])
def test_a_page_that_draws_panels_is_sent_them_once(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shown: Panel = api.exercise("your-first-piece")
    for known in ("JPY_SESSION_NAME", "VOILA_REQUEST_URL"):
        monkeypatch.delenv(known, raising=False)
    data, _ = shown._repr_mimebundle_()
    assert data["text/html"] == shown.html()
    monkeypatch.setenv(name, "00_start.ipynb")
    data, _ = shown._repr_mimebundle_()
    assert sorted(data) == ["application/vnd.jupyter.widget-view+json", "text/plain"]
