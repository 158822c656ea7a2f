"""A text: read, checked, described; its samples and what can be wrong with it."""

from __future__ import annotations

import random

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.attempt import least
from mosaic_exercises.kinds.authoring import same_twice
from mosaic_exercises.kinds.contract import Samples, Solution, viewed
from mosaic_exercises.kinds.text.task import TextKey, TextTask, TextView
from mosaic_exercises.reading.prose import LONGEST, read_prose
from mosaic_exercises.reading.signs import is_blank
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.reading.words import count_words
from mosaic_exercises.results import NOT_ATTEMPTED, Criterion, Result

LENGTH = "length"  # the id of the one criterion that the computer judges


def parse(task: TextTask, raw: Raw) -> str:  # noqa: ARG001 - the contract's signature
    """The text; null, "" and white space are blank ("")."""
    text = read_prose(raw)
    return "" if is_blank(text) else text


def check(task: TextTask, key: TextKey | None, answer: str) -> Result:  # noqa: ARG001 - the contract's signature
    """Recorded, whatever is in it: the length is counted, the rubric waits for a marker."""
    if not answer:
        return NOT_ATTEMPTED
    count = count_words(answer)
    seen = "1 word." if count == 1 else f"{count} words."
    low, high = task.min_words, task.max_words or count
    again = ""
    if count < low:
        again = f"At least {low} are asked for, {low - count} more: add an example, or say why."
    elif count > high:
        again = f"At most {high} are asked for, {count - high} fewer: keep what a reader would miss."
    criteria = [Criterion(LENGTH, not again, seen, try_next=again)]
    criteria += [Criterion(rule.id, None, rule.label, item=rule.id, judge="marker") for rule in task.rubric]
    summary = (
        "Your text is recorded." if not again else "Your text is recorded; its length is not yet what is asked for."
    )
    return Result("recorded", 0.0, summary, tuple(criteria))


def samples(task: TextTask, key: TextKey | None) -> Samples:
    """The model answer and a short one; nothing; and what is no text."""
    model = (key.model,) if key is not None else ()
    return Samples(
        blank=(None, "", " \n\t ", "\u200b"),
        malformed=(7, True, ["a text"], {"text": "a text"}, "a bell\x07", "word " * (LONGEST // 5 + 1)),
        recorded=(*model, "Too short:" + " and so on" * least(task.min_words)),
    )


def describe(task: TextTask, answer: str) -> str:  # noqa: ARG001 - the contract's signature
    """The text itself."""
    return answer


def problems(task: TextTask, key: TextKey | None) -> list[str]:
    """What an author got wrong."""
    found = same_twice("rubric", ((rule.id, rule.label) for rule in task.rubric))
    if task.min_words < 0 or task.max_words < 0:
        found.append("min_words, max_words: below 0; 0 means no limit")
    if 0 < task.max_words < task.min_words:
        found.append("min_words, max_words: the least is more than the most")
    if not 1 <= task.rows <= 40:
        found.append("rows: between 1 and 40")
    found += [f"rubric: the id '{LENGTH}' is taken by the count of words" for rule in task.rubric if rule.id == LENGTH]
    found += [f"rubric: '{r.id}' has one level; give two or more, or none" for r in task.rubric if len(r.levels) == 1]
    if key is None:
        return found
    try:
        model = parse(task, key.model)
    except FormatError as error:
        return [*found, f"key.model: {error}"]
    if not model:
        found.append("key.model: write a model answer")
    elif not task.min_words <= count_words(model) <= (task.max_words or count_words(model)):
        found.append(f"key.model: its {count_words(model)} words are outside min_words and max_words")
    return found


def view(task: TextTask, rng: random.Random) -> TextView:  # noqa: ARG001 - the contract's signature
    """The task, and the most characters that can be checked."""
    return viewed(TextView, task, longest=LONGEST)


def solution(task: TextTask, key: TextKey) -> Solution:  # noqa: ARG001 - the contract's signature
    """A model answer and what to look for in one's own."""
    return Solution(key.model, key.why, tuple(("", look) for look in key.look_for))


def own_words(task: TextTask, answer: str) -> tuple[str, int]:
    """The text, and how many words are asked for."""
    return answer, task.min_words
