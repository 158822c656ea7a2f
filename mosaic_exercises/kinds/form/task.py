"""The records of a form: sections of fields, the sources that its evidence may name, and the answer as read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.kinds.contract import TABLES, EvidenceSource, Item, Rubric, by_reason, speaker
from mosaic_exercises.models.persona import Evidence, Role, Source

FieldType = Literal["short", "long", "list", "choice", "scale", "evidence", "log", "portrait"]
NOTE: Final = 300  # characters of a note of evidence
PIECES: Final = 8  # entries of evidence of one field
TALL: Final = {"short": 120, "long": 1200, "list": 200}  # characters, where an author says nothing
MANY: Final = {"list": 8, "log": 40}  # items or rows, where an author says nothing
SOURCES: Final[tuple[Source, ...]] = ("interview", "survey", "data", "assumption")


class LogColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One column of a log. ``most``: its amounts may add up to no more (0: it is not added up), for each that the
    column ``per`` names where there is one."""

    id: str
    label: str
    type: Literal["date", "text"] = "text"
    max_chars: int = 200
    most: int = 0
    per: str = ""


CONTACTS: Final = (
    LogColumn("date", "Date", "date", 10),
    LogColumn("action", "Action"),
    LogColumn("outcome", "Outcome"),
)


class FieldSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One field. Limits of 0 stand for the type's own.

    ``guidance`` helps to fill it in. ``evidence``: its sources can be named. ``role``: what the persona rules take it
    for; ``sort``: what it is to the plan. ``plain``: the rule "empty-words" reads it. ``free_numbers``: a number in it
    is no claim. ``options``, ``many`` belong to a choice; ``low`` to ``high_label`` to a scale; ``columns`` to a log;
    ``min_items``, ``max_items`` to list and log.
    """

    id: str
    label: str
    type: FieldType = "short"
    required: bool = False
    guidance: str = ""
    placeholder: str = ""
    role: Role = ""
    sort: str = ""
    evidence: bool = False
    plain: bool = False
    free_numbers: bool = False
    max_chars: int = 0
    min_items: int = 0
    max_items: int = 0
    options: tuple[Item, ...] = ()
    many: bool = False
    low: int = 1
    high: int = 5
    low_label: str = ""
    high_label: str = ""
    columns: tuple[LogColumn, ...] = CONTACTS

    @property
    def tall(self) -> int:
        """The most characters of the text, or of one item of a list."""
        return self.max_chars or TALL.get(self.type, 0)

    @property
    def most(self) -> int:
        """The most items of a list, rows of a log, options of a choice."""
        return self.max_items or MANY.get(self.type, len(self.options) if self.many else 1)


class FormSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Fields under one heading; on a canvas its id is its place in ``grid``."""

    id: str
    name: str
    fields: tuple[FieldSpec, ...]
    guidance: str = ""


class FormTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A form. ``noun`` and ``nouns`` name one entry and several; ``title_field`` is the field whose text names an
    entry.

    ``rules``: ids of ``form_rules.RULES`` or bundles of them. ``rubric``: what a marker scores.
    """

    sections: tuple[FormSection, ...]
    noun: str = "form"
    nouns: str = "forms"
    min_entries: int = 1
    max_entries: int = 1
    layout: Literal["sections", "canvas"] = "sections"
    grid: tuple[str, ...] = ()
    title_field: str = ""
    group_field: str = ""
    rules: tuple[str, ...] = ()
    rubric: tuple[Rubric, ...] = ()
    evidence: tuple[Source, ...] = SOURCES
    sources: tuple[EvidenceSource, ...] = ()


class FormKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a complete answer, in the form the browser sends. ``why``: what a complete one has; ``look_for``:
    what a good one has, for the learner's own comparison."""

    why: str
    model: dict[str, Any]
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


Row = dict[str, str]  # column id -> text
Value = str | int | tuple[str, ...] | tuple[Evidence, ...] | tuple[Row, ...] | Row


class FormEntry(msgspec.Struct, frozen=True):
    """One filled form. A field without a value is in neither table."""

    id: str
    values: dict[str, Value] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}


Entries = tuple[FormEntry, ...]  # () is blank


@lru_cache(TABLES)
def fields(task: FormTask) -> dict[str, FieldSpec]:
    """Every field by its id, in order."""
    return {spec.id: spec for section in task.sections for spec in section.fields}


@lru_cache(TABLES)
def sources(task: FormTask) -> dict[str, EvidenceSource]:
    """Every source by its id."""
    return {source.id: source for source in task.sources}


@lru_cache(TABLES)
def asks_evidence(task: FormTask) -> bool:
    """Whether any field of the form can name evidence."""
    return any(spec.evidence or spec.type == "evidence" for spec in fields(task).values())


def texts(spec: FieldSpec, value: Value | None, task: FormTask | None = None) -> tuple[str, ...]:
    """A value as texts to read, one a part: options by their words, a row in one line, evidence by the names that
    ``task`` has for it."""
    if value is None:
        return ()
    if isinstance(value, str) and spec.type != "choice":
        return (value,)
    if isinstance(value, tuple) and spec.type == "list":
        return tuple(map(str, value))  # texts already
    return tuple(_texts(spec, value, task))


def _texts(spec: FieldSpec, value: Value, task: FormTask | None) -> Iterator[str]:
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        yield f"{value} (of {spec.low} to {spec.high})"
    elif isinstance(value, str):
        yield next((o.text for o in spec.options if o.id == value), value) if spec.type == "choice" else value
    elif isinstance(value, dict):
        yield ", ".join(value.values())
    else:
        names = {o.id: o.text for o in spec.options}
        for part in value:
            if isinstance(part, Evidence):
                yield evidence_words(task, part) if task is not None else part.note or part.source
            elif isinstance(part, dict):
                yield "; ".join(part[c.id] for c in spec.columns if part.get(c.id))
            else:
                yield names.get(part, part)


KINDS_OF: Final = {"interview": "interview", "survey": "survey", "data": "data", "assumption": "an assumption"}


def evidence_words(task: FormTask, piece: Evidence, *, note: bool = True) -> str:
    """A piece of evidence as people say it, by names and never by ids: "interview with Grace Adeyemi: “It is not on the
    card.”". ``note``: with what was noted beside it."""
    known = sources(task).get(piece.ref)
    kind = KINDS_OF[piece.source]
    if known is not None:
        kind = f"interview with {speaker(known)}" if speaker(known) else f"{kind}: {known.title}"
    elif piece.ref:
        kind = f"{kind} that is no longer listed"
    return f"{kind}: {piece.note}" if note and piece.note else kind


def rests_on(task: FormTask, pieces: Iterable[Evidence]) -> str:
    """What a field rests on in one line, each source once; "" where none is named."""
    people: list[str] = []
    others: list[str] = []
    for piece in pieces:
        who = speaker(known) if (known := sources(task).get(piece.ref)) else ""
        words = who or evidence_words(task, piece, note=not piece.ref)
        if words not in (into := people if who else others):
            into.append(words)
    *some, last = people or [""]
    named = f"interview{'s' if some else ''} with {', '.join(some)}{' and ' if some else ''}{last}" if last else ""
    return "; ".join(part for part in (named, *others) if part)


def entry_name(task: FormTask, entry: FormEntry, number: int) -> str:
    """How an entry is called: by its title field, else "Persona 2"."""
    value = entry.values.get(task.title_field)
    first = " ".join(value.split())[:60] if isinstance(value, str) else ""
    return first or (f"{task.noun.capitalize()} {number}" if task.max_entries > 1 else f"The {task.noun}")
