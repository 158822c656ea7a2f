"""The people of the case beside an exercise: names and roles travel with the view, their words once a page, when they
are opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from mosaic_exercises import running_case
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.kinds.contract import EvidenceSource, SourceView
from mosaic_exercises.panel.wire.replies import CaseReply, SaidView


def with_people(sources: Sequence[EvidenceSource], shown: Iterable[SourceView]) -> tuple[SourceView, ...]:
    """Sources as they are ``shown``, each interview whose words are here with who speaks and the key of its words."""
    try:
        people = {one.id: one for one in running_case.said(sources) if one.text}
    except MosaicError:
        return tuple(shown)  # told where the words are asked for
    return tuple(_introduced(one, people.get(one.id)) for one in shown)


def _introduced(source: SourceView, one: running_case.Said | None) -> SourceView:
    if one is None or source.source != "interview":
        return source
    return replace(source, person=one.person, role=one.role, about=one.about, name=one.title, key=one.key)


def words(sources: Sequence[EvidenceSource], ids: list[Any] | None) -> CaseReply:
    """The words of the interviews asked for by id (none named: of all), or what is wrong."""
    try:
        found = running_case.said(sources)
    except MosaicError as error:
        return CaseReply(problem=str(error))
    wanted = {one.id for one in found} if ids is None else {i for i in ids if isinstance(i, str)}
    return CaseReply(said=tuple(SaidView(id=o.id, key=o.key, text=o.text) for o in found if o.id in wanted))
