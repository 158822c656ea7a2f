"""A made-up class of submissions, to try grading with and to measure it by. The same seed gives the same bytes.

Each learner has an ability, each exercise a difficulty; a wrong answer is one of the kind's own ``samples``, and within
an exercise one wrong answer is far more popular than the others, as one misconception is in a real class. Open answers
are in each learner's own voice (``voices``).
Only ``random()`` is used of Python's generator: its sequence is the same in every version.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
import random
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.errors import because
from mosaic_exercises.grading.csv_out import text
from mosaic_exercises.grading.demo.names import NAMES
from mosaic_exercises.grading.demo.scene import ALONE, PLAIN, Part, Scene, rated_by_others
from mosaic_exercises.grading.demo.voices import in_own_voice
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.learner.progress import questions
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import SOLUTION_AFTER
from mosaic_exercises.workbook.events import (
    Draft,
    Event,
    EventType,
    Learner,
    as_browsers_have_it,
    encode,
    first_link,
    link,
)
from mosaic_exercises.workbook.handin import FORMAT, SUFFIX, Submission, file_name, write

T = TypeVar("T")
BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)  # a Monday
DAYS = 14
MOST_TRIES = 5
GOOD = ("correct", "recorded", "partial")
DOMAIN = "@students.example"
ROSTER, CLASS_FILE = "roster.csv", "class.toml"
SECTIONS = ("Morning", "Evening")
TRACKS = ("any", "any", "any", "intermediate", "manager")


class Answer(msgspec.Struct, frozen=True):
    """One answer a learner may give, and what the check makes of it."""

    raw: Any
    result: Result


class Behaviour(msgspec.Struct, frozen=True):
    """How a class answers one exercise: its difficulty (0 is even for the average learner), the answers that end the
    work on it, and the mistakes, the most popular first."""

    exercise: Exercise
    difficulty: float
    good: tuple[Answer, ...]
    mistakes: tuple[Answer, ...]


def dice(*parts: object) -> random.Random:
    """A generator that only these words decide."""
    return random.Random(":".join(map(str, parts)))


def pick(items: Sequence[T], rng: random.Random, skew: float = 1.0) -> T:
    """One of the items; with ``skew`` above 1 the first ones more often."""
    return items[min(len(items) - 1, int(len(items) * rng.random() ** skew))]


def bell(rng: random.Random) -> float:
    """About a standard normal number: twelve uniform ones, less six."""
    return sum(rng.random() for _ in range(12)) - 6


def identity(*parts: object) -> str:
    """An id of 32 hexadecimal digits that only these words decide."""
    return hashlib.blake2b(":".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def behaviour(course: Course, slug: str, seed: int) -> Behaviour:
    """How this class answers one exercise."""
    exercise = course.exercise(slug)
    key = course.key(slug)
    rng = dice(seed, "exercise", slug)
    samples = KINDS[exercise.kind].samples(exercise.task, key)

    def judged(raws: tuple[Any, ...]) -> list[Answer]:
        return [Answer(raw, check(exercise.kind, exercise.task, key, raw)) for raw in raws]

    mistakes = sorted(judged(samples.partly + samples.wrong), key=lambda _: rng.random())
    return Behaviour(
        exercise,
        0.8 * bell(rng) - 0.4,
        tuple(judged(samples.right or samples.recorded)),
        tuple(a for a in mistakes if a.result.outcome in ("partial", "incorrect")),
    )


class Hand:
    """One learner at work: an ability, a clock, and the events so far."""

    def __init__(self, course: Course, seed: int, number: int, part: Part = ALONE) -> None:
        self.course = course
        self.part = part
        self.rng = dice(seed, "learner", number)
        self.name = (seed, number)
        self.workbook = identity(seed, number, "workbook")
        self.ability = bell(self.rng)
        self.events: list[Event] = []
        self.drafts: list[Draft] = []
        self.begin = self.now = BEGIN + timedelta(days=part.later)
        self.session = ""
        self.link = first_link(self.workbook)

    def sit_down(self, day: int) -> None:
        """Begin a session on a day of the two weeks."""
        self.now = max(self.now, self.begin + timedelta(days=day, minutes=int(12 * 60 * self.rng.random())))
        self.session = identity(*self.name, "session", day)

    def act(self, act: Behaviour, type_: EventType, answer: Answer | None = None) -> None:
        """Do one thing, some while after the one before."""
        self.now += timedelta(seconds=15 + 150 * self.rng.random() ** 2)
        at = self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        id_, seq = identity(*self.name, len(self.events)), len(self.events) + 1
        result = (answer.raw, answer.result.outcome, answer.result.score) if answer else (None, None, None)
        course, rev, slug = self.course.course, act.exercise.rev, act.exercise.id
        event = Event(1, id_, course, rev, self.workbook, self.session, seq, slug, type_, at, *result)
        event = msgspec.structs.replace(event, answer=as_browsers_have_it(event.answer), prev=self.link)
        self.link = link(encode(event))
        self.events.append(event)

    def work(self, act: Behaviour) -> None:
        """Try an exercise until it is right, or until it is left."""
        hints = len(act.exercise.hints)
        tried: set[int] = set()
        for attempt in range(MOST_TRIES):
            chance = 1 / (1 + math.exp(act.difficulty - self.ability - 0.6 * attempt))
            if act.good and (self.rng.random() < chance or not act.mistakes):
                self.act(act, "check", self.with_others(act, self.own(act, pick(act.good, self.rng, 1.5))))
                return
            if not act.mistakes:
                return
            mistake = pick(act.mistakes, self.rng, 2.5)
            tried.add(act.mistakes.index(mistake))
            self.act(act, "check", self.own(act, mistake))
            if hints and self.rng.random() < 0.35:
                self.act(act, "hint")
                hints -= 1
            if len(tried) >= SOLUTION_AFTER and self.rng.random() < 0.5:
                self.act(act, "solution")
                return
            if self.rng.random() < 0.2:
                return

    def own(self, act: Behaviour, answer: Answer) -> Answer:
        """An open answer in this learner's own voice, where the check still takes it for about as good."""
        exercise = act.exercise
        if not isinstance(answer.raw, str | dict):
            return answer
        for reach in (1, 0, None):  # figures above those of the answer, between them, or its own
            mine = in_own_voice(answer.raw, dice(*self.name, "voice", exercise.id), reach)
            if mine == answer.raw:
                return answer
            result = check(exercise.kind, exercise.task, self.course.key(exercise.id), mine)
            if result.outcome in GOOD and result.score >= answer.result.score - 0.1:
                return Answer(mine, result)
        return answer

    def with_others(self, act: Behaviour, answer: Answer) -> Answer:
        """The answer with the ratings of people in other roles laid beside it, where this learner has asked some."""
        exercise = act.exercise
        if not self.part.asks_others or not getattr(exercise.task, "raters", False):
            return answer
        raw = rated_by_others(answer.raw, exercise.task, dice(*self.name, "others", exercise.id))
        return Answer(raw, check(exercise.kind, exercise.task, self.course.key(exercise.id), raw))

    def leave_a_draft(self, act: Behaviour) -> None:
        """Type an answer and close the notebook before checking it."""
        if act.good:
            at = (self.now + timedelta(seconds=40)).timestamp() * 1000
            self.drafts.append(Draft(act.exercise.id, act.exercise.rev, at, pick(act.good, self.rng).raw))


