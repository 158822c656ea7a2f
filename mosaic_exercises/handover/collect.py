"""Fetching hand-ins out of learners' folders: a shared disk with a folder a learner, or the homes of a hub.

Only copied: what lies in a learner's folder is never changed. Doing it twice changes nothing. A file that is being
written is waited for; what cannot be taken is told with the reason, and the rest goes on.
"""

from __future__ import annotations

import contextlib
import os
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.errors import HandoverError, KeepingError
from mosaic_exercises.handover.hand_ins import HandIns, digest
from mosaic_exercises.handover.held import FileSeen, HeldFolder, StillWritten, account_of, reason, theirs
from mosaic_exercises.handover.names import told
from mosaic_exercises.workbook.handin import SIZE_LIMIT, SUFFIX

PLACES = ("", "hand_in", "my_work/hand_in", "*/my_work/hand_in", "*/*/my_work/hand_in")
"""Where hand-in files lie below a learner's folder: in a drop folder, or where ``mosaic submit`` writes them below a
home. A star is any one folder."""
MOST_FILES = 50  # of one learner, the newest
FRESH = 60.0  # seconds: a torn file that is younger may still be written
WAIT = 10.0
AGAIN = 0.25
State = Literal["new", "unchanged", "waiting", "refused", "nothing"]


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file, or of one learner's folder with none (``nothing``). ``version``: the number that it has
    among the learner's hand-ins, 0 for none; ``reason``: why it was refused, or what is odd about it."""

    identity: str
    file: str
    state: State
    version: int = 0
    reason: str = ""


class _Lying(msgspec.Struct, frozen=True):
    """A file that lies in a learner's folder."""

    time: int
    place: str
    name: str


def silent(done: int, total: int) -> None:
    """No progress shown."""


def collect(
    source: Path,
    into: HandIns,
    *,
    inside: Sequence[str] = PLACES,
    wait: float = WAIT,
    progress: Callable[[int, int], None] = silent,
) -> Iterator[Arrival]:
    """Fetch the hand-in files of every learner's folder in ``source``: one row a file, and one for each learner of whom
    there is none. The learner is who the folder is named after. ``wait``: seconds for which files that are being
    written are waited for, in all. Raises HandoverError where ``source`` or ``into`` cannot be used, KeepingError
    where ``into`` takes no more."""
    into.sweep()
    waiting: list[tuple[str, str, str]] = []  # (folder, place, name)
    with HeldFolder.at(source) as root:
        rows = [row for row in root.entries() if not row.name.startswith(".")]
        own = into.folder.resolve()
        twins = alike([row.name for row in rows if row.is_dir(follow_symlinks=False)])
        for done, row in enumerate(rows, start=1):
            if (root.path / row.name).resolve() == own:
                continue
            if row.is_symlink():
                yield refused(row.name, "", "a link to somewhere else; links are not followed")
            elif row.name in twins:
                yield refused(
                    row.name,
                    "",
                    f"its name and '{told(twins[row.name])}' differ in capital letters alone, and no account says "
                    "whose each is: one's file could stand for the other's. Rename one of the two folders",
                )
            elif row.is_dir(follow_symlinks=False):
                for one in _of_learner(root, row.name, into, inside):
                    if one.state == "waiting":
                        place, _, name = one.file.rpartition("/")
                        waiting.append((row.name, place, name))
                    else:
                        yield one
            elif row.name.lower().endswith((SUFFIX, ".zip")):
                yield refused("", row.name, "it lies in no learner's folder, so whose it is cannot be told")
            progress(done, len(rows))
        yield from _waited_for(root, waiting, into, time.monotonic() + wait)


