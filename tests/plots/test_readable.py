"""What a reader of a figure may expect: even numbers on an axis, whole names, clean sentences, a file of any kind."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from mosaic_exercises.models import metrics, servqual, value
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import activities, contacts, customers, style
from mosaic_exercises.plots import kano as kano_pictures
from mosaic_exercises.plots import metrics as score_pictures
from mosaic_exercises.plots import servqual as gap_pictures
from mosaic_exercises.plots import value as value_pictures
from tests.plots.looks import SVG, assert_apart, assert_whole, box, texts

LONG = "The courtesy with which the people at the counter explain what a cover does not pay for"
NAMES = [f"{LONG}, part {place}" for place in range(1, 4)]


def words(picture: style.Picture) -> list[str]:
    return [text[0] for text in texts(ET.fromstring(picture.svg))]


def decimals(texts: list[str]) -> set[int]:
    return {len(text.partition(".")[2]) for text in texts if re.fullmatch(r"−?[\d,]+(\.\d+)?", text)}


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([-0.24, -0.2, -0.16, 0.0], ["−0.24", "−0.20", "−0.16", "0.00"]),
        ([0.0, 0.8, 1.6, 2.4], ["0.0", "0.8", "1.6", "2.4"]),
        ([0.0, 2000.0, 4000.0], ["0", "2,000", "4,000"]),
        ([0.0, 0.00025, 0.0005], ["0.00000", "0.00025", "0.00050"]),
        ([3.0], ["3"]),
    ],
)
def test_an_axis_has_one_number_of_decimals(places: list[float], said: list[str]) -> None:
    assert style.tick_texts(places) == said


def test_no_picture_mixes_decimals_on_an_axis() -> None:
    gaps = servqual.gaps({"a": [5, 5, 6], "b": [4, 5, 5]}, {"a": [4.9, 4.7, 6], "b": [4, 4.8, 5]})
    for picture in (gap_pictures.bars(gaps), gap_pictures.bars(gaps, width=390)):
        ticks = [text for text in words(picture) if re.fullmatch(r"−?\d\.\d+", text)]  # the values have a sign
        assert len(decimals(ticks)) == 1, ticks
    for margin in (0.0001, 0.4, 1, 100):
        picture = value_pictures.clv_curve(value.sensitivity(margin, 0.8, 0.1))
        assert_apart(picture, 640)  # a long number pushes the name of the axis nowhere
        up = [t for t in texts(ET.fromstring(picture.svg)) if t[2] == "end"]
        assert len(decimals([text[0] for text in up])) == 1, up


def test_long_names_are_wrapped_not_cut() -> None:
    gaps = servqual.gaps(dict.fromkeys(NAMES, 5), dict.fromkeys(NAMES, 4))
    net = {name: metrics.nps_from_counts(20, 10, 5) for name in NAMES}
    count = customers.Count("accounts", (3.0, 2.0, 1.0))
    for width in (390, 640):
        pictures = [
            score_pictures.nps(net, width=width),
            customers.two_counts(NAMES, count, customers.Count("bikes", (1.0, 5.0, 2.0)), width=width),
            contacts.rows(
                [contacts.ContactRow(name, 1.0, "+1.0", 4) for name in NAMES],
                "feeling",
                title="How it felt",
                note="n",
                alt="3 rows.",
                width=width,
            ),
        ]
        if width == 640:  # at 390 pixels the column of names is too narrow for so long a name
            pictures += [gap_pictures.bars(gaps, width=width), gap_pictures.radar(gaps, width=width)][:1]
        for picture in pictures:
            assert "…" not in "".join(words(picture)), picture.title
            assert_apart(picture, width)
    efforts = [activities.ContactEffort(name[:70], 3, 2) for name in NAMES]
    assert "…" not in "".join(words(activities.bars(efforts)))


def test_names_of_groups_are_not_crossed() -> None:
    net = {f"Region {place:02} of the north-western network": metrics.nps_from_counts(9, 5, 6) for place in range(20)}
    for width in (390, 640):
        root = ET.fromstring(score_pictures.nps(net, width=width).svg)
        named = [box(*t) for t in texts(root) if t[0].startswith("Region")][20:]
        lines = [
            [tuple(map(float, point)) for point in re.findall(r"([\d.]+) ([\d.]+)", path.get("d", ""))]
            for path in root.iter(f"{SVG}path")
        ]
        upright = [(a, b) for a, b in (line for line in lines if len(line) == 2) if a[0] == b[0]]
        assert upright
        for left, top, right, bottom in named:
            for (x, y), (_, other) in upright:
                low, high = sorted((y, other))
                assert not (left < x < right and low < bottom and top < high), (left, top, x, low, high)


def test_the_sentences_are_clean() -> None:
    one = value_pictures.pareto([5.0])
    assert one.title == "How value is spread over customers"
    assert "1 customers" not in one.svg
    assert one.alt.startswith("The best 20% of 1 customer (1) brings 100.0% of all value")
    flat = gap_pictures.bars(servqual.gaps({"A": [4, 4]}, {"A": [4, 4]}))
    assert flat.alt == (
        "No dimension falls below expectation; the smallest gap is A, 0.00. Mean of the dimensions: 0.00."
    )
    said = customers.two_counts(
        ["UK", "EIRE"], customers.Count("orders", (9.0, 1.0)), customers.Count("value", (8.0, 2.0))
    )
    assert said.alt.startswith("Most by orders: UK, 90.0%. Most by value: UK, 80.0%.")


def test_kanos_plane_can_be_had_alone() -> None:
    counts = {f"Feature {place}": {"A": 7 + place, "O": 33, "M": 50, "I": 10} for place in range(1, 30)}
    both, plane, answers = (kano_pictures.plane(counts, show=show) for show in ("both", "plane", "answers"))
    heights = [float(ET.fromstring(one.svg).get("height", "0")) for one in (both, plane, answers)]
    assert heights[1] < 1100 < heights[0]
    for picture in (plane, answers):
        assert_whole(picture, 640)
        assert_apart(picture, 640)
        assert picture.table == both.table
    assert "Must-be" in words(plane)
    assert not any(word.startswith("better:") for word in words(answers))
    with pytest.raises(DataError, match="`show` is 'dots'"):
        kano_pictures.plane(counts, show="dots")  # type: ignore[arg-type]


def test_a_picture_shows_itself_with_its_text_alternative() -> None:
    picture = value_pictures.pareto([9, 5, 1], currency='"<&')
    bundle = picture._repr_mimebundle_()
    assert bundle["image/svg+xml"] == picture.svg == picture._repr_svg_()
    image = ET.fromstring(bundle["text/html"].replace('">', '"/>'))
    assert image.get("alt") == f"{picture.title}. {picture.alt}"
    assert "svg" not in bundle["text/plain"]
    assert picture.title in bundle["text/plain"]


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("PDF", b"%PDF")])
def test_a_picture_is_saved_as_its_ending_says(tmp_path: Path, ending: str, start: bytes) -> None:
    picture = value_pictures.pareto([9, 5, 1], theme="dark")
    path = picture.save(tmp_path / f"value.{ending}")
    found = path.read_bytes()
    assert found.startswith(start)
    if ending == "png":
        assert int.from_bytes(found[16:20]) == 2 * 640  # two dots a pixel
    assert picture.save(str(path)).read_bytes() == found or ending == "PDF"


def test_a_picture_says_why_it_is_not_saved(tmp_path: Path) -> None:
    picture = value_pictures.pareto([9, 5, 1])
    with pytest.raises(DataError, match=r"does not end in \.svg, \.png, \.pdf"):
        picture.save(tmp_path / "value.docx")
    with pytest.raises(DataError, match="cannot be written: No such file or directory"):
        picture.save(tmp_path / "nowhere" / "value.png")
    assert style.Picture(picture.svg, picture.title, picture.alt, picture.table) != picture
    with pytest.raises(DataError, match=r"does not end in \.svg"):
        style.Picture(picture.svg, "t", "a", ()).save(tmp_path / "value.png")
