"""Finding the one file that ends the process which scores it.

A chunk whose workers died is done again by a process of the worker's own, which tells after each file that it is done.
Where that process ends, the file in hand is tried alone, in fresh processes; the file that ends them all is named, and
the rest goes on. A worker is not lost for it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import IO

from mosaic_exercises.grading.cluster import parcels
from mosaic_exercises.grading.cluster.parcels import Parcel
from mosaic_exercises.grading.scoring.workers import Back, Task

TRIES = 3  # fresh processes that a file has to end, one after the other, before it is named
LENGTH = 4  # bytes that say how long the next answer is
LEAST = 1_000_000_000  # bytes of memory that such a process may always have
CHILD = "mosaic_exercises.grading.cluster.child"


def guarded(parcel: Parcel) -> bytes:
    """A parcel of files to score, done file by file in processes that may end."""
    rest = parcels.received(parcel.body)
    done: list[Back] = []
    while rest:
        backs, how = in_child(parcel, rest)
        done += (back for file in backs for back in file)
        rest = rest[len(backs) :]
        if how and rest:
            done += alone(parcel, rest.pop(0))
    return parcels.sent_back(done)


def alone(parcel: Parcel, task: Task) -> list[Back]:
    """One file, in processes of its own."""
    for _ in range(TRIES):
        backs, how = in_child(parcel, [task])
        if backs:
            return backs[0]
    return [lost(task, f"scoring it ended {TRIES} processes, one after the other ({how})")]


def lost(task: Task, why: str) -> Back:
    """The row of a file that cannot be scored."""
    return Back(task[0].label, f"{why}; grade it by hand", "corrupt")


def in_child(parcel: Parcel, tasks: list[Task]) -> tuple[list[list[Back]], str]:
    """What a fresh process makes of files, one after the other, and how it ended ("" for well)."""
    words = [sys.executable, "-m", CHILD, str(memory())]
    job = parcels.encode(Parcel(parcel.errand, parcel.work, parcels.sent(tasks)))
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with contextlib.suppress(OSError):  # it ended already: seen below
                child.stdin.write(job)
                child.stdin.close()
            backs = [parcels.came_back(answer) for answer in answers(child.stdout)]
            code = child.wait()
        except BaseException:
            child.kill()
            raise
    return backs, "" if len(backs) == len(tasks) else ended(code)


def answers(pipe: IO[bytes]) -> Iterator[bytes]:
    """The whole answers in a pipe."""
    while len(head := pipe.read(LENGTH)) == LENGTH:
        size = int.from_bytes(head, "big")
        body = pipe.read(size)
        if len(body) < size:
            return
        yield body


def ended(code: int) -> str:
    """How a process ended, in words."""
    if code >= 0:
        return f"exit code {code}"
    with contextlib.suppress(ValueError):
        return f"signal {-code}, {signal.Signals(-code).name}"
    return f"signal {-code}"


def memory() -> int:
    """The bytes that a process beside this worker may have; 0 for no bound."""
    try:
        from distributed import get_worker

        limit = get_worker().memory_manager.memory_limit
    except (ImportError, ValueError, AttributeError):  # not in a worker
        return 0
    return max(LEAST, int(limit)) if limit and os.name == "posix" else 0
