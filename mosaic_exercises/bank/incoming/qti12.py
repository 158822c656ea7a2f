"""Reading QTI 1.2 as Canvas writes it: a zip, or one quiz's XML."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.incoming.hypertext import inline, markup
from mosaic_exercises.bank.incoming.moodle import choice, figure, left_behind, matching, points
from mosaic_exercises.bank.incoming.records import MOST, Incoming, Puzzling, Unclear
from mosaic_exercises.bank.records import Question
from mosaic_exercises.bank.xml import LARGEST, parsed, words
from mosaic_exercises.grading.intake.archive import DIRECTORY_BYTES, danger, directory_size
from mosaic_exercises.kinds.portable import Blanks, Body, Essay, Numeric, PortableChoice, PortableGap, TrueFalse

FILES = 5_000  # entries of one package
WHOLE = 256 * 2**20  # bytes of its XML, unpacked
PLAIN = "text/plain"  # what QTI itself says of a text that does not say; Canvas so writes partners and words


def read(data: bytes, name: str) -> Incoming:
    """The questions of a package or of one quiz. Raises BankError for what is neither, or dangerous."""
    documents = _package(data, name) if data[:2] == b"PK" else [(name, data)]
    found: list[Question] = []
    puzzling: list[Puzzling] = []
    quizzes = 0
    for path, text in documents:
        root = parsed(text, path)
        if root.tag != "questestinterop":
            continue
        quizzes += 1
        quiz = root.find("assessment")
        chapter = quiz.get("title", "") if quiz is not None else ""
        for number, item in enumerate(root.iter("item"), start=1):
            if len(found) > MOST:
                raise BankError(f"{name}: more than {MOST:,} questions. Split the file.")
            title = item.get("title", "")
            if title in ("", "Question"):  # as Canvas calls every question
                title = f"Question {number}"
            try:
                question, more = _question(item, title, chapter)
            except Unclear as error:
                puzzling.append(Puzzling(title, str(error)))
                continue
            found.append(question)
            puzzling += [Puzzling(title, remark) for remark in more]
    if not quizzes:
        raise BankError(f"{name}: no quiz in QTI 1.2 was found in it (an XML file with <questestinterop>).")
    return Incoming(questions=tuple(found), puzzling=tuple(puzzling))


def _package(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """The XML files of a zip, in memory: nothing is unpacked to the disk."""
    file = io.BytesIO(data)
    left, found = WHOLE, []
    try:
        if directory_size(file) > DIRECTORY_BYTES:
            raise BankError(f"{name}: the zip lists too many files.")
        with zipfile.ZipFile(file) as archive:
            entries = [e for e in archive.infolist() if not e.is_dir()]
            if len(entries) > FILES:
                raise BankError(f"{name}: the zip holds more than {FILES:,} files.")
            for entry in entries:
                if problem := danger(entry, LARGEST, left):
                    raise BankError(f"{name}: {entry.filename[:80]}: {problem}")
                if entry.filename.lower().endswith((".xml", ".qti")):
                    left -= entry.file_size
                    with archive.open(entry) as member:
                        found.append((f"{name}/{entry.filename}", member.read(entry.file_size + 1)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise BankError(f"{name}: the zip cannot be read: {error}. Export it again.") from None
    return found


def _question(item: Element, title: str, chapter: str) -> tuple[Question, list[str]]:
    fields = {words(f.find("fieldlabel")): words(f.find("fieldentry")) for f in item.iter("qtimetadatafield")}
    kind = fields.get("question_type") or PROFILES.get(fields.get("cc_profile", ""), "")
    reader = READERS.get(kind)
    if reader is None:
        raise Unclear(f"a question of the type {kind[:60]!r}, which has no counterpart here" if kind else "no type")
    shown = item.find("presentation")
    if shown is None:
        raise Unclear("nothing is asked")
    prompt, pictures = markup(words(shown.find("material/mattext")))
    said = {f.get("ident", ""): markup(words(f))[0] for f in item.iter("itemfeedback")}
    more = left_behind(pictures)
    body = reader(item, said, more)
    heard = {"general_fb"}
    if isinstance(body, PortableChoice | TrueFalse):
        heard |= {f"{label.get('ident')}_fb" for label in item.iter("response_label")}
    if any(text for name, text in said.items() if name not in heard):
        more.append("what is said to a right or wrong answer as a whole, or to a word, a number or a pair")
    if isinstance(body, Blanks):
        prompt, body = _sentence(prompt, body)
    return (
        Question(
            id=fields.get("mosaic_id", ""),
            kind=kind,
            title=title,
            prompt=prompt,
            body=body,
            why=said.get("general_fb", ""),
            tags=tuple(filter(None, fields.get("mosaic_tags", "").split(","))),
            chapter=chapter,
            points=points(fields.get("points_possible", "")),
        ),
        more,
    )


def _labels(place: Element, otherwise: str = "text/html") -> list[tuple[str, str]]:
    """(id, text) of what can be chosen; ``otherwise``: what a text is that does not say."""
    return [(label.get("ident", ""), _line(label, otherwise)) for label in place.iter("response_label")]


def _line(place: Element | None, otherwise: str = "text/html") -> str:
    """The text of an option or partner in one line. What is plain stays as it stands: its signs are no HTML."""
    shown = place.find(".//mattext") if place is not None else None
    style = shown.get("texttype", otherwise) if shown is not None else otherwise
    return " ".join(words(place).split()) if style == PLAIN else inline(words(place))


def _rights(item: Element) -> list[tuple[Element, float]]:
    """(what is tested, the points it sets or adds) of every condition that gives points."""
    found = []
    for condition in item.iter("respcondition"):
        score = condition.find("setvar")
        tests = condition.find("conditionvar")
        if score is not None and tests is not None and figure(words(score) or "0") > 0:
            found.append((tests, figure(words(score))))
    return found


def _negated(tests: Element) -> set[str]:
    return {words(v) for no in tests.iter("not") for v in no.iter("varequal")}


def _chosen(item: Element, said: dict[str, str], remarks: list[str], single: bool) -> Body:
    right: set[str] = set()
    for tests, _ in _rights(item):
        right |= {words(v) for v in tests.iter("varequal")} - _negated(tests)
    labels = _labels(item)
    answers = [(text, float(id_ in right), said.get(f"{id_}_fb", "")) for id_, text in labels]
    if not all(text for text, _, _ in answers):
        raise Unclear("an option without words: a picture or a formula")
    return choice(answers, single, remarks)


def _one(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    return _chosen(item, said, remarks, single=True)


def _many(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    return _chosen(item, said, remarks, single=False)


def _true_false(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del remarks
    labels = {text.lower(): id_ for id_, text in _labels(item)}
    if set(labels) != {"true", "false"}:
        raise Unclear("a true-false question needs the answers True and False")
    right = {words(v) for tests, _ in _rights(item) for v in tests.iter("varequal")}
    return TrueFalse(
        right=labels["true"] in right,
        said_true=said.get(f"{labels['true']}_fb", ""),
        said_false=said.get(f"{labels['false']}_fb", ""),
    )


def _pairs(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del said
    wanted = {v.get("respident", ""): words(v) for tests, _ in _rights(item) for v in tests.iter("varequal")}
    pairs: list[tuple[str, str]] = []
    used: set[str] = set()
    texts: dict[str, str] = {}
    for lid in item.iter("response_lid"):
        labels = dict(_labels(lid, PLAIN))
        texts |= labels
        answer = wanted.get(lid.get("ident", ""), "")
        if answer in labels:
            pairs.append((_line(lid.find("material"), PLAIN), labels[answer]))
            used.add(labels[answer])
    return matching(pairs + [("", text) for text in texts.values() if text not in used], remarks)


def _gaps(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del said
    gaps = []
    for lid in item.iter("response_lid"):
        place = lid.get("ident", "")
        right = {words(v) for tests, _ in _rights(item) for v in tests.iter("varequal") if v.get("respident") == place}
        menu = {label.get("answer_type") for label in lid.iter("response_label")} & {"dropdown", "wordbank"}
        # Of several words that are right, Canvas names one in the rule; the others are only on its list.
        labels = sorted(_labels(lid, PLAIN), key=lambda label: label[0] not in right)
        accept = tuple(text for ident, text in labels if ident in right or not menu)
        if menu:
            remarks.append("a gap with a list of words: here it is typed")
        if not right:
            raise Unclear(f"the gap {place[:40]!r} has no right answer")
        gaps.append(PortableGap(id=place.removeprefix("response_"), label="", accept=accept))
    if not gaps:
        raise Unclear("a text with gaps that has none")
    return Blanks(sentence="", gaps=tuple(gaps))


def _short(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del said, remarks
    accept = tuple(words(v) for tests, _ in _rights(item) for v in tests.iter("varequal"))
    if not accept:
        raise Unclear("no answer is right")
    return Blanks(sentence="{gap}", gaps=(PortableGap(id="gap", label="Your answer", accept=accept),))


def _sentence(prompt: str, body: Blanks) -> tuple[str, Blanks]:
    """The text with gaps is what of the question holds [names]."""
    if body.sentence:
        return prompt, body
    for gap in body.gaps:
        if f"[{gap.id}]" not in prompt:
            raise Unclear(f"the gap {gap.id[:40]!r} is not in the text")
        prompt = prompt.replace(f"[{gap.id}]", f"{{{gap.id}}}")
    paragraphs = prompt.split("\n\n")
    first = next(n for n, p in enumerate(paragraphs) if any(f"{{{gap.id}}}" in p for gap in body.gaps))
    return "\n\n".join(paragraphs[:first]), Blanks(sentence="\n\n".join(paragraphs[first:]), gaps=body.gaps)


def _numeric(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del said, remarks
    rights = _rights(item)
    if len(rights) != 1:
        raise Unclear(f"{len(rights)} right numbers or ranges; here one is right")
    tests = rights[0][0]
    exact = [figure(words(v)) for v in tests.iter("varequal")]
    ends = {v.tag: figure(words(v)) for v in tests.iter() if v.tag in ("vargte", "vargt", "varlte", "varlt")}
    low, high = ends.get("vargte", ends.get("vargt")), ends.get("varlte", ends.get("varlt"))
    if low is not None and high is not None:
        value = exact[0] if exact else (low + high) / 2
        return Numeric(value=value, tolerance=round(max(high - value, value - low, 0.0), 10))
    if not exact or ends:
        raise Unclear("no number is right, or a range without an end")
    return Numeric(value=exact[0])


def _essay(item: Element, said: dict[str, str], remarks: list[str]) -> Body:
    del item, said, remarks
    return Essay()


PROFILES = {
    "cc.multiple_choice.v0p1": "multiple_choice_question",
    "cc.multiple_response.v0p1": "multiple_answers_question",
    "cc.true_false.v0p1": "true_false_question",
    "cc.fib.v0p1": "short_answer_question",
    "cc.essay.v0p1": "essay_question",
}
"""The types of a Common Cartridge, as other systems than Canvas write QTI 1.2."""

READERS = {
    "multiple_choice_question": _one,
    "multiple_answers_question": _many,
    "true_false_question": _true_false,
    "matching_question": _pairs,
    "fill_in_multiple_blanks_question": _gaps,
    "short_answer_question": _short,
    "numerical_question": _numeric,
    "essay_question": _essay,
}
