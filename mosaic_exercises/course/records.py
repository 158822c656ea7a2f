"""What a course is made of: frozen records, as the TOML files hold them and as the loader returns them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

import msgspec

from mosaic_exercises.course.sources import Source

Track = Literal["any", "intermediate", "manager"]
TRACKS: tuple[Track, ...] = ("any", "intermediate", "manager")  # each has what those before it have
V = TypeVar("V")


class Exercise(msgspec.Struct, frozen=True):
    """One exercise or question. ``task`` is its kind's own record; ``rev`` rises when its meaning changes."""

    id: str
    kind: str
    rev: int
    title: str
    prompt: str
    concepts: tuple[str, ...]
    hints: tuple[str, ...]
    case: bool
    task: Any


class Head(msgspec.Struct, frozen=True):
    """The fields that every exercise has in TOML; the others in its table are its kind's."""

    id: str
    kind: str
    title: str
    prompt: str
    rev: int = 1
    concepts: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    case: bool = False
    override: bool = False


class Placed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One tile of the mosaic: an exercise or a quiz in a notebook, with its points and its place in seed 003's plan.

    ``optional``: it may be skipped. It earns nothing, has no stones in the picture, and no plan lacks it."""

    exercise: str = ""
    quiz: str = ""
    points: float = 0.0
    sessions: tuple[int, ...] = ()
    track: Track = "any"
    optional: bool = False

    @property
    def slug(self) -> str:
        """The id of what is placed here."""
        return self.exercise or self.quiz


class Notebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One notebook: its tiles in order, and the questions it adds to the drills' pool. A further layer that only adds
    to a notebook leaves its title out. ``stops``: the tiles after which a sitting may end. ``part_of``: the notebook
    that it continues (03b continues 03): the two share a panel of the picture."""

    id: str
    title: str = ""
    summary: str = ""
    minutes: int = 45
    outcomes: tuple[str, ...] = ()
    items: tuple[Placed, ...] = ()
    questions: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    part_of: str = ""

    @property
    def number(self) -> str:
        """What its file name begins with: "03", "03b"."""
        return self.id.partition("_")[0]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.id}.ipynb"


