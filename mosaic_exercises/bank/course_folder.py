"""Questions as a course folder of ours: manifest, exercises and, apart from them, keys (a layer for MOSAIC_COURSE)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from mosaic_exercises.bank.errors import BankError
from mosaic_exercises.bank.incoming.records import Puzzling
from mosaic_exercises.bank.records import Question
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.portable import (
    Blanks,
    Body,
    Essay,
    Matching,
    Numeric,
    Ordering,
    PortableChoice,
    TrueFalse,
    with_reasons,
)

NO_REASON = "The question came without a reason."
NO_WORDS = "This is not right."

Table = dict[str, Any]


class CourseFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A course folder: path -> text, how many questions it holds, and what could not be taken as it was."""

    files: dict[str, str]
    count: int
    puzzling: tuple[Puzzling, ...]


def folder(
    questions: Sequence[Question],
    notebook: str,
    title: str,
    taken: frozenset[str] = frozenset(),
    concepts: frozenset[str] = frozenset(),
) -> CourseFolder:
    """The folder that holds these questions as drill questions of the notebook ``notebook``.

    ``taken``: ids that the course has already; ``concepts``: its concepts, which a question's tags may name. Ids are
    made of the questions' own, or of their titles. What a kind needs and the file lacked (a reason, words for a wrong
    option) stands in with a sentence that says so, and is listed. Raises BankError where msgspec cannot write TOML
    (tomli-w is missing).
    """
    exercises: list[Table] = []
    keys: dict[str, Table] = {}
    puzzling: list[Puzzling] = []
    used = set(taken)
    for number, question in enumerate(questions, start=1):
        slug = free(slug_of(question.id or question.title) or f"question-{number}", used)
        kind, task, key, remarks = _made(question.body, question.why)
        if problem := _problem(kind, task, key):
            puzzling.append(Puzzling(question.title, f"it cannot be kept as {kind}: {problem}"))
            continue
        used.add(slug)
        puzzling += [Puzzling(question.title, remark) for remark in remarks]
        known = [tag for tag in question.tags if tag in concepts]
        others = [tag for tag in question.tags if tag not in concepts]
        puzzling += [Puzzling(question.title, f"the tag {tag[:60]!r} is no concept of this course") for tag in others]
        head: Table = {"id": slug, "kind": kind, "title": question.title, "prompt": question.prompt or question.title}
        if known:
            head["concepts"] = known
        if question.hints:
            head["hints"] = list(question.hints)
        exercises.append(head | task)
        keys[slug] = key
    notebook_: Table = {"id": notebook, "title": title, "questions": [e["id"] for e in exercises]}
    files = {
        "manifest.toml": _toml({"notebook": [notebook_]}),
        f"exercises/{notebook}.toml": _toml({"exercise": exercises}),
        f"keys/{notebook}.toml": _toml(keys),
    }
    return CourseFolder(files=files, count=len(exercises), puzzling=tuple(puzzling))


