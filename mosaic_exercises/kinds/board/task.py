"""The records of a board: sections of notes, what may be linked with what, and the answer as read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final, Literal

import msgspec

from mosaic_exercises.kinds.contract import TABLES, Item, Rubric, RuleView, by_reason
from mosaic_exercises.reading.refs import Offer, Ref, Want

TEXT: Final = 280  # characters of a note
NOTES: Final = 60  # notes of a board
CHARS: Final = 200  # characters of a text field, where an author says nothing
REFS: Final = 12  # references of a note
LINKS: Final = 200
Layout = Literal["quadrants", "columns", "rows", "chain"]
Value = str | int


class NoteField(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A field that each note of a section has. ``options`` belong to a choice, ``low`` and ``high`` to a scale,
    ``max_chars`` (0: 200) to a text."""

    id: str
    label: str
    type: Literal["text", "choice", "scale"] = "text"
    options: tuple[Item, ...] = ()
    low: int = 1
    high: int = 5
    max_chars: int = 0
    required: bool = False
    guidance: str = ""

    @property
    def most(self) -> int:
        """The most characters of a text."""
        return self.max_chars or CHARS


class BoardSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One part of a board. ``limit``: the most notes in it; ``ranked``: its notes can be put in order of weight.

    Rules know sections by their ids: strengths, weaknesses, opportunities, threats; so, wo, st, wt.
    """

    id: str
    name: str
    guidance: str = ""
    placeholder: str = ""
    limit: int = 12
    ranked: bool = False
    fields: tuple[NoteField, ...] = ()


class LinkSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True, rename={"from_": "from"}):
    """A sort of link: ``name`` reads as a verb ("serves"); from and to are the sections whose notes it may join."""

    id: str
    name: str
    from_: tuple[str, ...]
    to: tuple[str, ...]


class Axes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Words at the edges of four quadrants: ``top`` over the columns, ``side`` beside the rows."""

    top: tuple[str, str]
    side: tuple[str, str]


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A note that stands there already and stays."""

    id: str
    section: str
    text: str
    fields: dict[str, Value] = {}

    def __hash__(self) -> int:
        return hash((self.id, self.section, self.text))


class StandIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """The case's own example of something to pull in, offered while the learner has made nothing."""

    id: str
    label: str
    sort: str = ""


class BoardTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A board. ``noun`` names it in messages. ``wants``: whose objects can be pulled in; a note made of one cites it.

    ``rules``: ids of ``board_rules.RULES`` or bundles of them. ``rubric``: what a marker scores. ``min_notes``: the
    fewest notes of the learner's own in a section. ``competitors``: names that have no place among PEST factors.
    """

    sections: tuple[BoardSection, ...]
    noun: str = "board"
    layout: Layout = "columns"
    axes: Axes | None = None
    links: tuple[LinkSpec, ...] = ()
    given: tuple[Given, ...] = ()
    wants: tuple[Want, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    rules: tuple[str, ...] = ()
    rubric: tuple[Rubric, ...] = ()
    min_notes: dict[str, int] = {}
    competitors: tuple[str, ...] = ()

    def __hash__(self) -> int:  # min_notes is a table: what is left tells boards apart well enough
        return hash((self.noun, self.sections, self.links, self.given, self.rules))


class BoardKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``model``: a complete answer, in the form the browser sends. ``why``: what a complete one has; ``look_for``:
    what a good one has, for the learner's own comparison."""

    why: str
    model: dict[str, Any]
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


class BoardNote(msgspec.Struct, frozen=True):
    """One note. ``rank`` is 0 in a section that nobody has ranked."""

    id: str
    section: str
    text: str
    fields: dict[str, Value] = {}
    refs: tuple[Ref, ...] = ()
    rank: int = 0
    given: bool = False


class Link(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """An arrow from one note to another."""

    id: str
    kind: str
    from_: str
    to: str


class Board(msgspec.Struct, frozen=True):
    """An answer as read; no notes is blank. The given notes are not in it."""

    notes: tuple[BoardNote, ...] = ()
    links: tuple[Link, ...] = ()


@lru_cache(TABLES)
def sections(task: BoardTask) -> dict[str, BoardSection]:
    """Every section by its id, in order."""
    return {section.id: section for section in task.sections}


@lru_cache(TABLES)
def specs(task: BoardTask, section: str) -> dict[str, NoteField]:
    """The fields of a section's notes by id, in order."""
    return {spec.id: spec for spec in sections(task)[section].fields}


@lru_cache(TABLES)
def given(task: BoardTask) -> tuple[BoardNote, ...]:
    """The notes that stand there already."""
    return tuple(BoardNote(g.id, g.section, g.text, g.fields, given=True) for g in task.given)


def every(task: BoardTask, board: Board) -> tuple[BoardNote, ...]:
    """The notes given and the learner's own."""
    return given(task) + board.notes


def in_section(notes: tuple[BoardNote, ...], section: str) -> tuple[BoardNote, ...]:
    """The notes of one section: by rank where it is ranked, else in the order of the list."""
    return tuple(sorted((n for n in notes if n.section == section), key=lambda n: n.rank))


def in_order(notes: tuple[BoardNote, ...]) -> bool:
    """Whether the notes of one section are ranked 1, 2, 3 and so on, each place once."""
    own = [n.rank for n in notes if not n.given]
    return bool(own) and sorted(own) == list(range(1, len(own) + 1))


def shown(spec: NoteField, value: Value) -> str:
    """A value in words."""
    if spec.type == "choice":
        return next((o.text for o in spec.options if o.id == value), str(value))
    return f"{value} (of {spec.low} to {spec.high})" if spec.type == "scale" else str(value)


class BoardView(msgspec.Struct, frozen=True, kw_only=True):
    """The board with every limit filled in (``limits``: of texts and counts) and its rules in words."""

    sections: tuple[BoardSection, ...]
    noun: str
    layout: Layout
    axes: Axes | None
    links: tuple[LinkSpec, ...]
    given: tuple[Given, ...]
    wants: tuple[Want, ...]
    stand_ins: tuple[StandIn, ...]
    rules: tuple[RuleView, ...]
    rubric: tuple[Rubric, ...]
    min_notes: dict[str, int]
    offers: tuple[Offer, ...]
    limits: dict[str, int]
