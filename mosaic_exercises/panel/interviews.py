"""The people of the case beside an exercise: names and roles travel with the view, their words once a page, when they
are opened."""

from __future__ import annotations

from typing import Any

from mosaic_exercises import case
from mosaic_exercises.errors import MosaicError
from mosaic_exercises.kinds.form.task import FormTask
from mosaic_exercises.panel.wire.replies import CaseReply, SaidView

Message = dict[str, Any]


def with_people(task: Any, shown: Message) -> Message:
    """A task as it is shown, each interview whose words are here with who speaks and the key of its words."""
    if not isinstance(task, FormTask) or not shown.get("sources"):
        return shown
    try:
        people = {one.id: one for one in case.said(task.sources)}
    except MosaicError:
        return shown  # told where the words are asked for
    rows = [
        source | {"person": one.person, "role": one.role, "about": one.about, "name": one.title, "key": one.key}
        if source["source"] == "interview" and (one := people.get(source["id"])) and one.text
        else source
        for source in shown["sources"]
    ]
    return shown | {"sources": rows}


def words(task: Any, ids: list[Any] | None) -> CaseReply:
    """The words of the interviews asked for by id (none named: of all), or what is wrong."""
    try:
        found = case.said(task.sources) if isinstance(task, FormTask) else ()
    except MosaicError as error:
        return CaseReply(problem=str(error))
    wanted = {one.id for one in found} if ids is None else {i for i in ids if isinstance(i, str)}
    return CaseReply(said=tuple(SaidView(id=o.id, key=o.key, text=o.text) for o in found if o.id in wanted))
