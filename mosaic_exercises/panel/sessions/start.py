"""The session at the head of a notebook: the learner, the mosaic so far, and the way on."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.panel.sessions.contract import FALLBACK, Message
from mosaic_exercises.panel.sessions.learner import LearnerDesk, books_folder, here, neighbours
from mosaic_exercises.panel.sessions.mirror import mirrored
from mosaic_exercises.workbook import Draft, Learner, Workbook
from mosaic_exercises.workbook.handin import take_in

TRACKS = (
    ("any", "Any role", "Sessions 1 to 6: for everybody who works with or for customers."),
    ("intermediate", "Intermediate", "Adds session 7: involve colleagues, decide and set priorities."),
    ("manager", "Manager", "Adds session 8: guidelines, methods and vision of a customer-culture company."),
)
PARTS = 100  # of an uploaded file, 2 MB each; its whole size is limited where it is read


class StartSession:
    """The head of every notebook: the learner, the mosaic so far, and the way on."""

    parts: tuple[str, ...] = ("start",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = LearnerDesk(course, workbook)
        self.uploads: dict[str, dict[int, str]] = {}

    def view(self) -> Message:
        """Learner, mosaic, notebooks."""
        each = self.desk.tiles()
        folder = books_folder()
        rows = [
            {
                "file": f"{n.id}.ipynb",
                "title": n.title,
                "summary": n.summary,
                "minutes": n.minutes,
                "here": n.id == here(),
                "exists": (folder / f"{n.id}.ipynb").is_file(),
                "done": sum(t.state == "laid" for t in laid),
                "total": len(laid),
            }
            for n, laid in each
        ]
        return {
            "v": 1,
            "kind": "start",
            "course": {"title": self.course.title, "version": self.course.version},
            "learner": msgspec.to_builtins(self.workbook.learner),
            "fixed": list(self.workbook.fixed),
            "tracks": [{"id": i, "name": name, "text": text} for i, name, text in TRACKS],
            "mosaic": {
                "done": sum(row["done"] for row in rows),
                "total": sum(row["total"] for row in rows),
                "modules": [
                    {"id": n.id, "title": n.title, "tiles": [msgspec.to_builtins(t) for t in laid]} for n, laid in each
                ],
            },
            "notebooks": rows,
            **neighbours(self.course),
            "workbook": self.workbook.uuid,
            "events": sum(len(h.every) for h in self.desk.past().values()),
            "saved": not self.desk.problem,
            "problem": self.desk.problem,
            "notices": list(self.workbook.notices),
        }

    def handle(self, message: Message) -> list[Message]:
        """Answer one message of the browser."""
        notice = ""
        reload = False
        want: list[str] = []
        try:
            match message.get("type"):
                case "learner":
                    notice = self.desk.save_learner(message)
                case "download":
                    return [self.desk.download()]
                case "upload":
                    text = self.whole(message)
                    if text is None:
                        return []
                    notice = take_in(self.workbook, text.encode("utf-8", "replace"))
                    reload = True
                case "events":
                    events = mirrored(message.get("events"), self.workbook.uuid, self.workbook.course)
                    reload = self.workbook.add(events) > 0
                case "restore":
                    notice = restore(self.workbook, message)
                    reload = True
                case "hello" | "refresh":
                    want = self.missing(message)
                case _:
                    return []
        except MosaicError as error:
            notice = f"That did not work: {error}"
        reply: Message = {"type": "view", "view": self.view(), "notice": notice, "reload": reload}
        return [reply | {"want": want} if want else reply]

    def marks(self) -> dict[str, Any]:
        """A mark of all answers and of the learner."""
        return {"": self.workbook.mark()}

    def refreshed(self, slug: str) -> Message:  # noqa: ARG002 - it has no exercises
        """Something has changed somewhere: the page's panels ask for what they show of it."""
        return {"type": "changed"}

    def missing(self, message: Message) -> list[str]:
        """The ids of events that the browser's mirror holds and this folder lacks."""
        have = {event.id for event in self.workbook.events()}
        ids = message.get("ids")
        return [i for i in ids if isinstance(i, str) and i not in have] if isinstance(ids, list) else []

    def whole(self, message: Message) -> str | None:
        """An uploaded file's text once all its parts are here (a server limits a message's size), until then None."""
        text, parts, part = str(message.get("text", "")), message.get("parts", 1), message.get("part", 0)
        if not isinstance(parts, int) or not isinstance(part, int) or not 0 <= part < parts <= PARTS:
            raise FormatError("the file did not arrive whole; please choose it again")
        got = self.uploads.setdefault(str(message.get("id", "")), {})
        got[part] = text
        if len(got) < parts:
            return None
        self.uploads.clear()
        return "".join(got[i] for i in range(parts))

    def label(self) -> str:
        """One stable line, the same for every learner."""
        return f"{self.course.title}. {FALLBACK}"

    def text(self) -> str:
        """The learner and how far they are, as plain text."""
        view = self.view()
        who = view["learner"]["name"] or view["learner"]["id"] or "No name yet"
        lines = [f"{self.course.title}. {who}.", f"{view['mosaic']['done']} of {view['mosaic']['total']} tiles laid."]
        lines += [f"{row['title']}: {row['done']} of {row['total']}" for row in view["notebooks"] if row["exists"]]
        return "\n".join(lines)


def restore(workbook: Workbook, message: Message) -> str:
    """Take answers back that this browser kept for another folder. The learner was asked and said yes."""
    uuid = str(message.get("workbook", ""))
    who = message.get("learner")
    try:
        learner = msgspec.convert(who, Learner) if who else Learner()
    except (msgspec.ValidationError, RecursionError):
        learner = Learner()
    workbook.adopt(uuid, learner)
    events = mirrored(message.get("events"), uuid, workbook.course)
    new = workbook.add(events)
    kept = 0
    drafts = message.get("drafts")
    for row in drafts if isinstance(drafts, list) else []:
        try:
            kept += workbook.save_draft(msgspec.convert(row, Draft))
        except (msgspec.ValidationError, RecursionError, FormatError):
            continue
    return f"Restored from this browser: {new} checked answers and {kept} drafts."
