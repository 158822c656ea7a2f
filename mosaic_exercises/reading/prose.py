"""Text that a learner writes, read strictly: what can be kept, and how long it may be."""

from __future__ import annotations

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.signs import UNSAVABLE, is_blank, quoted
from mosaic_exercises.reading.values import Raw, noun

LONGEST = 20_000  # characters


def read_prose(raw: Raw) -> str:
    """``raw`` as text with plain newlines; null is "". Raises FormatError for what is no text or cannot be saved."""
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise FormatError(f"A text is needed here, not {noun(raw)}. Write your answer in words.")
    if len(raw) > LONGEST:
        raise FormatError(
            f"Your text has {len(raw):,} characters; {LONGEST:,} is the most that can be checked. "
            "It is kept as you typed it: shorten it, then check again."
        )
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if found := UNSAVABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        before = text[: found.start()].rsplit("\n", 1)[-1][-20:]
        place = f"line {line}, after {quoted(before)}" if not is_blank(before) else f"the start of line {line}"
        raise FormatError(
            f"Your text has a hidden character (U+{ord(found.group()):04X}) at {place}, as copying often leaves. "
            "It is kept as you typed it: delete around that place, type it again, then check again."
        )
    return text


def read_text(raw: Raw, most: int, where: str, *, lines: bool = True) -> str:
    """``raw`` as text of at most ``most`` characters, "" where it is null or nothing can be seen. Raises FormatError.

    Line ends become "\\n", or a blank where ``lines`` is False.
    """
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise FormatError(f"{where} cannot be read: a text is needed, not {noun(raw)}. Write it again.")
    if len(raw) > most:
        raise FormatError(
            f"{where} has {len(raw):,} characters; {most:,} is the most. It is kept as you typed it: shorten it, then "
            "check again."
        )
    if raw.isprintable() and raw[:1].isalnum():  # most texts: one line, and nothing hidden in it
        return raw
    if found := UNSAVABLE.search(raw.replace("\r", "\n")):
        raise FormatError(
            f"{where} has a hidden character (U+{ord(found.group()):04X}), as copying often leaves. Type that text "
            "again."
        )
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return "" if is_blank(text) else text if lines else text.replace("\n", " ")
