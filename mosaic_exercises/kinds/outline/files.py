"""An outline as a file: Markdown and OPML out, OPML in. Nothing in a file is fetched or executed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.parsers import expat

import msgspec

from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.files import MARKDOWN, OPML, PRINT, SVG, File, Files, Makers, made
from mosaic_exercises.kinds.outline.nodes import DEEPEST, LINK, MOST_NODES, NODE_ID, Node, Nodes, read_nodes
from mosaic_exercises.kinds.outline.picture import outline_drawing
from mosaic_exercises.kinds.outline.task import OutlineTask
from mosaic_exercises.reading.values import Raw

LARGEST = 2_000_000  # characters of an OPML file


def to_markdown(nodes: Sequence[Node], title: str) -> str:
    """A nested list under a heading; a note stands below its branch, a link beside it. Empty lines stand around a note:
    without the one before it pandoc's own Markdown takes its ">" for a sign of the text."""
    lines = [f"# {_plain(title)}", ""]
    for node in nodes:
        indent = "  " * node.level
        text = _plain(node.text) or "(no text)"
        lines.append(f"{indent}- {f'[{text}](<{node.link}>)' if node.link else text}")
        note = [f"{indent}  > {_plain(line)}".rstrip() for line in node.note.split("\n") if node.note]
        lines += ["", *note, ""] if note else []
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text without effect in Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


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


class _Reader:
    """Gathers the branches of an OPML file while expat walks it."""

    def __init__(self) -> None:
        self.entries: list[dict[str, object]] = []
        self.level = -1
        self.first = ""
        self.body = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.first = self.first or name
        self.body = self.body or name == "body"
        if name != "outline" or not self.body:
            return
        self.level += 1
        if len(self.entries) >= MOST_NODES:
            raise FormatError(f"This file has more than {MOST_NODES} branches. Split it, then choose a part.")
        if self.level > DEEPEST:
            raise FormatError(f"This file has more than {DEEPEST + 1} levels. Flatten it first.")
        link = attributes.get("url") or attributes.get("htmlUrl") or attributes.get("xmlUrl") or ""
        entry: dict[str, object] = {"level": self.level, "note": attributes.get("_note", "")}
        entry["text"] = " ".join((attributes.get("text") or attributes.get("title") or "").split())
        # A link of another kind (javascript:, file:) is left out, not followed.
        entry["link"] = link if LINK.match(link) else ""
        entry["shut"] = attributes.get("_shut") == "true"
        entry["id"] = attributes.get("_id", "")
        self.entries.append(entry)

    def end(self, name: str) -> None:
        if name == "outline" and self.body:
            self.level -= 1


def _no_doctype(*_: object) -> None:
    raise FormatError(
        "This file declares entities or a document type, which an outline does not need. It was not read."
    )


def from_opml(text: str) -> Nodes:
    """The branches of an OPML file. Raises FormatError for what is no OPML, too large, or declares entities."""
    if len(text) > LARGEST:
        raise FormatError(
            f"This file has {len(text):,} characters; an outline has at most {LARGEST:,}. Choose another file."
        )
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.EntityDeclHandler = _no_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(re.sub(r"^\ufeff?<\?xml[^>]*\?>", "", text).encode("utf-8"), True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        line = getattr(error, "lineno", 1)
        raise FormatError(f"This file is no OPML: it cannot be read at line {line}. Export it again as OPML.") from None
    if reader.first != "opml" or not reader.body:
        raise FormatError("This file is no OPML: it has no outline in it. Export it again as OPML.")
    return read_nodes(_with_ids(reader.entries))


def _with_ids(entries: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Entries whose ids are usable and stand once; the others get new ones."""
    taken: set[str] = set()
    out = []
    for number, entry in enumerate(entries, start=1):
        id_ = str(entry["id"])
        if not NODE_ID.match(id_) or id_ in taken:
            id_ = next(i for n in range(MOST_NODES * 2) if (i := f"n{number}{f'-{n}' if n else ''}") not in taken)
        taken.add(id_)
        out.append({**entry, "id": id_})
    return out


def save(task: OutlineTask, raw: Raw, as_: str, slug: str, _: str = "") -> File:
    """The mind map as a file; before anything is written, the one to start from."""
    nodes = _nodes(task, raw)
    makers: Makers = {
        "svg": lambda: svg(outline_drawing(nodes, task.root)),
        "md": lambda: to_markdown(nodes, task.root),
        "opml": lambda: to_opml(nodes, task.root),
    }
    return made(slug, as_, makers)


def pages(task: OutlineTask, raw: Raw) -> tuple[str, ...]:
    """The mind map on one sheet."""
    return (svg(outline_drawing(_nodes(task, raw), task.root)),)


def read(_: OutlineTask, text: str, __: str) -> Raw:
    """The raw answer in an OPML file's text."""
    return {"nodes": msgspec.to_builtins(from_opml(text))}


def _nodes(task: OutlineTask, raw: Raw) -> Nodes:
    return read_nodes(raw.get("nodes")) if isinstance(raw, dict) else task.start


FILES: Files[OutlineTask] = Files(lambda _: (SVG, MARKDOWN, OPML, PRINT), save, pages, read)
