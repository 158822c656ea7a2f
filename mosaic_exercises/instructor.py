"""What an instructor's notebook uses: ``from mosaic_exercises.instructor import marking``."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mosaic_exercises.course import Exercise, load
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.reading.paths import shown, there
from mosaic_exercises.workbook.places import course_root

if TYPE_CHECKING:
    from mosaic_exercises.grading.marking.session import MarkingSession
    from mosaic_exercises.grading.wall.board import WallBoard
    from mosaic_exercises.grading.wall.folder import WallFolder
    from mosaic_exercises.office.desk import ClassDesk
    from mosaic_exercises.office.figures import Wanted
    from mosaic_exercises.office.forms import PageAction
    from mosaic_exercises.office.settings_form import SettingsForm
    from mosaic_exercises.panel.widget import Panel

ROOM = "room"  # where a workshop's hand-in files are put
CLASS = "class"  # where the class page keeps what it has
FOLDER = "grades"  # where the guide lets ``mosaic grade`` write


def marking(source: str | Path = "", marker: str = "") -> Panel:
    """The marking queue of a gradebook: a folder that ``mosaic grade`` has written, or a database's URL (default: what
    MOSAIC_GRADES names, else the folder ``grades`` in the course's folder). ``marker``: the name that learners see
    beside comments. Where there is no gradebook the panel says how to get one."""
    from mosaic_exercises.panel.sessions.marking import QueueSession
    from mosaic_exercises.panel.widget import Panel

    named = str(source) or os.environ.get("MOSAIC_GRADES", "") or FOLDER
    return Panel(QueueSession(desk, named, marker or me()))


def desk(source: str) -> MarkingSession:
    """The gradebook at a place, opened for marking. Raises MosaicError where there is none, with what to do."""
    try:
        from mosaic_exercises.grading.exchange.results import gradebook
        from mosaic_exercises.grading.gradebook.store import Gradebook
        from mosaic_exercises.grading.marking.session import MarkingSession
    except ImportError:
        raise MosaicError("Marking needs the package sqlalchemy: pip install 'mosaic-exercises[grading]'") from None
    found = [source] if "://" in source else places(source)
    where = next((book for place in found if (book := gradebook(place)) is not None), None)
    if where is None:
        raise MosaicError(
            f"There is no gradebook in '{shown(source)}'. Grade the class first: mosaic grade FOLDER --out {FOLDER}. "
            "Or write above where the gradebook is."
        )
    return MarkingSession(Gradebook(where), load())


def room(folder: str | Path = "") -> Panel:
    """The wall of a workshop: the answers in a folder of hand-in files, side by side, new ones as they arrive. Default:
    what MOSAIC_ROOM names, else the folder ``room`` in the course's folder. Where there is none the panel says so."""
    from mosaic_exercises.panel.sessions.room import RoomSession
    from mosaic_exercises.panel.widget import Panel

    return Panel(RoomSession(wall, str(folder) or os.environ.get("MOSAIC_ROOM", "") or ROOM))


def class_page(folder: str | Path = "") -> Panel:
    """A class on one page: its hand-ins, results, questions, marking, settings and files. Default: what MOSAIC_CLASS
    names, else the folder ``class`` in the course's folder; it is made when something is put into it. Raises
    MosaicError for what no folder can be called."""
    from mosaic_exercises.office.desk import ClassDesk
    from mosaic_exercises.panel.sessions.classpage import ClassSession
    from mosaic_exercises.panel.sessions.marking import QueueSession
    from mosaic_exercises.panel.widget import Panel

    named = str(folder) or os.environ.get("MOSAIC_CLASS", "") or CLASS
    try:
        new = (course_root() or Path()) / Path(named).expanduser()
        root = next((place for place in (*places(named), new) if place.is_dir()), new)
    except (OSError, ValueError, RuntimeError):
        raise MosaicError(f"No folder can be called '{shown(named)}' here. Name another one for the class.") from None
    course = load()
    held = ClassDesk(root.resolve(), course)

    def queue() -> QueueSession:
        folder = held.folder
        return QueueSession(desk, str(folder.book if folder.ways.book else folder.grades), me())

    return Panel(ClassSession(held, Makers(held), queue, course.title, str(held.root)))


class Makers:
    """How the page makes what the office takes."""

    def __init__(self, held: ClassDesk) -> None:
        self._desk = held

    @property
    def actions(self) -> Sequence[PageAction]:
        """What can be done."""
        return self._desk.actions

    def wanted(self, search: str, filter_: str, order: str, page: int) -> Wanted:
        """Which part of a list is asked for."""
        from mosaic_exercises.office.figures import Wanted

        return Wanted(search=search, filter=filter_, order=order, page=page)

    def form(self, raw: Mapping[str, Any]) -> SettingsForm:
        """The settings as they were filled in."""
        import msgspec

        from mosaic_exercises.office.settings_form import SettingsForm

        return msgspec.convert(raw, SettingsForm)


def wall(folder: str) -> Wall:
    """The folder at a place, watched. Raises MosaicError where there is none."""
    from mosaic_exercises.grading.wall.board import can_hang
    from mosaic_exercises.grading.wall.folder import WallFolder

    if not folder.strip():
        raise MosaicError("Write first into which folder the hand-in files are put.")
    found = next((place for place in places(folder) if place.is_dir()), None)
    if found is None:
        raise MosaicError(f"There is no folder '{shown(folder)}'. Name the one into which the hand-in files are put.")
    exercises = can_hang(load())
    return Wall(WallFolder(found, {one.id for one in exercises}), exercises)


class Wall:
    """A folder that is watched, as the panel asks for it."""

    def __init__(self, folder: WallFolder, exercises: Iterable[Exercise]) -> None:
        self.folder = folder
        self.exercises = {one.id: one for one in exercises}

    def look(self) -> int:
        """Read what is new; a number that changes with it."""
        return self.folder.look()

    def items(self) -> list[tuple[str, str, int]]:
        """(id, title, people) of each exercise that somebody has answered."""
        from mosaic_exercises.grading.wall.board import counts

        found = counts(self.exercises.values(), self.folder.people)
        return [(slug, self.exercises[slug].title, n) for slug, n in found.items()]

    def board(self, slug: str, *, names: bool) -> WallBoard:
        """The wall of one exercise."""
        from mosaic_exercises.grading.wall.board import board

        return board(self.exercises[slug], self.folder.people, names=names)

    @property
    def crowd(self) -> int:
        """How many people have handed in."""
        return len(self.folder.people)

    @property
    def problem(self) -> str:
        """Why the folder itself cannot be read any more; "" where it can."""
        return self.folder.problem

    @property
    def unread(self) -> list[tuple[str, str]]:
        """Files that cannot be read, with the reason."""
        return self.folder.unread


def places(named: str) -> list[Path]:
    """Where there is something of this name: here, and in the course's folder."""
    return [path for path in map(there, (named, str((course_root() or Path()) / named))) if path is not None]


def me() -> str:
    """This marker's name, as far as the machine knows it."""
    try:
        return os.environ.get("MOSAIC_MARKER") or os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError):
        return "A marker"
