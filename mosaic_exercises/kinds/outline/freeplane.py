"""Freeplane's and FreeMind's .mm: branches, links, notes, details and pictures, in and out."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from html import escape, unescape

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, Entry, Opened, walked
from mosaic_exercises.kinds.outline.markdown import INSIDE
from mosaic_exercises.kinds.outline.nodes import Node

NOTES = frozenset(("NOTE", "DETAILS"))
BREAKS = frozenset(("p", "li", "br", "div", "tr", "td", "h1", "h2", "h3"))
LOOKS = {"icon": "icons", "cloud": "clouds", "font": "fonts and sizes", "edge": "colours of lines"}
OWN_LINKS = "#"  # a link to another branch of the same map begins with it


def to_mm(nodes: Sequence[Node], title: str) -> str:
    """A map for Freeplane (and FreeMind, which shows no pictures). A picture is inside the branch's own words:
    Freeplane reads a ``data:`` address there (since 2019), and the map stays one file."""
    out = ['<map version="freeplane 1.9.13">', f'<node TEXT="{_attribute(title)}">']
    open_ = 0
    for node in nodes:
        out += ["</node>"] * (open_ - node.level)
        open_ = node.level + 1
        words = "" if node.picture else f' TEXT="{_attribute(node.text)}"'
        link = f' LINK="{_attribute(node.link)}"' if node.link else ""
        shut = ' FOLDED="true"' if node.shut else ""
        out.append(f"<node{words}{link}{shut}>")
        if node.picture:
            picture = f'<p><img src="{node.picture}" alt="{_attribute(node.alt)}"/></p>'
            out.append(_rich("NODE", f"<p>{escape(node.text)}</p>{picture}"))
        if node.note:
            lines = "".join(f"<p>{escape(line)}</p>" for line in node.note.split("\n"))
            out.append(_rich("NOTE", lines))
    return "\n".join([*out, *["</node>"] * open_, "</node>", "</map>", ""])


def _rich(sort: str, body: str) -> str:
    return f'<richcontent TYPE="{sort}"><html><head></head><body>{body}</body></html></richcontent>'


def _attribute(text: str) -> str:
    return escape(text).replace("\n", "&#xa;")


def from_mm(text: str) -> Opened:
    """The map in a file. Words in rich text are read as words; attributes, formulas and pictures that lie beside the
    file become lines of the note, as do arrows and links to other branches. Raises FormatError for what is none."""
    reader = _Reader()
    walked(text, "mind map (.mm)", reader.start, reader.end, reader.words)
    if reader.first != "map":
        raise FormatError("This file is no mind map of Freeplane: its first element is no <map>. Save it again as .mm.")
    return reader.whole()


def _without_tags(text: str) -> str:
    """The words of a branch; old files keep rich text in the attribute."""
    if not text.lstrip().lower().startswith("<html"):
        return text
    plain = re.sub(r"<(p|br|li|div|tr)\b[^>]*>", "\n", re.sub(r"(?s)<(head|style)\b.*?</\1>", "", text))
    return unescape(re.sub(r"<[^>]*>", "", plain))


class _Reader:
    """Walks a map. ``depth`` 1 is the middle, ``styles`` how deep it is inside what only says how branches look."""

    def __init__(self) -> None:
        self.found = Branches()
        self.first = self.root = self.rich = ""
        self.depth = self.styles = 0
        self.said: list[str] = []
        self.pictures: list[tuple[str, str]] = []
        self.called: dict[str, Entry] = {}  # id of a branch -> the branch
        self.arrows: list[tuple[Entry, str]] = []  # a branch, and the id of the one it leads to

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.first = self.first or name
        if name == "map_styles" or self.styles:
            self.styles += 1
        elif name == "node":
            self._node(attributes)
        elif name in ("richcontent", "text"):  # FreeMind 0.7 keeps a note in <hook><text>
            self.rich = self.rich or attributes.get("TYPE", "NOTE" if name == "text" else "")
            self.said.clear()
        elif self.rich:
            self._inside(name, attributes)
        elif self.depth > 1:
            self._beside(name, attributes)

    def _node(self, attributes: dict[str, str]) -> None:
        self.depth += 1
        words = _without_tags(attributes.get("TEXT", ""))
        if self.depth == 1:
            self.root = words
            return
        shut = attributes.get("FOLDED") == "true"
        self.found.open(words, shut=shut)
        self._link(attributes.get("LINK", ""))
        if "ENCRYPTED_CONTENT" in attributes:
            self.found.left["encrypted branches"] += 1
        self.called[attributes.get("ID", "")] = self.found.entries[-1]

    def _link(self, link: str) -> None:
        if link.startswith(OWN_LINKS):
            self.arrows.append((self.found.entries[-1], link[1:]))
        else:
            self.found.more("", link)

    def _inside(self, name: str, attributes: dict[str, str]) -> None:
        """In rich text."""
        if name in BREAKS:
            self.said.append("\n")
        elif name == "img":
            self.pictures.append((attributes.get("src", ""), attributes.get("alt", "")))
        elif name == "a" and self.depth > 1:
            self._link(attributes.get("href", ""))

    def _beside(self, name: str, attributes: dict[str, str]) -> None:
        """What belongs to a branch and is no branch."""
        if name == "arrowlink":
            self.arrows.append((self.found.entries[-1], attributes.get("DESTINATION", "")))
        elif name == "attribute" and (attributes.get("NAME") or attributes.get("VALUE")):
            self.found.more(f"{attributes.get('NAME', '')}: {attributes.get('VALUE', '')}")
        elif name == "hook" and "EQUATION" in attributes:
            self.found.more(f"Formula: {attributes['EQUATION']}")
        elif name == "hook" and attributes.get("NAME") == "ExternalObject":
            self._picture(attributes.get("URI", ""), "")
        elif name in LOOKS:
            self.found.left[LOOKS[name]] += 1

    def _picture(self, address: str, alt: str) -> None:
        inside = INSIDE.match(address)
        if inside is None:
            self.found.left["pictures that lie beside the file"] += 1
            return self.found.more(f"Picture: {alt} {address}".replace("  ", " "))
        try:
            return self.found.picture(base64.b64decode(inside[1], validate=True), alt)
        except ValueError:
            return self.found.picture(b"", alt)

    def words(self, text: str) -> None:
        if self.rich and not self.styles:
            self.said.append(text)

    def end(self, name: str) -> None:
        if self.styles:
            self.styles -= 1
        elif name == "node":
            self.depth -= 1
            if self.depth > 0:
                self.found.shut()
        elif name in ("richcontent", "text") and self.rich:
            self._told()
            self.rich = ""
            self.pictures.clear()

    def _told(self) -> None:
        """Rich text ends: it is the branch's own words, or a note."""
        lines = [line for part in "".join(self.said).split("\n") if (line := " ".join(part.split()))]
        if self.depth == 1:
            if self.rich == "NODE":
                self.root = self.root or " ".join(lines)
            else:
                self.found.left["the note on the middle"] += bool(lines)
            self.found.left["pictures"] += len(self.pictures)
        elif self.rich == "NODE" and not self.found.entries[-1]["text"]:
            self.found.name(" ".join(lines))
        else:
            self.found.more("\n".join(lines))
        if self.depth > 1:
            for address, alt in self.pictures:
                self._picture(address, alt)

    def whole(self) -> Opened:
        for entry, id_ in self.arrows:
            to = self.called.get(id_)
            line = f"See also: {to['text']}" if to else f"Link: {OWN_LINKS}{id_}"
            entry["note"] = f"{entry['note']}\n{line}".removeprefix("\n")
        self.found.left = +self.found.left  # without those of which there is none
        return self.found.opened(self.root)
