"""A class's folder: hand-ins, roster, settings, grades, what was made. All of it is files that one can see."""

from __future__ import annotations

import contextlib
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.archive import unread
from mosaic_exercises.grading.intake.roster import read_roster
from mosaic_exercises.office.ways import Ways, read_ways
from mosaic_exercises.reading.paths import shown, there
from mosaic_exercises.workbook.disk import replace_file
from mosaic_exercises.workbook.handin import SIZE_LIMIT, SUFFIX, read

FOLDERS = "folders.json"
TYPED = "typed.json"
PART = ".part-"
NAME_BYTES = 200  # of a file's name: a disk takes 255, and a number may come to it
ENDING = 20  # characters of a name that stay when it is cut
LOOKED_AT = 20_000  # entries of a folder that is named
MOST_BYTES = 4_000_000_000  # of one dropped file: a zip of a class; what is larger is named as a folder
ZIP, LIST = (".zip",), (".csv",)
UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*]+")


class TakenFile(msgspec.Struct, frozen=True):
    """What became of a dropped file, in words; ``good``: it was taken."""

    name: str
    good: bool
    said: str


class ClassFolder:
    """The folder of one class. It is made when something is first put into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.hand_ins = root / "hand_ins"
        self.roster = root / "roster.csv"
        self.settings = root / "class.toml"
        self.grades = root if (root / "gradebook.db").is_file() else root / "grades"
        self.made = root / "made"
        self.uploads = root / "uploads"

    @property
    def ways(self) -> Ways:
        """How it is graded. Raises InputError where that cannot be read."""
        return read_ways(self.root)

    @property
    def book(self) -> Path | str:
        """The gradebook, there or not: a file, or a database's address."""
        return self.ways.book or self.grades / "gradebook.db"

    @property
    def has_book(self) -> bool:
        """Whether there is a gradebook; a database may still be empty."""
        book = self.book
        return isinstance(book, str) or book.is_file()

    def folders(self) -> list[str]:
        """Folders elsewhere whose hand-ins count, too."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode((self.root / FOLDERS).read_bytes(), type=list[str])
        return []

    def name_folder(self, said: str, *, on: bool) -> str:
        """Take a folder elsewhere in, or out again. Returns what to tell. Raises InputError."""
        known = self.folders()
        if not on:
            replace_file(self.root / FOLDERS, msgspec.json.encode([one for one in known if one != said]))
            return f"{shown(said)} is not read any more; nothing in it changed."
        if not said.strip():
            raise InputError("write the folder first, as it is called on this computer")
        path = there(said)
        if path is None:
            raise InputError(f"there is no folder '{shown(said)}' on this computer")
        whole = path.resolve()
        if not path.is_dir() and unread(path.name):
            raise InputError(f"'{shown(said)}' is no folder, and neither a hand-in nor a zip of them")
        if whole == Path(whole.anchor):
            raise InputError(f"'{shown(said)}' is a whole disk: write the folder in it that the hand-ins are in")
        if whole == self.root.resolve() or whole.is_relative_to(self.root.resolve()):
            raise InputError("that is this class's own folder: what is dropped above is read anyway")
        replace_file(self.root / FOLDERS, msgspec.json.encode([*dict.fromkeys([*known, str(whole)])]))
        return f"Hand-ins are read from {path}, too. {hand_ins_in(path)}"

    def typed(self) -> dict[str, str]:
        """What was typed into the page's forms and is not done yet, by form."""
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode((self.root / TYPED).read_bytes(), type=dict[str, str])
        return {}

    def keep_typed(self, form: str, text: str) -> None:
        """Keep what is typed into a form; "" for nothing. Raises WorkbookError where the disk takes nothing."""
        before = self.typed()
        now = {k: v for k, v in (before | {form: text}).items() if v}
        if now != before:
            replace_file(self.root / TYPED, msgspec.json.encode(now))

    def paths(self) -> list[str]:
        """What is graded. Raises InputError where there is nothing."""
        found = [str(self.hand_ins)] if self.hand_ins.is_dir() and any(self.files()) else []
        found += [one for one in self.folders() if there(one)]
        if not found:
            raise InputError("there are no hand-ins yet: drop the learners' files or a zip of them, or name a folder")
        return found

    def files(self) -> Iterator[Path]:
        """The dropped files."""
        for folder, _, names in os.walk(self.hand_ins):
            for name in names:
                if not name.startswith("."):
                    yield Path(folder) / name

    # what is dropped

    def part(self, id_: str, data: bytes, at: int) -> None:
        """A part of a file that is on its way: its bytes, from which byte on. Raises InputError."""
        if not re.fullmatch(r"[a-z0-9-]{1,40}", id_):
            raise InputError("the file did not arrive whole: drop it again")
        self.root.mkdir(parents=True, exist_ok=True)
        path = self.root / f"{PART}{id_}"
        if at and (not path.is_file() or path.stat().st_size != at):
            raise InputError("the file did not arrive whole: drop it again")
        if at + len(data) > MOST_BYTES:
            path.unlink(missing_ok=True)
            raise InputError("the file has more than 4 GB: put it on this computer and name its folder instead")
        with path.open("ab" if at else "wb") as file:
            file.write(data)

    def take(self, id_: str, name: str, where: str) -> TakenFile:
        """A file is here whole: put it where it belongs (a hand-in, the class list, or an upload of an action)."""
        part = self.root / f"{PART}{id_}"
        plain = plain_name(name)
        try:
            if not part.is_file():
                part.parent.mkdir(parents=True, exist_ok=True)
                part.write_bytes(b"")
            if where == "upload":
                return TakenFile(name, True, str(moved(part, self.uploads / plain, replace=True)))
            low = plain.lower()
            if low.endswith(LIST):
                return self._class_list(part, name)
            if where == "roster":
                return TakenFile(
                    name, False, "A class list is a CSV file (in Excel: Save as, CSV UTF-8). It was not taken."
                )
            if unread(plain):
                return TakenFile(
                    name, False, f"It is neither a hand-in ({SUFFIX}) nor a zip of them. It was not taken."
                )
            return self._hand_in(part, plain, name)
        finally:
            part.unlink(missing_ok=True)

    def _class_list(self, part: Path, name: str) -> TakenFile:
        try:
            found = read_roster(part)
        except InputError as error:
            return TakenFile(name, False, f"{str(error).replace(str(part), name).rstrip('.')}. It was not taken.")
        moved(part, self.roster, replace=True)
        notes = f" {' '.join(found.notices[:3])}." if found.notices else ""
        return TakenFile(name, True, f"Taken as the class list: {len(found.people):,} learners.{notes}")

    def _hand_in(self, part: Path, plain: str, name: str) -> TakenFile:
        if plain.lower().endswith(ZIP):
            if not zipfile.is_zipfile(part):
                return TakenFile(name, False, "It is no zip, or it did not arrive whole. It was not taken.")
            with zipfile.ZipFile(part) as archive:
                inside = sum(not i.is_dir() for i in archive.infolist())
            path = moved(part, self.hand_ins / plain)
            return TakenFile(name, True, f"Taken: a zip with {inside:,} files{renamed(path, plain)}.")
        said = ""
        try:
            read(part.read_bytes() if part.stat().st_size <= SIZE_LIMIT else b"")
        except FormatError as error:
            said = f" It cannot be read ({error}); it is kept, and the table of files will say so."
        path = moved(part, self.hand_ins / plain)
        return TakenFile(name, True, f"Taken{renamed(path, plain)}.{said}")


