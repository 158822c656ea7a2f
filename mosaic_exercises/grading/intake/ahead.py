"""Files of a store read ahead: each takes two answers over a network, and eight together wait as long as one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from mosaic_exercises.grading.intake.archive import Found
from mosaic_exercises.grading.intake.store import is_address

T = TypeVar("T")
AHEAD = 8  # files that are read together


def ahead(
    items: Iterable[T], path: Callable[[T], str], read: Callable[[T], Iterable[Found]]
) -> Iterator[tuple[T, Iterable[Found]]]:
    """Each item with what is read of it, in order. Files of a store are read while those before them are scored; a zip
    never is, which may hold more than memory does."""
    waiting: deque[tuple[T, Future[list[Found]] | None]] = deque()

    def first() -> tuple[T, Iterable[Found]]:
        item, found = waiting.popleft()
        return item, read(item) if found is None else found.result()

    for item in items:
        where = path(item)
        far = is_address(where) and not where.lower().endswith(".zip")
        waiting.append((item, readers().submit(lambda one: list(read(one)), item) if far else None))
        if len(waiting) > (AHEAD if far else 0):
            yield first()
    while waiting:
        yield first()


@cache
def readers() -> ThreadPoolExecutor:
    """Threads that stay: fsspec opens a connection for each."""
    return ThreadPoolExecutor(AHEAD, thread_name_prefix="mosaic-read")
