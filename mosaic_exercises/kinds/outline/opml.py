"""OPML 2.0, as outliners write it: out and in. Nothing in a file is fetched or executed."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.images import ADDRESS
from mosaic_exercises.kinds.outline.incoming import Branches, Opened, walked
from mosaic_exercises.kinds.outline.nodes import Node


def to_opml(nodes: Sequence[Node], title: str) -> str:
    """OPML 2.0. Notes are ``_note``, as outliners write them; ids, folds and pictures
    are ``_id``, ``_shut``, ``_picture`` and ``_alt``, which other programs pass over."""
    from xml.sax.saxutils import escape  # it brings urllib and ssl along

    out = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    out += [f"  <head><title>{escape(title)}</title></head>", "  <body>"]
    open_: list[int] = []
    for i, node in enumerate(nodes):
        while open_ and open_[-1] >= node.level:
            out.append(f"{'  ' * (open_.pop() + 2)}</outline>")
        parent = i + 1 < len(nodes) and nodes[i + 1].level > node.level
        out.append(f"{'  ' * (node.level + 2)}<outline{_attributes(node)}{'>' if parent else '/>'}")
        if parent:
            open_.append(node.level)
    out += [f"{'  ' * (level + 2)}</outline>" for level in reversed(open_)]
    return "\n".join([*out, "  </body>", "</opml>", ""])


def _attributes(node: Node) -> str:
    from xml.sax.saxutils import escape

    pairs = [("text", node.text), ("_id", node.id)]
    pairs += [("_note", node.note)] if node.note else []
    pairs += [("type", "link"), ("url", node.link)] if node.link else []
    pairs += [("_shut", "true")] if node.shut else []
    pairs += [("_picture", node.picture), ("_alt", node.alt)] if node.picture else []
    signs = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
    return "".join(f' {name}="{escape(value, signs)}"' for name, value in pairs)


def from_opml(text: str) -> Opened:
    """The branches of an OPML file. What other programs write beside text, note and link goes into the note. Raises
    FormatError for what is no OPML, too large, or declares entities."""
    found = Branches()
    first, body, title = "", False, False
    root: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal first, body, title
        first, body, title = first or name, body or name == "body", name == "title" and not body
        if name == "outline" and body:
            found.open(shut=attributes.get("_shut") == "true", id_=attributes.get("_id", ""), **_read(attributes))
            if picture := ADDRESS.match(attributes.get("_picture", "")):
                found.picture(_bytes(picture[2]), attributes.get("_alt", ""))

    def end(name: str) -> None:
        nonlocal title
        title = False
        if name == "outline" and body:
            found.shut()

    walked(text, "OPML", start, end, lambda words: root.append(words) if title else None)
    if first != "opml" or not body:
        raise FormatError("This file is no OPML: it has no outline in it. Export it again as OPML.")
    return found.opened("".join(root))


def _read(attributes: dict[str, str]) -> dict[str, str]:
    """A branch's words, note and link; every other attribute that says something is a line of the note."""
    words = attributes.get("text") or attributes.get("title") or ""
    link = next((a for name in LINKS if (a := attributes.get(name))), "")
    lines = [attributes[name] for name in NOTES if attributes.get(name)]
    said = {words, link, *lines, ""}
    lines += [f"{k}: {v}" for k, v in attributes.items() if k not in OWN and v not in said]
    return {"text": words, "link": link, "note": "\n".join(lines)}


def _bytes(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:
        return b""


LINKS = ("url", "htmlUrl", "xmlUrl")
NOTES = ("_note", "description")
OWN = frozenset(("_id", "_shut", "_picture", "_alt", "type", "version", "isComment", "isBreakpoint", "created"))
"""What says nothing to a reader, or is ours."""
