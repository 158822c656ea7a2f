"""Gaps inside a text, as Moodle writes them: {1:SHORTANSWER:=right#feedback~wrong}."""

from __future__ import annotations

import re

from mosaic_exercises.kinds.portable import Blanks, PortableGap

BEGIN, INSIDE = re.compile(r"\{\d*:([A-Z_]+):"), re.compile(r"((?:\\.|[^}\\])*)\}", re.DOTALL)
SHORT = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))


def cloze(text: str) -> tuple[str, Blanks]:
    """(what is asked before the text with gaps, the text with gaps). Raises Unclear for gaps of another sort."""
    from mosaic_exercises.bank.incoming.moodle import Unclear

    gaps: list[PortableGap] = []

    def gap(sort: str, inside: str) -> str:
        if sort not in SHORT:
            raise Unclear(f"a gap of the type {sort}; here a gap is filled with words")
        accept, slips, reason = [], [], ""
        for part in re.split(r"(?<!\\)~", inside):
            answer, _, said = _split(part)
            worth, words = _worth(answer)
            if worth >= 100:
                accept.append(words)
                reason = reason or said
            elif words and words != "*" and said:
                slips.append((words, said))
        if not accept:
            raise Unclear("a gap without a right answer")
        id_ = f"gap-{len(gaps) + 1}"
        gaps.append(PortableGap(id=id_, label="", accept=tuple(accept), slips=tuple(slips), reason=reason))
        return f"{{{id_}}}"

    pieces, at = [], 0
    while begin := BEGIN.search(text, at):
        inside = INSIDE.match(text, begin.end())
        if inside is None:  # no gap ends any more: one look at the rest is enough
            break
        pieces += [text[at : begin.start()], gap(begin[1], inside[1])]
        at = inside.end()
    whole = "".join((*pieces, text[at:]))
    if not gaps:
        raise Unclear("a text with gaps that has none")
    paragraphs = whole.split("\n\n")
    first = next(n for n, paragraph in enumerate(paragraphs) if "{gap-" in paragraph)
    return "\n\n".join(paragraphs[:first]), Blanks(sentence="\n\n".join(paragraphs[first:]), gaps=tuple(gaps))


def _split(part: str) -> tuple[str, str, str]:
    found = re.match(r"((?:\\.|[^#\\])*)(#?)(.*)", part, re.DOTALL)
    assert found is not None  # it matches the empty text too
    return found[1], found[2], _unescaped(found[3])


def _worth(answer: str) -> tuple[float, str]:
    if answer.startswith("="):
        return 100, _unescaped(answer[1:])
    share = re.match(r"%(-?[\d.]+)%", answer)
    return (float(share[1]), _unescaped(answer[share.end() :])) if share else (0, _unescaped(answer))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).strip()
