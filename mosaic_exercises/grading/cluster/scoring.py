"""Scoring files by a crew, in the order in which they were found: what ``workers.score_over`` does with processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mosaic_exercises.grading.cluster import parcels
from mosaic_exercises.grading.cluster.flow import Carrier, Crew
from mosaic_exercises.grading.cluster.guard import lost
from mosaic_exercises.grading.cluster.parcels import Parcel
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.places import HandInPlace
from mosaic_exercises.grading.scoring.run import RunStore
from mosaic_exercises.grading.scoring.score import CourseIndex
from mosaic_exercises.grading.scoring.workers import (
    Back,
    More,
    ScoredFile,
    Task,
    chunks,
    kept,
    scored_tasks,
    to_do,
)
from mosaic_exercises.models.frames import counted

FILES = 64  # that travel together: of the whole course 7 MB of results
Answer = tuple[str, list[Back]]  # which worker gave it


class ClusterScoring:
    """One run's scoring by a crew. ``notices``: what the instructor should know of how it went, once it is through."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self.again = 0  # files that this machine read for a worker
        self._carrier: Carrier[Task, Answer] | None = None

    def scored(
        self, index: CourseIndex, places: Iterable[HandInPlace], store: RunStore, more: More
    ) -> Iterator[ScoredFile]:
        """Every file scored. Raises InputError where workers cannot do it."""
        wanted = parcels.errand(index.course, index.tries)

        def pack(tasks: Sequence[Task], alone: bool) -> bytes:
            return parcels.encode(Parcel(wanted, "score", parcels.sent(tasks), alone))

        def unpack(data: bytes) -> list[Answer]:
            reply = parcels.accepted(parcels.reply_of(data))
            return [(reply.worker, parcels.came_back(reply.body))]

        said = ""

        def named(task: Task, why: str) -> Answer:
            nonlocal said
            said = why
            return "", [lost(task, why)]

        self._carrier = carrier = Carrier(self.crew, pack, unpack, named)
        for tasks, answers in carrier.through(chunks(to_do(places, store, more, far=True), FILES)):
            if len(tasks) > 1 and not any(worker for worker, _ in answers):  # it is the workers, not the files
                raise InputError(
                    f"nothing of {len(tasks)} files in a row came back from the workers ({said}). Look at the workers "
                    "and the scheduler, then run the same command again: what was graded before is kept"
                )
            yield from (kept(back, store) for back in self._seen(index, tasks, answers))

    def _seen(self, index: CourseIndex, tasks: Sequence[Task], answers: list[Answer]) -> list[Back]:
        """What came of a chunk. A file that a worker could not open is opened here, where it was found; where that goes
        for all that the worker was to open, its machine does not see the folder at all."""
        backs = [back for _, found in answers for back in found]
        unread = [n for n, back in enumerate(backs) if back.unread]
        if not unread:
            return backs
        here = {n: next(scored_tasks(index, [tasks[n]])) for n in unread}  # a task is one file: zips are opened here
        blind = [n for n, back in here.items() if not back.unread]
        to_open = sum(isinstance(what, HandInPlace) and not what.status and not key for what, key in tasks)
        if blind and len(unread) == to_open:
            first = backs[blind[0]]
            raise InputError(
                f"workers cannot read the hand-in files ({answers[0][0]}, {first.label}: {first.problem}), though this "
                "machine can. Put them where every machine sees them under the same path (a shared disk), or in an "
                "object store that the workers may read (s3://bucket/folder)"
            )
        self.again += len(blind)
        return [here.get(n, back) for n, back in enumerate(backs)]

    @property
    def notices(self) -> Iterator[str]:
        """What went otherwise than planned."""
        if self._carrier is not None and self._carrier.lost:
            what = "lost because the workers on it died, and done again file by file"
            yield f"{counted(self._carrier.lost, 'chunk')} {what}"
        if self.again:
            yield f"{counted(self.again, 'file')} that a worker could not open, and that this machine has read"
