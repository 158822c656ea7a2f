"""Pictures and slides: whole, readable, in the frame, and a learner's text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mosaic_exercises.course import load
from mosaic_exercises.drawing.measure import height_of, width_of, wrapped
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Area, Box, Drawing, Group, Marker, Oval, flat
from mosaic_exercises.drawing.slides import slides
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.form.picture import card_drawing, card_pages
from mosaic_exercises.kinds.form.read import read_entries
from mosaic_exercises.kinds.form.task import fields
from mosaic_exercises.kinds.journey.picture import journey_drawing, journey_pages
from mosaic_exercises.kinds.journey.read import read_map
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyMap, Lane, Note, Stage
from mosaic_exercises.reading.values import as_json
from tests.kinds.examples import CALM
from tests.kinds.form.cases import FORMS, form, form_answers
from tests.kinds.journey.cases import journey, maps
from tests.support import share

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {
    f"{SVG}{name}"
    for name in (
        *("svg", "g", "title", "desc", "rect", "polyline", "path", "circle", "polygon", "ellipse", "text", "tspan"),
    )
}
FEW = settings(CALM, max_examples=share(40))
GROUP = 6  # MSO_SHAPE_TYPE.GROUP
ATTACK = "<img src=x onerror=alert(1)>"


def sample_map() -> JourneyMap:
    return read_map(journey("build")[1].model)


def hostile(text: str) -> JourneyMap:
    """The sample map with ``text`` in every place that takes one."""
    sample = sample_map()
    return replace(
        sample,
        title=text,
        scenario=text,
        personas=tuple(replace(p, name=text) for p in sample.personas),
        stages=tuple(replace(s, name=text) for s in sample.stages),
        lanes=tuple(replace(lane, name=text) for lane in sample.lanes),
        notes=tuple(
            replace(n, text=text, **{f: text for f in ("medium", "department", "owner", "metric") if getattr(n, f)})
            for n in sample.notes
        ),
    )


def read_slides(data: bytes) -> Any:
    from pptx import Presentation

    return Presentation(io.BytesIO(data))


def texts_of(deck: Any) -> list[str]:
    return [shape.text_frame.text for slide in deck.slides for shape in every(slide.shapes) if shape.has_text_frame]


def every(shapes: Any) -> Iterator[Any]:
    """Every shape, those in groups too."""
    for shape in shapes:
        if shape.shape_type == GROUP:
            yield from every(shape.shapes)
        else:
            yield shape


def inside(drawing: Drawing) -> bool:
    """Whether every piece lies in the frame of the drawing."""
    for piece in flat(drawing.pieces):
        if isinstance(piece, Box):
            corners = [(piece.x, piece.y), (piece.x + piece.w, piece.y + piece.h)]
        elif isinstance(piece, Marker):
            corners = [(piece.x, piece.y)]
        elif isinstance(piece, Oval):
            corners = [(piece.cx - piece.rx, piece.cy - piece.ry), (piece.cx + piece.rx, piece.cy + piece.ry)]
        else:
            corners = list(piece.points)
        if not all(-0.01 <= x <= drawing.width + 0.01 and -0.01 <= y <= drawing.height + 0.01 for x, y in corners):
            return False
    return True


def test_the_map_shows_every_part_as_text() -> None:
    root = ElementTree.fromstring(svg(journey_drawing(sample_map())))
    shown = " ".join(" ".join(root.itertext()).split())
    for stage in ("Awareness", "Research", "Purchase", "Renewal", "Claims"):
        assert stage in shown
    for part in (
        "Handover and first ride",
        "Owner: Claims",
        "Need: Safety",
        "lowest −2",
        "as it shall be",
        "peak-end −2",
    ):
        assert part in shown, part
    assert root.find(f"{SVG}title") is not None
    assert "5 stages" in (root.findtext(f"{SVG}desc") or "")


def test_the_two_curves_differ_in_more_than_colour() -> None:
    root = ElementTree.fromstring(svg(journey_drawing(sample_map())))
    lines = [line for line in root.iter(f"{SVG}path") if line.attrib["d"].count("C") == 4]  # smooth, as on the screen
    assert [("stroke-dasharray" in line.attrib) for line in lines] == [True, False]
    assert len({line.attrib["stroke"] for line in lines}) == 2


@pytest.mark.parametrize("name", FORMS)
def test_a_card_shows_every_filled_field(name: str) -> None:
    task, key = form(name)
    entry = read_entries(task, key.model)[0]
    drawing = card_drawing(task, entry)
    assert inside(drawing)
    shown = " ".join(" ".join(ElementTree.fromstring(svg(drawing)).itertext()).split())
    for spec in fields(task).values():
        value = entry.values.get(spec.id)
        if isinstance(value, str) and spec.type in ("short", "long"):
            assert " ".join(value.strip("“”").split()) in shown, spec.id
        elif isinstance(value, tuple) and spec.type == "list":
            assert all(str(part) in shown for part in value), spec.id


def test_a_card_says_what_it_rests_on() -> None:
    task, key = form("persona")
    entry = read_entries(task, key.model)[0]
    shown = " ".join(ElementTree.fromstring(svg(card_drawing(task, entry))).itertext())
    assert "Rests on: interview with Grace Adeyemi" in shown
    assert "Rests on: an assumption" in shown
    bare = replace(entry, evidence={})
    words = " ".join(" ".join(ElementTree.fromstring(svg(card_drawing(task, bare))).itertext()).split())
    assert "No evidence named." in words
    assert "Rests on: not named" in words


@FEW
@given(raw=maps())
def test_any_map_is_drawn_whole_and_in_its_frame(raw: dict[str, Any]) -> None:
    for drawing in (journey_drawing(read_map(raw)), *journey_pages(read_map(raw))):
        assert inside(drawing)
        root = ElementTree.fromstring(svg(drawing))
        assert {element.tag for element in root.iter()} <= DRAWN


@FEW
@given(data=st.data())
def test_any_persona_is_drawn_whole_and_in_its_frame(data: st.DataObject) -> None:
    task, _ = form("persona")
    for entry in read_entries(task, data.draw(form_answers(task))):
        drawing = card_drawing(task, entry)
        assert inside(drawing)
        root = ElementTree.fromstring(svg(drawing))
        assert {element.tag for element in root.iter()} <= DRAWN


def test_hostile_text_stays_text_in_the_picture() -> None:
    drawn = svg(journey_drawing(hostile(ATTACK)))
    root = ElementTree.fromstring(drawn)
    assert {element.tag for element in root.iter()} <= DRAWN
    assert "<img" not in drawn
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]
    assert ATTACK in "".join(root.itertext())


def test_hostile_text_stays_text_on_a_card() -> None:
    task, key = form("persona")
    entry = read_entries(task, key.model)[0]
    values: dict[str, Any] = {
        f: ATTACK
        if isinstance(v, str) and f != "segment"
        else (ATTACK,)
        if isinstance(v, tuple) and f != "needs"
        else v
        for f, v in entry.values.items()
    }
    root = ElementTree.fromstring(svg(card_drawing(task, replace(entry, values=values))))
    assert {element.tag for element in root.iter()} <= DRAWN
    assert ATTACK in "".join(root.itertext())


def test_slides_open_and_hold_the_same_text() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    deck = read_slides(slides(journey_pages(sample_map())))
    shown = "\n".join(texts_of(deck))
    for part in ("Awareness", "Handover and first ride", "Owner: Claims", "peak-end −2"):
        assert part in shown, part
    assert all(slide.shapes.title.text_frame.text for slide in deck.slides)
    assert deck.slides[0].notes_slide.notes_text_frame.text.startswith("A claim at ten to six")
    for slide in deck.slides:
        for shape in every(slide.shapes):
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + 10
            assert shape.top + shape.height <= deck.slide_height + 10


@pytest.mark.parametrize("text", [ATTACK, "]]>&amp;", "\ufffe\uffff", "a\nb\tc", "_x0041_", "=cmd()"])
def test_hostile_text_stays_text_on_slides(text: str) -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    data = slides([*journey_pages(hostile(text)), journey_drawing(hostile(text))])
    shown = re.sub(r"\s", "", "".join(texts_of(read_slides(data))))
    expected = re.sub(r"\s", "", text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert expected in shown


def test_a_card_becomes_a_slide_with_a_portrait_of_shapes() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    task, key = form("persona")
    drawing = card_drawing(task, read_entries(task, key.model)[0])
    deck = read_slides(slides([drawing]))
    assert "Gloria, who carries two" in "\n".join(texts_of(deck))
    assert len(deck.slides[0].shapes) == len(drawing.pieces) + 1
    (portrait,) = (p for p in drawing.pieces if isinstance(p, Group))
    assert sum(isinstance(p, Oval | Area) for p in portrait.pieces) > 5


def test_a_large_map_is_parted_so_that_it_can_be_read() -> None:
    stages = tuple(Stage(f"s{i}", f"Stage {i}") for i in range(10))
    lanes = tuple(Lane(f"l{i}", "free", f"Lane {i}") for i in range(10))
    notes = tuple(
        Note(f"n{i}", f"s{i % 10}", f"l{i // 12}", text=f"Note {i} says something of the step") for i in range(120)
    )
    pages = journey_pages(JourneyMap(stages, lanes, notes))
    assert {(page.width, page.height) for page in pages} == {(SHEET, PAGE)}
    shown = " ".join(p.text for page in pages for p in page.pieces if isinstance(p, Box))
    assert all(f"Note {i} " in shown for i in range(120))
    assert inside(journey_drawing(JourneyMap(stages, lanes, notes)))


def test_a_derived_lane_on_another_page_still_shows_the_touchpoints() -> None:
    stages = tuple(Stage(f"s{i}", f"Stage {i}") for i in range(3))
    lanes = (
        *(Lane("t", "touchpoints", "Touchpoints"), Lane("f", "free", "Notes"), Lane("d", "department", "Department")),
        Lane("e", "free", "An end"),
    )
    touch = tuple(Note(f"t{i}", f"s{i}", "t", text="Line", department=f"Desk {i}") for i in range(3))
    fill = tuple(Note(f"n{i}", "s0", "f", text="A long note " * 9) for i in range(6))
    pages = journey_pages(JourneyMap(stages, lanes, (*touch, *fill)), tall=500)
    (derived,) = [p for p in pages if any(isinstance(b, Box) and b.text == "Department" for b in p.pieces)]
    shown = [b.text for b in derived.pieces if isinstance(b, Box)]
    assert "Touchpoints" not in shown
    assert {"Desk 0", "Desk 1", "Desk 2"} <= set(shown)


def test_pages_are_even() -> None:
    stages = tuple(Stage(f"s{i}", f"Stage {i}") for i in range(6))
    lanes = tuple(Lane(f"l{i}", "free", f"Lane {i}") for i in range(9))
    pages = journey_pages(JourneyMap(stages, lanes))
    texts = [[b.text for b in page.pieces if isinstance(b, Box)] for page in pages]
    assert {sum(t.startswith("Stage") for t in page) for page in texts} == {3}
    counts = [sum(t.startswith("Lane") for t in page) for page in texts]
    assert max(counts) - min(counts) <= 1


def test_a_slide_has_no_shadows_and_says_its_title_once() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    sample = sample_map()
    deck = read_slides(slides(journey_pages(sample)))
    for slide in deck.slides:
        said = [shape.text_frame.text for shape in every(slide.shapes) if shape.has_text_frame]
        assert sum(sample.title in text for text in said) == 1
        assert not [e for shape in slide.shapes for e in shape._element.iter() if e.tag.endswith("}style")]


def test_slides_of_nothing_are_refused() -> None:
    pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
    with pytest.raises(DataError, match="nothing to show"):
        slides([])


def test_an_empty_map_is_drawn() -> None:
    root = ElementTree.fromstring(svg(journey_drawing(JourneyMap())))
    assert "No feeling is set yet." in "".join(root.itertext())


@CALM
@given(st.text(max_size=60), st.floats(20, 300))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width, 12.0)
    assert all(width_of(line, 12.0) <= width or len(line) == 1 for line in lines)
    kept = re.sub(r"\s", "", "".join(lines)).replace("\ufffd", "")
    assert all(sign in text for sign in kept)
    assert height_of(text, width, 12.0) >= 12.0


def test_no_heading_of_a_card_is_the_last_of_its_column_and_no_page_holds_one_field() -> None:
    course = load()
    cards = 0
    for exercise in course.exercises.values():
        if exercise.kind != "form" or course.key(exercise.id) is None:
            continue
        task = exercise.task
        raw = KINDS["form"].solution(task, course.key(exercise.id)).answer
        for number, entry in enumerate(read_entries(task, as_json(raw)), start=1):
            shown = card_pages(task, entry, number)
            for page in shown:
                columns: dict[float, list[Box]] = {}
                for box in (p for p in page.pieces if isinstance(p, Box) and p.text and p.x > 250):
                    columns.setdefault(box.x, []).append(box)
                assert all(not column[-1].bold for column in columns.values()), (exercise.id, page.title)
                if len(shown) > 1:
                    assert sum(map(len, columns.values())) > 3, (exercise.id, page.title)
            cards += 1
    assert cards > 10