def alike(names: Sequence[str]) -> dict[str, str]:
    """The folders that grading may take for one learner with another (the value), as their names differ in capital
    letters alone. Where just one of them is named after an account of this machine, that one is the learner's, and is
    not among them: on a shared disk anybody may make a folder, and so one that is nearly called like another's."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(unicodedata.normalize("NFC", name.strip()).casefold(), []).append(name)
    found: dict[str, str] = {}
    for group in groups.values():
        known = [name for name in group if account_of(name) is not None]
        for name in group if len(group) > 1 else ():
            if known != [name]:
                found[name] = next(other for other in group if other != name)
    return found


def _waited_for(
    root: HeldFolder, waiting: list[tuple[str, str, str]], into: HandIns, until: float
) -> Iterator[Arrival]:
    while waiting:
        last = time.monotonic() >= until
        later: list[tuple[str, str, str]] = []
        for folder, place, name in waiting:
            one = _taken(root, folder, place, name, into, newest=True)
            if one.state != "waiting" or last:
                yield one
            else:
                later.append((folder, place, name))
        waiting = later
        if waiting:
            time.sleep(AGAIN)


def _of_learner(root: HeldFolder, folder: str, into: HandIns, inside: Sequence[str]) -> Iterator[Arrival]:
    """What lies in one learner's folder."""
    found: list[_Lying] = []
    others: list[str] = []
    problems: list[Arrival] = []
    for place in _places(root, folder, inside, problems):
        try:
            with _opened(root, folder, place) as held:
                for row in held.entries():
                    if row.name.startswith("."):
                        continue
                    if not row.name.lower().endswith(SUFFIX):
                        others.append(row.name)
                    elif row.is_symlink():
                        problems.append(refused(folder, row.name, "a link to somewhere else; links are not followed"))
                    else:
                        found.append(_Lying(row.stat(follow_symlinks=False).st_mtime_ns, place, row.name))
        except (OSError, HandoverError) as error:
            problems.append(refused(folder, place, reason(error)))
    yield from problems
    found.sort(key=lambda one: (one.time, one.place, one.name))
    for lying in found[:-MOST_FILES]:
        yield refused(folder, f"{lying.place}/{lying.name}", f"of one learner the newest {MOST_FILES} files are taken")
    taken = found[-MOST_FILES:]
    for lying in taken:
        yield _taken(root, folder, lying.place, lying.name, into, newest=lying is taken[-1])
    if not found and not problems:
        said = f"no {SUFFIX} file" + (f"; there is {told(others[0])}" if others and inside == ("",) else "")
        yield Arrival(identity=folder, file="", state="nothing", reason=said)


def _places(root: HeldFolder, folder: str, inside: Sequence[str], problems: list[Arrival]) -> Iterator[str]:
    """The folders below a learner's that there are, of those in which hand-ins lie."""
    for pattern in inside:
        found = [""]
        for part in filter(None, pattern.split("/")):
            deeper: list[str] = []
            for place in found:
                try:
                    with _opened(root, folder, place) as held:
                        names = list(held.folders()) if part == "*" else [part]
                        for name in names:
                            with contextlib.suppress(OSError), held.below(name):
                                deeper.append(f"{place}/{name}".lstrip("/"))
                except OSError:
                    continue
                except HandoverError as error:
                    problems.append(refused(folder, place, str(error)))
            found = deeper
        yield from found


@contextlib.contextmanager
def _opened(root: HeldFolder, folder: str, place: str) -> Iterator[HeldFolder]:
    """A folder below a learner's, held open. Raises OSError, HandoverError."""
    with contextlib.ExitStack() as stack:
        held = stack.enter_context(root.below(folder))
        for part in filter(None, place.split("/")):
            held = stack.enter_context(held.below(part))
        yield held


def _taken(root: HeldFolder, folder: str, place: str, name: str, into: HandIns, *, newest: bool) -> Arrival:
    """Take one file. ``newest``: of those that lie there, so it counts even where it came once before."""
    where = f"{place}/{name}".lstrip("/")
    try:
        with _opened(root, folder, place) as held, root.below(folder) as own:
            seen = held.read(name, SIZE_LIMIT)
            known = into.versions(folder)
            mine = digest(seen.data)
            if known and (known[-1].digest == mine or (not newest and any(v.digest == mine for v in known))):
                return Arrival(identity=folder, file=where, state="unchanged", version=known[-1].number)
            owner = own.status().st_uid
            theirs(folder, owner, root.status().st_uid)
            whose(folder, owner, seen)
            try:
                into.look(seen.data)
            except HandoverError as error:
                if abs(time.time() - seen.time / 1e9) < FRESH:
                    raise StillWritten(f"{error}. It is a moment old and may still be written: collect again") from None
                raise
            kept = into.receive(folder, seen.data)
    except StillWritten as error:
        return Arrival(identity=folder, file=where, state="waiting", reason=str(error))
    except KeepingError:
        raise
    except (OSError, HandoverError) as error:
        return refused(folder, where, reason(error))
    return Arrival(identity=folder, file=where, state="new", version=kept.number, reason=kept.note)


def whose(folder: str, owner: int, seen: FileSeen) -> None:
    """Raise HandoverError where the system says that a file is of another account than its folder is. Where all run as
    one account (containers), or the instructor made the folders, it says nothing."""
    if not hasattr(os, "geteuid"):
        return
    ours = (0, os.geteuid())
    allowed = {*ours, owner}
    if owner in ours:
        account = account_of(folder)
        if account is None:
            return
        allowed.add(account)
    if seen.owner not in allowed:
        raise HandoverError("it is of another account than the folder that it lies in")


def refused(identity: str, file: str, why: str) -> Arrival:
    """Something that is not taken."""
    return Arrival(identity=identity, file=file, state="refused", reason=why)
