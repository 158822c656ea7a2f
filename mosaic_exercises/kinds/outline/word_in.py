"""Word (.docx), in: headings as branches, what stands below one as its note, with links and pictures. The document's
own XML is read within limits; nothing else of the file is opened, and nothing is fetched."""

from __future__ import annotations

import re
import zipfile

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, Opened, walked
from mosaic_exercises.kinds.outline.office import beside, links, local, part, plain, unpacked

HEADING = re.compile("(?:heading|berschrift|titre|ttulo|titolo|kop)([1-9])")
"""The id of a heading's style without its accents, as Word calls it in several languages."""
BODY = 9  # the outline level of a style that is no heading
NO_DOCX = "This file is no Word document (.docx). Save it again from Word, LibreOffice or Google Docs."
UNREAD = frozenset(("Fallback", "delText", "instrText", "moveFrom", "txbxContent"))
"""What stands twice in a document or was deleted, codes of fields, and boxes (counted)."""


def from_docx(encoded: str) -> Opened:
    """The headings of a document as branches, paragraphs below them as notes. ``encoded``: the file in base64.

    Raises FormatError for what is no document, is too large, or has no heading.
    """
    with unpacked(encoded, NO_DOCX) as archive:
        reader = _Reader(archive)
        walked(part(archive, "word/document.xml"), "Word document", reader.start, reader.end, reader.said)
    if not reader.found.entries:
        raise FormatError("This document has no heading (Heading 1, Heading 2 ...), so there are no branches in it.")
    return reader.found.opened(reader.title)


class _Reader:
    """Walks a document's paragraphs."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.styles = _styles(archive)
        self.links = links(archive, "word/document.xml")
        self.found = Branches()
        self.title = ""
        self.depths: list[int] = []
        self.unread = 0
        self.style, self.level, self.words = "", 0, ""
        self.alt, self.link = "", ""
        self.beside: list[tuple[str, str]] = []  # of this paragraph: links, and pictures (a part's name, its words)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, own = local(name), plain(attributes)
        if self.unread or tag in UNREAD:
            self.unread += 1
            if tag == "txbxContent" and self.unread == 1:
                self.found.left["text boxes"] += 1
            return
        match tag:
            case "p":
                self.style, self.level, self.words = "", 0, ""
                self.beside.clear()
            case "pStyle":
                self.style = own.get("val", "")
            case "outlineLvl":
                self.level = int(own.get("val", str(BODY))) + 1
            case "tab" | "br":
                self.words += " "
            case "docPr":
                self.alt = own.get("descr", "")
            case "blip":
                self.beside.append((own.get("embed") or own.get("link", ""), self.alt))
            case "hyperlink":
                self.link = self.links.get(own.get("id", ""), "")
            case "footnoteReference" | "endnoteReference" | "commentReference":
                self.found.left[f"{tag.removesuffix('Reference')}s"] += 1
            case "oMath":
                self.found.left["formulas"] += 1

    def said(self, text: str) -> None:
        if not self.unread:
            self.words += text

    def end(self, name: str) -> None:
        tag = local(name)
        if self.unread:
            self.unread -= 1
        elif tag == "hyperlink" and self.link:
            self.beside.append(("", self.link))
            self.link = ""
        elif tag == "p":
            self._paragraph()

    def _paragraph(self) -> None:
        words = " ".join(self.words.split())
        depth = self.level or self.styles.get(self.style, 0) or _named(self.style)
        if words and 0 < depth <= BODY:
            while self.depths and self.depths[-1] >= depth:
                self.depths.pop()
            self.found.add(words, len(self.depths))
            self.depths.append(depth)
        elif words and self.style.lower() == "title" and not self.title and not self.found.entries:
            self.title = words
        elif words and not (re.fullmatch(r"https?://\S+", words) or words in [link for _, link in self.beside]):
            self.found.more(words)
        elif words:
            self.found.more("", words)
        for id_, said in self.beside:
            if id_:
                self._picture(id_, said)
            elif said != words:
                self.found.more("", said)

    def _picture(self, id_: str, alt: str) -> None:
        self.found.picture(beside(self.archive, "word/document.xml", self.links.get(id_, "")), alt)


def _named(style: str) -> int:
    found = HEADING.fullmatch(re.sub("[^a-z0-9]", "", style.lower()))
    return int(found[1]) if found else 0


def _styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """The level of each heading's style, 1 the highest, by the outline level that it or the style below it has: that is
    what makes a heading, in every language and for styles of one's own."""
    levels: dict[str, int] = {}
    based: dict[str, str] = {}
    now = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal now
        tag, own = local(name), plain(attributes)
        if tag == "style":
            now = own.get("styleId", "")
        elif tag == "basedOn":
            based[now] = own.get("val", "")
        elif tag == "outlineLvl":
            levels[now] = int(own.get("val", str(BODY))) + 1

    if "word/styles.xml" not in archive.namelist():
        return {}
    walked(part(archive, "word/styles.xml"), "Word document", start, lambda _: None)
    found: dict[str, int] = {}
    for style in {*levels, *based}:
        below, seen = style, set[str]()
        while below not in levels and below in based and below not in seen:
            seen.add(below)
            below = based[below]
        found[style] = levels.get(below, _named(below))
    return found
