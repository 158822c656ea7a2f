"""QTI 1.2 as Canvas reads it: one zip with a quiz for each notebook.

Follows what Canvas's public migration tool and text2qti read and write: multiple answers as one condition of and/not,
numbers as exact values or ranges, gaps as response_lid by name, matching with labels that the left sides share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from mosaic_exercises.bank.losses import DRAGGING, HINTS, MISSED, MISTAKE, MODEL, NEAR
from mosaic_exercises.bank.markup import html, line, plain, plain_line
from mosaic_exercises.bank.moodle import number
from mosaic_exercises.bank.packages import by_chapter, ident, zipped
from mosaic_exercises.bank.records import ExchangeFormat, Question
from mosaic_exercises.bank.xml import put, written
from mosaic_exercises.kinds.portable import (
    Blanks,
    Essay,
    Matching,
    Numeric,
    Ordering,
    PortableChoice,
    TrueFalse,
)

QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"


def write(title: str, questions: Sequence[Question]) -> bytes:
    """The zip: the manifest, and for each notebook its quiz, the quiz's settings and the pictures it shows."""
    files: dict[str, bytes] = {}
    resources: list[tuple[str, str]] = []
    pictures: list[str] = []
    for chapter, own in by_chapter(questions).items():
        name = ident(title, chapter)
        resources.append((name, chapter))
        files[f"{name}/{name}.xml"] = _quiz(name, chapter, own)
        files[f"{name}/assessment_meta.xml"] = _settings(name, f"{title}: {chapter}", own)
        for question in own:
            if question.picture:
                path = f"web_resources/mosaic/{question.id}.svg"
                files[path] = question.picture.encode()
                pictures.append(path)
    return zipped({"imsmanifest.xml": _manifest(title, resources, pictures), **files})


def _manifest(title: str, resources: Sequence[tuple[str, str]], pictures: Sequence[str]) -> bytes:
    root = Element("manifest", {"identifier": ident(title), "xmlns": CP})
    meta = put(root, "metadata")
    put(meta, "schema", "IMS Content")
    put(meta, "schemaversion", "1.1.3")
    put(root, "organizations")
    listed = put(root, "resources")
    for name, _ in resources:
        quiz = put(listed, "resource", identifier=name, type="imsqti_xmlv1p2")
        put(quiz, "file", href=f"{name}/{name}.xml")
        put(quiz, "dependency", identifierref=f"{name}meta")
        settings = f"{name}/assessment_meta.xml"
        kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
        found = put(listed, "resource", identifier=f"{name}meta", type=kind, href=settings)
        put(found, "file", href=settings)
    for path in pictures:
        found = put(listed, "resource", identifier=ident(path), type="webcontent", href=path)
        put(found, "file", href=path)
    return written(root)


def _settings(name: str, title: str, questions: Sequence[Question]) -> bytes:
    root = Element("quiz", {"identifier": name, "xmlns": CANVAS})
    put(root, "title", title)
    put(root, "description", "")
    put(root, "shuffle_answers", "false")
    put(root, "scoring_policy", "keep_highest")
    put(root, "quiz_type", "practice_quiz")
    put(root, "points_possible", number(sum(q.points for q in questions)))
    put(root, "show_correct_answers", "true")
    put(root, "allowed_attempts", "-1")
    put(root, "one_question_at_a_time", "false")
    return written(root)


def _quiz(name: str, title: str, questions: Sequence[Question]) -> bytes:
    root = Element("questestinterop", {"xmlns": QTI})
    quiz = put(root, "assessment", ident=name, title=title)
    _fields(put(quiz, "qtimetadata"), {"cc_maxattempts": "unlimited"})
    section = put(quiz, "section", ident="root_section")
    for question in questions:
        item = put(section, "item", ident=ident(name, question.id), title=plain_line(question.title))
        WRITERS[type(question.body)](item, question)
    return written(root)


def _fields(parent: Element, values: dict[str, str]) -> None:
    for label, value in values.items():
        found = put(parent, "qtimetadatafield")
        put(found, "fieldlabel", label)
        put(found, "fieldentry", value)


def _mattext(parent: Element, text: str, plain_text: bool = False) -> None:
    put(put(parent, "material"), "mattext", text, texttype="text/plain" if plain_text else "text/html")


