"""A panel to read: what it says stands in its elements, and what could do anything never passes for one."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import bleach

from mosaic_exercises.drawing.blocks import Bullets, FactList, Figure, Heading, Still, StillPicture, TextTable, Words
from mosaic_exercises.drawing.shapes import Box, Drawing
from mosaic_exercises.drawing.still import FIT, OPEN, inert, written
from tests.support import each

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'so' <img src=x onerror=alert(1)> \x00\ud800"
ALL = Still(
    title=HOSTILE,
    text=f"{HOSTILE} **bold**, *em*, `code` and [a page](https://example.org/?a=1&b=2).\n\n- one\n- two {HOSTILE}",
    picture=StillPicture("<svg></svg>", HOSTILE),
    parts=(
        Words(HOSTILE),
        Heading(HOSTILE),
        FactList(((HOSTILE, HOSTILE), ("alone", ""))),
        Bullets(((0, HOSTILE), (1, "under"), (1, "again"), (0, "back"))),
        TextTable(HOSTILE, ("", HOSTILE), (("row", HOSTILE), ("other", ""))),
        Figure(Drawing(100.0, 50.0, HOSTILE, HOSTILE, (Box(x=0, y=0, w=100, h=50, text=HOSTILE),))),
    ),
    foot=HOSTILE,
)
IMAGE = f'<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="A line" {FIT}>'


def tree(html: str) -> ET.Element:
    """The elements; every tag is closed but an image's."""
    return ET.fromstring(html.replace(f" {FIT}>", f" {FIT}/>"))


def test_whatever_is_said_is_text_in_it() -> None:
    html = written(ALL)
    assert inert(html)
    root = tree(html)
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    tags = {element.tag for element in root.iter()}
    assert tags >= {"section", "h4", "h5", "p", "li", "strong", "em", "code", "a", "img", "table", "caption", "th"}
    assert "script" not in tags
    assert all("alert(1)" in (image.get("alt") or "") for image in root.iter("img"))


def test_lists_stand_in_lists_and_a_table_has_heads() -> None:
    root = tree(written(ALL))
    assert [item.text for item in root.findall("./ul/li/ul/li")] == ["under", "again"]
    assert [head.get("scope") for head in root.iter("th")] == ["col", "row", "row"]


def test_a_preview_that_takes_styles_and_classes_away_leaves_every_word_in_its_place() -> None:
    # what GitHub's html-pipeline lets through, as far as a still has it; a box around all is let go
    allowed = {
        *("h4", "h5", "p", "ul", "li", "strong", "em", "code", "a", "img"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
    cleaned = bleach.clean(written(ALL), tags=allowed, attributes={"a": ["href"], "img": ["alt"]}, strip=True)
    before = tree(written(ALL))
    after = ET.fromstring("<section>" + re.sub("<img ([^>]*)>", r"<img \1/>", cleaned) + "</section>")
    assert "".join(after.itertext()) == "".join(before.itertext())
    assert [e.tag for e in after.iter()] == [e.tag for e in before.iter()]


def test_what_could_do_anything_is_no_still() -> None:
    bad = [
        "<script>1</script>", "<p onclick='x'>", '<p class="mosaic-still">', "<style>p{}</style>", "<iframe>", "<svg>",
        "<img src=x onerror=1>", IMAGE.replace("svg+xml", "png"), IMAGE.replace('alt="', 'onload="1" alt="'),
        IMAGE.replace("data:image/svg+xml;base64,PHN2Zz4=", "https://example.org/a.png"), "<object>", "<form>",
        "<input>", '<a href="javascript:alert(1)" rel="noopener noreferrer">',
        '<a href="data:text/html,1" rel="noopener noreferrer">',
        '<a href="https://x" onclick="1" rel="noopener noreferrer">', '<a href="https://x">', "<!-- -->", "<P>", "<p/>",
        OPEN.replace("section", "section onclick='1'"), OPEN.replace("padding-left: 1em", "background: url(//x)"), "<",
        "&", "&nbsp", "a > b", "<p", "<math>", "<base href=//x>", "<meta http-equiv=refresh>", "<link rel=stylesheet>",
    ]  # fmt: skip

    def refused(html: str) -> None:
        assert not inert(html)
        assert not inert(f"<p>{html}</p>")

    each(bad, refused)
    assert inert(f'{OPEN}<p>{IMAGE} a &lt; b &amp; c</p><a href="https://x" rel="noopener noreferrer">x</a></section>')


def test_a_long_one_is_read_in_a_moment() -> None:
    """Nothing is tried twice: a page of a million signs that fails at its end would never come to it otherwise."""
    assert not inert("<p>" + "a &amp; b " * 100_000 + "<script>")
