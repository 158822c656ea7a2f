"""Small things that many tests need: a course of two questions, written into a folder; one test over many things."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.kinds import KINDS

T = TypeVar("T")

GOOD = {
    "manifest.toml": """
        course = "c"
        version = "1"
        title = "A course"
        [[notebook]]
        id = "01_one"
        title = "One"
        items = [
          { exercise = "who-buys", points = 2, sessions = [1], track = "any" },
          { quiz = "drill-one", points = 1 },
        ]
        questions = ["is-it-so"]
        [[quiz]]
        id = "drill-one"
        title = "Drill"
        size = 1
        concepts = ["customer"]
    """,
    "concepts.toml": '[customer]\nname = "Customer"\nnotebook = "01_one"\nseed = [31]\n',
    "misconceptions.toml": '[user-is-buyer]\nname = "The user is the buyer"\ntruth = "They can differ."\n',
    "exercises/01_one.toml": """
        [[exercise]]
        id = "who-buys"
        kind = "choice"
        title = "Who buys?"
        prompt = "A father pays for his daughter's bike."
        concepts = ["customer"]
        options = [{ id = "a", text = "The father" }, { id = "b", text = "The daughter" }]
        [[exercise]]
        id = "is-it-so"
        kind = "choice"
        title = "So?"
        prompt = "True or false?"
        concepts = ["customer"]
        mode = "true-false"
    """,
    "keys/01_one.toml": """
        [who-buys]
        right = ["a"]
        why = "He pays."
        wrong = { b = { why = "She rides it.", misconception = "user-is-buyer" } }
        [is-it-so]
        right = ["true"]
        why = "It is."
        wrong = { false = { why = "Look again." } }
    """,
}


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns. It runs in a thread of its own: the thread of a worker that drives a browser has a loop
    that runs already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def small_course(folder: Path) -> Course:
    """The good course above, loaded from a folder."""
    for path, text in GOOD.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_layers((str(folder),))


def each(things: Iterable[T], test: Callable[[T], None], name: Callable[[T], str] = str) -> None:
    """Calls ``test`` with each of the things; all that fail are named together, once.

    A test item for each of hundreds of small things costs ten times what its own work does.
    """
    listed = list(things)
    assert listed, "there is nothing to test"
    faults = []
    for thing in listed:
        try:
            test(thing)
        except (AssertionError, pytest.fail.Exception) as fault:
            faults.append(f"{name(thing)}: {fault}")
    assert not faults, f"{len(faults)} of {len(listed)}:\n" + "\n".join(faults)


def every(things: Iterable[T], name: Callable[[T], str] = str) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """One test over many things: the decorated test is called with ``each``."""
    listed = list(things)

    def over(test: Callable[[T], None]) -> Callable[[], None]:
        def run() -> None:
            each(listed, test, name)

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return over


def count_kinds(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often any kind has read ("parse") and checked ("check") since, in whichever module it was asked."""
    found = {"parse": 0, "check": 0}

    def counted(name: str, act: Any) -> Any:
        def count(*args: Any) -> Any:
            found[name] += 1
            return act(*args)

        return count

    kinds = {
        name: replace(kind, parse=counted("parse", kind.parse), check=counted("check", kind.check))
        for name, kind in KINDS.items()
    }
    for name, module in tuple(sys.modules.items()):
        if name.startswith("mosaic_exercises") and getattr(module, "KINDS", None) is KINDS:
            monkeypatch.setattr(module, "KINDS", kinds)
    return found


def long_profile() -> bool:
    """Whether this is make test-all."""
    return bool(settings.default.max_examples >= settings.get_profile("long").max_examples)  # type: ignore[attr-defined]


def share(examples: int) -> int:
    """How many examples a fuzzed test tries in this profile, where of a hundred it would try ``examples``."""
    return max(5, examples * settings.default.max_examples // 100)  # type: ignore[attr-defined]
