"""Questions for notebooks elsewhere: jupyterquiz (JSON), and jupytercards (front and back).

Checked by running jupyterquiz 2.9.6.4 and jupytercards 3.2.1: a range leaves its upper end out, a precision counts
significant digits and 0 breaks the check, a decimal comma cannot be typed; a card's front is the key of its record; all
texts but an answer that is typed are put in as HTML.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec

from mosaic_exercises.bank.losses import GAPS_APART, HINTS, MISSED, NEAR, PICTURE, POINTS
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.moodle import number
from mosaic_exercises.bank.records import ExchangeFormat, Loss, Question
from mosaic_exercises.kinds.portable import (
    Blanks,
    Essay,
    Matching,
    Numeric,
    Ordering,
    PortableChoice,
    TrueFalse,
    introducing,
)


def write_quiz(title: str, questions: Sequence[Question]) -> bytes:
    """A list of questions for ``display_quiz``."""
    del title
    found = [one for question in questions for one in _asked(question)]
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def _asked(one: Question) -> list[dict[str, Any]]:
    body, asked = one.body, html(one.prompt)
    match body:
        case PortableChoice():
            kind = "multiple_choice" if body.single else "many_choice"
            answers = [_answer(o.text, o.worth == 1, o.said or ("" if o.worth < 1 else one.why)) for o in body.options]
            return [{"question": asked, "type": kind, "answers": answers}]
        case TrueFalse():
            both = (("True", body.right, body.said_true), ("False", not body.right, body.said_false))
            answers = [_answer(text, right, said or one.why) for text, right, said in both]
            return [{"question": asked, "type": "multiple_choice", "answers": answers}]
        case Numeric():
            unit = html(f"In {body.unit}, with a point for decimals.") if body.unit else ""
            values = [_range(body.value, body.tolerance, True, one.why)]
            values += [_range(s.value, s.tolerance, False, s.said) for s in body.slips]
            other: dict[str, Any] = {"type": "default", "feedback": "Not this number."}
            return [{"question": asked + unit, "type": "numeric", "answers": [*values, other]}]
        case Matching():
            return [_one_of(asked, p.text, body.answers, p.answer, p.reason or one.why) for p in body.pairs]
        case Ordering():
            places = [(str(n), str(n)) for n in range(1, len(body.items) + 1)]
            ends = html(f"The places run from 1 (*{body.start}*) to {len(places)} (*{body.end}*).")
            items = enumerate(body.items, start=1)
            return [_one_of(asked + ends, text, places, str(n), one.why) for n, (_, text) in items]
        case Blanks():
            return [_gap(one, body, n) for n in range(len(body.gaps))]
        case Essay():
            raise AssertionError("refused before")


def _answer(text: str, right: bool, said: str) -> dict[str, Any]:
    return {"answer": line(text), "correct": right, "feedback": html(said)}


def _range(value: float, tolerance: float, right: bool, said: str) -> dict[str, Any]:
    """A value; with a tolerance a range whose upper end, which jupyterquiz leaves out, is one step higher."""
    if not tolerance:
        return {"type": "value", "value": value, "correct": right, "feedback": html(said)}
    ends = [value - tolerance, math.nextafter(value + tolerance, math.inf)]
    return {"type": "range", "range": ends, "correct": right, "feedback": html(said)}


def _one_of(asked: str, text: str, answers: Sequence[tuple[str, str]], right: str, why: str) -> dict[str, Any]:
    options = [_answer(words, id_ == right, why if id_ == right else "") for id_, words in answers]
    return {"question": f"{asked}<p><strong>{line(text)}</strong></p>", "type": "multiple_choice", "answers": options}


def _gap(one: Question, body: Blanks, place: int) -> dict[str, Any]:
    sentence = body.sentence
    for n, gap in enumerate(body.gaps):
        sentence = sentence.replace(f"{{{gap.id}}}", "**_____**" if n == place else f"({n + 1})")
    gap = body.gaps[place]
    right = [{"answer": t, "correct": True, "feedback": html(gap.reason or one.why)} for t in gap.accept]
    wrong = [{"answer": t, "correct": False, "feedback": html(said)} for t, said in gap.slips]
    asked = html(f"{one.prompt}\n\n{sentence}\n\n**{gap.label}?**")
    return {"question": asked, "type": "string", "answers": [*right, *wrong]}


def refuses_quiz(question: Question) -> str:
    """Free writing."""
    return "free writing: jupyterquiz has no such question" if isinstance(question.body, Essay) else ""


def write_cards(title: str, questions: Sequence[Question]) -> bytes:
    """A list of cards for ``display_flashcards``."""
    del title
    found = [{"front": _face(front(q)), "back": _face(back(q)), "topic": q.chapter} for q in questions]
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


def _face(text: str) -> str:
    """A side of a card. jupytercards' cards are 300 pixels high whatever is on them: longer texts scroll."""
    return f'<div style="font-size:15px;line-height:1.35;max-height:235px;overflow:auto">{text}</div>'


