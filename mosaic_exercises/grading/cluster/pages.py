"""Learners' pages made by a crew, in the learners' order: the same pages as in one process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape

import msgspec

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.grading.cluster import parcels
from mosaic_exercises.grading.cluster.flow import Carrier, Crew
from mosaic_exercises.grading.cluster.parcels import Parcel
from mosaic_exercises.grading.gradebook.records import Judgement
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.grading.records import LearnerResult
from mosaic_exercises.grading.reports.learner_page import LearnerPages, Remarks

PAGES = 50  # that are made together
Told = tuple[LearnerResult, Remarks]


class SentPage(msgspec.Struct, frozen=True, array_like=True):
    """A learner, and what people said of their work."""

    entry: LearnerResult
    comments: Mapping[str, Sequence[tuple[str, str]]]
    marked: tuple[str, ...]
    judged: Mapping[str, Mapping[str, Judgement]]


_asked = msgspec.msgpack.Decoder(list[SentPage]).decode
_made = msgspec.msgpack.Decoder(list[str]).decode


def made_elsewhere(crew: Crew, course: Course, told: Iterable[Told]) -> Iterator[tuple[LearnerResult, str]]:
    """Each learner with their page. Raises InputError where workers cannot do it."""
    wanted = parcels.errand(course, tries=False)

    def pack(part: Sequence[Told], alone: bool) -> bytes:
        sent = [SentPage(entry, r.comments, tuple(sorted(r.marked)), r.judged) for entry, r in part]
        return parcels.encode(Parcel(wanted, "pages", parcels.encode(sent), alone))

    def unpack(data: bytes) -> list[str]:
        return _made(parcels.accepted(parcels.reply_of(data)).body)

    carrier = Carrier(crew, pack, unpack, lost)
    for part, pages in carrier.through(by_the_handful(told)):
        yield from zip((entry for entry, _ in part), pages, strict=True)


def by_the_handful(told: Iterable[Told]) -> Iterator[list[Told]]:
    """So many at a time."""
    chunk: list[Told] = []
    for one in told:
        chunk.append(one)
        if len(chunk) == PAGES:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def lost(told: Told, why: str) -> str:
    """What stands in the place of a page that cannot be made."""
    name = escape(told[0].grade.name or told[0].grade.learner_id)
    return f"<!DOCTYPE html>\n<title>{name}</title>\n<p>{name}: this page could not be made ({escape(why)}).</p>\n"


def pages(parcel: Parcel) -> bytes:
    """The pages of a parcel. This runs in a worker."""
    maker = maker_of(parcels.layers_here(parcel.errand.layers))
    asked = _asked(parcel.body)
    return parcels.encode([maker.page(one.entry, Remarks(one.comments, one.marked, one.judged)) for one in asked])


@cache
def maker_of(layers: tuple[str, ...]) -> LearnerPages:
    """The course made ready for pages, once a process."""
    course = load_layers(layers)
    return LearnerPages(course, Explainer(course))
