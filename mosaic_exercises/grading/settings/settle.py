"""Grades settled by the plan of a class: which answer counts, what lateness costs it, what each notebook and all of
them come to. Pure, and exact: points are whole ten-thousandths or fractions until they are rounded once, at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

import msgspec

from mosaic_exercises.course.names import tile_of
from mosaic_exercises.grading.records import Grade, Graded, ItemScore, ItemTry, LearnerResult, NotebookGrade, Status
from mosaic_exercises.grading.scoring.late import Rules, days_begun, penalty
from mosaic_exercises.grading.scoring.marked import GivenPoints, marked
from mosaic_exercises.grading.settings.plan import Dues, GradePlan, closes, grace_ends
from mosaic_exercises.grading.settings.records import Partial
from mosaic_exercises.grading.settings.times import zone_of

UNIT = 10_000  # in a point
Exact = int | Fraction  # in units
Tries = Mapping[str, Sequence[ItemTry]]


@lru_cache(1_000)
def exact(value: float) -> Fraction:
    """A number as it is written: 33.3 is 333/10."""
    return Fraction(repr(value))


@lru_cache(10_000)  # a course has a few numbers of points, and every item asks
def units(points: float) -> int:
    """Points in whole ten-thousandths."""
    return round(points * UNIT)


def rounded(value: Exact) -> float:
    """Units as points, rounded once."""
    return round(value) / UNIT


def earns(way: Partial | None, got: int, most: int) -> int:
    """What a computed score counts for, in units, by the way in which parts of an answer earn points."""
    if way is None or way == "as-judged" or not 0 < got < most:
        return got
    return 0 if way == "all-or-nothing" else most // 2


def lateness_of(plan: GradePlan, at: float | None, due: float | None) -> tuple[bool, int]:
    """Whether an answer came after its due date, and how many days that cost something were begun since."""
    if at is None or due is None or at <= due:
        return False, 0
    settings = plan.settings
    return True, 0 if at <= grace_ends(settings, due) else days_begun(due, at, zone_of(settings.zone))


def in_doubt(result: Graded, plan: GradePlan, rules: Rules) -> Graded:
    """The same submission, waiting for a person where the class has a due date and times cannot be right."""
    if not result.untimed or (rules.due is None and not plan.dated):
        return result
    when = "in time, since the file tells no time at all" if result.last is None else "given when the file was made"
    note = f"checks whose time cannot be read, or cannot be right: {result.untimed}; they count as {when}"
    return msgspec.structs.replace(result, status="needs-review", torn=True, notes=(*result.notes, note))


def lost(plan: GradePlan, got: int, worth: int, days: int) -> Exact:
    """What lateness takes off, in units; never more than there is."""
    if not days or not got:
        return 0
    late = plan.settings.late
    left = min(got - exact(late.per_day) * worth * days / 100, exact(late.cap) * worth / 100)
    return got - min(Fraction(got), max(Fraction(0), left))


def chosen(items: Sequence[ItemScore], tries: Tries, plan: GradePlan, dues: Dues) -> tuple[ItemScore, ...]:
    """The items with the answer that counts: of those given before the notebook closed the latest, or the best by what
    it earns after the late rule (of equals the first). An answer that a person judges cannot be compared: of those the
    latest counts."""
    if not tries:
        return tuple(items)
    found: list[ItemScore] = []
    for item in items:
        mine = tries.get(item.exercise, ())
        tile = plan.tiles.get(tile_of(item.exercise))
        due = dues[tile.notebook] if tile is not None else None
        closing = None if due is None else closes(plan.settings, due)
        if closing is not None:
            mine = [t for t in mine if t.at is None or t.at <= closing]
        if not mine:
            found.append(unanswered(item) if item.event else item)
            continue
        one = mine[-1]
        if plan.settings.answer == "best" and one.outcome != "recorded":
            one = max((t for t in mine if t.outcome != "recorded"), key=lambda t: kept(plan, item, t, due))
        values = {"outcome": one.outcome, "score": one.score, "answer": one.answer, "event": one.event, "at": one.at}
        found.append(msgspec.structs.replace(item, **values))
    return tuple(found)


def kept(plan: GradePlan, item: ItemScore, one: ItemTry, due: float | None) -> Exact:
    """What a try earns after the late rule, in units."""
    most = units(item.max_score)
    got = earns(plan.standing(item.exercise).way, units(one.score), most)
    _, days = lateness_of(plan, one.at, due)
    return got - lost(plan, got, most, days)


def unanswered(item: ItemScore) -> ItemScore:
    """An item whose every answer came when it was closed."""
    return msgspec.structs.replace(item, outcome="not_attempted", score=0.0, answer=b"", event="", at=None)


class Sums:
    """What one notebook comes to, in units: earned, lost by lateness, worth."""

    __slots__ = ("days", "got", "late", "lost", "most")

    def __init__(self) -> None:
        self.got: Exact = 0
        self.lost: Exact = 0
        self.most = 0
        self.days = 0
        self.late = False


def settled(entry: LearnerResult, plan: GradePlan, rules: Rules) -> LearnerResult:
    """The same learner, graded by the plan. What does not count has no points any more."""
    if plan.plain or entry.grade.score is None:
        return entry if plan.plain else bare(entry, plan)
    rank, marked, again = plan.rank(entry.place.track), frozenset(entry.marked), frozenset(entry.again)
    dues = plan.dues(entry.place)
    sums = [Sums() for _ in (*plan.notebooks, None)]  # the last: of items that are of no notebook any more
    items: list[ItemScore] = []
    said: dict[str, str] = {}
    known = plan.known
    waits = entry.torn
    for item in entry.items:
        name, score = item.exercise, item.score
        n, track, told, way = known.get(name) or plan.standing(name)
        if told.exclude or track > rank:
            said[name] = "It counts for nobody." if told.exclude else "It is of another track and does not count."
            said[name] += f" {told.why}" if told.exclude and told.why else ""
            items.append(msgspec.structs.replace(item, score=0.0, max_score=0.0))
            continue
        here = sums[n]
        worth = units(item.max_score)
        got = computed = worth if score == item.max_score else units(score) if score else 0
        by_hand = name in marked
        if told.full:
            got = worth
            said[name] = f"Everybody has its full points. {told.why}".strip()
        else:
            if way is not None and not by_hand:
                got = earns(way, got, worth)
            due = dues[n] if n >= 0 and item.event else None
            if due is not None:
                late, days = lateness_of(plan, item.at, due)
                here.late = here.late or (late and worth > 0)
                here.days = max(here.days, days if worth else 0)
                here.lost += lost(plan, got, worth, days)
            waits = waits or bool(worth and not by_hand and (item.outcome == "recorded" or name in again))
        here.most += worth
        here.got += got
        items.append(item if got == computed else msgspec.structs.replace(item, score=got / UNIT))
    status: Status = "needs-review" if waits else "graded"
    grade = graded(entry.grade, plan, rules, sums, status)
    notebooks = tuple(
        NotebookGrade(
            id=one.id,
            title=one.title,
            score=rounded(mine.got - mine.lost),
            max_score=mine.most / UNIT,
            raw=rounded(mine.got),
            penalty=rounded(mine.lost),
            days=mine.days,
            due=dues[n],
            zone=plan.settings.zone,
            weight=one.weight,
        )
        for n, (one, mine) in enumerate(zip(plan.notebooks, sums, strict=False))
    )
    return msgspec.structs.replace(entry, items=tuple(items), grade=grade, notebooks=notebooks, said=said)


def with_marks(
    entry: LearnerResult, given: Mapping[str, GivenPoints], plan: GradePlan | None, rules: Rules
) -> LearnerResult:
    """The same learner as they count: the points that people gave in place, settled by the plan where there is one."""
    entry = marked(entry, given, rules) if given and entry.items else entry
    return entry if plan is None else settled(entry, plan, rules)


def graded(grade: Grade, plan: GradePlan, rules: Rules, sums: Sequence[Sums], status: Status) -> Grade:
    """The grade that the notebooks come to."""
    most = full(plan, sum(s.most for s in sums))
    raw, score = (of_all(plan, sums, most, without) for without in (False, True))
    days = max((s.days for s in sums), default=0)
    flags = grade.flags
    if plan.dated:
        late = ("late",) if days else ("in-grace",) if any(s.late for s in sums) else ()
        flags = (*late, *(f for f in flags if f not in ("late", "in-grace")))
    elif rules.due is not None:  # the rule of the command line: the whole work is late, or it is not
        days = grade.days
        score = raw - units(penalty(rules, days, rounded(raw), rounded(most)))
    values = {"raw": rounded(raw), "score": rounded(score), "max_score": rounded(most), "days": days}
    off = (units(rounded(raw)) - units(rounded(score))) / UNIT
    return msgspec.structs.replace(grade, status=status, flags=flags, penalty=off, **values)


def full(plan: GradePlan, most: Exact) -> Exact:
    """What a full mark comes to, in units."""
    total = plan.settings.total
    return units(total) if total is not None else units(100) if plan.weighted else most


def of_all(plan: GradePlan, sums: Sequence[Sums], most: Exact, without: bool) -> Exact:
    """All notebooks together, in units; ``without`` what lateness took. A notebook that has no points for this learner
    leaves its weight to the others."""
    left = [(s.got - s.lost if without else s.got) for s in sums]
    if plan.weighted:
        parts = [
            (exact(n.weight), Fraction(got) / s.most)
            for n, s, got in zip(plan.notebooks, sums, left, strict=False)
            if n.weight and s.most
        ]
        weight = sum((w for w, _ in parts), Fraction(0))
        return sum((w * share for w, share in parts), Fraction(0)) * most / weight if weight else 0
    there = sum(s.most for s in sums)
    if plan.settings.total is None:
        return sum(left, 0)
    return Fraction(sum(left, 0)) * most / there if there else 0


def bare(entry: LearnerResult, plan: GradePlan) -> LearnerResult:
    """A learner without work that counts: only the maximum is told."""
    most = rounded(full(plan, units(plan.worth(entry.place.track))))
    return msgspec.structs.replace(entry, grade=msgspec.structs.replace(entry.grade, max_score=most))
