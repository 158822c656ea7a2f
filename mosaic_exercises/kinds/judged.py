"""An answer judged: read by its kind, checked, and asked whether it is an attempt at all (``attempt.py``). The screen
and the grader judge by the same functions, so they cannot disagree.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.attempt import no_attempt
from mosaic_exercises.kinds.contract import Kind
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Result

KEPT = 8  # answers: the one that stands, the last checked, the one that earned, and what was typed in between


def check(kind: str, task: Any, key: Any, raw: Raw) -> Result:
    """Check a raw answer. An unreadable one is ``invalid`` with the reason, never wrong and never an exception; one
    that is no attempt yet (``attempt.py``) is ``not_attempted``, with what is missing."""
    rules = KINDS[kind]
    try:
        answer = rules.parse(task, raw)
    except FormatError as error:
        return unreadable(error)
    return judged(rules, task, key, answer)


def unreadable(error: FormatError) -> Result:
    """The result of an answer that cannot be read."""
    return Result("invalid", 0.0, str(error))


def judged(rules: Kind[Any, Any, Any], task: Any, key: Any, answer: Any) -> Result:
    """Check an answer that was read already."""
    result = rules.check(task, key, answer)
    return (too_little(rules, task, answer) if result.outcome == "recorded" else None) or result


def too_little(rules: Kind[Any, Any, Any], task: Any, answer: Any) -> Result | None:
    """What to say where the own words of an answer are no attempt yet, else None."""
    return no_attempt(*rules.words(task, answer)) if rules.words is not None else None


class Judged:
    """Reads and checks raw answers of one exercise, and remembers the last few: each is read once and checked once,
    though the view, the record and the points all ask."""

    def __init__(self, kind: str, task: Any, key: Any | None) -> None:
        self._task = task
        self._key = key
        self._kind = KINDS[kind]
        self._read: OrderedDict[str, tuple[Any, FormatError | None]] = OrderedDict()
        self._results: dict[str, Result] = {}

    def parsed(self, raw: Any) -> Any:
        """The answer. Raises FormatError where the exercise as it is today cannot read it."""
        answer, error = self._entry(name(raw), raw)
        if error is not None:
            raise error
        return answer

    def readable(self, raw: Any) -> bool:
        """Whether the exercise as it is today can read this answer."""
        return self._entry(name(raw), raw)[1] is None

    def result(self, raw: Any) -> Result:
        """The result of this answer; an unreadable one is ``invalid`` with the reason."""
        id_ = name(raw)
        answer, error = self._entry(id_, raw)
        if error is not None:
            return unreadable(error)
        if id_ not in self._results:
            self._results[id_] = judged(self._kind, self._task, self._key, answer)
        return self._results[id_]

    def tried(self, raw: Any) -> bool:
        """Whether this answer counts as a try towards the solution."""
        answer, error = self._entry(name(raw), raw)
        return error is None and too_little(self._kind, self._task, answer) is None

    def _entry(self, id_: str, raw: Any) -> tuple[Any, FormatError | None]:
        found = self._read.get(id_)
        if found is None:
            try:
                found = (self._kind.parse(self._task, raw), None)
            except FormatError as error:
                found = (None, error)
            self._read[id_] = found
            if len(self._read) > KEPT:
                oldest, _ = self._read.popitem(last=False)
                self._results.pop(oldest, None)
        else:
            self._read.move_to_end(id_)
        return found


def name(raw: Any) -> str:
    """What tells raw answers apart: 1, 1.0, "1" and true are four."""
    return json.dumps(raw)
