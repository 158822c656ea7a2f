"""What a kept answer says and what the check makes of it, again and in full: for reports. A class gives the same few
answers over and over, so what is found for a short one is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.course.names import exercise_of
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check, judged
from mosaic_exercises.results import Result

REMEMBERED = 20_000
SHORT = 1_000  # bytes
NAMED = re.compile(rb'"misconception":"[^"]')
FEW = 200  # long answers that are remembered: enough for the several parts of one learner's page


class Explained(msgspec.Struct, frozen=True):
    """One answer: in words, as it was judged, and the mix-ups that the check saw in it."""

    said: str
    result: Result
    misconceptions: tuple[str, ...] = ()


class Explainer:
    """A course made ready to explain answers."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._remembered: Callable[[str, bytes], Explained] = lru_cache(REMEMBERED)(self._explain)
        self._of_late: Callable[[str, bytes], Explained] = lru_cache(FEW)(self._explain)
        self._words: Callable[[str, bytes], str] = lru_cache(REMEMBERED)(self._describe)
        self._tells: Callable[[str], bool] = lru_cache(None)(self._tell)

    def exercise(self, name: str) -> Exercise | None:
        """The exercise of an item (``quiz/question`` or its own name); None where this course has none."""
        return self.course.exercises.get(exercise_of(name))

    def __call__(self, name: str, answer: bytes) -> Explained | None:
        """What an answer (JSON) to an item says; None for no answer or for an exercise that is not here."""
        slug = exercise_of(name)
        if not answer or slug not in self.course.exercises:
            return None
        return (self._remembered if len(answer) <= SHORT else self._of_late)(slug, answer)

    def said(self, name: str, answer: bytes) -> str:
        """What an answer (JSON) to an item says, without judging it, which costs as much again; "" where there is
        nothing to say."""
        slug = exercise_of(name)
        if not answer or slug not in self.course.exercises:
            return ""
        return (self._words if len(answer) <= SHORT else self._describe)(slug, answer)

    def mixups(self, name: str, answer: bytes) -> tuple[str, ...]:
        """The mix-ups in an answer (JSON) to an item. Of an exercise that knows none nothing is read."""
        if not answer or not self.tells(name):
            return ()
        found = self(name, answer)
        return found.misconceptions if found else ()

    def tells(self, name: str) -> bool:
        """Whether a check of an answer to an item can name a mix-up."""
        return self._tells(exercise_of(name))

    def _tell(self, slug: str) -> bool:
        """Whether a check of this exercise can name a mix-up: by itself, or as its task or its key says."""
        exercise = self.course.exercises.get(slug)
        if exercise is None or KINDS[exercise.kind].own_mixups:
            return exercise is not None
        said = msgspec.json.encode((exercise.task, self.course.key(slug)), enc_hook=str)
        return NAMED.search(said) is not None

    def _describe(self, slug: str, answer: bytes) -> str:
        return self._read(slug, answer)[0]

    def _read(self, slug: str, answer: bytes) -> tuple[str, Any, Any]:
        """An answer in words, as it was given, and as its kind reads it (None for what cannot be read)."""
        exercise = self.course.exercises[slug]
        kind = KINDS[exercise.kind]
        raw = parsed = None
        try:
            raw = msgspec.json.decode(answer)
            parsed = kind.parse(exercise.task, raw)
            return kind.describe(exercise.task, parsed), raw, parsed
        except (FormatError, msgspec.MsgspecError, RecursionError, ValueError):
            return answer.decode("utf-8", "replace")[:500], raw, parsed

    def _explain(self, slug: str, answer: bytes) -> Explained:
        exercise = self.course.exercises[slug]
        said, raw, parsed = self._read(slug, answer)
        key = self.course.key(slug)
        try:
            if parsed is None:
                result = check(exercise.kind, exercise.task, key, raw)
            else:
                result = judged(KINDS[exercise.kind], exercise.task, key, parsed)
        except Exception as error:  # as in scoring: one kind's mistake must not cost the class its reports
            result = Result("invalid", 0.0, f"The check failed: {type(error).__name__}")
        wrong = (c.misconception for c in result.criteria if c.met is False and c.misconception)
        return Explained(said, result, tuple(dict.fromkeys(wrong)))
