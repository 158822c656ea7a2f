"""An outline as a value, and as a file: Markdown and OPML out, OPML in. Nothing in a file is fetched or executed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.parsers import expat

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.base import UNSAVABLE, Raw, named, noun, quoted
from mosaic_exercises.kinds.prose import is_blank

MOST_NODES = 500
DEEPEST = 11  # the level of the deepest node; the first level is 0
LONGEST = {"text": 300, "note": 4000, "link": 1000}  # characters
LARGEST = 2_000_000  # characters of an OPML file
_ID = re.compile(r"[A-Za-z0-9-]{1,40}\Z")
_LINK = re.compile(r"(https?://|mailto:)[^\s<>\"]+\Z", re.IGNORECASE)


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True, omit_defaults=True):
    """One branch; it lies under the nearest one above it of the level before. ``shut``: what is under it is folded."""

    id: str
    level: int
    text: str = ""
    note: str = ""
    link: str = ""
    shut: bool = False


Nodes = tuple[Node, ...]


def read_nodes(raw: Raw) -> Nodes:
    """A list of {"id", "level", "text", "note", "link", "shut"}, each at most one level below the one before."""
    if raw is None:
        return ()
    if not isinstance(raw, (list, tuple)):
        raise FormatError(f"An outline needs a list of branches, not {noun(raw)}. Build it again.")
    if len(raw) > MOST_NODES:
        raise FormatError(
            f"{len(raw):,} branches are more than {MOST_NODES}, the most an outline can have. Take some away."
        )
    nodes: list[Node] = []
    seen: set[str] = set()
    for number, entry in enumerate(raw, start=1):
        node = _node(entry, number)
        deepest = nodes[-1].level + 1 if nodes else 0
        if node.level > min(deepest, DEEPEST):
            raise FormatError(f"Branch {number}, {quoted(node.text)}: it lies too deep. Move it one level out.")
        if node.id in seen:
            raise FormatError(
                f"Branch {number}, {quoted(node.text)}: its id {quoted(node.id)} stands twice. Add it anew."
            )
        seen.add(node.id)
        nodes.append(node)
    return tuple(nodes)


def _node(raw: Raw, number: int) -> Node:
    where = f"Branch {number}"
    if not isinstance(raw, dict) or not set(raw) <= set(Node.__struct_fields__):
        raise FormatError(f"{where} cannot be read: it is {noun(raw)} with other parts than a branch has. Add it anew.")
    id_, level, shut = raw.get("id"), raw.get("level"), raw.get("shut", False)
    if not isinstance(id_, str) or not _ID.match(id_):
        raise FormatError(f"{where} has no id that can be used ({named(id_)}). Add it anew.")
    if isinstance(level, bool) or not isinstance(level, int) or level < 0:
        raise FormatError(f"{where} has no level (0, 1, 2 ...). Add it anew.")
    if not isinstance(shut, bool):
        raise FormatError(f"{where} is neither open nor shut. Add it anew.")
    texts = {field: _text(raw.get(field, ""), field, where) for field in LONGEST}
    if texts["link"] and not _LINK.match(texts["link"]):
        raise FormatError(f"{where}: the link {quoted(texts['link'])} must begin with https://, http:// or mailto:.")
    return Node(id_, level, **texts, shut=shut)


def _text(raw: Raw, field: str, where: str) -> str:
    if not isinstance(raw, str):
        raise FormatError(f"{where}: its {field} must be a text, not {noun(raw)}. Type it again.")
    if len(raw) > LONGEST[field]:
        raise FormatError(f"{where}: its {field} has {len(raw):,} characters, {LONGEST[field]:,} at most. Shorten it.")
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if UNSAVABLE.search(text) or (field != "note" and ("\n" in text or "\t" in text)):
        raise FormatError(f"{where}: its {field} has a hidden character. Type it again.")
    return text


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
        entry["link"] = link if _LINK.match(link) else ""
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
        if not _ID.match(id_) or id_ in taken:
            id_ = next(i for n in range(MOST_NODES * 2) if (i := f"n{number}{f'-{n}' if n else ''}") not in taken)
        taken.add(id_)
        out.append({**entry, "id": id_})
    return out


def has_text(node: Node) -> bool:
    """Whether a branch says anything."""
    return not is_blank(node.text)