class Quiz(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A drill: ``size`` questions drawn, by learner, from the pool questions that carry one of ``concepts``.

    With ``asks`` it is a check instead: these questions, for everyone, in this order. ``since``: the check of the same
    concepts, in the same order, that was asked before; the two first tries are shown side by side. ``part_of``: a drill
    of a later notebook that this one asks a share of. A learner's draw is that drill's; what asks about nothing later
    than the ``concepts`` named here is asked here, and earns its points here."""

    id: str
    title: str
    size: int = 0
    concepts: tuple[str, ...] = ()
    intro: str = ""
    asks: tuple[str, ...] = ()
    since: str = ""
    part_of: str = ""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The course's table of contents. A further layer may leave out course, version and title. ``begins``: the day on
    which the course began, before which nobody can have answered (ISO 8601); a further layer may name a later one."""

    course: str = ""
    version: str = ""
    title: str = ""
    begins: str = ""
    notebook: tuple[Notebook, ...] = ()
    quiz: tuple[Quiz, ...] = ()


class PlanChapter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter of the learner's plan: the exercises whose answers it gathers, in order. ``compare`` names pairs of
    rated exercises of the same rows: the second is shown beside the first."""

    id: str
    title: str
    intro: str = ""
    parts: tuple[str, ...] = ()
    compare: tuple[tuple[str, str], ...] = ()


class PlanQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a board asks where a plan has this gap. ``gap`` is the id of a criterion that is not met, or of a doubt:
    what was seen is said (or ``says``, with the learner's words for {what}), then ``ask``. With ``of`` and ``by`` the
    gap is a piece of the exercise ``of`` that nothing in the exercise ``by`` draws on."""

    gap: str
    ask: str
    says: str = ""
    of: str = ""
    by: str = ""


class PitchSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of an exercise goes on a slide of the pitch: its pieces of these sorts, ``most`` of them."""

    exercise: str
    sorts: tuple[str, ...]
    most: int = 1


class PitchPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slide of the pitch: its title and where its lines come from, the first of the sources that has any."""

    title: str
    sources: tuple[PitchSource, ...]


class PlanTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """plan.toml: what the plan is made of. ``question``: what a board asks, the gravest gap first; ``general``: what
    it asks of any plan, where there are too few gaps; ``pitch``: the slides of a short pitch."""

    title: str = ""
    chapter: tuple[PlanChapter, ...] = ()
    question: tuple[PlanQuestion, ...] = ()
    general: tuple[str, ...] = ()
    pitch: tuple[PitchPage, ...] = ()


NO_PLAN = PlanTable()


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the course asks about. ``seed``: its question numbers in seed 002.

    ``cell``: the id of the Markdown cell of ``notebook`` that teaches it, which mentions ``term`` (default: the name up
    to its colon). ``track``: the lowest track that is taught it. ``optional``: it is taught in a part that may be
    skipped, so no drill draws it; whoever asks for the whole pool gets it.
    """

    name: str
    notebook: str = ""
    seed: tuple[int, ...] = ()
    cell: str = ""
    term: str = ""
    track: Track = "any"
    optional: bool = False


class Pool(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a drill draws from: how many, and the questions with their concepts, which the draw is spread over."""

    size: int
    questions: dict[str, tuple[str, ...]]


class Misconception(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mix-up that wrong answers come from (``name``), what is the case (``truth``), and what people do who think
    so (``mistake``, in words that fit each wrong answer tagged with it: "puts a kept basic among the delighters")."""

    name: str
    truth: str
    mistake: str = ""


class GlossaryEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """glossary.toml, under a concept's slug: the word for it, what it means in a sentence or two, how it is worked out
    (``formula``), one example, and what it is not (``trap``), with the concept that it is taken for (``unlike``).

    ``forms``: the words that stand for it in every notebook, in small letters where it may also begin a sentence;
    ``here``: everyday words that stand for it only in the cell that teaches it; ``prompts``: the exercises whose prompt
    is the first use of it in their notebook.
    """

    term: str
    meaning: str
    example: str
    trap: str = ""
    unlike: str = ""
    formula: str = ""
    forms: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """A whole course, checked. Look things up by slug; a slug nobody knows raises CourseError with a suggestion.

    ``pools``: all questions of each quiz. ``shares``: quiz -> the questions that it takes over from the quiz it is
    part of. ``draws``: (quiz, track) -> what is drawn from for that track. ``editions``:
    (version, "quiz" or "quiz/track") -> what an earlier edition drew from, for every track or for that one.
    ``sources``: the literature by key; ``cited``: the keys that exercises, keys and tables cite. ``glossary``: what
    each concept means, by its slug. ``begins``: the day on which the course began, "" where it is not said.
    """

    course: str
    version: str
    title: str
    notebooks: tuple[Notebook, ...]
    exercises: Mapping[str, Exercise]
    keys: Mapping[str, Any]
    quizzes: Mapping[str, Quiz]
    concepts: Mapping[str, Concept]
    misconceptions: Mapping[str, Misconception]
    pools: Mapping[str, tuple[str, ...]]
    layers: tuple[str, ...] = ()
    plan: PlanTable = NO_PLAN
    draws: Mapping[tuple[str, str], Pool] = field(default_factory=dict)
    editions: Mapping[tuple[str, str], Pool] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    cited: frozenset[str] = frozenset()
    glossary: Mapping[str, GlossaryEntry] = field(default_factory=dict)
    begins: str = ""
    shares: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def exercise(self, slug: str) -> Exercise:
        """The exercise with this id."""
        return found(self.exercises, slug, "exercise")

    def quiz(self, slug: str) -> Quiz:
        """The quiz with this id."""
        return found(self.quizzes, slug, "quiz")

    def key(self, slug: str) -> Any | None:
        """The key of an exercise, or None where it is assessed and its key is not here."""
        return self.keys.get(slug)

    def notebook(self, id_: str) -> Notebook | None:
        """The notebook with this id (the stem of its file name)."""
        return next((n for n in self.notebooks if n.id == id_), None)

    def chapters(self) -> tuple[tuple[Notebook, ...], ...]:
        """The notebooks, each with those that continue it: what shares a panel of the picture."""
        heads: dict[str, list[Notebook]] = {}
        for notebook in self.notebooks:
            heads.setdefault(notebook.part_of or notebook.id, []).append(notebook)
        return tuple(map(tuple, heads.values()))

    def whole(self, quiz: Quiz) -> Quiz:
        """The quiz whose draw this one asks: its own, or that of the quiz it is part of."""
        return self.quizzes[quiz.part_of] if quiz.part_of else quiz

    def asked_here(self, quiz: Quiz, slugs: Iterable[str]) -> tuple[str, ...]:
        """Those of a draw that this quiz asks, in their order: all, where it is not divided."""
        if quiz.part_of:
            return tuple(s for s in slugs if s in self.shares[quiz.id])
        elsewhere = {s for q in self.quizzes.values() if q.part_of == quiz.id for s in self.shares[q.id]}
        return tuple(s for s in slugs if s not in elsewhere)

    def points(self, placed: Placed) -> float:
        """A tile's points; of a quiz that is part of another, those of the whole draw."""
        whole = self.quizzes[placed.quiz].part_of if placed.quiz else ""
        return next(p.points for p in self.placed() if p.quiz == whole) if whole else placed.points

    def placed(self) -> tuple[Placed, ...]:
        """Every tile of the mosaic, in the course's order."""
        return tuple(item for notebook in self.notebooks for item in notebook.items)

    def pool(self, quiz: Quiz) -> tuple[str, ...]:
        """All questions of a quiz: those of its notebook and of earlier ones that carry one of its concepts."""
        return self.pools[quiz.id]

    def drawn_from(self, quiz: Quiz, track: str = "any", version: str = "") -> Pool:
        """What a quiz draws from for a learner of this track, or drew from in the edition of that version."""
        tracked = self.editions.get((version, f"{quiz.id}/{track}"))
        return tracked or self.editions.get((version, quiz.id)) or self.draws[quiz.id, track]


def found(table: Mapping[str, V], slug: str, what: str) -> V:
    """``table[slug]``, or a CourseError that offers the nearest id."""
    import difflib

    from mosaic_exercises.errors import CourseError

    if slug in table:
        return table[slug]
    near = difflib.get_close_matches(slug, table, 1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    raise CourseError(f"The course has no {what} '{slug}'.{hint}")
