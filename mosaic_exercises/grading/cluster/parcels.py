"""What travels between the machine that grades and its workers: MessagePack, in both directions.

The wrapping is read before anything else, so that a worker of another version can say so rather than misread the rest.
Names of files may hold bytes that are no UTF-8: they travel as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.course.loader import CONTENT
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.archive import Found, Refusal
from mosaic_exercises.grading.intake.places import HandInPlace
from mosaic_exercises.grading.scoring.known import fingerprint, package
from mosaic_exercises.grading.scoring.run import blob, digest, text
from mosaic_exercises.grading.scoring.workers import Back, Task

BASE = ""  # stands for the course of the package itself, which lies elsewhere on each machine
Work = Literal["score", "pages"]
encode = msgspec.msgpack.Encoder().encode


class Errand(msgspec.Struct, frozen=True, array_like=True):
    """What a whole run wants of each worker: the version and the mark of the course it must have, the folders
    that make the course, and whether every try is kept."""

    version: str
    course: bytes
    layers: tuple[str, ...]
    tries: bool = False


class Parcel(msgspec.Struct, frozen=True, array_like=True):
    """One chunk of work. ``alone``: each part of it in a process of its own, because the whole was lost."""

    errand: Errand
    work: Work
    body: bytes
    alone: bool = False


class ParcelReply(msgspec.Struct, frozen=True, array_like=True):
    """What a worker gives back. ``refused``: why it can do nothing of this run, in words."""

    worker: str
    body: bytes = b""
    refused: str = ""


class SentTask(msgspec.Struct, frozen=True, array_like=True):
    """A file to score: where it is (``path``), or its bytes."""

    label: bytes
    path: bytes
    data: bytes
    problem: bytes
    status: Refusal
    key: bytes


class SentBack(msgspec.Struct, frozen=True, array_like=True):
    """What came of a file."""

    label: bytes
    problem: bytes
    status: str
    key: bytes
    payload: bytes
    unread: bool


parcel_of = msgspec.msgpack.Decoder(Parcel).decode
reply_of = msgspec.msgpack.Decoder(ParcelReply).decode
_tasks = msgspec.msgpack.Decoder(list[SentTask]).decode
_backs = msgspec.msgpack.Decoder(list[SentBack]).decode


def errand(course: Course, tries: bool) -> Errand:
    """What a run over this course wants of its workers."""
    layers = (BASE if layer == str(CONTENT) else str(Path(layer).resolve()) for layer in course.layers)
    return Errand(package(), course_mark(course, tries), tuple(layers), tries)


def course_mark(course: Course, tries: bool) -> bytes:
    """Sixteen bytes that change with anything that scores and pages depend on."""
    words = msgspec.json.encode((course.title, dict(course.misconceptions)), order="deterministic")
    return digest(fingerprint(course, tries) + words)


def layers_here(layers: Iterable[str]) -> tuple[str, ...]:
    """The folders of a course as they are on this machine."""
    return tuple(str(CONTENT) if layer == BASE else layer for layer in layers)


def sent(tasks: Iterable[Task]) -> bytes:
    """Files to score, as bytes."""
    rows = []
    for what, key in tasks:
        path, data = (blob(what.path), b"") if isinstance(what, HandInPlace) else (b"", what.data)
        rows.append(SentTask(blob(what.label), path, data, blob(what.problem), what.status, key))
    return encode(rows)


def received(body: bytes) -> list[Task]:
    """The files that were sent."""
    return [
        (
            HandInPlace(text(one.path), text(one.label), text(one.problem), one.status)
            if one.path
            else Found(text(one.label), one.data, text(one.problem), one.status),
            one.key,
        )
        for one in _tasks(body)
    ]


def sent_back(backs: Iterable[Back]) -> bytes:
    """What came of files, as bytes."""
    return encode([SentBack(blob(b.label), blob(b.problem), *b[2:]) for b in backs])


def came_back(body: bytes) -> list[Back]:
    """What came of the files that were sent."""
    return [Back(text(b.label), text(b.problem), b.status, b.key, b.payload, b.unread) for b in _backs(body)]


def accepted(reply: ParcelReply) -> ParcelReply:
    """A reply, where the worker could do what was asked. Raises InputError."""
    if reply.refused:
        raise InputError(f"the worker on {reply.worker} cannot work for this run: {reply.refused}")
    return reply
