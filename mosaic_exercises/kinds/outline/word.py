"""Word (.docx), out by python-docx: a heading for each branch, with its note, link and picture below it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from mosaic_exercises.drawing.measure import clean
from mosaic_exercises.errors import DataError
from mosaic_exercises.kinds.outline.images import read_image
from mosaic_exercises.kinds.outline.nodes import Node

HEADINGS = 9  # levels of headings that Word has
DOTS = 96  # px of a picture to the inch
LINK_TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def to_docx(nodes: Sequence[Node], title: str) -> bytes:
    """A document: the title, a heading for each branch, its note below it.

    Raises DataError where python-docx is not installed (``pip install "mosaic-exercises[slides]"``).
    """
    try:
        from docx import Document
        from docx.shared import Inches
    except ImportError:
        raise DataError(
            "Word documents need python-docx", "this Python", 'Install it: pip install "mosaic-exercises[slides]".'
        ) from None
    document = Document()
    document.core_properties.title = clean(title)[:250]
    document.add_heading(clean(title), 0)
    for number, node in enumerate(nodes, start=1):
        document.add_heading(clean(node.text) or "(no text)", min(node.level + 1, HEADINGS))
        for line in node.note.split("\n") if node.note else ():
            document.add_paragraph(clean(line))
        if node.link:
            _linked(document.add_paragraph(), node.link)
        if node.picture:
            image = read_image(node.picture, f"Branch {number}")
            document.add_picture(io.BytesIO(image.data), width=Inches(image.width / DOTS))
            about = document.inline_shapes[-1]._inline.docPr
            about.set("descr", clean(node.alt))
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def _linked(paragraph: Any, link: str) -> None:
    """A link that can be followed; python-docx has no call for it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    outside: Any = OxmlElement("w:hyperlink")
    outside.set(qn("r:id"), paragraph.part.relate_to(link, LINK_TO, is_external=True))
    run = paragraph.add_run(link)
    run.font.underline = True
    outside.append(run._r)
    paragraph._p.append(outside)
