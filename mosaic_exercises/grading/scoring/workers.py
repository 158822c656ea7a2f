"""Scoring files, in this process or over several, always in the order in which they were found."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import NamedTuple

import msgspec

from mosaic_exercises.course import load_layers
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.ahead import ahead
from mosaic_exercises.grading.intake.archive import Found
from mosaic_exercises.grading.intake.files import read
from mosaic_exercises.grading.intake.places import HandInPlace
from mosaic_exercises.grading.records import Graded, Refused
from mosaic_exercises.grading.scoring.run import RunStore, decode, digest, encode
from mosaic_exercises.grading.scoring.score import CourseIndex, safely_scored

CHUNK = 64  # files that go to a process together
CHUNK_BYTES = 4_000_000
More = Callable[[int], None]


class ScoredFile(msgspec.Struct, frozen=True):
    """One file and what became of it. ``at``: where its result waits, None where there was nothing to score."""

    label: str
    result: Graded | Refused | None
    at: int | None = None
    problem: str = ""
    status: str = ""


def score_here(index: CourseIndex, places: Iterable[HandInPlace], store: RunStore, more: More) -> Iterator[ScoredFile]:
    """Score in this process."""
    for _, files in ahead(places, lambda place: place.path, lambda place: read(place, more)):
        for found in files:
            if found.status:
                yield ScoredFile(found.label, None, None, found.problem, found.status)
                continue
            key = digest(found.data)
            at = store.at(key)
            if at is not None:
                yield ScoredFile(found.label, store.result(at), at)
                continue
            result = safely_scored(index, found.data)
            yield ScoredFile(found.label, result, store.add(key, encode(result)))


def score_over(
    jobs: int,
    layers: tuple[str, ...],
    places: Iterable[HandInPlace],
    store: RunStore,
    more: More,
    tries: bool = False,
) -> Iterator[ScoredFile]:
    """Score over ``jobs`` processes. What they find comes back in the order of ``places``, so the tables are the same.

    Raises InputError where the system ends one of the processes.
    """
    waiting: deque[Future[list[Back]]] = deque()
    # Fresh processes, not copies of this one, which may have threads (the progress bar).
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, initializer=end_with_parent)
    try:
        for chunk in chunks(to_do(places, store, more)):
            waiting.append(pool.submit(score_chunk, layers, chunk, tries))
            if len(waiting) > 2 * jobs:
                yield from taken(waiting.popleft(), store)
        while waiting:
            yield from taken(waiting.popleft(), store)
    except BrokenProcessPool:
        raise InputError(
            "a grading process was ended from outside (is there enough memory?). What was graded is kept: run the same "
            "command again, with fewer --jobs"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


class Back(NamedTuple):
    """What comes back of one file: its ``key`` and encoded result, or (with a ``status``) why there is none.
    ``unread``: the file could not be opened where it was scored."""

    label: str
    problem: str = ""
    status: str = ""
    key: bytes = b""
    payload: bytes = b""
    unread: bool = False


Task = tuple[HandInPlace | Found, bytes]  # what to score; a key where it is scored already


def to_do(places: Iterable[HandInPlace], store: RunStore, more: More, far: bool = False) -> Iterator[Task]:
    """What to send to a process: a file's place, or its bytes where this process has to open it (a zip, or to see
    whether it has been scored already, and then only its key). ``far``: bytes travel to another machine, so that it had
    better read a file for itself, though it is read twice then."""
    here = bool(store.resumed)
    for place, files in ahead(places, lambda p: p.path if here else "", lambda p: read(p, more)):
        zipped = place.path.lower().endswith(".zip")
        if not here and not zipped:
            yield place, b""
            continue
        for found in files:
            key = b"" if found.status else digest(found.data)
            done = bool(key) and store.at(key) is not None
            yield (Found(found.label), key) if done else (place if far and not zipped else found, b"")


def chunks(tasks: Iterator[Task], most: int = CHUNK) -> Iterator[list[Task]]:
    """Tasks by the handful, bounded in number and bytes."""
    chunk: list[Task] = []
    size = 0
    for task in tasks:
        chunk.append(task)
        size += len(task[0].data) if isinstance(task[0], Found) else 0
        if len(chunk) >= most or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def taken(future: Future[list[Back]], store: RunStore) -> Iterator[ScoredFile]:
    """What one process has found, kept."""
    for back in future.result():
        yield kept(back, store)


def kept(back: Back, store: RunStore) -> ScoredFile:
    """One file scored elsewhere, its result kept here."""
    if back.status:
        return ScoredFile(back.label, None, None, back.problem, back.status)
    at = store.add(back.key, back.payload) if back.payload else store.at(back.key)
    return ScoredFile(back.label, decode(back.payload or store.payload(at)), at)


def end_with_parent() -> None:
    """End this process when the one that began it is gone: after a kill it would wait for work for ever."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@cache
def index_of(layers: tuple[str, ...], tries: bool) -> CourseIndex:
    """The course made ready, once a process."""
    return CourseIndex(load_layers(layers), tries)


def score_chunk(layers: tuple[str, ...], chunk: list[Task], tries: bool = False) -> list[Back]:
    """Score one handful, in another process."""
    return [*scored_tasks(index_of(layers, tries), chunk)]


def scored_tasks(index: CourseIndex, tasks: Iterable[Task]) -> Iterator[Back]:
    """Score files, one after the other. Pure but for reading them."""
    for (what, done), files in ahead(tasks, path_of, found_in):
        if done:
            yield Back(what.label, key=done)
            continue
        for found in files:
            if found.status:
                yield Back(found.label, found.problem, found.status, unread=found.unread)
            else:
                yield Back(found.label, key=digest(found.data), payload=encode(safely_scored(index, found.data)))


def path_of(task: Task) -> str:
    """Where a file has to be read; "" where its bytes are here."""
    return task[0].path if isinstance(task[0], HandInPlace) and not task[1] else ""


def found_in(task: Task) -> Iterable[Found]:
    """What is read of a task."""
    return (task[0],) if isinstance(task[0], Found) else read(task[0], lambda _: None)
