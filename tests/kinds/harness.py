"""Synthetic exercises of the kinds match, blank, rate, quadrant, outline and table: ``examples.toml`` of each."""

from __future__ import annotations

import copy
import importlib
import math
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.contract import Kind
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.results import Result
from tests.kinds.contract import assert_contract, assert_message, checked
from tests.kinds.examples import CALM, examples


def kind_of(name: str) -> Kind[Any, Any, Any]:
    """The kind of that name."""
    found: Kind[Any, Any, Any] = importlib.import_module(f"mosaic_exercises.kinds.{name}").KIND
    return found


def exercise(name: str, changes: dict[str, Any] | None = None) -> tuple[Kind[Any, Any, Any], Any, Any]:
    """(kind, task, key) of an example; ``changes`` replace values by dotted path ("key.why")."""
    kind = name.split("-")[0]
    table = copy.deepcopy(examples(kind)[name])
    for path, value in (changes or {}).items():
        *way, last = path.split(".")
        inner: Any = table
        for part in way:
            inner = inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        inner[int(last) if isinstance(inner, list) else last] = value
    rules = kind_of(kind)
    return rules, msgspec.convert(table.get("task", {}), rules.task), msgspec.convert(table["key"], rules.key)


def judged(name: str, raw: Any, changes: dict[str, Any] | None = None) -> Result:
    """What a check makes of a raw answer."""
    return checked(*exercise(name, changes), raw)


def assert_sound(name: str) -> None:
    """The contract, with the key and without it."""
    rules, task, key = exercise(name)
    assert_contract(rules, task, key)
    assert_contract(rules, task, None)


def assert_fault(name: str, path: str, value: Any, told: str) -> None:
    """An author who writes ``value`` at ``path`` is told ``told``."""
    rules, task, key = exercise(name, {path: value})
    found = rules.problems(task, key)
    assert any(told in problem for problem in found), found


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)


def any_json(ids: list[str]) -> st.SearchStrategy[Any]:
    """JSON of any shape, much of it made of an exercise's own ids and field names."""
    keys = st.sampled_from(ids) | ANY_TEXT
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT | st.sampled_from([*ids, 10**400])
    return st.recursive(leaf, lambda v: st.lists(v, max_size=5) | st.dictionaries(keys, v, max_size=5), max_leaves=14)


def assert_any_answer_is_judged_or_refused(name: str, ids: list[str]) -> None:
    """Whatever an answer holds, it is read or refused in words, and judged the same way each time."""
    rules, task, key = exercise(name)

    @CALM
    @given(any_json(ids))
    def each(raw: Any) -> None:
        try:
            answer = rules.parse(task, raw)
        except FormatError as refused:
            assert_message(str(refused))
            return
        result = checked(rules, task, key, raw)
        assert result == check(rules.name, task, key, raw)
        assert result.outcome != "invalid"
        rules.describe(task, answer).encode()
        without = checked(rules, task, None, raw)
        assert without.outcome == ("not_attempted" if result.outcome == "not_attempted" else "recorded")

    each()


def deep(levels: int, key: str) -> Any:
    """Lists in lists (no key), or objects in objects."""
    inner: Any = "x"
    for _ in range(levels):
        inner = {key: inner} if key else [inner]
    return inner


def huge(key: str) -> dict[str, Any]:
    """What nobody typed; ``key`` is the field that a raw answer of the kind begins with."""
    return {
        "a text of 1 MB": "x" * 1_000_000,
        "10,000 ids": [f"id-{i}" for i in range(10_000)],
        "10,000 entries": {f"id-{i}": "a" for i in range(10_000)},
        "10,000 inside": {key: {f"id-{i}": "a" for i in range(10_000)}},
        "lists 50,000 deep": deep(50_000, ""),
        "objects 50,000 deep": deep(50_000, key),
        "a number of 400 digits": 10**400,
        "NaN": math.nan,
        "half a character": {key: "\ud83d"},
        "a key that is half a character": {"\ud83d": "\ud83d"},
        "NaN inside": {key: math.nan},
    }


def assert_refused(name: str, key: str) -> None:
    """What nobody typed is refused in a short message."""
    rules, task, _ = exercise(name)
    for what, raw in huge(key).items():
        with pytest.raises(FormatError) as refused:
            rules.parse(task, raw)
        assert_message(str(refused.value)), what
