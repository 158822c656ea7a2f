"""What waits for a person, and in which order: pure, over what the gradebook holds.

An answer is judged criterion by criterion, by the rubric of its exercise; one without a rubric is judged as a whole.
Answers that say nearly the same stand next to each other. Names are hidden, not secret: an answer goes by a short
number made from its learner's key, so that nobody is judged by name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.course.names import exercise_of
from mosaic_exercises.grading.gradebook.records import GivenAnswer, Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.similarity import alike
from mosaic_exercises.grading.scoring.marked import same_answer
from mosaic_exercises.kinds import KINDS

MET = ("Not met", "Met")
WHOLE_LEVELS = ("Not yet", "In part", "In full")
WORD = re.compile(r"\w+")
SCORED = ("correct", "partial", "incorrect")
LEAST = 0.6  # the share of their runs of three words from which two answers stand together
Given = Mapping[str, Judgement]


class RubricPart(msgspec.Struct, frozen=True):
    """One criterion to judge, and its levels, the lowest first."""

    id: str
    label: str
    levels: tuple[str, ...]


WHOLE = RubricPart("whole", "The answer as a whole", WHOLE_LEVELS)


class QueueRow(msgspec.Struct, frozen=True):
    """One answer in the queue of its item. ``group``: the number of the first answer that says nearly the same."""

    ref: str
    asked: GivenAnswer
    said: str
    group: str


class Queue(msgspec.Struct, frozen=True):
    """The answers to one item in the order of marking."""

    item: str
    parts: tuple[RubricPart, ...]
    rows: tuple[QueueRow, ...]

    @property
    def scale(self) -> dict[str, int]:
        """The criteria and how many levels each has."""
        return {part.id: len(part.levels) for part in self.parts}

    def place(self, ref: str) -> int:
        """Where an answer stands; 0 where it is not here (any more)."""
        return next((n for n, row in enumerate(self.rows) if row.ref == ref), 0)

    def like(self, row: QueueRow) -> list[QueueRow]:
        """The answers that say nearly the same as this one, itself among them."""
        return [one for one in self.rows if one.group == row.group]


def rubric(exercise: Exercise) -> tuple[RubricPart, ...]:
    """The criteria that a person judges; none where the computer is enough."""
    found: Sequence[Any] = getattr(exercise.task, "rubric", ())
    if found:
        return tuple(RubricPart(r.id, r.label, tuple(r.levels) or MET) for r in found)
    return () if KINDS[exercise.kind].decided else (WHOLE,)


def waits(exercise: Exercise, outcome: str) -> bool:
    """Whether a person can judge an answer with this outcome: one that was only recorded, or one with a rubric."""
    own = bool(getattr(exercise.task, "rubric", ()))
    return own if outcome in SCORED else outcome == "recorded" and bool(rubric(exercise))


def ref_of(learner: str, item: str) -> str:
    """The number that an answer goes by. It begins with a letter: a spreadsheet would round a long number."""
    return "a" + hashlib.blake2b(f"{item}\n{learner}".encode("utf-8", "replace"), digest_size=6).hexdigest()


def groups(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For every (number, text) the number of the first text that says nearly the same; a text like no other is alone.

    A text joins the first one that it resembles itself: chains of small steps do not join what differs."""
    pairs = sorted(texts)
    first: dict[str, str] = {}
    leader = {ref: first.setdefault(" ".join(WORD.findall(text.casefold())) or ref, ref) for ref, text in pairs}
    near: dict[str, set[str]] = {}
    for pair in alike(((ref, text) for ref, text in pairs if leader[ref] == ref), LEAST):
        for a in pair.first:
            for b in pair.other:
                near.setdefault(a, set()).add(b)
                near.setdefault(b, set()).add(a)
    joined: dict[str, str] = {}
    for ref, _ in pairs:
        if leader[ref] == ref and ref not in joined:
            joined[ref] = ref
            joined |= {other: ref for other in sorted(near.get(ref, ())) if other not in joined}
    return {ref: joined[leader[ref]] for ref, _ in pairs}


def queue(course: Course, explainer: Explainer, item: str, answers: Iterable[GivenAnswer]) -> Queue:
    """The queue of one item: what says nearly the same side by side, else by number, so that nobody is always first."""
    exercise = course.exercise(exercise_of(item))
    found = [(ref_of(a.learner, item), a) for a in answers if a.again or waits(exercise, a.outcome)]
    said = {ref: explainer.said(item, a.answer) for ref, a in found}
    leader = groups((ref, text) for ref, text in said.items() if text)
    rows = [QueueRow(ref, a, said[ref], leader.get(ref, ref)) for ref, a in found]
    return Queue(item, rubric(exercise), tuple(sorted(rows, key=lambda r: (r.group, r.ref != r.group, r.ref))))


def done(part: RubricPart, given: Given, asked: GivenAnswer) -> bool:
    """Whether a criterion is judged, by the rubric as it is now and for the answer as it is now."""
    one = given.get(part.id)
    if one is None or one.levels != len(part.levels):
        return False
    return same_answer(one.event, one.answer, asked.event, asked.answer)


def unmarked(found: Queue, row: QueueRow, given: Given, marked: bool) -> bool:
    """Whether an answer waits: not all of its criteria are judged, and no points were given in another way either. An
    answer that the computer has scored does not wait until somebody begins to judge it. A mark that was given for
    another answer is no mark: this one waits."""
    if row.asked.again:
        return True
    if not given:
        return not marked and row.asked.outcome == "recorded"
    return not all(done(part, given, row.asked) for part in found.parts)


def following(found: Queue, ref: str, waiting: set[str], step: int = 1) -> str:
    """The next answer that waits, going round; "" where none does."""
    here, n = found.place(ref), len(found.rows)
    for distance in range(1, n + 1):
        row = found.rows[(here + step * distance) % n]
        if row.ref in waiting:
            return row.ref
    return ""


def model_answer(course: Course, exercise: Exercise) -> tuple[str, tuple[str, ...]]:
    """What a good answer has, for the marker: a model in words and what to look for; empty where there is no key."""
    key = course.key(exercise.id)
    if key is None:
        return "", ()
    kind = KINDS[exercise.kind]
    found = kind.solution(exercise.task, key)
    said = "" if found.answer is None else kind.describe(exercise.task, kind.parse(exercise.task, found.answer))
    return said, tuple(reason for _, reason in found.reasons)
