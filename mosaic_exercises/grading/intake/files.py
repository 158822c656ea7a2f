"""Finding hand-in files: in folders, in zips, one at a time. What cannot be read is handed on with a reason.

Only ``.json`` and ``.zip`` files are looked at, and those with ``.mosaic`` in their names, whatever a browser or an
editor put behind it. Any other file is reported as ignored, so that a learner who handed in the wrong file is seen;
hidden files and the litter of operating systems are passed over.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.archive import Found, litter, members, unread
from mosaic_exercises.grading.intake.places import HandInPlace, HandInPlaces
from mosaic_exercises.grading.intake.store import is_address, local, opened_from_store, stored
from mosaic_exercises.handover.hand_ins import is_hand_ins, kept
from mosaic_exercises.workbook.handin import SIZE_LIMIT, SUFFIX

A_FOLDER = "a folder, not a file; what is in it is read on its own"
NO_HAND_IN = "no .mosaic.json file; only those lie in a learner's folder of what was collected"
A_LINK = "a link to somewhere else; links are not followed"
NO_FILE = "neither a file nor a folder"


def locate(paths: Iterable[str | Path], leave: Iterable[Path] = (), *, every: bool = False) -> HandInPlaces:
    """Every file below ``paths``, folders first to last by name. ``leave``: what is ours and no hand-in. Of what
    ``mosaic collect`` has brought each learner's newest file, or ``every`` one.

    A path may be an address of an object store, as ``s3://class/week-1`` (see ``store``); those come first. Raises
    InputError for a path that does not exist. A path inside another one is not read twice.
    """
    roots: dict[Path, str] = {}
    places = HandInPlaces()
    for path in map(local, paths):
        if isinstance(path, str):
            places.extend(stored(path))
            continue
        try:
            roots.setdefault(path.resolve(strict=True), label(path))
        except (OSError, RuntimeError):
            raise InputError(f"there is no file or folder '{path}'") from None
    ours = {str(p.resolve()) for p in leave}
    for root, name in roots.items():
        if any(root != other and root.is_relative_to(other) for other in roots):
            continue
        if root.is_dir():
            places.extend(below(root, name, ours, every=every))
        elif root.is_file():
            places.append(HandInPlace(str(root), name or root.name))
        else:
            places.append(HandInPlace(str(root), name or root.name, NO_FILE, "ignored"))
    return places


def label(path: Path) -> str:
    """How files below ``path`` are named: as it was typed where that is relative, else by its last part."""
    if path.is_absolute() or ".." in path.parts:
        return path.name or path.resolve().name
    return path.as_posix() if path.parts else ""


def below(root: Path, name: str, ours: set[str], *, every: bool = False) -> Iterator[HandInPlace]:
    """The files of one folder and of those in it. No recursion and no links, so no loop."""
    waiting = [(str(root), name)]
    while waiting:
        folder, prefix = waiting.pop()
        if is_hand_ins(Path(folder)):
            yield from collected(Path(folder), prefix, ours, every=every)
            continue
        names: list[str] = []  # and no entries: a folder may hold a million
        kinds: dict[str, str] = {}  # of what is no file
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if litter(entry.name) or entry.path in ours:
                        continue
                    names.append(entry.name)
                    if kind := kind_of(entry):
                        kinds[entry.name] = kind
        except OSError as error:
            yield HandInPlace(folder, prefix or ".", f"the folder cannot be read: {error.strerror}", "corrupt")
            continue
        folders: list[tuple[str, str]] = []
        for file in sorted(names):
            path = os.path.join(folder, file)  # noqa: PTH118
            here = f"{prefix}/{file}" if prefix else file
            kind = kinds.get(file, "")
            if kind == A_FOLDER:
                folders.append((path, here))
                if looks_handed_in(file):
                    yield HandInPlace(path, here, A_FOLDER, "corrupt")
            elif kind:
                yield HandInPlace(path, here, kind, "ignored")
            else:
                yield HandInPlace(path, here, *(unread(file) or ()))
        waiting += reversed(folders)


def kind_of(entry: os.DirEntry[str]) -> str:
    """What something in a folder is that is no file, in words; "" for a file."""
    if entry.is_symlink():
        return A_LINK
    if entry.is_dir(follow_symlinks=False):
        return A_FOLDER
    return "" if entry.is_file(follow_symlinks=False) else NO_FILE


def collected(folder: Path, prefix: str, ours: set[str], *, every: bool) -> Iterator[HandInPlace]:
    """The files of a folder of hand-ins that were collected: whose each is, its folder tells. What somebody laid beside
    the learners' folders, as a file that came by mail, is as in any other folder: it tells itself whose it is."""
    try:
        for row in sorted(folder.iterdir()):
            here = f"{prefix}/{row.name}" if prefix else row.name
            if litter(row.name) or str(row) in ours:
                continue
            if row.is_symlink():
                yield HandInPlace(str(row), here, A_LINK, "ignored")
            elif row.is_file():
                yield HandInPlace(str(row), here, *(unread(row.name) or ()))
        for owner, file in kept(folder, every=every):
            here = f"{file.parent.name}/{file.name}"
            here = f"{prefix}/{here}" if prefix else here
            if file.is_symlink():
                yield HandInPlace(str(file), here, A_LINK, "ignored", owner)
            elif file.is_file() and file.name.lower().endswith(".json"):
                yield HandInPlace(str(file), here, owner=owner)
            else:
                yield HandInPlace(str(file), here, NO_HAND_IN, "ignored", owner)
    except OSError as error:
        yield HandInPlace(str(folder), prefix or ".", f"the folder cannot be read: {error.strerror}", "corrupt")


def looks_handed_in(name: str) -> bool:
    """Whether a name is one that the hand-in command gives."""
    return name.lower().endswith(SUFFIX)


def read(place: HandInPlace, more: Callable[[int], None]) -> Iterator[Found]:
    """What a place holds: one file, or the files of a zip. ``more`` is told how many further files a zip adds."""
    if place.status:
        yield Found(place.label, b"", place.problem, place.status)
        return
    try:
        with opened(place.path) as (file, size):
            if place.path.lower().endswith(".zip"):
                yield from members(file, place.label, more)
                return
            if size > SIZE_LIMIT:
                problem = f"the file has {size:,} bytes; a workbook has at most {SIZE_LIMIT:,}"
                yield Found(place.label, b"", problem, "corrupt")
                return
            data = file.read(size + 1)  # no more than was judged, should it grow while it is read
    except OSError as error:
        why = error.strerror or error
        yield Found(place.label, b"", f"the file cannot be read: {why}", "corrupt", unread=True)
        return
    yield Found(place.label, data)


@contextlib.contextmanager
def opened(path: str) -> Iterator[tuple[IO[bytes], int]]:
    """A file, on the disk or in an object store, and how many bytes it has. Raises OSError."""
    if is_address(path):
        with opened_from_store(path) as found:
            yield found
    else:
        with Path(path).open("rb") as file:
            yield file, os.fstat(file.fileno()).st_size
