"""Gaps inside a text, as Moodle writes them: {1:SHORTANSWER:=right#feedback~wrong}."""

from __future__ import annotations

import re
from html import unescape

from mosaic_exercises.bank.incoming.hypertext import markup
from mosaic_exercises.kinds.portable import Blanks, PortableGap

BEGIN, INSIDE = re.compile(r"\{\d*:([A-Z_]+):"), re.compile(r"(.*?)(?<!\\)\}", re.DOTALL)
SHORT = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
ANSWER = re.compile(r"(.*?)(?<!\\)(?<!&)(?<!&amp;)#(.*)", re.DOTALL)
"""An answer and its feedback. The # of a reference to a sign (&#126;) parts nothing."""


def cloze(html: str) -> tuple[str, Blanks, int]:
    """(what is asked before the text with gaps, the text with gaps, pictures that stay behind) of a question's HTML.

    The gaps are taken out before the HTML is read, as Moodle does: inside them ~ # } are written as references. Raises
    Unclear for gaps of another sort.
    """
    from mosaic_exercises.bank.incoming.moodle import Unclear

    gaps: list[PortableGap] = []
    pieces, at = [], 0
    while begin := BEGIN.search(html, at):
        inside = INSIDE.match(html, begin.end())
        if inside is None:  # no gap ends any more: one look at the rest is enough
            break
        if begin[1] not in SHORT:
            raise Unclear(f"a gap of the type {begin[1][:40]}; here a gap is filled with words")
        gaps.append(_gap(f"gap-{len(gaps) + 1}", inside[1]))
        if not gaps[-1].accept:
            raise Unclear("a gap without a right answer")
        pieces += [html[at : begin.start()], f"{{{gaps[-1].id}}}"]
        at = inside.end()
    if not gaps:
        raise Unclear("a text with gaps that has none")
    whole, pictures = markup("".join((*pieces, html[at:])))
    paragraphs = whole.split("\n\n")
    first = next(n for n, paragraph in enumerate(paragraphs) if "{gap-" in paragraph)
    body = Blanks(sentence="\n\n".join(paragraphs[first:]), gaps=tuple(gaps))
    return "\n\n".join(paragraphs[:first]), body, pictures


def _gap(id_: str, inside: str) -> PortableGap:
    accept, slips, reason = [], [], ""
    for part in re.split(r"(?<!\\)~", inside):
        parted = ANSWER.fullmatch(part)
        answer, said = (parted[1], markup(_plain(parted[2]))[0]) if parted else (part, "")
        worth, words = _worth(answer)
        if worth >= 100:
            accept.append(words)
            reason = reason or said
        elif words and words != "*" and said:
            slips.append((words, said))
    return PortableGap(id=id_, label="", accept=tuple(accept), slips=tuple(slips), reason=reason)


def _worth(answer: str) -> tuple[float, str]:
    if answer.startswith("="):
        return 100, _plain(answer[1:])
    share = re.match(r"%(-?\d+(?:[.,]\d*)?)%", answer)
    return (float(share[1].replace(",", ".")), _plain(answer[share.end() :])) if share else (0, _plain(answer))


def _plain(text: str) -> str:
    return re.sub(r'\\([}#~/"\\])', r"\1", unescape(text)).strip()
