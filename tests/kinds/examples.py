"""Exercises of the kinds, read from the ``examples.toml`` in their folders, with changes where a test wants one."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings

from mosaic_exercises import kinds
from mosaic_exercises.kinds import KINDS

FOLDER = Path(kinds.__file__).parent


def examples(kind: str) -> dict[str, Any]:
    """All examples of a kind by name."""
    return tomllib.loads((FOLDER / kind / "examples.toml").read_text(encoding="utf-8"))


EXAMPLES: dict[str, Any] = {
    name: {"kind": kind, **table}
    for kind in ("choice", "order", "sort", "number", "text", "lab")
    for name, table in examples(kind).items()
}

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault


def exercise(name: str, **changes: Any) -> tuple[str, Any, Any]:
    """(kind, task, key) of an example; ``changes`` replace values by path: ``task__bins__0__id="b"``."""
    return exercise_of(name, [(path.split("__"), value) for path, value in changes.items()])


def exercise_of(name: str, changes: list[tuple[list[str], Any]]) -> tuple[str, Any, Any]:
    """As ``exercise``, for paths whose parts no keyword can hold."""
    table = copy.deepcopy(EXAMPLES[name])
    for path, value in changes:
        inner: Any = table
        for part in path[:-1]:
            inner = inner[int(part)] if isinstance(inner, list) else inner.setdefault(part, {})
        inner[int(path[-1]) if isinstance(inner, list) else path[-1]] = value
    kind = KINDS[table["kind"]]
    return table["kind"], msgspec.convert(table.get("task", {}), kind.task), msgspec.convert(table["key"], kind.key)
