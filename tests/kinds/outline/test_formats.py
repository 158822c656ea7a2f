"""A mind map in other programs' files: what goes out is whole, what comes in is read, what is hostile is refused."""

from __future__ import annotations

import base64
import io
import zipfile

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.files import FILES, READERS
from mosaic_exercises.kinds.outline.nodes import read_nodes
from mosaic_exercises.kinds.outline.task import OutlineTask

NODES = [
    {"id": "a", "level": 0, "text": "Goals <b>", "note": "first\nsecond *line*"},
    {"id": "b", "level": 1, "text": "More who come back", "link": "https://example.org/a_b"},
    {"id": "c", "level": 2, "text": "Call a month before"},
    {"id": "d", "level": 0, "text": "1. Prospecting #1"},
]
TASK = OutlineTask("Managing customers")
MM = """<map version="freeplane 1.11"><node TEXT="Middle"><node TEXT="Goals" FOLDED="true"><richcontent TYPE="NOTE">
<html><body><p>first</p><p>second</p></body></html></richcontent><node TEXT="Back" LINK="https://example.org"/></node>
<node><richcontent TYPE="NODE"><html><body><p>Rich <b>words</b></p></body></html></richcontent></node>
<node TEXT="Bad" LINK="javascript:alert(1)"/></node></map>"""


def saved(as_: str) -> bytes:
    return FILES.save(TASK, {"nodes": NODES}, as_, "map", "").data


def shape(nodes) -> list[tuple[int, str, str, str]]:
    return [(n.level, n.text, n.note, n.link) for n in nodes]


def test_what_was_saved_comes_back():
    whole = shape(read_nodes(NODES))
    for as_ in ("opml", "md"):
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
        (0, "Bad", "", ""),
    ]


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
        ("docx", packed("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        ("docx", packed("word/document.xml", b"<a>" + b" " * 20_000_000 + b"</a>")),
        ("docx", packed("word/document.xml", b"<w:document xmlns:w='w'><w:p/></w:document>")),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(as_: str, text: str):
    with pytest.raises(FormatError) as caught:
        READERS[as_](text)
    assert len(str(caught.value)) > 20
