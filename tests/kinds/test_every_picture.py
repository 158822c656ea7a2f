"""Every form, map and board of the course as a picture and as slides: readable, named, described, by names and not by
ids, and drawn with nothing that LibreOffice or Inkscape do not know."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises import kinds, panel
from mosaic_exercises.course import Exercise, load
from mosaic_exercises.drawing import palette
from mosaic_exercises.drawing.measure import READABLE, height_of
from mosaic_exercises.drawing.portrait import in_words
from mosaic_exercises.drawing.shapes import PAGE, SHEET, Box, Drawing, Group, bends, flat
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.form.picture import card_drawing
from mosaic_exercises.kinds.form.read import read_entries
from mosaic_exercises.kinds.journey.picture import journey_drawing, journey_pages
from mosaic_exercises.models.journey import Actor, Emotion, JourneyMap, Lane, Note, Stage
from mosaic_exercises.reading.values import as_json
from tests import support
from tests.kinds.saving import export_answer, print_pages
from tests.kinds.test_pictures import every, read_slides

COURSE = load()
TOKENS = Path(panel.__file__).parent / "ui" / "styles" / "tokens.css"
JOURNEY = Path(kinds.__file__).parent / "journey" / "ui"
MADE = [e for e in COURSE.exercises.values() if e.kind in ("form", "board", "journey")]
each = support.every(MADE, lambda exercise: exercise.id)
pptx = pytest.importorskip("pptx", reason="python-pptx is not installed: the extra 'slides'")
UNKNOWN = ("var(", "dominant-baseline", "foreignObject", "<style", "color-mix", "light-dark", "hsl(", " dy=")
SMALLEST = 11 * 12700  # EMU


def model(exercise: Exercise) -> Any:
    key = COURSE.key(exercise.id)
    return as_json(KINDS[exercise.kind].solution(exercise.task, key).answer)


@cache
def deck(slug: str) -> Any:
    exercise = COURSE.exercise(slug)
    return read_slides(export_answer(exercise.task, model(exercise), "pptx", slug).data)


def own(shape: Any) -> Any:
    return next(e for e in shape._element.iter() if e.tag.endswith("}cNvPr"))


def words(slides: Any) -> str:
    """All text of some slides, its white space evened."""
    found = (s.text_frame.text for slide in slides for s in every(slide.shapes) if s.has_text_frame)
    return " ".join(" ".join(text.split()) for text in found)


def decorative(shape: Any) -> bool:
    return any(e.tag.endswith("}decorative") and e.get("val") == "1" for e in own(shape).iter())


@each
def test_all_text_on_slides_can_be_read_from_the_last_row(exercise: Exercise) -> None:
    for slide in deck(exercise.id).slides:
        for shape in every(slide.shapes):
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    assert run.font.size >= SMALLEST, run.text


@each
def test_every_shape_says_what_it_is(exercise: Exercise) -> None:
    """Text says it itself, a picture is described, and what is there for looks alone says so."""
    for slide in deck(exercise.id).slides:
        for shape in every(slide.shapes):
            said = shape.has_text_frame and shape.text_frame.text.strip()
            assert said or own(shape).get("descr") or decorative(shape), own(shape).get("name")


@each
def test_every_slide_has_a_title_of_its_own_that_stands_once(exercise: Exercise) -> None:
    titles = []
    for slide in deck(exercise.id).slides:
        title = slide.shapes.title.text_frame.text
        titles.append(title)
        bare = re.sub(r" \(\d+ of \d+\)$", "", title)
        others = [s.text_frame.text for s in every(slide.shapes) if s.has_text_frame]
        assert [t for t in others if t.startswith(bare) and len(t) < len(bare) + 12] == [title]
    assert len(set(titles)) == len(titles)


@each
def test_all_shapes_lie_on_the_slide_and_boxes_hold_their_text(exercise: Exercise) -> None:
    file = deck(exercise.id)
    for slide in file.slides:
        for shape in every(slide.shapes):
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= file.slide_width + 10
            assert shape.top + shape.height <= file.slide_height + 10


@each
def test_no_id_and_no_placeholder_is_exported(exercise: Exercise) -> None:
    raw = model(exercise)
    ids = [s.id for s in getattr(exercise.task, "sources", ())]
    pictures = "".join(print_pages(exercise.task, raw))
    said = words(deck(exercise.id).slides)
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck(exercise.id).slides)
    for text in (pictures, said, notes):
        assert not [i for i in ids if i in text]
        assert "(nobody)" not in text
        assert "(not said)" not in text


@each
def test_pictures_are_drawn_with_what_every_program_knows(exercise: Exercise) -> None:
    """LibreOffice 7.4 paints var(), #rrggbbaa and hsl() black and knows no dominant-baseline and no foreignObject."""
    for picture in print_pages(exercise.task, model(exercise)):
        for unknown in (
            "var(",
            "dominant-baseline",
            "foreignObject",
            "<style",
            "color-mix",
            "light-dark",
            "hsl(",
            " dy=",
        ):
            assert unknown not in picture
        colours = re.findall(r' (?:fill|stroke)="([^"]*)"', picture)
        assert {c for c in colours if not re.fullmatch(r"#[0-9a-f]{6}|none", c)} == set()


