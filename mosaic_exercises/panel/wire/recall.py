"""What a learner goes over again: the review's view, conversations to listen to, and pages to keep."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from mosaic_exercises.panel.wire.views import ExerciseView


class FlashCardView(msgspec.Struct, frozen=True, kw_only=True):
    """Both sides of a card; ``sort``: concept or mix-up."""

    sort: str
    front: str
    back: str
    example: str
    trap: str


class ReviewItemView(msgspec.Struct, frozen=True, kw_only=True):
    """What a review asks next: a card or a question."""

    id: str
    card: FlashCardView | None
    question: ExerciseView | None


class LeechView(msgspec.Struct, frozen=True, kw_only=True):
    """What was forgotten ``lapses`` times, and the notebook that teaches it."""

    title: str
    file: str
    lapses: int


class DrillPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A notebook that has a drill."""

    title: str
    file: str


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """Today's review: ``items`` fit into ``minutes``; ``due`` today, ``week``: within seven days, ``days``: on each of
    the next fourteen; ``known``: how many memories there are. ``absent``: why there is no review here,
    ``drills``: what can be done in its place."""

    v: Literal[1] = 1
    kind: Literal["review"] = "review"
    absent: str
    drills: tuple[DrillPlace, ...]
    due: int
    week: int
    days: tuple[int, ...]
    known: int
    minutes: int
    leeches: tuple[LeechView, ...]
    items: tuple[ReviewItemView, ...]
    workbook: str
    saved: bool
    problem: str
    stamp: str | UnsetType = UNSET


class SpokenView(msgspec.Struct, frozen=True, kw_only=True):
    """What one voice (a or b) says before the other goes on. ``name``: the speaker's, "" in notes; ``word``: it is the
    word that the next ones explain."""

    who: str
    name: str
    sentences: tuple[str, ...]
    word: bool


class EpisodeView(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation or the notes of a notebook, and how long it takes to hear."""

    id: str
    title: str
    minutes: int
    spoken: tuple[SpokenView, ...]


class ListenView(msgspec.Struct, frozen=True, kw_only=True):
    """Conversations and study notes to listen to. All of it comes at once: nothing is asked of Python."""

    v: Literal[1] = 1
    kind: Literal["listen"] = "listen"
    episodes: tuple[EpisodeView, ...]
    notes: tuple[EpisodeView, ...]
    stamp: str | UnsetType = UNSET


class KeepRowView(msgspec.Struct, frozen=True):
    """A row of a page to keep: its head, and what it says, a paragraph a line."""

    head: str
    text: str


class SheetView(msgspec.Struct, frozen=True, kw_only=True):
    """A page to keep or a form to fill in: to read (``rows``), and on paper (``svg``, A4)."""

    id: str
    title: str
    use: str
    rows: tuple[KeepRowView, ...]
    svg: str


class KeepView(msgspec.Struct, frozen=True, kw_only=True):
    """What a notebook leaves to keep. All that there is comes at once: nothing is asked of Python."""

    v: Literal[1] = 1
    kind: Literal["keep"] = "keep"
    pages: tuple[SheetView, ...]
    forms: tuple[SheetView, ...]
    stamp: str | UnsetType = UNSET
