"""A blank: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
import re
from functools import lru_cache
from typing import NamedTuple

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import dangling
from mosaic_exercises.kinds.blank.folding import fold, near_miss
from mosaic_exercises.kinds.blank.task import GAP, BlankKey, BlankTask, BlankView, Gap, GapSlip, PieceView, Texts
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Slip, Solution
from mosaic_exercises.reading.signs import UNSAVABLE, is_blank, quoted
from mosaic_exercises.reading.values import Raw, named, noun, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

LONGEST = 200  # characters in one gap


WORDING = keyed.Wording(
    parts="blanks ",
    right="right",
    none="Not this yet.",
    unanswered=("1 blank is still empty.", "blanks are still empty."),
    again="Fill every blank; a guess is a start.",
)
MISSPELT = Slip("This is close to a word that fits: a letter or two differ.", "Check the spelling.")
LOST = Slip("This does not fit here.", "Read the whole sentence aloud with your word in it: which part does not fit?")


class _Rule(NamedTuple):
    right: frozenset[str]  # folded
    slips: dict[str, GapSlip]  # folded text -> slip
    reason: str


@lru_cache(TABLES)
def _table(task: BlankTask, key: BlankKey) -> tuple[dict[str, _Rule], tuple[Result, ...]]:
    """What is right and wrong in each gap, and what is earned by how many gaps are right."""
    rules = {}
    for gap in task.blanks:
        slips = {fold(t, task.fold): slip for slip in key.slips if slip.blank == gap.id for t in slip.text}
        right = frozenset(fold(text, task.fold) for text in key.accept[gap.id])
        rules[gap.id] = _Rule(right, slips, key.reasons.get(gap.id, ""))
    return rules, keyed.grades(WORDING, len(task.blanks), key.why)


def label(task: BlankTask, gap: Gap) -> str:
    """The gap's name in words."""
    return gap.label or f"Blank {task.blanks.index(gap) + 1}"


def parse(task: BlankTask, raw: Raw) -> Texts:
    """An object gap id -> text; empty gaps may be absent. null, {} and nothing but white space are blank."""
    if raw is None:
        return ()
    gaps = {gap.id: gap for gap in task.blanks}
    if not isinstance(raw, dict):
        raise FormatError(
            f"This answer cannot be read: a text for each blank is needed, not {noun(raw)}. Answer again."
        )
    if len(raw) > len(gaps):
        raise FormatError(f"This answer fills {len(raw)} blanks, but there are only {len(gaps)}. Answer again.")
    for id_, text in raw.items():
        if id_ not in gaps:
            raise FormatError(f"This sentence has no blank {named(id_)}. Fill the blanks shown.")
        name = label(task, gaps[id_])
        if not isinstance(text, str):
            raise FormatError(f"{name}: a text is needed, not {noun(text)}. Type a word or two.")
        if len(text) > LONGEST:
            raise FormatError(f"{name}: {len(text):,} characters are too many for a blank. Type a word or two.")
        if UNSAVABLE.search(text):
            raise FormatError(f"{name}: there is a hidden character in it. Delete it and type it again.")
    texts = tuple("" if is_blank(raw.get(id_, "")) else " ".join(raw[id_].split()) for id_ in gaps)
    return texts if any(texts) else ()


def check(task: BlankTask, key: BlankKey | None, answer: Texts) -> Result:
    """Right gaps over all gaps. A misspelt word is not right, and is told from a wrong one."""
    if not answer:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    rules, grades = _table(task, key)
    said = tuple([_judged(task, gap, rules[gap.id], t) for gap, t in zip(task.blanks, answer, strict=True) if t])
    return keyed.judged(WORDING, grades, said)


def _judged(task: BlankTask, gap: Gap, rule: _Rule, text: str) -> Criterion:
    seen = f"{label(task, gap)}: you wrote {quoted(text, LONGEST)}."
    folded = fold(text, task.fold)
    if folded in rule.right:
        return keyed.right("blank", gap.id, seen, rule.reason)
    reply = rule.slips.get(folded) or (MISSPELT if near_miss(folded, rule.right) else LOST)
    return keyed.wrong("blank", gap.id, seen, reply)


