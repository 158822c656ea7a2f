"""The instructor's desk: one class's folder, the work that is under way, and what can be asked and done."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from mosaic_exercises.cli import called
from mosaic_exercises.commands import Telling
from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.records import Intake
from mosaic_exercises.office import settings_form
from mosaic_exercises.office.actions import ACTIONS, BY_ID
from mosaic_exercises.office.figures import ClassFigures, Turned, Wanted, figures, files, learners, statuses
from mosaic_exercises.office.forms import PageAction, made_by, without_options, words_of
from mosaic_exercises.office.job import Job, JobReport
from mosaic_exercises.office.place import FOLDERS, ClassFolder, TakenFile
from mosaic_exercises.office.ways import TITLE, WAYS, Ways, chosen, keep, options, told
from mosaic_exercises.office.ways_form import ways_action
from mosaic_exercises.reading.paths import there

if TYPE_CHECKING:
    from mosaic_exercises.grading.gradebook.listed import LearnerLine
    from mosaic_exercises.grading.gradebook.store import Gradebook

DOWNLOAD_LIMIT = 40_000_000  # bytes that go through the browser
GRADE = "grade"
READ = "figures"
OWN_FORMS = ("settings", "folder")  # of the page, beside those of the actions


class ClassState(msgspec.Struct, frozen=True, kw_only=True):
    """How a class stands: dropped files, folders elsewhere, the class list, settings, the last run (seconds since 1970,
    0 for never), learners by status, and whether something came or changed since that run."""

    folder: str
    files: int
    folders: tuple[str, ...]
    roster: int
    settings: bool
    graded: float
    statuses: tuple[tuple[str, int], ...]
    stale: bool


class ClassDesk:
    """What the page asks for and does. Raises MosaicError in words."""

    def __init__(self, root: Path, course: Course) -> None:
        self.course = course
        self.root = root
        self.job: Job | None = None
        self._number = 0
        self._fields: tuple[str, ...] = ()  # of the action whose job it is: its id
        self._lines: tuple[str, list[LearnerLine]] = ("", [])
        self._figures: tuple[str, ClassFigures] | None = None
        self._run: tuple[float, tuple[tuple[str, int], ...]] = (0.0, ())  # the last one, as last read

    @property
    def folder(self) -> ClassFolder:
        """The class's folder as it is now."""
        return ClassFolder(self.root)

    # how it stands

    @contextlib.contextmanager
    def book(self) -> Iterator[Gradebook]:
        """The gradebook. Raises InputError where there is none."""
        folder = self.folder
        if not folder.has_book:
            raise InputError("The class is not graded yet.")
        try:
            from mosaic_exercises.grading.gradebook.store import Gradebook
        except ImportError:
            raise InputError("This needs sqlalchemy: pip install 'mosaic-exercises[grading]'") from None
        with contextlib.closing(Gradebook(folder.book)) as book:
            yield book

    def state(self) -> ClassState:
        """How the class stands. What cannot be read of it is told where it is asked for."""
        folder = self.folder
        dropped = [*folder.files()]
        if not self.writing:
            self._run = self._last_run()
        graded, found = self._run
        named = filter(None, map(there, folder.folders()))  # its own time is when a file last came to it or went
        inputs = [folder.hand_ins, folder.roster, folder.settings, folder.root / FOLDERS, *named, *dropped]
        newest = max((p.stat().st_mtime for p in inputs if p.exists()), default=0.0)
        return ClassState(
            folder=str(folder.root),
            files=len(dropped),
            folders=tuple(folder.folders()),
            roster=self.on_roster(),
            settings=folder.settings.is_file(),
            graded=graded,
            statuses=found,
            stale=bool(graded) and newest > graded,
        )

    def _last_run(self) -> tuple[float, tuple[tuple[str, int], ...]]:
        from mosaic_exercises.grading.gradebook.listed import last_run

        if not self.folder.has_book:
            return 0.0, ()
        with self.book() as book:
            at = last_run(book)
        return (datetime.fromisoformat(at).timestamp() if at else 0.0), tuple(statuses(self.lines()).items())

    def on_roster(self) -> int:
        """How many learners the class list names; 0 for none."""
        from mosaic_exercises.grading.intake.roster import read_roster

        with contextlib.suppress(InputError):
            return len(read_roster(self.folder.roster).people)
        return 0

    def lines(self) -> list[LearnerLine]:
        """The learners of the last run; none where there is none."""
        from mosaic_exercises.grading.gradebook.listed import learner_lines, state_of

        if not self.folder.has_book:
            return []
        with self.book() as book:
            state = state_of(book)
            if self._lines[0] != state:
                self._lines = state, learner_lines(book)
        return self._lines[1]

    def learners(self, wanted: Wanted) -> Turned[LearnerLine]:
        """A page of learners, those on it with the marks that people gave."""
        found = learners(self.lines(), wanted)
        if not found.rows:
            return found
        with self.book() as book:
            entries = {e.key: e.grade for e in book.entries([one.key for one in found.rows])}
        rows = tuple(
            msgspec.structs.replace(
                one,
                score=entries[one.key].score,
                max_score=entries[one.key].max_score,
                status=entries[one.key].status,
            )
            for one in found.rows
        )
        return msgspec.structs.replace(found, rows=rows)

    def files(self, wanted: Wanted) -> Turned[Intake]:
        """A page of the files of the last run."""
        if not self.folder.has_book:
            return files([], wanted)
        with self.book() as book:
            return files(book.intake(), wanted)

    def figures(self) -> ClassFigures | None:
        """The figures of the questions as the gradebook is now; None where they are not worked out yet."""
        from mosaic_exercises.grading.gradebook.listed import state_of

        if not self.folder.has_book:
            return None
        with self.book() as book:
            state = state_of(book)
        return self._figures[1] if self._figures and self._figures[0] == state else None

    def page(self, key: str) -> tuple[str, str]:
        """The page of one learner, as they get it: its title, and the HTML."""
        from mosaic_exercises.commands.report import learner_pages
        from mosaic_exercises.grading.marking.answers import Explainer

        with self.book() as book:
            for entry, html in learner_pages(book, Explainer(self.course), keys=[key]):
                return f"{entry.grade.name or entry.grade.learner_id}", html
        raise InputError("This learner is not in the gradebook any more.")

    # what is done

    @property
    def busy(self) -> bool:
        """Whether a piece of work is under way."""
        return self.job is not None and self.job.running

    @property
    def writing(self) -> bool:
        """Whether the work that is under way writes the gradebook: whoever reads it then may have to wait."""
        action = BY_ID.get(self._fields[0]) if self._fields else None
        return self.busy and (self._fields == (GRADE,) or bool(action and action.change))

    def start(self, id_: str, filled: Mapping[str, str], *, then: bool = False) -> None:
        """Begin an action, the grading, or the reading of the figures. Raises InputError where something is missing."""
        if self.busy:
            raise InputError("Something is still under way: wait until it is done, or stop it.")
        folder = self.folder
        made: tuple[Path, ...] = ()
        if id_ == GRADE:
            title, act, made = "Grade", self._command(grade_words(folder)), (folder.grades / "grades.csv",)
        elif id_ == READ:
            title, act = "Read the class", self._read
        elif id_ == WAYS:
            title, act = TITLE, self._keeping(chosen(filled))
        else:
            action = BY_ID.get(id_)
            if action is None:
                raise InputError("There is no such action.")
            title = action.then[0] if then and action.then else action.title
            filled = {**filled, "now": datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")}
            act = self._command(words_of(action, folder, filled, then=then))
            made = made_by(action, folder, filled)
        self._number += 1
        self._fields = (id_,)
        self.job = Job(self._number, title, act, made)

    def _command(self, words: list[str]) -> Callable[[Telling], int]:
        def act(told: Telling) -> int:
            code = called(words, told)
            if words[0] == "demo-class":
                self.settle()
            return code

        return act

    def _keeping(self, ways: Ways) -> Callable[[Telling], int]:
        def act(told_: Telling) -> int:
            if ways.book:
                try_book(ways.book)
            keep(self.root, ways)
            for line in told(ways):
                told_.say(line)
            return 0

        return act

    @property
    def actions(self) -> tuple[PageAction, ...]:
        """What can be done; the form of how it is graded is filled in as it is now."""
        ways = Ways()
        with contextlib.suppress(InputError):  # told with how the class stands
            ways = self.folder.ways
        return (*ACTIONS, ways_action(ways))

    def _read(self, told: Telling) -> int:
        from mosaic_exercises.grading.gradebook.listed import state_of

        with self.book() as book:
            state = state_of(book)
            self._figures = state, figures(self.course, book.entries(), len(book.keys()), told)
        return 0

    def settle(self) -> None:
        """An invented class brings its class list and its settings: they are this class's where there are none."""
        folder = self.folder
        for own in (folder.roster, folder.settings):
            brought = folder.hand_ins / own.name
            if own.exists():
                brought.unlink(missing_ok=True)
            elif brought.exists():
                brought.replace(own)

    def report(self) -> JobReport | None:
        """How the work stands, in the page's own words."""
        if self.job is None:
            return None
        found = self.job.report()
        action = BY_ID.get(self._fields[0])
        return msgspec.structs.replace(
            found,
            lines=tuple(without_options(line, action, ACTIONS) for line in found.lines),
            problem=without_options(found.problem, action, ACTIONS),
        )

    def worded(self, said: str) -> str:
        """What a command says, for who is on the page: other commands by the titles of their actions."""
        return without_options(said, None, ACTIONS)

    def stop(self) -> None:
        """Ask the work to stop."""
        if self.job is not None:
            self.job.stop()

    def look_first(self, id_: str) -> bool:
        """Whether the last work was a look that can be done now."""
        action = BY_ID.get(id_)
        done = self.job is not None and not self.job.running and self.job.report().state == "done"
        return bool(
            action and action.then and self._fields == (id_,) and done and self.job and self.job.title == action.title
        )

    # files in and out

    def part(self, id_: str, data: bytes, at: int) -> None:
        """A part of a file that is on its way."""
        self.folder.part(id_, data, at)

    def take(self, id_: str, name: str, where: str) -> TakenFile:
        """A file has come whole."""
        return self.folder.take(id_, name, where)

    def name_folder(self, said: str, *, on: bool) -> str:
        """Take hand-ins of a folder elsewhere in, or out again."""
        return self.folder.name_folder(said, on=on)

    def download(self, name: str) -> tuple[str, bytes]:
        """A file of the class's folder, to download. Raises InputError."""
        path = there(str(self.root / name))
        if path is None or not path.resolve().is_relative_to(self.root.resolve()) or not path.is_file():
            raise InputError("This file is not there any more.")
        if path.stat().st_size > DOWNLOAD_LIMIT:
            raise InputError(f"It is too large for the browser. You find it here: {path}")
        return path.name, path.read_bytes()

    # what is typed and not done yet

    def typed(self) -> dict[str, str]:
        """What was typed into the forms, as the page gave it."""
        return self.folder.typed()

    def keep_typed(self, form: str, text: str) -> None:
        """Keep what is typed into a form. Raises MosaicError where it cannot be kept."""
        if form not in (*BY_ID, WAYS, *OWN_FORMS):
            raise InputError("There is no such form.")
        self.folder.keep_typed(form, text)

    # settings

    def settings(
        self,
        mine: settings_form.SettingsForm | None = None,
        before: settings_form.SettingsForm | None = None,
        *,
        save: bool = False,
    ) -> settings_form.SettingsTry:
        """The settings as they are; with ``mine``, which was filled in on the form ``before``, as they would be, and
        with ``save`` as they are then."""
        return settings_form.settings_try(self.folder.settings, self.course, mine, before, save_them=save)

    def items(self) -> list[tuple[str, str]]:
        """What can be excluded: names and titles."""
        found = {q.id: q.title for q in self.course.quizzes.values()}
        found |= {p.exercise: self.course.exercises[p.exercise].title for p in self.course.placed() if p.exercise}
        for quiz, pool in self.course.pools.items():
            found |= {f"{quiz}/{slug}": self.course.exercises[slug].title for slug in pool}
        return list(found.items())


def grade_words(folder: ClassFolder) -> list[str]:
    """The words of the grading."""
    words = ["grade", *folder.paths(), f"--out={folder.grades}"]
    words += [f"--roster={folder.roster}"] if folder.roster.is_file() else []
    words += [f"--settings={folder.settings}"] if folder.settings.is_file() else []
    return words + options(folder.ways, "grade")


def try_book(address: str) -> None:
    """Raises InputError where no gradebook can be kept at an address."""
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with contextlib.closing(Gradebook(address)) as book:
        book.keys()
