"""A folder of hand-in files that is watched: each file is read once, and again when it has changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.intake.files import below
from mosaic_exercises.grading.intake.submission import LeanSubmission, lean
from mosaic_exercises.workbook.events import encode, named
from mosaic_exercises.workbook.handin import SIZE_LIMIT, Submission, newest_of_each, read

BLANK = frozenset((b"null", b'""', b"{}", b"[]"))  # nothing is answered by it


class WallHand(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What one person handed in: the newest answer to each exercise that can hang, still JSON. ``workbook`` tells
    people apart where names are hidden; ``made``: when the file was written. A file read again is another one."""

    workbook: str
    name: str
    made: str
    answers: Mapping[str, bytes]


class WallFolder:
    """The people in a folder, and their answers to the exercises ``wanted``. ``look()`` reads what is new;
    ``version`` changes with anything that is seen. ``problem``: why the folder itself cannot be read now (a share that
    is away), "" where it can; what was seen stays."""

    def __init__(self, folder: Path, wanted: Collection[str]) -> None:
        self.folder = folder
        self.wanted = frozenset(wanted)
        self.version = 1  # 0 is where there is no folder
        self.problem = ""
        self._seen: dict[str, tuple[tuple[int, int], WallHand | str]] = {}

    def look(self) -> int:
        """Read files that are new or have changed, forget those that are gone. Returns ``version``."""
        here: dict[str, tuple[tuple[int, int], WallHand | str]] = {}
        problem = ""
        for place in below(self.folder, "", set()):
            if place.status == "corrupt":
                if place.path == str(self.folder):
                    problem, here = place.problem, self._seen
                else:
                    here[place.path] = ((0, 0), place.problem)
                continue
            if place.status == "ignored" or place.path.lower().endswith(".zip"):
                continue
            try:
                stat = Path(place.path).stat()
            except OSError:
                continue  # taken away at this moment: it is not there the next time either
            stamp = (stat.st_mtime_ns, stat.st_size)
            before = self._seen.get(place.path)
            here[place.path] = before if before and before[0] == stamp else (stamp, hand(Path(place.path), self.wanted))
        if (here, problem) != (self._seen, self.problem):
            self._seen, self.problem = here, problem
            self.version += 1
        return self.version

    @property
    def people(self) -> list[WallHand]:
        """Everyone once, by name: of several files of one workbook the newest counts."""
        read = (found for _, found in self._seen.values() if isinstance(found, WallHand))
        return sorted(newest_of_each(read), key=lambda one: (one.name.casefold(), one.workbook))

    @property
    def unread(self) -> list[tuple[str, str]]:
        """Files that cannot be read, with the reason."""
        return [(Path(path).name, found) for path, (_, found) in self._seen.items() if isinstance(found, str)]


def hand(path: Path, wanted: Collection[str]) -> WallHand | str:
    """One file's newest answers, or why it cannot be read. A file that is still being written is read the next time,
    when its size has changed."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return f"it is larger than {SIZE_LIMIT // 1_000_000} MB"
        data = path.read_bytes()
        found = lean(data) or read(data)
    except (OSError, FormatError) as error:
        return str(error)
    answers = newest(found, wanted)
    return WallHand(workbook=found.workbook, name=named(found.learner).name, made=found.made, answers=answers)


def newest(found: LeanSubmission | Submission, wanted: Collection[str]) -> dict[str, bytes]:
    """For each exercise what stood in it last, checked or not: in a workshop many press no button. Each is a copy of
    its own, so that the file's bytes can go."""
    said: dict[str, tuple[str, object]] = {}
    for event in found.events:
        if event.type == "check" and event.exercise in wanted and event.at >= said.get(event.exercise, ("", None))[0]:
            said[event.exercise] = (event.at, event.answer)
    last = {slug: answer for slug, (_, answer) in said.items()}
    last |= {d.exercise: d.answer for d in found.drafts if d.exercise in wanted and d.answer is not None}
    answers = {slug: bytes(a) if isinstance(a, msgspec.Raw) else encode(a) for slug, a in last.items()}
    return {slug: answer for slug, answer in answers.items() if answer not in BLANK}