def front(one: Question) -> str:
    """What is asked, with all that there is to choose from, as HTML."""
    return html(one.prompt) + choices(one)


def choices(one: Question) -> str:
    """What there is to choose from, as HTML; "" where there is nothing."""
    match one.body:
        case PortableChoice() as body:
            return _list([line(o.text) for o in body.options])
        case TrueFalse():
            return "<p>True or false?</p>"
        case Matching() as body:
            answers = "; ".join(line(text) for _, text in body.answers)
            return _list([line(p.text) for p in body.pairs]) + f"<p>Choose from: {answers}</p>"
        case Ordering() as body:
            shown = sorted(line(text) for _, text in body.items)
            return _list(shown) + html(f"From *{body.start}* to *{body.end}*.")
        case Blanks() as body:
            text = html(body.sentence)
            for n, gap in enumerate(body.gaps, start=1):
                text = text.replace(f"{{{gap.id}}}", f"({n}) _____")
            return text
        case Numeric() as body:
            return html(f"In {body.unit}.") if body.unit else ""
        case Essay():
            return ""


def solution(one: Question) -> str:
    """The right answer as HTML."""
    match one.body:
        case PortableChoice() as body:
            right = [line(o.text) for o in body.options if o.worth == 1]
            return _list(right) if len(right) > 1 else f"<p><strong>{right[0]}</strong></p>"
        case TrueFalse() as body:
            return f"<p><strong>{'True' if body.right else 'False'}</strong></p>"
        case Matching() as body:
            answers = dict(body.answers)
            return _list(
                [f"{line(introducing(p.text))} <strong>{line(answers[p.answer])}</strong>" for p in body.pairs]
            )
        case Ordering() as body:
            return "<ol>" + "".join(f"<li>{line(text)}</li>" for _, text in body.items) + "</ol>"
        case Blanks() as body:
            gaps = enumerate(body.gaps, start=1)
            return _list([f"({n}) <strong>{line(g.accept[0])}</strong>" for n, g in gaps])
        case Numeric() as body:
            return f"<p><strong>{number(body.value)} {plain_line(body.unit)}</strong></p>"
        case Essay() as body:
            return html(body.model)


def back(one: Question) -> str:
    """The right answer and the reason, as HTML."""
    return solution(one) + html(one.why)


def _list(items: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


QUIZ_LOSSES = (
    HINTS,
    PICTURE,
    POINTS,
    NEAR,
    MISSED,
    Loss("the items together: each is a choice of its own", lambda q: isinstance(q.body, Matching)),
    Loss("the order as a whole: each item's place is a choice of its own", lambda q: isinstance(q.body, Ordering)),
    GAPS_APART,
)
CARD_LOSSES = (Loss("what is said to a wrong answer", lambda q: not isinstance(q.body, Essay)), HINTS, PICTURE)

JUPYTERQUIZ = ExchangeFormat(
    name="jupyterquiz", label="jupyterquiz", ending=".json", write=write_quiz, refuses=refuses_quiz, losses=QUIZ_LOSSES
)
JUPYTERCARDS = ExchangeFormat(
    name="jupytercards",
    label="jupytercards",
    ending=".json",
    write=write_cards,
    losses=CARD_LOSSES,
)
