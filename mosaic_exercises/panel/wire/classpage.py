"""The view of an instructor's class page. Only the tab that is open travels, and of its lists one page."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from mosaic_exercises.panel.wire.marking import MarkingView


class ClassStateView(msgspec.Struct, frozen=True, kw_only=True):
    """How the class stands: dropped files, folders elsewhere, learners on the class list, whether there are settings,
    when it was graded (ms since 1970, 0 for never), learners by status, whether something came since."""

    files: int
    folders: tuple[str, ...]
    roster: int
    settings: bool
    graded: float
    statuses: dict[str, int]
    stale: bool


class MadeFileView(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was made: its path in the class's folder, and its bytes."""

    name: str
    bytes: int


class JobView(msgspec.Struct, frozen=True, kw_only=True):
    """The work that is under way, or was done last. ``total`` is 0 where it is not known."""

    number: int
    title: str
    state: Literal["running", "done", "partly", "failed", "stopped"]
    doing: str
    done: int
    total: int
    what: str
    lines: tuple[str, ...]
    problem: str
    files: tuple[MadeFileView, ...]


class FieldView(msgspec.Struct, frozen=True, kw_only=True):
    """One field of an action's form; ``choices`` are (value, words)."""

    name: str
    label: str
    sort: Literal["text", "words", "number", "check", "choice", "file", "folder"]
    hint: str
    choices: tuple[tuple[str, str], ...]
    value: str
    needed: bool
    accept: str


class ActionView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be done. ``then``: the second button, "" where there is none; ``ready``: it can be pressed,
    because what it does was looked at."""

    id: str
    title: str
    about: str
    button: str
    fields: tuple[FieldView, ...]
    then: str
    ready: bool


class ClassLearnerView(msgspec.Struct, frozen=True, kw_only=True):
    """One learner of the list; ``score`` in words, ``last`` the newest check (ms since 1970, 0 for none)."""

    key: str
    id: str
    name: str
    section: str
    status: str
    flags: tuple[str, ...]
    score: str
    last: float
    look: tuple[str, ...]


class ClassFileView(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the last run."""

    file: str
    learner: str
    status: str
    reason: str


class ClassListView(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a list, and what was asked for."""

    total: int
    page: int
    pages: int
    search: str
    filter: str
    order: str
    learners: tuple[ClassLearnerView, ...] = ()
    files: tuple[ClassFileView, ...] = ()


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """One question: the share of its points that the class earns, between ``low`` and ``high`` for 95 of 100 such
    classes; the most frequent answers that earn less, each with how often."""

    title: str
    name: str
    asked: int
    facility: float
    low: float
    high: float
    discrimination: str
    blank: str
    wrong: tuple[tuple[str, str], ...]


class QuestionsView(msgspec.Struct, frozen=True, kw_only=True):
    """What the questions tell: the class in numbers (figure, what it is), how the scores lie (range, learners), keys to
    look at (title, name, reasons, answer), the hardest questions, mix-ups (name, truth, answers, where)."""

    cards: tuple[tuple[str, str], ...]
    bars: tuple[tuple[str, int], ...]
    keys: tuple[tuple[str, str, tuple[str, ...], str], ...]
    hardest: tuple[QuestionView, ...]
    mixups: tuple[tuple[str, str, str, str], ...]
    items: int


class SettingsNotebookView(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook's row of the settings."""

    id: str
    title: str
    points: float
    due: str
    weight: str


class SettingsItemView(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is treated apart."""

    name: str
    does: str
    why: str


class SettingsFormView(msgspec.Struct, frozen=True, kw_only=True):
    """The settings as texts in fields; "" is what is left out."""

    total: str
    tracks: str
    answer: str
    file: str
    zone: str
    due: str
    late: dict[str, str]
    notebooks: tuple[SettingsNotebookView, ...]
    items: tuple[SettingsItemView, ...]
    partial: dict[str, str]


class SettingsView(msgspec.Struct, frozen=True, kw_only=True):
    """The settings: the ``form`` as it is filled in, and ``base``, as the file says. ``told``: what they come to;
    ``problem``: why they cannot be used, and ``unread``: because the file cannot be read; ``asked``: what was pressed;
    ``changed``: what the file says meanwhile (key, what), ``clashes``: what was changed here as well (key, there,
    here); ``names``: what can be excluded (name, title); ``kinds``: of exercises."""

    form: SettingsFormView
    base: SettingsFormView
    told: tuple[str, ...]
    problem: str
    saved: bool
    unread: bool
    asked: Literal["", "check", "save"]
    changed: tuple[tuple[str, str], ...]
    clashes: tuple[tuple[str, str, str], ...]
    names: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]


class ClassPageView(msgspec.Struct, frozen=True, kw_only=True):
    """The page. ``tabs`` are (id, name); ``typed``: what was typed into its forms and is not done yet."""

    v: Literal[1] = 1
    kind: Literal["classpage"] = "classpage"
    title: str
    folder: str
    problem: str
    tabs: tuple[tuple[str, str], ...]
    tab: str
    state: ClassStateView
    job: JobView | None
    actions: tuple[ActionView, ...]
    typed: dict[str, str]
    listed: ClassListView | None = None
    questions: QuestionsView | None = None
    settings: SettingsView | None = None
    marking: MarkingView | None = None
    stamp: str | UnsetType = UNSET
