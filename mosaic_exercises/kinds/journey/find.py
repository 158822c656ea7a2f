"""The reverse exercise: a finished journey map with planted faults, which the learner finds and names.

Score: faults found over (planted faults + marks that fit none), so marking everything does not help.
"""

from __future__ import annotations

from mosaic_exercises.kinds.authoring import dangling
from mosaic_exercises.kinds.contract import RECORDED
from mosaic_exercises.kinds.journey.task import Fault, FaultMark, JourneyKey, JourneyTask
from mosaic_exercises.models.journey import RULES, JourneyMap, broken
from mosaic_exercises.reading.refs import part_id, whole_id
from mosaic_exercises.reading.values import repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

FAULTS_AT_MOST = 12  # marks of one answer


def check_marks(task: JourneyTask, key: JourneyKey | None, marks: tuple[FaultMark, ...]) -> Result:
    """Each mark by itself, and how many faults are still to be found; what is not found is not named."""
    if not marks:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    journey = task.map or JourneyMap()
    found: set[int] = set()
    criteria: list[Criterion] = []
    strays = 0
    for mark in marks:
        hit = next((i for i, fault in enumerate(key.faults) if _fits(fault, mark) and i not in found), None)
        if hit is not None:
            found.add(hit)
            criteria.append(Criterion("mark", True, _seen(journey, mark), key.faults[hit].why, item=place(mark)))
            continue
        strays += 1
        criteria.append(_stray(journey, key, mark, found))
    left = len(key.faults) - len(found)
    if left:
        more = "1 fault is" if left == 1 else f"{left} faults are"
        tip = "Walk the way as the customer, stage by stage: who is met there, how does it feel, what follows from it?"
        criteria.append(Criterion("missed", False, f"{more} still to be found.", try_next=tip))
    share = len(found) / (len(key.faults) + strays)
    if share >= 1:
        return graded(1, key.why, tuple(criteria))
    beside = "" if not strays else " 1 mark fits no fault." if strays == 1 else f" {strays} marks fit no fault."
    return graded(share, f"{len(found)} of {len(key.faults)} faults found.{beside}", tuple(criteria))


def place(mark: FaultMark) -> str:
    """Where a mark stands, as a criterion's item: "<stage>/<lane>", "<stage>", "/<lane>" or ""."""
    return part_id(mark.stage, mark.lane) if mark.lane else mark.stage


def _fits(fault: Fault, mark: FaultMark) -> bool:
    return (fault.rule, fault.stage) == (mark.rule, mark.stage) and (
        not mark.lane or not fault.lanes or mark.lane in fault.lanes
    )


def _seen(journey: JourneyMap, mark: FaultMark) -> str:
    stage = next((f"“{s.name}”" for s in journey.stages if s.id == mark.stage), "The whole map")
    lane = next((f", lane “{row.name}”" for row in journey.lanes if row.id == mark.lane), "")
    return f"{stage}{lane}: {_negated(mark.rule)}"


def _negated(rule: str) -> str:
    return f"you say this does not hold: {RULES[rule].text}"


def _stray(journey: JourneyMap, key: JourneyKey, mark: FaultMark, found: set[int]) -> Criterion:
    seen = _seen(journey, mark)
    again = any(_fits(fault, mark) for i, fault in enumerate(key.faults) if i in found)
    if again:
        return Criterion("mark", False, seen, "You have marked this fault already.", "Take one mark away.", place(mark))
    open_ = [fault for i, fault in enumerate(key.faults) if i not in found]
    if any(fault.stage == mark.stage for fault in open_):
        why = "There is something at this place, but not this."
        return Criterion(
            "mark", False, seen, why, "Read every lane of it again and compare with the list.", place(mark)
        )
    if any(fault.rule == mark.rule for fault in open_):
        why = "There is such a fault on this map, but not here."
        return Criterion("mark", False, seen, why, "Look for the same thing at another stage.", place(mark))
    return Criterion(
        "mark",
        False,
        seen,
        "Here the map keeps this rule.",
        "Read what stands in the cells there, then decide.",
        place(mark),
    )


def fault_problems(task: JourneyTask, key: JourneyKey | None) -> list[str]:
    """What an author got wrong: above all a planted fault that the rules do not see, or one that nobody planted."""
    if task.map is None:
        return ["map: give the finished map"]
    if key is None:
        return []
    journey = task.map
    found = ["key.faults: plant at least one"] if not key.faults else []
    if len(key.faults) > FAULTS_AT_MOST:
        found.append(f"key.faults: {FAULTS_AT_MOST} at most")
    found += dangling("key.faults", (f.rule for f in key.faults), task.rules, "rule")
    found += dangling("key.faults", (f.stage for f in key.faults if f.stage), {s.id for s in journey.stages}, "stage")
    found += dangling("key.faults", (i for f in key.faults for i in f.lanes), {r.id for r in journey.lanes}, "lane")
    found += [f"key.faults: '{name}' stands twice" for name in repeated(f"{f.rule} at {f.stage}" for f in key.faults)]
    found += [f"key.faults: '{f.rule}' has no why" for f in key.faults if not f.why.strip()]
    seen = {(c.id, whole_id(c.item)) for c in broken(journey, tuple(r for r in task.rules if r in RULES))}
    planted = {(f.rule, f.stage) for f in key.faults}
    found += [f"key.faults: the map keeps '{rule}' at '{stage}'" for rule, stage in sorted(planted - seen)]
    found += [f"key.faults: the map breaks '{rule}' at '{stage}' too" for rule, stage in sorted(seen - planted)]
    return found
