"""Reading Moodle XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from xml.etree.ElementTree import Element

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.incoming.cloze import CASE_COUNTS, cloze
from mosaic_exercises.bank.incoming.gaps import short
from mosaic_exercises.bank.incoming.hypertext import inline, markup
from mosaic_exercises.bank.incoming.records import MOST, Incoming, Puzzling, Unclear
from mosaic_exercises.bank.markup import plain_line
from mosaic_exercises.bank.records import Question
from mosaic_exercises.bank.xml import parsed, words
from mosaic_exercises.kinds.portable import (
    Body,
    Essay,
    Matching,
    Numeric,
    Option,
    Ordering,
    PortableChoice,
    PortablePair,
    PortableValue,
    TrueFalse,
)

WHOLE = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
STOCK = frozenset(
    ("", "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.")
) | frozenset(f"<p>{text}</p>" for text in ("Right.", "Partly right.", "Not this one."))
"""What Moodle and the bank itself say to every answer: nobody misses it."""


def read(data: bytes, name: str) -> Incoming:
    """The questions of a Moodle XML file. Raises BankError for a file that is none."""
    root = parsed(data, name)
    if root.tag != "quiz":
        raise BankError(
            f"{name}: its root is <{root.tag[:40]}>. Moodle XML begins with <quiz>, QTI 1.2 with <questestinterop>."
        )
    found: list[Question] = []
    puzzling: list[Puzzling] = []
    chapter = ""
    for number, one in enumerate(root.iter("question"), start=1):
        if number > MOST:
            raise BankError(f"{name}: more than {MOST:,} questions. Split the file.")
        kind = one.get("type", "")
        if kind == "category":
            chapter = category(words(one.find("category/text")))
            continue
        title = words(one.find("name/text")) or f"Question {number}"
        try:
            made, remarks = _question(one, kind, title, chapter)
        except Unclear as error:
            puzzling.append(Puzzling(title, str(error)))
            continue
        found.append(made)
        puzzling += [Puzzling(title, remark) for remark in remarks]
    return Incoming(questions=tuple(found), puzzling=tuple(puzzling))


def category(path: str) -> str:
    """The last part of a category's path; a doubled slash is one in a name."""
    parts = re.split(r"(?<!/)/(?!/)", path)
    return parts[-1].replace("//", "/").strip()


def _question(one: Element, kind: str, title: str, chapter: str) -> tuple[Question, list[str]]:
    reader = READERS.get(kind)
    if reader is None and kind != "cloze":
        raise Unclear(f"a question of the type {kind[:40]!r}, which has no counterpart here")
    asked = words(one.find("questiontext/text"))
    prompt, pictures = markup(asked)
    remarks = left_behind(pictures)
    if reader is not None:
        body = reader(one, remarks)
        if {words(one.find(f"{part}/text")) for part in WHOLE} - STOCK:
            remarks.append("what is said to a right, partly right or wrong answer as a whole")
    else:
        remarks = []
        prompt, body, pictures = cloze(asked, remarks)
        remarks += left_behind(pictures)
    hints = tuple(filter(None, (markup(words(h.find("text")))[0] for h in one.findall("hint"))))
    tags = tuple(filter(None, (words(t.find("text")) for t in one.findall("tags/tag"))))
    return (
        Question(
            id=words(one.find("idnumber")),
            kind=kind,
            title=title,
            prompt=prompt,
            body=body,
            why=markup(words(one.find("generalfeedback/text")))[0],
            hints=hints,
            tags=tags,
            chapter=chapter,
            points=points(words(one.find("defaultgrade"))),
        ),
        remarks,
    )


def left_behind(pictures: int) -> list[str]:
    """What to say of pictures and media that do not come along; nothing of none."""
    return ["a picture stays behind" if pictures == 1 else f"{pictures} pictures or media stay behind"] * (pictures > 0)


def _answers(one: Element) -> Iterator[tuple[str, float, str]]:
    """(text, part of the mark from -1 to 1, feedback) of each answer."""
    for answer in one.findall("answer"):
        yield (
            inline(words(answer.find("text"))),
            figure(answer.get("fraction", "0")) / 100,
            markup(words(answer.find("feedback/text")))[0],
        )


def figure(text: str) -> float:
    """A number of a file. A decimal comma is no number: Moodle itself reads 8,5 as 85."""
    try:
        found = float(text)
    except ValueError:
        raise Unclear(f"{text[:40]!r} is no number with a decimal point") from None
    if not isfinite(found):
        raise Unclear(f"{text[:40]!r} is no finite number")
    return found


def points(text: str) -> float:
    """The points that a file gives; 1 where it says nothing that can be read."""
    try:
        return figure(text or "1")
    except Unclear:
        return 1.0


def _choice(one: Element, remarks: list[str]) -> Body:
    single = words(one.find("single")).lower() in ("true", "1", "")
    shuffle = words(one.find("shuffleanswers")).lower() not in ("false", "0")
    return choice([(t, p, f) for t, p, f in _answers(one) if t], single, remarks, shuffle)


