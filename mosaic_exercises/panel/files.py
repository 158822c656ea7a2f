"""Files of an answer, for the panel: which there are, one saved, one opened. What they hold is each kind's own
(``Kind.files``)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from msgspec import UNSET

from mosaic_exercises.errors import FormatError, MosaicError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.files import PICTURES, PRINT, Read
from mosaic_exercises.learner import references
from mosaic_exercises.panel.wire.replies import FileReply, ImportedReply
from mosaic_exercises.panel.wire.views import FormatView
from mosaic_exercises.reading.refs import Offer

TEXTS: Final = ("text/", "image/svg+xml", "application/json")  # what goes over the wire as text; the rest as base64


@dataclass(frozen=True)
class Asked:
    """What a learner wants as a file: the answer as it stands on the screen, ``entry``: the part of it that is shown
    (a form's card), ``offers``: what the exercise's references lead to today."""

    task: Any
    raw: Any
    slug: str
    entry: str = ""
    offers: Sequence[Offer] = ()

    @property
    def named(self) -> Any:
        """The answer with its references by the names of today."""
        return references.renamed(self.raw, {(o.exercise, o.object): o.label for o in self.offers})


def listed(kind: str, task: Any) -> tuple[FormatView, ...]:
    """What the view tells the browser: one row a format, in the order of the buttons; none for a kind without files."""
    found = KINDS[kind].files
    rows = found.formats(task) if found else ()
    return tuple(
        FormatView(id=f.id, name=f.name, opens=f.opens, saves=f.saves, binary=f.binary, foreign=f.foreign) for f in rows
    )


def saved(kind: str, asked: Asked, as_: str) -> FileReply:
    """The reply to ``export``: a file, pages to print, or in words why there is none."""
    found = KINDS[kind].files
    try:
        if found is None or as_ not in [f.id for f in found.formats(asked.task)]:
            raise FormatError("There is no file of this sort here. Choose one of the buttons.")
        KINDS[kind].parse(asked.task, asked.raw)
        raw = asked.named if as_ in PICTURES else asked.raw
        if as_ == PRINT.id:
            return FileReply(as_=as_, pages=tuple(found.pages(asked.task, raw)))
        file = found.save(asked.task, raw, as_, asked.slug, asked.entry)
    except MosaicError as error:
        return FileReply(as_=as_, problem=str(error))
    if file.mime.startswith(TEXTS):
        return FileReply(as_=as_, name=file.name, mime=file.mime, text=file.data.decode("utf-8"))
    return FileReply(as_=as_, name=file.name, mime=file.mime, base64=base64.b64encode(file.data).decode("ascii"))


def opened(kind: str, task: Any, as_: str, text: str) -> ImportedReply:
    """The reply to ``import``: the answer in the file, or in words what is wrong with it. Nothing is kept."""
    found = KINDS[kind].files
    try:
        readable = [f.id for f in found.formats(task) if f.opens] if found is not None else []
        if found is None or as_ not in readable:
            raise FormatError("A file of this sort cannot be opened here. Choose one that was saved here.")
        read = found.read(task, text, as_)
        whole = read if isinstance(read, Read) else Read(read)
        KINDS[kind].parse(task, whole.raw)  # within the limits of this very exercise
    except MosaicError as error:
        return ImportedReply(problem=str(error))
    return ImportedReply(answer=whole.raw, told=whole.told or UNSET)
