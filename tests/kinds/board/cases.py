"""The sample boards as (task, key), and answers of theirs made by chance."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
from hypothesis import strategies as st

from mosaic_exercises.kinds.board.task import BoardKey, BoardTask, NoteField
from tests.kinds.chance import line, text
from tests.kinds.examples import examples

BOARDS: dict[str, Any] = examples("board")


def board(name: str, **changes: Any) -> tuple[BoardTask, BoardKey]:
    """A sample board; ``changes`` replace values by path: ``task__sections__0__id="x"``."""
    table = copy.deepcopy(BOARDS[name])
    for path, value in changes.items():
        *parts, last = path.split("__")
        inner = table
        for part in parts:
            inner = inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        inner[int(last) if isinstance(inner, list) else last] = value
    return msgspec.convert(table["task"], BoardTask), msgspec.convert(table["key"], BoardKey)


def value(spec: NoteField) -> st.SearchStrategy[Any]:
    """A value that a field takes."""
    if spec.type == "choice":
        return st.sampled_from(["", *(o.id for o in spec.options)])
    return st.integers(spec.low, spec.high) if spec.type == "scale" else text(spec.most)


@st.composite
def answers(draw: st.DrawFn, task: BoardTask) -> dict[str, Any]:
    """Answers that the board can read."""
    notes: list[dict[str, Any]] = []
    ref = st.fixed_dictionaries(
        {"exercise": st.sampled_from(["", "swot"]), "object": st.sampled_from(["n1/measure", "lowest:p1", "gone"])},
        optional={"label": text(300), "sort": st.sampled_from(["", "strengths", "pain"])},
    )
    for number in range(draw(st.integers(0, 6))):
        section = draw(st.sampled_from(task.sections))
        known = st.fixed_dictionaries({}, optional={f.id: value(f) for f in section.fields})
        note = {"id": f"n{number}", "section": section.id, "text": draw(line(280)), "fields": draw(known)}
        notes.append({**note, "refs": draw(st.lists(ref, max_size=3)), "rank": draw(st.integers(0, 9))})
    ids = [*(n["id"] for n in notes), *(g.id for g in task.given)]
    ends = (
        st.tuples(st.sampled_from(task.links), st.sampled_from(ids), st.sampled_from(ids))
        if task.links and ids
        else None
    )
    drawn = draw(st.lists(ends, max_size=5, unique_by=lambda e: (e[0].id, e[1], e[2]))) if ends is not None else []
    links = [
        {"id": f"k{i}", "kind": kind.id, "from": start, "to": end}
        for i, (kind, start, end) in enumerate(drawn)
        if start != end
    ]
    return {"notes": notes, "links": links}
