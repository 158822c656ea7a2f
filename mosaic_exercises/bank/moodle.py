"""Moodle XML: questions with hints, feedback for each answer, partial credit and pictures.

Checked against Moodle 5.0dev's own importer: an ordering question without ``shownumcorrect`` stops an import half-way,
numbers with a decimal comma are read as other numbers without a word, and true and false must be in lower case. An id
number that a category has already is dropped, so importing twice adds the questions twice: import into a new category.
Checked against Moodle 4.5.6: PHP's reader hands a text over in pieces, one at each ``&lt;``, and Moodle drops pieces of
blanks alone, so the blank between two escaped tags goes. Texts with tags are therefore CDATA.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from mosaic_exercises.bank.losses import HINTS, MISSED
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.records import ExchangeFormat, Loss, Question
from mosaic_exercises.bank.xml import put, written
from mosaic_exercises.kinds.portable import (
    Blanks,
    Essay,
    Matching,
    Numeric,
    Option,
    Ordering,
    PortableChoice,
    PortableGap,
    TrueFalse,
)

GRADES = (
    *(100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20),
    *(16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0),
)
"""The parts of a mark that Moodle knows, in per cent. Any other fraction is refused or, in XML, rounded away."""

PENALTY = "0.3333333"  # what a further try costs, in modes that allow one: Moodle's own default
ESCAPED = re.compile("<text>([^<]*&[^<]*)</text>")
INSIDE = str.maketrans({c: f"&#{ord(c)};" for c in '&<>"\\{}#~/'})
"""Signs inside a gap. Moodle undoes a backslash before } and # alone, and every reference to a sign."""


def grade(part: float) -> str:
    """A part of the point as a grade of Moodle's list, the nearest."""
    size = min(GRADES, key=lambda g: abs(g - abs(part) * 100))
    return f"{'-' if part < 0 and size else ''}{size:g}"


def is_grade(part: float) -> bool:
    """Whether Moodle has this part of a mark."""
    return any(abs(abs(part) * 100 - g) < 0.001 for g in GRADES)


def number(value: float) -> str:
    """A number with a point and no exponent."""
    return f"{value:.10f}".rstrip("0").rstrip(".") if value else "0"


def write(title: str, questions: Sequence[Question]) -> bytes:
    """A file for Moodle's question bank: a category for each notebook under one for the course."""
    root = Element("quiz")
    chapter = None
    for question in questions:
        if question.chapter != chapter:
            chapter = question.chapter
            _category(root, title, chapter)
        _question(root, question)
    return ESCAPED.sub(_literal, written(root).decode()).encode()