def texts(drawing: Drawing) -> str:
    return " ".join(f"{p.text} {p.details}" for p in flat(drawing.pieces) if isinstance(p, Box))


def test_a_portrait_that_nobody_changed_is_exported_too() -> None:
    task = COURSE.exercise("persona-builder").task
    (entry,) = read_entries(task, {"entries": [{"id": "e1", "values": {"name": "Ann"}}]})
    assert any(isinstance(p, Group) and p.about == in_words({}) for p in card_drawing(task, entry).pieces)
    mission = COURSE.exercise("mission").task
    first = next(f.id for s in mission.sections for f in s.fields)
    (other,) = read_entries(mission, {"entries": [{"id": "e1", "values": {first: "We move."}}]})
    assert not any(isinstance(p, Group) for p in card_drawing(mission, other).pieces)


FILLED = ("feel", "done", "activities", "attitudes", "motivations", "frustrations", "channels")
STAGES = tuple(Stage(f"s{i}", f"Stage {i}") for i in range(5))
LANES = (
    Lane("t", "touchpoints", "Touchpoints"),
    Lane("d", "department", "In charge"),
    Lane("c", "corridor", "Corridor"),
)


def feeling(*values: float, who: str = "") -> tuple[Emotion, ...]:
    return tuple(Emotion(s.id, who, v) for s, v in zip(STAGES, values, strict=True))


def test_a_level_curve_is_not_lowest_everywhere() -> None:
    drawing = journey_drawing(JourneyMap(STAGES, LANES, (), feeling(-1, -1, -1, -1, -1)))
    assert "lowest" not in texts(drawing)
    assert "the same feeling at all 5 stages (−1)" in texts(drawing)


def test_the_lowest_and_the_peak_are_named_as_on_the_screen() -> None:
    said = texts(journey_drawing(JourneyMap(STAGES, LANES, (), feeling(0, 2, 1, -1, -2))))
    assert "lowest −2" in said
    assert "peak +2" in said
    above = texts(journey_drawing(JourneyMap(STAGES, LANES, (), feeling(0, 2, 1, 1, 1))))
    assert "lowest 0" not in above.replace("lowest at", "")


def test_what_a_touchpoint_does_not_say_is_left_out() -> None:
    notes = (
        Note("n1", "s0", "t", text="Ring"),
        Note("n2", "s1", "t", text="Write", department="Claims", corridor="base"),
    )
    said = texts(journey_drawing(JourneyMap(STAGES, LANES, notes)))
    assert "(nobody)" not in said
    assert "(not said)" not in said
    assert "Claims" in said
    assert "1 touchpoint has no department in charge." in said


def test_lanes_have_the_colours_of_the_screen() -> None:
    lanes = tuple(Lane(t, t, t) for t in ("touchpoints", "pains", "opportunities", "needs"))
    notes = tuple(Note(f"n{lane.id}", "s0", lane.id, text=lane.id) for lane in lanes)
    edges = [p.edge for p in journey_drawing(JourneyMap(STAGES, lanes, notes)).pieces if isinstance(p, Box) and p.edge]
    assert edges == ["#3a4fb0", "#a8321f", "#176b41", "#855300"]


