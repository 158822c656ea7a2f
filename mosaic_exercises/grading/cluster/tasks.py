"""What a worker runs: one function from bytes to bytes. Running it again gives the same bytes, and changes nothing."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from functools import cache

from mosaic_exercises.course import load_layers
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.grading.cluster import guard, parcels
from mosaic_exercises.grading.cluster.parcels import Errand, Parcel, ParcelReply
from mosaic_exercises.grading.scoring.known import package
from mosaic_exercises.grading.scoring.score import CourseIndex
from mosaic_exercises.grading.scoring.workers import index_of, scored_tasks


def work(data: bytes) -> bytes:
    """Do one parcel. Never raises for anything that a hand-in file holds."""
    parcel = parcels.parcel_of(data)
    refused = unfit(parcel.errand)
    return parcels.encode(ParcelReply(name(), b"" if refused else done(parcel), refused))


def name() -> str:
    """This worker's address; of a process that is none its machine's name."""
    try:
        from distributed import get_worker

        return str(get_worker().address)
    except (ImportError, ValueError):
        return platform.node()


def done(parcel: Parcel) -> bytes:
    """What is to be done, done."""
    if parcel.alone and parcel.work == "score":
        return guard.guarded(parcel)
    return WORKS[parcel.work](parcel)


def score(parcel: Parcel) -> bytes:
    """Files scored."""
    index = indexed(parcel.errand)
    return parcels.sent_back(scored_tasks(index, parcels.received(parcel.body)))


def pages(parcel: Parcel) -> bytes:
    """Learners' pages. Jinja2 is only there where they are asked for."""
    from mosaic_exercises.grading.cluster.pages import pages as made

    return made(parcel)


WORKS: dict[str, Callable[[Parcel], bytes]] = {"score": score, "pages": pages}


def indexed(errand: Errand) -> CourseIndex:
    """The course made ready, once a process."""
    return index_of(parcels.layers_here(errand.layers), errand.tries)


@cache
def course_here(layers: tuple[str, ...], tries: bool) -> bytes:
    """The mark of the course as this process has it."""
    return parcels.course_mark(load_layers(layers), tries)


def forget() -> None:
    """Read the course anew: it may have been read before a key was mended."""
    for kept in (course_here, index_of, load_layers):
        kept.cache_clear()
    made = sys.modules.get("mosaic_exercises.grading.cluster.pages")
    if made is not None:
        made.maker_of.cache_clear()


def unfit(errand: Errand) -> str:
    """Why this machine cannot score for a run, in words; "" where it can."""
    mine = package()
    if mine != errand.version:
        return f"it has mosaic-exercises {mine or 'without a version'}, and this machine {errand.version or 'has none'}"
    layers = parcels.layers_here(errand.layers)
    try:
        if course_here(layers, errand.tries) == errand.course:
            return ""
        forget()
        if course_here(layers, errand.tries) == errand.course:
            return ""
    except (MosaicError, OSError) as error:
        return f"it cannot read the course: {error}"
    return "its course or keys are others than this machine's: bring the course folders to the same state on both"
