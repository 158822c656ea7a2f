"""What is exported to Moodle XML, GIFT and QTI 1.2 and imported again is what it was, and keeps as a course folder."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mosaic_exercises.bank.course_folder import folder
from mosaic_exercises.bank.formats import FORMATS, account
from mosaic_exercises.bank.incoming import read
from mosaic_exercises.bank.markup import plain
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import Blanks, Matching, Numeric, Ordering, PortableChoice
from tests.bank.cases import bank, content, squeezed


def expected(name: str, question: Question) -> Any:
    """The content that must come back: what a format loses (and says so) taken away."""
    body = question.body
    if name == "qti12" and isinstance(body, PortableChoice):
        body = msgspec.structs.replace(
            body, options=tuple(msgspec.structs.replace(o, worth=float(o.worth == 1)) for o in body.options)
        )
    if name == "qti12" and isinstance(body, Numeric):
        body = msgspec.structs.replace(body, slips=())
    return content(body)


@pytest.mark.parametrize("name", ["moodle", "gift", "qti12"])
def test_what_comes_back_is_what_went(name: str):
    questions, left = bank()
    written = account(FORMATS[name], questions, left).written
    back = {q.id: q for q in read(FORMATS[name].write("Course", written), name).questions}
    wrong = []
    for question in written:
        body = question.body
        if isinstance(body, Ordering) and name != "moodle":
            found = back[question.id].body  # asked as a matching of item and place
            if not isinstance(found, Matching) or len(found.pairs) != len(body.items):
                wrong.append(question.id)
            continue
        if isinstance(body, Blanks) and name == "gift":
            gaps = [back[f"{question.id}--{gap.id}"].body for gap in body.gaps]
            if [g.gaps[0].accept for g in gaps if isinstance(g, Blanks)] != [g.accept for g in body.gaps]:
                wrong.append(question.id)
            continue
        found = back[question.id]
        same = content(found.body) == expected(name, question)
        if (
            not same
            or squeezed(found.why) != squeezed(question.why)
            or found.chapter != question.chapter
            or not squeezed(plain(found.prompt)).startswith(squeezed(plain(question.prompt)))
        ):
            wrong.append(question.id)
    assert not wrong
    if name == "moodle":
        assert all(back[q.id].hints == tuple(plain_hints(q)) for q in written if q.hints and back[q.id].hints)


def plain_hints(question: Question) -> list[str]:
    """Hints as they come back: paragraphs kept."""
    return ["\n\n".join(squeezed(p) for p in hint.split("\n\n")) for hint in question.hints]


def test_what_comes_back_keeps_as_a_course_that_loads(tmp_path):
    from mosaic_exercises.course.loader import CONTENT, load_layers

    questions, left = bank()
    written = account(FORMATS["moodle"], questions, left).written
    found = read(FORMATS["moodle"].write("Course", written), "course.xml")
    base = load_layers((str(CONTENT),))
    made = folder(found.questions, "imported", "Imported", frozenset(base.exercises), frozenset(base.concepts))
    assert made.count == len(written)
    for path, text in made.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    course = load_layers((str(CONTENT), str(tmp_path)))
    assert len(course.exercises) == len(base.exercises) + made.count
    assert not any("no concept" in p.what for p in made.puzzling)
    slugs = {
        e.id for e in base.exercises.values() if e.concepts and e.kind == "choice" and f"{e.id}-2" in course.exercises
    }
    assert len(slugs) > 100
    assert all(course.exercises[f"{s}-2"].concepts == base.exercises[s].concepts for s in slugs)
    notebook = course.notebook("imported")
    assert notebook is not None
    assert len(notebook.questions) == made.count
