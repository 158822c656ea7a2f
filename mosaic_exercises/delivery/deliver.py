"""Makes the course in a folder, or brings the one that is there up to this edition. It may be killed at any moment:
every file is replaced whole, and the next run goes on from what it finds."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from mosaic_exercises.delivery.folder import FolderError, in_words
from mosaic_exercises.delivery.manifest import (
    NAME,
    DeliveryNote,
    FileDigest,
    file_digest,
    is_newer,
    read_manifest,
    write_manifest,
)
from mosaic_exercises.delivery.steps import DeliveryStep, known, steps
from mosaic_exercises.workbook.disk import PART, locked, replace_whole

_NO_FILE = FileDigest("", "")  # a folder, a link or what cannot be read stands there: it is not touched
_ROOM = 1_000_000  # bytes that are left free


class Delivered(msgspec.Struct, frozen=True):
    """What was done in ``root``. ``before``: the edition that was there, "" for none, "?" where nobody can say.
    ``held``: the files that could not be replaced, as another program has them open. ``unsure``: as in the note."""

    root: Path
    before: str
    steps: tuple[DeliveryStep, ...]
    held: tuple[str, ...] = ()
    count: int = 0
    unsure: tuple[str, ...] = ()


def deliver(source: Mapping[str, Path], root: Path, course: str, version: str) -> Delivered:
    """Bring ``root`` to this edition. ``source``: the course's files by name. Raises FolderError."""
    try:
        data = {name: path.read_bytes() for name, path in source.items()}
        new = {name: file_digest(name, text) for name, text in data.items()}
        look = _look(new, root, version)
        if not look.nothing:
            _has_room(root, sum(len(data[s.name]) for s in look.todo if s.name in data))
            with locked(root / NAME):  # of two runs at once the second finds what the first has made
                look = _look(new, root, version)
                if not look.nothing:
                    return _write(look, data, new, root, course, version)
    except OSError as error:
        raise FolderError(in_words(_where(error, root), error)) from None
    return Delivered(root, look.old, tuple(look.todo), count=len(new), unsure=_unsure(look))


class _Look(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a folder, and what is to be done. ``old``: as in Delivered; ``nothing``: all is as it is to
    be."""

    before: DeliveryNote | None
    found: dict[str, FileDigest]
    todo: list[DeliveryStep]
    old: str
    nothing: bool


def _look(new: Mapping[str, FileDigest], root: Path, version: str) -> _Look:
    before = read_manifest(root)
    if before is not None and is_newer(before.version, version):
        raise FolderError(
            f"{root} holds edition {before.version} of the course, and this is edition {version}, an older one. "
            "Nothing was changed. Update the package (python -m pip install --upgrade mosaic-exercises), or open "
            "the course as it is: mosaic lab"
        )
    names = {*new, *known(before)}
    found = {name: copy for name in names if (copy := present(root / name, name)) is not None}
    todo = steps(new, found, before, version, taken(root, names))
    old = "" if before is None and not found else before.version if before is not None else "?"
    done = before is not None and not before.coming and before.version == version and not _writes(todo)
    return _Look(before=before, found=found, todo=todo, old=old, nothing=done)


def _write(
    look: _Look, data: Mapping[str, bytes], new: Mapping[str, FileDigest], root: Path, course: str, version: str
) -> Delivered:
    before, todo = known(look.before), look.todo
    base = look.before or DeliveryNote(version, course)
    coming = {**new, **{s.target: msgspec.structs.replace(new[s.name], of=s.name) for s in todo if s.act == "beside"}}
    _sweep(root, (*new, *before, NAME))
    write_manifest(root, msgspec.structs.replace(base, version=version, files=before, coming=coming))
    held = tuple(step.name for step in todo if not _done(step, root, data))
    files, unsure = _files(coming, look.found, before, todo, held), _unsure(look)
    write_manifest(root, DeliveryNote(version, course, files, unsure=unsure))
    return Delivered(root, look.old, tuple(todo), held, len(new), unsure)


def _unsure(look: _Look) -> tuple[str, ...]:
    """The files that stay as they are of which nobody can say whether they were changed."""
    stay = {step.name for step in look.todo if step.act in ("keep", "beside")}
    before = look.before
    return tuple(sorted(stay if before is None else stay & {*before.unsure}))


def _where(error: OSError, root: Path) -> Path:
    """The file or folder that an error is about, by the name that a learner knows."""
    path = Path(error.filename or root)
    if path.parent == root and path.name.startswith(f".{Path(NAME).stem.lstrip('.')}") and not path.is_dir():
        return root  # our own note, or its lock
    return path.with_name(path.name[: -len(PART) - 9]) if path.name.endswith(PART) else path


def present(path: Path, name: str) -> FileDigest | None:
    """What stands at a path; None where nothing does. Raises nothing: what cannot be read is not ours to replace."""
    if path.is_symlink() or path.is_dir():
        return _NO_FILE
    try:
        return file_digest(name, path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return _NO_FILE


def taken(root: Path, names: Iterable[str]) -> set[str]:
    """The names of all that lies in the course's folders."""
    folders = {(root / name).parent for name in names}
    return {p.relative_to(root).as_posix() for folder in folders if folder.is_dir() for p in folder.iterdir()}


def _writes(todo: list[DeliveryStep]) -> bool:
    return any(step.act != "keep" for step in todo)


def _has_room(root: Path, need: int) -> None:
    there = next(p for p in (root, *root.parents) if p.exists())
    with contextlib.suppress(OSError):  # a drive that cannot say
        free = shutil.disk_usage(there).free
        if free < need + _ROOM:
            raise FolderError(
                f"{root}: the course needs {(need + _ROOM) / 1e6:.1f} MB there, and {free / 1e6:.1f} MB are free. Make "
                "room, or name a folder on another disk: mosaic start FOLDER"
            )


def _sweep(root: Path, names: Iterable[str]) -> None:
    """Take away what a run that was killed has left half written."""
    paths = {root / name for name in names}
    for folder in {path.parent for path in paths}:
        for half in folder.glob(f"*.????????{PART}"):
            if half.with_name(half.name[: -len(PART) - 9]) in paths:
                with contextlib.suppress(OSError):
                    half.unlink()


def _done(step: DeliveryStep, root: Path, data: Mapping[str, bytes]) -> bool:
    """Do a step. Returns False where another program holds the file: what else there is goes on. Raises OSError."""
    path = root / (step.target if step.act == "beside" else step.name)
    try:
        match step.act:
            case "add" | "restore" | "update" | "beside":
                replace_whole(path, data[step.name])
            case "remove":
                path.unlink(missing_ok=True)
                with contextlib.suppress(OSError):
                    path.parent.rmdir()  # where it was the last one
    except PermissionError:
        if step.act in ("update", "remove"):
            return False
        raise
    return True


def _files(
    coming: Mapping[str, FileDigest],
    found: Mapping[str, FileDigest],
    old: Mapping[str, FileDigest],
    todo: list[DeliveryStep],
    held: tuple[str, ...],
) -> dict[str, FileDigest]:
    """The manifest's files after the steps."""
    gone = {step.name for step in todo if step.act in ("remove", "leave")}.difference(held)
    files = {name: copy for name, copy in old.items() if name in found and name not in gone} | dict(coming)
    return dict(sorted((files | {name: old[name] for name in held if name in old}).items()))