def slug_of(text: str) -> str:
    """Lower-case words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def free(slug: str, used: set[str]) -> str:
    """The slug, or the first of slug-2, slug-3 ... that is free."""
    found, number = slug, 1
    while found in used:
        number += 1
        found = f"{slug}-{number}"
    return found


def _toml(table: Mapping[str, Any]) -> str:
    try:
        return msgspec.toml.encode(table).decode()
    except ImportError:
        raise BankError(
            "A course folder is written by tomli-w, which is not installed: pip install 'mosaic-exercises[bank]'"
        ) from None


def _problem(kind: str, task: Table, key: Table) -> str:
    """What the kind itself finds wrong; "" for nothing."""
    try:
        task_ = msgspec.convert(task, KINDS[kind].task)
        key_ = msgspec.convert(key, KINDS[kind].key)
    except msgspec.ValidationError as error:
        return str(error)
    return "; ".join(KINDS[kind].problems(task_, key_))


def _made(body: Body, why: str) -> tuple[str, Table, Table, list[str]]:
    """(kind, task, key, what stands in)"""
    whole = _whole(why, _praise(body, alone=not why))
    remarks = [] if whole else ["no reason: a sentence that says so stands in"]
    made = MAKERS[type(body)](body, whole or NO_REASON, remarks)
    return (*made, remarks)


def _praise(body: Body, *, alone: bool) -> list[tuple[str, str]]:
    """(what is right, what is said to whoever chose it): a key of ours has one reason for all. Gaps have their own, so
    theirs counts only where it is ``alone``."""
    match body:
        case PortableChoice():
            right = [o for o in body.options if o.worth >= (0.999 if body.single else 1e-9)]
            return [(o.text, o.said) for o in (right[:1] if body.single else right)]
        case TrueFalse():
            return [("", body.said_true if body.right else body.said_false)]
        case Numeric():
            return [("", body.reason)]
        case Blanks() if alone and len(body.gaps) == 1:
            return [("", body.gaps[0].reason)]
    return []


def _whole(why: str, praise: Sequence[tuple[str, str]]) -> str:
    """The reason with what is said to the right answers, which stands in where there is none."""
    new = [(text, said) for text, said in praise if said and f"\n\n{said}\n\n" not in f"\n\n{why}\n\n"]
    if len(praise) == 1:
        return "\n\n".join(filter(None, (why, *(said for _, said in new))))
    # Paragraphs would end an item of a list.
    return with_reasons(why, [(text, " ".join(said.split())) for text, said in new]).strip()


def _choice(body: PortableChoice, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    letters = {o.id: letter(n) for n, o in enumerate(body.options)}
    right = [letters[o.id] for o in body.options if o.worth >= (0.999 if body.single else 1e-9)]
    key: Table = {"right": right[:1] if body.single else right, "why": why}
    if body.single and len(right) > 1:
        remarks.append("several options are fully right: the first is kept as right, the others as close")
    wrong, close, missed = {}, {}, {}
    for option in body.options:
        id_ = letters[option.id]
        if id_ in key["right"]:
            if option.missed and not body.single:
                missed[id_] = option.missed
        elif body.single and option.worth > 0:
            close[id_] = {"why": option.said or NO_WORDS, "worth": min(option.worth, 0.99)}
        else:
            wrong[id_] = {"why": option.said or NO_WORDS}
    silent = [o.text for o in body.options if letters[o.id] in wrong and not o.said]
    if silent:
        remarks.append("no feedback for a wrong option: a sentence stands in")
    for name, table in (("wrong", wrong), ("close", close), ("missed", missed)):
        if table:
            key[name] = table
    task: Table = {"mode": "one" if body.single else "many"}
    task["options"] = [{"id": letters[o.id], "text": o.text} for o in body.options]
    if not body.shuffle:
        task["keep_order"] = True
    return "choice", task, key


def letter(n: int) -> str:
    """a, b, ... z, aa, ab ..."""
    return chr(97 + n) if n < 26 else letter(n // 26 - 1) + letter(n % 26)


def _true_false(body: TrueFalse, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    right, wrong = ("true", "false") if body.right else ("false", "true")
    said = body.said_false if body.right else body.said_true
    if not said:
        remarks.append("no feedback for the wrong answer: a sentence stands in")
    return "choice", {"mode": "true-false"}, {"right": [right], "why": why, "wrong": {wrong: {"why": said or NO_WORDS}}}


def _matching(body: Matching, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    del remarks
    left = {p.id: f"l{n}" for n, p in enumerate(body.pairs, start=1)}
    right = {id_: f"r{n}" for n, (id_, _) in enumerate(body.answers, start=1)}
    answers = [p.answer for p in body.pairs]
    task: Table = {
        "left": [{"id": left[p.id], "text": p.text} for p in body.pairs],
        "right": [{"id": right[id_], "text": text} for id_, text in body.answers],
    }
    if len(set(answers)) < len(answers):
        task["reuse"] = True
    key: Table = {"pairs": {left[p.id]: [right[p.answer]] for p in body.pairs}, "why": why}
    reasons = {left[p.id]: p.reason for p in body.pairs if p.reason}
    return "match", task, key | ({"reasons": reasons} if reasons else {})


def _blanks(body: Blanks, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    del remarks
    task: Table = {
        "sentence": body.sentence,
        "blanks": [{"id": g.id, **({"label": g.label} if g.label else {})} for g in body.gaps],
        "fold": ["case"],
    }
    accept = {g.id: list({folded(text): text for text in reversed(g.accept)}.values())[::-1] for g in body.gaps}
    key: Table = {"accept": accept, "why": why}
    slips = []
    for g in body.gaps:
        known = {folded(text) for text in accept[g.id]}
        for text, said in g.slips:
            if said and folded(text) not in known:
                known.add(folded(text))
                slips.append({"blank": g.id, "text": [text], "why": said})
    reasons = {g.id: g.reason for g in body.gaps if g.reason and g.reason != why}
    return "blank", task, key | ({"slips": slips} if slips else {}) | ({"reasons": reasons} if reasons else {})


def folded(text: str) -> str:
    """The text as a gap compares it: upper and lower case, and spaces, do not count."""
    return " ".join(text.split()).casefold()


def _numeric(body: Numeric, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    task: Table = {"unit": body.unit} if body.unit else {}
    key: Table = {"value": body.value, "why": why, "tolerance": body.tolerance}
    around = [s for s in body.slips if abs(s.value - body.value) <= body.tolerance]
    if around:
        remarks.append("what is said to a number around the right one")
    said = [s for s in body.slips if s.said and s not in around]
    slips = [{"value": s.value, "tolerance": s.tolerance, "why": s.said} for s in said]
    return "number", task, key | ({"slips": slips} if slips else {})


def _ordering(body: Ordering, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    del remarks
    letters = {id_: letter(n) for n, (id_, _) in enumerate(sorted(body.items, key=lambda i: i[1]))}
    items = sorted(({"id": letters[id_], "text": text} for id_, text in body.items), key=lambda i: i["id"])
    task: Table = {"items": items, "from_label": body.start, "to_label": body.end}
    return "order", task, {"order": [letters[id_] for id_, _ in body.items], "why": why}


def _essay(body: Essay, why: str, remarks: list[str]) -> tuple[str, Table, Table]:
    if not body.model:
        remarks.append("no model answer: a sentence that says so stands in")
    return (
        "text",
        {"rows": min(max(body.rows, 1), 40)},
        {"model": body.model or "No model answer came with it.", "why": why},
    )


MAKERS: Mapping[type, Callable[[Any, str, list[str]], tuple[str, Table, Table]]] = {
    PortableChoice: _choice,
    TrueFalse: _true_false,
    Matching: _matching,
    Blanks: _blanks,
    Numeric: _numeric,
    Ordering: _ordering,
    Essay: _essay,
}
