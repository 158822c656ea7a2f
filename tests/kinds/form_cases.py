"""The sample forms and journeys as (task, key), and answers of theirs made by chance."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from mosaic_exercises.kinds.form_records import FieldSpec, FormKey, FormTask, fields
from mosaic_exercises.kinds.journey_records import JourneyKey, JourneyTask
from mosaic_exercises.models.needs import NEEDS

FORMS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("form_samples.toml").read_text(encoding="utf-8"))
JOURNEYS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("journey_samples.toml").read_text(encoding="utf-8"))


def form(name: str, **changes: Any) -> tuple[FormTask, FormKey]:
    """A sample form; ``changes`` replace values by path: ``task__sections__0__id="x"``."""
    table = _changed(FORMS[name], changes)
    return msgspec.convert(table["task"], FormTask), msgspec.convert(table["key"], FormKey)


def journey(name: str, **changes: Any) -> tuple[JourneyTask, JourneyKey]:
    """A sample journey exercise, changed in the same way."""
    table = _changed(JOURNEYS[name], changes)
    return msgspec.convert(table["task"], JourneyTask), msgspec.convert(table["key"], JourneyKey)


def _changed(sample: Any, changes: dict[str, Any]) -> Any:
    table = copy.deepcopy(sample)
    for path, value in changes.items():
        *parts, last = path.split("__")
        inner = table
        for part in parts:
            inner = inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        inner[int(last) if isinstance(inner, list) else last] = value
    return table


# Whatever a keyboard can make, with what spreadsheets, XML and HTML take for their own.
SIGNS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t") | st.sampled_from("=+-@'\"<>&,;|\n")
HOSTILE = st.sampled_from(["<img src=x onerror=alert(1)>", "=1+1", "'quoted", "]]>", 'a,b\n"c"', "\ufeffx", "\uffff"])


def text(most: int) -> st.SearchStrategy[str]:
    return st.text(SIGNS, max_size=min(most, 25)) | HOSTILE.map(lambda t: t[:most])


def line(most: int) -> st.SearchStrategy[str]:
    return text(most).map(lambda t: f"x{t}"[:most])


EVIDENCE = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from(["interview", "survey", "data", "assumption"])},
        optional={"ref": st.sampled_from(["", "int-06", "gone"]), "note": text(300)},
    ),
    max_size=3,
)


def value(spec: FieldSpec) -> st.SearchStrategy[Any]:
    """A value that a field takes."""
    if spec.type in ("short", "long"):
        return text(spec.tall)
    if spec.type == "list":
        return st.lists(text(spec.tall), max_size=min(4, spec.most))
    if spec.type == "choice":
        one = st.sampled_from([o.id for o in spec.options])
        return st.lists(one, max_size=len(spec.options)) if spec.many else one
    if spec.type == "scale":
        return st.integers(spec.low, spec.high)
    if spec.type == "evidence":
        return EVIDENCE
    if spec.type == "log":
        cells = {
            c.id: st.just("2026-09-30") | st.just("") if c.type == "date" else text(c.max_chars) for c in spec.columns
        }
        return st.lists(st.fixed_dictionaries({}, optional=cells), max_size=4)
    return st.fixed_dictionaries({}, optional={"skin": st.sampled_from(["s1", "s4"]), "hair": st.just("h2")})


def form_answers(task: FormTask) -> st.SearchStrategy[Any]:
    """Answers that the form can read."""
    specs = fields(task)
    values = st.fixed_dictionaries({}, optional={id_: value(spec) for id_, spec in specs.items()})
    evidence = st.fixed_dictionaries({}, optional={i: EVIDENCE for i, spec in specs.items() if spec.evidence})
    entry = st.fixed_dictionaries({"values": values, "evidence": evidence})
    entries = st.lists(entry, max_size=task.max_entries)
    return entries.map(lambda es: {"entries": [{"id": f"e{i}", **e} for i, e in enumerate(es)]})


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