def _begin(item: Element, one: Question, kind: str, text: str = "", ids: Sequence[str] = ()) -> Element:
    """The item's metadata and what is asked; returns its presentation."""
    values = {
        "question_type": kind,
        "points_possible": number(one.points),
        "original_answer_ids": ",".join(ids),
        "assessment_question_identifierref": ident("question", one.id),
        "mosaic_id": one.id,
        "mosaic_tags": ",".join(one.tags),
    }
    _fields(put(put(item, "itemmetadata"), "qtimetadata"), {k: v for k, v in values.items() if v})
    shown = put(item, "presentation")
    picture = f'<p><img src="$IMS-CC-FILEBASE$/mosaic/{one.id}.svg" alt="{line(one.alt)}"></p>' if one.picture else ""
    _mattext(shown, html(one.prompt) + picture + text)
    return shown


def _lid(shown: Element, options: Sequence[tuple[str, str]], cardinality: str, name: str = "response1") -> None:
    lid = put(shown, "response_lid", ident=name, rcardinality=cardinality)
    choices = put(lid, "render_choice")
    for id_, text in options:
        _mattext(put(choices, "response_label", ident=id_), text)


def _rules(item: Element) -> Element:
    rules = put(item, "resprocessing")
    put(put(rules, "outcomes"), "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    return rules


def _always(rules: Element, one: Question) -> None:
    """What is said to everybody."""
    if one.why:
        found = put(rules, "respcondition", **{"continue": "Yes"})
        put(put(found, "conditionvar"), "other")
        put(found, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")


def _right(rules: Element, score: str = "100", action: str = "Set") -> Element:
    found = put(rules, "respcondition", **{"continue": "No" if action == "Set" else "Yes"})
    tests = put(found, "conditionvar")
    put(found, "setvar", score, action=action, varname="SCORE")
    return tests


def _feedback(item: Element, ident_: str, text: str) -> None:
    if text:
        _mattext(put(put(item, "itemfeedback", ident=ident_), "flow_mat"), html(text))


def _said(rules: Element, option: str) -> None:
    found = put(rules, "respcondition", **{"continue": "Yes"})
    put(put(found, "conditionvar"), "varequal", option, respident="response1")
    put(found, "displayfeedback", feedbacktype="Response", linkrefid=f"{option}_fb")


def _options(item: Element, one: Question, kind: str, options: Sequence[tuple[str, str, float, str]]) -> None:
    """Choice and true-false; (id, text, worth, what is said)."""
    ids = [ident(one.id, id_) for id_, _, _, _ in options]
    shown = _begin(item, one, kind, ids=ids)
    many = kind == "multiple_answers_question"
    texts = [(id_, line(text)) for id_, (_, text, _, _) in zip(ids, options, strict=True)]
    _lid(shown, texts, "Multiple" if many else "Single")
    rules = _rules(item)
    _always(rules, one)
    for id_, (_, _, _, said) in zip(ids, options, strict=True):
        if said:
            _said(rules, id_)
    if many:
        every = put(_right(rules), "and")
        for id_, (_, _, worth, _) in zip(ids, options, strict=True):
            put(every if worth else put(every, "not"), "varequal", id_, respident="response1")
    else:
        for id_, (_, _, worth, _) in zip(ids, options, strict=True):
            if worth == 1:
                put(_right(rules), "varequal", id_, respident="response1")
    _feedback(item, "general_fb", one.why)
    for id_, (_, _, _, said) in zip(ids, options, strict=True):
        _feedback(item, f"{id_}_fb", said)


def _choice(item: Element, one: Question) -> None:
    body: PortableChoice = one.body  # type: ignore[assignment]
    kind = "multiple_choice_question" if body.single else "multiple_answers_question"
    _options(item, one, kind, [(o.id, o.text, o.worth, o.said) for o in body.options])


def _true_false(item: Element, one: Question) -> None:
    body: TrueFalse = one.body  # type: ignore[assignment]
    said = (
        ("true", "True", float(body.right), body.said_true),
        ("false", "False", float(not body.right), body.said_false),
    )
    _options(item, one, "true_false_question", said)


def _matching(item: Element, one: Question) -> None:
    body: Matching = one.body  # type: ignore[assignment]
    _pairs(item, one, [(p.id, p.text, p.answer) for p in body.pairs], body.answers)


def _ordering(item: Element, one: Question) -> None:
    """Canvas's classic quizzes know no order: each item is joined to its place."""
    body: Ordering = one.body  # type: ignore[assignment]
    ends = {1: f" ({body.start})", len(body.items): f" ({body.end})"}
    places = [(f"p{n}", f"{n}{ends.get(n, '')}") for n in range(1, len(body.items) + 1)]
    items = sorted((id_, text, f"p{n}") for n, (id_, text) in enumerate(body.items, start=1))
    _pairs(item, one, items, places)


def _pairs(
    item: Element, one: Question, pairs: Sequence[tuple[str, str, str]], answers: Sequence[tuple[str, str]]
) -> None:
    ids = {id_: ident(one.id, "answer", id_) for id_, _ in answers}
    shown = _begin(item, one, "matching_question")
    for id_, text, _ in pairs:
        name = f"response_{ident(one.id, id_)}"
        lid = put(shown, "response_lid", ident=name)
        _mattext(lid, plain_line(text), plain_text=True)
        choices = put(lid, "render_choice")
        for answer, words in answers:
            _mattext(put(choices, "response_label", ident=ids[answer]), plain_line(words), plain_text=True)
    rules = _rules(item)
    _always(rules, one)
    share = number(round(100 / len(pairs), 2))
    for id_, _, answer in pairs:
        put(_right(rules, share, "Add"), "varequal", ids[answer], respident=f"response_{ident(one.id, id_)}")
    _feedback(item, "general_fb", one.why)


def _blanks(item: Element, one: Question) -> None:
    body: Blanks = one.body  # type: ignore[assignment]
    text = html(body.sentence)
    for gap in body.gaps:
        text = text.replace(f"{{{gap.id}}}", f"[{gap.id}]")
    shown = _begin(item, one, "fill_in_multiple_blanks_question", text)
    for gap in body.gaps:
        lid = put(shown, "response_lid", ident=f"response_{gap.id}")
        _mattext(lid, gap.id, plain_text=True)
        choices = put(lid, "render_choice")
        for accepted in gap.accept:
            _mattext(put(choices, "response_label", ident=ident(one.id, gap.id, accepted)), accepted, plain_text=True)
    rules = _rules(item)
    _always(rules, one)
    share = number(round(100 / len(body.gaps), 2))
    for gap in body.gaps:
        for accepted in gap.accept:
            tests = _right(rules, share, "Add")
            put(tests, "varequal", ident(one.id, gap.id, accepted), respident=f"response_{gap.id}")
    _feedback(item, "general_fb", one.why)


def _numeric(item: Element, one: Question) -> None:
    body: Numeric = one.body  # type: ignore[assignment]
    unit = html(f"In {body.unit}.") if body.unit else ""
    shown = _begin(item, one, "numerical_question", unit)
    field = put(shown, "response_str", ident="response1", rcardinality="Single")
    put(put(field, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    rules = _rules(item)
    _always(rules, one)
    low, high = body.value - body.tolerance, body.value + body.tolerance
    either = put(_right(rules), "or")
    put(either, "varequal", number(body.value), respident="response1")
    both = put(either, "and")
    put(both, "vargte", number(low), respident="response1")
    put(both, "varlte", number(high), respident="response1")
    _feedback(item, "general_fb", one.why)


def _essay(item: Element, one: Question) -> None:
    body: Essay = one.body  # type: ignore[assignment]
    shown = _begin(item, one, "essay_question", html(body.template) if body.template else "")
    field = put(shown, "response_str", ident="response1", rcardinality="Single")
    put(put(field, "render_fib"), "response_label", ident="answer1", rshuffle="No")
    rules = _rules(item)
    _always(rules, one)
    found = put(rules, "respcondition", **{"continue": "No"})
    put(put(found, "conditionvar"), "other")
    _feedback(item, "general_fb", one.why or plain(body.model))


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
    NEAR.because("Canvas gives a choice all or nothing"),
    MISSED,
    MISTAKE,
    DRAGGING,
    MODEL,
)

QTI12 = ExchangeFormat(name="qti12", label="QTI 1.2 for Canvas", ending=".zip", write=write, losses=LOSSES)
