"""Text that a learner writes: what can be kept, and what counts as blank."""

from __future__ import annotations

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.base import UNSAVABLE, UNSEEN, Raw, noun, quoted

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


def is_blank(text: str) -> bool:
    """Whether nothing in ``text`` can be seen: empty, white space, zero-width signs."""
    return not text.translate(UNSEEN).strip()
