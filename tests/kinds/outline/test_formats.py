"""A mind map in other programs' files: what goes out is whole, what comes in is read, what is hostile is refused."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.files import FILES, READERS
from mosaic_exercises.kinds.outline.incoming import Opened
from mosaic_exercises.kinds.outline.nodes import read_nodes
from mosaic_exercises.kinds.outline.task import OutlineTask

NODES = [
    {"id": "a", "level": 0, "text": "Goals <b>", "note": "first\nsecond *line*"},
    {"id": "b", "level": 1, "text": "More who come back", "link": "https://example.org/a_b"},
    {"id": "c", "level": 2, "text": "Call a month before"},
    {"id": "d", "level": 0, "text": "1. Prospecting #1"},
]
TASK = OutlineTask(root="Managing customers")
MM = """<map version="freeplane 1.11"><node TEXT="Middle"><node TEXT="Goals" FOLDED="true"><richcontent TYPE="NOTE">
<html><body><p>first</p><p>second</p></body></html></richcontent><node TEXT="Back" LINK="https://example.org"/></node>
<node><richcontent TYPE="NODE"><html><body><p>Rich <b>words</b></p></body></html></richcontent></node>
<node TEXT="Bad" LINK="javascript:alert(1)"/></node></map>"""


def saved(as_: str) -> bytes:
    return FILES.save(TASK, {"nodes": NODES}, as_, "map", "").data


def shape(found: Opened) -> list[tuple[int, str, str, str]]:
    return [(n.level, n.text, n.note, n.link) for n in found.nodes]


def test_what_was_saved_comes_back():
    whole = shape(Opened(read_nodes(NODES)))
    for as_ in ("opml", "md", "mm"):
        assert shape(READERS[as_](saved(as_).decode())) == whole, as_
    pytest.importorskip("docx", reason="python-docx is not installed")
    assert shape(READERS["docx"](base64.b64encode(saved("docx")).decode())) == whole


def test_every_file_holds_every_branch_as_text():
    html = saved("html").decode()
    assert "Goals &lt;b&gt;" in html
    assert html.count("<li>") == len(NODES)
    for ending in ("pptx", "docx"):
        pytest.importorskip(ending, reason=f"python-{ending} is not installed")
        with zipfile.ZipFile(io.BytesIO(saved(ending))) as archive:
            text = "".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist() if n.endswith(".xml"))
        lost = [n["text"] for n in NODES if str(n["text"]).split()[0] not in text]
        assert not lost, ending


def test_freeplane_is_read():
    assert shape(READERS["mm"](MM)) == [
        (0, "Goals", "first\nsecond", ""),
        (1, "Back", "", "https://example.org"),
        (0, "Rich words", "", ""),
        (0, "Bad", "Link: javascript:alert(1)", ""),
    ]


OF_OTHERS = f"""<map version="1.0.1"><node TEXT="Middle"><richcontent TYPE="NOTE"><html><p>of the middle</p></html>
</richcontent><hook NAME="MapStyle"><map_styles><stylenode><richcontent TYPE="DETAILS">no</richcontent></stylenode>
</map_styles></hook><node TEXT="Goals" ID="ID_1" LINK="plans/next.xls"><icon BUILTIN="idea"/><cloud/>
<attribute NAME="Owner" VALUE="Ines"/><arrowlink DESTINATION="ID_2"/><hook EQUATION="a^2" NAME="plugins/latex"/></node>
<node TEXT="&lt;html&gt;&lt;body&gt;&lt;p&gt;Old &amp;amp; rich&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;" ID="ID_2">
<hook NAME="ExternalObject" URI="pictures/a.png"/></node><node TEXT="{"long " * 100}"/></node></map>"""


def test_nothing_of_a_freeplane_map_is_lost_in_silence():
    found = READERS["mm"](OF_OTHERS)
    goals, old, long = found.nodes
    assert goals.note.split("\n") == ["Link: plans/next.xls", "Owner: Ines", "Formula: a^2", "See also: Old & rich"]
    assert (old.text, old.note) == ("Old & rich", "Picture: pictures/a.png")
    assert long.text.endswith("…")
    assert long.note == ("long " * 100).strip()
    assert found.root == "Middle"
    for left in ("icons (1)", "clouds (1)", "pictures that lie beside the file (1)", "the note on the middle (1)"):
        assert left in found.told


def test_what_other_outliners_write_is_a_line_of_the_note():
    text = """<opml version="2.0"><head><title>Feeds</title></head><body><outline text="A" title="A" _note="n"
      category="x" htmlUrl="https://example.org" xmlUrl="https://example.org/rss" complete="true"/></body></opml>"""
    found = READERS["opml"](text)
    assert found.nodes[0].note == "n\ncategory: x\nxmlUrl: https://example.org/rss\ncomplete: true"
    assert (found.nodes[0].link, found.root) == ("https://example.org", "Feeds")


W = 'xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a" xmlns:mc="mc"'
STYLES = f"""<w:styles {W}><w:style w:styleId="Kapitel"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Unter"><w:basedOn w:val="Ebene2"/></w:style>
<w:style w:styleId="Ebene2"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>"""
RELS = """<Relationships><Relationship Id="r1" Target="https://example.org/a"/>
<Relationship Id="r2" Target="media/none.png"/></Relationships>"""


def paragraph(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


DOCUMENT = f"""<w:document {W}><w:body>{paragraph("Normal", "<w:t>Before</w:t>")}
{paragraph("Title", "<w:t>My plan</w:t>")}{paragraph("Kapitel", "<w:t>Goals</w:t>")}
{paragraph("Normal", '<w:t>See </w:t><w:hyperlink r:id="r1"><w:t>the page</w:t></w:hyperlink>')}
{paragraph("Normal", "<w:instrText>HYPERLINK x</w:instrText><w:delText>gone</w:delText><w:t>kept</w:t>")}
{paragraph("Unter", "<w:t>Sell again</w:t>")}
{paragraph("Normal", '<wp:docPr descr="A ladder"/><a:blip r:embed="r2"/>')}
{paragraph("Normal", "<w:footnoteReference/><mc:Fallback><w:t>twice</w:t></mc:Fallback><w:t>once</w:t>")}
</w:body></w:document>"""


def test_headings_of_any_word_processor_are_read_by_their_level_with_what_belongs_to_them():
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, text in (("document", DOCUMENT), ("styles", STYLES), ("_rels/document", RELS)):
            archive.writestr(f"word/{name}.xml{'.rels' if '_rels' in name else ''}", text)
    found = READERS["docx"](base64.b64encode(whole.getvalue()).decode())
    assert shape(found) == [
        (0, "Goals", "See the page\nkept", "https://example.org/a"),
        (1, "Sell again", "Picture: A ladder\nonce", ""),
    ]
    assert found.told == "Not taken over: footnotes (1), pictures (1), texts before the first branch (1)."


def test_slides_are_read_with_their_lines_notes_links_and_pictures():
    pptx = pytest.importorskip("pptx", reason="python-pptx is not installed")
    pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Our plan"
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Goals"
    text = slide.placeholders[1].text_frame
    text.text = "Sell again"
    deeper = text.add_paragraph()
    deeper.text, deeper.level = "Cover", 1
    run = text.add_paragraph().add_run()
    run.text, run.hyperlink.address = "The page", "https://example.org/a"
    slide.notes_slide.notes_text_frame.text = "Say why."
    dots = io.BytesIO()
    pillow.new("RGB", (40, 30), "#8a1f5c").save(dots, "png")
    shown = slide.shapes.add_picture(dots, 0, 0)
    shown._element.nvPicPr.cNvPr.set("descr", "Six steps")
    whole = io.BytesIO()
    deck.save(whole)
    found = READERS["pptx"](base64.b64encode(whole.getvalue()).decode())
    assert shape(found) == [
        (0, "Goals", "Say why.", ""),
        (1, "Sell again", "", ""),
        (2, "Cover", "", ""),
        (1, "The page", "", "https://example.org/a"),
    ]
    assert (found.root, found.nodes[0].alt, bool(found.nodes[0].picture)) == ("Our plan", "Six steps", True)


def test_a_large_map_is_slides_that_can_be_read():
    pptx = pytest.importorskip("pptx", reason="python-pptx is not installed")
    nodes = [
        {"id": f"n{i}", "level": i % 3, "text": f"Branch {i}", "note": f"Said by customer {i}. " * (1 + 40 * (i == 4))}
        for i in range(30)
    ]
    deck = pptx.Presentation(io.BytesIO(FILES.save(TASK, {"nodes": nodes}, "pptx", "map", "").data))
    shown = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert not [n["text"] for n in nodes if n["text"] not in shown], "every branch is on a slide"
    said = "".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides)
    assert str(nodes[4]["note"]).strip() in said, "what is cut is told in the notes"
    sheets = FILES.pages(TASK, {"nodes": nodes})
    assert len(sheets) > 2
    out = [
        (slide, shape.name)
        for slide in deck.slides
        for shape in slide.shapes
        if shape.top + shape.height > deck.slide_height or shape.left + shape.width > deck.slide_width
    ]
    assert not out, "nothing leaves its slide"


def test_markdown_of_others_is_read():
    text = "# Plan\n\n## Goals\nWhy we do it.\n\n* back\n    1. call\n* new\n\n## [Site](https://example.org)\n"
    assert shape(READERS["md"](text)) == [
        (0, "Goals", "Why we do it.", ""),
        (1, "back", "", ""),
        (2, "call", "", ""),
        (1, "new", "", ""),
        (0, "Site", "", "https://example.org"),
    ]


def packed(name: str, data: bytes) -> str:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return base64.b64encode(whole.getvalue()).decode()


@pytest.mark.parametrize(
    ("as_", "text"),
    [
        ("mm", "<map><node"),
        ("mm", '<!DOCTYPE map [<!ENTITY a "b">]><map/>'),
        ("mm", "<opml/>"),
        ("mm", "<map>" + "<node TEXT='x'>" * 40 + "</node>" * 40 + "</map>"),
        ("md", "no branches at all"),
        ("md", "- x\n" * 600),
        ("docx", "not base64 at all"),
        ("docx", base64.b64encode(b"PK\x03\x04 torn").decode()),
        ("docx", packed("other.xml", b"<a/>")),
        ("pptx", packed("word/document.xml", b"<a/>")),
        ("pptx", packed("ppt/presentation.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        ("pptx", packed("ppt/presentation.xml", b"<p:presentation xmlns:p='p'/>")),
        ("docx", packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        ("docx", packed("word/document.xml", b"<a>" + b" " * 20_000_000 + b"</a>")),
        ("docx", packed("word/document.xml", b"<w:document xmlns:w='w'><w:p/></w:document>")),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(as_: str, text: str):
    with pytest.raises(FormatError) as caught:
        READERS[as_](text)
    assert len(str(caught.value)) > 20
