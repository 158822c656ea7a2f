"""The session at the foot of a notebook: what is done, what is missing, and the file to hand in."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.course import Course, by_notebook
from mosaic_exercises.errors import MosaicError, WorkbookError
from mosaic_exercises.learner.earned import together
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.panel.sessions.learner import LearnerDesk, here, neighbours
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.handin import hand_in


class SubmitSession:
    """The foot of a notebook: what is done, what is missing, and the file to hand in."""

    parts: tuple[str, ...] = ("submit",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = LearnerDesk(course, workbook)

    def view(self) -> Message:
        """One row a tile, by notebook, and what is missing."""
        owner = by_notebook(self.course)
        past = self.desk.past()
        earned = {p.slug: self.desk.earned(p, past) for p in self.course.placed()}
        rows: list[dict[str, Any]] = [
            {
                "notebook": n.title,
                "here": n.id == here(),
                "slug": t.slug,
                "title": t.title,
                "state": t.state,
                "outcome": t.outcome,
                "attempts": past[t.slug].attempts if t.slug in past else 0,
                "solution": t.slug in past and past[t.slug].solution_seen,
                "points": earned[t.slug].possible,
                "earned": msgspec.to_builtins(earned[t.slug]),
            }
            for n, laid in self.desk.tiles()
            for t in laid
        ]
        return {
            "v": 1,
            "kind": "submit",
            **neighbours(self.course),
            "learner": msgspec.to_builtins(self.workbook.learner),
            "fixed": list(self.workbook.fixed),
            "rows": rows,
            "total": msgspec.to_builtins(together(earned.values())),
            "missing": [f"{owner[r['slug']].title}: {r['title']}" for r in rows if r["state"] == "empty"],
            "workbook": self.workbook.uuid,
            "saved": not self.desk.problem,
            "problem": self.desk.problem,
        }

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        notice = ""
        try:
            match message.get("type"):
                case "learner":
                    notice = self.desk.save_learner(message)
                case "handin":
                    return self.hand_in()
                case "hello" | "refresh":
                    pass
                case _:
                    return []
        except MosaicError as error:
            notice = f"That did not work: {error}"
        return [{"type": "view", "view": self.view(), "notice": notice}]

    def hand_in(self) -> list[Message]:
        """The file for the browser to offer, and a copy on the disk where the disk takes it."""
        try:
            path, data = hand_in(self.workbook, self.course.version)
            notice = f"A copy is in {self.workbook.folder.name}/hand_in/{path.name}."
        except WorkbookError:
            return [self.desk.download()]
        text = data.decode()
        made = {"type": "file", "name": path.name, "mime": "application/json", "text": text}
        return [made, {"type": "view", "view": self.view(), "notice": notice}]

    def marks(self) -> dict[str, Any]:
        """Nothing: the head of the notebook hears of changes and tells the page."""
        return {}

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return {"type": "view", "view": self.view()}

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Hand in your work. {FALLBACK}"

    def text(self) -> str:
        """What is missing, as plain text."""
        missing = self.view()["missing"]
        return "Everything is done." if not missing else "Still missing:\n" + "\n".join(f"- {m}" for m in missing)
