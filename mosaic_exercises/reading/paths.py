"""A path as somebody has written it: whether there is something, and how it is repeated to them."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from subprocess import list2cmdline

WINDOWS = os.name == "nt"
SHOWN = 120  # characters of what was written, where it is repeated


def there(said: str) -> Path | None:
    """What somebody has written as a path, where there is something; None for what can be no path here, too: a name
    that is too long, a home of nobody, a sign that no file has."""
    try:
        path = Path(said.strip()).expanduser()
        return path if path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None


def shown(said: str) -> str:
    """What somebody has written, short, every sign of it to be seen: a control character as its picture, and half a
    sign, which cannot be sent, as one that is not known."""
    plain = "".join(chr(0x2400 + ord(c)) if c < " " else "\u2421" if c == "\x7f" else c for c in said.strip())
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}..."


def pasted(said: str | Path) -> str:
    """A path as it stands in a command that is told, in quotation marks where it needs them: it can be pasted."""
    return list2cmdline([str(said)]) if WINDOWS else shlex.quote(str(said))
