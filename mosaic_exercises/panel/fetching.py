"""Packages that Python in a browser fetches when they are first needed: labs want pandas and matplotlib.

What a session does is written for a Python that has them or has not: it imports them where it needs them, and says so
where they are missing. In the browser most can still be had, but only by waiting, and a session does not wait. So what
was missing is noted here while it answers; the panel fetches it and asks the session once more.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Awaitable, Callable, Iterable
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from typing import Any

from mosaic_exercises.panel.sessions.contract import Message

IN_BROWSER = sys.platform == "emscripten"
PICTURES = ("pandas", "matplotlib")  # who draws needs both: one fetch, not one after the other
FETCHED = frozenset({"pandas", "numpy", "matplotlib", "scipy", "lxml", "PIL", "pptx", "docx", "xlsxwriter"})
"""The modules that a site can give (``lite/pins.py``)."""
ROUNDS = 4  # a package may turn out to be missing once another is there

Fetch = Callable[[tuple[str, ...]], Awaitable[None]]


class Missed(MetaPathFinder):
    """Finds nothing, and notes what was looked for and is not there."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> None:  # noqa: ARG002
        """Note a module that a site can give."""
        if fullname in FETCHED:
            self.names.add(fullname)

    def taken(self) -> tuple[str, ...]:
        """What was noted since the last time, pandas and matplotlib together."""
        names, self.names = self.names, set()
        return tuple(sorted(names.union(PICTURES) if names.intersection(PICTURES) else names))


missed = Missed()
if IN_BROWSER:
    sys.meta_path.append(missed)


async def fetch(names: tuple[str, ...]) -> None:
    """Fetch the packages of these modules. Whether they are there afterwards, an import says."""
    pyodide = importlib.import_module("pyodide_js")
    await pyodide.loadPackagesFromImports("\n".join(f"import {name}" for name in names))
    importlib.invalidate_caches()


async def answered(ask: Callable[[], list[Message]], names: tuple[str, ...], fetch: Fetch = fetch) -> list[Message]:
    """The replies once what was missing has been fetched; where it cannot be, the replies say what is missing."""
    for _ in range(ROUNDS):
        with contextlib.suppress(Exception):  # whatever it is called there: whether it came, is looked at next
            await fetch(names)
        if lacking := absent(names):
            return [unreachable(reply, lacking) for reply in ask()]
        missed.taken()
        replies = ask()
        if not (names := missed.taken()):
            return replies
    return replies


def absent(names: Iterable[str]) -> tuple[str, ...]:
    """Those of these modules that are not there."""
    return tuple(name for name in names if name not in sys.modules and PathFinder.find_spec(name) is None)


def loading(message: Message, names: tuple[str, ...]) -> list[Message]:
    """What a learner sees meanwhile: for a picture a line in its place; who waits for a file waits."""
    if message.get("type") != "live":
        return []
    text = f"Loading {' and '.join(names)}. The first picture takes a while; you can go on meanwhile."
    return [{k: message[k] for k in ("slug", "n") if k in message} | {"type": "live", "error": text}]


def unreachable(reply: Message, names: tuple[str, ...]) -> Message:
    """The reply with what is missing in words, in place of how to install it on a computer of one's own."""
    text = (
        f"This needs {' and '.join(names)}, which could not be fetched: the address that this site has them from "
        "cannot be reached from here. All else works without."
    )
    return {key: text if key in ("error", "problem") and value else value for key, value in reply.items()}


def without_null(value: Any) -> Any:
    """What a browser sent, with None for its null: Pyodide has an object of its own for it."""
    if isinstance(value, dict):
        return {key: without_null(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_null(one) for one in value]
    return None if type(value).__name__ in ("JsNull", "JsUndefined") else value