def learner(seed: int, number: int, of: int) -> Learner:
    """An invented learner."""
    rng = dice(seed, "name", number)
    given, family = pick(NAMES, rng, 1.6)
    name = f"{pick(given, rng)} {pick(family, rng)}"
    if number == 0:
        name += " 🚲"
    id_ = f"s{number + 1:0{max(4, len(str(of)))}d}"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    local = ".".join("".join(c for c in word if c.isalnum()) for word in plain.split())
    local = local if len(local) > 5 and ".." not in local else "student"
    return Learner(name, id_, f"{local.strip('.')}.{id_}{DOMAIN}", pick(TRACKS, rng))  # type: ignore[arg-type]


def submissions(course: Course, learners: int, seed: int, scene: Scene = PLAIN) -> Iterator[Submission]:
    """The class's submissions, one after the other. ``scene``: who works later than the others, and who asks others."""
    known: dict[str, Behaviour] = {}

    def ways(slug: str) -> Behaviour:
        if slug not in known:
            known[slug] = behaviour(course, slug, seed)
        return known[slug]

    for number in range(learners):
        hand = Hand(course, seed, number, scene.part(number))
        who = learner(seed, number, learners)
        rng = hand.rng
        # Most do everything; the others stop somewhere, the weaker the sooner; a few never begin.
        stay = 1.0 if rng.random() < 0.7 else max(0.0, min(0.95, 0.55 + 0.25 * hand.ability))
        written = [n for n in course.notebooks if n.items]
        sessions = sorted(int(DAYS * rng.random()) for _ in written)
        tiles = len(course.placed())
        done = 0
        for notebook, day in zip(written, sessions, strict=True):
            hand.sit_down(day)
            for item in notebook.items:
                done += 1
                quiz = course.quiz(item.quiz) if item.quiz else None
                drawn = questions(course, quiz, hand.workbook, track=who.track) if quiz else (item.exercise,)
                if done <= stay * tiles:
                    for slug in drawn:
                        if rng.random() > 0.02:
                            hand.work(ways(slug))
                elif done - 1 <= stay * tiles and drawn and rng.random() < 0.5:
                    hand.leave_a_draft(ways(drawn[0]))
        made = (hand.now + timedelta(minutes=5)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        yield Submission(
            FORMAT, 1, course.course, course.version, hand.workbook, made, who, tuple(hand.events), tuple(hand.drafts)
        )


def write_class(course: Course, learners: int, seed: int, out: Path, scene: Scene = PLAIN) -> tuple[int, int]:
    """Write one file a learner and roster.csv into ``out``; with a scene of its own also class.toml, and no file of
    those who hand in nothing themselves. Returns the bytes written and how many other hand-in files lay there already.
    Raises InputError where ``out`` cannot be written, or has a class list or settings of somebody's own."""
    roster = io.StringIO(newline="")
    table = csv.writer(roster)
    for name, sign in ((ROSTER, DOMAIN), *(((CLASS_FILE, scene.settings),) if scene.settings else ())):
        if not invented(out / name, sign):
            raise InputError(f"{out / name} is there already and is not of an invented class: name another folder")
    table.writerow(("learner_id", "name", "email", "section", "group", *(("extension",) if scene.settings else ())))
    written = 0
    names: set[str] = set()
    try:
        out.mkdir(parents=True, exist_ok=True)
        for number, submission in enumerate(submissions(course, learners, seed, scene)):
            who, part = submission.learner, scene.part(number)
            name = file_name(who)
            if part.hands_in:
                data = write(submission)
                (out / name).write_bytes(data)
                written += len(data)
                names.add(name)
            section = SECTIONS[(number + 1) % len(SECTIONS)]
            more = (part.extension,) if scene.settings else ()
            table.writerow(map(text, (who.id, who.name, who.email, section, part.group, *more)))
        (out / ROSTER).write_text(roster.getvalue(), encoding="utf-8", newline="")
        if scene.settings:
            (out / CLASS_FILE).write_text(scene.settings, encoding="utf-8", newline="")
        others = sum(1 for p in out.glob(f"*{SUFFIX}") if p.name not in names)
    except OSError as error:
        raise InputError(f"{out} cannot be written to: {because(error)}") from None
    return written, others


def invented(path: Path, sign: str) -> bool:
    """Whether nothing is lost where a file is written anew: there is none, or that of an invented class (``sign``)."""
    try:
        return sign in path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return True
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from None