def samples(task: BlankTask, key: BlankKey | None) -> Samples:
    """Each variant, each slip by itself, one gap empty, a misspelling, and words that fit nowhere."""
    ids = [gap.id for gap in task.blanks]
    blank: tuple[Raw, ...] = (None, {}, {ids[0]: ""}, dict.fromkeys(ids, " \u200b"))
    malformed: tuple[Raw, ...] = (
        *("customer", 4, True, ids, {"no-such-blank": "x"}, {ids[0]: 1}, {ids[0]: None}, {ids[0]: ["x"]}),
        *({ids[0]: "x" * (LONGEST + 1)}, {ids[0]: "a bell\x07"}),
    )
    if key is None:
        return Samples(blank, malformed, recorded=({ids[0]: "customer"}, dict.fromkeys(ids, "word")))
    first = {id_: key.accept[id_][0] for id_ in ids}
    right: list[Raw] = [{**first, id_: text} for id_ in ids for text in key.accept[id_]]
    off: list[Raw] = [{**first, slip.blank: text} for slip in key.slips for text in slip.text]
    off.append({**first, ids[0]: "?!"})
    some: tuple[Raw, ...] = ({ids[0]: first[ids[0]]},) if len(ids) > 1 else ()
    nowhere: Raw = dict.fromkeys(ids, "qqq xyzzy qqq")
    partly = (*off, *some) if len(ids) > 1 else ()
    return Samples(blank, malformed, tuple(right), partly, (nowhere,) if partly else (nowhere, *off))


def describe(task: BlankTask, answer: Texts) -> str:
    """What was typed, one gap a line."""
    return "\n".join(f"{label(task, gap)}: {text}" for gap, text in zip(task.blanks, answer, strict=False) if text)


def problems(task: BlankTask, key: BlankKey | None) -> list[str]:
    """What an author got wrong."""
    ids = [gap.id for gap in task.blanks]
    placed = GAP.findall(task.sentence)
    found = [f"blanks: the id '{i}' stands twice" for i in repeated(ids)]
    found += [f"sentence: '{{{i}}}' is no blank" for i in placed if i not in ids]
    found += [f"sentence: '{{{i}}}' stands twice" for i in repeated(placed)]
    found += [f"sentence: '{{{i}}}' is missing" for i in ids if i not in placed]
    found += [
        f"blanks: '{gap.id}' is {gap.width} letters wide; 2 to 60" for gap in task.blanks if not 2 <= gap.width <= 60
    ]
    if not ids:
        found.append("blanks: give at least one")
    if key is None or found:
        return found
    found += dangling("key.accept", key.accept, ids, "blank")
    found += [f"key.accept: '{i}' accepts nothing" for i in ids if not key.accept.get(i)]
    found += dangling("key.reasons", key.reasons, ids, "blank")
    if not key.why.strip():
        found.append("key.why: say why these words fit")
    for i, slip in enumerate(key.slips):
        found += dangling("key.slips", (slip.blank,), ids, "blank")
        if not slip.text:
            found.append(f"key.slips.{i}: give the text it speaks of")
    if found:
        return found
    for id_, texts in key.accept.items():
        folded = [fold(text, task.fold) for text in texts]
        found += [
            f"key.accept.{id_}: '{t}' is nothing once folded" for t, f in zip(texts, folded, strict=True) if not f
        ]
        found += [f"key.accept.{id_}: '{t}' is accepted twice" for t in repeated(folded)]
        found += [f"key.accept.{id_}: '{t[:20]}' cannot be typed" for t in texts if not 0 < len(t) <= LONGEST]
    seen: set[tuple[str, str]] = set()
    for slip in key.slips:
        for text in slip.text:
            at = (slip.blank, fold(text, task.fold))
            if at[1] in {fold(t, task.fold) for t in key.accept[slip.blank]}:
                found.append(f"key.slips: '{text}' is right in '{slip.blank}'")
            if at in seen:
                found.append(f"key.slips: '{text}' in '{slip.blank}' stands twice")
            seen.add(at)
    return found


def view(task: BlankTask, rng: random.Random) -> BlankView:  # noqa: ARG001 - the contract's signature
    """The sentence in pieces (lines of texts and gaps), the gaps, and what makes no difference."""
    lines = [[_piece(p, i) for i, p in enumerate(GAP.split(line))] for line in _lines(task.sentence)]
    gaps = tuple(Gap(gap.id, label(task, gap), gap.width) for gap in task.blanks)
    shown = tuple(tuple(piece for piece in line if piece.text != "") for line in lines)
    return BlankView(lines=shown, blanks=gaps, fold=task.fold)


def _lines(sentence: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", sentence) if part.strip()]


def _piece(part: str, place: int) -> PieceView:
    return PieceView(blank=part) if place % 2 else PieceView(text=part)


def solution(task: BlankTask, key: BlankKey) -> Solution:
    """The best text for each gap, with its reason."""
    reasons = tuple((gap.id, key.reasons[gap.id]) for gap in task.blanks if gap.id in key.reasons)
    return Solution({gap.id: key.accept[gap.id][0] for gap in task.blanks}, key.why, reasons)
