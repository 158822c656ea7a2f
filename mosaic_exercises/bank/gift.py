"""GIFT: Moodle's plain text for questions. Feedback for each answer travels; hints and pictures do not.

Checked against Moodle 5.0dev's own importer: a number with a unit, a comma or a per cent sign is read as "any answer is
right", an unescaped sign inside a feedback makes a second right answer, and an ordering without its count becomes a
short answer. So every text is escaped, and every number is a plain one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mosaic_exercises.bank.losses import DRAGGING, GAPS_APART, HINTS, MISSED, MODEL, PICTURE, POINTS
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.moodle import fraction, grade, literal, number
from mosaic_exercises.bank.moodle import refuses as moodle_refuses
from mosaic_exercises.bank.records import ExchangeFormat, Loss, Question
from mosaic_exercises.kinds.portable import (
    Blanks,
    Essay,
    Matching,
    Numeric,
    Ordering,
    PortableChoice,
    PortableGap,
    TrueFalse,
)

WEIGHT = re.compile(r"%(-*\d{1,2}\.?\d*)%")  # what Moodle takes for a weight where an answer begins with it
SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\~=#{}:"})


def escaped(text: str) -> str:
    """A text in which nothing is read as a sign of GIFT, in one line."""
    return " ".join(text.split()).translate(SPECIAL)


def _said(text: str) -> str:
    return f"#{escaped(html(text))}" if text else ""


def write(title: str, questions: Sequence[Question]) -> bytes:
    """A file for Moodle's question bank, in UTF-8 without a mark before it."""
    lines: list[str] = []
    chapter = None
    for question in questions:
        if question.chapter != chapter:
            chapter = question.chapter
            path = "/".join(part.replace("/", "//") for part in ("$course$", "top", title, chapter) if part)
            lines += [f"$CATEGORY: {path}", ""]
        lines += [*_question(question), ""]
    return "\n".join(lines).encode()


def _question(one: Question) -> list[str]:
    tags = "".join(f" [tag:{tag}]" for tag in one.tags)
    head = f"// [id:{one.id}]{tags}"
    name, body = escaped(plain_line(one.title)), one.body
    why = f"####{escaped(html(one.why))}" if one.why else ""
    if isinstance(body, Blanks):
        return _gaps(one, body, name, tags, why)
    ends = f"\n\nThe order runs from *{body.start}* to *{body.end}*." if isinstance(body, Ordering) else ""
    unit = f"\n\nIn {body.unit}." if isinstance(body, Numeric) and body.unit else ""
    text = escaped(html(one.prompt + unit + ends))
    answers = _answers(body)
    if isinstance(body, TrueFalse | Essay):
        return [head, f"::{name}::[html]{text}{{{answers[0]}{why}}}"]
    return [head, f"::{name}::[html]{text}{{", *answers, *filter(None, (why,)), "}"]


def _answers(body: PortableChoice | TrueFalse | Matching | Numeric | Ordering | Essay) -> list[str]:
    match body:
        case TrueFalse():
            wrong, right = (body.said_false, body.said_true) if body.right else (body.said_true, body.said_false)
            # A sign too many before the general feedback would be read as its beginning.
            said = f"#{escaped(html(wrong))}" * bool(wrong or right) + _said(right)
            return [("TRUE" if body.right else "FALSE") + said]
        case PortableChoice():
            return [_option(body, n) for n in range(len(body.options))]
        case Matching():
            answers, used = dict(body.answers), {pair.answer for pair in body.pairs}
            pairs = [f"={escaped(line(p.text))} -> {escaped(plain_line(answers[p.answer]))}" for p in body.pairs]
            return pairs + [f"= -> {escaped(plain_line(text))}" for id_, text in body.answers if id_ not in used]
        case Numeric():
            right = f"={number(body.value)}:{number(body.tolerance)}"
            slips = [f"=%0%{number(s.value)}:{number(s.tolerance)}{_said(s.said)}" for s in body.slips]
            return ["#", right, *slips]
        case Ordering():
            return [f"={escaped(line(text))} -> {n}" for n, (_, text) in enumerate(body.items, start=1)]
        case Essay():
            return [""]


def _option(body: PortableChoice, n: int) -> str:
    option = body.options[n]
    part, text = fraction(body, option), escaped(line(option.text))
    every = n > 0 and all(fraction(body, o) == 1 for o in body.options)  # without a ~ Moodle reads a short answer
    if body.single and part == 1 and not every:
        sign = "="  # behind which Moodle looks for no weight, and which alone makes it a choice of one
    elif part or not body.single or WEIGHT.match(text):
        sign = f"~%{grade(part)}%"
    else:
        sign = "~"
    return f"{sign}{text}{_said(option.said)}"


def _gaps(one: Question, body: Blanks, name: str, tags: str, why: str) -> list[str]:
    """A question for each gap: GIFT has one gap a question. The other gaps are shown as numbers."""
    lines: list[str] = []
    for n, gap in enumerate(body.gaps, start=1):
        sentence = body.sentence
        for m, other in enumerate(body.gaps, start=1):
            sentence = sentence.replace(f"{{{other.id}}}", "**_____**" if other is gap else f"(gap {m})")
        text = escaped(html(f"{one.prompt}\n\n{sentence}\n\n**{gap.label}?**"))
        count = f" ({n} of {len(body.gaps)})" if len(body.gaps) > 1 else ""
        lines += [f"// [id:{one.id}--{gap.id}]{tags}", f"::{name}{count}::[html]{text}{{", *_accepted(gap)]
        lines += [*filter(None, (why,)), "}", ""]
    return lines[:-1]


def _accepted(gap: PortableGap) -> list[str]:
    texts = [escaped(literal(text)) for text in gap.accept]
    right = [f"={'%100%' if WEIGHT.match(text) else ''}{text}{_said(gap.reason)}" for text in texts]
    return right + [f"=%0%{escaped(literal(text))}{_said(said)}" for text, said in gap.slips]


def refuses(question: Question) -> str:
    """As Moodle XML, and an arrow to be typed: Moodle reads one in a short answer as a matching."""
    body = question.body
    if isinstance(body, Blanks) and any("->" in text for gap in body.gaps for text in _typed(gap)):
        return "an arrow (->) to be typed: in GIFT it makes a matching"
    return moodle_refuses(question)


def _typed(gap: PortableGap) -> tuple[str, ...]:
    return (*gap.accept, *(text for text, _ in gap.slips))


LOSSES = (
    HINTS,
    PICTURE,
    POINTS.because("each question counts 1"),
    Loss(MODEL.words, lambda q: isinstance(q.body, Essay) and bool(q.body.model or q.body.look_for)),
    DRAGGING,
    MISSED,
    Loss(
        "the order of the options: Moodle shuffles them",
        lambda q: isinstance(q.body, PortableChoice) and not q.body.shuffle,
    ),
    GAPS_APART,
)

GIFT = ExchangeFormat(name="gift", label="GIFT", ending=".txt", write=write, refuses=refuses, losses=LOSSES)
