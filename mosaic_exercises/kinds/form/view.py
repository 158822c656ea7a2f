"""What the browser gets of a form."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.drawing.portrait import PortraitTable
from mosaic_exercises.kinds.contract import Rubric, RuleView, SourceView
from mosaic_exercises.kinds.form.task import FormSection
from mosaic_exercises.models.persona import Source


class FormView(msgspec.Struct, frozen=True, kw_only=True):
    """The form with every limit filled in, the rules in words, the words for sorts of evidence, and the shapes of the
    portrait where it has one."""

    sections: tuple[FormSection, ...]
    noun: str
    nouns: str
    min_entries: int
    max_entries: int
    layout: Literal["sections", "canvas"]
    grid: tuple[str, ...]
    title_field: str
    group_field: str
    rules: tuple[RuleView, ...]
    rubric: tuple[Rubric, ...]
    evidence: tuple[Source, ...]
    sources: tuple[SourceView, ...]
    evidence_names: dict[str, str]
    limits: dict[str, int]
    portrait: PortraitTable | None
