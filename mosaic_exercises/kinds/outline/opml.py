"""OPML 2.0, as outliners write it: out and in. Nothing in a file is fetched or executed."""

from __future__ import annotations

from collections.abc import Sequence

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, walked, with_ids
from mosaic_exercises.kinds.outline.nodes import Node, Nodes, read_nodes


def to_opml(nodes: Sequence[Node], title: str) -> str:
    """OPML 2.0. Notes are ``_note``, as outliners write them; ids and folds are ``_id`` and ``_shut``."""
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
    signs = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
    return "".join(f' {name}="{escape(value, signs)}"' for name, value in pairs)


def from_opml(text: str) -> Nodes:
    """The branches of an OPML file. Raises FormatError for what is no OPML, too large, or declares entities."""
    found = Branches()
    first, body = "", False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal first, body
        first, body = first or name, body or name == "body"
        if name == "outline" and body:
            link = attributes.get("url") or attributes.get("htmlUrl") or attributes.get("xmlUrl") or ""
            found.open(
                attributes.get("text") or attributes.get("title") or "",
                note=attributes.get("_note", ""),
                link=link,
                shut=attributes.get("_shut") == "true",
                id_=attributes.get("_id", ""),
            )

    def end(name: str) -> None:
        if name == "outline" and body:
            found.shut()

    walked(text, "OPML", start, end)
    if first != "opml" or not body:
        raise FormatError("This file is no OPML: it has no outline in it. Export it again as OPML.")
    return read_nodes(with_ids(found.entries))
