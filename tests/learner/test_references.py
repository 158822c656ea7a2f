"""What was made in one exercise is offered in another, under the name it has today."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.learner import references
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.reading.refs import Ref, Want
from mosaic_exercises.workbook import Draft, Workbook
from tests.plan.cases import course, give, model

PERSONAS = (Want("persona-builder", ("persona",)),)


@pytest.fixture(scope="module")
def small() -> Course:
    return course()


@pytest.fixture
def book(home: Path, small: Course) -> Workbook:
    return Workbook(home, small.course)


def labels(small: Course, book: Workbook) -> list[str]:
    return [offer.label for offer in references.offers(small, book, PERSONAS)]


def test_nothing_is_offered_where_nothing_was_made(small: Course, book: Workbook) -> None:
    assert references.offers(small, book, PERSONAS) == []
    assert references.offers(small, book, [Want("no-such-exercise")]) == []


def test_what_was_made_is_offered_and_a_rename_follows(small: Course, book: Workbook) -> None:
    answer = model(small, "persona-builder")
    give(book, small, "persona-builder", answer)
    entry = answer["entries"][0]
    (offer,) = [o for o in references.offers(small, book, PERSONAS) if o.object == entry["id"]]
    assert (offer.label, offer.title, offer.sort) == (entry["values"]["name"], "Build a persona", "persona")
    entry["values"]["name"] = "Zora"
    book.save_draft(Draft("persona-builder", 1, 9e14, answer))  # typed, not yet checked
    assert "Zora" in labels(small, book)


def test_only_the_sorts_that_are_wanted_are_offered(small: Course, book: Workbook) -> None:
    give(book, small, "persona-builder", model(small, "persona-builder"))
    all_ = references.offers(small, book, [Want("persona-builder")])
    assert {o.sort for o in all_} > {"persona"}
    assert {o.sort for o in references.offers(small, book, [Want("persona-builder", ("pain",))])} == {"pain"}


def test_a_deleted_object_leads_nowhere_and_the_reference_keeps_its_name(small: Course, book: Workbook) -> None:
    answer = model(small, "persona-builder")
    give(book, small, "persona-builder", answer)
    entry = answer["entries"][0]
    ref = Ref("persona-builder", entry["id"], entry["values"]["name"])
    assert references.today(ref, references.offers(small, book, PERSONAS)) is not None
    entry["id"] = "e-another"
    give(book, small, "persona-builder", answer)
    assert references.today(ref, references.offers(small, book, PERSONAS)) is None
    assert ref.label == entry["values"]["name"]


def test_the_panel_shows_the_offers(small: Course, book: Workbook) -> None:
    give(book, small, "persona-builder", model(small, "persona-builder"))
    view = ExerciseSession(small.exercise("journey-map"), small, book, 0).view()
    assert [o["label"] for o in view["task"]["offers"]] == labels(small, book)


def test_a_map_comes_with_the_names_of_today_and_what_a_check_said_with_it(small: Course, book: Workbook) -> None:
    answer = model(small, "persona-builder")
    give(book, small, "persona-builder", answer)
    session = ExerciseSession(small.exercise("journey-map"), small, book, 0)
    ref = {"exercise": "persona-builder", "object": answer["entries"][0]["id"], "label": "Then"}
    gone = {"id": "p2", "name": "Gone", "ref": ref | {"object": "e-none"}}
    said = model(small, "journey-map") | {"personas": [{"id": "p1", "name": "Then", "ref": ref}, gone]}
    said |= {"notes": [], "emotions": []}
    session.handle({"type": "check", "answer": said, "at": 1e12})
    answer["entries"][0]["values"]["name"] = "Zora"
    book.save_draft(Draft("persona-builder", 1, 9e14, answer))
    view = session.view()
    zora = {"id": "p1", "name": "Zora", "ref": ref | {"label": "Zora"}}
    assert view["answer"]["personas"] == view["checked"]["personas"] == [zora, gone]
