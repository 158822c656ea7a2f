"""The one file a learner downloads, uploads or hands in: everything in the workbook, as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.workbook.disk import replace_file
from mosaic_exercises.workbook.events import (
    Draft,
    Event,
    Learner,
    as_utf8,
    encode,
    in_a_row,
    link,
    now,
    read_event,
    sound,
)
from mosaic_exercises.workbook.store import Workbook

FORMAT: Literal["mosaic-submission"] = "mosaic-submission"
SUFFIX = ".mosaic.json"
SIZE_LIMIT = 50_000_000  # bytes
SEAL = b',\n"seal": "'
OPEN = "open "  # so a seal begins where the events do not stand in a row: their links are to be followed


class Submission(msgspec.Struct, frozen=True):
    """A whole workbook at one moment. ``damaged`` counts entries that could not be read, when read back; ``seal`` is
    what the file says at its end about all that comes before."""

    format: Literal["mosaic-submission"]
    v: Literal[1]
    course: str
    version: str
    workbook: str
    made: str
    learner: Learner
    events: tuple[Event, ...] = ()
    drafts: tuple[Draft, ...] = ()
    damaged: int = 0
    seal: str = ""


class _Envelope(msgspec.Struct, frozen=True):
    """The same with its entries unread, so that one bad entry costs only itself."""

    format: Literal["mosaic-submission"]
    v: Literal[1]
    course: str
    workbook: str
    learner: Learner = Learner()
    version: str = ""
    made: str = ""
    events: tuple[msgspec.Raw, ...] = ()
    drafts: tuple[msgspec.Raw, ...] = ()
    seal: str = ""


_envelope = msgspec.json.Decoder(_Envelope, strict=True)
_whole = msgspec.json.Decoder(Submission, strict=True)


def collect(workbook: Workbook, version: str) -> Submission:
    """Everything the workbook holds now."""
    return Submission(
        FORMAT,
        1,
        workbook.course,
        version,
        workbook.uuid,
        now(),
        workbook.learner,
        workbook.events(),
        workbook.drafts(),
    )


def write(submission: Submission) -> bytes:
    """The file's bytes: one event a line, so that a person can look into it, and at the end the seal."""
    head = {f: getattr(submission, f) for f in ("format", "v", "course", "version", "workbook", "made", "learner")}
    lines = encode(head)[:-1]
    events, drafts = ([encode(row) for row in rows] for rows in (submission.events, submission.drafts))
    for name, rows in ((b"events", events), (b"drafts", drafts)):
        lines += b',\n"' + name + b'": [\n' + b",\n".join(rows) + b"\n]"
    whole = in_a_row(submission.events, events, submission.workbook)
    return lines + SEAL + OPEN.encode() * (not whole) + link(lines).encode() + b'"}\n'


def sealed(data: bytes, seal: str) -> bool:
    """Whether a file is still as it was when its seal was made."""
    return link(data[: data.rfind(SEAL)]) == seal.removeprefix(OPEN)


def read(data: bytes) -> Submission:
    """Read a submission back. Raises FormatError, and nothing else, with what is wrong; entries that cannot be read
    are counted in ``damaged`` and the others kept."""
    if len(data) > SIZE_LIMIT:
        raise FormatError(f"the file has {len(data):,} bytes; a workbook has at most {SIZE_LIMIT:,}")
    if not data.strip():
        raise FormatError("the file is empty")
    data = as_utf8(data)
    try:
        found = _whole.decode(data)
        for event in found.events:
            sound(event)
    except (FormatError, msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        pass  # something is wrong somewhere: read entry by entry
    else:
        return msgspec.structs.replace(found, damaged=0)
    try:
        shell = _envelope.decode(data)
    except msgspec.ValidationError as error:
        raise FormatError(foreign(data, str(error))) from None
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError) as error:
        raise FormatError(unreadable(error)) from None
    events, bad = _readable(shell.events, read_event)
    drafts, worse = _readable(shell.drafts, msgspec.json.Decoder(Draft).decode)
    return Submission(
        FORMAT,
        1,
        shell.course,
        shell.version,
        shell.workbook,
        shell.made,
        shell.learner,
        tuple(events),
        tuple(drafts),
        bad + worse,
        shell.seal,
    )