def plain_name(name: str) -> str:
    """A file's name without what no disk takes; a long one is cut before its ending, which says what it is."""
    found = UNSAFE.sub("_", Path(name.replace("\\", "/")).name).strip(". ").encode("utf-8", "replace").decode()
    if len(found.encode()) > NAME_BYTES:
        tail = found[-ENDING:]
        found = found.encode()[: NAME_BYTES - len(tail.encode())].decode("utf-8", "ignore") + tail
    return found or "file"


def hand_ins_in(path: Path) -> str:
    """How many files of a folder may be hand-ins, in words. Of a very large one the beginning is looked through."""
    if not path.is_dir():
        return ""
    seen = found = 0
    for _, _, names in os.walk(path):
        seen += 1 + len(names)
        found += sum(not name.startswith(".") and not unread(name) for name in names)
        if seen > LOOKED_AT:
            break
    more = "at least " if seen > LOOKED_AT else ""
    files = f"{found:,} files" if found != 1 else "1 file"
    return f"In it: {more}{files} that may be hand-ins." if found else "No hand-in is in it yet."


def renamed(path: Path, plain: str) -> str:
    """How a file is called now, where its name was taken."""
    return "" if path.name == plain else f" as {path.name}, beside the one that was there"


def moved(part: Path, path: Path, *, replace: bool = False) -> Path:
    """Put a file in its place. Where another one of its name is, it gets a number; the same one is not kept twice."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not replace:
        data = part.read_bytes()
        stem, dot, end = path.name.rpartition(".")
        for n in range(1, 10_000):
            other = path.with_name(f"{stem}-{n + 1}{dot}{end}") if n > 1 or path.read_bytes() != data else path
            if not other.exists() or other.read_bytes() == data:
                path = other
                break
    part.replace(path)
    return path
