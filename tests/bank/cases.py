"""The course's questions, gathered once, and what of a question every format must carry."""

from __future__ import annotations

from functools import cache
from typing import Any

from mosaic_exercises.bank.collect import gather
from mosaic_exercises.bank.markup import plain_line
from mosaic_exercises.bank.records import Left, Question
from mosaic_exercises.course import load
from mosaic_exercises.kinds.portable import Blanks, Body, Essay, Matching, Numeric, Ordering, PortableChoice, TrueFalse


@cache
def bank() -> tuple[tuple[Question, ...], tuple[Left, ...]]:
    """All questions, and what stays."""
    questions, left = gather(load())
    return tuple(questions), tuple(left)


def squeezed(text: str) -> str:
    """A text with single spaces."""
    return " ".join(text.split())


def content(body: Body) -> Any:
    """A question's body without ids: what a learner sees, what is right, what is said."""
    match body:
        case PortableChoice():
            options = [(squeezed(o.text), round(o.worth, 3), squeezed(o.said)) for o in body.options]
            return "choice", body.single, options
        case TrueFalse():
            return "true-false", body.right, squeezed(body.said_true), squeezed(body.said_false)
        case Matching():
            answers = dict(body.answers)
            pairs = sorted((plain_line(p.text), plain_line(answers[p.answer])) for p in body.pairs)
            return "matching", pairs, sorted(plain_line(text) for _, text in body.answers)
        case Numeric():
            slips = [(s.value, s.tolerance, squeezed(s.said)) for s in body.slips]
            return "numeric", body.value, round(body.tolerance, 9), slips
        case Blanks():
            sentence = squeezed(body.sentence)
            for gap in body.gaps:
                sentence = sentence.replace(f"{{{gap.id}}}", "___")
            return "blanks", sentence, [g.accept for g in body.gaps]
        case Ordering():
            return "ordering", [squeezed(text) for _, text in body.items]
        case Essay():
            return ("essay",)
