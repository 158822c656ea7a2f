"""The kinds of exercise: a folder each. ``judged.py`` judges an answer of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from mosaic_exercises.kinds.contract import Kind

NAMES = (
    *("choice", "order", "sort", "number", "text", "lab", "match", "blank", "rate", "quadrant", "outline", "table"),
    *("form", "journey", "objective", "board", "dialogue", "debate"),
)
"""Every kind, by its folder: to add one is a folder and its name here."""

KINDS: Mapping[str, Kind[Any, Any, Any]] = MappingProxyType(
    {name: import_module(f"{__name__}.{name}").KIND for name in NAMES}
)


__all__ = ["KINDS", "NAMES", "Kind"]
