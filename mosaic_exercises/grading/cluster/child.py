"""The process beside a worker that scores files one by one and may end at any of them: see ``guard``."""

from __future__ import annotations

import contextlib
import os
import sys

from mosaic_exercises.grading.cluster import parcels
from mosaic_exercises.grading.cluster.guard import LENGTH
from mosaic_exercises.grading.cluster.tasks import indexed
from mosaic_exercises.grading.scoring.workers import scored_tasks


def main(words: list[str]) -> int:
    """Score the files of the parcel that comes on standard input, and answer after each."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        bound(int(words[0]))
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # nothing else may be written among the answers
        parcel = parcels.parcel_of(sys.stdin.buffer.read())
        index = indexed(parcel.errand)
        for task in parcels.received(parcel.body):
            answer = parcels.sent_back(scored_tasks(index, [task]))
            out.write(len(answer).to_bytes(LENGTH, "big") + answer)
            out.flush()
    return 0


def bound(memory: int) -> None:
    """Take no more memory than this (0: as much as there is): what needs more gets an error, and no other process is
    ended in its place."""
    import resource

    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
