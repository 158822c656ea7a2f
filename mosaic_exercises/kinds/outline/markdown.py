"""Markdown: a nested list under a heading, out; headings and lists, in."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import LARGEST, Branches, Opened
from mosaic_exercises.kinds.outline.nodes import Node

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])\s+(.*)$")
LINKED = re.compile(r"\[(.+)\]\(<?([^)>]*)>?\)\s*$")
PICTURE = re.compile(r"\s*!\[((?:\\.|[^\]])*)\]\(<?([^)>\s]*)>?\)\s*$")
INSIDE = re.compile(r"data:image/[a-z+.-]+;base64,([A-Za-z0-9+/=]*)\Z")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~])")


def to_markdown(nodes: Sequence[Node], title: str) -> str:
    """A nested list under a heading; a note and a picture stand below their branch, a link beside it. A picture is in
    the text itself (a ``data:`` address)."""
    return _listed(nodes, title, lambda node: f"![{_plain(node.alt)}]({node.picture})")


def in_words(nodes: Sequence[Node], title: str) -> str:
    """The same for reports: of a picture its words."""
    return _listed(nodes, title, lambda node: f"(Picture: {_plain(node.alt) or 'nothing is said of it'})")


def _listed(nodes: Sequence[Node], title: str, picture: Callable[[Node], str]) -> str:
    """Empty lines stand around a note: without the one before it pandoc's own Markdown takes its ">" for a sign of the
    text."""
    lines = [f"# {_plain(title)}", ""]
    for node in nodes:
        indent = "  " * node.level
        text = _plain(node.text) or "(no text)"
        lines.append(f"{indent}- {f'[{text}](<{node.link}>)' if node.link else text}")
        note = [f"{indent}  > {_plain(line)}".rstrip() for line in node.note.split("\n") if node.note]
        lines += ["", *note, ""] if note else []
        lines += ["", f"{indent}  {picture(node)}", ""] if node.picture else []
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text without effect in Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def from_markdown(text: str) -> Opened:
    """Headings and list items as branches, what stands below one as its note. Raises FormatError for a text without
    either.

    A heading of the first level that comes first and stands alone is the middle.
    """
    if len(text) > LARGEST:
        raise FormatError(f"This file has {len(text):,} characters; an outline has at most {LARGEST:,}. Split it.")
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n")
    depths = [len(h[1]) for line in lines if (h := HEADING.match(line))]
    first = next((line for line in lines if line.strip()), "")
    top = HEADING.match(first)
    alone = bool(top and depths.count(len(top[1])) == 1 and len(top[1]) == min(depths))
    headings: list[int] = []  # depths of the headings that are open
    indents: list[int] = []  # indents of the items that are open
    found, root = Branches(), ""
    for number, line in enumerate(lines):
        if heading := HEADING.match(line):
            depth = len(heading[1])
            while headings and headings[-1] >= depth:
                headings.pop()
            indents = []
            if alone and line == first and number == lines.index(first):
                root = _words(heading[2])
                continue
            _branch(found, heading[2], len(headings))
            headings.append(depth)
        elif item := ITEM.match(line.expandtabs(4)):
            indent = len(item[1])
            while indents and indents[-1] >= indent:
                indents.pop()
            _branch(found, item[2], len(headings) + len(indents))
            indents.append(indent)
        elif picture := PICTURE.match(line):
            _picture(found, _words(picture[1]), picture[2])
        elif line.strip():
            found.more(_words(re.sub(r"^\s*>\s?", "", line).strip()))
    if not found.entries:
        raise FormatError("This text has no heading (# ...) and no list (- ...), so there are no branches in it.")
    return found.opened(root)


def _picture(found: Branches, alt: str, address: str) -> None:
    """A picture that is in the text; one that lies elsewhere is not fetched: its address is kept as words."""
    inside = INSIDE.match(address)
    if inside is None:
        return found.more(f"Picture: {alt} {address}".replace("  ", " "))
    try:
        return found.picture(base64.b64decode(inside[1], validate=True), alt)
    except ValueError:
        return found.picture(b"", alt)


def _branch(found: Branches, text: str, level: int) -> None:
    deepest = int(str(found.entries[-1]["level"])) + 1 if found.entries else 0
    linked = LINKED.match(text)
    words, link = (linked[1], linked[2]) if linked else (text, "")
    found.add(_words(words), min(level, deepest), link=link)


def _words(text: str) -> str:
    """The text without Markdown's signs."""
    plain = re.sub(r"(?<!\\)(\*\*|__|\*|`)", "", text)
    return ESCAPED.sub(r"\1", plain)
