"""The editor: reads the course as a psychometrician and a native editor would, by rules, and says what it found.

Pure functions over a loaded course and its notebooks' cells. Nothing here decides what a learner sees.
"""

from __future__ import annotations

from typing import NamedTuple

from mosaic_exercises.editor import (
    citing,
    fairness,
    giveaways,
    minutes,
    prompts,
    prose,
    quotes,
    sequence,
    teaching,
    terms,
    walk,
)
from mosaic_exercises.editor.accepted import AcceptedRemark, takes
from mosaic_exercises.editor.edition import editions, pieces
from mosaic_exercises.editor.records import Edition, EditorRule, Measure, Remark

__all__ = ["EditorReading", "EditorRule", "Remark", "editions", "read", "rules"]


class EditorReading(NamedTuple):
    """What the editor found: remarks with a place, and the figures of whole notebooks."""

    remarks: tuple[Remark, ...]
    measures: tuple[Measure, ...]


def rules() -> tuple[EditorRule, ...]:
    """Every rule, in the order in which it is printed."""
    return (
        *giveaways.RULES,
        *fairness.RULES,
        *teaching.RULES,
        *walk.RULES,
        *sequence.RULES,
        *minutes.RULES,
        *citing.RULES,
        *terms.RULES,
        *prompts.RULES,
        *quotes.RULES,
        *prose.rules(),
    )


def read(edition: Edition, accepted: tuple[AcceptedRemark, ...] = ()) -> EditorReading:
    """All rules over one edition; remarks that ``accepted`` takes are left out."""
    texts = tuple(pieces(edition))
    found = (
        *giveaways.remarks(edition),
        *fairness.remarks(edition, texts),
        *teaching.remarks(edition),
        *walk.remarks(edition),
        *sequence.remarks(edition),
        *minutes.remarks(edition),
        *citing.remarks(edition, texts),
        *terms.remarks(edition),
        *prompts.remarks(edition),
        *quotes.remarks(edition.said, texts),
        *prose.remarks(texts),
    )
    kept = tuple(r for r in found if not any(takes(a, r) for a in accepted))
    figures = (*giveaways.measures(edition), *minutes.measures(edition))
    return EditorReading(tuple(sorted(kept, key=lambda r: r.place)), figures)
