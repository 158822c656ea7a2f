"""A number: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import math
import random

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import keyed
from mosaic_exercises.kinds.contract import RECORDED, Samples, Solution, viewed
from mosaic_exercises.kinds.number.task import NumberKey, NumberTask, NumberView
from mosaic_exercises.reading.numerals import Numeral, from_json, read_numeral, written
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.reading.units import another_unit, fits, unit_words
from mosaic_exercises.reading.values import Raw, noun
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result, graded

MOST_DECIMALS = 10


def near(value: float, wanted: float, tolerance: float) -> bool:
    """Whether ``value`` is within ``tolerance`` of ``wanted``, its edge included whatever binary fractions do."""
    return abs(value - wanted) <= tolerance + 1e-9 * max(abs(wanted), tolerance)


def parse(task: NumberTask, raw: Raw) -> Numeral | None:
    """The text as typed, or a JSON number; null or an empty text is blank (None)."""
    if raw is None:
        return None
    if isinstance(raw, str):
        return read_numeral(raw, task.unit) if raw.strip() else None
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return from_json(raw)
    raise FormatError(f"A number is needed here, not {noun(raw)}. Write one number, for example 1250.50.")


def check(task: NumberTask, key: NumberKey | None, answer: Numeral | None) -> Result:
    """1 within the tolerance, 0 outside; a right value with a unit that contradicts the task's is worth half."""
    if answer is None:
        return NOT_ATTEMPTED
    if key is None:
        return RECORDED
    right = near(_as_asked(task, key, answer), key.value, key.tolerance)
    criteria = [_said_of_value(task, key, answer, right)]
    unit_fits = fits(unit_words(answer.unit), unit_words(task.unit))
    if not unit_fits:
        seen = f"The unit you wrote is {quoted(answer.unit)}; the one asked for is {quoted(task.unit)}."
        again = "Ask what is counted here, then write the number with that unit, or with none."
        criteria.append(Criterion("unit", False, seen, "The same digits in another unit say something else.", again))
    if right:
        good = tuple(criteria)
        return graded(1, key.why, good) if unit_fits else graded(0.5, "The number is right, its unit is not.", good)
    low, high = plausible(task)
    if not low <= answer.value <= high:
        seen = f"{written(answer.value)} is {'below' if answer.value < low else 'above'} anything plausible here."
        again = "Look for a decimal sign in the wrong place, a missing step, or a division the wrong way round."
        criteria.append(Criterion("plausible", False, seen, "An estimate first shows such a slip at once.", again))
    return graded(0, "Not this number.", tuple(criteria))


def plausible(task: NumberTask) -> tuple[float, float]:
    """The bounds of what is plausible; infinite where the task sets none."""
    return -math.inf if task.low is None else task.low, math.inf if task.high is None else task.high


def _as_asked(task: NumberTask, key: NumberKey, answer: Numeral) -> float:
    """The value to compare. Where the task names no unit, 27.5 % may stand for 27.5 or for 0.275."""
    share = answer.value / 100
    if not task.unit and unit_words(answer.unit) == ("%",) and near(share, key.value, key.tolerance):
        return share
    return answer.value


def _said_of_value(task: NumberTask, key: NumberKey, answer: Numeral, right: bool) -> Criterion:
    seen = f"Read as {written(answer.value)}{f' {answer.unit}' if answer.unit else ''}. {answer.note}".rstrip()
    if right:
        return Criterion("value", True, seen)
    for slip in key.slips:
        if near(answer.value, slip.value, key.tolerance if slip.tolerance is None else slip.tolerance):
            return keyed.wrong("value", "", seen, slip)
    if unit_words(task.unit) == ("%",) and near(answer.value * 100, key.value, key.tolerance):
        why = "This is a share of one. The answer is asked for in percent, which is a share of a hundred."
        return Criterion("value", False, seen, why, "Turn your share into percent, then write it again.")
    again = "Write your steps down one by one and check what goes into each; a hint can help."
    return Criterion("value", False, seen, "The right working leads to another number.", again)


