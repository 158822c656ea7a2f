"""The instructor's folder of hand-ins: a folder a learner, in it every version that came, none ever overwritten.

    hand_ins/ana/0001-20261130T124500Z-1a2b3c4d5e6f.mosaic.json

The number counts a learner's versions, the time is when it came (UTC), the digits tell contents apart. ``mosaic grade``
knows the folder by its mark and takes whose a file is from the folder that it lies in. A file has its name only once it
is on the disk whole and was read back, so a kill at any moment leaves the versions that were there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from mosaic_exercises.errors import FormatError, HandoverError, KeepingError
from mosaic_exercises.handover.held import PART, HeldFolder, reason
from mosaic_exercises.handover.names import folder_name, identity_of, own_folder, told
from mosaic_exercises.workbook.disk import locked, replace_file
from mosaic_exercises.workbook.handin import SUFFIX, read

MARK = ".mosaic-hand-ins"  # a hidden folder: whatever looks for hand-in files passes it over
NAMED = re.compile(r"(\d{4,})-(\d{8}T\d{6}Z)-([0-9a-f]{12})" + re.escape(SUFFIX))
STAMP = "%Y%m%dT%H%M%SZ"
MOST_VERSIONS = 4_000  # of one learner: the folder must stay one that can be listed
LEFT_BEHIND = 3_600.0  # seconds after which a part of a file is of a run that was killed


class HandInVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One hand-in of a learner. ``at``: when it came, seconds since 1970; ``digest``: tells contents apart; ``new``:
    whether it came just now; ``note``: what is odd about it, in words."""

    identity: str
    number: int
    at: float
    digest: str
    file: Path
    new: bool = False
    note: str = ""


class HandIns:
    """The folder, made where it is missing. Raises HandoverError where it cannot be, or holds something else. Safe to
    use from several threads and processes at once. ``course``: files of another one are refused; "" takes any."""

    def __init__(self, folder: Path, course: str = "") -> None:
        self.folder = folder
        self.course = course
        if is_hand_ins(folder):
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if any(not row.name.startswith(".") for row in folder.iterdir()):
                raise HandoverError(f"{folder} holds something else. Name a new folder for the hand-ins.")
            (folder / MARK).mkdir(mode=0o700, exist_ok=True)
            replace_file(folder / MARK / "mark.json", json.dumps({"format": "mosaic-hand-ins", "v": 1}).encode())
        except OSError as error:
            raise KeepingError(f"{folder} cannot be written: {reason(error)}") from None

    def identities(self) -> list[str]:
        """Everybody of whom there is something, by name."""
        with HeldFolder.at(self.folder) as root:
            return sorted(identity_of(name) for name in root.folders())

    def versions(self, identity: str) -> list[HandInVersion]:
        """What there is of a learner, oldest first."""
        path = own_folder(self.folder, identity)
        if not path.is_dir():
            return []
        found = [(row, NAMED.fullmatch(row.name)) for row in path.iterdir()]
        return sorted((version(identity, row, m) for row, m in found if m), key=lambda one: (one.number, one.at))

    def newest(self, identity: str) -> HandInVersion | None:
        """The last that came; None where nothing did."""
        return next(reversed(self.versions(identity)), None)

    def data(self, one: HandInVersion) -> bytes:
        """A version's bytes. Raises HandoverError."""
        try:
            return one.file.read_bytes()
        except OSError as error:
            raise HandoverError(f"{one.file} cannot be read: {reason(error)}") from None

    def look(self, data: bytes) -> str:
        """What is odd about a file that can be taken, in words. Raises HandoverError where it cannot be taken."""
        try:
            found = read(data)
        except FormatError as error:
            raise HandoverError(str(error)) from None
        if self.course and found.course != self.course:
            raise HandoverError(f"it is of another course ('{told(found.course[:80])}')")
        return f"{found.damaged} of its entries cannot be read" if found.damaged else ""

    def receive(self, identity: str, data: bytes, at: float | None = None) -> HandInVersion:
        """Keep a file as the newest version of a learner; the same bytes as the newest one change nothing. When this
        returns, the file is on the disk. Raises HandoverError with what is wrong with the file, KeepingError where the
        disk takes nothing."""
        note = self.look(data)
        mine, name = digest(data), folder_name(identity)
        try:
            with self._alone(name), HeldFolder.at(self.folder) as root:
                own_folder(self.folder, identity)
                before = self.newest(identity)
                if before is not None and before.digest == mine:
                    return msgspec.structs.replace(before, note=note)
                number = before.number + 1 if before else 1
                if number > MOST_VERSIONS:
                    raise HandoverError(f"{MOST_VERSIONS:,} versions of one learner are enough: move older ones away")
                came = time.time() if at is None else at
                stamp = datetime.fromtimestamp(came, UTC).strftime(STAMP)
                file = f"{number:04d}-{stamp}-{mine}{SUFFIX}"
                with root.below(name, make=0o700) as own:
                    own.write(file, data, 0o600)
        except OSError as error:
            raise KeepingError(f"{self.folder} cannot be written: {reason(error)}") from None
        path = self.folder / name / file
        return HandInVersion(identity=identity, number=number, at=came, digest=mine, file=path, new=True, note=note)

    def sweep(self) -> int:
        """Remove what a killed run left half written. Returns how many files."""
        gone = 0
        for part in self.folder.glob(f"*/{PART}*"):
            with contextlib.suppress(OSError):
                if time.time() - part.stat().st_mtime > LEFT_BEHIND:
                    part.unlink()
                    gone += 1
        return gone

    @contextlib.contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """One writer of a learner at a time."""
        with locked(self.folder / MARK / f"lock-{hashlib.blake2b(name.encode(), digest_size=1).hexdigest()}"):
            yield


def is_hand_ins(folder: Path) -> bool:
    """Whether a folder is one of these."""
    try:
        return (folder / MARK / "mark.json").is_file()
    except OSError:  # a folder that cannot be looked into is told where it is listed
        return False


def version(identity: str, file: Path, named: re.Match[str]) -> HandInVersion:
    """A version as its name tells it."""
    at = datetime.strptime(named[2], STAMP).replace(tzinfo=UTC).timestamp()
    return HandInVersion(identity=identity, number=int(named[1]), at=at, digest=named[3], file=file)


def digest(data: bytes) -> str:
    """Twelve digits that tell one content from another's."""
    return hashlib.blake2b(data, digest_size=6).hexdigest()


def as_text(name: str) -> str:
    """Whose a folder of hand-ins is, as text."""
    identity = identity_of(name)
    try:
        identity.encode()
    except UnicodeEncodeError:
        return name
    return identity


def kept(folder: Path, *, every: bool) -> Iterator[tuple[str, Path]]:
    """(identity, file) of what is graded of a folder of hand-ins: each learner's newest version, or ``every`` one. A
    file that somebody laid into a learner's folder by hand is one, too. An identity that is no text (a folder's name of
    broken bytes) is told by the name that the folder has here: no table and no database takes it otherwise."""
    for own in sorted(row for row in folder.iterdir() if not row.name.startswith(".") and not row.is_symlink()):
        if own.is_dir():
            rows = sorted(row for row in own.iterdir() if not row.name.startswith("."))
            found = sorted((int(m[1]), row) for row in rows if (m := NAMED.fullmatch(row.name)))
            versions = [row for _, row in found]
            others = [row for row in rows if not NAMED.fullmatch(row.name)]
            for row in [*others, *(versions if every else versions[-1:])]:
                yield as_text(own.name), row
