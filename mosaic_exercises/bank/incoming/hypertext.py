"""HTML of other systems as our small markup: paragraphs, lists, strong, em, code, links. The rest is its words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section")
)
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
UNSEEN = frozenset(("script", "style", "head", "title", "template"))


class _Reader(HTMLParser):
    """Collects paragraphs. ``pictures`` counts what cannot come along."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.now: list[str] = []
        self.links: list[str] = []
        self.unseen = 0
        self.pictures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag in ("img", "svg", "video", "audio", "object", "iframe"):
            self.pictures += 1
        elif tag in BLOCKS:
            self.flush()
        elif tag == "li":
            self.flush()
            self.now.append("- ")
        elif tag == "br":
            self.now.append("\n")
        elif tag in ("td", "th"):
            self.now.append(" ")
        elif tag in MARKS:
            self.now.append(MARKS[tag])
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.now.append("[" if self.links[-1].startswith(("http://", "https://")) else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in BLOCKS or tag == "li":
            self.flush()
        elif tag in MARKS:
            self.now.append(MARKS[tag])
        elif tag == "a" and self.links:
            href = self.links.pop()
            self.now.append(f"]({href})" if href.startswith(("http://", "https://")) else "")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.now.append(re.sub(r"\s+", " ", data))

    def flush(self) -> None:
        """End the paragraph."""
        text = "".join(self.now)
        self.now = []
        lines = [" ".join(part.split()) for part in text.split("\n")]
        found = "\n".join(part for part in lines if part)
        if found and found != "-":
            self.paragraphs.append(found)


def markup(html: str) -> tuple[str, int]:
    """The text in our markup, and how many pictures and the like it had, which stay behind."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    found = ""
    for text in reader.paragraphs:
        listed = text.startswith("- ") and found.rpartition("\n")[2].startswith("- ")
        found += f"\n{text}" if listed else f"\n\n{text}" if found else text
    return found, reader.pictures


def inline(html: str) -> str:
    """The same in one line."""
    return " ".join(markup(html)[0].split())
