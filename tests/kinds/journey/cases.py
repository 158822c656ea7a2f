"""The sample forms and journeys as (task, key), and answers of theirs made by chance."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from mosaic_exercises.kinds.journey.task import JourneyKey, JourneyTask
from mosaic_exercises.models.needs import NEEDS
from tests.kinds.chance import changed, line, text
from tests.kinds.examples import examples

JOURNEYS: dict[str, Any] = examples("journey")


def journey(name: str, **changes: Any) -> tuple[JourneyTask, JourneyKey]:
    """A sample journey exercise, changed in the same way."""
    table = changed(JOURNEYS[name], changes)
    return msgspec.convert(table["task"], JourneyTask), msgspec.convert(table["key"], JourneyKey)


FEELING = st.none() | st.integers(-2, 2)
LANES = ("actions", "touchpoints", "needs", "thoughts", "pains", "opportunities", "free", "department", "corridor")


@st.composite
def maps(draw: st.DrawFn) -> dict[str, Any]:
    """Journey maps as the browser could send them."""
    stages = [
        {"id": f"s{i}", "name": draw(line(80)), "moment": draw(st.booleans())} for i in range(draw(st.integers(1, 4)))
    ]
    lanes = [
        {"id": f"l{i}", "type": draw(st.sampled_from(LANES)), "name": draw(line(80))}
        for i in range(draw(st.integers(1, 5)))
    ]
    ref = st.none() | st.fixed_dictionaries(
        {"exercise": st.just("personas"), "object": st.just("e1"), "label": text(80)}
    )
    people = [{"id": f"p{i}", "name": draw(line(80)), "ref": draw(ref)} for i in range(draw(st.integers(0, 2)))]
    who = [p["id"] for p in people]
    rows = [row for row in lanes if row["type"] not in ("department", "corridor")]
    notes = []
    for i in range(draw(st.integers(0, 6)) if rows else 0):
        row = draw(st.sampled_from(rows))
        note = {"id": f"n{i}", "stage": draw(st.sampled_from(stages))["id"], "lane": row["id"], "text": draw(line(400))}
        notes.append({**note, "persona": draw(st.sampled_from(["", *who])), **draw(_own(row["type"]))})
    cells = [(s["id"], p) for s in stages for p in who or [""]]
    emotions = [
        {"stage": s, "persona": p, "as_is": draw(FEELING), "to_be": draw(FEELING)}
        for s, p in cells
        if draw(st.booleans())
    ]
    return {
        **{"title": draw(text(160)), "scenario": draw(text(600)), "personas": people, "stages": stages},
        **{"lanes": lanes, "notes": notes, "emotions": emotions},
    }


def _own(type_: str) -> st.SearchStrategy[dict[str, Any]]:
    short = text(120)
    if type_ == "touchpoints":
        return st.fixed_dictionaries(
            {},
            optional={
                "channel": st.sampled_from(["", "physical", "technological"]),
                "medium": short,
                "department": short,
                "initiative": st.sampled_from(["pre-action", "reaction"]),
                "corridor": st.sampled_from(["base", "optional", "alternative"]),
                "customer": st.sampled_from(["direct", "end"]),
                "moment": st.booleans(),
            },
        )
    if type_ == "needs":
        return st.fixed_dictionaries({}, optional={"need": st.sampled_from(["", *NEEDS])})
    if type_ == "opportunities":
        return st.fixed_dictionaries({}, optional={"owner": short, "metric": short})
    return st.just({})
