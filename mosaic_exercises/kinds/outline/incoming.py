"""What every reader of an outline's file needs: limits and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.nodes import DEEPEST, LINK, LONGEST, MOST_NODES, NODE_ID
from mosaic_exercises.reading.foreign import walk
from mosaic_exercises.reading.signs import UNSAVABLE

LARGEST = 2_000_000  # characters of a file

Entry = dict[str, object]


class Branches:
    """Gathers branches while a reader walks a file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.level = -1

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
        words = " ".join(UNSAVABLE.sub("", text).split())
        self.entries.append(
            {
                "id": id_,
                "level": level,
                "text": words,
                "note": UNSAVABLE.sub("", note),
                # A link of another kind (javascript:, file:) is left out, not followed.
                "link": link if LINK.match(link) and len(link) <= LONGEST["link"] else "",
                "shut": shut,
            }
        )

    def more(self, note: str, link: str = "") -> None:
        """Further words, or a link, on the newest branch."""
        if not self.entries:
            return
        last = self.entries[-1]
        if note:
            last["note"] = f"{last['note']}\n{UNSAVABLE.sub('', note)}".removeprefix("\n")
        if link and not last["link"] and LINK.match(link) and len(link) <= LONGEST["link"]:
            last["link"] = link

    def shut(self) -> None:
        """The branch that is open ends."""
        self.level -= 1


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
