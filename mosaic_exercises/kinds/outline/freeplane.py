"""Freeplane's and FreeMind's .mm, in: branches, links, notes and details."""

from __future__ import annotations

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import Branches, walked, with_ids
from mosaic_exercises.kinds.outline.nodes import Nodes, read_nodes

NOTES = frozenset(("NOTE", "DETAILS"))
BREAKS = frozenset(("p", "li", "br", "div"))


def from_mm(text: str) -> Nodes:
    """The branches below the middle of a mind map. Raises FormatError for what is none.

    The middle itself is the exercise's own. A branch whose words are rich text (a ``richcontent`` of the type NODE) is
    read as its words.
    """
    found = Branches()
    first, depth, rich = "", 0, ""
    said: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal first, depth, rich
        first = first or name
        if name == "node":
            depth += 1
            if depth > 1:
                shut = attributes.get("FOLDED") == "true"
                found.open(attributes.get("TEXT", ""), link=attributes.get("LINK", ""), shut=shut)
        elif name == "richcontent":
            rich = attributes.get("TYPE", "")
            said.clear()
        elif name in BREAKS and rich:
            said.append("\n")

    def end(name: str) -> None:
        nonlocal depth, rich
        if name == "node":
            depth -= 1
            if depth > 0:
                found.shut()
        elif name == "richcontent":
            words = "\n".join(line for part in "".join(said).split("\n") if (line := " ".join(part.split())))
            if depth > 1 and rich in NOTES:
                found.more(words)
            elif depth > 1 and rich == "NODE" and found.entries and not found.entries[-1]["text"]:
                found.entries[-1]["text"] = " ".join(words.split())[:300]
            rich = ""

    walked(text, "mind map (.mm)", start, end, lambda words: said.append(words) if rich else None)
    if first != "map":
        raise FormatError("This file is no mind map of Freeplane: its first element is no <map>. Save it again as .mm.")
    return read_nodes(with_ids(found.entries))