def test_each_persona_has_a_colour_and_a_mark() -> None:
    people = (Actor("p1", "Ann"), Actor("p2", "Bo"))
    journey = JourneyMap(
        STAGES, LANES, (), feeling(0, 1, 2, 1, 0, who="p1") + feeling(1, 0, 0, -1, -2, who="p2"), people
    )
    drawn = svg(journey_drawing(journey))
    curves = re.findall(r'<path d="M[^"]*" fill="none" stroke="(#[0-9a-f]{6})"', drawn)
    assert len(set(curves)) == 2


def test_a_smooth_curve_stays_between_the_values_it_joins() -> None:
    points = tuple((float(x), float(y)) for x, y in ((0, 0), (10, 5), (20, 5), (30, -8), (40, -7)))
    for (start, _), bend in zip(((p, None) for p in points), bends(points), strict=False):
        low, high = sorted((start[1], bend[2][1]))
        assert all(low - 1e-9 <= y <= high + 1e-9 for _, y in bend)


def test_the_exported_curve_is_the_one_on_the_screen(shell: Any) -> None:
    points = [[10.0, 80.0], [30.0, 20.0], [50.0, 35.0], [70.0, 35.0], [90.0, 90.0]]
    script = (
        (JOURNEY / "shape.js")
        .read_text(encoding="utf-8")
        .partition("export const curvePath = ")[2]
        .partition("\n};")[0]
    )
    page = shell.new_page()
    path = page.evaluate(f"(points) => {{ const curvePath = {script} }}; return curvePath(points); }}", points)
    page.close()
    shown = [float(n) for n in re.findall(r"-?[\d.]+(?:e-?\d+)?", path)]
    drawn = [*points[0], *(n for bend in bends([(x, y) for x, y in points]) for at in bend for n in at)]
    assert shown == pytest.approx(drawn)


def test_exports_have_the_panels_own_colours() -> None:
    tokens = TOKENS.read_text(encoding="utf-8")
    shown = dict(re.findall(r"--mo-(\w+): (?:var\(--jp-[\w-]+, )?(light-dark\(#\w{6}, #\w{6}\))", tokens))
    page = dict(re.findall(r"--(\w+):(light-dark\(#\w{6},#\w{6}\));", palette.tokens()))
    assert {"bg", "text", "accent", "good", "part", "bad"} == set(page)
    assert page == {name: shown[name].replace(", ", ",") for name in page}
    journey = (JOURNEY / "journey.css").read_text(encoding="utf-8")
    people = re.findall(r"--mo-jm-[1-5]: light-dark\((#[0-9a-f]{6})", journey)
    assert (palette.ACCENT, *people) == palette.SERIES


def test_a_crowded_map_is_parted_and_loses_nothing() -> None:
    notes = tuple(
        Note(f"n{i}", f"s{i % 5}", "t", text=f"Note {i}: " + "a long story " * 25, department="Desk") for i in range(30)
    )
    pages = journey_pages(JourneyMap(STAGES, LANES, notes, feeling(0, 1, 2, -1, 1)))
    assert {(page.width, page.height) for page in pages} == {(SHEET, PAGE)}
    shown = " ".join(map(texts, pages))
    assert all(f"Note {i}:" in shown for i in range(30))
    for page in pages:
        for box in (p for p in page.pieces if isinstance(p, Box)):
            assert box.size >= READABLE
            if box.text and not box.details:
                assert height_of(box.text, box.w, box.size, bold=box.bold, pad=box.pad) <= box.h + 1.5


def test_a_card_with_long_texts_is_spread_over_slides_and_loses_nothing() -> None:
    task = COURSE.exercise("persona-builder").task
    long = {"name": "Ann", "details": "Rides " * 20, "quote": "I ride. " * 25}
    long |= {f: [f"{f} {i} " + "and so on " * 15 for i in range(4)] for f in FILLED}
    entry = {"id": "e1", "values": long, "evidence": {}}
    file = export_answer(task, {"entries": [entry]}, "pptx", "x").data
    slides = pptx.Presentation(io.BytesIO(file)).slides
    said = words(slides)
    assert len(slides) > 1
    for texts_ in long.values():
        for text in [texts_] if isinstance(texts_, str) else texts_:
            assert " ".join(text.split())[:50] in said