def samples(task: NumberTask, key: NumberKey | None) -> Samples:
    """The value as text, as a number and with its unit; another unit; each slip; far off; texts that are none."""
    blank: tuple[Raw, ...] = (None, "", " \n")
    malformed: tuple[Raw, ...] = (
        *("twelve", "1 or 2", "12 13", "3 * 4", "1/2", "NaN", "inf", "1e9999", "--5", "1,2,3", "9" * 200),
        *(True, [12], {"value": 12}),
    )
    if key is None:
        return Samples(blank, malformed, recorded=("12.5", 12))
    value = shown(task, key)
    wrong: list[Raw] = [written(s.value) for s in key.slips if not near(s.value, key.value, key.tolerance)]
    wrong.append(written(key.value + 3 * key.tolerance + abs(key.value) + 1))
    wanted = unit_words(task.unit)
    return Samples(
        blank,
        malformed,
        right=(value, key.value, f"{value} {task.unit}"),
        partly=(f"{value} {another_unit(wanted)}",) if wanted else (),
        wrong=tuple(wrong),
    )


def shown(task: NumberTask, key: NumberKey) -> str:
    """The right value as text, with the task's number of decimals."""
    return written(key.value) if task.decimals is None else f"{key.value:.{task.decimals}f}"


def describe(task: NumberTask, answer: Numeral | None) -> str:
    """The number as it was read, with the unit written or else the task's, and what was typed where that differs."""
    if answer is None:
        return ""
    value = written(answer.value)
    read = f"{value} {answer.unit or task.unit}".rstrip()
    return read if answer.text in (value, read) else f"{read} (typed: {answer.text})"


def problems(task: NumberTask, key: NumberKey | None) -> list[str]:
    """What an author got wrong."""
    found = [] if task.decimals is None or 0 <= task.decimals <= MOST_DECIMALS else ["decimals: between 0 and 10"]
    try:
        read_numeral(f"1 {task.unit}", task.unit)
    except FormatError:
        found.append(f"unit: '1 {task.unit}' cannot be read as a number with its unit")
    low, high = plausible(task)
    if not low <= high or math.inf in (low, -high):  # not <=: NaN compares with nothing
        found.append("low, high: two plain numbers, the lower one first")
    if key is None:
        return found
    numbers = {"value": key.value, "tolerance": key.tolerance}
    numbers |= {f"slips.{i}.value": slip.value for i, slip in enumerate(key.slips)}
    numbers |= {f"slips.{i}.tolerance": slip.tolerance or 0.0 for i, slip in enumerate(key.slips)}
    found += [f"key.{name}: not a plain number" for name, number in numbers.items() if not math.isfinite(number)]
    found += [f"key.{name}: below 0" for name, number in numbers.items() if "tolerance" in name and number < 0]
    if not key.why.strip():
        found.append("key.why: say why this is the value")
    if found:
        return found
    if not low <= key.value <= high:
        found.append("key.value: outside low and high")
    if given_away(task, key):
        found.append("placeholder: it gives the answer away")
    if not near(float(shown(task, key)), key.value, key.tolerance):
        found.append(f"decimals: rounded to {task.decimals}, the value is outside its own tolerance")
    for i, slip in enumerate(key.slips):
        if near(slip.value, key.value, key.tolerance):
            found.append(f"key.slips.{i}: {written(slip.value)} is right, so this is never said")
        if any(near(slip.value, s.value, key.tolerance if s.tolerance is None else s.tolerance) for s in key.slips[:i]):
            found.append(f"key.slips.{i}: an earlier slip takes {written(slip.value)}, so this is never said")
    return found


def given_away(task: NumberTask, key: NumberKey) -> bool:
    """Whether the placeholder in the field is itself a right answer."""
    try:
        example = parse(task, task.placeholder)
    except FormatError:
        return False
    return example is not None and near(example.value, key.value, key.tolerance)


def view(task: NumberTask, rng: random.Random) -> NumberView:  # noqa: ARG001 - the contract's signature
    """What to show beside the field. ``low`` and ``high`` stay here: they narrow the answer down."""
    return viewed(NumberView, task)


def solution(task: NumberTask, key: NumberKey) -> Solution:
    """The value, why, and the working step by step."""
    return Solution(shown(task, key), key.why, tuple(("", step) for step in key.steps))
