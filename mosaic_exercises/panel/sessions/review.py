"""The session of a review: what is due today, one question or card at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.panel.sessions.contract import ALIVE, FALLBACK, Message
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.wire import answered, written
from mosaic_exercises.panel.wire.messages import RateMessage, ReviewMessage
from mosaic_exercises.panel.wire.recall import DrillPlace, FlashCardView, LeechView, ReviewItemView, ReviewView
from mosaic_exercises.panel.wire.replies import ReviewReply, ViewReply
from mosaic_exercises.recall.agenda import MINUTES, Agenda, agenda
from mosaic_exercises.recall.cards import FlashCard, card
from mosaic_exercises.recall.ratings import ASKED, CARD
from mosaic_exercises.recall.schedule import Kept, Memory, ReviewError
from mosaic_exercises.workbook import Workbook

SLUG = "review"


class ReviewSession:
    """Today's review of one learner. What is asked is drawn when the panel opens and when the learner wants more, so
    that an answer does not change what stands on the screen."""

    parts: tuple[str, ...] = ("review", *sorted(name for name, kind in KINDS.items() if kind.recall))

    def __init__(self, course: Course, workbook: Workbook, now: datetime | None = None) -> None:
        self.course = course
        self.workbook = workbook
        self.now = now
        self.problem = ""
        self.absent = ""
        self.agenda: Agenda | None = None
        self.sessions: dict[str, ExerciseSession] = {}
        self.kept: Kept = {}
        self.ends: tuple[datetime, ...] = ()
        self.drawn()

    def today(self) -> Agenda:
        """What is asked today, by the learner's own days where the browser has said when they end."""
        return agenda(self.course, self.workbook, self.now, self.ends, self.kept)

    def drawn(self) -> None:
        """Draw what is asked now."""
        try:
            self.agenda = self.today()
        except ReviewError as error:
            self.absent = str(error)
        except MosaicError as error:
            self.problem = str(error)
        asked = self.agenda.asked if self.agenda is not None else ()
        found = [self.question(id_) for id_ in asked if not id_.startswith(CARD)]
        self.sessions = {session.exercise.id: session for session in found}

    def counted(self) -> None:
        """Count anew what is due; what is asked stays."""
        if self.agenda is not None:
            asked = self.agenda.asked
            self.agenda = msgspec.structs.replace(self.today(), asked=asked)

    def question(self, slug: str) -> ExerciseSession:
        """An exercise to be answered once more, as an exercise of its own: without its former answer and its points."""
        exercise, key = self.course.exercise(slug), self.course.key(slug)
        memory = self.memory(slug)
        once = msgspec.structs.replace(exercise, id=f"{ASKED}{slug}--{(memory.count if memory else 0) + 1}")
        session = ExerciseSession(once, self.course, self.workbook, 0.0)
        session.key, session.judged = key, Judged(once.kind, once.task, key)
        return session

    def memory(self, id_: str) -> Memory | None:
        """What is known of this memory."""
        return self.agenda.memories.get(id_) if self.agenda is not None else None

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> ReviewView:
        """What is asked, and how much there is."""
        found = self.agenda
        asked = found.asked if found is not None else ()
        questions = iter(self.sessions.values())
        return ReviewView(
            absent=self.absent,
            drills=tuple(
                DrillPlace(title=n.title, file=n.file)
                for n in self.course.notebooks
                if self.absent and any(item.quiz for item in n.items)
            ),
            due=found.due if found is not None else 0,
            week=found.week if found is not None else 0,
            days=found.days if found is not None else (),
            known=len(found.memories) if found is not None else 0,
            minutes=MINUTES,
            leeches=tuple(map(self.leech, found.leeches)) if found is not None else (),
            items=tuple(
                ReviewItemView(id=id_, card=self.face(id_), question=None)
                if id_.startswith(CARD)
                else ReviewItemView(id=id_, card=None, question=next(questions).shown())
                for id_ in asked
            ),
            workbook=self.workbook.uuid,
            saved=not self.problem,
            problem=self.problem,
        )

    def face(self, id_: str) -> FlashCardView:
        """A card, with both its sides."""
        found: FlashCard | None = card(self.course, id_)
        assert found is not None  # the agenda asks for cards of the course alone
        return FlashCardView(
            sort=found.sort, front=found.front, back=found.back, example=found.example, trap=found.trap
        )

    def leech(self, id_: str) -> LeechView:
        """What was forgotten again and again, and where it was taught."""
        memory = self.memory(id_)
        lapses = memory.lapses if memory is not None else 0
        if id_.startswith(CARD):
            found = card(self.course, id_)
            front, notebook = (found.front, found.notebook) if found is not None else (id_, "")
            return LeechView(title=front, file=f"{notebook}.ipynb" if notebook else "", lapses=lapses)
        home = next((n for n in self.course.notebooks if id_ in (*n.questions, *(i.slug for i in n.items))), None)
        title = self.course.exercise(id_).title
        return LeechView(title=title, file=home.file if home is not None else "", lapses=lapses)

    def handle(self, message: Message) -> list[Message]:
        """Pass a question's message on to it; keep a card's rating; draw more when asked."""
        session = self.sessions.get(str(message.get("slug")))
        if session is not None:
            return session.handle(message)
        return answered(message, ReviewMessage, self.act, self.told, slug=SLUG)

    def act(self, message: ReviewMessage) -> ReviewReply:
        """Do what a message of the page says."""
        if isinstance(message, RateMessage):
            if card(self.course, message.card) is not None:
                try:
                    rated = {"rating": message.rating}
                    self.workbook.append(message.card, 1, "check", rated, "recorded", None, message.id or "")
                    self.problem = ""
                    self.counted()
                except MosaicError as error:
                    self.problem = str(error)
        else:
            self.ends = self.nights(message.days) or self.ends
            if message.more:
                self.drawn()
            else:
                self.counted()
        return ViewReply(view=self.shown())

    def nights(self, days: tuple[float, ...]) -> tuple[datetime, ...]:
        """When the learner's days end; () for what cannot be that: a list that is empty or does not go on by days."""
        now = (self.now or datetime.now(UTC)).timestamp()
        try:
            ends = tuple(datetime.fromtimestamp(ms / 1000, UTC) for ms in days)
        except (ValueError, OverflowError, OSError):
            return ()
        hours = [(b - a) / timedelta(hours=1) for a, b in pairwise(ends)]
        first = ends[0].timestamp() - now if ends else -1.0
        return ends if 0 < first <= 26 * 3600 and all(22 <= h <= 26 for h in hours) else ()

    def told(self, notice: str) -> ViewReply[ReviewView]:
        """The view, with something to say."""
        return ViewReply(view=self.shown(), notice=notice)

    def marks(self) -> dict[str, Any]:
        """The marks of the questions on the screen."""
        return {slug: mark for session in self.sessions.values() for slug, mark in session.marks().items()}

    def refreshed(self, slug: str) -> Message:
        """A question as it is now."""
        return self.sessions[slug].refreshed(slug)

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Review of what you have met. {FALLBACK}"

    def text(self) -> str:
        """What is due, as plain text."""
        view = self.shown()
        return view.absent or view.problem or f"Due today: {view.due}. Within a week: {view.week}."

    def still(self, *, drawn: bool) -> Still:  # noqa: ARG002 - it has no pictures
        """What it is for."""
        return Still(
            title="Review", text="What you have met in the other notebooks, asked again when it is due.", foot=ALIVE
        )
