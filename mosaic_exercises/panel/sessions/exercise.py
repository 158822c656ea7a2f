"""The session of one exercise: what one learner sees of it, and what happens when they act."""

from __future__ import annotations

import random
import re
import time
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise
from mosaic_exercises.errors import FormatError, WorkbookError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner import references, standing
from mosaic_exercises.learner.earned import earned
from mosaic_exercises.learner.judged import Judged
from mosaic_exercises.panel import files, interviews
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.panel.sessions.mirror import mirrored
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import Draft, Event, History, Workbook

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
        self.judged = Judged(exercise, self.key)
        self.problem = ""
        self.parts: tuple[str, ...] = (exercise.kind,)

    # what is shown

    def view(self) -> Message:
        """Everything the browser needs to draw the exercise as this learner left it."""
        history = self.history()
        answer, at = self.standing(history)
        by, base = self.written_by(answer)
        last = history.last
        former = None if last is not None else self.former(history)
        hints = self.exercise.hints
        checked = last.answer if last is not None and self.readable(last.answer) else None
        return {
            "v": 1,
            "kind": self.exercise.kind,
            "slug": self.exercise.id,
            "rev": self.exercise.rev,
            "title": self.exercise.title,
            "prompt": self.exercise.prompt,
            "points": self.points,
            "task": self.task(),
            "files": files.listed(self.exercise.kind, self.exercise.task),
            "answer": answer,
            "answer_at": at,
            "answer_by": by,
            "answer_base": base,
            "checked": checked,
            "result": self.shown(self.check(last.answer)) if last is not None else None,
            "former": former,
            "attempts": history.attempts,
            "earned": self.earned(history),
            "hints": {"total": len(hints), "shown": list(hints[: history.hints])},
            "solution": self.solution() if history.solution_seen else None,
            "solution_left": self.tried(history).solution_left if self.key is not None else None,
            "saved": not self.problem,
            "problem": self.problem,
            "workbook": self.workbook.uuid,
            "who": self.workbook.learner.name or self.workbook.learner.id,
        }

    def earned(self, history: History) -> Message | None:
        """What the answers so far have earned, once there are points to speak of. ``late``: the answer that was checked
        last was given after the solution was opened, and counts for nothing."""
        if not self.points or not (history.checks or history.solution_seen):
            return None
        found = earned(self.exercise, history, self.points, lambda _, event: self.check(event.answer))
        late = history.solution_seen and history.last is not history.earning
        return {"points": found.points, "waiting": found.waiting, "closed": found.closed, "late": late}

    def history(self) -> History:
        """This exercise's past; empty, with a problem to tell, where the disk cannot be read."""
        try:
            return self.workbook.history(self.exercise.id).of(self.exercise.rev)
        except WorkbookError as error:
            self.problem = str(error)
            return History()

    def former(self, history: History) -> Message | None:
        """The last answer to an earlier edition of this exercise, in words where it can still be read."""
        event = history.newest
        if event is None:
            return None
        try:
            said = self.kind.describe(self.exercise.task, self.judged.parsed(event.answer))
        except FormatError:
            said = event.answer if isinstance(event.answer, str) else msgspec.json.encode(event.answer).decode()
        return {"at": standing.milliseconds(event.at), "outcome": event.outcome, "said": said[:TOLD]}

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

    def task(self) -> Message:
        """What the kind shows, with what the learner made elsewhere and may pull in here."""
        shown = self.kind.view(self.exercise.task, random.Random(f"{self.workbook.uuid}:{self.exercise.id}"))
        shown = interviews.with_people(self.exercise.task, shown)
        if wants := self.kind.wants(self.exercise.task):
            try:
                shown = shown | {"offers": msgspec.to_builtins(references.offers(self.course, self.workbook, wants))}
            except WorkbookError as error:
                self.problem = str(error)
        return shown

    def check(self, answer: Any) -> Result:
        """The result of this answer."""
        return self.judged.result(answer)

    def shown(self, result: Result) -> Message:
        """A result for the screen: misconceptions by name."""
        known = self.course.misconceptions
        rows = [
            msgspec.structs.replace(c, misconception=known[c.misconception].name if c.misconception in known else "")
            for c in result.criteria
        ]
        whole: Message = msgspec.to_builtins(msgspec.structs.replace(result, criteria=tuple(rows)))
        blank = {"score": 0.0, "summary": "", "criteria": []}
        empty = {"why": "", "try_next": "", "item": "", "misconception": "", "judge": "computer"}
        return blank | whole | {"criteria": [empty | c for c in whole.get("criteria", [])]}

    def solution(self) -> Message | None:
        """The right or model answer with its reasons."""
        if self.key is None:
            return None
        found = self.kind.solution(self.exercise.task, self.key)
        return {"answer": found.answer, "why": found.why, "reasons": [list(r) for r in found.reasons]}

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f'Exercise "{self.exercise.title}" ({self.exercise.kind}). {FALLBACK}'

    def text(self) -> str:
        """The exercise as plain text with the learner's state, for where no widget can be shown."""
        view = self.view()
        lines = [self.exercise.title, "", self.exercise.prompt, ""]
        answer = view["answer"]
        if answer is None or not self.readable(answer):
            lines.append("You have not answered yet.")
        else:
            parsed = self.judged.parsed(answer)
            lines += ["Your answer:", self.kind.describe(self.exercise.task, parsed)]
        if view["result"]:
            lines.append(f"Last check: {view['result']['outcome'].replace('_', ' ')}. {view['result']['summary']}")
        lines.append(self.problem or f"Saved in {self.workbook.folder.name}.")
        return "\n".join(lines)

    # what happens

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        acts = {
            "hello": self.hello,
            "events": self.events,
            "draft": self.draft,
            "check": self.checked,
            "hint": self.hint,
            "solution": self.open_solution,
            "live": self.live,
            "export": self.export,
            "import": self.read_file,
            "case": self.case,
        }
        act = acts.get(str(message.get("type")))
        if act is None:
            return []
        try:
            replies = act(message)
        except WorkbookError as error:
            self.problem = str(error)
            replies = [{"type": "unsaved", "at": message.get("at", 0), "problem": self.problem}]
        return [{"slug": self.exercise.id, "n": message.get("n", 0), **reply} for reply in replies]

    def hello(self, message: Message) -> list[Message]:
        """The browser shows what its mirror holds: take in a newer draft, ask for events we lack."""
        draft = message.get("draft")
        other: Message = {}
        if isinstance(draft, dict) and isinstance(draft.get("at"), int | float):
            _, at = self.standing(self.history())
            if draft["at"] > at or isinstance(draft.get("base"), int | float):
                other = self.keep(draft)
        ids = [i for i in message.get("ids", []) if isinstance(i, str)]
        have = {e.id for e in self.workbook.events()}
        return [self.fresh(want=[i for i in ids if i not in have]) | other]

    def events(self, message: Message) -> list[Message]:
        """Events from the browser's mirror that this folder lacks (a server that started afresh)."""
        self.workbook.add(mirrored(message.get("events"), self.workbook.uuid, self.workbook.course))
        return [self.fresh()]

    def draft(self, message: Message) -> list[Message]:
        """Something was typed: saved, or not where another window has written since."""
        at = message.get("at", 0)
        other = self.keep(message)
        return [{"type": "elsewhere", "at": at, **other}] if other else [{"type": "saved", "at": at}]

    def checked(self, message: Message) -> list[Message]:
        """Check the answer, write it down, show the result. The browser names the check by the id that its event will
        have, so a check sent again (nobody knew whether it had arrived) is answered again and written down once."""
        answer = message.get("answer")
        id_ = message.get("id")
        named = {"check": id_} if isinstance(id_, str) and re.fullmatch(r"[0-9a-f]{32}", id_) else {}
        result = self.check(answer)
        if result.outcome == "not_attempted":
            try:  # too little for an attempt, and kept all the same
                other = self.keep(message)
            except WorkbookError as error:
                self.problem, other = str(error), {}
            view = self.view() | {"result": self.shown(result), "checked": answer, "answer": answer}
            return [{"type": "view", "view": view, **named, **other}]
        try:
            other = self.keep(message)
            event = self.workbook.append(
                self.exercise.id,
                self.exercise.rev,
                "check",
                answer,
                result.outcome,
                result.score,
                named.get("check", ""),
            )
        except WorkbookError as error:  # feedback must not depend on the disk
            self.problem = str(error)
            view = self.view() | {"result": self.shown(result), "checked": answer, "answer": answer}
            return [{"type": "view", "view": view, **named}]
        self.problem = ""
        return [self.fresh(event=event) | named | other]

    def hint(self, _: Message) -> list[Message]:
        """Open the next hint; the record says so."""
        if self.history().hints >= len(self.exercise.hints):
            return [self.fresh()]
        return [self.fresh(event=self.workbook.append(self.exercise.id, self.exercise.rev, "hint"))]

    def open_solution(self, _: Message) -> list[Message]:
        """Open the solution after honest attempts; the record says so."""
        history = self.history()
        if self.key is None or self.tried(history).solution_left or history.solution_seen:
            return [self.fresh()]
        return [self.fresh(event=self.workbook.append(self.exercise.id, self.exercise.rev, "solution"))]

    def live(self, message: Message) -> list[Message]:
        """What the kind says to what stands there while it is typed; a lab's picture for its control values."""
        if self.kind.live is not None:
            try:
                return [{"type": "live", "live": self.kind.live(self.exercise.task, message.get("values"))}]
            except FormatError as error:
                return [{"type": "live", "error": str(error)}]
        from mosaic_exercises.panel.sessions.lab import picture

        return [picture(self.exercise.task, self.kind, message)]

    def export(self, message: Message) -> list[Message]:
        """What stands in the browser, as a file to save or as pages to print."""
        try:
            offers = references.offers(self.course, self.workbook, self.kind.wants(self.exercise.task))
        except WorkbookError as error:
            return [{"type": "file", "as": message.get("as"), "problem": str(error)}]
        entry = str(message.get("entry") or "")
        asked = files.Asked(self.exercise.task, message.get("answer"), self.exercise.id, entry, offers)
        return [files.saved(self.exercise.kind, asked, message.get("as"))]

    def read_file(self, message: Message) -> list[Message]:
        """The answer in a file that the learner chose; the browser asks before it takes the place of another."""
        return [files.opened(self.exercise.kind, self.exercise.task, message.get("as"), message.get("text"))]

    def case(self, message: Message) -> list[Message]:
        """What the people said whom this exercise can cite."""
        return [interviews.words(self.exercise.task, message.get("ids"))]

    def keep(self, said: Message) -> Message:
        """Keep what stands in the exercise (``said``: answer, at, and by which window over what base). Where another
        window has written since, nothing is kept: returns what it wrote, as ``other``, for the learner to choose."""
        by = said.get("by")
        at, said_base = number(said.get("at")), said.get("base")
        base = float(said_base) if isinstance(said_base, int | float) and not isinstance(said_base, bool) else None
        draft = Draft(
            exercise=self.exercise.id,
            rev=self.exercise.rev,
            at=at,
            answer=said.get("answer"),
            by=by[:40] if isinstance(by, str) else "",
            base=base or 0.0,
        )
        other = None
        if base is not None:
            other = self.workbook.put_draft(draft, base)
        else:
            self.workbook.save_draft(draft)
        self.problem = ""
        return {"other": self.told(other)} if other is not None else {}

    def told(self, draft: Draft) -> Message:
        """Another window's draft, with its text in words, so that it can be seen before it takes the place of this."""
        try:
            text = self.kind.describe(self.exercise.task, self.judged.parsed(draft.answer))
        except FormatError:
            text = draft.answer if isinstance(draft.answer, str) else ""
        return {"answer": draft.answer, "at": draft.at, "by": draft.by, "text": text[:TOLD]}

    # what happens elsewhere

    def marks(self) -> dict[str, Any]:
        """A mark of all that this panel shows of the disk, by slug: another means that somebody else wrote."""
        return {self.exercise.id: self.workbook.mark(self.exercise.id)}

    def refreshed(self, slug: str) -> Message:
        """What to tell the browser when that mark has changed."""
        return {"slug": slug, **self.fresh()}

    def fresh(self, event: Event | None = None, want: list[str] | None = None) -> Message:
        """The view as it is now, with what the browser's mirror should keep or send."""
        reply: Message = {"type": "view", "view": self.view()}
        if event is not None:
            reply["event"] = msgspec.to_builtins(event)
        if want:
            reply["want"] = want
        return reply


def number(value: Any) -> float:
    """A time the browser sent; now, where it sent none."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e15
    return float(value) if good else time.time() * 1000
