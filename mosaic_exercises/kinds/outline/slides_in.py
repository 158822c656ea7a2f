"""PowerPoint (.pptx), in: a branch for each slide, its lines below it by their level, what the speaker says as its
note, with links and pictures."""

from __future__ import annotations

import zipfile

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, Opened, walked
from mosaic_exercises.kinds.outline.nodes import DEEPEST
from mosaic_exercises.kinds.outline.office import beside, links, local, part, plain, resolved, unpacked

NO_PPTX = "This file is no presentation (.pptx). Save it again from PowerPoint, LibreOffice or Google Slides."
SHOW = "ppt/presentation.xml"
TITLES = frozenset(("title", "ctrTitle"))
FURNITURE = frozenset(("dt", "ftr", "sldNum", "hdr", "sldImg"))  # date, foot, number: not what a slide says
UNREAD = {"chart": "charts", "videoFile": "videos", "audioFile": "sounds", "oMath": "formulas"}


def from_pptx(encoded: str) -> Opened:
    """The slides of a presentation as branches. ``encoded``: the file in base64.

    Raises FormatError for what is no presentation, is too large, or has no slide.
    """
    found, root = Branches(), ""
    with unpacked(encoded, NO_PPTX) as archive:
        for number, name in enumerate(_order(archive)):
            slide = _Slide(archive, name)
            title = " ".join(words for words, _, _, sort in slide.lines if sort in TITLES)
            opening = number == 0 and any(sort == "ctrTitle" for _, _, _, sort in slide.lines)
            root = title if opening else root
            if not opening or len(slide.lines) > 1 or slide.pictures:
                _taken(found, slide, title or f"Slide {number + 1}")
    if not found.entries and root:
        raise FormatError("This presentation has a title and no further slide, so there are no branches in it.")
    return found.opened(root)


def _taken(found: Branches, slide: _Slide, title: str) -> None:
    """One slide as a branch with what is on it."""
    found.add(title, 0)
    if slide.said:
        found.more(slide.said)
    for n, (data, alt) in enumerate(slide.pictures):
        if n:
            found.add(alt or "Picture", 1)
        found.picture(data, alt)
    for words, level, link, sort in slide.lines:
        if sort not in TITLES:
            deepest = int(found.entries[-1]["level"]) + 1
            found.add(words, min(level + 1, deepest, DEEPEST), link=link)
    found.left.update(slide.left)


def _order(archive: zipfile.ZipFile) -> list[str]:
    """The slides' parts, in the order in which they are shown."""
    ids: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sldId":
            ids.append(attributes.get("r:id") or plain(attributes).get("id", ""))

    walked(part(archive, SHOW), "presentation", start, lambda _: None)
    targets = links(archive, SHOW)
    return [resolved(SHOW, targets[id_]) for id_ in ids if id_ in targets]


class _Slide:
    """What is on a slide: lines (words, level, link, sort of their box), pictures with their words, the speaker's
    notes, and what stayed behind."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self.archive, self.name = archive, name
        self.targets = links(archive, name)
        self.lines: list[tuple[str, int, str, str]] = []
        self.pictures: list[tuple[bytes, str]] = []
        self.left: list[str] = []
        self.sort = self.words = self.link = self.alt = ""
        self.level = self.twice = 0
        self.inside = False  # a run of text
        walked(part(archive, name), "presentation", self._start, self._end, self._said)
        notes = next((t for t in self.targets.values() if "notesSlide" in t), "")
        self.said = _spoken(archive, resolved(name, notes)) if notes else ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag, own = local(name), plain(attributes)
        if self.twice or tag == "Fallback":
            self.twice += 1
            return
        match tag:
            case "sp" | "graphicFrame" | "pic":
                self.sort = self.alt = ""
            case "cNvPr":
                self.alt = own.get("descr", "")
            case "ph":
                self.sort = own.get("type", "body")
            case "pPr":
                self.level = int(own.get("lvl", "0"))
            case "hlinkClick":
                self.link = self.targets.get(attributes.get("r:id") or own.get("id", ""), "")
            case "blip":
                target = self.targets.get(attributes.get("r:embed") or own.get("embed", ""), "")
                self.pictures.append((beside(self.archive, self.name, target), self.alt))
            case "br" | "tab":
                self.words += " "
            case "t":
                self.inside = True
        if tag in UNREAD:
            self.left.append(UNREAD[tag])

    def _said(self, text: str) -> None:
        if self.inside and not self.twice:
            self.words += text

    def _end(self, name: str) -> None:
        tag = local(name)
        if self.twice:
            self.twice -= 1
        elif tag == "t":
            self.inside = False
        elif tag == "p":
            words = " ".join(self.words.split())
            if words and self.sort not in FURNITURE:
                self.lines.append((words, self.level, self.link, self.sort))
            self.words = self.link = ""
            self.level = 0


def _spoken(archive: zipfile.ZipFile, name: str) -> str:
    """What the speaker says to a slide."""
    return "\n".join(words for words, _, _, _ in _Slide(archive, name).lines)
