"""Figures of the case are named in the course's texts and filled in when it is loaded: none can be out of date."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mosaic_exercises.course import load_layers
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.errors import CourseError
from tests.data.tessera_files import FIGURE, NAMED
from tests.support import GOOD


def naming(folder: Path, figures: str) -> str:
    """The small course with a prompt, an option and a feedback that name figures; its folder."""
    for name, text in GOOD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "figures.toml").write_text(figures, encoding="utf-8")
    for name, old, new in (
        ("exercises", "bike.", "bike at EUR {fig:price}."),
        ("exercises", "The daughter", "One of {fig:price} daughters"),
        ("keys", "He pays.", "He pays {fig:price}{not a name}."),
    ):
        path = folder / name / "01_one.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return str(folder)


def test_a_figure_is_filled_in_wherever_it_is_named(tmp_path: Path) -> None:
    course = load_layers((naming(tmp_path, 'price = "1,249"'),))
    exercise = course.exercise("who-buys")
    assert exercise.prompt == "A father pays for his daughter's bike at EUR 1,249."
    assert exercise.task.options[1].text == "One of 1,249 daughters"
    assert course.key("who-buys").why == "He pays 1,249{not a name}."


@pytest.mark.parametrize(
    ("figures", "told"),
    [("", "there is no figure 'price' in figures.toml"), ("price = 1249", "Expected `str`, got `int`")],
)
def test_a_figure_that_is_not_there_is_told_with_its_file(tmp_path: Path, figures: str, told: str) -> None:
    with pytest.raises(CourseError, match=re.escape(told)) as fault:
        load_layers((naming(tmp_path, figures),))
    assert ("exercises/01_one.toml" if not figures else "figures.toml") in str(fault.value)


def test_a_layer_names_the_figures_of_the_course_below_it(tmp_path: Path) -> None:
    below = naming(tmp_path / "below", 'price = "1,249"')
    above = tmp_path / "above"
    (above / "exercises").mkdir(parents=True)
    (above / "manifest.toml").write_text(
        'course = "c"\nversion = "2"\ntitle = "A"\n[[notebook]]\nid = "01_one"\nquestions = ["mine"]\n',
        encoding="utf-8",
    )
    (above / "exercises" / "mine.toml").write_text(
        '[[exercise]]\nid = "mine"\nkind = "choice"\ntitle = "Mine"\nprompt = "Is it {fig:price}?"\n'
        'concepts = ["customer"]\nmode = "true-false"\n',
        encoding="utf-8",
    )
    assert load_layers((below, str(above))).exercise("mine").prompt == "Is it 1,249?"


def test_the_courses_figures_are_those_of_the_case_and_no_text_keeps_a_number_for_its_name() -> None:
    """In the notebooks that name figures, none of those named still stands there as a number (worked sums apart)."""
    assert len(FIGURE) == len(NAMED.read_text(encoding="utf-8").splitlines()) - 1
    values = dict(re.findall(r'^([a-z0-9-]+) = "(.+)"$', NAMED.read_text(encoding="utf-8"), re.M))
    used = 0
    for path in sorted(CONTENT.glob("*/1[01]_*.toml")):
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r"{fig:([a-z0-9-]+)}", text))
        used += len(named)
        for line in text.splitlines():
            if not re.search(r"[÷=+] ?\(?\d|[Hh]alf of", line):
                left = [name for name in named if re.search(rf"(?<![\d.,]){re.escape(values[name])}(?!\d|\.\d)", line)]
                assert left == [], (path.name, line)
    assert used >= 20
