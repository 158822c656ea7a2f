"""The learner's end: the drop folder on a shared disk, and the pages that came back."""

from __future__ import annotations

import contextlib
import getpass
import os
import stat
import tomllib
from pathlib import Path

from mosaic_exercises.errors import HandoverError
from mosaic_exercises.handover.held import UNKNOWN, HeldFolder, alone, reason
from mosaic_exercises.handover.names import told
from mosaic_exercises.handover.returning import FOLDER, ReturnedPage, read_page, returned_pages
from mosaic_exercises.workbook.handin import SUFFIX
from mosaic_exercises.workbook.places import MARKER, course_root

VARIABLE = "MOSAIC_DROP"


def drop_root(start: Path | None = None) -> Path | None:
    """The folder on a shared disk with a folder for each learner: MOSAIC_DROP, or ``drop`` in the course's
    mosaic.toml; None where there is none."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    root = course_root(start)
    if root is None:
        return None
    try:
        said = tomllib.loads((root / MARKER).read_text(encoding="utf-8")).get("drop", "")
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None
    return (root / Path(said).expanduser()) if isinstance(said, str) and said.strip() else None


def account() -> str:
    """Who works here, as the hub or the system knows them: the name of their folder. Raises HandoverError."""
    try:
        name = os.environ.get("JUPYTERHUB_USER", "").strip() or getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise HandoverError("Your account's name cannot be told, so your folder cannot be found.") from None
    if name.startswith("."):
        raise HandoverError(f"'{told(name)}' is no name of a learner's folder.")
    alone(name)
    return name


def put(root: Path, name: str, data: bytes) -> Path:
    """Put a file into this learner's folder below ``root``, which is made where there is none; a file of this name is
    replaced whole. Returns where it is. Raises HandoverError with what to do."""
    who = account()
    try:
        with HeldFolder.at(root) as held:
            grouped = bool(held.status().st_mode & stat.S_ISGID)  # the disk's owner gave it to the instructors' group
            with held.below(who, make=0o2770 if grouped else 0o700) as own:
                mine(own.status().st_uid, held.status().st_uid)
                readable = stat.S_IRGRP if own.status().st_mode & stat.S_IRGRP else 0
                own.write(name, data, 0o600 | readable)
    except OSError as error:
        raise HandoverError(
            f"Your folder on the shared disk ({told(str(root / who))}) cannot be written: {reason(error)}. Tell your "
            "instructor; until then hand in the downloaded file."
        ) from None
    return root / who / name


def mine(owner: int, keeper: int) -> None:
    """Raise HandoverError where the folder of this learner's name is of somebody who could read what is put there:
    neither theirs, nor of an administrator or of whoever keeps the shared folder."""
    if hasattr(os, "geteuid") and os.geteuid() not in (0, owner) and owner not in (0, keeper, UNKNOWN):
        raise HandoverError(
            "The folder of your name on the shared disk belongs to another account. Nothing was put there. Tell your "
            "instructor; until then hand in the downloaded file."
        )


def handed_in(root: Path) -> float:
    """When this learner last put a hand-in file there (seconds since 1970); 0 for never, or where that is not known."""
    try:
        with HeldFolder.at(root) as held, held.below(account()) as own:
            return max((row.stat().st_mtime for row in own.entries() if row.name.endswith(SUFFIX)), default=0.0)
    except (OSError, HandoverError):
        return 0.0


def return_folders(work: Path, start: Path | None = None) -> list[Path]:
    """Where pages that came back may be: in the learner's own folder of work, and in theirs on the shared disk."""
    folders = [work / FOLDER]
    root = drop_root(start)
    if root is not None:
        with contextlib.suppress(HandoverError):
            folders.append(root / account() / FOLDER)
    return folders


def came_back(folders: list[Path]) -> list[ReturnedPage]:
    """Every page that came back, newest first, each once."""
    found = {one.name: one for folder in reversed(folders) for one in returned_pages(folder)}
    return sorted(found.values(), key=lambda one: (one.at, one.name), reverse=True)


def page_of(folders: list[Path], name: str) -> str:
    """One of them. Raises HandoverError."""
    for folder in folders:
        if any(one.name == name for one in returned_pages(folder)):
            return read_page(folder, name)
    raise HandoverError("This page is not here any more.")
