"""Sources: complete references from one table, cited by key, written out where a learner reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load, load_layers
from mosaic_exercises.course.sources import Source, cited, reference
from mosaic_exercises.errors import CourseError
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.workbook import Workbook
from tests.support import small_course

SOURCES = """
[kano-1984]
authors = "N. Kano, N. Seraku, F. Takahashi and S. Tsuji"
year = "1984"
title = "Attractive Quality"
container = "Journal of Quality"
volume = "14"
issue = "2"
pages = "39-48"
doi = "10.1000/x"
"""


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("J. Griffin", "(Griffin, 2002)"),
        ("F. F. Reichheld and W. E. Sasser", "(Reichheld and Sasser, 2002)"),
        ("M. Dixon, K. Freeman and N. Toman", "(Dixon et al., 2002)"),
        ("C. Berger and others", "(Berger et al., 2002)"),
        ("", "(A Title, 2002)"),
    ],
)
def test_a_citation_names_the_authors_and_the_year(authors: str, said: str) -> None:
    assert cited(Source(title="A Title", authors=authors, year="2002")) == said


def test_a_reference_is_complete() -> None:
    article = Source(
        title="T", authors="A. B", year="1999", container="J", volume="3", issue="1", pages="5-9", doi="10.1/x"
    )
    assert reference(article) == 'A. B, "T", *J* 3(1), 1999, 5-9, [doi:10.1/x](https://doi.org/10.1/x)'
    assert reference(Source(title="T", authors="A. B", year="1999", publisher="P")) == "A. B, *T* (P, 1999)"
    assert reference(Source(title="T")) == "*T* (undated)"


def citing(folder: Path, sources: str = SOURCES) -> str:
    """The small course with a prompt and a feedback that cite; its folder."""
    small_course(folder)
    (folder / "sources.toml").write_text(sources, encoding="utf-8")
    for name, old, new in (
        ("exercises", "bike.", "bike [@kano-1984]."),
        ("keys", "He pays.", "He pays [@kano-1984]."),
    ):
        path = folder / name / "01_one.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    load_layers.cache_clear()
    return str(folder)


def test_prompt_and_feedback_show_the_same_words_in_the_panel(tmp_path: Path) -> None:
    course = load_layers((citing(tmp_path / "c"),))
    session = ExerciseSession(course.exercise("who-buys"), course, Workbook(tmp_path / "w", "c"), 1.0)
    assert "bike (Kano et al., 1984)." in session.view()["prompt"]
    (reply,) = session.handle({"type": "check", "slug": "who-buys", "answer": ["a"], "at": 1.0, "n": 1})
    assert reply["view"]["result"]["summary"] == "He pays (Kano et al., 1984)."
    assert course.cited == {"kano-1984"}


def test_a_source_that_is_cited_and_missing_is_an_error_with_the_file(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"01_one\.toml: there is no source 'kano-1984' in sources\.toml"):
        load_layers((citing(tmp_path / "c", ""),))


def test_a_layer_may_cite_the_sources_below_it_and_its_own(tmp_path: Path) -> None:
    base = citing(tmp_path / "c")
    layer = tmp_path / "mine"
    (layer / "exercises").mkdir(parents=True)
    (layer / "manifest.toml").write_text('[[notebook]]\nid = "01_one"\nitems = [{ exercise = "mine" }]\n')
    (layer / "sources.toml").write_text('[own-2020]\ntitle = "Own"\nauthors = "O. Wn"\nyear = "2020"\n')
    (layer / "exercises" / "x.toml").write_text(
        '[[exercise]]\nid = "mine"\nkind = "choice"\ntitle = "M"\nprompt = "So [@kano-1984] and [@own-2020]?"\n'
        'mode = "true-false"\nconcepts = ["customer"]\n'
    )
    course = load_layers((base, str(layer)))
    assert course.exercise("mine").prompt == "So (Kano et al., 1984) and (Wn, 2020)?"
    assert set(course.sources) == {"kano-1984", "own-2020"}


def test_no_key_is_left_in_a_text_of_the_course() -> None:
    course = load()
    assert len(course.sources) >= 50
    assert course.cited <= course.sources.keys()
    assert "[@" not in repr(course.exercises) + repr(course.keys) + repr(course.misconceptions) + repr(course.plan)
