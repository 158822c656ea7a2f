"""What every reader of an outline's file needs: limits and ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.images import MOST_PICTURES, shrunk
from mosaic_exercises.kinds.outline.nodes import DEEPEST, LINK, LONGEST, MOST_NODES, NODE_ID, Nodes, read_nodes
from mosaic_exercises.reading.foreign import walk
from mosaic_exercises.reading.signs import UNSAVABLE

LARGEST = 2_000_000  # characters of a file

Entry = dict[str, Any]


class Opened(msgspec.Struct, frozen=True):
    """What was read of a file: the branches, the middle where the file names one, and in words what stayed behind."""

    nodes: Nodes
    root: str = ""
    told: str = ""


class Branches:
    """Gathers branches while a reader walks a file. What a branch cannot hold as such goes into its note, or is counted
    as left behind: nothing is lost in silence."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.level = -1
        self.left: Counter[str] = Counter()
        self.pictures = 0

    def open(self, text: str, *, note: str = "", link: str = "", shut: bool = False, id_: str = "") -> None:
        """A branch below the one that is open. Raises FormatError for one too many or too deep."""
        self.level += 1
        self.add(text, self.level, note=note, link=link, shut=shut, id_=id_)

    def add(self, text: str, level: int, *, note: str = "", link: str = "", shut: bool = False, id_: str = "") -> None:
        """A branch on a level. Raises FormatError for one too many or too deep."""
        if len(self.entries) >= MOST_NODES:
            raise FormatError(f"This file has more than {MOST_NODES} branches. Split it, then choose a part.")
        if level > DEEPEST:
            raise FormatError(f"This file has more than {DEEPEST + 1} levels. Flatten it first.")
        self.entries.append({"id": id_, "level": level, "text": "", "note": "", "link": "", "shut": shut})
        self.name(text)
        self.more(note, link)

    def name(self, text: str) -> None:
        """The words of the newest branch; what is too long for a branch goes on in its note."""
        words = " ".join(UNSAVABLE.sub("", text).split())
        if len(words) > LONGEST["text"]:
            self.more(words)
            words = f"{words[: LONGEST['text'] - 60].rsplit(' ', 1)[0]} …"
        self.entries[-1]["text"] = words

    def more(self, note: str, link: str = "") -> None:
        """Further words, or a link, on the newest branch. A second link, and one that is no web address (a file, a
        script), is kept as words that lead nowhere."""
        if not self.entries:
            if note.strip() or link:
                self.left["texts before the first branch"] += 1
            return
        last = self.entries[-1]
        if link and not last["link"] and LINK.match(link) and len(link) <= LONGEST["link"]:
            last["link"] = link
        elif link and link != last["link"]:
            note = f"{note}\nLink: {link}".removeprefix("\n")
        if note:
            last["note"] = f"{last['note']}\n{UNSAVABLE.sub('', note)}".removeprefix("\n")

    def picture(self, data: bytes, alt: str) -> None:
        """A picture on the newest branch, made smaller where it has to be; one that cannot be is counted."""
        last = self.entries[-1] if self.entries else None
        made = shrunk(data) if last is not None and "picture" not in last and self.pictures < MOST_PICTURES else ""
        if last is None or not made:
            self.left["pictures"] += 1
            return self.more(f"Picture: {alt}") if alt and last is not None else None
        self.pictures += 1
        words = " ".join(UNSAVABLE.sub("", alt).split())
        last |= {"picture": made, "alt": words[: LONGEST["alt"]]}
        return self.more(words) if len(words) > LONGEST["alt"] else None

    def shut(self) -> None:
        """The branch that is open ends."""
        self.level -= 1

    def opened(self, root: str = "") -> Opened:
        """What was read. Raises FormatError for a note that is too long to be kept, and where there is no branch."""
        if not self.entries:
            raise FormatError("This file has no branches, at most a middle. Choose another file.")
        words = " ".join(UNSAVABLE.sub("", root).split())
        if len(words) > LONGEST["text"]:
            self.left["a middle too long"] += 1
            words = f"{words[: LONGEST['text'] - 60].rsplit(' ', 1)[0]} …"
        said = ", ".join(f"{name} ({n})" for name, n in sorted(self.left.items()))
        told = f"Not taken over: {said}." if said else ""
        return Opened(read_nodes(with_ids(self.entries)), words, told)


def walked(
    text: str,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    words: Callable[[str], None] | None = None,
) -> None:
    """Walk through an XML text that should be ``name``. Raises FormatError for one that is none, or hostile."""
    walk(text, "This file", start, end, words, largest=LARGEST, kind=name)


def with_ids(entries: Iterable[Entry]) -> list[Entry]:
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
