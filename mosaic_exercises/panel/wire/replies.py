"""Replies to the browser, told apart by ``type``. What is not said in one is left out of it.

``slug`` is the exercise or drill that speaks, ``n`` the number of the message that is answered.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from mosaic_exercises.panel.wire.case import CaseSectionView
from mosaic_exercises.panel.wire.classpage import ClassPageView, JobView, SettingsView
from mosaic_exercises.panel.wire.glossary import GlossaryView
from mosaic_exercises.panel.wire.marking import MarkingView
from mosaic_exercises.panel.wire.recall import ReviewView
from mosaic_exercises.panel.wire.room import RoomView
from mosaic_exercises.panel.wire.views import (
    ExerciseView,
    PlanView,
    QuizView,
    StartView,
    SubmitView,
)
from mosaic_exercises.recall.glossary import GlossaryTerm
from mosaic_exercises.workbook import Event

V = TypeVar("V", bound=msgspec.Struct)


class ToBrowser(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every reply may carry. ``by``: the window whose act is told of unasked."""

    slug: str | UnsetType = UNSET
    n: int | UnsetType = UNSET
    by: str | UnsetType = UNSET


class OtherAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What another window wrote: the answer, when (ms since 1970), which window, and the answer in words."""

    answer: Any
    at: float
    by: str
    text: str


class ViewReply(ToBrowser, Generic[V], frozen=True, kw_only=True, tag="view"):
    """The view as it is now. ``event``: for the browser's own storage; ``want``: ids of events that Python lacks;
    ``check``: the id of the check that is answered; ``other``: what stands in the way of the answer that was sent;
    ``notice``: to be told; ``reload``: answers came in from elsewhere. Where the browser has this very view, ``same``
    stands in its place."""

    view: V | UnsetType = UNSET
    same: bool | UnsetType = UNSET
    event: Event | UnsetType = UNSET
    want: tuple[str, ...] | UnsetType = UNSET
    check: str | UnsetType = UNSET
    other: OtherAnswer | UnsetType = UNSET
    notice: str | UnsetType = UNSET
    reload: bool | UnsetType = UNSET


class ChangedReply(ToBrowser, frozen=True, kw_only=True, tag="changed"):
    """Something has changed somewhere: the page's panels ask for what they show of it."""


class SavedReply(ToBrowser, frozen=True, kw_only=True, tag="saved"):
    """What was typed at this time (ms since 1970) is on the disk."""

    at: float


class UnsavedReply(ToBrowser, frozen=True, kw_only=True, tag="unsaved"):
    """It is not, and why."""

    at: float
    problem: str


class ElsewhereReply(ToBrowser, frozen=True, kw_only=True, tag="elsewhere"):
    """It is not: another window has written since."""

    at: float
    other: OtherAnswer


class FiguresView(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """A lab's picture. ``title`` and ``alt`` are said to screen readers."""

    svg: str
    title: str
    alt: str
    table: FiguresView


class LiveReply(ToBrowser, frozen=True, kw_only=True, tag="live"):
    """A lab's picture with what it shows in words, or what a kind says to what is typed (``live``), or in words what is
    in the way. ``files``: the learner's own, ``groups``: those of the file that is chosen; ``saved``: the name that a
    file was given."""

    picture: PictureView | UnsetType = UNSET
    finding: str | UnsetType = UNSET
    notes: tuple[str, ...] | UnsetType = UNSET
    live: Any = UNSET
    error: str | UnsetType = UNSET
    files: tuple[str, ...] | UnsetType = UNSET
    groups: tuple[str, ...] | UnsetType = UNSET
    saved: str | UnsetType = UNSET


class FileReply(ToBrowser, frozen=True, kw_only=True, tag="file", rename={"as_": "as"}):
    """A file to save (``text``, or ``base64`` where it is none), pages to print (SVG), or why there is none."""

    as_: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    mime: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    base64: str | UnsetType = UNSET
    pages: tuple[str, ...] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class PageReply(ToBrowser, frozen=True, kw_only=True, tag="page"):
    """A page that the instructor returned, as HTML that is shown where it can do nothing; or why it cannot be had."""

    name: str
    html: str | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class TakenReply(ToBrowser, frozen=True, kw_only=True, tag="taken"):
    """What became of dropped files: name, whether it was taken, and in words (of an upload: where it is)."""

    files: tuple[tuple[str, bool, str], ...]
    where: str
    problem: str | UnsetType = UNSET


class JobReply(ToBrowser, frozen=True, kw_only=True, tag="job"):
    """How far the work is."""

    job: JobView | None


class SettingsReply(ToBrowser, frozen=True, kw_only=True, tag="settings"):
    """What the settings come to, or what is wrong with them."""

    settings: SettingsView


class ImportedReply(ToBrowser, frozen=True, kw_only=True, tag="imported"):
    """The answer in a file, or what is wrong with it; ``told``: what of the file it could not take over. Nothing is
    kept until the learner says so."""

    answer: Any = UNSET
    told: str | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class SaidView(msgspec.Struct, frozen=True, kw_only=True):
    """One interview's words, under their key."""

    id: str
    key: str
    text: str


class CaseReply(ToBrowser, frozen=True, kw_only=True, tag="case"):
    """What people of the case said, or why it cannot be had."""

    said: tuple[SaidView, ...] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class CaseFileReply(ToBrowser, frozen=True, kw_only=True, tag="case-file"):
    """The case at hand, or in words why it cannot be had."""

    sections: tuple[CaseSectionView, ...] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class GlossaryReply(ToBrowser, frozen=True, kw_only=True, tag="glossary"):
    """The glossary; ``problem``: what of the learner's own could not be read."""

    terms: tuple[GlossaryTerm, ...] | UnsetType = UNSET
    problem: str | UnsetType = UNSET


class AssetReply(ToBrowser, frozen=True, kw_only=True, tag="asset"):
    """Code and styles (file name -> text) of the kit or of a part. ``room``: kinds or views, "" for the kit."""

    name: str
    room: str
    code: str
    styles: dict[str, str]
    digest: str


ExerciseReply = (
    ViewReply[ExerciseView]
    | SavedReply
    | UnsavedReply
    | ElsewhereReply
    | LiveReply
    | FileReply
    | ImportedReply
    | CaseReply
    | CaseFileReply
    | AssetReply
)
QuizReply = ViewReply[QuizView]
ReviewReply = ViewReply[ReviewView]
StartReply = ViewReply[StartView] | FileReply | ChangedReply | PageReply
SubmitReply = ViewReply[SubmitView] | FileReply
RoomReply = ViewReply[RoomView]
GlossaryPageReply = ViewReply[GlossaryView] | GlossaryReply
PlanReply = ViewReply[PlanView] | FileReply
QueueReply = ViewReply[MarkingView]
ClassReply = ViewReply[ClassPageView] | SavedReply | TakenReply | JobReply | SettingsReply | FileReply | PageReply