def _literal(match: re.Match[str]) -> str:
    """The same text as CDATA."""
    text = match[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("]]>", "]]]]><![CDATA[>")
    return f"<text><![CDATA[{text}]]></text>"


def _category(root: Element, title: str, chapter: str) -> None:
    path = "/".join(part.replace("/", "//") for part in ("$course$", "top", title, chapter) if part)
    put(put(put(root, "question", type="category"), "category"), "text", path)


def _formatted(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    found = put(parent, tag, None, format="html", **attributes)
    put(found, "text", text)
    return found


def _question(root: Element, one: Question) -> None:
    body = one.body
    made = put(root, "question", type=TYPES[type(body)])
    put(put(made, "name"), "text", one.title)
    text = gapped(body) if isinstance(body, Blanks) else ""
    asked = _formatted(made, "questiontext", _prompt(one) + text)
    if one.picture:
        name = f"{one.id}.svg"
        put(asked, "file", b64encode(one.picture.encode()).decode(), name=name, path="/", encoding="base64")
    _formatted(made, "generalfeedback", html(one.why))
    if not isinstance(body, Blanks):
        put(made, "defaultgrade", number(one.points))
    put(made, "penalty", "1" if isinstance(body, TrueFalse) else "0" if isinstance(body, Essay) else PENALTY)
    put(made, "hidden", "0")
    put(made, "idnumber", one.id)
    if not isinstance(body, Blanks):
        WRITERS[type(body)](made, body)
    if not isinstance(body, TrueFalse | Essay):
        for hint in one.hints:
            found = _formatted(made, "hint", html(hint))
            if isinstance(body, PortableChoice | Matching | Ordering):
                put(found, "shownumcorrect")
    tags = put(made, "tags")
    for tag in one.tags:
        put(put(tags, "tag"), "text", tag)


def _prompt(one: Question) -> str:
    picture = f'<p><img src="@@PLUGINFILE@@/{one.id}.svg" alt="{line(one.alt)}"></p>' if one.picture else ""
    after = ""
    if isinstance(one.body, Numeric) and one.body.unit:
        after = f"In {one.body.unit}."
    elif isinstance(one.body, Ordering):
        after = f"The order runs from *{one.body.start}* to *{one.body.end}*."
    return html(one.prompt) + picture + (html(after) if after else "")


def _feedbacks(made: Element) -> None:
    for tag, text in (
        ("correctfeedback", "Right."),
        ("partiallycorrectfeedback", "Partly right."),
        ("incorrectfeedback", "Not this one."),
    ):
        _formatted(made, tag, html(text))
    put(made, "shownumcorrect")


def _choice(made: Element, body: PortableChoice) -> None:
    put(made, "single", "true" if body.single else "false")
    put(made, "shuffleanswers", "true" if body.shuffle else "false")
    put(made, "answernumbering", "none")
    put(made, "showstandardinstruction", "0" if body.single else "1")
    _feedbacks(made)
    for option in body.options:
        found = _formatted(made, "answer", line(option.text), fraction=grade(fraction(body, option)))
        _formatted(found, "feedback", html(option.said))


def fraction(body: PortableChoice, option: Option) -> float:
    """The part of the mark that an option adds: among several, a wrong one takes away what a right one gives."""
    if body.single:
        return option.worth
    right = sum(o.worth > 0 for o in body.options)
    return (1 if option.worth else -1) / right


def _true_false(made: Element, body: TrueFalse) -> None:
    for value, said in ((True, body.said_true), (False, body.said_false)):
        found = put(made, "answer", fraction="100" if value is body.right else "0", format="moodle_auto_format")
        put(found, "text", "true" if value else "false")
        _formatted(found, "feedback", html(said))


def _matching(made: Element, body: Matching) -> None:
    put(made, "shuffleanswers", "true")
    _feedbacks(made)
    answers = dict(body.answers)
    for pair in body.pairs:
        found = _formatted(made, "subquestion", line(pair.text))
        put(put(found, "answer"), "text", plain_line(answers[pair.answer]))
    used = {pair.answer for pair in body.pairs}
    for id_, text in body.answers:
        if id_ not in used:  # a spare answer is a pair without a question
            found = _formatted(made, "subquestion", "")
            put(put(found, "answer"), "text", plain_line(text))


def _numeric(made: Element, body: Numeric) -> None:
    values = [(body.value, body.tolerance, "100", "")]
    values += [(slip.value, slip.tolerance, "0", slip.said) for slip in body.slips]
    for value, tolerance, part, said in values:
        found = put(made, "answer", fraction=part, format="moodle_auto_format")
        put(found, "text", number(value))
        _formatted(found, "feedback", html(said))
        put(found, "tolerance", number(tolerance))
    if body.unit:
        unit = put(put(made, "units"), "unit")
        put(unit, "multiplier", "1")
        put(unit, "unit_name", body.unit)
    put(made, "unitgradingtype", "0")
    put(made, "unitpenalty", "0.1")
    put(made, "showunits", "0" if body.unit else "3")
    put(made, "unitsleft", "0")


def _ordering(made: Element, body: Ordering) -> None:
    put(made, "layouttype", "VERTICAL")
    put(made, "selecttype", "ALL")
    put(made, "selectcount", "0")
    put(made, "gradingtype", "LONGEST_ORDERED_SUBSET")
    put(made, "showgrading", "SHOW")
    put(made, "numberingstyle", "none")
    _feedbacks(made)
    for n, (_, text) in enumerate(body.items, start=1):
        _formatted(made, "answer", line(text), fraction=f"{n}.0000000")


def _essay(made: Element, body: Essay) -> None:
    put(made, "responseformat", "editor")
    put(made, "responserequired", "1")
    put(made, "responsefieldlines", str(body.rows))
    put(made, "attachments", "0")
    put(made, "attachmentsrequired", "0")
    listed = "\n".join(f"- {text}" for text in body.look_for)
    _formatted(made, "graderinfo", html(body.model) + (html(listed) if listed else ""))
    _formatted(made, "responsetemplate", html(body.template))


def gapped(body: Blanks) -> str:
    """The text of a cloze question, its gaps as Moodle writes them."""
    text = html(body.sentence)
    for gap in body.gaps:
        text = text.replace(f"{{{gap.id}}}", _gap(gap))
    return text


def literal(text: str) -> str:
    """A word to be typed: a star of its own does not stand for anything."""
    return text.replace("*", "\\*")


def _gap(gap: PortableGap) -> str:
    right = "~".join(f"={literal(a).translate(INSIDE)}#{line(gap.reason).translate(INSIDE)}" for a in gap.accept)
    wrong = "".join(f"~%0%{literal(t).translate(INSIDE)}#{line(s).translate(INSIDE)}" for t, s in gap.slips)
    return f"{{1:SHORTANSWER:{right}{wrong}}}"


def refuses(question: Question) -> str:
    """A number of right options that no grade of Moodle's list divides the mark by."""
    body = question.body
    if isinstance(body, PortableChoice) and not body.single:
        right = sum(o.worth > 0 for o in body.options)
        if not is_grade(1 / right):
            return f"{right} right options: Moodle has no grade of 1/{right}"
    if isinstance(body, Matching) and len(body.pairs) < 2:
        return "one pair alone: Moodle asks for two at least"
    return ""


def inexact(question: Question) -> bool:
    """Whether an answer earns a part that is no grade of Moodle's list."""
    body = question.body
    return isinstance(body, PortableChoice) and body.single and any(not is_grade(o.worth) for o in body.options)


TYPES = {
    PortableChoice: "multichoice",
    TrueFalse: "truefalse",
    Matching: "matching",
    Blanks: "cloze",
    Numeric: "numerical",
    Ordering: "ordering",
    Essay: "essay",
}
WRITERS: Mapping[type, Callable[[Element, Any], None]] = {
    PortableChoice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
    Numeric: _numeric,
    Ordering: _ordering,
    Essay: _essay,
}

LOSSES = (
    MISSED,
    Loss("the exact worth of a near miss: the nearest grade of Moodle's list stands in", inexact),
    Loss(
        f"{HINTS.words}: Moodle has none for such a question",
        lambda q: isinstance(q.body, TrueFalse | Essay) and bool(q.hints),
    ),
    Loss("the points: one for each gap", lambda q: isinstance(q.body, Blanks)),
)

MOODLE = ExchangeFormat(name="moodle", label="Moodle XML", ending=".xml", write=write, refuses=refuses, losses=LOSSES)
