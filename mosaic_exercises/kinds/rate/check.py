"""A rate: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random
from functools import lru_cache

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.authoring import same_twice
from mosaic_exercises.kinds.contract import RECORDED, TABLES, Samples, Solution
from mosaic_exercises.kinds.rate.read import as_raw, parse
from mosaic_exercises.kinds.rate.task import (
    Cell,
    Range,
    RateKey,
    RateTask,
    Rating,
    Ratings,
    cells,
    columns,
    names,
    shown,
    widest,
)
from mosaic_exercises.reading.values import Raw, repeated
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded


@lru_cache(TABLES)
def _expected(key: RateKey) -> dict[Cell, Range]:
    return {(range_.row, range_.column): range_ for range_ in key.expect}


def check(task: RateTask, key: RateKey | None, answer: Ratings) -> Result:
    """Formative: recorded, with what is missing said. Keyed: cells inside their range (and a right total) over all."""
    if not answer.rates:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    rated = {cell: r for cell, r in zip(cells(task), answer.rates, strict=True) if r is not None}
    form = _form(task, rated)
    if not key.expect:
        words = "Your ratings are recorded." if not form else "Your ratings are recorded; they are not complete yet."
        return Result("recorded", 0.0, words, (*form, *_spread(task, answer)))
    expected = _expected(key)
    said = [_judged(task, key, range_, rated[cell]) for cell, range_ in expected.items() if cell in rated]
    hits, total = len([None for c in said if c.met]), len(expected) + (task.form == "weights")
    hits += task.form == "weights" and not form and hits > 0
    if hits == total and not form:
        return graded(1, key.why, (*said, *_spread(task, answer)))
    score = min(hits / total, (total - 1) / total) if total > 1 else 0.0
    near = len([None for c in said if c.met])
    words = (
        f"{near} of {len(expected)} ratings agree with the evidence." if near else "None agrees with the evidence yet."
    )
    return graded(score, words, (*said, *form))


def _form(task: RateTask, rated: dict[Cell, Rating]) -> tuple[Criterion, ...]:
    """What is missing, and weights that do not sum to their total."""
    found = []
    if open_ := [name for cell, name in names(task).items() if cell not in rated]:
        more = f" and {len(open_) - 3} more" if len(open_) > 3 else ""
        seen = f"Not rated yet: {', '.join(open_[:3])}{more}."
        found.append(
            Criterion(
                "complete",
                False,
                seen,
                try_next="Choose one in each row: a row left out is not a middle one.",
            )
        )
    if task.form == "weights":
        for column in columns(task):
            weights = [r for (_, at), r in rated.items() if at == column and not isinstance(r, str)]
            off = sum(weights) - task.total
            if abs(off) > 1e-6:
                side = "above" if off > 0 else "below"
                seen = f"Your weights sum to {sum(weights):g}, {abs(off):g} {side} {task.total:g}."
                again = "Take from the row that matters less." if off > 0 else "Give the rest to what matters more."
                why = "Weights are shares of one whole: more for one row is less for another."
                found.append(Criterion("total", False, seen, why, again, item=column))
    return tuple(found)


def _spread(task: RateTask, answer: Ratings) -> tuple[Criterion, ...]:
    if not answer.others:
        return ()
    apart = widest(task, answer)
    raters = f"{len(answer.others) + 1} raters"
    if apart is None:
        return (Criterion("spread", None, f"{raters}, and no row on which they differ.", judge="learner"),)
    cell, ratings = apart
    seen = f"{raters}. Furthest apart on {names(task)[cell]}: {', '.join(shown(task, r) for r in ratings)}."
    again = "Ask each rater what they saw that made them choose this point."
    return (Criterion("spread", None, seen, try_next=again, item=cell[0], judge="learner"),)


def _judged(task: RateTask, key: RateKey, range_: Range, rating: Rating) -> Criterion:
    seen = f"{names(task)[range_.row, range_.column]}: you gave {shown(task, rating)}."
    if range_.holds(rating):
        return keyed.right("rating", range_.row, seen, range_.why)
    for slip in key.slips:
        if (slip.row, slip.column) == (range_.row, range_.column) and slip.holds(rating):
            return keyed.wrong("rating", range_.row, seen, slip)
    why = "The evidence in the text does not support this rating."
    return Criterion("rating", False, seen, why, "Name the sentence you rely on, then rate again.", range_.row)


def scale(task: RateTask) -> list[Rating]:
    """Ratings to try: every point of the scale; for weights nothing, an equal share and all."""
    if task.form == "weights":
        return [0, task.total / len(task.rows), task.total]
    return [p.id for p in task.points] or [float(n) for n in range(task.low, task.high + 1)]


def samples(task: RateTask, key: RateKey | None) -> Samples:
    """The model; each slip by itself; all that can be outside outside; one row alone; what is no rating."""
    row, col = cells(task)[0]
    one = {row: {col: "no such point"} if col else "no such point"}
    blank: tuple[Raw, ...] = (None, {}, {"rates": {}}, {"rates": None, "others": []})
    malformed: tuple[Raw, ...] = (
        *("3", 4, True, [1], {"rate": {}}, {"rates": [1]}, {"rates": {"no such row": 1}}, {"rates": one}),
        *({"rates": {row: None}}, {"rates": {row: [1]}}, {"rates": {}, "others": 1}, {"rates": {}, "others": [1]}),
        *(as_raw({(row, col): value}) for value in (True, 1e9, min(task.low, 0) - 1, float("nan"))),
    )
    any_ = as_raw({(row, col): scale(task)[0]})
    if key is None:
        return Samples(blank, malformed, recorded=(any_,))
    good = _model(task, key)
    if not key.expect:
        return Samples(blank, malformed, recorded=(as_raw(good), any_))
    candidates: list[dict[Cell, Rating]] = [{**good, (s.row, s.column): r} for s in key.slips for r in _inside(task, s)]
    outside = {cell: r for cell, r in good.items() if cell not in _expected(key)}
    for cell, range_ in _expected(key).items():
        if far := [r for r in scale(task) if not range_.holds(r)]:
            outside[cell] = far[-1]
    candidates += [outside, {cell: good[cell] for cell in list(_expected(key))[:1]}]
    off = [c for c in candidates if c and c != good]
    hit = [any(range_.holds(c[cell]) for cell, range_ in _expected(key).items() if cell in c) for c in off]
    one_part = len(key.expect) + (task.form == "weights") == 1
    partly = [as_raw(c) for c, some in zip(off, hit, strict=True) if some and not one_part]
    wrong = [as_raw(c) for c, some in zip(off, hit, strict=True) if not some]
    return Samples(blank, malformed, (as_raw(good),), tuple(partly), tuple(wrong))


def _inside(task: RateTask, range_: Range) -> list[Rating]:
    tries = [*scale(task), *(v for v in (range_.low, range_.high) if v is not None)]
    return [rating for rating in tries if range_.holds(rating)][:1]


def _model(task: RateTask, key: RateKey) -> dict[Cell, Rating]:
    rates = parse(task, {"rates": key.model}).rates
    return {cell: r for cell, r in zip(cells(task), rates, strict=True) if r is not None} if rates else {}


def describe(task: RateTask, answer: Ratings) -> str:
    """Each rating, one a line, then the colleagues by name."""
    if not answer.rates:
        return ""
    words = names(task).values()
    lines = [f"{n}: {shown(task, r)}" for n, r in zip(words, answer.rates, strict=True) if r is not None]
    return "\n".join(lines + [f"With ratings of {other.name}" for other in answer.others])


def problems(task: RateTask, key: RateKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("rows", ((r.id, f"{r.text} {r.detail}") for r in task.rows))
    found += same_twice("columns", ((c.id, c.text) for c in task.columns))
    found += same_twice("points", ((p.id, p.text) for p in task.points))
    if not task.rows:
        found.append("rows: give at least one")
    if len(task.columns) == 1:
        found.append("columns: give two or more, or none")
    if task.form == "weights" and (task.points or task.anchors or not 0 < task.total <= 1e6):
        found.append("form: weights take a total above 0, and no points or anchors")
    if task.form == "scale" and len(task.points) == 1:
        found.append("points: give at least two")
    if task.form == "scale" and not task.points and not 1 <= task.high - task.low <= 10:
        found.append("low, high: 2 to 11 points")
    numbers = {str(n) for n in range(task.low, task.high + 1)} if not task.points else set()
    found += [f"anchors: '{a}' is not on the scale" for a in task.anchors if a not in numbers]
    return found if key is None or found else found + _key_problems(task, key)


def _key_problems(task: RateTask, key: RateKey) -> list[str]:
    found = [] if key.why.strip() else ["key.why: say why these ratings"]
    if task.formative and key.expect:
        found.append("formative: ratings are expected in the key, so this one is judged: take one of the two out")
    for where, ranges in (("expect", key.expect), ("slips", key.slips)):
        for i, range_ in enumerate(ranges):
            at = f"key.{where}.{i}"
            if (range_.row, range_.column) not in names(task):
                found.append(f"{at}: there is no row '{range_.row}' with the column '{range_.column}'")
            elif bool(task.points) != bool(range_.points) or not _inside(task, range_):
                found.append(f"{at}: no rating of this scale lies inside")
            found += [f"{at}: there is no point '{p}'" for p in range_.points if p not in {q.id for q in task.points}]
            if where == "slips" and not range_.why.strip():
                found.append(f"{at}.why: say why it is wrong")
    found += [f"key.expect: '{row} {col}' stands twice".replace(" '", "'") for row, col in _twice(key)]
    expected = _expected(key)
    for i, slip in enumerate(key.slips):
        right = expected.get((slip.row, slip.column))
        if right is None or any(right.holds(rating) for rating in _inside(task, slip)):
            found.append(f"key.slips.{i}: nothing else is expected there, so this is never said")
    if found:
        return found
    try:
        model = _model(task, key)
    except FormatError as error:
        return [f"key.model: {error}"]
    found += [f"key.model: {name} has no rating" for cell, name in names(task).items() if cell not in model]
    found += [f"key.model: {c.seen}" for c in _form(task, model) if c.id == "total"]
    wrong = [names(task)[cell] for cell, range_ in expected.items() if cell in model and not range_.holds(model[cell])]
    return found + [f"key.model: {name} is outside what is expected" for name in wrong]


def _twice(key: RateKey) -> list[tuple[str, str]]:
    marks = repeated(f"{r.row}\n{r.column}" for r in key.expect)
    return [(mark.split("\n")[0], mark.split("\n")[1]) for mark in marks]


def view(task: RateTask, rng: random.Random) -> RateTask:  # noqa: ARG001 - the contract's signature
    """The whole task: rows stay in the author's order."""
    return task


def solution(task: RateTask, key: RateKey) -> Solution:
    """The model ratings, with the reason for each expected one."""
    reasons = tuple((r.row, r.why) for r in key.expect if r.why)
    return Solution(as_raw(_model(task, key)), key.why, reasons)
