"""The marker's desk: one gradebook, one queue open on it, and what this marker did, so that it can be undone.

Whatever happens is written at once. Somebody else may be marking the same queue: what they wrote since is never written
over, it is told and shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import exercise_of
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.records import Comment, Conflict, GivenAnswer, Judgement
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.marking.queue import (
    Queue,
    QueueRow,
    RubricPart,
    done,
    following,
    model_answer,
    queue,
    unmarked,
    waits,
)
from mosaic_exercises.grading.scoring.marked import GivenPoints, same_answer

PHRASES = 9  # comments that are offered again
LONGEST = 5_000  # characters of a comment


class Pile(msgspec.Struct, frozen=True):
    """One item in the list of what there is to mark. ``waiting``: answers that earn points only once judged;
    ``unjudged``: answers that nobody has judged, those that the computer has scored among them."""

    item: str
    title: str
    answers: int
    waiting: int
    points: float
    unjudged: int = 0


class CriterionCard(msgspec.Struct, frozen=True):
    """One criterion of a card. ``level`` is None until it is judged; ``stale``: it was judged for another answer."""

    id: str
    label: str
    levels: tuple[str, ...]
    level: int | None = None
    marker: str = ""
    version: int = 0
    stale: bool = False


class WrittenComment(msgspec.Struct, frozen=True):
    """One comment of a card."""

    id: int
    text: str
    author: str
    mine: bool


class Twin(msgspec.Struct, frozen=True):
    """An answer that says nearly the same as the card's; ``judged``: by a person."""

    ref: str
    said: str
    waiting: bool
    judged: bool
    name: str = ""


class AnswerCard(msgspec.Struct, frozen=True):
    """One answer before the marker. ``computer``: what the check saw (met, words); ``mark``: the points that it earns
    now, None while it waits; ``name`` is "" while names are hidden."""

    ref: str
    number: int
    of: int
    item: str
    title: str
    prompt: str
    said: str
    outcome: str
    points: float
    waiting: bool
    parts: tuple[CriterionCard, ...]
    computer: tuple[tuple[bool | None, str], ...] = ()
    mark: float | None = None
    comments: tuple[WrittenComment, ...] = ()
    phrases: tuple[str, ...] = ()
    twins: tuple[Twin, ...] = ()
    model: str = ""
    look_for: tuple[str, ...] = ()
    name: str = ""


