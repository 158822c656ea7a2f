"""What every exercise of every kind must keep, as one function: the synthetic exercises and the whole course run it."""

from __future__ import annotations

import random
from html import unescape
from typing import Any, get_type_hints

import msgspec
import pytest

from mosaic_exercises.drawing.blocks import Still
from mosaic_exercises.drawing.still import inert, written
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS, Kind
from mosaic_exercises.kinds.contract import Samples
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.reading.signs import UNSAVABLE
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Result

SCORES = {"correct": (1.0, 1.0), "partial": (1e-6, 1 - 1e-6)}  # every other outcome scores 0


def assert_contract(kind: str | Kind[Any, Any, Any], task: Any, key: Any) -> None:
    """Raise AssertionError unless this exercise keeps its kind's contract. ``key`` is None where it is assessed."""
    rules = KINDS[kind] if isinstance(kind, str) else kind
    assert rules.problems(task, key) == []
    assert_view(rules, task, key)
    assert_still(rules, task, key)
    assert_samples(rules, task, None)
    if key is None:
        return
    assert_samples(rules, task, key)
    assert_solution(rules, task, key)


def assert_view(rules: Kind[Any, Any, Any], task: Any, key: Any) -> None:
    """The view is the record that the kind says it is, the same for the same learner, and holds nothing of the key."""
    for seed in range(5):
        shown_ = rules.view(task, random.Random(seed))
        assert type(shown_) is get_type_hints(rules.view)["return"], "a view of another type than the kind says"
        assert rules.view(task, random.Random(seed)) == shown_, "one learner sees one order"
        view = msgspec.to_builtins(shown_)
        assert bool(rules.wants(task)) <= ("offers" in view), "nowhere to put what is pulled in"
        assert bool(rules.sources(task)) <= ("sources" in view), "nowhere to say who speaks"
        if key is None:
            continue
        assert not set(view) & set(key.__struct_fields__), "a field of the key is in the view"
        public = texts(msgspec.to_builtins(task))
        hidden = {t for t in texts(msgspec.to_builtins(key)) if len(t) > 3 and not any(t in p for p in public)}
        shown = texts(view)
        assert not [t for t in hidden if any(t in s for s in shown)], "a text of the key is in the view"


def assert_still(rules: Kind[Any, Any, Any], task: Any, key: Any) -> None:
    """There is something to read where nothing can be touched: words, lists, tables, pictures, nothing of the key."""
    made = written(Still(title="Title", parts=rules.still(task, rules.view(task, random.Random(0)))))
    assert inert(made), "what is to be read can do more than be read"
    assert made.count("\n") > 2, "there is nothing to read"
    public = " ".join(texts(msgspec.to_builtins(task)))
    hidden = {t for t in texts(msgspec.to_builtins(key)) if len(t) > 3 and t not in public}
    assert not [t for t in hidden if t in unescape(made)], "a text of the key is in what is to be read"


def assert_samples(rules: Kind[Any, Any, Any], task: Any, key: Any) -> None:
    """Every sample does what it is a sample of."""
    samples = rules.samples(task, key)
    assert samples.blank
    assert samples.malformed
    assert samples.right or samples.recorded
    for raw in samples.blank:
        assert rules.describe(task, rules.parse(task, raw)) == "" or rules.name == "lab"
        assert checked(rules, task, key, raw).outcome == "not_attempted", raw
    for raw in samples.malformed:
        with pytest.raises(FormatError) as refused:
            rules.parse(task, raw)
        assert_message(str(refused.value))
        result = checked(rules, task, key, raw)
        assert (result.outcome, result.summary) == ("invalid", str(refused.value)), raw
    expected = {"correct": samples.right, "partial": samples.partly, "incorrect": samples.wrong}
    for outcome, raws in {**expected, "recorded": samples.recorded}.items():
        for raw in raws:
            assert checked(rules, task, key, raw).outcome == outcome, raw
            assert_described(rules, task, raw)
    if key is not None:
        assert_teaching(rules, task, key, samples)


def assert_teaching(rules: Kind[Any, Any, Any], task: Any, key: Any, samples: Samples) -> None:
    """A right answer hears why; a wrong one what was seen and what to do, not the reasons of the right one."""
    for raw in samples.right:
        assert checked(rules, task, key, raw).summary == key.why
    said: set[str] = set()
    for raw in (*samples.partly, *samples.wrong):
        result = checked(rules, task, key, raw)
        assert result.summary.strip()
        failed = [c for c in result.criteria if c.met is False]
        assert failed, f"nothing is said of what is wrong in {raw}"
        assert all(c.why or c.try_next for c in failed), failed
        assert not [t for t in texts(msgspec.to_builtins(result)) if key.why in t], "a wrong answer hears the reason"
        said |= {c.misconception for c in result.criteria}
    named = {m for m in misconceptions(msgspec.to_builtins(key)) if m}
    assert named <= said, "no sample meets these misconceptions, so perhaps no answer does"


def assert_solution(rules: Kind[Any, Any, Any], task: Any, key: Any) -> None:
    """The solution is an answer like any other, and a right one."""
    solution = rules.solution(task, key)
    assert as_json(solution.answer) == solution.answer
    assert checked(rules, task, key, solution.answer).outcome in ("correct", "recorded")
    assert_described(rules, task, solution.answer)
    assert solution.why == key.why
    assert all(text.strip() for _, text in solution.reasons)


def checked(rules: Kind[Any, Any, Any], task: Any, key: Any, raw: Raw) -> Result:
    """The result of a raw answer, once everything that holds for any result has been looked at."""
    result = (
        check(rules.name, task, key, raw) if KINDS.get(rules.name) is rules else checked_alone(rules, task, key, raw)
    )
    low, high = SCORES.get(result.outcome, (0.0, 0.0))
    assert low <= result.score <= high, result
    assert as_json(msgspec.to_builtins(result)) is not None
    for criterion in result.criteria:
        assert criterion.id
        assert criterion.seen.strip()
        assert (criterion.met is None) == (criterion.judge != "computer")
    return result


def checked_alone(rules: Kind[Any, Any, Any], task: Any, key: Any, raw: Raw) -> Result:
    """As ``check`` does, for a kind that is not in KINDS."""
    try:
        return rules.check(task, key, rules.parse(task, raw))
    except FormatError as error:
        return Result("invalid", 0.0, str(error))


def assert_described(rules: Kind[Any, Any, Any], task: Any, raw: Raw) -> None:
    text = rules.describe(task, rules.parse(task, raw))
    assert text.strip(), raw
    text.encode()


def assert_message(message: str) -> None:
    """A message to a learner: a sentence or two that can be written to a file, whatever the answer held."""
    message.encode()
    assert not UNSAVABLE.search(message), message
    assert "\n" not in message, message
    assert message.endswith("."), message
    assert len(message) < 400, message
    assert "Expected `" not in message, "the words of a library, not of a teacher"


def as_json(value: Any) -> Any:
    """``value`` after a trip through JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))


def texts(value: Any) -> list[str]:
    """Every text inside nested JSON, keys of objects left out."""
    if isinstance(value, str):
        return [value]
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else []
    return [text for part in parts for text in texts(part)]


def misconceptions(value: Any) -> list[str]:
    """Every misconception named inside a key."""
    if isinstance(value, dict):
        own = [value["misconception"]] if "misconception" in value else []
        return own + [m for part in value.values() for m in misconceptions(part)]
    return [m for part in value for m in misconceptions(part)] if isinstance(value, (list, tuple)) else []
