"""A folder of hand-in files that is watched: each file is read once, and again when it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import below
from mosaic_exercises.workbook.handin import SIZE_LIMIT, Submission, read


class WallHand(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What one person handed in: the newest answer to each exercise, as JSON types. ``key`` tells people apart where
    names are hidden; ``made``: when the file was written. A file read again is another one."""

    key: str
    name: str
    made: str
    answers: Mapping[str, object]


class WallFolder:
    """The people in a folder. ``look()`` reads what is new; ``version`` changes with anything that is seen."""

    def __init__(self, folder: Path) -> None:
        """Raises InputError where there is no such folder."""
        if not folder.is_dir():
            raise InputError(f"There is no folder '{folder}'. Name the one into which the hand-in files are put.")
        self.folder = folder
        self.version = 0
        self._seen: dict[str, tuple[tuple[int, int], WallHand | str]] = {}

    def look(self) -> int:
        """Read files that are new or have changed, forget those that are gone. Returns ``version``."""
        here: dict[str, tuple[tuple[int, int], WallHand | str]] = {}
        for place in below(self.folder, "", set()):
            if place.status == "ignored" or not place.path.endswith(".json"):
                continue
            try:
                stat = Path(place.path).stat()
            except OSError:
                continue  # taken away at this moment: it is not there the next time either
            stamp = (stat.st_mtime_ns, stat.st_size)
            before = self._seen.get(place.path)
            here[place.path] = before if before and before[0] == stamp else (stamp, hand(Path(place.path)))
        if here != self._seen:
            self._seen = here
            self.version += 1
        return self.version

    @property
    def people(self) -> list[WallHand]:
        """Everyone once, by name: of several files of one workbook the newest counts."""
        newest: dict[str, WallHand] = {}
        for _, found in self._seen.values():
            if isinstance(found, WallHand) and found.made >= newest.get(found.key, found).made:
                newest[found.key] = found
        return sorted(newest.values(), key=lambda one: (one.name.casefold(), one.key))

    @property
    def unread(self) -> list[tuple[str, str]]:
        """Files that cannot be read, with the reason."""
        return [(Path(path).name, found) for path, (_, found) in self._seen.items() if isinstance(found, str)]


def hand(path: Path) -> WallHand | str:
    """One file's newest answers, or why it cannot be read. A file that is still being written is read the next time,
    when its size has changed."""
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return f"it is larger than {SIZE_LIMIT // 1_000_000} MB"
        found = read(path.read_bytes())
    except (OSError, FormatError) as error:
        return str(error)
    return WallHand(key=found.workbook, name=found.learner.name, made=found.made, answers=newest(found))


def newest(found: Submission) -> dict[str, object]:
    """For each exercise what stood in it last, checked or not: in a workshop many press no button."""
    said: dict[str, tuple[str, object]] = {}
    for event in found.events:
        if event.type == "check" and event.at >= said.get(event.exercise, ("", None))[0]:
            said[event.exercise] = (event.at, event.answer)
    answers = {slug: answer for slug, (_, answer) in said.items()}
    for draft in found.drafts:
        if draft.answer is not None:
            answers[draft.exercise] = draft.answer
    return answers
