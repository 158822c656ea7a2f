"""The loader takes a course whole or says, in words, which file and which place is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_exercises.course import by_notebook, load, load_layers
from mosaic_exercises.errors import CourseError
from tests.support import GOOD

Write = Callable[..., Path]


@pytest.fixture
def layer(tmp_path: Path) -> Write:
    """Writes a layer: the good one with some files replaced, or only the files given."""

    def write(name: str = "base", alone: bool = False, /, **changed: str) -> Path:
        files = {} if alone else dict(GOOD)
        files |= {k.replace("__", "/") + ".toml": v for k, v in changed.items()}
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def message(*layers: Path) -> str:
    with pytest.raises(CourseError) as caught:
        load_layers(tuple(map(str, layers)))
    return str(caught.value)


def replaced(file: str, old: str, new: str) -> str:
    assert old in GOOD[file]
    return GOOD[file].replace(old, new)


def test_a_good_course_loads(layer: Write) -> None:
    course = load_layers((str(layer()),))
    exercise = course.exercise("who-buys")
    assert exercise.kind == "choice"
    assert exercise.rev == 1
    assert course.key("who-buys").right == ("a",)
    assert [p.slug for p in course.placed()] == ["who-buys", "drill-one"]
    assert course.pool(course.quiz("drill-one")) == ("is-it-so",)
    assert by_notebook(course)["is-it-so"].id == "01_one"


def test_an_unknown_id_is_answered_with_the_nearest(layer: Write) -> None:
    course = load_layers((str(layer()),))
    with pytest.raises(CourseError, match=r"no exercise 'who-buy'.*'who-buys'"):
        course.exercise("who-buy")


FAULTS = [
    ("exercises/01_one.toml", 'title = "So?"', "title = 3", ["01_one.toml", "is-it-so", "title"]),
    ("exercises/01_one.toml", 'text = "The father"', "text = 7", ["01_one.toml", "who-buys", "options[0].text"]),
    ("exercises/01_one.toml", 'mode = "true-false"', 'colour = "red"', ["01_one.toml", "is-it-so", "colour"]),
    ("exercises/01_one.toml", 'id = "is-it-so"', 'id = "who-buys"', ["01_one.toml", "who-buys", "twice"]),
    ("exercises/01_one.toml", 'id = "is-it-so"', 'id = "Is It"', ["01_one.toml", "Is It", "hyphens"]),
    ("exercises/01_one.toml", 'kind = "choice"', 'kind = "chioce"', ["01_one.toml", "chioce", "Kinds: "]),
    ("exercises/01_one.toml", "[[exercise]]", "[[exercises]]", ["01_one.toml", "exercises", "[[exercise]]"]),
    ("exercises/01_one.toml", "prompt =", "prompt :", ["01_one.toml", "not valid TOML", "line"]),
    ("exercises/01_one.toml", 'concepts = ["customer"]', 'concepts = ["buyer"]', ["who-buys", "concept 'buyer'"]),
    ("exercises/01_one.toml", 'id = "b", text', 'id = "a", text', ["who-buys", "'a' stands twice"]),
    ("keys/01_one.toml", 'right = ["a"]', 'right = ["c"]', ["who-buys", "no option 'c'"]),
    ("keys/01_one.toml", 'right = ["a"]', 'right = "a"', ["01_one.toml", "who-buys", "right"]),
    ("keys/01_one.toml", "user-is-buyer", "user-is-byer", ["who-buys", "misconception 'user-is-byer'"]),
    ("keys/01_one.toml", "[is-it-so]", "[is-it]", ["01_one.toml", "is-it", "no such exercise"]),
    ("manifest.toml", 'exercise = "who-buys"', 'exercise = "who-pays"', ["01_one", "who-pays"]),
    ("manifest.toml", 'exercise = "who-buys",', 'exercise = "who-buys", quiz = "drill-one",', ["01_one", "not both"]),
    ("manifest.toml", 'questions = ["is-it-so"]', "questions = []", ["is-it-so", "no notebook"]),
    ("manifest.toml", 'questions = ["is-it-so"]', 'questions = ["is-it-so", "who-buys"]', ["who-buys", "placed twice"]),
    ("manifest.toml", "points = 2", "points = -2", ["who-buys", "0 or more"]),
    ("manifest.toml", "points = 2", "points = nan", ["who-buys", "0 or more"]),
    ("manifest.toml", "size = 1", "size = 0", ["drill-one", "draws 0"]),
    ("manifest.toml", "size = 1", "size = 2", ["drill-one", "draws 2", "holds 1"]),
    ("manifest.toml", 'quiz = "drill-one"', 'quiz = "drill-two"', ["drill-two"]),
    ("manifest.toml", 'title = "One"', 'title = "One"\ncolor = 1', ["manifest.toml", "color"]),
    ("manifest.toml", 'title = "One"', "", ["01_one", "no title"]),
    ("manifest.toml", "points = 2", "points = 2, optional = true", ["who-buys", "may be skipped"]),
    ("manifest.toml", 'title = "One"', 'title = "One"\npart_of = "00_none"', ["01_one", "part_of", "00_none"]),
    ("manifest.toml", 'title = "Drill"', 'title = "Drill"\npart_of = "none"', ["drill-one", "part_of", "none"]),
    ("concepts.toml", "seed = [31]", 'seed = ["31"]', ["concepts.toml", "customer", "seed[0]"]),
]


@pytest.mark.parametrize(("file", "old", "new", "told"), FAULTS)
def test_each_fault_is_named_with_its_file_and_place(
    layer: Write, file: str, old: str, new: str, told: list[str]
) -> None:
    text = message(layer(**{file.removesuffix(".toml").replace("/", "__"): replaced(file, old, new)}))
    assert all(part in text for part in told), text


def test_a_folder_that_is_no_course_is_named(tmp_path: Path) -> None:
    assert "manifest.toml" in message(tmp_path / "nothing")


OVERLAY = {
    "manifest": '[[notebook]]\nid = "01_one"\nitems = [{ exercise = "exam-one", points = 5 }]\n',
    "exercises__exam": (
        '[[exercise]]\nid = "exam-one"\nkind = "choice"\ntitle = "E"\nprompt = "P"\nmode = "true-false"\n'
    ),
    "keys__exam": '[exam-one]\nright = ["true"]\nwhy = "W"\nwrong = { false = { why = "N" } }\n',
}


def test_an_overlay_adds_to_a_notebook(layer: Write) -> None:
    course = load_layers((str(layer()), str(layer("exam", True, **OVERLAY))))
    assert [p.slug for p in course.placed()] == ["who-buys", "drill-one", "exam-one"]
    assert course.title == "A course"
    assert course.key("exam-one") is not None


def test_an_overlay_replaces_only_when_it_says_so(layer: Write) -> None:
    text = '[[exercise]]\nid = "is-it-so"\nkind = "choice"\ntitle = "New"\nprompt = "P"\nmode = "true-false"\n'
    silent = layer("silent", True, manifest="", exercises__x=text)
    assert "override = true" in message(layer(), silent)
    said = layer("said", True, manifest="", exercises__x=text + 'concepts = ["customer"]\noverride = true\n')
    assert load_layers((str(layer()), str(said))).exercise("is-it-so").title == "New"


def test_an_assessed_exercise_without_its_key_loads(layer: Write) -> None:
    overlay = {k: v for k, v in OVERLAY.items() if not k.startswith("keys")}
    assert load_layers((str(layer()), str(layer("exam", True, **overlay)))).key("exam-one") is None


def test_mosaic_course_names_further_layers(layer: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    extra = layer("own", True, manifest="", concepts='[own-concept]\nname = "Own"\n')
    other = layer("other", True, manifest="", concepts='[other-concept]\nname = "Other"\n')
    monkeypatch.setenv("MOSAIC_COURSE", os.pathsep.join((str(extra), str(other))))
    assert {"own-concept", "other-concept"} <= set(load().concepts)
    monkeypatch.setenv("MOSAIC_COURSE", str(extra / "missing"))
    with pytest.raises(CourseError, match="MOSAIC_COURSE"):
        load()
