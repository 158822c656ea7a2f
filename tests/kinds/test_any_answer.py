"""Whatever an answer holds, it is read or refused in words; what was read is judged the same way each time."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged, check
from tests.kinds.chance import ANY_JSON, ANY_TEXT, HUGE
from tests.kinds.contract import assert_message, checked
from tests.kinds.examples import CALM, EXAMPLES, exercise
from tests.support import every

NUMBER_LIKE = st.text("0123456789.,' -+€%eEkmx/²½٣\u2212\u202f\u200b", max_size=15)


def near_misses(name: str) -> st.SearchStrategy[Any]:
    """Answers made of this exercise's own ids, most of them nearly readable."""
    _, task, _ = exercise(name)
    tables = msgspec.to_builtins(task)
    ids = st.sampled_from(["true", "no such id", *(item["id"] for part in tables.values() for item in with_ids(part))])
    values = ids | st.floats(-5, 3000) | st.booleans() | ANY_TEXT
    note = st.none() | ANY_TEXT | st.text(" \n\u200b", max_size=3)
    lab = st.fixed_dictionaries({}, optional={"values": st.dictionaries(ids, values, max_size=4), "note": note})
    return st.lists(ids, max_size=7) | st.permutations(sorted_ids(tables)) | st.dictionaries(ids, ids, max_size=6) | lab


def with_ids(part: Any) -> list[dict[str, Any]]:
    return [p for p in part if isinstance(p, dict)] if isinstance(part, (list, tuple)) else []


def sorted_ids(tables: dict[str, Any]) -> list[str]:
    return sorted(item["id"] for name in ("items", "options") for item in with_ids(tables.get(name)))


@pytest.mark.parametrize("name", EXAMPLES)
@CALM
@given(data=st.data())
def test_any_json_is_judged_or_refused(name: str, data: st.DataObject) -> None:
    kind, task, key = exercise(name)
    raw = data.draw(ANY_JSON | NUMBER_LIKE | near_misses(name))
    rules = KINDS[kind]
    try:
        answer = rules.parse(task, raw)
    except FormatError as refused:
        assert_message(str(refused))
        assert check(kind, task, key, raw).outcome == "invalid"
        return
    result = checked(rules, task, key, raw)
    said = rules.check(task, key, answer)
    assert said == rules.check(task, key, rules.parse(task, raw))
    tried = Judged(kind, task, None).tried(raw)
    assert result == said if tried or said.outcome != "recorded" else result.outcome == "not_attempted"
    assert result.outcome != "invalid"
    rules.describe(task, answer).encode()
    without = checked(rules, task, None, raw)
    blank = said.outcome == "not_attempted"
    assert without.outcome == ("not_attempted" if blank or not tried else "recorded")


@every(EXAMPLES)
def test_one_answer_is_one_answer_however_it_is_written(name: str) -> None:
    """What a check makes of an answer is the same before and after the answer has been through a file."""
    kind, task, key = exercise(name)
    samples = KINDS[kind].samples(task, key)
    for raw in (*samples.right, *samples.partly, *samples.wrong, *samples.recorded):
        again = msgspec.json.decode(msgspec.json.encode(raw))
        assert check(kind, task, key, again) == check(kind, task, key, raw)


@every([(name, size) for name in EXAMPLES for size in HUGE])
def test_what_nobody_typed_is_refused_in_a_short_message(given_: tuple[str, str]) -> None:
    name, size = given_
    kind, task, key = exercise(name)
    result = check(kind, task, key, HUGE[size])
    assert (result.outcome, result.score) == ("invalid", 0.0)
    assert_message(result.summary)
