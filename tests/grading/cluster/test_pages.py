"""Learners' pages made on workers are the pages made here; one that cannot be made says so and costs no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")
pytest.importorskip("jinja2", reason="pages need the extra 'grading'")

from mosaic_exercises.commands.report import learner_pages
from mosaic_exercises.course import Course
from mosaic_exercises.grading.cluster import pages, parcels
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.answers import Explainer
from tests.grading.cluster.crews import DIED, PretendCrew
from tests.grading.marked_class import grade_again, write_answers, write_course

Marked = tuple[Course, Gradebook]


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Marked]:
    """Seven learners, one of them hostile, one with comments and judgements."""
    monkeypatch.setattr(pages, "PAGES", 2)
    course = write_course(tmp_path / "course")
    write_answers(tmp_path, 7)
    book = grade_again(course, tmp_path)
    key = book.keys()[1]
    book.comment(key, "", "Well done <b>.", "Eva")
    book.comment(key, "plan", "See page 3.", "Eva")
    book.judge(key, "plan", "rung", 1, {"rung": 3, "action": 2, "measure": 3}, "Ada")
    yield course, book
    book.close()


def test_the_same_pages(marked: Marked) -> None:
    course, book = marked
    here = [(entry.key, html) for entry, html in learner_pages(book, Explainer(course))]
    crew = PretendCrew()
    there = [(entry.key, html) for entry, html in learner_pages(book, Explainer(course), crew)]
    assert here == there
    assert len(crew.sent) == 4
    assert sum("Well done &lt;b&gt;." in html and "The rung" in html for _, html in there) == 1


def test_a_page_that_cannot_be_made_says_so(marked: Marked) -> None:
    course, book = marked
    crew = PretendCrew(lambda data, _: b"id004" in parcels.parcel_of(data).body)
    found = {entry.grade.learner_id: html for entry, html in learner_pages(book, Explainer(course), crew)}
    assert len(found) == 7
    assert f"this page could not be made ({DIED})" in found["id004"]
    assert [id_ for id_, html in found.items() if "could not be made" in html] == ["id004"]
