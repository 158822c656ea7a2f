"""The manifest of a course's folder: which edition was delivered, and a digest of each of its files."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import msgspec

from mosaic_exercises.workbook.disk import replace_whole

NAME = ".mosaic-delivered.json"


class FileDigest(msgspec.Struct, frozen=True):
    """One file as it was at some moment. ``whole``: a digest of its bytes. ``text``: a digest of what a person writes
    in it: saving a notebook's outputs, or a tool that writes other line ends, does not change it. ``of``: the file in
    whose place it was put beside ("" for the file itself)."""

    whole: str
    text: str
    of: str = ""


class DeliveryNote(msgspec.Struct, frozen=True):
    """``files``: what was delivered, by name. ``coming``: what an update was about to write; it is empty once the
    update is done, so what it holds says which files may be from an update that was cut off. ``unsure``: files that
    were there before any note, so that nobody can say whether they are changed or of another edition."""

    version: str
    course: str
    files: dict[str, FileDigest] = {}
    coming: dict[str, FileDigest] = {}
    v: int = 1
    unsure: tuple[str, ...] = ()


def file_digest(name: str, data: bytes, of: str = "") -> FileDigest:
    """The digests of a file."""
    text = _cells(data) if name.endswith(".ipynb") else None
    if text is None:
        text = data.replace(b"\r\n", b"\n")
    return FileDigest(_digest(data), _digest(text), of)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


def _cells(data: bytes) -> bytes | None:
    """What stands in a notebook's cells, whatever their outputs; None where these bytes are no notebook."""
    try:
        cells = json.loads(data)["cells"]
        told = [(c["cell_type"], "".join(c["source"]), c.get("attachments") or {}) for c in cells]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return json.dumps(told, sort_keys=True).encode()


def read_manifest(root: Path) -> DeliveryNote | None:
    """The manifest of a course's folder; None where there is none that can be read. Raises OSError."""
    try:
        return msgspec.json.decode((root / NAME).read_bytes(), type=DeliveryNote)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError):
        return None


def write_manifest(root: Path, manifest: DeliveryNote) -> None:
    """Write the manifest. Raises OSError."""
    replace_whole(root / NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))


def is_newer(version: str, than: str) -> bool:
    """Whether an edition comes after another: 0.10 after 0.9, and 1.0 after 1.0rc1."""
    return _order(version) > _order(than)


_STAGES = ("dev", "a", "b", "rc", "")


def _order(version: str) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    released = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(n) for n in released[0].split(".")] if released else []
    while numbers and numbers[-1] == 0:  # 1.0 is 1
        numbers.pop()
    rest = version[released.end() :] if released else version
    early = re.match(r"\.?(dev|a|b|rc)", rest)
    stage = _STAGES.index(early[1] if early else "")
    return tuple(numbers), stage, tuple(int(n) for n in re.findall(r"\d+", rest))