class MarkingSession:
    """A gradebook opened for one marker. Raises InputError for what it does not hold."""

    def __init__(self, book: Gradebook, course: Course, marker: str = "") -> None:
        self.book = book
        self.course = course
        self.marker = marker or "A marker"
        self.names = False
        self._explainer = Explainer(course)
        self._queue = Queue("", (), ())
        self._done: list[tuple[str, list[Callable[[], object]]]] = []  # (answer, how to undo) of each act

    # what there is

    def piles(self) -> list[Pile]:
        """Every item that a person can judge: first where answers wait, then those with points, then the others, each
        in the gradebook's order."""
        found: dict[str, list[Any]] = {}
        plan = self.book.plan()
        tally = self.book.tally()
        settled = {one.item for one in tally if plan is not None and plan.settled(one.item)}
        for one in tally:
            exercise = self.course.exercises.get(one.exercise)
            if exercise is None or not (one.again or waits(exercise, one.outcome)):
                continue
            pile = found.setdefault(one.item, [exercise.title, 0, 0, 0.0, 0])
            pile[1] += one.answers if waits(exercise, one.outcome) else one.again
            pile[2] += (one.answers - one.marked if one.outcome == "recorded" else one.again) if one.most else 0
            pile[3] = max(pile[3], one.most)
            pile[4] += one.answers - one.marked if waits(exercise, one.outcome) and one.most else 0
        for name in settled & found.keys():  # excluded, or given to all: nobody has to judge them
            found[name][2] = 0
        piles = [Pile(name, *pile) for name, pile in found.items()]
        return sorted(piles, key=lambda p: (not p.waiting, not p.points))

    def open(self, item: str) -> None:
        """Lay one item's queue on the desk, as the gradebook has it now."""
        if item not in {name for name, _ in self.book.items()}:
            raise InputError(f"the gradebook has no item '{item}'")
        self._queue = queue(self.course, self._explainer, item, self.book.asked(item))
        self._done = []

    @property
    def item(self) -> str:
        """The item whose queue is open, or ""."""
        return self._queue.item

    @property
    def queue(self) -> Queue:
        """The queue that is open."""
        return self._queue

    def refs(self) -> tuple[str, ...]:
        """The numbers of the open queue's answers, in its order."""
        return tuple(row.ref for row in self._queue.rows)

    def waiting(self) -> set[str]:
        """The answers of the open queue that still wait, as it is now."""
        return self._waiting(*self._given())

    def _waiting(self, given: Mapping[str, Mapping[str, Judgement]], marks: Mapping[str, GivenPoints]) -> set[str]:
        found = self._queue
        people = ((row, row.asked.learner) for row in found.rows)
        return {row.ref for row, key in people if unmarked(found, row, given.get(key, {}), key in marks)}

    def _untouched(self, given: Mapping[str, Mapping[str, Judgement]], marks: Mapping[str, GivenPoints]) -> set[str]:
        """The answers of the open queue that nobody has judged."""
        return {r.ref for r in self._queue.rows if not (r.asked.learner in marks or given.get(r.asked.learner))}

    def next(self, ref: str = "", step: int = 1) -> str:
        """The next answer that waits (-1: the one before), going round; where none does the next one that nobody has
        judged, "" where there is none of these either."""
        given, marks = self._given()
        waiting = self._waiting(given, marks) or self._untouched(given, marks)
        if not ref:
            return next((row.ref for row in self._queue.rows if row.ref in waiting), "")
        return following(self._queue, ref, waiting, step)

    def beside(self, ref: str, step: int) -> str:
        """The answer before or after this one, judged or not; "" in an empty queue."""
        rows = self._queue.rows
        return rows[(self._queue.place(ref) + step) % len(rows)].ref if rows else ""

    def card(self, ref: str) -> AnswerCard | None:
        """An answer as it stands; None where the queue has none."""
        found = self._queue
        if not found.rows:
            return None
        row = found.rows[found.place(ref)]
        given, marks = self._given()
        waiting, untouched = self._waiting(given, marks), self._untouched(given, marks)
        exercise = self.course.exercise(exercise_of(found.item))
        seen = self._explainer(found.item, row.asked.answer)
        mine = given.get(row.asked.learner, {})
        comments = self.book.comments(found.item)
        criteria = seen.result.criteria if seen else ()
        model, look_for = model_answer(self.course, exercise)
        mark = marks.get(row.asked.learner)
        return AnswerCard(
            row.ref,
            found.place(ref) + 1,
            len(found.rows),
            found.item,
            exercise.title,
            exercise.prompt,
            row.said,
            row.asked.outcome,
            row.asked.max_score,
            row.ref in waiting,
            tuple(judged(part, mine, row.asked) for part in found.parts),
            tuple((c.met, c.seen) for c in criteria if c.judge != "marker"),
            mark.of(row.asked.max_score) if mark is not None and not row.asked.again else None,
            tuple(
                WrittenComment(c.id, c.text, c.author, c.author == self.marker)
                for c in comments.get(row.asked.learner, ())
            ),
            phrases(c.text for theirs in comments.values() for c in theirs),
            tuple(
                Twin(one.ref, one.said, one.ref in waiting, one.ref not in untouched, self._name(one))
                for one in found.like(row)
                if one.ref != row.ref
            ),
            model,
            look_for,
            self._name(row),
        )

    def judged_rows(self) -> Iterator[tuple[QueueRow, tuple[CriterionCard, ...]]]:
        """Every answer of the open queue with its criteria as they stand; all looked up at once."""
        given, _ = self._given()
        for row in self._queue.rows:
            mine = given.get(row.asked.learner, {})
            yield row, tuple(judged(part, mine, row.asked) for part in self._queue.parts)

    def _name(self, row: QueueRow) -> str:
        return (row.asked.name or row.asked.learner_id) if self.names else ""

    def _given(self) -> tuple[dict[str, Mapping[str, Judgement]], dict[str, GivenPoints]]:
        item = self._queue.item
        given: dict[str, Mapping[str, Judgement]] = {k: of[item] for k, of in self.book.judgements(item).items()}
        return given, {key: of[item].points for key, of in self.book.marks(item).items()}

    # what the marker does

    def judge(self, refs: Sequence[str], criterion: str, level: int | None, seen: Mapping[str, int]) -> list[str]:
        """Judge one criterion of one answer, or of several alike. ``seen``: the versions that the marker has before
        them. Returns what could not be written, in words; the rest is."""
        undo: list[Callable[[], object]] = []
        problems: list[str] = []
        scale, item = self._queue.scale, self._queue.item
        given, _ = self._given()
        for row in self.rows(refs):
            key = row.asked.learner
            former = given.get(key, {}).get(criterion)
            # Of answers alike only the one on top is before the marker with all its judgements.
            if row.ref not in seen and former is not None and former.marker != self.marker:
                problems.append(f"Answer {row.ref[1:5]}: {former.marker} has judged '{criterion}' already; that stays.")
                continue
            version = seen.get(row.ref, former.version if former else 0)
            # What was judged for another answer is not brought back by undoing: it would count for this one.
            fits = former is not None and same_answer(former.event, former.answer, row.asked.event, row.asked.answer)
            before = former.level if former and former.version == version and fits else None
            if level is None and not version:
                continue
            try:
                after = self.book.judge(key, item, criterion, level, scale, self.marker, version, row.asked)
            except Conflict as error:
                problems.append(f"Answer {row.ref[1:5]}: {error}")
                continue
            undo.append(self._back(key, item, criterion, before, scale, after))
        self._keep(refs, undo)
        return problems

    def _back(
        self, key: str, item: str, criterion: str, level: int | None, scale: Mapping[str, int], version: int
    ) -> Callable[[], object]:
        return lambda: self.book.judge(key, item, criterion, level, scale, self.marker, version)

    def comment(self, refs: Sequence[str], text: str) -> list[str]:
        """Write a comment to one answer, or to several alike. One that stands there already is not written twice."""
        said = text.strip()
        if not said:
            return ["Nothing was written: the comment is empty."]
        if len(said) > LONGEST:
            return [f"The comment has {len(said):,} characters; {LONGEST:,} are the most. Nothing was written."]
        there = self.book.comments(self.item)
        undo: list[Callable[[], object]] = []
        for row in self.rows(refs):
            if all(c.text != said or c.author != self.marker for c in there.get(row.asked.learner, ())):
                undo.append(self._unsay(self.book.comment(row.asked.learner, self.item, said, self.marker)))
        self._keep(refs, undo)
        return []

    def has_comment(self, ref: str, text: str) -> bool:
        """Whether somebody has written this comment to an answer. Raises InputError where there is no such answer."""
        (row,) = self.rows([ref])
        return any(c.text == text.strip() for c in self.book.comments(self.item).get(row.asked.learner, ()))

    def _unsay(self, comment: Comment) -> Callable[[], object]:
        return lambda: self.book.uncomment(comment, self.marker)

    def uncomment(self, ref: str, id_: int) -> list[str]:
        """Take a comment of one's own away."""
        (row,) = self.rows([ref])
        found = [c for c in self.book.comments(self.item).get(row.asked.learner, ()) if c.id == id_]
        if not found:
            return ["The comment is not there any more."]
        if found[0].author != self.marker:
            return [f"{found[0].author} wrote this comment; only they can take it away."]
        self.book.uncomment(found[0], self.marker)
        item, key = self.item, row.asked.learner
        self._keep([ref], [lambda: self.book.comment(key, item, found[0].text, self.marker)])
        return []

    def undo(self) -> tuple[str, list[str]] | None:
        """Take the last act back. Returns the answer that it was about, and what could not be taken back, in words;
        None where there is nothing."""
        if not self._done:
            return None
        ref, steps = self._done.pop()
        problems = []
        for step in steps:
            try:
                step()
            except InputError as error:
                problems.append(str(error))
        return ref, problems

    @property
    def can_undo(self) -> int:
        """How many acts can be taken back."""
        return len(self._done)

    def _keep(self, refs: Sequence[str], undo: list[Callable[[], object]]) -> None:
        if undo:
            self._done.append((refs[0], undo))

    def rows(self, refs: Iterable[str]) -> list[QueueRow]:
        """The answers with these numbers. Raises InputError where the open queue has one not."""
        by = {row.ref: row for row in self._queue.rows}
        missing = [ref for ref in refs if ref not in by]
        if missing:
            raise InputError(f"the queue has no answer '{missing[0]}'")
        return [by[ref] for ref in dict.fromkeys(refs)]


def judged(part: RubricPart, given: Mapping[str, Judgement], asked: GivenAnswer) -> CriterionCard:
    """One criterion of a card."""
    one = given.get(part.id)
    blank = CriterionCard(part.id, part.label, part.levels)
    if one is None:
        return blank
    level = one.level if one.levels == len(part.levels) else None
    stale = not done(part, given, asked)
    return msgspec.structs.replace(blank, level=level, marker=one.marker, version=one.version, stale=stale)


def phrases(texts: Iterable[str]) -> tuple[str, ...]:
    """The comments to offer again, the most frequent first."""
    return tuple(text for text, _ in Counter(texts).most_common(PHRASES))
