"""The sample forms and journeys as (task, key), and answers of theirs made by chance."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from mosaic_exercises.kinds.form.task import FieldSpec, FormKey, FormTask, fields
from tests.kinds.chance import changed, text
from tests.kinds.examples import examples

FORMS: dict[str, Any] = examples("form")


def form(name: str, **changes: Any) -> tuple[FormTask, FormKey]:
    """A sample form; ``changes`` replace values by path: ``task__sections__0__id="x"``."""
    table = changed(FORMS[name], changes)
    return msgspec.convert(table["task"], FormTask), msgspec.convert(table["key"], FormKey)


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
