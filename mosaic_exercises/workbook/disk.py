"""Files replaced whole on the disks that learners have: Windows, synchronised folders, and the drive in a browser.

On Windows a scanner, an indexer or a program that synchronises the folder may hold a file for a moment, and a file that
somebody holds cannot be replaced: it is tried again. In the browser ``fsync`` stores nothing (a file is stored when it
is closed), so there what was written is read back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
import uuid
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
PART = ".tmp"
"""How the name of a file ends that is still being written."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # s
IN_BROWSER = sys.platform == "emscripten"
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}  # some network drives cannot be asked


def replace_whole(path: Path, data: bytes) -> None:
    """Replace a file whole, or leave the old one as it was. Its folder is made. Raises OSError."""
    temporary = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            settle(file)
        kept_to(temporary, len(data))
        into_place(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def beside(path: Path) -> Path:
    """A name beside a file that nobody else takes: in the browser every Python has the same process id."""
    return path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}{PART}")


def into_place(temporary: Path, path: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """Give a written file its name. Where somebody holds the old one, try for a second and a half. Raises OSError."""
    for pause in PAUSES:
        try:
            temporary.replace(path)
        except PermissionError:
            wait(pause)
        else:
            return
    temporary.replace(path)


def settle(file: IO[bytes]) -> None:
    """What was written is on the disk afterwards, where the disk can be asked for that. Raises OSError."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def kept_to(path: Path, size: int) -> None:
    """After writing in the browser: the file is as long as it was made. Raises OSError where it is not."""
    if IN_BROWSER and path.stat().st_size != size:
        raise OSError(errno.EIO, "the browser has not kept what was written", str(path))


def in_browser_once(seconds: float) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For a function that looks at files: in a browser, where each look is a request, what it found is found again for
    so many seconds, by its arguments and the current folder. Elsewhere it is as it was."""
    return lambda look: remembering(look, seconds) if IN_BROWSER else look


def remembering(look: Callable[P, R], seconds: float, clock: Callable[[], float] = time.monotonic) -> Callable[P, R]:
    """The same function, asked at most once in so many seconds."""
    found: dict[object, tuple[float, R]] = {}

    @wraps(look)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        asked = (Path.cwd(), args, tuple(sorted(kwargs.items())))
        until, value = found.get(asked, (0.0, None))
        if clock() >= until or value is None:
            value = look(*args, **kwargs)
            found[asked] = (clock() + seconds, value)
        return value

    return again
