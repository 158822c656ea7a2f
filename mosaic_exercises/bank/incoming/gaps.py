"""What is typed into a gap: literal words, in which a star alone stands for any signs and \\* is a star."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mosaic_exercises.bank.incoming.records import Unclear
from mosaic_exercises.kinds.portable import Blanks, PortableGap, said

ANYTHING = re.compile(r"(?<!\\)\*")


def typed(id_: str, label: str, answers: Sequence[tuple[str, float, str]], remarks: list[str]) -> PortableGap:
    """A gap of (literal words, part of the mark, feedback). Raises Unclear where nothing is right, or anything is;
    ``remarks`` gets what of it is not kept."""
    right = [(text, words) for text, part, words in answers if part > 0.999 and text]
    if not right:
        raise Unclear("no answer is right")
    if any(ANYTHING.search(text) for text, _ in right):
        raise Unclear("an answer with * for anything, which has no counterpart here")
    others = [(text, part, words) for text, part, words in answers if part <= 0.999 and text]
    if any(part > 0 for _, part, _ in others):
        remarks.append("an answer that earns a part of the mark: here it earns none")
    if any(ANYTHING.search(text) and words for text, _, words in others):
        remarks.append("what is said to any other answer")
    return PortableGap(
        id=id_,
        label=label,
        accept=tuple(star(text) for text, _ in right),
        slips=tuple((star(text), words) for text, _, words in others if words and not ANYTHING.search(text)),
        reason=said(*dict.fromkeys(words for _, words in right)),
    )


def star(text: str) -> str:
    """The words without the sign that makes a star a star."""
    return text.replace("\\*", "*")


def short(answers: Sequence[tuple[str, float, str]], remarks: list[str]) -> Blanks:
    """A short answer as one gap."""
    return Blanks(sentence="{gap}", gaps=(typed("gap", "Your answer", answers, remarks),))
