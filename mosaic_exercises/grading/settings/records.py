"""What a class's settings file may say: frozen records. Each field is told in docs/grading.md."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from mosaic_exercises.grading.scoring.late import Keep

Answers = Literal["latest", "best"]
Partial = Literal["as-judged", "all-or-nothing", "half"]
Percent = Annotated[float, msgspec.Meta(ge=0, le=100)]
Weight = Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
Points = Annotated[float, msgspec.Meta(gt=0, le=1_000_000)]


class LateSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What lateness costs an answer, in percent of what its item is worth. ``closes``: how long after the due date an
    answer still counts, "" for ever."""

    per_day: Percent = 0
    cap: Percent = 100
    grace: str = "0m"
    closes: str = ""


class NotebookSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One notebook: when it is due, and its weight among the others; None where none has one."""

    due: str = ""
    weight: Weight | None = None


class SectionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One section of the class, whose word goes before that of the class: when all of its notebooks are due, or
    ``notebooks`` of it by their ids; or how much ``later`` than for the others what it has no date for is due."""

    due: str = ""
    later: str = ""
    notebooks: dict[str, str] = {}


class ItemSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item: not counted at all, or full points to all who handed in; ``why`` is told to learners."""

    exclude: bool = False
    full: bool = False
    why: str = ""


class ClassSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """The whole file. ``total``: the points of a full mark in the gradebook, None for the course's own."""

    total: Points | None = None
    tracks: bool = True
    answer: Answers = "latest"
    file: Keep = "newest"
    zone: str = ""
    due: str = ""
    late: LateSettings = LateSettings()
    notebooks: dict[str, NotebookSettings] = {}
    items: dict[str, ItemSettings] = {}
    sections: dict[str, SectionSettings] = {}
    partial: dict[str, Partial] = {}
