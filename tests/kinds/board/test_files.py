"""Boards outside: drawn whole and in their frame, as slides, and as CSV and JSON out and back without loss."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.drawing.shapes import PAGE, Box, Connector
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.board.check import parse
from mosaic_exercises.kinds.board.files import board_csv, board_json, read_board_csv, read_board_json
from mosaic_exercises.kinds.board.picture import board_drawing, board_pages, link_words
from mosaic_exercises.kinds.board.task import every, shown, specs
from mosaic_exercises.learner.references import renamed
from tests.kinds.board.cases import BOARDS, answers, board
from tests.kinds.contract import assert_message
from tests.kinds.examples import CALM
from tests.kinds.saving import export_answer, import_answer, print_pages
from tests.kinds.test_pictures import ATTACK, DRAWN, inside, read_slides, texts_of
from tests.support import share

each = pytest.mark.parametrize("name", BOARDS)


def texts_in(drawing: Any) -> list[str]:
    return [piece.text for piece in drawing.pieces if isinstance(piece, Box)]


def words(drawing: Any) -> str:
    return " ".join(" ".join(ElementTree.fromstring(svg(drawing)).itertext()).split())


@each
@pytest.mark.parametrize("as_", ["csv", "json"])
def test_a_board_goes_out_and_comes_back(name: str, as_: Literal["csv", "json"]) -> None:
    task, key = board(name)
    file = export_answer(task, key.model, as_, name)
    assert file.name == f"{name}.{as_}"
    assert parse(task, import_answer(task, file.data.decode(), as_)) == parse(task, key.model)


@each
@settings(CALM, max_examples=share(40))
@given(data=st.data())
def test_every_board_comes_back_whole(name: str, data: st.DataObject) -> None:
    task, _ = board(name)
    answer = parse(task, data.draw(answers(task)))
    assert read_board_json(task, board_json(answer)) == answer
    assert read_board_csv(task, board_csv(task, answer)) == answer
    for row in csv.reader(io.StringIO(board_csv(task, answer), newline="")):
        assert not [cell for cell in row if cell.strip().startswith(tuple("=+-@＝＋－＠"))]


@each
@settings(CALM, max_examples=share(25))
@given(data=st.data())
def test_any_board_is_drawn_whole_and_in_its_frame(name: str, data: st.DataObject) -> None:
    task, _ = board(name)
    answer = parse(task, data.draw(answers(task)))
    for drawing in (board_drawing(task, answer), *board_pages(task, answer)):
        assert inside(drawing)
        assert {element.tag for element in ElementTree.fromstring(svg(drawing)).iter()} <= DRAWN


@each
def test_a_sheet_shows_every_note_field_reference_and_link(name: str) -> None:
    task, key = board(name)
    answer = parse(task, key.model)
    said = words(board_drawing(task, answer))
    pages = " ".join(words(page) for page in board_pages(task, answer))
    for note in every(task, answer):
        parts = [note.text, *(shown(specs(task, note.section)[id_], v) for id_, v in note.fields.items())]
        parts += [ref.label for ref in note.refs]
        assert all(" ".join(part.split()) in said and " ".join(part.split()) in pages for part in parts), note.id
    sentences = link_words(task, answer)
    assert len(sentences) == len(answer.links)
    assert all(sentence in texts_in(board_drawing(task, answer)) for sentence in sentences)
    alt = board_drawing(task, answer).alt
    assert all(f"{section.name}: " in alt for section in task.sections)


def test_a_large_board_has_a_slide_for_each_part() -> None:
    task, _ = board("swot")
    notes = [
        {"id": f"{s.id[0]}{i}", "section": s.id, "text": f"{s.name} {i}: " + "a long point " * 12}
        for s in task.sections
        for i in range(12)
    ]
    pages = board_pages(task, parse(task, {"notes": notes}))
    assert {page.height for page in pages} == {PAGE}
    for section in task.sections:
        assert any(section.name in page.title for page in pages)
    said = " ".join(text for page in pages for text in texts_in(page))
    assert all(note["text"].strip() in said for note in notes)


def test_links_are_arrows_glued_to_their_notes() -> None:
    """A note that is moved on the slide takes its arrows with it, and their heads say which way they go."""
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    task, key = board("scorecard")
    first = read_slides(export_answer(task, key.model, "pptx", "s").data).slides[0]
    notes = {shape.shape_id: shape.text_frame.text for shape in first.shapes if shape.has_text_frame}
    glued = []
    for shape in first.shapes:
        found = {tag: e for e in shape._element.iter() for tag in ("stCxn", "endCxn", "tailEnd") if e.tag.endswith(tag)}
        if "tailEnd" in found:
            assert found["tailEnd"].get("type") == "triangle"
            glued.append(tuple(notes[int(found[tag].get("id"))].split("\n")[0] for tag in ("stCxn", "endCxn")))
            assert shape.width + shape.height > 0
    assert [f"{a} → serves → {b}" for a, b in glued] == list(link_words(task, parse(task, key.model)))
    drawn = board_drawing(task, parse(task, key.model))
    for arrow in (p for p in drawn.pieces if isinstance(p, Connector)):
        (ax, ay), (bx, by) = arrow.points
        assert abs(ax - bx) + abs(ay - by) > 8, "a link between neighbours has a line"


def test_slides_hold_every_note_as_text() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    task, key = board("scorecard")
    said = "\n".join(texts_of(read_slides(export_answer(task, key.model, "pptx", "s").data)))
    assert "Decide claims on time" in said
    assert "Target: 90" in said
    assert "Decide claims on time → serves → Give less reason to complain" in said


def test_hostile_text_stays_text() -> None:
    task, key = board("scorecard")
    raw = {"notes": [{**n, "text": ATTACK, "fields": dict.fromkeys(n["fields"], ATTACK)} for n in key.model["notes"]]}
    drawn = export_answer(task, {**raw, "links": key.model["links"]}, "svg", "s").data.decode()
    root = ElementTree.fromstring(drawn)
    assert {element.tag for element in root.iter()} <= DRAWN
    assert "<img" not in drawn
    assert ATTACK in "".join(root.itertext())


def test_what_a_note_cites_is_shown_by_its_newest_label() -> None:
    task, key = board("tows")
    refs = [
        {"exercise": "swot", "object": "s1", "label": "old", "sort": "strengths"},
        {"exercise": "swot", "object": "gone", "label": "was there"},
    ]
    raw = {"notes": [{"id": "a", "section": "so", "text": "Act", "refs": refs}], "links": []}
    fresh = renamed(raw, {("swot", "s1"): "new"})
    assert "From: new From: no longer there (was: was there)" in words(board_drawing(task, parse(task, fresh)))
    assert renamed(key.model, {}) == key.model  # stand-ins are the case's own: never gone


def test_print_has_the_whole_sheet() -> None:
    task, key = board("pest")
    (page,) = print_pages(task, key.model)
    assert "Cheap trackers" in page


HEAD = board_csv(*(lambda task: (task, parse(task, None)))(board("chain")[0])).strip()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        (f"{HEAD}\r\nlist,a{',' * 13}", "a row for “list”"),
        (f"{HEAD}\r\nref{',' * 7}n9{',' * 7}", "a reference of the note “n9”"),
        (f"{HEAD}\r\nnote,a,nowhere,Text{',' * 11}", "no part of this stakeholder chain (“nowhere”)"),
        (f"{HEAD}\r\nnote,a,end,{',' * 11}", "Note 1 has no text"),
        (f"{HEAD}\r\nnote,a,end,Text,first{',' * 10}", "no usable rank"),
    ],
)
def test_what_is_no_board_table_is_refused(text: str, said: str) -> None:
    task, _ = board("chain")
    with pytest.raises(FormatError) as refused:
        import_answer(task, text, "csv")
    assert said in str(refused.value)
    assert_message(str(refused.value))


def test_nothing_is_no_file_and_another_file_is_no_board() -> None:
    task, _ = board("swot")
    with pytest.raises(FormatError, match="This SWOT is still empty"):
        export_answer(task, None, "json", "s")
    with pytest.raises(FormatError, match="no mosaic-board file"):
        import_answer(task, '{"format": "mosaic-form", "v": 1}', "json")
