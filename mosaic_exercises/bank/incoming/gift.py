"""Reading GIFT, Moodle's plain text for questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.gift import WEIGHT
from mosaic_exercises.bank.incoming.gaps import short
from mosaic_exercises.bank.incoming.hypertext import inline, markup
from mosaic_exercises.bank.incoming.moodle import (
    category,
    choice,
    figure,
    left_behind,
    matching,
    numeric,
)
from mosaic_exercises.bank.incoming.records import MOST, Incoming, Puzzling, Unclear
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds.portable import Blanks, Body, Essay, Ordering, TrueFalse

LARGEST = 64 * 2**20  # bytes
ESCAPES = "\\~=#{}:"  # the backslash first: two of them are one, whatever stands behind
HIDDEN = {sign: chr(0xE000 + n) for n, sign in enumerate(ESCAPES)}
"""Escaped signs stand for themselves: while a question is taken apart they are signs that no text has."""
SHOWN = str.maketrans({hidden: sign for sign, hidden in HIDDEN.items()})
_ID, _TAG = re.compile(r"\[id:([^\]\n]+)\]"), re.compile(r"\[tag:([^\]\n]+)\]")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")


def read(data: bytes, name: str) -> Incoming:
    """The questions of a GIFT file in UTF-8. Raises BankError for a file that is no text, or too large."""
    if len(data) > LARGEST:
        raise BankError(f"{name}: {len(data) // 2**20} MB are too large; at most {LARGEST // 2**20} MB are read.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BankError(f"{name}: this is no text in UTF-8. Save it again as UTF-8.") from None
    found: list[Question] = []
    puzzling: list[Puzzling] = []
    chapter = ""
    for number, (lines, remarks) in enumerate(_pieces(text), start=1):
        if number > MOST:
            raise BankError(f"{name}: more than {MOST:,} questions. Split the file.")
        if lines.startswith("$CATEGORY:"):
            head, _, lines = lines.partition("\n")
            chapter = category(head.removeprefix("$CATEGORY:").strip())
            if not lines.strip():
                continue
        title = f"Question {number}"
        try:
            question, more = _question(lines, remarks, chapter, title)
        except Unclear as error:
            named = re.match(r"\s*::(.*?)::", lines, re.DOTALL)
            puzzling.append(Puzzling(named[1].translate(SHOWN).strip() if named else title, str(error)))
            continue
        found.append(question)
        puzzling += [Puzzling(question.title, remark) for remark in more]
    if not found and not puzzling:
        raise BankError(f"{name}: no question was found in it.")
    return Incoming(questions=tuple(found), puzzling=tuple(puzzling))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """(the question with its escaped signs hidden, the comments above it), parted by empty lines."""
    for sign, hidden in HIDDEN.items():
        text = text.replace(hidden, "\ufffd").replace(f"\\{sign}", hidden)
    text = text.replace("\\n", "\n ")
    for piece in re.split(r"\n[ \t]*\r?\n", text.replace("\r\n", "\n")):
        lines = piece.split("\n")
        remarks = "\n".join(line for line in lines if line.lstrip().startswith("//"))
        rest = "\n".join(line for line in lines if not line.lstrip().startswith("//")).strip()
        if rest:
            yield rest, remarks


def _question(piece: str, remarks: str, chapter: str, title: str) -> tuple[Question, list[str]]:
    named = re.match(r"\s*::(.*?)::", piece, re.DOTALL)
    if named:
        title = " ".join(named[1].translate(SHOWN).split())
        piece = piece[named.end() :]
    style = _FORMAT.match(piece)
    if style:
        piece = piece[style.end() :]
    start, end = piece.find("{"), piece.rfind("}")
    if start < 0 or end < start:
        raise Unclear("no answers in braces: a description, not a question")
    before, inside, after = piece[:start], piece[start + 1 : end], piece[end + 1 :].strip()
    inside, _, why = inside.partition("####")
    kept = style[1] if style else "moodle"
    prompt, pictures = _text(before, kept)
    more = left_behind(pictures)
    body = _answers(inside.strip(), more)
    if after and isinstance(body, Blanks):
        sentence = f"{prompt} {{gap}} {_text(after, kept)[0]}"
        prompt, body = "Fill the gap.", Blanks(sentence=sentence, gaps=body.gaps)
    elif after:  # the missing word, as Moodle shows it
        prompt = f"{prompt} _____{'' if after[0] in '.,;:!?' else ' '}{_text(after, kept)[0]}"
    id_ = _ID.search(remarks)
    return (
        Question(
            id=id_[1].strip() if id_ else "",
            kind="",
            title=title,
            prompt=prompt,
            body=body,
            why=_text(why, "html")[0],
            tags=tuple(tag.strip() for tag in _TAG.findall(remarks)),
            chapter=chapter,
        ),
        more,
    )


def _text(text: str, style: str) -> tuple[str, int]:
    shown = text.translate(SHOWN).strip()
    if style in ("plain", "markdown"):
        return shown, 0
    if "<" not in shown and "&" not in shown:
        return shown, 0
    return markup(shown)


def _line(text: str) -> str:
    return inline(_text(text, "html")[0].replace("<", "&lt;")) if "<" not in text else inline(text.translate(SHOWN))


def _said(text: str) -> tuple[str, str]:
    """(the answer, its feedback)"""
    answer, _, said = text.partition("#")
    return answer.strip(), _text(said, "html")[0]


def _answers(inside: str, remarks: list[str]) -> Body:
    if not inside:
        return Essay()
    truth = re.match(r"(TRUE|FALSE|T|F)\s*(#|$)", inside)
    if truth:
        right = truth[1] in ("TRUE", "T")
        _, _, said = inside.partition("#")
        wrong_said, _, right_said = said.partition("#")
        wrong_words, right_words = _text(wrong_said, "html")[0], _text(right_said, "html")[0]
        return TrueFalse(
            right=right,
            said_true=right_words if right else wrong_words,
            said_false=wrong_words if right else right_words,
        )
    if inside.startswith("#"):
        return _numbers(inside[1:].strip(), remarks)
    if inside.startswith(">"):
        return _order(inside[1:])
    parts = [(sign, text.strip()) for sign, text in re.findall(r"([=~])([^=~]*)", inside)]
    if not parts:
        raise Unclear("answers without = or ~ before them")
    if all(sign == "=" and "->" in text for sign, text in parts):
        halves = (text.partition("->") for _, text in parts)
        return matching([(_line(left), right.translate(SHOWN)) for left, _, right in halves], remarks)
    if all(sign == "=" for sign, _ in parts):
        typed = (_weighed(text, 1) for _, text in parts)
        return short([(" ".join(a.translate(SHOWN).split()), share, said) for share, a, said in typed], remarks)
    # As Moodle: in a choice only ~ has a weight, and a choice without any = is one of several.
    weighed = [_weighed(text, 0) if sign == "~" else (1.0, *_said(text)) for sign, text in parts]
    single = any(sign == "=" for sign, _ in parts)
    return choice([(_line(answer), share, said) for share, answer, said in weighed], single, remarks)


def _weighed(text: str, otherwise: float) -> tuple[float, str, str]:
    """(part of the mark, ``otherwise`` where none is said, answer, feedback)"""
    share = WEIGHT.match(text)
    worth = figure(share[1]) / 100 if share else otherwise
    answer, said = _said(text[share.end() :] if share else text)
    return worth, answer, said


def _numbers(inside: str, remarks: list[str]) -> Body:
    if not inside.startswith("="):
        inside = f"={inside}"
    found = []
    for sign, text in re.findall(r"([=~])([^=~]*)", inside):
        if sign == "~":
            remarks.append("what is said to any other number")
            continue
        worth, answer, said = _weighed(text.strip(), 1)
        low, dots, high = answer.partition("..")
        if dots:
            a, b = figure(low), figure(high)
            found.append(((a + b) / 2, abs(b - a) / 2, worth * 100, said))
        else:
            value, _, tolerance = answer.partition(":")
            found.append((figure(value.strip()), abs(figure(tolerance.strip() or "0")), worth * 100, said))
    return numeric(found, remarks)


def _order(inside: str) -> Body:
    head, *rest = inside.strip().split("\n")
    items = [_line(text) for text in rest if text.strip()]
    if not re.match(r"\s*\d+", head) or len(items) < 2:
        raise Unclear("an order without its number of items")
    return Ordering(items=tuple((f"i{n}", text) for n, text in enumerate(items, start=1)))
