"""Gaps inside a text, as Moodle writes them: {1:SHORTANSWER:=right#feedback~wrong}."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from mosaic_exercises.bank.incoming.gaps import typed
from mosaic_exercises.bank.incoming.hypertext import markup
from mosaic_exercises.bank.incoming.records import Unclear
from mosaic_exercises.kinds.portable import Blanks, PortableGap

BEGIN, INSIDE = re.compile(r"\{\d*:([A-Z_]+):"), re.compile(r"(.*?)(?<!\\)\}", re.DOTALL)
SHORT = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
CASE = frozenset(("SHORTANSWER_C", "SAC", "MWC"))
CASE_COUNTS = "upper and lower case count there: here they do not"
ANSWER = re.compile(r"(.*?)(?<!\\)(?<!&)(?<!&amp;)#(.*)", re.DOTALL)
"""An answer and its feedback. The # of a reference to a sign (&#126;) parts nothing."""


def cloze(html: str, remarks: list[str]) -> tuple[str, Blanks, int]:
    """(what is asked before the text with gaps, the text with gaps, pictures that stay behind) of a question's HTML.

    The gaps are taken out before the HTML is read, as Moodle does: inside them ~ # } are written as references. Raises
    Unclear for gaps of another sort; ``remarks`` gets what of a gap is not kept.
    """
    gaps: list[PortableGap] = []
    pieces, at = [], 0
    while begin := BEGIN.search(html, at):
        inside = INSIDE.match(html, begin.end())
        if inside is None:  # no gap ends any more: one look at the rest is enough
            break
        if begin[1] not in SHORT:
            raise Unclear(f"a gap of the type {begin[1][:40]}; here a gap is filled with words")
        if begin[1] in CASE:
            remarks.append(CASE_COUNTS)
        gaps.append(typed(f"gap-{len(gaps) + 1}", "", list(_answers(inside[1])), remarks))
        pieces += [html[at : begin.start()], f"{{{gaps[-1].id}}}"]
        at = inside.end()
    if not gaps:
        raise Unclear("a text with gaps that has none")
    whole, pictures = markup("".join((*pieces, html[at:])))
    paragraphs = whole.split("\n\n")
    first = next(n for n, paragraph in enumerate(paragraphs) if "{gap-" in paragraph)
    body = Blanks(sentence="\n\n".join(paragraphs[first:]), gaps=tuple(gaps))
    return "\n\n".join(paragraphs[:first]), body, pictures


def _answers(inside: str) -> Iterator[tuple[str, float, str]]:
    """(literal words, part of the mark, feedback) of each answer of a gap."""
    for part in re.split(r"(?<!\\)~", inside):
        parted = ANSWER.fullmatch(part)
        answer, said = (parted[1], markup(_plain(parted[2]))[0]) if parted else (part, "")
        worth, words = _worth(answer)
        yield words, worth / 100, said


def _worth(answer: str) -> tuple[float, str]:
    if answer.startswith("="):
        return 100, _plain(answer[1:])
    share = re.match(r"%(-?\d+(?:[.,]\d*)?)%", answer)
    return (float(share[1].replace(",", ".")), _plain(answer[share.end() :])) if share else (0, _plain(answer))


def _plain(text: str) -> str:
    return re.sub(r'\\([}#~/"\\])', r"\1", unescape(text)).strip()
