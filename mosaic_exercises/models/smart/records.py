"""What an assessment holds.

Plain frozen dataclasses, not msgspec records: the checker also runs where no compiled package is installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["met", "not met", "unsure"]
Kind: TypeAlias = Literal["objective", "aim", "neither", "unsure"]
Label: TypeAlias = Literal[
    "action",
    "object",
    "measure",
    "baseline",
    "target",
    "deadline",
    "schedule",
    "audience",
    "purpose",
    "red_flag",
    "vague",
]
RESTS_ON: Mapping[str, tuple[Label, ...]] = MappingProxyType(
    {
        "specific": ("action", "object", "measure", "audience", "target", "vague", "red_flag"),
        "measurable": ("target", "schedule", "red_flag"),
        "time_bound": ("deadline", "schedule", "red_flag"),
    }
)
"""What a criterion that is met stands on: at least one stretch with one of these labels, in the finding's spans."""
LOOKED_FOR: tuple[tuple[Label, str], ...] = (
    ("action", "specific"),
    ("measure", "measurable"),
    ("baseline", "measurable"),
    ("target", "measurable"),
    ("deadline", "time_bound"),
    ("audience", "specific"),
)
"""The parts a learner is asked for, each with the criterion it belongs to."""
CRITERIA = ("specific", "measurable", "achievable", "relevant", "time_bound")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (end excluded) of the text that was given, and what they were taken for."""

    start: int
    end: int
    label: Label

    def words(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion: the verdict, the words that carried it, why, and what to try (empty when nothing is missing)."""

    verdict: Verdict
    spans: tuple[Span, ...]
    reason: str
    advice: str = ""

    @property
    def as_json(self) -> bool | None:
        """True for met, False for not met, None for unsure."""
        return None if self.verdict == "unsure" else self.verdict == "met"


@dataclass(frozen=True, slots=True)
class Assessment:
    """A statement read against the five SMART criteria and sorted into objective, aim or neither.

    `achievable` and `relevant` see only the wording (no red flag; a stated tie to a goal): show them as prompts,
    not as marks. `spans` holds every marked stretch of the text in order of position. `notes` says what the reader
    could not or did not read.
    """

    text: str
    specific: Finding
    measurable: Finding
    achievable: Finding
    relevant: Finding
    time_bound: Finding
    kind: Kind
    kind_reason: str
    spans: tuple[Span, ...]
    notes: tuple[str, ...] = ()

    def finding(self, criterion: str) -> Finding:
        """The finding for one of `CRITERIA`."""
        if criterion not in CRITERIA:
            raise ValueError(f"no SMART criterion is called {criterion!r}; the five are {', '.join(CRITERIA)}")
        found: Finding = getattr(self, criterion)
        return found

    @property
    def missing(self) -> tuple[Label, ...]:
        """The parts still to be found. A part is missing only while its criterion is not met, so that no part is asked
        for beside a criterion that says yes; nothing is missing from a text that could not be read."""
        if all(self.finding(name).verdict == "unsure" for name in RESTS_ON):
            return ()
        found = {span.label for span in self.spans}
        return tuple(
            label for label, criterion in LOOKED_FOR if label not in found and self.finding(criterion).verdict != "met"
        )

    @property
    def is_smart(self) -> bool:
        return all(self.finding(name).verdict == "met" for name in CRITERIA)

    def to_dict(self) -> dict[str, object]:
        """The shape `mosaic smart --json` prints: verdicts as true, false or null, spans and advice by name."""
        return {
            "text": self.text,
            **{name: self.finding(name).as_json for name in CRITERIA},
            "kind": None if self.kind == "unsure" else self.kind,
            "spans": [{"start": span.start, "end": span.end, "label": span.label} for span in self.spans],
            "advice": {name: self.finding(name).advice for name in CRITERIA if self.finding(name).advice},
            "reasons": {**{name: self.finding(name).reason for name in CRITERIA}, "kind": self.kind_reason},
            "missing": list(self.missing),
            "notes": list(self.notes),
        }
