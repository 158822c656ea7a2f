"""Views: all that the browser needs to draw a panel as this learner left it. ``v`` is the version of the format.

Every field travels, also an empty one: the browser fills nothing in. ``stamp`` is the view's own digest, put on by the
panel.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from mosaic_exercises.learner.earned import Earned
from mosaic_exercises.learner.mosaic import Patch
from mosaic_exercises.learner.progress import State, Tile
from mosaic_exercises.results import Judge, Outcome
from mosaic_exercises.workbook import Learner

# an exercise


class CriterionView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a check looked at; ``misconception`` by its name. ``worth``: what a near miss earns."""

    id: str
    met: bool | None
    seen: str
    why: str
    try_next: str
    item: str
    misconception: str
    judge: Judge
    worth: float | UnsetType = UNSET


class ResultView(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found."""

    outcome: Outcome
    score: float
    summary: str
    criteria: tuple[CriterionView, ...]


class EarnedView(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers so far have earned, in points. ``late``: the answer that was checked last was given after the
    solution was opened, and counts for nothing."""

    points: float
    waiting: float
    closed: float
    late: bool


class FormerView(msgspec.Struct, frozen=True, kw_only=True):
    """The last answer to an earlier edition of the exercise, in words. ``at`` in milliseconds since 1970."""

    at: float
    outcome: Outcome | None
    said: str


class HintsView(msgspec.Struct, frozen=True, kw_only=True):
    """How many hints there are, and those that were opened."""

    total: int
    shown: tuple[str, ...]


class SolutionView(msgspec.Struct, frozen=True, kw_only=True):
    """The right (or model) answer; ``reasons`` are (item, reason)."""

    answer: Any
    why: str
    reasons: tuple[tuple[str, str], ...]


class FormatView(msgspec.Struct, frozen=True, kw_only=True):
    """One sort of file of an answer: its ending, its name on the button, and whether it can be opened again."""

    id: str
    name: str
    opens: bool
    saves: bool
    binary: bool
    foreign: bool


class PromptTermView(msgspec.Struct, frozen=True, kw_only=True):
    """A term of the glossary that a prompt uses: its id, the word as it stands there, and what it means."""

    id: str
    word: str
    meaning: str


class ExerciseView(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise.

    ``task`` is the record that its kind shows (``Tasks`` in the declarations). ``answer`` is what stands, ``answer_at``
    when it was given (ms since 1970), ``answer_by`` in which window, ``answer_base`` the newest answer of others that
    this window had seen. ``checked`` is the answer that ``result`` speaks of, null where it can no longer be read.
    ``solution_left``: how many tries until the solution can be opened (null: there is none). ``saved``: whether this
    disk keeps what is done, else ``problem`` says why. ``returns``: a review can ask it again. ``concepts`` by name, of
    a drill's question. ``case``: the key of the case's files, where the exercise is about the case and they are here.
    ``terms``: those of the glossary that the prompt links.
    """

    v: Literal[1] = 1
    kind: str
    slug: str
    rev: int
    title: str
    prompt: str
    points: float
    task: Any
    files: tuple[FormatView, ...]
    answer: Any
    answer_at: float
    answer_by: str
    answer_base: float
    checked: Any
    result: ResultView | None
    former: FormerView | None
    attempts: int
    earned: EarnedView | None
    hints: HintsView
    solution: SolutionView | None
    solution_left: int | None
    saved: bool
    problem: str
    workbook: str
    who: str
    returns: bool | UnsetType = UNSET
    concepts: tuple[str, ...] | UnsetType = UNSET
    case: str | UnsetType = UNSET
    terms: tuple[PromptTermView, ...] | UnsetType = UNSET
    stamp: str | UnsetType = UNSET


class GrowthView(msgspec.Struct, frozen=True, kw_only=True):
    """One concept in two checks: whether the first try was right, before and now; null where there was none."""

    concept: str
    before: bool | None
    now: bool | None


class QuizView(msgspec.Struct, frozen=True, kw_only=True):
    """One drill: this round's questions, or (``whole``) all of its pool. ``size``: questions a round. ``fixed``: a
    check, the same for everyone, with no further rounds; ``growth``: beside the check that came before it."""

    v: Literal[1] = 1
    kind: Literal["quiz"] = "quiz"
    slug: str
    title: str
    intro: str
    points: float
    round: int
    rounds: int
    size: int
    pool: int
    whole: bool
    fixed: bool
    growth: tuple[GrowthView, ...]
    questions: tuple[ExerciseView, ...]
    workbook: str
    stamp: str | UnsetType = UNSET


# the two ends of a notebook


class WayView(msgspec.Struct, frozen=True, kw_only=True):
    """A notebook before or after this one."""

    file: str
    title: str


class BookView(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook of the course. ``here``: it is this one; ``exists``: its file is there; ``done`` of ``total`` tiles
    are laid."""

    file: str
    title: str
    summary: str
    minutes: int
    here: bool
    exists: bool
    done: int
    total: int


class ModuleView(msgspec.Struct, frozen=True, kw_only=True):
    """The tiles of one notebook and of those that continue it (``books``: their files), and the patches of the picture
    that they lay. Patches are two thirds of the head's
    view and change only with the tiles there are: after a refresh they come again only where they are others."""

    id: str
    title: str
    books: tuple[str, ...]
    tiles: tuple[Tile, ...]
    patches: tuple[Patch, ...] | UnsetType = UNSET


class MosaicView(msgspec.Struct, frozen=True, kw_only=True):
    """The mosaic so far."""

    done: int
    total: int
    modules: tuple[ModuleView, ...]


class TrackView(msgspec.Struct, frozen=True, kw_only=True):
    """A way through the course that a learner can choose."""

    id: str
    name: str
    text: str


class CourseView(msgspec.Struct, frozen=True, kw_only=True):
    """The course's name and edition."""

    title: str
    version: str


class ReturnedView(msgspec.Struct, frozen=True, kw_only=True):
    """A page that the instructor returned: its file's name, what it is, by whom, when (ms since 1970)."""

    name: str
    title: str
    by: str
    at: float


class StartView(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a notebook. ``fixed``: what of the learner the server says, and nobody can change; ``events``: how
    many acts are on record; ``notices``: what was mended when the answers were read; ``returned``: pages that came
    back, newest first."""

    v: Literal[1] = 1
    kind: Literal["start"] = "start"
    course: CourseView
    learner: Learner
    fixed: tuple[str, ...]
    tracks: tuple[TrackView, ...]
    mosaic: MosaicView
    notebooks: tuple[BookView, ...]
    prev: WayView | None
    next: WayView | None
    workbook: str
    events: int
    saved: bool
    problem: str
    notices: tuple[str, ...]
    returned: tuple[ReturnedView, ...]
    stamp: str | UnsetType = UNSET


class TileRow(msgspec.Struct, frozen=True, kw_only=True):
    """One tile of the hand-in: ``notebook`` by title, ``here``: of this notebook, ``solution``: it was opened."""

    notebook: str
    here: bool
    slug: str
    title: str
    state: State
    outcome: str
    attempts: int
    solution: bool
    points: float
    earned: Earned


class SentInView(msgspec.Struct, frozen=True, kw_only=True):
    """Handing in where the class collects: how it stands (``open``: nothing has been handed in from here), the receipt
    (``version`` 0: none; ``at``: seconds since 1970), how many answers have come since, what is in the way, and the
    page that lists what arrived."""

    state: Literal["open", "sending", "arrived", "failed"]
    version: int = 0
    at: float = 0.0
    receipt: str = ""
    note: str = ""
    since: int = 0
    problem: str = ""
    page: str


class SubmitView(msgspec.Struct, frozen=True, kw_only=True):
    """The foot of a notebook: what is done, what is missing (in words). ``drop``: the learner's folder on a shared disk
    where their instructor collects, "" where there is none; ``handed``: when they last handed in there (ms since 1970),
    0 for never. ``sent``: where the class collects over the web."""

    v: Literal[1] = 1
    kind: Literal["submit"] = "submit"
    prev: WayView | None
    next: WayView | None
    learner: Learner
    fixed: tuple[str, ...]
    rows: tuple[TileRow, ...]
    total: Earned
    missing: tuple[str, ...]
    workbook: str
    saved: bool
    problem: str
    drop: str
    handed: float
    sent: SentInView | None = None
    stamp: str | UnsetType = UNSET


# the plan


class PlanPartView(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the plan: the exercise that makes it, its state, what is to do, and in which notebook."""

    slug: str
    title: str
    state: str
    todo: str
    file: str
    notebook: str


class PlanChapterView(msgspec.Struct, frozen=True, kw_only=True):
    """One chapter of the plan."""

    title: str
    parts: tuple[PlanPartView, ...]


class PlanPictureView(msgspec.Struct, frozen=True, kw_only=True):
    """The plan's cover."""

    svg: str
    alt: str


class PlanQuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """A question that a board would ask, and the title of the exercise it is drawn from ("": asked of any plan)."""

    text: str
    about: str


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The plan: ``made`` of ``all`` parts are made; ``broken``: references that lead nowhere, in words. Where the disk
    cannot be read there is no title, no track and no picture."""

    v: Literal[1] = 1
    kind: Literal["plan"] = "plan"
    workbook: str
    saved: bool
    problem: str
    chapters: tuple[PlanChapterView, ...]
    broken: tuple[str, ...]
    made: int
    all: int
    title: str | UnsetType = UNSET
    track: str | UnsetType = UNSET
    picture: PlanPictureView | UnsetType = UNSET
    asked: tuple[PlanQuestionView, ...] = ()
    asked_about: str = ""
    stamp: str | UnsetType = UNSET
