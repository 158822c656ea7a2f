"""What people of the case have said: in interviews, in complaints, in their accounts of an event. Course text quotes it
word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.running_case import day
from mosaic_exercises.running_case.file import case_file

PLAIN: Final = str.maketrans("“”‘’—–\n", "\"\"''-- ")
"""Signs that are set one way in a file and another in a text, each for one, so that places stay."""


class Saying(msgspec.Struct, frozen=True):
    """Words of the case: their id, whose they are and where they stand, and the words."""

    id: str
    source: str
    text: str


def sayings(root: Path | None = None) -> tuple[Saying, ...]:
    """All of them; none where the course's folder (``root``; default: the one around this folder) has no case."""
    try:
        case = case_file(root)
    except FormatError:
        return ()
    talks = (Saying(i.id, f"{i.person}, interview of {day(i.date)}", plain(i.text)) for i in case.interviews)
    events = {one.id: one for one in case.firm.events}
    told = (
        Saying(a.id, f"{a.who}, about {day(events[a.event].date) if a.event in events else 'it'}", plain(a.text))
        for a in case.firm.told
    )
    letters = (Saying(c.id, f"Complaint of {day(c.date)}", plain(c.text)) for c in case.complaints)
    return (*talks, *told, *letters)


def plain(text: str) -> str:
    """A text as it is compared: one sort of quotation mark and dash, single spaces."""
    return " ".join(text.translate(PLAIN).split())


def said_by(quote: str, known: tuple[Saying, ...]) -> Saying | None:
    """Whose words these are, word for word; what "..." and "[...]" leave out may be missing. None: nobody's."""
    left = plain(quote).replace("[...]", "...").replace("…", "...").split("...")
    parts = [part for part in (piece.strip(" .,;:!?") for piece in left) if part]
    for one in known if parts else ():
        at = 0
        for part in parts:
            at = one.text.casefold().find(part.casefold(), at)
            if at < 0:
                break
            at += len(part)
        else:
            return one
    return None


def close_to(quote: str, known: tuple[Saying, ...], run: int) -> Saying | None:
    """Whose words these nearly are: so many words in a row are theirs. None: nobody's."""
    words = plain(quote).casefold().split()
    for at in range(len(words) - run + 1):
        part = " ".join(words[at : at + run])
        for one in known:
            if part in one.text.casefold():
                return one
    return None
