"""What the editor reads, and what it says: frozen records, no screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.running_case.sayings import Saying


class NotebookCell(msgspec.Struct, frozen=True):
    """One cell of a notebook: its id, what it is ("markdown" or "code") and its source. ``folded``: a heading below
    which all is hidden until a learner opens it. ``raw``: the source with its links of terms, as the file has it."""

    id: str
    kind: str
    source: str
    folded: bool = False
    raw: str = ""


class Place(msgspec.Struct, frozen=True, order=True):
    """Where something stands: the file, the exercise or tag or notebook, and the path or cell inside it.

    ``notebook`` is the notebook that it belongs to, "" for what belongs to the whole course (a misconception).
    """

    notebook: str
    file: str
    item: str = ""
    at: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.item, self.at) if part)


class Piece(msgspec.Struct, frozen=True):
    """A text that a learner reads, and where it stands."""

    place: Place
    text: str


class Remark(msgspec.Struct, frozen=True):
    """What one rule says of one place: the text it saw, and what to do about it."""

    rule: str
    place: Place
    seen: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.seen}\n    {self.advice}"


class EditorRule(msgspec.Struct, frozen=True):
    """A rule: what it wants, and the share of the first count that may be left in the end (0: none)."""

    id: str
    wants: str
    share: float = 0.0


class Measure(msgspec.Struct, frozen=True):
    """One figure of a notebook that a rule limits: how far beyond its limit it is (0: within it), in ``unit``."""

    rule: str
    notebook: str
    beyond: int


@dataclass(frozen=True)
class Edition:
    """The course with what its records alone do not say: the files of its exercises, and the notebooks' cells.

    ``slugs``: the exercises to be read (the base course's, or those that a further layer adds).
    ``said``: what people of the case have said, where the notebooks' course has one.
    ``files``: slug -> (the exercise's file, its key's file), both as short names.
    """

    course: Course
    slugs: tuple[str, ...]
    files: Mapping[str, tuple[str, str]]
    cells: Mapping[str, tuple[NotebookCell, ...]]
    owner: Mapping[str, str]
    said: tuple[Saying, ...] = ()

    def exercises(self) -> list[tuple[Exercise, Any]]:
        """The exercises to be read, each with its key (None: it is elsewhere)."""
        return [(self.course.exercises[slug], self.course.key(slug)) for slug in self.slugs]

    def place(self, slug: str, at: str = "", *, key: bool = False) -> Place:
        """The place of something in an exercise or in its key."""
        return Place(self.owner.get(slug, ""), self.files[slug][1 if key else 0], slug, at)
