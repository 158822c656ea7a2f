"""Word (.docx): headings and lists, out by python-docx; headings in, by reading the document's own XML."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Sequence

from mosaic_exercises.errors import DataError, FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, walked, with_ids
from mosaic_exercises.kinds.outline.nodes import Node, Nodes, read_nodes

LARGEST = 16_000_000  # bytes of the document's text, unpacked
HEADING = re.compile("(?:heading|berschrift|titre|ttulo|titolo|kop)([1-9])")
"""The id of a heading's style without its accents, as Word calls it in several languages."""
HEADINGS = 9  # levels of headings that Word has
NO_DOCX = "This file is no Word document (.docx). Save it again from Word, LibreOffice or Google Docs."


def to_docx(nodes: Sequence[Node], title: str) -> bytes:
    """A document: the title, a heading for each branch, its note below it.

    Raises DataError where python-docx is not installed (``pip install "mosaic-exercises[slides]"``).
    """
    try:
        from docx import Document
    except ImportError:
        raise DataError(
            "Word documents need python-docx", "this Python", 'Install it: pip install "mosaic-exercises[slides]".'
        ) from None
    document = Document()
    document.add_heading(title, 0)
    for node in nodes:
        document.add_heading(node.text or "(no text)", min(node.level + 1, HEADINGS))
        for line in node.note.split("\n") if node.note else ():
            document.add_paragraph(line)
        if node.link:
            document.add_paragraph(node.link)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def from_docx(encoded: str) -> Nodes:
    """The headings of a document as branches, paragraphs below them as notes. ``encoded``: the file in base64.

    Raises FormatError for what is no document, is too large, or has no heading.
    """
    found = Branches()
    depths: list[int] = []
    style, words = "", ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style, words
        tag = name.rpartition(":")[2]
        if tag == "p":
            style, words = "", ""
        elif tag == "pStyle":
            style = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "val"), "")
        elif tag in ("tab", "br"):
            words += " "

    def end(name: str) -> None:
        if name.rpartition(":")[2] != "p" or not words.strip():
            return
        heading = HEADING.fullmatch(re.sub("[^a-z0-9]", "", style.lower()))
        if heading:
            depth = int(heading[1])
            while depths and depths[-1] >= depth:
                depths.pop()
            found.add(words, len(depths))
            depths.append(depth)
        elif style.lower() != "title":
            link = words.strip() if re.fullmatch(r"https?://\S+", words.strip()) else ""
            found.more("" if link else " ".join(words.split()), link)

    def said(text: str) -> None:
        nonlocal words
        words += text

    walked(_document(encoded), "Word document", start, end, said)
    if not found.entries:
        raise FormatError("This document has no heading (Heading 1, Heading 2 ...), so there are no branches in it.")
    return read_nodes(with_ids(found.entries))


def _document(encoded: str) -> str:
    """The document's own XML, unpacked in memory within limits; nothing else of the file is opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(encoded, validate=True))) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > LARGEST:
                raise FormatError("This document is too large for an outline. Split it.")
            with archive.open(entry) as file:
                return file.read(LARGEST + 1).decode("utf-8")
    except (
        KeyError,
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ):
        raise FormatError(NO_DOCX) from None
