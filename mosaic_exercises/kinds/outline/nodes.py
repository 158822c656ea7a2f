"""An outline as a value: its middle and a tree of nodes, read within limits."""

from __future__ import annotations

import re

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.images import MOST_PICTURES, read_image
from mosaic_exercises.reading.signs import UNSAVABLE, is_blank, quoted
from mosaic_exercises.reading.values import Raw, named, noun

MOST_NODES = 500
DEEPEST = 11  # the level of the deepest node; the first level is 0
LONGEST = {"text": 300, "note": 4000, "link": 1000, "alt": 300}  # characters
NODE_ID = re.compile(r"[A-Za-z0-9-]{1,40}\Z")
LINK = re.compile(r"(https?://|mailto:)[^\s<>\"]+\Z", re.IGNORECASE)


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True, omit_defaults=True):
    """One branch; it lies under the nearest one above it of the level before. ``shut``: what is under it is folded.
    ``picture``: the address of a picture (``images.py``), ``alt``: what it shows, in words."""

    id: str
    level: int
    text: str = ""
    note: str = ""
    link: str = ""
    shut: bool = False
    picture: str = ""
    alt: str = ""


Nodes = tuple[Node, ...]


class MindMap(msgspec.Struct, frozen=True):
    """The branches, and the middle where the learner named it anew; no branches: a blank answer."""

    nodes: Nodes = ()
    root: str = ""

    def __bool__(self) -> bool:
        return bool(self.nodes)


def read_map(raw: Raw) -> MindMap:
    """{"nodes": [...], "root": "..."}; the middle may be left out."""
    if not isinstance(raw, dict) or not set(raw) <= {"nodes", "root"}:
        raise FormatError(f"This answer cannot be read: an outline is needed, not {noun(raw)}. Build it again.")
    return MindMap(read_nodes(raw.get("nodes")), _text(raw.get("root", ""), "text", "The middle"))


def read_nodes(raw: Raw) -> Nodes:
    """A list of {"id", "level", "text", "note", "link", "shut", "picture", "alt"}, each at most one level below the one
    before."""
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
    if (pictures := sum(bool(node.picture) for node in nodes)) > MOST_PICTURES:
        raise FormatError(
            f"{pictures} pictures are more than {MOST_PICTURES}, the most a map can have. Take some away."
        )
    return tuple(nodes)


def _node(raw: Raw, number: int) -> Node:
    where = f"Branch {number}"
    if not isinstance(raw, dict) or not set(raw) <= set(Node.__struct_fields__):
        raise FormatError(f"{where} cannot be read: it is {noun(raw)} with other parts than a branch has. Add it anew.")
    id_, level, shut = raw.get("id"), raw.get("level"), raw.get("shut", False)
    if not isinstance(id_, str) or not NODE_ID.match(id_):
        raise FormatError(f"{where} has no id that can be used ({named(id_)}). Add it anew.")
    if isinstance(level, bool) or not isinstance(level, int) or level < 0:
        raise FormatError(f"{where} has no level (0, 1, 2 ...). Add it anew.")
    if not isinstance(shut, bool):
        raise FormatError(f"{where} is neither open nor shut. Add it anew.")
    texts = {field: _text(raw.get(field, ""), field, where) for field in LONGEST}
    if texts["link"] and not LINK.match(texts["link"]):
        raise FormatError(f"{where}: the link {quoted(texts['link'])} must begin with https://, http:// or mailto:.")
    picture = raw.get("picture", "")
    if not isinstance(picture, str):
        raise FormatError(f"{where}: its picture must be an address, not {noun(picture)}. Choose it again.")
    if picture:
        read_image(picture, where)
    elif texts["alt"]:
        raise FormatError(f"{where}: it has words for a picture and no picture. Choose the picture again.")
    return Node(id_, level, **texts, shut=shut, picture=picture)


def _text(raw: Raw, field: str, where: str) -> str:
    if not isinstance(raw, str):
        raise FormatError(f"{where}: its {field} must be a text, not {noun(raw)}. Type it again.")
    if len(raw) > LONGEST[field]:
        raise FormatError(f"{where}: its {field} has {len(raw):,} characters, {LONGEST[field]:,} at most. Shorten it.")
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if UNSAVABLE.search(text) or (field != "note" and ("\n" in text or "\t" in text)):
        raise FormatError(f"{where}: its {field} has a hidden character. Type it again.")
    return text


def has_text(node: Node) -> bool:
    """Whether a branch says anything."""
    return not is_blank(node.text)
