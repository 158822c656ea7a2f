"""The rooms at the two ends of a notebook: who works here and how far they are; and handing in."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise, Notebook, Placed, by_notebook
from mosaic_exercises.errors import FormatError, MosaicError, WorkbookError
from mosaic_exercises.learner.earned import Earned, earned_tile, judge, together
from mosaic_exercises.learner.progress import Tile, tiles
from mosaic_exercises.panel.rooms import FALLBACK, Message, mirrored
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import Draft, History, Learner, Workbook
from mosaic_exercises.workbook.events import Event
from mosaic_exercises.workbook.handin import collect, file_name, hand_in, take_in, write
from mosaic_exercises.workbook.places import course_root

TRACKS = (
    ("any", "Any role", "Sessions 1 to 6: for everybody who works with or for customers."),
    ("intermediate", "Intermediate", "Adds session 7: involve colleagues, decide and set priorities."),
    ("manager", "Manager", "Adds session 8: guidelines, methods and vision of a customer-culture company."),
)
PARTS = 100  # of an uploaded file, 2 MB each; its whole size is limited where it is read
LIMITS = {"name": 120, "id": 80, "email": 160}


class Desk:
    """What the two rooms share: the learner, their tiles, their file."""

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.problem = ""
        self._judged: dict[str, Result] = {}

    def earned(self, placed: Placed, past: Mapping[str, History]) -> Earned:
        """What a tile has earned so far. An event never changes, so each is judged once."""
        judged = judge(self.course)

        def once(exercise: Exercise, event: Event) -> Result:
            if event.id not in self._judged:
                self._judged[event.id] = judged(exercise, event)
            return self._judged[event.id]

        return earned_tile(self.course, placed, past, self.workbook.uuid, once, self.workbook.learner.track)

    def past(self) -> dict[str, History]:
        """The learner's histories; empty, with a problem to tell, where the disk cannot be read."""
        try:
            return self.workbook.histories()
        except WorkbookError as error:
            self.problem = str(error)
            return {}

    def tiles(self) -> list[tuple[Notebook, tuple[Tile, ...]]]:
        """Every notebook with its tiles."""
        past = self.past()
        seed, track = self.workbook.uuid, self.workbook.learner.track
        return [(n, tiles(self.course, n, past, seed, track)) for n in self.course.notebooks]

    def download(self) -> Message:
        """All answers as one file."""
        data = write(collect(self.workbook, self.course.version)).decode()
        return {"type": "file", "name": file_name(self.workbook.learner), "mime": "application/json", "text": data}

    def save_learner(self, message: Message) -> str:
        """Keep what the learner said of themselves. Returns a notice."""
        said = message.get("learner")
        try:
            learner = msgspec.convert(said, Learner)
        except (msgspec.ValidationError, RecursionError):
            raise FormatError("The form could not be read. Nothing was changed.") from None
        clean = {f: " ".join(getattr(learner, f).split())[:limit] for f, limit in LIMITS.items()}
        self.workbook.set_learner(msgspec.structs.replace(learner, **clean))
        return "Saved."


def here() -> str:
    """The stem of the notebook this kernel runs, or "" where the server does not say."""
    return PurePosixPath(os.environ.get("JPY_SESSION_NAME", "").replace("\\", "/")).stem


def books_folder() -> Path:
    """Where the course's notebooks lie."""
    return (course_root() or Path.cwd()) / "notebooks"


def neighbours(course: Course) -> Message:
    """The notebooks before and after this one (``prev`` and ``next``: file and title), of those that are there."""
    folder = books_folder()
    at = next((i for i, n in enumerate(course.notebooks) if n.id == here()), None)
    if at is None:
        return {"prev": None, "next": None}

    def nearest(some: Iterable[Notebook]) -> Message | None:
        there = (n for n in some if (folder / f"{n.id}.ipynb").is_file())
        return next(({"file": f"{n.id}.ipynb", "title": n.title} for n in there), None)

    return {"prev": nearest(reversed(course.notebooks[:at])), "next": nearest(course.notebooks[at + 1 :])}


class StartRoom:
    """The head of every notebook: the learner, the mosaic so far, and the way on."""

    parts: tuple[str, ...] = ("start",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = Desk(course, workbook)
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


class SubmitRoom:
    """The foot of a notebook: what is done, what is missing, and the file to hand in."""

    parts: tuple[str, ...] = ("submit",)

    def __init__(self, course: Course, workbook: Workbook) -> None:
        self.course = course
        self.workbook = workbook
        self.desk = Desk(course, workbook)

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
