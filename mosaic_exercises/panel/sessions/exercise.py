"""The session of one exercise: what one learner sees of it, and what happens when they act."""

from __future__ import annotations

import re
import time
from typing import Any

import msgspec
from msgspec import UNSET

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.errors import FormatError, WorkbookError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import dealt
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.learner import references, standing
from mosaic_exercises.learner.earned import earned
from mosaic_exercises.panel import case_sections, files, interviews, outcomes, stills
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.panel.sessions.mirror import mirrored
from mosaic_exercises.panel.wire import answered, messages, replies, views, written
from mosaic_exercises.reading.refs import Offer
from mosaic_exercises.recall.agenda import askable
from mosaic_exercises.recall.prompts import prompt_terms
from mosaic_exercises.recall.ratings import WANTED
from mosaic_exercises.results import Result
from mosaic_exercises.running_case.file import key as case_key
from mosaic_exercises.workbook import Draft, Event, History, Workbook
from mosaic_exercises.workbook.events import EventType

TOLD = 600  # characters of another window's answer that are shown


class ExerciseSession:
    """One exercise of one learner."""

    def __init__(self, exercise: Exercise, course: Course, workbook: Workbook, points: float) -> None:
        self.exercise = exercise
        self.course = course
        self.workbook = workbook
        self.points = points
        self.kind = KINDS[exercise.kind]
        self.key = course.key(exercise.id)
        self.judged = Judged(exercise.kind, exercise.task, self.key)
        self.problem = ""
        self.parts: tuple[str, ...] = (exercise.kind,)

    # what is shown

    def view(self) -> Message:
        """The view as it travels."""
        return written(self.shown())

    def shown(self) -> views.ExerciseView:
        """Everything the browser needs to draw the exercise as this learner left it."""
        history = self.history()
        raw, at = self.standing(history)
        by, base = self.written_by(raw)
        last = history.last
        hints = self.exercise.hints
        offers = self.offers()
        checked = references.named_today(last.answer, offers) if last is not None else None
        return views.ExerciseView(
            kind=self.exercise.kind,
            slug=self.exercise.id,
            rev=self.exercise.rev,
            title=self.exercise.title,
            prompt=self.exercise.prompt,
            points=self.points,
            task=self.task(offers),
            files=files.listed(self.exercise.kind, self.exercise.task),
            answer=references.named_today(raw, offers),
            answer_at=at,
            answer_by=by,
            answer_base=base,
            checked=checked if last is not None and self.readable(checked) else None,
            result=self.found(self.check(checked)) if last is not None else None,
            former=None if last is not None else self.former(history),
            attempts=history.attempts,
            earned=self.earned(history),
            hints=views.HintsView(total=len(hints), shown=hints[: history.hints]),
            solution=outcomes.solution_view(self.exercise, self.key) if history.solution_seen else None,
            solution_left=self.tried(history).solution_left if self.key is not None else None,
            saved=not self.problem,
            problem=self.problem,
            workbook=self.workbook.uuid,
            who=self.workbook.learner.name or self.workbook.learner.id,
            returns=askable(self.course, self.exercise.id) or UNSET,
            case=(self.exercise.case and case_key()) or UNSET,
            terms=tuple(
                views.PromptTermView(id=slug, word=word, meaning=meaning)
                for slug, word, meaning in prompt_terms(self.course, self.exercise)
            )
            or UNSET,
        )

    def earned(self, history: History) -> views.EarnedView | None:
        """What the answers so far have earned, once there are points to speak of. ``late``: the answer that was checked
        last was given after the solution was opened, and counts for nothing."""
        if not self.points or not (history.checks or history.solution_seen):
            return None
        found = earned(self.exercise, history, self.points, lambda _, event: self.check(event.answer))
        late = history.solution_seen and history.last is not history.earning
        return views.EarnedView(points=found.points, waiting=found.waiting, closed=found.closed, late=late)

    def history(self) -> History:
        """This exercise's past; empty, with a problem to tell, where the disk cannot be read."""
        try:
            return self.workbook.history(self.exercise.id).of(self.exercise.rev)
        except WorkbookError as error:
            self.problem = str(error)
            return History()

    def former(self, history: History) -> views.FormerView | None:
        """The last answer to an earlier edition of this exercise, in words where it can still be read."""
        event = history.newest
        if event is None:
            return None
        try:
            said = self.kind.describe(self.exercise.task, self.judged.parsed(event.answer))
        except FormatError:
            said = event.answer if isinstance(event.answer, str) else msgspec.json.encode(event.answer).decode()
        return views.FormerView(at=standing.milliseconds(event.at), outcome=event.outcome, said=said[:TOLD])

    def tried(self, history: History) -> History:
        """The history with those checks only that were attempts."""
        return msgspec.structs.replace(history, checks=tuple(e for e in history.checks if self.judged.tried(e.answer)))

    def standing(self, history: History) -> tuple[Any, float]:
        """The newer of the draft and the last check, as long as the exercise can still read it."""
        found = standing.standing(self.exercise, self.workbook, history, self.judged)
        return (found.raw, found.at) if found is not None else (None, 0)

    def written_by(self, answer: Any) -> tuple[str, float]:
        """The window that wrote the answer that stands ("" where none is known), and the time of the newest answer of
        others that it had seen."""
        draft = self.workbook.draft(self.exercise.id)
        return (draft.by, draft.base) if draft is not None and draft.answer == answer else ("", 0.0)

    def readable(self, answer: Any) -> bool:
        """Whether the exercise as it is today can read this answer."""
        return self.judged.readable(answer)

    def offers(self) -> tuple[Offer, ...]:
        """What the learner made elsewhere and may pull in here."""
        try:
            return tuple(references.offers(self.course, self.workbook, self.kind.wants(self.exercise.task)))
        except WorkbookError as error:
            self.problem = str(error)
            return ()

    def task(self, offers: tuple[Offer, ...]) -> msgspec.Struct:
        """What the kind shows, with what may be pulled in here and the people who can be cited."""
        more: dict[str, Any] = {"offers": offers} if offers else {}
        shown = dealt(self.kind, self.exercise.task, self.key, f"{self.workbook.uuid}:{self.exercise.id}")
        if sources := self.kind.sources(self.exercise.task):
            more["sources"] = interviews.with_people(sources, getattr(shown, "sources", ()))
        return msgspec.structs.replace(shown, **more)

    def check(self, answer: Any) -> Result:
        """The result of this answer."""
        return self.judged.result(answer)

    def found(self, result: Result) -> views.ResultView:
        """A result for the screen."""
        return outcomes.result_view(result, {slug: one.name for slug, one in self.course.misconceptions.items()})

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f'Exercise "{self.exercise.title}" ({self.exercise.kind}). {FALLBACK}'

    def text(self) -> str:
        """The exercise as plain text with the learner's state, for where no widget can be shown."""
        view = self.shown()
        lines = [self.exercise.title, "", self.exercise.prompt, ""]
        answer = view.answer
        if answer is None or not self.readable(answer):
            lines.append("You have not answered yet.")
        else:
            parsed = self.judged.parsed(answer)
            lines += ["Your answer:", self.kind.describe(self.exercise.task, parsed)]
        if view.result is not None:
            lines.append(f"Last check: {view.result.outcome.replace('_', ' ')}. {view.result.summary}")
        lines.append(self.problem or f"Saved in {self.workbook.folder.name}.")
        return "\n".join(lines)

    def still(self, *, drawn: bool) -> Still:
        """The exercise to read, nobody's answer in it."""
        return stills.of_exercise(self.exercise, self.key, drawn=drawn)

    # what happens

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        return answered(message, messages.ExerciseMessage, self.act, unread, slug=self.exercise.id)

    def act(self, message: messages.ExerciseMessage) -> replies.ExerciseReply:
        """Do what a message says. Where the disk refuses, the reply says so and nothing else has changed."""
        try:
            return self.done(message)
        except WorkbookError as error:
            self.problem = str(error)
            return replies.UnsavedReply(at=getattr(message, "at", 0.0), problem=self.problem)

    def done(self, message: messages.ExerciseMessage) -> replies.ExerciseReply:
        """Do what a message says. Raises WorkbookError."""
        match message:
            case messages.HelloMessage():
                return self.hello(message)
            case messages.DraftMessage():
                return self.draft(message)
            case messages.CheckMessage():
                return self.checked(message)
            case messages.HintMessage():
                return self.hint()
            case messages.SolutionMessage():
                return self.open_solution()
            case messages.EventsMessage():
                return self.events(message)
            case messages.LiveMessage():
                return self.live(message)
            case messages.ExportMessage():
                return self.export(message)
            case messages.ImportMessage():
                return self.read_file(message)
            case messages.CaseMessage():
                return self.case(message)
            case messages.CaseFileMessage():
                return case_sections.asked()
            case messages.AgainMessage():
                return self.again()

    def hello(self, message: messages.HelloMessage) -> replies.ViewReply[views.ExerciseView]:
        """The browser shows what its mirror holds: take in a newer draft, ask for events we lack."""
        draft = message.draft
        other = None
        if draft is not None:
            _, at = self.standing(self.history())
            if draft.at > at or draft.base is not None:
                other = self.keep(draft)
        have = {e.id for e in self.workbook.events()}
        want = tuple(i for i in message.ids if isinstance(i, str) and i not in have)
        return self.fresh(want=want, other=other)

    def events(self, message: messages.EventsMessage) -> replies.ViewReply[views.ExerciseView]:
        """Events from the browser's mirror that this folder lacks (a server that started afresh)."""
        self.workbook.add(mirrored(message.events, self.workbook.uuid, self.workbook.course))
        return self.fresh()

    def draft(
        self, message: messages.DraftMessage
    ) -> replies.SavedReply | replies.UnsavedReply | replies.ElsewhereReply:
        """Something was typed: saved, or not where another window has written since."""
        other = self.keep(message)
        if other is not None:
            return replies.ElsewhereReply(at=message.at, other=other)
        if self.problem:
            return replies.UnsavedReply(at=message.at, problem=self.problem)
        return replies.SavedReply(at=message.at)

    def checked(self, message: messages.CheckMessage) -> replies.ViewReply[views.ExerciseView]:
        """Check the answer, write it down, show the result. The browser names the check by the id that its event will
        have, so a check sent again (nobody knew whether it had arrived) is answered again and written down once."""
        id_ = message.id if message.id is not None and re.fullmatch(r"[0-9a-f]{32}", message.id) else ""
        result = self.check(message.answer)
        event = other = None
        try:
            other = self.keep(message)  # also what is too little for an attempt
            if result.outcome != "not_attempted":
                event = self.noted("check", message.answer, result.outcome, result.score, id_)
        except WorkbookError as error:  # feedback must not depend on the disk
            self.problem = str(error)
        view = self.shown()
        if event is None:  # the record says nothing of it
            now = {"result": self.found(result), "checked": message.answer, "answer": message.answer}
            view = msgspec.structs.replace(view, **now)
        return self.fresh(view, event=event, other=other, check=id_)

    def hint(self) -> replies.ViewReply[views.ExerciseView]:
        """Open the next hint; the record says so."""
        if self.history().hints >= len(self.exercise.hints):
            return self.fresh()
        return self.fresh(event=self.noted("hint"))

    def open_solution(self) -> replies.ViewReply[views.ExerciseView]:
        """Open the solution after honest attempts; the record says so."""
        history = self.history()
        if self.key is None or self.tried(history).solution_left or history.solution_seen:
            return self.fresh()
        return self.fresh(event=self.noted("solution"))

    def noted(self, type_: EventType, *what: Any) -> Event:
        """Write an act of this exercise down (``what``: answer, outcome, score, id). Where the disk refuses it is held,
        and the learner is told. Raises WorkbookError where the disk cannot be read."""
        event = self.workbook.append(self.exercise.id, self.exercise.rev, type_, *what)
        self.problem = self.workbook.unsaved
        return event

    def live(self, message: messages.LiveMessage) -> replies.LiveReply:
        """What the kind says to what stands there while it is typed; a lab's picture for its control values."""
        if self.kind.live is not None:
            try:
                return replies.LiveReply(live=self.kind.live(self.exercise.task, message.values))
            except FormatError as error:
                return replies.LiveReply(error=str(error))
        from mosaic_exercises.panel.sessions.lab import picture

        return picture(self.exercise.task, self.kind, message)

    def export(self, message: messages.ExportMessage) -> replies.FileReply:
        """What stands in the browser, as a file to save or as pages to print."""
        try:
            offers = references.offers(self.course, self.workbook, self.kind.wants(self.exercise.task))
        except WorkbookError as error:
            return replies.FileReply(as_=message.as_, problem=str(error))
        asked = files.Asked(self.exercise.task, message.answer, self.exercise.id, message.entry or "", offers)
        return files.saved(self.exercise.kind, asked, message.as_)

    def read_file(self, message: messages.ImportMessage) -> replies.ImportedReply:
        """The answer in a file that the learner chose; the browser asks before it takes the place of another."""
        return files.opened(self.exercise.kind, self.exercise.task, message.as_, message.text)

    def again(self) -> replies.ViewReply[views.ExerciseView]:
        """Note that the learner wants to be asked this again; the next review does."""
        self.workbook.append(f"{WANTED}{self.exercise.id}", self.exercise.rev, "check", None, "recorded")
        return self.fresh()

    def case(self, message: messages.CaseMessage) -> replies.CaseReply:
        """What the people said whom this exercise can cite."""
        return interviews.words(self.kind.sources(self.exercise.task), message.ids)

    def keep(
        self, said: messages.DraftMessage | messages.CheckMessage | messages.MirroredDraft
    ) -> replies.OtherAnswer | None:
        """Keep what stands in the exercise (``said``: answer, at, and by which window over what base). Where another
        window has written since, nothing is kept: returns what it wrote, for the learner to choose."""
        draft = Draft(
            exercise=self.exercise.id,
            rev=self.exercise.rev,
            at=moment(said.at),
            answer=said.answer,
            by=(said.by or "")[:40],
            base=said.base or 0.0,
        )
        other = None
        if said.base is not None:
            other = self.workbook.put_draft(draft, said.base)
        else:
            self.workbook.save_draft(draft)
        self.problem = self.workbook.unsaved
        return self.told(other) if other is not None else None

    def told(self, draft: Draft) -> replies.OtherAnswer:
        """Another window's draft, with its text in words, so that it can be seen before it takes the place of this."""
        try:
            text = self.kind.describe(self.exercise.task, self.judged.parsed(draft.answer))
        except FormatError:
            text = draft.answer if isinstance(draft.answer, str) else ""
        return replies.OtherAnswer(answer=draft.answer, at=draft.at, by=draft.by, text=text[:TOLD])

    # what happens elsewhere

    def marks(self) -> dict[str, Any]:
        """A mark of all that this panel shows of the disk, by slug: another means that somebody else wrote."""
        return {self.exercise.id: self.workbook.mark(self.exercise.id)}

    def refreshed(self, slug: str) -> Message:
        """What to tell the browser when that mark has changed."""
        self.problem = self.workbook.unsaved
        return written(msgspec.structs.replace(self.fresh(), slug=slug))

    def fresh(
        self,
        view: views.ExerciseView | None = None,
        *,
        event: Event | None = None,
        want: tuple[str, ...] = (),
        other: replies.OtherAnswer | None = None,
        check: str = "",
    ) -> replies.ViewReply[views.ExerciseView]:
        """The view as it is now, with what the browser's mirror should keep or send."""
        return replies.ViewReply(
            view=view or self.shown(),
            event=event or msgspec.UNSET,
            want=want or msgspec.UNSET,
            other=other or msgspec.UNSET,
            check=check or msgspec.UNSET,
        )


def unread(problem: str) -> replies.UnsavedReply:
    """The reply to what is no message: nothing of it was kept."""
    return replies.UnsavedReply(at=0.0, problem=problem)


def moment(at: float) -> float:
    """A time (ms since 1970) that the browser sent; now, where it sent none that can be."""
    return at if 0 < at < 1e15 else time.time() * 1000
