"""The six hard questions that a board would ask: drawn from what the plan itself leaves open, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Final

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.records import PlanQuestion
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner.standing import StandingAnswer
from mosaic_exercises.plan.chain import Web
from mosaic_exercises.reading.refs import whole_id
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

ASKED: Final = 6
LONGEST: Final = 160  # characters of the learner's own words in a question


class BoardQuestion(msgspec.Struct, frozen=True):
    """One question. ``about`` is the title of the exercise it is drawn from; "" for one that is asked of any plan."""

    text: str
    about: str = ""


def questions(course: Course, answers: Mapping[str, StandingAnswer], found: Web) -> tuple[BoardQuestion, ...]:
    """What a board would ask about these answers: no more than ``ASKED``, the gravest gap first. Where one sort of gap
    comes often, the others are asked about before it is asked about again."""
    table = course.plan
    shown = [answers[s] for chapter in table.chapter for s in chapter.parts if s in answers]
    by_gap = [list(dict.fromkeys(_asked(spec, shown, answers, found))) for spec in table.question]
    rounds = (
        (rank, turn, one)
        for turn, row in enumerate(zip_longest(*by_gap))
        for rank, one in enumerate(row)
        if one is not None
    )
    chosen = [one for one, _ in zip(rounds, range(ASKED), strict=False)]
    asked = [one for *_, one in sorted(chosen, key=lambda each: each[:2])]
    rest = (BoardQuestion(text) for text in table.general)
    return tuple([*asked, *rest][:ASKED])


def _asked(
    spec: PlanQuestion, shown: Iterable[StandingAnswer], answers: Mapping[str, StandingAnswer], found: Web
) -> Iterator[BoardQuestion]:
    if spec.by:
        if spec.of in answers and spec.by in answers:
            yield from _unused(spec, answers[spec.of], answers[spec.by], found)
        return
    for one in shown:
        for gap in gaps(one):
            if gap.id == spec.gap:
                said = found.labels.get((one.exercise.id, gap.item)) or found.labels.get(
                    (one.exercise.id, whole_id(gap.item))
                )
                yield _question(spec, one, gap.seen if not (spec.says and said) else "", said or "")


def gaps(one: StandingAnswer) -> Iterator[Criterion]:
    """What an answer leaves open: what its check finds not met or puts to the learner, and what a check lets pass."""
    yield from (c for c in one.result.criteria if c.met is False or (c.met is None and c.judge == "learner"))
    yield from KINDS[one.exercise.kind].doubts(one.exercise.task, one.answer)


def _unused(spec: PlanQuestion, of: StandingAnswer, by: StandingAnswer, found: Web) -> Iterator[BoardQuestion]:
    """The pieces of one exercise that the other could draw on and does not."""
    wants = KINDS[by.exercise.kind].wants(by.exercise.task)
    sorts = {sort for want in wants if want.exercise == of.exercise.id for sort in want.sorts}
    used = {a for a, b in found.edges if b[0] == by.exercise.id}
    for made in KINDS[of.exercise.kind].objects(of.exercise.task, of.answer):
        if made.sort in sorts and (of.exercise.id, made.id) not in used:
            yield _question(spec, of, "", made.label)


def _question(spec: PlanQuestion, one: StandingAnswer, seen: str, said: str) -> BoardQuestion:
    told = seen or spec.says.replace("{what}", quoted(said, LONGEST))
    return BoardQuestion(f"{told} {spec.ask}", one.exercise.title)
