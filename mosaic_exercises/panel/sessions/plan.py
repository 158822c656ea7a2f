"""The session of the plan: what is made, what is missing, and the plan as files."""

from __future__ import annotations

import base64
from typing import Any

from mosaic_exercises.course import Course, by_notebook
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.errors import MosaicError, WorkbookError
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.plan import Plan, gather
from mosaic_exercises.plan.files import MIME, plan_file
from mosaic_exercises.workbook import Workbook


class PlanSession:
    """The plan of one learner, gathered anew whenever something changed."""

    parts: tuple[str, ...] = ("plan",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook

    def view(self) -> Message:
        """The chapters with the state of each part, the mosaic, and what leads nowhere."""
        shown: dict[str, Any] = {"v": 1, "kind": "plan", "workbook": self.workbook.uuid, "saved": True, "problem": ""}
        try:
            plan = gather(self.course, self.workbook)
        except WorkbookError as error:
            return shown | {"saved": False, "problem": str(error), "chapters": [], "broken": [], "made": 0, "all": 0}
        owner = by_notebook(self.course)
        chapters = [
            {
                "title": chapter.title,
                "parts": [
                    {
                        "slug": part.exercise,
                        "title": part.title,
                        "state": part.state,
                        "todo": part.todo,
                        "file": f"{owner[part.exercise].id}.ipynb" if part.exercise in owner else "",
                        "notebook": owner[part.exercise].title if part.exercise in owner else "",
                    }
                    for part in chapter.parts
                ],
            }
            for chapter in plan.chapters
        ]
        made, all_ = plan.counted
        return shown | {
            "title": plan.title,
            "track": plan.track,
            "chapters": chapters,
            "broken": list(plan.broken),
            "made": made,
            "all": all_,
            "picture": {"svg": svg(plan.cover), "alt": plan.cover.alt},
        }

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        kind = message.get("type")
        if kind == "plan":
            return self.file(str(message.get("as")))
        return [{"type": "view", "view": self.view()}] if kind in ("hello", "refresh") else []

    def file(self, ending: str) -> list[Message]:
        """The plan as a file for the browser to save."""
        if ending not in MIME:
            return []
        try:
            data = plan_file(gather(self.course, self.workbook), ending)
        except MosaicError as error:
            return [{"type": "view", "view": self.view(), "notice": f"That did not work: {error}"}]
        name = f"customer-development-plan.{ending}"
        text = {"base64": base64.b64encode(data).decode()} if ending == "pptx" else {"text": data.decode()}
        return [{"type": "file", "name": name, "mime": MIME[ending], **text}]

    def marks(self) -> dict[str, Any]:
        """Nothing: the head of the notebook hears of changes and tells the page."""
        return {}

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """The view as it is now."""
        return {"type": "view", "view": self.view()}

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"Your Customer Development Plan. {FALLBACK}"

    def text(self) -> str:
        """What is made and what is missing, as plain text."""
        plan: Plan = gather(self.course, self.workbook)
        made, all_ = plan.counted
        return "\n".join([f"{made} of {all_} parts of the plan are made.", *(f"- {line}" for line in plan.missing)])
