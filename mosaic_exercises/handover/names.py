"""A learner's identity as the name of a folder, and back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from mosaic_exercises.errors import HandoverError

LONGEST = 200  # bytes of a folder's name
PLAIN = frozenset("._-@+ ")  # beside letters and digits
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)  # Windows keeps these for devices


def folder_name(identity: str) -> str:
    """The folder's name of an identity, whatever stands in it: letters, digits and a few signs as they are, all else
    by its bytes (``%2F``), so that no name leads anywhere and no two are one. Raises HandoverError for none."""
    if not identity.strip():
        raise HandoverError("A learner has no name here. Give each learner's folder a name.")
    last = len(identity) - 1
    dotted = {0: ". ", last: ". "}  # hidden, or lost by Windows
    name = "".join(
        sign if (sign.isalnum() or sign in PLAIN) and sign not in dotted.get(at, "") else coded(sign)
        for at, sign in enumerate(identity)
    )
    if RESERVED.fullmatch(name):
        name = coded(name[0]) + name[1:]
    if len(name.encode()) > LONGEST:
        raise HandoverError(f"The name '{identity[:40]}...' is too long for a folder: at most {LONGEST} bytes.")
    return name


def coded(sign: str) -> str:
    """The bytes of one sign, in hexadecimal digits."""
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogateescape"))


def identity_of(name: str) -> str:
    """The identity whose folder has this name."""
    return unquote_to_bytes(name).decode("utf-8", "surrogateescape")


def told(identity: str) -> str:
    """An identity, or a file's name, as text on one line that any file can hold and that steers no terminal."""
    whole = identity.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in whole)[:LONGEST]


def own_folder(root: Path, identity: str) -> Path:
    """The folder of an identity below ``root``, there or not. Raises HandoverError where the disk takes another
    name for the same (capital letters, accents): two learners would share a folder."""
    path = root / folder_name(identity)
    if path.exists() and path.name not in {entry.name for entry in root.iterdir()}:
        raise HandoverError(
            f"The names '{told(identity)}' and that of a folder that is there differ only in capital letters or "
            "accents, and this disk takes them for one. Use a disk that tells them apart."
        )
    return path