class _Kind(msgspec.Struct):
    """What any file of ours, of this edition or a later one, says of itself."""

    format: Any = None
    v: Any = None
    nbformat: Any = None


def foreign(data: bytes, error: str) -> str:
    """What JSON is that is no hand-in file, in words that somebody can act on."""
    try:
        kind = msgspec.json.decode(data, type=_Kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
        return "this is JSON, but no Mosaic hand-in file"
    if kind.nbformat is not None:
        return f"this is a notebook; the file to hand in has a name that ends in {SUFFIX}"
    if kind.format != FORMAT:
        return "this is JSON, but no Mosaic hand-in file (its format is another one)"
    if isinstance(kind.v, int) and kind.v > 1:
        return f"the file was made by a newer edition of Mosaic (format {kind.v}): update Mosaic here to read it"
    field = re.search(r"field `(\w+)`|`\$\.(\w+)", error)
    where = f": '{field[1] or field[2]}' is missing or is not as the workbook writes it" if field else ""
    return f"this is no whole Mosaic hand-in file{where}. Take the file as it was downloaded"


def unreadable(error: Exception) -> str:
    """Why bytes are no JSON, in words that somebody can act on."""
    match error:
        case RecursionError():
            return "the file is no hand-in file of Mosaic: lists in it lie deeper in each other than in any"
        case UnicodeDecodeError():
            return "its text is not in UTF-8: another program has saved it. Take the file as it was downloaded"
    if "truncated" in str(error):
        return "the file is cut off: its end is missing. Take the file as it was downloaded, or hand in again"
    place = re.search(r"\(byte (\d+)\)", str(error))
    where = f" (from byte {int(place[1]):,} on)" if place else ""
    what = f"the file is damaged, or is no hand-in file of Mosaic: it is no JSON{where}"
    return f"{what}. Take the file as it was downloaded"


def _readable(rows: tuple[msgspec.Raw, ...], decode: Any) -> tuple[list[Any], int]:
    kept: list[Any] = []
    for row in rows:
        try:
            kept.append(decode(bytes(row)))
        except (FormatError, msgspec.MsgspecError, RecursionError, UnicodeError, ValueError):
            continue
    return kept, len(rows) - len(kept)


class MadeFile(Protocol):
    """What tells of which workbook a hand-in file is, and when it was made."""

    @property
    def workbook(self) -> str: ...
    @property
    def made(self) -> str: ...


F = TypeVar("F", bound=MadeFile)


def newest_of_each(files: Iterable[F]) -> list[F]:
    """Of several files of one workbook the newest; of equally new ones the last."""
    newest: dict[str, F] = {}
    for file in files:
        if file.made >= newest.get(file.workbook, file).made:
            newest[file.workbook] = file
    return [*newest.values()]


def file_name(learner: Learner) -> str:
    """A file name any system takes, from the learner's id or name."""
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", learner.id or learner.name).strip("._-")[:60]
    return (safe or "my_work") + SUFFIX


def hand_in(workbook: Workbook, version: str) -> tuple[Path, bytes]:
    """Write the hand-in file into hand_in/ of the workbook's folder. Returns its path and bytes."""
    data = write(collect(workbook, version))
    path = workbook.folder / "hand_in" / file_name(workbook.learner)
    replace_file(path, data)
    return path, data


def take_in(workbook: Workbook, data: bytes) -> str:
    """Merge a downloaded file into the workbook. Returns what happened, in words. Raises FormatError."""
    found = read(data)
    if found.course != workbook.course:
        raise FormatError(f"this file is of another course ('{found.course[:80]}')")
    workbook.adopt(found.workbook, found.learner)
    new = workbook.add(found.events)
    kept = sum(workbook.save_draft(d) for d in found.drafts if re.fullmatch(r"[a-z0-9-]{1,120}", d.exercise))
    lost = f" {found.damaged} entries of the file could not be read." if found.damaged else ""
    return f"{new} new answers and {kept} drafts taken in; {len(found.events) - new} answers were here already.{lost}"
