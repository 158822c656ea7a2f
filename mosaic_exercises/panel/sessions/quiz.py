"""The session of a drill: its questions are ordinary exercises, one on the screen at a time."""

from __future__ import annotations

from math import fsum
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Quiz
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.learner.growth import growth
from mosaic_exercises.learner.progress import drawn_points, questions, whole_pool
from mosaic_exercises.panel import stills
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.panel.sessions.exercise import ExerciseSession, unread
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import HelloMessage, PoolMessage, QuizMessage, RoundMessage
from mosaic_exercises.panel.wire.replies import QuizReply, ViewReply
from mosaic_exercises.panel.wire.views import ExerciseView, GrowthView, QuizView
from mosaic_exercises.workbook import Workbook


class QuizSession:
    """One drill of one learner. Further rounds draw further questions, and the whole pool is there for the asking; the
    record knows only the questions."""

    def __init__(self, quiz: Quiz, course: Course, workbook: Workbook, points: float) -> None:
        self.quiz = quiz
        self.course = course
        self.workbook = workbook
        self.points = points
        self.round = 1
        self.whole = False
        self.track = workbook.learner.track
        self.parts = ("quiz", *sorted({course.exercise(s).kind for s in course.pool(quiz)}))
        self.sessions = self.drawn()

    def drawn(self) -> dict[str, ExerciseSession]:
        """The sessions of this round's questions, in their order."""
        self.track = self.workbook.learner.track
        seed = self.workbook.uuid
        worth = drawn_points(self.course, self.quiz, self.points, seed, track=self.track)
        self.size, self.worth = len(worth), fsum(worth.values())
        slugs = (
            whole_pool(self.course, self.quiz, seed)
            if self.whole
            else questions(self.course, self.quiz, seed, self.round, track=self.track)
        )
        share = 0.0 if self.whole else self.worth / len(slugs)
        return {s: ExerciseSession(self.course.exercise(s), self.course, self.workbook, share) for s in slugs}

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> QuizView:
        """All questions with what the learner answered."""
        whole = self.course.whole(self.quiz)
        return QuizView(
            slug=self.quiz.id,
            title=self.quiz.title,
            intro=self.quiz.intro,
            points=self.worth,
            round=self.round,
            rounds=max(1, len(self.course.drawn_from(whole, self.track).questions) // whole.size),
            size=self.size,
            pool=len(self.course.pool(self.quiz)),
            whole=self.whole,
            fixed=bool(self.quiz.asks),
            growth=self.grown(),
            questions=tuple(map(self.question, self.sessions.values())),
            workbook=self.workbook.uuid,
        )

    def grown(self) -> tuple[GrowthView, ...]:
        """The two first tries at each concept, where an earlier check asked about the same ones."""
        return tuple(
            GrowthView(concept=self.course.concepts[one.concept].name, before=one.before, now=one.now)
            for one in growth(self.course, self.quiz, self.workbook.histories())
        )

    def question(self, session: ExerciseSession) -> ExerciseView:
        """A question's view, with its concepts by name: the summary says which to look at again."""
        names = tuple(self.course.concepts[c].name for c in session.exercise.concepts)
        return msgspec.structs.replace(session.shown(), concepts=names)

    def handle(self, message: Message) -> list[Message]:
        """Pass a question's message on to it; draw another round when asked."""
        if message.get("slug") == self.quiz.id:
            return answered(message, QuizMessage, self.turned, unread, slug=self.quiz.id)
        session = self.sessions.get(str(message.get("slug")))
        return session.handle(message) if session is not None else []

    def turned(self, message: QuizMessage) -> QuizReply:
        """The drill as the learner wants it."""
        self.turn(message)
        return ViewReply(view=self.shown())

    def marks(self) -> dict[str, Any]:
        """The marks of this round's questions."""
        return {slug: mark for session in self.sessions.values() for slug, mark in session.marks().items()}

    def refreshed(self, slug: str) -> Message:
        """A question as it is now."""
        return self.sessions[slug].refreshed(slug)

    def turn(self, to: QuizMessage) -> None:
        """Draw again where another round or the whole pool is asked for, or the learner has chosen another track."""
        if isinstance(to, HelloMessage):
            if self.track == self.workbook.learner.track:
                return
        else:
            if isinstance(to, RoundMessage) and not self.whole:
                self.round += 1
            self.whole = isinstance(to, PoolMessage)
        self.sessions = self.drawn()

    def label(self) -> str:
        """One stable line, the same for every learner."""
        size = self.course.whole(self.quiz).size
        divided = any(self.quiz.id in (q.id, q.part_of) for q in self.course.quizzes.values() if q.part_of)
        how_many = f"some of {size} questions" if divided else f"{size} questions"
        kind = "Check" if self.quiz.asks else "Drill"
        return f'{kind} "{self.quiz.title}" ({how_many}). {FALLBACK}'

    def text(self) -> str:
        """The questions and what stands in them, as plain text."""
        return "\n\n".join(f"{n}. {session.text()}" for n, session in enumerate(self.sessions.values(), start=1))

    def still(self, *, drawn: bool) -> Still:
        """Some of the questions to read, the same for everybody."""
        whole = self.course.whole(self.quiz)
        pool = self.course.pool(self.quiz)
        asked = tuple((self.course.exercise(slug), self.course.key(slug)) for slug in pool[: whole.size])
        return stills.of_questions(self.quiz, asked, len(pool), drawn=drawn)
