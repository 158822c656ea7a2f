"""Marks in place of computed scores. A mark belongs to the answer that it was given for: where another one counts now,
it does not count, and the answer waits for a person again. A mark is a share of what the item is worth."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

import msgspec

from mosaic_exercises.grading.records import ItemScore, LearnerResult, Status
from mosaic_exercises.grading.scoring.late import Rules, penalty
from mosaic_exercises.grading.scoring.score import total
from mosaic_exercises.learner.earned import points_of


class GivenPoints(msgspec.Struct, frozen=True):
    """Points that a person gave, as grading takes them. ``share`` of what the item is worth (0 to 1); None for a mark
    of an earlier version whose item's worth is not known: then ``score`` counts. ``event`` and ``answer``: the id of
    the event and the digest of the answer that it was given for, "" where not known."""

    score: float
    share: float | None = None
    event: str = ""
    answer: str = ""

    def of(self, worth: float) -> float:
        """The points of an item that is worth so much."""
        return min(self.score, worth) if self.share is None else points_of(min(1.0, max(0.0, self.share)), worth)


NO_MARKS: Mapping[str, GivenPoints] = MappingProxyType({})
Marks = Mapping[str, Mapping[str, GivenPoints]]  # by the learner's key and the item's name


LOOKED = ""  # the item of a mark that gives no points: somebody has looked at the whole


@lru_cache(1_000)
def digest(answer: bytes) -> str:
    """A short name for an answer, so that a newer one shows."""
    return hashlib.blake2b(answer, digest_size=8).hexdigest()


def same_answer(event: str, answer: str, now_event: str, now_answer: bytes) -> bool:
    """Whether what was judged (an event's id and an answer's digest) is the answer that counts now: that very event, or
    the same answer checked again. Of an answer that is too long to be kept only the event tells."""
    if event and event == now_event:
        return True
    return answer == digest(now_answer) and bool(now_answer or not (event or now_event))


def stands(given: GivenPoints, item: ItemScore) -> bool:
    """Whether a mark was given for the answer that counts now."""
    return same_answer(given.event, given.answer, item.event, item.answer)


def whole(events: Iterable[str]) -> str:
    """A short name for all answers of a learner that count, by their events: what somebody has looked at."""
    return digest("\n".join(sorted(filter(None, events))).encode())


def looked_at(entry: LearnerResult, given: Mapping[str, GivenPoints]) -> bool:
    """Whether a person has said of this very work that they looked at it (a mark of no item)."""
    looked = given.get(LOOKED)
    return looked is not None and looked.answer == whole(item.event for item in entry.items)


def given_to(entry: LearnerResult, marks: Marks) -> Mapping[str, GivenPoints]:
    """The marks of a learner. Where the file of another member of the group counts, what was given for it is theirs
    too; what was given to this learner for the answer that counts stands before it."""
    own = marks.get(entry.key, NO_MARKS)
    if not entry.leader:
        return own
    theirs = marks.get(entry.leader, NO_MARKS)
    counting = {i.exercise for i in entry.items if i.exercise in own and stands(own[i.exercise], i)}
    return {**own, **{name: mark for name, mark in theirs.items() if name not in counting}}


def marked(entry: LearnerResult, given: Mapping[str, GivenPoints], rules: Rules) -> LearnerResult:
    """The same learner with the points that a person gave. Nobody needs to look again once all that waits is marked."""
    items: list[ItemScore] = []
    counting: list[str] = []
    again: list[str] = []
    waits = torn = entry.torn and not looked_at(entry, given)
    for item in entry.items:
        mark = given.get(item.exercise)
        if mark is not None and stands(mark, item):
            counting.append(item.exercise)
            items.append(msgspec.structs.replace(item, score=mark.of(item.max_score)))
            continue
        if mark is not None:
            again.append(item.exercise)
        waits = waits or bool(item.max_score and (mark is not None or item.outcome == "recorded"))
        items.append(item)
    grade = entry.grade
    raw = total(i.score for i in items)
    lost = penalty(rules, grade.days, raw, grade.max_score)
    status: Status = "needs-review" if waits else "graded"
    better = msgspec.structs.replace(grade, status=status, raw=raw, penalty=lost, score=total((raw, -lost)))
    marks = {"marked": tuple(counting), "again": tuple(again)}
    return msgspec.structs.replace(entry, items=tuple(items), grade=better, torn=torn, **marks)