def choice(
    answers: list[tuple[str, float, str]], single: bool, remarks: list[str], shuffle: bool = True
) -> PortableChoice:
    """A choice of (text, part of the mark, feedback). Raises Unclear where nothing is right; ``remarks`` gets what of
    it is not kept."""
    if len(answers) < 2:
        raise Unclear("fewer than two options")
    if max(part for _, part, _ in answers) < (0.999 if single else 1e-9):
        raise Unclear("no option is right")
    shares = [part for _, part, _ in answers if part > 0]
    if not single and max(shares) - min(shares) > 0.01:
        remarks.append("right options of different weight: here each counts the same")
    if single and any(part < 0 for _, part, _ in answers):
        remarks.append("an option that costs marks: here it earns none")
    options = tuple(
        Option(id=f"o{n}", text=text, worth=max(0.0, part if single else float(part > 0)), said=said)
        for n, (text, part, said) in enumerate(answers, start=1)
    )
    return PortableChoice(options=options, single=single, shuffle=shuffle)


def _true_false(one: Element, remarks: list[str]) -> Body:
    del remarks
    found = {text.lower(): (part, said) for text, part, said in _answers(one)}
    if set(found) != {"true", "false"}:
        raise Unclear("a true-false question needs the answers true and false")
    return TrueFalse(right=found["true"][0] > 0, said_true=found["true"][1], said_false=found["false"][1])


def _matching(one: Element, remarks: list[str]) -> Body:
    pairs = [(inline(words(s.find("text"))), words(s.find("answer/text"))) for s in one.findall("subquestion")]
    return matching(pairs, remarks)


def matching(pairs: list[tuple[str, str]], remarks: list[str]) -> Matching:
    """A matching of (left, right), the right ones plain text; an empty left is a spare answer. Raises Unclear for fewer
    than two pairs; ``remarks`` hears of signs that mean something here, for our markup has no way to write them."""
    pairs = [(left, " ".join(right.split())) for left, right in pairs if right.strip()]
    ids = {right: f"r{n}" for n, right in enumerate(dict.fromkeys(right for _, right in pairs), start=1)}
    joined = tuple(
        PortablePair(id=f"l{n}", text=left, answer=ids[right])
        for n, (left, right) in enumerate(((a, b) for a, b in pairs if a), start=1)
    )
    if len(joined) < 2:
        raise Unclear("fewer than two pairs")
    if any(plain_line(right) != right for right in ids):
        remarks.append("signs in a partner that mark words here: stars, backquotes or a link")
    return Matching(pairs=joined, answers=tuple((id_, text) for text, id_ in ids.items()))


def _numeric(one: Element, remarks: list[str]) -> Body:
    found = []
    for answer in one.findall("answer"):
        text, said = words(answer.find("text")), markup(words(answer.find("feedback/text")))[0]
        part = figure(answer.get("fraction", "0"))
        if text == "*":
            remarks += ["what is said to any other number"] * bool(said)
        else:
            found.append((figure(text), abs(figure(words(answer.find("tolerance")) or "0")), part, said))
    units = [words(u) for u in one.findall("units/unit/unit_name")]
    if len(units) > 1:
        remarks.append(f"further units: {', '.join(units[1:])[:80]}")
    return numeric(found, remarks, units[0] if units else "")


def numeric(values: list[tuple[float, float, float, str]], remarks: list[str], unit: str = "") -> Numeric:
    """A number of (value, tolerance, part in per cent, feedback). Raises Unclear unless one value is right; ``remarks``
    gets what of it is not kept."""
    right = [v for v in values if v[2] >= 99.9]
    if len(right) != 1:
        raise Unclear(f"{len(right)} right numbers; here one is right")
    slips = tuple(PortableValue(value=v, tolerance=t, said=s) for v, t, part, s in values if part < 99.9)
    if any(0 < part < 99.9 for _, _, part, _ in values):
        remarks.append("a number that earns a part of the mark: here it earns none")
    return Numeric(value=right[0][0], tolerance=right[0][1], unit=unit, slips=slips, reason=right[0][3])


def _ordering(one: Element, remarks: list[str]) -> Body:
    del remarks
    texts = [inline(words(a.find("text"))) for a in one.findall("answer")]
    if len(texts) < 2:
        raise Unclear("fewer than two items to order")
    return Ordering(items=tuple((f"i{n}", text) for n, text in enumerate(texts, start=1)))


def _essay(one: Element, remarks: list[str]) -> Body:
    if any(words(one.find(limit)) not in ("", "0") for limit in ("minwordlimit", "maxwordlimit", "attachments")):
        remarks.append("limits of words, or files to attach")
    return Essay(
        model=markup(words(one.find("graderinfo/text")))[0],
        template=markup(words(one.find("responsetemplate/text")))[0],
    )


def _short(one: Element, remarks: list[str]) -> Body:
    if words(one.find("usecase")) == "1":
        remarks.append(CASE_COUNTS)
    answers = [
        (words(a.find("text")), part, said)
        for a, (_, part, said) in zip(one.findall("answer"), _answers(one), strict=True)
    ]
    return short(answers, remarks)


READERS = {
    "multichoice": _choice,
    "truefalse": _true_false,
    "matching": _matching,
    "match": _matching,
    "numerical": _numeric,
    "ordering": _ordering,
    "essay": _essay,
    "shortanswer": _short,
}
