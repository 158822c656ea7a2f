"""An exercise's answers as read and judged: each once, though the view, the record and the points all ask."""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import Any

from mosaic_exercises.course import Exercise
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS, judged, too_little
from mosaic_exercises.results import Result

KEPT = 8  # answers: the one that stands, the last checked, the one that earned, and what was typed in between


class Judged:
    """Reads and checks raw answers of one exercise, and remembers the last few."""

    def __init__(self, exercise: Exercise, key: Any | None) -> None:
        self._exercise = exercise
        self._key = key
        self._kind = KINDS[exercise.kind]
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
            return Result("invalid", 0.0, str(error))
        if id_ not in self._results:
            self._results[id_] = judged(self._kind, self._exercise.task, self._key, answer)
        return self._results[id_]

    def tried(self, raw: Any) -> bool:
        """Whether this answer counts as a try towards the solution."""
        answer, error = self._entry(name(raw), raw)
        return error is None and too_little(self._kind, self._exercise.task, answer) is None

    def _entry(self, id_: str, raw: Any) -> tuple[Any, FormatError | None]:
        found = self._read.get(id_)
        if found is None:
            try:
                found = (self._kind.parse(self._exercise.task, raw), None)
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
