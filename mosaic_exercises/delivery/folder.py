"""Which folder the course is made in, and what is wrong with a folder, in words. Nothing is written here."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path, PurePath

from mosaic_exercises.delivery.manifest import NAME
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.workbook.places import MARKER, course_root

WINDOWS = os.name == "nt"
SUBFOLDER = "mosaic-course"
LONGEST = 259  # characters of a path on Windows, where nobody has changed its setting
_SYSTEMS = {"desktop.ini", "thumbs.db", "icon\r"}
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_NO_SIGNS = re.compile(r'[<>:"|?*\x00-\x1f]')
_SYNCED = re.compile(
    r"(?:(onedrive)|(dropbox)|(google ?drive)|(icloud ?drive|mobile documents|com~apple~clouddocs)|(nextcloud)"
    r"|(owncloud)|(box sync|box-box))(?:[ ._(-].*)?",
    re.IGNORECASE,
)
_SERVICES = ("OneDrive", "Dropbox", "Google Drive", "iCloud Drive", "Nextcloud", "ownCloud", "Box")


class FolderError(MosaicError):
    """The course cannot be made or updated in a folder: what is wrong, where, and what to do."""


def chosen(asked: Path | None) -> Path:
    """The course's folder. ``asked``: the folder that was named; None means the current one, or the course it lies in.

    A folder that is empty, or holds the course, is taken itself. In the home folder, and in one that holds other
    things, it is a folder of its own in there, so that nothing of others is mixed with it. Raises FolderError.
    """
    try:
        folder = (asked or Path.cwd()).expanduser()
    except RuntimeError:
        raise FolderError(f"{asked}: nobody of this name has a home here. Name another folder.") from None
    if WINDOWS and (fault := next(filter(None, map(windows_refuses, folder.parts[1:])), "")):
        raise FolderError(f"{folder}: {fault} Choose another name: mosaic start FOLDER")
    folder = folder.resolve()
    if asked is None and (root := course_root(folder)) is not None:
        return root
    try:
        if folder.exists() and not folder.is_dir():
            raise FolderError(f"{folder} is a file. Name a folder for the course: mosaic start FOLDER")
        if is_course(folder) or (folder != Path.home() and is_free(folder)):
            return folder
        inner = folder / SUBFOLDER
        if is_course(inner) or is_free(inner):
            return inner
    except OSError as error:
        raise FolderError(in_words(folder, error)) from None
    raise FolderError(
        f"{inner} holds other files, and nothing of them is to be mixed with the course. "
        "Name a new folder: mosaic start FOLDER"
    )


def is_course(folder: Path) -> bool:
    """Whether the course is in this folder, whole or half made."""
    return (folder / MARKER).is_file() or (folder / NAME).is_file()


def is_free(folder: Path) -> bool:
    """Whether nothing is in a folder that a person put there. Raises OSError where it cannot be read."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(
        p.name.startswith(".") or p.name.lower() in _SYSTEMS or (p / "pyvenv.cfg").is_file() for p in folder.iterdir()
    )


def windows_refuses(part: str) -> str:
    """Why Windows takes no file or folder of this name; "" where it does."""
    if _RESERVED.fullmatch(part):
        return f"Windows keeps the name '{part}' for a device."
    if part not in (".", "..") and part.endswith((" ", ".")):
        return f"Windows takes no name that ends with a space or a full stop ('{part}')."
    if sign := _NO_SIGNS.search(part):
        return f"Windows takes no {sign[0]!r} in a name ('{part}')."
    return ""


def synchronised_by(folder: PurePath) -> str:
    """The service that copies this folder to other computers, as far as the folder's names say; "" where none does."""
    for part in folder.parts:
        if found := _SYNCED.fullmatch(part):
            return _SERVICES[next(i for i, group in enumerate(found.groups()) if group)]
    return ""


def in_words(path: Path, error: OSError) -> str:
    """What the system refused, where, and what to do."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return (
                f"{path}: no space is left there. Make room, then run mosaic start again: it goes on where it stopped."
            )
        case errno.EROFS:
            return f"{path}: this disk can only be read. Name a folder on another one: mosaic start FOLDER"
        case errno.EACCES | errno.EPERM:
            return (
                f"{path}: you may not write here, or another program holds the file. Close what has it open and run "
                "mosaic start again, or name a folder of your own: mosaic start FOLDER"
            )
        case errno.EISDIR:
            return f"{path}: a folder stands where a file is needed. Rename that folder, then run mosaic start again."
        case errno.ENOTDIR | errno.EEXIST:
            return f"{path}: a file stands where a folder is needed. Rename that file, then run mosaic start again."
    if (WINDOWS and len(str(path)) > LONGEST) or error.errno == errno.ENAMETOOLONG:
        return f"{path}: this path is too long for the system. Name a folder with a shorter one: mosaic start FOLDER"
    return f"{path}: {error.strerror or error}. Run mosaic start again, or name another folder: mosaic start FOLDER"
