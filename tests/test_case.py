"""The case read in one place: who was interviewed, what they said, and what happens where the file is missing or
broken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mosaic_exercises import running_case
from mosaic_exercises.course import load
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import SourceView
from mosaic_exercises.kinds.form.picture import card_drawing
from mosaic_exercises.kinds.form.read import read_entries
from mosaic_exercises.kinds.form.task import EvidenceSource, FormTask
from mosaic_exercises.panel import interviews

ROOT = Path(__file__).parents[1]
COURSE = load()
FORMS = [e for e in COURSE.exercises.values() if isinstance(e.task, FormTask) and e.task.sources]


def test_every_interview_of_the_case_is_read() -> None:
    listed = tomllib.loads((ROOT / running_case.INTERVIEWS).read_text(encoding="utf-8"))["interview"]
    found = running_case.interviews(ROOT)
    assert len(found) == 18
    assert [(one.id, one.person, one.role) for one in found.values()] == [
        (i["id"], i["person"], i["role"]) for i in listed
    ]


def test_a_course_without_the_case_has_its_own_sources(tmp_path: Path) -> None:
    assert running_case.interviews(tmp_path) == {}
    (one,) = running_case.said(
        [EvidenceSource("own-1", "interview", "Ann, baker: Bread", "We bake at four. Then we sell.")]
    )
    assert (one.person, one.title, one.text) == ("Ann, baker", "Bread", "We bake at four. Then we sell.")


def test_a_broken_file_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / running_case.INTERVIEWS
    path.parent.mkdir(parents=True)
    path.write_text("[[interview]]\nid = 7\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"interviews\.toml of the case cannot be read"):
        running_case.interviews(tmp_path)


def test_other_words_have_another_key() -> None:
    one, two = (
        running_case.said([EvidenceSource("own-1", "interview", "Ann: Bread", text)])[0].key
        for text in ("Four.", "Five.")
    )
    assert one != two


@pytest.mark.parametrize("exercise", FORMS, ids=lambda e: e.id)
def test_each_interview_that_can_be_cited_has_a_name_a_role_and_words(exercise: object) -> None:
    task: FormTask = exercise.task  # type: ignore[attr-defined]
    for one in running_case.said(task.sources):
        assert one.person
        assert one.role
        assert one.about
        assert len(one.text.split()) > 80


@pytest.mark.parametrize("exercise", FORMS, ids=lambda e: e.id)
def test_no_id_of_a_source_is_said(exercise: object) -> None:
    """Where an answer is read, sources stand by name: in words, in a card, in what a check finds."""
    task: FormTask = exercise.task  # type: ignore[attr-defined]
    key = COURSE.key(exercise.id)  # type: ignore[attr-defined]
    assert key is not None
    model = read_entries(task, key.model)
    found = KINDS["form"].check(task, key, model)
    said = KINDS["form"].describe(task, model) + str(found.criteria)
    said += "".join(svg(card_drawing(task, e)) for e in model)
    assert not [s.id for s in task.sources if s.id in said]


def test_an_interview_whose_words_are_not_here_is_not_offered_to_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # a folder without the case
    task = COURSE.exercise("value-proposition").task
    plain = [SourceView(id=s.id, source=s.source, title=s.title, text=s.text, group=s.group) for s in task.sources]
    assert interviews.with_people(task.sources, plain) == tuple(plain)


def test_the_words_asked_for_and_no_others() -> None:
    task = COURSE.exercise("persona-builder").task
    said = interviews.words(task.sources, ["int-06", "int-99", 7]).said
    assert [one.id for one in said] == ["int-06"]
    assert len(interviews.words(task.sources, None).said) == 15
