"""QTI 2.1: a content package with one item a question and one test for each notebook.

Items follow the schema imsqti_v2p1.xsd of 1EdTech. Each earns between 0 and 1; the test weighs it with its points.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from mosaic_exercises.bank.losses import HINTS, MISSED, MISTAKE_IN_GAP
from mosaic_exercises.bank.markup import html, line, plain_line
from mosaic_exercises.bank.moodle import fraction, number
from mosaic_exercises.bank.packages import by_chapter, ident, zipped
from mosaic_exercises.bank.records import ExchangeFormat, Loss, Question
from mosaic_exercises.bank.xml import clean, put, written
from mosaic_exercises.kinds.portable import (
    Blanks,
    Essay,
    Matching,
    Numeric,
    Ordering,
    PortableChoice,
    TrueFalse,
)

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
SOLUTION = "SOLUTION"
ALT = 256  # characters of the words for a picture that the schema allows


def write(title: str, questions: Sequence[Question]) -> bytes:
    """The zip: manifest, tests, items, pictures."""
    files: dict[str, bytes] = {}
    resources: list[tuple[str, str, str, tuple[str, ...]]] = []
    for chapter, own in by_chapter(questions).items():
        name = ident("test", title, chapter)
        files[f"tests/{name}.xml"] = _test(name, chapter, own)
        items = tuple(ident("item", q.id) for q in own)
        resources.append((name, "imsqti_test_xmlv2p1", f"tests/{name}.xml", items))
        for id_, question in zip(items, own, strict=True):
            files[f"items/{id_}.xml"] = _item(id_, question)
            picture = f"items/{question.id}.svg" if question.picture else ""
            if picture:
                files[picture] = question.picture.encode()
            resources.append((id_, "imsqti_item_xmlv2p1", f"items/{id_}.xml", (picture,) if picture else ()))
    return zipped({"imsmanifest.xml": _manifest(title, resources), **files})


def _manifest(title: str, resources: Sequence[tuple[str, str, str, tuple[str, ...]]]) -> bytes:
    root = Element("manifest", {"identifier": ident(title), "xmlns": CP})
    meta = put(root, "metadata")
    put(meta, "schema", "QTIv2.1 Package")
    put(meta, "schemaversion", "1.0.0")
    put(root, "organizations")
    listed = put(root, "resources")
    for name, kind, href, more in resources:
        found = put(listed, "resource", identifier=name, type=kind, href=href)
        put(found, "file", href=href)
        for other in more:
            if kind == "imsqti_test_xmlv2p1":
                put(found, "dependency", identifierref=other)
            else:
                put(found, "file", href=other)
    return written(root)


def _test(name: str, title: str, questions: Sequence[Question]) -> bytes:
    root = Element("assessmentTest", {"xmlns": QTI, "identifier": name, "title": title})
    part = put(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    section = put(part, "assessmentSection", identifier="section", title=title, visible="true")
    for question in questions:
        id_ = ident("item", question.id)
        ref = put(section, "assessmentItemRef", identifier=id_, href=f"../items/{id_}.xml")
        put(ref, "weight", identifier="POINTS", value=number(question.points))
    return written(root)


def _item(id_: str, one: Question) -> bytes:
    root = Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "identifier": id_,
            "title": plain_line(one.title),
            "label": one.id,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    WRITERS[type(one.body)](root, one)
    return written(root)


def _declared(root: Element, cardinality: str, base: str, right: Sequence[str], name: str = "RESPONSE") -> Element:
    found = put(root, "responseDeclaration", identifier=name, cardinality=cardinality, baseType=base)
    if right:
        values = put(found, "correctResponse")
        for value in right:
            put(values, "value", value)
    return found


def _mapped(declared: Element, values: Sequence[tuple[str, float]]) -> None:
    mapping = put(declared, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
    for key, worth in values:
        put(mapping, "mapEntry", mapKey=clean(key), mappedValue=number(worth))


def _outcomes(root: Element) -> None:
    score = put(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    put(put(score, "defaultValue"), "value", "0")
    put(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="multiple", baseType="identifier")
    put(root, "outcomeDeclaration", identifier=SOLUTION, cardinality="single", baseType="identifier")


def _body(root: Element, one: Question, after: str = "") -> Element:
    body = put(root, "itemBody")
    _markup(body, html(one.prompt))
    if one.picture:
        put(put(body, "p"), "img", src=f"{one.id}.svg", alt=clean(one.alt[:ALT]))
    if after:
        _markup(body, after)
    return body


def _markup(parent: Element, text: str) -> None:
    """Our HTML as elements."""
    parent.extend(fromstring(f"<div>{text}</div>"))


def _inline(parent: Element, text: str) -> None:
    """One paragraph of our HTML inside ``parent``."""
    whole = fromstring(f"<span>{line(text)}</span>")
    parent.text = whole.text
    parent.extend(whole)


def _set(parent: Element, outcome: str, base: str, value: str) -> None:
    put(put(parent, "setOutcomeValue", identifier=outcome), "baseValue", value, baseType=base)


def _said(rules: Element, test: Element, id_: str) -> None:
    """``id_`` is among the feedback where ``test`` holds."""
    found = put(put(rules, "responseCondition"), "responseIf")
    found.append(test)
    many = put(put(found, "setOutcomeValue", identifier="FEEDBACK"), "multiple")
    put(many, "variable", identifier="FEEDBACK")
    put(many, "baseValue", id_, baseType="identifier")


def _chosen(id_: str, many: bool) -> Element:
    test = Element("member" if many else "match")
    put(test, "baseValue", id_, baseType="identifier")
    put(test, "variable", identifier="RESPONSE")
    return test


def _scored(root: Element, names: Sequence[str] = ("RESPONSE",), mapped: bool = True) -> Element:
    """The score: the mapped responses added up, or 1 for the right response. Returns the rules."""
    rules = put(root, "responseProcessing")
    if mapped:
        score = put(rules, "setOutcomeValue", identifier="SCORE")
        holder = put(score, "sum") if len(names) > 1 else score
        for name in names:
            put(holder, "mapResponse", identifier=name)
    else:
        found = put(put(rules, "responseCondition"), "responseIf")
        test = put(found, "match")
        put(test, "variable", identifier="RESPONSE")
        put(test, "correct", identifier="RESPONSE")
        _set(found, "SCORE", "float", "1")
    return rules


def _finished(root: Element, rules: Element, one: Question, said: Sequence[tuple[str, str]]) -> None:
    """Everybody is told why; whoever chose something, what is said to it."""
    if one.why:
        _set(rules, SOLUTION, "identifier", "why")
    if one.why:
        found = put(root, "modalFeedback", outcomeIdentifier=SOLUTION, identifier="why", showHide="show")
        _markup(found, html(one.why))
    for id_, text in said:
        found = put(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier=id_, showHide="show")
        _markup(found, html(text))


def _options(
    root: Element, one: Question, options: Sequence[tuple[str, str, float, str]], single: bool, shuffle: bool
) -> None:
    right = [id_ for id_, _, worth, _ in options if worth == 1 or (not single and worth > 0)]
    declared = _declared(root, "single" if single else "multiple", "identifier", right[:1] if single else right)
    _mapped(declared, [(id_, worth) for id_, _, worth, _ in options if worth])
    _outcomes(root)
    asked = put(
        _body(root, one),
        "choiceInteraction",
        responseIdentifier="RESPONSE",
        shuffle="true" if shuffle else "false",
        maxChoices="1" if single else "0",
    )
    for id_, text, _, _ in options:
        _inline(put(asked, "simpleChoice", identifier=id_), text)
    rules = _scored(root)
    for id_, _, _, said in options:
        if said:
            _said(rules, _chosen(id_, not single), f"f-{id_}")
    _finished(root, rules, one, [(f"f-{id_}", said) for id_, _, _, said in options if said])


def _choice(root: Element, one: Question) -> None:
    body: PortableChoice = one.body  # type: ignore[assignment]
    options = [(f"o-{o.id}", o.text, fraction(body, o), o.said) for o in body.options]
    _options(root, one, options, body.single, body.shuffle)


def _true_false(root: Element, one: Question) -> None:
    body: TrueFalse = one.body  # type: ignore[assignment]
    both = (
        ("true", "True", float(body.right), body.said_true),
        ("false", "False", float(not body.right), body.said_false),
    )
    _options(root, one, both, single=True, shuffle=False)


def _matching(root: Element, one: Question) -> None:
    body: Matching = one.body  # type: ignore[assignment]
    right = [f"l-{p.id} r-{p.answer}" for p in body.pairs]
    declared = _declared(root, "multiple", "directedPair", right)
    _mapped(declared, [(pair, 1 / len(right)) for pair in right])
    _outcomes(root)
    count = str(len(body.pairs))
    asked = put(
        _body(root, one), "matchInteraction", responseIdentifier="RESPONSE", shuffle="true", maxAssociations=count
    )
    for side, items, most in (
        ("l", [(p.id, p.text) for p in body.pairs], "1"),
        ("r", body.answers, count),
    ):
        choices = put(asked, "simpleMatchSet")
        for id_, text in items:
            _inline(put(choices, "simpleAssociableChoice", identifier=f"{side}-{id_}", matchMax=most), text)
    _finished(root, _scored(root), one, ())


def _ordering(root: Element, one: Question) -> None:
    body: Ordering = one.body  # type: ignore[assignment]
    _declared(root, "ordered", "identifier", [f"i-{id_}" for id_, _ in body.items])
    _outcomes(root)
    ends = html(f"The order runs from *{body.start}* to *{body.end}*.")
    asked = put(_body(root, one, ends), "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
    for id_, text in sorted(body.items):
        _inline(put(asked, "simpleChoice", identifier=f"i-{id_}"), text)
    _finished(root, _scored(root, mapped=False), one, ())


def _blanks(root: Element, one: Question) -> None:
    body: Blanks = one.body  # type: ignore[assignment]
    names = [f"GAP-{n}" for n in range(1, len(body.gaps) + 1)]
    for name, gap in zip(names, body.gaps, strict=True):
        declared = _declared(root, "single", "string", gap.accept[:1], name)
        _mapped(declared, [(text, 1 / len(names)) for text in gap.accept])
    _outcomes(root)
    text = html(body.sentence)
    for name, gap in zip(names, body.gaps, strict=True):
        text = text.replace(f"{{{gap.id}}}", f'<textEntryInteraction responseIdentifier="{name}" expectedLength="16"/>')
    _body(root, one, text)
    _finished(root, _scored(root, names), one, ())


def _numeric(root: Element, one: Question) -> None:
    body: Numeric = one.body  # type: ignore[assignment]
    _declared(root, "single", "float", [number(body.value)])
    _outcomes(root)
    unit = f" {line(body.unit)}" if body.unit else ""
    _body(root, one, f'<p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="12"/>{unit}</p>')
    rules = put(root, "responseProcessing")
    found = put(put(rules, "responseCondition"), "responseIf")
    found.append(_near(body.value, body.tolerance))
    _set(found, "SCORE", "float", "1")
    for n, slip in enumerate(body.slips, start=1):
        if slip.said:
            _said(rules, _near(slip.value, slip.tolerance), f"slip-{n}")
    said = [(f"slip-{n}", slip.said) for n, slip in enumerate(body.slips, start=1) if slip.said]
    _finished(root, rules, one, said)


def _near(value: float, tolerance: float) -> Element:
    attributes = {"toleranceMode": "absolute", "tolerance": f"{number(tolerance)} {number(tolerance)}"}
    test = Element("equal", attributes if tolerance else {"toleranceMode": "exact"})
    put(test, "variable", identifier="RESPONSE")
    put(test, "baseValue", number(value), baseType="float")
    return test


def _essay(root: Element, one: Question) -> None:
    body: Essay = one.body  # type: ignore[assignment]
    _declared(root, "single", "string", ())
    _outcomes(root)
    shown = _body(root, one)
    put(shown, "extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines=str(body.rows))
    if body.model or body.look_for:
        listed = "\n".join(f"- {text}" for text in body.look_for)
        for text in filter(None, (body.model, listed)):
            _markup(put(shown, "rubricBlock", view="scorer"), html(text))
    rules = put(root, "responseProcessing")
    _finished(root, rules, one, ())


WRITERS: Mapping[type, Callable[[Element, Any], None]] = {
    PortableChoice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
    Blanks: _blanks,
    Numeric: _numeric,
    Ordering: _ordering,
    Essay: _essay,
}

LOSSES = (
    HINTS,
    MISSED,
    Loss("points for an order that is partly right", lambda q: isinstance(q.body, Ordering)),
    MISTAKE_IN_GAP,
)

QTI21 = ExchangeFormat(name="qti21", label="QTI 2.1", ending=".zip", write=write, losses=LOSSES)
